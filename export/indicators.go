package export

import (
	"errors"
	"io"
	"math"
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

// The sheets of the workbook Indicators writes that are not named elsewhere.
const (
	SheetCover    = "封面 Cover"
	SheetContents = "目录 Contents"
	SheetNotes    = "说明 Notes"
	SheetReports  = "报告 Reports"
	SheetData     = "数据 Data"
	SheetFindings = "问题 Findings"
	SheetUnnamed  = "未识别 Unnamed"
)

// indicators writes the workbook. Rows of observations, sentences and reports go
// to their sheets as they come; figures is what is kept of them, and findings wait
// in a file, since errors are to come first.
type indicators struct {
	w io.Writer
	o Options
	k *book

	reports, data, unnamed, sentences *sheet
	figures                           *figures
	findings                          *findingSpool
	domains                           *classifier
	domainNames                       []string
	units                             map[string]int // how many observations each has
	total                             totals
	row                               []cell   // of one observation, written before the next one's
	made                              []*sheet // at the end, over all reports
	failed                            bool
}

func newIndicators(w io.Writer, o Options) (duizhao.Sink, error) {
	k, err := newBook(properties{title: both(indicatorsName), lang: o.Lang})
	if err != nil {
		return nil, err
	}
	s := &indicators{
		w: w, o: o, k: k,
		reports: k.start(reportsSheet()), data: k.start(dataSheet()), unnamed: k.start(unnamedSheet()), sentences: k.start(evidenceSheet()),
		figures: newFigures(), findings: &findingSpool{}, domains: newClassifier(), units: map[string]int{},
	}
	for _, d := range s.domains.domains {
		s.domainNames = append(s.domainNames, both(d.name))
	}
	return s, nil
}

var indicatorsName = duizhao.Bilingual{Zh: "指标汇编", En: "Indicators"}

// Indicators writes a workbook (.xlsx) over all reports of a run, which are given
// by ascending id: see the notes it carries, and docs/workbook.md. It follows the
// spreadsheet guidance of the UK Government Analysis Function: one table a sheet,
// no merged cells, numbers as numbers, missing values empty with a column that
// says why.
func Indicators(w io.Writer, reports []*duizhao.Report, o Options) error {
	s, err := newIndicators(w, o)
	if err != nil {
		return err
	}
	for _, r := range reports {
		if err := s.Add(r); err != nil {
			return errors.Join(err, s.Close())
		}
	}
	return s.Close()
}

// Add writes what the sheets hold of one report.
func (s *indicators) Add(r *duizhao.Report) error {
	err := s.add(r)
	s.failed = s.failed || err != nil
	return err
}

func (s *indicators) add(r *duizhao.Report) error {
	s.total.add(r)
	s.figures.begin(r)
	if _, err := s.reports.add(reportRow(r)); err != nil {
		return err
	}
	e := newEvidence(s.sentences, r)
	for i := range r.Observations {
		if err := s.observe(e, &r.Observations[i]); err != nil {
			return err
		}
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		c, err := e.cite(f.Zh, f.En)
		if err == nil {
			err = s.findings.add(r.ID, f, c)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *indicators) observe(e *evidence, o *duizhao.ReportObservation) error {
	c, err := e.cite(o.Zh, o.En)
	if err != nil {
		return err
	}
	s.units[o.Unit]++
	field := ""
	if o.Indicator != "" {
		field = s.domainNames[s.domains.place(o.Indicator, o.Body)]
	}
	s.row = dataRow(s.row[:0], e.report, o, field, c)
	row, err := s.data.add(s.row)
	if err != nil {
		return err
	}
	if o.Indicator == "" {
		s.row = unnamedRow(s.row[:0], e, o, c)
		_, err = s.unnamed.add(s.row)
		return err
	}
	s.figures.add(o, row, c.number)
	return nil
}

// Close writes the sheets over all reports and the file, unless a report failed.
func (s *indicators) Close() error {
	if s.failed {
		return errors.Join(s.discard(), s.k.file.Close())
	}
	err := s.assemble()
	if err != nil {
		return errors.Join(err, s.discard(), s.k.file.Close())
	}
	return s.k.write(s.w)
}

// discard removes temporary files where nothing is to be written.
func (s *indicators) discard() error {
	errs := []error{s.findings.remove()}
	for _, t := range append([]*sheet{s.reports, s.data, s.unnamed, s.sentences, s.k.rest}, s.made...) {
		if t != nil && !t.finished {
			t.finished = true
			errs = append(errs, t.discard())
		}
	}
	for _, p := range s.k.rows {
		errs = append(errs, p.remove())
	}
	return errors.Join(errs...)
}

// dataSheet is the long table: one row an observation.
func dataSheet() *sheet {
	short := func(heading string, most float64) column { return column{heading: heading, max: most, style: plain} }
	return &sheet{
		name: SheetData, table: "Data", bare: true, color: "7F7F7F",
		title: duizhao.Bilingual{Zh: "长表", En: "Long table"},
		about: duizhao.Bilingual{Zh: "每行一个观测值，附原文、页码、规则和置信度", En: "one row an observation, with its words, pages, rule and confidence"},
		columns: []column{
			short("报告 Report", 30),
			words("观测 Observation"),
			words("期间 Period"),
			short("地区 Area", 24),
			words("指标代码 Indicator ID"),
			short("指标（中文） Indicator (Chinese)", 40),
			short("指标（英文） Indicator (English)", 50),
			short("领域 Domain", 40),
			words("角色 Role"),
			words("比较对象 Comparison"),
			words("主体 Body"),
			words("数值 Value"),
			words("数值状态 Value status"),
			words("单位 Unit"),
			words("修饰 Qualifier"),
			words("下限 Low"),
			words("上限 High"),
			short("精确值 Exact value", 40),
			words("一致性 Agreement"),
			short("中文原文 Chinese words", 30),
			short("英文原文 English words", 40),
			{heading: "原文句子 Sentence", style: jump, function: true},
			words("中文页 Chinese page"),
			words("英文页 English page"),
			words("中文段落 Chinese paragraph"),
			words("英文段落 English paragraph"),
			words("文字识别 OCR"),
			words("置信度 Confidence"),
			words("规则 Rule"),
		},
	}
}

// dataRow appends the row of o.
func dataRow(row []cell, r *duizhao.Report, o *duizhao.ReportObservation, field string, c citation) []cell {
	state, exact := valueState(o)
	row = appendTexts(row, r.ID, o.ID, o.Period, o.Area, o.Indicator, o.Label.Zh, o.Label.En, field, string(o.Role), o.Comparison, o.Body)
	row = appendTexts(append(row, number(o.Value)), state, o.Unit, string(o.Qualifier))
	row = appendTexts(append(row, number(o.Low), number(o.High)), exact, string(o.Agreement), quoted(o.Zh), quoted(o.En))
	row = append(row, cell{text: c.label, link: c.link}, pageCell(c.zhPage), pageCell(c.enPage))
	row = append(appendTexts(row, paragraph(o.Zh), paragraph(o.En), recognised(o)), share(o.Confidence))
	return appendTexts(row, o.Rule)
}

func appendTexts(row []cell, texts ...string) []cell {
	for _, s := range texts {
		row = append(row, cell{text: s})
	}
	return row
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
	case o.Value.Valid() && !fits(o.Value):
		return valueBeyond, o.Value.String()
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

// unnamedSheet lists the figures no rule knows with the sentences they stand in:
// the work list of who writes rules.
func unnamedSheet() *sheet {
	return &sheet{
		name: SheetUnnamed, table: "Unnamed", color: orange,
		title: duizhao.Bilingual{Zh: "未识别的数值", En: "Unnamed figures"},
		about: duizhao.Bilingual{
			Zh: "没有规则认识的数值，按原文名词短语列出（长表中也有）。",
			En: "Figures no rule knows, under the noun phrase they stand with (they are in the long table too).",
		},
		columns: []column{
			prose("报告 Report", 26),
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
			prose("中文原文 Chinese words", 24),
			prose("英文原文 English words", 34),
			{heading: "原文句子 Sentence", style: jump, function: true},
			prose("中文句子 Chinese sentence", 60),
			prose("英文句子 English sentence", 70),
			words("观测 Observation"),
		},
	}
}

// unnamedRow appends the row of o.
func unnamedRow(row []cell, e *evidence, o *duizhao.ReportObservation, c citation) []cell {
	state, _ := valueState(o)
	row = append(appendTexts(row, e.report.ID, o.Period, o.Label.Zh, o.Label.En, string(o.Role), o.Body), number(o.Value))
	row = appendTexts(row, state, o.Unit, string(o.Qualifier), string(o.Agreement), quoted(o.Zh), quoted(o.En))
	row = append(row, cell{text: c.label, link: c.link})
	return appendTexts(row, e.zh.sentenceAround(o.Zh), e.en.sentenceAround(o.En), o.ID)
}

// fits reports whether a cell can hold d at all.
func fits(d duizhao.Decimal) bool { return math.Abs(d.Float()) < 1e307 }

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
