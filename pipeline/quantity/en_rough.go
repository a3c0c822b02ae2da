package quantity

import (
	"strings"

	"duizhao"
)

// fraction records a/b, whose words are s[start:end].
func (e *en) fraction(a, b int64, start, end int) int {
	q := duizhao.Quantity{Kind: duizhao.Fraction, Numeral: duizhao.Span{Start: start, End: end}}
	q.Value, q.Precision = ratio(duizhao.NewDecimal(a, 0), duizhao.NewDecimal(b, 0))
	return e.phrase(q, start, end)
}

// wholes are the wholes of which "one in ten" states a part.
var wholes = map[int64]bool{2: true, 3: true, 4: true, 5: true, 10: true, 20: true, 50: true, 100: true, 1000: true, 10000: true}

// oneIn reports whether digits say one in ten: "1 in 10 enterprises". Other numbers
// before "in" count things of their own.
func (e *en) oneIn(n, d numeral) bool {
	return n.value.String() == "1" && n.is(arabic) && d.is(arabic) && byteAt(e.s, d.end) == ' ' && isLetter(byteAt(e.s, d.end+1))
}

// among reads one in three, nine out of ten: a part of a whole, not two counts.
// It returns the end, or where n begins.
func (e *en) among(n numeral) int {
	s := e.s
	if n.broken != "" || n.is(scaled|pointed|grouped) || n.value.Cmp(duizhao.NewDecimal(100, 0)) >= 0 {
		return n.start
	}
	at := spaceEnd(s, n.end)
	for _, w := range [...]string{"in every ", "in ", "out of every ", "out of "} {
		if at == n.end || !foldAt(s, at, w) {
			continue
		}
		to := at + len(w)
		d := readEn(s, to)
		out := w[0] == 'o'
		if !d.ok() || d.broken != "" || d.is(scaled|pointed) || !out && (!d.is(words) || !n.is(words)) && !e.oneIn(n, d) {
			return n.start
		}
		a, b := int64(n.value.Float()), int64(d.value.Float())
		if !wholes[b] || a >= b || a == 0 {
			return n.start
		}
		if u, us := unitEn(s, d.end); !us.Empty() && (u.class == classDuration || u.class == classMoney || u.class == classPercent) || byteAt(s, d.end) == '-' {
			return n.start // one in ten days
		}
		return e.fraction(a, b, n.start, d.end)
	}
	return n.start
}

// order records an order of magnitude, 10^exp to ten times that, whose words are
// s[i:at]; "of" and a noun may follow.
func (e *en) order(i, at, exp int) int {
	s := e.s
	noun := at
	if foldAt(s, at, " of") {
		noun = at + 3
	}
	q := duizhao.Quantity{
		Numeral: duizhao.Span{Start: i, End: at}, Low: duizhao.NewDecimal(1, exp), High: duizhao.NewDecimal(1, exp+1),
		Kind: duizhao.Count, Qualifier: duizhao.Over,
	}
	q.Unit, q.UnitSpan = headNoun(s, spaceEnd(s, noun), false)
	if u, us := unitEn(s, noun); !us.Empty() {
		switch u.class {
		case classMoney:
			q.Kind, q.Unit, q.Currency, q.UnitSpan = duizhao.Money, u.id, u.currency, us
		case classDuration, classCount:
			q.Kind, q.Unit, q.UnitSpan = kindOf[u.class], u.id, us
		}
	}
	q.Span = duizhao.Span{Start: i, End: max(at, q.UnitSpan.End)}
	return e.add(q)
}

// several reads several hundred, a few thousand, several dozen. "A couple of" alone
// is no number.
func (e *en) several(i, end int, w enWord) int {
	s := e.s
	start := i
	if at := backWord(s, i, "a"); at < i && at >= e.pos {
		start = at
	} else if w.val == 2 || foldAt(s, i, "few") {
		return i
	}
	at := spaceEnd(s, end)
	if foldAt(s, at, "of ") {
		at += 3
	}
	exp, last := 0, at
	for range 2 {
		next, to := wordAt(s, at)
		switch next.class {
		case enHundred, enScale:
			exp += next.val
		case enDozen:
			exp++
		case enNone:
			if foldAt(s, at, "tens") {
				return i
			}
		}
		if next.class != enHundred && next.class != enScale && next.class != enDozen {
			break
		}
		last, at = to, spaceEnd(s, to)
	}
	if exp == 0 {
		return i
	}
	return e.order(start, last, exp)
}

// unknownNoun reads the noun phrase behind "one" where no known noun stands: up to
// three words that a verb, a preposition or a mark follows. The last one is the
// head. It returns "" where a verb may stand first.
func unknownNoun(s string, i int) (string, duizhao.Span) {
	head := duizhao.Span{Start: i, End: i}
	for count := 0; ; count++ {
		end := wordEnd(s, i)
		for byteAt(s, end) == '-' && isLetter(byteAt(s, end+1)) {
			end = wordEnd(s, end+1)
		}
		w := strings.ToLower(s[i:end])
		if w == "" || phraseEnds[w] || notNouns[w] {
			break
		}
		if count == 3 || len(w) < 3 || s[i] < 'a' || count == 0 && verbal(w) || lookUp(s, i, end).class != enNone {
			return "", duizhao.Span{Start: i, End: i}
		}
		head = duizhao.Span{Start: i, End: end}
		next := spaceEnd(s, end)
		if next == end {
			break
		}
		i = next
	}
	return strings.ToLower(head.Of(s)), head
}

// notNouns follow a noun and are none.
var notNouns = map[string]bool{"and": true, "or": true, "did": true, "took": true, "came": true, "went": true, "made": true, "became": true, "remained": true, "still": true, "also": true}

// verbal reports whether w has the ending of a verb or an adverb: one needs, one
// hoped, one only.
func verbal(w string) bool {
	return strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") || strings.HasSuffix(w, "ly") || strings.HasSuffix(w, "ed") ||
		w == "more" || w == "need" || w == "find" || w == "see" || w == "less" || w == "time" || w == "side" || w == "hand"
}

// globalList reports whether n is the number in the name of a list of companies.
func globalList(s string, n numeral) bool {
	return n.digits == 3 && (endsFold(s, n.start, "fortune ") || endsFold(s, n.start, "global ") || endsFold(s, n.start, "forbes "))
}
