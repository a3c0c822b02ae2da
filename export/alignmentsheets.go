package export

import (
	"cmp"
	"strings"

	"duizhao"
)

// SheetHelp is the sheet of the workbook Alignment writes that tells how to edit it.
const SheetHelp = "说明 Help"

// helpTable tells a translator all that is needed, in both languages.
func helpTable() table {
	t := table{
		sheet: SheetHelp, name: "Help",
		columns: []column{prose("怎样校订", 70), prose("How to edit", 90)},
	}
	for _, l := range []duizhao.Bilingual{
		{Zh: "一、只在绿色标题的列里填写；其他列受保护，不设密码。排序前请先撤销保护（审阅 → 撤销工作表保护）；筛选、加列、改列序、改表名都可以。",
			En: "1. Write only in the columns with a green heading; the others are protected, without a password. Unprotect the sheet before you sort it (Review → Unprotect Sheet). You may filter, add and move columns, and rename sheets."},
		{Zh: "二、对齐有误时改单元号：把 en14 从一行剪切到另一行即移动；一格写 zh12 zh13 即合并；拆分时把一部分单元号写到表格下方的空行。每个单元号只写一次，文字不必跟着搬。对齐无误时状态选 confirmed。",
			En: "2. Where the alignment is wrong, change the unit numbers: move en14 to another row; merge by writing zh12 zh13 in one cell; split by writing some of the numbers in an empty row below the table. Write each number once; the texts need not move with them. Where it is right, choose the status confirmed."},
		{Zh: "三、文字有误时直接改“段落”表中的中文或英文：原文不变，改动存为订正；恢复原文即撤销订正。",
			En: "3. Where a text is wrong, change it in the sheet of paragraphs: the original stays and your text is kept beside it as a correction. Put the original back to withdraw it."},
		{Zh: "四、问题属实选 accepted，不是问题选 dismissed。“问题处理”列管本行全部问题；要分别处理，用“问题”表。批注随意写。",
			En: "4. Choose accepted where a finding is right, dismissed where it is not. The column Decision is for all findings of its row; the sheet of findings has each alone. Comments are free."},
		{Zh: "五、存盘（.xlsx）后运行 duizhao import OUT 文件.xlsx，程序按编号读回，逐条说明哪些采纳、哪些没有以及原因。请勿删除隐藏的工作表。",
			En: "5. Save as .xlsx and run duizhao import OUT FILE.xlsx: it takes the edits back by id and says what was taken, what was not and why. Do not delete the hidden sheet."},
	} {
		t.rows = append(t.rows, []cell{text(l.Zh), text(l.En)})
	}
	return t
}

// decisionsTable lists the findings of r one by one, to be decided.
func (s *sideBySide) decisionsTable(r *duizhao.Report, base *base) table {
	t := table{
		sheet: SheetFindings, name: "Findings", protected: true, offers: []offer{{5, findingStates}},
		columns: []column{
			words("程度 Severity"), words("检查 Check"), prose("说明 Message", 60),
			prose("中文 Chinese", 40), prose("英文 English", 50),
			{heading: headStatus, min: 12, style: openShort},
			{heading: headComment, min: 40, max: 40, style: openText},
			words("单元 Units"),
			{heading: headFinding, style: quiet},
		},
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		t.rows = append(t.rows, []cell{
			severityCell(f.Severity), text(f.Check), text(f.Message.In(s.lang)),
			text(s.zh.sentenceAround(f.Zh)), text(s.en.sentenceAround(f.En)),
			text(string(f.Status)), text(f.Comment),
			text(strings.TrimSpace(s.zh.placeOf(f.Zh) + " " + s.en.placeOf(f.En))), text(f.ID),
		})
		base.finding(f)
	}
	return t
}

// placeOf returns the number of the paragraph that q quotes.
func (n *lane) placeOf(q *duizhao.Quote) string {
	if q == nil {
		return ""
	}
	return cmp.Or(n.numbers[q.Paragraph], q.Paragraph)
}

// notes tell of a row, on the text that is concerned, what was found there, and what
// the original said where the cell shows a correction.
func (s *sideBySide) notes(r sideRow, row int) []note {
	var out []note
	for _, side := range []struct {
		lane  *lane
		units []unit
		quote func(*duizhao.ReportFinding) *duizhao.Quote
		at    int
	}{
		{s.zh, r.zh, func(f *duizhao.ReportFinding) *duizhao.Quote { return f.Zh }, atZhText},
		{s.en, r.en, func(f *duizhao.ReportFinding) *duizhao.Quote { return f.En }, atEnText},
	} {
		var told []*duizhao.ReportFinding
		for _, f := range r.findings {
			if q := side.quote(f); q != nil && side.lane.points(side.units, q) {
				told = append(told, f)
			}
		}
		said := s.told(told).text
		if r.cells[side.at].style == correctedText {
			original := make([]string, len(side.units))
			for i, u := range side.units {
				original[i] = side.lane.text(u)
			}
			said = strings.TrimSpace(said + "\n原文 Original: " + strings.Join(original, "\n"))
		}
		if said != "" {
			out = append(out, noteOf(side.at, row, said))
		}
	}
	return out
}

// points reports whether q stands in one of the units.
func (n *lane) points(side []unit, q *duizhao.Quote) bool {
	for _, u := range side {
		if u.overlaps(q) {
			return true
		}
	}
	return false
}
