package align

import "math"

// spans holds what the lengths of a region's units say, for each unit and the up to
// maxSpan units that begin there, so that no logarithm is taken for each bead.
type spans struct{ zh, en []span }

// span is a number of neighbouring units.
type span struct {
	log     float64 // logarithm of their length, the English one as it would be in Chinese
	vary    float64 // how much more than long ones such short units vary,
	logVary float64 // and its logarithm
}

// measure fills s for a region.
func (s *spans) measure(m *model, r region) {
	s.zh = measureSide(s.zh[:0], m.zh.sum[r.z0:r.z1+1], 1, m.set.short)
	s.en = measureSide(s.en[:0], m.en.sum[r.e0:r.e1+1], m.ratio, m.set.short)
}

func measureSide(out []span, sum []float64, ratio, short float64) []span {
	for i := range sum[1:] {
		for k := i + 1; k <= i+maxSpan; k++ {
			length := (sum[min(k, len(sum)-1)] - sum[i]) / ratio
			vary := 1 + short/length
			out = append(out, span{math.Log(length), vary, math.Log(vary)})
		}
	}
	return out
}

// lengths returns the log likelihood, up to a constant, that the nz Chinese units from z on
// and the ne English ones from e on, counted from the region's corner, translate each
// other, and whether the English are too long rather than too short: a normal distribution
// of the logarithm of their ratio, which is the wider the shorter the shorter of them is.
func (s *spans) lengths(z, nz, e, ne int, spread float64) (length float64, tooLong bool) {
	a, b := &s.zh[z*maxSpan+nz-1], &s.en[e*maxSpan+ne-1]
	d := b.log - a.log
	if b.vary > a.vary {
		a = b
	}
	return -0.5 * (d*d/(spread*a.vary) + a.logVary), d > 0
}
