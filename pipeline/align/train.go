package align

import (
	"math"
	"slices"
)

const (
	leastMeet = 0.05 // meetings that count less are left out
)

func newModel(a *Aligner, zh, en []Unit) *model {
	m := &model{set: a.set, lexicon: !a.lex.IsEmpty(), zh: newText(zh), en: newText(en), spread: a.set.spread, shapes: firstShapes(a.set)}
	m.first = priors(a, m.zh, m.en)
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

// learnWords counts how often words meet in beads, as far as the beads are sure, each word's meetings shared out by
// what the table knew before, and adds the counts to the lexicon's.
func (m *model) learnWords(beads []group) {
	c := newCounter(m, beads)
	next := make(table, len(m.table))
	for z := range next {
		next[z] = c.row(int32(z))
	}
	m.use(next)
}

// counter counts meetings. It goes through the Chinese types, not the beads: a type's
// row is spread out once for all its beads.
type counter struct {
	m       *model
	beads   []group
	zhBeads [][]int32   // for each Chinese type: the beads it is in
	en      [][]int32   // for each bead: its English types
	sumE    [][]float32 // for each bead and English type: the ties to all Chinese types there
	sumZ    [][]float32 // for each Chinese type and bead: the ties to all English types there
	toE     []float32   // the present Chinese type's row
	toZ     []float32
	count   []float32
	touched []int32
}

func newCounter(m *model, beads []group) *counter {
	n := len(m.en.types)
	c := &counter{m: m, beads: beads, zhBeads: make([][]int32, len(m.zh.types)), sumZ: make([][]float32, len(m.zh.types)),
		toE: make([]float32, n), toZ: make([]float32, n), count: make([]float32, n)}
	for k, g := range beads {
		zs := 0
		for i := g.z0; i < g.z1; i++ {
			for _, z := range m.zh.bags[i] {
				c.zhBeads[z] = append(c.zhBeads[z], int32(k))
			}
			zs += len(m.zh.bags[i])
		}
		var es []int32
		for j := g.e0; j < g.e1; j++ {
			es = append(es, m.en.bags[j]...)
		}
		c.en = append(c.en, es)
		sum := make([]float32, len(es))
		for x, e := range es {
			sum[x] = m.set.slack * float32(zs) * m.en.freq[e] / m.en.total
		}
		c.sumE = append(c.sumE, sum)
	}
	for z := range m.table {
		c.sum(int32(z))
	}
	return c
}

// spread puts the row of z into toE and toZ, or takes it out again.
func (c *counter) spread(z int32, on bool) {
	for _, p := range c.m.table[z] {
		if on {
			c.toE[p.e], c.toZ[p.e] = p.toE, p.toZ
		} else {
			c.toE[p.e], c.toZ[p.e] = 0, 0
		}
	}
}

// ties returns what z and e have to do with each other, each direction, before shares
// are taken.
func (c *counter) ties(z, e int32) (toE, toZ float32) {
	m := c.m
	toE = c.toE[e] + m.set.smoothing*m.en.freq[e]/m.en.total
	toZ = c.toZ[e] + m.set.smoothing*m.zh.freq[z]/m.zh.total
	if m.zh.freq[z] > 1 && m.en.freq[e] > 1 {
		toE, toZ = toE+m.set.meeting, toZ+m.set.meeting
	}
	return toE, toZ
}

func (c *counter) sum(z int32) {
	c.spread(z, true)
	c.sumZ[z] = make([]float32, len(c.zhBeads[z]))
	for x, k := range c.zhBeads[z] {
		total := c.m.set.slack * float32(len(c.en[k])) * c.m.zh.freq[z] / c.m.zh.total
		for y, e := range c.en[k] {
			toE, toZ := c.ties(z, e)
			c.sumE[k][y] += toE
			total += toZ
		}
		c.sumZ[z][x] = total
	}
	c.spread(z, false)
}

// meetings counts how often z meets each English type and calls do with the counts, in
// the types' order.
func (c *counter) meetings(z int32, do func(e int32, count float32)) {
	c.spread(z, true)
	for x, k := range c.zhBeads[z] {
		for y, e := range c.en[k] {
			toE, toZ := c.ties(z, e)
			if c.count[e] == 0 {
				c.touched = append(c.touched, e)
			}
			c.count[e] += float32(c.beads[k].p) * (0.5*toE/c.sumE[k][y] + 0.5*toZ/c.sumZ[z][x])
		}
	}
	c.spread(z, false)
	slices.Sort(c.touched)
	for _, e := range c.touched {
		v := c.count[e]
		c.count[e] = 0
		do(e, v)
	}
	c.touched = c.touched[:0]
}

// row returns the new row of z.
func (c *counter) row(z int32) []pair {
	m := c.m
	out := slices.Clone(m.first[z])
	known := len(out)
	c.meetings(z, func(e int32, v float32) {
		if v <= leastMeet {
			return
		}
		w := m.set.tie(v, m.zh.freq[z], m.en.freq[e])
		if at, ok := slices.BinarySearchFunc(out[:known], e, func(p pair, e int32) int { return int(p.e) - int(e) }); ok {
			out[at].weight += w
		} else {
			out = append(out, pair{e: e, weight: w})
		}
	})
	return out
}

// tie returns the weight of the tie of two types that met v times, by the number of
// units that each is in. A type that is in one unit meets all others there.
func (s *settings) tie(v, zh, en float32) float32 {
	if zh < 2 || en < 2 {
		v *= 0.3
	}
	return s.learned * v * v / max(zh, en)
}
