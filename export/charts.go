package export

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"duizhao"
)

// SheetCharts shows series over the years.
const SheetCharts = "图表 Charts"

const (
	mostCharts = 24 // what a person looks through
	mostLines  = 8  // what can be told apart in one chart
)

// chart is one drawing: an indicator over the periods, a line for each area.
type chart struct {
	title duizhao.Bilingual
	unit  string
	lines []chartLine
	below bool // some value is below zero
	from  int  // the periods with values, as places among all: [from, to)
	to    int
}

type chartLine struct {
	place string
	row   int // of the table of years, counted from 0
}

// charts picks what is drawn: the indicators with the most periods, as the table
// of years orders them.
func (v *wide) charts(levels []series) []chart {
	type key struct{ indicator, manner uint32 }
	at := map[key]int{}
	var out []chart
	for row := range levels {
		s := &levels[row]
		if s.periods < 2 {
			break // those of several periods come first
		}
		from, to, values := v.valued(s)
		below := slices.ContainsFunc(v.periods, func(p string) bool { return s.value(v.figures, p).Sign() < 0 })
		if values < 2 {
			continue
		}
		k := key{s.key.indicator, s.key.manner}
		i, ok := at[k]
		if !ok {
			if len(out) == mostCharts {
				continue
			}
			i = len(out)
			at[k] = i
			m := v.figures.manners[s.key.manner]
			out = append(out, chart{title: v.figures.indicators[s.key.indicator].label, unit: units.name(m.unit), from: from, to: to})
		}
		if c := &out[i]; len(c.lines) < mostLines {
			c.lines = append(c.lines, chartLine{both(v.places.names[s.key.place]), row})
			c.below = c.below || below
			c.from, c.to = min(c.from, from), max(c.to, to)
		}
	}
	return out
}

// valued returns where the periods begin and end that have values, and how many.
func (v *wide) valued(s *series) (from, to, n int) {
	for i, p := range v.periods {
		if !s.value(v.figures, p).Valid() {
			continue
		}
		if n == 0 {
			from = i
		}
		to = i + 1
		n++
	}
	return from, to, n
}

// chartsSheet shows charts; it has no table.
func (v *wide) chartsSheet(years *sheet, charts []chart) *sheet {
	about := duizhao.Bilingual{
		Zh: "有两个以上期间的指标；数据在“年度 Years”表。", En: "Indicators with two periods or more; the data are in the table of years.",
	}
	if len(charts) == 0 {
		about = duizhao.Bilingual{Zh: "没有指标有两个以上期间的数值，所以没有图。", En: "No indicator has values for two periods, so there is nothing to draw."}
	}
	return &sheet{
		name: SheetCharts, color: green, drawings: len(charts), about: about,
		title: duizhao.Bilingual{Zh: "图表", En: "Charts"},
		decorate: func(k *book, p *leaf) error {
			var errs []error
			for row := range (len(charts) + 1) / 2 * chartRows {
				// Programs have default heights of their own, in which charts would overlap.
				errs = append(errs, k.file.SetRowHeight(p.name, p.head+row, 15))
			}
			for i := range charts {
				errs = append(errs, v.draw(k, p, years, &charts[i], i))
			}
			return errors.Join(errs...)
		},
	}
}

// The charts stand in two columns, each over so many columns and rows of the
// default size, a gap with them.
const (
	chartWidth, chartHeight = 620, 320 // pixels; the library takes a row of 15 points for 18
	chartColumns, chartRows = 10, 19
)

// describe says in words what a chart shows, for the table and for who cannot see
// it.
func (v *wide) describe(c *chart) string {
	first, last := v.periods[c.from], v.periods[c.to-1]
	kind := duizhao.Bilingual{Zh: "折线图", En: "line chart"}
	if c.to-c.from == 2 {
		kind = duizhao.Bilingual{Zh: "柱形图", En: "column chart"}
	}
	return fmt.Sprintf("%s：%s，%s 至 %s，单位 %s。\n%s: %s, %s to %s, unit %s.",
		kind.Zh, c.title.Zh, first, last, c.unit, kind.En, c.title.En, first, last, c.unit)
}

func (v *wide) draw(k *book, p *leaf, years *sheet, c *chart, n int) error {
	from, err := excelize.ColumnNumberToName(firstPeriod + c.from)
	if err != nil {
		return err
	}
	to, err := excelize.ColumnNumberToName(firstPeriod + c.to - 1)
	if err != nil {
		return err
	}
	at, err := excelize.CoordinatesToCellName(1+n%2*chartColumns, p.head+n/2*chartRows)
	if err != nil {
		return err
	}
	kind := excelize.Line
	if c.to-c.from == 2 {
		kind = excelize.Col
	}
	var lines []excelize.ChartSeries
	for _, l := range c.lines {
		page, row := years.cellOf(l.row)
		lines = append(lines, excelize.ChartSeries{
			Name:       fmt.Sprintf("'%s'!$C$%d", page.name, row),
			Categories: fmt.Sprintf("'%s'!$%s$%d:$%s$%d", page.name, from, page.head, to, page.head),
			Values:     fmt.Sprintf("'%s'!$%s$%d:$%s$%d", page.name, from, row, to, row),
			Marker:     excelize.ChartMarker{Symbol: "circle", Size: 6},
			Line:       excelize.LineOptions{Width: 2.25},
		})
	}
	text := func(s string, size float64, bold bool) excelize.RichTextRun {
		return excelize.RichTextRun{Text: s, Font: &excelize.Font{Family: fontName, Size: size, Bold: bold, Color: "333333"}}
	}
	heading := []excelize.RichTextRun{text(clean(c.title.Zh)+"（"+c.unit+"）\n", 12, true), text(clean(c.title.En), 10, false)}
	legend := "bottom"
	if len(c.lines) == 1 {
		heading[1].Text += ", " + clean(c.lines[0].place)
		legend = "none"
	}
	no, zero := false, 0.0
	var least *float64
	if kind == excelize.Col && !c.below {
		least = &zero // columns are compared by their lengths
	}
	small := excelize.Font{Family: fontName, Size: 9, Color: "555555"}
	return k.file.AddChart(p.name, at, &excelize.Chart{
		Type: kind, Series: lines, Title: excelize.ChartTitle{Paragraph: heading}, VaryColors: &no,
		Dimension:    excelize.ChartDimension{Width: chartWidth, Height: chartHeight},
		Format:       excelize.GraphicOptions{AltText: clean(v.describe(c)), Name: "Chart " + strconv.Itoa(n+1)},
		Legend:       excelize.ChartLegend{Position: legend, Font: &small},
		ShowBlanksAs: "gap",
		PlotArea:     excelize.ChartPlotArea{ShowVal: len(c.lines) == 1},
		YAxis:        excelize.ChartAxis{MajorGridLines: true, Minimum: least, Font: small, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "#,##0.##"}},
		XAxis:        excelize.ChartAxis{Font: small},
	})
}
