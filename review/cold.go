package review

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"encoding/gob"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"duizhao"
	"duizhao/export"
)

// A long report takes seconds to be read, and longer to be laid out with what people
// decided. What the page asks for first is therefore kept in OUT/cache/review, which
// may be deleted: the view of the report as it was last laid out, with all its rows,
// and, where people decided something, the report itself.

// coldFrom is the size in bytes from which on a report's view is kept.
const coldFrom = 1 << 20

// coldView is a view that was kept, and what it was made of.
type coldView struct {
	Program                 string
	Base, Decisions, Undone fileStamp // of the report, its decisions and the undo log
	View                    view      // without Index and Rows
	Index                   []byte
	Blocks                  [][]byte          // rows of so many beads each as are around a place
	Units                   map[string]int    // paragraphs' beads
	Counts                  map[string][2]int // by person: what there is to undo and to do again
}

// fileStamp is a stamp that can be kept.
type fileStamp struct {
	Size, Nanoseconds int64
}

func (s *store) fileStamp(path string) fileStamp {
	k := s.stamp(path)
	return fileStamp{k.size, k.time.UnixNano()}
}

func undoPath(id string) string    { return filepath.Join("decisions", id+".undo.jsonl") }
func coldPath(id string) string    { return filepath.Join("cache", "review", id+".view") }
func laidOutPath(id string) string { return filepath.Join("cache", "review", id+".report") }

// cold returns the answer to a page that asks for a report that is not in memory yet,
// from what was kept; nil where nothing was, or it is no longer right. The report is
// then read behind.
func (s *store) cold(id string, places []string, by string) []byte {
	s.mu.Lock()
	st := s.reports[id]
	s.mu.Unlock()
	if st == nil || st.there.Load() || s.o.Program == "" {
		return nil
	}
	b, err := s.read(coldPath(id))
	var c coldView
	if err != nil || gob.NewDecoder(bytes.NewReader(b)).Decode(&c) != nil {
		return nil
	}
	if c.Program != s.o.Program || c.Base != s.fileStamp(reportPath(id)) || c.Decisions != s.fileStamp(decisionsPath(id)) || c.Undone != s.fileStamp(undoPath(id)) {
		return nil
	}
	s.start(func() {
		if st, err := s.find(id); err == nil {
			st.users.Add(-1)
		}
	})
	v := c.View
	v.Index, v.Cuts, v.Stale = c.Index, append([][2]string{}, v.Cuts...), append([]staleDecision{}, v.Stale...) // lists, where they are empty too
	for _, id := range places {
		if at, ok := c.Units[id]; ok {
			v.At = at
		}
	}
	for k := max(0, v.At-around) / around; k <= (v.At+around)/around && k < len(c.Blocks); k++ {
		v.Rows = append(v.Rows, c.Blocks[k])
	}
	n := c.Counts[by]
	v.Undo, v.Redo = n[0], n[1]
	if out, err := json.Marshal(&v); err == nil {
		return out
	}
	return nil
}

// keepCold keeps what is shown, which has been laid out whole, for the next start.
func (st *state) keepCold() {
	l := st.now
	if st.s.o.Program == "" || st.baseStamp.size < coldFrom || st.stale || st.kept == l.revision {
		return
	}
	st.kept = l.revision
	c := coldView{
		Program: st.s.o.Program, Counts: map[string][2]int{},
		Base: fileStamp{st.baseStamp.size, st.baseStamp.time.UnixNano()}, Decisions: fileStamp{st.decStamp.size, st.decStamp.time.UnixNano()},
		Undone: st.s.fileStamp(undoPath(st.id)),
		View:   view{ID: st.id, Title: l.report.Title, Revision: l.revision, Texts: l.units.name, Cuts: st.cuts(), Stale: staleOf(l.report)},
	}
	for by := range st.log.stacks {
		undo, redo := st.log.counts(by)
		c.Counts[by] = [2]int{undo, redo}
	}
	decided := !st.decisions.Empty()
	st.s.start(func() {
		if err := errors.Join(st.s.write(coldPath(st.id), c.of(l)), st.keepLaidOut(l, decided)); err != nil {
			st.s.o.Log.Debug("cache", "report", st.id, "error", err) // it is a convenience
		}
	})
}

// of returns c with what l shows, as its file holds it.
func (c coldView) of(l *layout) []byte {
	c.Index = l.index().JSON()
	c.Units = map[string]int{}
	for i := range l.report.Alignment.Paragraphs {
		b := &l.report.Alignment.Paragraphs[i]
		for _, id := range b.Zh {
			c.Units[id] = i
		}
		for _, id := range b.En {
			c.Units[id] = i
		}
	}
	for from := 0; from < len(l.report.Alignment.Paragraphs); from += around {
		b, err := json.Marshal(l.rows(l.beads(from, from+around)))
		if err != nil {
			return nil
		}
		c.Blocks = append(c.Blocks, b)
	}
	var b bytes.Buffer
	if gob.NewEncoder(&b).Encode(c) != nil {
		return nil
	}
	return b.Bytes()
}

func (st *state) keepLaidOut(l *layout, decided bool) error {
	if !decided {
		return nil
	}
	b, err := json.Marshal(l.report)
	if err != nil {
		return err
	}
	return st.s.write(laidOutPath(st.id), append([]byte(st.s.o.Program+" "+l.revision+"\n"), b...))
}

// laidOut returns the report as it was laid out with the decisions as they are; nil
// where it was not kept.
func (st *state) laidOut() *duizhao.Report {
	if st.s.o.Program == "" || st.baseStamp.size < coldFrom {
		return nil
	}
	b, err := st.s.read(laidOutPath(st.id))
	if err != nil {
		return nil
	}
	key, rest, _ := strings.Cut(string(b), "\n")
	if key != st.s.o.Program+" "+st.revision+"."+st.baseName {
		return nil
	}
	r, err := export.ReadJSON(strings.NewReader(rest))
	if err != nil {
		return nil
	}
	return r
}

// write replaces a file of the folder that may be lost.
func (s *store) write(path string, data []byte) error {
	if data == nil {
		return nil
	}
	fresh := path + "." + rand.Text()[:8]
	err := s.root.MkdirAll(filepath.Dir(path), 0o755)
	if err == nil {
		err = s.root.WriteFile(fresh, data, 0o644)
	}
	if err == nil {
		err = s.root.Rename(fresh, path)
	}
	return cmp.Or(err, ignoreMissing(s.root.Remove(fresh)))
}

func ignoreMissing(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}
