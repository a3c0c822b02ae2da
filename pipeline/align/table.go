package align

import (
	"math"
	"slices"
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
func priors(a *Aligner, w *work, zh, en *text) table {
	b := &priorBuilder{set: a.set, en: en, row: make([]float32, len(en.types))}
	t := make(table, len(zh.types))
	store := w.stores[0].emptied()
	for i, word := range zh.types {
		if isHan(word) {
			b.word(w.memo.tiesOf(word, &a.set))
		} else if e := en.find(word, w.memo); e >= 0 {
			b.add(e, b.set.identical)
		}
		a.known.each(word, func(e string, weight float32) {
			if e := en.find(e, w.memo); e >= 0 {
				b.add(e, weight)
			}
		})
		t[i] = b.flush(store)
	}
	return t
}

// priorBuilder collects one row of the table at a time.
type priorBuilder struct {
	set     settings
	en      *text
	row     []float32
	touched []int32
	out     []pair
}

func (b *priorBuilder) add(e int32, weight float32) {
	if b.row[e] == 0 {
		b.touched = append(b.touched, e)
	}
	b.row[e] += weight
}

func (b *priorBuilder) flush(store *pairStore) []pair {
	slices.Sort(b.touched)
	b.out = b.out[:0]
	for _, e := range b.touched {
		b.out = append(b.out, pair{e: e, weight: b.row[e]})
		b.row[e] = 0
	}
	b.touched = b.touched[:0]
	return store.keep(b.out)
}

// word adds the ties of a Chinese word. A frequent English word meets everything, so that its
// ties count less.
func (b *priorBuilder) word(ties []lexiconTie) {
	for _, t := range ties {
		e := b.en.ofStem(t.stem)
		if e < 0 {
			continue
		}
		weight := t.weight
		if t.damped {
			weight /= float32(math.Sqrt(math.Max(1, float64(b.en.freq[e])/3)))
		}
		b.add(e, weight)
	}
}
