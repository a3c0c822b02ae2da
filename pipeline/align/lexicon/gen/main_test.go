package main

import (
	"testing"

	"duizhao/pipeline/align/lexicon"

	"github.com/google/go-cmp/cmp"
)

func TestReadEntry(t *testing.T) {
	for _, tt := range []struct {
		line string
		want []lexicon.Gloss
	}{
		{"江橋 江桥 [jiang1 qiao2] /river bridge/(coll.) bridge/", []lexicon.Gloss{{Stem: "river", Weight: 0.70710677}, {Stem: "bridg", Weight: 1.7071068}}},
		{"橋 桥 [qiao2] /CL:座[zuo4]/to bridge; a span that is long enough to explain/", []lexicon.Gloss{{Stem: "bridg", Weight: 1}}},
		{"舊 旧 [jiu4] /variant of 旧[jiu4]/", nil},
	} {
		e, ok := readEntry(tt.line)
		if diff := cmp.Diff(tt.want, e.glosses); diff != "" || !ok {
			t.Error(tt.line, ok, diff)
		}
	}
	for _, line := range []string{"# comment", "", "3C 3C [san1 C] /electronics/", "橋 桥"} {
		if _, ok := readEntry(line); ok {
			t.Errorf("%q is taken for an entry", line)
		}
	}
}

func TestLiteral(t *testing.T) {
	if got, err := literal("module.exports = `a b`;"); err != nil || got != "a b" {
		t.Errorf("got %q, %v", got, err)
	}
	for _, js := range []string{"", "`", "`a ${b}`"} {
		if _, err := literal(js); err == nil {
			t.Errorf("%q is taken for one literal", js)
		}
	}
}
