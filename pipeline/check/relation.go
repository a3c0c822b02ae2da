package check

import (
	"cmp"
	"slices"
	"strings"

	"duizhao"
)

// RelationKind says how the figures of a Relation depend on each other.
type RelationKind string

// The kinds of relations.
const (
	Sum        RelationKind = "sum"        // parts that make up a whole
	GrowthRate RelationKind = "growth"     // level and change give the rate, or two levels do
	Difference RelationKind = "difference" // two levels give the change
	ShareOf    RelationKind = "share"      // part of a whole, in percent
	PartOf     RelationKind = "part"       // a part and its whole; returned only where the part is larger
	Rate       RelationKind = "rate"       // one count in percent of another: a success rate
)

// Relation is a calculation that one text states by all its figures: Parts give
// Whole. All numbers are indexes into Reading.Quantities.
type Relation struct {
	Kind       RelationKind
	Parts      []int
	Whole      int
	Expression string          // the calculation in figures: "4 + 28 + 2 = 34", with ≠ where it does not hold
	Computed   duizhao.Decimal // what Parts give, not rounded
	Holds      bool            // Computed agrees with the stated Whole as exactly as the figures are written
	RoundsDown bool            // it holds if Whole was cut off instead of rounded

	formula formula
	firm    bool // the words leave no doubt that the figures belong together
	slip    bool // one wrong digit, or two turned round, would explain that it does not hold
}

// Relations returns the calculations that the text of rd states by its figures,
// those that hold and those that do not, in text order. It reads sums of listed
// parts, growth from level and change, shares, rates and the totals of tables. A
// calculation that does not hold is returned only where the words relate the
// figures, or where a slip of the pen would mend it: figures that merely stand
// together are none. rd.Observations must be filled, for they say which figure is
// a level, a change or a growth.
func Relations(rd *duizhao.Reading) []Relation {
	return newLane(rd, rd.Document.Lang).figures().relations()
}

func (f *figures) relations() []Relation {
	var out []Relation
	for _, s := range f.sentences() {
		out = append(out, f.growths(s)...)
		out = append(out, f.movements(s)...)
		out = append(out, f.sums(s)...)
		out = append(out, f.rates(s)...)
		out = append(out, f.shares(s)...)
	}
	out = append(out, f.tables()...)
	slices.SortStableFunc(out, func(a, b Relation) int { return cmp.Compare(a.first(), b.first()) })
	return slices.CompactFunc(out, func(a, b Relation) bool { return a.Whole == b.Whole && slices.Equal(a.Parts, b.Parts) })
}

// members returns all quantities of r.
func (r *Relation) members() []int { return append(slices.Clone(r.Parts), r.Whole) }

func (r *Relation) first() int { return slices.Min(r.members()) }

// bounds is where a stated figure may truly lie: half its resolution to both
// sides. Whole counts written to the last digit are exact.
type bounds struct{ low, high duizhao.Decimal }

func (b bounds) overlaps(c bounds) bool { return b.low.Cmp(c.high) <= 0 && c.low.Cmp(b.high) <= 0 }

func (b bounds) middle() duizhao.Decimal { return b.low.Add(b.high).Mul(duizhao.NewDecimal(5, -1)) }

// formula gives the bounds of the whole from those of the parts.
type formula func(parts []bounds) bounds

var (
	one     = duizhao.NewDecimal(1, 0)
	half    = duizhao.NewDecimal(5, -1)
	hundred = duizhao.NewDecimal(100, 0)
)

// resolution returns the place value of q's last digit.
func resolution(q *duizhao.Quantity) duizhao.Decimal {
	if q.Precision.Valid() && q.Precision.Sign() > 0 {
		return q.Precision
	}
	return one
}

func boundsOf(q *duizhao.Quantity, value duizhao.Decimal) bounds {
	r := resolution(q)
	if q.Kind == duizhao.Count && r.Equal(one) {
		return bounds{value, value}
	}
	r = r.Mul(half)
	return bounds{value.Sub(r), value.Add(r)}
}

func sum(parts []bounds) bounds {
	out := parts[0]
	for _, p := range parts[1:] {
		out = bounds{out.low.Add(p.low), out.high.Add(p.high)}
	}
	return out
}

// percentOf is the first part in percent of the second.
func percentOf(p []bounds) bounds {
	return bounds{p[0].low.Div(p[1].high).Mul(hundred), p[0].high.Div(p[1].low).Mul(hundred)}
}

// growthOf is the growth in percent to the level p[0] by the change p[1]; the
// change is taken for a decline where down is set.
func growthOf(down bool) formula {
	return func(p []bounds) bounds {
		base := bounds{p[0].low.Sub(p[1].high), p[0].high.Sub(p[1].low)}
		if down {
			base = bounds{p[0].low.Add(p[1].high), p[0].high.Add(p[1].low)}
		}
		return percentOf([]bounds{p[1], base})
	}
}

