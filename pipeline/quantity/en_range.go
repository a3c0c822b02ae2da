package quantity

import "duizhao"

// rangeLead returns where "from", "between" or "ranging from" begins before
// s[i:], or i.
func (e *en) rangeLead(i int) int {
	i = currencyBefore(e.s, i, e.pos)
	for _, w := range [...]string{"between", "from"} {
		if at := backWord(e.s, i, w); at < i && at >= e.pos {
			return at
		}
	}
	return i
}

// rangeWord returns the end of what joins two ends of a range at s[i:], or i. A
// hyphen and "to" may, but not "to" behind a word of change unless fixed is set;
// "and" only behind "between" at lead.
func (e *en) rangeWord(i, lead int, fixed bool) int {
	s := e.s
	at := spaceEnd(s, i)
	for _, w := range [...]string{"-", "–", "—", "~", "～", "−"} {
		if has(s, at, w) {
			return spaceEnd(s, at+len(w))
		}
	}
	between := foldAt(s, lead, "between")
	switch {
	case at == i:
	case between && foldAt(s, at, "and "):
		return spaceEnd(s, at+4)
	case !between && foldAt(s, at, "to "), !between && foldAt(s, at, "through "):
		if !fixed && e.changes(lead) {
			return i
		}
		return spaceEnd(s, wordEnd(s, at))
	}
	return i
}

// changeWords speak of a movement: "rose from 30 to 50" is two numbers.
var changeWords = []string{"increas", "rose", "rise", "grew", "grow", "fell", "fall", "drop", "decreas", "declin", "expand", "rais", "reduc", "jump", "climb", "up ", "down ", "improv", "shorten", "cut", "lower", "by ", "soar", "lengthen", "upgrad", "advanc", "mov", "surg", "chang", "extend", "bring", "brought", "adjust", "revis", "correct", "went", "narrow", "lift", "slow", "accelerat"}

// changes reports whether the words before s[lead:] speak of a change, so that
// what "to" joins is a start and an end.
func (e *en) changes(lead int) bool {
	s := e.s
	window := s[max(lead-48, e.pos, 0):lead]
	for k := range window {
		for _, w := range changeWords {
			if foldAt(window, k, w) {
				return true
			}
		}
	}
	return false
}

// addRange records the range from low to high, whose unit u stands at us.
func (e *en) addRange(low, high numeral, lead int, years bool, u unit, us duizhao.Span) int {
	s := e.s
	q := duizhao.Quantity{Low: low.value, High: high.value, Precision: high.precision(), Numeral: duizhao.Span{Start: low.start, End: high.end}, Kind: duizhao.Count}
	end := high.end
	start := currencyBefore(s, low.start, e.pos)
	switch {
	case years:
		q.Kind, q.Unit, q.Precision = duizhao.Year, "year", duizhao.Decimal{}
	case start < low.start || u.class == classMoney:
		q.Currency, q.UnitSpan = u.currency, us
		if start < low.start {
			q.Currency, q.UnitSpan = currencyCode(s[start:low.start]), duizhao.Span{Start: start, End: low.start}
		}
		q.Kind, q.Unit = duizhao.Money, q.Currency
		if u.class == classMoney {
			end = us.End
		}
	case u.class == classMultiple:
		q.Kind, q.Unit, q.UnitSpan, end = duizhao.MultipleKind, "times", us, us.End
	case !us.Empty():
		q.Kind, q.Unit, q.UnitSpan, end = kindOf[u.class], u.id, us, us.End
	case backWord(s, low.start, "aged") < low.start:
		q.Unit = "year_of_age"
	default:
		q.Unit, q.UnitSpan = headNoun(s, spaceEnd(s, end), false)
	}
	if lead < start {
		start = lead
	}
	if q.Kind != duizhao.Year {
		q.Qualifier, start = e.qualifier(start)
	}
	q.Span = duizhao.Span{Start: start, End: max(end, q.UnitSpan.End)}
	return e.add(q)
}

// monthNames that may stand without a capital nowhere: May is also a verb.
func isMonth(s string, i int) (month, end int) {
	if c := byteAt(s, i); c < 'A' || c > 'Z' {
		return 0, i
	}
	w, end := wordAt(s, i)
	if w.class != enMonth {
		return 0, i
	}
	if byteAt(s, end) == '.' && end-i <= 4 {
		end++
	}
	return w.val, end
}

