package check

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"duizhao"
)

// Past is what the comparison of years needs of a report: little enough to keep of
// every report of a batch, while the reports themselves are written and let go.
type Past struct {
	ID, Period string
	Area       string // the English name of the place, else the Chinese one
	Figures    []Figure
}

// Figure is a stated figure of a Past.
type Figure struct {
	duizhao.ReportObservation
	bounds bounds   // where the size of the value may truly lie, as finely as it is written
	beside []figure // of what moved: the other figures of its paragraph
}

// figure is a value with how finely it is written.
type figure struct {
	bounds
	value duizhao.Decimal
}

// PastOf returns what the comparison of years needs of r: the figures that a rule
// names and that have a value.
func PastOf(r *duizhao.Report) Past {
	p := Past{ID: r.ID, Period: r.Period, Area: cmp.Or(r.Area.En, r.Area.Zh)}
	for _, o := range r.Observations {
		if o.Indicator == "" || !o.Value.Valid() {
			continue
		}
		f := Figure{ReportObservation: o, bounds: boundsIn(r, &o)}
		if movedBy[o.Role] != nil {
			f.beside = figuresBeside(r, &o)
		}
		p.Figures = append(p.Figures, f)
	}
	return p
}

// figuresBeside returns the figures of the paragraph that states o, in the language
// that states them.
func figuresBeside(r *duizhao.Report, o *duizhao.ReportObservation) (out []figure) {
	for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		rd, q := r.Readings.In(l), o.Quote(l)
		if rd == nil || q == nil {
			continue
		}
		for _, x := range rd.Quantities {
			if x.Paragraph == q.Paragraph && x.Value.Valid() {
				out = append(out, figure{boundsOf(&duizhao.Quantity{Kind: x.Kind, Precision: x.Resolution}, x.Value), x.Value})
			}
		}
	}
	return out
}

// CompareYears compares every report with the one of the year before by Compare, and
// returns the findings by report id. The reports may come in any order. Which
// report is the one of the year before is told by its place, period and id: the id
// that differs in the year alone, or the only report there is of that place and year.
func CompareYears(all []Past) map[string][]duizhao.ReportFinding {
	type key struct{ area, period string }
	index := map[key][]*Past{}
	for i := range all {
		p := &all[i]
		index[key{p.Area, p.Period}] = append(index[key{p.Area, p.Period}], p)
	}
	out := map[string][]duizhao.ReportFinding{}
	for i := range all {
		now := &all[i]
		before, ok := yearBefore(now.Period)
		if !ok {
			continue
		}
		if p := now.predecessor(index[key{now.Area, before}]); p != nil {
			if found := Compare(*p, *now); len(found) > 0 {
				out[now.ID] = found
			}
		}
	}
	return out
}

// predecessor returns which of the reports of the year before now continues, nil
// where that is not clear.
func (now *Past) predecessor(candidates []*Past) *Past {
	var same []*Past
	for _, p := range candidates {
		if strings.ReplaceAll(now.ID, now.Period, p.Period) == p.ID {
			same = append(same, p)
		}
	}
	if len(same) == 0 {
		same = candidates
	}
	if len(same) != 1 || same[0] == now {
		return nil
	}
	return same[0]
}

// yearBefore returns the year before period, which must be a year.
func yearBefore(period string) (string, bool) {
	n, err := strconv.Atoi(period)
	return strconv.Itoa(n - 1), err == nil && len(period) == 4
}

// Compare says where current, a report, does not fit previous, the one of the
// period before by the same body: a growth, change or multiple that the levels of
// both reports do not give (a warning), and a figure of the former period that
// current states otherwise (information: figures are revised). Only figures that
// both reports state once, for one indicator, place and body, are compared, by the
// readings of the language that states them. The findings are of current, in the
// order of its observations, with the check "history" and an ID made from the
// indicator and the words quoted.
func Compare(previous, current Past) []duizhao.ReportFinding {
	h := history{levels: levelsOf(previous), now: current.Period, current: levelsOf(current), before: previous.Period}
	var out []duizhao.ReportFinding
	seen := map[string]bool{}
	for i := range current.Figures {
		o := &current.Figures[i]
		f, ok := h.check(o)
		if id := historyID(&o.ReportObservation); ok && !seen[id] {
			seen[id] = true
			f.ID, f.Check, f.Status = id, "history", duizhao.Open
			out = append(out, f)
		}
	}
	return out
}

