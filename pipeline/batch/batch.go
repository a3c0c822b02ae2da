package batch

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"duizhao"
	"duizhao/pipeline"
)

// Options says what a run writes and how. Out is required.
type Options struct {
	Out     string         // the folder that is written to
	Workers int            // workers of each stage; 0 = as many as there are processors
	Version string         // the program's version, for run.json
	Each    []Output       // the files of one report
	All     []Joined       // the files of all reports
	Also    []duizhao.Sink // take the reports, by ascending id, before the files of All are written; closed at the end
	// Load reads back the result an earlier run left for a report, so that a
	// report that fails today keeps its place in the joined files. It returns nil
	// where there is none. A nil Load keeps nothing.
	Load func(id string) *duizhao.Report
	// Progress is told of each report as it ends, one at a time. It may be nil.
	Progress func(done, total int, r *Record)
	Log      *slog.Logger // nil = no log
}

// Run reads every report of plan, writes its files below o.Out as soon as it is
// done, then the joined files and run.json. A report that fails is an entry in
// the Summary; the error, a *duizhao.Error or ctx's, says that the run itself
// could not be done, and nothing that was in o.Out before is lost.
func Run(ctx context.Context, p *pipeline.Pipeline, plan *Plan, inputs []string, o Options) (*Summary, error) {
	start := time.Now()
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if err := writable(o.Out); err != nil {
		return nil, err
	}
	s := &Summary{Schema: RecordSchema, Version: o.Version, Inputs: inputs, Skipped: plan.Skipped}
	reports := o.collect(s, plan, o.start(ctx, p, plan.Reports))
	if err := ctx.Err(); err != nil {
		return s, err
	}
	s.Seconds = time.Since(start).Seconds()
	return s, o.join(s, reports)
}

// job is one report on its way through the stages.
type job struct {
	src    pipeline.Source
	record Record
	docs   pipeline.Documents
	zh, en *duizhao.Reading
	report *duizhao.Report
	err    error
}

// start sends the sources through the stages and returns the queue of ended jobs.
func (o *Options) start(ctx context.Context, p *pipeline.Pipeline, sources []pipeline.Source) <-chan *job {
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	first := make(chan *job)
	go func() {
		defer close(first)
		for _, src := range sources {
			select {
			case first <- &job{src: src, record: Record{ID: src.ID, Files: src.Files}}:
			case <-ctx.Done():
				return
			}
		}
	}()
	read := stage(workers, first, "read", func(j *job) { j.docs, j.err = p.Extract(j.src) })
	analysed := stage(workers, read, "analyse", func(j *job) { j.zh, j.en = p.Read(j.docs.Zh), p.Read(j.docs.En) })
	compared := stage(workers, analysed, "compare", func(j *job) {
		j.report = p.Compare(j.src.ID, j.docs, j.zh, j.en).Report()
		j.docs, j.zh, j.en = pipeline.Documents{}, nil, nil // the report stands alone
	})
	return stage(workers, compared, "write", func(j *job) { j.err = o.write(j.report) })
}

// write writes the files of one report.
func (o *Options) write(r *duizhao.Report) error {
	for _, out := range o.Each {
		path := filepath.Join(o.Out, out.Path(r.ID))
		if err := WriteFile(path, func(w io.Writer) error { return out.Write(w, r) }); err != nil {
			return err
		}
	}
	return nil
}

// collect waits for the jobs, fills in the Summary and returns the reports the
// joined files are made of, in the order of their ids.
func (o *Options) collect(s *Summary, plan *Plan, ended <-chan *job) []*duizhao.Report {
	var reports []*duizhao.Report
	total := len(plan.Reports) + len(plan.Failed)
	end := func(r Record, report *duizhao.Report) {
		if r.Status == Failed && o.Load != nil {
			if report = o.Load(r.ID); report != nil {
				r.Status = Kept
			}
		}
		if report != nil {
			reports = append(reports, report)
			r.Counts = counts(report)
		}
		s.Reports = append(s.Reports, r)
		o.log(&r)
		if o.Progress != nil {
			o.Progress(len(s.Reports), total, &r)
		}
	}
	for _, r := range plan.Failed {
		end(r, nil)
	}
	for j := range ended {
		r := j.record
		r.Status = Done
		if j.err != nil {
			seconds := r.Seconds
			r = failure(j.src, j.err)
			r.Seconds, j.report = seconds, nil
		}
		end(r, j.report)
	}
	slices.SortFunc(s.Reports, func(a, b Record) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(reports, func(a, b *duizhao.Report) int { return cmp.Compare(a.ID, b.ID) })
	return reports
}

// join writes the files that are made of all reports, and run.json last: where it
// names a report as done, the report's files are there.
func (o *Options) join(s *Summary, reports []*duizhao.Report) error {
	for _, also := range o.Also {
		if err := feed(also, reports); err != nil {
			return err
		}
	}
	if len(reports) > 0 {
		for _, out := range o.All {
			path := filepath.Join(o.Out, out.Path)
			if err := WriteFile(path, func(w io.Writer) error { return out.write(w, reports) }); err != nil {
				return err
			}
		}
	}
	return WriteFile(filepath.Join(o.Out, "run.json"), s.write)
}

func (o *Options) log(r *Record) {
	if r.Failure != nil {
		o.Log.Error("report failed", "id", r.ID, "status", r.Status, "stage", r.Failure.Stage, "code", r.Failure.Code, "message", r.Failure.Message)
		return
	}
	o.Log.Info("report done", "id", r.ID, "observations", r.Counts.Observations, "errors", r.Counts.Errors, "warnings", r.Counts.Warnings)
}

// writable makes the folder and tries to write to it, so that hours of work are
// not lost to a folder that cannot be written.
func writable(dir string) error {
	probe := filepath.Join(dir, ".duizhao-write-test")
	err := WriteFile(probe, func(w io.Writer) error {
		_, err := fmt.Fprintln(w, "this file may be deleted")
		return err
	})
	if e, ok := err.(*duizhao.Error); ok {
		e.Path = dir
		return e
	}
	return os.Remove(probe)
}
