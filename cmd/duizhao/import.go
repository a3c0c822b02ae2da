package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"duizhao"
	"duizhao/export"
	"duizhao/internal/decisionfile"
	"duizhao/pipeline"
	"duizhao/pipeline/batch"
)

// importFlags are the options of `duizhao import`.
type importFlags struct {
	rules []string
	terms string
	dry   bool
}

func newImport(u *ui) *cobra.Command {
	var f importFlags
	c := &cobra.Command{
		Use:   "import OUT FILE.xlsx...",
		Short: u.say("把译者在对照工作簿中的校订读回 OUT", "take a translator's edits of an alignment workbook back into OUT"),
		Long: u.say(
			"读取译者改过的 alignment/<编号>.xlsx（Excel、LibreOffice、WPS 存盘均可，行可排序、筛选，列可增可移），\n按编号而不按位置取回改动：单元的移动、合并、拆分，确认，批注，问题的采纳和排除，文字订正；\n写入 decisions/<编号>.json，并重写该报告的 JSON 和对照工作簿。与较新文字或他人决定冲突的改动不采纳，逐条列出。\n有改动未采纳时退出码为 3。",
			"Reads workbooks alignment/<id>.xlsx that a translator has edited, saved by Excel, LibreOffice or\nWPS, with rows sorted or filtered and columns added or moved. Edits are taken by id, never by\nposition: units moved, merged and split, beads confirmed, comments, findings accepted or dismissed,\ntexts corrected. They go to decisions/<id>.json, and the report's JSON and alignment workbook are\nwritten again. What conflicts with a newer text or with what was decided meanwhile is not taken but\nlisted. Exit code 3 where some edits were not taken."),
		Example: "  duizhao import out alignment-edited.xlsx\n  duizhao import out *.xlsx --dry-run",
		Args:    cobra.MinimumNArgs(2),
		RunE:    func(_ *cobra.Command, args []string) error { return u.importEdits(args[0], args[1:], f) },
	}
	c.Flags().StringSliceVar(&f.rules, "rules", nil, u.say("运行时另加的指标规则文件夹", "folder of further indicator rules, as in the run"))
	lexiconFlag(u, c, &f.terms)
	c.Flags().BoolVar(&f.dry, "dry-run", false, u.say("只列出改动，什么也不写", "only list the edits, write nothing"))
	return c
}

// importEdits takes the edits of files into out. Files of one report count together.
func (u *ui) importEdits(out string, files []string, f importFlags) error {
	books, ids, err := readBooks(files)
	if err != nil {
		return err
	}
	if _, err := reportIDs(out); err != nil {
		return err
	}
	p, err := u.newPipeline(pipeline.Options{RuleDirs: f.rules, Lexicon: f.terms})
	if err != nil {
		return err
	}
	refused := 0
	for _, id := range ids {
		n, err := u.importReport(p, out, id, books[id], f.dry)
		if err != nil {
			return err
		}
		refused += n
	}
	if refused > 0 {
		return exit(exitSome)
	}
	return nil
}

// readBooks reads the workbooks, by the reports they are of, and lists the reports in
// the order of the files.
func readBooks(files []string) (books map[string][]*export.EditedAlignment, ids []string, err error) {
	books = map[string][]*export.EditedAlignment{}
	for _, path := range files {
		b, err := os.ReadFile(path)
		if err != nil {
			return nil, nil, err
		}
		e, err := export.ReadAlignment(bytes.NewReader(b), path)
		if err != nil {
			return nil, nil, err
		}
		if books[e.Report] == nil {
			ids = append(ids, e.Report)
		}
		books[e.Report] = append(books[e.Report], e)
	}
	return books, ids, nil
}

// errDry leaves the decisions as they are.
var errDry = errors.New("dry run")

// importReport takes the edits of one report's workbooks and returns how many were
// not taken.
func (u *ui) importReport(p *pipeline.Pipeline, out, id string, books []*export.EditedAlignment, dry bool) (refused int, err error) {
	path := filepath.Join(out, jsonPath(id))
	stored, err := reportOf(path, id, out)
	if err != nil {
		return 0, err
	}
	var edits []export.Edit
	var after *duizhao.Report
	err = decisionfile.Update(out, id, func(d *duizhao.Decisions) error {
		// The report as it is with all that was decided up to now, by the review page too.
		edits = export.MergeAlignments(p.Redo(stored, d), d, books...)
		after = p.Redo(stored, d)
		if dry {
			return errDry
		}
		return nil
	})
	if err != nil && !errors.Is(err, errDry) {
		return 0, err
	}
	refused = u.account(id, edits, dry)
	if dry || refused == len(edits) {
		return refused, nil
	}
	u.leftAside(after)
	return refused, u.rewrite(out, after, books, refused)
}

