package check

import (
	"slices"
	"strings"
	"unicode"

	"duizhao"
	"duizhao/internal/nearby"
)

// lists are the words that announce the parts of a figure.
var lists = map[duizhao.Lang][]string{
	duizhao.Chinese: {"其中", "包括", "包含", "分别为", "分别是", "：", "中，", "即", "含"},
	duizhao.English: {"including", "of which", "of whom", "of them", "of these", "among", ":", "consisting", "comprising", "namely", "made up of", "were", "comprised"},
}

// stopList are signs behind which no part of the list follows.
var stopList = []string{"；", ";", "。", "其中", "of which"}

// sums finds figures with their parts: a list that is announced, or what was done
// with what was not (批准逮捕5人，不捕2人).
func (f *figures) sums(sentence []int) (out []Relation) {
	for k, whole := range sentence {
		if f.counted(whole) {
			if r, ok := f.list(whole, sentence[k+1:]); ok {
				out = append(out, r)
			}
		}
	}
	out = append(out, f.opposites(sentence)...)
	return append(out, f.outgrown(sentence)...)
}

// maxParts bounds the parts of one list.
const maxParts = 24

// list returns the sum of the parts in rest that the text announces as those of
// whole.
func (f *figures) list(whole int, rest []int) (Relation, bool) {
	var parts []int
	lang := f.rd.Document.Lang
	last, bracket := whole, false
	for _, i := range rest {
		gap := strings.ToLower(f.between(last, i))
		if len(parts) == 0 && !containsAny(gap, lists[lang]) && !strings.HasSuffix(strings.ToLower(f.lead(whole)), "of the") || len(parts) > 0 && containsAny(gap, stopList) {
			break
		}
		if bracket && strings.ContainsAny(gap, ")）") || len(parts) > 0 && lang == duizhao.English && !joined(gap) {
			break
		}
		bracket = bracket || strings.LastIndexAny(gap, "(（") > strings.LastIndexAny(gap, ")）")
		last = i
		if f.role(i) == duizhao.Share || f.role(i) == duizhao.Growth || f.role(i) == duizhao.Change {
			continue
		}
		if !f.counted(i) || !f.partOf(whole, i) {
			if len(parts) == 0 {
				return Relation{}, false
			}
			if lang == duizhao.Chinese && f.quantity(i).Kind == f.quantity(whole).Kind {
				continue // 5件5人: another unit between
			}
			break
		}
		if parts = append(parts, i); len(parts) == maxParts {
			break
		}
	}
	return f.bestSum(whole, parts)
}

// joined reports whether an English number follows the words of the part before it
// as the next of a list does: no verb stands before it.
func joined(gap string) bool {
	gap = strings.TrimRight(gap, " (\"“")
	return strings.HasSuffix(gap, ",") || strings.HasSuffix(gap, " and") || strings.HasSuffix(gap, ";") || strings.HasSuffix(gap, "%") || gap == "and"
}

func (f *figures) partOf(whole, part int) bool {
	if f.rd.Document.Lang == duizhao.English {
		return f.quantity(whole).Kind == f.quantity(part).Kind && f.quantity(whole).Currency == f.quantity(part).Currency
	}
	return f.alike(whole, part)
}

// bestSum returns the sum over the first parts that give whole, or over all of
// them where none do and the list looks complete.
func (f *figures) bestSum(whole int, parts []int) (Relation, bool) {
	for n := len(parts); n >= 2; n-- {
		if r := f.relate(Sum, sum, whole, parts[:n]...); r.Holds {
			return r, true
		}
	}
	if len(parts) < 2 {
		return Relation{}, false
	}
	r := f.doubt(Sum, sum, whole, parts...)
	r.firm = len(parts) >= 3 && r.slip && r.Computed.Cmp(f.value(whole)) > 0
	return r, f.closeTo(&r)
}

