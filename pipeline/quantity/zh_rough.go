package quantity

import (
	"duizhao"
)

// Words that are numbers by themselves, and orders of magnitude.

// fixed records the word s[i:end], which is a number by itself.
func (z *zh) fixed(i, end int, value int64, q duizhao.Qualifier) int {
	before, start := qualifierBefore(z.s, i, z.pos, false)
	if before != duizhao.Exact {
		q = before
	}
	return z.add(duizhao.Quantity{
		Span: duizhao.Span{Start: start, End: end}, Numeral: duizhao.Span{Start: i, End: end}, Kind: duizhao.MultipleKind,
		Value: duizhao.NewDecimal(value, 0), Precision: places[12], Unit: "times", Qualifier: q,
	})
}

// redoubled reads 翻番, 翻一番, 翻了两番, 翻了近一番, 翻一番多.
func (z *zh) redoubled(i int) int {
	at := i + 3
	if has(z.s, at, "了") {
		at += 3
	}
	qualifier := duizhao.Exact
	for _, c := range [...]cue{{"近", duizhao.Nearly}, {"约", duizhao.About}, {"超过", duizhao.Over}, {"超", duizhao.Over}, {"逾", duizhao.Over}} {
		if has(z.s, at, c.word) {
			at, qualifier = at+len(c.word), c.q
			break
		}
	}
	times := int64(1)
	n := readZh(z.s, at)
	if n.ok() && n.broken == "" && n.is(single) {
		times, at = int64(n.value.Float()), n.end
	}
	if !has(z.s, at, "番") && !(n.ok() && has(z.s, at, "倍")) || times > 9 {
		return i
	}
	if has(z.s, at, "倍") {
		return i + 3
	}
	end := at + 3
	for _, w := range [...]string{"多", "有余"} {
		if has(z.s, end, w) {
			end, qualifier = end+len(w), duizhao.Over
			break
		}
	}
	return z.fixed(i, end, 1<<times, qualifier)
}

// orders are words for an order of magnitude without a numeral of their own, and
// the power of ten they begin at.
var orders = []struct {
	word string
	exp  int
}{{"成百上千", 2}, {"成千上万", 3}, {"成千累万", 3}}

// hundreds reads 成百上千, 成千上万 and 成倍.
func (z *zh) hundreds(i int) int {
	if has(z.s, i, "成倍") {
		return z.fixed(i, i+len("成倍"), 2, duizhao.AtLeast)
	}
	for _, row := range orders {
		if !has(z.s, i, row.word) {
			continue
		}
		end := i + len(row.word)
		u, us := zhUnit(z.s, end)
		return z.add(duizhao.Quantity{
			Span: duizhao.Span{Start: i, End: max(end, us.End)}, Numeral: duizhao.Span{Start: i, End: end}, UnitSpan: us, Kind: duizhao.Count,
			Low: duizhao.NewDecimal(1, row.exp), Unit: u.id, Qualifier: duizhao.Over,
		})
	}
	return i
}

// reckoned reads 数以万计 and 数百上千: orders of magnitude.
func (z *zh) reckoned(i int) int {
	s := z.s
	if has(s, i+3, "以") {
		n := readZh(s, i+6)
		if !n.ok() || !n.is(implied) && !n.is(scaled) || n.is(arabic|over|vague) || !has(s, n.end, "计") {
			return i
		}
		span := duizhao.Span{Start: i, End: n.end + 3}
		return z.add(duizhao.Quantity{Span: span, Numeral: span, Kind: duizhao.Count, Low: n.value, High: n.value.Scale10(1), Qualifier: duizhao.Over})
	}
	n := readZh(s, i)
	if !n.is(vague) || !has(s, n.end, "上") {
		return i
	}
	up := readZh(s, n.end+3)
	if !up.is(implied) || up.value.Cmp(n.value) <= 0 {
		return i
	}
	q := duizhao.Quantity{
		Numeral: duizhao.Span{Start: i, End: up.end}, Kind: duizhao.Count, Low: n.value, High: up.value.Scale10(1), Qualifier: duizhao.Over,
	}
	u, us := zhUnit(s, up.end)
	q.Unit, q.UnitSpan, q.Currency = u.id, us, u.currency
	q.Span = duizhao.Span{Start: i, End: max(up.end, us.End)}
	return z.add(q)
}

