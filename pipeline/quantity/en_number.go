package quantity

import (
	"strings"

	"duizhao"
)

// number records the cardinal n with its unit, range, currency and qualifier.
func (e *en) number(n numeral) int {
	s := e.s
	if backWord(s, n.start, "per") < n.start || backWord(s, n.start, "every") < n.start && n.is(scaled|grouped) {
		return n.end // per 10,000 people: a denominator
	}
	if end := e.span(n); end > n.start {
		return end
	}
	q := duizhao.Quantity{
		Numeral: duizhao.Span{Start: n.start, End: n.end}, Kind: duizhao.Count,
		Value: n.value, Precision: n.precision(), Malformed: n.broken != "", Reason: n.broken,
	}
	end := n.end
	plus := false
	if byteAt(s, end) == '+' && !isDigit(byteAt(s, end+1)) && !isLetter(byteAt(s, end+1)) {
		plus, end = true, end+1
	}
	for _, w := range [...]string{"-plus", "-odd"} {
		if foldAt(s, end, w) && !isLetter(byteAt(s, end+len(w))) {
			plus, end = true, end+len(w)
		}
	}
	start := currencyBefore(s, n.start, e.pos)
	q.UnitSpan = duizhao.Span{Start: start, End: n.start}
	if start < n.start {
		q.Currency = currencyCode(s[start:n.start])
		q.UnitSpan.End = start + len(strings.TrimRight(s[start:n.start], " \u00a0"))
		q.Kind, q.Unit = duizhao.Money, q.Currency
	}
	u, us := unitEn(s, end)
	drop := false
	switch {
	case us.Empty() || u.class == classMultiple:
		drop = e.counted(&q, n, &end, u, us, plus)
	case u.class == classMoney:
		if q.Currency == "" {
			q.Currency, q.UnitSpan = u.currency, us
		}
		q.Kind, q.Unit, end = duizhao.Money, q.Currency, us.End
	case q.Kind == duizhao.Money:
	default:
		q.Unit, q.UnitSpan, end = u.id, us, us.End
		q.Kind = kindOf[u.class]
		drop = u.class == classCount && byteAt(s, n.end) == '-' && u.id == "person"
		if u.class == classDuration && foldAt(s, end, " and a half") {
			q.Value, q.Precision, end = q.Value.Add(duizhao.NewDecimal(5, -1)), places[11], end+len(" and a half")
		}
	}
	if drop {
		return n.end
	}
	if plus {
		q.Qualifier = duizhao.Over
	}
	e.signed(&q, &start)
	if at := backWord(s, start, "top"); q.Kind == duizhao.RankKind && at >= e.pos {
		start = at
	}
	before, from := e.qualifier(start)
	if q.Kind == duizhao.Duration && before == duizhao.Over && (endsFold(s, start, "over ") || endsFold(s, start, "over the ")) || q.Kind == duizhao.Year {
		before, from = duizhao.Exact, start // over 3 years: in their course
	}
	if q.Qualifier == "" || q.Qualifier == duizhao.Exact {
		q.Qualifier = before
	}
	if after, to := afterEn(s, end); after != duizhao.Exact && q.Kind != duizhao.Year {
		end = to
		if q.Qualifier == duizhao.Exact {
			q.Qualifier = after
		}
	}
	q.Span = duizhao.Span{Start: from, End: max(end, q.UnitSpan.End)}
	if q.Kind == duizhao.Year {
		e.yearEnd(&q)
	}
	return e.add(q)
}

var kindOf = map[unitClass]duizhao.Kind{
	classPercent: duizhao.Percent, classPoint: duizhao.PercentagePoint, classDuration: duizhao.Duration, classCount: duizhao.Count,
}

// signed reads a minus before the numeral.
func (e *en) signed(q *duizhao.Quantity, start *int) {
	if *start != q.Numeral.Start || !q.Value.Valid() {
		return
	}
	for _, w := range [...]string{"-", "−", "minus ", "negative "} {
		at := *start - len(w)
		if at < e.pos || !endsFold(e.s, *start, w) {
			continue
		}
		if c := byteAt(e.s, at-1); c != 0 && c != ' ' && c != '(' && c != '\n' && c != '\t' && c != '|' {
			return
		}
		q.Value = duizhao.NewDecimal(0, 0).Sub(q.Value)
		q.Numeral.Start, *start = at, at
		return
	}
}

