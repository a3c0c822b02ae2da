package review

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"duizhao"
	"duizhao/internal/safefile"
)

// entry is one line of the undo log: what somebody did to the decisions. A line is
// on disk before the decisions are changed; one whose change did not come about,
// because the power went, is followed by one that voids it.
type entry struct {
	Kind   string      `json:"kind"` // "do", "undo", "redo", "void", "other": what was done elsewhere
	By     string      `json:"by,omitempty"`
	When   string      `json:"when,omitempty"`
	Of     int         `json:"of,omitempty"` // undo, redo, void: the number of the line, counted from 1
	Before string      `json:"before"`       // revisions of the decisions
	After  string      `json:"after"`
	Key    string      `json:"key,omitempty"` // of the request
	Ops    []Op        `json:"ops,omitempty"`
	Change *difference `json:"change,omitempty"`
}

// undoLog is a report's log of changes as far as it was read. The file is only ever
// added to, by whoever holds the lock on the decisions.
type undoLog struct {
	path    string
	read    int64 // bytes of it that were read
	torn    bool  // the last line has no end
	entries []logged
	stacks  map[string]*stack // by person
	keys    map[string]bool   // of requests that were done
}

// logged is an entry without its change, which is read again when it is wanted.
type logged struct {
	kind, by, key string
	before, after string
	touched       map[string]bool
	at            int64
	length        int
}

// stack holds the numbers of the lines a person can undo and redo.
type stack struct{ undo, redo []int }

func newUndoLog(path string) *undoLog {
	return &undoLog{path: path, stacks: map[string]*stack{}, keys: map[string]bool{}}
}

func (l *undoLog) stack(by string) *stack {
	if l.stacks[by] == nil {
		l.stacks[by] = &stack{}
	}
	return l.stacks[by]
}

// counts returns how often a person can undo and redo.
func (l *undoLog) counts(by string) (undo, redo int) {
	s := l.stacks[by]
	if s == nil {
		return 0, 0
	}
	return len(s.undo), len(s.redo)
}

// refresh reads what was added since. Lines that are not whole count for nothing:
// their change was not made.
func (l *undoLog) refresh() error {
	f, err := os.Open(l.path)
	if errors.Is(err, fs.ErrNotExist) {
		*l = *newUndoLog(l.path)
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	if i, err := f.Stat(); err == nil && i.Size() < l.read {
		*l = *newUndoLog(l.path) // somebody took it away
	}
	if _, err := f.Seek(l.read, io.SeekStart); err != nil {
		return err
	}
	l.torn = false
	r := bufio.NewReaderSize(f, 1<<20)
	for {
		line, err := r.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			l.torn = len(line) > 0
			return nil
		}
		if err != nil {
			return err
		}
		l.take(line)
	}
}

// take adds a line that was read.
func (l *undoLog) take(line []byte) {
	at := l.read
	l.read += int64(len(line))
	var e entry
	if json.Unmarshal(line, &e) != nil {
		l.entries = append(l.entries, logged{kind: "torn"}) // lines keep their numbers
		return
	}
	l.add(&e, at, len(line))
}

func (l *undoLog) add(e *entry, at int64, length int) {
	k := logged{kind: e.Kind, by: e.By, key: e.Key, before: e.Before, after: e.After, at: at, length: length}
	if e.Change != nil {
		k.touched = e.Change.touched()
	}
	l.entries = append(l.entries, k)
	if k.key != "" {
		l.keys[k.key] = true
	}
	l.count(e, len(l.entries), true)
}

// count puts line n on the stacks, or, where it is not to stand, takes it off.
func (l *undoLog) count(e *entry, n int, stands bool) {
	s := l.stack(e.By)
	switch e.Kind {
	case "do":
		if stands {
			s.undo, s.redo = append(s.undo, n), nil
		} else {
			s.undo = drop(s.undo, n)
		}
	case "undo", "redo":
		from, to := &s.undo, &s.redo
		if (e.Kind == "redo") == stands {
			from, to = to, from
		}
		*from, *to = drop(*from, e.Of), append(*to, e.Of)
	case "void":
		if e.Of < 1 || e.Of > len(l.entries) {
			return
		}
		if k := l.entries[e.Of-1]; k.kind == "do" || k.kind == "undo" || k.kind == "redo" {
			if voided, err := l.entry(e.Of); err == nil {
				l.count(voided, e.Of, false)
			}
			delete(l.keys, k.key)
			l.entries[e.Of-1].kind = "voided"
		}
	}
}

