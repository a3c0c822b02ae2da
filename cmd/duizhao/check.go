package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"duizhao"
	"duizhao/pipeline"
	"duizhao/pipeline/check"
)

// checkFlags are the options of `duizhao check`.
type checkFlags struct {
	checking
	info   bool
	format string
}

func newCheck(u *ui) *cobra.Command {
	var f checkFlags
	c := &cobra.Command{
		Use:   "check ZH [EN]",
		Short: u.say("核对一份报告，在终端列出不一致之处", "check one report and print where its languages disagree"),
		Long: u.say("核对一份报告：一个含两种语言的文件，或中英文各一个文件。\n每条发现给出两种语言的原文，标出所指之处，并说明理由。检查项目：\n",
			"Checks one report: one file with both languages, or one file for each. Every finding\nshows both texts with the spot marked, and the reason. The checks:\n") + u.checkList(),
		Example: "  duizhao check report.zh.txt report.en.txt\n  duizhao check bilingual.txt --fail-on error",
		Args:    cobra.RangeArgs(1, 2),
		RunE:    func(cmd *cobra.Command, args []string) error { return u.check(cmd, args, &f) },
	}
	checkingFlags(u, c, &f.checking)
	c.Flags().SetNormalizeFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		if name == onlyChecksFlag {
			name = "only"
		}
		return pflag.NormalizedName(name)
	})
	c.Flags().BoolVar(&f.info, "info", false, u.say("也列出仅供参考的发现", "also print findings that are information only"))
	c.Flags().StringVar(&f.format, "format", "text", u.say("输出形式：text、github 或 sarif", "how findings are printed: text, github or sarif"))
	return c
}

// checkList is the table of checks for the help text.
func (u *ui) checkList() string {
	var b strings.Builder
	for _, k := range check.Checks() {
		b.WriteString("\n  " + k.ID + strings.Repeat(" ", max(1, 14-len(k.ID))) + k.Finds.In(u.lang))
	}
	return b.String()
}

func (u *ui) check(cmd *cobra.Command, files []string, f *checkFlags) error {
	c, err := configure(cmd)
	if err != nil {
		return err
	}
	options, err := u.pipelineOptions(c, &f.checking)
	if err != nil {
		return err
	}
	if !slices.Contains(findingFormats, f.format) {
		return u.badFlag("format", f.format, findingFormats...)
	}
	p, err := u.newPipeline(options)
	if err != nil {
		return err
	}
	b, err := p.Run(pipeline.Source{ID: "check", Files: files})
	if err != nil {
		return err
	}
	r := b.Report()
	if r.Readings.Zh == nil || r.Readings.En == nil {
		u.notef("%s\n", u.say("只有一种语言，只核对了这一种语言之内的数字", "one language only: the figures were checked within it"))
	}
	return u.findings(r, f)
}

func (u *ui) knownChecks(lists ...[]string) error {
	var ids []string
	known := map[string]bool{}
	for _, k := range check.Checks() {
		ids = append(ids, k.ID)
		known[k.ID] = true
	}
	for _, list := range lists {
		for _, id := range list {
			if !known[id] {
				return u.badFlag("only/--disable", id, ids...)
			}
		}
	}
	return nil
}

// findings prints r's findings in the form asked for and turns them into an exit
// code.
func (u *ui) findings(r *duizhao.Report, f *checkFlags) error {
	n := map[duizhao.Severity]int{}
	var shown []*duizhao.ReportFinding
	for i := range r.Findings {
		k := &r.Findings[i]
		n[k.Severity]++
		if k.Severity != duizhao.SeverityInfo || f.info {
			shown = append(shown, k)
		}
	}
	switch f.format {
	case "github":
		u.github(r, shown)
	case "sarif":
		if err := u.sarif(r, shown); err != nil {
			return err
		}
	default:
		for _, k := range shown {
			u.finding(r, k)
		}
		u.printf(u.say("错误 %d，警告 %d，供参考 %d\n", "%d errors, %d warnings, %d for information\n"),
			n[duizhao.SeverityError], n[duizhao.SeverityWarning], n[duizhao.SeverityInfo])
	}
	if reaches(n, duizhao.Severity(f.failOn)) {
		return exit(exitFindings)
	}
	return nil
}

