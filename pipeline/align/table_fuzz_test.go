package align

import (
	"bytes"
	"errors"
	"testing"

	"duizhao"
)

// FuzzTable reads anything as what earlier reports have taught: it is refused with
// its line in both languages, or is a table whose own form is read back as it was.
func FuzzTable(f *testing.F) {
	f.Add([]byte("duizhao.table/1\nen\tpatent\t3\nmet\t专利\tpatent\t2048\nzh\t专利\t4\n"))
	f.Add([]byte("duizhao.table/1\nzh\t专利\t-1\n"))
	f.Add([]byte("duizhao.table/1\n7\n"))
	f.Add([]byte("duizhao.table/2\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		var table Table
		if err := table.UnmarshalText(text); err != nil {
			if e, ok := errors.AsType[*duizhao.Error](err); !ok || e.Text.Zh == "" || e.Text.En == "" || table.Len() != 0 {
				t.Fatalf("%d pairs are left, and no error for a person: %#v", table.Len(), err)
			}
			return
		}
		form, _ := table.MarshalText()
		var back Table
		if err := back.UnmarshalText(form); err != nil {
			t.Fatalf("its own form is refused: %v\n%q", err, form)
		}
		if again, _ := back.MarshalText(); !bytes.Equal(form, again) {
			t.Errorf("read back otherwise:\n%q\n%q", form, again)
		}
	})
}
