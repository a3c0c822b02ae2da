package check

import (
	"duizhao"
	"duizhao/internal/agree"
)

// verdicts lists what a pair can be told for; the first row that holds speaks.
// What makes a value doubtful comes before what is said about a sound value.
var verdicts = []struct {
	check string
	holds func(pairing) bool
}{
	{"", func(p pairing) bool { return p.relation == agree.Unreadable }},
	{"year", otherYear},
	{"date", otherDate},
	{"currency", otherCurrency},
	{"direction", otherDirection},
	{"", sameMovement},
	{"magnitude", func(p pairing) bool { return p.relation == agree.Magnitude && !bothNames(p) }},
	{"value", func(p pairing) bool { return !p.relation.Same() || countedTwice(p) }},
	{"percentage_point", mixedPercent},
	{"unit", otherUnit},
	{"qualifier", otherQualifier},
	{"rounding", rounded},
}

func verdict(p pairing) string {
	for _, v := range verdicts {
		if v.holds(p) {
			return v.check
		}
	}
	return ""
}

func bothNames(p pairing) bool { return p.zh.Kind == duizhao.Label && p.en.Kind == duizhao.Label }
