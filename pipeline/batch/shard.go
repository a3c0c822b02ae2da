package batch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"duizhao"
)

// Shard is one of Count equal parts of a run, numbered from 1. The zero value is
// the whole run.
type Shard struct{ Index, Count int }

func (h Shard) check() error {
	if h == (Shard{}) || h.Index >= 1 && h.Index <= h.Count {
		return nil
	}
	return &duizhao.Error{Stage: "run", Code: "shard", Text: duizhao.Bilingual{
		Zh: fmt.Sprintf("没有第 %d/%d 份；请用 1/%d 至 %d/%d", h.Index, h.Count, max(h.Count, 1), max(h.Count, 1), max(h.Count, 1)),
		En: fmt.Sprintf("there is no shard %d of %d; they go from 1/%d to %d/%d", h.Index, h.Count, max(h.Count, 1), max(h.Count, 1), max(h.Count, 1)),
	}}
}

func (h Shard) whole() bool { return h == Shard{} }

func (h Shard) name() string {
	if h.whole() {
		return "run"
	}
	return fmt.Sprintf("shard-%d-of-%d", h.Index, h.Count)
}

// lock takes the whole of OUT for a whole run; a shard shares it with the others.
func (h Shard) lock(st *store) (func(), error) {
	all, err := st.lock("lock", !h.whole())
	if err != nil || h.whole() {
		return all, err
	}
	own, err := st.lockSoon(h.name()+".lock", time.Second)
	if err != nil {
		all()
		return nil, err
	}
	return func() { own(); all() }, nil
}

// of returns the shard's part of plan: every Count-th report, so that large ones
// that stand together are spread. Failures belong to the first shard.
func (h Shard) of(plan *Plan) *Plan {
	if h.whole() {
		return plan
	}
	out := &Plan{Skipped: plan.Skipped}
	for i, src := range plan.Reports {
		if i%h.Count == h.Index-1 {
			out.Reports = append(out.Reports, src)
		}
	}
	if h.Index == 1 {
		out.Failed = plan.Failed
	}
	return out
}

// share is what a shard leaves for Merge.
type share struct {
	Schema string   `json:"schema"`
	Plan   string   `json:"plan"` // digest of the whole plan: equal for all shards of a run
	Count  int      `json:"count"`
	Run    *Summary `json:"run"`
}

const shareSchema = "duizhao.shard/1"

// leave writes the shard's share of the account. It comes last: where it is, the
// shard's reports are, through a loss of power too.
func (w *work) leave(s *Summary, plan *Plan) error {
	if err := w.st.settle(); err != nil {
		return err
	}
	return w.st.writeJSON(w.st.path("shards", w.Shard.name()+".json"), share{shareSchema, plan.digest(w.shared), w.Shard.Count, s})
}

// begin removes what earlier runs have left for Merge: the shard's own share, and
// those of runs over something else. What shards of this run have left stays.
func (w *work) beginShard(plan *Plan) error {
	if w.Shard.whole() {
		return nil
	}
	mine := plan.digest(w.shared)
	for _, f := range w.st.shareFiles() {
		var x share
		if readJSON(f, &x) && x.Plan == mine && x.Count == w.Shard.Count && filepath.Base(f) != w.Shard.name()+".json" {
			continue
		}
		if err := os.Remove(f); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return writeError(f, err)
		}
	}
	return nil
}

func (st *store) shareFiles() []string {
	files, _ := filepath.Glob(st.path("shards", "shard-*.json"))
	return files
}

// digest stands for what a run does: its reports and what they follow from.
func (p *Plan) digest(parts map[string]string) string {
	var all []string
	for _, src := range p.Reports {
		all = append(all, src.ID+"\t"+strings.Join(src.Files, "\t"))
	}
	for _, r := range p.Failed {
		all = append(all, r.ID)
	}
	for _, name := range sortedKeys(parts) {
		all = append(all, name, parts[name])
	}
	return digest(all...)
}

// Merge does what is left when all shards of a run have ended: the comparison of
// the years, the joined files and run.json. The result is that of one run over
// everything, whatever the order in which the shards ended. The error, a
// *duizhao.Error, names the shards that are missing; then nothing is written.
func Merge(ctx context.Context, o Options) (*Summary, error) {
	start := time.Now()
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	st := &store{out: o.Out, temp: filepath.Join(o.Out, "cache", "tmp", "run")}
	unlock, err := st.lock("lock", false)
	if err != nil {
		return nil, st.unfinished(err)
	}
	defer unlock()
	if err := st.sweep(); err != nil {
		return nil, err
	}
	s, err := st.shares()
	if err != nil {
		return nil, err
	}
	w := &work{Options: &o, st: st}
	if err := w.finish(ctx, s); err != nil {
		return s, err
	}
	s.Seconds = time.Since(start).Seconds()
	_ = st.sweep()
	return s, st.merged(s)
}

