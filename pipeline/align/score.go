package align

import "math"

const (
	leastSpread = 0.05 // the least the text may teach
	lengthLimit = 10.0 // beads less probable than e^-10 by their lengths are not looked at
	sameLabel   = 4.0  // for two headings with the same number
	otherLabel  = -4.0 // for two with different numbers
	brokenLabel = -3.0 // for a numbered heading with what has no number, or a heading joined with its neighbour
)

// model is what is known about two texts while they are aligned.
type model struct {
	*work
	set      settings
	zh, en   *text
	first    table // from the lexicon
	table    table // learned
	lexicon  bool  // there is one
	wzh, wen []weight
	plainZ   []float64 // for each unit: the log ratio of its words where nothing explains them
	plainE   []float64
	ratio    float64 // length en / length zh
	spread   float64 // variance of its logarithm
	shapes   *shapes
	edges    boundaries
}

// deviation returns the logarithm of how much longer e is than a translation of z
// usually is, and its variance.
func (m *model) deviation(z, e float64) (d, variance float64) {
	return math.Log(e / m.ratio / z), m.spread * (1 + m.set.short/min(z, e/m.ratio))
}

// labels returns what the heading numbers say about the bead z0..z1, e0..e1.
func (m *model) labels(z0, z1, e0, e1 int) float64 {
	if z1-z0 == 1 && e1-e0 == 1 {
		a, b := &m.zh.units[z0], &m.en.units[e0]
		switch {
		case a.Label == "" && b.Label == "":
			return 0
		case a.Label == b.Label:
			return sameLabel
		case a.Label != "" && b.Label != "":
			return otherLabel
		case a.Heading == b.Heading:
			return 0
		}
		return brokenLabel
	}
	return brokenLabel * float64(m.zh.breaks[z1-1]-m.zh.breaks[z0]+m.en.breaks[e1-1]-m.en.breaks[e0])
}

// sharedNumbers counts the numbers that stand on both sides of a bead, and those of
// the side with more. It is for people to read, and no part of the score.
func (m *model) sharedNumbers(z0, z1, e0, e1 int) (shared, all int) {
	zs, es := count(m.zh.numbers[z0:z1]), count(m.en.numbers[e0:e1])
	if zs > 0 && es > 0 {
		for i := z0; i < z1; i++ {
			for j := e0; j < e1; j++ {
				shared += common(m.zh.numbers[i], m.en.numbers[j])
			}
		}
	}
	return min(shared, zs, es), max(zs, es)
}

// common returns how many strings two sorted lists share, each as often as both have it.
func common(a, b []string) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			n++
			a, b = a[1:], b[1:]
		}
	}
	return n
}
