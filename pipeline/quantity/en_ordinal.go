package quantity

import (
	"strings"

	"duizhao"
)

// ordinalWord reads an ordinal word at s[i:end].
func (e *en) ordinalWord(i, end int, w enWord) int {
	start := backWord(e.s, i, "a")
	if start == i {
		start = backWord(e.s, i, "an")
	}
	if start < i && start >= e.pos && w.val > 2 && w.val < 11 && e.isPart(start, end) {
		return e.fraction(1, int64(w.val), start, end)
	}
	return e.ordinal(numeral{start: i, end: end, value: duizhao.NewDecimal(int64(w.val), 0), form: words})
}

// isPart reports whether "a third" at s[i:end] is a part of a whole: "of" follows,
// or "by" stands before it.
func (e *en) isPart(i, end int) bool {
	s := e.s
	if at := spaceEnd(s, end); isLetter(byteAt(s, at)) && !e.ofFollows(end) && !phraseEnds[strings.ToLower(s[at:wordEnd(s, at)])] {
		return false // a third party
	}
	_, start := qualifierEn(s, i, e.pos)
	return e.ofFollows(end) || start < i || backWord(s, start, "by") < start
}

// superlative reports whether "largest" or the like stands at s[i:].
func superlative(s string, i int) bool {
	for _, w := range [...]string{"largest", "highest", "biggest", "lowest", "best", "fastest", "most", "longest", "ranked", "placed"} {
		if foldAt(s, i, w) && !isLetter(byteAt(s, i+len(w))) {
			return true
		}
	}
	return false
}

// rankWords before an ordinal make it a place in a ranking.
var rankWords = []string{"ranked", "ranking", "ranks", "rank", "placed", "placing", "finished", "finishing", "came", "coming", "comes", "stood", "standing"}

// ordinalRange reads second to fourth places, and returns its end, or n's.
func (e *en) ordinalRange(n numeral) int {
	if !foldAt(e.s, n.end, " to ") {
		return n.end
	}
	at := n.end + len(" to ")
	end := wordEnd(e.s, at)
	w := lookUp(e.s, at, end)
	high := duizhao.NewDecimal(int64(w.val), 0)
	if w.class != enOrdinal || high.Cmp(n.value) <= 0 {
		return n.end
	}
	span := duizhao.Span{Start: n.start, End: end}
	return e.add(duizhao.Quantity{Span: span, Numeral: span, Kind: duizhao.Ordinal, Low: n.value, High: high})
}

// ordinal records the ordinal n: a rank, a plan period, an ordinal, or nothing
// where it is part of a saying.
func (e *en) ordinal(n numeral) int {
	s := e.s
	if end := e.ordinalRange(n); end > n.end {
		return end
	}
	at := spaceEnd(s, n.end)
	if at == n.end {
		if byteAt(s, at) == '-' && isLetter(byteAt(s, at+1)) {
			if !foldAt(s, at, "-ever") && !foldAt(s, at, "-time ") && !superlative(s, at+1) {
				return n.end + 1
			}
		}
		if byteAt(s, at) == ',' && (n.start == 0 || sentenceStart(s, n.start)) {
			return n.end + 1 // First, ...
		}
	}
	if foldAt(s, at, "five-year plan") || foldAt(s, at, "five year plan") {
		return e.label(n.start, at+len("five-year plan"), "plan "+n.value.String())
	}
	if foldAt(s, at, "half ") || foldAt(s, at, "half,") || foldAt(s, at, "half.") {
		return at + 4
	}
	if n.is(words) && n.value.String() == "1" {
		m := readEn(s, at)
		if u, us := unitEn(s, m.end); at > n.end && m.ok() && u.class == classDuration && m.value.Valid() {
			return e.add(duizhao.Quantity{
				Span: duizhao.Span{Start: n.start, End: us.End}, Numeral: duizhao.Span{Start: m.start, End: m.end}, UnitSpan: us,
				Kind: duizhao.Duration, Value: m.value, Precision: m.precision(), Unit: u.id,
			})
		}
	}
	if end := streak(s, at); end > at {
		return e.add(duizhao.Quantity{
			Span: duizhao.Span{Start: n.start, End: end}, Numeral: duizhao.Span{Start: n.start, End: n.end},
			Kind: duizhao.Duration, Value: n.value, Precision: places[12], Unit: "year",
		})
	}
	q := duizhao.Quantity{
		Span: duizhao.Span{Start: n.start, End: n.end}, Numeral: duizhao.Span{Start: n.start, End: n.end},
		Kind: duizhao.Ordinal, Value: n.value, Precision: places[12],
	}
	if e.ranked(n.start) || foldAt(s, at, "place") && !foldAt(s, at, "places") || foldAt(s, at, "position ") || foldAt(s, at, "only to ") || at > n.end && superlative(s, at) || foldAt(s, at, "nationwide") || foldAt(s, at, "nationally") || foldAt(s, at, "worldwide") || foldAt(s, at, "globally") {
		q.Kind = duizhao.RankKind
	} else if end := wordEnd(s, at); end > at {
		if w := strings.ToLower(s[at:end]); enNounSet()[w] {
			q.Unit, q.UnitSpan, q.Span.End = w, duizhao.Span{Start: at, End: end}, end
		}
	}
	return e.add(q)
}