// reaches reports whether any of n findings is at least as severe as worst.
func reaches(n map[duizhao.Severity]int, worst duizhao.Severity) bool {
	switch worst {
	case duizhao.SeverityError:
		return n[duizhao.SeverityError] > 0
	case duizhao.SeverityWarning:
		return n[duizhao.SeverityError]+n[duizhao.SeverityWarning] > 0
	case duizhao.SeverityInfo:
		return n[duizhao.SeverityError]+n[duizhao.SeverityWarning]+n[duizhao.SeverityInfo] > 0
	}
	return false
}

// severities gives each severity its colour and its word in both languages.
var severities = map[duizhao.Severity]struct {
	color string
	word  duizhao.Bilingual
}{
	duizhao.SeverityError:   {red, duizhao.Bilingual{Zh: "错误", En: "error"}},
	duizhao.SeverityWarning: {yellow, duizhao.Bilingual{Zh: "警告", En: "warning"}},
	duizhao.SeverityInfo:    {blue, duizhao.Bilingual{Zh: "供参考", En: "info"}},
}

// excerptColumns is how much of each text a finding shows.
const excerptColumns = 84

func (u *ui) finding(r *duizhao.Report, f *duizhao.ReportFinding) {
	s := severities[f.Severity]
	u.printf("%s %s\n", u.paint(s.color, s.word.In(u.lang)+"["+f.Check+"]:"), u.paint(bold, strings.Map(flatten, f.Message.In(u.lang))))
	for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		if q := quoteIn(f, l); q != nil {
			u.quote(r, l, q, s.color)
		}
	}
	u.printf("\n")
}

func quoteIn(f *duizhao.ReportFinding, l duizhao.Lang) *duizhao.Quote {
	if l == duizhao.Chinese {
		return f.Zh
	}
	return f.En
}

// quote prints a place with its file and line, and marks the spot below it.
func (u *ui) quote(r *duizhao.Report, l duizhao.Lang, q *duizhao.Quote, color string) {
	p, ok := placeOf(r, l, q)
	if !ok {
		return
	}
	e := cut(p.text, q.Start, q.End, excerptColumns)
	u.printf("  %s\n", u.paint(faint, u.where(p)))
	u.printf("  %s | %s%s%s\n", l, e.before, u.paint(color, e.marked), e.after)
	u.printf("     | %s%s\n", strings.Repeat(" ", columns(e.before)), u.paint(color, strings.Repeat("^", max(1, columns(e.marked)))))
}

// spot is where a paragraph stands in its file.
type spot struct {
	file  string
	lines [2]int // 0 where the format has no lines
	page  int    // 0 where the format has no pages
	text  string // of the paragraph
	nth   int    // which paragraph of its language it is, from 1
}

// where names the file with the line or page, and the paragraph.
func (u *ui) where(s spot) string {
	file := s.file
	switch {
	case s.lines[0] > 0:
		file += ":" + itoa(s.lines[0])
	case s.page > 0:
		file += u.say("，第 "+itoa(s.page)+" 页", ", page "+itoa(s.page))
	}
	return file + u.say("，第 "+itoa(s.nth)+" 段", ", paragraph "+itoa(s.nth))
}

// placeOf finds where q stands.
func placeOf(r *duizhao.Report, l duizhao.Lang, q *duizhao.Quote) (spot, bool) {
	rd := r.Readings.In(l)
	if q == nil || rd == nil {
		return spot{}, false
	}
	i := slices.IndexFunc(rd.Paragraphs, func(p duizhao.ReportParagraph) bool { return p.ID == q.Paragraph })
	if i < 0 {
		return spot{}, false
	}
	s := spot{lines: rd.Paragraphs[i].Lines, page: rd.Paragraphs[i].Page, text: rd.Paragraphs[i].Text, nth: i + 1}
	for _, src := range r.Sources {
		if slices.Contains(src.Languages, l) {
			s.file = src.Path
		}
	}
	return s, true
}

// findingPlace returns where a finding is to be mended: in the translation, or
// where that has no place, in the original.
func findingPlace(r *duizhao.Report, f *duizhao.ReportFinding) (spot, bool) {
	if s, ok := placeOf(r, duizhao.English, f.En); ok {
		return s, true
	}
	return placeOf(r, duizhao.Chinese, f.Zh)
}
