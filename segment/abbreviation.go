package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// abbreviation says when the stop of an abbreviation ends a sentence as well.
type abbreviation uint8

const (
	none       abbreviation = iota
	never                   // Mr. Li, e.g. this
	reference               // No. 5, Fig. 3: not before a number
	enumerated              // etc.: before a capital or a number
	company                 // Ltd.: before a number, a sentence starter, or a capital whose next word is lower case
	region                  // U.S., p.m., Dec., St.: before a sentence starter only
)

// abbreviations by the way they are written, without the last stop. Those in lower
// case may begin with a capital; the others are words without it (the state of the
// art, the court sat).
var abbreviations = table(map[abbreviation]string{
	never: "Mr Mrs Ms Dr Prof Gen Gov Sen Rep Hon Rev Capt Col Lt Sgt Cmdr Messrs Mme Pres " +
		"e.g i.e v vs viz cf approx ca incl excl esp resp a.k.a",
	reference:  "no nos art arts sec secs sect fig figs ch chap para paras vol vols p pp eq tab ref cl reg app ed eds ser iss",
	enumerated: "etc al",
	company: "Co Ltd Inc Corp Llc Plc Llp Bros Assn Dept Div Univ Inst Jr Sr Ph.D Esq " +
		"Ave Blvd Rd Bldg Admin Int'l Intl Nat'l Natl Govt Mfg",
	region: "St Mt Ft Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Wed Thu Fri est max min avg",
})

// companyForms go on with a name and are themselves abbreviated.
var companyForms = set("Co Ltd Inc Corp")

// partNames stand before the number of a part of a text.
var partNames = set("chapter section part article annex appendix table figure step phase item schedule division chart box")

// starters begin sentences and seldom names.
var starters = set("a all also although among an and another any as at because before both but by compared " +
	"currently despite due during each every finally first firstly following for from further furthermore given he her here " +
	"his how however i if in it its last later many meanwhile more moreover most much no nor not now of on once one only or " +
	"other others our over overall second secondly several she since so some still such that the their then there therefore " +
	"these they this those though three through throughout thus to together two under unless until up upon we what when " +
	"where whether which while who why with within without yes you your besides additionally according after besides " +
	"four five six seven eight nine ten thanks based nearly about approximately perhaps rarely today yesterday tomorrow is are was were do does did can could will would have has should please")

func table(lists map[abbreviation]string) map[string]abbreviation {
	t := map[string]abbreviation{}
	for class, list := range lists {
		for _, w := range strings.Fields(list) {
			t[w] = class
		}
	}
	return t
}

func set(list string) map[string]bool {
	s := map[string]bool{}
	for _, w := range strings.Fields(list) {
		s[w] = true
	}
	return s
}

// classOf returns the class of word, which a stop follows.
func classOf(word string) abbreviation {
	if word == "" {
		return none
	}
	if class, ok := abbreviations[word]; ok {
		return class
	}
	lower := strings.ToLower(word)
	if class, ok := abbreviations[lower[:1]+word[1:]]; ok { // No, E.g
		return class
	}
	if class, ok := abbreviations[word[:1]+lower[1:]]; ok && isUpper(word) { // LTD
		return class
	}
	if isUpper(word) && utf8.RuneCountInString(word) == 1 || isInitials(word) { // J. K. Marsh
		return region
	}
	return none
}

func isUpper(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsUpper(r) })
}

func isAbbreviation(word string) bool { return classOf(word) != none }

// endsAfter reports whether the sentence ends with the stop behind word, given the
// text after it, which could begin a sentence.
func endsAfter(word, text string, digit bool) bool {
	next := nextWord(text)
	if companyForms[next] && strings.HasPrefix(text[len(next):], ".") {
		return false // Canghe Pharm. Co., Ltd.
	}
	switch classOf(word) {
	case never:
		return false
	case reference:
		// The answer was no. The court agreed.
		return !digit && (isStarter(next) || !isOrdinal(next)) && strings.ToLower(word) == word
	case enumerated:
		return true
	case company:
		return digit || isStarter(next) || isClause(next, text)
	case region:
		return isStarter(next)
	}
	return true
}

// nextWord returns the word that text begins with.
func nextWord(text string) string {
	return text[:span(text, 0, func(r rune) bool { return isWordRune(r) || r == '\'' || r == '’' })]
}

// isStarter reports whether word begins a sentence rather than a name. In capitals
// it is a name: IT, US.
func isStarter(word string) bool {
	if len(word) > 1 && strings.ToUpper(word) == word {
		return false
	}
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) && starters[strings.ToLower(word)]
}

// isClause reports whether text goes on in lower case behind its first word, as
// sentences do and names do not: "Courts accepted", "Trade Co.".
func isClause(word, text string) bool {
	rest, spaced := strings.CutPrefix(text[len(word):], " ")
	return spaced && unicode.IsLower(at(rest, 0)) && unicode.IsUpper(at(word, 0))
}
