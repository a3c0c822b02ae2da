package main

import (
	"path/filepath"
	"strings"

	"github.com/schollz/progressbar/v3"

	"duizhao"
	"duizhao/pipeline/batch"
)

// progress returns what tells the person of each report as it ends: a bar on a
// terminal, nothing elsewhere, because the summary says it all at the end.
func (u *ui) progress() func(done, total int, r *batch.Record) {
	if !u.live {
		return nil
	}
	var bar *progressbar.ProgressBar
	return func(done, total int, r *batch.Record) {
		if bar == nil {
			bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(u.err), progressbar.OptionShowCount(),
				progressbar.OptionShowIts(), progressbar.OptionClearOnFinish())
		}
		bar.Describe(r.ID)
		_ = bar.Set(done) // a bar that cannot be drawn is no reason to stop
	}
}

// years prints where an indicator's figures do not fit over the years.
func (u *ui) years(warnings []duizhao.Bilingual) {
	for _, w := range warnings {
		u.printf("%s %s\n", u.paint(yellow, u.say("历年数据：", "years:")), strings.Map(flatten, w.In(u.lang)))
	}
}

// summarise prints a line for each report and what is to be looked at next.
func (u *ui) summarise(s *batch.Summary, out string) {
	u.years(s.Years)
	width := 0
	for _, r := range s.Reports {
		width = max(width, columns(r.ID))
	}
	var sum batch.Counts
	for i := range s.Reports {
		r := &s.Reports[i]
		u.printf("%s%s  ", r.ID, strings.Repeat(" ", width-columns(r.ID)))
		if r.Status != batch.Done {
			u.failed(r)
			continue
		}
		u.counts(r.Counts)
		sum.Unnamed += r.Counts.Unnamed
		sum.Problems += r.Counts.Problems
	}
	if sum.Unnamed > 0 {
		u.printf(u.say("%d 个数字没有规则认识，按其名词短语列出\n", "%d figures are known to no rule and stand under their own words\n"), sum.Unnamed)
	}
	if sum.Problems > 0 {
		u.printf(u.say("读取中有 %d 处需留意，见 reports/*.json 的 problems\n", "%d notes on reading: see problems in reports/*.json\n"), sum.Problems)
	}
	u.next(s, out)
}

func (u *ui) counts(c batch.Counts) {
	u.printf(u.say("段落 %d/%d  数字 %d  指标 %d  ", "paragraphs %d/%d  quantities %d  observations %d  "),
		c.ZhParagraphs, c.EnParagraphs, c.Quantities, c.Observations)
	mark := func(code string, n int, zh, en string) string {
		s := strings.Replace(u.say(zh, en), "#", itoa(n), 1)
		if n == 0 {
			return s
		}
		return u.paint(code, s)
	}
	u.printf("%s  %s\n", mark(red, c.Errors, "错误 #", "errors #"), mark(yellow, c.Warnings, "警告 #", "warnings #"))
}

func (u *ui) failed(r *batch.Record) {
	word := u.say("失败", "failed")
	if r.Status == batch.Kept {
		word = u.say("失败（保留上次结果）", "failed (the earlier result is kept)")
	}
	u.printf("%s: %s\n", u.paint(red, word), u.message(r.Err()))
}

// next says what was written and what to do about failures.
func (u *ui) next(s *batch.Summary, out string) {
	if n := s.Failures(); n > 0 {
		u.printf(u.say("%d 份报告失败，原因见上及 %s\n", "%d reports failed; the reasons are above and in %s\n"), n, filepath.Join(out, "run.json"))
	}
	if s.Failures() < len(s.Reports) {
		u.printf(u.say("请打开 %s\n", "open %s\n"), filepath.Join(out, "indicators.xlsx"))
	}
}
