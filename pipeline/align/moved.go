package align

import (
	"slices"
	"strings"

	"duizhao"
)

const (
	mostMoved   = 500  // the same at most: more is no block, but another text
	leastMoved  = 3    // beads that a block must have to be taken for moved
	weakBead    = 0.5  // a bead less probable than this may be given up for a moved one
	movedWords  = 4.0  // log ratio of its words that a bead of a moved block has at least,
	movedLength = 0.5  // and posterior probability among the beads of the block
	movedRows   = 3000 // Chinese units in all of which the crossings are looked at, the heaviest first
)

// movedMark begins Bead.Evidence of beads that stand elsewhere in the other text.
const movedMark = "moved"

// moved pairs blocks that stand elsewhere in the other text. On a path that only rises
// both sides of such a block are left without counterpart; so these runs are aligned
// with each other, where enough of their rare words meet. It returns the paths with what
// has been paired taken out, and the beads of the blocks.
func (m *model) moved(paths [][]group) ([][]group, []group) {
	zh, en := m.free(paths)
	var out []group
	rows := 0
	for _, c := range m.crossings(zh, en) {
		r := c.region(zh, en)
		if rows += r.z1 - r.z0; rows > movedRows {
			break
		}
		out = append(out, m.block(r, c, zh, en)...)
	}
	if len(out) == 0 {
		return paths, nil
	}
	for i := range paths {
		paths[i] = without(paths[i], zh, en)
	}
	return paths, out
}

// What a unit is to the search for moved blocks.
const (
	bound   = iota // in a good bead
	loose          // without counterpart, or in a weak bead
	settled        // in a moved block
)

// free returns for each unit of either side whether it is loose.
func (m *model) free(paths [][]group) (zh, en []uint8) {
	zh, en = make([]uint8, len(m.zh.bags)), make([]uint8, len(m.en.bags))
	for _, p := range paths {
		for _, g := range p {
			if g.state() == matched && g.p >= weakBead {
				continue
			}
			for i := g.z0; i < g.z1; i++ {
				zh[i] = loose
			}
			for j := g.e0; j < g.e1; j++ {
				en[j] = loose
			}
		}
	}
	return zh, en
}

// crossing is a chain of points in a run of loose units of either side.
type crossing struct {
	points []point
	weight float64
}

// crossings returns the chains that may be moved blocks, the heaviest first.
func (m *model) crossings(zh, en []uint8) []crossing {
	all := region{0, len(zh), 0, len(en)}
	zRuns, eRuns := runs(zh), runs(en)
	if slices.Max(append(zRuns, 0)) == 0 || slices.Max(append(eRuns, 0)) == 0 {
		return nil
	}
	type pair struct{ z, e int }
	points := map[pair][]point{}
	var order []pair
	for _, p := range m.candidates(all, zh, en) {
		k := pair{zRuns[p.i], eRuns[p.j]}
		if k.z == 0 || k.e == 0 {
			continue
		}
		if points[k] == nil {
			order = append(order, k)
		}
		points[k] = append(points[k], p)
	}
	var out []crossing
	for _, k := range order {
		if len(points[k]) < leastMoved {
			continue
		}
		c := crossing{points: heaviestChain(points[k], around(points[k]))}
		for _, p := range c.points {
			c.weight += p.weight
		}
		if n := len(c.points); n >= leastMoved && n <= mostMoved {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b crossing) int {
		switch {
		case a.weight > b.weight:
			return -1
		case a.weight < b.weight:
			return 1
		}
		return 0
	})
	return out
}

// around returns the region that holds the points.
func around(points []point) region {
	r := region{points[0].i, points[0].i + 1, points[0].j, points[0].j + 1}
	for _, p := range points {
		r.z0, r.z1, r.e0, r.e1 = min(r.z0, p.i), max(r.z1, p.i+1), min(r.e0, p.j), max(r.e1, p.j+1)
	}
	return r
}

// runs numbers the runs of loose units that are long enough for a block, from 1; other
// units have 0.
func runs(units []uint8) []int {
	out := make([]int, len(units))
	n := 0
	for i := 0; i < len(units); {
		k := i
		for k < len(units) && units[k] == loose {
			k++
		}
		if k-i >= leastMoved {
			n++
			for x := i; x < k; x++ {
				out[x] = n
			}
		}
		i = max(k, i+1)
	}
	return out
}

