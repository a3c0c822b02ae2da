package mutation

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"

	"duizhao"
)

// values writes another value: a digit changed, two turned round, one lost, the
// figure beside it once more, or the next number word. One in five is in the
// Chinese text.
func values(t *texts) []Mutation {
	sites := t.sites(figures...)
	return each(t, Value, sites, func(s site, r *rand.Rand) (Mutation, bool) {
		if r.IntN(4) == 0 {
			if m, ok := copied(s, sites, r); ok {
				return m, true
			}
		}
		l := duizhao.English
		if r.IntN(5) == 0 {
			l = duizhao.Chinese
		}
		d, at, ok := parseDecimal(s.numeral(l))
		if !ok {
			return otherWord(s, r)
		}
		slip := pick(r, []slip{nextDigit, turned, lost})
		how, wrong := slip(d, r)
		if wrong == d {
			how, wrong = nextDigit(d, r)
		}
		return s.change(how, l, at.Shift(s.in(l).Numeral.Start), wrong.String()), true
	})
}

// slip returns a wrong way to write d, and what is wrong; d itself where there
// is none.
type slip func(d decimal, r *rand.Rand) (string, decimal)

// nextDigit changes one digit that carries value by 1 to 3.
func nextDigit(d decimal, r *rand.Rand) (string, decimal) {
	start, end := d.significant()
	digits := []byte(d.digits())
	i := start + r.IntN(end-start)
	by := byte(1 + r.IntN(3))
	switch {
	case digits[i]-'0' > by:
		digits[i] -= by
	default:
		digits[i] += by
	}
	return "another digit", d.with(string(digits))
}

// turned exchanges two neighbouring digits.
func turned(d decimal, r *rand.Rand) (string, decimal) {
	start, end := d.significant()
	digits := []byte(d.digits())
	var places []int
	for i := start; i+1 < end; i++ {
		if digits[i] != digits[i+1] && (i > start || digits[i+1] != '0') {
			places = append(places, i)
		}
	}
	if len(places) == 0 {
		return "", d
	}
	i := pick(r, places)
	digits[i], digits[i+1] = digits[i+1], digits[i]
	return "digits turned round", d.with(string(digits))
}

// lost leaves a digit out.
func lost(d decimal, r *rand.Rand) (string, decimal) {
	start, end := d.significant()
	digits := d.digits()
	if end-start < 3 || len(d.whole) < 2 {
		return "", d
	}
	i := start + 1 + r.IntN(end-start-2)
	return "digit lost", d.with(digits[:i] + digits[i+1:])
}

// copied writes the value of another figure of the English sentence.
func copied(s site, sites []site, r *rand.Rand) (Mutation, bool) {
	var others []site
	for _, o := range sites {
		if neighbours(s, o) || neighbours(o, s) {
			others = append(others, o)
		}
	}
	if len(others) == 0 {
		return Mutation{}, false
	}
	o := pick(r, others)
	return s.change("a neighbour's value", duizhao.English, s.en.Numeral, o.numeral(duizhao.English)), true
}

var (
	chineseDigit = regexp.MustCompile(`[二三四五六七八九]`)
	nextChinese  = map[string]string{"二": "三", "三": "四", "四": "五", "五": "六", "六": "七", "七": "八", "八": "九", "九": "八"}
)

var numberWords = strings.Fields("one two three four five six seven eight nine ten eleven twelve")

// otherWord writes the number word beside the right one, in English or Chinese. One is left alone: it may be an article.
func otherWord(s site, r *rand.Rand) (Mutation, bool) {
	if at := chineseDigit.FindStringIndex(s.numeral(duizhao.Chinese)); at != nil && r.IntN(2) == 0 && !s.named() {
		span := duizhao.Span{Start: at[0], End: at[1]}.Shift(s.zh.Numeral.Start)
		return s.change("another Chinese digit", duizhao.Chinese, span, nextChinese[span.Of(s.t.text(duizhao.Chinese))]), true
	}
	words := s.numeral(duizhao.English)
	i := slices.Index(numberWords, strings.ToLower(words))
	if i < 1 || i+1 >= len(numberWords) || s.named() {
		return Mutation{}, false
	}
	wrong := numberWords[i+1]
	if i > 2 && r.IntN(2) == 0 {
		wrong = numberWords[i-1]
	}
	return s.change("another number word", duizhao.English, s.en.Numeral, capital(wrong, words)), true
}
