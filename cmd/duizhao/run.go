package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"duizhao"
	"duizhao/export"
	"duizhao/internal/stagehash"
	"duizhao/pipeline"
	"duizhao/pipeline/batch"
	"duizhao/pipeline/check"
	"duizhao/pipeline/series"
)

// runFlags are the options of `duizhao run`.
type runFlags struct {
	out  string
	jobs int
	checking
	only    string
	dry     bool
	formats []string

	force, retry, failFast bool
	learn                  bool
	until                  string
	shard                  string
	timeout                time.Duration
	trace, metrics         string
}

func newRun(u *ui) *cobra.Command {
	var f runFlags
	c := &cobra.Command{
		Use:   "run PATH... -o OUT",
		Short: u.say("主要工作：读取 PATH 下的全部报告，结果写入 OUT", "the main job: read every report below PATH and write the results to OUT"),
		Long: u.say(
			"读取 PATH（文件或文件夹）下的全部报告，结果写入 OUT：indicators.xlsx（全部报告的指标）、\nalignment/<编号>.xlsx（对齐）、reports/<编号>.json（数据）、run.json（运行记录）。\n同一报告的中英文文件按名称配对：x.zh.txt 与 x.en.txt、x_cn 与 x_en、zh/x 与 en/x、中文与英文；\n一个文件也可含两种语言。失败的报告不影响其他报告，OUT 中原有的结果不会丢失。",
			"Reads every report below PATH, files and folders, and writes to OUT: indicators.xlsx (the\nfigures of all reports), alignment/<id>.xlsx (side by side), reports/<id>.json (data) and\nrun.json (the account of the run). The two texts of a report are found by name: x.zh.txt and\nx.en.txt, x_cn and x_en, zh/x and en/x, 中文 and 英文; one file may also hold both. A report\nthat fails costs no other report its result, and nothing that was in OUT is lost."),
		Example: "  duizhao run testdata/lanjiang -o out\n  duizhao run 2023/ 2024/ -o out -j 4 --fail-on error",
		Args:    cobra.MinimumNArgs(1),
		RunE:    func(cmd *cobra.Command, args []string) error { return u.run(cmd, args, &f) },
	}
	c.Flags().StringVarP(&f.out, "out", "o", "", u.say("结果文件夹（必需）", "folder for the results (required)"))
	c.Flags().IntVarP(&f.jobs, "jobs", "j", 0, u.say("每个阶段的工作线程数（默认为处理器数）", "workers of each stage (default: the number of processors)"))
	checkingFlags(u, c, &f.checking)
	c.Flags().StringVar(&f.only, "only", "", u.say("只处理编号符合此通配式的报告", "only the reports whose id matches this pattern (*, ?)"))
	c.Flags().BoolVar(&f.dry, "dry-run", false, u.say("只列出将要做什么以及为什么", "only list what would be done, and why"))
	u.batchFlags(c, &f)
	c.Flags().StringSliceVarP(&f.formats, "format", "f", nil, u.say("只写这些格式（默认为常用格式）：", "only these formats (default: the usual ones): ")+strings.Join(export.Choices(), ", "))
	return c
}

// batchFlags are the options of a run that say how it goes about its work.
func (u *ui) batchFlags(c *cobra.Command, f *runFlags) {
	c.Flags().BoolVar(&f.force, "force", false, u.say("没有变化的报告也重做", "work out again what has not changed, too"))
	c.Flags().BoolVar(&f.learn, "learn", false, u.say("让已对齐的报告教会词语对应，供以后的报告使用（存于 OUT/cache）", "let aligned reports teach which words go together, for the reports that follow (kept in OUT/cache)"))
	c.Flags().BoolVar(&f.retry, "retry-failed", false, u.say("只处理上次失败的报告", "only the reports that failed last time"))
	c.Flags().BoolVar(&f.failFast, "fail-fast", false, u.say("第一份报告失败时即停止", "stop at the first report that fails"))
	c.Flags().StringVar(&f.until, "until", "", u.say("做到此步为止：read、compare、write 或 join", "the last step that is done: read, compare, write or join"))
	c.Flags().DurationVar(&f.timeout, "timeout-per-report", 0, u.say("每份报告的时限，如 5m", "the time a report may take, such as 5m"))
	c.Flags().StringVar(&f.shard, "shard", "", u.say("只做第 i 份（共 n 份），如 2/8；auto 从作业阵列的环境变量读取", "do only share i of n, such as 2/8; auto takes both from the array job's environment"))
	c.Flags().StringVar(&f.trace, "trace", "", u.say("把各阶段的时间写到此文件（JSON）", "write where the time went to this file (JSON)"))
	c.Flags().StringVar(&f.metrics, "metrics", "", u.say("把运行指标写到此文件（Prometheus 文本格式）", "write the account to this file in the text form of Prometheus"))
}

