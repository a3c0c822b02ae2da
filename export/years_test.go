package export

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duizhao"
)

// gathered returns the figures of reports, as a workbook gathers them.
func gathered(reports []*duizhao.Report) (*wide, []series) {
	f := newFigures()
	for _, r := range reports {
		f.begin(r)
		for i := range r.Observations {
			if r.Observations[i].Indicator != "" {
				f.add(&r.Observations[i], i, 0)
			}
		}
	}
	v := &wide{figures: f, places: newPlaces(f.reports), periods: f.periods(), lang: duizhao.English}
	return v, f.allSeries(v.periods, v.places)
}

// shownRows returns the rows of the years table as texts, numbers with their
// decimals; from and to count columns, the trend left out.
func shownRows(reports []*duizhao.Report, from, to int) []string {
	v, all := gathered(reports)
	var out []string
	for i := range all {
		if v.figures.manners[all[i].key.manner].role != duizhao.Level {
			continue
		}
		row := v.yearsRow(&all[i])
		if n := firstPeriod - 1 + len(v.periods); len(v.periods) > 1 {
			row = append(row[:n], row[n+1:]...)
		}
		out = append(out, shown(row[from:to]))
	}
	return out
}

func shown(row []cell) string {
	var cells []string
	for _, c := range row {
		s := c.text
		if c.isNumber() {
			s = strconv.FormatFloat(c.number, 'f', -1, 64)
		}
		cells = append(cells, s)
	}
	return strings.Join(cells, " | ")
}

func TestYearsTable(t *testing.T) {
	got := shownRows(samples(t), 0, 9)
	want := []string{
		"专利授权量\npatents granted |  | 澜江市 Lanjiang | 件（专利） patent | 12000 | 14100 | 2100 | 17.5 | ",
		"涉案金额\nvalue of the cases | 公安 police | 澜江市 Lanjiang | 元 CNY | 110000000 | 220000000 | 110000000 | 100 | 2022: also 202000000.5 (lanjiang-ip-2022)",
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
		" | 澜江市 | 件（案） case | 80", "法院 court | 澜江市 | 件（案） case | 80", " | 澜江市 | 人 person | 80", " | 云栖区 | 件（案） case | 80",
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
	v, all := gathered([]*duizhao.Report{r("2020", "a", "b"), r("2021", "c", "b")})
	var got []string
	for _, s := range all {
		got = append(got, v.figures.names.of[s.key.indicator])
	}
	if diff := cmp.Diff([]string{"b", "a", "c"}, got); diff != "" {
		t.Error(diff)
	}
}

// Change compares years with years and halves with halves.
func TestSpans(t *testing.T) {
	var got []string
	for _, s := range spans([]string{"2020", "2021-H1", "2022", "2022-H1"}) {
		got = append(got, s.String())
	}
	if diff := cmp.Diff([]string{"2020→2022", "2021-H1→2022-H1"}, got); diff != "" {
		t.Error(diff)
	}
}

// stated is a report of one year with observations.
func stated(id, period string, observations ...duizhao.ReportObservation) *duizhao.Report {
	return &duizhao.Report{ID: id, Period: period, Area: duizhao.Bilingual{Zh: "澜江市"}, Observations: numbered(observations...)}
}

func TestRevisions(t *testing.T) {
	reports := []*duizhao.Report{
		stated("r2021", "2021", observation("cases", "案件", "cases", "2021", "1234", "case"), observation("loans", "贷款", "loans", "2021", "100", "CNY")),
		stated("r2022", "2022",
			observation("cases", "案件", "cases", "2021", "1250", "case"), observation("cases", "案件", "cases", "2022", "1300", "case"),
			observation("loans", "贷款", "loans", "2021", "100", "CNY")),
		stated("r2023", "2023", observation("cases", "案件", "cases", "2022", "1298", "case")),
	}
	k, err := newBook(properties{})
	if err != nil {
		t.Fatal(err)
	}
	v, all := gathered(reports)
	sheet := k.start(revisionsSheet())
	t.Cleanup(func() { _ = sheet.discard() })
	if err := v.addRevisions(sheet, all); err != nil {
		t.Fatal(err)
	}
	if sheet.rows != 2 {
		t.Fatalf("%d revisions, want 2", sheet.rows)
	}
	n := v.figures.names.index["cases"]
	var rows []string
	for i := range all {
		if s := &all[i]; s.key.indicator == n {
			for _, p := range []string{"2021", "2022"} {
				in := s.in(v.figures, p)
				rows = append(rows, shown(v.revisionRow(s, in[0], in[1])[6:13]))
			}
		}
	}
	want := []string{
		"1234 | 1250 | 16 | 1.2965964343598055 | 不同 differs | r2021 | r2022",
		"1300 | 1298 | -2 | -0.15384615384615385 | 取整 rounding | r2022 | r2023",
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
}

func TestGrowths(t *testing.T) {
	growth := func(value string) duizhao.ReportObservation {
		o := observation("cases", "案件", "cases", "2022", value, "percent")
		o.Role, o.Comparison = duizhao.Growth, "yoy"
		return o
	}
	change := observation("cases", "案件", "cases", "2022", "247", "case")
	change.Role, change.Comparison = duizhao.Change, "yoy"
	before := stated("r2021", "2021", observation("cases", "案件", "cases", "2021", "1234", "case"))
	for _, c := range []struct {
		name    string
		reports []*duizhao.Report
		want    []string
	}{
		{"fits", []*duizhao.Report{before, stated("r2022", "2022", observation("cases", "案件", "cases", "2022", "1481", "case"), growth("20.0"))},
			[]string{"true 20 20.02 (1481 − 1234) ÷ 1234"}},
		{"off", []*duizhao.Report{before, stated("r2022", "2022", observation("cases", "案件", "cases", "2022", "1481", "case"), growth("25"))},
			[]string{"false 25 20.02 (1481 − 1234) ÷ 1234"}},
		{"within a report", []*duizhao.Report{stated("r2022", "2022", observation("cases", "案件", "cases", "2022", "1481", "case"), change, growth("20.0"))},
			[]string{"true 20 20.02 (1481 − 1234) ÷ 1234; 1481 − 247 = 1234"}},
		{"no year before", []*duizhao.Report{stated("r2022", "2022", observation("cases", "案件", "cases", "2022", "1481", "case"), growth("20.0"))}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			v, _ := gathered(c.reports)
			var got []string
			for _, r := range v.growths() {
				got = append(got, fmt.Sprintf("%t %s %.2f %s", r.fits, r.stated, r.calculated.Float(), r.how))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
