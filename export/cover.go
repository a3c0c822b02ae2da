package export

import (
	"errors"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"duizhao"
)

// sheetPurposes says what each sheet holds, for the cover's contents.
var sheetPurposes = map[string]duizhao.Bilingual{
	SheetNotes:    {Zh: "怎样读这些表：代码、单位、修饰词、状态、一致性的判断", En: "how to read the tables: codes, units, qualifiers, states, how agreement is judged"},
	SheetData:     {Zh: "长表：每行一个观测值，附原文", En: "the long table: one row an observation, with the words it was read from"},
	SheetYears:    {Zh: "按年度排列的指标，附增减量和增长率", En: "indicators by year, with change and growth"},
	SheetFindings: {Zh: "中英文不一致之处和其他问题，错误在前", En: "where the languages disagree, and other findings, errors first"},
	SheetUnnamed:  {Zh: "没有规则认识的数值（长表中也有）", En: "figures no rule knows (they are in the long table too)"},
}

// coverSheet writes lines one below the other into a sheet of its own. The first
// error is kept; what follows it does nothing.
type coverSheet struct {
	book *book
	row  int
	err  error
}

// line writes cells into the next row from column A.
func (c *coverSheet) line(cells ...cell) {
	c.row++
	if len(cells) > 0 && c.err == nil {
		c.err = c.book.file.SetRowHeight(SheetCover, c.row, looks()[cells[0].style].height())
	}
	for i, v := range cells {
		if c.err != nil || v.empty() {
			continue
		}
		name, err := excelize.CoordinatesToCellName(i+1, c.row)
		var content any = v.text
		if v.isNumber() {
			content = v.number
		}
		c.err = errors.Join(err,
			c.book.file.SetCellValue(SheetCover, name, content),
			c.book.file.SetCellStyle(SheetCover, name, name, c.book.styles[v.style]))
	}
}

// link writes a link to a sheet and what is there.
func (c *coverSheet) link(sheet, purpose string) {
	c.line(mark(sheet, link), mark(purpose, loose))
	if c.err == nil {
		c.err = c.book.file.SetCellHyperLink(SheetCover, fmt.Sprintf("A%d", c.row), "'"+sheet+"'!A1", "Location")
	}
}

// addCover adds the first sheet: what the workbook is, its contents, and the table
// of its reports at the end.
func (k *book) addCover(name duizhao.Bilingual, reports []*duizhao.Report, tables []table, o Options) error {
	if err := k.addSheet(SheetCover); err != nil {
		return err
	}
	c := &coverSheet{book: k}
	about := duizhao.Bilingual{
		Zh: "由对照（duizhao）从中英文报告中读出；中文和英文各自独立读取，再互相核对。",
		En: "Read by duizhao from reports in Chinese and English; each language is read on its own, then the two are compared.",
	}
	c.line(mark(both(name), title))
	c.line(mark(about.In(o.Lang), loose))
	if o.Generated != "" {
		c.line(mark(o.Generated, loose))
	}
	c.line(mark(totals(reports).In(o.Lang), loose))
	c.line()
	c.line(mark("目录 Contents", subtitle))
	for i := range tables {
		t := &tables[i]
		purpose := sheetPurposes[t.sheet].In(o.Lang)
		if t.cut() {
			purpose += duizhao.Bilingual{
				Zh: fmt.Sprintf("；工作表已满，只有前 %d 行", maxRows),
				En: fmt.Sprintf("; the sheet is full, only the first %d rows are here", maxRows),
			}.In(o.Lang)
		}
		c.link(t.sheet, purpose)
	}
	c.line()
	c.line(mark("报告 Reports", subtitle))
	if c.err != nil {
		return c.err
	}
	return k.placeTable(reportsTable(reports), c.row+1)
}

func totals(reports []*duizhao.Report) duizhao.Bilingual {
	var observations, named int
	var found [3]int
	for _, r := range reports {
		observations += len(r.Observations)
		for i := range r.Observations {
			if r.Observations[i].Indicator != "" {
				named++
			}
		}
		for i, n := range tally(r) {
			found[i] += n
		}
	}
	return duizhao.Bilingual{
		Zh: fmt.Sprintf("报告 %d 份；观测值 %d 个，其中 %d 个有指标名；问题：错误 %d、警告 %d、提示 %d。",
			len(reports), observations, named, found[0], found[1], found[2]),
		En: fmt.Sprintf("Reports: %d. Observations: %d, %d of them with an indicator's name. Findings: %d errors, %d warnings, %d for information.",
			len(reports), observations, named, found[0], found[1], found[2]),
	}
}

func reportsTable(reports []*duizhao.Report) table {
	t := table{
		sheet: SheetCover, name: "Reports",
		columns: []column{
			prose("报告 Report", 28),
			prose("标题（中文） Title (Chinese)", 44),
			prose("标题（英文） Title (English)", 50),
			words("期间 Period"),
			prose("地区 Area", 26),
			words("语言 Languages"),
			words("观测 Observations"),
			words("错误 Errors"),
			words("警告 Warnings"),
			words("提示 Info"),
			prose("文件 Files", 50),
			prose("文件校验值 SHA-256", 68),
		},
	}
	for _, r := range reports {
		n := tally(r)
		t.rows = append(t.rows, []cell{
			text(r.ID), text(r.Title.Zh), text(r.Title.En), text(r.Period), text(areaName(r)), text(languagesOf(r)),
			count(len(r.Observations)), count(n[0]), count(n[1]), count(n[2]),
			text(sourceLines(r, sourceName)), text(sourceLines(r, func(s duizhao.Source) string { return s.SHA256 })),
		})
	}
	return t
}

func languagesOf(r *duizhao.Report) string {
	var out []string
	for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		if r.Readings.In(l) != nil {
			out = append(out, string(l))
		}
	}
	return strings.Join(out, " ")
}
