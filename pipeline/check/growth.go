package check

import (
	"slices"
	"strings"

	"duizhao"
	"duizhao/internal/nearby"
)

// growths finds a level with both its change and its growth: 1.41万件，增加2631件，
// 增长22.9%.
func (f *figures) growths(sentence []int) (out []Relation) {
	level, change, growth := -1, -1, -1
	for _, i := range sentence {
		switch f.role(i) {
		case duizhao.Level, duizhao.OfWhich:
			if k := f.quantity(i).Kind; (k == duizhao.Count || k == duizhao.Money || k == duizhao.Duration) && !f.comparedTo(i) {
				level, change, growth = i, -1, -1
			}
			continue
		case duizhao.Change:
			change = i
		case duizhao.Growth:
			growth = i
			if containsAny(strings.ToLower(f.lead(i)), yearly) {
				growth = -1
			}
		default:
			continue
		}
		if level < 0 || change < 0 || growth < 0 || !f.sameYardstick(change, growth) {
			continue
		}
		if strings.ContainsAny(f.between(min(change, growth), max(change, growth)), ";；") {
			change, growth = -1, -1 // behind a semicolon another thing grows
			continue
		}
		if f.exact(level) && f.exact(change) && f.exact(growth) && f.alike(level, change) && f.quantity(growth).Kind == duizhao.Percent {
			r := f.relate(GrowthRate, growthOf(f.down(change)), growth, level, change)
			r.firm = true
			out = append(out, r)
		}
		change, growth = -1, -1
	}
	return out
}

// yearly are words of a growth that is an average over several years.
var yearly = []string{"年均", "平均每年", "每年平均", "年平均", "annual average", "average annual", "annually", "annual growth", "a year on average", "per year"}

// comparedTo reports whether figure i is what a later one is compared to: 比2020年底的
// 9.34亿增加5.82亿.
func (f *figures) comparedTo(i int) bool {
	lead := nearby.ClauseBefore(f.rd, f.quantity(i), baseReach)
	from := max(strings.LastIndex(lead, "比"), strings.LastIndex(lead, "较"))
	return from >= 0 && strings.HasSuffix(strings.TrimSpace(lead), "的") && !strings.HasPrefix(lead[from:], "比重") && !strings.HasPrefix(lead[from:], "比例")
}

// baseReach is how far before a figure the word stands that makes it a base, in code
// points.
const baseReach = 20

// sameYardstick reports whether change and growth are said of one thing against
// one year.
func (f *figures) sameYardstick(change, growth int) bool {
	a, b := f.roles[change], f.roles[growth]
	return (a.Comparison == b.Comparison || a.Comparison == "" || b.Comparison == "") &&
		(a.Indicator == b.Indicator || a.Indicator == "" || b.Indicator == "") && f.down(change) == f.down(growth)
}

// startOf and goesTo are the words of a movement from one level to another,
// corrected those of a figure that only was put right.
var (
	startOf   = []string{"由", "从", "from"}
	goesTo    = []string{"至", "到", "为", "to"}
	corrected = []string{"调整为", "修订", "核定", "更正", "revis", "adjust", "correct"}
)

// movements finds two levels with the change or growth between them: 由97天缩短至
// 86天，下降11.3%.
func (f *figures) movements(sentence []int) (out []Relation) {
	for k := 0; k+1 < len(sentence); k++ {
		from, to := sentence[k], sentence[k+1]
		if !f.moves(from, to) {
			continue
		}
		if k+2 < len(sentence) && f.exact(sentence[k+2]) {
			i := sentence[k+2]
			switch {
			case f.role(i) == duizhao.Growth && f.quantity(i).Kind == duizhao.Percent:
				out = append(out, firmly(f.relate(GrowthRate, growthBetween, i, from, to)))
			case f.role(i) == duizhao.Change && f.alike(i, from):
				out = append(out, firmly(f.relate(Difference, difference, i, from, to)))
			}
		}
		if k > 0 && f.counted(sentence[k-1]) && f.partOf(from, sentence[k-1]) {
			if r := f.relate(Difference, difference, sentence[k-1], from, to); r.Holds {
				out = append(out, r) // 新核准5件，由14件增至19件
			}
		}
	}
	return out
}

func firmly(r Relation) Relation {
	r.firm = true
	return r
}

// moves reports whether the text goes from level i to level j, both of which were
// true in their time.
func (f *figures) moves(i, j int) bool {
	return f.exact(i) && f.exact(j) && f.alike(i, j) && f.fromTo(i, j) && !containsAny(f.lead(i)+f.between(i, j), corrected)
}

// fromTo reports whether the words lead from figure i to figure j.
func (f *figures) fromTo(i, j int) bool {
	ends := func(s string, words []string) bool {
		s = strings.TrimSpace(s)
		return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(s, w) })
	}
	return ends(f.lead(i), startOf) && ends(f.between(i, j), goesTo)
}
