// Package lexicon is a Chinese–English word list for aligning texts: which English
// stems may translate a Chinese word, and how much that says.
//
// It is made of two parts. CC-CEDICT, reduced to word pairs and compiled by the
// program in gen, covers the common language; LICENSE.md beside it gives source and
// licence. A hand-made list, domain.tsv, covers what reports of courts, customs,
// statistics and patent offices call things.
//
// The list is for counting evidence, not for showing translations: English words are
// kept as stems, order and grammar are gone.
package lexicon

import (
	_ "embed"
	"iter"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:generate go run ./gen -o cedict.bin

//go:embed cedict.bin
var cedict string

//go:embed domain.tsv
var domainTerms string

// maxKey is the number of chars of the longest key of the compiled lexicon.
const maxKey = 12

// maxTerm is the same for the hand-made and the user's terms. Longer ones are left out:
// no cut of a sentence would find them whole.
const maxTerm = 24

// Gloss is an English stem that may translate a Chinese word. Weight grows with
// what the stem alone says: 1 for a translation of one word, less for one word of a
// phrase.
type Gloss struct {
	Stem   string
	Weight float32
}

// Lexicon is a word list. It never changes, so goroutines may share it.
type Lexicon struct {
	base    *compiled          // nil: none
	domain  map[string][]Gloss // by the term in simplified characters
	longest int                // number of chars of the longest key of domain
}

// Empty returns a lexicon without words. It leaves an aligner with numbers, Latin
// words, lengths and what it learns from the text itself.
func Empty() *Lexicon { return &Lexicon{} }

// IsEmpty reports whether l has no words.
func (l *Lexicon) IsEmpty() bool { return l.base == nil }

// Default returns the built-in lexicon. The first call reads it, in about a
// millisecond.
var Default = sync.OnceValue(func() *Lexicon {
	base, err := parse(cedict)
	if err != nil {
		panic(err) // the file is part of the program
	}
	return (&Lexicon{base: base}).With(parseDomain(domainTerms))
})

// parseDomain reads the hand-made list, which the tests check line by line.
func parseDomain(text string) []Term {
	var terms []Term
	for line := range strings.Lines(text) {
		zh, en, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(zh, "#") {
			continue
		}
		for phrase := range strings.SplitSeq(en, "; ") {
			terms = append(terms, Term{zh, phrase})
		}
	}
	return terms
}

// add adds the glosses of en, which must not be shared with another lexicon's.
func (l *Lexicon) add(zh, en string) {
	key := l.simplify(zh)
	if n := utf8.RuneCountInString(key); n <= maxTerm && n > 0 {
		l.domain[key] = MergeGlosses(slices.Clone(l.domain[key]), Glosses(en))
		l.longest = max(l.longest, n)
	}
}

// simplify returns text in simplified characters.
func (l *Lexicon) simplify(text string) string {
	if l.base == nil {
		return text
	}
	return strings.Map(func(r rune) rune {
		if r > 0xFFFF {
			return r
		}
		return rune(l.base.simplified(uint16(r)))
	}, text)
}

// Words calls yield for each run of letters in English text, in lower case and
// without a possessive 's.
func Words(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return (r < 'a' || r > 'z') && r != '\'' && r != '’' }) {
			w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
			if w = strings.Trim(w, "'’"); w != "" && !yield(w) {
				return
			}
		}
	}
}

// Glosses returns the stems of an English phrase without its stop words, each with
// the weight 1/√n of one of n words.
func Glosses(phrase string) []Gloss {
	var out []Gloss
	for w := range Words(phrase) {
		if !IsStop(w) {
			out = append(out, Gloss{Stem: Stem(w)})
		}
	}
	for i := range out {
		out[i].Weight = float32(1 / math.Sqrt(float64(len(out))))
	}
	return out
}

// MergeGlosses adds the glosses of more to those of all; a stem of both gets the sum
// of its weights.
func MergeGlosses(all, more []Gloss) []Gloss {
next:
	for _, g := range more {
		for i := range all {
			if all[i].Stem == g.Stem {
				all[i].Weight += g.Weight
				continue next
			}
		}
		all = append(all, g)
	}
	return all
}