// closeTo reports whether a sum that fails fails as by a slip: three parts and
// more, or two of three digits, that all but give the whole. Parts of a list may
// overlap and need not be all, so that nothing else can be said of them.
func (f *figures) closeTo(r *Relation) bool {
	whole := f.value(r.Whole)
	if f.open(r) && r.Computed.Cmp(whole) <= 0 {
		return false
	}
	large := !slices.ContainsFunc(r.Parts, func(i int) bool { return f.value(i).Cmp(hundred) < 0 })
	if len(r.Parts) < 3 && !(large && r.slip) {
		return false
	}
	off := r.Computed.Sub(whole)
	near := off.Abs().Mul(duizhao.NewDecimal(10, 0)).Cmp(whole) <= 0
	if off.Sign() > 0 {
		return r.slip || near
	}
	return near && (r.slip || len(r.Parts) >= 3)
}

// open reports whether the parts of r need not be all: the text picks them out of the
// whole (其中, "among them") and says nowhere that there are no others.
func (f *figures) open(r *Relation) bool {
	last := r.Parts[len(r.Parts)-1]
	lead := strings.ToLower(f.between(r.Whole, r.Parts[0]))
	return containsAny(lead, openLists[f.rd.Document.Lang]) && !containsAny(strings.ToLower(f.between(r.Whole, last)), closedLists[f.rd.Document.Lang])
}

// openLists announce parts that need not be all, closedLists say that they are.
var (
	openLists = map[duizhao.Lang][]string{
		duizhao.Chinese: {"其中", "包括", "包含", "中，", "含"},
		duizhao.English: {"including", "of which", "of whom", "of them", "of these", "among"},
	}
	closedLists = map[duizhao.Lang][]string{
		duizhao.Chinese: {"其余", "余下", "全部为", "均为", "分别为", "分别是", "其他", "其它"},
		duizhao.English: {"the rest", "the remaining", "respectively", "other"},
	}
)

// opposites finds a whole of which one part was done and the other was not.
func (f *figures) opposites(sentence []int) (out []Relation) {
	for k, b := range sentence {
		if !f.counted(b) || !f.negated(b) {
			continue
		}
		a := f.lastAlike(sentence[:k], b, func(i int) bool { return f.opposite(i, b) })
		if a < 0 {
			continue
		}
		before := sentence[:slices.Index(sentence, a)]
		whole := f.lastAlike(before, b, func(i int) bool { return f.relate(Sum, sum, i, a, b).Holds })
		if whole < 0 {
			whole = f.lastAlike(before, b, func(i int) bool { return f.value(i).Cmp(f.value(a)) >= 0 })
		}
		if whole < 0 {
			continue
		}
		r := f.doubt(Sum, sum, whole, a, b)
		r.firm = r.Computed.Cmp(f.value(whole)) > 0
		out = append(out, r)
	}
	out = f.parallel(out)
	return slices.DeleteFunc(out, func(r Relation) bool { return !r.Holds && (!r.firm && !r.slip || !f.takenIn(r.Whole)) })
}

// intakes are words of what comes in to be decided, one way or the other.
var intakes = map[duizhao.Lang][]string{
	duizhao.Chinese: {"受理", "收到", "接收", "审查", "提请", "移送", "办理", "审结", "审核", "抽检", "检查", "检测", "检验", "申请", "查办", "共"},
	duizhao.English: {"accept", "receiv", "review", "handl", "request", "submit", "transferred", "referred", "examin", "inspect", "sampl", "test", "conclud", "appl", "total", "heard", "dealt"},
}

// takenIn reports whether the words before figure i say that it came in to be decided:
// only then must what was done and what was not add up to it.
func (f *figures) takenIn(i int) bool {
	q := f.quantity(i)
	lang, text := f.rd.Document.Lang, strings.ToLower(f.rd.Document.Text[f.clauseStart(i):q.Span.End])
	if lang == duizhao.Chinese {
		text = f.lead(i)
	}
	return containsAny(text, intakes[lang])
}

func (f *figures) lastAlike(list []int, to int, ok func(int) bool) int {
	for k := len(list) - 1; k >= 0; k-- {
		if i := list[k]; f.counted(i) && f.alike(i, to) && f.quantity(i).Unit == f.quantity(to).Unit && ok(i) {
			return i
		}
	}
	return -1
}

// negations begin the words of what was not done.
var negations = map[duizhao.Lang][]string{
	duizhao.Chinese: {"不", "未"},
	duizhao.English: {"disapprov", "not to ", "unqualified", "were not", "was not"},
}

