package check_test

import (
	"testing"

	"duizhao"
	"duizhao/pipeline/check"
)

// stated makes an observation of the indicator patents_granted.
func stated(role duizhao.Role, value, unit, comparison string) duizhao.ReportObservation {
	return duizhao.ReportObservation{
		Indicator: "patents_granted", Label: duizhao.Bilingual{Zh: "专利授权量", En: "patents granted"},
		Role: role, Value: duizhao.MustDecimal(value), Unit: unit, Comparison: comparison,
	}
}

// TestCompare: growth, change and multiples against the levels of two years.
func TestCompare(t *testing.T) {
	level := func(v string) duizhao.ReportObservation { return stated(duizhao.Level, v, "patent", "") }
	for _, c := range []struct {
		name     string
		was, now []duizhao.ReportObservation
		period   string // of the previous report
		want     duizhao.Severity
	}{
		{"growth that fits", []duizhao.ReportObservation{level("100")}, []duizhao.ReportObservation{level("125"), stated(duizhao.Growth, "25", "percent", "yoy")}, "2022", ""},
		{"growth that does not", []duizhao.ReportObservation{level("100")}, []duizhao.ReportObservation{level("125"), stated(duizhao.Growth, "52", "percent", "yoy")}, "2022", duizhao.SeverityWarning},
		{"a decline", []duizhao.ReportObservation{level("100")}, []duizhao.ReportObservation{level("80"), stated(duizhao.Growth, "-20", "percent", "yoy")}, "2022", ""},
		{"a decline that is a growth", []duizhao.ReportObservation{level("100")}, []duizhao.ReportObservation{level("80"), stated(duizhao.Growth, "20", "percent", "yoy")}, "2022", duizhao.SeverityWarning},
		{"change", []duizhao.ReportObservation{level("100")}, []duizhao.ReportObservation{level("125"), stated(duizhao.Change, "52", "patent", "yoy")}, "2022", duizhao.SeverityWarning},
		{"multiple", []duizhao.ReportObservation{level("100")}, []duizhao.ReportObservation{level("125"), stated(duizhao.Multiple, "2", "times", "")}, "2022", duizhao.SeverityWarning},
		{"years between", []duizhao.ReportObservation{level("100")}, []duizhao.ReportObservation{level("125"), stated(duizhao.Growth, "52", "percent", "yoy")}, "2020", ""},
		{"two levels", []duizhao.ReportObservation{level("100"), level("90")}, []duizhao.ReportObservation{level("125"), stated(duizhao.Growth, "52", "percent", "yoy")}, "2022", ""},
		{"a revised figure", []duizhao.ReportObservation{level("100")}, []duizhao.ReportObservation{func() duizhao.ReportObservation { o := level("102"); o.Period = "2022"; return o }()}, "2022", duizhao.SeverityInfo},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := check.Compare(&duizhao.Report{Period: c.period, Observations: c.was}, &duizhao.Report{Period: "2023", Observations: c.now})
			switch {
			case c.want == "" && len(got) > 0:
				t.Errorf("found %+v", got)
			case c.want != "" && (len(got) != 1 || got[0].Severity != c.want || got[0].ID == "" || got[0].Message.Zh == ""):
				t.Errorf("found %+v, want one %s", got, c.want)
			}
		})
	}
}
