package quantity

import (
	"strconv"
	"strings"

	"duizhao"
)

// isoDate is a date or a part of one; 0 stands for what is not stated.
type isoDate struct{ year, month, day int }

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// String returns d in the notation of ISO 8601, with "--" for a missing year.
func (d isoDate) String() string {
	var b strings.Builder
	if d.year > 0 {
		b.WriteString(strconv.Itoa(d.year))
	} else {
		b.WriteByte('-')
	}
	if d.month > 0 {
		b.WriteString("-" + two(d.month))
	}
	if d.day > 0 {
		b.WriteString("-" + two(d.day))
	}
	return b.String()
}

func (d isoDate) valid() bool {
	return d.month >= 0 && d.month <= 12 && d.day >= 0 && d.day <= 31 && (d.month == 0 || d.day <= lastDay(d.year, d.month))
}

// lastDay returns the number of days of a month; of a February without a year 29.
func lastDay(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year > 0 && (year%4 != 0 || year%100 == 0 && year%400 != 0) {
			return 28
		}
		return 29
	}
	return 31
}

// smallInt reads a whole number of at most four digits at s[i:], Arabic or
// Chinese, and returns its value, its digits and its end.
func smallInt(s string, i int) (v, digits, end int) {
	if r := digitRun(s, i); r.n > 0 {
		if r.n > 4 {
			return 0, 0, i
		}
		return int(r.value), r.n, r.end
	}
	n := readZh(s, i)
	if !n.ok() || n.broken != "" || n.is(scaled|pointed|over|vague|implied) || n.high.Valid() {
		return 0, 0, i
	}
	return int(n.value.Float()), n.digits, n.end
}

// date reads a date at s[i:] and returns its end, or i.
func (z *zh) date(i int) int {
	s := z.s
	v, digits, end := smallInt(s, i)
	if end == i {
		return i
	}
	at := skipSpaces(s, end)
	if digits == 4 && v >= 1000 && v < 2200 {
		if has(s, at, "年") {
			d, to, rest := z.afterYear(v, at+3)
			return z.dated(i, d, to, rest)
		}
		return z.numericDate(i, v, end)
	}
	if v < 1 || v > 12 || digits > 2 {
		return i
	}
	if d, to, rest := z.month(0, i); to > i {
		return z.dated(i, d, to, rest)
	}
	return z.dotted(i, v, end)
}

// dated records the date d or the span from d to rest.
func (z *zh) dated(i int, d isoDate, end int, rest isoDate) int {
	if end == i || d.month == 0 {
		return i
	}
	if !d.valid() {
		return z.add(noSuchDay(duizhao.Span{Start: i, End: end}))
	}
	if rest == (isoDate{}) {
		rest, end = z.until(d, end)
	}
	iso := d.String()
	if rest != (isoDate{}) {
		if !rest.valid() {
			return z.add(noSuchDay(duizhao.Span{Start: i, End: end}))
		}
		iso += "/" + rest.String()
	}
	span := duizhao.Span{Start: i, End: end}
	return z.add(duizhao.Quantity{Span: span, Numeral: span, Kind: duizhao.Date, Reason: datePrefix + iso})
}

// noSuchDay is a date that no calendar has: 2月30日.
func noSuchDay(span duizhao.Span) duizhao.Quantity {
	return duizhao.Quantity{Span: span, Numeral: span, Kind: duizhao.Date, Malformed: true, Reason: "no such day"}
}

// afterYear reads what follows 2022年: a month, or its end. to is 0 for a year alone.
func (z *zh) afterYear(year, i int) (d isoDate, to int, rest isoDate) {
	for _, w := range [...]string{"底", "年底", "末", "年末"} {
		if has(z.s, i, w) {
			return isoDate{year, 12, 31}, i + len(w), rest
		}
	}
	return z.month(year, i)
}

// month reads 3月, 3月15日, 3月底 and 1-6月 at s[i:]; to is i where there is none.
func (z *zh) month(year, i int) (d isoDate, to int, rest isoDate) {
	s := z.s
	at := skipSpaces(s, i)
	v, digits, end := smallInt(s, at)
	if end == at || v < 1 || v > 12 || digits > 2 {
		return d, i, rest
	}
	d = isoDate{year: year, month: v}
	if sep := rangeSign(s, end); sep > end {
		w, digits, last := smallInt(s, skipSpaces(s, sep))
		if last = skipSpaces(s, last); digits < 3 && w > v && w <= 12 && has(s, last, "月") {
			to = last + 3
			if has(s, to, "份") {
				to += 3
			}
			return d, to, isoDate{year: year, month: w}
		}
	}
	at = skipSpaces(s, end)
	if !has(s, at, "月") {
		return isoDate{}, i, rest
	}
	to = at + 3
	for _, w := range [...]string{"底", "末"} {
		if has(s, to, w) {
			d.day = lastDay(year, v)
			return d, to + 3, rest
		}
	}
	if v, e := z.day(to); e > to {
		d.day, to = v, e
	} else if has(s, to, "份") {
		to += 3
	}
	return d, to, rest
}

