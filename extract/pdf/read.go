package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Read reads the pages of the PDF file of size bytes in r. It returns an error that
// is one of ErrEmpty, ErrNotPDF, ErrPassword, ErrDamaged and ErrNoPages (errors.Is)
// when there is nothing to read; a page that cannot be read, or one bound of o that
// is reached, is a Problem instead. The result depends on the bytes and on o alone.
func Read(r io.ReaderAt, size int64, o Options) (*File, error) {
	o = o.withDefaults()
	if size <= 0 {
		return nil, ErrEmpty
	}
	start, err := headerStart(r, size)
	if err != nil {
		return nil, err
	}
	var best attempt
	var failed error
	for _, way := range ways {
		a := attempt{way: way.name}
		a.file, a.err = way.read(io.NewSectionReader(r, start, size-start), size-start, o)
		if errors.Is(a.err, ErrPassword) {
			return nil, ErrPassword
		}
		if failed == nil {
			failed = a.err
		}
		if a.betterThan(best) {
			best = a
		}
		if best.clean() && (failed == nil || best.file.glyphs() > 0) {
			break
		}
	}
	if best.file == nil {
		if errors.Is(failed, ErrNoPages) {
			return nil, ErrNoPages
		}
		return nil, fmt.Errorf("%w: %s", ErrDamaged, oneLine(failed))
	}
	if failed != nil && best.way != ways[0].name {
		best.file.Problems = append(best.file.Problems, Problem{Code: "reader", Message: "the file is damaged; read " + best.way + " after: " + oneLine(failed)})
	}
	return best.file, nil
}

// ways are the ways to read a file, from the usual one to the last resort.
var ways = []struct {
	name string
	read func(io.ReaderAt, int64, Options) (*File, error)
}{
	{"by pdfcpu", func(r io.ReaderAt, size int64, o Options) (*File, error) {
		return readDocument(openPdfcpu, r, size, o)
	}},
	{"by ledongthuc/pdf", func(r io.ReaderAt, size int64, o Options) (*File, error) {
		return readDocument(openLedongthuc, r, size, o)
	}},
	{"with new cross references", readRepaired},
}

// readRepaired reads the file after writing it anew.
func readRepaired(r io.ReaderAt, size int64, o Options) (f *File, err error) {
	defer recovered(&err)
	src := make([]byte, size)
	if _, err := r.ReadAt(src, 0); err != nil && err != io.EOF {
		return nil, err
	}
	if src = repaired(src, o); src == nil {
		return nil, ErrDamaged
	}
	return readDocument(openPdfcpu, bytes.NewReader(src), int64(len(src)), o)
}

// attempt is what came of one way to read a file.
type attempt struct {
	way  string
	file *File
	err  error
}

// clean reports whether nothing in the file was found damaged.
func (a attempt) clean() bool {
	return a.file != nil && !a.file.damaged
}

func (a attempt) betterThan(b attempt) bool {
	return a.file != nil && (b.file == nil || a.file.glyphs() > b.file.glyphs())
}

func (f *File) glyphs() int {
	n := 0
	for _, p := range f.Pages {
		for _, r := range p.Runs {
			n += len(r.Glyphs)
		}
	}
	return n
}

// headerStart returns where "%PDF-" begins: offsets count from there in files with
// something before it, which viewers accept within the first 1,024 bytes.
func headerStart(r io.ReaderAt, size int64) (int64, error) {
	head := make([]byte, min(size, 1024))
	n, err := r.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return 0, err
	}
	if i := bytes.Index(head[:n], []byte("%PDF-")); i >= 0 {
		return int64(i), nil
	}
	return 0, ErrNotPDF
}

// oneLine shortens a library's error for a message.
func oneLine(err error) string {
	line, _, _ := bytes.Cut([]byte(err.Error()), []byte("\n"))
	return strings.ToValidUTF8(string(line[:min(len(line), 120)]), unknown)
}

// reader reads the pages of one file.
type reader struct {
	options Options
	file    *File
	fonts   map[string]*font
	loader  fontLoader
	runs    runBuilder // of one page after the other
	glyphs  int        // shown so far
	content int64      // bytes of content decoded so far
}

