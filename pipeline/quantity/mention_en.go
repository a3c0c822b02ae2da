package quantity

import (
	"strings"

	"duizhao"
)

// enJoins may stand between two bounds of one range.
var enJoins = []string{" and ", " but ", ", ", " ", " and at the same time "}

// enComparators stand before a number.
var enComparators = []comparator{
	{"greater than or equal to", 1}, {"more than or equal to", 1}, {"larger than or equal to", 1}, {"equal to or more than", 1}, {"equal to or greater than", 1}, {"at least or equal to", 1},
	{"less than or equal to", -1}, {"fewer than or equal to", -1}, {"less or equal than", -1}, {"equal to or less than", -1}, {"at most or equal to", -1},
	{"no less than", 1}, {"no fewer than", 1}, {"not less than", 1}, {"no more than", -1}, {"not more than", -1}, {"no greater than", -1},
	{"more than", 1}, {"larger than", 1}, {"greater than", 1}, {"higher than", 1}, {"bigger than", 1}, {"above", 1}, {"over", 1}, {"exceeding", 1}, {"at least", 1},
	{"less than", -1}, {"fewer than", -1}, {"smaller than", -1}, {"lower than", -1}, {"below", -1}, {"under", -1}, {"at most", -1}, {"up to", -1},
	{"equals", 0}, {"equal to", 0}, {"equaling to", 0}, {"equalling", 0}, {"equaling", 0},
	{">=", 1}, {"<=", -1}, {"≥", 1}, {"≤", -1}, {">", 1}, {"<", -1},
}

// enAfterwards stand behind a number.
var enAfterwards = []comparator{
	{" or more", 1}, {" and more", 1}, {" or greater", 1}, {" or above", 1}, {" and above", 1}, {" or higher", 1},
	{" or less", -1}, {" or fewer", -1}, {" or below", -1}, {" or smaller", -1},
}

func (m *mentions) en() {
	s := m.s
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case isLetter(c):
			end := wordEnd(s, i)
			at := i
			if w := lookUp(s, i, end); w.class != enNone || c|0x20 == 'a' && end == i+1 || end-i == 3 && foldAt(s, i, "doz") || end-i == 4 && foldAt(s, i, "dozs") {
				at = m.enNumber(i)
			} else if foldAt(s, i, "per") && end > i+2 {
				at = m.percentFirst(i)
			}
			if at == i && (isDigit(byteAt(s, end)) && currencyBefore(s, end, i) == end || byteAt(s, end) == ':' && has(s, end, "://")) {
				end = latinTail(s, end)
			}
			i = max(at, end)
		case isDigit(c) || c == '.' && isDigit(byteAt(s, i+1)) && (i == 0 || s[i-1] == ' '):
			i = max(m.enNumber(i), digitRun(s, i).end, i+1)
		default:
			size := runeSize(s, i)
			if f, ok := vulgar[s[i:i+size]]; ok {
				m.add(mentionNumber, i, i+size, duizhao.NewDecimal(f[0], 0).Div(duizhao.NewDecimal(f[1], 0)))
			}
			i += size
		}
	}
}

// enNumber mentions the number at s[i:] and returns its end, or i.
func (m *mentions) enNumber(i int) int {
	s := m.s
	n, ordinal := m.cardinal(i)
	if !n.ok() || n.start < m.pos {
		return i
	}
	if n.broken != "" {
		m.pos = n.end
		return n.end
	}
	if ordinal {
		m.add(mentionOrdinal, n.start, n.end, n.value)
		m.ordinalSpan(n)
		if foldAt(s, n.end, " ") || n.end == len(s) || s[n.end] != '-' {
			m.pos = n.end
		}
		return n.end
	}
	start, v := m.enSign(n)
	if c := byteAt(s, n.end); n.is(arabic) && (isLetter(c) || isLetter(byteAt(s, start-1))) && currencyBefore(s, n.start, m.pos) == n.start && skipCurrency(s, n.end) == n.end {
		m.pos = n.end
		return wordEnd(s, n.end) // 29km, B2
	}
	if !m.telephone(n) {
		if !m.pronoun(n) {
			m.add(mentionNumber, start, n.end, v)
		}
		taken := m.enUnits(n, start, v)
		if !m.enSpan(n, v) {
			m.enBounds(n, start, v)
		}
		m.pos = taken
	}
	m.pos = max(m.pos, n.end)
	return n.end
}

