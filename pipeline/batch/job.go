package batch

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"duizhao"
	"duizhao/internal/decisionfile"
	"duizhao/pipeline"
)

// job is one report on its way through the stages.
type job struct {
	src    pipeline.Source
	record Record
	need   need
	docs   pipeline.Documents
	zh, en *duizhao.Reading
	report *duizhao.Report // nil where nothing has to be written
	err    error

	// turn decides between a worker that is about to put files in their places and
	// the clock that gives its report up: who sets it first goes on. It is nil where
	// there is no limit of time.
	turn *atomic.Bool
}

func (j *job) mine() bool { return j.turn == nil || j.turn.CompareAndSwap(false, true) }

// need says what is to be done for a report, and why.
type need struct {
	parts  map[string]string
	stamp  *stamp   // of an earlier run, or nil
	result bool     // the report must be worked out
	files  []Output // these must be written
	why    []string // the parts that have changed, or a word for another reason
}

// Reasons besides the name of a part that has changed.
const (
	whyNew    = "new"    // there is no earlier result
	whyForce  = "force"  // asked for
	whyFile   = "file"   // a file of the result is missing or not as it was written
	whyFormat = "format" // a file is written otherwise now, or was not asked for before
	whySource = "source" // a part: the report's own files
)

// outputs lists the files of one report, its own one first.
func (o *Options) outputs() []Output { return append([]Output{o.Base.Output}, o.Each...) }

// needs compares what report src was made from with what it would be made from.
func (w *work) needs(src pipeline.Source, sums []string) need {
	n := need{parts: maps.Clone(w.shared), stamp: w.st.stamp(src.ID)}
	if w.Learn {
		n.parts["learn"] = "on" // what was learned is no part: it is for the reports that follow
	}
	n.parts[whySource] = digest(append(append([]string{src.Period, src.Area}, src.Files...), sums...)...)
	if d := w.decided(src.ID); d != "" {
		n.parts["decisions"] = d
	}
	all := w.outputs()
	switch {
	case n.stamp == nil:
		n.why = []string{whyNew}
	case w.Force:
		n.why = []string{whyForce}
	default:
		n.why = changed(n.stamp.Parts, n.parts)
	}
	if n.result = n.why != nil; n.result {
		n.files = all
		return n
	}
	for i, out := range all {
		path := filepath.ToSlash(out.Path(src.ID))
		was, there := n.stamp.Written[path]
		switch {
		case !there || was.From != out.Key:
			n.why = append(n.why, whyFormat)
		case !w.st.whole(path, was):
			n.why = append(n.why, whyFile)
			n.result = n.result || i == 0
		default:
			continue
		}
		n.files = append(n.files, out)
	}
	if n.result {
		n.files = all
	}
	n.why = slices.Compact(n.why)
	return n
}

// read is the first stage: it finds out what is to be done, and reads the files or
// the earlier result.
func (w *work) read(j *job) {
	files := make([][]byte, len(j.src.Files))
	sums := make([]string, len(files))
	for i, path := range j.src.Files {
		if files[i], j.err = w.load(path); j.err != nil {
			return
		}
		sum := sha256.Sum256(files[i])
		sums[i] = hex.EncodeToString(sum[:])
	}
	j.need = w.needs(j.src, sums)
	if j.err = w.claimed(j); j.err != nil {
		return
	}
	if !j.need.result {
		j.record.Counts, j.record.fresh = j.need.stamp.Counts, true
		if len(j.need.files) == 0 {
			return
		}
		var ok bool
		if j.report, ok = w.base(w.st, j.need.stamp); ok {
			return
		}
		j.need.result, j.need.files, j.record.fresh = true, w.outputs(), false
	}
	var found []*duizhao.Document
	for i, path := range j.src.Files {
		docs, err := w.extract(path, files[i], sums[i])
		if err != nil {
			j.err = err
			return
		}
		found = append(found, docs...)
	}
	if j.docs, j.err = pipeline.Gather(j.src, found); j.err == nil {
		j.err = w.decide(j)
	}
}

// decided names what people settled about a report, the file decisions/<id>.json,
// which runs never write; "" where there is nothing.
func (w *work) decided(id string) string {
	data, err := os.ReadFile(decisionfile.Path(w.Out, id))
	if err != nil {
		return ""
	}
	return digest(string(data))
}

// decide gives a job what people settled about its report. A file that cannot be
// read ends the job: the decisions in it must not be passed over in silence.
func (w *work) decide(j *job) error {
	d, err := decisionfile.Load(w.Out, j.src.ID)
	j.docs = j.docs.Decide(d)
	return err
}

