package check

import (
	"strings"
	"unicode"

	"duizhao"
)

// rateWords end the name of a rate, and rateNames are such names in English.
var (
	rateWords = []string{"率", "比", "占比", "比例", "比重"}
	rateNames = []string{" rate", " ratio", " proportion", "percentage of"}
)

// maxCounts is how many counts before a rate it may be a rate of.
const maxCounts = 4

// rates finds two counts and what one is of the other in percent: 调解121件，91件
// 调解成功，成功率75%.
func (f *figures) rates(sentence []int) (out []Relation) {
	for k, i := range sentence {
		if !f.exact(i) || f.quantity(i).Kind != duizhao.Percent || f.role(i) == duizhao.Growth || f.role(i) == duizhao.Change {
			continue
		}
		stem, named := f.rateStem(i)
		if !named {
			continue
		}
		if r, ok := f.rate(i, stem, f.countsBefore(sentence[:k])); ok {
			out = append(out, r)
		}
	}
	return out
}

// countsBefore returns the last counts of sentence, the latest first.
func (f *figures) countsBefore(sentence []int) (out []int) {
	for k := len(sentence) - 1; k >= 0 && len(out) < maxCounts; k-- {
		if i := sentence[k]; f.counted(i) && f.quantity(i).Kind == duizhao.Count {
			out = append(out, i)
		}
	}
	return out
}

// rateStem returns the word a rate is named by without its end: 成功 of 成功率.
func (f *figures) rateStem(i int) (stem string, named bool) {
	lead := strings.TrimRight(f.lead(i), "达为是约到了 ")
	if f.rd.Document.Lang == duizhao.English {
		lead = strings.ToLower(lead)
		return lead, containsAny(" "+lead, rateNames) || strings.HasSuffix(lead, "or")
	}
	for _, w := range rateWords {
		if s, ok := strings.CutSuffix(lead, w); ok {
			return s, true
		}
	}
	return "", false
}

// rate returns the two counts that give the percentage i, or, where none do, the
// two its name says.
func (f *figures) rate(i int, stem string, counts []int) (Relation, bool) {
	for a, x := range counts {
		for _, y := range counts[a+1:] {
			if !f.alike(x, y) {
				continue
			}
			for _, pair := range [][2]int{{x, y}, {y, x}} {
				if r := f.relate(Rate, percentOf, i, pair[0], pair[1]); r.Holds {
					return r, true
				}
			}
		}
	}
	if len(counts) < 2 || !f.alike(counts[0], counts[1]) || !f.namesRate(stem, counts[0], counts[1]) {
		return Relation{}, false
	}
	r := f.doubt(Rate, percentOf, i, counts[0], counts[1])
	if ratio := r.Computed; ratio.Cmp(hundred) > 0 && f.value(i).Cmp(hundred) <= 0 && !r.slip {
		return Relation{}, false
	}
	r.firm = r.slip
	return r, r.slip || r.RoundsDown || f.rd.Document.Lang == duizhao.Chinese
}

// namesRate reports whether the words of figure part are those of the rate: 合格
// 1524件，合格率. In English the part must be taken out of the whole.
func (f *figures) namesRate(stem string, part, whole int) bool {
	if f.rd.Document.Lang == duizhao.English {
		text := strings.ToLower(f.between(whole, part) + f.rd.Document.Text[f.quantity(part).Span.End:f.rd.Document.Blocks[f.quantity(part).Block].Span.End])
		return containsAny(text[:min(len(text), 120)], []string{"of which", "of them", "of whom", "conclu", "success", "settled"})
	}
	clause := f.clause(part)
	return strings.ContainsFunc(stem, func(r rune) bool { return unicode.Is(unicode.Han, r) && strings.ContainsRune(clause, r) })
}

// elsewhere are wholes that stand for a place the text gives no figure of.
var elsewhere = []string{"全省", "全国", "世界", "全球", "provinc", "nation", "countr", "world", "china"}

// shares finds a figure with its share of another one of the paragraph: 1.37万件，
// 占授权总量的33.2%.
func (f *figures) shares(sentence []int) (out []Relation) {
	part := -1
	for _, i := range sentence {
		if f.counted(i) {
			part = i
		}
		if f.role(i) != duizhao.Share || part < 0 || !f.exact(i) || f.quantity(i).Kind != duizhao.Percent || f.abroad(i) {
			continue
		}
		if r, ok := f.share(i, part); ok {
			out = append(out, r)
		}
	}
	return out
}

// abroad reports whether the share i is one of a place the report is not about.
func (f *figures) abroad(i int) bool {
	o := f.roles[i]
	return o.Comparison == "province" || o.Comparison == "nation" || o.Comparison == "world" || containsAny(strings.ToLower(f.clause(i)), elsewhere)
}

// share returns what part is part of in percent i: an earlier, larger figure of the
// same block. Where none fits, the nearest one that the words name.
func (f *figures) share(i, part int) (Relation, bool) {
	var named []int
	for _, whole := range f.inBlock[f.quantity(part).Block] {
		if whole >= part || !f.counted(whole) || !f.alike(whole, part) || f.value(whole).Cmp(f.value(part)) <= 0 {
			continue
		}
		if r := f.relate(ShareOf, percentOf, i, part, whole); r.Holds {
			return r, true
		}
		if f.sentence[whole] == f.sentence[part] && f.wholeNamed(i, whole) {
			named = append(named, whole)
		}
	}
	if len(named) != 1 || containsAny(strings.ToLower(f.lead(i)), together) {
		return Relation{}, false
	}
	r := f.doubt(ShareOf, percentOf, i, part, named[0])
	r.firm = r.slip
	return r, r.slip || r.RoundsDown
}

// together are words by which a share is that of several figures.
var together = []string{"合计", "共占", "总共", "两者", "三者", "together", "combined", "in total", "altogether"}

// wholeNamed reports whether the words before the share i, 占授权总量的, name the
// figure whole: two neighbouring characters in common.
func (f *figures) wholeNamed(i, whole int) bool {
	if f.rd.Document.Lang == duizhao.English {
		return false
	}
	_, object, ok := strings.Cut(f.lead(i), "占")
	if !ok {
		return strings.HasSuffix(strings.TrimRight(f.lead(i), "为达"), "占比")
	}
	clause := f.clause(whole)
	for _, pair := range hanPairs(strings.NewReplacer("总量", "", "总数", "", "全部", "", "的", "").Replace(object)) {
		if strings.Contains(clause, pair) {
			return true
		}
	}
	return false
}
