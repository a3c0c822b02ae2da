package export

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"duizhao"
)

// addCover adds the first sheet: what the workbook is, in a few lines. Its last
// line leads to the contents.
func (s *indicators) addCover() error {
	k := s.k
	if err := k.addSheet(SheetCover); err != nil {
		return err
	}
	lines := []cell{mark(both(indicatorsName), title)}
	for _, b := range []duizhao.Bilingual{
		{
			Zh: "由对照（duizhao）从中英文报告中读出；中文和英文各自独立读取，再互相核对。",
			En: "Read by duizhao from reports in Chinese and English; each language is read on its own, then the two are compared.",
		},
		s.total.words(),
		{
			Zh: "引用前请核对原文：每个数值都连到它所在的句子。引文和数值的权利属于报告的发布机构。",
			En: "Check a figure against its sentence before you cite it: every figure leads there. Quotations and figures belong to the reports' publishers.",
		},
	} {
		lines = append(lines, mark(b.Zh, loose), mark(b.En, loose))
	}
	if s.o.Lang == duizhao.English {
		for i := 1; i+1 < len(lines); i += 2 {
			lines[i], lines[i+1] = lines[i+1], lines[i]
		}
	}
	if s.o.Generated != "" {
		lines = append(lines, mark(s.o.Generated, loose))
	}
	lines = append(lines, mark(SheetContents, link))
	var errs []error
	for i, c := range lines {
		at := "A" + strconv.Itoa(i+1)
		errs = append(errs,
			k.file.SetCellStr(SheetCover, at, c.text), k.file.SetCellStyle(SheetCover, at, at, k.styles[c.style]),
			k.file.SetRowHeight(SheetCover, i+1, looks()[c.style].height()+4))
	}
	last := "A" + strconv.Itoa(len(lines))
	return errors.Join(append(errs,
		k.file.SetColWidth(SheetCover, "A", "A", 140),
		k.file.SetCellHyperLink(SheetCover, last, "'"+SheetContents+"'!A1", "Location"))...)
}

// totals counts what a run holds.
type totals struct {
	reports, observations, named int
	findings                     [3]int
}

func (t *totals) add(r *duizhao.Report) {
	t.reports++
	t.observations += len(r.Observations)
	for i := range r.Observations {
		if r.Observations[i].Indicator != "" {
			t.named++
		}
	}
	for i, n := range tally(r) {
		t.findings[i] += n
	}
}

func (t *totals) words() duizhao.Bilingual {
	return duizhao.Bilingual{
		Zh: fmt.Sprintf("报告 %d 份；观测值 %d 个，其中 %d 个有指标名；问题：错误 %d、警告 %d、提示 %d。",
			t.reports, t.observations, t.named, t.findings[0], t.findings[1], t.findings[2]),
		En: fmt.Sprintf("Reports: %d. Observations: %d, %d of them with an indicator's name. Findings: %d errors, %d warnings, %d for information.",
			t.reports, t.observations, t.named, t.findings[0], t.findings[1], t.findings[2]),
	}
}

// contentsSheet lists the sheets of the workbook.
func contentsSheet() *sheet {
	return &sheet{
		name: SheetContents, table: "Contents", color: grey,
		title: duizhao.Bilingual{Zh: "目录", En: "Contents"},
		about: duizhao.Bilingual{Zh: "点击表名跳转。", En: "Click a name to go there."},
		columns: []column{
			{heading: "工作表 Sheet", style: jump, min: 26},
			words("标题（中文） Title (Chinese)"),
			words("标题（英文） Title (English)"),
			prose("内容 Content", 130),
			words("行数 Rows"),
		},
	}
}

// addContents lists sheets and, where a table goes on, its further ones.
func addContents(t *sheet, sheets []*sheet, l duizhao.Lang) error {
	for _, s := range sheets {
		pages := s.pages
		if len(pages) == 0 {
			pages = []*leaf{{name: s.name, rows: s.drawings}}
		}
		for _, p := range pages {
			_, err := t.add([]cell{
				{text: p.name, link: "'" + p.name + "'!A1"}, {text: s.title.Zh}, {text: s.title.En}, {text: s.about.In(l)}, count(p.rows),
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func reportsSheet() *sheet {
	return &sheet{
		name: SheetReports, table: "Reports", frozen: 1, color: grey,
		title: duizhao.Bilingual{Zh: "报告", En: "Reports"},
		about: duizhao.Bilingual{
			Zh: "读入的报告及其文件、观测值数和问题数。", En: "The reports that were read, their files, and how many observations and findings each has.",
		},
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
			words("读取问题 Problems"),
			prose("文件 Files", 50),
			prose("文件校验值 SHA-256", 68),
		},
	}
}

func reportRow(r *duizhao.Report) []cell {
	n := tally(r)
	return []cell{
		{text: r.ID}, {text: r.Title.Zh}, {text: r.Title.En}, {text: r.Period}, {text: both(r.Area)}, {text: languagesOf(r)},
		count(len(r.Observations)), count(n[0]), count(n[1]), count(n[2]), count(len(r.Problems)),
		{text: sourceLines(r, sourceName)}, {text: sourceLines(r, func(s duizhao.Source) string { return s.SHA256 })},
	}
}

// tally counts a report's findings by gravity.
func tally(r *duizhao.Report) (bySeverity [3]int) {
	for i := range r.Findings {
		if g := gravity(r.Findings[i].Severity); g < len(bySeverity) {
			bySeverity[g]++
		}
	}
	return bySeverity
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
