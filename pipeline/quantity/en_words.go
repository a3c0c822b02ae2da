package quantity

import (
	"strings"

	"duizhao"
)

// enBefore are the phrases directly before a number or its currency, each with
// the space behind it. Longer phrases stand before their own endings.
var enBefore = []cue{
	{"no less than ", duizhao.AtLeast}, {"no fewer than ", duizhao.AtLeast}, {"not less than ", duizhao.AtLeast}, {"not fewer than ", duizhao.AtLeast},
	{"no more than ", duizhao.AtMost}, {"not more than ", duizhao.AtMost}, {"not exceeding ", duizhao.AtMost}, {"no higher than ", duizhao.AtMost}, {"no greater than ", duizhao.AtMost},
	{"a little more than ", duizhao.Over}, {"slightly more than ", duizhao.Over}, {"more than ", duizhao.Over}, {"greater than ", duizhao.Over}, {"larger than ", duizhao.Over}, {"higher than ", duizhao.Over},
	{"well over ", duizhao.Over}, {"just over ", duizhao.Over}, {"over ", duizhao.Over}, {"exceeding ", duizhao.Over}, {"exceeded ", duizhao.Over}, {"exceeds ", duizhao.Over}, {"exceed ", duizhao.Over},
	{"surpassing ", duizhao.Over}, {"surpassed ", duizhao.Over}, {"topping ", duizhao.Over}, {"topped ", duizhao.Over}, {"broke through ", duizhao.Over}, {"breaking through ", duizhao.Over}, {"broken through ", duizhao.Over}, {"in excess of ", duizhao.Over}, {"upwards of ", duizhao.Over}, {"above ", duizhao.Over}, {"beyond ", duizhao.Over},
	{"less than ", duizhao.Under}, {"fewer than ", duizhao.Under}, {"lower than ", duizhao.Under}, {"smaller than ", duizhao.Under}, {"just under ", duizhao.Nearly}, {"under ", duizhao.Under}, {"below ", duizhao.Under},
	{"at least ", duizhao.AtLeast}, {"a minimum of ", duizhao.AtLeast}, {"at the least ", duizhao.AtLeast},
	{"added up to ", duizhao.Exact}, {"adding up to ", duizhao.Exact}, {"adds up to ", duizhao.Exact}, {"add up to ", duizhao.Exact}, {"summed up to ", duizhao.Exact},
	{"at most ", duizhao.AtMost}, {"up to ", duizhao.AtMost}, {"a maximum of ", duizhao.AtMost},
	{"nearly ", duizhao.Nearly}, {"almost ", duizhao.Nearly}, {"close to ", duizhao.Nearly}, {"approaching ", duizhao.Nearly}, {"nearing ", duizhao.Nearly},
	{"about ", duizhao.About}, {"around ", duizhao.About}, {"approximately ", duizhao.About}, {"roughly ", duizhao.About}, {"some ", duizhao.About}, {"an estimated ", duizhao.About}, {"circa ", duizhao.About}, {"approx. ", duizhao.About},
	{"≥ ", duizhao.AtLeast}, {"≥", duizhao.AtLeast}, {"≤", duizhao.AtMost}, {">", duizhao.Over}, {"<", duizhao.Under}, {"~", duizhao.About},
}

// enBeforeByEnd holds enBefore by the last byte of the phrase, spaces aside, as a
// small letter.
var enBeforeByEnd = func() (t [256][]cue) {
	for _, c := range enBefore {
		end := cueEnd(c.word) | 0x20
		t[end] = append(t[end], c)
	}
	return
}()

// cueEnd returns the last byte of s before the space it may end in, 0 for none.
func cueEnd(s string) byte {
	if byteAt(s, len(s)-1) == ' ' {
		return byteAt(s, len(s)-2)
	}
	return byteAt(s, len(s)-1)
}

// enBetween may stand between such a phrase and the number.
var enBetween = []string{"a total of ", "the ", "another ", "an additional "}

// enAfter are the phrases behind a number or its unit.
var enAfter = []cue{
	{" or more", duizhao.AtLeast}, {" and more", duizhao.AtLeast}, {" or above", duizhao.AtLeast}, {" and above", duizhao.AtLeast}, {" or over", duizhao.AtLeast}, {" or higher", duizhao.AtLeast},
	{" or less", duizhao.AtMost}, {" or fewer", duizhao.AtMost}, {" or below", duizhao.AtMost}, {" and below", duizhao.AtMost}, {" or under", duizhao.AtMost},
	{" or so", duizhao.About}, {"-odd", duizhao.Over},
}