func readDocument(open func(io.ReaderAt, int64, Options) (*objects, error), src io.ReaderAt, size int64, o Options) (f *File, err error) {
	defer recovered(&err)
	doc, err := open(src, size, o)
	if err != nil {
		return nil, err
	}
	r := &reader{
		options: o,
		file: &File{
			Reader: doc.name, Encrypted: doc.encrypted,
			Title: textString([]byte(doc.info.get("Title").bytes())),
			Lang:  languageTag(doc.catalog.get("Lang").bytes()),
		},
		fonts:  map[string]*font{},
		loader: fontLoader{options: o, tables: map[string]sfnt{}},
	}
	pages := r.pageTree(doc.catalog.get("Pages"))
	if len(pages) == 0 {
		return nil, ErrNoPages
	}
	r.file.Pages = make([]Page, len(pages))
	for i, p := range pages {
		r.file.Pages[i].Number = i + 1
		r.read(&r.file.Pages[i], p)
	}
	return r.file, nil
}

// languageTag returns s where it looks like a language tag ("zh-CN"), else "".
func languageTag(s string) string {
	if len(s) < 2 || len(s) > 35 || strings.Trim(s, "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") != "" {
		return ""
	}
	return s
}

// problem notes what happened to the file.
func (r *reader) problem(code, format string, a ...any) {
	r.file.Problems = append(r.file.Problems, Problem{Code: code, Message: fmt.Sprintf(format, a...)})
}

// problem notes what happened to the page, once.
func (p *Page) problem(format string, a ...any) {
	const most = 20
	message := fmt.Sprintf(format, a...)
	if len(p.Problems) < most && !slices.Contains(p.Problems, message) {
		p.Problems = append(p.Problems, message)
	}
}

// leaf is a page's dictionary with what it inherits from the page tree.
type leaf struct {
	page                                   object
	resources, mediaBox, cropBox, rotation object
}

const maxTreeDepth = 64

// pageTree returns the pages in order. It trusts no /Count, follows no cycle, and
// looks at a bounded number of nodes.
func (r *reader) pageTree(root object) []leaf {
	var out []leaf
	nodes := 4*r.options.MaxPages + 1000
	var above []string
	var walk func(o object, inherited leaf)
	walk = func(o object, inherited leaf) {
		nodes--
		if o.kind != dictObject || nodes < 0 || len(out) > r.options.MaxPages || len(above) > maxTreeDepth {
			return
		}
		inherited.take(o)
		kids := o.get("Kids")
		if kids.kind != arrayObject {
			out = append(out, inherited)
			return
		}
		if o.id != "" && slices.Contains(above, o.id) {
			r.problem("page", "the page tree runs in a circle; its pages were read once")
			return
		}
		above = append(above, o.id)
		for i := range kids.len() {
			walk(kids.at(i), inherited)
		}
		above = above[:len(above)-1]
	}
	walk(root, leaf{})
	if len(out) > r.options.MaxPages || nodes < 0 {
		out = out[:min(len(out), r.options.MaxPages)]
		r.problem("limit", "more than %d pages; the rest was left out", len(out))
	}
	return out
}

func (l *leaf) take(o object) {
	l.page = o
	for key, at := range map[string]*object{"Resources": &l.resources, "MediaBox": &l.mediaBox, "CropBox": &l.cropBox, "Rotate": &l.rotation} {
		if v := o.get(key); v.kind != nullObject {
			*at = v
		}
	}
}

// read interprets a page. One whose text is turned as a whole, as a wide table may
// be, is read again with the page turned back.
func (r *reader) read(page *Page, l leaf) {
	rotate := ((l.rotation.int()/90*90)%360 + 360) % 360
	src := r.contents(l.page.get("Contents"), page)
	before := *page
	r.interpret(page, l, src, rotate)
	if turned := mainAngle(page.Runs); turned != 0 {
		*page = before
		r.interpret(page, l, src, (rotate+360-turned)%360)
	}
}

// mainAngle returns 90, 180 or 270 where nearly all text is turned by it, else 0.
func mainAngle(runs []Run) int {
	var count [4]int
	all := 0
	for _, run := range runs {
		if n := len(run.Glyphs); !run.Vertical {
			all += n
			if run.Angle%90 == 0 {
				count[run.Angle/90] += n
			}
		}
	}
	for i := 1; i < 4; i++ {
		if count[i] >= 20 && 10*count[i] > 8*all {
			return 90 * i
		}
	}
	return 0
}

