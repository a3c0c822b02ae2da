package duizhao

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
	"unicode"
)

// Counting on from the span before gives what counting each from its block gives, in
// whatever order spans come.
func TestPointCounter(t *testing.T) {
	text := "全市1.41万件，é \xff 42%。Up by 22.9%."
	d := &Document{Text: text, Blocks: []Block{{Span: Span{0, 19}}, {Span: Span{19, len(text)}}}}
	at := pointCounter{d: d}
	for _, c := range []struct {
		block int
		span  Span
	}{
		{0, Span{0, 6}}, {0, Span{6, 10}}, {0, Span{6, 16}}, {1, Span{19, 22}}, {1, Span{22, 22}}, {1, Span{24, 27}},
		{0, Span{3, 6}}, {1, Span{19, len(text)}},
	} {
		start, end := at.of(c.block, c.span)
		if s, e := d.CodePoints(c.block, c.span); s != start || e != end {
			t.Errorf("block %d, %v: %d to %d, want %d to %d", c.block, c.span, start, end, s, e)
		}
	}
}

// The name of a text is kept in people's decisions: it must never change.
func TestTextHashIsThatOfTheTextWithoutSpace(t *testing.T) {
	for _, s := range []string{"", " ", "全市 1.41\u3000万件\n", "a b\u00a0c\td", "\xff a \xfe\xff", "\uFFFD x", "𠮷 野"} {
		bare := strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, s)
		sum := sha256.Sum256([]byte(bare))
		if want := hex.EncodeToString(sum[:8]); TextHash(s) != want {
			t.Errorf("%q is named %s, want %s", s, TextHash(s), want)
		}
	}
}
