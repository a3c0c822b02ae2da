package batch

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duizhao"
)

// contents returns the hashes of all files below dir but the cache, by path.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			if err == nil && e.Name() == "cache" {
				return fs.SkipDir
			}
			return err
		}
		rel, _ := filepath.Rel(dir, path)
		out[rel] = fmt.Sprintf("%x", sha256.Sum256([]byte(read(t, path))))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func whys(s *Summary) map[string]string {
	out := map[string]string{}
	for i := range s.Reports {
		r := &s.Reports[i]
		out[r.ID] = strings.Join(r.Why, " ")
		if r.Fresh() && len(r.Why) == 0 {
			out[r.ID] = "unchanged"
		}
	}
	return out
}

// TestRunAgain holds that a run does what has changed and nothing else, and that
// the outcome is that of a run from nothing.
func TestRunAgain(t *testing.T) {
	plan := reports(t, "a", "b", "c")
	file := plan.Reports[1].Files[0]
	o := Options{All: ids, Each: writes(nil)}
	for _, c := range []struct {
		name   string
		change func(t *testing.T, out string, o *Options)
		want   string // why a, b, c
	}{
		{"nothing", func(*testing.T, string, *Options) {}, "unchanged unchanged unchanged"},
		{"a source", func(t *testing.T, _ string, _ *Options) {
			data := strings.ReplaceAll(read(t, file), "1.37万", "1.38万")
			if err := os.WriteFile(file, []byte(data), 0o644); err != nil {
				t.Fatal(err)
			}
		}, "unchanged source unchanged"},
		{"a file of the result altered", func(t *testing.T, out string, _ *Options) {
			if err := os.WriteFile(filepath.Join(out, "reports", "c.txt"), []byte("C"), 0o644); err != nil {
				t.Fatal(err)
			}
		}, "unchanged unchanged file"},
		{"a result lost", func(t *testing.T, out string, _ *Options) {
			if err := os.Remove(filepath.Join(out, "json", "a.json")); err != nil {
				t.Fatal(err)
			}
		}, "file unchanged unchanged"},
		{"a result emptied, as by a loss of power", func(t *testing.T, out string, _ *Options) {
			if err := os.Truncate(filepath.Join(out, "json", "a.json"), 0); err != nil {
				t.Fatal(err)
			}
		}, "file unchanged unchanged"},
		{"a format", func(_ *testing.T, _ string, o *Options) {
			o.Each = slices.Clone(o.Each)
			o.Each[0].Key = "other"
		}, "format format format"},
		{"force", func(_ *testing.T, _ string, o *Options) { o.Force = true }, "force force force"},
		{"the cache lost", func(t *testing.T, out string, _ *Options) {
			if err := os.RemoveAll(filepath.Join(out, "cache")); err != nil {
				t.Fatal(err)
			}
		}, "new new new"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "out")
			o := o
			o.Out = out
			if _, err := run(t, plan, o); err != nil {
				t.Fatal(err)
			}
			c.change(t, out, &o)
			s, err := run(t, plan, o)
			if err != nil {
				t.Fatal(err)
			}
			w := whys(s)
			if got := strings.Join([]string{w["a"], w["b"], w["c"]}, " "); got != c.want {
				t.Errorf("worked out because: %s, want %s", got, c.want)
			}
			anew := o
			anew.Out = filepath.Join(t.TempDir(), "anew")
			if _, err := run(t, plan, anew); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(contents(t, anew.Out), contents(t, out)); diff != "" {
				t.Errorf("not what a run from nothing gives (-want +got):\n%s", diff)
			}
		})
	}
}

// TestPreview holds that a preview says what the run after it does, and writes
// nothing.
func TestPreview(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	plan := reports(t, "a", "b")
	p, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Out: out, Base: base, Each: writes(nil)}
	for _, in := range Preview(p, plan, o) {
		if !in.Work || len(in.Files) != 2 || in.Why[0] != "new" {
			t.Errorf("before the first run: %+v", in)
		}
	}
	if _, err := os.Stat(out); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the preview has made %s: %v", out, err)
	}
	if _, err := run(t, plan, o); err != nil {
		t.Fatal(err)
	}
	for _, in := range Preview(p, plan, o) {
		if in.Work || in.Files != nil || in.Why != nil {
			t.Errorf("after it: %+v", in)
		}
	}
}

