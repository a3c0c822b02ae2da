package align

import (
	"math"
	"testing"
)

// judged is a bead's probability as the model has it, whether a unit has no counterpart,
// and whether the gold alignment has the bead.
type judged struct {
	p           float64
	null, right bool
}

// judge returns the beads of the gold texts, of their first and second halves.
func judge(t *testing.T) (halves [2][]judged) {
	a := newAligner(t, Options{})
	for _, s := range goldSets(t) {
		wanted := map[string]bool{}
		for _, g := range s.gold {
			wanted[g] = true
		}
		zh, en := blocksOf(s.zh, newMemo(a.lex)), blocksOf(s.en, newMemo(a.lex))
		paths, m := a.paths(a.work.Get().(*work), zh, en, []region{{0, len(zh), 0, len(en)}}, nil)
		for k, g := range paths[0] {
			h := 2 * k / len(paths[0])
			halves[h] = append(halves[h], judged{g.p, g.state() != matched, wanted[shape(m.bead(g))]})
		}
	}
	return halves
}

// loss is the mean negative log likelihood of what is right.
func (c calibration) loss(beads []judged, null bool) float64 {
	sum, n := 0.0, 0
	for _, b := range beads {
		if b.null != null {
			continue
		}
		p := c.of(b.p)
		if !b.right {
			p = 1 - p
		}
		sum, n = sum-math.Log(max(p, 1e-6)), n+1
	}
	return sum / float64(max(1, n))
}

// fit returns the calibration with the least loss.
func fit(beads []judged, null bool) (best calibration) {
	least := math.Inf(1)
	for temper := 0.3; temper <= 1.2; temper += 0.02 {
		for _, most := range []float64{0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98, 0.985, 0.99, 0.992, 0.994, 0.995, 0.996, 0.998, 0.999} {
			if l := (calibration{temper, most}).loss(beads, null); l < least {
				best, least = calibration{temper, most}, l
			}
		}
	}
	return best
}

// TestReliability prints how many beads are right at each confidence, and fails where
// of the sure ones fewer are right than they say. With -tune it fits the calibration to
// one half of the texts and prints its loss on the other.
func TestReliability(t *testing.T) {
	halves := judge(t)
	for _, null := range []bool{false, true} {
		now := calibrationOf(null)
		t.Logf("null %v: calibration %+v", null, now)
		for h := range 2 {
			if *tune != "" {
				c := fit(halves[h], null)
				t.Logf("   fitted on half %d %+v: loss %.4f; on the other half %.4f (now %.4f, none %.4f)", h, c, c.loss(halves[h], null),
					c.loss(halves[1-h], null), now.loss(halves[1-h], null), calibration{1, 1}.loss(halves[1-h], null))
			}
		}
		all := append(halves[0], halves[1]...)
		if *tune != "" {
			t.Logf("   fitted on all %+v", fit(all, null))
		}
		reliability(t, all, null, now)
	}
	var sure, right int
	for _, b := range append(halves[0], halves[1]...) {
		if calibrationOf(b.null).of(b.p) >= 0.95 {
			sure++
			if b.right {
				right++
			}
		}
	}
	share := float64(right) / float64(sure)
	t.Logf("of %d beads at 0.95 or more, %.4f are right", sure, share)
	if share < 0.97 {
		t.Errorf("of the beads at 0.95 or more only %.4f are right", share)
	}
}

func reliability(t *testing.T, beads []judged, null bool, c calibration) {
	bounds := []float64{0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 1.01}
	for k := range len(bounds) - 1 {
		n, right, sum := 0, 0, 0.0
		for _, b := range beads {
			if p := c.of(b.p); b.null == null && p >= bounds[k] && p < bounds[k+1] {
				n, sum = n+1, sum+p
				if b.right {
					right++
				}
			}
		}
		if n > 0 {
			t.Logf("   confidence from %.2f: %5d beads, mean %.3f, right %.3f", bounds[k], n, sum/float64(n), float64(right)/float64(n))
		}
	}
}
