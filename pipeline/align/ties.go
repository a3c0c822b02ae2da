package align

import (
	"unicode/utf8"

	"duizhao/pipeline/align/lexicon"
)

// lexiconTie is what the lexicon says about a Chinese word.
type lexiconTie struct {
	stem   int32 // see memo.stems
	weight float32
	damped bool // it counts for less if the stem is frequent
}

// tiesOf returns the ties of a Chinese word: its own, and those of its parts where it is
// long or unknown.
func tiesOf(memo *memo, w string, set *settings) []lexiconTie {
	lex := memo.lex
	g := glosser{lex: lex, set: set, stems: &memo.stems}
	g.gloss(w, 1)
	g.name(w)
	n := utf8.RuneCountInString(w)
	switch {
	case n >= 3 || n == 2 && !lex.Has(w):
		g.parts(w, n)
	case n == 2:
		_, first := utf8.DecodeRuneInString(w)
		g.gloss(w[:first], set.single)
		g.gloss(w[first:], set.single)
	}
	return g.ties
}

// glosser collects ties.
type glosser struct {
	lex   *lexicon.Lexicon
	set   *settings
	stems *names
	ties  []lexiconTie
}

// gloss adds what the lexicon gives for w.
func (g *glosser) gloss(w string, weight float32) {
	for x := range g.lex.Lookup(w) {
		g.ties = append(g.ties, lexiconTie{g.stems.id(x.Stem), weight * x.Weight, true})
	}
}

// maxParted is the longest word of which all parts are looked up.
const maxParted = 12

func (g *glosser) parts(w string, n int) {
	if n > maxParted {
		return
	}
	var at []int // where runes begin
	for i := range w {
		at = append(at, i)
	}
	at = append(at, len(w))
	for l := n - 1; l >= 1; l-- {
		if l == 1 && n > 2 {
			break // one character of many says nothing
		}
		for i := 0; i+l <= n; i++ {
			part := w[at[i]:at[i+l]]
			g.gloss(part, g.set.partly)
			if l >= 2 {
				g.name(part)
			}
		}
	}
}

// name ties w to its pinyin.
func (g *glosser) name(w string) {
	if p := g.lex.Pinyin(w); len(p) >= 3 {
		g.ties = append(g.ties, lexiconTie{g.stems.id(lexicon.Stem(p)), g.set.spelled, false})
	}
}
