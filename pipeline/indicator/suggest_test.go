package indicator_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duizhao"
	"duizhao/pipeline/indicator"
)

// unknownFigures is a report in both languages whose figures no rule knows.
func unknownFigures(t *testing.T, r *indicator.Rules) *duizhao.Bitext {
	t.Helper()
	zh := read(duizhao.Chinese, "全市新建口袋公园36处。观测站年均记录白鹭1240只，增长8.5%。")
	en := read(duizhao.English, "The city built 36 pocket parks. The stations recorded 1,240 egrets a year, up 8.5%.")
	b := &duizhao.Bitext{ID: "lanjiang-parks", Zh: zh, En: en}
	b.Observations = append(r.Observe(zh, indicator.Frame{Period: "2023"}), r.Observe(en, indicator.Frame{Period: "2023"})...)
	return b
}

// TestSuggest holds that what is suggested loads beside the built-in rules and
// names the figures it was made from.
func TestSuggest(t *testing.T) {
	r, err := indicator.Load(indicator.Options{}, read)
	if err != nil {
		t.Fatal(err)
	}
	b := unknownFigures(t, r)
	out := r.Suggest(b)
	for _, want := range []string{"口袋公园", "pocket parks", "白鹭", `value: "36"`, "lanjiang-parks"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	if strings.Contains(string(out), `"8.5"`) {
		t.Errorf("a growth is named after its figure and needs no rule:\n%s", out)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "own.yaml"), out, 0o644); err != nil {
		t.Fatal(err)
	}
	again, err := indicator.Load(indicator.Options{Dirs: []string{dir}}, read)
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, o := range again.Observe(b.Zh, indicator.Frame{}) {
		if o.Indicator == "" {
			t.Errorf("%s is still unknown\n%s", o.Value, out)
		}
	}
	if rest := again.Suggest(&duizhao.Bitext{}); rest != nil {
		t.Errorf("nothing is unknown, and this is suggested:\n%s", rest)
	}
}

// TestIndicatorsDescribeTheirRules holds what the list of rules is made from.
func TestIndicatorsDescribeTheirRules(t *testing.T) {
	r, err := indicator.Load(indicator.Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range r.Indicators() {
		if i.File == "" || i.Line == 0 || i.Domain == "" || len(i.Examples) == 0 {
			t.Errorf("%+v", i)
		}
		for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
			if len(i.Patterns[l]) < 2 {
				t.Errorf("%s has %d patterns in %s, at least two are expected", i.ID, len(i.Patterns[l]), l)
			}
		}
	}
}
