package align

import "math/bits"

// learnWords counts how often words meet in beads, as far as the beads are sure, each word's meetings shared out by
// what the table knew before, and adds the counts to the lexicon's.
func (m *model) learnWords(beads []group) {
	c := newCounter(m, beads)
	next := make(table, len(m.table))
	store := m.stores[1+m.learned%2].emptied() // the other one is in use
	m.learned++
	for z := range next {
		next[z] = store.keep(c.row(int32(z)))
	}
	c.m, c.beads = nil, nil // not to be kept alive
	m.use(next)
}

// counter counts meetings. It goes through the Chinese types, not the beads: a type's
// row is spread out once for all its beads.
type counter struct {
	m      *model
	beads  []group
	zh     lists[place]       // for each Chinese type: the beads it is in
	en     lists[englishHere] // for each bead: its English types
	cells  [2][]cell          // for each English type: its ties to a Chinese type that is in one unit, or in several
	count  []float32
	marked []uint64 // the types that count holds, a bit each
	out    []pair
}

// place is a bead that a Chinese type is in.
type place struct {
	bead int32
	sum  float32 // the type's ties to all English types there
}

// englishHere is an English type in a bead.
type englishHere struct {
	e   int32
	sum float32 // its ties to all Chinese types there
}

// cell is what a Chinese type and an English one have to do with each other, each
// direction, before shares are taken.
type cell struct{ toE, toZ float32 }

// lists are many lists of things, one behind the other.
type lists[T any] struct {
	all []T
	end []int32
}

func (l *lists[T]) of(i int32) []T {
	if i == 0 {
		return l.all[:l.end[0]]
	}
	return l.all[l.end[i-1]:l.end[i]]
}

func newCounter(m *model, beads []group) *counter {
	n := len(m.en.types)
	c := &m.counter
	c.m, c.beads, c.en.all, c.en.end = m, beads, c.en.all[:0], c.en.end[:0]
	c.count, c.marked = sized(c.count, n), sized(c.marked[:cap(c.marked)], n/64+1)[:n/64+1] // meetings leaves both empty
	c.placesOf(m.zh)
	for several := range c.cells {
		c.cells[several] = sized(c.cells[several], n)
		for e := range n {
			c.cells[several][e] = c.untied(int32(e), several)
		}
	}
	for _, g := range beads {
		zs := 0
		for i := g.z0; i < g.z1; i++ {
			zs += len(m.zh.bags[i])
		}
		for j := g.e0; j < g.e1; j++ {
			for _, e := range m.en.bags[j] {
				c.en.all = append(c.en.all, englishHere{e, m.set.slack * float32(zs) * m.en.freq[e] / m.en.total})
			}
		}
		c.en.end = append(c.en.end, int32(len(c.en.all)))
	}
	for z := range m.table {
		c.sum(int32(z))
	}
	return c
}

// placesOf finds for each type of a side the beads it is in, once for each unit.
func (c *counter) placesOf(t *text) {
	l := &c.zh
	l.end = sized(l.end[:cap(l.end)], len(t.types))[:len(t.types)]
	clear(l.end)
	total := int32(0)
	for _, g := range c.beads {
		for i := g.z0; i < g.z1; i++ {
			for _, z := range t.bags[i] {
				l.end[z]++
				total++
			}
		}
	}
	from := int32(0)
	for z, n := range l.end {
		l.end[z], from = from, from+n
	}
	l.all = sized(l.all, int(total))
	for k, g := range c.beads {
		for i := g.z0; i < g.z1; i++ {
			for _, z := range t.bags[i] {
				l.all[l.end[z]].bead = int32(k)
				l.end[z]++
			}
		}
	}
}

// untied returns the cell of an English type and a Chinese one that the table does not tie; what
// the Chinese type's own frequency adds is left to smooth.
func (c *counter) untied(e int32, several int) cell {
	m := c.m
	t := cell{toE: m.set.smoothing * m.en.freq[e] / m.en.total}
	if several == 1 && m.en.freq[e] > 1 {
		t.toE, t.toZ = t.toE+m.set.meeting, m.set.meeting
	}
	return t
}

