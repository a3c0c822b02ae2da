package align

import "math"

// boundaries holds what the edges of units say about beads: logarithms of how much more
// probable something is by them than without, learned from the beads of the last round.
type boundaries struct {
	zh, en     sideEdges
	end, begin [edgeClasses][edgeClasses]float64 // the two sides of a bead end, or begin, so
}

// sideEdges holds what the edges of one side's units say.
type sideEdges struct {
	first, last []float64 // of each unit: it begins, or ends, a bead
	inner       []float64 // sum over the units before: its end and the begin of the next are inside a bead
}

// boundary returns what the edges of a bead's units say.
func (m *model) boundary(r region) float64 {
	z, e := &m.edges.zh, &m.edges.en
	if z.first == nil {
		return 0 // nothing has been learned yet
	}
	return z.first[r.z0] + z.last[r.z1-1] + z.inner[r.z1-1] - z.inner[r.z0] +
		e.first[r.e0] + e.last[r.e1-1] + e.inner[r.e1-1] - e.inner[r.e0] +
		m.edges.begin[m.zh.units[r.z0].begin][m.en.units[r.e0].begin] +
		m.edges.end[m.zh.units[r.z1-1].end][m.en.units[r.e1-1].end]
}

// learnBoundaries counts the edges of beads.
func (m *model) learnBoundaries(beads []group) {
	var zh, en edgeCounts
	var ends, begins [edgeClasses][edgeClasses]float64
	for _, g := range beads {
		zh.add(m.zh.units[g.z0:g.z1])
		en.add(m.en.units[g.e0:g.e1])
		begins[m.zh.units[g.z0].begin][m.en.units[g.e0].begin]++
		ends[m.zh.units[g.z1-1].end][m.en.units[g.e1-1].end]++
	}
	m.edges = boundaries{
		zh: zh.say(m.zh.units, m.set), en: en.say(m.en.units, m.set),
		end: agreement(&ends, m.set), begin: agreement(&begins, m.set),
	}
}

// edgeCounts counts the edges of one side's units in beads, and those inside a bead.
type edgeCounts struct{ end, begin, endInside, beginInside [edgeClasses]float64 }

func (c *edgeCounts) add(units []Unit) {
	for k := range units {
		c.end[units[k].end]++
		c.begin[units[k].begin]++
		if k > 0 {
			c.endInside[units[k-1].end]++
			c.beginInside[units[k].begin]++
		}
	}
}

// say returns what the counts say about each of units.
func (c *edgeCounts) say(units []Unit, set settings) sideEdges {
	endIn, endOut := insideRatios(&c.endInside, &c.end, set)
	beginIn, beginOut := insideRatios(&c.beginInside, &c.begin, set)
	s := sideEdges{make([]float64, len(units)), make([]float64, len(units)), make([]float64, len(units))}
	for k := range units {
		u := &units[k]
		s.first[k], s.last[k] = beginOut[u.begin], endOut[u.end]
		if k > 0 {
			s.inner[k] = s.inner[k-1] + endIn[units[k-1].end] + beginIn[u.begin]
		}
	}
	return s
}

// insideRatios returns for each class how much more, or less, often than others it is
// inside a bead, and at its edge.
func insideRatios(inside, all *[edgeClasses]float64, set settings) (in, out [edgeClasses]float64) {
	n, k := 0.0, 0.0
	for c := range all {
		n, k = n+all[c], k+inside[c]
	}
	base := (k + 1) / (n + 3)
	for c := range all {
		p := (inside[c] + set.edgeTrust*base) / (all[c] + set.edgeTrust)
		in[c], out[c] = set.edge*math.Log(p/base), set.edge*math.Log((1-p)/(1-base))
	}
	return in, out
}

// agreement returns for each two classes how much more often than by chance they meet.
func agreement(met *[edgeClasses][edgeClasses]float64, set settings) (out [edgeClasses][edgeClasses]float64) {
	var zh, en [edgeClasses]float64
	total := 0.0
	for a := range met {
		for b, n := range met[a] {
			zh[a], en[b], total = zh[a]+n, en[b]+n, total+n
		}
	}
	for a := range met {
		for b, n := range met[a] {
			chance := (zh[a] + 1) * (en[b] + 1) / (total + 1)
			out[a][b] = set.edge * math.Log((n+set.agreeTrust)/(chance+set.agreeTrust))
		}
	}
	return out
}
