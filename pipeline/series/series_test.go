package series_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duizhao"
	"duizhao/pipeline/series"
)

// figure makes an observation from a line: indicator role value unit period body.
func figure(line string) duizhao.ReportObservation {
	f := strings.Fields(line + " -")
	o := duizhao.ReportObservation{
		Indicator: f[0], Role: duizhao.Role(f[1]), Value: duizhao.MustDecimal(f[2]), Unit: f[3], Period: f[4], Qualifier: duizhao.Exact,
		Label: duizhao.Bilingual{Zh: "指标" + f[0], En: f[0]},
	}
	if f[5] != "-" {
		o.Body = f[5]
	}
	if o.Role == duizhao.Change || o.Role == duizhao.Growth {
		o.Comparison = "yoy"
	}
	return o
}

func report(period string, lines ...string) *duizhao.Report {
	r := &duizhao.Report{ID: "lanjiang-" + period, Period: period, Area: duizhao.Bilingual{Zh: "澜江", En: "Lanjiang"}}
	for _, l := range lines {
		r.Observations = append(r.Observations, figure(l))
	}
	return r
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name           string
		earlier, later []string
		want           []string
	}{
		{"agrees", []string{"patents level 1000 patent 2022"}, []string{"patents level 1200 patent 2023", "patents growth 20 percent 2023", "patents change 200 patent 2023"}, nil},
		{"rounded growth", []string{"patents level 9420 patent 2022"}, []string{"patents level 11304 patent 2023", "patents growth 20.0 percent 2023"}, nil},
		{"unit", []string{"fines level 12 CNY 2022"}, []string{"fines level 15 USD 2023", "fines growth 99 percent 2023"}, []string{"unit"}},
		{"body", []string{"cases level 12 case 2022 police"}, []string{"cases level 12 case 2023 customs"}, []string{"body"}},
		{"restated by the later report", []string{"patents level 1000 patent 2022"}, []string{"patents level 1010 patent 2022", "patents level 1200 patent 2023", "patents growth 20 percent 2023"}, nil},
		{"two figures of one year", []string{"patents level 1000 patent 2022"}, []string{"patents level 1200 patent 2023", "patents level 1300 patent 2023", "patents growth 5 percent 2023"}, nil},
		{"half a year is no year", []string{"patents level 1000 patent 2022"}, []string{"patents level 600 patent 2023-H1", "patents growth 5 percent 2023-H1"}, nil},
		{"a year between", []string{"patents level 1000 patent 2021"}, []string{"patents level 1200 patent 2023", "patents growth 5 percent 2023"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			first := "2022"
			if strings.Contains(c.earlier[0], "2021") {
				first = "2021"
			}
			var got []string
			for _, w := range series.Check([]*duizhao.Report{report("2023", c.later...), report(first, c.earlier...)}) {
				got = append(got, string(w.Kind))
				if w.Message.Zh == "" || w.Message.En == "" {
					t.Errorf("no message: %+v", w)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOfIsInOrder(t *testing.T) {
	all := series.Of([]*duizhao.Report{
		report("2023", "b level 3 case 2023", "a level 2 case 2023"), report("2021", "a level 1 case 2021"), report("2022", "a level 5 case 2022"),
	})
	var got []string
	for _, s := range all {
		for _, p := range s.Points {
			got = append(got, s.Indicator+" "+s.Area+" "+p.Period+" "+p.Value.String())
		}
	}
	want := []string{"a Lanjiang 2021 1", "a Lanjiang 2022 5", "a Lanjiang 2023 2", "b Lanjiang 2023 3"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
