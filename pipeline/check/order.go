package check

import (
	"fmt"
	"slices"
	"strings"

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
	x := &exchange{view: v, zhFigures: v.zh.figures(), enFigures: v.en.figures(), terms: map[int]terms{}}
	told := map[int]bool{}
	for i := range v.pairs {
		for j := i + 1; j <= i+2 && j < len(v.pairs) && !told[i]; j++ {
			p, q := v.pairs[i], v.pairs[j]
			if told[j] || !exchangeable(p, q) || x.turned(p, q) || x.fromBase(p, q) {
				continue
			}
			severity := silent
			if j == i+1 && (x.roles(p, q) || x.movement(p, q) || x.list(p, q) || x.words(p, q)) {
				severity = duizhao.SeverityError
			} else if x.crossing(p, q) {
				severity = x.crosswise(p, q)
			}
			if severity != silent {
				told[i], told[j] = true, true
				out = append(out, v.exchanged(p, q, severity))
			}
		}
	}
	return out
}

// exchanged tells that the figures of p and q have changed places.
func (v *view) exchanged(p, q pairing, s duizhao.Severity) duizhao.Finding {
	why := duizhao.Bilingual{
		Zh: fmt.Sprintf("与“%s”互换了位置", q.zh.Text),
		En: fmt.Sprintf("the figure has changed places with %s", q.en.Text),
	}
	if s == duizhao.SeverityWarning {
		why = duizhao.Bilingual{
			Zh: fmt.Sprintf("与“%s”的先后次序与中文相反，可能互换了位置", q.zh.Text),
			En: fmt.Sprintf("it stands in the other order to %s than in Chinese; the two may have changed places", q.en.Text),
		}
	}
	return v.tell(p, s, why, shouldRead(q.zh.Quantity))
}

// exchangeable reports whether p and q, near each other in Chinese, are figures of one
// kind that could be taken for each other.
func exchangeable(p, q pairing) bool {
	return p.Bead >= 0 && p.Bead == q.Bead && p.zh.Kind == q.zh.Kind && (p.zh.Unit == q.zh.Unit || p.En > q.En) &&
		p.zh.Kind != duizhao.Year && p.zh.Kind != duizhao.Label && p.zh.Kind != duizhao.Date &&
		p.relation.Same() && q.relation.Same() && !p.zh.Value.Equal(q.zh.Value)
}

// exchange looks for what tells that two figures have changed places.
type exchange struct {
	*view
	zhFigures, enFigures *figures
	association          *association  // made when first needed
	terms                map[int]terms // by Chinese quantity
}

// terms are the words that belong to the figures of a pair alone.
type terms struct{ zh, en []string }

// apart returns the terms of p and q, without those that are of both.
func (x *exchange) apart(p, q pairing) (a, b terms) {
	a, b = x.termsOf(p), x.termsOf(q)
	return terms{unlike(a.zh, b.zh), unlike(a.en, b.en)}, terms{unlike(b.zh, a.zh), unlike(b.en, a.en)}
}

func (x *exchange) termsOf(p pairing) terms {
	t, ok := x.terms[p.Zh]
	if !ok {
		t.zh, t.en = x.cells(p.Pair)
		x.terms[p.Zh] = t
	}
	return t
}

// crossed reports whether the figures of p and q, neighbours in both languages,
// stand in the other order in English.
func crossed(p, q pairing) bool { return p.En == q.En+1 }

// roles reports whether one figure is a level in Chinese and a change in English,
// and the other the reverse: 72.64件，提高10.33件 as "10.33, 72.64 more".
func (x *exchange) roles(p, q pairing) bool {
	a, b := x.zhFigures.role(p.Zh), x.zhFigures.role(q.Zh)
	return crossed(p, q) && a != b && a != "" && b != "" && !loose(a) && !loose(b) &&
		x.enFigures.role(p.En) == b && x.enFigures.role(q.En) == a
}

// fromBase reports whether p is what q is more than: 比9.34亿增加5.82亿, "582 million more
// than the 934 million".
func (x *exchange) fromBase(p, q pairing) bool {
	before := strings.ToLower(strings.TrimSpace(p.enBefore))
	return crossed(p, q) && x.zhFigures.comparedTo(p.Zh) && (strings.HasSuffix(before, "than") || strings.HasSuffix(before, "than the"))
}

// loose reports whether r is a role that one language may see where the other sees
// a plain level.
func loose(r duizhao.Role) bool { return r == duizhao.OfWhich || r == duizhao.Target }

// movement reports whether both languages go from one figure to the other, but in
// opposite directions.
func (x *exchange) movement(p, q pairing) bool {
	return crossed(p, q) && x.zhFigures.fromTo(p.Zh, q.Zh) && x.enFigures.fromTo(q.En, p.En)
}

// joints are all that stands between two figures said respectively.
var joints = []string{"和", "、", "与", "及", "and", ",", ", and"}

