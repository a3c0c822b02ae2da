package main

import (
	"path/filepath"
	"strings"

	"github.com/schollz/progressbar/v3"

	"duizhao"
	"duizhao/pipeline/batch"
)

// progress returns what tells the person of each report as it ends: a bar with rate
// and time left on a terminal; elsewhere a line a report, in the order of the plan,
// each as soon as those before it have ended.
func (u *ui) progress(plan *batch.Plan) func(done, total int, r *batch.Record) {
	if !u.live {
		return u.newLines(plan.IDs()).end
	}
	var bar *progressbar.ProgressBar
	return func(done, total int, r *batch.Record) {
		if bar == nil {
			bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(u.err), progressbar.OptionShowCount(),
				progressbar.OptionShowIts(), progressbar.OptionSetPredictTime(true), progressbar.OptionSetElapsedTime(true),
				progressbar.OptionClearOnFinish())
		}
		bar.Describe(r.ID)
		_ = bar.Set(done) // a bar that cannot be drawn is no reason to stop
	}
}

// lines prints records in the order of ids.
type lines struct {
	u     *ui
	ids   []string // not yet printed
	width int
	ended map[string]batch.Record
}

func (u *ui) newLines(ids []string) *lines {
	l := &lines{u: u, ids: ids, ended: map[string]batch.Record{}}
	for _, id := range ids {
		l.width = max(l.width, columns(id))
	}
	return l
}

func (l *lines) end(_, _ int, r *batch.Record) {
	l.ended[r.ID] = *r
	for len(l.ids) > 0 {
		r, ok := l.ended[l.ids[0]]
		if !ok {
			return
		}
		l.print(&r)
		l.ids = l.ids[1:]
	}
}

func (l *lines) print(r *batch.Record) {
	l.u.printf("%s%s  ", r.ID, strings.Repeat(" ", l.width-columns(r.ID)))
	switch r.Status {
	case batch.Failed, batch.Kept:
		l.u.failed(r)
	default:
		l.u.counts(r.Counts)
	}
}

// years prints where an indicator's figures do not fit over the years.
func (u *ui) years(warnings []duizhao.Bilingual) {
	for _, w := range warnings {
		u.printf("%s %s\n", u.paint(yellow, u.say("历年数据：", "years:")), strings.Map(flatten, w.In(u.lang)))
	}
}

// notes prints how files were taken together, or could not be.
func (u *ui) notes(notes []batch.Note) {
	for _, n := range notes {
		u.printf("%s %s %s\n", u.paint(yellow, u.say("配对：", "pairing:")), strings.Join(n.Files, " + ")+u.say("：", ":"), n.Text.In(u.lang))
	}
}

// summarise prints a line for each report, where progress has not done so already,
// then what is to be looked at next.
func (u *ui) summarise(s *batch.Summary, out string) {
	var sum batch.Counts
	var ids []string
	earlier := 0
	for i := range s.Reports {
		r := &s.Reports[i]
		switch r.Status {
		case batch.Earlier:
			earlier++
		case batch.Done:
			sum.Unnamed += r.Counts.Unnamed
			sum.Problems += r.Counts.Problems
			fallthrough
		default:
			ids = append(ids, r.ID)
		}
	}
	if u.live {
		l := u.newLines(ids)
		for i := range s.Reports {
			if s.Reports[i].Status != batch.Earlier {
				l.print(&s.Reports[i])
			}
		}
	}
	u.notes(s.Notes)
	u.years(s.Years)
	if earlier > 0 {
		u.printf(u.say("另有 %d 份报告的结果来自以前的运行，仍在 OUT 中\n", "%d more reports have their results from earlier runs; they stay in OUT\n"), earlier)
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
