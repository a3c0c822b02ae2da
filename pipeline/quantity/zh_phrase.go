package quantity

import (
	"strings"

	"duizhao"
)

// fraction reads what stands around 分之: 百分之五十, 三分之二; and 1/3.
func (z *zh) fraction(n numeral) int {
	s, i := z.s, n.start
	if n.broken != "" || n.is(over|vague) {
		return i
	}
	at := skipSpaces(s, n.end)
	if !has(s, at, "分之") {
		return z.slash(n)
	}
	at = skipSpaces(s, at+len("分之"))
	m := readZh(s, at)
	if !m.ok() || m.broken != "" {
		return i
	}
	q := duizhao.Quantity{Value: m.value, Precision: m.precision(), Kind: duizhao.Percent}
	switch base := n.value.String(); {
	case n.is(arabic):
		q.Kind = duizhao.Fraction
	case base == "100":
		q.Unit = "percent"
	case base == "1000":
		q.Unit = "permille"
	case base == "10000":
		q.Unit = "per_ten_thousand"
	default:
		q.Kind = duizhao.Fraction
	}
	if q.Kind == duizhao.Fraction {
		if n.value.Sign() <= 0 {
			return i
		}
		q.Value, q.Precision = ratio(m.value, n.value)
	} else if m.is(vague) {
		q.Low, q.High, q.Value, q.Precision, q.Qualifier = m.value, m.high, duizhao.Decimal{}, duizhao.Decimal{}, duizhao.Over
	} else if m.high.Valid() {
		q.Low, q.High, q.Value, q.Precision = m.value, m.high, duizhao.Decimal{}, duizhao.Decimal{} // 百分之二三十
	}
	end := m.end
	if sep := rangeSign(s, end); sep > end {
		if h := readZh(s, skipSpaces(s, sep)); h.ok() && h.broken == "" && h.value.Cmp(m.value) > 0 && q.Kind == duizhao.Percent && !has(s, h.end, "分之") {
			q.Low, q.High, q.Value, q.Precision, end = m.value, h.value, duizhao.Decimal{}, duizhao.Decimal{}, h.end
		}
	}
	q.Numeral = duizhao.Span{Start: i, End: end}
	start := i
	z.sign(&q, &start)
	return z.phrase(q, start, end)
}

// slash reads 1/3: a fraction where it is smaller than one.
func (z *zh) slash(n numeral) int {
	if !n.is(arabic) || n.is(scaled|pointed|grouped) || byteAt(z.s, n.end) != '/' {
		return n.start
	}
	d := digitRun(z.s, n.end+1)
	if d.n > 0 && d.n <= 2 && n.digits <= 2 && d.value > 0 && byteAt(z.s, d.end) != '/' && n.value.Cmp(duizhao.NewDecimal(d.value, 0)) > 0 {
		return z.label(n.start, d.end, "name "+z.s[n.start:d.end]) // 24/7
	}
	if d.n == 0 || d.n > 2 || byteAt(z.s, d.end) == '/' || d.value < 2 || n.value.Cmp(duizhao.NewDecimal(d.value, 0)) >= 0 || n.value.Sign() == 0 {
		return n.start
	}
	q := duizhao.Quantity{Kind: duizhao.Fraction, Numeral: duizhao.Span{Start: n.start, End: d.end}}
	q.Value, q.Precision = ratio(n.value, duizhao.NewDecimal(d.value, 0))
	return z.phrase(q, n.start, d.end)
}

// phrase adds the qualifiers around s[start:end] to q and records it.
func (z *zh) phrase(q duizhao.Quantity, start, end int) int {
	before, from := qualifierBefore(z.s, start, z.pos, false)
	after, to := qualifierAfter(z.s, end)
	if after == duizhao.Exact {
		after, to = fractionTail(z.s, end)
	}
	switch {
	case q.Qualifier != "":
	case before == duizhao.Exact:
		q.Qualifier = after
	default:
		q.Qualifier = before
	}
	if after != duizhao.Exact {
		end = to
	}
	q.Span = duizhao.Span{Start: from, End: end}
	return z.add(q)
}

// fractionTail reads 强 and 弱 behind a fraction, a little more and a little less,
// where nothing but a mark, 的 or the end of the text follows: 三分之一强.
func fractionTail(s string, i int) (duizhao.Qualifier, int) {
	for _, c := range [...]cue{{"强", duizhao.Over}, {"多", duizhao.Over}, {"有余", duizhao.Over}, {"弱", duizhao.Nearly}} {
		if !has(s, i, c.word) {
			continue
		}
		at := i + len(c.word)
		if r := runeAt(s, at); at >= len(s) || r == 0 || r == '的' || strings.ContainsRune("，。；、：！？）”", r) {
			return c.q, at
		}
	}
	return duizhao.Exact, i
}

