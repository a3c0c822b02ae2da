package batch

import (
	"context"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"duizhao"
	"duizhao/pipeline"
)

// Options says what a run writes and how. Out and Base are required.
type Options struct {
	Out     string        // the folder that is written to
	Base    Base          // the file that holds all of one report
	Each    []Output      // further files of one report
	All     []Joined      // files over all reports
	Version string        // the program's version, for run.json
	Workers int           // workers of each stage; 0 = as many as there are processors
	Timeout time.Duration // the time one report may take, stages added up; 0 = any

	Force    bool // work out again what is there and would come out the same
	Learn    bool // keep what the reports teach about words, see Taught
	FailFast bool // end the run at the first report that fails
	Retry    bool // only the reports that failed in the last run
	Until    Step // the last step that is done; zero = all of them
	Shard    Shard

	// History compares the reports of one place, by ascending period: it returns
	// the findings of each by its id. Of the reports it sees the named figures only.
	// Years says where their figures do not go together. Either may be nil.
	History func([]*duizhao.Report) map[string][]duizhao.ReportFinding
	Years   func([]*duizhao.Report) []duizhao.Bilingual

	// Progress is told of each report as it ends, one at a time. It may be nil.
	Progress func(done, total int, r *Record)
	Log      *slog.Logger // nil = no log
}

// Step is a step of the work that a run may end after.
type Step string

// The steps of a run, in their order.
const (
	Read    Step = "read"    // files are read, and what was expensive to read is kept
	Compare Step = "compare" // every report is worked out, nothing is written
	Write   Step = "write"   // every report's own files are written
	Join    Step = "join"    // and the files over all reports
)

// Run reads every report of plan, writes its files below o.Out as soon as it is
// done, then the joined files and run.json. What an earlier run has left there and
// would come out the same is not worked out again. A report that fails is an entry
// in the Summary; the error, a *duizhao.Error or ctx's, says that the run itself
// could not be done, and nothing that was in o.Out before is lost.
//
// A run over a shard of the plan writes the files of its reports and its share of
// the account; [Merge] does the rest when all shards are done.
func Run(ctx context.Context, p *pipeline.Pipeline, plan *Plan, inputs []string, o Options) (*Summary, error) {
	start := time.Now()
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if err := o.Shard.check(); err != nil {
		return nil, err
	}
	st := &store{out: o.Out, temp: filepath.Join(o.Out, "cache", "tmp", o.Shard.name())}
	if err := writable(st); err != nil {
		return nil, err
	}
	unlock, err := o.Shard.lock(st)
	if err != nil {
		return nil, err
	}
	defer unlock()
	if err := st.sweep(); err != nil {
		return nil, err
	}
	w := &work{Options: &o, p: p, st: st, shared: p.Parts()}
	if err := w.beginShard(plan); err != nil {
		return nil, err
	}
	s := &Summary{Schema: RecordSchema, Version: o.Version, Inputs: inputs, Skipped: plan.Skipped, Notes: plan.Notes}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	w.collect(s, o.Shard.of(w.retried(plan)), w.start, ctx, stop)
	s.Seconds = time.Since(start).Seconds()
	if err := context.Cause(ctx); err != nil {
		return s, err
	}
	switch {
	case o.Until != "" && o.Until != Join:
	case !o.Shard.whole():
		err = w.leave(s, plan)
	default:
		err = w.finish(ctx, s)
	}
	s.Seconds = time.Since(start).Seconds()
	_ = st.sweep() // an empty folder at most is left behind
	return s, err
}

// work is one run.
type work struct {
	*Options
	p      *pipeline.Pipeline
	st     *store
	shared map[string]string // what every report follows from
	meters []*Meter
}

func (o *Options) workers() int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// retried returns plan, or its reports that have no result where only these are
// asked for.
func (w *work) retried(plan *Plan) *Plan {
	var last Summary
	if !w.Retry || !readJSON(filepath.Join(w.Out, "run.json"), &last) {
		return plan
	}
	failed := map[string]bool{}
	for i := range last.Reports {
		r := &last.Reports[i]
		failed[r.ID] = r.Status == Failed || r.Status == Kept
	}
	out := &Plan{Skipped: plan.Skipped}
	for _, src := range plan.Reports {
		if failed[src.ID] {
			out.Reports = append(out.Reports, src)
		}
	}
	for _, r := range plan.Failed {
		if failed[r.ID] {
			out.Failed = append(out.Failed, r)
		}
	}
	return out
}

// writable makes the folder and tries to write to it, so that hours of work are
// not lost to a folder that cannot be written.
func writable(st *store) error {
	f, err := st.begin(filepath.Join(st.out, "probe"), false, func(w io.Writer) error {
		_, err := io.WriteString(w, "this file may be deleted\n")
		return err
	})
	if err != nil {
		if e, ok := err.(*duizhao.Error); ok {
			e.Path = st.out
		}
		return err
	}
	return os.Remove(f.temp)
}