// Lookup yields the glosses of the Chinese word, simplified or traditional.
func (l *Lexicon) Lookup(word string) iter.Seq[Gloss] {
	return func(yield func(Gloss) bool) {
		for _, g := range l.domain[l.simplify(word)] {
			if !yield(g) {
				return
			}
		}
		var buf [maxKey]uint16
		key, ok := l.key(buf[:0], word)
		if !ok {
			return
		}
		rows, ok := l.base.entry(key)
		if !ok {
			return
		}
		for ; len(rows) >= glossSize; rows = rows[glossSize:] {
			if !yield(Gloss{l.base.stem(u16(rows, 0)), float32(rows[2]) * WeightUnit}) {
				return
			}
		}
	}
}

// Weight returns the greatest weight with which Lookup gives the stem of the English
// word en as a translation of the Chinese word zh, 0 where it does not.
func (l *Lexicon) Weight(zh, en string) (best float32) {
	glosses, rows := l.domain[l.simplify(zh)], ""
	var buf [maxKey]uint16
	if key, ok := l.key(buf[:0], zh); ok {
		rows, _ = l.base.entry(key)
	}
	if len(glosses) == 0 && rows == "" {
		return 0 // most pairs of characters are no word, and need no stem
	}
	stem := Stem(en)
	for _, g := range glosses {
		if g.Stem == stem {
			best = max(best, g.Weight)
		}
	}
	for ; len(rows) >= glossSize; rows = rows[glossSize:] {
		if l.base.stem(u16(rows, 0)) == stem {
			best = max(best, float32(rows[2])*WeightUnit)
		}
	}
	return best
}

// Stems returns what reports whether a stem is one of the English translations. It is
// made in a fraction of the time that a map of them would take.
func (l *Lexicon) Stems() func(stem string) bool {
	own := make(map[string]bool, 4*len(l.domain))
	for _, glosses := range l.domain {
		for _, g := range glosses {
			own[g.Stem] = true
		}
	}
	if l.base == nil {
		return func(stem string) bool { return own[stem] }
	}
	set := newStemSet(l.base)
	return func(stem string) bool { return set.has(stem) || own[stem] }
}

// stemSet is a hash table of the stems of a compiled lexicon, with linear probing.
type stemSet struct {
	*compiled
	slots [2 << 16]uint16 // the number of a stem and one more, 0 where free; more than there can be stems
}

func newStemSet(c *compiled) *stemSet {
	s := &stemSet{compiled: c}
	for i := range min(len(c.stemOffsets)/4-1, 1<<16-1) {
		at := s.slot(c.stem(uint16(i)))
		s.slots[at] = uint16(i + 1)
	}
	return s
}

func (s *stemSet) has(stem string) bool { return s.slots[s.slot(stem)] != 0 }

// slot returns where stem is, or where it would be. It is hashed by FNV-1a.
func (s *stemSet) slot(stem string) uint32 {
	h := uint32(2166136261)
	for i := range len(stem) {
		h = (h ^ uint32(stem[i])) * 16777619
	}
	at := (h ^ h>>17) % uint32(len(s.slots))
	for s.slots[at] != 0 && s.stem(s.slots[at]-1) != stem {
		at = (at + 1) % uint32(len(s.slots))
	}
	return at
}

// Has reports whether word is in the lexicon.
func (l *Lexicon) Has(word string) bool {
	if _, ok := l.domain[l.simplify(word)]; ok {
		return true
	}
	var buf [maxKey]uint16
	key, ok := l.key(buf[:0], word)
	if ok {
		_, ok = l.base.entry(key)
	}
	return ok
}

// key appends word's chars, simplified, to buf. ok is false where no key can be
// equal to it.
func (l *Lexicon) key(buf []uint16, word string) (key []uint16, ok bool) {
	if l.base == nil || word == "" || utf8.RuneCountInString(word) > maxKey {
		return nil, false
	}
	for _, r := range word {
		if r > 0xFFFF {
			return nil, false
		}
		buf = append(buf, l.base.simplified(uint16(r)))
	}
	return buf, true
}

// Pinyin returns the word's reading in pinyin without tones and spaces, "jiangning"
// for 江宁, or "" where a char's reading is unknown. A char of several readings
// counts with its first in CC-CEDICT.
func (l *Lexicon) Pinyin(word string) string {
	if l.base == nil {
		return ""
	}
	var b strings.Builder
	for _, r := range word {
		i, ok := find(l.base.readings, readingSize, uint16(r))
		if !ok || r > 0xFFFF {
			return ""
		}
		row := l.base.readings[i*readingSize:]
		b.WriteString(strings.TrimRight(row[2:readingSize], "\x00"))
	}
	return b.String()
}
