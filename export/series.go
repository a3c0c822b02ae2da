package export

import (
	"cmp"
	"slices"
	"strings"

	"duizhao"
)

// series is an indicator over the periods of a run's reports.
type series struct {
	key     seriesKey
	numbers []uint32 // of figures: by period, the report about the period first, then as stated
	periods int      // how many differ
	first   uint32   // the least number
}

// seriesKey keeps apart what must not stand in one row.
type seriesKey struct {
	indicator uint32
	place     uint32
	manner    uint32
}

// allSeries collects the figures of shown periods. Those with values in several
// periods come first, else the order of the reports stays.
func (f *figures) allSeries(shown []string, p *places) []series {
	isShown := map[uint32]bool{}
	for _, s := range shown {
		if i, ok := f.names.index[s]; ok {
			isShown[i] = true
		}
	}
	f.settle(p)
	key := func(i uint32) seriesKey {
		g := f.at(i)
		return seriesKey{g.indicator, g.area, g.manner}
	}
	var numbers []uint32
	for i := range uint32(f.len()) {
		if isShown[f.at(i).period] {
			numbers = append(numbers, i)
		}
	}
	slices.SortFunc(numbers, func(a, b uint32) int {
		x, y := f.at(a), f.at(b)
		return cmp.Or(
			cmp.Compare(x.indicator, y.indicator), cmp.Compare(x.manner, y.manner), cmp.Compare(x.area, y.area),
			cmp.Compare(x.period, y.period), cmp.Compare(f.foreign(x), f.foreign(y)), cmp.Compare(a, b))
	})
	var out []series
	for from := 0; from < len(numbers); {
		k := key(numbers[from])
		to := from + 1
		for to < len(numbers) && key(numbers[to]) == k {
			to++
		}
		out = append(out, f.newSeries(k, numbers[from:to:to]))
		from = to
	}
	slices.SortFunc(out, func(a, b series) int {
		return cmp.Or(cmp.Compare(min(b.periods, 2), min(a.periods, 2)), cmp.Compare(a.first, b.first))
	})
	return out
}

func (f *figures) newSeries(k seriesKey, numbers []uint32) series {
	s := series{key: k, numbers: numbers, first: slices.Min(numbers), periods: 1}
	for i := 1; i < len(numbers); i++ {
		if f.at(numbers[i]).period != f.at(numbers[i-1]).period {
			s.periods++
		}
	}
	return s
}

// foreign is 1 where a report states a figure of a period it is not about.
func (f *figures) foreign(g *figure) int {
	if f.reports[g.report].period == f.names.of[g.period] {
		return 0
	}
	return 1
}

// settle makes the areas of all figures numbers of places. It is done once, when
// all reports are known: one may name in both languages what others name in one.
func (f *figures) settle(p *places) {
	if f.settled {
		return
	}
	f.settled = true
	ofReport := make([]int, len(f.reports))
	for i, r := range f.reports {
		ofReport[i] = p.add(r.area)
	}
	ofName := map[uint32]int{}
	for _, c := range f.chunks {
		for i := range c {
			g := &c[i]
			if g.area == 0 {
				g.area = uint32(ofReport[g.report])
				continue
			}
			place, ok := ofName[g.area]
			if !ok {
				place = p.find(f.names.of[g.area])
				ofName[g.area] = place
			}
			g.area = uint32(place)
		}
	}
}

// in returns the figures of one period.
func (s *series) in(f *figures, period string) []uint32 {
	n := f.names.index[period]
	from := slices.IndexFunc(s.numbers, func(i uint32) bool { return f.at(i).period == n })
	if from < 0 {
		return nil
	}
	to := from
	for to < len(s.numbers) && f.at(s.numbers[to]).period == n {
		to++
	}
	return s.numbers[from:to]
}

// value returns the value shown for a period, or no number.
func (s *series) value(f *figures, period string) duizhao.Decimal {
	if v := s.in(f, period); len(v) > 0 {
		return f.value(v[0])
	}
	return duizhao.Decimal{}
}

// span is two periods that are compared: neighbours of one kind.
type span struct{ from, to string }

func (s span) String() string { return s.from + "→" + s.to }

// spans returns the neighbours of each kind of period: years with years, first
// halves with first halves.
func spans(periods []string) []span {
	var out []span
	for i, to := range periods {
		for j := i - 1; j >= 0; j-- {
			if kindOf(periods[j]) == kindOf(to) {
				out = append(out, span{periods[j], to})
				break
			}
		}
	}
	return out
}

// kindOf returns what follows the year: "" for a year, "-H1" for a half.
func kindOf(period string) string {
	if len(period) < 4 || strings.Trim(period[:4], "0123456789") != "" {
		return period
	}
	return period[4:]
}

var hundred = duizhao.NewDecimal(1, 2)

// change returns the difference between two periods' values and the growth in
// percent; there is no growth from zero or below and between percentages.
func (s *series) change(f *figures, p span) (change, growth duizhao.Decimal) {
	a, b := s.value(f, p.from), s.value(f, p.to)
	change = b.Sub(a)
	if a.Sign() <= 0 || strings.HasPrefix(f.manners[s.key.manner].unit, "percent") {
		return change, duizhao.Decimal{}
	}
	return change, change.Mul(hundred).Div(a)
}
