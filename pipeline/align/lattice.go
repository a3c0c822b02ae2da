package align

import "math"

// edge is a bead that begins at a cell: z Chinese and e English units.
type edge struct {
	z, e  uint8
	score float32
}

// lattice is all beads of a region that the band and their lengths allow. Cell (i, j)
// stands for the point before Chinese unit i and English unit j, counted from the
// region's corner.
type lattice struct {
	region
	band
	price      float64         // of a bead
	toZh, toEn [states]float64 // log probability of a null bead, by the state it leaves
	cell       []int           // index of cell (i, lo[i]); one more for the end
	edges      []edge
	first      []int // index of the first edge of each cell; one more for the end
	scratch    *scratch
}

// scratch is memory that one lattice after the other uses.
type scratch struct {
	edges             []edge
	first             []int
	forward, backward sums
	edge              []float32
	best              []float64
	back              []edge
}

// at returns the index of cell (i, j).
func (l *lattice) at(i, j int) int { return l.cell[i] + j - l.lo[i] }

// lattice scores the beads of region r inside band b.
func (m *model) lattice(r region, b band) *lattice {
	n := r.z1 - r.z0
	open, extend := m.shapes.open, m.shapes.extend
	l := &lattice{
		region: r, band: b, price: m.set.price, cell: make([]int, n+2),
		toZh: [states]float64{open, extend, open}, toEn: [states]float64{open, open, extend},
	}
	for i := 0; i <= n; i++ {
		l.cell[i+1] = l.cell[i] + b.hi[i] - b.lo[i] + 1
	}
	l.edges, l.first, l.scratch = m.scratch.edges[:0], m.scratch.first[:0], &m.scratch
	s := scorer{m: m, l: l}
	m.spans.measure(m, r)
	ready := 0 // rows below this are in the cache
	for i := 0; i <= n; i++ {
		for ; ready < min(n, i+maxSpan); ready++ {
			lo, hi := b.columns(ready)
			m.rows.fill(m, r.z0+ready, r.e0+lo, r.e0+hi)
		}
		for j := b.lo[i]; j <= b.hi[i]; j++ {
			l.first = append(l.first, len(l.edges))
			if i < n && r.e0+j < r.e1 {
				s.from(i, j)
			}
		}
	}
	l.first = append(l.first, len(l.edges))
	m.scratch.edges, m.scratch.first = l.edges, l.first
	return l
}

// inside reports whether the point (i, j) is a cell.
func (l *lattice) inside(i, j int) bool {
	return i <= l.z1-l.z0 && j <= l.e1-l.e0 && j >= l.lo[i] && j <= l.hi[i]
}

// scorer adds the edges of one cell after the other.
type scorer struct {
	m *model
	l *lattice
}

func (s *scorer) row(i int) *row { return &s.m.rows.ring[i%len(s.m.rows.ring)] }

// from adds the edges that begin at cell (i, j).
func (s *scorer) from(i, j int) {
	z, e := s.l.z0+i, s.l.e0+j
	if e >= s.row(z).hi {
		return // the band ends here
	}
	s.severalEn(z, e)
	s.severalZh(z, e)
	for _, b := range wideShapes {
		if length, ok, _ := s.possible(z, e, b.z, b.e); ok {
			s.add(z, e, b.z, b.e, length, s.words(z, e, b.z, b.e))
		}
	}
}

// severalEn adds the beads of one Chinese and any number of English units.
func (s *scorer) severalEn(z, e int) {
	m, r := s.m, s.row(z)
	sumE, held := 0.0, 0
	for k := 1; k <= maxSpan; k++ {
		length, ok, on := s.possible(z, e, 1, k)
		if !on || e+k > r.hi {
			break
		}
		sumE += float64(r.logE[e+k-1-r.lo])
		switch {
		case !ok:
		case k > 1:
			s.add(z, e, 1, k, length, sumE+s.byEn(z, e, k, &held))
		case len(m.zh.bags[z]) == 0:
			s.add(z, e, 1, 1, length, 0)
		default:
			s.add(z, e, 1, 1, length, sumE+float64(r.logZ[e-r.lo]))
		}
	}
	m.gained.clear()
}

// severalZh adds the beads of two or more Chinese units and one English.
func (s *scorer) severalZh(z, e int) {
	sumZ, held := 0.0, 0
	for k := 1; k <= maxSpan; k++ {
		length, ok, on := s.possible(z, e, k, 1)
		if !on {
			break
		}
		r := s.row(z + k - 1)
		if e < r.lo || e >= r.hi {
			break // the band ends here
		}
		sumZ += float64(r.logZ[e-r.lo])
		if ok && k > 1 {
			s.add(z, e, k, 1, length, sumZ+s.byZh(z, e, k, &held))
		}
	}
	s.m.gained.clear()
}

