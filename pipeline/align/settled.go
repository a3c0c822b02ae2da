package align

import (
	"cmp"
	"slices"

	"duizhao"
)

// plan is how two texts are aligned around the beads that a person has settled: these
// stand as they are, the units that are left are aligned in the regions between those
// that rise on both sides. One that crosses others bounds nothing and is only taken
// out. All of them teach the model, for which they follow behind the units that are left.
type plan struct {
	zh, en         []int // the units that are left, then those of the fixed beads
	zhLeft, enLeft int   // how many are left
	regions        []region
	fixed          []group // settled beads of both sides, in places of zh and en
	rises          []bool  // for each settled bead: whether it bounds regions
}

// around aligns the units of each region with each other, but for those in settled
// beads, which must be valid, and returns all beads in order.
func (a *Aligner) around(zh, en []Unit, regions []region, settled []duizhao.Bead) []duizhao.Bead {
	if len(settled) == 0 {
		return inOrder(a.within(zh, en, regions, nil))
	}
	p := newPlan(len(zh), len(en), regions, settled)
	var beads []duizhao.Bead
	if p.zhLeft+p.enLeft > 0 {
		beads = a.within(pick(zh, p.zh), pick(en, p.en), p.regions, p.fixed)
	}
	for k := range beads {
		translate(beads[k].Zh, p.zh)
		translate(beads[k].En, p.en)
	}
	straight, crossed := split(beads)
	var both, zhOnly, enOnly []duizhao.Bead
	for k, b := range settled {
		switch {
		case len(b.En) == 0:
			zhOnly = append(zhOnly, b)
		case len(b.Zh) == 0:
			enOnly = append(enOnly, b)
		case p.rises[k]:
			both = append(both, b)
		default:
			crossed = append(crossed, b)
		}
	}
	for _, more := range [][]duizhao.Bead{both, zhOnly, enOnly} {
		straight = insert(straight, more)
	}
	return merge(straight, crossed)
}

func newPlan(zh, en int, regions []region, settled []duizhao.Bead) plan {
	var zhAt, enAt []int // how many units are left before each
	p := plan{rises: make([]bool, len(settled))}
	p.zh, zhAt = left(zh, settled, func(b duizhao.Bead) []int { return b.Zh })
	p.en, enAt = left(en, settled, func(b duizhao.Bead) []int { return b.En })
	p.zhLeft, p.enLeft = len(p.zh), len(p.en)
	chain := rising(settled, zhAt, enAt)
	p.regions = cutRegions(regions, chain, settled, zhAt, enAt)
	for _, b := range settled {
		if len(b.Zh) == 0 || len(b.En) == 0 {
			continue
		}
		g := group{region: region{z0: len(p.zh), e0: len(p.en)}, p: 1}
		p.zh, p.en = append(p.zh, b.Zh...), append(p.en, b.En...)
		g.z1, g.e1 = len(p.zh), len(p.en)
		p.fixed = append(p.fixed, g)
	}
	for _, k := range chain {
		p.rises[k] = true
	}
	return p
}

// left returns the units of one side that no bead holds, and for each unit, and the
// end, how many of these are before it.
func left(n int, beads []duizhao.Bead, side func(duizhao.Bead) []int) (units, before []int) {
	taken := make([]bool, n)
	for _, b := range beads {
		for _, u := range side(b) {
			taken[u] = true
		}
	}
	before = make([]int, n+1)
	for u := range n {
		if !taken[u] {
			units = append(units, u)
		}
		before[u+1] = len(units)
	}
	return units, before
}

// rising returns the settled beads, by index, that bound regions: those that are in every
// longest chain of beads that rise on both sides, and have no unit that is left between
// their own. Of two that only cross each other neither is known to stand at its place.
func rising(settled []duizhao.Bead, zhAt, enAt []int) []int {
	var order []int
	for k, b := range settled {
		if len(b.Zh) > 0 && len(b.En) > 0 && whole(b.Zh, zhAt) && whole(b.En, enAt) {
			order = append(order, k)
		}
	}
	slices.SortFunc(order, func(x, y int) int { return cmp.Compare(settled[x].Zh[0], settled[y].Zh[0]) })
	en := make([]int, len(order))
	for i, k := range order {
		en[i] = settled[k].En[0]
	}
	to := longestTo(en)
	slices.Reverse(en)
	for i := range en {
		en[i] = -en[i]
	}
	from := longestTo(en)
	slices.Reverse(from)
	longest := slices.Max(append(to, 0))
	at := make([]int, longest+1) // how many beads may take each place of a longest chain
	for i := range order {
		if to[i]+from[i]-1 == longest {
			at[to[i]]++
		}
	}
	var chain []int
	for i, k := range order {
		if to[i]+from[i]-1 == longest && at[to[i]] == 1 {
			chain = append(chain, k)
		}
	}
	return chain
}

