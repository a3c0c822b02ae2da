package align

import (
	"fmt"
	"strings"

	"duizhao"
)

// ReviewBelow is the confidence below which a person should look at a bead. Its
// Evidence then says why, beginning with "review".
const ReviewBelow = 0.8

// bead makes a group a bead.
func (m *model) bead(g group) duizhao.Bead {
	b := duizhao.Bead{Zh: indexes(g.z0, g.z1), En: indexes(g.e0, g.e1), Confidence: g.confidence(), Status: duizhao.Auto}
	if g.state() != matched {
		b.Evidence = "no counterpart"
	} else {
		b.Evidence = m.evidence(g.region)
	}
	if b.Confidence < ReviewBelow {
		b.Evidence = "review: " + m.doubts(g.region) + "; " + b.Evidence
	}
	return b
}

const (
	oddLength = 2.0 // in standard deviations of the logarithm
	fewWords  = 0.1 // share of words that are explained
)

// doubts says why a bead that is not sure needs a person's eye.
func (m *model) doubts(r region) string {
	if r.state() != matched {
		return "null" // as a translation nearby may belong to it
	}
	var why []string
	z, e := m.zh.sum[r.z1]-m.zh.sum[r.z0], m.en.sum[r.e1]-m.en.sum[r.e0]
	if d, v := m.deviation(z, e); d*d > oddLength*oddLength*v {
		why = append(why, "length")
	}
	if m.explained(r) < fewWords {
		why = append(why, "no shared words")
	}
	if zs, es := count(m.zh.numbers[r.z0:r.z1]), count(m.en.numbers[r.e0:r.e1]); zs != es {
		why = append(why, fmt.Sprintf("%d and %d numbers", zs, es))
	}
	if len(why) == 0 {
		return "another division is nearly as good"
	}
	return strings.Join(why, ", ")
}

func count(numbers [][]string) int {
	n := 0
	for _, u := range numbers {
		n += len(u)
	}
	return n
}

func indexes(from, to int) []int {
	out := make([]int, 0, to-from)
	for i := from; i < to; i++ {
		out = append(out, i)
	}
	return out
}

// evidence says in words what speaks for a bead: the share of its words that the
// table ties to a word of the other side, its length against the usual one, and how
// many of its numbers both sides have.
func (m *model) evidence(r region) string {
	s := fmt.Sprintf("words %.2f, length %.2f", m.explained(r),
		(m.en.sum[r.e1]-m.en.sum[r.e0])/m.ratio/(m.zh.sum[r.z1]-m.zh.sum[r.z0]))
	if shared, all := m.sharedNumbers(r.z0, r.z1, r.e0, r.e1); all > 0 {
		s += fmt.Sprintf(", numbers %d/%d", shared, all)
	}
	if r.z1-r.z0 == 1 && r.e1-r.e0 == 1 {
		if l := m.zh.units[r.z0].Label; l != "" && l == m.en.units[r.e0].Label {
			s += ", same heading number"
		}
	}
	return s
}

// explained returns the share of a bead's words, both sides together, that have a tie
// worth mentioning on the other side.
func (m *model) explained(r region) float64 {
	const worth = 0.05
	const foreign, present, known = 0, 1, 2
	m.here = sized(m.here, len(m.en.types))
	all, n := 0, 0
	for _, bag := range m.en.bags[r.e0:r.e1] {
		for _, e := range bag {
			if m.here[e] == foreign {
				m.here[e], all = present, all+1
			}
		}
	}
	for _, bag := range m.zh.bags[r.z0:r.z1] {
		for _, z := range bag {
			all++
			explained := false
			for _, p := range m.table[z] {
				if m.here[p.e] != foreign && max(p.toE, p.toZ) >= worth {
					explained, m.here[p.e] = true, known
				}
			}
			if explained {
				n++
			}
		}
	}
	for _, bag := range m.en.bags[r.e0:r.e1] {
		for _, e := range bag {
			if m.here[e] == known {
				n++
			}
			m.here[e] = foreign
		}
	}
	if all == 0 {
		return 0
	}
	return float64(n) / float64(all)
}