// byEn returns the log ratio of the words of Chinese unit z, explained by k English units
// together, from e on; gained holds what the first held of them explain.
func (s *scorer) byEn(z, e, k int, held *int) float64 {
	m, r := s.m, s.row(z)
	known := r.byEn.at(k, e-r.lo)
	if known != nil && !isUnknown(*known) {
		return float64(*known)
	}
	n := 0
	for j := e; j < e+k; j++ {
		n += len(m.en.bags[j])
	}
	for ; *held < k; *held++ {
		m.gained.addAll(r.ofZ(e + *held))
	}
	v := m.gained.logRatio(m.plainZ[z], n)
	if known != nil {
		*known = float32(v)
		return float64(*known)
	}
	return v
}

// byZh is the same for English unit e and k Chinese units from z on.
func (s *scorer) byZh(z, e, k int, held *int) float64 {
	m, r := s.m, s.row(z)
	known := r.byZh.at(k, e-r.lo)
	if known != nil && !isUnknown(*known) {
		return float64(*known)
	}
	n := 0
	for i := z; i < z+k; i++ {
		n += len(m.zh.bags[i])
	}
	for ; *held < k; *held++ {
		m.gained.addAll(s.row(z + *held).ofE(e))
	}
	v := m.gained.logRatio(m.plainE[e], n)
	if known != nil {
		*known = float32(v)
		return float64(*known)
	}
	return v
}

// possible returns what the lengths say about the bead of nz and ne units at (z, e), whether
// it is possible, and whether one with more units of the side that has several may be.
func (s *scorer) possible(z, e, nz, ne int) (length float64, ok, on bool) {
	l := s.l
	if z+nz > l.z1 || e+ne > l.e1 {
		return 0, false, false
	}
	length, tooLong := s.m.spans.lengths(z-l.z0, nz, e-l.e0, ne, s.m.spread)
	if length < -lengthLimit {
		return 0, false, nz > 1 && tooLong || ne > 1 && !tooLong || nz*ne == 1
	}
	return length, l.inside(z-l.z0+nz, e-l.e0+ne), true
}

// add adds the bead of nz and ne units at (z, e).
func (s *scorer) add(z, e, nz, ne int, length, words float64) {
	m, l := s.m, s.l
	score := m.shapes.match[nz][ne] + length + m.set.word*words + m.labels(z, z+nz, e, e+ne) + m.boundary(region{z, z + nz, e, e + ne})
	l.edges = append(l.edges, edge{uint8(nz), uint8(ne), float32(score)})
}

// words returns the log ratio of the words of a bead with several units on both sides.
func (s *scorer) words(z, e, nz, ne int) float64 {
	g, sum := &s.m.gained, 0.0
	for j := e; j < e+ne; j++ {
		held := 0
		sum += s.byZh(z, j, nz, &held)
		g.clear()
	}
	for i := z; i < z+nz; i++ {
		held := 0
		sum += s.byEn(i, e, ne, &held)
		g.clear()
	}
	return sum
}

// group is a bead as ranges of units, with its probability.
type group struct {
	region
	p   float64
	cut bool // the text was parted before it
}

// align returns the best beads of region r, and the cells that are probable. last and near
// are what the round before returned, and show where to look.
func (m *model) align(r region, last []group, near band) ([]group, band) {
	if r.z0 == r.z1 || r.e0 == r.e1 {
		return nulls(r, nil), band{}
	}
	var b band
	var corners []corner
	if last == nil {
		b, corners = m.firstBand(r)
	} else {
		b, corners = bandAround(r, near), cornersOf(last)
	}
	var out []group
	near = noCells(r)
	for _, part := range parts(r, corners) {
		first := len(out)
		l := m.lattice(part, b.within(r, part))
		p := l.posteriors(near, part.z0-r.z0, part.e0-r.e0)
		out = append(out, l.path(p)...)
		out[first].cut = first > 0
	}
	return out, near
}

// nulls appends a bead of its own for each unit of r.
func nulls(r region, out []group) []group {
	for i := r.z0; i < r.z1; i++ {
		out = append(out, group{region{i, i + 1, r.e0, r.e0}, 1, false})
	}
	for j := r.e0; j < r.e1; j++ {
		out = append(out, group{region{r.z1, r.z1, j, j + 1}, 1, false})
	}
	return out
}

var impossible = math.Inf(-1)