// smooth returns what is added to toZ of all cells of z.
func (c *counter) smooth(z int32) float32 {
	return c.m.set.smoothing * c.m.zh.freq[z] / c.m.zh.total
}

// spread puts the row of z into the cells and returns these. Fold takes it out again.
func (c *counter) spread(z int32) []cell {
	cells := c.cells[c.several(z)]
	for _, p := range c.m.table[z] {
		cells[p.e].toE += p.toE
		cells[p.e].toZ += p.toZ
	}
	return cells
}

func (c *counter) fold(z int32) {
	several := c.several(z)
	for _, p := range c.m.table[z] {
		c.cells[several][p.e] = c.untied(p.e, several)
	}
}

// several returns 1 if z is in more than one unit, or 0.
func (c *counter) several(z int32) int {
	if c.m.zh.freq[z] > 1 {
		return 1
	}
	return 0
}

func (c *counter) sum(z int32) {
	cells := c.spread(z)
	zh := c.zh.of(z)
	for x := range zh {
		en := c.en.of(zh[x].bead)
		total := float32(len(en)) * (c.m.set.slack*c.m.zh.freq[z]/c.m.zh.total + c.smooth(z))
		for y := range en {
			t := cells[en[y].e]
			en[y].sum += t.toE
			total += t.toZ
		}
		zh[x].sum = total
	}
	c.fold(z)
}

// meetings counts how often z meets each English type and calls do with the counts, in
// the types' order.
func (c *counter) meetings(z int32, do func(e int32, count float32)) {
	cells, smooth := c.spread(z), c.smooth(z)
	count, marked := c.count, c.marked
	for _, x := range c.zh.of(z) {
		half := 0.5 * float32(c.beads[x.bead].p)
		inverse := half / x.sum
		for _, y := range c.en.of(x.bead) {
			t := &cells[y.e]
			count[y.e] += half*t.toE/y.sum + inverse*(t.toZ+smooth)
			marked[y.e>>6] |= 1 << (y.e & 63)
		}
	}
	c.fold(z)
	for w, set := range c.marked {
		if set == 0 {
			continue
		}
		c.marked[w] = 0
		for ; set != 0; set &= set - 1 {
			e := int32(w<<6 + bits.TrailingZeros64(set))
			v := c.count[e]
			c.count[e] = 0
			do(e, v)
		}
	}
}

// leastMeet is the count of meetings below which they are left out.
const leastMeet = 0.05

// row returns the new row of z: by ascending types, those that the lexicon ties first. It is
// good until the next call.
func (c *counter) row(z int32) []pair {
	m := c.m
	c.out = append(c.out[:0], m.first[z]...)
	at, known := 0, len(c.out)
	c.meetings(z, func(e int32, v float32) {
		if v <= leastMeet {
			return
		}
		w := m.set.tie(v, m.zh.freq[z], m.en.freq[e])
		for at < known && c.out[at].e < e {
			at++
		}
		if at < known && c.out[at].e == e {
			c.out[at].weight += w
		} else {
			c.out = append(c.out, pair{e: e, weight: w})
		}
	})
	return c.out
}

// pairStore holds many short rows in few pieces of memory.
type pairStore struct {
	pieces [][]pair
	used   int    // how many of them
	free   []pair // of the last one that is used
}

// emptied makes room for other rows in place of those that the store holds.
func (s *pairStore) emptied() *pairStore {
	s.used, s.free = 0, nil
	return s
}

// keep returns a copy of row.
func (s *pairStore) keep(row []pair) []pair {
	for len(row) > len(s.free) {
		if s.used == len(s.pieces) {
			s.pieces = append(s.pieces, make([]pair, max(len(row), storePairs)))
		}
		s.free = s.pieces[s.used]
		s.used++
	}
	kept := s.free[:len(row):len(row)]
	s.free = s.free[len(row):]
	copy(kept, row)
	return kept
}

const storePairs = 1 << 10

// tie returns the weight of the tie of two types that met v times, by the number of
// units that each is in. A type that is in one unit meets all others there.
func (s *settings) tie(v, zh, en float32) float32 {
	if zh < 2 || en < 2 {
		v *= 0.3
	}
	return s.learned * v * v / max(zh, en)
}