// counted settles a number without a unit of measure: a year, a place among the
// top, a multiple, or a count of the noun that follows. It reports whether the
// number is none after all.
func (e *en) counted(q *duizhao.Quantity, n numeral, end *int, u unit, us duizhao.Span, plus bool) (drop bool) {
	s := e.s
	if q.Kind == duizhao.Money {
		return false
	}
	if backWord(s, n.start, "top") < n.start {
		q.Kind, q.Unit = duizhao.RankKind, "top"
		return false
	}
	if u.class == classMultiple {
		word := us.Of(s)
		if word != "times" && word != "time" {
			q.Kind, q.Unit, q.UnitSpan, *end = duizhao.MultipleKind, u.id, us, us.End
			return false
		}
		q.Unit, q.UnitSpan, *end = "time", us, us.End
		if word == "times" && (compares(s, us.End) || n.is(pointed) && !n.is(scaled) || backWord(s, n.start, "by") < n.start || backWord(s, n.start, "to") < n.start) {
			q.Kind, q.Unit = duizhao.MultipleKind, "times"
		}
		return word == "time" && n.is(words)
	}
	if n.is(words) && e.noNumber(n) {
		return true
	}
	hyphen := *end == n.end && byteAt(s, n.end) == '-' && isLetter(byteAt(s, n.end+1))
	if backWord(s, n.start, "aged") < n.start || backWord(s, n.start, "age") < n.start {
		q.Unit = "year_of_age"
		return false
	}
	if n.is(arabic) && globalList(s, n) {
		q.Kind, q.Unit = duizhao.RankKind, "top" // the Fortune 500
		return false
	}
	if hyphen && n.is(words) && !n.is(scaled) {
		return true // three-tier, one-stop
	}
	if yearLike(n) && n.value.Cmp(recent) >= 0 && e.yearContext(n) {
		q.Kind, q.Unit = duizhao.Year, "year"
		return false
	}
	if hyphen {
		return false
	}
	one := q.Value.Equal(duizhao.NewDecimal(1, 0))
	head, span := headNoun(s, spaceEnd(s, *end), one)
	if one && n.is(words) && head == "" && !e.pronounCounts(n.end) {
		if head, span = unknownNoun(s, spaceEnd(s, n.end)); head == "" {
			return true
		}
	}
	if n.is(words) && n.value.Sign() == 0 && head == "" {
		return true // zero tolerance
	}
	q.Unit, q.UnitSpan = head, span
	e.times(q)
	return false
}

// times reads "(times)" behind the noun, which translates 人次 and 个次: every
// occasion was counted.
func (e *en) times(q *duizhao.Quantity) {
	at := spaceEnd(e.s, q.UnitSpan.End)
	for _, w := range [...]string{"(times)", "(person-times)", "(visits)"} {
		if q.Unit != "" && foldAt(e.s, at, w) {
			q.Unit, q.UnitSpan.End = timesUnit(q.Unit), at+len(w)
			return
		}
	}
}

func timesUnit(noun string) string {
	for _, w := range [...]string{"enforcer", "officer", "official", "technician", "person", "student", "trainee", "participant", "resident", "farmer", "worker", "employee"} {
		if noun == w {
			return "person_time"
		}
	}
	return noun + "_time"
}

// yearContext reports whether the four digits n stand where a year does.
func (e *en) yearContext(n numeral) bool {
	s := e.s
	for _, w := range [...]string{"in", "of", "since", "by", "during", "for", "until", "before", "after", "from", "to", "year", "early", "late", "mid", "the", "throughout", "between", "and", "with", "through", "than", "at", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"} {
		if backWord(s, n.start, w) < n.start {
			next := spaceEnd(s, n.end)
			if (w == "the" || w == "of" || w == "to" || w == "by" || w == "and" || w == "at" || w == "than" || w == "for" || w == "with") && lowerPlural(s, next) {
				return false
			}
			return true
		}
	}
	if named(s, n.start) {
		return true // Beijing 2022 trademarks
	}
	if q, at := qualifierEn(s, n.start, e.pos); q != duizhao.Exact && at < n.start {
		if q == duizhao.Over && endsFold(s, n.start, "over ") && grownBefore(s, at) {
			return true // growth over 2021
		}
		last := len(e.out) - 1 // 12% over 2021
		return last >= 0 && e.out[last].Kind == duizhao.Percent && spaceEnd(s, e.out[last].Span.End) == at
	}
	switch next := byteAt(s, spaceEnd(s, n.end)); {
	case next == 0, next == ',', next == '.', next == ')', next == ';', next == ':', next == '"', next == '\'', next >= 0x80, next == '/', next == '-':
		return true
	case next >= 'A' && next <= 'Z':
		return true
	}
	return !lowerPlural(s, spaceEnd(s, n.end))
}

// named reports whether a capitalised word of a name, which does not begin the
// sentence, stands before s[i:].
func named(s string, i int) bool {
	end := i
	for end > 0 && s[end-1] == ' ' {
		end--
	}
	start := end
	for start > 0 && isLetter(s[start-1]) {
		start--
	}
	if end == i || end-start < 3 || s[start] > 'Z' || start < 2 || s[start-1] != ' ' {
		return false
	}
	c := s[start-2]
	return isLetter(c) || c == ',' || c == '\''
}

