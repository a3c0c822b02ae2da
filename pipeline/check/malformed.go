package check

import (
	"fmt"
	"strings"

	"duizhao"
)

// malformed reports numerals that break their own writing rules, with the figure
// of the other language where that has one. A report in one language is checked
// too.
func malformed(v *view) []duizhao.Finding {
	var out []duizhao.Finding
	told := map[duizhao.Span]bool{}
	for _, p := range v.told("malformed") {
		l, q, suggestion := v.en, p.en.Quantity, shouldRead(p.zh.Quantity)
		if v.zh.broken(p.Zh) {
			l, q, suggestion = v.zh, p.zh.Quantity, chineseShouldRead(p.en.Quantity)
		}
		if s := l.numeral(q); !told[s] {
			told[s] = true
			out = append(out, v.tell(p, duizhao.SeverityError, badNumeral(l, s), suggestion))
		}
	}
	for _, l := range []*lane{v.zh, v.en} {
		if l != nil {
			out = append(out, v.malformedAlone(l, told)...)
		}
	}
	return out
}

func badNumeral(l *lane, numeral duizhao.Span) duizhao.Bilingual {
	text := numeral.Of(l.rd.Document.Text)
	return duizhao.Bilingual{Zh: fmt.Sprintf("数字“%s”书写有误", text), En: fmt.Sprintf("the numeral “%s” is malformed", text)}
}

func chineseShouldRead(en *duizhao.Quantity) duizhao.Bilingual {
	n := chineseFigure(en)
	if n == "" {
		return duizhao.Bilingual{}
	}
	return duizhao.Bilingual{Zh: "若以英文为准，中文应为“" + n + "”", En: "if the English is right, the Chinese should read “" + n + "”"}
}

func (v *view) malformedAlone(l *lane, told map[duizhao.Span]bool) []duizhao.Finding {
	var out []duizhao.Finding
	for i := range l.rd.Quantities {
		q := &l.rd.Quantities[i]
		if !l.broken(i) || l.paired[i] || told[l.numeral(q)] {
			continue
		}
		told[l.numeral(q)] = true
		why, clause := badNumeral(l, l.numeral(q)), l.clause(i)
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

// broken reports whether quantity i is malformed or a piece of a numeral that is:
// of "9,,406", "98..8" or "23,1" the grammar reads two numbers.
func (l *lane) broken(i int) bool {
	q := &l.rd.Quantities[i]
	return q.Malformed || !l.torn(q).Empty()
}

// numeral returns where q's digits stand, with all that is torn from them.
func (l *lane) numeral(q *duizhao.Quantity) duizhao.Span {
	if s := l.torn(q); !s.Empty() {
		return s
	}
	return q.Numeral
}

// torn returns the whole run of digits and separators around q where no convention
// of writing allows it, else an empty Span.
func (l *lane) torn(q *duizhao.Quantity) duizhao.Span {
	if q.Kind != duizhao.Count && q.Kind != duizhao.Money && q.Kind != duizhao.Percent && q.Kind != duizhao.PercentagePoint && !q.Malformed {
		return duizhao.Span{}
	}
	text, b := l.rd.Document.Text, l.rd.Document.Blocks[q.Block].Span
	digits := func(i int) bool { return i >= b.Start && i < b.End && text[i] >= '0' && text[i] <= '9' }
	sign := func(i int) bool { return i >= b.Start && i < b.End && (text[i] == ',' || text[i] == '.') }
	start := q.Numeral.Start
	for start < q.Numeral.End && !digits(start) {
		start++
	}
	if start == q.Numeral.End {
		return duizhao.Span{}
	}
	if at := start - len("1,0 "); at >= b.Start && digits(at) && spaced(text[at:start-1], text[start-1:b.End]) {
		start = at // "00" of "1,0 00"
	}
	end := start
	for digits(start-1) || sign(start-1) && (digits(start-2) || sign(start-2) && digits(start-3)) {
		start--
	}
	for digits(end) || sign(end) && (digits(end+1) || sign(end+1) && digits(end+2)) {
		end++
	}
	if spaced(text[start:end], text[end:b.End]) {
		return duizhao.Span{Start: start, End: end + len(" 00")}
	}
	if !tears(text[start:end], text[end:b.End]) {
		return duizhao.Span{}
	}
	return duizhao.Span{Start: start, End: end}
}

// tears reports whether run, digits and separators, is no numeral: two separators
// side by side, or one comma before a group that is not of three digits. Behind a
// year or an ordinal a comma may be one of the sentence, so that the group must be
// followed by what follows a figure.
func tears(run, behind string) bool {
	if strings.Contains(run, ",,") || strings.Contains(run, "..") || strings.Contains(run, ",.") || strings.Contains(run, ".,") {
		return true
	}
	head, group, ok := strings.Cut(run, ",")
	if !ok || strings.ContainsAny(group, ",.") || len(group) > 2 || len(head) > 3 {
		return false
	}
	return startsWithAny(strings.TrimLeft(behind, " "), behindFigures)
}

// behindFigures are words that only follow a figure: percent, scales and measures.
var behindFigures = []string{
	"%", "percent", "per cent", "million", "billion", "tonne", "tons", "kilo", "kg", "hectare", "square", "hours", "days", "months", "years",
	"万", "亿", "吨", "公斤", "千克", "亩", "公顷", "平方", "小时",
}

// spaced reports whether run ends in a comma and one digit and the other two of
// its group follow behind a space: "1,0 00".
func spaced(run, behind string) bool {
	n := len(run)
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	return n > 2 && run[n-2] == ',' && len(behind) > 2 && behind[0] == ' ' && digit(behind[1]) && digit(behind[2]) && (len(behind) == 3 || !digit(behind[3]))
}
