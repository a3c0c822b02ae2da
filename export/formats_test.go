package export

import (
	"bytes"
	"path"
	"strings"
	"testing"

	"duizhao"
)

// TestFormats holds what every format promises: a name and place of its own, one
// way to write it, words in both languages, and equal bytes for equal reports.
func TestFormats(t *testing.T) {
	names, places := map[string]bool{}, map[string]bool{}
	for _, f := range Formats() {
		t.Run(f.Name, func(t *testing.T) {
			if names[f.Name] || f.Name != strings.ToLower(f.Name) {
				t.Errorf("name %q is taken or not in lower case", f.Name)
			}
			place := f.Path("id")
			if places[place] || place != path.Clean(place) || path.IsAbs(place) || strings.HasPrefix(place, "..") {
				t.Errorf("place %q is taken or not below OUT", place)
			}
			names[f.Name], places[place] = true, true
			if f.About.Zh == "" || f.About.En == "" {
				t.Error("not said in both languages what it is for")
			}
			if (f.Report == nil) == (f.Batch == nil) {
				t.Error("must write either one report or all of them")
			}
			if one, two := written(t, f.Name), written(t, f.Name); !bytes.Equal(one, two) {
				t.Error("the same report gave different bytes")
			}
		})
	}
}

func written(t *testing.T, format string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, format, Reports(report2022(t)), Options{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestWriteRefuses holds that a wrong call is an error with the way out.
func TestWriteRefuses(t *testing.T) {
	a, b := *report2022(t), *report2020(t)
	for _, c := range []struct {
		format  string
		reports []*duizhao.Report
		want    string
	}{
		{"nonesuch", []*duizhao.Report{&a}, `there is no format "nonesuch"`},
		{"json", []*duizhao.Report{&a, &b}, "one report a file, but 2 were given"},
		{"json", nil, "one report a file, but 0 were given"},
	} {
		err := Write(new(bytes.Buffer), c.format, Reports(c.reports...), Options{})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s, %d reports: got error %v, want one with %q", c.format, len(c.reports), err, c.want)
		}
	}
}
