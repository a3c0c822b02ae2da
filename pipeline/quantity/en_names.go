package quantity

import (
	"strings"

	"duizhao"
)

// references are words whose number is a name: Section 337.
var references = []string{"section", "article", "chapter", "no.", "no", "order", "rule", "clause", "decree", "phase", "version", "room", "line", "flight", "highway", "annex", "table", "figure", "part", "item", "hotline", "route", "building", "level", "model", "gate", "unit", "type", "class"}

// name reads what begins with the digits r and is a name: 1+13, 10:30, Section 337.
func (e *en) name(i int, r run) int {
	s := e.s
	c := byteAt(s, r.end)
	switch {
	case c == '+' && isDigit(byteAt(s, r.end+1)), c == ':' && isDigit(byteAt(s, r.end+1)), has(s, r.end, "×"), c == '*' && isDigit(byteAt(s, r.end+1)):
		end := chain(s, i, "+:×*")
		return e.label(i, max(end, r.end), "name "+s[i:max(end, r.end)])
	case c == '+' && opensQuote(s, i) && closesQuote(s, r.end+1):
		return e.label(i, r.end+1, "name "+s[i:r.end+1])
	case c == '/':
		return e.slash(i, r)
	case c == '-' && isDigit(byteAt(s, r.end+1)):
		if end := chain(s, i, "-"); e.telephone(r, end) {
			return e.label(i, end, "name "+s[i:end])
		}
	}
	if p := pointAt(s, r.end); p > 0 {
		if second := digitRun(s, r.end+p); pointAt(s, second.end) > 0 {
			if r.n == 4 {
				return i // 2022.3.15
			}
			end := chain(s, i, ".")
			return e.label(i, end, "name "+s[i:end])
		}
	}
	if isLetter(c) {
		if _, us := unitEn(s, r.end); us.Empty() && ordinalSuffix(s, r) == r.end && abbreviated(s[r.end:wordEnd(s, r.end)]) == 0 && !foldAt(s, r.end, "fold") && skipCurrency(s, r.end) == r.end {
			return latinTail(s, r.end)
		}
	}
	return e.reference(i, r)
}

// telephone reports whether the digits from r to end, joined by hyphens, are no
// range: three parts and more, or a long second part.
func (e *en) telephone(r run, end int) bool {
	second := digitRun(e.s, r.end+1)
	if end > second.end {
		_, date := numericDate(e.s, int(r.value), r.end)
		return date == r.end
	}
	return second.n >= 7 || r.n <= 4 && second.n <= 4 && second.value <= r.value && !(r.n == 4 && second.n == 2 && second.value > r.value%100) && enDigits(e.s, second.start).end == second.end
}

// slash reads 1/3 as a fraction and 24/7 as a name; a date is left alone.
func (e *en) slash(i int, r run) int {
	s := e.s
	d := digitRun(s, r.end+1)
	switch {
	case d.n == 0 || byteAt(s, d.end) == '/':
		return i
	case r.value > 0 && r.value < d.value && d.n <= 2:
		return e.fraction(r.value, d.value, i, d.end)
	case r.n == 4 && d.n == 2 && r.value >= 1900 && r.value < 2200 && d.value == (r.value+1)%100:
		span := duizhao.Span{Start: i, End: d.end}
		return e.add(duizhao.Quantity{Span: span, Numeral: span, Kind: duizhao.Year, Unit: "year", Low: duizhao.NewDecimal(r.value, 0), High: duizhao.NewDecimal(r.value+1, 0)})
	case r.n == 4 && d.n == 2:
		return i
	}
	return e.label(i, d.end, "name "+s[i:d.end])
}

// reference reads digits behind Section, No. and the like, and the year in the
// name of an operation: "Cybersword 2022".
func (e *en) reference(i int, r run) int {
	s := e.s
	if byteAt(s, r.end) == ',' || pointAt(s, r.end) > 0 {
		return i
	}
	if r.n == 4 && r.value >= 1900 && r.value <= 2100 {
		prev := i - 1
		for prev > 0 && isLetter(s[prev-1]) {
			prev--
		}
		if closesQuote(s, r.end) && byteAt(s, i-1) == ' ' && prev < i-1 && s[prev] < 'a' && !foldAt(s, prev, "in ") && !foldAt(s, prev, "of ") && lookUp(s, prev, i-1).class != enMonth {
			return e.label(i, r.end, "name "+s[i:r.end])
		}
		return i
	}
	if r.n <= 2 && byteAt(s, r.end) == ':' && byteAt(s, i-1) == ' ' && isLetter(byteAt(s, i-2)) && strings.LastIndexByte(s[:i-1], ' ') < 0 && s[0] < 'a' {
		return e.label(i, r.end, "name "+s[i:r.end]) // Case 1: what it was about
	}
	for _, w := range references {
		at := backWord(s, i, w)
		if w == "no." && endsFold(s, i, w) {
			at = i - len(w) // No.1
		}
		if at < i && s[at] < 'a' {
			if w == "no." || w == "no" {
				if r.value == 1 && placeFollows(s, r.end) {
					span := duizhao.Span{Start: i, End: r.end}
					return e.add(duizhao.Quantity{Span: span, Numeral: span, Kind: duizhao.RankKind, Value: duizhao.NewDecimal(1, 0), Precision: places[12]})
				}
				if e.ranked(i) || r.value == 1 {
					return e.ordinal(numeral{start: i, end: r.end, value: duizhao.NewDecimal(r.value, 0), form: arabic})
				}
			}
			return e.label(i, r.end, "name "+s[i:r.end])
		}
	}
	if r.n >= 11 && byteAt(s, r.end) != '.' {
		return e.label(i, r.end, "name "+s[i:r.end])
	}
	return i
}

// placeFollows reports whether the words behind s[i:] say among whom a place is
// held: No. 1 in the province.
func placeFollows(s string, i int) bool {
	at := spaceEnd(s, i)
	for _, w := range [...]string{"in the ", "in china", "among ", "nationwide", "nationally", "of the country", "in the world"} {
		if foldAt(s, at, w) {
			return true
		}
	}
	return false
}

// enLabel returns the end of a section's number at the beginning of a block: 1.
// (2) 3). Roman numerals are no numbers anyway.
func enLabel(s string) int {
	i := 0
	for i < len(s) && (s[i] == ' ' || s[i] == '*' || s[i] == '#' || s[i] == '\t') {
		i++
	}
	open := byteAt(s, i) == '('
	if open {
		i++
	}
	r := digitRun(s, i)
	if r.n == 0 || r.n > 2 || r.end >= len(s) {
		return 0
	}
	switch c := s[r.end]; {
	case c == ')', c == '.' && !open && !isDigit(byteAt(s, r.end+1)) && byteAt(s, r.end+1) != '.':
		return r.end + 1
	}
	return 0
}
