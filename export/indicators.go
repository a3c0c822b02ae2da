package export

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"duizhao"
)

// Options says how workbooks are written. The zero value writes notes in English
// and no date.
type Options struct {
	Lang      duizhao.Lang // of the cover, the notes and remarks; headings are in both languages always
	Generated string       // the date line of the cover; empty for none
}

// The sheets of the workbook Indicators writes.
const (
	SheetCover    = "封面 Cover"
	SheetNotes    = "说明 Notes"
	SheetData     = "数据 Data"
	SheetYears    = "年度 Years"
	SheetFindings = "问题 Findings"
	SheetUnnamed  = "未识别 Unnamed"
)

// indicators keeps the reports until all are there.
type indicators struct {
	w       io.Writer
	o       Options
	reports []*duizhao.Report
}

func newIndicators(w io.Writer, o Options) (duizhao.Sink, error) {
	return &indicators{w: w, o: o}, nil
}

func (s *indicators) Add(r *duizhao.Report) error {
	s.reports = append(s.reports, r)
	return nil
}

func (s *indicators) Close() error { return Indicators(s.w, s.reports, s.o) }

// Indicators writes a workbook (.xlsx) over all reports of a run: a cover with
// the reports and links, notes that explain every code, the long table of
// observations, a table of indicators by year, the findings, and the figures no
// rule knows. It follows the spreadsheet guidance of the UK Government Analysis
// Function: one table a sheet from A1, no merged cells, numbers as numbers,
// missing values empty with a column that says why.
func Indicators(w io.Writer, reports []*duizhao.Report, o Options) error {
	name := duizhao.Bilingual{Zh: "指标汇编", En: "Indicators"}
	k, err := newBook(properties{
		title:       both(name),
		description: strings.Join(titles(reports, o.Lang), "; "),
		lang:        o.Lang,
	})
	if err != nil {
		return err
	}
	tables := []table{
		notesTable(reports, o), dataTable(reports), yearsTable(reports, o),
		findingsTable(reports), unnamedTable(reports),
	}
	if err := k.addCover(name, reports, tables, o); err != nil {
		return err
	}
	for _, t := range tables {
		if err := k.addTable(t); err != nil {
			return err
		}
	}
	return k.write(w)
}

func titles(reports []*duizhao.Report, l duizhao.Lang) []string {
	out := make([]string, 0, len(reports))
	for _, r := range reports {
		out = append(out, r.Title.In(l))
	}
	return out
}

// dataTable is the long table: one row an observation.
func dataTable(reports []*duizhao.Report) table {
	t := table{
		sheet: SheetData, name: "Data",
		columns: []column{
			prose("报告 Report", 26),
			words("观测 Observation"),
			words("期间 Period"),
			prose("地区 Area", 24),
			words("指标代码 Indicator ID"),
			prose("指标（中文） Indicator (Chinese)", 36),
			prose("指标（英文） Indicator (English)", 44),
			words("角色 Role"),
			words("比较对象 Comparison"),
			words("主体 Body"),
			words("数值 Value"),
			words("数值状态 Value status"),
			words("单位 Unit"),
			words("修饰 Qualifier"),
			words("下限 Low"),
			words("上限 High"),
			prose("精确值 Exact value", 40),
			words("一致性 Agreement"),
			prose("中文原文 Chinese words", 30),
			prose("英文原文 English words", 40),
			words("中文段落 Chinese paragraph"),
			words("英文段落 English paragraph"),
			words("文字识别 OCR"),
			words("置信度 Confidence"),
			words("规则 Rule"),
		},
	}
	for _, r := range reports {
		for i := range r.Observations {
			t.rows = append(t.rows, dataRow(r, &r.Observations[i]))
		}
	}
	return t
}

func dataRow(r *duizhao.Report, o *duizhao.ReportObservation) []cell {
	state, exact := valueState(o)
	return []cell{
		text(r.ID), text(o.ID), text(o.Period), text(o.Area), text(o.Indicator), text(o.Label.Zh), text(o.Label.En),
		text(string(o.Role)), text(o.Comparison), text(o.Body),
		number(o.Value), text(state), text(o.Unit), text(string(o.Qualifier)), number(o.Low), number(o.High), text(exact),
		text(string(o.Agreement)), text(quoted(o.Zh)), text(quoted(o.En)), text(paragraph(o.Zh)), text(paragraph(o.En)), text(recognised(o)),
		share(o.Confidence), text(o.Rule),
	}
}

// spreadsheetDigits is what a cell's double keeps of every decimal number.
const spreadsheetDigits = 15

// valueState says how the value cell stands to the text, and the exact numbers
// where a cell cannot hold them.
func valueState(o *duizhao.ReportObservation) (state, exact string) {
	var long []string
	for _, d := range []duizhao.Decimal{o.Value, o.Low, o.High} {
		if significantDigits(d) > spreadsheetDigits {
			long = append(long, d.String())
		}
	}
	switch {
	case long != nil:
		return valueRounded, strings.Join(long, " ")
	case o.Value.Valid():
		return valueStated, ""
	case o.Low.Valid() || o.High.Valid():
		return valueRange, ""
	}
	return valueMissing, ""
}

