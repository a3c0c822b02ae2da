package quantity

import (
	"math"
	"strconv"
	"strings"

	"duizhao"
)

// pointWords reads "point zero three" behind n.
func (n *numeral) pointWords(s string) {
	at := spaceEnd(s, n.end)
	if !n.ok() || !foldAt(s, at, "point ") {
		return
	}
	digits, end := "", at+5
	for len(digits) < 18 {
		k := spaceEnd(s, end)
		w, e := wordAt(s, k)
		if k == end || w.class != enSmall {
			break
		}
		digits += strconv.Itoa(w.val)
		end = e
	}
	if digits == "" {
		return
	}
	v, err := duizhao.ParseDecimal("0." + digits)
	if err == nil {
		n.value, n.end = n.value.Add(v), end
		n.form |= pointed
	}
}

// partAt reads "a half", "half a million", "a fifth", "a hundred" at s[i:].
func partAt(s string, i int) numeral {
	at := i
	if foldAt(s, i, "a ") {
		at = spaceEnd(s, i+2)
	}
	w, end := wordAt(s, at)
	n := numeral{start: i, end: end, form: words}
	switch {
	case w.class == enPart && (at > i || w.val == 2 || w.val == 4):
		n.value = duizhao.NewDecimal(1, 0).Div(duizhao.NewDecimal(int64(w.val), 0))
		if exp, e := enScaleAt(s, end); exp > 0 {
			n.value, n.end, n.form = n.value.Scale10(exp), e, n.form|scaled
		} else if w.val == 4 && at == i {
			return numeral{}
		}
		return n
	case at == i:
		return numeral{}
	case w.class == enOrdinal:
		if low, ok := enOrdinalAt(s, at); ok && w.val > 2 && low.value.Cmp(duizhao.NewDecimal(1000, 0)) < 0 {
			n.value, n.end = duizhao.NewDecimal(1, 0).Div(low.value), low.end
			return n
		}
		return numeral{}
	case w.class == enTens:
		if low, ok := enOrdinalAt(s, at); ok {
			n.value, n.end = duizhao.NewDecimal(1, 0).Div(low.value), low.end
			return n
		}
	case w.class == enHundred, w.class == enScale:
		p := enParser{s: s, at: end, cur: 1, last: 99, n: 1}
		if w.class == enHundred {
			p.cur, p.hundred = 100, true
		} else {
			p.total, p.cur, p.last = int64(math.Pow10(w.val)), 0, w.val
		}
		for p.step() {
		}
		n.value, n.end = duizhao.NewDecimal(p.total+p.cur, 0), p.at
		return n
	}
	return numeral{}
}

// enOrdinalAt reads third, thirds, twenty-first, twenty-firsts at s[i:].
func enOrdinalAt(s string, i int) (numeral, bool) {
	w, end := wordAt(s, i)
	if w.class == enNone && end > i+3 && s[end-1] == 's' {
		w = lookUp(s, i, end-1)
	}
	n := numeral{start: i, end: end}
	switch w.class {
	case enOrdinal, enPart:
		n.value = duizhao.NewDecimal(int64(w.val), 0)
		return n, true
	case enTens:
		at := gap(s, end)
		if low, ok := enOrdinalAt(s, at); ok && at > end && low.value.Cmp(duizhao.NewDecimal(10, 0)) < 0 {
			n.value, n.end = low.value.Add(duizhao.NewDecimal(int64(w.val), 0)), low.end
			return n, true
		}
	}
	return n, false
}

// ordinalEnd reads the ordinal that continues the cardinal n: three hundred and
// twenty second, three trillionth.
func ordinalEnd(s string, n numeral) numeral {
	if !n.is(words) || n.is(pointed) {
		return numeral{}
	}
	at := gap(s, n.end)
	w, end := wordAt(s, at)
	if at == n.end {
		return numeral{}
	}
	v := duizhao.NewDecimal(int64(w.val), 0)
	rest := n.value.String()
	switch {
	case w.class == enNone && foldAt(s, at, "trillionth"):
		n.value, n.end = n.value.Scale10(12), at+len("trillionth")
	case w.class == enOrdinal && w.val < 10 && len(rest) > 1 && rest[len(rest)-1] == '0' && rest[len(rest)-2] > '1',
		w.class == enOrdinal && w.val < 100 && strings.HasSuffix(rest, "00") && !foldAt(s, end, "s") && n.is(scaled):
		n.value, n.end = n.value.Add(v), end
	case w.class == enOrdinal && w.val >= 100:
		n.value, n.end = n.value.Mul(v), end
	default:
		return numeral{}
	}
	return n
}

// ordinalNext reads the ordinal of several words that begins behind the number word
// n: one | one hundred and fifth.
func ordinalNext(s string, n numeral) numeral {
	at := spaceEnd(s, n.end)
	if !n.is(words) || !n.is(single) || at == n.end {
		return numeral{}
	}
	c := readEn(s, at)
	if !c.ok() || !c.is(words) || c.value.Cmp(duizhao.NewDecimal(100, 0)) < 0 {
		return numeral{}
	}
	if next := spaceEnd(s, c.end); foldAt(s, next, "and ") {
		w, end := wordAt(s, spaceEnd(s, next+4))
		if w.class == enOrdinal && w.val < 100 {
			c.value, c.end = c.value.Add(duizhao.NewDecimal(int64(w.val), 0)), end
			return c
		}
	}
	if w, end := wordAt(s, gap(s, c.end)); w.class == enOrdinal && w.val < 100 {
		c.value, c.end = c.value.Add(duizhao.NewDecimal(int64(w.val), 0)), end
		return c
	}
	return numeral{}
}

