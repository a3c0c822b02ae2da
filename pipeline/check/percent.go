package check

import "duizhao"

// percentagePoint reports equal numbers of which one is percent and the other
// percentage points: a share that rises by 2 percentage points from 50% does not
// rise by 2%.
func percentagePoint(v *view) []duizhao.Finding {
	var out []duizhao.Finding
	for _, p := range v.told("percentage_point") {
		why := duizhao.Bilingual{Zh: "中文为百分点，英文为百分比", En: "percentage points in Chinese, percent in English"}
		if p.zh.Kind == duizhao.Percent {
			why = duizhao.Bilingual{Zh: "中文为百分比，英文为百分点", En: "percent in Chinese, percentage points in English"}
		}
		out = append(out, v.tell(p, duizhao.SeverityError, why, shouldRead(p.zh.Quantity)))
	}
	return out
}

func mixedPercent(p pairing) bool {
	return p.zh.Kind == duizhao.Percent && p.en.Kind == duizhao.PercentagePoint ||
		p.zh.Kind == duizhao.PercentagePoint && p.en.Kind == duizhao.Percent
}
