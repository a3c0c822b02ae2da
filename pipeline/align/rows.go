package align

import "math"

// row is what unit i of the Chinese side and the English units [lo, hi) around it say
// of each other. Most words of two units have nothing to do with each other, so that it
// lists those that have.
type row struct {
	i, lo, hi  int
	offE, offZ []int32       // unit j's own begin at offE[j-lo] in toE, at offZ[j-lo] in toZ
	toE        []explanation // words of j that words of i explain
	toZ        []explanation // words of i that words of j explain
	logE       []float32     // for each j: log ratio of its words, explained by i alone
	logZ       []float32     // for each j: log ratio of the words of i, explained by j alone
	byEn       joint         // for each j: the same, explained by units from j on together
	byZh       joint         // for each j: log ratio of its words, explained by units from i on together
}

// joint holds log ratios of words explained by two and by three units, as far as they have
// been asked for: beads of several shapes share them.
type joint [mostWide - 1][]float32

// at returns the place for the log ratio by k units at column j, or nil if there is none.
func (t *joint) at(k, j int) *float32 {
	if k < 2 || k > mostWide {
		return nil
	}
	return &t[k-2][j]
}

// reset forgets everything and makes room for n columns.
func (t *joint) reset(n int) {
	for k := range t {
		t[k] = sized(t[k], n)
		for j := range n {
			t[k][j] = unknown
		}
	}
}

// unknown is no log ratio.
var unknown = float32(math.NaN())

func isUnknown(v float32) bool { return v != v }

// explanation says how much a word is explained: its factor grows by this, divided by
// the number of words that explain.
type explanation struct {
	at   int32 // place of the word in its unit's bag
	gain float32
}

func (r *row) ofE(j int) []explanation { return r.toE[r.offE[j-r.lo]:r.offE[j-r.lo+1]] }
func (r *row) ofZ(j int) []explanation { return r.toZ[r.offZ[j-r.lo]:r.offZ[j-r.lo+1]] }

// rowCache holds the rows that beads ending near the present one need.
type rowCache struct {
	ring   [maxSpan + 1]row
	slots  []slot  // for each English type
	seen   []int32 // types whose slots are in use
	links  []link
	gained gains // by the words of the present Chinese unit
}

// slot is what the present Chinese unit says of an English type.
type slot struct {
	first int32   // index of the last link to it; 0: none
	want  float32 // the sum of the ties to it
}

// link ties the English type in whose chain it is to a Chinese word.
type link struct {
	next int32 // index of the next one; 0: none
	at   int32 // place of the word in its unit's bag
	toZ  float32
}

// fill computes the row of Chinese unit i against English units [lo, hi).
func (c *rowCache) fill(m *model, i, lo, hi int) *row {
	r := &c.ring[i%len(c.ring)]
	r.i, r.lo, r.hi = i, lo, hi
	r.toE, r.toZ, r.logE, r.logZ = r.toE[:0], r.toZ[:0], r.logE[:0], r.logZ[:0]
	r.offE, r.offZ = append(r.offE[:0], 0), append(r.offZ[:0], 0)
	r.byEn.reset(hi - lo)
	r.byZh.reset(hi - lo)
	bag := m.zh.bags[i]
	c.link(m, bag)
	for j := lo; j < hi; j++ {
		fromE, fromZ := len(r.toE), len(r.toZ)
		r.toE = c.explain(r.toE, m.en.bags[j], m.wen)
		for _, k := range c.gained.places {
			r.toZ = append(r.toZ, explanation{k, c.gained.sum[k] * m.wzh[bag[k]].gain})
		}
		c.gained.clear()
		r.offE, r.offZ = append(r.offE, int32(len(r.toE))), append(r.offZ, int32(len(r.toZ)))
		r.logE = append(r.logE, float32(logRatio(m.plainE[j], r.toE[fromE:], len(bag))))
		r.logZ = append(r.logZ, float32(logRatio(m.plainZ[i], r.toZ[fromZ:], len(m.en.bags[j]))))
	}
	for _, e := range c.seen {
		c.slots[e] = slot{}
	}
	return r
}

