// Package series lays the reports of several years side by side: the same indicator
// of the same place, year after year. It works on reports as they leave the
// program, so that reports of an earlier run take part without being read again.
//
// Nothing is decided: a [Warning] says where two years may not be compared as they
// stand. Whether the growth that a report states is that of the two years' figures is
// a check, of package check.
package series

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"duizhao"
)

// Point is one stated figure of a series.
type Point struct {
	Report      string // the report's id
	Observation int    // index into its Observations
	Period      string
	Value       duizhao.Decimal
	Unit        string
	Body        string
	Label       duizhao.Bilingual
}

// Series is an indicator of one place in the order of its periods. Of each period
// it holds the figure of the report about that period, else of the first that states
// it; a period with figures that differ within that report is left out.
type Series struct {
	Indicator string
	Area      string
	Points    []Point
}

// Kind says what a Warning is about.
type Kind string

// The kinds of warnings.
const (
	Unit  Kind = "unit"  // the years are counted in different units
	Body  Kind = "body"  // another body acts
	Label Kind = "label" // the indicator goes by another name
)

// Warning says that two neighbouring years of a series do not go together.
type Warning struct {
	Kind            Kind
	Indicator, Area string
	Earlier, Later  Point
	Message         duizhao.Bilingual
}

type key struct{ indicator, area string }

// Of returns the series of the levels that reports state for whole years, in the
// order of indicator and area.
func Of(reports []*duizhao.Report) []Series {
	candidates := map[key]map[string][]Point{}
	for _, r := range reports {
		for i := range r.Observations {
			o := &r.Observations[i]
			if o.Indicator == "" || o.Role != duizhao.Level || !wholeYear(o.Period) || !o.Value.Valid() {
				continue
			}
			k := keyOf(r, o)
			if candidates[k] == nil {
				candidates[k] = map[string][]Point{}
			}
			candidates[k][o.Period] = append(candidates[k][o.Period], pointOf(r, i))
		}
	}
	about := map[string]string{}
	for _, r := range reports {
		about[r.ID] = r.Period
	}
	var out []Series
	for k, periods := range candidates {
		s := Series{Indicator: k.indicator, Area: k.area}
		for period, points := range periods {
			if p, ok := settle(points, period, about); ok {
				s.Points = append(s.Points, p)
			}
		}
		slices.SortFunc(s.Points, func(a, b Point) int { return cmp.Compare(a.Period, b.Period) })
		if len(s.Points) > 0 {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b Series) int {
		return cmp.Or(cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Area, b.Area))
	})
	return out
}

func keyOf(r *duizhao.Report, o *duizhao.ReportObservation) key {
	area := r.Area.En
	if area == "" {
		area = cmp.Or(r.Area.Zh, o.Area)
	}
	return key{o.Indicator, area}
}

func wholeYear(period string) bool {
	n, err := strconv.Atoi(period)
	return err == nil && len(period) == 4 && n > 0
}

func pointOf(r *duizhao.Report, i int) Point {
	o := &r.Observations[i]
	return Point{
		Report: r.ID, Observation: i, Period: o.Period, Value: o.Value, Unit: o.Unit, Body: o.Body, Label: o.Label,
	}
}

// settle chooses the figure of a period, or reports that there is no single one.
func settle(points []Point, period string, about map[string]string) (Point, bool) {
	own := slices.DeleteFunc(slices.Clone(points), func(p Point) bool { return about[p.Report] != period })
	if len(own) == 0 {
		own = slices.DeleteFunc(slices.Clone(points), func(p Point) bool { return p.Report != points[0].Report })
	}
	for _, p := range own[1:] {
		if !p.Value.Equal(own[0].Value) {
			return Point{}, false
		}
	}
	return own[0], true
}

// Check returns what does not go together in neighbouring years of the reports: one
// warning for each kind, indicator and pair of years.
func Check(reports []*duizhao.Report) []Warning {
	var out []Warning
	for _, s := range Of(reports) {
		for i := 1; i < len(s.Points); i++ {
			a, b := s.Points[i-1], s.Points[i]
			if a.Report == b.Report {
				continue
			}
			out = append(out, definitions(&s, a, b)...)
		}
	}
	return out
}

// definitions compares what is counted in two years.
func definitions(s *Series, a, b Point) (out []Warning) {
	for _, d := range []struct {
		kind           Kind
		zh, en         string
		earlier, later string
	}{
		{Unit, "单位", "unit", a.Unit, b.Unit},
		{Body, "主体", "acting body", a.Body, b.Body},
		{Label, "名称", "name", a.Label.In(duizhao.Chinese), b.Label.In(duizhao.Chinese)},
	} {
		if d.earlier == d.later || d.kind != Unit && (d.earlier == "" || d.later == "") {
			continue
		}
		out = append(out, Warning{
			Kind: d.kind, Indicator: s.Indicator, Area: s.Area, Earlier: a, Later: b,
			Message: duizhao.Bilingual{
				Zh: fmt.Sprintf("%s：%s年与%s年的%s不同（%s、%s），不宜直接比较", b.Label.In(duizhao.Chinese), a.Period, b.Period, d.zh, d.earlier, d.later),
				En: fmt.Sprintf("%s: the %s of %s and %s differs (%s, %s); do not compare them as they stand", b.Label.In(duizhao.English), d.en, a.Period, b.Period, d.earlier, d.later),
			},
		})
	}
	return out
}
