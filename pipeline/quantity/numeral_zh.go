package quantity

import (
	"strings"

	"duizhao"
)

// A Chinese numeral is made of digits, small units (十百千) that add up within a
// section, and big units (万亿兆) that close one.
type hanClass uint8

const (
	hanNone  hanClass = iota
	hanDigit          // 一 to 九, 零
	hanSmall          // 十 百 千
	hanBig            // 万 亿 兆
	hanFew            // 几 and 数: a digit left open
	hanMore           // 余 多: and some more
	hanTens           // 廿 卅 卌: twenty, thirty and forty in one character
)

type hanToken struct {
	class hanClass
	val   int // of a digit its value, of a unit its power of ten
}

// hanTokens gives every numeral character its meaning: simplified, traditional
// and the formal ones of cheques.
var hanTokens = func() map[rune]hanToken {
	t := make(map[rune]hanToken, 64)
	for val, chars := range []string{"零〇○", "一壹弌", "二贰貳弍", "三叁叄", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"} {
		for _, r := range chars {
			t[r] = hanToken{hanDigit, val}
		}
	}
	for _, r := range "两兩俩倆" {
		t[r] = hanToken{hanDigit, 2}
	}
	for chars, exp := range map[string]int{"十拾": 1, "百佰": 2, "千仟": 3} {
		for _, r := range chars {
			t[r] = hanToken{hanSmall, exp}
		}
	}
	for chars, exp := range map[string]int{"万萬": 4, "亿億": 8, "兆": 12} {
		for _, r := range chars {
			t[r] = hanToken{hanBig, exp}
		}
	}
	for _, r := range "几幾数數" {
		t[r] = hanToken{hanFew, 0}
	}
	for r, tens := range map[rune]int{'廿': 2, '卄': 2, '卅': 3, '卌': 4} {
		t[r] = hanToken{hanTens, tens}
	}
	for _, r := range "余餘多" {
		t[r] = hanToken{hanMore, 0}
	}
	return t
}()

// runeAt decodes the three-byte rune at s[i:], or returns 0.
func runeAt(s string, i int) rune {
	if i < 0 || i+3 > len(s) || s[i]&0xF0 != 0xE0 {
		return 0
	}
	return rune(s[i]&0x0F)<<12 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F)
}

func hanAt(s string, i int) hanToken {
	if r := runeAt(s, i); r != 0 {
		return hanTokens[r]
	}
	return hanToken{}
}

// skipSpaces passes over at most two spaces at s[i:]: between a digit and a Han
// character they mean nothing, and writers set them at will.
func skipSpaces(s string, i int) int {
	for range 2 {
		switch byteAt(s, i) {
		case ' ':
			i++
			continue
		case 0xC2:
			if has(s, i, "\u00a0") {
				i += 2
				continue
			}
		case 0xE2, 0xE3:
			if has(s, i, "\u3000") || has(s, i, "\u202f") || has(s, i, "\u2009") {
				i += 3
				continue
			}
		}
		break
	}
	return i
}

// readZh reads the numeral at s[i:], Arabic, Chinese or mixed.
func readZh(s string, i int) numeral {
	if _, size := digitAt(s, i); size > 0 {
		return readMixed(s, i)
	}
	p := hanParser{s: s, at: i, cur: -1, small: 9, unit: -1}
	return p.read()
}

// readMixed reads Arabic digits with Chinese scale words: 3000余万, 4.78万亿,
// 25万6千.
func readMixed(s string, i int) numeral {
	n := zhDigits(s, i)
	if n.broken != "" {
		return n
	}
	exp := n.scale(s)
	for exp > 0 && n.broken == "" && !n.is(over) {
		at := skipSpaces(s, n.end)
		if _, size := digitAt(s, at); size == 0 {
			break
		}
		low := zhDigits(s, at)
		e := low.scale(s)
		if e == 0 || e >= exp || low.broken != "" || low.value.Cmp(duizhao.NewDecimal(1, exp)) >= 0 {
			break
		}
		n.value, n.place, n.end, exp = n.value.Add(low.value), low.place, low.end, e
		n.form |= low.form & over
	}
	return n
}

func zhDigits(s string, i int) numeral {
	if s[i] >= 0x80 {
		return readArabic(s, i, "，", ",")
	}
	n := readArabic(s, i, ",")
	if has(s, n.end, "，") && !n.is(grouped|pointed) {
		// 25，000件 is typed with the comma of the Chinese keyboard.
		if w := readArabic(s, i, "，"); w.is(grouped) && w.broken == "" {
			return w
		}
	}
	return n
}