// longestTo returns for each number how many the longest rising chain that ends with it has.
func longestTo(numbers []int) []int {
	out := make([]int, len(numbers))
	var ends []int // the least last number of a chain of each length
	for i, x := range numbers {
		n, _ := slices.BinarySearch(ends, x)
		if n == len(ends) {
			ends = append(ends, x)
		}
		ends[n], out[i] = x, n+1
	}
	return out
}

// whole reports whether no unit that is left stands between the sorted units of side.
func whole(side, before []int) bool {
	return before[side[0]] == before[side[len(side)-1]]
}

// cutRegions returns the regions in places of the units that are left, parted at the beads
// of the chain.
func cutRegions(regions []region, chain []int, settled []duizhao.Bead, zhAt, enAt []int) []region {
	var out []region
	add := func(r region) {
		if r.z0 < r.z1 || r.e0 < r.e1 {
			out = append(out, r)
		}
	}
	for _, r := range regions {
		r = region{zhAt[r.z0], zhAt[r.z1], enAt[r.e0], enAt[r.e1]}
		for len(chain) > 0 {
			z, e := zhAt[settled[chain[0]].Zh[0]], enAt[settled[chain[0]].En[0]]
			if z > r.z1 || e > r.e1 {
				break
			}
			if z >= r.z0 && e >= r.e0 {
				add(region{r.z0, z, r.e0, e})
				r.z0, r.e0 = z, e
			}
			chain = chain[1:]
		}
		add(r)
	}
	return out
}

// valid returns the settled beads whose units all exist and are in no bead before, with
// sorted sides of their own and confidence 1. What a person settled about a text that
// has changed since is the caller's to sort out; here nothing may be lost or doubled.
func valid(settled []duizhao.Bead, zh, en int) []duizhao.Bead {
	zhTaken, enTaken := make([]bool, zh), make([]bool, en)
	var out []duizhao.Bead
	for _, b := range settled {
		if len(b.Zh)+len(b.En) == 0 || !untaken(b.Zh, zhTaken) || !untaken(b.En, enTaken) {
			continue
		}
		take(b.Zh, zhTaken)
		take(b.En, enTaken)
		b.Zh, b.En, b.Confidence = slices.Clone(b.Zh), slices.Clone(b.En), 1
		slices.Sort(b.Zh)
		slices.Sort(b.En)
		out = append(out, b)
	}
	return out
}

// byPerson reports whether a person has settled the bead.
func byPerson(b duizhao.Bead) bool {
	return b.Status == duizhao.Confirmed || b.Status == duizhao.Edited
}

// untaken reports whether the units exist, each once, and none is taken.
func untaken(side []int, taken []bool) bool {
	for k, u := range side {
		if u < 0 || u >= len(taken) || taken[u] || slices.Contains(side[:k], u) {
			return false
		}
	}
	return true
}

func take(side []int, taken []bool) {
	for _, u := range side {
		taken[u] = true
	}
}

// inPlaces returns the beads with the places of their units in zh and en, which hold all.
func inPlaces(beads []duizhao.Bead, zh, en []int) []duizhao.Bead {
	zhAt, enAt := places(zh), places(en)
	out := slices.Clone(beads)
	for k := range out {
		b := &out[k]
		b.Zh, b.En = slices.Clone(b.Zh), slices.Clone(b.En)
		translate(b.Zh, zhAt)
		translate(b.En, enAt)
		slices.Sort(b.Zh)
		slices.Sort(b.En)
	}
	return out
}

// places returns where each unit stands in units.
func places(units []int) []int {
	if len(units) == 0 {
		return nil
	}
	at := make([]int, slices.Max(units)+1)
	for k, u := range units {
		at[u] = k
	}
	return at
}

// insert puts more beads among those that rise, each before the first that has a later unit.
func insert(beads, more []duizhao.Bead) []duizhao.Bead {
	if len(more) == 0 {
		return beads
	}
	slices.SortFunc(more, func(a, b duizhao.Bead) int {
		return cmp.Or(cmp.Compare(first(a.Zh), first(b.Zh)), cmp.Compare(first(a.En), first(b.En)))
	})
	out := make([]duizhao.Bead, 0, len(beads)+len(more))
	for _, x := range beads {
		for len(more) > 0 && before(more[0], x) {
			out, more = append(out, more[0]), more[1:]
		}
		out = append(out, x)
	}
	return append(out, more...)
}

// before reports whether a has an earlier unit than b on a side that both have.
func before(a, b duizhao.Bead) bool {
	return len(a.Zh) > 0 && len(b.Zh) > 0 && a.Zh[0] < b.Zh[0] || len(a.En) > 0 && len(b.En) > 0 && a.En[0] < b.En[0]
}