func endsFold(s string, i int, w string) bool {
	at := i - len(w)
	return foldAt(s, at, w) && (!isLetter(w[0]) || !isLetter(byteAt(s, at-1)))
}

// qualifierEn reads the qualifier before s[i:], not reaching back beyond from.
func qualifierEn(s string, i, from int) (duizhao.Qualifier, int) {
	for try := 0; try < 2; try++ {
		at := i
		if try == 1 {
			for _, w := range enBetween {
				if endsFold(s, at, w) {
					at -= len(w)
					break
				}
			}
			if at == i {
				break
			}
		}
		for _, c := range enBeforeByEnd[cueEnd(s[:at])|0x20] {
			k := at - len(c.word)
			if k >= from && s[at-1] == c.word[len(c.word)-1] && endsFold(s, at, c.word) {
				if c.q == duizhao.Exact {
					return duizhao.Exact, i // the parts added up to 3,644
				}
				return c.q, k
			}
		}
	}
	return duizhao.Exact, i
}

// qualifier reads the qualifier before s[i:]. Directly behind a figure "more than" is a
// difference: 582 million kW more than the 934 million in 2020.
func (e *en) qualifier(i int) (duizhao.Qualifier, int) {
	q, at := qualifierEn(e.s, i, e.pos)
	k := len(e.out) - 1
	if k < 0 || at != e.out[k].Span.End+1 || e.out[k].Unit == "" || e.out[k].Kind == duizhao.Year {
		return q, at
	}
	if words := strings.TrimSuffix(strings.ToLower(e.s[at:i]), "the "); strings.HasSuffix(words, "than ") {
		return duizhao.Exact, i
	}
	return q, at
}

func afterEn(s string, i int) (duizhao.Qualifier, int) {
	if c := byteAt(s, i); c != ' ' && c != '-' {
		return duizhao.Exact, i
	}
	for _, c := range enAfter {
		if foldAt(s, i, c.word) && !isLetter(byteAt(s, i+len(c.word))) && !leadsOn(s, i+len(c.word)) {
			return c.q, i + len(c.word)
		}
	}
	return duizhao.Exact, i
}

// leadsOn reports whether s[i:] shows that the phrase before it belongs to the next
// figure: up 1.9 points and more than three times, up 4.9% and above the 300 million mark.
func leadsOn(s string, i int) bool {
	return foldAt(s, i, " than ") || foldAt(s, i, " the ") || byteAt(s, i) == ' ' && isDigit(byteAt(s, i+1))
}

// enCurrencies are written before a sum; longer ones first.
var enCurrencies = []struct{ word, code string }{
	{"us$", "USD"}, {"u.s.$", "USD"}, {"hk$", "HKD"}, {"nt$", "TWD"}, {"a$", "AUD"}, {"c$", "CAD"}, {"s$", "SGD"}, {"mop$", "MOP"}, {"$", "USD"},
	{"cn¥", "CNY"}, {"¥", "CNY"}, {"￥", "CNY"}, {"€", "EUR"}, {"£", "GBP"},
	{"rmb", "CNY"}, {"cny", "CNY"}, {"usd", "USD"}, {"hkd", "HKD"}, {"eur", "EUR"}, {"gbp", "GBP"}, {"jpy", "JPY"}, {"yuan", "CNY"}, {"renminbi", "CNY"}, {"mop", "MOP"},
}

// currencyBefore returns where the currency word before s[i:] begins, or i.
func currencyBefore(s string, i, from int) int {
	at := i
	for range 2 {
		if byteAt(s, at-1) == ' ' {
			at--
		} else if endsWith(s, at, "\u00a0") {
			at -= 2
		}
	}
	switch c := byteAt(s, at-1); {
	case c == '$' || c >= 0x80:
	case c|0x20 == 'b', c|0x20 == 'y', c|0x20 == 'd', c|0x20 == 'r', c|0x20 == 'p', c|0x20 == 'n', c|0x20 == 'i':
	default:
		return i
	}
	for _, c := range enCurrencies {
		if k := at - len(c.word); k >= from && endsFold(s, at, c.word) {
			return k
		}
	}
	return i
}

