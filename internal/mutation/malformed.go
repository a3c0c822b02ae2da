package mutation

import (
	"math/rand/v2"

	"duizhao"
)

// malformed writes numerals as no convention has them: a comma in the wrong place,
// twice, or for the point, or a space within a group. One in five is in the
// Chinese text.
func malformed(t *texts) []Mutation {
	return each(t, Malformed, t.sites(figures...), func(s site, r *rand.Rand) (Mutation, bool) {
		l := duizhao.English
		if r.IntN(5) == 0 {
			l = duizhao.Chinese
		}
		d, at, ok := parseDecimal(s.numeral(l))
		if !ok {
			return Mutation{}, false
		}
		d.grouped = d.grouped || l == duizhao.Chinese
		writings := breaks(d)
		if len(writings) == 0 {
			return Mutation{}, false
		}
		w := pick(r, writings)
		return s.change(w.how, l, at.Shift(s.in(l).Numeral.Start), w.numeral), true
	})
}

type writing struct{ how, numeral string }

// breaks returns the wrong writings of d.
func breaks(d decimal) []writing {
	point := ""
	if d.fraction != "" {
		point = "." + d.fraction
	}
	n := len(d.whole)
	switch {
	case n > 4 && d.grouped:
		return []writing{
			{"comma too far left", d.whole[:n-4] + "," + d.whole[n-4:] + point},
			{"comma too far right", d.whole[:n-2] + "," + d.whole[n-2:] + point},
			{"two commas", d.whole[:n-3] + ",," + d.whole[n-3:] + point},
		}
	case n > 3 && d.grouped:
		return []writing{
			{"comma too far right", d.whole[:n-2] + "," + d.whole[n-2:] + point},
			{"two commas", d.whole[:n-3] + ",," + d.whole[n-3:] + point},
			{"space in a group", d.whole[:n-3] + "," + d.whole[n-3:n-2] + " " + d.whole[n-2:] + point},
		}
	case len(d.fraction) > 0 && len(d.fraction) < 3:
		return []writing{
			{"comma for the point", d.whole + "," + d.fraction},
			{"two points", d.whole + ".." + d.fraction},
		}
	}
	return nil
}
