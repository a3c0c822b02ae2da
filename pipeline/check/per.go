package check

import (
	"fmt"
	"slices"
	"strings"

	"duizhao"
)

// pers pairs the units that stand behind "per" with what Chinese says for them behind
// 每 or a stroke.
var pers = []struct{ zh, en []string }{
	{[]string{"吨"}, []string{"tonne", "ton", "metric ton"}},
	{[]string{"公斤", "千克", "kg"}, []string{"kilogram", "kilo", "kg"}},
	{[]string{"桶"}, []string{"barrel"}},
	{[]string{"亩"}, []string{"mu"}},
	{[]string{"公顷"}, []string{"hectare"}},
	{[]string{"平方米"}, []string{"square met"}},
	{[]string{"立方米"}, []string{"cubic met"}},
	{[]string{"平方公里"}, []string{"square kilomet"}},
	{[]string{"公里", "千米"}, []string{"kilomet", "km"}},
	{[]string{"小时", "时"}, []string{"hour"}},
	{[]string{"天", "日"}, []string{"day"}},
	{[]string{"周"}, []string{"week"}},
	{[]string{"月"}, []string{"month"}},
	{[]string{"季"}, []string{"quarter"}},
	{[]string{"年"}, []string{"year", "annum"}},
	{[]string{"人"}, []string{"person", "capita", "head", "resident", "people", "inhabitant", "citizen"}},
	{[]string{"户"}, []string{"household", "famil"}},
}

// otherPer reports whether the two languages say p for each of two different units:
// 每吨3163元 as "RMB 3,163 per barrel".
func otherPer(p pairing) bool {
	if p.zh.Kind != duizhao.Money && p.zh.Kind != duizhao.Count || !p.relation.Same() {
		return false
	}
	zh, en := perBoth(p)
	return zh >= 0 && en >= 0 && zh != en
}

// perBoth returns which of pers both figures of p are for each of, -1 where one is for
// none. An average of Chinese counts where English is per a length of time too.
func perBoth(p pairing) (zh, en int) {
	if en = perEn(p); en < 0 {
		return -1, -1 // the rarer of the two is looked for first
	}
	if zh = perZh(p); zh < 0 && slices.Contains(calendar, pers[en].en[0]) {
		zh = slices.IndexFunc(pers, func(u struct{ zh, en []string }) bool {
			return slices.Contains(calendar, u.en[0]) && average(p.zhBefore, u.zh[len(u.zh)-1])
		})
	}
	return zh, en
}

// calendar are the lengths of time that averages are taken over.
var calendar = []string{"day", "month", "year"}

// perZh returns which of pers the Chinese figure of p is for each of, or -1: 每吨3163元,
// 3163元/吨.
func perZh(p pairing) int {
	behind := strings.TrimLeft(p.zhBehind, " ")
	found := -1
	for k, u := range pers {
		for _, w := range u.zh {
			if strings.HasSuffix(p.zhBefore, "每"+w) || strings.HasPrefix(behind, "/"+w) || strings.HasPrefix(behind, "每"+w) {
				found = k
			}
		}
	}
	return found
}

// average reports whether the Chinese words before a figure make it one of each of
// unit on average: 月均收入4573元.
func average(before, unit string) bool {
	return strings.Contains(before, unit+"均") || strings.Contains(before, unit+"人均")
}

func perEn(p pairing) int {
	first, word, _ := strings.Cut(strings.TrimLeft(p.enBehind, " "), " ")
	if !strings.EqualFold(first, "per") && !strings.EqualFold(first, "a") {
		return -1
	}
	word = strings.ToLower(word)
	for k, u := range pers {
		if startsWithAny(word, u.en) {
			return k
		}
	}
	return -1
}

// perFinding tells that p is for each of two different units.
func (v *view) perFinding(p pairing) duizhao.Finding {
	k, n := perBoth(p)
	zh, en := pers[k], pers[n]
	return v.tell(p, duizhao.SeverityError, duizhao.Bilingual{
		Zh: fmt.Sprintf("中文为每%s，英文为 per %s", zh.zh[0], en.en[0]),
		En: fmt.Sprintf("the Chinese is per %s, the English per %s", zh.en[0], en.en[0]),
	}, duizhao.Bilingual{})
}

