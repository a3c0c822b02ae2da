package lexicon

import (
	"slices"
	"sort"
	"strings"
)

// Costs of a word of a cut. Few words are wanted, then few single characters, then
// words of uneven length: a long one is seldom an accident.
const (
	wordCost   = 50
	singleCost = 10
)

// maxCut is how many chars are cut as one piece; longer text is cut in such pieces, to
// bound the memory of a file without a mark.
const maxCut = 4096

// Cut parts Chinese text, which should hold Chinese characters only, into words of the
// lexicon, so that what is looked up is what can be found. Characters that no word
// covers come one by one. An empty lexicon returns the text whole.
func (l *Lexicon) Cut(text string) []string {
	if l.base == nil || text == "" {
		return []string{text}
	}
	var out []string
	for at, n := 0, 0; at < len(text); at = n {
		chars := 0
		for n = at; n < len(text) && chars < maxCut; chars++ {
			n = min(n+runeLen(text[n]), len(text)) // the last may be torn
		}
		out = l.cut(out, text[at:n])
	}
	return out
}

// runeLen returns the length of the UTF-8 sequence that b begins.
func runeLen(b byte) int {
	switch {
	case b < 0xC0:
		return 1
	case b < 0xE0:
		return 2
	case b < 0xF0:
		return 3
	}
	return 4
}

func (l *Lexicon) cut(out []string, text string) []string {
	at := make([]int, 0, len(text)/3+2) // where chars begin, and the end
	key := make([]uint16, 0, len(text)/3+1)
	var plain strings.Builder // the chars of key
	plainAt := make([]int, 0, len(text)/3+2)
	for i, r := range text {
		at, plainAt = append(at, i), append(plainAt, plain.Len())
		key = append(key, l.base.simplified(uint16(min(r, 0xFFFF))))
		plain.WriteRune(rune(key[len(key)-1]))
	}
	at, plainAt = append(at, len(text)), append(plainAt, plain.Len())
	n := len(key)
	cost := make([]int, n+1)
	from := make([]int, n+1)
	try := func(i, length, c int) {
		if c += cost[i] + wordCost - length*length; from[i+length] < 0 || c < cost[i+length] {
			cost[i+length], from[i+length] = c, i
		}
	}
	for i := range from {
		from[i] = -1
	}
	for i := range key {
		try(i, 1, singleCost)
		l.base.prefixes(key[i:], func(length int) { try(i, length, 0) })
		for length := 2; length <= l.longest && i+length <= n; length++ {
			if _, ok := l.domain[plain.String()[plainAt[i]:plainAt[i+length]]]; ok {
				try(i, length, 0)
			}
		}
	}
	first := len(out)
	for i := n; i > 0; i = from[i] {
		out = append(out, text[at[from[i]]:at[i]])
	}
	slices.Reverse(out[first:])
	return out
}

// prefixes calls found with the length of each key, of two chars or more, that chars
// begin with.
func (c *compiled) prefixes(chars []uint16, found func(length int)) {
	lo, hi := c.keys(chars[0])
	for k := 1; k < len(chars) && lo < hi; k++ {
		// Keys lo..hi begin with chars[:k]; the shortest, if it is these, comes first.
		if c.tailLen(lo) < k {
			lo++
		}
		lo += sort.Search(hi-lo, func(i int) bool { return c.tailChar(lo+i, k-1) >= chars[k] })
		hi = lo + sort.Search(hi-lo, func(i int) bool { return c.tailChar(lo+i, k-1) > chars[k] })
		if lo < hi && c.tailLen(lo) == k {
			found(k + 1)
		}
	}
}
