package batch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"duizhao"
	"duizhao/pipeline"
)

// taughtFile is what the reports of earlier runs have taught, below OUT.
var taughtFile = filepath.Join("cache", "taught.txt")

// Taught returns what the reports in out have taught about words, for the Options
// of the pipeline of the next run; nil where there is nothing. The error, a
// *duizhao.Error, says that the file is not one that a run has written.
func Taught(out string) (*pipeline.Table, error) {
	path := filepath.Join(out, taughtFile)
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, pathError(path, err)
	}
	t := new(pipeline.Table)
	if err := t.UnmarshalText(text); err != nil {
		if e, ok := errors.AsType[*duizhao.Error](err); ok {
			e.Path = path
		}
		return nil, err
	}
	return t, nil
}

func (w *work) lessonPath(id string) string { return w.st.path("lessons", id+".txt") }

// keepLesson keeps what a report teaches.
func (w *work) keepLesson(id string, b *duizhao.Bitext) {
	if lesson := w.p.Lesson(b); lesson != nil {
		if text, err := lesson.MarshalText(); err == nil {
			w.st.keep(w.lessonPath(id), text)
		}
	}
}

// teach adds up the lessons of all reports that have a result, for the next run.
// Only reports that were worked out with Learn have any. It is done last: a run that is killed before goes on from what it began with.
func (w *work) teach(stamps []*stamp) {
	sum := new(pipeline.Table)
	for _, k := range stamps {
		if k.Parts["learn"] == "" {
			continue
		}
		text, err := os.ReadFile(w.lessonPath(k.ID))
		if err != nil {
			continue
		}
		var one pipeline.Table
		if one.UnmarshalText(text) == nil {
			sum.Add(&one)
		}
	}
	if text, err := sum.MarshalText(); err == nil && sum.Len() > 0 {
		w.st.keep(filepath.Join(w.Out, taughtFile), text)
	}
}
