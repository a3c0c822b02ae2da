package mutation

import (
	"math/rand/v2"
	"regexp"
	"strings"

	"duizhao"
)

// others lists, for the unit of the Chinese quantity, English nouns that nobody
// could mean by it.
var others = map[string][]string{
	"person":       {"cases", "enterprises"},
	"person_time":  {"cases", "enterprises"},
	"case":         {"persons", "suspects"},
	"piece":        {"persons", "enterprises"},
	"item":         {"persons", "enterprises"},
	"unit":         {"persons", "suspects"},
	"entity":       {"persons", "patents"},
	"household":    {"persons", "patents"},
	"site":         {"persons", "enterprises"},
	"batch":        {"clues", "persons"},
	"session":      {"persons", "enterprises"},
	"issue":        {"persons", "enterprises"},
	"transaction":  {"persons", "enterprises"},
	"copy":         {"persons", "enterprises"},
	"article":      {"persons", "enterprises"},
	"work":         {"persons", "enterprises"},
	"hour":         {"days", "minutes"},
	"day":          {"months", "hours"},
	"working_day":  {"months", "weeks"},
	"week":         {"days", "months"},
	"month":        {"years", "weeks"},
	"year":         {"months", "days"},
	"tonne":        {"kilograms"},
	"kilogram":     {"tonnes"},
	"mu":           {"hectares"},
	"hectare":      {"mu"},
	"kilometre":    {"metres"},
	"square_metre": {"hectares"},
}

var lastWord = regexp.MustCompile(`[A-Za-z]+$`)

// units counts something else in English, or measures in another unit.
func units(t *texts) []Mutation {
	return each(t, Unit, t.sites(duizhao.Count, duizhao.Duration), func(s site, r *rand.Rand) (Mutation, bool) {
		written := s.unit(duizhao.English)
		word := lastWord.FindString(written)
		nouns := others[s.zh.Unit]
		if word == "" || nouns == nil || s.named() {
			return Mutation{}, false
		}
		noun := pick(r, nouns)
		if strings.TrimSuffix(noun, "s") == s.en.Unit {
			return Mutation{}, false
		}
		if s.en.UnitSpan.Start <= s.en.Numeral.End+1 && !strings.HasSuffix(word, "s") && word != "people" {
			noun = strings.TrimSuffix(noun, "s") // "a two-week course", "one case"
		}
		at := duizhao.Span{Start: s.en.UnitSpan.End - len(word), End: s.en.UnitSpan.End}
		return s.change(s.zh.Unit+" as "+noun, duizhao.English, at, capital(noun, word)), true
	})
}