// reportOf reads the result of report id.
func reportOf(path, id, out string) (*duizhao.Report, error) {
	if id == "" || id != filepath.Base(id) || id == "." || id == ".." {
		return nil, &duizhao.Error{Stage: "import", Code: "id", Text: duizhao.Bilingual{
			Zh: fmt.Sprintf("工作簿的报告编号 %q 不能是文件名", id), En: fmt.Sprintf("the workbook's report id %q cannot be a file's name", id),
		}}
	}
	r, err := readReport(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, &duizhao.Error{Stage: "import", Code: "no_report", Path: path, Text: duizhao.Bilingual{
			Zh: fmt.Sprintf("%s 中没有工作簿所属的报告 %s；请指定写出它的结果文件夹", out, id),
			En: fmt.Sprintf("%s has no report %s, of which the workbook is; name the folder of the run that wrote it", out, id),
		}}
	}
	return r, err
}

// account says what was taken and what was not, and returns how many were not.
func (u *ui) account(id string, edits []export.Edit, dry bool) (refused int) {
	for i := range edits {
		e := &edits[i]
		where := fmt.Sprintf(u.say("%s “%s”第 %d 行", "%s, sheet %q, row %d"), e.File, e.Sheet, e.Row)
		if e.Taken() {
			u.printf("%s  %s: %s\n", u.say("采纳", "taken    "), where, oneLine(e.What.In(u.lang)))
			continue
		}
		refused++
		u.printf("%s  %s: %s\n%s%s\n", u.paint(red, u.say("未采纳", "not taken")), where, oneLine(e.What.In(u.lang)), "           ", oneLine(e.Refused.In(u.lang)))
	}
	u.printf(u.say("%s  采纳 %d 处，未采纳 %d 处%s\n", "%s  %d edits taken, %d not taken%s\n"), id, len(edits)-refused, refused,
		map[bool]string{true: u.say("（试运行，什么也没写）", " (dry run, nothing was written)")}[dry])
	return refused
}

func oneLine(s string) string { return strings.Join(strings.Fields(strings.Map(flatten, s)), " ") }

// leftAside says which decisions no longer fit.
func (u *ui) leftAside(r *duizhao.Report) {
	for _, p := range r.Problems {
		if p.Stage == "decisions" {
			u.notef("%s: %s\n", r.ID, oneLine(p.Message))
		}
	}
}

// rewrite writes the files of the report again and says which files over all reports
// still show what was before. A workbook that was edited in its place and holds edits
// that were not taken stays, so that they are not lost.
func (u *ui) rewrite(out string, r *duizhao.Report, books []*export.EditedAlignment, refused int) error {
	o := export.Options{Lang: u.lang}
	var others []string
	for _, f := range export.Formats() {
		path := filepath.Join(out, filepath.FromSlash(f.Path(r.ID)))
		_, missing := os.Stat(path)
		switch {
		case f.Name != "json" && f.Name != "alignment":
			if missing == nil {
				others = append(others, f.Name)
			}
			continue
		case f.Name == "alignment" && refused > 0 && slices.ContainsFunc(books, func(b *export.EditedAlignment) bool { return sameFile(b.File, path) }):
			u.notef(u.say("%s 含有未采纳的改动，未重写；处理后请运行 duizhao export %s -f alignment\n", "%s holds edits that were not taken and is left as it is; then run duizhao export %s -f alignment\n"), path, out)
			continue
		}
		if err := batch.WriteFile(path, func(w io.Writer) error { return f.Report(w, r, o) }); err != nil {
			return err
		}
	}
	if len(others) > 0 {
		u.printf(u.say("以下文件仍是校订前的内容，可重写：duizhao export %s -f %s\n", "these files still show what was before; write them again with: duizhao export %s -f %s\n"), out, strings.Join(export.Fold(others), ","))
	}
	return nil
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	y, err2 := os.Stat(b)
	return err == nil && err2 == nil && os.SameFile(x, y)
}
