// Package agree says how two statements of one figure, a Chinese and an English
// one, stand to each other: whether 1.41万 and "14,100", 一半 and "50%",
// “4.26” and "April 26" say the same.
//
// It knows nothing of places and sentences. The stages that match quantities,
// join observations and report disagreements all ask it, so that a pair that is
// matched as equal is never reported as different.
package agree

import (
	"slices"
	"strings"
	"unicode/utf8"

	"duizhao"
	"duizhao/internal/nearby"
)

// Relation is how two stated figures stand to each other.
type Relation uint8

// The relations.
const (
	Unreadable Relation = iota // one of them has no value: a malformed numeral, a name without digits
	Equal                      // the same value, written in whatever form
	Rounded                    // the same value at the coarser resolution of the two
	Partial                    // one states a part of what the other states: an end of a range, one number of a name
	Magnitude                  // the same digits, a power of ten apart
	Different
)

// Same reports whether r lets both statements stand.
func (r Relation) Same() bool { return r == Equal || r == Rounded || r == Partial }

// Stated is a quantity with the words that state it.
type Stated struct {
	*duizhao.Quantity
	Text string // of Quantity.Span, without white space around it

	// Growth is set for a multiple that states an increase, so that twice is three
	// times as much: 增长两倍. Of 增长一倍 the grammar gives the result.
	Growth bool

	// Named is how many persons stand before a number that counts them too: 1 in
	// 钱某等12人. Others is set for a number of persons beside those named: "and 11 others".
	Named  int
	Others bool
}

// Of returns quantity i of rd with its words.
func Of(rd *duizhao.Reading, i int) Stated {
	q := &rd.Quantities[i]
	text := strings.TrimSpace(q.Span.Of(rd.Document.Text))
	s := Stated{Quantity: q, Text: text}
	switch q.Kind {
	case duizhao.MultipleKind:
		s.Growth = q.Reason == "" && grows(nearby.ClauseBefore(rd, q, growthReach), text)
	case duizhao.Count:
		s.Named, s.Others = named(rd, q), others(rd, q, text)
	}
	return s
}

// namesReach is how far before 等 the persons it sums up are counted, in code points.
const namesReach = 40

// named returns how many persons are named right before a Chinese number that sums
// them up with others, 0 where it does not.
func named(rd *duizhao.Reading, q *duizhao.Quantity) int {
	if rd.Document.Lang != duizhao.Chinese || q.Unit != "person" {
		return 0
	}
	before, ok := strings.CutSuffix(nearby.ClauseBefore(rd, q, namesReach), "等")
	if !ok || before == "" {
		return 0
	}
	names := strings.FieldsFunc(before, func(r rune) bool { return strings.ContainsRune("、和及与", r) })
	n := 0
	for _, name := range slices.Backward(names) {
		if strings.ContainsAny(name, "0123456789") {
			break // another number's
		}
		if n++; utf8.RuneCountInString(name) > nameLength {
			break // words stand before the first name
		}
	}
	return n
}

// nameLength bounds a name of a person, in code points.
const nameLength = 4

// others reports whether q counts persons beside those named before it.
func others(rd *duizhao.Reading, q *duizhao.Quantity, text string) bool {
	if rd.Document.Lang != duizhao.English || !strings.HasSuffix(strings.ToLower(nearby.Before(rd, q, 5)), "and ") {
		return false
	}
	_, counted, _ := strings.Cut(strings.ToLower(text), " ")
	return strings.HasPrefix(counted, "other")
}

// growthReach is how far before a multiple the verb of growth may stand, in code
// points.
const growthReach = 16

// growthWords are verbs before a multiple that make it an increase, and
// multiplied the beginnings of multiples that name the result whatever stands
// before them.
var (
	growthWords = []string{"增", "涨", "升", "提高", "扩大", "grew", "grow", "increas", "rose", "rise", "up "}
	multiplied  = []string{"翻", "倍增", "doubl", "tripl", "quadrupl", "two", "three", "four"}
)

func grows(before, text string) bool {
	text = strings.ToLower(strings.TrimLeft(text, "近约超逾"))
	if slices.ContainsFunc(multiplied, func(w string) bool { return strings.HasPrefix(text, w) && !strings.Contains(text, "times") }) {
		return false
	}
	return slices.ContainsFunc(growthWords, func(w string) bool { return strings.Contains(before, w) })
}