func currencyCode(s string) string {
	s = strings.ToLower(strings.Trim(s, " \u00a0"))
	for _, c := range enCurrencies {
		if c.word == s {
			return c.code
		}
	}
	return ""
}

// skipCurrency passes over a currency word at s[i:].
func skipCurrency(s string, i int) int {
	for _, c := range enCurrencies {
		if foldAt(s, i, c.word) || has(s, i, c.word) {
			return spaceEnd(s, i+len(c.word))
		}
	}
	return i
}

// phraseEnds are words that no counted noun phrase goes beyond.
var phraseEnds = func() map[string]bool {
	t := map[string]bool{}
	for _, w := range strings.Fields(`of in to for at by from with on as that which who whose were was is are be been being has have had will would can could
		than per via into onto the a an this these those its their his her our during since after before through throughout within across under over between
		among against about above below around not no it they he she we you where when while if but so then each every all both either neither
		including involving covering totaling totalling amounting accounting ranking representing worth compared respectively annually
		issued won received passed obtained granted selected listed included invested handled concluded accepted year-on-year nationwide out up down`) {
		t[w] = true
	}
	return t
}()

// headNoun reads the noun phrase at s[i:] and returns its head in the singular
// with its place. The head is the first plural, or the plural directly behind it
// where that is a known noun (sports associations); of a phrase for one thing it
// is the last known noun. It returns "" where it cannot tell.
func headNoun(s string, i int, singular bool) (string, duizhao.Span) {
	head, span := "", duizhao.Span{Start: i, End: i}
	known := enNounSet()
	for range 10 {
		if byteAt(s, i) == '(' {
			end := strings.IndexByte(s[i:min(i+14, len(s))], ')')
			if end < 0 || !isLetter(byteAt(s, i+1)) || s[i+1] >= 'a' {
				break
			}
			i = spaceEnd(s, i+end+1)
			continue
		}
		end := i
		for end < len(s) && (isLetter(s[end]) || (s[end] == '-' || s[end] == '/' || s[end] == '\'') && isLetter(byteAt(s, end+1))) {
			end++
		}
		w := s[i:end]
		if end == i || len(w) > 30 || phraseEnds[strings.ToLower(w)] || numberWord(s, i, end) {
			break
		}
		one, plural := singularOf(w)
		switch {
		case (w == "and" || w == "or") && head != "":
			return head, span
		case singular && known[strings.ToLower(w)]:
			head, span = strings.ToLower(w), duizhao.Span{Start: i, End: end}
		case singular:
		case head != "" && (!plural || !known[one]):
			return head, span
		case plural:
			head, span = one, duizhao.Span{Start: i, End: end}
		}
		if next := spaceEnd(s, end); next > end && byteAt(s, next) != '\n' {
			i = next
			continue
		}
		break
	}
	return head, span
}

// numberWord reports whether the next number may begin with the word s[i:end].
func numberWord(s string, i, end int) bool {
	switch lookUp(s, i, wordEnd(s, i)).class {
	case enNone, enPart, enLead:
		return foldAt(s, i, "top") && end == i+3
	}
	return true
}

// singularOf returns the lower-case singular of w and whether w is a plural.
func singularOf(w string) (string, bool) {
	w = strings.ToLower(w)
	if k := strings.LastIndexAny(w, "-/"); k >= 0 {
		if strings.IndexByte(w, '/') >= 0 {
			w = w[:strings.IndexByte(w, '/')] // parks/zones
		} else {
			w = w[k+1:]
		}
	}
	if one, ok := enIrregular[w]; ok {
		return one, true
	}
	if u, ok := enUnitTable()[w]; ok && u.id == "person" && w != u.id && w != "individual" {
		return u.id, true
	}
	n := len(w)
	if n < 4 || w[n-1] != 's' || w[n-2] == '\'' {
		return w, false
	}
	switch {
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"), notPlural[w]:
		return w, false
	case strings.HasSuffix(w, "ies") && n > 4:
		return w[:n-3] + "y", true
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "uses") && w != "houses" && w != "causes" && w != "warehouses" && w != "clauses":
		return w[:n-2], true
	}
	return w[:n-1], true
}

var notPlural = map[string]bool{"overseas": true, "news": true, "less": true, "perhaps": true, "always": true, "towards": true, "besides": true, "sometimes": true,
	"physics": true, "economics": true, "does": true, "involves": true, "includes": true, "sports": true, "customs": true, "means": true, "logistics": true, "electronics": true, "ethics": true}
