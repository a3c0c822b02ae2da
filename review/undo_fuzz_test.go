package review

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// FuzzUndoLog reads anything as a log of changes: lines that are none count for
// nothing, what it offers to undo or redo can be asked for, and a change that is
// made next stands on a line of its own.
func FuzzUndoLog(f *testing.F) {
	f.Add([]byte(`{"kind":"do","by":"a","before":"1","after":"2"}` + "\n" + `{"kind":"undo","by":"a","of":1,"before":"2","after":"1"}` + "\n" + `{"kind":"void","of":2}` + "\n"))
	f.Add([]byte(`{"kind":"undo","by":"a","of":99}` + "\n" + `{"kind":"redo","by":"a","of":-3}` + "\n"))
	f.Add([]byte("{}\n\x00\x00\x00\n{\"kind\":\"do\",\"by\":\"a\""))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(dir, "log")
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		l := newUndoLog(path)
		if err := l.refresh(); err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(data, []byte("\n")); len(l.entries) != n {
			t.Fatalf("%d entries of %d lines", len(l.entries), n)
		}
		_ = l.reconcile(l.end())
		for by := range l.stacks {
			for _, redo := range []bool{false, true} {
				if n := l.last(by, redo); n != 0 {
					_, _ = l.entry(n)
				}
			}
		}
		if err := l.append(&entry{Kind: "do", By: "z", Before: "1", After: "2"}); err != nil {
			t.Fatal(err)
		}
		again := newUndoLog(path)
		if err := again.refresh(); err != nil || again.end() != "2" {
			t.Errorf("the last change is lost: %v, %q", err, again.end())
		}
	})
}

// FuzzPageWords reads anything as what pdftotext writes: words, or an error.
func FuzzPageWords(f *testing.F) {
	f.Add([]byte(`<doc><page width="595" height="842"><word xMin="70" yMin="80" xMax="130" yMax="92">专利&amp;</word></page></doc>`))
	f.Add([]byte(`<page width="x"><word xMin="">a<word>b`))
	f.Fuzz(func(t *testing.T, out []byte) {
		words, err := new(pageBoxes).read(out)
		if err != nil {
			return
		}
		if p := newPageText(words); len(p.of) != len(p.text) {
			t.Errorf("%d places of %d bytes", len(p.of), len(p.text))
		}
	})
}
