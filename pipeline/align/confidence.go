package align

import "math"

// calibration makes a posterior probability what it is called: of the beads with
// confidence c, a share of c are right. The model counts words that depend on each
// other, so that its log odds are too great by a factor (temper); and however sure the
// model is, some texts are aligned by other habits than it knows (most).
type calibration struct{ temper, most float64 }

// calibrationOf returns the calibration of beads, or of units without counterpart, with
// the least log loss on the gold alignments: see docs/alignment.md.
func calibrationOf(null bool) calibration {
	if null {
		return calibration{temper: 1.1, most: 0.96}
	}
	return calibration{temper: 0.84, most: 0.996}
}

// confidence returns the calibrated probability of g.
func (g group) confidence() float64 { return calibrationOf(g.state() != matched).of(g.p) }

func (c calibration) of(p float64) float64 {
	switch {
	case p <= 0:
		return 0
	case p >= 1:
		return c.most
	}
	return c.most / (1 + math.Pow((1-p)/p, c.temper))
}
