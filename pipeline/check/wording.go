package check

import (
	"slices"
	"strings"
	"time"

	"duizhao"
	"duizhao/internal/agree"
	"duizhao/internal/nearby"
)

// oneWords are what English says for a single thing.
var oneWords = []string{" a ", " an ", " one ", " another ", " single ", " only ", " sole "}

// wordings are numbers that English says by a word which its grammar of numbers
// leaves alone.
var wordings = []struct {
	kind  duizhao.Kind
	value string
	unit  string // "" for any
	words []string
}{
	{duizhao.Duration, "10", "year", []string{"decade"}},
	{duizhao.Duration, "100", "year", []string{"century", "centenn"}},
	{duizhao.Duration, "2", "week", []string{"fortnight"}},
	{duizhao.Duration, "1", "", []string{"annual", "daily", "weekly", "monthly", "full-day", "full-year", "one-"}},
	{duizhao.Count, "12", "", []string{"dozen"}},
	{duizhao.Ordinal, "1", "", []string{"first", "pioneer", "maiden", "inaugural", "debut"}},
	{duizhao.Percent, "100", "percent", []string{"all ", "all,", "every ", "each ", "entire", "fully", "whole", "without exception", "universal", "full coverage"}},
	{duizhao.Fraction, "0.25", "", []string{"quarter"}},
	{duizhao.Fraction, "0.5", "", []string{"half"}},
	{duizhao.MultipleKind, "2", "", []string{"doubl", "twofold", "two-fold", "twice"}},
}

// clockWords are what both languages say for 24 hours without a number.
var clockWords = []string{"round-the-clock", "around the clock", "round the clock", "day and night", "全天候", "昼夜", "不打烊"}

// allWords are what Chinese says for all of them without a number.
var allWords = []string{"全部", "全面", "全覆盖", "均", "悉数", "无一", "都", "所有", "全体", "全额", "全员"}

// firstWords are what Chinese says for a first of its kind without a numeral.
var firstWords = []string{"首", "率先", "最早", "开创", "最先"}

// wordThere reports whether the other language says the number of quantity i in a
// word: 十年来, "over the past decade".
func wordThere(v *view, l *lane, i int) bool {
	q := &l.rd.Quantities[i]
	rest := v.sentenceRest(l, i)
	if l == v.en {
		return q.Kind == duizhao.Ordinal && q.Value.String() == "1" && containsAny(rest, firstWords) ||
			q.Kind == duizhao.Percent && q.Value.String() == "100" && containsAny(rest, allWords)
	}
	if q.Unit == "year_of_age" && underAge(rest, q.Value) {
		return true
	}
	if q.Kind == duizhao.Duration && q.Unit == "hour" && q.Value.String() == "24" && containsAny(v.sentenceThere(l, i), clockWords) {
		return true // also within the phrase of another number: four round-the-clock courts
	}
	if q.Kind == duizhao.Duration && q.Unit == "year" && !q.Value.Valid() && q.Low.Valid() && q.Low.Cmp(duizhao.NewDecimal(10, 0)) >= 0 && strings.Contains(v.sentenceThere(l, i), "decades") {
		return true // 几十年, within the phrase of another number: in four decades
	}
	for _, w := range wordings {
		if q.Kind == w.kind && q.Value.Valid() && q.Value.String() == w.value && (w.unit == "" || w.unit == q.Unit) && containsAny(rest, w.words) {
			return true
		}
	}
	return false
}

// ages are the numbers of "under-five".
var ages = []string{"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"}

// underAge reports whether rest has age behind a hyphen, as an adjective.
func underAge(rest string, age duizhao.Decimal) bool {
	n := age.String()
	if strings.Contains(rest, "under-"+n) || strings.Contains(rest, "over-"+n) {
		return true
	}
	for k, word := range ages {
		if k > 0 && age.Equal(duizhao.NewDecimal(int64(k), 0)) {
			return strings.Contains(rest, "under-"+word) || strings.Contains(rest, "over-"+word)
		}
	}
	return false
}

