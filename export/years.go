package export

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"duizhao"
)

// SheetYears is the table of indicators by year.
const SheetYears = "年度 Years"

// wide is what tables of indicators by period are made of.
type wide struct {
	figures   *figures
	places    *places
	periods   []string
	sentences *sheet
	lang      duizhao.Lang
	trends    []int // rows of the table of years that have values to compare, counted from 0
}

// yearsSheet is the table of levels by period with change and growth. Its periods
// are those of the reports; what a report says about other periods stays in the
// long table.
func (v *wide) yearsSheet() *sheet {
	s := &sheet{
		name: SheetYears, table: "Years", frozen: 1, color: green,
		title: duizhao.Bilingual{Zh: "各年度指标", En: "Indicators by year"},
		about: duizhao.Bilingual{
			Zh: "水平值，单位见“单位”列；增减量和增长率由程序计算。点击数值跳到原文句子。",
			En: "Levels in the unit of the row; change and growth are calculated. Click a figure for its sentence.",
		},
		columns: []column{
			prose("指标 Indicator", 44),
			words("主体 Body"),
			prose("地区 Area", 24),
			words("单位 Unit"),
		},
	}
	for _, p := range v.periods {
		s.columns = append(s.columns, words(p))
	}
	if len(v.periods) > 1 {
		s.columns = append(s.columns, column{heading: "趋势 Trend", min: 16, style: plain})
		s.decorate = v.sparklines
	}
	for _, p := range spans(v.periods) {
		s.columns = append(s.columns,
			words("增减量 Change "+p.String()),
			words("增长率（%） Growth (%) "+p.String()))
	}
	s.columns = append(s.columns,
		prose("备注 Remarks", 50),
		words("指标代码 Indicator ID"),
		column{heading: "原文句子 Sentences", max: 30, style: plain})
	return s
}

// yearsRow returns the row of a series.
func (v *wide) yearsRow(s *series) []cell {
	f := v.figures
	m := f.manners[s.key.manner]
	row := []cell{{text: v.label(s)}, {text: bodies.name(m.body)}, {text: both(v.places.names[s.key.place])}, {text: units.name(m.unit)}}
	values, remarks, evidence := v.values(s)
	row = append(row, values...)
	if len(v.periods) > 1 {
		row = append(row, cell{})
	}
	for _, p := range spans(v.periods) {
		change, growth := s.change(f, p)
		g := cell{}
		if growth.Valid() {
			g = cell{number: growth.Float(), style: decimal1}
		}
		row = append(row, number(change), g)
	}
	return append(row, cell{text: remarks}, cell{text: f.names.of[s.key.indicator]}, cell{text: evidence})
}

// label returns the indicator's names, one a line.
func (v *wide) label(s *series) string {
	l := v.figures.indicators[s.key.indicator].label
	if l.Zh == l.En {
		return l.Zh
	}
	return strings.Trim(l.Zh+"\n"+l.En, "\n")
}

// values returns the cells of the periods, which lead to their sentences, and what
// a reader must know about them.
func (v *wide) values(s *series) (cells []cell, remarks, evidence string) {
	var notes, labels []string
	for _, p := range v.periods {
		stated := s.in(v.figures, p)
		if len(stated) == 0 {
			cells = append(cells, cell{})
			continue
		}
		c := number(v.figures.value(stated[0]))
		c.link = v.sentence(stated[0])
		cells = append(cells, c)
		notes = append(notes, v.remarks(p, stated)...)
		for _, i := range stated {
			if n := v.figures.at(i).sentence; n > 0 && (len(labels) == 0 || labels[len(labels)-1] != sentenceLabel(n)) {
				labels = append(labels, sentenceLabel(n))
			}
		}
	}
	return cells, strings.Join(notes, "\n"), strings.Join(labels, " ")
}

// sentence returns the link to a figure's sentence, "" where there is none.
func (v *wide) sentence(i uint32) string {
	n := v.figures.at(i).sentence
	if n == 0 || v.sentences == nil {
		return ""
	}
	return v.sentences.place(int(n - 1))
}

// remarks says what a reader must know about a period's value: how it is meant
// and what else the reports say.
func (v *wide) remarks(period string, stated []uint32) []string {
	var out []string
	remark := func(zh, en string) {
		line := period + ": " + duizhao.Bilingual{Zh: zh, En: en}.In(v.lang)
		if len(out) == 0 || out[len(out)-1] != line {
			out = append(out, line)
		}
	}
	f := v.figures
	shown := f.value(stated[0])
	for k, i := range stated {
		if k == 0 {
			v.remarkShown(i, remark)
			continue
		}
		value := f.value(i)
		if !value.Valid() || value.Equal(shown) {
			continue
		}
		id := f.reports[f.at(i).report].id
		remark(fmt.Sprintf("另有 %s（%s）", value, id), fmt.Sprintf("also %s (%s)", value, id))
	}
	return out
}

func (v *wide) remarkShown(i uint32, remark func(zh, en string)) {
	g := v.figures.at(i)
	if q := qualifiers[g.qualifier]; q.code != string(duizhao.Exact) {
		remark(q.name.Zh, q.name.En)
	}
	if b, ok := v.figures.bounds[i]; ok {
		bounds := b[0].String() + "–" + b[1].String()
		remark("区间 "+bounds, "range "+bounds)
	}
	if g.differ {
		remark("中英文数值不一致", "the Chinese and English values differ")
	}
	if g.stock {
		day := v.figures.names.of[g.period] + "-12-31"
		remark("截至 "+day, "as of "+day)
	}
}

// mostSparklines bounds what a sheet draws: they are for people, who look at the
// first rows.
const mostSparklines = 2000

// sparklines draws the trend of each row, which programs that do not know
// sparklines leave out.
func (v *wide) sparklines(k *book, p *leaf) error {
	from, err := excelize.ColumnNumberToName(firstPeriod)
	if err != nil {
		return err
	}
	to, err := excelize.ColumnNumberToName(firstPeriod + len(v.periods) - 1)
	if err != nil {
		return err
	}
	trend, err := excelize.ColumnNumberToName(firstPeriod + len(v.periods))
	if err != nil {
		return err
	}
	o := &excelize.SparklineOptions{Type: "line", Markers: true, EmptyCells: "span", Weight: 1.5}
	for i := range v.trends {
		row := v.trends[i] - p.begin + p.first()
		if row < p.first() || row > p.last() {
			continue
		}
		o.Location = append(o.Location, fmt.Sprintf("%s%d", trend, row))
		o.Range = append(o.Range, fmt.Sprintf("'%s'!%s%d:%s%d", p.name, from, row, to, row))
	}
	if o.Location == nil {
		return nil
	}
	return k.file.AddSparkline(p.name, o)
}

// firstPeriod is the column of the first period in the table of years.
const firstPeriod = 5
