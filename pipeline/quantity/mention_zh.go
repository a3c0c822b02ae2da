package quantity

import (
	"strings"

	"duizhao"
)

// zhJoins may stand between two bounds of one range.
var zhJoins = []string{"", " ", "的同时", "并且", " 并且", "且", "，", "， ", ",", "、", "而且", "并"}

// zhComparators stand before a number.
var zhComparators = []comparator{
	{"大于等于", 1}, {"大于或等于", 1}, {"小于等于", -1}, {"小于或等于", -1}, {"不等于", 2}, {"等于", 0},
	{"不大于", -1}, {"不小于", 1}, {"不超过", -1}, {"不少于", 1}, {"不多于", -1}, {"不低于", 1}, {"不高于", -1},
	{"大于", 1}, {"小于", -1}, {"超过了", 1}, {"超过", 1}, {"超出", 1}, {"高于", 1}, {"低于", -1}, {"多于", 1}, {"少于", -1}, {"逾", 1}, {"过", 1},
	{"至少有", 1}, {"至少", 1}, {"最少", 1}, {"最低", 1}, {"最多为", -1}, {"最多", -1}, {"至多", -1}, {"不足", -1}, {"不到", -1}, {"未满", -1},
	{"≥", 1}, {"≤", -1}, {">=", 1}, {"<=", -1}, {">", 1}, {"<", -1}, {"＞", 1}, {"＜", -1},
}

// zhAfterwards stand behind a number.
var zhAfterwards = []comparator{
	{"及以上", 1}, {"以上", 1}, {"之上", 1}, {"或者更多", 1}, {"或更多", 1}, {"及以下", -1}, {"以下", -1}, {"之下", -1}, {"以内", -1}, {"或者更少", -1}, {"或更少", -1},
}

func (m *mentions) zh() {
	s := m.s
	for i := 0; i < len(s); {
		c := s[i]
		r := runeAt(s, i)
		switch {
		case isLetter(c):
			i = max(latinWord(s, i), i+1)
		case isDigit(c) || c == '.' && isDigit(byteAt(s, i+1)) && !isDigit(byteAt(s, i-1)) || startsNumber(r):
			end := i
			if r != 0 {
				end = zhStopwords().at(s, i, m.pos, r)
			}
			if end == i {
				end = m.zhNumber(i)
			}
			i = max(end, i+runeSize(s, i))
			m.pos = i
		default:
			i += runeSize(s, i)
		}
	}
}

// zhNumber mentions the number at s[i:] and returns its end, or i.
func (m *mentions) zhNumber(i int) int {
	s := m.s
	if has(s, i, "半成") {
		m.add(mentionPercent, i, i+6, duizhao.NewDecimal(5, 0))
		return i + 6
	}
	if has(s, i, "第") {
		if n := readZh(s, skipSpaces(s, i+3)); n.ok() && n.broken == "" && n.value.Sign() > 0 {
			m.add(mentionOrdinal, i, n.end, n.value)
		}
		return i
	}
	n := readZh(s, i)
	if s[i] == '.' {
		n = pointFirst(s, i)
	}
	if !n.ok() {
		return i
	}
	if n.broken != "" {
		return n.end
	}
	if end := m.noNumeral(n); end > i {
		return end
	}
	start, v := m.zhSign(n)
	if end := m.zhParts(n, start, v); end > i {
		return end
	}
	if n.is(implied) && (n.place == 4 || n.place == 8) && n.is(single) || n.is(vague) || n.is(implied) && (has(s, i, "万") || has(s, i, "萬") || i > 0 && i == m.pos) {
		return n.end
	}
	m.add(mentionNumber, start, n.end, v)
	end := m.zhUnits(n, start, v)
	if upper := m.zhSpan(n, v); upper > end {
		return n.end
	}
	m.zhBounds(n, start, v)
	return end
}

// noNumeral passes over what is written like a numeral and is none: a digit twice
// (九九), and 两 before a word that nothing is measured in. Digits with several
// points (1.2.3) are mentioned one by one. It returns n's start for a numeral.
func (m *mentions) noNumeral(n numeral) int {
	s := m.s
	if n.is(single) && n.is(words) {
		next := hanAt(s, n.end)
		if next.class == hanDigit && runeAt(s, n.end) == runeAt(s, n.start) {
			return n.end + 3
		}
		if r := runeAt(s, n.start); r == '两' || r == '兩' {
			at := skipSpaces(s, n.end)
			if _, us := zhUnit(s, n.end); us.Empty() && runeAt(s, at) >= 0x4E00 && hanAt(s, at).class == hanNone {
				return n.end
			}
		}
	}
	if _, size := digitAt(s, n.start); size > 0 && n.is(pointed) && !n.is(grouped|scaled) && pointAt(s, n.end) > 0 {
		end := chain(s, n.start, ".．")
		for at := n.start; at < end; {
			r := digitRun(s, at)
			if r.n <= 18 {
				m.add(mentionNumber, at, r.end, duizhao.NewDecimal(r.value, 0))
			}
			at = r.end + pointAt(s, r.end)
		}
		return end
	}
	return n.start
}

// pointFirst reads .5.
func pointFirst(s string, i int) numeral {
	r := digitRun(s, i+1)
	if r.n > 18 {
		return numeral{}
	}
	return numeral{start: i, end: r.end, value: duizhao.NewDecimal(r.value, -r.n), form: arabic | pointed}
}

