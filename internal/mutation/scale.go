package mutation

import (
	"math/rand/v2"
	"strings"

	"duizhao"
)

// tens moves the point one place: a zero too many or too few.
func tens(t *texts) []Mutation {
	return each(t, Ten, t.sites(figures...), func(s site, r *rand.Rand) (Mutation, bool) {
		d, at, ok := parseDecimal(s.numeral(duizhao.English))
		if !ok {
			return Mutation{}, false
		}
		how, wrong := "ten times", d.shift(1)
		if whole := d.fraction == "" && !strings.HasSuffix(d.whole, "0"); !whole && r.IntN(2) == 0 {
			how, wrong = "a tenth", d.shift(-1)
		}
		wrong.grouped = len(d.whole) < 4 || d.grouped
		return s.change(how, duizhao.English, at.Shift(s.en.Numeral.Start), wrong.String()), true
	})
}

// scales takes one scale word for another: million for billion, 万 for million
// and 亿 for billion with the digits kept, 亿 for 万.
func scales(t *texts) []Mutation {
	return each(t, TenThousand, t.sites(figures...), func(s site, r *rand.Rand) (Mutation, bool) {
		var slips []Mutation
		for _, slip := range []func(site) (Mutation, bool){wordForWord, billions, hundredMillions} {
			if m, ok := slip(s); ok {
				slips = append(slips, m)
			}
		}
		if len(slips) == 0 {
			return Mutation{}, false
		}
		return pick(r, slips), true
	})
}

// wordForWord keeps the Chinese digits and takes 万 for million, 亿 for billion.
func wordForWord(s site) (Mutation, bool) {
	zh := s.numeral(duizhao.Chinese)
	d, _, ok := parseDecimal(zh)
	word := ""
	switch {
	case strings.HasSuffix(zh, "亿"):
		word = "billion"
	case strings.HasSuffix(zh, "万"):
		word = "million"
	}
	if !ok || word == "" {
		return Mutation{}, false
	}
	return s.change("scale word for word", duizhao.English, s.en.Numeral, d.String()+" "+word), true
}

// billions exchanges million and billion.
func billions(s site) (Mutation, bool) {
	en := s.numeral(duizhao.English)
	for _, w := range [][2]string{{"million", "billion"}, {"billion", "million"}} {
		if i := strings.Index(en, w[0]); i >= 0 {
			at := duizhao.Span{Start: i, End: i + len(w[0])}.Shift(s.en.Numeral.Start)
			return s.change(w[1]+" for "+w[0], duizhao.English, at, w[1]), true
		}
	}
	return Mutation{}, false
}

// hundredMillions exchanges 万 and 亿 in the Chinese text.
func hundredMillions(s site) (Mutation, bool) {
	zh := s.numeral(duizhao.Chinese)
	for _, w := range [][2]string{{"万", "亿"}, {"亿", "万"}} {
		if strings.HasSuffix(zh, w[0]) {
			at := duizhao.Span{Start: s.zh.Numeral.End - len(w[0]), End: s.zh.Numeral.End}
			return s.change(w[1]+" for "+w[0], duizhao.Chinese, at, w[1]), true
		}
	}
	return Mutation{}, false
}