// claimed refuses a report whose id stands for other files already: an id made of
// names alone can be the same for another year's folder, and the earlier result
// would be lost. Where those files are gone, they were moved or renamed.
func (w *work) claimed(j *job) error {
	if j.need.stamp == nil {
		return nil
	}
	for _, was := range j.need.stamp.Files {
		if slices.ContainsFunc(j.src.Files, func(f string) bool { return samePath(f, was) }) {
			return nil
		}
		if gone(was) {
			return nil
		}
	}
	return &duizhao.Error{
		Stage: "discover", Code: "taken", Path: j.src.Files[0],
		Text: duizhao.Bilingual{
			Zh: fmt.Sprintf("编号 %q 在此结果文件夹中已属于 %s；请改名，用清单指定编号，或另选结果文件夹", j.src.ID, strings.Join(j.need.stamp.Files, "、")),
			En: fmt.Sprintf("id %q already stands for %s in this folder of results; rename one, give ids in a manifest, or choose another folder", j.src.ID, strings.Join(j.need.stamp.Files, ", ")),
		},
	}
}

// cheap lists the formats that are read faster than their cached Documents.
var cheap = map[string]bool{"text": true, "markdown": true}

// extract reads a file, or what an earlier run has kept of it.
func (w *work) extract(path string, data []byte, sum string) ([]*duizhao.Document, error) {
	kept := w.st.path("extract", digest(sum, w.p.ExtractParts())+".gob")
	if old, err := os.ReadFile(kept); err == nil && !w.Force {
		var docs []*duizhao.Document
		if gob.NewDecoder(bytes.NewReader(old)).Decode(&docs) == nil {
			for _, d := range docs {
				d.Path = path
			}
			return docs, nil
		}
	}
	docs, err := w.p.ExtractBytes(path, data)
	if err != nil || cheap[docs[0].Format] {
		return docs, err
	}
	var b bytes.Buffer
	if gob.NewEncoder(&b).Encode(docs) == nil {
		w.st.keep(kept, b.Bytes())
	}
	return docs, nil
}

// analyse is the second stage: each language is read on its own.
func (w *work) analyse(j *job) { j.zh, j.en = w.p.Read(j.docs.Zh), w.p.Read(j.docs.En) }

// compare is the third stage: the two are laid side by side.
func (w *work) compare(j *job) {
	b := w.p.Compare(j.src.ID, j.docs, j.zh, j.en)
	if w.Learn {
		w.keepLesson(j.src.ID, b)
	}
	j.report = b.Report()
	j.docs, j.zh, j.en = pipeline.Documents{}, nil, nil // the report stands alone
	j.record.Counts = counts(j.report)
}

// write is the last stage: the files of the report, then its stamp. The files are
// put in their places together, when all of them are whole.
func (w *work) write(j *job) {
	s := &stamp{
		ID: j.src.ID, Files: j.src.Files, Parts: j.need.parts, Counts: j.record.Counts,
		Area: cmp.Or(j.report.Area.En, j.report.Area.Zh), Period: j.report.Period, Written: map[string]written{},
	}
	if !j.need.result { // some files only: the rest is as it was
		s = j.need.stamp
	}
	if j.err = w.put(s, j.report, j.need.files, j.mine); j.err != nil {
		return
	}
	if j.need.result {
		w.keepFigures(j.report)
	}
	j.report = nil
}

// put writes outputs of r and the stamp s, which then speaks of them. Nothing is in
// its place before mine, asked once, has said that it still may.
func (w *work) put(s *stamp, r *duizhao.Report, outputs []Output, mine func() bool) error {
	var files []*pending
	defer func() {
		for _, f := range files {
			f.discard()
		}
	}()
	for _, out := range outputs {
		path := out.Path(s.ID)
		f, err := w.st.begin(filepath.Join(w.Out, path), false, func(to io.Writer) error { return out.Write(to, r) })
		if err != nil {
			return err
		}
		files = append(files, f)
		s.Written[filepath.ToSlash(path)] = written{From: out.Key, SHA256: f.sha256}
	}
	if !mine() {
		return context.DeadlineExceeded
	}
	for len(files) > 0 {
		if err := files[0].commit(); err != nil {
			return err
		}
		files = files[1:]
	}
	return w.st.setStamp(s)
}

// expired ends a report that has taken too long.
func expired(j *job, stage string, limit time.Duration) error {
	return &duizhao.Error{
		Stage: stage, Code: "timeout", Path: j.src.Files[0], Err: context.DeadlineExceeded,
		Text: duizhao.Bilingual{
			Zh: fmt.Sprintf("超过了每份报告的时限 %s；请检查此文件，或放宽 --timeout-per-report", limit),
			En: fmt.Sprintf("took longer than a report may take, %s; look at the file, or allow more with --timeout-per-report", limit),
		},
	}
}

var errFirst = errors.New("a report has failed")