// fractions reads what makes a fraction of n or adds one to it: two thirds, five
// and a quarter, one over 3, two out of five hundred, -1 4/5.
func (n *numeral) fractions(s string) {
	if n.is(arabic) && n.slashed(s) {
		return
	}
	at := spaceEnd(s, n.end)
	if at > n.end {
		for _, w := range [...]string{"over ", "in ", "out of "} {
			if !foldAt(s, at, w) {
				continue
			}
			to := spaceEnd(s, at+len(w))
			d := readEn(s, to)
			if w, end := wordAt(s, spaceEnd(s, d.end)); d.ok() && w.class == enVague && w.val > 1 && !d.is(scaled) {
				d.value, d.end = d.value.Scale10(w.val), end // five hundreds
			}
			if d.ok() && d.broken == "" && d.value.Sign() > 0 && n.value.Cmp(d.value) < 0 && (w != "in " || d.is(words)) && !isLetter(byteAt(s, d.end)) && (w != "over " || !n.is(grouped|scaled)) {
				n.value, n.end = n.value.Div(d.value), d.end
				if byteAt(s, n.end) == 's' {
					n.end++
				}
			} else if w == "out of " && d.ok() {
				if e := d.end; foldAt(s, e, "s ") && n.value.Cmp(d.value) < 0 {
					n.value, n.end = n.value.Div(d.value), e+1
				}
			}
			return
		}
	}
	if n.is(arabic) && !n.is(scaled) {
		return
	}
	if d, ok := fractionNoun(s, n.end); ok {
		top := n.value
		if v := int64(top.Float()); n.is(words) && v > 100 && v%100 >= 20 && v%10 == 0 && d.value.Cmp(duizhao.NewDecimal(10, 0)) < 0 && !strings.Contains(s[n.start:n.end], " and ") {
			tens := duizhao.NewDecimal(v%100, 0) // one hundred | thirty-fifths
			top, d.value = top.Sub(tens), d.value.Add(tens)
		}
		n.value, n.end = top.Div(d.value), d.end
		n.times(s)
		return
	}
	if at > n.end && foldAt(s, at, "and ") {
		n.plus(s, spaceEnd(s, at+4))
	}
}

// fractionNoun reads thirds, eighth and the like behind a numerator.
func fractionNoun(s string, i int) (numeral, bool) {
	at := gap(s, i)
	if at == i {
		return numeral{}, false
	}
	d, ok := enOrdinalAt(s, at)
	return d, ok && d.value.Cmp(duizhao.NewDecimal(2, 0)) >= 0 && !foldAt(s, at, "second")
}

// times reads "of a million" behind the fraction n.
func (n *numeral) times(s string) {
	if at := spaceEnd(s, n.end); foldAt(s, at, "of a ") {
		if w, end := wordAt(s, at+5); w.class == enScale {
			n.value, n.end = n.value.Scale10(w.val), end
		}
	}
}

// plus adds the fraction at s[at:] to n; behind a scale it is a part of the scale.
func (n *numeral) plus(s string, at int) {
	part := partAt(s, at)
	if !part.ok() {
		if part = readEn(s, at); !part.ok() || !part.is(words) {
			return
		}
		d, ok := fractionNoun(s, part.end)
		if !ok {
			return
		}
		part.value, part.end = part.value.Div(d.value), d.end
		if exp, e := enScaleAt(s, part.end); exp > 0 {
			part.value, part.end = part.value.Scale10(exp), e
			part.form |= scaled
		}
	}
	if part.value.Cmp(duizhao.NewDecimal(1, 0)) >= 0 && !part.is(scaled) {
		return
	}
	if n.exp > 0 && !part.is(scaled) {
		part.value = part.value.Scale10(n.exp)
	}
	n.value, n.end = n.value.Add(part.value), part.end
}

// slashed reads 4/5 and 1 4/5.
func (n *numeral) slashed(s string) bool {
	at := n.end
	top := n.value
	whole := duizhao.NewDecimal(0, 0)
	if byteAt(s, at) == ' ' && isDigit(byteAt(s, at+1)) {
		if r := digitRun(s, at+1); byteAt(s, r.end) == '/' && r.n < 3 {
			whole, top, at = n.value, duizhao.NewDecimal(r.value, 0), r.end
		}
	}
	if byteAt(s, at) != '/' {
		return false
	}
	d := digitRun(s, at+1)
	if d.n == 0 || d.n > 3 || d.value == 0 || byteAt(s, d.end) == '/' {
		return false
	}
	n.value, n.end = whole.Add(top.Div(duizhao.NewDecimal(d.value, 0))), d.end
	return true
}