// Compare returns how a and b stand to each other. Kinds that cannot be compared
// (a date and a sum of money) are Different.
func Compare(a, b Stated) Relation {
	switch {
	case a.Malformed || b.Malformed:
		return Unreadable
	case a.Kind == duizhao.Date || b.Kind == duizhao.Date:
		return compareDates(a, b)
	case a.Kind == duizhao.Label || b.Kind == duizhao.Label:
		return compareNames(a, b)
	}
	if ranged(a) && ranged(b) {
		return worse(compareValues(a, b, a.Low, b.Low), compareValues(a, b, a.High, b.High))
	}
	if ranged(a) || ranged(b) {
		return compareEnd(a, b)
	}
	return compareValues(a, b, a.Value, b.Value)
}

// compareEnd compares a range with a single value, which may be one of its ends:
// 由9件增至12件 is two figures, "from 9 to 12" may be read as one.
func compareEnd(a, b Stated) Relation {
	if ranged(b) {
		a, b = b, a
	}
	if b.Value.Valid() && (b.Value.Equal(a.Low) || b.Value.Equal(a.High)) {
		return Partial
	}
	return Different
}

func ranged(s Stated) bool {
	return s.Low.Valid() && s.High.Valid() && !s.Low.Equal(s.High)
}

// worse returns the relation that lets less stand.
func worse(r, s Relation) Relation {
	if r == Unreadable || s == Unreadable {
		return Unreadable
	}
	return max(r, s)
}

// compareValues compares x of a with y of b after bringing both to one scale.
func compareValues(a, b Stated, x, y duizhao.Decimal) Relation {
	if a.Kind == duizhao.MultipleKind != (b.Kind == duizhao.MultipleKind) {
		if r := compareGrowth(a, b); r != Different {
			return r
		}
	}
	if a.Growth != b.Growth && a.Kind == b.Kind {
		x, y = result(a, x), result(b, y)
	}
	if converts(a, b, x, y) {
		return Equal
	}
	switch { // of the persons that 等 sums up, those named are not among the "others"
	case a.Named > 0 && b.Others && x.Equal(y.Add(duizhao.NewDecimal(int64(a.Named), 0))),
		b.Named > 0 && a.Others && y.Equal(x.Add(duizhao.NewDecimal(int64(b.Named), 0))):
		return Equal
	}
	sa, sb := scale(a), scale(b)
	if ratio(a) && b.Kind == duizhao.Count || ratio(b) && a.Kind == duizhao.Count {
		sa, sb = 0, 0
	}
	return Values(x.Scale10(sa), y.Scale10(sb), a.Precision.Scale10(sa), b.Precision.Scale10(sb))
}

// result turns a growth by n times into the n+1 times that it leads to.
func result(s Stated, n duizhao.Decimal) duizhao.Decimal {
	if s.Growth {
		return n.Add(duizhao.NewDecimal(1, 0))
	}
	return n
}

// scale returns the power of ten that turns a stated value into a plain number:
// a percentage is written a hundred times as large as the share it names.
func scale(s Stated) int {
	if s.Kind == duizhao.Percent || s.Kind == duizhao.PercentagePoint {
		return -2
	}
	return 0
}

// ratio reports whether s is a part of a ratio whose parts make a hundred, which has
// the kind of a percentage and no unit.
func ratio(s Stated) bool { return s.Kind == duizhao.Percent && s.Unit == "" }

// compareGrowth compares "doubled" with a growth of 100%: a multiple of n is n
// times as much or a growth of n−1 times.
func compareGrowth(a, b Stated) Relation {
	m, p := a, b
	if b.Kind == duizhao.MultipleKind {
		m, p = b, a
	}
	if p.Kind != duizhao.Percent {
		return Different
	}
	share := p.Value.Scale10(-2)
	if m.Growth && m.Value.Exponent() < 0 && strings.Contains(m.Text, "倍") {
		// Nobody means a growth of 40% by 增长1.4倍; by 增长2倍 some do mean twice as much.
		if share.Equal(m.Value) {
			return Equal
		}
		return Different
	}
	if share.Equal(m.Value) || share.Add(duizhao.NewDecimal(1, 0)).Equal(m.Value) {
		return Equal
	}
	return Different
}

// maxRounding is what part of a value rounding may change: a tenth. A numeral of
// one digit such as 百万 has a resolution as large as itself, and 620,000 is not
// one million for that.
var maxRounding = duizhao.NewDecimal(10, 0)