func drop(s []int, n int) []int {
	if i := slices.Index(s, n); i >= 0 {
		return slices.Delete(slices.Clone(s), i, i+1)
	}
	return s
}

// entry reads line n again. A log that was damaged may ask for lines it does not have.
func (l *undoLog) entry(n int) (*entry, error) {
	if n < 1 || n > len(l.entries) {
		return nil, fmt.Errorf("%s: no line %d", l.path, n)
	}
	f, err := os.Open(l.path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	k := l.entries[n-1]
	line := make([]byte, k.length)
	if _, err := f.ReadAt(line, k.at); err != nil {
		return nil, err
	}
	e := new(entry)
	return e, json.Unmarshal(line, e)
}

// append adds e; it is on disk when append returns.
func (l *undoLog) append(e *entry) error {
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	line = append(line, '\n')
	_, statErr := os.Stat(l.path)
	f, err := os.OpenFile(l.path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return err
	}
	torn := l.torn
	if torn {
		line = append([]byte{'\n'}, line...)
	}
	_, err = f.Write(line)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		l.torn = true // perhaps; an empty line does no harm
		return err
	}
	if statErr != nil {
		if err := safefile.SyncFolder(filepath.Dir(l.path)); err != nil {
			return err
		}
	}
	if torn {
		return l.refresh()
	}
	at := l.read
	l.read += int64(len(line))
	l.add(e, at, len(line))
	return nil
}

// reconcile voids the last line where its change did not come about: the decisions
// are still what they were before it.
func (l *undoLog) reconcile(revision string) error {
	n := len(l.entries)
	for n > 0 && l.entries[n-1].kind == "torn" {
		n--
	}
	if n == 0 {
		return nil
	}
	k := l.entries[n-1]
	if k.kind != "void" && k.kind != "voided" && k.after != revision && k.before == revision {
		return l.append(&entry{Kind: "void", Of: n, Before: revision, After: revision})
	}
	return nil
}

// since names what others changed after the decisions had that revision; ok is false
// where it is not known.
func (l *undoLog) since(revision, by string) (touched map[string]string, ok bool) {
	touched = map[string]string{}
	for i := len(l.entries) - 1; i >= 0; i-- {
		k := &l.entries[i]
		switch k.kind {
		case "do", "undo", "redo", "other":
		default:
			continue
		}
		if k.after == revision {
			return touched, true
		}
		if k.touched == nil {
			return nil, false // nobody knows what was changed
		}
		for t := range k.touched {
			touched[t] = k.by
		}
		if k.before == revision {
			return touched, true
		}
	}
	return nil, false
}

// end returns what the decisions were after the last line; empty where there is none.
func (l *undoLog) end() string {
	for i := len(l.entries) - 1; i >= 0; i-- {
		if k := &l.entries[i]; k.kind != "torn" && k.kind != "voided" {
			return k.after
		}
	}
	return ""
}

// last returns the number of the line a person would undo, or redo; 0 for none.
func (l *undoLog) last(by string, redo bool) int {
	s := l.stack(by)
	list := s.undo
	if redo {
		list = s.redo
	}
	if len(list) == 0 {
		return 0
	}
	return list[len(list)-1]
}

// overrun reports whether somebody else changed since what line n touches.
func (l *undoLog) overrun(n int, by string) bool {
	own := l.entries[n-1].touched
	for _, k := range l.entries[n:] {
		if k.by == by && k.kind != "other" {
			continue
		}
		switch k.kind {
		case "do", "undo", "redo", "other":
			for t := range k.touched {
				if own[t] {
					return true
				}
			}
		}
	}
	return false
}

// decisionsBytes returns d as its file holds it.
func decisionsBytes(d *duizhao.Decisions) []byte {
	b, err := d.JSON()
	if err != nil {
		return nil // it was read from such bytes
	}
	return bytes.TrimSpace(b)
}