// TestRunKeepsOtherFolders holds that the results of an earlier run over another
// folder stay in the joined files, and that their ids are not taken over.
func TestRunKeepsOtherFolders(t *testing.T) {
	out := t.TempDir()
	o := Options{Out: out, All: ids, Each: writes(nil)}
	if _, err := run(t, reports(t, "a"), o); err != nil {
		t.Fatal(err)
	}
	s, err := run(t, reports(t, "a", "b"), o)
	if err != nil {
		t.Fatal(err)
	}
	if r := s.Reports[0]; r.Status != Kept || r.Failure == nil || r.Failure.Code != "taken" {
		t.Errorf("id of another folder's report: %s, %+v", r.Status, r.Failure)
	}
	s, err = run(t, reports(t, "c"), o)
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, filepath.Join(out, "ids.txt")); got != "a\nb\nc\n" {
		t.Errorf("joined file of %q", got)
	}
	if s.Reports[1].Status != Earlier || s.Failures() != 0 {
		t.Errorf("report of an earlier run: %s, %d failures", s.Reports[1].Status, s.Failures())
	}
}

// TestLock holds that a second run on one folder is refused with a clear word.
func TestLock(t *testing.T) {
	out := t.TempDir()
	st := &store{out: out}
	unlock, err := st.lock("lock", false)
	if err != nil {
		t.Fatal(err)
	}
	_, err = run(t, reports(t, "a"), Options{Out: out})
	if e, ok := errors.AsType[*duizhao.Error](err); !ok || e.Code != "locked" {
		t.Errorf("second run: %v", err)
	}
	unlock()
	if _, err := run(t, reports(t, "a"), Options{Out: out}); err != nil {
		t.Errorf("after the first has ended: %v", err)
	}
}

// TestShards holds that shards in any order and a merge give what one run gives,
// that a merge without all shards is refused, and that it may be asked for twice.
func TestShards(t *testing.T) {
	plan := reports(t, "a", "b", "c", "d", "e")
	whole := Options{Out: filepath.Join(t.TempDir(), "whole"), All: ids, Each: writes(nil)}
	if _, err := run(t, plan, whole); err != nil {
		t.Fatal(err)
	}
	o := whole
	o.Out = filepath.Join(t.TempDir(), "shards")
	o.Base = base
	if _, err := Merge(t.Context(), o); !coded(err, "no_shards") {
		t.Errorf("merge of nothing: %v", err)
	}
	for _, i := range []int{3, 1} {
		o.Shard = Shard{i, 3}
		if _, err := run(t, plan, o); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Merge(t.Context(), o); !coded(err, "shards_missing") || !strings.Contains(err.Error(), "2/3") {
		t.Errorf("merge without shard 2: %v", err)
	}
	if _, err := os.Stat(filepath.Join(o.Out, "run.json")); err == nil {
		t.Error("the refused merge has written run.json")
	}
	o.Shard = Shard{2, 3}
	if _, err := run(t, plan, o); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := Merge(t.Context(), o); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(contents(t, whole.Out), contents(t, o.Out)); diff != "" {
			t.Errorf("not what one run gives (-want +got):\n%s", diff)
		}
	}
}

func coded(err error, code string) bool {
	e, ok := errors.AsType[*duizhao.Error](err)
	return ok && e.Code == code
}

// TestMergeTooSoon holds that a merge while shards still run names what is missing and
// what runs, and that a share that is torn is missing.
func TestMergeTooSoon(t *testing.T) {
	plan := reports(t, "a", "b", "c", "d")
	o := Options{Out: t.TempDir(), Base: base, All: ids}
	shard := func(i int) {
		o.Shard = Shard{i, 4}
		if _, err := run(t, plan, o); err != nil {
			t.Fatal(err)
		}
	}
	shard(1)
	running, err := Shard{3, 4}.lock(&store{out: o.Out})
	if err != nil {
		t.Fatal(err)
	}
	_, err = Merge(t.Context(), o)
	if !coded(err, "shards_missing") || !strings.Contains(err.Error(), "shards 2/4, 3/4, 4/4 have not") || !strings.Contains(err.Error(), "running now: 3/4") {
		t.Errorf("while 3/4 runs: %v", err)
	}
	running()
	shard(2)
	shard(3)
	shard(4)
	if err := os.Truncate(filepath.Join(o.Out, "cache", "shards", "shard-2-of-4.json"), 10); err != nil {
		t.Fatal(err)
	}
	if _, err := Merge(t.Context(), o); !coded(err, "shards_missing") || !strings.Contains(err.Error(), "shards 2/4 have not") {
		t.Errorf("with a torn share: %v", err)
	}
}

// TestYearsFollowReports holds that reports are compared with one another anew when
// one is added, where a run writes no file over all of them too.
func TestYearsFollowReports(t *testing.T) {
	o := Options{Out: t.TempDir(), Base: base}
	asked := 0
	o.History = func(r []*duizhao.Report) map[string][]duizhao.ReportFinding { asked = len(r); return nil }
	for _, names := range [][]string{{"a", "b"}, {"a", "b", "c"}} {
		asked = 0
		for _, want := range []int{len(names), 0} {
			asked = 0
			if _, err := run(t, reports(t, names...), o); err != nil {
				t.Fatal(err)
			}
			if asked != want {
				t.Errorf("%d reports: %d were compared, want %d", len(names), asked, want)
			}
		}
	}
}

