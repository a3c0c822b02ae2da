package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

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
	failed := 0
	return func(done, total int, r *batch.Record) {
		if bar == nil {
			bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(u.err), progressbar.OptionShowCount(),
				progressbar.OptionShowIts(), progressbar.OptionSetItsString(u.say("份", "reports")), progressbar.OptionSetPredictTime(true),
				progressbar.OptionSetElapsedTime(true), progressbar.OptionClearOnFinish())
		}
		bar.Describe(u.doing(r, &failed))
		_ = bar.Set(done) // a bar that cannot be drawn is no reason to stop
	}
}

// idColumns is how much of an id the bar shows: with ids of any length before it, it
// would jump.
const idColumns = 24

// doing describes the bar: the report that has just ended, and how many have failed.
func (u *ui) doing(r *batch.Record, failed *int) string {
	id := []rune(r.ID)
	for columns(string(id)) > idColumns {
		id = id[:len(id)-1]
	}
	text := string(id) + strings.Repeat(" ", idColumns-columns(string(id)))
	if r.Status == batch.Failed || r.Status == batch.Kept {
		*failed++
	}
	if *failed > 0 {
		text += fmt.Sprintf(u.say(" 失败 %d", " %d failed"), *failed)
	}
	return text
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
	case batch.Done:
		if r.Counts == (batch.Counts{}) { // a run that ends before reports are worked out
			l.u.printf("%s\n", l.u.say("已读取", "read"))
			return
		}
		fallthrough
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
		u.told(s, ids)
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

// unended says what is left to do after a run that was told to end early.
func (u *ui) unended(s *batch.Summary, step string) {
	if u.live {
		var ids []string
		for i := range s.Reports {
			ids = append(ids, s.Reports[i].ID)
		}
		u.told(s, ids)
	}
	u.notes(s.Notes)
	u.printf(u.say("做到 %s 为止：%d 份报告，失败 %d；其余的用同一命令去掉 --until 继续\n", "ended after %s: %d reports, %d failed; for the rest, the same command without --until\n"), step, len(s.Reports), s.Failures())
}

// screen is how many reports are listed on a terminal one by one.
const screen = 40

// told prints a line for each report after a bar; where these would be more than a
// screen, for those to be looked at only: failed, or with errors found.
func (u *ui) told(s *batch.Summary, ids []string) {
	fresh, done, shown := 0, 0, 0
	l := u.newLines(ids)
	for i := range s.Reports {
		r := &s.Reports[i]
		if r.Status == batch.Earlier {
			continue
		}
		if r.Status == batch.Done {
			done++
		}
		if r.Fresh() {
			fresh++
		}
		if len(ids) <= screen || r.Status != batch.Done || r.Counts.Errors > 0 && shown < screen {
			l.print(r)
			shown++
		}
	}
	if shown < len(ids) {
		u.printf(u.say("%d 份报告没有失败或错误，不一一列出；见 run.json\n", "%d reports without failures or errors are not listed; see run.json\n"), len(ids)-shown)
	}
	u.printf(u.say("完成 %d 份报告（%d 份没有变化），用时 %s\n", "%d reports done, %d of them unchanged, in %s\n"), done, fresh, duration(s.Seconds))
}

// duration writes seconds as a person says them: 9.3s, 4m10s, 2h5m0s.
func duration(seconds float64) string {
	d := time.Duration(seconds * float64(time.Second))
	if d < time.Minute {
		return d.Round(100 * time.Millisecond).String()
	}
	return d.Round(time.Second).String()
}

// shardDone says what one shard has done, and what is to be done when all have.
func (u *ui) shardDone(s *batch.Summary, h batch.Shard, out string) {
	if u.live {
		var ids []string
		for i := range s.Reports {
			ids = append(ids, s.Reports[i].ID)
		}
		u.told(s, ids)
	}
	u.notes(s.Notes)
	u.printf(u.say("第 %d/%d 份：%d 份报告，失败 %d；各份都结束后：duizhao merge %s\n", "shard %d/%d: %d reports, %d failed; when all shards have ended: duizhao merge %s\n"),
		h.Index, h.Count, len(s.Reports), s.Failures(), out)
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
		u.printf(u.say("%d 份报告失败，原因见上及 %s；处理后用同一命令加 --retry-failed 只重做它们\n",
			"%d reports failed; the reasons are above and in %s; once mended, the same command with --retry-failed does these only\n"), n, filepath.Join(out, "run.json"))
	}
	if s.Failures() == len(s.Reports) {
		return
	}
	book := filepath.Join(out, "indicators.xlsx")
	if _, err := os.Stat(book); err != nil { // other formats were asked for
		book = out
	}
	u.printf(u.say("请打开 %s\n", "open %s\n"), book)
}