// historyID is made of what a finding is about.
func historyID(o *duizhao.ReportObservation) string {
	parts := []string{"history", o.Indicator, o.Area, o.Body, string(o.Role), o.Value.String()}
	for _, q := range []*duizhao.Quote{o.Zh, o.En} {
		if q != nil {
			parts = append(parts, q.Text)
		}
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return "f-" + hex.EncodeToString(sum[:6])
}

// history is two reports of one body side by side.
type history struct {
	levels, current map[series]level
	now, before     string // the periods of both
}

// series names what is counted, where and by whom.
type series struct{ indicator, area, body, unit string }

// level is a stated value with how finely it was written.
type level struct {
	bounds
	value duizhao.Decimal
	times int // how often the report states the series, with different values
}

func seriesOf(o *duizhao.ReportObservation) series {
	return series{o.Indicator, o.Area, o.Body, o.Unit}
}

// levelsOf returns the levels that r states for its own period.
func levelsOf(r Past) map[series]level {
	out := map[series]level{}
	for i := range r.Figures {
		o := &r.Figures[i]
		if o.Role != duizhao.Level || !ownPeriod(o.Period, r.Period) || !plain(o.Qualifier) {
			continue
		}
		s := seriesOf(&o.ReportObservation)
		was, seen := out[s]
		if seen && was.value.Equal(o.Value) {
			continue
		}
		out[s] = level{o.bounds, o.Value, was.times + 1}
	}
	return out
}

// ownPeriod reports whether period is the report's, or a day within it.
func ownPeriod(period, report string) bool {
	return period == "" || period == report || strings.HasPrefix(period, report+"-12")
}

func plain(q duizhao.Qualifier) bool { return q == "" || q == duizhao.Exact }

// boundsIn returns where o's value may truly lie, by the resolution of the quantity
// that states it.
func boundsIn(r *duizhao.Report, o *duizhao.ReportObservation) bounds {
	for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		rd, q := r.Readings.In(l), o.Quote(l)
		if rd == nil || q == nil {
			continue
		}
		for _, x := range rd.Quantities {
			if x.Paragraph == q.Paragraph && x.Start < q.End && q.Start < x.End {
				return boundsOf(&duizhao.Quantity{Kind: x.Kind, Precision: x.Resolution}, o.Value.Abs())
			}
		}
	}
	return bounds{o.Value.Abs(), o.Value.Abs()}
}

// check compares one observation of the current report with the previous one.
func (h *history) check(o *Figure) (duizhao.ReportFinding, bool) {
	was, ok := h.levels[seriesOf(&o.ReportObservation)]
	if o.Role == duizhao.Level && ok && was.times == 1 && o.Period == h.before && h.before != h.now {
		return h.revised(o, was)
	}
	againstLast := o.Comparison == "yoy" || o.Role == duizhao.Multiple && o.Comparison == ""
	if !(againstLast && follows(h.before, h.now) || o.Comparison == h.before) || !plain(o.Qualifier) {
		return duizhao.ReportFinding{}, false
	}
	was, is, ok := h.both(o)
	if !ok {
		return duizhao.ReportFinding{}, false
	}
	return h.moved(o, was, is)
}

// follows reports whether the period now is the year after before.
func follows(before, now string) bool {
	a, errA := strconv.Atoi(before)
	b, errB := strconv.Atoi(now)
	return errA == nil && errB == nil && b == a+1
}

// both returns the levels of o's series in both reports, where each states one.
// The unit of a growth is not that of its level.
func (h *history) both(o *Figure) (was, is level, ok bool) {
	for s, now := range h.current {
		if s.indicator != o.Indicator || s.area != o.Area || s.body != o.Body || now.times != 1 {
			continue
		}
		if before, known := h.levels[s]; known && before.times == 1 {
			if ok {
				return was, is, false // two units
			}
			was, is, ok = before, now, true
		}
	}
	return was, is, ok
}