// difference is the size of the change from p[0] to p[1].
func difference(p []bounds) bounds {
	if p[1].low.Cmp(p[0].low) < 0 {
		p = []bounds{p[1], p[0]}
	}
	return bounds{p[1].low.Sub(p[0].high), p[1].high.Sub(p[0].low)}
}

// growthBetween is the size of the growth from p[0] to p[1], in percent.
func growthBetween(p []bounds) bounds { return percentOf([]bounds{difference(p), p[0]}) }

// relate calculates the relation of kind k among the figures parts and whole.
func (f *figures) relate(k RelationKind, calculate formula, whole int, parts ...int) Relation {
	r := Relation{Kind: k, Parts: parts, Whole: whole, formula: calculate}
	var values []bounds
	for _, i := range parts {
		values = append(values, boundsOf(f.quantity(i), f.value(i)))
	}
	w, stated := calculate(values), f.value(whole)
	r.Computed = w.middle()
	r.Holds = w.low.Valid() && w.high.Valid() && w.overlaps(boundsOf(f.quantity(whole), stated))
	if !r.Holds && f.quantity(whole).Kind == duizhao.Percent {
		cut := bounds{stated, stated.Add(resolution(f.quantity(whole)))}
		r.RoundsDown = w.overlaps(cut)
	}
	r.Expression = f.expression(&r)
	return r
}

// doubt is relate for figures that only may belong together: where they do not fit,
// a slip must explain it.
func (f *figures) doubt(k RelationKind, calculate formula, whole int, parts ...int) Relation {
	r := f.relate(k, calculate, whole, parts...)
	r.slip = !r.Holds && f.mendable(&r)
	return r
}

// expression writes r in figures.
func (f *figures) expression(r *Relation) string {
	var n []string
	for _, i := range r.Parts {
		n = append(n, f.value(i).String())
	}
	whole, equals := f.value(r.Whole).String(), " = "
	if f.quantity(r.Whole).Kind == duizhao.Percent {
		whole, equals = whole+"%", " ≈ "
	}
	if !r.Holds {
		equals = " ≠ "
	}
	switch r.Kind {
	case PartOf:
		return n[0] + " > " + whole
	case Sum:
		return strings.Join(n, " + ") + equals + whole
	case Difference:
		return n[1] + " − " + n[0] + equals + whole
	case GrowthRate:
		if f.role(r.Parts[1]) == duizhao.Change {
			sign := " − "
			if f.down(r.Parts[1]) {
				sign = " + "
			}
			return n[1] + " ÷ (" + n[0] + sign + n[1] + ")" + equals + whole
		}
		return "(" + n[1] + " − " + n[0] + ") ÷ " + n[0] + equals + whole
	}
	return n[0] + " ÷ " + n[1] + equals + whole
}

// mendable reports whether r would hold if one figure had one other digit, two
// neighbouring digits turned round, a digit more or less, or another power of ten.
func (f *figures) mendable(r *Relation) bool {
	members := r.members()
	values := make([]bounds, len(members))
	for k, i := range members {
		values[k] = boundsOf(f.quantity(i), f.value(i))
	}
	for k, i := range members {
		was := values[k]
		for _, v := range slips(f.value(i), resolution(f.quantity(i))) {
			values[k] = boundsOf(f.quantity(i), v)
			if w := r.formula(values[:len(r.Parts)]); w.low.Valid() && w.high.Valid() && w.overlaps(values[len(r.Parts)]) {
				return true
			}
		}
		values[k] = was
	}
	return false
}

// longNumeral is the length from which the slips of a numeral are too many to say
// anything.
const longNumeral = 9

// slips returns what v, written with resolution r, could have been before one slip.
func slips(v, r duizhao.Decimal) (out []duizhao.Decimal) {
	digits := v.Div(r).String()
	if len(digits) < 2 || len(digits) > longNumeral || strings.Trim(digits, "0123456789") != "" {
		return nil
	}
	add := func(s string) {
		if d, err := duizhao.ParseDecimal(s); err == nil && d.Sign() > 0 {
			out = append(out, d.Mul(r))
		}
	}
	for i := range digits {
		for c := '0'; c <= '9'; c++ {
			add(digits[:i] + string(c) + digits[i+1:])
			add(digits[:i] + string(c) + digits[i:])
		}
		add(digits[:i] + digits[i+1:])
		if i+1 < len(digits) {
			add(digits[:i] + digits[i+1:i+2] + digits[i:i+1] + digits[i+2:])
		}
	}
	for n := 1; n <= 4; n++ {
		out = append(out, v.Scale10(n), v.Scale10(-n))
	}
	return out
}
