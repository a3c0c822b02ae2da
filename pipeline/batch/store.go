package batch

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"duizhao"
)

// store is what a run keeps in OUT for the next one, below OUT/cache: for each
// report a stamp, and what was expensive to read from its files. All of it may be
// deleted; the next run then works everything out again.
//
// Files of results are not synced to the disk one by one, which would cost more
// than making them. Instead a stamp holds the hash of every file it speaks of, and
// a file that is not as its stamp says, after a loss of power or because somebody
// changed it, counts as not there. All of them are synced together, once, before
// the account says that they are done.
type store struct {
	out     string
	temp    string // where files are written before they are renamed; on the same disk
	still   bool   // nothing is kept
	changed atomic.Bool
	buffers sync.Pool // of *bufio.Writer
}

// origin stands for what the report of s was made from.
func (s *stamp) origin() string {
	var all []string
	for _, name := range sortedKeys(s.Parts) {
		all = append(all, name, s.Parts[name])
	}
	return digest(all...)
}

const stampSchema = "duizhao.stamp/1"

// stamp says what the files of one report were made from.
type stamp struct {
	Schema  string             `json:"schema"`
	ID      string             `json:"id"`
	Files   []string           `json:"files"`
	Parts   map[string]string  `json:"parts"`   // what the report followed from, by name
	Written map[string]written `json:"written"` // by path below OUT, with slashes
	History string             `json:"history"` // digest of the findings against other reports that are in it
	Area    string             `json:"area"`
	Period  string             `json:"period"`
	Counts  Counts             `json:"counts"`
}

// written says what a file was made from besides its report, and what came out.
type written struct {
	From   string `json:"from"`
	SHA256 string `json:"sha256"`
}

func (st *store) path(parts ...string) string {
	return filepath.Join(append([]string{st.out, "cache"}, parts...)...)
}

func (st *store) stampPath(id string) string { return st.path("stamps", id+".json") }

// stamp returns the stamp of a report, or nil where there is none that this
// program can use.
func (st *store) stamp(id string) *stamp {
	data, err := os.ReadFile(st.stampPath(id))
	if err != nil {
		return nil
	}
	var s stamp
	if json.Unmarshal(data, &s) != nil || s.Schema != stampSchema || s.ID != id {
		return nil
	}
	return &s
}

// stamps lists the ids of all reports with a stamp, ascending.
func (st *store) stamps() []string {
	files, _ := filepath.Glob(st.path("stamps", "*.json"))
	ids := make([]string, len(files))
	for i, f := range files {
		ids[i] = strings.TrimSuffix(filepath.Base(f), ".json")
	}
	slices.Sort(ids)
	return ids
}

func (st *store) setStamp(s *stamp) error {
	s.Schema = stampSchema
	return st.writeJSON(st.stampPath(s.ID), s)
}

func (st *store) writeJSON(path string, v any) error {
	f, err := st.begin(path, false, func(w io.Writer) error { return encode(w, v) })
	if err != nil {
		return err
	}
	return f.commit()
}

// encode writes v as indented JSON.
func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(v)
}

// whole reports whether the file at path below OUT is as the stamp says.
func (st *store) whole(path string, w written) bool {
	f, err := os.Open(filepath.Join(st.out, filepath.FromSlash(path)))
	if err != nil {
		return false
	}
	defer f.Close()
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	return err == nil && hex.EncodeToString(sum.Sum(nil)) == w.SHA256
}

// pending is a file that is whole but does not yet stand in its place.
type pending struct {
	st         *store
	temp, path string
	sha256     string
}

// begin writes a file's content to a temporary file. With durable it is on the disk
// when begin returns.
func (st *store) begin(path string, durable bool, write func(io.Writer) error) (*pending, error) {
	if err := os.MkdirAll(st.temp, 0o755); err != nil {
		return nil, writeError(path, err)
	}
	f, err := os.CreateTemp(st.temp, "*"+filepath.Ext(path))
	if err != nil {
		return nil, writeError(path, err)
	}
	sum := sha256.New()
	err = st.buffered(&hashing{f, sum}, write)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err == nil && durable {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		os.Remove(f.Name())
		return nil, writeError(path, err)
	}
	return &pending{st, f.Name(), path, hex.EncodeToString(sum.Sum(nil))}, nil
}

// buffered has write write to w in pieces that are worth a call of the system.
func (st *store) buffered(w io.Writer, write func(io.Writer) error) error {
	b, _ := st.buffers.Get().(*bufio.Writer)
	if b == nil {
		b = bufio.NewWriterSize(nil, 1<<16)
	}
	defer func() {
		b.Reset(nil)
		st.buffers.Put(b)
	}()
	b.Reset(w)
	if err := write(b); err != nil {
		return err
	}
	return b.Flush()
}

type hashing struct {
	w   io.Writer
	sum hash.Hash
}

func (h *hashing) Write(p []byte) (int, error) {
	n, err := h.w.Write(p)
	h.sum.Write(p[:n])
	return n, err
}

// commit puts the file in its place.
func (f *pending) commit() error {
	f.st.changed.Store(true)
	err := os.MkdirAll(filepath.Dir(f.path), 0o755)
	if err == nil {
		err = os.Rename(f.temp, f.path)
	}
	if err != nil {
		return writeError(f.path, err)
	}
	return nil
}

func (f *pending) discard() { os.Remove(f.temp) }

// changed names the parts in which two results' origins differ.
func changed(was, is map[string]string) []string {
	all := maps.Clone(was)
	maps.Copy(all, is)
	var out []string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if was[name] != is[name] {
			out = append(out, name)
		}
	}
	return out
}

// digest returns 32 hexadecimal digits that stand for parts.
func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:16])
}

// remember keeps v under a name below OUT/cache; recall reads it back and reports
// whether it was there. A value that cannot be kept is no error: it is worked out
// again next time.
func (st *store) remember(v any, name ...string) {
	_ = st.writeJSON(st.path(name...), v)
}

func (st *store) recall(v any, name ...string) bool {
	data, err := os.ReadFile(st.path(name...))
	return err == nil && json.NewDecoder(bytes.NewReader(data)).Decode(v) == nil
}

// keep writes a file of the cache. That it cannot be written is no error: it saves
// time next time, and that is all.
func (st *store) keep(path string, data []byte) {
	if st.still {
		return
	}
	f, err := st.begin(path, false, func(w io.Writer) error { _, err := w.Write(data); return err })
	if err == nil {
		_ = f.commit()
	}
}

// sweep removes what killed runs have left.
func (st *store) sweep() error {
	if err := os.RemoveAll(st.temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return writeError(st.temp, err)
	}
	return nil
}

// base reads a report's own file, if it is as its stamp says.
func (o *Options) base(st *store, s *stamp) (*duizhao.Report, bool) {
	path := filepath.ToSlash(o.Base.Path(s.ID))
	text, sum, err := readHashed(filepath.Join(st.out, filepath.FromSlash(path)))
	if err != nil || sum != s.Written[path].SHA256 {
		return nil, false
	}
	r, err := o.Base.Read(strings.NewReader(text))
	return r, err == nil
}

// readHashed reads a file and returns its hash in hexadecimal digits, too.
func readHashed(path string) (text, sum string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", "", err
	}
	defer f.Close()
	var b strings.Builder
	if info, err := f.Stat(); err == nil {
		b.Grow(int(info.Size()))
	}
	h := sha256.New()
	_, err = io.Copy(io.MultiWriter(&b, h), f)
	return b.String(), hex.EncodeToString(h.Sum(nil)), err
}