// list reports whether both languages list the two figures with nothing between
// them, in opposite orders, and say respectively.
func (x *exchange) list(p, q pairing) bool {
	if !crossed(p, q) {
		return false
	}
	zh := strings.TrimSpace(x.zhFigures.between(p.Zh, q.Zh))
	en := strings.TrimSpace(x.enFigures.between(q.En, p.En))
	return slices.Contains(joints, zh) && slices.Contains(joints, en) && x.dealt(p, q)
}

// dealt reports whether the sentences of p or q deal out their figures one by one.
func (x *exchange) dealt(p, q pairing) bool {
	return strings.Contains(x.view.zh.sentenceText(p.Zh), "分别") || strings.Contains(x.view.en.sentenceText(q.En), "respectively")
}

// turned reports whether the two figures before p's and q's, to which these belong
// respectively, stand in the other order in English too: 87件216人，分别上升11.5%和8.0%,
// "216 persons in 87 cases, up by 8.0% and 11.5% respectively".
func (x *exchange) turned(p, q pairing) bool {
	if !crossed(p, q) || !x.dealt(p, q) {
		return false
	}
	first, last := min(p.Zh, q.Zh), min(p.En, q.En)
	one, other := x.partner(first-2), x.partner(first-1)
	return one >= 0 && other >= 0 && one == other+1 && one < last
}

// partner returns the English quantity that Chinese quantity i is paired with, or -1.
func (x *exchange) partner(i int) int {
	for _, p := range x.pairs {
		if p.Zh == i {
			return p.En
		}
	}
	return -1
}

// clear is the strength of words that speak for an exchange by themselves, and
// hint that of words that do so where the figures stand in the other order.
const (
	clear = 0.5
	hint  = 0.3

	// Where one figure has no words of its own, those of the other must be sure.
	sure  = 0.7
	faint = 0.15
)

// outOf stands in English between a part and its whole, which Chinese names first:
// 10人中有1人, "one in 10".
var outOf = []string{"in", "in every", "out of", "out of every", "of", "of the"}

// words reports whether the words beside p's and q's figures belong together
// crosswise.
func (x *exchange) words(p, q pairing) bool {
	if crossed(p, q) && slices.Contains(outOf, strings.TrimSpace(x.enFigures.between(q.En, p.En))) {
		return false
	}
	if x.association == nil {
		x.association = associate(x.view)
	}
	a := x.association
	s, t := x.apart(p, q)
	one := a.strength(s.zh, t.en, p.Bead)
	if one < clear && !crossed(p, q) {
		return false
	}
	other := a.strength(t.zh, s.en, p.Bead)
	if max(one, other) < clear {
		return false
	}
	straight := max(a.strength(s.zh, s.en, p.Bead), a.strength(t.zh, t.en, p.Bead))
	if across := min(one, other); across >= clear && across > 1.5*straight {
		return true
	}
	return crossed(p, q) && straight < hint && (max(one, other) >= clear && min(one, other) >= hint || max(one, other) >= sure && straight < faint)
}

// turns are what stands in English before the second of two figures whose order it
// turns round with good reason: "rose to 104 from 86", "65 trainees from 14 countries".
var turns = []string{"from", "with", "against", "versus", "than", "in", "in every", "out of", "out of every", "of", "of the", "across", "among"}

// crossing reports whether the figures of p and q stand in one English sentence in the
// other order, and no word between them turns them round.
func (x *exchange) crossing(p, q pairing) bool {
	if p.En <= q.En || x.view.en.sentence[p.En] != x.view.en.sentence[q.En] || p.en.Kind != q.en.Kind || p.zh.Kind == duizhao.Ordinal || p.zh.Kind == duizhao.RankKind {
		return false
	}
	if exactly(p.zh.Qualifier) != exactly(q.zh.Qualifier) && p.verdict == "" && q.verdict == "" {
		return false // each figure has taken its own qualifier along
	}
	between := strings.ToLower(x.enFigures.between(q.En, p.En))
	if k := strings.LastIndexAny(between, ",;:"); k >= 0 {
		between = between[k+1:]
	}
	last := strings.TrimSpace(between)
	return !slices.ContainsFunc(turns, func(w string) bool { return last == w || strings.HasSuffix(last, " "+w) })
}

// crosswise weighs the words beside two figures that stand in the other order: an
// error where they speak for an exchange, a warning where they say nothing, silent
// where they speak for the text as it is.
func (x *exchange) crosswise(p, q pairing) duizhao.Severity {
	if x.association == nil {
		x.association = associate(x.view)
	}
	a := x.association
	s, t := x.apart(p, q)
	strength := func(zh, en []string) float64 { return min(1, a.strength(zh, en, p.Bead)) }
	across, asIs := strength(s.zh, t.en)+strength(t.zh, s.en), strength(s.zh, s.en)+strength(t.zh, t.en)
	switch {
	case across >= clear && across-asIs >= hint:
		return duizhao.SeverityError
	case across >= asIs && p.zh.Unit == q.zh.Unit && p.en.Unit == q.en.Unit:
		return duizhao.SeverityWarning
	}
	return silent
}
