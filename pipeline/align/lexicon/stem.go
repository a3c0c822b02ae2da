package lexicon

import "strings"

// stopWords carry grammar rather than meaning: glosses and units are stored
// without them. Pronouns, negations and numerals stay, because their
// counterparts are words in Chinese too.
var stopWords = wordSet(`a an the of to in on at by for with from and or but as is are was were be been being
it its this that these those do does did has have had will would shall should can could may might must which
who whom whose how than then so such into over under also there here up out about
sb sth etc one's s t`)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// IsStop reports whether the lower-case English word w says nothing about what a
// sentence is about.
func IsStop(w string) bool { return stopWords[w] }

type ending struct{ old, new string }

// endings are tried from the first to the last; the first that leaves a stem of
// three letters or more is replaced. They make registration, registered and
// registering one stem, as a Chinese word has one form for all of them.
var endings = []ending{
	{"izations", "iz"}, {"isations", "iz"}, {"ization", "iz"}, {"isation", "iz"},
	{"ational", "at"}, {"ations", "at"}, {"ation", "at"},
	{"izing", "iz"}, {"ising", "iz"}, {"ized", "iz"}, {"ised", "iz"}, {"izes", "iz"}, {"ises", "iz"}, {"ize", "iz"}, {"ise", "iz"},
	{"iveness", "iv"}, {"fulness", "ful"}, {"ousness", "ous"},
	{"ements", ""}, {"ement", ""}, {"ments", ""}, {"ment", ""},
	{"ating", "at"}, {"ated", "at"}, {"ates", "at"}, {"ators", "at"}, {"ator", "at"}, {"ate", "at"},
	{"ions", ""}, {"ion", ""}, {"ities", ""}, {"ity", ""}, {"ically", "ic"},
	{"ies", "i"}, {"ied", "i"}, {"ingly", ""}, {"ings", ""}, {"ing", ""}, {"edly", ""}, {"ed", ""},
	{"ally", "al"}, {"ly", ""}, {"ness", ""}, {"es", ""}, {"s", ""}, {"e", ""}, {"y", "i"},
}

// endingsOf are the endings by their last letter.
var endingsOf = func() (of [256][]ending) {
	for _, e := range endings {
		last := e.old[len(e.old)-1]
		of[last] = append(of[last], e)
	}
	return of
}()

// Stem reduces the lower-case English word w to the form under which the lexicon
// lists it. It is not a word; two forms of one word usually have the same stem.
func Stem(w string) string {
	if len(w) <= 3 {
		return w
	}
	for _, e := range endingsOf[w[len(w)-1]] {
		if len(w)-len(e.old) >= 3 && strings.HasSuffix(w, e.old) {
			w = w[:len(w)-len(e.old)] + e.new
			break
		}
	}
	return undouble(w)
}

// undouble makes "stopp" of stopped the "stop" of stop; ss and ll end whole words.
func undouble(w string) string {
	n := len(w)
	if n > 4 && w[n-1] == w[n-2] && w[n-1] != 's' && w[n-1] != 'l' {
		return w[:n-1]
	}
	return w
}
