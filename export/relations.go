package export

import (
	"fmt"
	"slices"
	"strings"

	"duizhao"
)

// relation is a growth a report states beside the one its levels give.
type relation struct {
	growth             uint32 // the figure that states it
	key                seriesKey
	period             string
	stated, calculated duizhao.Decimal
	how                string
	fits               bool
}

// levelKey finds the levels of an indicator.
type levelKey struct {
	indicator, area, period uint32
	body                    string
}

// growths compares every growth over the year before that a report states with
// what levels say: those of both years, or a level and the change the same report
// states with it.
func (v *wide) growths() []relation {
	f := v.figures
	levels, changes := map[levelKey]uint32{}, map[levelKey]uint32{}
	var stated []uint32
	keyOf := func(g *figure) levelKey { return levelKey{g.indicator, g.area, g.period, f.manners[g.manner].body} }
	for i := range uint32(f.len()) {
		g := f.at(i)
		m := f.manners[g.manner]
		switch {
		case m.role == duizhao.Growth && m.comparison == "yoy":
			stated = append(stated, i)
		case m.role == duizhao.Change && m.comparison == "yoy":
			first(changes, keyOf(g), i)
		case m.role == duizhao.Level && !strings.HasPrefix(m.unit, "percent"):
			first(levels, keyOf(g), i)
		}
	}
	var out []relation
	for _, i := range stated {
		k := keyOf(f.at(i))
		now, ok := levels[k]
		if !ok {
			continue
		}
		if before, ok := levels[v.yearBefore(k)]; ok {
			out = v.related(out, i, now, f.value(before), "")
		}
		if c, ok := changes[k]; ok && f.at(c).report == f.at(i).report && f.at(now).report == f.at(i).report {
			out = v.related(out, i, now, f.value(now).Sub(f.value(c)), fmt.Sprintf("; %s − %s = ", f.value(now), f.value(c)))
		}
	}
	slices.SortStableFunc(out, func(a, b relation) int { return boolOrder(a.fits) - boolOrder(b.fits) })
	return out
}

func first(m map[levelKey]uint32, k levelKey, i uint32) {
	if _, ok := m[k]; !ok {
		m[k] = i
	}
}

func boolOrder(b bool) int {
	if b {
		return 1
	}
	return 0
}

// yearBefore returns k a year earlier; where no figure is about that year, a key
// that finds nothing.
func (v *wide) yearBefore(k levelKey) levelKey {
	period := v.figures.names.of[k.period]
	var year int
	if _, err := fmt.Sscanf(period, "%4d", &year); err == nil && len(period) >= 4 {
		if n, ok := v.figures.names.index[fmt.Sprintf("%04d", year-1)+period[4:]]; ok {
			k.period = n
			return k
		}
	}
	k.indicator = 0
	return k
}

// related adds the relation of the growth i to the level now and the one before.
// They fit where the stated growth is the calculated one to the last place the
// report writes, or to what the rounding of the levels allows.
func (v *wide) related(out []relation, i, now uint32, before duizhao.Decimal, derived string) []relation {
	f := v.figures
	level, stated := f.value(now), f.value(i)
	if before.Sign() <= 0 || !level.Valid() || !stated.Valid() {
		return out
	}
	g := f.at(i)
	calculated := level.Sub(before).Mul(hundred).Div(before)
	half := duizhao.NewDecimal(5, -decimals(stated)-1)
	// A level of n significant digits is known to half a unit of the last.
	loose := hundred.Mul(level).Div(before).Mul(slack(level).Add(slack(before)))
	return append(out, relation{
		growth: i, key: seriesKey{g.indicator, g.area, g.manner}, period: f.names.of[g.period], stated: stated, calculated: calculated,
		how:  calculation(level, before, derived),
		fits: calculated.Sub(stated).Abs().Cmp(half.Add(loose)) <= 0,
	})
}

// calculation writes a growth out; derived says how before was got where no report
// states it.
func calculation(level, before duizhao.Decimal, derived string) string {
	how := fmt.Sprintf("(%s − %s) ÷ %s", level, before, before)
	if derived != "" {
		how += derived + before.String()
	}
	return how
}

// halfPlace is half a unit of the last digit of d that is not zero: what rounding
// to the digits it shows can hide.
func halfPlace(d duizhao.Decimal) duizhao.Decimal {
	s := d.String()
	exponent := -decimals(d)
	if exponent == 0 {
		exponent = len(s) - len(strings.TrimRight(s, "0"))
	}
	return duizhao.NewDecimal(5, exponent-1)
}

// slack is halfPlace in relation to d.
func slack(d duizhao.Decimal) duizhao.Decimal { return halfPlace(d).Div(d.Abs()) }

