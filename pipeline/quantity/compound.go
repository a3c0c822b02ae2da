package quantity

import (
	"slices"
	"strings"

	"duizhao"
)

// compound joins what the walk over s read number by number: years with the months
// behind them, the ends of a length of time that stand in two units, and the parts of
// a whole that a ratio states.
func compound(s string, l duizhao.Lang, out []duizhao.Quantity) []duizhao.Quantity {
	out = pairwise(out, func(a, b duizhao.Quantity) (duizhao.Quantity, bool) { return yearsAndMonths(s, a, b) })
	out = pairwise(out, func(a, b duizhao.Quantity) (duizhao.Quantity, bool) { return durationSpan(s, l, a, b) })
	ratios(s, out)
	return out
}

// pairwise replaces neighbours that join makes one.
func pairwise(in []duizhao.Quantity, join func(a, b duizhao.Quantity) (duizhao.Quantity, bool)) []duizhao.Quantity {
	out := in[:0]
	for _, q := range in {
		if n := len(out); n > 0 {
			if one, ok := join(out[n-1], q); ok {
				out[n-1] = one
				continue
			}
		}
		out = append(out, q)
	}
	return out
}

var monthsOfYear = duizhao.NewDecimal(12, 0)

// yearsAndMonths reads 四年六个月, 两年零三个月, "two years and three months" as one
// number of months.
func yearsAndMonths(s string, a, b duizhao.Quantity) (duizhao.Quantity, bool) {
	if a.Kind != duizhao.Duration || b.Kind != duizhao.Duration || a.Unit != "year" || b.Unit != "month" || a.Span.End > b.Span.Start {
		return a, false
	}
	whole := a.Value
	if !whole.Valid() {
		whole = a.High
	}
	if !whole.Valid() || whole.Exponent() < 0 || !b.Value.Valid() || b.Value.Cmp(monthsOfYear) >= 0 ||
		!slices.Contains([]string{"", " ", " and ", ", ", ", and ", "零", "又"}, s[a.Span.End:b.Span.Start]) {
		return a, false
	}
	out := a
	out.Unit, out.UnitSpan, out.Precision = b.Unit, b.UnitSpan, b.Precision
	out.Span.End, out.Numeral.End = b.Span.End, b.Numeral.End
	if a.Qualifier == duizhao.Exact {
		out.Qualifier = b.Qualifier
	}
	if months := whole.Mul(monthsOfYear).Add(b.Value); a.Value.Valid() {
		out.Value, out.Low, out.High = months, duizhao.Decimal{}, duizhao.Decimal{}
		bound(&out)
	} else {
		out.Low, out.High = a.Low.Mul(monthsOfYear), months
	}
	return out, true
}

// months returns the months of a length of time in years or months.
func months(q duizhao.Quantity) (duizhao.Decimal, bool) {
	switch {
	case q.Kind != duizhao.Duration || !q.Value.Valid() || q.Qualifier != duizhao.Exact:
		return duizhao.Decimal{}, false
	case q.Unit == "year":
		return q.Value.Mul(monthsOfYear), true
	}
	return q.Value, q.Unit == "month"
}

// durationSpan reads 六个月至三年, "between 18 months and three years" as a range in
// months.
func durationSpan(s string, l duizhao.Lang, a, b duizhao.Quantity) (duizhao.Quantity, bool) {
	low, ok := months(a)
	high, too := months(b)
	if !ok || !too || low.Cmp(high) >= 0 || a.Span.End > b.Span.Start {
		return a, false
	}
	gap, start := strings.TrimSpace(s[a.Span.End:b.Span.Start]), a.Span.Start
	if l == duizhao.Chinese {
		if !slices.Contains([]string{"至", "到"}, gap) {
			return a, false
		}
	} else {
		e := &en{s: s}
		lead := e.rangeLead(start)
		if sep := e.rangeWord(a.Span.End, lead, false); sep != b.Span.Start {
			return a, false
		}
		start = lead
	}
	out := b
	out.Span.Start, out.Numeral.Start = start, a.Numeral.Start
	out.Value, out.Low, out.High, out.Unit = duizhao.Decimal{}, low, high, "month"
	return out, true
}

// Parts of a whole are rounded one by one, so that they may miss it by this much.
var wholeLow, wholeHigh = duizhao.NewDecimal(99, 0), duizhao.NewDecimal(101, 0)

// ratios makes percentages of the parts of a ratio that add up to a hundred:
// 6.8∶44.0∶49.2 is what reports call a structure. Their unit stays empty.
func ratios(s string, out []duizhao.Quantity) {
	for i := 0; i < len(out); {
		sum, k := out[i].Value, i+1
		for k < len(out) && ratioPart(out[k-1]) && ratioPart(out[k]) && out[k-1].Span.End < out[k].Span.Start &&
			slices.Contains([]string{"∶", ":", "："}, strings.TrimSpace(s[out[k-1].Span.End:out[k].Span.Start])) {
			sum = sum.Add(out[k].Value)
			k++
		}
		if k > i+1 && sum.Cmp(wholeLow) >= 0 && sum.Cmp(wholeHigh) <= 0 {
			for j := i; j < k; j++ {
				out[j].Kind = duizhao.Percent
			}
		}
		i = k
	}
}

func ratioPart(q duizhao.Quantity) bool {
	return q.Kind == duizhao.Count && q.Value.Valid() && q.Value.Sign() >= 0 && q.Unit == "" && !q.Malformed
}
