package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"duizhao"
)

// series is an indicator over the periods of a run's reports.
type series struct {
	key    seriesKey
	label  duizhao.Bilingual
	area   duizhao.Bilingual
	values map[string][]statement // by period
}

// seriesKey keeps apart what must not stand in one row.
type seriesKey struct {
	indicator, body, unit string
	area                  int // the place's number in places
}

// statement is an observation of a series with the report that makes it.
type statement struct {
	*duizhao.ReportObservation
	report *duizhao.Report
}

// yearsTable is the table of indicators by period. Its periods are those of the
// reports; what a report says about other periods stays in the long table.
func yearsTable(reports []*duizhao.Report, o Options) table {
	periods := periodsOf(reports)
	t := table{
		sheet: SheetYears, name: "Years", frozen: 1,
		columns: []column{
			prose("指标 Indicator", 44),
			words("主体 Body"),
			prose("地区 Area", 24),
			words("单位 Unit"),
		},
	}
	for _, p := range periods {
		t.columns = append(t.columns, words(p))
	}
	for i := 1; i < len(periods); i++ {
		span := periods[i-1] + "→" + periods[i]
		t.columns = append(t.columns,
			words("增减量 Change "+span),
			words("增长率（%） Growth (%) "+span))
	}
	t.columns = append(t.columns,
		prose("备注 Remarks", 50),
		words("指标代码 Indicator ID"),
		prose("观测 Observations", 50))
	for _, s := range allSeries(reports, periods) {
		t.rows = append(t.rows, s.row(periods, o.Lang))
	}
	return t
}

