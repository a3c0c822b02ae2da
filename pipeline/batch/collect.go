package batch

import (
	"cmp"
	"context"
	"slices"

	"duizhao/pipeline"
)

// collect sends the reports of plan through the stages and fills in the Summary.
func (w *work) collect(s *Summary, plan *Plan, start func(context.Context, []pipeline.Source) <-chan *job, ctx context.Context, stop context.CancelCauseFunc) {
	total := len(plan.Reports) + len(plan.Failed)
	end := func(r Record) {
		if r.Status == Failed && w.st.stamp(r.ID) != nil {
			r.Status = Kept
		}
		s.Reports = append(s.Reports, r)
		w.log(&r)
		if w.Progress != nil {
			w.Progress(len(s.Reports), total, &r)
		}
		if r.Status != Done && w.FailFast {
			stop(errFirst)
		}
	}
	for _, r := range plan.Failed {
		end(r)
	}
	for j := range start(ctx, plan.Reports) {
		r := j.record
		r.Status, r.Why = Done, j.need.why
		if j.err != nil {
			seconds := r.Seconds
			r = failure(j.src, j.err)
			r.Seconds = seconds
		}
		end(r)
	}
	for _, m := range w.meters {
		s.Stages = append(s.Stages, m.Read())
	}
	slices.SortFunc(s.Reports, func(a, b Record) int { return cmp.Compare(a.ID, b.ID) })
}

func (w *work) log(r *Record) {
	if r.Failure != nil {
		w.Log.Error("report failed", "id", r.ID, "status", r.Status, "stage", r.Failure.Stage, "code", r.Failure.Code, "message", r.Failure.Message)
		return
	}
	w.Log.Info("report done", "id", r.ID, "unchanged", r.Fresh(), "why", r.Why, "observations", r.Counts.Observations, "errors", r.Counts.Errors, "warnings", r.Counts.Warnings)
}
