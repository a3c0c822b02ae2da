// Package pair matches the quantities of two readings one to one: which English
// number translates which Chinese one. Everything that is later said about
// disagreement stands on these pairs, so they must not depend on the numbers
// being right.
//
// The quantities of a bead of paragraphs are matched as one assignment problem:
// of all ways to pair them, the one with the greatest gain is taken. A pair gains
// by an equal value, and also by kind, unit, indicator, the Latin words beside it
// and its place between the pairs around it. A wrong value therefore loses only
// its own gain: its neighbours still hold each other, and the wrong one is left
// to the one that stands where it should stand. What would lose by any pair stays
// alone: it is missing or extra.
//
// The problem is solved twice. The first round knows places only by the beads of
// sentences; its equal pairs then tie the two texts together, and the second
// round measures places between those ties. What is left over may still find an
// equal value in a neighbouring bead of paragraphs.
package pair

import (
	"cmp"
	"slices"

	"duizhao"
)

// Quantities matches the quantities of zh with those of en. Paragraphs are beads
// of blocks, sentences beads of sentences, as align makes them. Every quantity of
// both readings is in exactly one Pair; one that stays alone has -1 on the other
// side. Pairs come in Chinese text order, an English quantity that stays alone
// behind the pair it follows in English. Without one of the readings there is
// nothing to match, and no Pair.
func Quantities(zh, en *duizhao.Reading, paragraphs, sentences []duizhao.Bead) []duizhao.Pair {
	if zh == nil || en == nil {
		return nil
	}
	m := newMatcher(zh, en, paragraphs, sentences)
	for _, p := range m.problems() {
		m.solve(p)
	}
	m.neighbours()
	return m.pairs()
}

// matcher holds both sides while they are matched.
type matcher struct {
	zh, en      side
	paragraphs  []duizhao.Bead
	sentences   []duizhao.Bead
	common      map[string]bool // years that both texts take for granted
	match, cost []int           // by Chinese quantity: the English one or -1, and what the pair costs
	taken       []bool          // by English quantity
}

func newMatcher(zh, en *duizhao.Reading, paragraphs, sentences []duizhao.Bead) *matcher {
	m := &matcher{
		zh:         newSide(zh, paragraphs, sentences, func(b duizhao.Bead) []int { return b.Zh }),
		en:         newSide(en, paragraphs, sentences, func(b duizhao.Bead) []int { return b.En }),
		paragraphs: paragraphs, sentences: sentences,
		common: commonYears(zh, en),
		match:  make([]int, len(zh.Quantities)), cost: make([]int, len(zh.Quantities)),
		taken: make([]bool, len(en.Quantities)),
	}
	for i := range m.match {
		m.match[i] = -1
	}
	for _, s := range []*side{&m.zh, &m.en} {
		for _, q := range s.stated {
			s.alone = append(s.alone, unpaired(q, m.common))
		}
	}
	return m
}

// solve matches one problem, splitting it where it is too large to be solved as
// a whole.
func (m *matcher) solve(p problem) {
	if len(p.zh) == 0 || len(p.en) == 0 {
		return
	}
	if len(p.zh) > maxSide || len(p.en) > maxSide {
		left, right := p.split(m)
		m.solve(left)
		m.solve(right)
		return
	}
	fits := make([][]fit, len(p.zh))
	for i, z := range p.zh {
		fits[i] = make([]fit, len(p.en))
		for j, e := range p.en {
			fits[i][j] = m.fit(z, e)
		}
	}
	cost := func(i, j int) int { return fits[i][j].cost + m.placeCost(&p, p.zh[i], p.en[j], fits[i][j]) }
	p.ties = m.ties(p, m.assign(p, cost))
	m.keep(p, m.assign(p, cost))
}

// choice is a pair that assign has made: indexes into a problem's sides.
type choice struct{ z, e, cost int }