// streak returns the end of "consecutive year" or "year running" at s[i:], which
// make an ordinal a number of years, or i.
func streak(s string, i int) int {
	for _, w := range [...]string{"consecutive year", "straight year", "successive year", "year running", "year in a row", "year in succession"} {
		if foldAt(s, i, w) && !isLetter(byteAt(s, i+len(w))) {
			return i + len(w)
		}
	}
	return i
}

// sentenceStart reports whether s[i:] begins a sentence or a clause.
func sentenceStart(s string, i int) bool {
	for i > 0 && (s[i-1] == ' ' || s[i-1] == '\n') {
		i--
	}
	return i == 0 || strings.IndexByte(".;:!?", s[i-1]) >= 0
}

// ranked reports whether "ranked", or a word like it, stands within the five words
// before s[i:] and the same clause.
func (e *en) ranked(i int) bool {
	window := e.s[max(i-40, 0):i]
	if k := strings.LastIndexByte(window, 'N'); k >= 0 && strings.HasPrefix(window[k:], "No.") {
		window = window[:k]
	}
	if k := strings.LastIndexAny(window, ".;,()"); k >= 0 {
		window = window[k+1:]
	}
	if strings.Contains(window, " the first ") {
		return false
	}
	for _, w := range rankWords {
		if k := strings.LastIndex(window, w+" "); k >= 0 && (k == 0 || !isLetter(window[k-1])) {
			return true
		}
	}
	return false
}

// idioms hold number words and state no number.
var idioms = []string{
	"second to none", "first of all", "first and foremost", "third party", "third parties", "third-party", "first productive force",
	"one stop", "one belt", "one country, two systems", "two sessions", "first lady", "first aid", "second hand", "three gorges", "four seasons",
	"first secretary", "first secretaries", "one another", "one by one", "one after another", "one and all", "one day", "one-to-one", "one on one",
	"first responsible", "first name", "second thought", "third world", "first line", "first come", "two-way", "half-day", "first place of", "second place of",
	"twice-yearly", "first instance", "second instance", "first window", "one window", "one network", "one core", "two wings", "one thing at", "five-star", "four-star", "three-star",
}

// idiom returns the end of the saying at s[i:], or i.
func (e *en) idiom(i int) int {
	for _, w := range idioms {
		if foldAt(e.s, i, w) && !isLetter(byteAt(e.s, i+len(w))) {
			return i + len(w)
		}
	}
	if endsFold(e.s, i, "at ") && (foldAt(e.s, i, "first ") || foldAt(e.s, i, "first,")) {
		return i + len("first,")
	}
	return i
}