// merged keeps the account for a Merge that is asked for again, and takes away the
// shares, so that they are not taken for those of a later run.
func (st *store) merged(s *Summary) error {
	if err := st.writeJSON(st.path("shards", "merged.json"), s); err != nil {
		return err
	}
	for _, f := range st.shareFiles() {
		if err := os.Remove(f); err != nil {
			return writeError(f, err)
		}
	}
	return nil
}

// shares puts the shards' accounts together.
func (st *store) shares() (*Summary, error) {
	files := st.shareFiles()
	var before Summary
	if len(files) == 0 && st.recall(&before, "shards", "merged.json") {
		return &before, nil
	}
	var all []share
	have := map[string]bool{} // one that is torn is not there
	for _, f := range files {
		var x share
		if readJSON(f, &x) && x.Schema == shareSchema && x.Run != nil {
			all = append(all, x)
			have[strings.TrimSuffix(filepath.Base(f), ".json")] = true
		}
	}
	if len(all) == 0 {
		return nil, st.incomplete(nil, nil)
	}
	count := all[0].Count
	s := &Summary{Schema: RecordSchema, Version: all[0].Run.Version, Inputs: all[0].Run.Inputs, Skipped: all[0].Run.Skipped, Notes: all[0].Run.Notes}
	for _, x := range all {
		if x.Plan != all[0].Plan || x.Count != count {
			return nil, st.mixed()
		}
		s.Reports = append(s.Reports, x.Run.Reports...)
	}
	if missing := absent(have, count); missing != nil {
		return nil, st.incomplete(missing, nil)
	}
	slices.SortFunc(s.Reports, func(a, b Record) int { return cmp.Compare(a.ID, b.ID) })
	return s, nil
}

// absent lists the shards of count that have left nothing.
func absent(have map[string]bool, count int) []Shard {
	var out []Shard
	for i := 1; i <= count; i++ {
		if h := (Shard{i, count}); !have[h.name()] {
			out = append(out, h)
		}
	}
	return out
}

// unfinished says which shards are missing where Merge finds OUT locked because some
// of them still run; else it returns locked, why OUT cannot be had.
func (st *store) unfinished(locked error) error {
	running := st.running()
	if running == nil {
		return locked
	}
	have := map[string]bool{}
	for _, f := range st.shareFiles() {
		have[strings.TrimSuffix(filepath.Base(f), ".json")] = true
	}
	for _, h := range running {
		delete(have, h.name()) // it begins by taking its share away, and may be about to
	}
	return st.incomplete(absent(have, running[0].Count), running)
}

// running lists the shards that hold their locks.
func (st *store) running() []Shard {
	files, _ := filepath.Glob(st.path("shard-*-of-*.lock"))
	var out []Shard
	for _, f := range files {
		var h Shard
		if n, _ := fmt.Sscanf(filepath.Base(f), "shard-%d-of-%d.lock", &h.Index, &h.Count); n == 2 && h.check() == nil && held(f) {
			out = append(out, h)
		}
	}
	slices.SortFunc(out, func(a, b Shard) int { return cmp.Or(cmp.Compare(a.Count, b.Count), cmp.Compare(a.Index, b.Index)) })
	return out
}

func listed(shards []Shard, between string) string {
	var all []string
	for _, h := range shards {
		all = append(all, fmt.Sprintf("%d/%d", h.Index, h.Count))
	}
	return strings.Join(all, between)
}

func (st *store) incomplete(missing, running []Shard) error {
	if missing == nil {
		return &duizhao.Error{Stage: "merge", Code: "no_shards", Path: st.out, Text: duizhao.Bilingual{
			Zh: "没有任何一份的结果；请先用 duizhao run --shard i/n 运行各份",
			En: "no shard has left a result here; run the shards first with duizhao run --shard i/n",
		}}
	}
	var now duizhao.Bilingual
	if running != nil {
		now = duizhao.Bilingual{Zh: "（正在运行：" + listed(running, "、") + "）", En: " (running now: " + listed(running, ", ") + ")"}
	}
	return &duizhao.Error{Stage: "merge", Code: "shards_missing", Path: st.out, Text: duizhao.Bilingual{
		Zh: fmt.Sprintf("还缺第 %s 份的结果%s；请运行（或等待）它们，再合并；现有文件未动", listed(missing, "、"), now.Zh),
		En: fmt.Sprintf("shards %s have not left their results%s; run them (or wait for them), then merge; nothing was changed", listed(missing, ", "), now.En),
	}}
}

func (st *store) mixed() error {
	return &duizhao.Error{Stage: "merge", Code: "shards_mixed", Path: st.path("shards"), Text: duizhao.Bilingual{
		Zh: "各份结果不属于同一次运行（输入、规则、程序版本或份数不同）；请删除此文件夹，重新运行各份",
		En: "the shards are not of one run (inputs, rules, program or number of shards differ); delete this folder and run the shards again",
	}}
}
