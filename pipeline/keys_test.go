package pipeline_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"duizhao"
	"duizhao/internal/testkit"
	"duizhao/pipeline"
	"duizhao/pipeline/batch"
)

// key is the answer key of one report of testdata, written by the person who
// wrote the report: testdata/README.md says how it is read.
type key struct {
	ID         string            `json:"id"`
	Period     string            `json:"period"`
	Area       duizhao.Bilingual `json:"area"`
	Paragraphs struct{ Zh, En int }
	Planted    []struct {
		ID, Check string
		Severity  duizhao.Severity
		ZhQuote   string `json:"zh_quote"`
		EnQuote   string `json:"en_quote"`
	}
	Beads []struct {
		Zh, En []int
	}
	Observations []struct {
		ZhQuote   string `json:"zh_quote"`
		EnQuote   string `json:"en_quote"`
		Value     string
		Direction string // "down": the value is one of a decline, written without a sign
		Role      duizhao.Role
		Roles     []duizhao.Role // where more than one is right
		Indicator string
		Also      []string `json:"indicators"` // where more than one is right
	}
}

// keyed reads every report of testdata that has a key.
func keyed(t *testing.T) map[string]key {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(testkit.Root(t), "testdata", "*", "*.key.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no answer keys in testdata (%v)", err)
	}
	keys := map[string]key{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var k key
		if err := json.Unmarshal(data, &k); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		keys[k.ID] = k
	}
	return keys
}

// TestAnswerKeys holds the reports of testdata to their keys: every paragraph is
// read, every planted error is reported, nothing else is called an error, and the
// figures are found. With -v it prints the measures.
func TestAnswerKeys(t *testing.T) {
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(testkit.Root(t), "testdata")
	plan := batch.Discover([]string{filepath.Join(dir, "lanjiang"), filepath.Join(dir, "courts"), filepath.Join(dir, "customs"), filepath.Join(dir, "others")}, "")
	keys := keyed(t)
	for _, src := range plan.Reports {
		k, ok := keys[src.ID]
		if !ok {
			t.Errorf("report %s has no key", src.ID)
			continue
		}
		t.Run(src.ID, func(t *testing.T) {
			b, err := p.Run(src)
			if err != nil {
				t.Fatal(err)
			}
			holdText(t, b, k)
			holdBeads(t, b, k)
			holdFindings(t, b, k)
			holdObservations(t, b, k)
		})
	}
}

func holdText(t *testing.T, b *duizhao.Bitext, k key) {
	if zh, en := len(paragraphs(b.Zh)), len(paragraphs(b.En)); zh != k.Paragraphs.Zh || en != k.Paragraphs.En {
		t.Errorf("paragraphs %d zh, %d en; the key has %d, %d", zh, en, k.Paragraphs.Zh, k.Paragraphs.En)
	}
	if b.Period != k.Period {
		t.Errorf("period %q, want %q", b.Period, k.Period)
	}
	if b.Area.En != k.Area.En {
		t.Errorf("area %q, want %q", b.Area, k.Area)
	}
}

// paragraphs maps the index of each block that is no table cell to its place
// among them, which is how keys count.
func paragraphs(r *duizhao.Reading) map[int]int {
	out := map[int]int{}
	for i, b := range r.Document.Blocks {
		if b.Kind != duizhao.TableCell {
			out[i] = len(out)
		}
	}
	return out
}

// side counts one side of a bead as keys do; ok is false for a bead of cells.
func side(units []int, places map[int]int) (out []int, ok bool) {
	for _, u := range units {
		p, is := places[u]
		if !is {
			return nil, false
		}
		out = append(out, p)
	}
	return out, true
}

func holdBeads(t *testing.T, b *duizhao.Bitext, k key) {
	if len(k.Beads) == 0 {
		return
	}
	places := [2]map[int]int{paragraphs(b.Zh), paragraphs(b.En)}
	hit, beads := 0, 0
	for _, got := range b.Paragraphs {
		zh, ok1 := side(got.Zh, places[0])
		en, ok2 := side(got.En, places[1])
		if !ok1 || !ok2 {
			continue
		}
		beads++
		for _, want := range k.Beads {
			if slices.Equal(zh, want.Zh) && slices.Equal(en, want.En) {
				hit++
			}
		}
	}
	f1 := 2 * float64(hit) / float64(len(k.Beads)+beads)
	t.Logf("beads: F1 %.3f (%d of %d)", f1, hit, len(k.Beads))
	if f1 < 0.9 {
		t.Errorf("beads F1 %.3f", f1)
	}
}

