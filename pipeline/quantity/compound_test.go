package quantity

import (
	"testing"

	"duizhao"
)

func TestRatioOfAWhole(t *testing.T) {
	for _, tt := range []struct {
		lang    duizhao.Lang
		text    string
		percent int // how many of the numbers are percentages
	}{
		{duizhao.Chinese, "三次产业结构为6.8∶44.0∶49.2。", 3},
		{duizhao.Chinese, "三次产业结构由7.1:43.3:49.6调整为6.8：44.0：49.2。", 6},
		{duizhao.Chinese, "三次产业比例为33.3∶33.3∶33.3。", 3}, // rounded
		{duizhao.English, "The ratio of the three sectors was 6.8:44.0:49.2.", 3},
		{duizhao.Chinese, "比例为3∶2∶1。", 0},
		{duizhao.Chinese, "按6.8∶44.0∶59.2的比例。", 0},
		{duizhao.Chinese, "按40∶60的比例分担。", 0},
	} {
		n := 0
		for _, q := range Scan(tt.lang, tt.text) {
			if q.Kind == duizhao.Percent {
				n++
			}
		}
		if n != tt.percent {
			t.Errorf("%s: %d percentages, want %d: %+v", tt.text, n, tt.percent, Scan(tt.lang, tt.text))
		}
	}
}
