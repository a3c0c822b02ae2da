package quantity

import (
	"strings"

	"duizhao"
)

// percentFirst mentions "percent of 10".
func (m *mentions) percentFirst(i int) int {
	s := m.s
	for _, w := range [...]string{"percents of ", "percent of ", "per cent of ", "percentage of "} {
		if foldAt(s, i, w) {
			at := spaceEnd(s, i+len(w))
			if n := readEn(s, at); n.ok() && n.broken == "" {
				m.add(mentionPercent, i, n.end, n.value)
				m.add(mentionNumber, at, n.end, n.value)
				m.pos = n.end
				return n.end
			}
		}
	}
	return i
}

// enUnits mentions the percentage or the sum of money that n is, and returns the
// end of the unit that no later number may take.
func (m *mentions) enUnits(n numeral, start int, v duizhao.Decimal) int {
	s := m.s
	u, us := unitEn(s, n.end)
	if u.class == classPercent && u.id == "percent" || u.class == classPoint {
		m.add(mentionPercent, start, us.End, v)
		return n.end
	}
	if at := currencyBefore(s, n.start, m.pos); at < n.start && !foldAt(s, at, "yuan") {
		if w := backWord(s, at, "us"); w < at && s[at] == '$' {
			at = w
		} else if w := backWord(s, at, "hk"); w < at && s[at] == '$' {
			at = w
		} else if w := backWord(s, at, "c"); w < at && s[at] == '$' {
			at = w
		}
		m.add(mentionMoney, at, n.end, v)
		return n.end
	}
	switch at := spaceEnd(s, n.end); {
	case has(s, at, "$"), has(s, at, "€"):
		if !isDigit(byteAt(s, at+1)) && !(byteAt(s, at+1) == ' ' && isDigit(byteAt(s, at+2)) && at > n.end) || has(s, at, "€") {
			m.add(mentionMoney, start, at+runeSize(s, at), v)
		}
	case has(s, at, "元"):
		m.add(mentionMoney, start, at+3, v)
	case u.class == classMoney:
		m.cents(start, us.End, v)
		return us.End
	}
	return n.end
}

// cents mentions a sum with the hundredths behind it: 3 dollars 50 cents.
func (m *mentions) cents(start, end int, v duizhao.Decimal) {
	s := m.s
	at := spaceEnd(s, end)
	if exp, e := enScaleAt(s, end); exp > 0 {
		m.add(mentionMoney, start, e, v.Scale10(exp)) // 75 USD million
		return
	}
	and := foldAt(s, at, "and ")
	if and {
		at = spaceEnd(s, at+4)
	}
	low := readEn(s, at)
	if at > end && low.ok() && low.broken == "" && low.value.Cmp(duizhao.NewDecimal(100, 0)) < 0 && !low.is(pointed|scaled) {
		next := spaceEnd(s, low.end)
		u, _ := unitEn(s, low.end)
		if foldAt(s, next, "cents") || foldAt(s, next, "cent") {
			low.end = wordEnd(s, next)
		} else if u.class == classMoney || !and && low.is(words) || foldAt(s, next, "is ") {
			low.end = 0
		}
		if low.end > 0 {
			v, end = v.Add(low.value.Scale10(-2)), low.end
		}
	}
	m.add(mentionMoney, start, end, v)
}

// enSpan mentions 20-100, between 20 and 30, from 200 to 300 as ranges.
func (m *mentions) enSpan(n numeral, v duizhao.Decimal) bool {
	s := m.s
	lead := n.start
	the := lead
	if at := backWord(s, lead, "the"); at < lead {
		the = at
	}
	for _, w := range [...]string{"between", "from"} {
		if at := backWord(s, the, w); at < the {
			lead = at
		}
	}
	e := en{s: s}
	at := e.rangeWord(n.end, lead, true)
	if sep := spaceEnd(s, n.end); at == n.end && foldAt(s, sep, "to ") && foldAt(s, lead, "from") {
		at = spaceEnd(s, sep+3)
	}
	if at == n.end || foldAt(s, spaceEnd(s, n.end), "to ") && lead == n.start {
		return false
	}
	h := readEn(s, at)
	if !h.ok() || h.broken != "" || v.Cmp(h.value) >= 0 || n.is(arabic) && s[n.start] == '0' || h.digits == 2 && n.digits == 4 && s[h.start] == '0' {
		return false
	}
	m.addRange(lead, h.end, v, h.value)
	return true
}

// ordinalSpan mentions between the tenth and the fifteenth as a range.
func (m *mentions) ordinalSpan(n numeral) {
	s := m.s
	lead := backWord(s, backWord(s, n.start, "the"), "between")
	at := spaceEnd(s, n.end)
	if lead == backWord(s, n.start, "the") || !foldAt(s, at, "and ") {
		return
	}
	at = spaceEnd(s, at+4)
	if foldAt(s, at, "the ") {
		at = spaceEnd(s, at+4)
	}
	if high, ok := enOrdinalAt(s, at); ok && high.value.Cmp(n.value) > 0 {
		m.addRange(lead, high.end, n.value, high.value)
	}
}

// enBounds mentions more than 50, 50 or more as ranges.
func (m *mentions) enBounds(n numeral, start int, v duizhao.Decimal) {
	s := m.s
	at := start
	if k := currencyBefore(s, start, m.pos); k < start {
		at = k
	}
	for _, c := range enComparators {
		k := backMatch(s, at, c.word, true)
		if k < m.pos {
			continue
		}
		if isLetter(c.word[0]) && backWord(s, n.start, lastWord(c.word)) == n.start && at == start {
			continue // "over" belongs to "moreover"
		}
		m.equalAfter(c, k, n.end, v)
		return
	}
	for _, c := range enAfterwards {
		if foldAt(s, n.end, c.word) && !foldAt(s, n.end+len(c.word), " than") {
			m.bounded(c.side, start, n.end+len(c.word), v)
			return
		}
	}
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// equalAfter mentions a bound with "or equal to" behind the number.
func (m *mentions) equalAfter(c comparator, start, end int, v duizhao.Decimal) {
	s := m.s
	switch {
	case c.side == 0 && foldAt(s, end, " or more than") && m.sentenceEnds(end+len(" or more than")):
		m.bounded(1, start, end+len(" or more than"), v)
		return
	case c.side != 0 && foldAt(s, end, " or equal to"):
		end += len(" or equal to")
	case c.side != 0 && foldAt(s, end, " or equal"):
		end += len(" or equal")
	}
	m.bounded(c.side, start, end, v)
}

func (m *mentions) sentenceEnds(i int) bool {
	i = spaceEnd(m.s, i)
	return i >= len(m.s) || m.s[i] == '.'
}