// movedBy says for each role what the levels of two periods make of it.
var movedBy = map[duizhao.Role]formula{
	duizhao.Growth:   signed(growthBetween),
	duizhao.Change:   signed(difference),
	duizhao.Multiple: func(p []bounds) bounds { return bounds{p[1].low.Div(p[0].high), p[1].high.Div(p[0].low)} },
}

// signed gives f, the size of a movement, the sign of a decline.
func signed(f formula) formula {
	return func(p []bounds) bounds {
		b := f(p)
		if p[1].middle().Cmp(p[0].middle()) < 0 {
			zero := duizhao.NewDecimal(0, 0)
			return bounds{zero.Sub(b.high), zero.Sub(b.low)}
		}
		return b
	}
}

// moved checks a growth, change or multiple against both levels.
func (h *history) moved(o *Figure, was, is level) (duizhao.ReportFinding, bool) {
	calculate := movedBy[o.Role]
	if calculate == nil || o.Role == duizhao.Growth && o.Unit != "percent" {
		return duizhao.ReportFinding{}, false
	}
	stated := o.stated()
	w := calculate([]bounds{was.bounds, is.bounds})
	if !w.low.Valid() || !w.high.Valid() || w.overlaps(stated) {
		return duizhao.ReportFinding{}, false
	}
	f := duizhao.ReportFinding{Severity: duizhao.SeverityWarning, Zh: o.Zh, En: o.En, Message: duizhao.Bilingual{
		Zh: fmt.Sprintf("“%s”：与上期报告不符，上期为 %s，本期为 %s，应为 %s，而非 %s", o.Label.Zh, was.value, is.value, short(w.middle()), o.Value),
		En: fmt.Sprintf("“%s”: does not fit the previous report: %s then and %s now give %s, not %s", o.Label.In(duizhao.English), was.value, is.value, short(w.middle()), o.Value),
	}}
	if base, ok := o.revisedBase(was, is, calculate, stated); ok {
		f.Severity = duizhao.SeverityInfo
		f.Message.Zh += fmt.Sprintf("；按报告中修订后的 %s 计算则相符", base)
		f.Message.En += fmt.Sprintf("; it does fit %s, to which the report says the figure was revised", base)
	}
	return f, true
}

// stated returns the bounds of o's own value, with its sign.
func (o *Figure) stated() bounds {
	b := o.bounds
	if o.Value.Sign() < 0 {
		zero := duizhao.NewDecimal(0, 0)
		return bounds{zero.Sub(b.high), zero.Sub(b.low)}
	}
	return b
}

// revisedBase looks in o's paragraph for another former level, near the one of the
// previous report, that gives o's value.
func (o *Figure) revisedBase(was, is level, calculate formula, stated bounds) (duizhao.Decimal, bool) {
	for _, x := range o.beside {
		if x.value.Equal(is.value) || x.value.Equal(was.value) {
			continue
		}
		near := x.value.Sub(was.value).Abs().Mul(duizhao.NewDecimal(10, 0)).Cmp(was.value) <= 0
		w := calculate([]bounds{x.bounds, is.bounds})
		if near && w.low.Valid() && w.high.Valid() && w.overlaps(stated) {
			return x.value, true
		}
	}
	return duizhao.Decimal{}, false
}

// revised tells a figure of the former period that is now stated otherwise.
func (h *history) revised(o *Figure, was level) (duizhao.ReportFinding, bool) {
	if o.Value.Equal(was.value) || was.overlaps(o.bounds) {
		return duizhao.ReportFinding{}, false
	}
	return duizhao.ReportFinding{Severity: duizhao.SeverityInfo, Zh: o.Zh, En: o.En, Message: duizhao.Bilingual{
		Zh: fmt.Sprintf("“%s”：%s 的数值由上期报告的 %s 改为 %s", o.Label.Zh, h.before, was.value, o.Value),
		En: fmt.Sprintf("“%s”: the figure for %s is %s, while the previous report had %s", o.Label.In(duizhao.English), h.before, o.Value, was.value),
	}}, true
}
