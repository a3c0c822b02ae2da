package export

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// odd draws texts with what the shortcuts of this package look for.
var odd = rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.SampledFrom([]string{
	"a", "万", "，", "“", " ", "\n", "\t", "\r", "\x00", "\x1f", "\x7f", "\u0085", "\u00a0", "\ufffd", "\ufffe", "\uffff", "\ufdd0", "\u202e", "\u2066", "\u2069", "\u206a",
	"😀", "\U0001fffe", "\xff", "\xc2", "\xe2\x80", "\xef\xbf", "\xed\xa0\x80",
})), func(parts []string) string { return strings.Join(parts, "") }))

// TestShortcuts: what is told from bytes is what is told from characters.
func TestShortcuts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := odd.Draw(t, "text")
		slow := strings.Map(func(r rune) rune {
			if r != '\n' && r != '\t' && (unicode.IsControl(r) || r == 0xFFFE || r == 0xFFFF) {
				return -1
			}
			return r
		}, strings.ToValidUTF8(s, "\uFFFD"))
		if got := clean(s); got != slow {
			t.Fatalf("clean(%q) is %q, want %q", s, got, slow)
		}
		if isPlain(s) && strings.ContainsFunc(s, unfit) {
			t.Fatalf("%q is taken for plain", s)
		}
		width := rapid.Float64Range(1, 120).Draw(t, "width")
		if n, most := lineCount(slow, width), linesAtMost(slow, width); n > most {
			t.Fatalf("%q takes %d lines at %v, at most %d", slow, n, width, most)
		}
		x, runes := newIndexed(s), []rune(s)
		end := rapid.IntRange(0, len(runes)).Draw(t, "end")
		start := rapid.IntRange(0, end).Draw(t, "start")
		if x.len() != len(runes) || x.slice(start, end) != string(runes[start:end]) {
			t.Fatalf("%q, cut from %d to %d, is %q", s, start, end, x.slice(start, end))
		}
	})
}
