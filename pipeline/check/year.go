package check

import (
	"fmt"
	"strings"

	"duizhao"
	"duizhao/internal/agree"
)

// year reports years that differ, also within names and titles.
func year(v *view) []duizhao.Finding {
	return v.times("year", duizhao.Bilingual{Zh: "年份不同", En: "the years differ"})
}

// date reports days and months that differ.
func date(v *view) []duizhao.Finding {
	return append(v.times("date", duizhao.Bilingual{Zh: "日期不同", En: "the dates differ"}), v.halfYears()...)
}

// halfYearNames are the names of the halfYearNames of a year.
var halfYearNames = [2]struct{ zh, en []string }{
	{[]string{"上半年"}, []string{"first half", "first six months"}},
	{[]string{"下半年"}, []string{"second half", "latter half", "last six months", "last half"}},
}

// halfYears tells beads of sentences in which one language speaks of one half of the
// year and the other language of the other half alone.
func (v *view) halfYears() []duizhao.Finding {
	if v.zh == nil || v.en == nil {
		return nil
	}
	var out []duizhao.Finding
	for _, bead := range v.b.Sentences {
		if len(bead.Zh) != 1 || len(bead.En) != 1 {
			continue
		}
		zh, en := v.zh.rd.Sentences[bead.Zh[0]], v.en.rd.Sentences[bead.En[0]]
		chinese, english := zh.Span.Of(v.zh.rd.Document.Text), strings.ToLower(en.Span.Of(v.en.rd.Document.Text))
		for k, h := range halfYearNames {
			other := halfYearNames[1-k]
			if containsAny(chinese, h.zh) && !containsAny(chinese, other.zh) && containsAny(english, other.en) && !containsAny(english, h.en) {
				at := zh.Span.Start + strings.Index(chinese, h.zh[0])
				out = append(out, duizhao.Finding{
					Severity: duizhao.SeverityError,
					Message: duizhao.Bilingual{
						Zh: fmt.Sprintf("中文为“%s”，英文为另外半年", h.zh[0]),
						En: fmt.Sprintf("the Chinese says “%s”, the %s of the year, the English the other half", h.zh[0], h.en[0]),
					},
					Suggestion: duizhao.Bilingual{Zh: "若以中文为准，英文应为“" + h.en[0] + "”", En: "if the Chinese is right, the English should read “" + h.en[0] + "”"},
					Zh:         &duizhao.Ref{Block: zh.Block, Span: duizhao.Span{Start: at, End: at + len(h.zh[0])}},
					En:         &duizhao.Ref{Block: en.Block, Span: en.Span},
				})
			}
		}
	}
	return out
}

func (v *view) times(check string, why duizhao.Bilingual) []duizhao.Finding {
	var out []duizhao.Finding
	for _, p := range v.told(check) {
		reason := duizhao.Bilingual{
			Zh: fmt.Sprintf("%s，%s 与 %s", why.Zh, p.zh.Text, p.en.Text),
			En: fmt.Sprintf("%s, %s and %s", why.En, p.zh.Text, p.en.Text),
		}
		out = append(out, v.tell(p, duizhao.SeverityError, reason, shouldRead(p.zh.Quantity)))
	}
	return out
}

// otherYear reports whether p states two different years, as such or in a name
// (剑网2022, "Cybersword 2021").
func otherYear(p pairing) bool {
	return !p.relation.Same() && yearOf(p.zh) != "" && yearOf(p.en) != ""
}

// yearOf returns the only year or span of years that s names, or "".
func yearOf(s agree.Stated) string {
	switch s.Kind {
	case duizhao.Year:
		if !s.Value.Valid() {
			return s.Low.String() + "–" + s.High.String()
		}
		return s.Value.String()
	case duizhao.Label:
		found := ""
		for _, n := range agree.Numerals(s.Text) {
			if len(n) != 4 || !strings.HasPrefix(n, "19") && !strings.HasPrefix(n, "20") || found != "" {
				return ""
			}
			found = n
		}
		return found
	}
	return ""
}

func otherDate(p pairing) bool {
	return !p.relation.Same() && p.zh.Kind == duizhao.Date && p.en.Kind == duizhao.Date
}
