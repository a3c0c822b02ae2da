package batch

import (
	"archive/zip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"duizhao"
	"duizhao/internal/zipname"
)

// load reads a file, which may stand in an archive.
func (w *work) load(path string) ([]byte, error) {
	archive, inner, ok := strings.Cut(path, zipname.Inside)
	if !ok || !isArchive(archive) {
		return w.p.Load(path)
	}
	z, err := zip.OpenReader(archive)
	if err != nil {
		return nil, archiveError(archive, err)
	}
	defer z.Close()
	for _, f := range z.File {
		if zipname.Of(f) != inner {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, archiveError(archive, err)
		}
		defer r.Close()
		// One byte more than is read of any file, so that what is too large is noticed:
		// the size an archive states may be wrong.
		data, err := io.ReadAll(io.LimitReader(r, w.p.MaxBytes()+1))
		if err != nil {
			return nil, archiveError(archive, err)
		}
		return data, nil
	}
	return nil, &duizhao.Error{Stage: "discover", Code: "missing", Path: path, Text: duizhao.Bilingual{
		Zh: "压缩包中已没有这个文件；请检查压缩包", En: "the archive no longer holds this file; check the archive",
	}}
}

func isArchive(path string) bool { return strings.EqualFold(filepath.Ext(path), ".zip") }

// walkArchive lists the candidates in the archive at path.
func (p *Plan) walkArchive(path string) []candidate {
	z, err := zip.OpenReader(path)
	if err != nil {
		p.fail(path, archiveError(path, err))
		return nil
	}
	defer z.Close()
	var found []candidate
	for _, f := range z.File {
		name := zipname.Of(f)
		base := name[strings.LastIndex(name, "/")+1:]
		switch full := path + zipname.Inside + name; {
		case f.FileInfo().IsDir() || strings.HasPrefix(base, ".") || strings.HasPrefix(name, "__MACOSX/"):
		case !extensions[strings.ToLower(filepath.Ext(base))] || isArchive(base):
			p.Skipped = append(p.Skipped, full)
		default:
			found = append(found, candidateOf(name, full))
		}
	}
	if len(found) == 0 {
		p.fail(path, noReports(path))
	}
	return found
}

func archiveError(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return pathError(path, err)
	}
	return &duizhao.Error{Stage: "discover", Code: "archive", Path: path, Err: err, Text: duizhao.Bilingual{
		Zh: "无法打开此压缩包（可能已损坏或加密）；请解压后给出文件夹",
		En: "this archive cannot be opened (damaged or encrypted); unpack it and name the folder",
	}}
}

// gone reports whether nothing is at path any more.
func gone(path string) bool {
	archive, _, _ := strings.Cut(path, zipname.Inside)
	_, err := os.Stat(archive)
	return err != nil
}
