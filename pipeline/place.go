package pipeline

import (
	"fmt"
	"unicode"

	"duizhao"
	"duizhao/pipeline/indicator"
)

// frame says what period and area a report is about: what was stated for it, else
// what its texts tell. It returns where these differ from one another.
func (p *Pipeline) frame(docs Documents) (indicator.Frame, []duizhao.Problem) {
	if docs.known != nil {
		return *docs.known, nil
	}
	f := p.rules().Frame(docs.all()...)
	var out []duizhao.Problem
	differ := func(code, format string, args ...any) {
		out = append(out, duizhao.Problem{Stage: "discover", Code: code, Message: fmt.Sprintf(format, args...)})
	}
	if docs.Zh != nil && docs.En != nil {
		zh, en := p.rules().Frame(docs.Zh).Period, p.rules().Frame(docs.En).Period
		if zh != "" && en != "" && zh != en {
			differ("period_differs", "the Chinese text is about %s, the English one about %s: perhaps these are not the same report", zh, en)
		}
	}
	if s := docs.stated.Period; s != "" {
		if f.Period != "" && f.Period != s {
			differ("period_stated", "the period was given as %s, the text has %s", s, f.Period)
		}
		f.Period = s
	}
	if s := docs.stated.Area; s != "" {
		area := &f.Area.En
		if containsHan(s) {
			area = &f.Area.Zh
		}
		if *area != "" && *area != s {
			differ("area_stated", "the area was given as %s, the text has %s", s, *area)
		}
		*area = s
	}
	return f, out
}

// Period returns the year that d is about, by its title and opening; "" if unknown.
func (p *Pipeline) Period(d *duizhao.Document) string { return p.rules().Frame(d).Period }

func containsHan(s string) bool {
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			return true
		}
	}
	return false
}