// scale multiplies n by the scale words that follow it and returns their power
// of ten, 0 where there are none.
func (n *numeral) scale(s string) (exp int) {
	last := -1
	for {
		at := skipSpaces(s, n.end)
		t, more := hanAt(s, at), false
		if t.class == hanMore {
			at = skipSpaces(s, at+3)
			t, more = hanAt(s, at), true
		}
		switch {
		case t.class == hanSmall && t.val > 1 && last < 0 && !isPrefixUnit(s, at):
		case t.class == hanBig && !isPrefixUnit(s, at):
		case last < 0 && !more && at == n.end && isKilo(s, at):
			t.val, at = 3, at-2
		default:
			if exp > 0 {
				n.form |= scaled
				n.exp += exp
				n.value, n.place = n.value.Scale10(exp), n.place+exp
			}
			return exp
		}
		if more {
			n.form |= over
		}
		exp += t.val
		last = t.val
		n.end = at + 3
		if exp > maxExponent {
			n.value, n.broken = duizhao.Decimal{}, "scale words without end"
			for hanAt(s, n.end).class == hanBig {
				n.end += 3
			}
			return exp
		}
	}
}

func isKilo(s string, i int) bool {
	return (has(s, i, "k") || has(s, i, "K")) && !isLetter(byteAt(s, i+1))
}

// isPrefixUnit reports whether the 千 or 兆 at s[i:] belongs to a unit: 千瓦, 兆赫.
func isPrefixUnit(s string, i int) bool {
	switch runeAt(s, i) {
	case '千', '仟', '兆', '百':
		switch runeAt(s, i+3) {
		case '瓦', '米', '克', '伏', '卡', '赫', '帕', '字', '货', '焦':
			return true
		}
	}
	return false
}

// hanParser reads a numeral of Chinese characters. Invariant: the value so far
// is total + mid + sec + the pending digit cur.
type hanParser struct {
	s               string
	at              int
	total, mid, sec int64
	cur             int64 // pending digit, -1 for none
	small           int   // power of the last small unit in this section; 9 for none
	unit            int   // power of ten of the last unit read, big units included; -1 for none
	place           int   // power of ten of the last digit
	spread          int64 // of 七八: how much the second digit is above the first
	zero            bool  // 零 stands before cur
	f               form
	tokens          int
	led             bool // 数 or 几 stands before: none may follow
}

const hanLimit = int64(1e17)

func (p *hanParser) read() numeral {
	start := p.at
	if t := hanAt(p.s, p.at); t.class == hanFew {
		return p.vague()
	} else if t.class == hanMore || t.class == hanNone {
		return numeral{}
	}
	if n := p.positional(); n.ok() {
		return n
	}
	for p.step() {
	}
	if p.at == start {
		return numeral{}
	}
	if p.sum() > hanLimit {
		for hanAt(p.s, p.at).class == hanBig || hanAt(p.s, p.at).class == hanSmall {
			p.at += 3
		}
		return numeral{start: start, end: p.at, form: words, broken: "scale words without end"}
	}
	p.shorthand()
	n := numeral{start: start, end: p.at, value: duizhao.NewDecimal(p.sum(), 0), place: p.place, form: p.f | words}
	if p.tokens == 1 {
		n.form |= single
	}
	if p.cur < 0 {
		n.exp = max(p.unit, 0)
	}
	if p.spread > 0 {
		n.high = n.value
		n.value = n.value.Sub(duizhao.NewDecimal(p.spread, p.place))
	}
	p.point(&n)
	return n
}

func (p *hanParser) sum() int64 { return p.total + p.mid + p.sec + max(p.cur, 0) }

// positional reads digits written one after the other: 二〇二二, 一二三. Two digits
// are left to step, for they may be 七八.
func (p *hanParser) positional() numeral {
	n := numeral{start: p.at, end: p.at, form: words | positional}
	var v int64
	for {
		r := runeAt(p.s, n.end)
		t := hanTokens[r]
		if r == 0 || t.class != hanDigit || r == '两' || r == '兩' {
			break
		}
		if n.digits++; n.digits <= 18 {
			v = v*10 + int64(t.val)
		}
		n.end += 3
	}
	if n.digits < 3 || n.digits == 3 && hanAt(p.s, n.end).class == hanSmall {
		return numeral{}
	}
	if n.digits > 18 {
		n.broken = "Chinese digits without end"
		return n
	}
	n.value = duizhao.NewDecimal(v, 0)
	return n
}

// step reads one token, or reports that the numeral is at its end.
func (p *hanParser) step() bool {
	at := p.at
	if p.tokens > 0 {
		at = skipSpaces(p.s, at)
	}
	t := hanAt(p.s, at)
	if at != p.at && t.class != hanMore && t.class != hanBig {
		return false
	}
	switch t.class {
	case hanDigit:
		return p.digit(int64(t.val))
	case hanFew:
		if r := runeAt(p.s, at); r == '数' || r == '數' || p.cur > 0 || p.unit < 0 || p.led {
			return false
		}
		p.f |= over
		p.cur, p.place = 0, 0
	case hanMore:
		next := skipSpaces(p.s, at+3)
		if c := hanAt(p.s, next).class; p.tokens == 0 || c != hanBig && c != hanSmall || isPrefixUnit(p.s, next) {
			return false
		}
		p.f |= over
	case hanTens:
		if p.cur >= 0 || p.tokens > 0 && p.unit < 2 {
			return false
		}
		p.cur = int64(t.val)
		p.smallUnit(1)
	case hanSmall:
		if isPrefixUnit(p.s, at) || !p.smallUnit(t.val) {
			return false
		}
	case hanBig:
		if isPrefixUnit(p.s, at) || !p.bigUnit(t.val) {
			return false
		}
	default:
		return false
	}
	p.at = at + 3
	p.tokens++
	return true
}

