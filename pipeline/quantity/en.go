package quantity

import (
	"strings"

	"duizhao"
)

// en is a walk over one English text.
type en struct {
	s   string
	out []duizhao.Quantity
	pos int // end of what has been read: a look back stops here
}

func scanEn(s string) []duizhao.Quantity {
	e := &en{s: s}
	for i := enLabel(s); i < len(s); {
		switch c := s[i]; {
		case isLetter(c):
			end := wordEnd(s, i)
			if w := lookUp(s, i, end); w.class != enNone && (byteAt(s, i-1) != '-' || !isLetter(byteAt(s, i-2))) {
				if at := e.word(i, end, w); at > end {
					i, e.pos = at, max(e.pos, at)
					continue
				}
			}
			i = max(e.token(i, end), end)
		case isDigit(c):
			at := max(e.digits(i), i+1)
			i, e.pos = at, max(e.pos, at)
		case c >= 0x80:
			i += e.wide(i)
		default:
			i++
		}
	}
	e.share()
	return compound(s, duizhao.English, e.out)
}

// share hands the unit of the last of several sums or percentages to those listed
// before it: 31.2 billion, 48.5 billion and 76.3 billion yuan; 44.5 and 36.1 percent.
// In "an increase of 120 and 5 percent" the first is no percentage, so that a whole
// number without a scale word shares only what is said respectively.
func (e *en) share() {
	for i := len(e.out) - 1; i > 0; i-- {
		q, prev := &e.out[i], &e.out[i-1]
		if prev.Kind != duizhao.Count || prev.Unit != "" || !prev.Value.Valid() || q.UnitSpan.Start < q.Numeral.End {
			continue
		}
		switch e.s[prev.Span.End:q.Span.Start] {
		case ", ", " and ", ", and ":
		case " to ":
			if q.Kind != duizhao.Percent || !endsFold(e.s, prev.Span.Start, "from ") {
				continue // from 4.9 to 4.5 per thousand
			}
		default:
			continue
		}
		scaled, pointed := isLetter(e.s[prev.Numeral.End-1]), prev.Value.Exponent() < 0
		switch q.Kind {
		case duizhao.Money:
			if !scaled && !e.respectively(q.Span.End) {
				continue
			}
		case duizhao.Percent, duizhao.PercentagePoint:
			if scaled || !pointed && !e.respectively(q.Span.End) {
				continue
			}
		default:
			continue
		}
		prev.Kind, prev.Unit, prev.Currency = q.Kind, q.Unit, q.Currency
	}
}

// respectively reports whether the clause that goes on at s[i:] ends by saying so.
func (e *en) respectively(i int) bool {
	clause := e.s[i:min(len(e.s), i+shareReach)]
	if k := strings.IndexAny(clause, ".;"); k >= 0 {
		clause = clause[:k]
	}
	return strings.Contains(clause, "respectively")
}

// shareReach is how far behind a list the word may stand that deals it out, in bytes.
const shareReach = 60

// wide passes over the rune at s[i:]; a vulgar fraction is read on the way.
func (e *en) wide(i int) int {
	size := runeSize(e.s, i)
	if f, ok := vulgar[e.s[i:i+size]]; ok {
		e.add(duizhao.Quantity{
			Span: duizhao.Span{Start: i, End: i + size}, Numeral: duizhao.Span{Start: i, End: i + size},
			Kind: duizhao.Fraction, Value: duizhao.NewDecimal(f[0], 0).Div(duizhao.NewDecimal(f[1], 0)),
		})
	}
	return size
}

// vulgar are the fractions of Unicode, numerator and denominator.
var vulgar = map[string][2]int64{
	"½": {1, 2}, "⅓": {1, 3}, "⅔": {2, 3}, "¼": {1, 4}, "¾": {3, 4}, "⅕": {1, 5}, "⅖": {2, 5}, "⅗": {3, 5}, "⅘": {4, 5}, "⅛": {1, 8}, "⅜": {3, 8}, "⅝": {5, 8}, "⅞": {7, 8},
}

// token passes over the rest of a word that digits belong to: A4, COVID-19,
// www.example.com/3. Digits behind a currency do not: RMB100.
func (e *en) token(i, end int) int {
	s := e.s
	c := byteAt(s, end)
	switch {
	case isDigit(c) && currencyBefore(s, end, i) < end:
		return end
	case isDigit(c), e.hyphenated(i, end), c == '-' && isDigit(byteAt(s, end+1)) && s[i] < 'a' && s[end-1] < 'a',
		c == ':' && has(s, end, "://"), c == '@', c == '/' && isLetter(byteAt(s, end+1)) && !isLetter(byteAt(s, end+2)),
		c == '.' && (foldAt(s, i, "www.") || isLetter(byteAt(s, end+1)) && byteAt(s, end+2) != '.'):
		return latinTail(s, end)
	}
	return end
}