// monthFirst reads April 26, April 26, 2022, April 2022, January to June.
func (e *en) monthFirst(i int) int {
	s := e.s
	month, end := isMonth(s, i)
	if month == 0 {
		return i
	}
	d := isoDate{month: month}
	if m, to := e.monthRange(i, end); m > month {
		year, to := yearAfter(s, to)
		return e.dated(e.endOf(i), to, isoDate{year, month, 0}, isoDate{year, m, 0})
	}
	at := spaceEnd(s, end)
	r := digitRun(s, at)
	switch {
	case at == end || r.n == 0:
		return e.endMonth(i, end, d)
	case r.n == 4 && r.value >= 1900 && r.value < 2200:
		d.year = int(r.value)
		return e.endMonth(i, r.end, d)
	case r.n > 2 || r.value < 1 || r.value > 31 || byteAt(s, r.end) == '%' || pointAt(s, r.end) > 0:
		return i
	}
	d.day = int(r.value)
	end = ordinalSuffix(s, r)
	if byteAt(s, end) == ',' && digitRun(s, end+1).n == 3 {
		return i // May 1,200 entries
	}
	var last isoDate
	if sep := e.rangeWord(end, i, true); sep > end {
		if m, to := isMonth(s, sep); m > 0 {
			if r := digitRun(s, spaceEnd(s, to)); r.n > 0 && r.n < 3 {
				last, end = isoDate{0, m, int(r.value)}, ordinalSuffix(s, r)
			}
		} else if r := digitRun(s, sep); r.n > 0 && r.n < 3 && int(r.value) > d.day {
			last, end = isoDate{0, d.month, int(r.value)}, ordinalSuffix(s, r)
		}
	}
	d.year, end = yearAfter(s, end)
	if last != (isoDate{}) {
		last.year = d.year
		return e.dated(i, end, d, last)
	}
	last, end = e.through(i, end, d)
	return e.dated(i, end, d, last)
}

// through reads at s[i:] what joins the date d, which begins at start, to a later one
// with a year of its own: "to November 2022", "and the end of March 2023", "to 3 May 2022".
func (e *en) through(start, i int, d isoDate) (last isoDate, end int) {
	s := e.s
	sep := e.rangeWord(i, e.rangeLead(start), true)
	if d.year == 0 || sep == i {
		return isoDate{}, i
	}
	at, day := sep, 0
	for _, w := range [...]string{"the end of ", "end of "} {
		if foldAt(s, at, w) {
			at, day = at+len(w), lastDayOf
			break
		}
	}
	if r := digitRun(s, at); r.n > 0 && r.n < 3 {
		day, at = int(r.value), spaceEnd(s, ordinalSuffix(s, r))
	}
	month, to := isMonth(s, at)
	if month == 0 {
		return isoDate{}, i
	}
	if r := digitRun(s, spaceEnd(s, to)); day == 0 && r.n > 0 && r.n < 3 {
		day, to = int(r.value), ordinalSuffix(s, r)
	}
	year, end := yearAfter(s, to)
	if day == lastDayOf {
		day = lastDay(year, month)
	}
	last = isoDate{year, month, day}
	if year < d.year || year == d.year && month < d.month || !last.valid() {
		return isoDate{}, i
	}
	return last, end
}

// lastDayOf stands for the last day of a month, as long as the month is not known.
const lastDayOf = 99

// yearAfter reads ", 2022" or " 2022" at s[i:].
func yearAfter(s string, i int) (year, end int) {
	at := i
	if byteAt(s, at) == ',' {
		at++
	}
	at = spaceEnd(s, at)
	if r := digitRun(s, at); at > i && r.n == 4 && r.value >= 1900 && r.value < 2200 && byteAt(s, r.end) != ',' {
		return int(r.value), r.end
	} else if r.n == 4 && r.value >= 1900 && r.value < 2200 && at > i && !isDigit(byteAt(s, r.end+1)) {
		return int(r.value), r.end
	}
	return 0, i
}

// monthRange reads "to June" at s[i:], behind the month that begins at start.
func (e *en) monthRange(start, i int) (month, end int) {
	at := spaceEnd(e.s, i)
	for _, w := range [...]string{"to ", "through ", "and ", "-", "–"} {
		if w == "and " && backWord(e.s, start, "between") == start {
			continue
		}
		if foldAt(e.s, at, w) {
			return isMonth(e.s, spaceEnd(e.s, at+len(w)))
		}
	}
	return 0, i
}

