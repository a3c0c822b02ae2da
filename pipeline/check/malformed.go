package check

import (
	"fmt"

	"duizhao"
)

// malformed reports numerals that break their own writing rules, with the figure
// of the other language where that has one. A report in one language is checked
// too.
func malformed(v *view) []duizhao.Finding {
	var out []duizhao.Finding
	for _, p := range v.told("malformed") {
		if p.zh.Malformed {
			out = append(out, v.tell(p, duizhao.SeverityError, badNumeral(v.zh, p.zh.Quantity), chineseShouldRead(p.en.Quantity)))
			continue
		}
		out = append(out, v.tell(p, duizhao.SeverityError, badNumeral(v.en, p.en.Quantity), shouldRead(p.zh.Quantity)))
	}
	for _, l := range []*lane{v.zh, v.en} {
		if l != nil {
			out = append(out, v.malformedAlone(l)...)
		}
	}
	return out
}

func badNumeral(l *lane, q *duizhao.Quantity) duizhao.Bilingual {
	numeral := q.Numeral.Of(l.rd.Document.Text)
	return duizhao.Bilingual{Zh: fmt.Sprintf("数字“%s”书写有误", numeral), En: fmt.Sprintf("the numeral “%s” is malformed", numeral)}
}

func chineseShouldRead(en *duizhao.Quantity) duizhao.Bilingual {
	n := chineseFigure(en)
	if n == "" {
		return duizhao.Bilingual{}
	}
	return duizhao.Bilingual{Zh: "若以英文为准，中文应为“" + n + "”", En: "if the English is right, the Chinese should read “" + n + "”"}
}

func (v *view) malformedAlone(l *lane) []duizhao.Finding {
	var out []duizhao.Finding
	for i, q := range l.rd.Quantities {
		if !q.Malformed || l.paired[i] {
			continue
		}
		why, clause := badNumeral(l, &q), l.clause(i)
		f := duizhao.Finding{Severity: duizhao.SeverityError, Message: duizhao.Bilingual{
			Zh: fmt.Sprintf("“%s”：%s", clause, why.Zh),
			En: fmt.Sprintf("“%s”: %s", clause, why.En),
		}}
		if l == v.zh {
			f.Zh = l.ref(i)
		} else {
			f.En = l.ref(i)
		}
		out = append(out, f)
	}
	return out
}
