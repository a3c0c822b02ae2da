package pair

import (
	"slices"
	"strings"

	"duizhao"
	"duizhao/internal/agree"
)

// Costs are thousandths: certain is the cost of a pair nobody would make. They
// order the ways to pair, and only their order matters: an equal value is worth
// more than everything else together unless it stands in another sentence and
// counts another thing; a different value is accepted only where kind and place
// fit.
const (
	certain = 1000

	aloneCost   = 500 // of each side, so a pair may cost up to twice that
	aloneCommon = 150 // a year the whole report is about: often said in one language only
	aloneName   = 350 // part of a name
	aloneOne    = 250 // 一, "one": often an article in the other language

	roundedCost    = 20
	partialCost    = 300
	unreadableCost = 250
	digitsCost     = 450 // most digits are shared: a slip of the pen
	halfCost       = 500 // half of them are
	malformedCost  = 100 // a malformed numeral with the right digits
	differentCost  = 550

	sameUnit       = -40
	otherUnit      = 150
	sameIndicator  = -120
	otherIndicator = 60
	sameLatin      = -60
	otherQualifier = 20
	otherName      = 60  // one language has it in a name, the other does not
	otherYearName  = 120 // on top for equal years: a plan's year is not the year of the sentence around it

	reach          = 250 // bytes of English over which place fades
	placeEqual     = 150 // the most that place costs a pair of equal values
	placeDifferent = 300
	beadEqual      = 100 // for another bead of sentences
	beadChance     = 500 // the same where the value may be equal by chance
	beadDifferent  = 400
)

// magnitudeCost is what values a power of ten apart cost, by how many digits they
// share: 2,000 and 200,000 have little to do with each other, 31.5万 and "31.5
// million" much.
var magnitudeCost = [...]int{differentCost, differentCost, digitsCost, 350, 300}

// kinds says what quantities of two different kinds that may be one fact cost to
// pair. A pair that is not listed, in either order, is impossible.
var kinds = map[[2]duizhao.Kind]struct {
	cost      int
	equalOnly bool // pairs only where the values are equal: too far apart for a slip
}{
	{duizhao.Count, duizhao.Money}:             {120, false}, // 78.31亿 without 元
	{duizhao.Count, duizhao.RankKind}:          {40, false},  // 十大, "top ten"
	{duizhao.Count, duizhao.Ordinal}:           {100, false},
	{duizhao.Count, duizhao.Duration}:          {60, false},
	{duizhao.Count, duizhao.MultipleKind}:      {150, true},
	{duizhao.Count, duizhao.Fraction}:          {150, true},
	{duizhao.Count, duizhao.Percent}:           {300, true},
	{duizhao.Count, duizhao.Label}:             {120, true},
	{duizhao.Count, duizhao.Year}:              {250, true},
	{duizhao.Percent, duizhao.PercentagePoint}: {40, false},
	{duizhao.Percent, duizhao.Fraction}:        {60, true},
	{duizhao.Percent, duizhao.MultipleKind}:    {100, true},
	{duizhao.Fraction, duizhao.MultipleKind}:   {100, true},
	{duizhao.RankKind, duizhao.Ordinal}:        {20, false},
	{duizhao.RankKind, duizhao.Label}:          {100, true},
	{duizhao.Ordinal, duizhao.Duration}:        {100, true}, // 五周年, "5th anniversary"
	{duizhao.Ordinal, duizhao.Label}:           {100, true},
	{duizhao.Duration, duizhao.Label}:          {100, true},
	{duizhao.Year, duizhao.Label}:              {80, false}, // 剑网2022
	{duizhao.Date, duizhao.Label}:              {60, true},  // 2.11案
	{duizhao.Date, duizhao.Year}:               {80, true},
}

// kindCost returns what the kinds of a pair cost; !ok where they cannot be one
// fact.
func kindCost(a, b duizhao.Kind, equal bool) (cost int, ok bool) {
	if a == b {
		return 0, true
	}
	k, ok := kinds[[2]duizhao.Kind{a, b}]
	if !ok {
		k, ok = kinds[[2]duizhao.Kind{b, a}]
	}
	return k.cost, ok && (equal || !k.equalOnly)
}

