package mutation

import (
	"math/rand/v2"
	"strings"

	"duizhao"
)

// otherMoney exchanges the ways to write a currency in English.
var otherMoney = []struct{ right, wrong string }{
	{"RMB", "USD"}, {"CNY", "USD"}, {"HKD", "USD"}, {"USD", "RMB"}, {"EUR", "USD"},
	{"yuan", "US dollars"}, {"US dollars", "yuan"}, {"dollars", "yuan"},
}

// currencies names another currency in English.
func currencies(t *texts) []Mutation {
	return each(t, Currency, t.sites(duizhao.Money), func(s site, _ *rand.Rand) (Mutation, bool) {
		words := s.words(duizhao.English)
		for _, m := range otherMoney {
			if i := strings.Index(words, m.right); i >= 0 {
				at := duizhao.Span{Start: i, End: i + len(m.right)}.Shift(s.en.Span.Start)
				return s.change(m.wrong+" for "+m.right, duizhao.English, at, m.wrong), true
			}
		}
		return Mutation{}, false
	})
}
