package batch

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"duizhao"
	"duizhao/pipeline"
)

// loaded is one pipeline for all tests: loading the dictionary takes a moment.
var loaded = sync.OnceValues(func() (*pipeline.Pipeline, error) { return pipeline.New(pipeline.Options{}) })

const text = "2023年白鹭市知识产权状况\n\n2023年，全市专利授权量达1.37万件。\n\n" +
	"Intellectual Property in Bailu in 2023\n\nIn 2023, Bailu was granted 13,700 patents.\n"

// reports writes small reports and returns their plan.
func reports(t *testing.T, ids ...string) *Plan {
	t.Helper()
	dir := t.TempDir()
	for _, id := range ids {
		if err := os.WriteFile(filepath.Join(dir, id+".txt"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return Discover([]string{dir}, "")
}

func run(t *testing.T, plan *Plan, o Options) (*Summary, error) {
	t.Helper()
	p, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	o.Base = base
	return Run(t.Context(), p, plan, []string{"in"}, o)
}

// base is the report's own file.
var base = Base{
	Output: Output{
		Path:  func(id string) string { return filepath.Join("json", id+".json") },
		Write: func(w io.Writer, r *duizhao.Report) error { return json.NewEncoder(w).Encode(r) },
	},
	Read: func(rd io.Reader) (*duizhao.Report, error) {
		r := new(duizhao.Report)
		return r, json.NewDecoder(rd).Decode(r)
	},
}

// writes returns an Output that writes the report's id, or does what special says.
func writes(special map[string]func(io.Writer) error) []Output {
	return []Output{{
		Path: func(id string) string { return filepath.Join("reports", id+".txt") },
		Write: func(w io.Writer, r *duizhao.Report) error {
			if f := special[r.ID]; f != nil {
				return f(w)
			}
			_, err := io.WriteString(w, r.ID)
			return err
		},
	}}
}

// ids is a joined file: the reports it was made of.
// list is a Sink that writes the reports' ids, one a line.
type list struct{ w io.Writer }

func (l list) Add(r *duizhao.Report) error { _, err := io.WriteString(l.w, r.ID+"\n"); return err }
func (l list) Close() error                { return nil }

var ids = []Joined{{Path: "ids.txt", Open: func(w io.Writer) (duizhao.Sink, error) { return list{w}, nil }}}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestRunIsolates holds that a report that fails while it is written, or makes the
// program panic, costs no other report its result, and leaves no half-written file.
func TestRunIsolates(t *testing.T) {
	out := t.TempDir()
	s, err := run(t, reports(t, "a", "b", "c", "d"), Options{Out: out, All: ids, Each: writes(map[string]func(io.Writer) error{
		"b": func(w io.Writer) error {
			_, _ = io.WriteString(w, "half")
			return errors.New("no space left on device")
		},
		"c": func(io.Writer) error { panic("index out of range") },
	})})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"a": "done", "b": "failed unwritable", "c": "failed panic", "d": "done"}
	for _, r := range s.Reports {
		got := string(r.Status)
		if r.Failure != nil {
			got += " " + r.Failure.Code
		}
		if got != want[r.ID] {
			t.Errorf("%s: %s, want %s", r.ID, got, want[r.ID])
		}
	}
	if got := read(t, filepath.Join(out, "ids.txt")); got != "a\nd\n" {
		t.Errorf("joined file of %q", got)
	}
	left, _ := filepath.Glob(filepath.Join(out, "reports", "*"))
	if len(left) != 2 {
		t.Errorf("files left behind: %v", left)
	}
	var record Summary
	if err := json.Unmarshal([]byte(read(t, filepath.Join(out, "run.json"))), &record); err != nil || len(record.Reports) != 4 {
		t.Errorf("run.json: %v, %d reports", err, len(record.Reports))
	}
}

// TestRunKeeps holds that a report that fails today keeps its earlier result, in
// its file and in the joined one.
func TestRunKeeps(t *testing.T) {
	out := t.TempDir()
	plan := reports(t, "a", "b")
	o := Options{Out: out, All: ids, Each: writes(nil)}
	if _, err := run(t, plan, o); err != nil {
		t.Fatal(err)
	}
	o.Force = true
	o.Each = writes(map[string]func(io.Writer) error{"b": func(io.Writer) error { return errors.New("full") }})
	s, err := run(t, plan, o)
	if err != nil {
		t.Fatal(err)
	}
	if s.Reports[1].Status != Kept || s.Failures() != 1 {
		t.Errorf("status %s, %d failures", s.Reports[1].Status, s.Failures())
	}
	if got := read(t, filepath.Join(out, "reports", "b.txt")) + read(t, filepath.Join(out, "ids.txt")); got != "ba\nb\n" {
		t.Errorf("left behind: %q", got)
	}
}

// TestRunUnwritable holds that a folder that cannot be written is said before any
// work is done.
func TestRunUnwritable(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := run(t, reports(t, "a"), Options{Out: filepath.Join(file, "out"), Each: writes(nil)})
	e, ok := errors.AsType[*duizhao.Error](err)
	if !ok || e.Code != "unwritable" || !strings.HasPrefix(e.Error(), filepath.Join(file, "out")) {
		t.Errorf("got %v", err)
	}
}

// TestRunOrder holds that the account of a run and the joined file are in the
// order of the ids however many workers there are.
func TestRunOrder(t *testing.T) {
	names := []string{"a", "b", "c", "d", "e", "f", "g", "h"}
	for _, workers := range []int{1, 5} {
		out := t.TempDir()
		s, err := run(t, reports(t, names...), Options{Out: out, Workers: workers, All: ids, Each: writes(nil)})
		if err != nil {
			t.Fatal(err)
		}
		if got := read(t, filepath.Join(out, "ids.txt")); got != strings.Join(names, "\n")+"\n" {
			t.Errorf("%d workers: joined file of %q", workers, got)
		}
		for i, r := range s.Reports {
			if r.ID != names[i] || r.Seconds["compare"] <= 0 {
				t.Errorf("%d workers: record %d is %s with times %v", workers, i, r.ID, r.Seconds)
			}
		}
	}
}

// TestWriteFileKeepsTheOld holds that a file whose writing fails is as it was.
func TestWriteFileKeepsTheOld(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	if err := WriteFile(path, func(w io.Writer) error { _, err := io.WriteString(w, "old"); return err }); err != nil {
		t.Fatal(err)
	}
	err := WriteFile(path, func(w io.Writer) error { _, _ = io.WriteString(w, "ne"); return errors.New("stop") })
	if err == nil || read(t, path) != "old" {
		t.Errorf("error %v, content %q", err, read(t, path))
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}
