package mutation

import "duizhao"

// swaps exchanges the numerals of two figures of one kind in an English sentence,
// each with its neighbour.
func swaps(t *texts) []Mutation {
	var out []Mutation
	sites := t.sites(figures...)
	for i := 1; i < len(sites); i++ {
		a, b := sites[i-1], sites[i]
		if a.en.Span.Start > b.en.Span.Start {
			a, b = b, a
		}
		if !neighbours(a, b) {
			continue
		}
		out = append(out, Mutation{
			How: "neighbours", Lang: duizhao.English,
			Edits: []Edit{{a.en.Numeral, b.numeral(duizhao.English)}, {b.en.Numeral, a.numeral(duizhao.English)}},
			Other: []duizhao.Span{a.zh.Span, b.zh.Span},
			key:   t.key(Swapped, a.en.Span.Start),
		})
	}
	return out
}

// neighbours reports whether a and b are different figures of one kind in one
// English sentence, a before b.
func neighbours(a, b site) bool {
	sentence, ok := sentenceOf(a.t.b.En, a.en.Span)
	return ok && sentence.Contains(b.en.Span) && a.en.Kind == b.en.Kind && !a.en.Value.Equal(b.en.Value) &&
		a.digits() && b.digits() && !a.named() && !b.named() && a.en.Numeral.End <= b.en.Numeral.Start
}