// impossible is a cost no gain outweighs.
const impossible = 10 * certain

// fit is how well two quantities of one bead of paragraphs fit, their places
// apart.
type fit struct {
	cost   int
	same   bool // the values agree
	chance bool // they may agree by chance
}

// fit judges z and e within one bead of paragraphs.
func (m *matcher) fit(z, e int) fit {
	a, b := m.zh.stated[z], m.en.stated[e]
	if _, ok := kindCost(a.Kind, b.Kind, true); !ok {
		return fit{cost: impossible} // whatever the values are, which takes longer to see
	}
	r := agree.Compare(a, b)
	equal := r.Same() || r == agree.Unreadable && (a.Malformed || b.Malformed)
	cost, ok := kindCost(a.Kind, b.Kind, equal)
	away := m.zh.places[z].sentence != m.en.places[e].sentence
	if !ok || !equal && (countOfThings(a, b) || article(a) || article(b)) || away && cost >= otherKind {
		return fit{cost: impossible}
	}
	cost += valueCost(r, a, b) + m.likeness(z, e) + times(r.Same() && m.nameYear(z, e), otherYearName)
	return fit{cost, r.Same(), !telling(a)}
}

// placeCost judges where z and e stand.
func (m *matcher) placeCost(p *problem, z, e int, f fit) int {
	if f.cost >= impossible {
		return 0
	}
	away := m.zh.places[z].sentence != m.en.places[e].sentence
	distance := min(reach, abs(p.project(m.zh.places[z].at)-m.en.places[e].at))
	if f.same {
		return placeEqual*distance/reach + times(away, beadEqual) + times(away && f.chance, beadChance-beadEqual)
	}
	return placeDifferent*distance/reach + times(away, beadDifferent)
}

// otherKind is the cost of two kinds from which on they are one fact only within
// one sentence.
const otherKind = 100

// nameYear reports whether z and e are years of which one is part of a name and
// the other not.
func (m *matcher) nameYear(z, e int) bool {
	a, b := m.zh.stated[z], m.en.stated[e]
	return a.Kind == duizhao.Year && b.Kind == duizhao.Year && m.zh.named[z] != m.en.named[e]
}

// countOfThings reports whether one of a pair is a sum of money and the other a
// number of something else, which only an equal value can bring together.
func countOfThings(a, b agree.Stated) bool {
	if a.Kind == duizhao.Money {
		a, b = b, a
	}
	return a.Kind == duizhao.Count && b.Kind == duizhao.Money && a.Unit != ""
}

// article reports whether s is 一个 or a bare "one", which is no number a slip
// could have made another of.
func article(s agree.Stated) bool {
	return s.Kind == duizhao.Count && (s.Unit == "" || s.Unit == "unit" || s.Unit == "kind") && spelledOne(s)
}

var one, ten = duizhao.NewDecimal(1, 0), duizhao.NewDecimal(10, 0)

func spelledOne(s agree.Stated) bool {
	return s.Value.Equal(one) && !hasDigit(s.Text)
}

// farCost judges z and e in neighbouring beads of paragraphs.
func (m *matcher) farCost(z, e int) int {
	a, b := m.zh.stated[z], m.en.stated[e]
	if a.Kind != b.Kind || a.Kind == duizhao.Year || a.Kind == duizhao.Label || !agree.Compare(a, b).Same() || !telling(a) {
		return impossible
	}
	return 2*beadEqual + m.likeness(z, e)
}

// telling reports whether a's value is unlikely to be met twice by chance.
func telling(a agree.Stated) bool {
	return a.Kind == duizhao.Date || a.Value.Cmp(ten) > 0 || a.Value.Exponent() < 0
}

