package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// glue puts parts of text together as if they had never been taken apart.
type glue struct {
	words map[string]bool // of the file, in lower case; nil where no line ends in a hyphen
	cuts  bool            // the file's lines divide words: a hyphen at their end is rarely a word's own
}

// newGlue collects the words of a file whose lines divide words: the same word
// elsewhere shows whether a hyphen at a line's end is its own.
func newGlue(chunks [][]line) glue {
	divides := func(l line) bool {
		before, hyphen := strings.CutSuffix(l.text, "-")
		return hyphen && before != "" && isLetterByte(before[len(before)-1])
	}
	if !slices.ContainsFunc(chunks, func(c []line) bool { return slices.ContainsFunc(c, divides) }) {
		return glue{}
	}
	g := glue{words: map[string]bool{}}
	for _, chunk := range chunks {
		for _, l := range chunk {
			g.learn(l.text)
		}
	}
	return g
}

func (g glue) learn(s string) {
	for i := 0; i < len(s); i++ {
		if isLetterByte(s[i]) {
			n := wordLen(s[i:])
			g.words[strings.ToLower(s[i:i+n])] = true
			i += n
		}
	}
}

// lines joins the lines of a paragraph.
func (g glue) lines(lines []line) string {
	parts := make([]string, len(lines))
	for i := range lines {
		parts[i] = lines[i].text
	}
	return g.parts(parts)
}

// parts joins the parts of a paragraph.
func (g glue) parts(parts []string) string {
	if len(parts) == 1 {
		return strings.Trim(parts[0], whiteSpace)
	}
	var b strings.Builder
	for i, p := range parts {
		if i+1 == len(parts) {
			b.WriteString(p)
			break
		}
		next := parts[i+1]
		if before, divided := strings.CutSuffix(p, softHyphen); divided {
			b.WriteString(before)
		} else if g.spurious(p, next) {
			b.WriteString(p[:len(p)-1])
		} else {
			b.WriteString(p)
			b.WriteString(between(p, next))
		}
	}
	return strings.Trim(b.String(), whiteSpace)
}

// spurious reports whether the hyphen that a ends in was put there to divide a
// word: the file has the word without it, and not with it.
func (g glue) spurious(a, b string) bool {
	before, hyphen := strings.CutSuffix(a, "-")
	if g.words == nil || !hyphen || b == "" || b[0] < 'a' || b[0] > 'z' {
		return false
	}
	start := len(before)
	for start > 0 && isLetterByte(before[start-1]) {
		start--
	}
	first, second := strings.ToLower(before[start:]), strings.ToLower(b[:wordLen(b)])
	if g.cuts && !g.words[first+second] && !g.words[first+"-"+second] {
		return !g.words[first] || !g.words[second]
	}
	return g.words[first+second] && !g.words[first+"-"+second]
}

// between returns what stands between two parts of a paragraph: nothing where
// Chinese is on either side, for there a line may end anywhere; nothing after a
// hyphen or slash within a word; otherwise a space.
//
// A hyphen that is not known to be spurious is kept: it may be the word's own
// (IP-related).
func between(a, b string) string {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	switch {
	case isWide(last) || isWide(first):
		return ""
	case (last == '“' || last == '‘' || first == '”' || first == '’') && (hanWithin(a, 3, true) || hanWithin(b, 3, false)):
		return ""
	case endsNumber(a, last) && unicode.IsDigit(first) && hanWithin(a, 12, true) && hanWithin(b, 12, false):
		return "" // a number cut in two: Chinese puts no number beside another
	case strings.ContainsRune("-‐/–—", last) && wordGoesOn(a, b, first):
		return ""
	}
	return " "
}

// endsNumber reports whether a, whose last character is last, ends in a digit or in
// the point or comma of a number.
func endsNumber(a string, last rune) bool {
	if last == '.' || last == ',' {
		last, _ = utf8.DecodeLastRuneInString(a[:len(a)-1])
	}
	return unicode.IsDigit(last)
}

// hanWithin reports whether one of the n characters at the end or beginning of s
// is Chinese: curly quotation marks belong to both scripts and take sides with
// their neighbours.
func hanWithin(s string, n int, end bool) bool {
	for ; n > 0 && s != ""; n-- {
		r, size := utf8.DecodeRuneInString(s)
		if end {
			r, size = utf8.DecodeLastRuneInString(s)
			s = s[:len(s)-size]
		} else {
			s = s[size:]
		}
		if isWide(r) {
			return true
		}
	}
	return false
}

// wordGoesOn reports whether b continues the word that a ends in with a hyphen:
// not after a dash that stands alone, nor in "first- and second-instance".
func wordGoesOn(a, b string, first rune) bool {
	_, size := utf8.DecodeLastRuneInString(a)
	before, _ := utf8.DecodeLastRuneInString(a[:len(a)-size])
	if !unicode.IsLetter(before) && !unicode.IsDigit(before) || !unicode.IsLetter(first) && !unicode.IsDigit(first) {
		return false
	}
	word, _, _ := strings.Cut(b[:min(len(b), 8)], " ")
	return word != "and" && word != "or" && word != "to"
}
