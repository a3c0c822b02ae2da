package review

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"duizhao"
	"duizhao/export"
)

// store finds the reports of a folder and keeps those in memory that are looked at.
type store struct {
	o       Options
	root    *os.Root // the folder: nothing outside it is opened, not by links either
	events  *events
	turns   chan struct{} // how many reports are laid out at once
	drawing chan struct{} // how many pages are drawn at once

	mu      sync.Mutex
	reports map[string]*state
	recent  []string // loaded reports, the one used last at the end
	closing bool
	work    sync.WaitGroup // what lays out behind
}

// maxLoaded is how many reports stay in memory.
const maxLoaded = 8

func newStore(o Options, e *events) (*store, error) {
	root, err := os.OpenRoot(o.Out)
	if err != nil {
		return nil, err
	}
	s := &store{o: o, root: root, events: e, turns: make(chan struct{}, 2), drawing: make(chan struct{}, 2), reports: map[string]*state{}}
	if err := s.scan(); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	if len(s.reports) == 0 {
		return nil, errors.Join(&duizhao.Error{Stage: "review", Code: "no_results", Path: o.Out, Text: duizhao.Bilingual{
			Zh: "没有运行结果（reports/*.json）；请先用 duizhao run 写出",
			En: "no results of a run (reports/*.json) in there; write them with duizhao run first",
		}}, root.Close())
	}
	return s, nil
}

// scan brings the list of reports up to date.
func (s *store) scan() error {
	f, err := s.root.Open("reports")
	var files []fs.DirEntry
	if err == nil {
		files, err = f.ReadDir(-1)
		err = errors.Join(err, f.Close())
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	there := map[string]bool{}
	for _, e := range files {
		id, ok := strings.CutSuffix(e.Name(), ".json")
		if !ok || id == "" || strings.HasPrefix(id, ".") || e.IsDir() {
			continue
		}
		there[id] = true
		if s.reports[id] == nil {
			s.reports[id] = newState(s, id)
		}
	}
	for id := range s.reports {
		if !there[id] {
			delete(s.reports, id)
			s.recent = slices.DeleteFunc(s.recent, func(r string) bool { return r == id })
		}
	}
	return nil
}

// all returns the reports by ascending id.
func (s *store) all() []*state {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]*state, 0, len(s.reports))
	for _, st := range s.reports {
		out = append(out, st)
	}
	slices.SortFunc(out, func(a, b *state) int { return strings.Compare(a.id, b.id) })
	return out
}

// find returns the report with that id, loaded. It stays so until its users are fewer.
func (s *store) find(id string) (*state, error) {
	s.mu.Lock()
	st := s.reports[id]
	if st != nil {
		st.users.Add(1)
		s.recent = append(slices.DeleteFunc(s.recent, func(r string) bool { return r == id }), id)
	}
	var idle []*state
	for _, old := range s.recent[:max(0, len(s.recent)-maxLoaded)] {
		idle = append(idle, s.reports[old])
	}
	s.mu.Unlock()
	if st == nil {
		return nil, wrong(404, "没有这份报告", "there is no such report")
	}
	for _, old := range idle {
		if old.unload() {
			s.mu.Lock()
			s.recent = slices.DeleteFunc(s.recent, func(r string) bool { return r == old.id })
			s.mu.Unlock()
		}
	}
	if err := st.load(); err != nil {
		st.users.Add(-1)
		return nil, err
	}
	return st, nil
}

// watch looks once a second whether other programs have changed reports or decisions,
// until ctx ends.
func (s *store) watch(ctx context.Context) {
	s.warm()
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		s.look()
	}
}

// maxWarm is how many reports are read before anybody asks for them.
const maxWarm = 4

// warm reads the reports that were changed last, before anybody asks for them: a long
// one takes a second.
func (s *store) warm() {
	all := s.all()
	changed := func(st *state) time.Time {
		a, b := s.stamp(reportPath(st.id)).time, s.stamp(decisionsPath(st.id)).time
		if a.Before(b) {
			return b
		}
		return a
	}
	slices.SortStableFunc(all, func(a, b *state) int { return changed(b).Compare(changed(a)) })
	s.start(func() {
		for _, st := range all[:min(maxWarm, len(all))] {
			if s.ending() {
				return
			}
			if _, err := s.find(st.id); err == nil {
				st.view(nil, "", "")
				st.users.Add(-1)
			}
		}
	})
}

func (s *store) look() {
	_ = s.scan() // a folder that is away for a moment comes back
	for _, st := range s.all() {
		st.look()
	}
}

// close ends what goes on behind, or leaves it: laying out writes nothing.
func (s *store) close() {
	s.mu.Lock()
	s.closing = true
	s.mu.Unlock()
	idle := make(chan struct{})
	go func() { s.work.Wait(); close(idle) }()
	select {
	case <-idle:
	case <-time.After(time.Second):
	}
	_ = s.root.Close()
}

func (s *store) ending() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closing
}

// start has f done behind, unless the server is ending.
func (s *store) start(f func()) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		return false
	}
	s.work.Go(f)
	return true
}

// stamp tells a version of a file from another without reading it.
type stamp struct {
	size int64
	time time.Time
}

func (s *store) stamp(path string) stamp {
	i, err := s.root.Stat(path)
	if err != nil {
		return stamp{size: -1}
	}
	return stamp{i.Size(), i.ModTime()}
}

// reportPath and decisionsPath are places below the folder; id is from the list.
func reportPath(id string) string    { return filepath.Join("reports", id+".json") }
func decisionsPath(id string) string { return filepath.Join("decisions", id+".json") }

// read returns a file of the folder.
func (s *store) read(path string) ([]byte, error) {
	f, err := s.root.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// report reads the result of a report, and a name for this version of it.
func (s *store) report(id string) (*duizhao.Report, string, error) {
	b, err := s.read(reportPath(id))
	if err != nil {
		return nil, "", err
	}
	r, err := export.ReadJSON(strings.NewReader(string(b)))
	if e, ok := errors.AsType[*duizhao.Error](err); ok {
		e.Path = filepath.Join(s.o.Out, reportPath(id))
	}
	return r, digest(b)[:8], err
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
