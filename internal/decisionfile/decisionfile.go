// Package decisionfile keeps what people settled about a report: the file
// decisions/<id>.json below the folder of results. Runs read it; the review page and
// `duizhao import` change it, one after the other, also from several processes.
package decisionfile

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"duizhao"
	"duizhao/internal/safefile"
)

// Path returns the place of the decisions about report id below out.
func Path(out, id string) string { return filepath.Join(out, "decisions", id+".json") }

// Load reads the decisions about report id; nil where there are none. The error, a
// *duizhao.Error, names the file.
func Load(out, id string) (*duizhao.Decisions, error) {
	d, _, err := LoadBytes(out, id)
	return d, err
}

// LoadBytes is Load, and returns the file's bytes too, by which a version of it can
// be told from another.
func LoadBytes(out, id string) (*duizhao.Decisions, []byte, error) {
	path := Path(out, id)
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, failed(path, "unreadable", err, duizhao.Bilingual{
			Zh: "无法读取校订记录；请检查权限", En: "the decisions cannot be read; check the permissions",
		})
	}
	d, err := duizhao.ParseDecisions(b)
	if e, ok := errors.AsType[*duizhao.Error](err); ok {
		e.Path = path
		return nil, nil, e
	}
	return d, b, err
}

// Update changes the decisions about report id while nobody else does: change gets
// a copy of them, and what it leaves is on disk when Update returns. Where change
// fails or leaves all as it was, nothing is written. The error is change's or a
// *duizhao.Error that names the file.
func Update(out, id string, change func(*duizhao.Decisions) error) error {
	path := Path(out, id)
	unlock, err := lock(path)
	if err != nil {
		return unwritable(path, err)
	}
	defer unlock()
	old, was, err := LoadBytes(out, id)
	if err != nil {
		return err
	}
	d := old.Clone()
	d.Report = id
	if err := change(d); err != nil {
		return err
	}
	b, err := d.JSON()
	if err != nil || bytes.Equal(b, was) || was == nil && d.Empty() {
		return err
	}
	err = safefile.Write(path, func(w io.Writer) error { _, err := w.Write(b); return err })
	if err == nil {
		err = safefile.SyncFolder(filepath.Dir(path))
	}
	if err != nil {
		return unwritable(path, err)
	}
	return nil
}

func unwritable(path string, err error) error {
	return failed(path, "unwritable", err, duizhao.Bilingual{
		Zh: "无法写入校订记录；请检查磁盘空间和权限；原有内容未动",
		En: "the decisions cannot be written; check free space and permissions; what was there is untouched",
	})
}

func failed(path, code string, err error, text duizhao.Bilingual) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		err = e.Err // it would repeat the path
	}
	return &duizhao.Error{Stage: "decisions", Code: code, Path: path, Err: err, Text: text}
}