func (m *mentions) zhSign(n numeral) (int, duizhao.Decimal) {
	for _, w := range [...]string{"负", "負", "-", "－"} {
		at := n.start - len(w)
		if at < m.pos || at == m.pos && at > 0 || !endsWith(m.s, n.start, w) || endsWith(m.s, at, w) {
			continue
		}
		return at, duizhao.NewDecimal(0, 0).Sub(n.value)
	}
	return n.start, n.value
}

// zhParts mentions 百分之五 as a percentage and 三分之二 and 1/2 as numbers.
func (m *mentions) zhParts(n numeral, start int, v duizhao.Decimal) int {
	s := m.s
	if byteAt(s, n.end) == '/' && n.is(arabic) {
		if d := digitRun(s, n.end+1); d.n > 0 && d.n < 6 && d.value > 0 {
			v = v.Div(duizhao.NewDecimal(d.value, 0))
			m.add(mentionNumber, start, d.end, v)
			m.zhBounds(numeral{start: start, end: d.end}, start, v)
			return d.end
		}
	}
	at := skipSpaces(s, n.end)
	if !has(s, at, "分之") || n.value.Sign() == 0 {
		return n.start
	}
	at = skipSpaces(s, at+len("分之"))
	sign := ""
	for _, w := range [...]string{"负", "負", "-"} {
		if has(s, at, w) {
			sign = w
		}
	}
	d := readZh(s, at+len(sign))
	if !d.ok() || d.broken != "" {
		return n.start
	}
	top := d.value
	if sign != "" {
		top = duizhao.NewDecimal(0, 0).Sub(top)
	}
	if n.is(implied) {
		m.add(mentionPercent, n.start, d.end, top.Mul(duizhao.NewDecimal(100, 0)).Div(n.value))
		m.add(mentionNumber, at, d.end, top)
	} else {
		m.add(mentionNumber, start, d.end, top.Div(v))
	}
	return d.end
}

// zhUnits mentions the percentage or the sum of money that n is, and returns
// the end of its unit.
func (m *mentions) zhUnits(n numeral, start int, v duizhao.Decimal) int {
	s := m.s
	u, us := zhUnit(s, n.end)
	switch {
	case us.Empty():
	case u.class == classPercent && u.id == "percent", u.class == classPoint:
		m.add(mentionPercent, start, us.End, v)
		return us.End
	case u.class == classTenth:
		v, end := v.Scale10(1), us.End
		if has(s, end, "半") {
			v, end = v.Add(duizhao.NewDecimal(5, 0)), end+3
		}
		m.add(mentionPercent, start, end, v)
		return end
	case u.class == classMoney:
		m.add(mentionMoney, start, us.End, v)
		return us.End
	case us.Of(s) == "块":
		m.add(mentionMoney, start, us.End, v)
	}
	if at := backOver(s, start); u.class != classMoney {
		for _, c := range currencyWords {
			if at-len(c.word) >= m.pos && endsWith(s, at, c.word) {
				m.add(mentionMoney, at-len(c.word), n.end, v)
				break
			}
		}
	}
	return n.end
}

// zhSpan mentions 20~100 and 一到五 as ranges and returns the upper end's end.
func (m *mentions) zhSpan(n numeral, v duizhao.Decimal) int {
	s := m.s
	_, us := zhUnit(s, n.end)
	sep := rangeSign(s, us.End)
	if sep == us.End || n.is(over) || endsWith(s, n.start, "第") {
		return n.start
	}
	h := readZh(s, skipSpaces(s, sep))
	if !h.ok() || h.broken != "" || h.is(implied) {
		return n.start
	}
	if !n.is(scaled) && h.exp > 0 && v.Cmp(h.value.Scale10(-h.exp)) < 0 {
		v = v.Scale10(h.exp)
	}
	if v.Cmp(h.value) >= 0 || strings.ContainsAny(s[us.End:sep], "-") && byteAt(s, h.end) == '-' {
		return n.start
	}
	m.addRange(n.start, h.end, v, h.value)
	return h.end
}

// zhBounds mentions 超过50, 五百多 and 比三十大 as ranges.
func (m *mentions) zhBounds(n numeral, start int, v duizhao.Decimal) {
	s := m.s
	if at := backOver(s, start); endsWith(s, at, "比") && at-3 >= m.pos {
		for _, w := range [...]comparator{{"大", 1}, {"多", 1}, {"高", 1}, {"小", -1}, {"少", -1}, {"低", -1}} {
			if has(s, n.end, w.word) {
				m.bounded(w.side, at-3, n.end+3, v)
				return
			}
		}
	}
	for _, c := range zhAfterwards {
		if at := skipSpaces(s, n.end); has(s, at, c.word) {
			m.bounded(c.side, start, at+len(c.word), v)
			return
		}
	}
	for _, c := range zhComparators {
		if at := backMatch(s, start, c.word, false); at >= m.pos {
			if c.side < 2 && (c.word != "过" || !endsWith(s, at, "通") && !endsWith(s, at, "经") && !endsWith(s, at, "不")) {
				m.bounded(c.side, at, n.end, v)
			}
			return
		}
	}
	if e := more(s, n.end); e > n.end {
		m.bounded(1, start, e, v)
	} else if n.is(over) {
		m.bounded(1, start, n.end, v)
	}
}