// perHowMany tells sentences that say per how many, each language another number: 每千人
// as "per 10,000 people".
func (v *view) perHowMany() (out []duizhao.Finding) {
	if v.zh == nil || v.en == nil {
		return nil
	}
	for _, b := range v.b.Sentences {
		if len(b.Zh) == 0 || len(b.En) == 0 {
			continue
		}
		zh, en := v.zh.rd.Sentences[b.Zh[0]], v.en.rd.Sentences[b.En[0]]
		here := v.zh.denominators(b.Zh, zhPer)
		if len(here) == 0 {
			continue
		}
		there := v.en.denominators(b.En, enPer)
		z, e := firstWithout(here, there), firstWithout(there, here)
		if z < 0 || e < 0 {
			continue
		}
		a, c := here[z].Span, there[e].Span
		x, y := a.Of(v.zh.rd.Document.Text), c.Of(v.en.rd.Document.Text)
		out = append(out, duizhao.Finding{
			Severity: duizhao.SeverityError,
			Message: duizhao.Bilingual{
				Zh: fmt.Sprintf("分母不同：中文“%s”，英文“%s”", x, y), En: fmt.Sprintf("the denominators differ: Chinese “%s”, English “%s”", x, y),
			},
			Zh: &duizhao.Ref{Block: zh.Block, Span: a}, En: &duizhao.Ref{Block: en.Block, Span: c},
		})
	}
	return out
}

// perNumber is a round number behind a word for "each", and where both stand.
type perNumber struct {
	duizhao.Span
	n duizhao.Decimal
}

// The words for "each" in both languages.
var (
	zhPer = []string{"每", "/"}
	enPer = []string{"per ", "every ", "Every ", "Per ", "/"}
)

// denominators returns those of some sentences.
func (l *lane) denominators(sentences []int, marks []string) (out []perNumber) {
	for _, s := range sentences {
		span := l.rd.Sentences[s].Span
		for _, p := range denominators(span.Of(l.rd.Document.Text), marks) {
			p.Span = p.Span.Shift(span.Start)
			out = append(out, p)
		}
	}
	return out
}

// perWords are round numbers as English words, longer ones first.
var perWords = []struct {
	word string
	n    int64
}{{"hundred thousand", 100_000}, {"ten thousand", 10_000}, {"one thousand", 1000}, {"thousand", 1000}, {"one million", 1_000_000}, {"million", 1_000_000}}

// denominators returns the round numbers of a hundred and more behind one of marks in
// text: 每千人, 6.1/10万, "per 100,000".
func denominators(text string, marks []string) (out []perNumber) {
	for _, mark := range marks {
		for at := 0; ; {
			k := strings.Index(text[at:], mark)
			if k < 0 {
				break
			}
			start := at + k
			at = start + len(mark)
			end := strings.IndexFunc(text[at:], func(r rune) bool { return !strings.ContainsRune("0123456789,十百千万亿", r) })
			if end < 0 {
				end = len(text) - at
			}
			if d, n := perWord(text[at:]); n > 0 {
				out = append(out, perNumber{duizhao.Span{Start: start, End: at + n}, d})
				continue
			}
			words := strings.TrimRight(text[at:at+end], ",")
			if d := roundNumber(words); d.Valid() && d.Cmp(hundred) >= 0 {
				out = append(out, perNumber{duizhao.Span{Start: start, End: at + len(words)}, d})
			}
		}
	}
	return out
}

// perWord reads one of perWords at the beginning of s and returns its length in bytes,
// 0 where there is none.
func perWord(s string) (duizhao.Decimal, int) {
	for _, w := range perWords {
		if strings.HasPrefix(s, w.word+" ") {
			return duizhao.NewDecimal(w.n, 0), len(w.word)
		}
	}
	return duizhao.Decimal{}, 0
}

// firstWithout returns which of list is the first that other lacks, or -1.
func firstWithout(list, other []perNumber) int {
	return slices.IndexFunc(list, func(p perNumber) bool {
		return !slices.ContainsFunc(other, func(q perNumber) bool { return p.n.Equal(q.n) })
	})
}

// roundNumber reads 千, 十万, 10万, 1000.
func roundNumber(s string) duizhao.Decimal {
	if s == "" {
		return duizhao.Decimal{}
	}
	s = strings.ReplaceAll(s, ",", "")
	digits := strings.TrimRight(s, "十百千万亿")
	out := one
	if digits != "" {
		d, err := duizhao.ParseDecimal(digits)
		if err != nil {
			return duizhao.Decimal{}
		}
		out = d
	}
	for _, r := range s[len(digits):] {
		out = out.Scale10(map[rune]int{'十': 1, '百': 2, '千': 3, '万': 4, '亿': 8}[r])
	}
	return out
}
