package align

import (
	"math"
	"slices"
)

// newModel returns what is known about two texts before they are aligned; w is the caller's
// to give back to a.work, when the model is needed no more.
func newModel(a *Aligner, w *work, zh, en []Unit) *model {
	w.memo.begin()
	m := &model{work: w, set: a.set, lexicon: !a.lex.IsEmpty(), spread: a.set.spread, shapes: firstShapes(a.set)}
	m.zh, m.en = newText(zh, w.zhIDs, w.memo), newText(en, w.enIDs, w.memo)
	w.learned = 0
	m.first = priors(a, w, m.zh, m.en)
	m.use(m.first)
	m.ratio = m.en.sum[len(en)] / math.Max(1, m.zh.sum[len(zh)])
	return m
}

// use takes t as the table.
func (m *model) use(t table) {
	t.share(len(m.en.types), m.set.slack)
	zh, en := make([]bool, len(m.zh.types)), make([]bool, len(m.en.types))
	for z, row := range t {
		for _, p := range row {
			zh[z], en[p.e] = true, true
		}
	}
	m.table, m.wzh, m.wen = t, weights(m.zh, zh, m.lexicon, m.set.unexplained), weights(m.en, en, m.lexicon, m.set.unexplained)
	m.plainZ, m.plainE = plainOf(m.zh, m.wzh), plainOf(m.en, m.wen)
}

// learn refits lengths and table to the beads of the last round.
func (m *model) learn(paths [][]group) {
	var beads []group
	for _, p := range paths {
		for _, g := range p {
			if g.state() == matched {
				beads = append(beads, g)
			}
		}
	}
	m.learnShapes(paths)
	m.learnLengths(beads)
	m.learnBoundaries(beads)
	m.learnWords(beads)
}

// learnLengths takes ratio and spread from the median and the quartiles of the beads of
// one unit each.
func (m *model) learnLengths(beads []group) {
	var d []float64
	for _, g := range beads {
		if g.z1-g.z0 == 1 && g.e1-g.e0 == 1 && g.p > 0.5 && m.zh.length[g.z0] > 7 {
			d = append(d, math.Log(m.en.length[g.e0]/m.zh.length[g.z0]))
		}
	}
	if len(d) <= 20 {
		return
	}
	slices.Sort(d)
	const quartiles = 1.349 // their distance in a normal distribution of variance 1
	s := (d[len(d)*3/4] - d[len(d)/4]) / quartiles
	m.ratio, m.spread = math.Exp(d[len(d)/2]), math.Max(leastSpread, s*s)
}
