package mutation

import (
	"math/rand/v2"
	"strings"

	"duizhao"
)

// drops leaves a figure out: the clause or the sentence that states it, in either
// language, or only the number, in English, which becomes "many" or "a large sum".
func drops(t *texts) []Mutation {
	return each(t, Dropped, t.sites(figures...), func(s site, r *rand.Rand) (Mutation, bool) {
		two := duizhao.NewDecimal(2, 0)
		if !s.digits() || s.named() || s.zh.Value.Cmp(two) < 0 && s.zh.Kind == duizhao.Count {
			return Mutation{}, false
		}
		var ways []Mutation
		for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
			if at, ok := clause(s, l); ok {
				ways = append(ways, s.change("clause", l, at, ""))
			} else if m, ok := sentence(s, l); ok {
				ways = append(ways, m)
			}
		}
		if m, ok := vague(s, r); ok {
			ways = append(ways, m)
		}
		if len(ways) == 0 {
			return Mutation{}, false
		}
		return pick(r, ways), true
	})
}

// clauseEnds are the marks between which a clause stands that can be taken out.
var clauseEnds = map[duizhao.Lang]struct{ before, after []string }{
	duizhao.Chinese: {[]string{"，", "；", "、"}, []string{"，", "；", "。", "、"}},
	duizhao.English: {[]string{", ", "; "}, []string{", ", "; ", ". ", "."}},
}

// clause returns the clause of s in language l with the mark before it, if it
// stands between two marks of its sentence and holds no other number.
func clause(s site, l duizhao.Lang) (duizhao.Span, bool) {
	rd, q, marks := s.t.b.Reading(l), s.in(l), clauseEnds[l]
	sentence, ok := sentenceOf(rd, q.Span)
	if !ok {
		return duizhao.Span{}, false
	}
	text := rd.Document.Text
	start, end := -1, -1
	for _, m := range marks.before {
		if i := strings.LastIndex(text[sentence.Start:q.Span.Start], m); i >= 0 {
			start = max(start, sentence.Start+i)
		}
	}
	for _, m := range marks.after {
		if i := strings.Index(text[q.Span.End:sentence.End], m); i >= 0 && (end < 0 || q.Span.End+i < end) {
			end = q.Span.End + i
		}
	}
	out := duizhao.Span{Start: start, End: end}
	if start < 0 || end < 0 {
		return out, false
	}
	for _, o := range rd.Quantities {
		if o.Span != q.Span && o.Span.Overlaps(out) {
			return out, false
		}
	}
	return out, true
}

// sentence leaves out the sentence of s in language l, which is not the first of
// its paragraph, with all its figures.
func sentence(s site, l duizhao.Lang) (Mutation, bool) {
	rd := s.t.b.Reading(l)
	at, ok := sentenceOf(rd, s.in(l).Span)
	if !ok || at.Start == rd.Document.Blocks[s.in(l).Block].Span.Start {
		return Mutation{}, false
	}
	if rd.Document.Text[at.Start-1] == ' ' {
		at.Start--
	}
	m := Mutation{How: "sentence", Lang: l, Edits: []Edit{{at, ""}}}
	for _, o := range s.t.sites() {
		if at.Contains(o.in(l).Span) {
			m.Other = append(m.Other, o.in(l.Other()).Span)
		}
	}
	return m, true
}

// sentenceOf returns the sentence that holds at.
func sentenceOf(rd *duizhao.Reading, at duizhao.Span) (duizhao.Span, bool) {
	for _, k := range rd.Sentences {
		if k.Span.Contains(at) {
			return k.Span, true
		}
	}
	return duizhao.Span{}, false
}

// vague says the figure without its number.
func vague(s site, r *rand.Rand) (Mutation, bool) {
	words := s.words(duizhao.English)
	switch {
	case s.en.Kind == duizhao.Money:
		return s.change("vague", duizhao.English, s.en.Span, capital("a large sum", words)), true
	case s.en.Kind == duizhao.Count && s.en.UnitSpan.Start > s.en.Numeral.End:
		at := duizhao.Span{Start: s.en.Span.Start, End: s.en.Numeral.End}
		return s.change("vague", duizhao.English, at, capital(pick(r, []string{"many", "a number of", "several"}), words)), true
	}
	return Mutation{}, false
}
