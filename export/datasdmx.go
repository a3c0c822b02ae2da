package export

import (
	"strings"

	"duizhao"
)

// The columns of observations bear the names of SDMX concepts (Statistical Data
// and Metadata eXchange, ISO 17369), their codes come from its cross-domain code
// lists CL_OBS_STATUS 2.2 and CL_FREQ 2.1.

// obsStatuses are the codes of CL_OBS_STATUS that are used.
var obsStatuses = vocabulary{
	say("A", "正常值", "normal value", "确数，两种语言不矛盾", "stated without a qualifier, the languages do not contradict each other"),
	say("E", "估计值", "estimated value", "约数或上下限：见 QUALIFIER", "a rounded figure or a bound: see QUALIFIER"),
	say("F", "预测值", "forecast value", "计划达到的目标（ROLE 为 target）", "a target that is planned (ROLE is target)"),
	say("O", "缺失值", "missing value", "没有单一数值：原文只有范围（见上下限）或无法计算", "no single value: the text states a range (see the bounds) or nothing to calculate with"),
	say("U", "可靠性低", "low reliability", "两种语言的数值不一致（AGREEMENT 为 differ），OBS_VALUE 取中文", "the languages differ (AGREEMENT is differ); OBS_VALUE is the Chinese one"),
}

// obsStatus returns the code of CL_OBS_STATUS for o. The list takes one code a
// value; what speaks loudest against using the value comes first.
func obsStatus(o *duizhao.ReportObservation) string {
	switch {
	case !o.Value.Valid():
		return "O"
	case o.Agreement == duizhao.Differ:
		return "U"
	case o.Role == duizhao.Target:
		return "F"
	case o.Qualifier != duizhao.Exact && o.Qualifier != "":
		return "E"
	}
	return "A"
}

// frequencies are the codes of CL_FREQ that are used.
var frequencies = vocabulary{
	say("A", "年度", "annual", "一年，或年末", "a year, or the end of one"),
	say("S", "半年", "half-yearly", "", ""),
	say("Q", "季度", "quarterly", "", ""),
	say("M", "月度", "monthly", "", ""),
	say("_O", "其他", "other", "其他时段或年末以外的某日", "another stretch of time, or a day that ends no year"),
	say("_U", "未说明", "unspecified", "报告没有写明期间", "the report does not say for when"),
}

// frequency returns the code of CL_FREQ for a period as reports write it.
func frequency(period string) string {
	year, rest, _ := strings.Cut(period, "-")
	switch {
	case period == "":
		return "_U"
	case len(year) != 4 || strings.Contains(rest, "/"):
		return "_O"
	case rest == "" || rest == "12-31":
		return "A"
	case rest[0] == 'H':
		return "S"
	case rest[0] == 'Q':
		return "Q"
	case len(rest) == 2:
		return "M"
	}
	return "_O"
}

// timePeriod returns a report's period as SDMX writes it: half-years are semesters,
// 2022-S1; years, quarters, months and days are the same in both.
func timePeriod(period string) string {
	if len(period) == len("2022-H1") && period[5] == 'H' {
		return period[:5] + "S" + period[6:]
	}
	return period
}
