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
	ready := 0 // rows below this are in the cache
	for i := 0; i <= n; i++ {
		for ; ready < min(n, i+maxSpan); ready++ {
			m.rows.fill(m, r.z0+ready, r.e0+b.lo[max(0, ready-maxSpan+1)], r.e0+b.hi[min(n, ready+maxSpan)])
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
	m        *model
	l        *lattice
	toE, toZ []float32 // sums over the bead's rows
}

func (s *scorer) row(i int) *row { return &s.m.rows.ring[i%len(s.m.rows.ring)] }

// from adds the edges that begin at cell (i, j).
func (s *scorer) from(i, j int) {
	z, e := s.l.z0+i, s.l.e0+j
	for k := 1; k <= maxSpan && s.consider(z, e, 1, k); k++ {
	}
	for k := 2; k <= maxSpan && s.consider(z, e, k, 1); k++ {
	}
	for _, b := range wideShapes {
		s.consider(z, e, b.z, b.e)
	}
}

// consider adds the bead of nz and ne units at (z, e) if it is possible. It returns
// false where a bead with more units of the side that has several is not.
func (s *scorer) consider(z, e, nz, ne int) bool {
	m, l := s.m, s.l
	if z+nz > l.z1 || e+ne > l.e1 {
		return false
	}
	lz, le := m.zh.sum[z+nz]-m.zh.sum[z], m.en.sum[e+ne]-m.en.sum[e]
	length := m.lengths(lz, le)
	if length < -lengthLimit {
		tooLong := le/m.ratio > lz
		return nz > 1 && tooLong || ne > 1 && !tooLong || nz*ne == 1
	}
	if !l.inside(z-l.z0+nz, e-l.e0+ne) {
		return true
	}
	words := s.words(z, e, nz, ne)
	score := m.shapes.match[nz][ne] + length + m.set.word*words + m.labels(z, z+nz, e, e+ne) + m.boundary(region{z, z + nz, e, e + ne})
	l.edges = append(l.edges, edge{uint8(nz), uint8(ne), float32(score)})
	return true
}

// words returns the log ratio of the bead's words.
func (s *scorer) words(z, e, nz, ne int) float64 {
	var sumE, sumZ float64
	if nz == 1 {
		r := s.row(z)
		for j := e; j < e+ne; j++ {
			sumE += float64(r.logE[j-r.lo])
		}
	} else {
		sumE = s.wordsE(z, e, nz, ne)
	}
	if ne == 1 {
		for i := z; i < z+nz; i++ {
			r := s.row(i)
			sumZ += float64(r.logZ[e-r.lo])
		}
	} else {
		sumZ = s.wordsZ(z, e, nz, ne)
	}
	if nz == 1 && ne == 1 && len(s.m.zh.bags[z]) == 0 {
		return 0
	}
	return sumE + sumZ
}

// wordsE explains the English words by those of several Chinese units.
func (s *scorer) wordsE(z, e, nz, ne int) float64 {
	n, sum := 0, 0.0
	for i := z; i < z+nz; i++ {
		n += len(s.m.zh.bags[i])
	}
	for j := e; j < e+ne; j++ {
		bag := s.m.en.bags[j]
		s.toE = grown(s.toE, len(bag))
		for i := z; i < z+nz; i++ {
			r := s.row(i)
			if r.some[j-r.lo] {
				addTo(s.toE, r.toE[r.off[j-r.lo]:])
			}
		}
		sum += logRatio(s.toE, bag, s.m.wen, n)
	}
	return sum
}

// wordsZ explains the Chinese words by those of several English units.
func (s *scorer) wordsZ(z, e, nz, ne int) float64 {
	n, sum := 0, 0.0
	for j := e; j < e+ne; j++ {
		n += len(s.m.en.bags[j])
	}
	for i := z; i < z+nz; i++ {
		bag, r := s.m.zh.bags[i], s.row(i)
		s.toZ = grown(s.toZ, len(bag))
		for j := e; j < e+ne; j++ {
			if r.some[j-r.lo] {
				addTo(s.toZ, r.toZ[(j-r.lo)*len(bag):])
			}
		}
		sum += logRatio(s.toZ, bag, s.m.wzh, n)
	}
	return sum
}

// addTo adds the first numbers of more to sum.
func addTo(sum, more []float32) {
	more = more[:len(sum)]
	for k := range sum {
		sum[k] += more[k]
	}
}

// group is a bead as ranges of units, with its probability.
type group struct {
	region
	p   float64
	cut bool // the text was parted before it
}

// align returns the best beads of region r. last is what the round before found,
// and shows where to look.
func (m *model) align(r region, last []group) []group {
	if r.z0 == r.z1 || r.e0 == r.e1 {
		return nulls(r, nil)
	}
	var b band
	var corners []corner
	if last == nil {
		b, corners = m.firstBand(r)
	} else {
		b, corners = bandAround(r, last), cornersOf(last)
	}
	var out []group
	for _, part := range parts(r, corners) {
		first := len(out)
		out = append(out, m.lattice(part, b.within(r, part)).path()...)
		out[first].cut = first > 0
	}
	return out
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