// fractionThere reports whether the two languages say a fraction as such and by its two
// numbers: 每10家中有3家, "three out of every ten"; or by a word the grammar took for
// an ordinal: 三分之一, "one third".
func fractionThere(v *view, l *lane, i int) bool {
	q, r := &l.rd.Quantities[i], v.counterpart(l, i)
	if r == nil || !q.Value.Valid() {
		return false
	}
	other, _ := v.other(l)
	text := r.Span.Of(other.rd.Document.Text)
	if q.Kind == duizhao.Fraction {
		if thirds := "0.333333333333"; l == v.zh && q.Value.String() == thirds && containsAny(strings.ToLower(text), []string{"one third", "one-third", "a third"}) {
			return true
		}
		parts, there := agree.Numerals(l.text(i)), agree.Numerals(text)
		return len(parts) >= 2 && !slices.ContainsFunc(parts, func(n string) bool { return !slices.Contains(there, n) })
	}
	return slices.ContainsFunc(other.inBlock[r.Block], func(j int) bool {
		o := &other.rd.Quantities[j]
		return o.Kind == duizhao.Fraction && !other.paired[j] && r.Span.Contains(o.Span) && slices.Contains(agree.Numerals(other.text(j)), q.Value.String())
	})
}

// lawArticle reports whether quantity i is the number of an article of law.
func lawArticle(_ *view, l *lane, i int) bool {
	q := &l.rd.Quantities[i]
	return q.Kind == duizhao.Ordinal && q.UnitSpan.Of(l.rd.Document.Text) == "条"
}

// sentenceThere returns, in small letters, the sentence of the other language beside
// quantity i of l, its quantities included.
func (v *view) sentenceThere(l *lane, i int) string {
	r := v.counterpart(l, i)
	if r == nil {
		return ""
	}
	other, _ := v.other(l)
	return strings.ToLower(r.Span.Of(other.rd.Document.Text))
}

// sentenceRest returns, in small letters, the sentence of the other language beside
// quantity i of l without its quantities.
func (v *view) sentenceRest(l *lane, i int) string {
	r := v.counterpart(l, i)
	if r == nil {
		return ""
	}
	other, _ := v.other(l)
	return strings.ToLower(other.rest(r.Block, r.Span))
}

// monthNamed reports whether q is a month without a day that English, rest, names.
func monthNamed(q *duizhao.Quantity, rest string) bool {
	_, iso, ok := strings.Cut(q.Reason, "date ")
	if !ok {
		return false
	}
	parts := strings.Split(strings.Trim(strings.Fields(iso)[0], "-"), "-")
	month := parts[len(parts)-1]
	if len(parts) > 2 || len(month) != 2 {
		return false
	}
	t, err := time.Parse("01", month)
	return err == nil && strings.Contains(rest, t.Month().String())
}

// era reports whether quantity i is part of the name of a decade or century: 20世纪90
// 年代.
func era(_ *view, l *lane, i int) bool {
	q := &l.rd.Quantities[i]
	behind := nearby.Behind(l.rd, q, 2)
	if strings.HasPrefix(behind, "后") && q.Kind == duizhao.Count && q.Unit == "" && len(l.text(i)) == 2 && l.text(i)[1] == '0' {
		return true // 80后: born in the eighties
	}
	return strings.HasPrefix(behind, "世纪") || strings.HasPrefix(behind, "代") && q.Unit == "year" || strings.HasPrefix(behind, "年代")
}

// grade reports whether quantity i only says how large something is about: 千万级,
// "tens of millions".
func grade(v *view, l *lane, i int) bool {
	q := &l.rd.Quantities[i]
	if l == v.zh {
		return spelled(l, i) && slices.Contains([]string{"级", "量级"}, q.UnitSpan.Of(l.rd.Document.Text))
	}
	return strings.Contains(strings.ToLower(l.text(i)), "tens of ")
}
