package main

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"duizhao/pipeline/align/lexicon"
)

// entry is one line of the dictionary, reduced to what aligning needs.
type entry struct {
	traditional, simplified []rune
	pinyin                  []string // one syllable for each char, lower case, without tone; nil where that does not come out
	glosses                 []lexicon.Gloss
}

const (
	maxChars = 12 // of a key
	maxWords = 3  // of a gloss: longer ones explain rather than translate
)

var (
	aside   = regexp.MustCompile(`\([^)]*\)|\[[^\]]*\]`)
	skipped = regexp.MustCompile(`^(CL:|surname |see |see also |abbr\. |used in |erroneous variant)|variant of|\bradical in Chinese`)
)

// readEntries reads the lines "traditional simplified [pin1 yin1] /gloss/gloss/".
func readEntries(text string) []entry {
	var out []entry
	for line := range strings.Lines(text) {
		if e, ok := readEntry(strings.TrimSpace(line)); ok {
			out = append(out, e)
		}
	}
	return out
}

func readEntry(line string) (entry, bool) {
	words, rest, ok := strings.Cut(line, " [")
	reading, glosses, ok2 := strings.Cut(rest, "] /")
	trad, simp, ok3 := strings.Cut(words, " ")
	if !ok || !ok2 || !ok3 || strings.HasPrefix(line, "#") || !han(simp) {
		return entry{}, false
	}
	e := entry{traditional: []rune(trad), simplified: []rune(simp)}
	e.pinyin = syllables(reading, len(e.simplified))
	for g := range strings.FieldsFuncSeq(glosses, func(r rune) bool { return r == '/' || r == ';' }) {
		e.glosses = lexicon.MergeGlosses(e.glosses, reduce(g))
	}
	return e, true
}

// han reports whether s may be a key: Chinese characters of the basic plane only.
func han(s string) bool {
	for _, r := range s {
		if r > 0xFFFF || !unicode.Is(unicode.Han, r) {
			return false
		}
	}
	return s != "" && utf8.RuneCountInString(s) <= maxChars
}

// reduce returns the glosses of one translation, or none where it is a note.
func reduce(g string) []lexicon.Gloss {
	if skipped.MatchString(strings.TrimSpace(g)) {
		return nil
	}
	if out := lexicon.Glosses(aside.ReplaceAllString(g, "")); len(out) <= maxWords {
		return out
	}
	return nil
}

// syllables parts a reading such as "Jiang1 ning2" into n syllables without tone.
func syllables(reading string, n int) []string {
	var out []string
	for s := range strings.FieldsSeq(reading) {
		s = strings.ReplaceAll(strings.ToLower(s), "u:", "v")
		out = append(out, strings.TrimRight(s, "12345"))
	}
	if len(out) != n {
		return nil
	}
	return out
}
