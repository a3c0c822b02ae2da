package check

import (
	"strconv"

	"duizhao"
)

// relativeYears are what the two languages call a year by its distance to the one
// that is spoken of; a comparison "year on year" is one with the year before.
var relativeYears = []struct {
	distance int
	words    []string
}{
	{-1, []string{
		"last year", "previous year", "preceding year", "prior year", "year before", "year earlier", "a year ago", "year on year", "year-on-year", "year over year", "year-over-year",
		"去年", "上年", "上一年", "前一年", "同比", "比增",
	}},
	{1, []string{"year after", "following year", "next year", "次年", "翌年", "明年"}},
	{0, []string{"this year", "current year", "same year", "that year", "今年", "当年", "同年", "本年"}},
}

// relativeYear reports whether quantity i is a year that the other language names by
// its distance: "the year after". The distance must be right where the year it is
// counted from is known: the report's, or one that the same sentence names.
func relativeYear(v *view, l *lane, i int) bool {
	q := &l.rd.Quantities[i]
	if q.Kind != duizhao.Year || !q.Value.Valid() {
		return false
	}
	rest, anchors := v.sentenceRest(l, i), v.anchors(l, i)
	for _, r := range relativeYears {
		if !containsAny(rest, r.words) {
			continue
		}
		if len(anchors) == 0 {
			return true
		}
		for _, a := range anchors {
			if q.Value.Equal(duizhao.NewDecimal(int64(a+r.distance), 0)) {
				return true
			}
		}
	}
	return false
}

// anchors returns the years from which quantity i of l may be counted: the report's
// own, and others that the sentences on both sides name.
func (v *view) anchors(l *lane, i int) (years []int) {
	add := func(s string) {
		if n, err := strconv.Atoi(s[:min(4, len(s))]); err == nil {
			years = append(years, n)
		}
	}
	add(v.b.Period)
	add(v.usual)
	if s := l.sentence[i]; s >= 0 {
		for _, j := range l.within[s] {
			if q := &l.rd.Quantities[j]; j != i && q.Kind == duizhao.Year {
				add(q.Value.String())
			}
		}
	}
	other, _, there := v.aligned(l, i)
	for _, j := range there {
		if q := &other.rd.Quantities[j]; q.Kind == duizhao.Year {
			add(q.Value.String())
		}
	}
	return years
}
