package quantity

import (
	"strings"

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
	return compound(s, duizhao.Chinese, z.out)
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
	if end := z.rate(i); end > i {
		return end
	}
	if end := z.name(i); end > i {
		return end
	}
	return z.number(i)
}

// rate reads behind a stroke what the number before it is a rate of: 15.7/10万.
func (z *zh) rate(i int) int {
	k := len(z.out) - 1
	if k < 0 || byteAt(z.s, i-1) != '/' || z.out[k].Span.End != i-1 {
		return i
	}
	n := readZh(z.s, i)
	if !n.ok() || !n.is(scaled) || strings.Trim(n.value.String(), "0") != "1" {
		return i
	}
	z.out[k].Span.End = n.end
	return n.end
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
	case '零':
		if has(z.s, i, "零下") {
			return i // 零下5度: a sign
		}
		if n := len(z.out); n > 0 && z.out[n-1].Kind == duizhao.Duration && z.out[n-1].Span.End == i && endsWith(z.s, i, "年") {
			return i + len("零") // 两年零三个月
		}
	case '翻':
		return z.redoubled(i)
	case '减', '減':
		return z.halved(i)
	case '倍':
		if has(z.s, i, "倍增") {
			return z.fixed(i, i+len("倍增"), 2, duizhao.Exact)
		}
		return i
	case '半':
		return z.half(i)
	case '成':
		return z.hundreds(i)
	case '数', '數', '几', '幾':
		if end := z.reckoned(i); end > i {
			return end
		}
		if c := hanAt(z.s, i+3).class; c != hanSmall && c != hanBig {
			return i
		}
	}
	if _, size := digitAt(z.s, i); size > 0 {
		return z.digits(i)
	}
	if end := z.oneHalf(i); end > i {
		return end
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
