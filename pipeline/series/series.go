// Package series lays the reports of several years side by side: the same indicator
// of the same place, year after year. It works on reports as they leave the
// program, so that reports of an earlier run take part without being read again.
//
// Nothing is decided: a [Warning] says where two years may not be compared as they
// stand, or where a report says that a figure grew by something else than the two
// reports' figures do.
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
	resolution  duizhao.Decimal
	qualifier   duizhao.Qualifier
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
	Unit   Kind = "unit"   // the years are counted in different units
	Body   Kind = "body"   // another body acts
	Label  Kind = "label"  // the indicator goes by another name
	Change Kind = "change" // the stated change is not the difference of the two years
	Growth Kind = "growth" // the stated growth is not that of the two years
)

// Warning says that two neighbouring years of a series do not go together.
type Warning struct {
	Kind             Kind
	Indicator, Area  string
	Earlier, Later   Point
	Stated, Computed duizhao.Decimal // of a change or growth: what the later report says, and what follows from both
	Message          duizhao.Bilingual
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
		resolution: resolutionOf(r, o), qualifier: o.Qualifier,
	}
}

// resolutionOf returns the place value of the last digit of the quantity that o
// quotes; no number where it is not known.
func resolutionOf(r *duizhao.Report, o *duizhao.ReportObservation) (coarsest duizhao.Decimal) {
	for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		q, rd := o.Quote(l), r.Readings.In(l)
		if q == nil || rd == nil {
			continue
		}
		for i := range rd.Quantities {
			x := &rd.Quantities[i]
			if x.Paragraph == q.Paragraph && x.Start < q.End && q.Start < x.End && x.Resolution.Cmp(coarsest) > 0 {
				coarsest = x.Resolution
			}
		}
	}
	return coarsest
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
	byID := map[string]*duizhao.Report{}
	for _, r := range reports {
		byID[r.ID] = r
	}
	var out []Warning
	for _, s := range Of(reports) {
		for i := 1; i < len(s.Points); i++ {
			a, b := s.Points[i-1], s.Points[i]
			if a.Report == b.Report {
				continue
			}
			out = append(out, definitions(&s, a, b)...)
			if next(a.Period) == b.Period && a.Unit == b.Unit {
				out = append(out, movements(&s, byID[b.Report], a, b)...)
			}
		}
	}
	return out
}

func next(year string) string {
	n, _ := strconv.Atoi(year)
	return strconv.Itoa(n + 1)
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

// movements compares the change and growth that the later report states with the
// two years' figures.
func movements(s *Series, r *duizhao.Report, a, b Point) (out []Warning) {
	if !exact(a.qualifier) || !exact(b.qualifier) {
		return nil
	}
	for i := range r.Observations {
		o := &r.Observations[i]
		if o.Indicator != s.Indicator || o.Period != b.Period || keyOf(r, o).area != s.Area || !o.Value.Valid() || !exact(o.Qualifier) ||
			o.Comparison != "yoy" || o.Body != b.Body {
			continue
		}
		p := pointOf(r, i)
		var computed, slack duizhao.Decimal
		kind := Change
		switch {
		case o.Role == duizhao.Change && o.Unit != "percentage_point":
			computed, slack = change(a, b)
		case o.Role == duizhao.Growth:
			kind = Growth
			computed, slack = growth(a, b)
		}
		if !computed.Valid() || computed.Sub(o.Value).Abs().Cmp(slack.Add(half(p.resolution))) <= 0 {
			continue
		}
		out = append(out, Warning{
			Kind: kind, Indicator: s.Indicator, Area: s.Area, Earlier: a, Later: b, Stated: o.Value, Computed: round(computed),
			Message: duizhao.Bilingual{
				Zh: fmt.Sprintf("%s：报告称变化 %s，但 %s年为 %s、%s年为 %s，应为 %s", b.Label.In(duizhao.Chinese), o.Value, a.Period, a.Value, b.Period, b.Value, round(computed)),
				En: fmt.Sprintf("%s: a change of %s is stated, but %s has %s and %s has %s, which makes %s", b.Label.In(duizhao.English), o.Value, a.Period, a.Value, b.Period, b.Value, round(computed)),
			},
		})
	}
	return out
}

func exact(q duizhao.Qualifier) bool { return q == duizhao.Exact || q == "" }

// half returns half a resolution; of one that is not known, half of 1.
func half(resolution duizhao.Decimal) duizhao.Decimal {
	if !resolution.Valid() {
		resolution = duizhao.NewDecimal(1, 0)
	}
	return resolution.Mul(duizhao.NewDecimal(5, -1))
}

// change returns b − a and how far rounding may have moved it.
func change(a, b Point) (computed, slack duizhao.Decimal) {
	return b.Value.Sub(a.Value), half(a.resolution).Add(half(b.resolution))
}

// growth returns the growth from a to b in percent and how far rounding of both may
// have moved it; no number where a is zero or less.
func growth(a, b Point) (computed, slack duizhao.Decimal) {
	if a.Value.Sign() <= 0 {
		return computed, slack
	}
	hundred := duizhao.NewDecimal(100, 0)
	ratio := b.Value.Div(a.Value)
	computed = ratio.Mul(hundred).Sub(hundred)
	relative := half(b.resolution).Add(ratio.Abs().Mul(half(a.resolution)))
	return computed, relative.Div(a.Value).Mul(hundred)
}

// round writes a computed figure to two decimal places.
func round(d duizhao.Decimal) duizhao.Decimal {
	shifted := d.Abs().Scale10(2).Add(duizhao.NewDecimal(5, -1)).String()
	for i := range shifted {
		if shifted[i] == '.' {
			shifted = shifted[:i]
			break
		}
	}
	v, err := duizhao.ParseDecimal(shifted)
	if err != nil {
		return d
	}
	if v = v.Scale10(-2); d.Sign() < 0 {
		v = duizhao.NewDecimal(0, 0).Sub(v)
	}
	return v
}
