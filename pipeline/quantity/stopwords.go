package quantity

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed stopwords.txt
var stopwordsText string

// stopwords finds the words that hold a numeral character without stating a
// number. A word is filed under each of its numeral characters together with
// the character after it, or before it at the word's end, so that a look-up at a
// numeral reads a handful of words.
type stopwords map[[2]rune][]stopword

type stopword struct {
	word   string
	offset int // bytes before the numeral character
}

var zhStopwords = sync.OnceValue(func() stopwords { return parseStopwords(stopwordsText) })

// parseStopwords reads words parted by white space; # begins a comment.
func parseStopwords(text string) stopwords {
	t := make(stopwords, 1024)
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		for _, w := range strings.Fields(line) {
			t.add(w)
		}
	}
	return t
}

func (t stopwords) add(w string) {
	prev := rune(0)
	for i, r := range w {
		if startsNumber(r) {
			next, _ := utf8.DecodeRuneInString(w[i+utf8.RuneLen(r):])
			key := [2]rune{r, next}
			if next == utf8.RuneError {
				key = [2]rune{prev, r}
			}
			t[key] = append(t[key], stopword{w, i})
		}
		prev = r
	}
}

// at returns the end of the longest word that holds the numeral character r at
// s[i:] and does not begin before from, or i.
func (t stopwords) at(s string, i, from int, r rune) int {
	end := i
	for _, key := range [...][2]rune{{r, runeAt(s, i+3)}, {runeAt(s, i-3), r}} {
		for _, w := range t[key] {
			start := i - w.offset
			if start < from || start+len(w.word) <= end || !has(s, start, w.word) {
				continue
			}
			if start+len(w.word) == i+utf8.RuneLen(r) && goesOn(s, i+utf8.RuneLen(r)) {
				continue // 订单一亿元 holds no 单一
			}
			end = start + len(w.word)
		}
	}
	return end
}

// goesOn reports whether a numeral that has begun before s[i:] goes on there.
func goesOn(s string, i int) bool {
	t := hanTokens[runeAt(s, i)]
	return t.class != 0 && t.class != hanMore
}

// startsNumber reports whether a Chinese numeral, ordinal or multiple can begin
// with r.
func startsNumber(r rune) bool {
	return r >= 0x3000 && r <= 0xFFFF && zhStart[r>>6]&(1<<(r&63)) != 0
}

// zhStart is a bit for each such character of the basic plane.
var zhStart = func() (bits [1024]uint64) {
	set := func(r rune) { bits[r>>6] |= 1 << (r & 63) }
	for r, t := range hanTokens {
		if t.class != hanMore {
			set(r)
		}
	}
	for r := '０'; r <= '９'; r++ {
		set(r)
	}
	for _, r := range "第首翻倍半成减減" {
		set(r)
	}
	return
}()