// Values compares two numbers that were written with resolutions rx and ry (the
// place value of the last digit written; no number where unknown).
func Values(x, y, rx, ry duizhao.Decimal) Relation {
	if !x.Valid() || !y.Valid() {
		return Unreadable
	}
	if x.Equal(y) {
		return Equal
	}
	coarse := rx
	if !coarse.Valid() || ry.Cmp(coarse) > 0 {
		coarse = ry
	}
	if rx.Valid() && ry.Valid() && !rx.Equal(ry) {
		off := x.Sub(y).Abs()
		if off.Mul(duizhao.NewDecimal(2, 0)).Cmp(coarse) <= 0 && off.Mul(maxRounding).Cmp(x.Abs()) <= 0 {
			return Rounded
		}
	}
	if Power(x, y) != 0 {
		return Magnitude
	}
	return Different
}

// maxPower bounds the slips of scale that are looked for: 万亿 is 10^12.
const maxPower = 12

// Power returns the n, other than 0, for which y = x × 10^n, or 0 where there is
// none up to ±12.
func Power(x, y duizhao.Decimal) int {
	if x.Sign() == 0 || y.Sign() == 0 || x.Sign() != y.Sign() {
		return 0
	}
	n := y.Magnitude() - x.Magnitude()
	if n == 0 || n > maxPower || n < -maxPower || !x.Scale10(n).Equal(y) {
		return 0
	}
	return n
}

// spanEnd returns the last day of a span of dates, as written.
func spanEnd(s Stated) string {
	_, end, _ := strings.Cut(s.Reason, "/")
	return end
}

// compareDates compares by the ISO form that Quantity.Reason gives; a part that
// one language leaves out (the year, the day) does not count.
func compareDates(a, b Stated) Relation {
	da, okA := isoDate(a)
	db, okB := isoDate(b)
	if !okA || !okB {
		return compareNames(a, b)
	}
	shared := false
	for i := range da {
		if da[i] == "" || db[i] == "" {
			continue
		}
		if da[i] != db[i] {
			return Different
		}
		shared = true
	}
	x, y := spanEnd(a), spanEnd(b)
	switch {
	case !shared:
		return Unreadable
	case x != "" && y != "" && !SameDay(x, y):
		return Different
	}
	return Equal
}

// SameDay reports whether two dates in the notation of ISO 8601 agree in every part
// that both state.
func SameDay(x, y string) bool {
	a, b := parts(x), parts(y)
	for i := range a {
		if a[i] != "" && b[i] != "" && a[i] != b[i] {
			return false
		}
	}
	return true
}

// parts returns year, month and day of a date in ISO form, each empty where it is not
// stated.
func parts(iso string) (date [3]string) {
	if rest, noYear := strings.CutPrefix(iso, "--"); noYear {
		iso = "-" + rest
	}
	for i, part := range strings.SplitN(iso, "-", 3) {
		date[i] = part
	}
	return date
}

// isoDate returns year, month and day, each empty where it is not stated.
func isoDate(s Stated) (date [3]string, ok bool) {
	if s.Kind == duizhao.Year && s.Value.Valid() {
		return [3]string{s.Value.String()}, true
	}
	_, iso, ok := strings.Cut(s.Reason, "date ")
	if !ok {
		return date, false
	}
	iso, _, _ = strings.Cut(iso, " ")
	iso, _, _ = strings.Cut(iso, "/") // a span of days is compared by its first
	return parts(iso), true
}

// compareNames compares names that hold numbers by the numbers in them: 剑网2022
// and "Cybersword 2022", 十四五 and "14th Five-Year".
func compareNames(a, b Stated) Relation {
	if a.Kind == duizhao.Label && b.Kind == duizhao.Label && a.Reason != "" && a.Reason == b.Reason {
		return Equal // the bare name, which the grammars of both languages write alike
	}
	x, y := Numerals(a.Text), Numerals(b.Text)
	switch {
	case len(x) == 0 || len(y) == 0:
		return Unreadable
	case equalStrings(x, y):
		return Equal
	case len(x) != len(y) && (within(x, y) || within(y, x)):
		return Partial // “十四五”规划, "the 14th Plan (2021-2025)"
	}
	return Different
}

func equalStrings(x, y []string) bool {
	return len(x) == len(y) && within(x, y)
}

// within reports whether every element of x is in y, as often.
func within(x, y []string) bool {
	left := make(map[string]int, len(y))
	for _, s := range y {
		left[s]++
	}
	for _, s := range x {
		if left[s]--; left[s] < 0 {
			return false
		}
	}
	return true
}