// region returns the loose units around the crossing's points.
func (c crossing) region(zh, en []uint8) region {
	a, b := c.points[0], c.points[len(c.points)-1]
	r := region{a.i, b.i + 1, a.j, b.j + 1}
	r.z0, r.z1 = widen(zh, r.z0, r.z1)
	r.e0, r.e1 = widen(en, r.e0, r.e1)
	return r
}

// widen takes loose units before and after a range into it, as many as it has, or reach.
func widen(units []uint8, from, to int) (int, int) {
	n := to - from
	for k := 0; k < min(n, reach) && from > 0 && units[from-1] == loose; k++ {
		from--
	}
	for k := 0; k < min(n, reach) && to < len(units) && units[to] == loose; k++ {
		to++
	}
	return from, to
}

// block aligns the region of a crossing, whose units should all be loose, and returns its beads, if their
// words explain each other much better than chance.
func (m *model) block(r region, c crossing, zh, en []uint8) []group {
	if slices.ContainsFunc(zh[r.z0:r.z1], isNotLoose) || slices.ContainsFunc(en[r.e0:r.e1], isNotLoose) {
		return nil
	}
	b, _ := m.bandThrough(r, c.points)
	var out []group
	l := m.lattice(r, b)
	for _, g := range l.path(l.posteriors(noCells(r), 0, 0)) {
		if g.state() == matched && g.p >= movedLength && m.words(g.region) >= movedWords {
			out = append(out, g)
		}
	}
	if len(out) < leastMoved {
		return nil
	}
	for _, g := range out {
		for i := g.z0; i < g.z1; i++ {
			zh[i] = settled
		}
		for j := g.e0; j < g.e1; j++ {
			en[j] = settled
		}
	}
	return out
}

func isNotLoose(u uint8) bool { return u != loose }

// words returns the log ratio of the words of one bead.
func (m *model) words(r region) float64 {
	for i := r.z0; i < r.z1; i++ {
		m.rows.fill(m, i, r.e0, r.e1)
	}
	s := scorer{m: m}
	return s.words(r.z0, r.e0, r.z1-r.z0, r.e1-r.e0)
}

// without takes settled units out of a path. What they were in falls apart into units
// without counterpart.
func without(path []group, zh, en []uint8) []group {
	var out []group
	for _, g := range path {
		if !slices.Contains(zh[g.z0:g.z1], settled) && !slices.Contains(en[g.e0:g.e1], settled) {
			out = append(out, g)
			continue
		}
		for _, one := range nulls(g.region, nil) {
			if !slices.Contains(zh[one.z0:one.z1], settled) && !slices.Contains(en[one.e0:one.e1], settled) {
				one.p = 1 - g.p
				out = append(out, one)
			}
		}
	}
	return out
}

// isMoved reports whether the bead's units stand elsewhere in the other text.
func isMoved(b duizhao.Bead) bool { return strings.HasPrefix(b.Evidence, movedMark) }

// inOrder puts beads in the order of their Chinese side: those in text order first, each
// run of units without counterpart with the Chinese ones first, then the moved ones each
// before the first that has a later Chinese unit.
func inOrder(beads []duizhao.Bead) []duizhao.Bead { return merge(split(beads)) }

// split parts beads that rise from those that are moved.
func split(beads []duizhao.Bead) (straight, crossed []duizhao.Bead) {
	for _, b := range beads {
		if isMoved(b) && len(b.Zh) > 0 {
			crossed = append(crossed, b)
		} else {
			straight = append(straight, b)
		}
	}
	return straight, crossed
}

// merge puts crossed beads among those that rise.
func merge(straight, crossed []duizhao.Bead) []duizhao.Bead {
	zhFirst(straight)
	if len(crossed) == 0 {
		return straight
	}
	slices.SortFunc(crossed, func(a, b duizhao.Bead) int { return a.Zh[0] - b.Zh[0] })
	out := make([]duizhao.Bead, 0, len(straight)+len(crossed))
	for _, b := range straight {
		for len(crossed) > 0 && len(b.Zh) > 0 && crossed[0].Zh[0] < b.Zh[0] {
			out, crossed = append(out, crossed[0]), crossed[1:]
		}
		out = append(out, b)
	}
	return append(out, crossed...)
}
