package export

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"duizhao"
)

// findingSpool keeps findings by severity until the last report: the errors of all
// reports come first in their sheet. They wait in temporary files.
type findingSpool struct {
	lanes [5]spill // by gravity, in JSON; what is not known comes last
	disk  disk
}

// spooled is a finding as it waits.
type spooled struct {
	Report      string
	Finding     *duizhao.ReportFinding
	Label, Link string
	ZhPage      int
	EnPage      int
}

func (s *findingSpool) add(report string, f *duizhao.ReportFinding, c citation) error {
	lane := &s.lanes[min(gravity(f.Severity), len(s.lanes)-1)]
	lane.disk = &s.disk
	return json.NewEncoder(lane).Encode(spooled{report, f, c.label, c.link, c.zhPage, c.enPage})
}

// each calls do for every finding, the gravest first, else as they came.
func (s *findingSpool) each(do func(*spooled) error) error {
	for i := range s.lanes {
		d := json.NewDecoder(bufio.NewReader(s.lanes[i].reader()))
		for {
			var f spooled
			err := d.Decode(&f)
			if err == nil {
				err = do(&f)
			} else if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *findingSpool) remove() error {
	var errs []error
	for i := range s.lanes {
		errs = append(errs, s.lanes[i].remove())
	}
	return errors.Join(errs...)
}

func findingsSheet() *sheet {
	return &sheet{
		name: SheetFindings, table: "Findings", color: red,
		title: duizhao.Bilingual{Zh: "问题", En: "Findings"},
		about: duizhao.Bilingual{
			Zh: "中英文不一致之处和其他问题，错误在前。",
			En: "Where the languages disagree, and other findings, errors first.",
		},
		columns: []column{
			words("严重程度 Severity"),
			words("检查 Check"),
			prose("说明（中文） Message (Chinese)", 50),
			prose("说明（英文） Message (English)", 60),
			prose("中文原文 Chinese words", 40),
			prose("英文原文 English words", 50),
			{heading: "原文句子 Sentence", style: jump, function: true},
			words("中文页 Chinese page"),
			words("英文页 English page"),
			words("状态 Status"),
			prose("报告 Report", 26),
			words("问题编号 Finding ID"),
		},
	}
}

func (f *spooled) row() []cell {
	r := f.Finding
	severity := severityCell(r.Severity)
	return []cell{
		severity, {text: r.Check}, {text: r.Message.Zh}, {text: r.Message.En}, {text: quoted(r.Zh)}, {text: quoted(r.En)},
		{text: f.Label, link: f.Link}, pageCell(f.ZhPage), pageCell(f.EnPage),
		{text: findingStates.name(string(r.Status))}, {text: f.Report}, {text: r.ID},
	}
}

// SheetArithmetic holds what figures say about one another.
const SheetArithmetic = "算术 Arithmetic"

// arithmeticCheck is the check whose findings are shown there.
const arithmeticCheck = "arithmetic"

func arithmeticSheet() *sheet {
	return &sheet{
		name: SheetArithmetic, table: "Arithmetic", frozen: 1, color: red,
		title: duizhao.Bilingual{Zh: "算术关系", En: "Arithmetic"},
		about: duizhao.Bilingual{
			Zh: "数值之间的关系：报告所写增长率与由数值算出的增长率，以及算术检查发现的问题（不一致的在前）。",
			En: "How figures stand to one another: growth as stated beside growth as calculated, and what the check of arithmetic found; what does not fit comes first.",
		},
		columns: []column{
			prose("指标 Indicator", 44),
			words("结果 Result"),
			words("关系 Relation"),
			words("主体 Body"),
			prose("地区 Area", 24),
			words("期间 Period"),
			words("所写（%） Stated (%)"),
			words("算得（%） Calculated (%)"),
			words("相差（百分点） Difference (points)"),
			prose("算法 Calculation", 60),
			{heading: "原文句子 Sentence", max: 30, style: jump},
			words("报告 Report"),
		},
	}
}

// findingRow shows a finding of the check of arithmetic in the arithmetic sheet.
func (f *spooled) arithmeticRow(l duizhao.Lang) []cell {
	words := strings.Trim(quoted(f.Finding.Zh)+"\n"+quoted(f.Finding.En), "\n")
	return []cell{
		{text: words}, mark("不符 off", errorMark), {text: "检查 check"}, {}, {}, {}, {}, {}, {},
		{text: f.Finding.Message.In(l)}, {text: f.Label, link: f.Link}, {text: f.Report},
	}
}
