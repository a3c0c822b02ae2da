package check

import (
	"slices"
	"strings"
)

// nonsense reports whether w is neither a word of English nor made of Pinyin's syllables.
func (n *names) nonsense(w properName) bool {
	return n.v.english != nil && !n.v.english(w.plain) && !n.spell.possible(w.plain)
}

// rare is how often a word may come that is taken for a misprint.
const rare = 2

// nearEnglish compares w, a capitalised word that is no English, with the
// English words one slip away that translate a Chinese word beside it: 韩国 as "South
// Koera". The Chinese is what tells a misprint from a foreign name.
func (n *names) nearEnglish(w properName) (right, bool) {
	if n.v.translates == nil || n.v.english == nil || len(w.plain) <= shortName || n.times[w.plain] > rare || n.v.english(w.plain) || n.inflected(w.plain) {
		return right{}, false
	}
	words := oneSlipAway(w.plain, func(s string) bool { return len(s) > shortName && n.v.english(s) })
	words = slices.DeleteFunc(words, func(plain string) bool { return spelledAlike(w.plain, plain) || n.present(w.block, plain) })
	if len(words) == 0 {
		return right{}, false
	}
	for z, word := range n.hanBeside(w) {
		h := n.han(z, word[0].at, word[len(word)-1].end())
		for _, plain := range words {
			if n.v.translates(h.text, plain) >= sure {
				return right{h, capitalise(plain), false, true}, true
			}
		}
	}
	return right{}, false
}

// inflected reports whether plain is a word of English with an ending that dictionaries
// leave out: sounder, closest, rebuilding.
func (n *names) inflected(plain string) bool {
	for _, ending := range [...]string{"er", "est", "r", "st", "ier", "iest", "ing", "ed", "ly", "ness", "s", "es"} {
		stem, ok := strings.CutSuffix(plain, ending)
		if !ok || len(stem) < 3 {
			continue
		}
		if n.v.english(stem) || n.v.english(stem+"e") || strings.HasPrefix(ending, "i") && n.v.english(stem+"y") {
			return true
		}
	}
	return false
}

// oneSlipAway returns the words that plain becomes by undoing one slip of the pen, of
// those that is has.
func oneSlipAway(plain string, is func(string) bool) (out []string) {
	try := func(s string) {
		if !slices.Contains(out, s) && is(s) {
			out = append(out, s)
		}
	}
	for i := range len(plain) {
		if i+1 < len(plain) {
			try(plain[:i] + plain[i+1:i+2] + plain[i:i+1] + plain[i+2:])
		}
		try(plain[:i] + plain[i+1:])
		for c := 'a'; c <= 'z'; c++ {
			try(plain[:i] + string(c) + plain[i+1:])
			try(plain[:i] + string(c) + plain[i:])
		}
	}
	return out
}

// spellings of British and American English, which are no slips.
var britain = strings.NewReplacer("our", "or", "ise", "ize", "isa", "iza", "isi", "izi", "yse", "yze", "tre", "ter", "ll", "l", "ogue", "og", "ence", "ense", "mme", "m", "ae", "e", "oe", "e", "ey", "y")

func spelledAlike(a, b string) bool { return britain.Replace(a) == britain.Replace(b) }
