package review

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"duizhao"
	"duizhao/internal/safefile"
	"duizhao/internal/zipname"
)

// The limits of showing a source.
const (
	maxSource  = 256 << 20 // bytes
	maxImage   = 32 << 20
	drawTime   = 30 * time.Second
	imageWidth = 1400 // pixels, whatever size the page says it has
)

// sourceFile is a file the report was read from, as the page sees it.
type sourceFile struct {
	Langs  []duizhao.Lang    `json:"lang"`
	Name   string            `json:"name"` // without folders
	Pages  int               `json:"pages"`
	Kind   string            `json:"kind"`   // "pdf", "html", "text", "other"
	Reason duizhao.Bilingual `json:"reason"` // why it cannot be shown; empty where it can
}

func (s *Server) pages(w http.ResponseWriter, _ *http.Request, st *state) error {
	out := []sourceFile{}
	for _, src := range st.sources() {
		f := sourceFile{Langs: src.Languages, Name: baseName(src.Path), Pages: src.Pages, Kind: kindOf(src.Format)}
		if _, err := s.content(src); err != nil {
			if p, ok := errors.AsType[*problem](err); ok {
				f.Reason = p.text
			}
		}
		out = append(out, f)
	}
	answer(w, http.StatusOK, map[string]any{"files": out})
	return nil
}

func (st *state) sources() []duizhao.Source {
	st.mu.Lock()
	defer st.mu.Unlock()
	if st.base == nil {
		return nil
	}
	return st.base.Sources
}

