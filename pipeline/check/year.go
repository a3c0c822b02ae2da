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
	return v.times("date", duizhao.Bilingual{Zh: "日期不同", En: "the dates differ"})
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
