package agree

import (
	"sync"

	"duizhao"
)

// measures lists the units that convert into each other, each with its size in
// the smallest unit of its quantity. An area counts in fifteenths of a square
// metre, so that 亩 (a fifteenth of a hectare) is a whole number.
var measures = map[string]map[string]int64{
	"calendar": {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200},
	"time":     {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400, "fortnight": 14 * 86400},
	"mass":     {"gram": 1, "jin": 500, "kilogram": 1000, "tonne": 1_000_000},
	"area":     {"square_metre": 15, "mu": 10_000, "hectare": 150_000, "square_kilometre": 15_000_000, "acre": 60_703, "square_mile": 38_849_822},
	"length":   {"millimetre": 1, "centimetre": 10, "metre": 1000, "kilometre": 1_000_000, "nautical_mile": 1_852_000, "mile": 1_609_344},
	"volume":   {"litre": 1, "cubic_metre": 1000, "cubic_kilometre": 1_000_000_000_000},
	"power":    {"kilowatt": 1, "megawatt": 1000},
	"energy":   {"kilowatt_hour": 1},
}

// size is a unit in terms of what it measures.
type size struct {
	of     string
	factor duizhao.Decimal
}

var sizes = sync.OnceValue(func() map[string]size {
	out := map[string]size{}
	for of, units := range measures {
		for unit, n := range units {
			out[unit] = size{of, duizhao.NewDecimal(n, 0)}
		}
	}
	return out
})

// Measures returns what unit measures: "mass", "area", ...; "" for a unit that
// only counts. Years and days are measured apart, for a year has no fixed number
// of days.
func Measures(unit string) string { return sizes()[unit].of }

// Converts reports whether a and b are of different units and one amount: 1.5吨
// and "1,500 kg", 二十年 and "two decades", 2‰ and "0.2 percent".
func Converts(a, b Stated) bool {
	if ranged(a) && ranged(b) {
		return converts(a, b, a.Low, b.Low) && converts(a, b, a.High, b.High)
	}
	return converts(a, b, a.Value, b.Value)
}

// converts is Converts for v of a and w of b, which may be ends of ranges.
func converts(a, b Stated, v, w duizhao.Decimal) bool {
	if !v.Valid() || !w.Valid() {
		return false
	}
	if a.Unit == "permille" && b.Unit == "percent" {
		return v.Equal(w.Scale10(1))
	}
	if b.Unit == "permille" && a.Unit == "percent" {
		return w.Equal(v.Scale10(1))
	}
	x, y := sizes()[a.Unit], sizes()[b.Unit]
	if a.Unit == b.Unit || x.of == "" || x.of != y.of {
		return false
	}
	return Values(v.Mul(x.factor), w.Mul(y.factor), a.Precision.Mul(x.factor), b.Precision.Mul(y.factor)).Same()
}