func holdFindings(t *testing.T, b *duizhao.Bitext, k key) {
	claimed := make([]bool, len(b.Findings))
	for _, want := range k.Planted {
		found := false
		for i, f := range b.Findings {
			if f.Severity != duizhao.SeverityInfo && (touches(b.Zh, f.Zh, want.ZhQuote) || f.Zh == nil && touches(b.En, f.En, want.EnQuote)) {
				claimed[i] = true
				found = found || f.Severity == want.Severity
			}
		}
		if !found {
			t.Errorf("planted %s (%s, %s) is not reported as %s: %s | %s", want.ID, want.Check, want.Severity, want.Severity, want.ZhQuote, want.EnQuote)
		}
	}
	r := b.Report()
	for i, f := range r.Findings {
		switch {
		case claimed[i] || f.Severity == duizhao.SeverityInfo:
		default:
			t.Errorf("false alarm %s %s: %s", f.Severity, f.Check, f.Message.En)
		}
	}
}

// touches reports whether ref overlaps the place of quote in the reading's text.
func touches(r *duizhao.Reading, ref *duizhao.Ref, quote string) bool {
	if ref == nil || quote == "" {
		return false
	}
	at := locate(r.Document.Text, quote)
	return at.Overlaps(ref.Span)
}

// locate finds quote in text, white space aside; an empty Span where it is not.
func locate(text, quote string) duizhao.Span {
	var flat []rune
	var at []int
	for i, r := range text {
		if !unicode.IsSpace(r) {
			flat, at = append(flat, r), append(at, i)
		}
	}
	at = append(at, len(text))
	want := strings.Join(strings.Fields(quote), "")
	i := strings.Index(string(flat), want)
	if i < 0 || want == "" {
		return duizhao.Span{}
	}
	first := len([]rune(string(flat)[:i]))
	return duizhao.Span{Start: at[first], End: at[first+len([]rune(want))-1] + 1}
}

func holdObservations(t *testing.T, b *duizhao.Bitext, k key) {
	captured, role, indicator, named := 0, 0, 0, 0
	for _, want := range k.Observations {
		v, err := duizhao.ParseDecimal(want.Value)
		if err != nil {
			continue
		}
		if want.Direction == "down" && (want.Role == duizhao.Growth || want.Role == duizhao.Change) {
			v = duizhao.NewDecimal(0, 0).Sub(duizhao.MustDecimal(want.Value))
		}
		if want.Indicator != "" {
			named++
		}
		zh, en := locate(b.Zh.Document.Text, want.ZhQuote), locate(b.En.Document.Text, want.EnQuote)
		var at, as, is bool
		for _, o := range b.Observations {
			if !(o.Zh != nil && o.Zh.Span.Overlaps(zh) || o.En != nil && o.En.Span.Overlaps(en)) || !o.Value.Equal(v) && !o.Low.Equal(v) {
				continue
			}
			at = true
			right := o.Role == want.Role || slices.Contains(want.Roles, o.Role)
			as = as || right
			is = is || right && want.Indicator != "" && (o.Indicator == want.Indicator || slices.Contains(want.Also, o.Indicator))
		}
		if !at {
			t.Logf("missed %s %s %s", want.Value, want.ZhQuote, want.EnQuote)
		}
		captured, role, indicator = captured+count(at), role+count(as), indicator+count(is)
	}
	n := len(k.Observations)
	t.Logf("observations: %d of %d captured, %d with role, %d of %d named as the key names them", captured, n, role, indicator, named)
	if named > 30 && indicator*100 < named*85 {
		t.Errorf("only %d of %d named figures have their indicator", indicator, named)
	}
	if captured*100 < n*70 {
		t.Errorf("only %d of %d observations captured", captured, n)
	}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