// day reads 15日 or 15号 at s[i:].
func (z *zh) day(i int) (v, end int) {
	at := skipSpaces(z.s, i)
	v, digits, end := smallInt(z.s, at)
	if end == at || digits > 2 || v < 1 || v > 31 {
		return 0, i
	}
	end = skipSpaces(z.s, end)
	if has(z.s, end, "日") || has(z.s, end, "号") || has(z.s, end, "號") {
		return v, end + 3
	}
	return 0, i
}

// until reads the second end of a span of dates: 至26日, 至5月10日, 至2023年2月.
func (z *zh) until(d isoDate, i int) (isoDate, int) {
	sep := rangeSign(z.s, i)
	if sep == i {
		return isoDate{}, i
	}
	at := skipSpaces(z.s, sep)
	if v, digits, end := smallInt(z.s, at); digits == 4 && has(z.s, skipSpaces(z.s, end), "年") {
		r, to, extra := z.afterYear(v, skipSpaces(z.s, end)+3)
		if r.month > 0 && extra == (isoDate{}) {
			return r, to
		}
		return isoDate{}, i
	}
	if r, to, extra := z.month(d.year, at); to > at && extra == (isoDate{}) {
		return r, to
	}
	if v, end := z.day(at); end > at && d.day > 0 && v > d.day {
		return isoDate{d.year, d.month, v}, end
	}
	return isoDate{}, i
}

// numericDate reads 2022-03-15, 2022.3.15, 2022/3/15.
func (z *zh) numericDate(i, year, end int) int {
	d, to := numericDate(z.s, year, end)
	if to == end {
		return i
	}
	return z.dated(i, d, to, isoDate{})
}

func numericDate(s string, year, end int) (isoDate, int) {
	c := byteAt(s, end)
	if year < 1900 || c != '-' && c != '.' && c != '/' {
		return isoDate{}, end
	}
	m := digitRun(s, end+1)
	if m.n == 0 || m.n > 2 || byteAt(s, m.end) != c {
		return isoDate{}, end
	}
	day := digitRun(s, m.end+1)
	if next := byteAt(s, day.end); day.n == 0 || day.n > 2 || next == c && c != '.' {
		return isoDate{}, end
	}
	d := isoDate{year, int(m.value), int(day.value)}
	if d.month == 0 || d.day == 0 || !d.valid() {
		return isoDate{}, end
	}
	return d, day.end
}

// dotted reads 4·26 and, where the words around it name a day, 4.26.
func (z *zh) dotted(i, month, end int) int {
	s := z.s
	dot := 0
	for _, w := range [...]string{"·", "•", "・", "‧", "."} {
		if has(s, end, w) {
			dot = len(w)
			break
		}
	}
	day := digitRun(s, end+dot)
	d := isoDate{0, month, int(day.value)}
	if dot == 0 || day.n == 0 || day.n > 2 || d.day == 0 || !d.valid() {
		return i
	}
	if dot == 1 {
		if pointAt(s, day.end) > 0 {
			return i
		}
		switch z.dayName(i, day.end) {
		case duizhao.Label:
			return z.label(i, day.end, "name "+s[i:day.end])
		case duizhao.Date:
		default:
			return i
		}
	}
	return z.dated(i, d, day.end, isoDate{})
}

// dayName says whether 4.26 in s[i:end] is a date, the name of a case (“2.11”案)
// or neither: it stands in quotation marks, or a noun of days follows.
func (z *zh) dayName(i, end int) duizhao.Kind {
	quoted := opensQuote(z.s, i) && closesQuote(z.s, end)
	window := z.s[end:min(end+75, len(z.s))]
	if k := strings.IndexAny(window, "，。；！？\n"); k >= 0 {
		window = window[:k]
	}
	const never = 1 << 20
	day, trial := never, strings.Index(window, "案")
	for _, w := range [...]string{"日", "宣传", "周", "月", "活动", "节"} {
		if k := strings.Index(window, w); k >= 0 {
			day = min(day, k)
		}
	}
	switch _, u := zhUnit(z.s, end); {
	case quoted && trial >= 0 && trial < day:
		return duizhao.Label
	case quoted:
		return duizhao.Date
	case u.Empty() && day < 36 && hanAt(z.s, skipSpaces(z.s, end)).class == hanNone && runeAt(z.s, end) >= 0x4E00:
		return duizhao.Date
	}
	return ""
}

// opensQuote and closesQuote look for a quotation mark directly before or at s[i:].
func opensQuote(s string, i int) bool {
	for _, w := range [...]string{"“", "‘", "「", "『", "《", "\"", "'", "＂"} {
		if endsWith(s, i, w) {
			return true
		}
	}
	return false
}

func closesQuote(s string, i int) bool {
	for _, w := range [...]string{"”", "’", "」", "』", "》", "\"", "'", "＂"} {
		if has(s, i, w) {
			return true
		}
	}
	return false
}