// halved reads 减半: what remains is half.
func (z *zh) halved(i int) int {
	if !has(z.s, i+3, "半") || has(z.s, i+6, "年") || has(z.s, i+6, "个") {
		return i
	}
	span := duizhao.Span{Start: i, End: i + 6}
	return z.add(duizhao.Quantity{Span: span, Numeral: span, Kind: duizhao.Fraction, Value: duizhao.NewDecimal(5, -1)})
}

// oneHalf reads 一半, 一多半 and 一小半.
func (z *zh) oneHalf(i int) int {
	for _, c := range [...]cue{{"一半", ""}, {"一多半", duizhao.Over}, {"一大半", duizhao.Over}, {"一小半", duizhao.Under}, {"一少半", duizhao.Under}} {
		if has(z.s, i, c.word) {
			end := i + len(c.word)
			q := duizhao.Quantity{Kind: duizhao.Fraction, Value: duizhao.NewDecimal(5, -1), Numeral: duizhao.Span{Start: i, End: end}, Qualifier: c.q}
			return z.phrase(q, i, end)
		}
	}
	return i
}

// half reads 半数, 半成, 半年, 半个月; the 半 of 一半 is read with its numeral.
func (z *zh) half(i int) int {
	q := duizhao.Quantity{Numeral: duizhao.Span{Start: i, End: i + 3}, Value: duizhao.NewDecimal(5, -1), Precision: places[11]}
	var start int
	q.Qualifier, start = qualifierBefore(z.s, i, z.pos, true)
	q.Span = duizhao.Span{Start: start, End: i + 3}
	switch {
	case has(z.s, i, "半数"):
		q.Span.End += 3
		q.Kind = duizhao.Fraction
		if a, end := qualifierAfter(z.s, q.Span.End); a != duizhao.Exact {
			q.Qualifier, q.Span.End = a, end
		}
		return z.add(q)
	case has(z.s, i, "半成"):
		q.Value, q.Precision, q.Kind, q.Unit = duizhao.NewDecimal(5, 0), places[12], duizhao.Percent, "percent"
	case has(z.s, i, "半年"), has(z.s, i, "半小时"), has(z.s, i, "半天"), has(z.s, i, "半个"):
		return z.halfTime(q, i)
	default:
		if q.Qualifier != duizhao.Over && q.Qualifier != duizhao.Nearly {
			return i
		}
		q.Kind = duizhao.Fraction // 过半, 近半
		return z.add(q)
	}
	q.UnitSpan = duizhao.Span{Start: i + 3, End: i + 6}
	q.Span.End = i + 6
	return z.add(q)
}

// halfTime records 半年, 半个多月 and the like; 上半年 is no duration.
func (z *zh) halfTime(q duizhao.Quantity, i int) int {
	u, us := zhUnit(z.s, i+3)
	if has(z.s, i, "半个") && u.class != classDuration || endsWith(z.s, i, "上") || endsWith(z.s, i, "下") {
		return i
	}
	q.Kind, q.Unit, q.UnitSpan, q.Span.End = duizhao.Duration, u.id, us, us.End
	if has(z.s, q.Span.Start, "近") {
		q.Qualifier, q.Span.Start = duizhao.Exact, i // 近半年: the last half-year
	}
	if e := more(z.s, us.End); e == us.End+3 {
		q.Qualifier, q.Span.End = duizhao.Over, e
	}
	return z.add(q)
}

// fractionPlaces is how many decimal places a fraction is written to that does
// not end: 1/3 is 0.333333333333, and its Precision says so.
const fractionPlaces = 12

// ratio returns a/b and the place value of its last digit; none where the
// division ends, for then nothing was rounded.
func ratio(a, b duizhao.Decimal) (value, precision duizhao.Decimal) {
	v := a.Div(b)
	if v.Exponent() >= -fractionPlaces {
		return v, duizhao.Decimal{}
	}
	s := v.Abs().Add(duizhao.NewDecimal(5, -fractionPlaces-1)).String()
	for k := range s {
		if s[k] == '.' && len(s) > k+1+fractionPlaces {
			s = s[:k+1+fractionPlaces]
			break
		}
	}
	rounded, err := duizhao.ParseDecimal(s)
	if err != nil {
		return v, duizhao.Decimal{}
	}
	if v.Sign() < 0 {
		rounded = duizhao.NewDecimal(0, 0).Sub(rounded)
	}
	return rounded, places[12-fractionPlaces]
}
