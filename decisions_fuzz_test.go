package duizhao_test

import (
	"bytes"
	"errors"
	"testing"

	"duizhao"
)

// FuzzParseDecisions reads anything as a file of decisions: what is taken loses
// nothing when it is written again, and what is refused is said in both languages.
func FuzzParseDecisions(f *testing.F) {
	d := &duizhao.Decisions{Report: "r"}
	d.SettleBeads(bead(duizhao.Confirmed, "well", anchors("z1"), anchors("e1")))
	b, err := d.JSON()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(`{"schema":"duizhao.decisions/1"}`))
	f.Add([]byte(`{"schema":"duizhao.decisions/9"}`))
	f.Add(append(b, b...))
	f.Fuzz(func(t *testing.T, in []byte) {
		d, err := duizhao.ParseDecisions(in)
		if err != nil {
			if e, ok := errors.AsType[*duizhao.Error](err); !ok || e.Text.Zh == "" || e.Text.En == "" {
				t.Fatalf("no error for a person: %#v", err)
			}
			return
		}
		first, err := d.JSON()
		if err != nil {
			t.Fatal(err)
		}
		again, err := duizhao.ParseDecisions(first)
		if err != nil {
			t.Fatalf("what was written is refused: %v\n%s", err, first)
		}
		second, err := again.JSON()
		if err != nil || !bytes.Equal(first, second) {
			t.Errorf("written again: %v\n%s\n%s", err, first, second)
		}
	})
}
