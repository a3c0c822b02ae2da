package corpus

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duizhao/pipeline"
)

// TestMadeReportsAreReadRight holds that the program reads every figure of made-up
// reports right, in both languages, and finds nothing wrong with them: otherwise
// measurements on them would measure something else.
func TestMadeReportsAreReadRight(t *testing.T) {
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for i := range 9 {
		r := Make(1, i)
		path := filepath.Join(dir, r.ID+".txt")
		if err := os.WriteFile(path, Text(r), 0o644); err != nil {
			t.Fatal(err)
		}
		b, err := p.Run(pipeline.Source{ID: r.ID, Files: []string{path}})
		if err != nil {
			t.Fatal(err)
		}
		got := map[Figure]int{}
		for _, o := range b.Observations {
			if o.Agreement != "agree" {
				t.Errorf("%s: %s %s %s: %s", r.ID, o.Indicator, o.Role, o.Value, o.Agreement)
			}
			got[Figure{r.ID, o.Indicator, string(o.Role), o.Value.String(), o.Period[:4]}]++
		}
		want := map[Figure]int{}
		for _, f := range r.Figures {
			want[f]++
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: figures (-want +got):\n%s", r.ID, diff)
		}
		for _, f := range b.Findings {
			if f.Severity != "info" {
				t.Errorf("%s: %s %s: %s", r.ID, f.Severity, f.Check, f.Message.En)
			}
		}
	}
}

// TestMakeIsRepeatable holds that the same number gives the same report, and others
// give others.
func TestMakeIsRepeatable(t *testing.T) {
	ids := map[string]bool{}
	for i := range 3000 {
		r := Make(1, i)
		if ids[r.ID] {
			t.Fatalf("id %s comes twice", r.ID)
		}
		ids[r.ID] = true
		if i%500 == 0 {
			if diff := cmp.Diff(r, Make(1, i)); diff != "" {
				t.Errorf("-first +second:\n%s", diff)
			}
		}
	}
}
