package check

import (
	"fmt"
	"strings"

	"duizhao"
)

// scope reports a figure that the English takes out of another one ("7 of
// which") while the Chinese counts something else (登记作品2.52万件，7个项目入选), or
// takes it out of another figure. The values agree; what they are said of does not.
func scope(v *view) []duizhao.Finding {
	var out []duizhao.Finding
	for k, p := range v.pairs {
		if p.verdict != "" || p.en.Kind == duizhao.Percent {
			continue
		}
		if f, ok := v.wrongWhole(k); ok {
			out = append(out, f)
		}
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
