package check

import (
	"fmt"

	"duizhao"
	"duizhao/internal/agree"
)

// rounding reports figures that agree at the coarser resolution of the two and yet
// are not equal: 1.41万 as "14,103", 503万元 as "RMB 5 million". Where the English
// is the finer one, its digits do not come from the Chinese text.
func rounding(v *view) []duizhao.Finding {
	var out []duizhao.Finding
	for _, p := range v.told("rounding") {
		why := duizhao.Bilingual{
			Zh: fmt.Sprintf("英文为约数，%s 与 %s", chineseWords(p.zh), englishWords(p.en)),
			En: fmt.Sprintf("the English is rounded, %s and %s", chineseWords(p.zh), englishWords(p.en)),
		}
		if p.en.Precision.Cmp(p.zh.Precision) < 0 {
			why = duizhao.Bilingual{
				Zh: fmt.Sprintf("英文比中文精确，%s 与 %s", chineseWords(p.zh), englishWords(p.en)),
				En: fmt.Sprintf("the English is finer than the Chinese, %s and %s", chineseWords(p.zh), englishWords(p.en)),
			}
		}
		out = append(out, v.tell(p, duizhao.SeverityInfo, why, duizhao.Bilingual{}))
	}
	return out
}

func rounded(p pairing) bool { return p.relation == agree.Rounded }
