package check

import (
	"fmt"
	"slices"
	"strings"

	"duizhao"
	"duizhao/internal/nearby"
)

// scope reports a figure that the English takes out of another one ("7 of
// which") while the Chinese counts something else: 登记作品2.52万件，7个项目入选.
// The values agree; what they are said of does not.
func scope(v *view) []duizhao.Finding {
	var out []duizhao.Finding
	for k, p := range v.pairs {
		if p.verdict != "" || p.en.Kind == duizhao.Percent || !startsWithAny(strings.TrimLeft(nearby.Behind(v.en.rd, p.en.Quantity, 12), " "), partOf) {
			continue
		}
		whole, ok := v.antecedent(k)
		if !ok || v.sameThing(whole, p) {
			continue
		}
		why := duizhao.Bilingual{
			Zh: fmt.Sprintf("英文说成“%s”中的一部分，中文不是", whole.en.Text),
			En: fmt.Sprintf("the English makes it a part of “%s”, the Chinese does not", whole.en.Text),
		}
		out = append(out, v.tell(p, duizhao.SeverityWarning, why, duizhao.Bilingual{}))
	}
	return append(out, v.halves()...)
}

// twofold lists words for sums of two things, with what English says of each half.
var twofold = []struct {
	zh     string
	halves [2][]string
	names  [2]duizhao.Bilingual
}{
	{"罚没", [2][]string{{"fine", "penal"}, {"confiscat", "forfeit"}}, [2]duizhao.Bilingual{{Zh: "罚款", En: "fines"}, {Zh: "没收", En: "confiscations"}}},
	{"进出口", [2][]string{{"import"}, {"export"}}, [2]duizhao.Bilingual{{Zh: "进口", En: "imports"}, {Zh: "出口", En: "exports"}}},
	{"买卖", [2][]string{{"buy", "purchas", "trad"}, {"sell", "sale", "sold", "trad"}}, [2]duizhao.Bilingual{{Zh: "买", En: "buying"}, {Zh: "卖", En: "selling"}}},
	{"收支", [2][]string{{"revenue", "income", "receipt"}, {"expend", "spend", "payment"}}, [2]duizhao.Bilingual{{Zh: "收入", En: "revenue"}, {Zh: "支出", En: "expenditure"}}},
}

// halves reports a figure for two things together of which the English names one:
// 罚没款3000余万元 as "confiscated over RMB 30 million".
func (v *view) halves() []duizhao.Finding {
	var out []duizhao.Finding
	for _, p := range v.pairs {
		if p.verdict != "" || p.Bead < 0 || p.zh.Kind != duizhao.Money && p.zh.Kind != duizhao.Count {
			continue
		}
		for _, t := range twofold {
			if !strings.HasSuffix(strings.TrimRight(p.zhBefore, "款金额总共计达为值约近超 "), t.zh) {
				continue
			}
			english := strings.ToLower(v.en.sentenceText(p.En))
			first, second := containsAny(english, t.halves[0]), containsAny(english, t.halves[1])
			if first == second {
				continue
			}
			lost := t.names[boolInt(first)]
			why := duizhao.Bilingual{
				Zh: fmt.Sprintf("“%s”是两项之和，英文没有提到%s", t.zh, lost.Zh),
				En: fmt.Sprintf("“%s” is a sum of two things; the English does not mention %s", t.zh, lost.En),
			}
			out = append(out, v.tell(p, duizhao.SeverityWarning, why, duizhao.Bilingual{}))
		}
	}
	return out
}

// partOf are the words by which English takes a figure out of the one before.
var partOf = []string{"of which", "of whom", "of them", "of these", "of those"}

func startsWithAny(s string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s, p) })
}

// antecedent returns the pair before pair k whose English figure "of which"
// refers to: the last count in the same sentence.
func (v *view) antecedent(k int) (pairing, bool) {
	p, found, ok := v.pairs[k], pairing{}, false
	for _, q := range v.pairs {
		if q.En < p.En && v.en.sentence[q.En] == v.en.sentence[p.En] && q.en.Kind == duizhao.Count && (!ok || q.En > found.En) {
			found, ok = q, true
		}
	}
	return found, ok
}

// sameThing reports whether the Chinese counts both by one measure word, or says
// that the part is among the whole.
func (v *view) sameThing(whole, part pairing) bool {
	text := v.zh.rd.Document.Text
	a, b := whole.zh.UnitSpan.Of(text), part.zh.UnitSpan.Of(text)
	if a == "" || b == "" || a == b || whole.zh.Block != part.zh.Block || whole.zh.Span.End > part.zh.Span.Start {
		return true
	}
	between := text[whole.zh.Span.End:part.zh.Span.Start]
	return slices.ContainsFunc([]string{"其中", "当中", "之中", "中，", "中有", "含", "包括"}, func(w string) bool { return strings.Contains(between, w) })
}