// periodsOf returns the periods the reports are about, in order.
func periodsOf(reports []*duizhao.Report) []string {
	var out []string
	for _, r := range reports {
		if isPeriod(r.Period) {
			out = append(out, r.Period)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// isPeriod reports whether s can head a column: short, of one word.
func isPeriod(s string) bool {
	f := strings.Fields(s)
	return len(f) == 1 && f[0] == s && len(s) <= 32 && clean(s) == s
}

// annual returns the period a value is shown under: a stock at the end of a year
// stands in that year's column.
func annual(period string) string { return strings.TrimSuffix(period, "-12-31") }

// allSeries collects the levels of named indicators. Those with values in several
// periods come first, else the order of the reports stays.
func allSeries(reports []*duizhao.Report, periods []string) []*series {
	byKey := map[seriesKey]*series{}
	var out []*series
	places := newPlaces(reports)
	for _, r := range reports {
		for i := range r.Observations {
			o := &r.Observations[i]
			period := annual(o.Period)
			if _, shown := slices.BinarySearch(periods, period); !shown || o.Indicator == "" || o.Role != duizhao.Level {
				continue
			}
			area := places.find(o.Area, r)
			key := seriesKey{o.Indicator, o.Body, o.Unit, area}
			s := byKey[key]
			if s == nil {
				s = &series{key: key, area: (*places)[area], values: map[string][]statement{}}
				byKey[key] = s
				out = append(out, s)
			}
			s.label = completed(s.label, o.Label)
			s.values[period] = append(s.values[period], statement{o, r})
		}
	}
	slices.SortStableFunc(out, func(a, b *series) int { return cmp.Compare(min(len(b.values), 2), min(len(a.values), 2)) })
	return out
}

// completed returns b with the languages it lacks taken from c.
func completed(b, c duizhao.Bilingual) duizhao.Bilingual {
	return duizhao.Bilingual{Zh: cmp.Or(b.Zh, c.Zh), En: cmp.Or(b.En, c.En)}
}

// places are the areas of a run. A report in one language names its area in that
// language only: names are the same place where any report gives both.
type places []duizhao.Bilingual

func newPlaces(reports []*duizhao.Report) *places {
	p := new(places)
	for _, bilingual := range []bool{true, false} {
		for _, r := range reports {
			if bilingual == (r.Area.Zh != "" && r.Area.En != "") {
				p.add(r.Area)
			}
		}
	}
	return p
}

// add returns the number of the place called b, which is new where none is.
func (p *places) add(b duizhao.Bilingual) int {
	for i, q := range *p {
		if q == b || b.Zh != "" && b.Zh == q.Zh || b.En != "" && strings.EqualFold(b.En, q.En) {
			(*p)[i] = completed(q, b)
			return i
		}
	}
	*p = append(*p, b)
	return len(*p) - 1
}

// find returns the number of the place an observation of r holds for: r's own
// where the observation names none.
func (p *places) find(name string, r *duizhao.Report) int {
	if name == "" {
		return p.add(r.Area)
	}
	for i, q := range *p {
		if name == q.Zh || strings.EqualFold(name, q.En) {
			return i
		}
	}
	return p.add(duizhao.Bilingual{Zh: name, En: name})
}

func (s *series) row(periods []string, l duizhao.Lang) []cell {
	row := []cell{
		text(strings.Trim(s.label.Zh+"\n"+s.label.En, "\n")), text(s.key.body), text(both(s.area)), text(units.name(s.key.unit)),
	}
	var remarks, evidence []string
	for _, p := range periods {
		row = append(row, number(s.value(p)))
		remarks = append(remarks, s.remarks(p, l)...)
		for _, v := range s.values[p] {
			evidence = append(evidence, v.report.ID+" "+v.ID)
		}
	}
	for i := 1; i < len(periods); i++ {
		change, growth := s.change(periods[i-1], periods[i])
		row = append(row, number(change), growth)
	}
	return append(row, text(strings.Join(remarks, "\n")), text(s.key.indicator), text(strings.Join(evidence, "\n")))
}

// value returns the value shown for a period, or no number.
func (s *series) value(period string) duizhao.Decimal {
	if v := s.values[period]; len(v) > 0 {
		return v[0].Value
	}
	return duizhao.Decimal{}
}

var hundred = duizhao.NewDecimal(1, 2)

// change returns the difference between two periods' values and the cell of the
// growth in percent; growth is empty from zero or below and between
// percentages.
func (s *series) change(from, to string) (duizhao.Decimal, cell) {
	a, b := s.value(from), s.value(to)
	change := b.Sub(a)
	growth := change.Mul(hundred).Div(a)
	if !growth.Valid() || a.Sign() < 0 || strings.HasPrefix(s.key.unit, "percent") {
		return change, cell{}
	}
	return change, cell{number: growth.Float(), style: decimal1}
}

// remarks says what a reader must know about a period's value: how it is meant
// and what else the reports say.
func (s *series) remarks(period string, l duizhao.Lang) []string {
	var out []string
	remark := func(zh, en string) {
		out = append(out, period+": "+duizhao.Bilingual{Zh: zh, En: en}.In(l))
	}
	for i, v := range s.values[period] {
		if i == 0 {
			s.remarkShown(v, remark)
			continue
		}
		other := v.Value.String()
		if !v.Value.Valid() || v.Value.Equal(s.value(period)) {
			continue
		}
		remark(fmt.Sprintf("另有 %s（%s）", other, v.report.ID), fmt.Sprintf("also %s (%s)", other, v.report.ID))
	}
	return slices.Compact(out)
}

func (s *series) remarkShown(v statement, remark func(zh, en string)) {
	if v.Qualifier != duizhao.Exact && v.Qualifier != "" {
		q := string(v.Qualifier)
		remark(qualifiers.in(q, duizhao.Chinese), qualifiers.in(q, duizhao.English))
	}
	if !v.Value.Valid() && (v.Low.Valid() || v.High.Valid()) {
		bounds := v.Low.String() + "–" + v.High.String()
		remark("区间 "+bounds, "range "+bounds)
	}
	if v.Agreement == duizhao.Differ {
		remark("中英文数值不一致", "the Chinese and English values differ")
	}
	if v.Period != annual(v.Period) {
		remark("截至 "+v.Period, "as of "+v.Period)
	}
}
