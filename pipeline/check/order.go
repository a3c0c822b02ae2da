package check

import (
	"fmt"

	"duizhao"
)

// order reports two figures that have changed places: 刑事163件、行政83件 as "83
// criminal and 163 administrative". Both values are in both languages, so only the
// words beside them tell. What goes with what is learned from the rest of the
// report, and the words must speak clearly against both figures.
func order(v *view) []duizhao.Finding {
	if v.zh == nil || v.en == nil {
		return nil
	}
	var out []duizhao.Finding
	var a *association
	for i := 0; i+1 < len(v.pairs); i++ {
		p, q := v.pairs[i], v.pairs[i+1]
		if !exchangeable(p, q) {
			continue
		}
		if a == nil {
			a = associate(v)
		}
		if v.exchanged(a, p, q) {
			why := duizhao.Bilingual{
				Zh: fmt.Sprintf("与“%s”互换了位置", q.zh.Text),
				En: fmt.Sprintf("the figure has changed places with %s", q.en.Text),
			}
			out = append(out, v.tell(p, duizhao.SeverityError, why, shouldRead(q.zh.Quantity)))
			i++
		}
	}
	return out
}

// exchangeable reports whether p and q, neighbours in Chinese, are figures of one
// kind that could be taken for each other.
func exchangeable(p, q pairing) bool {
	return p.Bead >= 0 && p.Bead == q.Bead && p.zh.Kind == q.zh.Kind && p.zh.Unit == q.zh.Unit &&
		p.zh.Kind != duizhao.Year && p.zh.Kind != duizhao.Label && p.zh.Kind != duizhao.Date &&
		p.relation.Same() && q.relation.Same() && !p.zh.Value.Equal(q.zh.Value)
}

// clear is the strength of words that speak for an exchange.
const clear = 0.5

// exchanged reports whether the words beside p's and q's figures belong together
// crosswise.
func (v *view) exchanged(a *association, p, q pairing) bool {
	pz, pe := v.cells(p.Pair)
	qz, qe := v.cells(q.Pair)
	pz, qz = unlike(pz, qz), unlike(qz, pz)
	pe, qe = unlike(pe, qe), unlike(qe, pe)
	across := min(a.strength(pz, qe, p.Bead), a.strength(qz, pe, p.Bead))
	straight := max(a.strength(pz, pe, p.Bead), a.strength(qz, qe, p.Bead))
	return across >= clear && across > 1.5*straight
}