func (r *reader) interpret(page *Page, l leaf, src []byte, rotate int) {
	ctm := pageMatrix(page, l, rotate)
	r.runs.reset()
	c := content{
		reader: r, page: page, runs: &r.runs, table: operators, path: newPath(),
		text: identityMatrix, line: identityMatrix,
		state: state{ctm: ctm, stretch: 1, strokeWidth: 1},
	}
	defer func() {
		if x := recover(); x != nil {
			page.problem("the page's content could not be read to its end: %.100v", x)
		}
		page.Runs = c.runs.finish()
		if c.outside > 0 {
			page.problem("%d characters stand outside the page and were left out", c.outside)
		}
		if c.fontless > 0 {
			page.problem("%d strings are shown in a font that is missing and were left out", c.fontless)
		}
		if n := countUnknown(page.Runs); n > 0 {
			page.problem("%d characters are unknown: their fonts do not say what they show", n)
		}
	}()
	c.run(src, l.resources)
}

func countUnknown(runs []Run) int {
	n := 0
	for _, run := range runs {
		n += bytes.Count([]byte(run.Text), []byte(unknown))
	}
	return n
}

// pageMatrix gives the page its size and returns the transformation from the
// content's coordinates to the Page's.
func pageMatrix(page *Page, l leaf, rotate int) matrix {
	box := Rect{0, 0, 595, 842} // A4 where the file does not say
	media, ok := rectangle(l.mediaBox)
	if ok {
		box = media
	}
	if crop, ok := rectangle(l.cropBox); ok {
		crop = Rect{max(crop.X0, box.X0), max(crop.Y0, box.Y0), min(crop.X1, box.X1), min(crop.Y1, box.Y1)}
		if crop.Width() >= 1 && crop.Height() >= 1 {
			box = crop
		}
	}
	unit := l.page.get("UserUnit").num
	if unit <= 0 || unit > 100 {
		unit = 1
	}
	page.Rotate, page.Width, page.Height = rotate, box.Width()*unit, box.Height()*unit
	var m matrix
	switch rotate {
	case 90:
		m = matrix{0, 1, 1, 0, -box.Y0, -box.X0}
	case 180:
		m = matrix{-1, 0, 0, 1, box.X1, -box.Y0}
	case 270:
		m = matrix{0, -1, -1, 0, box.Y1, box.X1}
	default:
		m = matrix{1, 0, 0, -1, -box.X0, box.Y1}
	}
	if rotate%180 == 90 {
		page.Width, page.Height = page.Height, page.Width
	}
	return m.then(matrix{unit, 0, 0, unit, 0, 0})
}

// rectangle reads a box; its corners may stand in any order.
func rectangle(o object) (Rect, bool) {
	v, ok := o.numbers(4)
	if !ok {
		return Rect{}, false
	}
	b := Rect{min(v[0], v[2]), min(v[1], v[3]), max(v[0], v[2]), max(v[1], v[3])}
	const most = 1 << 20
	return b, b.Width() >= 1 && b.Height() >= 1 && b.Width() < most && b.Height() < most
}

// contents joins a page's content streams.
func (r *reader) contents(o object, page *Page) []byte {
	if o.kind == nullObject {
		// A writer leaves a blank page an empty stream; a reference to an object that
		// is lost looks the same as none.
		r.file.damaged = true
		page.problem("the page has no content")
		return nil
	}
	if o.kind != arrayObject {
		return r.stream(o, page)
	}
	var b []byte
	for i := range o.len() {
		if int64(len(b)) > r.options.MaxStream {
			page.problem("the page's content is longer than %d bytes; the rest was left out", r.options.MaxStream)
			break
		}
		b = append(append(b, r.stream(o.at(i), page)...), '\n')
	}
	return b
}

// stream decodes a content stream within the bounds.
func (r *reader) stream(o object, page *Page) []byte {
	if o.kind == nullObject {
		return nil
	}
	left := r.options.MaxContent - r.content
	if left <= 0 {
		page.problem("the file's content is longer than %d bytes; the rest was left out", r.options.MaxContent)
		return nil
	}
	b, err := o.data(min(r.options.MaxStream, left))
	r.content += int64(len(b))
	switch {
	case errors.Is(err, errLimit):
		page.problem("a stream unpacks to more than %d bytes; the rest was left out", min(r.options.MaxStream, left))
	case err != nil:
		r.file.damaged = true
		page.problem("a stream is damaged; read as far as it goes: %s", oneLine(err))
	}
	return b
}

// font returns a font, which is read once in a file; nil where there is none.
func (r *reader) font(o object, page *Page) *font {
	if o.kind != dictObject {
		return nil
	}
	f, ok := r.fonts[o.id]
	if !ok || o.id == "" {
		f = r.loader.load(o)
		r.fonts[o.id] = f
		if f.cut {
			page.problem("a table of the font %q is longer than %d entries; the rest was left out", f.name, r.options.MaxCodes)
		}
	}
	return f
}