// hyphenated reports whether the capitalised word s[i:end] makes one name with the few
// digits behind its hyphen: Covid-19, Long March-5. Under-18 and Mid-90 are none.
func (e *en) hyphenated(i, end int) bool {
	if byteAt(e.s, end) != '-' || e.s[i] >= 'a' || end < i+2 || notNaming[strings.ToLower(e.s[i:end])] {
		return false
	}
	r := digitRun(e.s, end+1)
	switch next := byteAt(e.s, r.end); {
	case r.n == 0 || r.n > 3 || isLetter(next) || next == '-' || next == '%':
		return false
	case next == '.' || next == ',':
		return !isDigit(byteAt(e.s, r.end+1)) // else it is a longer number
	}
	return true
}

// notNaming are words that keep their meaning before a hyphen and a number.
var notNaming = map[string]bool{"under": true, "over": true, "top": true, "mid": true, "pre": true, "post": true, "aged": true, "below": true, "above": true, "plus": true, "minus": true, "all": true}

func (e *en) add(q duizhao.Quantity) int {
	if q.Qualifier == "" {
		q.Qualifier = duizhao.Exact
	}
	for q.Span.End > q.Numeral.End && e.s[q.Span.End-1] == ' ' {
		q.Span.End-- // no noun followed
	}
	if q.UnitSpan.Empty() {
		q.UnitSpan = duizhao.Span{Start: q.Numeral.End, End: q.Numeral.End}
	}
	bound(&q)
	if e.out == nil {
		e.out = make([]duizhao.Quantity, 0, len(e.s)/128+1)
	}
	e.out = append(e.out, q)
	return q.Span.End
}

func (e *en) label(start, end int, reason string) int {
	span := duizhao.Span{Start: start, End: end}
	return e.add(duizhao.Quantity{Span: span, Numeral: span, Kind: duizhao.Label, Reason: reason})
}

// digits reads what begins with the digit s[i] and returns its end.
func (e *en) digits(i int) int {
	r := digitRun(e.s, i)
	if end := e.name(i, r); end > i {
		return end
	}
	if end := e.dayFirst(i, r); end > i {
		return end
	}
	if end := ordinalSuffix(e.s, r); end > r.end {
		n := numeral{start: i, end: end, value: duizhao.NewDecimal(r.value, 0), form: arabic}
		return e.ordinal(n)
	}
	n := readEn(e.s, i)
	if e.denominates(n) {
		return e.label(i, n.end, "name denomination")
	}
	if r.n == 1 && r.value == 1 {
		if end := e.among(n); end > i {
			return end
		}
	}
	return e.number(n)
}

// denominates reports whether n says in what the figures of a column or row are
// counted: Output (100 million kWh), Unit: 10,000 yuan.
func (e *en) denominates(n numeral) bool {
	power := strings.Trim(n.value.String(), "0") == "1" && n.value.Cmp(duizhao.NewDecimal(1000, 0)) >= 0
	if !power {
		return false
	}
	before := strings.TrimRight(e.s[:n.start], " ")
	if endsFold(before, len(before), "unit:") {
		return true
	}
	heading, open := strings.CutSuffix(before, "(")
	closing := strings.IndexByte(e.s[n.end:], ')')
	if !open || !strings.HasSuffix(heading, " ") || !isLetter(byteAt(heading, len(heading)-2)) ||
		closing < 0 || closing > denomination || strings.ContainsAny(e.s[n.end:n.end+closing], "0123456789,;") {
		return false
	}
	behind := strings.TrimLeft(e.s[n.end+closing+1:], " ")
	return behind == "" || strings.IndexByte("\t\n|:0123456789", behind[0]) >= 0
}

// denomination is how many bytes the unit behind a power of ten in brackets may have.
const denomination = 40

// ordinalSuffix returns the end of st, nd, rd or th behind r.
func ordinalSuffix(s string, r run) int {
	if r.n > 9 || wordEnd(s, r.end) != r.end+2 {
		return r.end
	}
	for _, w := range [...]string{"st", "nd", "rd", "th"} {
		if foldAt(s, r.end, w) {
			return r.end + 2
		}
	}
	return r.end
}

// word reads what begins with the word s[i:end] of enWords. It returns the end of
// what it read, or i.
func (e *en) word(i, end int, w enWord) int {
	if to := e.idiom(i); to > i {
		return to
	}
	switch w.class {
	case enSmall, enTens:
		return e.cardinal(i)
	case enHundred, enScale, enDozen:
		return e.implied(i, end, w)
	case enOrdinal:
		return e.ordinalWord(i, end, w)
	case enPart:
		return e.half(i, end, w)
	case enVague:
		return e.vague(i, end, w)
	case enMultiple:
		return e.multiple(i, end, w)
	case enMonth:
		return e.monthFirst(i)
	case enLead:
		return e.lead(i, end)
	case enSeveral:
		return e.several(i, end, w)
	}
	return i
}