// kindOfRevision says whether two values differ by more than rounding can hide.
func kindOfRevision(a, b duizhao.Decimal) cell {
	coarser := halfPlace(a)
	if h := halfPlace(b); h.Cmp(coarser) > 0 {
		coarser = h
	}
	if a.Sub(b).Abs().Cmp(coarser) <= 0 {
		return mark("取整 rounding", infoMark)
	}
	return mark("不同 differs", warningMark)
}

func (v *wide) relationRow(r *relation) []cell {
	f := v.figures
	g := f.at(r.growth)
	m := f.manners[g.manner]
	result := mark("相符 fits", highMark)
	if !r.fits {
		result = mark("不符 off", warningMark)
	}
	s := series{key: r.key}
	difference, _ := duizhao.ParseDecimal(fmt.Sprintf("%.4f", r.calculated.Sub(r.stated).Float()))
	link := cell{}
	if g.sentence > 0 {
		link = cell{text: sentenceLabel(g.sentence), link: v.sentence(r.growth)}
	}
	return []cell{
		{text: v.label(&s)}, result, {text: "同比增长 growth"}, {text: bodies.name(m.body)}, {text: both(v.places.names[r.key.place])}, {text: r.period},
		number(r.stated), {number: r.calculated.Float(), style: decimal2}, {number: difference.Float(), style: decimal2},
		{text: r.how}, link, {text: f.reports[g.report].id},
	}
}

// SheetRevisions holds figures that reports state differently.
const SheetRevisions = "修订 Revisions"

func revisionsSheet() *sheet {
	return &sheet{
		name: SheetRevisions, table: "Revisions", frozen: 1, color: red,
		title: duizhao.Bilingual{Zh: "报告之间的修订", En: "Revisions between reports"},
		about: duizhao.Bilingual{
			Zh: "同一指标、地区、主体和期间，两份报告所写数值不同。",
			En: "The same indicator, area, body and period, stated by two reports with different values.",
		},
		columns: []column{
			prose("指标 Indicator", 44),
			words("角色 Role"),
			words("主体 Body"),
			prose("地区 Area", 24),
			words("期间 Period"),
			words("单位 Unit"),
			words("先前数值 Earlier value"),
			words("其后数值 Later value"),
			words("相差 Difference"),
			words("相差（%） Difference (%)"),
			words("性质 Kind"),
			words("先前报告 Earlier report"),
			words("其后报告 Later report"),
			words("指标代码 Indicator ID"),
		},
	}
}

// addRevisions writes the revisions of all series. A report counts with the value
// it states first, as in the table of years.
func (v *wide) addRevisions(t *sheet, all []series) error {
	f := v.figures
	for i := range all {
		s := &all[i]
		for from := 0; from < len(s.numbers); {
			to := from + 1
			for to < len(s.numbers) && f.at(s.numbers[to]).period == f.at(s.numbers[from]).period {
				to++
			}
			if err := v.addRevision(t, s, s.numbers[from:to]); err != nil {
				return err
			}
			from = to
		}
	}
	return nil
}

func (v *wide) addRevision(t *sheet, s *series, stated []uint32) error {
	f := v.figures
	var each []uint32 // the first of each report, reports about earlier periods first
	for _, i := range stated {
		same := slices.ContainsFunc(each, func(j uint32) bool { return f.at(j).report == f.at(i).report })
		if !same && f.value(i).Valid() {
			each = append(each, i)
		}
	}
	slices.SortStableFunc(each, func(a, b uint32) int {
		return strings.Compare(f.reports[f.at(a).report].period, f.reports[f.at(b).report].period)
	})
	for k := 1; k < len(each); k++ {
		a, b := f.value(each[k-1]), f.value(each[k])
		if a.Equal(b) {
			continue
		}
		if _, err := t.add(v.revisionRow(s, each[k-1], each[k])); err != nil {
			return err
		}
	}
	return nil
}

func (v *wide) revisionRow(s *series, earlier, later uint32) []cell {
	f := v.figures
	a, b := f.value(earlier), f.value(later)
	m := f.manners[s.key.manner]
	before, after := number(a), number(b)
	before.link, after.link = v.sentence(earlier), v.sentence(later)
	percent := cell{}
	if p := b.Sub(a).Mul(hundred).Div(a.Abs()); p.Valid() && !strings.HasPrefix(m.unit, "percent") {
		percent = cell{number: p.Float(), style: decimal2}
	}
	g, h := f.at(earlier), f.at(later)
	return []cell{
		{text: v.label(s)}, {text: roles.name(string(m.role))}, {text: bodies.name(m.body)}, {text: both(v.places.names[s.key.place])},
		{text: f.names.of[g.period]}, {text: units.name(m.unit)}, before, after, number(b.Sub(a)), percent, kindOfRevision(a, b),
		{text: f.reports[g.report].id}, {text: f.reports[h.report].id}, {text: f.names.of[s.key.indicator]},
	}
}
