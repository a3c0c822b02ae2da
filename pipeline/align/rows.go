package align

import "math"

// row is what unit i of the Chinese side and the English units [lo, hi) around it say
// of each other, word by word.
type row struct {
	i, lo, hi int
	off       []int     // English unit j's words begin at off[j-lo] in toE
	toE       []float32 // for each word of j: its explanation by the words of i, not yet divided by their number
	toZ       []float32 // for each j, each word of i: its explanation by the words of j
	some      []bool    // for each j: whether any word is explained
	logE      []float32 // for each j: log ratio of its words, explained by i alone
	logZ      []float32 // for each j: log ratio of the words of i, explained by j alone
}

// rowCache holds the rows that beads ending near the present one need.
type rowCache struct {
	ring [maxSpan + 1]row
	want []float32 // for each English type: explained by row i so far
	seen []int32
	tie  []float32 // for each English type: its tie to the present Chinese word
}

func (r *row) reset(i, lo, hi int, m *model) {
	r.i, r.lo, r.hi = i, lo, hi
	n := hi - lo
	r.off = append(r.off[:0], 0)
	for j := lo; j < hi; j++ {
		r.off = append(r.off, r.off[j-lo]+len(m.en.bags[j]))
	}
	r.toE = grown(r.toE, r.off[n])
	r.toZ = grown(r.toZ, n*len(m.zh.bags[i]))
	r.logE, r.logZ = grown(r.logE, n), grown(r.logZ, n)
	r.some = grown(r.some, n)
}

// grown returns s with length n and all zero.
func grown[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	s = s[:n]
	clear(s)
	return s
}

// fill computes the row of Chinese unit i against English units [lo, hi).
func (c *rowCache) fill(m *model, i, lo, hi int) *row {
	r := &c.ring[i%len(c.ring)]
	r.reset(i, lo, hi, m)
	bag := m.zh.bags[i]
	c.want = sized(c.want, len(m.en.types))
	c.tie = sized(c.tie, len(m.en.types))
	for _, z := range bag {
		for _, p := range m.table[z] {
			if c.want[p.e] == 0 {
				c.seen = append(c.seen, p.e)
			}
			c.want[p.e] += p.toE
		}
	}
	for j := lo; j < hi; j++ {
		to := r.toE[r.off[j-lo]:r.off[j-lo+1]]
		for k, e := range m.en.bags[j] {
			if v := c.want[e]; v > 0 {
				to[k], r.some[j-lo] = v, true
			}
		}
	}
	for _, e := range c.seen {
		c.want[e] = 0
	}
	c.seen = c.seen[:0]
	c.explainZh(m, r, bag)
	for j := lo; j < hi; j++ {
		r.logE[j-lo] = float32(logRatio(r.toE[r.off[j-lo]:r.off[j-lo+1]], m.en.bags[j], m.wen, len(bag)))
		r.logZ[j-lo] = float32(logRatio(r.toZ[(j-lo)*len(bag):(j-lo+1)*len(bag)], bag, m.wzh, len(m.en.bags[j])))
	}
	return r
}

// explainZh fills r.toZ.
func (c *rowCache) explainZh(m *model, r *row, bag []int32) {
	for k, z := range bag {
		ties := m.table[z]
		if len(ties) == 0 {
			continue
		}
		for _, p := range ties {
			c.tie[p.e] = p.toZ
		}
		for j := r.lo; j < r.hi; j++ {
			if !r.some[j-r.lo] {
				continue
			}
			var sum float32
			for _, e := range m.en.bags[j] {
				sum += c.tie[e]
			}
			r.toZ[(j-r.lo)*len(bag)+k] = sum
		}
		for _, p := range ties {
			c.tie[p.e] = 0
		}
	}
}

// sized returns s, or a new slice where s is shorter than n.
func sized[T any](s []T, n int) []T {
	if len(s) < n {
		return make([]T, n+n/8)
	}
	return s
}

// weight is how a word counts: its factor where nothing on the other side explains it,
// and what a full explanation adds to that.
type weight struct{ base, gain float32 }

// weights returns the weights of a side's types. A word that is tied to nothing in the
// whole of the other text is untranslated, if there is a lexicon to know it by; without
// one, and for a number, it says nothing about one bead of it.
func weights(t *text, tied []bool, lexicon bool, unexplained float32) []weight {
	out := make([]weight, len(t.freq))
	for i, f := range t.freq {
		switch {
		case tied[i]:
			out[i] = weight{unexplained, (1 - unexplained) * t.total / f}
		case lexicon && !isNumber(t.types[i]):
			out[i] = weight{unexplained, 0}
		default:
			out[i] = weight{1, 0}
		}
	}
	return out
}

// logRatio returns the log of how probable the words of bag are when n words of the
// other side explain them, to how probable they are by themselves. ties holds for each
// word the sum of its ties to those. Eight factors are multiplied for one logarithm;
// they stay far from the limits of a float64.
func logRatio(ties []float32, bag []int32, weights []weight, n int) float64 {
	if n == 0 {
		return 0
	}
	share := 1 / float64(n)
	sum, product := 0.0, 1.0
	for k, t := range bag {
		w := weights[t]
		product *= float64(w.base) + share*float64(ties[k])*float64(w.gain)
		if k&7 == 7 {
			sum += math.Log(product)
			product = 1
		}
	}
	return sum + math.Log(product)
}
