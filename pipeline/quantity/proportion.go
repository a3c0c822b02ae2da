package quantity

import (
	"strings"

	"duizhao"
)

// proportions makes percentages of the parts of a whole that are written as a ratio:
// 三次产业结构为6.8∶44.0∶49.2. Three parts or more whose sum is 100, but for rounding, are
// shares in percent, and other languages say so.
func proportions(text string, found []duizhao.Quantity) {
	for i := 0; i < len(found); {
		k := i + 1
		for k < len(found) && isPart(found[k-1]) && isPart(found[k]) && isRatioSign(text[found[k-1].Span.End:found[k].Span.Start]) {
			k++
		}
		if parts := found[i:k]; len(parts) >= 3 && sumsTo100(parts) {
			for j := range parts {
				parts[j].Kind, parts[j].Unit = duizhao.Percent, "percent"
			}
		}
		i = k
	}
}

func isPart(q duizhao.Quantity) bool {
	return q.Kind == duizhao.Count && q.Unit == "" && q.Value.Valid() && !q.Malformed
}

func isRatioSign(between string) bool {
	switch strings.TrimSpace(between) {
	case "∶", ":", "：":
		return true
	}
	return false
}

// sumsTo100 allows each part half of its last digit.
func sumsTo100(parts []duizhao.Quantity) bool {
	sum, slack := duizhao.NewDecimal(0, 0), duizhao.NewDecimal(0, 0)
	for _, p := range parts {
		sum, slack = sum.Add(p.Value), slack.Add(p.Precision)
	}
	off := sum.Sub(duizhao.NewDecimal(100, 0)).Abs()
	return off.Add(off).Cmp(slack) <= 0
}
