// Package dict holds the words that the Chinese segmenter knows: a general
// dictionary with frequencies, general.txt, and hand-written lists of the terms of
// government reports, one file for each field.
//
// A list has one term a line; what follows "#" is a comment, and a second word on
// the line is a tag for the reader, which the program ignores. Adding a field is
// adding a file.
package dict

import (
	"embed"
	"fmt"
	"io/fs"
	"iter"
	"strconv"
	"strings"
)

//go:generate go run ./gen -o general.txt

//go:embed general.txt
var general string

//go:embed terms/*.txt
var terms embed.FS

// General returns the words of the general dictionary, sorted, each with its
// frequency in the corpora it was counted in. Words of one character are all
// there, longer ones from a frequency of 4 up.
func General() iter.Seq2[string, float64] {
	return func(yield func(string, float64) bool) {
		for line := range strings.Lines(general) {
			word, freq, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
			if !ok || word == "#" {
				continue
			}
			f, err := strconv.ParseFloat(freq, 64)
			if err != nil {
				panic(fmt.Sprintf("dict: general.txt: %q: %v", line, err)) // broken by its generator
			}
			if !yield(word, f) {
				return
			}
		}
	}
}

// Terms returns the hand-written terms of all fields, file by file.
func Terms() iter.Seq[string] {
	return func(yield func(string) bool) {
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
				if f := strings.Fields(line); len(f) > 0 && !yield(f[0]) {
					return
				}
			}
		}
	}
}