func quoted(q *duizhao.Quote) string {
	if q == nil {
		return ""
	}
	return q.Text
}

// recognised returns "ocr" where the figure was read from a picture in either
// language.
func recognised(o *duizhao.ReportObservation) string {
	if o.Zh != nil && o.Zh.OCR || o.En != nil && o.En.OCR {
		return "ocr"
	}
	return ""
}

func paragraph(q *duizhao.Quote) string {
	if q == nil {
		return ""
	}
	return q.Paragraph
}

// unnamedTable lists the figures no rule knows with the whole paragraphs they
// stand in: the work list of who writes rules.
func unnamedTable(reports []*duizhao.Report) table {
	t := table{
		sheet: SheetUnnamed, name: "Unnamed",
		columns: []column{
			prose("报告 Report", 26),
			words("观测 Observation"),
			words("期间 Period"),
			prose("名词短语（中文） Noun phrase (Chinese)", 36),
			prose("名词短语（英文） Noun phrase (English)", 40),
			words("角色 Role"),
			words("主体 Body"),
			words("数值 Value"),
			words("数值状态 Value status"),
			words("单位 Unit"),
			words("修饰 Qualifier"),
			words("一致性 Agreement"),
			prose("中文原文 Chinese words", 30),
			prose("英文原文 English words", 40),
			prose("中文句子 Chinese sentence", 60),
			prose("英文句子 English sentence", 70),
		},
	}
	for _, r := range reports {
		zh, en := newUnits(r.Readings.Zh), newUnits(r.Readings.En)
		for i := range r.Observations {
			o := &r.Observations[i]
			if o.Indicator != "" {
				continue
			}
			state, _ := valueState(o)
			t.rows = append(t.rows, []cell{
				text(r.ID), text(o.ID), text(o.Period), text(o.Label.Zh), text(o.Label.En), text(string(o.Role)), text(o.Body),
				number(o.Value), text(state), text(o.Unit), text(string(o.Qualifier)), text(string(o.Agreement)),
				text(quoted(o.Zh)), text(quoted(o.En)), text(zh.sentenceAround(o.Zh)), text(en.sentenceAround(o.En)),
			})
		}
	}
	return t
}

// findingsTable lists every finding, errors first.
func findingsTable(reports []*duizhao.Report) table {
	t := table{
		sheet: SheetFindings, name: "Findings",
		columns: []column{
			words("严重程度 Severity"),
			words("检查 Check"),
			prose("说明（中文） Message (Chinese)", 50),
			prose("说明（英文） Message (English)", 60),
			prose("中文原文 Chinese words", 40),
			prose("英文原文 English words", 50),
			words("状态 Status"),
			prose("报告 Report", 26),
			words("中文段落 Chinese paragraph"),
			words("英文段落 English paragraph"),
			words("问题编号 Finding ID"),
		},
	}
	type entry struct {
		*duizhao.ReportFinding
		report string
	}
	var all []entry
	for _, r := range reports {
		for i := range r.Findings {
			all = append(all, entry{&r.Findings[i], r.ID})
		}
	}
	slices.SortStableFunc(all, func(a, b entry) int { return cmp.Compare(gravity(a.Severity), gravity(b.Severity)) })
	for _, f := range all {
		t.rows = append(t.rows, []cell{
			severityCell(f.Severity), text(f.Check), text(f.Message.Zh), text(f.Message.En), text(quoted(f.Zh)), text(quoted(f.En)),
			text(findingStates.name(string(f.Status))), text(f.report), text(paragraph(f.Zh)), text(paragraph(f.En)), text(f.ID),
		})
	}
	return t
}

// gravity orders severities, the gravest first; one that is not known comes last.
func gravity(s duizhao.Severity) int {
	i := slices.IndexFunc(severities, func(t term) bool { return t.code == string(s) })
	if i < 0 {
		return len(severities)
	}
	return i
}

func severityCell(s duizhao.Severity) cell {
	looks := [...]style{errorMark, warningMark, infoMark, plain}
	return mark(severities.name(string(s)), looks[gravity(s)])
}

// tally counts a report's findings by gravity, and what is left open.
func tally(r *duizhao.Report) (bySeverity [3]int) {
	for i := range r.Findings {
		if g := gravity(r.Findings[i].Severity); g < len(bySeverity) {
			bySeverity[g]++
		}
	}
	return bySeverity
}

// areaName returns the names of a report's area for people.
func areaName(r *duizhao.Report) string { return both(r.Area) }

func sourceLines(r *duizhao.Report, line func(duizhao.Source) string) string {
	lines := make([]string, 0, len(r.Sources))
	for _, s := range r.Sources {
		lines = append(lines, line(s))
	}
	return strings.Join(lines, "\n")
}

func sourceName(s duizhao.Source) string {
	if s.Pages > 0 {
		return fmt.Sprintf("%s (%s, %d p.)", s.Path, s.Format, s.Pages)
	}
	return fmt.Sprintf("%s (%s)", s.Path, s.Format)
}
