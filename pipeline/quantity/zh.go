package quantity

import (
	"duizhao"
)

// zh is a walk over one Chinese text.
type zh struct {
	s   string
	out []duizhao.Quantity
	pos int // end of what has been read: a look back stops here
}

func scanZh(s string) []duizhao.Quantity {
	z := &zh{s: s}
	z.pos = sectionLabel(s)
	for i := z.pos; i < len(s); {
		c := s[i]
		if c < 0x80 {
			switch {
			case isDigit(c):
				i = z.step(z.digits(i), i+1)
			case isLetter(c):
				i = max(latinWord(s, i), i+1) // z.pos stays: it may be a currency
			default:
				i++
			}
			continue
		}
		size := runeSize(s, i)
		if size == 3 {
			if r := runeAt(s, i); startsNumber(r) {
				i = z.step(z.han(i, r), i+3)
				continue
			} else if r == '〔' || r == '［' || r == '（' {
				i = z.step(documentNumber(z, i), i+3)
				continue
			}
		}
		i += size
	}
	return z.out
}

// step moves on to end, or to next where nothing was read.
func (z *zh) step(end, next int) int {
	if end < next {
		return next
	}
	z.pos = max(z.pos, end)
	return end
}

func (z *zh) add(q duizhao.Quantity) int {
	if q.Qualifier == "" {
		q.Qualifier = duizhao.Exact
	}
	if q.Currency != "" {
		q.Kind = duizhao.Money
	}
	bound(&q)
	if q.UnitSpan.Empty() {
		q.UnitSpan = duizhao.Span{Start: q.Numeral.End, End: q.Numeral.End}
	}
	if z.out == nil {
		z.out = make([]duizhao.Quantity, 0, len(z.s)/128+1)
	}
	z.out = append(z.out, q)
	return q.Span.End
}

// label records s[start:end] as a name.
func (z *zh) label(start, end int, reason string) int {
	return z.add(duizhao.Quantity{
		Span: duizhao.Span{Start: start, End: end}, Numeral: duizhao.Span{Start: start, End: end},
		Kind: duizhao.Label, Reason: reason,
	})
}

// digits reads what begins with the ASCII digit s[i]. Like han it returns the
// end of what it read, also where that is no quantity, or i.
func (z *zh) digits(i int) int {
	if end := z.date(i); end > i {
		return end
	}
	if end := z.name(i); end > i {
		return end
	}
	return z.number(i)
}

// han reads what begins with the character r at s[i:].
func (z *zh) han(i int, r rune) int {
	if end := zhStopwords().at(z.s, i, z.pos, r); end > i && !z.impliedPhrase(i, end) {
		return end
	}
	switch r {
	case '第':
		return z.ordinal(i)
	case '首':
		return z.first(i)
	case '翻':
		return z.redoubled(i)
	case '倍':
		if has(z.s, i, "倍增") {
			return z.fixed(i, i+len("倍增"), duizhao.MultipleKind, 2, "times")
		}
		return i
	case '半':
		return z.half(i)
	case '成':
		return z.hundreds(i)
	case '数', '數', '几', '幾':
		if c := hanAt(z.s, i+3).class; c != hanSmall && c != hanBig {
			return i
		}
	}
	if _, size := digitAt(z.s, i); size > 0 {
		return z.digits(i)
	}
	if has(z.s, i, "一半") {
		q := duizhao.Quantity{Kind: duizhao.Fraction, Value: duizhao.NewDecimal(5, -1), Numeral: duizhao.Span{Start: i, End: i + 6}}
		return z.phrase(q, i, i+6)
	}
	if end := z.hanName(i); end > i {
		return end
	}
	if end := z.date(i); end > i {
		return end
	}
	return z.number(i)
}

// impliedPhrase reports whether the word s[i:end] that begins with 百, 千 or 万 is
// a number after all, because a qualifier stands before it: 上百家, 近千年.
func (z *zh) impliedPhrase(i, end int) bool {
	n := readZh(z.s, i)
	if !n.is(implied) || n.end >= end {
		return false
	}
	q, _ := qualifierBefore(z.s, i, z.pos, true)
	_, u := zhUnit(z.s, n.end)
	return q != duizhao.Exact && u.End == end
}

// fixed records the word s[i:end], which is a number by itself.
func (z *zh) fixed(i, end int, kind duizhao.Kind, value int64, unit string) int {
	q, start := qualifierBefore(z.s, i, z.pos, false)
	return z.add(duizhao.Quantity{
		Span: duizhao.Span{Start: start, End: end}, Numeral: duizhao.Span{Start: i, End: end}, Kind: kind,
		Value: duizhao.NewDecimal(value, 0), Precision: places[12], Unit: unit, Qualifier: q,
	})
}

// redoubled reads 翻番, 翻一番, 翻了两番.
func (z *zh) redoubled(i int) int {
	at := i + 3
	if has(z.s, at, "了") {
		at += 3
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
	return z.fixed(i, at+3, duizhao.MultipleKind, 1<<times, "times")
}

// hundreds reads 成百上千, 成千上万: an order of magnitude.
func (z *zh) hundreds(i int) int {
	for _, row := range []struct {
		word string
		exp  int
	}{{"成百上千", 2}, {"成千上万", 3}, {"成千累万", 3}} {
		if has(z.s, i, row.word) {
			u, us := zhUnit(z.s, i+len(row.word))
			end := i + len(row.word)
			return z.add(duizhao.Quantity{
				Span: duizhao.Span{Start: i, End: max(end, us.End)}, Numeral: duizhao.Span{Start: i, End: end}, UnitSpan: us, Kind: duizhao.Count,
				Low: duizhao.NewDecimal(1, row.exp), Unit: u.id, Qualifier: duizhao.Over,
			})
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
		u, us := zhUnit(z.s, i+3)
		if has(z.s, i, "半个") && u.class != classDuration || endsWith(z.s, i, "上") || endsWith(z.s, i, "下") {
			return i
		}
		q.Kind, q.Unit, q.UnitSpan, q.Span.End = duizhao.Duration, u.id, us, us.End
		return z.add(q)
	default:
		if q.Qualifier != duizhao.Over {
			return i
		}
		q.Kind = duizhao.Fraction // 过半
		return z.add(q)
	}
	q.UnitSpan = duizhao.Span{Start: i + 3, End: i + 6}
	q.Span.End = i + 6
	return z.add(q)
}
