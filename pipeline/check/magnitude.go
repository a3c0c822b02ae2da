package check

import (
	"fmt"

	"duizhao"
	"duizhao/internal/agree"
)

// magnitude reports figures with the same digits that are a power of ten apart:
// 31.5万 as "31.5 million".
func magnitude(v *view) []duizhao.Finding {
	var out []duizhao.Finding
	for _, p := range v.told("magnitude") {
		n := agree.Power(p.zh.Value, p.en.Value)
		times := group(duizhao.NewDecimal(1, max(n, -n)).String())
		why := duizhao.Bilingual{
			Zh: fmt.Sprintf("英文是中文的 %s 倍", times),
			En: fmt.Sprintf("the English is %s times as much", times),
		}
		if n < 0 {
			why = duizhao.Bilingual{
				Zh: fmt.Sprintf("英文只有中文的 %s 分之一", times),
				En: fmt.Sprintf("the English is only 1/%s of it", times),
			}
		}
		out = append(out, v.tell(p, duizhao.SeverityError, why, shouldRead(p.zh.Quantity)))
	}
	return out
}
