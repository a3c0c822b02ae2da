package batch

import (
	"cmp"
	"context"
	"errors"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"duizhao"
	"duizhao/internal/safefile"
)

// finish does what needs all reports: it compares each with last year's, writes
// the joined files and, last, run.json: what it names as done is there.
func (w *work) finish(ctx context.Context, s *Summary) error {
	stamps := w.results(s)
	if len(stamps) == 0 {
		return w.account(s)
	}
	joined := w.stale(stamps)
	if len(joined) > 0 || !w.knownYears(s, stamps) {
		news := w.compareYears(s, stamps)
		if err := w.join(ctx, s, stamps, news, joined); err != nil {
			return err
		}
	}
	if err := w.account(s); err != nil {
		return err
	}
	w.teach(stamps)
	return nil
}

// results returns the stamps of all reports that have a result, by ascending id:
// those of this run, and those that earlier runs have left in OUT, which are added
// to the Summary.
func (w *work) results(s *Summary) []*stamp {
	known := map[string]bool{}
	for i := range s.Reports {
		known[s.Reports[i].ID] = true
	}
	var out []*stamp
	for _, id := range w.st.stamps() {
		k := w.st.stamp(id)
		if k == nil {
			continue
		}
		out = append(out, k)
		if !known[id] {
			s.Reports = append(s.Reports, Record{ID: id, Files: k.Files, Status: Earlier, Counts: k.Counts})
		}
	}
	slices.SortFunc(s.Reports, func(a, b Record) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// stale lists the joined files that are not those of the reports as they are.
func (w *work) stale(stamps []*stamp) []*Joined {
	var last map[string]written
	w.st.recall(&last, "joined.json")
	from := w.joinedFrom(stamps)
	var out []*Joined
	for i := range w.All {
		k := &w.All[i]
		path := filepath.ToSlash(k.Path)
		if was, ok := last[path]; w.Force || !ok || was.From != digest(from, k.Key) || !w.st.whole(path, was) {
			out = append(out, k)
		}
	}
	return out
}

// joinedFrom stands for all reports as their own files have them.
func (w *work) joinedFrom(stamps []*stamp) string {
	all := make([]string, 0, 2*len(stamps))
	for _, k := range stamps {
		all = append(all, k.ID, k.Written[filepath.ToSlash(w.Base.Path(k.ID))].SHA256)
	}
	return digest(all...)
}

// compareYears compares each report with that of the period before it by the same
// place. It returns the findings by report, for every report, and notes in the
// Summary where the years of an indicator do not go together.
func (w *work) compareYears(s *Summary, stamps []*stamp) map[string][]duizhao.ReportFinding {
	byArea := map[string][]*stamp{}
	for _, k := range stamps {
		byArea[k.Area] = append(byArea[k.Area], k)
	}
	s.Years = []duizhao.Bilingual{}
	news := map[string][]duizhao.ReportFinding{}
	for _, area := range sortedKeys(byArea) {
		group := byArea[area]
		if area == "" || len(group) < 2 {
			continue
		}
		slices.SortStableFunc(group, func(a, b *stamp) int { return strings.Compare(a.Period, b.Period) })
		var reports []*duizhao.Report
		for _, k := range group {
			if r := w.figuresOf(k); r != nil {
				reports = append(reports, r)
			}
		}
		if w.History != nil {
			maps.Copy(news, w.History(reports))
		}
		if w.Years != nil {
			s.Years = append(s.Years, w.Years(reports)...)
		}
	}
	return news
}

// join feeds all reports to the joined files, each once, by ascending id. Reports
// whose findings against other reports have changed are written again on the way.
func (w *work) join(ctx context.Context, s *Summary, stamps []*stamp, news map[string][]duizhao.ReportFinding, joined []*Joined) error {
	files, err := w.open(joined)
	if err != nil {
		return err
	}
	defer files.discard()
	for r, err := range w.stored(ctx, stamps, news, s) {
		if err != nil {
			return errors.Join(err, files.close())
		}
		files.add(r)
	}
	if err := files.close(); err != nil {
		return err
	}
	var last map[string]written
	if !w.st.recall(&last, "joined.json") || last == nil {
		last = map[string]written{}
	}
	from := w.joinedFrom(stamps)
	for i, f := range files.pending {
		if err := f.commit(); err != nil {
			return err
		}
		last[filepath.ToSlash(joined[i].Path)] = written{From: digest(from, joined[i].Key), SHA256: f.sha256}
	}
	w.st.remember(last, "joined.json")
	w.keepYears(s, stamps)
	return nil
}

// account writes run.json.
func (w *work) account(s *Summary) error {
	if err := w.st.settle(); err != nil {
		return err
	}
	times := map[string]map[string]float64{}
	for i := range s.Reports {
		times[s.Reports[i].ID] = s.Reports[i].Seconds
	}
	w.st.remember(times, "times.json")
	f, err := w.st.begin(filepath.Join(w.Out, "run.json"), true, func(to io.Writer) error { return encode(to, s) })
	if err != nil {
		return err
	}
	if err := f.commit(); err != nil {
		return err
	}
	return safefile.SyncFolder(w.Out)
}

// joining is the joined files while they are written. Each has a goroutine of its
// own: workbooks and tables take as long as reading the reports does.
type joining struct {
	sinks   []chan *duizhao.Report
	pending []*pending
	errs    []error
	done    sync.WaitGroup
}

func (w *work) open(joined []*Joined) (*joining, error) {
	files := &joining{pending: make([]*pending, len(joined)), errs: make([]error, len(joined))}
	for i, k := range joined {
		reports := make(chan *duizhao.Report, 1)
		files.sinks = append(files.sinks, reports)
		files.done.Go(func() {
			files.pending[i], files.errs[i] = w.st.begin(filepath.Join(w.Out, k.Path), false, func(to io.Writer) error { return k.write(to, reports) })
			for range reports { // a file that failed must not hold up the others
			}
		})
	}
	return files, nil
}

func (f *joining) add(r *duizhao.Report) {
	for _, to := range f.sinks {
		to <- r
	}
}

// close waits until all files are whole.
func (f *joining) close() error {
	for _, to := range f.sinks {
		close(to)
	}
	f.done.Wait()
	return errors.Join(f.errs...)
}

func (f *joining) discard() {
	for _, p := range f.pending {
		if p != nil {
			p.discard()
		}
	}
}
