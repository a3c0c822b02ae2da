// Package dict holds the words that the Chinese segmenter knows: a general
// dictionary with frequencies, general.txt, and hand-written lists of the terms of
// government reports, one file for each field.
//
// A list has one term a line; what follows "#" is a comment. A number behind a term
// is its frequency: it is seldom needed, for words that others would tear apart. Adding
// a field is adding a file.
package dict

import (
	"embed"
	"fmt"
	"io/fs"
	"iter"
	"strconv"
	"strings"
)

//go:generate go run ./gen -o general.txt -variants ../../internal/variant/variants.txt

//go:embed general.txt
var general string

//go:embed terms/*.txt
var terms embed.FS

// Word is an entry of the dictionary.
type Word struct {
	Text  string
	Freq  float64 // how often it stands in the corpora it was counted in; 0 if nobody counted
	Place bool    // it names a place
}

// Lines returns a number not below that of the words of General.
func Lines() int { return strings.Count(general, "\n") }

// Total returns the sum of the frequencies of the words of General, as the header
// of general.txt says it.
func Total() float64 {
	_, rest, _ := strings.Cut(general, "# total ")
	total, _, _ := strings.Cut(rest, "\n")
	f, err := strconv.ParseFloat(total, 64)
	if err != nil {
		panic(fmt.Sprintf("dict: general.txt: total: %v", err)) // broken by its generator
	}
	return f
}

// General returns the words of the general dictionary, sorted by Text. Words of one
// character are all there, longer ones from a frequency of 4 up.
func General() iter.Seq[Word] {
	return func(yield func(Word) bool) {
		for line := range strings.Lines(general) {
			if w, ok := parse(strings.TrimSuffix(line, "\n")); ok && !yield(w) {
				return
			}
		}
	}
}

// parse reads a line of general.txt; ok is false for a comment.
func parse(line string) (w Word, ok bool) {
	text, rest, ok := strings.Cut(line, " ")
	if !ok || text == "#" {
		return Word{}, false
	}
	freq, place := strings.CutSuffix(rest, " ns")
	f, err := strconv.ParseFloat(freq, 64)
	if err != nil {
		panic(fmt.Sprintf("dict: general.txt: %q: %v", line, err)) // broken by its generator
	}
	return Word{Text: text, Freq: f, Place: place}, true
}

// Terms returns the hand-written terms of all fields, file by file. Their Freq is 0
// but where the list gives one.
func Terms() iter.Seq[Word] {
	return func(yield func(Word) bool) {
		files, err := fs.Glob(terms, "terms/*.txt")
		if err != nil {
			panic(err) // the pattern is constant
		}
		for _, name := range files {
			text, err := terms.ReadFile(name)
			if err != nil {
				panic(err) // the file is part of the program
			}
			for line := range strings.Lines(string(text)) {
				line, _, _ = strings.Cut(line, "#")
				f := strings.Fields(line)
				if len(f) == 0 {
					continue
				}
				w := Word{Text: f[0]}
				if len(f) > 1 {
					if w.Freq, err = strconv.ParseFloat(f[1], 64); err != nil {
						panic(fmt.Sprintf("dict: %s: %q: %v", name, line, err)) // the file is part of the program
					}
				}
				if !yield(w) {
					return
				}
			}
		}
	}
}