// cardinal reads number words at s[i:], which may turn out an ordinal
// (twenty-first) or a fraction (two thirds).
func (e *en) cardinal(i int) int {
	n := readEn(e.s, i)
	if !n.ok() {
		return i
	}
	if end := e.among(n); end > i {
		return end
	}
	at := gap(e.s, n.end)
	if w, end := wordAt(e.s, at); at > n.end && !n.is(scaled|pointed) {
		v := int64(n.value.Float())
		switch {
		case w.class == enOrdinal && w.val < 10 && v >= 20 && v%10 == 0 && v%100 != 0,
			w.class == enOrdinal && w.val < 100 && v >= 100 && v%100 == 0:
			n.end, n.value = end, duizhao.NewDecimal(v+int64(w.val), 0)
			return e.ordinal(n)
		case w.class == enOrdinal && w.val >= 100 && v < 100:
			n.end, n.value = end, duizhao.NewDecimal(v*int64(w.val), 0)
			return e.ordinal(n)
		case w.class == enPart && v < 20, w.class == enOrdinal && v == 1 && w.val > 2 && w.val < 20 && e.s[at-1] == '-' || w.class == enOrdinal && v == 1 && w.val > 2 && w.val < 11 && e.ofFollows(end):
			if w.class == enPart && w.val == 2 && v > 1 || w.class == enPart && w.val == 4 && v > 3 {
				break // two halves, four quarters of a year
			}
			return e.fraction(v, int64(w.val), i, end)
		}
	}
	return e.number(n)
}

func (e *en) ofFollows(i int) bool {
	at := spaceEnd(e.s, i)
	return foldAt(e.s, at, "of ")
}

// implied reads a scale word that no numeral stands before: a hundred, half a
// million, a dozen. Alone it is no number.
func (e *en) implied(i, end int, w enWord) int {
	s := e.s
	start := i
	value, part := duizhao.NewDecimal(1, 0), false
	if at := backWord(s, i, "a"); at < i {
		start = at
	}
	for _, f := range [...]struct {
		word string
		v    duizhao.Decimal
	}{{"half", duizhao.NewDecimal(5, -1)}, {"quarter", duizhao.NewDecimal(25, -2)}} {
		if at := backWord(s, start, f.word); at < start {
			start, value, part = at, f.v, true
			if at := backWord(s, start, "a"); at < start {
				start = at
			}
			break
		}
	}
	if start == i || start < e.pos {
		return i
	}
	n := numeral{start: start, end: end, form: words | indefinite}
	if w.class == enDozen {
		n.value = value.Mul(duizhao.NewDecimal(12, 0))
	} else if p := (enParser{s: s, at: end, cur: 1, last: 99, n: 1}); part || w.class == enScale {
		n.value, n.place, n.exp, n.form = value.Scale10(w.val), w.val, w.val, n.form|scaled
	} else {
		p.cur, p.hundred, p.place = 100, true, 2
		for p.step() {
		}
		n.end, n.value, n.place, n.form = p.at, duizhao.NewDecimal(p.total+p.cur, 0), p.place, n.form|p.f
	}
	return e.number(n)
}

// backWord returns where the word w begins that stands before s[i:], parted by a
// space or hyphen, or i.
func backWord(s string, i int, w string) int {
	at := i - 1 - len(w)
	if at < 0 || s[i-1] != ' ' && s[i-1] != '-' || !foldAt(s, at, w) || isLetter(byteAt(s, at-1)) {
		return i
	}
	return at
}

// vague reads dozens of, hundreds of thousands of: an order of magnitude.
func (e *en) vague(i, end int, w enWord) int {
	s := e.s
	if prev := backWord(s, i, "the"); prev < i {
		return i // the hundreds, the tens column
	}
	exp, at := w.val, end
	for foldAt(s, at, " of ") {
		next, to := wordAt(s, at+4)
		if next.class != enVague || next.val+exp > 12 || next.val < 2 {
			break
		}
		exp, at = exp+next.val, to
	}
	more := foldAt(s, at, " more") && !isLetter(byteAt(s, at+5)) && !foldAt(s, at+5, " than")
	if !foldAt(s, at, " of ") && !more {
		return i
	}
	return e.order(i, at, exp)
}

// multiple reads doubled, tripled, twofold; twice only in a comparison.
func (e *en) multiple(i, end int, w enWord) int {
	s := e.s
	q := duizhao.Quantity{Kind: duizhao.MultipleKind, Value: duizhao.NewDecimal(int64(w.val), 0), Precision: places[12], Unit: "times", Numeral: duizhao.Span{Start: i, End: end}}
	switch {
	case w.val == 0:
		q.Kind, q.Unit, q.Value, q.Precision = duizhao.Fraction, "", duizhao.NewDecimal(5, -1), duizhao.Decimal{} // halved
	case foldAt(s, i, "twice") && !compares(s, end):
		q.Kind, q.Unit = duizhao.Count, "time"
		if foldAt(s, end, " a ") || foldAt(s, end, " the ") {
			return i
		}
	}
	return e.phrase(q, i, end)
}

