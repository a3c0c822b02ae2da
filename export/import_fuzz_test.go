package export

import (
	"bytes"
	"errors"
	"testing"

	"duizhao"
)

// FuzzReadAlignment reads anything as a translator's workbook: it is read, or refused
// in both languages.
func FuzzReadAlignment(f *testing.F) {
	f.Add(alignmentOf(f, samples(f)[0]))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, in []byte) {
		k, err := ReadAlignment(bytes.NewReader(in), "edited.xlsx")
		e, ok := errors.AsType[*duizhao.Error](err)
		switch {
		case err == nil && k.Report == "":
			t.Error("a workbook of no report was read")
		case err != nil && (!ok || e.Text.Zh == "" || e.Text.En == ""):
			t.Fatalf("no error for a person: %#v", err)
		}
	})
}