func (p *hanParser) digit(d int64) bool {
	if d == 0 && p.cur < 0 {
		if next := hanAt(p.s, p.at+3).class; p.tokens > 0 && next != hanDigit && next != hanSmall && next != hanFew {
			return false // 十零: nothing follows the zero
		}
		p.zero = true
		if p.tokens == 0 {
			p.place = 0
		}
	} else if p.cur >= 0 {
		if p.spread > 0 || p.cur == 0 || d != p.cur+1 && (p.cur != 3 || d != 5) || p.zero {
			return false
		}
		p.spread, p.cur = d-p.cur, d
	} else {
		if next := hanAt(p.s, p.at+3); next.class == hanSmall && next.val >= p.small && !isPrefixUnit(p.s, p.at+3) {
			return false // 一百三百: the second numeral begins here
		}
		p.cur, p.place = d, 0
	}
	p.at += 3
	p.tokens++
	return true
}

func (p *hanParser) smallUnit(exp int) bool {
	if exp >= p.small {
		return false
	}
	d := p.cur
	if d < 0 {
		if p.tokens > 0 && !p.zero && p.f&over == 0 {
			return false // 百十, 万千: two implied units do not follow each other
		}
		d = 1
		if p.tokens == 0 && exp > 1 {
			p.f |= implied
		}
	}
	for range exp {
		d *= 10
	}
	p.sec += d
	p.cur, p.small, p.unit, p.place, p.zero = -1, exp, exp, exp, false
	return true
}

func (p *hanParser) bigUnit(exp int) bool {
	v := p.sec + max(p.cur, 0)
	power := int64(1)
	for range exp {
		power *= 10
	}
	grow := func(x int64) int64 {
		if x > hanLimit/power {
			return 2 * hanLimit
		}
		return x * power
	}
	switch {
	case p.sum() > hanLimit:
		return false
	case p.tokens == 0:
		p.f |= implied
		p.mid = power
	case exp > 4: // everything since the last 亿
		if p.total > 0 && p.mid+v > 0 || p.total > 0 && p.mid+v == 0 && p.unit != 8 {
			return false
		}
		if p.mid+v == 0 {
			p.total = grow(p.total)
		} else {
			p.total = grow(p.mid + v)
		}
		p.mid = 0
	case v == 0 && p.mid > 0 && p.unit == 4: // 万万
		p.mid = grow(p.mid)
	case v == 0 || p.mid > 0:
		return false
	default:
		p.mid = grow(v)
	}
	if p.tokens > 0 && p.cur >= 0 {
		p.place = 0
	}
	p.place += exp
	p.sec, p.cur, p.small, p.unit, p.zero = 0, -1, 9, exp, false
	p.f |= scaled
	return true
}

// shorthand reads the last digit of 二百五 and 九万四 as that of the next lower unit.
func (p *hanParser) shorthand() {
	if p.cur <= 0 || p.zero || p.unit < 2 || p.spread > 0 || p.f&over != 0 {
		return
	}
	exp := p.unit - 1
	for range exp {
		p.cur *= 10
	}
	p.place = exp
}

// point reads 点五七九 behind n, and the scale words behind that.
func (p *hanParser) point(n *numeral) {
	r := runeAt(p.s, n.end)
	if r != '点' && r != '點' || n.is(over|vague) || n.high.Valid() {
		return
	}
	at, count, v := n.end+3, 0, int64(0)
	for {
		r := runeAt(p.s, at)
		t := hanTokens[r]
		if t.class != hanDigit || strings.ContainsRune("两兩俩倆", r) || count == 15 {
			break
		}
		v, count, at = v*10+int64(t.val), count+1, at+3
	}
	if count == 0 {
		return
	}
	n.value = n.value.Add(duizhao.NewDecimal(v, -count))
	n.place, n.end = -count, at
	n.form = n.form&^single | pointed
	n.scale(p.s)
}

// vague reads 数十, 几百万: an order of magnitude.
func (p *hanParser) vague() numeral {
	if c := hanAt(p.s, p.at+3).class; c != hanSmall && c != hanBig {
		return numeral{}
	}
	inner := hanParser{s: p.s, at: p.at + 3, cur: -1, small: 9, unit: -1, led: true}
	n := inner.read()
	if !n.ok() || n.broken != "" || n.is(arabic|positional) || hanAt(p.s, p.at+3).class < hanSmall {
		return numeral{}
	}
	n.start = p.at
	n.high = n.value.Scale10(1)
	n.form = n.form&^(implied|single) | vague
	return n
}
