package align

import "math"

// maxSpan is the most units on one side of a bead.
const maxSpan = 9

// shapes holds how probable beads are by the number of their units, as logarithms.
type shapes struct {
	match        [maxSpan + 1][maxSpan + 1]float64 // [zh][en]; impossible where a shape is not allowed
	open, extend float64                           // a unit without counterpart: the first, and one after another
}

// wideShapes are the shapes with several units on both sides.
var wideShapes = [...]struct{ z, e int }{{2, 2}, {2, 3}, {3, 2}}

// mostWide is the most units that a wide shape has on one side.
const mostWide = 3

// firstShapes returns what is known before the text has been looked at. English takes
// two sentences for a Chinese one more often than the other way round.
func firstShapes(set settings) *shapes {
	s := &shapes{open: set.open, extend: set.extend}
	for z := range s.match {
		for e := range s.match[z] {
			s.match[z][e] = impossible
		}
	}
	s.match[1][1] = math.Log(0.80)
	for k := 2; k <= maxSpan; k++ {
		tail := math.Pow(0.3, float64(k-2))
		s.match[1][k], s.match[k][1] = math.Log(0.08*tail), math.Log(0.05*tail)
	}
	s.match[2][2], s.match[2][3], s.match[3][2] = math.Log(0.008), math.Log(0.002), math.Log(0.002)
	return s
}

// sureNull is how probable a unit without counterpart must be to count: the doubtful ones
// are there because the first guess allows them, and would make more of their kind.
const sureNull = 0.97

// learnShapes takes the shapes' probabilities from the beads of the last round, with
// the first guess counted like shapeTrust and nullTrust more beads.
func (m *model) learnShapes(paths [][]group) {
	var count [maxSpan + 1][maxSpan + 1]float64
	total, opened := 0.0, 0.0
	for _, p := range paths {
		last := matched
		for _, g := range p {
			state := g.state()
			if state == matched {
				count[min(maxSpan, g.z1-g.z0)][min(maxSpan, g.e1-g.e0)]++ // a person's beads may have more
			} else if state != last && g.p > sureNull {
				opened++
			}
			if state == matched || state != last {
				total++
			}
			last = state
		}
	}
	first := firstShapes(m.set)
	for z := range first.match {
		for e, p := range first.match[z] {
			m.shapes.match[z][e] = math.Log((count[z][e] + m.set.shapeTrust*math.Exp(p)) / (total + m.set.shapeTrust))
		}
	}
	m.shapes.open = math.Log((opened + m.set.nullTrust*math.Exp(first.open)) / (total + m.set.nullTrust))
}

// state returns the state in which the bead leaves a path.
func (r region) state() int {
	switch {
	case r.e0 == r.e1:
		return nullZh
	case r.z0 == r.z1:
		return nullEn
	}
	return matched
}
