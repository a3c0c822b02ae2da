package align

import "sort"

// band is the part of a region that is looked at: for each Chinese unit, and the end,
// the English points lo..hi, both inclusive and counted from the region's corner. Both
// never fall from one row to the next, and neighbouring rows overlap, so that the
// band can be crossed.
type band struct{ lo, hi []int }

const (
	smallRegion = 1 << 14 // cells; such a region needs no anchors
	margin      = 3       // points to either side of what is probable
	halfBand    = 12      // points to either side of a path between anchors
	wideBand    = 40      // the same where no anchors guide
	freeCells   = 1 << 18 // cells of a first band that are always looked at,
	rowCells    = 40      // and for each row more
)

// newBand makes a band of an English point for each row and a distance to look at on
// either side.
func newBand(r region, center, half []int) band {
	n, m := r.z1-r.z0, r.e1-r.e0
	b := band{make([]int, n+1), make([]int, n+1)}
	for i := range b.lo {
		b.lo[i], b.hi[i] = max(0, center[i]-half[i]), min(m, center[i]+half[i])
	}
	return b.crossable(m)
}

// crossable widens the band until a path can cross it from corner to corner; m is the last
// English point.
func (b band) crossable(m int) band {
	n := len(b.lo) - 1
	b.lo[0], b.hi[n] = 0, m
	for i := n - 1; i >= 0; i-- { // lower ends: the least of what follows
		b.lo[i] = min(b.lo[i], b.lo[i+1])
	}
	for i := 1; i <= n; i++ { // upper ends: the greatest so far
		b.hi[i] = max(b.hi[i], b.hi[i-1])
	}
	for i := 0; i < n; i++ {
		b.hi[i] = max(b.hi[i], b.lo[i+1])
	}
	return b
}

// columns returns the English units lo..hi-1 that beads inside the band join with Chinese
// unit i. Below lo[i] and beyond hi[i] only beads with several units on both sides reach, which
// begin in a row before or end in a row after.
func (b band) columns(i int) (lo, hi int) {
	n := len(b.lo) - 1
	lo = min(b.lo[i], b.lo[i+1]-mostWide)
	hi = max(b.hi[i+1], min(b.hi[i]+mostWide, b.hi[min(n, i+mostWide)]), min(b.hi[i]+1, b.hi[n]))
	return max(0, lo), hi
}

func fullBand(r region) band {
	n, m := r.z1-r.z0, r.e1-r.e0
	b := band{make([]int, n+1), make([]int, n+1)}
	for i := range b.hi {
		b.hi[i] = m
	}
	return b
}

// bandAround returns the band of the cells that the round before found probable: near
// holds them, for each row the first and the last.
func bandAround(r region, near band) band {
	n, m := r.z1-r.z0, r.e1-r.e0
	if (n+1)*(m+1) <= leastCoarse {
		return fullBand(r)
	}
	b := band{make([]int, n+1), make([]int, n+1)}
	for i := range b.lo {
		b.lo[i], b.hi[i] = max(0, near.lo[i]-margin), min(m, near.hi[i]+margin)
	}
	return b.crossable(m)
}

// noCells returns a band of region r that add widens.
func noCells(r region) band {
	n, m := r.z1-r.z0, r.e1-r.e0
	b := band{make([]int, n+1), make([]int, n+1)}
	for i := range b.lo {
		b.lo[i] = m
	}
	return b
}

func (b band) add(i, j int) { b.lo[i], b.hi[i] = min(b.lo[i], j), max(b.hi[i], j) }

// firstBand returns the band of the first round, around the anchors, and wider where they
// are few, with the points at which the text may be parted: its middle line, on which
// the anchors are sure.
func (m *model) firstBand(r region) (band, []corner) {
	switch cells := (r.z1 - r.z0 + 1) * (r.e1 - r.e0 + 1); {
	case cells <= leastCoarse:
		return fullBand(r), nil
	case cells <= smallRegion:
		return m.coarseBand(r), nil
	}
	anchors := m.anchors(r)
	b, center := m.bandThrough(r, anchors)
	corners := make([]corner, len(center))
	for i, j := range center {
		corners[i] = corner{i: r.z0 + i, j: r.e0 + j}
	}
	for _, p := range anchors {
		corners[p.i-r.z0].sure = true
	}
	return b, corners
}

// bandThrough returns a band around anchors, with its middle line.
func (m *model) bandThrough(r region, anchors []point) (band, []int) {
	n := r.z1 - r.z0
	center, half := make([]int, n+1), make([]int, n+1)
	from := point{i: r.z0, j: r.e0}
	for _, p := range anchors {
		m.fillBand(r, from, p, center, half)
		from = p
	}
	m.fillBand(r, from, point{i: r.z1, j: r.e1}, center, half)
	narrow(half)
	return newBand(r, center, half), center
}

// fillBand sets the rows between two anchors: along the lengths of the units, and the
// wider the more the gap leaves open.
func (m *model) fillBand(r region, from, to point, center, half []int) {
	di, dj := to.i-from.i, to.j-from.j
	slope := float64(r.e1-r.e0) / float64(r.z1-r.z0)
	bend := int(abs(float64(dj) - slope*float64(di)))
	h := halfBand + bend + min(di, 2*wideBand)/2
	lz := m.zh.sum[to.i] - m.zh.sum[from.i]
	le := m.en.sum[to.j] - m.en.sum[from.j]
	for i := from.i; i <= to.i; i++ {
		j := to.j
		if lz > 0 {
			want := m.en.sum[from.j] + (m.zh.sum[i]-m.zh.sum[from.i])*le/lz
			j = from.j + sort.SearchFloat64s(m.en.sum[from.j:to.j], want)
		}
		center[i-r.z0] = j - r.e0
		half[i-r.z0] = max(half[i-r.z0], h)
	}
}

func abs(x float64) float64 { return max(x, -x) }

// narrow shrinks the wide rows of a band that has more cells than can be looked at in
// time that grows with the text only.
func narrow(half []int) {
	cells, budget := 0, freeCells+rowCells*len(half)
	for _, h := range half {
		cells += 2*h + 1
	}
	if cells <= budget {
		return
	}
	scale := float64(budget) / float64(cells)
	for i, h := range half {
		half[i] = max(halfBand, int(scale*float64(h)))
	}
}