// endOf returns where "the end of" begins before s[i:], or i.
func (e *en) endOf(i int) int {
	for _, w := range [...]string{"the end of ", "end of ", "end-"} {
		if k := i - len(w); k >= e.pos && foldAt(e.s, k, w) {
			return k
		}
	}
	return i
}

// endMonth records June 2022 and the end of June; a month alone is no quantity.
func (e *en) endMonth(i, end int, d isoDate) int {
	if start := e.endOf(i); start < i {
		d.day = lastDay(d.year, d.month)
		return e.dated(start, end, d, isoDate{})
	}
	if d.year == 0 {
		return i
	}
	last, end := e.through(i, end, d)
	return e.dated(i, end, d, last)
}

// dated records a date whose words begin at start.
func (e *en) dated(start, end int, d, last isoDate) int {
	if !d.valid() || !last.valid() {
		return e.add(noSuchDay(duizhao.Span{Start: start, End: end}))
	}
	iso := d.String()
	if last != (isoDate{}) {
		iso += "/" + last.String()
	}
	span := duizhao.Span{Start: start, End: end}
	return e.add(duizhao.Quantity{Span: span, Numeral: span, Kind: duizhao.Date, Reason: datePrefix + iso})
}

// dayFirst reads 26 April 2022, 10th of May, 2022-03-15 and the quoted "4.26".
func (e *en) dayFirst(i int, r run) int {
	s := e.s
	if r.n == 4 {
		if d, end := numericDate(s, int(r.value), r.end); end > r.end {
			return e.dated(i, end, d, isoDate{})
		}
		return i
	}
	if r.n > 2 || r.value < 1 || r.value > 31 {
		return i
	}
	at := spaceEnd(s, ordinalSuffix(s, r))
	if foldAt(s, at, "of ") {
		at = spaceEnd(s, at+3)
	}
	if m, end := isMonth(s, at); m > 0 && at > r.end && byteAt(s, at-1) == ' ' {
		if m == 5 && !endsMonthPhrase(s, end) {
			return i
		}
		year, end := yearAfter(s, end)
		return e.dated(i, end, isoDate{year, m, int(r.value)}, isoDate{})
	}
	return e.quotedDay(i, r)
}

// endsMonthPhrase reports whether no verb follows "May": 15 May have left.
func endsMonthPhrase(s string, i int) bool {
	at := spaceEnd(s, i)
	return !isLetter(byteAt(s, at)) || foldAt(s, at, "in ") || foldAt(s, at, "and ") || foldAt(s, at, "to ") || s[at] < 'a'
}

// dayNamed reports whether the words around 4.26 in s[i:end] name a day by it: the 4.26 week.
func (e *en) dayNamed(i, end int) bool {
	if backWord(e.s, i, "the") == i && backWord(e.s, i, "during") == i && backWord(e.s, i, "on") == i {
		return false
	}
	for _, w := range [...]string{" week", " day", " publicity", " ip ", " intellectual property", " world", " campaign"} {
		if foldAt(e.s, end, w) {
			return true
		}
	}
	return false
}

// quotedDay reads "4.26" in quotation marks: a day where it can be one and no
// case is named by it.
func (e *en) quotedDay(i int, r run) int {
	s := e.s
	p := pointAt(s, r.end)
	if p == 0 && has(s, r.end, "·") {
		p = len("·")
	}
	day := digitRun(s, r.end+p)
	d := isoDate{0, int(r.value), int(day.value)}
	if p == 0 || day.n == 0 || day.n > 2 || d.month > 12 || d.day == 0 || !d.valid() || p == 1 && (!opensQuote(s, i) || !closesQuote(s, day.end)) && !e.dayNamed(i, day.end) {
		return i
	}
	window := s[day.end:min(day.end+90, len(s))]
	for k := 0; k < len(window) && window[k] != '.' && window[k] != ';'; k++ {
		if foldAt(window, k, " case") {
			return e.label(i, day.end, "name "+s[i:day.end])
		}
		if foldAt(window, k, " day") || foldAt(window, k, " week") || foldAt(window, k, "publicity") {
			break
		}
	}
	return e.dated(i, day.end, d, isoDate{})
}
