package export

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duizhao"
)

// shownRows returns the rows of the years table as texts, numbers with their
// decimals.
func shownRows(reports []*duizhao.Report, from, to int) []string {
	var out []string
	for _, row := range yearsTable(reports, Options{Lang: duizhao.English}).rows {
		var cells []string
		for _, c := range row[from:to] {
			s := c.text
			if c.isNumber() {
				s = strconv.FormatFloat(c.number, 'f', -1, 64)
			}
			cells = append(cells, s)
		}
		out = append(out, strings.Join(cells, " | "))
	}
	return out
}

func TestYearsTable(t *testing.T) {
	got := shownRows(samples(t), 0, 9)
	want := []string{
		"专利授权量\npatents granted |  | 澜江市 Lanjiang | 件（专利） patent | 12000 | 14100 | 2100 | 17.5 | ",
		"涉案金额\nvalue of the cases | police | 澜江市 Lanjiang | 元 CNY | 110000000 | 220000000 | 110000000 | 100 | 2022: also 202000000.5 (lanjiang-ip-2022)",
		"有效发明专利量\nvalid invention patents |  | 澜江市 Lanjiang | 件（专利） patent |  | 3000 |  |  | 2022: over\n2022: as of 2022-12-31",
		"极长的数\na very long number |  | 澜江市 Lanjiang | 件 item |  | 1234567890123456.8 |  |  | ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestYearsChange(t *testing.T) {
	for _, c := range []struct {
		name, unit, before, after, want string
	}{
		{"fall", "case", "80", "60", "80 | 60 | -20 | -25"},
		{"exact decimals", "CNY", "0.1", "0.3", "0.1 | 0.3 | 0.2 | 200"},
		{"from zero", "case", "0", "5", "0 | 5 | 5 | "},
		{"from below zero", "CNY", "-5", "5", "-5 | 5 | 10 | "},
		{"percentages", "percent", "80", "84.5", "80 | 84.5 | 4.5 | "},
		{"no value", "case", "", "5", " | 5 |  | "},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := shownRows([]*duizhao.Report{
				{ID: "a", Period: "2021", Observations: []duizhao.ReportObservation{observation("x", "甲", "x", "2021", c.before, c.unit)}},
				{ID: "b", Period: "2022", Observations: []duizhao.ReportObservation{observation("x", "甲", "x", "2022", c.after, c.unit)}},
			}, 4, 8)
			if diff := cmp.Diff([]string{c.want}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Rows never mix bodies, units or places, roles other than the level, or figures
// without an indicator's name.
func TestYearsKeepsApart(t *testing.T) {
	first := observation("cases", "案件", "cases", "2022", "80", "case")
	body, unit, place, growth, unnamed, other := first, first, first, first, first, first
	body.Body, unit.Unit, place.Area = "court", "person", "云栖区"
	growth.Role, unnamed.Indicator, other.Period = duizhao.Growth, "", "2019"
	r := &duizhao.Report{ID: "r", Period: "2022", Area: duizhao.Bilingual{Zh: "澜江市"},
		Observations: []duizhao.ReportObservation{first, body, unit, place, growth, unnamed, other}}
	got := shownRows([]*duizhao.Report{r}, 1, 5)
	want := []string{
		" | 澜江市 | 件（案） case | 80", "court | 澜江市 | 件（案） case | 80", " | 澜江市 | 人 person | 80", " | 云栖区 | 件（案） case | 80",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSeriesOfSeveralPeriodsComeFirst(t *testing.T) {
	r := func(period string, indicators ...string) *duizhao.Report {
		out := &duizhao.Report{ID: period, Period: period}
		for _, id := range indicators {
			out.Observations = append(out.Observations, observation(id, id, "", period, "1", "case"))
		}
		return out
	}
	var got []string
	for _, s := range allSeries([]*duizhao.Report{r("2020", "a", "b"), r("2021", "c", "b")}, []string{"2020", "2021"}) {
		got = append(got, s.key.indicator)
	}
	if diff := cmp.Diff([]string{"b", "a", "c"}, got); diff != "" {
		t.Error(diff)
	}
}
