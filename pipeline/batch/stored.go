package batch

import (
	"cmp"
	"context"
	"encoding/json"
	"iter"
	"maps"
	"slices"

	"duizhao"
	"duizhao/internal/decisionfile"
)

// historyCheck is the check whose findings come from comparing reports with one
// another; they are the last findings of a report.
const historyCheck = "history"

// stored reads the reports of stamps back from OUT, in order, some ahead of the
// one that is asked for. A report that the findings against other reports have
// changed is written again, and counted anew in the Summary.
func (w *work) stored(ctx context.Context, stamps []*stamp, news map[string][]duizhao.ReportFinding, s *Summary) iter.Seq2[*duizhao.Report, error] {
	type result struct {
		r   *duizhao.Report
		err error
	}
	return func(yield func(*duizhao.Report, error) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		ahead := make(chan chan result, w.workers())
		go func() {
			defer close(ahead)
			for _, k := range stamps {
				one := make(chan result, 1)
				select {
				case ahead <- one:
				case <-ctx.Done():
					return
				}
				go func() {
					r, err := w.renewed(k, news[k.ID])
					one <- result{r, err}
				}()
			}
		}()
		for one := range ahead {
			x := <-one
			if x.err == nil {
				s.recount(x.r)
			}
			if !yield(x.r, x.err) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// renewed returns the report of k with the given findings against other reports,
// and writes its files again where it had others.
func (w *work) renewed(k *stamp, found []duizhao.ReportFinding) (*duizhao.Report, error) {
	r, ok := w.base(w.st, k)
	if !ok {
		return nil, &duizhao.Error{
			Stage: "join", Code: "altered", Path: w.Base.Path(k.ID),
			Text: duizhao.Bilingual{
				Zh: "在运行中被改动或删除；请再次运行",
				En: "was changed or removed while the run was going on; run again",
			},
		}
	}
	now := ""
	if len(found) > 0 {
		d, err := decisionfile.Load(w.Out, k.ID)
		if err != nil {
			return nil, err
		}
		found = d.MarkFindings(found)
		text, err := json.Marshal(found)
		if err != nil {
			return nil, err
		}
		now = digest(string(text))
	}
	if now == k.History {
		return r, nil
	}
	r.Findings = append(slices.DeleteFunc(r.Findings, func(f duizhao.ReportFinding) bool { return f.Check == historyCheck }), found...)
	k.History, k.Counts = now, counts(r)
	return r, w.put(k, r, w.written(k), func() bool { return true })
}

// written lists the outputs that a stamp speaks of.
func (w *work) written(k *stamp) []Output {
	return slices.DeleteFunc(w.outputs(), func(out Output) bool {
		_, there := k.Written[slashed(out.Path(k.ID))]
		return !there
	})
}

// recount corrects the counts of r's record.
func (s *Summary) recount(r *duizhao.Report) {
	i, ok := slices.BinarySearchFunc(s.Reports, r.ID, func(rec Record, id string) int { return cmp.Compare(rec.ID, id) })
	if ok {
		s.Reports[i].Counts = counts(r)
	}
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
