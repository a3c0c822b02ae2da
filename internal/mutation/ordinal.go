package mutation

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"duizhao"
)

// ordinalWords are first, second, ... by their number less one.
var ordinalWords = strings.Fields("first second third fourth fifth sixth seventh eighth ninth tenth")

var (
	ordinalRE = regexp.MustCompile(`\b([0-9]+)(?:st|nd|rd|th)\b`)
	topRE     = regexp.MustCompile(`^(?i:top )`)
)

// ordinals names another place of a ranking or session of an event, or leaves out
// how long a list is: "the top ten cases" becomes "the cases".
func ordinals(t *texts) []Mutation {
	sites := t.sites(duizhao.RankKind, duizhao.Ordinal, duizhao.Label)
	return each(t, Ordinal, sites, func(s site, r *rand.Rand) (Mutation, bool) {
		words := s.words(duizhao.English)
		if topRE.MatchString(words) {
			return shorten(s), !s.named()
		}
		if at := ordinalRE.FindStringSubmatchIndex(words); at != nil {
			n, _ := strconv.Atoi(words[at[2]:at[3]])
			wrong := n + pick(r, []int{-1, 1})
			span := duizhao.Span{Start: at[0], End: at[1]}.Shift(s.en.Span.Start)
			return s.change("another ordinal", duizhao.English, span, strconv.Itoa(wrong)+suffix(wrong)), true
		}
		i := slices.Index(ordinalWords, strings.ToLower(s.numeral(duizhao.English)))
		if i < 0 || s.en.Kind != duizhao.RankKind || i+1 == len(ordinalWords) {
			return Mutation{}, false
		}
		return s.change("another rank", duizhao.English, s.en.Numeral, capital(ordinalWords[i+1], words)), true
	})
}

// shorten takes "top ten" out, with the space behind it.
func shorten(s site) Mutation {
	at, text := s.en.Span, s.t.text(duizhao.English)
	if at.End < len(text) && text[at.End] == ' ' {
		at.End++
	}
	return s.change("length of the list left out", duizhao.English, at, "")
}

// suffix returns the ending of the English ordinal of n.
func suffix(n int) string {
	if n%100/10 != 1 && n%10 > 0 && n%10 < 4 {
		return []string{"st", "nd", "rd"}[n%10-1]
	}
	return "th"
}