func failOnFlag(u *ui, c *cobra.Command, v *string) {
	c.Flags().StringVar(v, "fail-on", "", u.say("有此程度的发现时退出码为 4：error、warning 或 info", "exit with 4 where a finding is at least: error, warning or info"))
}

func lexiconFlag(u *ui, c *cobra.Command, v *string) {
	c.Flags().StringVar(v, "lexicon", "", u.say("另加的术语表：TSV 或 TBX 文件", "file of further terms: TSV or TBX"))
}

func (u *ui) checkFailOn(v string) error {
	switch duizhao.Severity(v) {
	case "", duizhao.SeverityError, duizhao.SeverityWarning, duizhao.SeverityInfo:
		return nil
	}
	return u.badFlag("fail-on", v, "error", "warning", "info")
}

func (u *ui) run(cmd *cobra.Command, paths []string, f *runFlags) error {
	if f.out == "" {
		return usage{fmt.Errorf("%s", u.say("请用 -o 指定结果文件夹", "name the folder for the results with -o"))}
	}
	settings, err := configure(cmd)
	if err != nil {
		return err
	}
	options, err := u.pipelineOptions(settings, &f.checking)
	if err != nil {
		return err
	}
	plan := batch.Discover(paths, f.out)
	if err := u.narrow(plan, f.only); err != nil {
		return err
	}
	o, err := u.batchOptions(cmd, *f, plan)
	if err != nil {
		return err
	}
	if len(plan.Reports) == 0 && !f.dry {
		for i := range plan.Failed {
			u.notef("duizhao: %s\n", u.message(plan.Failed[i].Err()))
		}
		return exit(exitFailed)
	}
	if f.learn {
		if options.Table, err = batch.Taught(f.out); err != nil {
			return err
		}
	}
	p, err := u.newPipeline(options)
	if err != nil {
		return err
	}
	if err := plan.Halves(cmd.Context(), p, o); err != nil {
		return err
	}
	if f.dry {
		u.notes(plan.Notes)
		u.intentions(batch.Preview(p, plan, o))
		return nil
	}
	o.Progress = u.progress(plan)
	s, err := batch.Run(cmd.Context(), p, plan, paths, o)
	if s != nil {
		err = errors.Join(err, f.observe(s))
	}
	if err != nil {
		return err
	}
	if o.Shard.Count > 0 {
		u.shardDone(s, o.Shard, f.out)
		return shardVerdict(s)
	}
	if o.Until != "" && o.Until != batch.Join {
		u.unended(s, f.until)
		return verdict(s, f.failOn)
	}
	if f.retry && s.Failures() == 0 && !slices.ContainsFunc(s.Reports, func(r batch.Record) bool { return r.Status == batch.Done }) {
		u.printf("%s\n", u.say("上次运行没有失败的报告", "no report failed in the last run"))
	}
	u.summarise(s, f.out)
	return verdict(s, f.failOn)
}

// verdict turns the account of a run into an exit code.
func verdict(s *batch.Summary, failOn string) error {
	switch n := s.Failures(); {
	case n == 0:
	case n == len(s.Reports):
		return exit(exitFailed)
	default:
		return exit(exitSome)
	}
	if failOn != "" && s.Findings(duizhao.Severity(failOn)) {
		return exit(exitFindings)
	}
	return nil
}

// narrow keeps the reports whose id matches the pattern.
func (u *ui) narrow(plan *batch.Plan, pattern string) error {
	if pattern == "" {
		return nil
	}
	if _, err := path.Match(pattern, ""); err != nil {
		return u.badFlag("only", pattern, "ip-*", "*-2023")
	}
	match := func(id string) bool { ok, _ := path.Match(pattern, id); return ok }
	plan.Reports = slices.DeleteFunc(plan.Reports, func(s pipeline.Source) bool { return !match(s.ID) })
	plan.Failed = slices.DeleteFunc(plan.Failed, func(r batch.Record) bool { return !match(r.ID) })
	if len(plan.Reports)+len(plan.Failed) == 0 {
		return fmt.Errorf(u.say("没有编号符合 %q 的报告；可用 --dry-run 列出编号", "no report's id matches %q; --dry-run lists the ids"), pattern)
	}
	return nil
}