// compares reports whether words behind s[i:] make "times" a multiple.
func compares(s string, i int) bool {
	at := spaceEnd(s, i)
	for _, w := range [...]string{"over the year", "over the past", "over the last", "over the course", "over the period"} {
		if foldAt(s, at, w) {
			return false // licensed 560 times over the year
		}
	}
	for _, w := range [...]string{"as", "more", "higher", "larger", "greater", "that of", "those", "faster", "longer", "bigger", "the amount", "the number", "the size", "the average", "the level", "the figure", "over"} {
		if foldAt(s, at, w) && !isLetter(byteAt(s, at+len(w))) {
			return true
		}
	}
	if !foldAt(s, at, "the ") && !foldAt(s, at, "its ") {
		return foldAt(s, at, "that in ")
	}
	if isDigit(byteAt(s, at+len("the "))) {
		return true // three times the 8.80 percent of 2012
	}
	for range 4 {
		at = spaceEnd(s, wordEnd(s, at))
		for _, w := range [...]string{"average", "level", "rate", "figure", "total", "number", "amount", "size", "volume"} {
			if foldAt(s, at, w) && !isLetter(byteAt(s, at+len(w))) {
				return true
			}
		}
	}
	return false
}

// lead reads led the province, topping the country: a first place.
func (e *en) lead(i, end int) int {
	s := e.s
	for _, w := range [...]string{" the province", " the country", " the nation", " the city", " the world", " the region", " the whole province", " the whole country", " the list", " the rest of the country", " the provincial ranking", " the national ranking"} {
		if foldAt(s, end, w) && !isLetter(byteAt(s, end+len(w))) && !foldAt(s, end+len(w), "'s") && !has(s, end+len(w), "’s") {
			if w == " the city" && !foldAt(s, i, "topp") {
				return i
			}
			return e.add(duizhao.Quantity{
				Span: duizhao.Span{Start: i, End: end + len(w)}, Numeral: duizhao.Span{Start: i, End: end},
				Kind: duizhao.RankKind, Value: duizhao.NewDecimal(1, 0), Precision: places[12],
			})
		}
	}
	return i
}

// half reads half and a quarter as fractions, half a year as a duration.
func (e *en) half(i, end int, w enWord) int {
	s := e.s
	next := spaceEnd(s, end)
	start := backWord(s, i, "a")
	for _, article := range [...]string{"a ", "an "} {
		u, us := unitEn(s, next+len(article)-1)
		if w.val == 2 && foldAt(s, next, article) && (u.class == classDuration || u.class == classPoint || u.class == classPercent) {
			return e.phrase(duizhao.Quantity{Kind: kindOf[u.class], Value: duizhao.NewDecimal(5, -1), Precision: places[11], Unit: u.id, UnitSpan: us, Numeral: duizhao.Span{Start: i, End: end}}, i, us.End)
		}
	}
	q := duizhao.Quantity{Kind: duizhao.Fraction, Value: duizhao.NewDecimal(1, 0).Div(duizhao.NewDecimal(int64(w.val), 0)), Numeral: duizhao.Span{Start: i, End: end}}
	switch {
	case w.val == 4 && (start == i || !e.ofFollows(end)), w.val != 2 && w.val != 4, byteAt(s, end) == '-', foldAt(s, next, "year") && start == i, backWord(s, i, "and a") < i:
		return i
	case backWord(s, i, "first") < i, backWord(s, i, "second") < i, backWord(s, i, "latter") < i, backWord(s, i, "the first") < i:
		return i
	case foldAt(s, next, "of "), foldAt(s, next, "the "), start < i && w.val == 4, foldAt(s, next, "its "), foldAt(s, next, "their "):
	default:
		if q, _ := qualifierEn(s, i, e.pos); q == duizhao.Exact && !(backWord(s, i, "by") < i) && !(backWord(s, i, "in") < i && e.changes(i-3)) {
			return i
		}
	}
	return e.phrase(q, i, end)
}

// phrase adds the qualifiers around s[start:end] to q and records it.
func (e *en) phrase(q duizhao.Quantity, start, end int) int {
	before, from := e.qualifier(start)
	q.Qualifier = before
	if after, to := afterEn(e.s, end); after != duizhao.Exact {
		end = to
		if before == duizhao.Exact {
			q.Qualifier = after
		}
	}
	q.Span = duizhao.Span{Start: from, End: end}
	return e.add(q)
}