func (f *figures) negated(i int) bool {
	lead := strings.ToLower(f.lead(i))
	if f.rd.Document.Lang == duizhao.English {
		return containsAny(strings.ToLower(f.rd.Document.Text[f.clauseStart(i):f.quantity(i).Span.Start]), negations[duizhao.English])
	}
	return slices.ContainsFunc(negations[duizhao.Chinese], func(w string) bool { return strings.HasPrefix(strings.TrimLeft(lead, "，、及和"), w) })
}

// clauseStart returns where the words of figure i begin: behind the last comma.
func (f *figures) clauseStart(i int) int {
	q := f.quantity(i)
	start := f.rd.Document.Blocks[q.Block].Span.Start
	if k := f.sentence[i]; k >= 0 {
		start = f.rd.Sentences[k].Span.Start
	}
	if at := strings.LastIndex(f.rd.Document.Text[start:q.Span.Start], ","); at >= 0 {
		return start + at
	}
	return start
}

// opposite reports whether figures a and b are named by one word, the second time
// with a negation: 批准逮捕 and 不捕.
func (f *figures) opposite(a, b int) bool {
	if f.rd.Document.Lang == duizhao.English {
		return true
	}
	in := map[rune]bool{}
	for _, r := range f.lead(a) {
		in[r] = unicode.Is(unicode.Han, r)
	}
	return !f.negated(a) && strings.ContainsFunc(strings.TrimLeft(f.lead(b), "不未"), func(r rune) bool { return in[r] })
}

// parallel makes a sum firm beside which the same parts hold in another unit: 7件7
// 人, of which 5件5人 and 2件2人.
func (f *figures) parallel(sums []Relation) []Relation {
	for i := range sums {
		for j := range sums {
			a, b := &sums[i], &sums[j]
			if !a.Holds && b.Holds && len(a.Parts) == len(b.Parts) && adjacent(a.Whole, b.Whole) && adjacent(a.Parts[0], b.Parts[0]) {
				a.firm = true
			}
		}
	}
	return sums
}

func adjacent(i, j int) bool { return i-j == 1 || j-i == 1 }

// outgrown finds a part that is larger than all it could be a part of: 受理1524件，
// 其中合格1836件.
func (f *figures) outgrown(sentence []int) (out []Relation) {
	for k, part := range sentence {
		if k == 0 || f.sentence[part] < 0 || !f.counted(part) || f.average(part) || !f.takenOut(sentence[k-1], part) {
			continue
		}
		whole := -1
		for _, i := range f.within[f.sentence[part]] {
			if i < part && f.quantity(i).Value.Valid() && !f.average(i) && f.alike(i, part) && (whole < 0 || f.value(i).Cmp(f.value(whole)) > 0) {
				whole = i
			}
		}
		if whole >= 0 && f.value(part).Cmp(f.value(whole)) > 0 && f.alike(sentence[k-1], part) {
			r := f.relate(PartOf, sum, whole, part)
			r.firm = f.value(part).Cmp(f.value(whole).Add(f.value(whole))) < 0 // else it may be of something unsaid
			out = append(out, r)
		}
	}
	return out
}

// takenOut reports whether the words take figure part out of the one before it.
func (f *figures) takenOut(before, part int) bool {
	gap := strings.ToLower(f.between(before, part))
	if f.rd.Document.Lang == duizhao.Chinese {
		return strings.Contains(gap, "其中") || strings.HasPrefix(strings.TrimLeft(gap, "（(，, "), "含")
	}
	behind := nearby.Behind(f.rd, f.quantity(part), 10)
	gap = strings.TrimSpace(gap)
	return strings.HasSuffix(gap, "of which") || strings.HasSuffix(gap, ", including") || strings.HasSuffix(strings.ToLower(strings.TrimSpace(f.lead(before))), "of the") && strings.HasSuffix(gap, ",") || startsWithAny(strings.TrimSpace(behind), partOf)
}

// average reports whether figure i is one of each, not one of all.
func (f *figures) average(i int) bool {
	return f.quantity(i).Value.Exponent() < 0 && resolution(f.quantity(i)).Cmp(one) < 0 ||
		containsAny(strings.ToLower(f.lead(i)), []string{"平均", "每", "人均", "均", "average", "per "})
}
