package check_test

import (
	"slices"
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
		{"a rounded growth", []duizhao.ReportObservation{level("9420")}, []duizhao.ReportObservation{level("11304"), stated(duizhao.Growth, "20.0", "percent", "yoy")}, "2022", ""},
		{"years between", []duizhao.ReportObservation{level("100")}, []duizhao.ReportObservation{level("125"), stated(duizhao.Growth, "52", "percent", "yoy")}, "2020", ""},
		{"two levels", []duizhao.ReportObservation{level("100"), level("90")}, []duizhao.ReportObservation{level("125"), stated(duizhao.Growth, "52", "percent", "yoy")}, "2022", ""},
		{"a revised figure", []duizhao.ReportObservation{level("100")}, []duizhao.ReportObservation{func() duizhao.ReportObservation { o := level("102"); o.Period = "2022"; return o }()}, "2022", duizhao.SeverityInfo},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := check.Compare(
				check.PastOf(&duizhao.Report{Period: c.period, Observations: c.was}),
				check.PastOf(&duizhao.Report{Period: "2023", Observations: c.now}),
			)
			switch {
			case c.want == "" && len(got) > 0:
				t.Errorf("found %+v", got)
			case c.want != "" && (len(got) != 1 || got[0].Severity != c.want || got[0].ID == "" || got[0].Message.Zh == ""):
				t.Errorf("found %+v, want one %s", got, c.want)
			}
		})
	}
}

// written makes a report whose one paragraph has a quantity for each observation,
// written to the given place value.
func written(id, period, area string, resolution int64, observations ...duizhao.ReportObservation) *duizhao.Report {
	r := &duizhao.Report{ID: id, Period: period, Area: duizhao.Bilingual{Zh: area}, Readings: duizhao.Readings{Zh: &duizhao.ReportReading{}}}
	for i, o := range observations {
		o.Zh = &duizhao.Quote{Paragraph: "p1", Start: 10 * i, End: 10*i + 5, Text: o.Value.String()}
		q := duizhao.ReportQuantity{Paragraph: "p1", Start: 10 * i, End: 10*i + 5, Value: o.Value, Kind: duizhao.Count, Resolution: duizhao.NewDecimal(resolution, 0)}
		if o.Role == duizhao.Growth {
			q.Kind, q.Resolution = duizhao.Percent, duizhao.NewDecimal(1, -1)
		}
		r.Observations = append(r.Observations, o)
		r.Readings.Zh.Quantities = append(r.Readings.Zh.Quantities, q)
	}
	return r
}

// TestCompareWithinRounding: 13,000 and 14,100 to hundreds may have grown by 8.0 %, and
// a paragraph that names the base it counts from explains a growth.
func TestCompareWithinRounding(t *testing.T) {
	level := func(v string) duizhao.ReportObservation { return stated(duizhao.Level, v, "patent", "") }
	growth := func(v string) duizhao.ReportObservation { return stated(duizhao.Growth, v, "percent", "yoy") }
	other := level("1050")
	other.Indicator = ""
	for _, c := range []struct {
		name       string
		resolution int64
		was        string
		now        []duizhao.ReportObservation
		want       duizhao.Severity
	}{
		{"within", 100, "13000", []duizhao.ReportObservation{level("14100"), growth("8.0")}, ""},
		{"beyond", 1, "13000", []duizhao.ReportObservation{level("14100"), growth("8.0")}, duizhao.SeverityWarning},
		{"from a revised base", 1, "1000", []duizhao.ReportObservation{level("1260"), growth("20.0"), other}, duizhao.SeverityInfo},
	} {
		got := check.Compare(
			check.PastOf(written("a-2022", "2022", "澜江", c.resolution, level(c.was))),
			check.PastOf(written("a-2023", "2023", "澜江", c.resolution, c.now...)),
		)
		if c.want == "" && len(got) != 0 || c.want != "" && (len(got) != 1 || got[0].Severity != c.want) {
			t.Errorf("%s: found %+v, want %q", c.name, got, c.want)
		}
	}
}

// TestCompareYears: each report is compared with the one of the same body the year
// before, wherever they stand in the batch, and with no other.
func TestCompareYears(t *testing.T) {
	year := func(id, period, area, level, growth string) check.Past {
		return check.PastOf(written(id, period, area, 1, stated(duizhao.Level, level, "patent", ""), stated(duizhao.Growth, growth, "percent", "yoy")))
	}
	for _, c := range []struct {
		name  string
		batch []check.Past
		want  []string // ids of reports with a finding
	}{
		{"fits", []check.Past{year("a-2023", "2023", "澜江", "120", "20.0"), year("a-2022", "2022", "澜江", "100", "5.0")}, nil},
		{"does not", []check.Past{year("a-2023", "2023", "澜江", "120", "25.0"), year("a-2022", "2022", "澜江", "100", "5.0")}, []string{"a-2023"}},
		{"a year is missing", []check.Past{year("a-2023", "2023", "澜江", "120", "25.0"), year("a-2021", "2021", "澜江", "100", "5.0")}, nil},
		{"another place", []check.Past{year("a-2023", "2023", "澜江", "120", "25.0"), year("a-2022", "2022", "云河", "100", "5.0")}, nil},
		{"the id tells", []check.Past{year("a-2023", "2023", "澜江", "120", "25.0"), year("a-2022", "2022", "澜江", "100", "5.0"), year("b-2022", "2022", "澜江", "96", "5.0")}, []string{"a-2023"}},
		{"nothing tells", []check.Past{year("c-2023", "2023", "澜江", "120", "25.0"), year("a-2022", "2022", "澜江", "100", "5.0"), year("b-2022", "2022", "澜江", "96", "5.0")}, nil},
		{"three years", []check.Past{year("a-2022", "2022", "澜江", "100", "5.0"), year("a-2023", "2023", "澜江", "120", "25.0"), year("a-2024", "2024", "澜江", "150", "20.0")}, []string{"a-2023", "a-2024"}},
	} {
		found := check.CompareYears(c.batch)
		var got []string
		for id := range found {
			got = append(got, id)
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: findings in %v, want %v", c.name, got, c.want)
		}
	}
}