// telephone reports whether n is part of digits joined by hyphens that are no range.
func (m *mentions) telephone(n numeral) bool {
	s := m.s
	if !n.is(arabic) || n.is(grouped|pointed|scaled) {
		return false
	}
	from := n.start
	for from > max(0, n.start-40) && (isDigit(s[from-1]) || s[from-1] == '-' || s[from-1] == '+') {
		from--
	}
	if s[from] == '-' {
		from++
	}
	return strings.Count(s[from:chain(s[:min(len(s), n.end+40)], n.start, "-")], "-") > 1 || byteAt(s, from) == '+' && byteAt(s, n.end) == '-'
}

// pronoun reports whether n is "one" without being a number.
func (m *mentions) pronoun(n numeral) bool {
	if !foldAt(m.s, n.start, "one") || n.end != n.start+3 {
		return false
	}
	for _, w := range [...]string{"this", "which", "that", "no", "the", "each", "every", "first", "any"} {
		if backWord(m.s, n.start, w) < n.start {
			return true
		}
	}
	return false
}

func (m *mentions) enSign(n numeral) (int, duizhao.Decimal) {
	for _, w := range [...]string{"- ", "-", "minus ", "negative "} {
		at := n.start - len(w)
		if at >= m.pos && endsFold(m.s, n.start, w) && (at == 0 || byteAt(m.s, at-1) == ' ' && !isDigit(byteAt(m.s, at-2))) {
			return at, duizhao.NewDecimal(0, 0).Sub(n.value)
		}
	}
	return n.start, n.value
}

// cardinal reads a number with what arithmetic its words state: two thirds, five
// and a quarter, 1 over 3. ordinal is set for twenty-first.
func (m *mentions) cardinal(i int) (n numeral, ordinal bool) {
	s := m.s
	w, end := wordAt(s, i)
	switch {
	case s[i] == '.':
		n = pointFirst(s, i)
	case isDigit(s[i]):
		r := digitRun(s, i)
		if e := ordinalSuffix(s, r); e > r.end {
			if m.monthBefore(i) {
				return numeral{}, false
			}
			return numeral{start: i, end: e, value: duizhao.NewDecimal(r.value, 0)}, true
		}
		n = enMixed(s, i)
	case w.class == enOrdinal:
		if foldAt(s, i, "first class") || backWord(s, i, "a") < i && w.val > 99 {
			return numeral{}, false
		}
		return numeral{start: i, end: end, value: duizhao.NewDecimal(int64(w.val), 0)}, true
	case w.class == enPart || end == i+1:
		n = partAt(s, i)
	default:
		n = readEn(s, i)
		n.pointWords(s)
	}
	if !n.ok() {
		return n, false
	}
	if o := ordinalEnd(s, n); o.ok() {
		return o, true
	}
	if o := ordinalNext(s, n); o.ok() {
		n.value, n.end = n.value.Div(o.value), o.end // one | one hundred fifth
		return n, false
	}
	n.fractions(s)
	if e := spaceEnd(s, n.end); foldAt(s, e, "doz") || foldAt(s, e, "dzs") || foldAt(s, e, "dz ") {
		n.value, n.end = n.value.Mul(duizhao.NewDecimal(12, 0)), wordEnd(s, e)
	}
	return n, false
}

func (m *mentions) monthBefore(i int) bool {
	for k := i - 1; k > 1 && i-k < 12; k-- {
		if mo, e := isMonth(m.s, k); mo > 0 && spaceEnd(m.s, e) == i && !isLetter(m.s[k-1]) {
			return true
		}
	}
	return false
}

// enMixed reads digits with scale words and the lower parts behind them: 4
// thousand 3 hundred and 21.
func enMixed(s string, i int) numeral {
	n := readEnDigits(s, i)
	if n.broken != "" && byteAt(s, i) != '0' && !strings.Contains(s[i:n.end], " ") {
		if v, err := duizhao.ParseDecimal(strings.ReplaceAll(s[i:n.end], ",", "")); err == nil && strings.Count(s[i:n.end], ",") > 1 {
			n.value, n.broken = v, ""
			if p := pointAt(s, n.end); p > 0 {
				r := digitRun(s, n.end+p)
				n.value, n.end = n.value.Add(duizhao.NewDecimal(r.value, -r.n)), r.end
			}
		}
	}
	for n.is(scaled) && n.exp > 0 && n.broken == "" {
		at := spaceEnd(s, n.end)
		and := foldAt(s, at, "and ")
		if and {
			at = spaceEnd(s, at+4)
		}
		if at == n.end || !isDigit(byteAt(s, at)) {
			break
		}
		low := readEnDigits(s, at)
		if low.broken != "" || low.value.Sign() == 0 || low.value.Cmp(duizhao.NewDecimal(1, n.exp)) >= 0 || !low.is(scaled) && (!and || low.is(pointed)) {
			break
		}
		n.value, n.end, n.exp = n.value.Add(low.value), low.end, low.exp
	}
	return n
}
