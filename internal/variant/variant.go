// Package variant maps traditional Chinese characters to simplified ones, for looking
// words up: reports of Hong Kong, Macao and Taiwan are read with the word lists and
// rules of simplified text. The text itself stays as it was written.
package variant

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed variants.txt
var variants string

// The traditional characters that have a simplified form lie between these.
const (
	first = 0x4E00
	last  = 0x9FFF
)

// table holds the simplified forms of traditional characters, counted from first; 0
// where there is none.
var table = sync.OnceValue(func() *[last - first + 1]rune {
	var t [last - first + 1]rune
	for line := range strings.Lines(variants) {
		if pair := []rune(line); pair[0] != '#' {
			t[pair[0]-first] = pair[2]
		}
	}
	return &t
})

// Simplified returns the simplified form of r, or r where it has none. A character with
// several forms has the usual one; one that simplified text is written with as well
// (著, 乾) stays.
func Simplified(r rune) rune {
	if r < first || r > last {
		return r
	}
	if s := table()[r-first]; s != 0 {
		return s
	}
	return r
}

// Simplify returns text with simplified characters for traditional ones. Both forms are
// three bytes long in UTF-8, so spans of the result are spans of text.
func Simplify(text string) string {
	var out []byte
	for i, r := range text {
		s := Simplified(r)
		if s == r {
			continue
		}
		if out == nil {
			out = []byte(text)
		}
		utf8.EncodeRune(out[i:], s)
	}
	if out == nil {
		return text
	}
	return string(out)
}