// explain appends how much the words of bag, which is English, are explained, and gains
// what they explain. It is the innermost loop of all: what it uses is at hand.
func (c *rowCache) explain(toE []explanation, bag []int32, weights []weight) []explanation {
	slots, links, sum, places := c.slots, c.links, &c.gained.sum, c.gained.places
	for k, e := range bag {
		s := slots[e]
		if s.first == 0 {
			continue
		}
		toE = append(toE, explanation{int32(k), s.want * weights[e].gain})
		for next := s.first; next != 0; {
			l := &links[next]
			if sum[l.at] == 0 {
				places = append(places, l.at)
			}
			sum[l.at] += l.toZ
			next = l.next
		}
	}
	c.gained.places = places
	return toE
}

// link fills the slots of the types that the words of bag are tied to.
func (c *rowCache) link(m *model, bag []int32) {
	c.slots = sized(c.slots, len(m.en.types))
	slots, seen, links := c.slots, c.seen[:0], append(c.links[:0], link{})
	for k, z := range bag {
		for i := range m.table[z] {
			p := &m.table[z][i]
			s := &slots[p.e]
			if s.first == 0 {
				seen = append(seen, p.e)
			}
			links = append(links, link{s.first, int32(k), p.toZ})
			s.first, s.want = int32(len(links)-1), s.want+p.toE
		}
	}
	c.seen, c.links = seen, links
}

// gains adds up what several units, or words, explain of the words of one unit.
type gains struct {
	sum    [maxTypes + len(countTypes)]float32 // by a word's place in its unit's bag
	places []int32                             // where sum is not 0
}

func (g *gains) add(at int32, gain float32) {
	if g.sum[at] == 0 {
		g.places = append(g.places, at)
	}
	g.sum[at] += gain
}

func (g *gains) addAll(of []explanation) {
	for _, x := range of {
		g.add(x.at, x.gain)
	}
}

func (g *gains) clear() {
	for _, k := range g.places {
		g.sum[k] = 0
	}
	g.places = g.places[:0]
}

// sized returns s, or a new slice where s is shorter than n.
func sized[T any](s []T, n int) []T {
	if len(s) < n {
		return make([]T, n+n/8)
	}
	return s
}

// weight is how a word counts: the logarithm of its factor where nothing on the other side explains it,
// and what a full explanation adds to the factor, divided by that.
type weight struct{ plain, gain float32 }

// weights returns the weights of a side's types. A word that is tied to nothing in the
// whole of the other text is untranslated, if there is a lexicon to know it by; without
// one, and for a number, it says nothing about one bead of it.
func weights(t *text, tied []bool, lexicon bool, unexplained float32) []weight {
	out := make([]weight, len(t.freq))
	plain := float32(math.Log(float64(unexplained)))
	for i, f := range t.freq {
		switch {
		case tied[i]:
			out[i] = weight{plain, (1 - unexplained) / unexplained * t.total / f}
		case lexicon && !isNumber(t.types[i]):
			out[i] = weight{plain, 0}
		}
	}
	return out
}

// plainOf returns for each unit the log ratio of its words where nothing explains them.
func plainOf(t *text, weights []weight) []float64 {
	out := make([]float64, len(t.bags))
	for i, bag := range t.bags {
		for _, w := range bag {
			out[i] += float64(weights[w].plain)
		}
	}
	return out
}

// factors is how many factors are multiplied for one logarithm. Each is at least 1, and at most
// the number of words of a whole text, so that they stay far from the limits of a float64.
const factors = 24

// logRatio returns the log of how probable the words of a unit are when n words of the
// other side explain some of them, to how probable they are by themselves.
func logRatio(plain float64, of []explanation, n int) float64 {
	if n == 0 {
		return 0
	}
	share := 1 / float64(n)
	sum := plain
	for len(of) > 0 {
		product := 1.0
		some := of[:min(factors, len(of))]
		for _, x := range some {
			product *= 1 + share*float64(x.gain)
		}
		sum += math.Log(product)
		of = of[len(some):]
	}
	return sum
}

// logRatio is the same for gains.
func (g *gains) logRatio(plain float64, n int) float64 {
	if n == 0 {
		return 0
	}
	share := 1 / float64(n)
	sum := plain
	for places := g.places; len(places) > 0; {
		product := 1.0
		some := places[:min(factors, len(places))]
		for _, k := range some {
			product *= 1 + share*float64(g.sum[k])
		}
		sum += math.Log(product)
		places = places[len(some):]
	}
	return sum
}
