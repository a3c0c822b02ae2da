package align

import (
	"math"
	"slices"
	"unicode/utf8"

	"duizhao/pipeline/align/lexicon"
)

// pair says how strongly the English type e is tied to a Chinese type.
type pair struct {
	e      int32
	weight float32 // as counted
	toE    float32 // of what the Chinese type stands for, the share that e has
	toZ    float32 // of what e stands for, the share that the Chinese type has
}

// table holds for each Chinese type the English ones it is tied to, by ascending e.
type table [][]pair

// share computes toE and toZ from the weights.
func (t table) share(englishTypes int, slack float32) {
	sum := make([]float32, englishTypes)
	for _, row := range t {
		for _, p := range row {
			sum[p.e] += p.weight
		}
	}
	for _, row := range t {
		var all float32
		for _, p := range row {
			all += p.weight
		}
		for i := range row {
			row[i].toE = row[i].weight / (all + slack)
			row[i].toZ = row[i].weight / (sum[row[i].e] + slack)
		}
	}
}

// priors returns the table that the lexicon, and what other texts have taught, give for the types of two texts.
func priors(a *Aligner, zh, en *text) table {
	b := &priorBuilder{set: a.set, lex: a.lex, en: en, ids: make(map[string]int32, len(en.types)), row: make([]float32, len(en.types))}
	for i, w := range en.types {
		b.ids[w] = int32(i)
	}
	t := make(table, len(zh.types))
	for i, w := range zh.types {
		if isHan(w) {
			b.word(w)
		} else if e, ok := b.ids[w]; ok {
			b.add(e, b.set.identical)
		}
		a.known.each(w, func(e string, weight float32) {
			if e, ok := b.ids[e]; ok {
				b.add(e, weight)
			}
		})
		t[i] = b.flush()
	}
	return t
}

// priorBuilder collects one row of the table at a time.
type priorBuilder struct {
	set     settings
	lex     *lexicon.Lexicon
	en      *text
	ids     map[string]int32
	row     []float32
	touched []int32
}

func (b *priorBuilder) add(e int32, weight float32) {
	if b.row[e] == 0 {
		b.touched = append(b.touched, e)
	}
	b.row[e] += weight
}

func (b *priorBuilder) flush() []pair {
	if len(b.touched) == 0 {
		return nil
	}
	slices.Sort(b.touched)
	out := make([]pair, len(b.touched))
	for i, e := range b.touched {
		out[i] = pair{e: e, weight: b.row[e]}
		b.row[e] = 0
	}
	b.touched = b.touched[:0]
	return out
}

// gloss adds what the lexicon gives for w. A frequent English word meets everything,
// so its ties count less.
func (b *priorBuilder) gloss(w string, weight float32) {
	for g := range b.lex.Lookup(w) {
		if e, ok := b.ids[g.Stem]; ok {
			damped := math.Sqrt(math.Max(1, float64(b.en.freq[e])/3))
			b.add(e, weight*g.Weight/float32(damped))
		}
	}
}

// word adds the ties of a Chinese word: its own, and those of its parts where it is
// long or unknown.
func (b *priorBuilder) word(w string) {
	b.gloss(w, 1)
	b.name(w)
	n := utf8.RuneCountInString(w)
	switch {
	case n >= 3 || n == 2 && !b.lex.Has(w):
		b.parts(w, n)
	case n == 2:
		_, first := utf8.DecodeRuneInString(w)
		b.gloss(w[:first], b.set.single)
		b.gloss(w[first:], b.set.single)
	}
}

// maxParted is the longest word of which all parts are looked up.
const maxParted = 12

func (b *priorBuilder) parts(w string, n int) {
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
			b.gloss(part, b.set.partly)
			if l >= 2 {
				b.name(part)
			}
		}
	}
}

// name ties w to its pinyin.
func (b *priorBuilder) name(w string) {
	p := b.lex.Pinyin(w)
	if len(p) < 3 {
		return
	}
	if e, ok := b.ids[lexicon.Stem(p)]; ok {
		b.add(e, b.set.spelled)
	}
}
