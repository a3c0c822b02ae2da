package mutation

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"

	"duizhao"
)

// site is a place where both languages state the same figure, and nothing was
// reported.
type site struct {
	t      *texts
	zh, en *duizhao.Quantity
}

// sites returns the places whose quantities are of the given kinds, of any kind
// if none is given, in the order of the Chinese text.
func (t *texts) sites(kinds ...duizhao.Kind) []site {
	var out []site
	for _, p := range t.b.Pairs {
		if p.Zh < 0 || p.En < 0 {
			continue
		}
		s := site{t, &t.b.Zh.Quantities[p.Zh], &t.b.En.Quantities[p.En]}
		if (len(kinds) == 0 || slices.Contains(kinds, s.zh.Kind) && slices.Contains(kinds, s.en.Kind)) && s.agrees() && !t.reported(s) {
			out = append(out, s)
		}
	}
	return out
}

// figures are the kinds of quantities that a report is read for.
var figures = []duizhao.Kind{duizhao.Count, duizhao.Money, duizhao.Percent, duizhao.PercentagePoint, duizhao.Duration, duizhao.MultipleKind}

// Places returns how many figures of the clean report an error can be planted in.
func Places(b *duizhao.Bitext) int { return len((&texts{b: b}).sites(figures...)) }

// agrees reports whether both sides have one value, or, as dates and names, none.
func (s site) agrees() bool {
	if s.zh.Value.Valid() != s.en.Value.Valid() {
		return false
	}
	return !s.zh.Value.Valid() || s.zh.Value.Equal(s.en.Value)
}

// reported reports whether the clean text has an error or warning at s.
func (t *texts) reported(s site) bool {
	return slices.ContainsFunc(t.b.Findings, func(f duizhao.Finding) bool {
		return f.Severity != duizhao.SeverityInfo &&
			(f.Zh != nil && f.Zh.Span.Overlaps(s.zh.Span) || f.En != nil && f.En.Span.Overlaps(s.en.Span))
	})
}

// in returns the site's quantity in language l.
func (s site) in(l duizhao.Lang) *duizhao.Quantity {
	if l == duizhao.Chinese {
		return s.zh
	}
	return s.en
}

func (s site) words(l duizhao.Lang) string   { return s.in(l).Span.Of(s.t.text(l)) }
func (s site) numeral(l duizhao.Lang) string { return s.in(l).Numeral.Of(s.t.text(l)) }
func (s site) unit(l duizhao.Lang) string    { return s.in(l).UnitSpan.Of(s.t.text(l)) }

// change is the mutation that replaces span of language l, at s, by words.
func (s site) change(how string, l duizhao.Lang, span duizhao.Span, words string) Mutation {
	return Mutation{How: how, Lang: l, Edits: []Edit{{span, words}}, Other: []duizhao.Span{s.in(l.Other()).Span}}
}

// digits reports whether both languages write the numeral in digits.
func (s site) digits() bool {
	return decimalRE.MatchString(s.numeral(duizhao.Chinese)) && decimalRE.MatchString(s.numeral(duizhao.English))
}

// named reports whether the figure stands within a name, title or slogan.
func (s site) named() bool {
	return quoted(s.t.b.Zh.Document, s.zh) || quoted(s.t.b.En.Document, s.en)
}

var quotation = regexp.MustCompile(`“[^”]*”|《[^》]*》|"[^"]*"`)

func quoted(d *duizhao.Document, q *duizhao.Quantity) bool {
	block := d.Blocks[q.Block].Span
	return slices.ContainsFunc(quotation.FindAllStringIndex(block.Of(d.Text), -1), func(at []int) bool {
		return duizhao.Span{Start: at[0], End: at[1]}.Shift(block.Start).Overlaps(q.Span)
	})
}

// each makes at most one mutation for every site, with its own source of chance.
func each(t *texts, what Kind, sites []site, make func(site, *rand.Rand) (Mutation, bool)) []Mutation {
	var out []Mutation
	for _, s := range sites {
		if m, ok := make(s, t.rand(what, s.en.Span.Start)); ok {
			m.key = t.key(what, s.en.Span.Start)
			out = append(out, m)
		}
	}
	return out
}

// capital writes words with a capital letter where like begins with one.
func capital(words, like string) string {
	if like != "" && strings.ToUpper(like[:1]) == like[:1] && words != "" {
		return strings.ToUpper(words[:1]) + words[1:]
	}
	return words
}