func baseName(path string) string { return filepath.Base(strings.ReplaceAll(path, `\`, "/")) }

func kindOf(format string) string {
	switch format {
	case "pdf", "html":
		return format
	case "text", "markdown", "mhtml":
		return "text"
	}
	return "other"
}

// sourceOf returns the file that the request names by its number in the report.
func (s *Server) sourceOf(r *http.Request, st *state) (duizhao.Source, error) {
	sources := st.sources()
	n, err := number(r.PathValue("file"))
	if err != nil || n >= len(sources) {
		return duizhao.Source{}, wrong(http.StatusNotFound, "没有这个文件", "there is no such file")
	}
	return sources[n], nil
}

var digits = regexp.MustCompile(`^[0-9]{1,6}$`)

func number(s string) (int, error) {
	if !digits.MatchString(s) {
		return 0, errors.New("no number")
	}
	return strconv.Atoi(s)
}

// content returns the bytes of a file that a report was read from. Only files that
// the report names are read, and only where they still are what it was read from: a
// report made up to name another file cannot have it shown without knowing it.
func (s *Server) content(src duizhao.Source) ([]byte, error) {
	moved := func(err error) error {
		s.log.Debug("source", "path", src.Path, "error", err)
		return wrong(http.StatusNotFound, "原文件不在原处（可在运行时所在的文件夹中启动 duizhao review）", "the source file is not where it was (start duizhao review in the folder where the run was started)")
	}
	archive, inner, archived := strings.Cut(src.Path, zipname.Inside)
	i, err := os.Stat(archive)
	if err != nil {
		return nil, moved(err)
	}
	if !i.Mode().IsRegular() || i.Size() > maxSource && !archived {
		return nil, wrong(http.StatusNotFound, "原文件无法显示", "the source file cannot be shown")
	}
	var b []byte
	if archived {
		b, err = unpacked(archive, inner)
	} else {
		b, err = limitedFile(archive)
	}
	if err != nil {
		return nil, moved(err)
	}
	if digest(b) != src.SHA256 {
		return nil, wrong(http.StatusNotFound, "原文件在运行之后已改动，不再显示", "the source file was changed since the run and is not shown")
	}
	return b, nil
}

func limitedFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxSource+1))
}

// unpacked returns a file of a zip archive. What is more than may be shown is left out,
// whatever size the archive states: its SHA-256 is then another.
func unpacked(archive, inner string) ([]byte, error) {
	z, err := zip.OpenReader(archive)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	for _, f := range z.File {
		if zipname.Of(f) != inner {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		defer r.Close()
		return io.ReadAll(io.LimitReader(r, maxSource+1))
	}
	return nil, os.ErrNotExist
}

// image draws a page of a PDF source: image is its number with ".png".
func (s *Server) image(w http.ResponseWriter, r *http.Request, st *state) error {
	name, ok := strings.CutSuffix(r.PathValue("image"), ".png")
	src, n, err := s.pageOf(r, st, name)
	if err != nil || !ok {
		return errors.Join(err, noPage(!ok))
	}
	b, err := s.drawn(r.Context(), src, n)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Cache-Control", "private, max-age=86400")
	w.Header().Set("Content-Length", strconv.Itoa(len(b)))
	_, _ = w.Write(b)
	return nil
}

func noPage(yes bool) error {
	if !yes {
		return nil
	}
	return wrong(http.StatusNotFound, "没有这一页", "there is no such page")
}

// pageOf returns the PDF source and the page that the request names.
func (s *Server) pageOf(r *http.Request, st *state, page string) (duizhao.Source, int, error) {
	src, err := s.sourceOf(r, st)
	if err != nil {
		return src, 0, err
	}
	n, err := number(page)
	if err != nil || n < 1 || n > src.Pages || kindOf(src.Format) != "pdf" {
		return src, 0, noPage(true)
	}
	return src, n, nil
}

// drawn returns the picture of a page, from OUT/cache or drawn by poppler's pdftoppm.
func (s *Server) drawn(ctx context.Context, src duizhao.Source, n int) ([]byte, error) {
	data, err := s.content(src)
	if err != nil {
		return nil, err
	}
	place := filepath.Join("cache", "pages", fmt.Sprintf("%s-%d.png", digest(data), n))
	if b, err := s.store.read(place); err == nil {
		return b, nil
	}
	page := strconv.Itoa(n)
	b, err := s.poppler(ctx, data, "pdftoppm", "-q", "-png", "-f", page, "-l", page, "-scale-to-x", strconv.Itoa(imageWidth), "-scale-to-y", "-1", "-singlefile", "-")
	if err != nil {
		return nil, err
	}
	if err := safefile.Write(filepath.Join(s.o.Out, place), func(w io.Writer) error { _, err := w.Write(b); return err }); err != nil {
		s.log.Warn("page image", "error", err) // it is drawn again next time
	}
	return b, nil
}

// poppler has one of poppler's programs read a PDF file from its input, under limits
// of time and output.
func (s *Server) poppler(ctx context.Context, data []byte, program string, args ...string) ([]byte, error) {
	path, err := exec.LookPath(program)
	if err != nil {
		return nil, wrong(http.StatusNotFound, "未安装 poppler-utils，无法显示页面图像", "page images need poppler-utils, which is not installed")
	}
	select { // two at once: the machine is a person's
	case s.store.drawing <- struct{}{}:
		defer func() { <-s.store.drawing }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	ctx, cancel := context.WithTimeout(ctx, drawTime)
	defer cancel()
	c := exec.CommandContext(ctx, path, args...)
	c.Stdin = bytes.NewReader(data)
	out := &limited{left: maxImage}
	c.Stdout = out
	c.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C"}
	c.WaitDelay = time.Second
	if err := c.Run(); err != nil || out.Len() == 0 {
		s.log.Debug(program, "error", err)
		return nil, wrong(http.StatusNotFound, "这一页无法显示", "this page cannot be shown")
	}
	return out.Bytes(), nil
}

// limited is a buffer that takes so many bytes and no more.
type limited struct {
	bytes.Buffer
	left int
}

func (l *limited) Write(b []byte) (int, error) {
	if l.left -= len(b); l.left < 0 {
		return 0, errors.New("too much output")
	}
	return l.Buffer.Write(b)
}

// source returns what a source that is no PDF says, as plain text.
func (s *Server) source(w http.ResponseWriter, r *http.Request, st *state) error {
	src, err := s.sourceOf(r, st)
	if err != nil {
		return err
	}
	data, err := s.content(src)
	if err != nil {
		return err
	}
	text, err := plain(kindOf(src.Format), data)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	_, _ = io.WriteString(w, text)
	return nil
}
