package export

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"duizhao"
)

// figures keeps of every observation that has an indicator's name what the sheets
// over all reports are made of, in a few words of memory: a batch may have
// millions.
type figures struct {
	names   names // indicators, areas, periods and reports
	manners []manner
	manner  map[manner]uint32
	chunks  [][]figure
	exact   map[uint32]duizhao.Decimal    // values that a float does not keep
	bounds  map[uint32][2]duizhao.Decimal // of figures that state bounds only

	reports    []reportHead
	indicators map[uint32]*indicatorInfo
	settled    bool // areas are numbers of places
}

// manner is how a figure is meant; few differ.
type manner struct {
	role                   duizhao.Role
	comparison, body, unit string
}

// figure is one observation.
type figure struct {
	indicator, area, period uint32 // numbers of names; area 0: the report's; later a place's
	report                  uint32
	manner                  uint32
	row                     uint32  // in the long table
	sentence                uint32  // row of its sentence, counted from 1; 0 for none
	value                   float64 // NaN: none
	qualifier               uint8   // place in qualifiers
	differ, stock, long     bool    // stock: as of the period's last day; long: the value is in exact
}

// reportHead is what sheets over all reports need of one.
type reportHead struct {
	id, period string
	area       duizhao.Bilingual
}

// indicatorInfo is what the codebook says about an indicator.
type indicatorInfo struct {
	label        duizhao.Bilingual
	units, roles map[string]bool
	bodies       map[string]bool
	first, last  string // periods
	count, agree int
}

// names numbers strings; 0 is "".
type names struct {
	of    []string
	index map[string]uint32
}

func (n *names) number(s string) uint32 {
	i, ok := n.index[s]
	if !ok {
		i = uint32(len(n.of))
		s = strings.Clone(s) // not the text it was cut from
		n.of = append(n.of, s)
		n.index[s] = i
	}
	return i
}

func newFigures() *figures {
	return &figures{
		names:  names{of: []string{""}, index: map[string]uint32{"": 0}},
		manner: map[manner]uint32{}, exact: map[uint32]duizhao.Decimal{}, bounds: map[uint32][2]duizhao.Decimal{},
		indicators: map[uint32]*indicatorInfo{},
	}
}

// begin makes r the report that figures come from.
func (f *figures) begin(r *duizhao.Report) {
	f.reports = append(f.reports, reportHead{id: r.ID, period: r.Period, area: r.Area})
}

// chunk is how many figures are kept in one piece of memory.
const chunk = 1 << 14

// add keeps an observation of the current report.
func (f *figures) add(o *duizhao.ReportObservation, row, sentence int) {
	n := uint32(f.len())
	period := annual(o.Period)
	g := figure{
		indicator: f.names.number(o.Indicator), area: f.names.number(o.Area), period: f.names.number(period),
		report: uint32(len(f.reports) - 1), manner: f.mannerOf(o), row: uint32(row), sentence: uint32(sentence),
		value: math.NaN(), qualifier: uint8(max(qualifiers.place(string(o.Qualifier)), 0)),
		differ: o.Agreement == duizhao.Differ, stock: period != o.Period,
	}
	if o.Value.Valid() {
		g.value = o.Value.Float()
		if significantDigits(o.Value) > spreadsheetDigits {
			g.long = true
			f.exact[n] = o.Value
		}
	} else if o.Low.Valid() || o.High.Valid() {
		f.bounds[n] = [2]duizhao.Decimal{o.Low, o.High}
	}
	if last := len(f.chunks) - 1; last < 0 || len(f.chunks[last]) == chunk {
		f.chunks = append(f.chunks, make([]figure, 0, chunk))
	}
	last := len(f.chunks) - 1
	f.chunks[last] = append(f.chunks[last], g)
	f.describe(g.indicator, o)
}

func (f *figures) mannerOf(o *duizhao.ReportObservation) uint32 {
	m := manner{o.Role, o.Comparison, o.Body, o.Unit}
	i, ok := f.manner[m]
	if !ok {
		i = uint32(len(f.manners))
		m.role, m.comparison = duizhao.Role(strings.Clone(string(m.role))), strings.Clone(m.comparison)
		m.body, m.unit = strings.Clone(m.body), strings.Clone(m.unit)
		f.manners = append(f.manners, m)
		f.manner[m] = i
	}
	return i
}

func (f *figures) describe(indicator uint32, o *duizhao.ReportObservation) {
	d := f.indicators[indicator]
	if d == nil {
		d = &indicatorInfo{units: map[string]bool{}, roles: map[string]bool{}, bodies: map[string]bool{}}
		f.indicators[indicator] = d
	}
	if d.label.Zh == "" || d.label.En == "" {
		d.label = completed(d.label, o.Label)
	}
	d.count++
	if o.Agreement == duizhao.Agree {
		d.agree++
	}
	d.units[o.Unit] = true
	d.roles[string(o.Role)] = true
	d.bodies[o.Body] = true
	if p := o.Period; isPeriod(p) {
		if d.first == "" || p < d.first {
			d.first = p
		}
		d.last = max(d.last, p)
	}
}

func (f *figures) len() int {
	if len(f.chunks) == 0 {
		return 0
	}
	return (len(f.chunks)-1)*chunk + len(f.chunks[len(f.chunks)-1])
}

func (f *figures) at(i uint32) *figure { return &f.chunks[i/chunk][i%chunk] }

// value returns the exact value of a figure, or no number.
func (f *figures) value(i uint32) duizhao.Decimal {
	g := f.at(i)
	if g.long {
		return f.exact[i]
	}
	if math.IsNaN(g.value) {
		return duizhao.Decimal{}
	}
	// Up to 15 digits the shortest decimal of a float is the one it was made from.
	d, err := duizhao.ParseDecimal(strconv.FormatFloat(g.value, 'f', -1, 64))
	if err != nil {
		return duizhao.Decimal{}
	}
	return d
}

// completed returns b with the languages it lacks taken from c.
func completed(b, c duizhao.Bilingual) duizhao.Bilingual {
	return duizhao.Bilingual{Zh: cmp.Or(b.Zh, c.Zh), En: cmp.Or(b.En, c.En)}
}

// periods returns the periods the reports are about, in order, at most the
// mostPeriods last ones.
func (f *figures) periods() []string {
	var out []string
	for _, r := range f.reports {
		if isPeriod(r.period) {
			out = append(out, r.period)
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return out[max(len(out)-mostPeriods, 0):]
}

// mostPeriods is how many periods a table shows; all are in the long table.
const mostPeriods = 60

// isPeriod reports whether s can head a column: short, of one word.
func isPeriod(s string) bool {
	return s != "" && len(s) <= 32 && !strings.ContainsAny(s, " \t\n\r\u00a0\u3000") && clean(s) == s
}

// annual returns the period a value is shown under: a stock at the end of a year
// stands in that year's column.
func annual(period string) string { return strings.TrimSuffix(period, "-12-31") }