// likeness is what everything but value, kind and place says about a pair.
func (m *matcher) likeness(z, e int) int {
	a, b := m.zh.stated[z], m.en.stated[e]
	cost := times(a.Qualifier != b.Qualifier, otherQualifier) + times(m.zh.named[z] != m.en.named[e], otherName)
	cost += unitCost(a, b)
	if x, y := m.zh.knows[z], m.en.knows[e]; x != "" && y != "" {
		cost += times(x == y, sameIndicator) + times(x != y, otherIndicator)
	}
	shared := slices.ContainsFunc(m.zh.latin[z], func(w string) bool { return slices.Contains(m.en.latin[e], w) })
	return cost + times(shared, sameLatin)
}

// unitCost compares what is counted. The measure words of Chinese say little
// (件 is a case, a patent, a parcel), so only people, time and physical measures
// speak against a pair.
func unitCost(a, b agree.Stated) int {
	switch {
	case a.Unit == "" || b.Unit == "":
		return 0
	case a.Unit == b.Unit:
		return sameUnit
	case strict(a.Unit) != strict(b.Unit):
		return otherUnit
	}
	return 0
}

// strict returns, for units that are not counters of things, the family within
// which the languages may differ.
func strict(unit string) string {
	if unit == "person" || unit == "person_time" {
		return "people"
	}
	return agree.Measures(unit)
}

func valueCost(r agree.Relation, a, b agree.Stated) int {
	switch r {
	case agree.Equal:
		return 0
	case agree.Rounded:
		return roundedCost
	case agree.Partial:
		return partialCost
	case agree.Unreadable:
		return unreadable(a, b)
	case agree.Magnitude:
		return magnitudeCost[min(len(figures(a)), len(magnitudeCost)-1)]
	}
	x, y := a.Value.String(), b.Value.String()
	switch {
	case sharedDigits(x, y):
		return digitsCost
	case len(x) == 2 && len(y) == 2 && (x[0] == y[0] || x[1] == y[1]):
		return halfCost
	}
	return differentCost
}

// unreadable compares by its digits a numeral that has no value.
func unreadable(a, b agree.Stated) int {
	switch {
	case !a.Malformed && !b.Malformed:
		return unreadableCost
	case figures(a) == figures(b):
		return malformedCost
	}
	return differentCost
}

// figures returns the digits of a malformed numeral, or of a value, without the
// zeros behind, which a scale word may stand for.
func figures(s agree.Stated) string {
	text := s.Value.String()
	if s.Malformed {
		text = s.Text
	}
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
	return strings.TrimRight(digits, "0")
}

// sharedDigits reports whether x becomes y by at most one slip: a digit dropped,
// added or changed, or two that changed places.
func sharedDigits(x, y string) bool {
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y) < 3 || len(y)-len(x) > 1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	switch {
	case len(x) < len(y):
		return x[i:] == y[i+1:]
	case i+1 >= len(x):
		return true
	}
	return x[i+1:] == y[i+1:] || x[i] == y[i+1] && x[i+1] == y[i] && x[i+2:] == y[i+2:]
}

// unpaired is what it costs to leave q without a partner: little where the other language
// can well do without it.
func unpaired(q agree.Stated, common map[string]bool) int {
	switch {
	case q.Kind == duizhao.Year && common[q.Value.String()]:
		return aloneCommon
	case q.Kind == duizhao.Label:
		return aloneName
	case spelledOne(q):
		return aloneOne
	}
	return aloneCost
}

func hasDigit(s string) bool {
	return slices.ContainsFunc([]byte(s), func(c byte) bool { return c >= '0' && c <= '9' })
}

// commonYears returns the year that the two readings together name most often.
func commonYears(zh, en *duizhao.Reading) map[string]bool {
	count := map[string]int{}
	most := 0
	for _, rd := range []*duizhao.Reading{zh, en} {
		for i := range rd.Quantities {
			if q := &rd.Quantities[i]; q.Kind == duizhao.Year && q.Value.Valid() {
				count[q.Value.String()]++
				most = max(most, count[q.Value.String()])
			}
		}
	}
	common := map[string]bool{}
	for year, n := range count {
		common[year] = n == most && n > 1
	}
	return common
}

func times(b bool, n int) int {
	if b {
		return n
	}
	return 0
}

func abs(n int) int { return max(n, -n) }
