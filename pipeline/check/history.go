package check

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"duizhao"
)

// Compare says where current, a report, does not fit previous, the one of the
// period before by the same body: a growth, change or multiple that the levels of
// both reports do not give (a warning), and a figure of the former period that
// current states otherwise (information: figures are revised). Only figures that
// both reports state once, for one indicator, place and body, are compared, by the
// readings of the language that states them. The findings are of current, in the
// order of its observations, with the check "history" and an ID made from the
// indicator and the words quoted.
func Compare(previous, current *duizhao.Report) []duizhao.ReportFinding {
	h := history{levels: levelsOf(previous), now: current, current: levelsOf(current), before: previous.Period}
	var out []duizhao.ReportFinding
	for i := range current.Observations {
		o := &current.Observations[i]
		if f, ok := h.check(o); ok {
			f.ID, f.Check, f.Status = historyID(o), "history", duizhao.Open
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
	now             *duizhao.Report
	before          string // the period of the previous report
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
func levelsOf(r *duizhao.Report) map[series]level {
	out := map[series]level{}
	for i := range r.Observations {
		o := &r.Observations[i]
		if o.Indicator == "" || o.Role != duizhao.Level || !o.Value.Valid() || !ownPeriod(o.Period, r.Period) || !plain(o.Qualifier) {
			continue
		}
		s := seriesOf(o)
		was, seen := out[s]
		if seen && was.value.Equal(o.Value) {
			continue
		}
		out[s] = level{boundsIn(r, o), o.Value, was.times + 1}
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
func (h *history) check(o *duizhao.ReportObservation) (duizhao.ReportFinding, bool) {
	was, ok := h.levels[seriesOf(o)]
	if o.Indicator == "" || !o.Value.Valid() {
		return duizhao.ReportFinding{}, false
	}
	if o.Role == duizhao.Level && ok && was.times == 1 && o.Period == h.before && h.before != h.now.Period {
		return h.revised(o, was)
	}
	againstLast := o.Comparison == "yoy" || o.Role == duizhao.Multiple && o.Comparison == ""
	if !(againstLast && follows(h.before, h.now.Period) || o.Comparison == h.before) || !plain(o.Qualifier) {
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
func (h *history) both(o *duizhao.ReportObservation) (was, is level, ok bool) {
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
func (h *history) moved(o *duizhao.ReportObservation, was, is level) (duizhao.ReportFinding, bool) {
	calculate := movedBy[o.Role]
	if calculate == nil || o.Role == duizhao.Growth && o.Unit != "percent" {
		return duizhao.ReportFinding{}, false
	}
	stated := h.stated(o)
	w := calculate([]bounds{was.bounds, is.bounds})
	if !w.low.Valid() || !w.high.Valid() || w.overlaps(stated) {
		return duizhao.ReportFinding{}, false
	}
	f := duizhao.ReportFinding{Severity: duizhao.SeverityWarning, Zh: o.Zh, En: o.En, Message: duizhao.Bilingual{
		Zh: fmt.Sprintf("“%s”：与上期报告不符，上期为 %s，本期为 %s，应为 %s，而非 %s", o.Label.Zh, was.value, is.value, short(w.middle()), o.Value),
		En: fmt.Sprintf("“%s”: does not fit the previous report: %s then and %s now give %s, not %s", o.Label.In(duizhao.English), was.value, is.value, short(w.middle()), o.Value),
	}}
	if base, ok := h.revisedBase(o, was, is, calculate, stated); ok {
		f.Severity = duizhao.SeverityInfo
		f.Message.Zh += fmt.Sprintf("；按报告中修订后的 %s 计算则相符", base)
		f.Message.En += fmt.Sprintf("; it does fit %s, to which the report says the figure was revised", base)
	}
	return f, true
}

// stated returns the bounds of o's own value, with its sign.
func (h *history) stated(o *duizhao.ReportObservation) bounds {
	b := boundsIn(h.now, o)
	if o.Value.Sign() < 0 {
		zero := duizhao.NewDecimal(0, 0)
		return bounds{zero.Sub(b.high), zero.Sub(b.low)}
	}
	return b
}

// revisedBase looks in o's paragraph for another former level, near the one of the
// previous report, that gives o's value.
func (h *history) revisedBase(o *duizhao.ReportObservation, was, is level, calculate formula, stated bounds) (duizhao.Decimal, bool) {
	for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		rd, q := h.now.Readings.In(l), o.Quote(l)
		if rd == nil || q == nil {
			continue
		}
		k := slices.IndexFunc(rd.Quantities, func(x duizhao.ReportQuantity) bool {
			if x.Paragraph != q.Paragraph || !x.Value.Valid() || x.Value.Equal(is.value) || x.Value.Equal(was.value) {
				return false
			}
			near := x.Value.Sub(was.value).Abs().Mul(duizhao.NewDecimal(10, 0)).Cmp(was.value) <= 0
			w := calculate([]bounds{boundsOf(&duizhao.Quantity{Kind: x.Kind, Precision: x.Resolution}, x.Value), is.bounds})
			return near && w.low.Valid() && w.high.Valid() && w.overlaps(stated)
		})
		if k >= 0 {
			return rd.Quantities[k].Value, true
		}
	}
	return duizhao.Decimal{}, false
}

// revised tells a figure of the former period that is now stated otherwise.
func (h *history) revised(o *duizhao.ReportObservation, was level) (duizhao.ReportFinding, bool) {
	if o.Value.Equal(was.value) || was.overlaps(boundsIn(h.now, o)) {
		return duizhao.ReportFinding{}, false
	}
	return duizhao.ReportFinding{Severity: duizhao.SeverityInfo, Zh: o.Zh, En: o.En, Message: duizhao.Bilingual{
		Zh: fmt.Sprintf("“%s”：%s 的数值由上期报告的 %s 改为 %s", o.Label.Zh, h.before, was.value, o.Value),
		En: fmt.Sprintf("“%s”: the figure for %s is %s, while the previous report had %s", o.Label.In(duizhao.English), h.before, o.Value, was.value),
	}}, true
}
