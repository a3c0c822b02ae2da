package quantity

import (
	"strings"

	"duizhao"
)

// enClass says what an English word does in a numeral, or to the scanner.
type enClass uint8

const (
	enNone  enClass = iota
	enSmall         // zero to nineteen
	enTens          // twenty to ninety
	enHundred
	enScale    // thousand, million, billion, trillion
	enOrdinal  // first, twentieth, hundredth
	enPart     // half, quarter, quarters
	enVague    // dozens, hundreds, millions: an order of magnitude
	enMultiple // doubled, tripled, twofold
	enMonth    // a month's name or its abbreviation
	enLead     // led, topped: a first place where "the province" follows
	enDozen    // dozen
	enSeveral  // several, few, couple: before hundred, thousand, ...
)

type enWord struct {
	class enClass
	val   int // of a number word its value, of a scale its power of ten
}

// enWords holds the words at which the scanner stops, in lower case.
var enWords = func() map[string]enWord {
	t := make(map[string]enWord, 160)
	list := func(class enClass, from, step int, words ...string) {
		for i, w := range words {
			t[w] = enWord{class, from + i*step}
		}
	}
	list(enSmall, 0, 1, "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
		"thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
	list(enSmall, 0, 0, "nought", "naught")
	list(enTens, 20, 10, "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
	list(enHundred, 2, 0, "hundred")
	list(enScale, 3, 3, "thousand", "million", "billion", "trillion")
	list(enOrdinal, 1, 1, "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
		"thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth")
	list(enOrdinal, 20, 10, "twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth")
	list(enOrdinal, 100, 900, "hundredth", "thousandth")
	list(enOrdinal, 1e6, 0, "millionth")
	list(enOrdinal, 1e9, 0, "billionth")
	list(enOrdinal, 1e12, 0, "trillionth")
	list(enPart, 2, 0, "half", "halves")
	list(enPart, 4, 0, "quarter", "quarters")
	list(enPart, 3, 1, "thirds", "fourths", "fifths", "sixths", "sevenths", "eighths", "ninths", "tenths")
	list(enVague, 1, 1, "dozens", "hundreds", "thousands")
	list(enVague, 6, 3, "millions", "billions")
	list(enVague, 1, 0, "tens", "scores")
	list(enMultiple, 2, 1, "doubled", "tripled", "quadrupled", "quintupled")
	list(enMultiple, 2, 1, "doubling", "tripling", "quadrupling")
	list(enMultiple, 2, 1, "twofold", "threefold", "fourfold", "fivefold", "sixfold", "sevenfold", "eightfold", "ninefold", "tenfold")
	list(enMultiple, 20, 10, "twentyfold", "thirtyfold", "fortyfold", "fiftyfold")
	list(enMultiple, 100, 900, "hundredfold", "thousandfold")
	list(enMultiple, 3, 0, "trebled")
	list(enMultiple, 0, 0, "halved", "halving")
	list(enSeveral, 0, 0, "several", "few")
	list(enSeveral, 2, 0, "couple")
	list(enMultiple, 2, 0, "twice")
	list(enMonth, 1, 1, "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
	list(enMonth, 1, 1, "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
	list(enMonth, 9, 0, "sept")
	list(enLead, 1, 0, "led", "leads", "leading", "topped", "tops", "topping")
	list(enDozen, 12, 0, "dozen")
	return t
}()

// enMask has, for each first letter, a bit for each length an enWords word can
// have, so that most words of a text are passed over without a look-up.
var enMask = func() (m [26]uint32) {
	for w := range enWords {
		m[w[0]-'a'] |= 1 << len(w)
	}
	return
}()

// lookUp returns the meaning of the word s[i:end] in any case.
func lookUp(s string, i, end int) enWord {
	n := end - i
	if n < 2 || n > 15 {
		return enWord{}
	}
	c := s[i] | 0x20
	if c < 'a' || c > 'z' || enMask[c-'a']&(1<<n) == 0 {
		return enWord{}
	}
	var low [16]byte
	for k := range n {
		low[k] = s[i+k] | 0x20
	}
	return enWords[string(low[:n])]
}

// wordEnd returns the end of the letters at s[i:].
func wordEnd(s string, i int) int {
	for i < len(s) && isLetter(s[i]) {
		i++
	}
	return i
}

func wordAt(s string, i int) (enWord, int) {
	end := wordEnd(s, i)
	return lookUp(s, i, end), end
}

// gap passes over what may part two words of one numeral: one or two spaces, or
// a hyphen with or without them. It returns i where there is nothing.
func gap(s string, i int) int {
	at := i
	for range 3 {
		if c := byteAt(s, at); c == ' ' || c == '\n' {
			at++
		} else if has(s, at, "\u00a0") {
			at += 2
		}
	}
	if byteAt(s, at) == '-' {
		at++
		for range 2 {
			if byteAt(s, at) == ' ' {
				at++
			}
		}
	}
	return at
}

func spaceEnd(s string, i int) int {
	for range 3 {
		if c := byteAt(s, i); c == ' ' || c == '\n' {
			i++
		} else if has(s, i, "\u00a0") {
			i += 2
		}
	}
	return i
}

// enParser reads the words of one cardinal. Invariant: the value so far is
// total + cur, where cur lies below the last scale read.
type enParser struct {
	s          string
	at         int
	total, cur int64
	last       int // power of ten of the last scale word; 99 for none
	place      int
	f          form
	n          int // words read
	hundred    bool
}

// readEn reads the cardinal at s[i:], in digits, words or both.
func readEn(s string, i int) numeral {
	if isDigit(byteAt(s, i)) {
		return readEnDigits(s, i)
	}
	p := enParser{s: s, at: i, last: 99}
	for p.step() {
	}
	if p.n == 0 {
		return numeral{}
	}
	n := numeral{start: i, end: p.at, value: duizhao.NewDecimal(p.total+p.cur, 0), place: p.place, form: p.f | words}
	if p.n == 1 && p.total+p.cur < 20 {
		n.form |= single
	}
	if p.cur == 0 && p.last < 99 {
		n.exp = p.last
	}
	n.andHalf(s)
	return n
}

// step reads the next word of the cardinal, with the gap and the "and" before it.
func (p *enParser) step() bool {
	at := p.at
	if p.n > 0 {
		if at = gap(p.s, p.at); at == p.at {
			return false
		}
	}
	w, end := wordAt(p.s, at)
	hyphen := p.n > 0 && p.s[at-1] == '-' || p.n > 0 && byteAt(p.s, p.at) == '-'
	if w.class == enNone && p.n > 0 && end-at == 3 && foldAt(p.s, at, "and") && (p.hundred || p.cur == 0) {
		at = spaceEnd(p.s, end)
		if at == end {
			return false
		}
		w, end = wordAt(p.s, at)
		if w.class != enSmall && w.class != enTens || p.cur%100 != 0 || p.scaledNext(end) || w.class == enSmall && partsFollow(p.s, end) {
			return false
		}
	}
	if hyphen && !(w.class == enSmall && p.cur%100 >= 20) {
		return false
	}
	switch v := int64(w.val); {
	case w.class == enSmall && p.takesUnit(v):
		p.cur, p.place = p.cur+v, 0
	case w.class == enTens && p.cur%100 == 0 && !p.bare():
		p.cur, p.place = p.cur+v, 0
	case w.class == enHundred && p.cur > 0 && p.cur < 100:
		p.cur, p.hundred, p.place = p.cur*100, true, 2
	case w.class == enScale && p.cur > 0 && w.val < p.last && !hyphen:
		v := p.cur
		for range w.val {
			v *= 10
		}
		p.total, p.cur, p.hundred = p.total+v, 0, false
		p.last, p.f, p.place = w.val, p.f|scaled, p.place+w.val
	default:
		return false
	}
	p.at, p.n = end, p.n+1
	return true
}

// bare reports whether a small number has been read that takes no tens: five twenty.
func (p *enParser) bare() bool { return p.n > 0 && p.cur%100 != 0 }

func (p *enParser) takesUnit(v int64) bool {
	switch {
	case p.n == 0:
		return true
	case v == 0:
		return false
	case p.cur%100 == 0:
		return p.cur > 0 || p.last < 99
	}
	return p.cur%10 == 0 && p.cur%100 >= 20 && v < 10
}

// scaledNext reports whether a hundred or a scale that is too large follows, so
// that "and" joins two numbers: three hundred and two hundred.
func (p *enParser) scaledNext(end int) bool {
	w, _ := wordAt(p.s, gap(p.s, end))
	return w.class == enHundred && p.hundred || w.class == enScale && w.val >= p.last
}

// partsFollow reports whether quarters, fifths or the like follow, so that "and"
// adds a fraction: one hundred and three quarters.
func partsFollow(s string, end int) bool {
	at := gap(s, end)
	w, _ := wordAt(s, at)
	return at > end && w.class == enPart && w.val > 2
}

// readEnDigits reads digits with the scale words behind them: 7.831 billion, 5k.
func readEnDigits(s string, i int) numeral {
	n := enDigits(s, i)
	if n.broken != "" {
		return n
	}
	if exp, end := enScaleAt(s, n.end); exp > 0 {
		n.value, n.place, n.end, n.exp = n.value.Scale10(exp), n.place+exp, end, exp
		n.form |= scaled
	}
	n.andHalf(s)
	return n
}

// enDigits reads digits whose groups may also be parted by narrow spaces.
func enDigits(s string, i int) numeral {
	n := readArabic(s, i, ",", "\u202f", "\u2009", "\u00a0")
	if n.broken == "" && byteAt(s, n.end) == ' ' && !n.is(grouped) {
		r := digitRun(s, n.end+1)
		if end := spacedGroups(s, n); end > 0 {
			v, err := duizhao.ParseDecimal(strings.ReplaceAll(s[i:end], " ", ""))
			if err == nil {
				n.value, n.end, n.form, n.digits = v, end, n.form|grouped, n.digits+6
				return n
			}
		}
		split := n.is(pointed) && r.n == 3 && r.value == 0 || !n.is(pointed) && n.digits <= 3 && r.n == 3 && s[n.end+1] == '0'
		if c := byteAt(s, r.end); split && c != ',' && c != '-' && !isLetter(c) {
			n.end, n.value, n.broken = r.end, duizhao.Decimal{}, "a space within the digits"
		}
	}
	return n
}

// spacedGroups returns the end of a numeral whose groups of three are parted by
// plain spaces, two groups and more behind n: 1 234 567. With fewer it returns 0.
func spacedGroups(s string, n numeral) int {
	end, count := n.end, 0
	for n.digits <= 3 && !n.is(pointed) && count < 5 && byteAt(s, end) == ' ' {
		r := digitRun(s, end+1)
		if r.n != 3 {
			break
		}
		end, count = r.end, count+1
	}
	if c := byteAt(s, end); count < 2 || c == ' ' && isDigit(byteAt(s, end+1)) || c == ',' && isDigit(byteAt(s, end+1)) || c == '-' || c == '.' && isDigit(byteAt(s, end+1)) {
		return 0
	}
	return end
}

// enScaleAt reads a scale word or its abbreviation at s[i:].
func enScaleAt(s string, i int) (exp, end int) {
	if at := spaceEnd(s, i); at > i || byteAt(s, i) == '-' {
		if at == i {
			at++
		}
		w, e := wordAt(s, at)
		switch w.class {
		case enHundred:
			exp, end = 2, e
		case enScale:
			exp, end = w.val, e
		default:
			i, e = at, wordEnd(s, at)
			switch w := s[at:e]; w {
			case "bn", "mn", "tn", "bln", "mln", "trn", "MM":
				return abbreviated(w), e
			case "MUSD", "MEUR", "MRMB", "MCNY":
				return 6, at + 1
			case "m", "b", "t", "M", "B":
				return letterScale(s, i, e), e
			}
			return 0, i
		}
		if more, last := enScaleAt(s, end); more > 0 && exp+more <= 15 && byteAt(s, end) == ' ' {
			return exp + more, last
		}
		return exp, end
	}
	e := wordEnd(s, i)
	if exp = abbreviated(s[i:e]); exp > 0 {
		return exp, e
	}
	if exp = letterScale(s, i, e); exp > 0 {
		return exp, e
	}
	return 0, i
}

// scaleLetters abbreviate scale words where a sum of money or a number of people
// is meant: RMB100m, US$ 3m, 5m yuan, 2m visitors.
var scaleLetters = map[string]int{"m": 6, "M": 6, "b": 9, "B": 9, "t": 12}

// letterScale returns the power of ten of the letter that ends at s[end:], behind
// the digits that end at s[i:], or 0.
func letterScale(s string, i, end int) int {
	exp := scaleLetters[strings.TrimLeft(s[i:end], " \u00a0")]
	if exp == 0 || isDigit(byteAt(s, end)) {
		return 0
	}
	u, us := unitEn(s, end)
	if !us.Empty() && (u.class == classMoney || u.id == "person" || u.id == "person_time") {
		return exp
	}
	start := i
	for start > 0 && (isDigit(s[start-1]) || s[start-1] == '.' || s[start-1] == ',' || s[start-1] == '-' && isDigit(byteAt(s, start-2))) {
		start--
	}
	if currencyBefore(s, start, 0) < start {
		return exp
	}
	if at := spaceEnd(s, end); at > end && exp == 6 {
		one, plural := singularOf(s[at:wordEnd(s, at)])
		if plural && crowds[one] {
			return exp
		}
	}
	return 0
}

// crowds are nouns that "m" behind digits counts in millions.
var crowds = map[string]bool{"user": true, "visitor": true, "visit": true, "resident": true, "worker": true, "job": true, "passenger": true, "tourist": true, "view": true, "household": true, "trip": true, "student": true, "farmer": true, "subscriber": true}

// abbreviated returns the power of ten of k, m, mn, bn written behind digits. A
// single m is a metre as often as a million and is none.
func abbreviated(w string) int {
	switch w {
	case "k", "K":
		return 3
	case "M", "MM", "mn", "mln":
		return 6
	case "bn", "B", "bln":
		return 9
	case "tn", "trn":
		return 12
	}
	return 0
}

// andHalf reads "and a half" behind n, with a scale behind that.
func (n *numeral) andHalf(s string) {
	at := spaceEnd(s, n.end)
	if foldAt(s, at, "-and-a-half") && !isLetter(byteAt(s, at+11)) && !n.is(scaled) {
		n.value, n.end, n.place = n.value.Add(duizhao.NewDecimal(5, -1)), at+11, -1
		n.form = n.form&^single | pointed
		return
	}
	if !foldAt(s, at, "and a half") || isLetter(byteAt(s, at+10)) {
		return
	}
	half := duizhao.NewDecimal(5, -1)
	if exp, end := enScaleAt(s, at+10); n.is(scaled) && exp > 0 && exp < n.exp {
		half, at = half.Scale10(exp), end-10 // a billion and a half million
	} else if n.is(scaled) {
		half = half.Scale10(n.exp)
	}
	n.value, n.end, n.place = n.value.Add(half), at+10, half.Exponent()
	n.form = n.form&^single | pointed
	if exp, end := enScaleAt(s, n.end); exp > 0 && !n.is(scaled) {
		n.value, n.place, n.end, n.exp = n.value.Scale10(exp), n.place+exp, end, exp
		n.form |= scaled
	}
}

// foldAt reports whether s[i:] begins with the lower-case ASCII word w in any case.
func foldAt(s string, i int, w string) bool {
	if i < 0 || i+len(w) > len(s) {
		return false
	}
	for k := range len(w) {
		c := s[i+k]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		if c != w[k] {
			return false
		}
	}
	return true
}
