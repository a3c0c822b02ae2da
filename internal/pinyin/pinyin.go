// Package pinyin tells how Chinese characters are read, in letters without tones; ü
// is v. Its data are those of go-pinyin, which builds a map of all characters in
// every process, also in the many that never ask: here they are a text until somebody
// does.
package pinyin

import (
	_ "embed"
	"strings"
	"sync"
)

//go:generate go run ./gen

//go:embed readings.txt
var text string

// last is the last character that has a reading.
const last = 0x323AF

type table struct {
	lists [][]string
	of    [last + 1]uint16 // the number of a character's list; 0 for none
}

var load = sync.OnceValue(func() *table {
	t := &table{lists: [][]string{nil}}
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if words[0] == "#" {
			continue
		}
		n := len(words) - 1
		for _, r := range words[n] {
			t.of[r] = uint16(len(t.lists))
		}
		t.lists = append(t.lists, words[:n])
	}
	return t
})

// Readings returns the syllables that r may be read as, the usual one first; nil
// where none is known. The list must not be changed.
func Readings(r rune) []string {
	if r < 0 || r > last {
		return nil
	}
	t := load()
	return t.lists[t.of[r]]
}

// Syllables returns the usual reading of each character of s that has one.
func Syllables(s string) []string {
	var out []string
	for _, r := range s {
		if of := Readings(r); of != nil {
			out = append(out, of[0])
		}
	}
	return out
}
