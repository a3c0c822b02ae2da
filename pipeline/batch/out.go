package batch

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"duizhao"
	"duizhao/internal/safefile"
)

// Output is a file that is written for each report.
type Output struct {
	// Path returns the file's place below OUT for the report with this id.
	Path  func(id string) string
	Write func(w io.Writer, r *duizhao.Report) error
	Key   string // stands for what the file follows from besides the report: format, its version, language
}

// Base is the file that holds everything about one report, and can be read back.
type Base struct {
	Output
	Read func(rd io.Reader) (*duizhao.Report, error)
}

// Joined is a file that is written once for all reports of a run.
type Joined struct {
	Path string // below OUT
	Open func(w io.Writer) (duizhao.Sink, error)
	Key  string // as of Output
}

// write writes the file of reports, which come by ascending id.
func (k *Joined) write(w io.Writer, reports <-chan *duizhao.Report) error {
	sink, err := k.Open(w)
	if err != nil {
		return err
	}
	for r := range reports {
		if err := sink.Add(r); err != nil {
			return errors.Join(err, sink.Close())
		}
	}
	return sink.Close()
}

func slashed(path string) string { return filepath.ToSlash(path) }

// WriteFile writes a file so that its old content stays whole until the new one
// is: to a temporary file beside it, synced to disk, then renamed over it. The
// error is a *duizhao.Error.
func WriteFile(path string, write func(io.Writer) error) error {
	if err := safefile.Write(path, write); err != nil {
		return writeError(path, err)
	}
	return nil
}

func writeError(path string, err error) error {
	if e, ok := errors.AsType[*duizhao.Error](err); ok {
		return e
	}
	e := &duizhao.Error{
		Stage: "write", Code: "unwritable", Path: path, Err: cause(err),
		Text: duizhao.Bilingual{
			Zh: "无法写入；请检查磁盘空间和权限，或用 -o 另选文件夹；原有内容未动",
			En: "cannot be written; check free space and permissions, or choose another folder with -o; what was there is untouched",
		},
	}
	return e
}

// cause strips the path that the file system's errors repeat.
func cause(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		return e.Err
	}
	return err
}