func lowerPlural(s string, i int) bool {
	head, _ := headNoun(s, i, false)
	return head != "" && s[i] >= 'a'
}

// yearEnd turns "the end of 2022" into the date of its last day.
func (e *en) yearEnd(q *duizhao.Quantity) {
	s, at := e.s, q.Numeral.Start
	for _, w := range [...]string{"the end of the year ", "the end of year ", "the end of ", "end of ", "year-end ", "end-", "the close of "} {
		if k := at - len(w); k >= e.pos && foldAt(s, k, w) && !isLetter(byteAt(s, k-1)) {
			d := isoDate{int(q.Value.Float()), 12, 31}
			*q = duizhao.Quantity{Kind: duizhao.Date, Reason: datePrefix + d.String(), Span: duizhao.Span{Start: k, End: q.Span.End}, Numeral: duizhao.Span{Start: k, End: q.Numeral.End}}
			return
		}
	}
}

// noNumber reports whether the number words of n are a pronoun or part of a
// saying: no one, one of the, this one, one another.
func (e *en) noNumber(n numeral) bool {
	if !n.is(single) || !foldAt(e.s, n.start, "one") {
		return false
	}
	for _, w := range [...]string{"no", "this", "that", "which", "each", "every", "any", "the", "last", "next", "another", "some", "number", "as", "no.", "good", "bad", "new", "old", "first", "second", "only", "by", "it", "such"} {
		if backWord(e.s, n.start, w) < n.start && !(w == "as" || w == "by") {
			return w != "the" && w != "only" || !e.nounFollows(n.end)
		}
	}
	at := spaceEnd(e.s, n.end)
	for _, w := range [...]string{"of", "another", "or", "by", "can", "must", "should", "may", "might", "could", "would", "cannot", "to", "on"} {
		if foldAt(e.s, at, w) && !isLetter(byteAt(e.s, at+len(w))) {
			return true
		}
	}
	return byteAt(e.s, n.end) == '\'' || has(e.s, n.end, "’")
}

func (e *en) nounFollows(i int) bool {
	head, _ := headNoun(e.s, spaceEnd(e.s, i), true)
	return head != ""
}

// pronounCounts reports whether a verb or "among" behind s[i:] makes "one" a count
// of something named before: of the cases, one was ...
func (e *en) pronounCounts(i int) bool {
	at := spaceEnd(e.s, i)
	for _, w := range [...]string{"was", "were", "is", "among", "won", "has", "in", "joint", "new", "more", "national", "provincial", "from"} {
		if foldAt(e.s, at, w) && !isLetter(byteAt(e.s, at+len(w))) {
			return true
		}
	}
	return false
}

// span reads a range whose lower end is n: 3 to 5, 16-20 years, between 3 and 5.
func (e *en) span(n numeral) int {
	s := e.s
	if n.broken != "" {
		return n.start
	}
	lead, low := e.rangeLead(n.start), n
	mid := n.end
	u, us := unitEn(s, n.end)
	if !us.Empty() && (u.class == classPercent || u.class == classMoney || u.class == classDuration) {
		mid = us.End
	} else {
		us = duizhao.Span{}
	}
	years := yearLike(n) && n.value.Cmp(recent) >= 0 && us.Empty()
	at := e.rangeWord(mid, lead, years)
	if at == mid {
		return n.start
	}
	to := skipCurrency(s, at)
	if !isDigit(byteAt(s, to)) {
		if w, _ := wordAt(s, to); w.class != enSmall && w.class != enTens {
			return n.start
		}
	}
	high := readEn(s, to)
	if !high.ok() || high.broken != "" || high.is(grouped) != n.is(grouped) && n.digits > 3 && high.digits > 3 {
		return n.start
	}
	if !n.is(scaled) && high.is(scaled) && us.Empty() && n.value.Cmp(high.value.Scale10(-high.exp)) < 0 {
		low.value = n.value.Scale10(high.exp)
	}
	if years && high.digits == 2 && !high.is(scaled|pointed) && s[at-1] != ' ' {
		high.value = duizhao.NewDecimal(int64(n.value.Float())/100*100, 0).Add(high.value) // 2021-22
	}
	if low.value.Cmp(high.value) >= 0 || years && !yearLike(high) && high.digits != 2 {
		return n.start
	}
	hu, hus := unitEn(s, high.end)
	if !us.Empty() && hu.id != u.id || byteAt(s, high.end) == '-' && isDigit(byteAt(s, high.end+1)) {
		return n.start
	}
	return e.addRange(low, high, lead, years, hu, hus)
}

// grownBefore reports whether a word of growth ends at s[:i].
func grownBefore(s string, i int) bool {
	for _, w := range [...]string{"growth", "increase", "rise", "change", "decrease", "decline", "drop"} {
		if backWord(s, i, w) < i {
			return true
		}
	}
	return false
}
