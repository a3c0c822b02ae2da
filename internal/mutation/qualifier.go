package mutation

import (
	"math/rand/v2"
	"regexp"
	"strings"

	"duizhao"
)

// added are qualifiers that translators put before a figure that has none.
var added = []string{"over", "more than", "up to", "about", "nearly", "at least"}

// exchanged gives a qualifier of another meaning.
var exchanged = map[string]string{
	"over": "nearly", "more than": "about", "nearly": "over", "about": "over", "at least": "about", "up to": "over", "around": "over",
}

var (
	qualifierEn = regexp.MustCompile(`^(?i:over|more than|nearly|about|around|at least|up to) `)
	qualifierZh = regexp.MustCompile(`[余多近约逾超]`)
)

// qualifiers adds a qualifier to an exact English figure, leaves one out in
// either language, or takes another.
func qualifiers(t *texts) []Mutation {
	return each(t, Qualifier, t.sites(figures...), func(s site, r *rand.Rand) (Mutation, bool) {
		if !s.digits() {
			return Mutation{}, false
		}
		if s.zh.Qualifier == duizhao.Exact && s.en.Qualifier == duizhao.Exact {
			return addQualifier(s, pick(r, added)), true
		}
		switch r.IntN(3) {
		case 0:
			return unqualify(s, duizhao.Chinese, qualifierZh)
		case 1:
			return unqualify(s, duizhao.English, qualifierEn)
		}
		return otherQualifier(s)
	})
}

func addQualifier(s site, word string) Mutation {
	at := duizhao.Span{Start: s.en.Span.Start, End: s.en.Span.Start}
	return s.change("added "+word, duizhao.English, at, word+" ")
}

func unqualify(s site, l duizhao.Lang, re *regexp.Regexp) (Mutation, bool) {
	at := re.FindAllStringIndex(s.words(l), -1)
	if len(at) != 1 {
		return Mutation{}, false
	}
	span := duizhao.Span{Start: at[0][0], End: at[0][1]}.Shift(s.in(l).Span.Start)
	return s.change("left out "+strings.TrimSpace(span.Of(s.t.text(l))), l, span, ""), true
}

func otherQualifier(s site) (Mutation, bool) {
	word := strings.TrimSpace(qualifierEn.FindString(s.words(duizhao.English)))
	other := exchanged[strings.ToLower(word)]
	if other == "" {
		return Mutation{}, false
	}
	at := duizhao.Span{Start: s.en.Span.Start, End: s.en.Span.Start + len(word)}
	return s.change(other+" for "+word, duizhao.English, at, capital(other, word)), true
}