// rangeSigns stand between the ends of a range.
var rangeSigns = []string{"至", "到", "-", "－", "—", "–", "～", "~", "〜", "−"}

// rangeSign returns the end of a range sign at s[i:], or i.
func rangeSign(s string, i int) int {
	at := skipSpaces(s, i)
	for _, w := range rangeSigns {
		if has(s, at, w) {
			at += len(w)
			if w == "—" && has(s, at, w) {
				at += len(w)
			}
			return at
		}
	}
	return i
}

// span reads a range whose lower end is m: 3至5万, 10%-15%, 2021-2035年. Where the
// ends do not rise it is none.
func (z *zh) span(m measured) int {
	s, i := z.s, m.n.start
	sep := rangeSign(s, m.end)
	if sep == m.end || m.n.broken != "" || m.over || m.n.high.Valid() || !z.rangeable(m.n) {
		return i
	}
	at := skipSpaces(s, sep)
	h := readZh(s, at)
	if !h.ok() || h.broken != "" || h.high.Valid() || !z.rangeable(h) || has(s, skipSpaces(s, h.end), "分之") {
		return i
	}
	up := z.measure(h)
	if m.unit.id != up.unit.id && m.unit.id != "" || up.over && m.unit.id != "" {
		return i
	}
	low, high := m.n, up.n
	if m.unit.id == "" && !low.is(scaled) && high.exp > 0 && low.value.Cmp(high.value.Scale10(-high.exp)) < 0 {
		low.value, low.place = low.value.Scale10(high.exp), low.place+high.exp
	}
	if m.unit.id == "" && up.unit.class == classTenth {
		low.value = low.value.Scale10(1)
	}
	if low.value.Cmp(high.value) >= 0 {
		return z.notRange(m, up, sep)
	}
	q := duizhao.Quantity{
		Numeral: duizhao.Span{Start: i, End: h.end}, UnitSpan: up.us, Unit: up.unit.id, Currency: up.unit.currency,
		Value: high.value, Precision: high.precision(),
	}
	years := yearLike(m.n) && yearLike(h) && (up.us.Empty() || up.unit.class == classYear) && m.n.value.Cmp(recent) >= 0
	if years {
		q.Kind, q.Unit = duizhao.Year, "year"
	} else if z.classify(&q, up, true) {
		return up.end
	}
	q.Low, q.High, q.Value = low.value, high.value, duizhao.Decimal{}
	if years {
		q.Span, q.Precision = duizhao.Span{Start: i, End: up.end}, duizhao.Decimal{}
		return z.add(q)
	}
	start := z.currency(&q, i)
	if start < i {
		q.Span = duizhao.Span{Start: start, End: up.end}
		return z.add(q)
	}
	return z.phrase(q, start, up.end)
}

// rangeable reports whether n can be the end of a range: one Chinese digit can,
// 百 or 万 without a digit can not.
func (z *zh) rangeable(n numeral) bool { return n.value.Valid() && !n.is(implied|vague|over) }

// notRange takes 3-2 and 12-1-4 as a name; ends parted by 至 or 到 stay two numbers.
func (z *zh) notRange(m, up measured, sep int) int {
	if c := z.s[sep-1]; c >= 0x80 || !up.us.Empty() || m.n.is(scaled) || !m.us.Empty() {
		return m.n.start
	}
	return z.label(m.n.start, up.n.end, "name "+z.s[m.n.start:up.n.end])
}

// ordinal reads 第N with its measure word.
func (z *zh) ordinal(i int) int {
	s := z.s
	at := skipSpaces(s, i+3)
	n := readZh(s, at)
	if !n.ok() || n.broken != "" || n.is(over|vague|pointed) {
		return i
	}
	for _, plan := range [...]string{"个五年规划", "个五年计划", "個五年規劃", "個五年計劃"} {
		if has(s, n.end, plan) {
			return z.label(i, n.end+len(plan), "plan "+n.value.String())
		}
	}
	u, us := zhUnit(s, n.end)
	q := duizhao.Quantity{
		Span: duizhao.Span{Start: i, End: max(n.end, us.End)}, Numeral: duizhao.Span{Start: i, End: n.end},
		UnitSpan: us, Unit: u.id, Value: n.value, Precision: places[12], Kind: duizhao.Ordinal,
	}
	switch {
	case u.class == classYear && endsWith(s, backOver(s, i), "连续"):
		q.Kind = duizhao.Duration // 连续第三年: three years running
	case us.Of(s) == "位" || us.Of(s) == "名":
		q.Kind, q.Unit = duizhao.RankKind, ""
	case us.Of(s) == "号" || us.Of(s) == "號":
		q.Unit = ""
	case us.Empty() || u.class == classMoney || u.class == classPercent || u.class == classTenth || u.class == classPoint || u.class == classMultiple:
		q.Span.End, q.UnitSpan, q.Unit = n.end, duizhao.Span{Start: n.end, End: n.end}, ""
		if z.ranked(i, n.end) {
			q.Kind = duizhao.RankKind
		}
	}
	if sep := rangeSign(s, n.end); sep > n.end && us.Empty() {
		h := readZh(s, skipSpaces(s, sep))
		if has(s, sep, "第") {
			h = readZh(s, sep+3)
		}
		if h.ok() && h.broken == "" && z.rangeable(h) && h.value.Cmp(n.value) > 0 {
			q.Low, q.High, q.Value = n.value, h.value, duizhao.Decimal{}
			q.Unit, q.Numeral.End = "", h.end
			hu, hs := zhUnit(s, h.end)
			if q.Span.End = h.end; !hs.Empty() {
				q.Span.End, q.UnitSpan, q.Unit = hs.End, hs, hu.id
			}
		}
	} else if us.Empty() {
		return z.enumerated(q, n.end)
	}
	return z.add(q)
}

