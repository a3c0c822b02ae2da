package mutation

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"

	"duizhao"
)

var (
	yearRE = regexp.MustCompile(`((?:19|20)[0-9]{2})`)
	dayRE  = regexp.MustCompile(`[A-Z][a-z]+ ([0-9]{1,2})\b`) // "April 26"
)

// years names the year before or after, of a year, a date, a span of years, a
// name, or the day before or after. One in five is in the Chinese text.
func years(t *texts) []Mutation {
	return each(t, Year, t.sites(duizhao.Year, duizhao.Date, duizhao.Label), func(s site, r *rand.Rand) (Mutation, bool) {
		l := duizhao.English
		if r.IntN(5) == 0 {
			l = duizhao.Chinese
		}
		re := yearRE
		if s.en.Kind == duizhao.Date && (r.IntN(2) == 0 || !re.MatchString(s.words(duizhao.English))) {
			re, l = dayRE, duizhao.English
		} else if !sameYears(s) {
			return Mutation{}, false
		}
		places := re.FindAllStringSubmatchIndex(s.words(l), -1)
		if len(places) == 0 {
			return Mutation{}, false
		}
		place := pick(r, places)
		at := duizhao.Span{Start: place[2], End: place[3]}.Shift(s.in(l).Span.Start)
		right, _ := strconv.Atoi(at.Of(t.text(l)))
		wrong := right + pick(r, []int{-1, 1})
		switch { // days that every month has
		case wrong == 0:
			wrong = 2
		case right < 32 && wrong > 28:
			wrong = 27
		}
		return s.change(string(s.en.Kind), l, at, strconv.Itoa(wrong)), true
	})
}

// sameYears reports whether both languages write the same years in digits.
func sameYears(s site) bool {
	zh, en := yearRE.FindAllString(s.words(duizhao.Chinese), -1), yearRE.FindAllString(s.words(duizhao.English), -1)
	return slices.Equal(zh, en)
}