// TestOneShard holds that an array of one task is merged as any other.
func TestOneShard(t *testing.T) {
	o := Options{Out: t.TempDir(), Base: base, All: ids, Shard: Shard{1, 1}}
	if _, err := run(t, reports(t, "a", "b"), o); err != nil {
		t.Fatal(err)
	}
	if _, err := Merge(t.Context(), o); err != nil {
		t.Fatal(err)
	}
}

// TestShardOutside holds that a shard that is none is refused.
func TestShardOutside(t *testing.T) {
	for _, h := range []Shard{{0, 3}, {4, 3}, {1, 0}, {-1, 2}} {
		if _, err := run(t, reports(t, "a"), Options{Out: t.TempDir(), Shard: h}); !coded(err, "shard") {
			t.Errorf("%v: %v", h, err)
		}
	}
}

// TestTimeout holds that a report that takes too long has failed, and the others
// have not.
func TestTimeout(t *testing.T) {
	hang := make(chan struct{})
	out, err := os.MkdirTemp("", "duizhao-*") // not t.TempDir: what hung may still be writing
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { close(hang); _ = os.RemoveAll(out) })
	o := Options{Out: out, Timeout: 2 * time.Second, Workers: 1, Each: writes(map[string]func(io.Writer) error{
		"b": func(io.Writer) error { <-hang; return nil },
	})}
	s, err := run(t, reports(t, "a", "b", "c"), o)
	if err != nil {
		t.Fatal(err)
	}
	if s.Failures() != 1 || s.Reports[1].Failure == nil || s.Reports[1].Failure.Code != "timeout" {
		t.Errorf("%+v", s.Reports)
	}
}

// TestFailFast holds that the first failure ends the run, and that the reports
// that failed can be asked for again, alone.
func TestFailFast(t *testing.T) {
	plan := reports(t, "a", "b", "c")
	if err := os.WriteFile(plan.Reports[0].Files[0], nil, 0o644); err != nil {
		t.Fatal(err)
	}
	o := Options{Out: t.TempDir(), FailFast: true, Each: writes(nil)}
	if _, err := run(t, plan, o); !errors.Is(err, errFirst) {
		t.Errorf("got error %v", err)
	}
	o.FailFast = false
	if _, err := run(t, plan, o); err != nil {
		t.Fatal(err)
	}
	o.Retry = true
	s, err := run(t, plan, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Reports) != 3 || s.Reports[0].Status != Failed || s.Reports[1].Status != Earlier {
		t.Errorf("tried again: %+v", s.Reports)
	}
}

// TestLearn holds that what reports teach is kept for the next run, and that
// the same reports with the same cache give the same files.
func TestLearn(t *testing.T) {
	plan := reports(t, "a", "b")
	o := Options{Out: t.TempDir(), Learn: true, Each: writes(nil)}
	if _, err := run(t, plan, o); err != nil {
		t.Fatal(err)
	}
	table, err := Taught(o.Out)
	if err != nil || table == nil || table.Len() == 0 {
		t.Fatalf("taught: %v, error %v", table, err)
	}
	before := contents(t, o.Out)
	s, err := run(t, plan, o)
	if err != nil {
		t.Fatal(err)
	}
	if w := whys(s); w["a"] != "unchanged" || !cmp.Equal(before, contents(t, o.Out)) {
		t.Errorf("the second run: %v", w)
	}
	if err := os.WriteFile(filepath.Join(o.Out, taughtFile), []byte("no table"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Taught(o.Out); !coded(err, "table") || !strings.Contains(err.Error(), "taught.txt") {
		t.Errorf("a damaged table: %v", err)
	}
}

// TestObserve holds that trace and metrics tell of every stage and status.
func TestObserve(t *testing.T) {
	s, err := run(t, reports(t, "a", "b"), Options{Out: t.TempDir(), Each: writes(nil)})
	if err != nil {
		t.Fatal(err)
	}
	var trace, metrics strings.Builder
	if err := errors.Join(s.Trace(&trace), s.Metrics(&metrics, time.Time{})); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"stage": "compare"`, `"reports": 2`, `"id": "b"`} {
		if !strings.Contains(trace.String(), want) {
			t.Errorf("the trace lacks %s:\n%s", want, &trace)
		}
	}
	for _, want := range []string{`duizhao_reports{status="done"} 2`, `duizhao_stage_seconds{stage="write",state="busy"}`, "# TYPE duizhao_findings gauge"} {
		if !strings.Contains(metrics.String(), want) {
			t.Errorf("the metrics lack %s:\n%s", want, &metrics)
		}
	}
}