// assign returns the pairs of the greatest total gain. Cost takes indexes into the
// sides of p.
func (m *matcher) assign(p problem, cost func(i, j int) int) []choice {
	gain, costs := make([][]int, len(p.zh)), make([][]int, len(p.zh))
	cells := make([]int, 2*len(p.zh)*len(p.en))
	for i, z := range p.zh {
		gain[i], costs[i], cells = cells[:len(p.en)], cells[len(p.en):2*len(p.en)], cells[2*len(p.en):]
		for j, e := range p.en {
			costs[i][j] = cost(i, j)
			gain[i][j] = max(0, m.zh.alone[z]+m.en.alone[e]-costs[i][j])
		}
	}
	var out []choice
	for i, j := range maximise(gain) {
		if j >= 0 && gain[i][j] > 0 {
			out = append(out, choice{i, j, costs[i][j]})
		}
	}
	return out
}

func (m *matcher) keep(p problem, result []choice) {
	for _, c := range result {
		z, e := p.zh[c.z], p.en[c.e]
		m.match[z], m.cost[z], m.taken[e] = e, c.cost, true
	}
}

// neighbours offers what stayed alone to the beads before and behind: a sentence
// may have moved over a paragraph's end. Only equal values that are unlikely to
// be equal by chance are matched so far apart.
func (m *matcher) neighbours() {
	zh, en := m.left()
	for k := range m.paragraphs {
		for _, n := range []int{k - 1, k + 1} {
			if n < 0 || n >= len(m.paragraphs) {
				continue
			}
			p := problem{zh: slices.DeleteFunc(slices.Clone(zh[k]), func(z int) bool { return m.match[z] >= 0 }),
				en: slices.DeleteFunc(slices.Clone(en[n]), func(e int) bool { return m.taken[e] })}
			if len(p.zh) > 0 && len(p.en) > 0 && len(p.zh) <= maxSide && len(p.en) <= maxSide {
				m.keep(p, m.assign(p, func(i, j int) int { return m.farCost(p.zh[i], p.en[j]) }))
			}
		}
	}
}

// left returns the quantities without a partner by bead of paragraphs.
func (m *matcher) left() (zh, en map[int][]int) {
	zh, en = map[int][]int{}, map[int][]int{}
	for z, e := range m.match {
		if k := m.zh.places[z].paragraph; e < 0 && k >= 0 {
			zh[k] = append(zh[k], z)
		}
	}
	for e, taken := range m.taken {
		if k := m.en.places[e].paragraph; !taken && k >= 0 {
			en[k] = append(en[k], e)
		}
	}
	return zh, en
}

// pairs returns what was matched and what was not, in order.
func (m *matcher) pairs() []duizhao.Pair {
	type row struct {
		pair       duizhao.Pair
		bead, z, e int
	}
	var rows []row
	before := make([]int, len(m.taken)) // the Chinese partner of the English quantity or of the last one before it
	for i := range before {
		before[i] = -1
	}
	for z, e := range m.match {
		if e >= 0 {
			before[e] = z
		}
		rows = append(rows, row{pair: duizhao.Pair{Zh: z, En: e, Bead: m.bead(z, e), Score: score(m.cost[z], e)}, bead: m.zh.places[z].paragraph, z: z, e: -1})
	}
	last := -1
	for e, taken := range m.taken {
		if taken {
			last = before[e]
			continue
		}
		k := m.en.places[e].paragraph
		z := last
		if z >= 0 && m.zh.places[z].paragraph != k {
			z = -1
		}
		rows = append(rows, row{pair: duizhao.Pair{Zh: -1, En: e, Bead: -1}, bead: k, z: z, e: e})
	}
	slices.SortStableFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.bead, b.bead), cmp.Compare(a.z, b.z), cmp.Compare(a.e, b.e))
	})
	out := make([]duizhao.Pair, len(rows))
	for i, r := range rows {
		out[i] = r.pair
	}
	return out
}

// bead returns the bead of sentences both quantities stand in, or -1.
func (m *matcher) bead(z, e int) int {
	if e < 0 || m.zh.places[z].sentence != m.en.places[e].sentence {
		return -1
	}
	return m.zh.places[z].sentence
}

func score(cost, e int) float64 {
	if e < 0 {
		return 0
	}
	return float64(min(max(certain-cost, 0), certain)) / certain
}
