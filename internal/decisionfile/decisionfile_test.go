package decisionfile_test

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duizhao"
	"duizhao/internal/decisionfile"
)

func confirmed(id string) duizhao.BeadDecision {
	return duizhao.BeadDecision{Level: duizhao.ParagraphLevel, Zh: []duizhao.Anchor{duizhao.NewAnchor(id, "文 "+id)}, En: []duizhao.Anchor{}, Status: duizhao.Confirmed}
}

// Several people at once: no change is lost.
func TestUpdateLosesNothing(t *testing.T) {
	out := t.TempDir()
	if d, err := decisionfile.Load(out, "r"); d != nil || err != nil {
		t.Fatalf("nothing there: %v, %v", d, err)
	}
	var people sync.WaitGroup
	for i := range 20 {
		people.Go(func() {
			err := decisionfile.Update(out, "r", func(d *duizhao.Decisions) error {
				d.SettleBeads(confirmed(fmt.Sprint("z", i)))
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	people.Wait()
	d, err := decisionfile.Load(out, "r")
	if err != nil || len(d.Beads) != 20 || d.Report != "r" {
		t.Fatalf("%+v, %v", d, err)
	}
	// What is read and written again is the same.
	b, err := d.JSON()
	if err != nil {
		t.Fatal(err)
	}
	again, err := duizhao.ParseDecisions(b)
	if diff := cmp.Diff(d, again); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestUpdateWritesNothingInVain(t *testing.T) {
	out := t.TempDir()
	if err := decisionfile.Update(out, "r", func(*duizhao.Decisions) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(decisionfile.Path(out, "r")); !os.IsNotExist(err) {
		t.Errorf("an empty file was written: %v", err)
	}
	refused := fmt.Errorf("no")
	err := decisionfile.Update(out, "r", func(d *duizhao.Decisions) error { d.SettleBeads(confirmed("z1")); return refused })
	if err != refused {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(decisionfile.Path(out, "r")); !os.IsNotExist(err) {
		t.Errorf("a refused change was written: %v", err)
	}
}

// A file that is damaged, newer or senseless is refused and stays as it is.
func TestRefusals(t *testing.T) {
	whole := `{"schema":"duizhao.decisions/1","report":"r","cuts":[],"beads":[],"findings":[],"texts":[]}`
	for _, c := range []struct{ name, content, want string }{
		{"damaged", whole[:40], "not a whole file of decisions @ byte"},
		{"newer", strings.Replace(whole, "decisions/1", "decisions/2", 1), `the file's form is "duizhao.decisions/2", this program reads "duizhao.decisions/1"`},
		{"a field too many", strings.Replace(whole, `"report"`, `"more":1,"report"`, 1), `unknown field "more"`},
		{"text behind", whole + whole, "after top-level value"},
		{"an unknown status", strings.Replace(whole, `"beads":[]`, `"beads":[{"level":"sentence","zh":[{"id":"z","hash":"h","text":""}],"en":[],"status":"sure"}]`, 1), `beads[0]: status "sure"`},
		{"no units", strings.Replace(whole, `"beads":[]`, `"beads":[{"level":"sentence","zh":[],"en":[],"status":"auto"}]`, 1), `beads[0]: a bead without units`},
		{"a cut before the text", strings.Replace(whole, `"cuts":[]`, `"cuts":[{"level":"paragraph","lang":"zh","unit":{"id":"z","hash":"h","text":""},"at":0}]`, 1), `cuts[0]: at must be above 0`},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := t.TempDir()
			path := decisionfile.Path(out, "r")
			if err := os.MkdirAll(strings.TrimSuffix(path, "/r.json"), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(c.content), 0o644); err != nil {
				t.Fatal(err)
			}
			err := decisionfile.Update(out, "r", func(d *duizhao.Decisions) error { d.SettleBeads(confirmed("z1")); return nil })
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), path) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
			if b, _ := os.ReadFile(path); string(b) != c.content {
				t.Errorf("the file is now %s", b)
			}
		})
	}
}
