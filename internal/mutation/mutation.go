// Package mutation plants translation errors in a report whose two languages
// agree, one at a time, so that the checks can be measured: an error that was
// planted and is not reported at its place was missed.
//
// The way is that of mutation testing of programs (DeMillo, Lipton and Sayward,
// "Hints on Test Data Selection", 1978): a clean text, small changes of the kinds
// that translators are known to make, and the share of them that is noticed.
//
// [Plant] makes the changes. It looks at the clean Bitext only for places where
// both languages state one figure; the change itself is made to the file's text
// ([Source.Apply]), and everything is read again from there. [Judge] compares
// what is reported then with what was reported before. A kind of error is one
// [Family], in a file of its own.
package mutation

import (
	"cmp"
	"encoding/binary"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"

	"duizhao"
)

// Kind names a kind of planted error.
type Kind string

// The kinds of planted errors.
const (
	Value           Kind = "value"     // another digit, two digits turned round, a digit lost
	Ten             Kind = "ten"       // ten times as much, or a tenth
	TenThousand     Kind = "scale"     // a slip between 万, 亿, million and billion
	Dropped         Kind = "dropped"   // a clause or number that one language leaves out
	Swapped         Kind = "swapped"   // two figures of a sentence have changed places
	Unit            Kind = "unit"      // something else is counted, or measured in something else
	Qualifier       Kind = "qualifier" // over, about, nearly, up to: added, left out, exchanged
	Year            Kind = "year"      // another year, or another day
	Ordinal         Kind = "ordinal"   // another rank or session, a list without its length
	PercentagePoint Kind = "percent"   // percent for percentage point, or the reverse
	Currency        Kind = "currency"
	Malformed       Kind = "malformed" // separators where no numeral has them
	Name            Kind = "name"      // the English spelling of a place or body
)

// Family is a kind of planted error with how often it is planted and what is
// expected of the checks.
type Family struct {
	Kind   Kind
	Share  int      // of 300 errors in all
	Target float64  // the share that should be reported as error or warning
	Checks []string // checks that name the error rightly
	Number bool     // only numbers change: no sentence may change its partner

	plant func(*texts) []Mutation
}

// Families lists the kinds in the order of the report.
func Families() []Family {
	return []Family{
		{Value, 50, 0.95, []string{"value", "magnitude"}, true, values},
		{Ten, 25, 0.95, []string{"magnitude"}, true, tens},
		{TenThousand, 20, 0.95, []string{"magnitude"}, true, scales},
		{Malformed, 25, 0.95, []string{"malformed"}, true, malformed},
		{Unit, 25, 0.95, []string{"unit"}, false, units},
		{Currency, 15, 0.95, []string{"currency"}, true, currencies},
		{Year, 25, 0.95, []string{"year", "date"}, true, years},
		{Dropped, 30, 0.85, []string{"missing", "extra"}, false, drops},
		{Ordinal, 15, 0.85, []string{"value", "missing", "ordinal"}, true, ordinals},
		{Swapped, 20, 0.85, []string{"order"}, true, swaps},
		{Qualifier, 20, 0.85, []string{"qualifier"}, true, qualifiers},
		{PercentagePoint, 15, 0.85, []string{"percentage_point"}, false, points},
		{Name, 15, 0.85, []string{"name"}, false, names},
	}
}

// Mutation is one planted error: edits of one language's text.
type Mutation struct {
	Kind  Kind
	How   string // the variant, in a word or two: "digits turned round"
	Lang  duizhao.Lang
	Edits []Edit         // in text order, apart from each other
	Other []duizhao.Span // what the changed words translate, in the other language's Text

	key uint64 // the order in which errors are chosen
}

// Edit replaces the bytes of Span, of a Document's Text, by New.
type Edit struct {
	Span duizhao.Span
	New  string
}

// Planted is an error for one of several reports.
type Planted struct {
	Report int // index of the report
	Mutation
}

// Plant lists the errors of family f that can be made in the clean reports, in
// the order in which they are to be tried: at random, so that the first n are
// spread over all reports, but always the same for the same reports and seed. A
// report that changes in one place keeps the errors of the others.
func Plant(clean []*duizhao.Bitext, f Family, seed uint64) []Planted {
	var out []Planted
	for i, b := range clean {
		for _, m := range f.plant(&texts{b, seed}) {
			m.Kind = f.Kind
			out = append(out, Planted{i, m})
		}
	}
	slices.SortStableFunc(out, func(a, b Planted) int { return cmp.Compare(a.key, b.key) })
	return out
}

// texts is a clean report as the families look at it.
type texts struct {
	b    *duizhao.Bitext
	seed uint64
}

func (t *texts) text(l duizhao.Lang) string { return t.b.Reading(l).Document.Text }

// key is a number that depends on the seed, the report and the words before a
// place of the English text, not on the order in which places are looked at.
func (t *texts) key(what Kind, at int) uint64 {
	text := t.text(duizhao.English)
	h := fnv.New64a()
	h.Write(binary.LittleEndian.AppendUint64(nil, t.seed))
	h.Write([]byte(strings.Join([]string{t.b.ID, string(what), text[max(0, at-60):at]}, "\x00")))
	return h.Sum64()
}

// rand returns the source of chance for one place and kind of error.
func (t *texts) rand(what Kind, at int) *rand.Rand {
	return rand.New(rand.NewPCG(t.seed, t.key(what, at)))
}

// pick returns one of the choices.
func pick[T any](r *rand.Rand, choices []T) T { return choices[r.IntN(len(choices))] }