// batchOptions turns the flags into the options of a run.
func (u *ui) batchOptions(cmd *cobra.Command, f runFlags, plan *batch.Plan) (batch.Options, error) {
	o, err := u.outputs(f.formats)
	if err != nil {
		return o, err
	}
	if o.Shard, err = u.shard(f.shard, os.Getenv); err != nil {
		return o, err
	}
	if f.learn && o.Shard.Count > 0 {
		return o, usage{fmt.Errorf("%s", u.say("--learn 不能与 --shard 同用：较晚开始的一份会知道得更多；请在不分份的运行中学习", "--learn does not go with --shard: a share that begins later would know more; teach in a run of its own"))}
	}
	o.Until = batch.Step(f.until)
	if steps := []string{"", string(batch.Read), string(batch.Compare), string(batch.Write), string(batch.Join)}; !slices.Contains(steps, f.until) {
		return o, u.badFlag("until", f.until, steps[1:]...)
	}
	o.Log, err = u.logger(cmd)
	o.Out, o.Workers, o.Version = f.out, f.jobs, version
	o.Force, o.Learn, o.Retry, o.FailFast, o.Timeout = f.force, f.learn, f.retry, f.failFast, f.timeout
	return o, err
}

// observe writes the files that show how a run went.
func (f *runFlags) observe(s *batch.Summary) error {
	var errs []error
	if f.trace != "" {
		errs = append(errs, batch.WriteFile(f.trace, s.Trace))
	}
	if f.metrics != "" {
		errs = append(errs, batch.WriteFile(f.metrics, func(w io.Writer) error { return s.Metrics(w, time.Now()) }))
	}
	return errors.Join(errs...)
}

// intentions prints what a run would do, a line a report.
func (u *ui) intentions(reports []batch.Intent) {
	n := 0
	for _, in := range reports {
		what := u.say("不变", "unchanged")
		switch {
		case in.Err != nil:
			what = u.say("无法处理", "cannot be read") + u.say("：", ": ") + u.message(in.Err)
		case in.Work:
			what = u.say("处理", "work out")
		case len(in.Files) > 0:
			what = u.say("重写 ", "write ") + strings.Join(in.Files, ", ")
		}
		var why []string
		for _, w := range in.Why {
			why = append(why, batch.Reasons(w).In(u.lang))
		}
		if why != nil {
			what += u.say("（", " (") + strings.Join(why, u.say("；", "; ")) + u.say("）", ")")
			n++
		}
		u.printf("%s\t%s\t%s\n", in.Source.ID, what, strings.Join(in.Source.Files, "\t"))
	}
	u.printf(u.say("%d 份报告，其中 %d 份有事可做\n", "%d reports, %d of them with something to do\n"), len(reports), n)
}

// outputs says how the files of the formats that names asks for are written, in the
// program's own order; without names, those of the usual ones. The reports' JSON,
// from which every other file can be written again, is always among them.
func (u *ui) outputs(names []string) (batch.Options, error) {
	chosen, err := export.Choose(names...)
	if err != nil {
		return batch.Options{}, usage{err}
	}
	asked := func(f export.Format) bool {
		return slices.ContainsFunc(chosen, func(c export.Format) bool { return c.Name == f.Name })
	}
	o := batch.Options{History: historyOf, Years: yearsOf}
	look := export.Options{Lang: u.lang}
	for _, f := range export.Formats() {
		key := f.Name + " " + stagehash.Of("export") + " " + string(u.lang)
		each := batch.Output{
			Path:  func(id string) string { return filepath.FromSlash(f.Path(id)) },
			Write: func(w io.Writer, r *duizhao.Report) error { return f.Report(w, r, look) },
			Key:   key,
		}
		wanted := f.Usual && len(names) == 0 || asked(f)
		switch {
		case f.Name == "json":
			o.Base = batch.Base{Output: each, Read: export.ReadJSON}
		case !wanted:
		case f.Report != nil:
			o.Each = append(o.Each, each)
		default:
			o.All = append(o.All, batch.Joined{
				Path: filepath.FromSlash(f.Path("")), Key: key,
				Open: func(w io.Writer) (duizhao.Sink, error) { return f.Batch(w, look) },
			})
		}
	}
	return o, nil
}

// yearsOf says where the figures of several years' reports do not go together.
func yearsOf(reports []*duizhao.Report) []duizhao.Bilingual {
	var out []duizhao.Bilingual
	for _, w := range series.Check(reports) {
		out = append(out, w.Message)
	}
	return out
}

// historyOf says where reports do not fit those of the year before.
func historyOf(reports []*duizhao.Report) map[string][]duizhao.ReportFinding {
	all := make([]check.Past, len(reports))
	for i, r := range reports {
		all[i] = check.PastOf(r)
	}
	return check.CompareYears(all)
}

func jsonPath(id string) string { return filepath.Join("reports", id+".json") }