// enumerated records the ordinal q, behind which s[i:] may go on: in 第二、三批 all
// are ordinals of the last one's measure word.
func (z *zh) enumerated(q duizhao.Quantity, i int) int {
	s := z.s
	list := []duizhao.Quantity{q}
	for len(list) < 10 && (has(s, i, "、") || has(s, i, "和") || has(s, i, "及")) {
		last := &list[len(list)-1]
		at := skipSpaces(s, i+3)
		n := readZh(s, at)
		if !n.ok() || n.broken != "" || n.is(scaled|pointed|over|vague) || n.value.Cmp(last.Value) <= 0 {
			break
		}
		u, us := zhUnit(s, n.end)
		next := q
		next.Span, next.Numeral = duizhao.Span{Start: at, End: max(n.end, us.End)}, duizhao.Span{Start: at, End: n.end}
		next.Value, next.Unit, next.UnitSpan, i = n.value, u.id, us, n.end
		if list = append(list, next); us.Empty() {
			continue
		}
		kind := duizhao.Ordinal
		if w := us.Of(s); w == "位" || w == "名" {
			kind = duizhao.RankKind
		}
		for k := range list {
			if list[k].Kind = kind; k < len(list)-1 {
				list[k].Unit = u.id
			}
			if kind == duizhao.RankKind {
				list[k].Unit = ""
			}
			i = z.add(list[k])
		}
		return i
	}
	return z.add(q)
}

// ranked reports whether the bare 第N in s[i:end] is a place in a ranking: nothing
// follows that it could count, or words before it say so.
func (z *zh) ranked(i, end int) bool {
	next := skipSpaces(z.s, end)
	r := runeAt(z.s, next)
	if next >= len(z.s) || z.s[next] < 0x80 && !isLetter(z.s[next]) || strings.ContainsRune("，。；、：！？）（”》的和", r) && r != 0 {
		return true
	}
	window := z.s[max(i-30, z.pos, 0):i]
	for _, w := range [...]string{"排名", "位居", "位列", "名列", "稳居", "跃居", "跃升", "居全", "列全", "排全", "居世界"} {
		if k := strings.LastIndex(window, w); k >= 0 && !strings.ContainsAny(window[k:], "，。；、") {
			return true
		}
	}
	return false
}

// first reads 首 with a measure word (首批, 首次), 居首 and 首位.
func (z *zh) first(i int) int {
	at := backOver(z.s, i)
	u, us := zhUnit(z.s, i+3)
	word := us.Of(z.s)
	heads := endsWith(z.s, at, "居") || endsWith(z.s, at, "列") || endsWith(z.s, at, "位") || endsWith(z.s, at, "榜")
	q := duizhao.Quantity{
		Span: duizhao.Span{Start: i, End: i + 3}, Numeral: duizhao.Span{Start: i, End: i + 3},
		Value: duizhao.NewDecimal(1, 0), Precision: places[12], Kind: duizhao.Ordinal,
	}
	switch {
	case us.Start == i+3 && word == "位" && (heads || z.ranked(i, us.End)):
		q.Kind, q.Span.End = duizhao.RankKind, us.End
	case us.Start == i+3 && (u.class == classCount && u.id != "major" || u.id == "session") && !strings.Contains("人 员 字 校 市 国 县 省 方 面 地 线 点 分 步 环 层 道 头 级 度 米", word):
		q.Span.End, q.UnitSpan, q.Unit = us.End, us, u.id
	case heads:
		q.Kind = duizhao.RankKind
	default:
		return i
	}
	return z.add(q)
}
