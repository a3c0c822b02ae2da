package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"duizhao"
	"duizhao/internal/decode"
)

const stage = "extract"

// defaultMaxBytes is far above any report; what is larger was named by mistake.
const defaultMaxBytes = 200 << 20

// Options says how a file is read. The zero value reads files of up to 200 MB and
// finds the languages out.
type Options struct {
	MaxBytes int64        // the largest file that is read, in bytes; 0 means 200 MB
	Lang     duizhao.Lang // the one language wanted; "" means whatever the file holds

	// Isolate, if set, has the risky part of reading a PDF file done apart from the
	// process, so that a file made to do harm harms nothing else. It must call Work
	// with the same kind and input, in another process or as it sees fit, and return
	// what Work returns. After limit it must give up. Where it is nil the work is
	// done in the process, within limits that are counted (pages, operators, bytes)
	// and without one of time.
	Isolate func(kind string, input []byte, limit time.Duration) ([]byte, error)
}

// File reads the file at path and returns one Document for each language it
// holds, Chinese first. A bilingual file gives two Documents with the same Path
// and SHA256. A *duizhao.Error says what kept it from being read; its Code is one
// of missing, directory, unreadable, too_large, empty, binary, encoding,
// unsupported, neither_language and other_language (only with Options.Lang); of a
// PDF file also damaged, password, timeout, memory, output, crashed and
// ocr_missing.
func File(path string, o Options) ([]*duizhao.Document, error) {
	data, err := load(path, o)
	if err != nil {
		return nil, err
	}
	return Bytes(path, data, o)
}

// Bytes does what File does for data that is already in memory; name stands in
// the Documents and errors as their path.
func Bytes(name string, data []byte, o Options) ([]*duizhao.Document, error) {
	if int64(len(data)) > o.Limit() {
		return nil, failure("too_large", name, nil, megabytes(int64(len(data))), megabytes(o.Limit()))
	}
	if len(data) == 0 {
		return nil, failure("empty", name, nil)
	}
	f := sniff(data)
	if f.read == nil && f.readWith == nil {
		return nil, f.unsupported(name)
	}
	c, err := f.content(data, o)
	if err != nil {
		return nil, refusal(name, err)
	}
	if len(c.blocks) == 0 {
		return nil, failure("empty", name, c.shortfall())
	}
	parts, err := part(c, name, o.Lang)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	docs := make([]*duizhao.Document, len(parts))
	for i, p := range parts {
		docs[i] = assemble(p)
		docs[i].Path, docs[i].SHA256, docs[i].Format = name, hex.EncodeToString(sum[:]), c.format
		docs[i].Pages = c.pages
		docs[i].Problems = append(append([]duizhao.Problem{}, c.problems...), p.problems...)
	}
	return docs, nil
}

// Lines reads the file at path with every line as one Block of kind paragraph in
// language lang. Empty lines are empty Blocks, so that a Block's index is its
// line's number, counted from 0. Markup stays as it is. Errors are those of File.
func Lines(path string, lang duizhao.Lang) (*duizhao.Document, error) {
	data, err := load(path, Options{})
	if err != nil {
		return nil, err
	}
	text, _, _, err := decode.Text(data)
	if err != nil {
		return nil, refusal(path, err)
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	if strings.TrimSpace(text) == "" {
		return nil, failure("empty", path, nil)
	}
	b := newBuilder(lang)
	for i, s := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		b.add(duizhao.Block{Kind: duizhao.Paragraph, Lines: [2]int{i + 1, i + 1}}, strings.TrimSpace(clean(s)))
	}
	doc := b.document()
	sum := sha256.Sum256(data)
	doc.Path, doc.SHA256, doc.Format = path, hex.EncodeToString(sum[:]), "text"
	return doc, nil
}

// Limit is the size in bytes of the largest file that is read.
func (o Options) Limit() int64 {
	if o.MaxBytes > 0 {
		return o.MaxBytes
	}
	return defaultMaxBytes
}

// Load reads the file at path into memory, for Bytes. Errors are those of File that
// have to do with the file and not with what is in it.
func Load(path string, o Options) ([]byte, error) { return load(path, o) }

func load(path string, o Options) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, failure("missing", path, nil)
		}
		return nil, failure("unreadable", path, cause(err))
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, failure("unreadable", path, cause(err))
	}
	if info.IsDir() {
		return nil, failure("directory", path, nil)
	}
	if info.Size() > o.Limit() {
		return nil, failure("too_large", path, nil, megabytes(info.Size()), megabytes(o.Limit()))
	}
	// One byte more than the limit, so that Bytes notices a file that has grown or
	// that, like a pipe, has no size beforehand.
	data, err := io.ReadAll(io.LimitReader(f, o.Limit()+1))
	if err != nil {
		return nil, failure("unreadable", path, cause(err))
	}
	if len(data) == 0 {
		return nil, failure("empty", path, nil)
	}
	return data, nil
}
