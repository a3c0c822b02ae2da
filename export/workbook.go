package export

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"sort"

	"github.com/xuri/excelize/v2"

	"duizhao"
)

// book is a workbook being written.
type book struct {
	file   *excelize.File
	styles [styleCount]int // the file's number of each style
	looks  [styleCount]look
	sheets int
	rows   map[string]*spliced // rows that did not go through the library, by the name of the sheet's part
	pool   packers

	rest      *sheet // texts that are longer than a cell; nil while there are none
	restTexts int
}

// properties are what a workbook says about itself.
type properties struct {
	title, description, identifier string
	lang                           duizhao.Lang
}

// newBook returns a workbook without sheets.
func newBook(p properties) (*book, error) {
	k := &book{file: excelize.NewFile(), looks: looks(), rows: map[string]*spliced{}}
	if err := k.file.SetDefaultFont(fontName); err != nil {
		return nil, err
	}
	for s, l := range k.looks {
		id, err := k.file.NewStyle(l.style())
		if err != nil {
			return nil, err
		}
		k.styles[s] = id
	}
	return k, k.setProperties(p)
}

// languageTag returns the BCP 47 tag of the language a workbook's notes are in.
func languageTag(l duizhao.Lang) string {
	if l == duizhao.Chinese {
		return "zh-CN"
	}
	return "en-GB"
}

// times matches the library's own dates in the document's properties. They are
// wrong (2006) and the true ones would make every file different.
var times = regexp.MustCompile(`<dcterms:(created|modified)[^>]*>[^<]*</dcterms:(created|modified)>`)

const coreProperties = "docProps/core.xml"

func (k *book) setProperties(p properties) error {
	err := k.file.SetDocProps(&excelize.DocProperties{
		Title: clean(p.title), Description: clean(p.description), Identifier: clean(p.identifier),
		Creator: "duizhao", LastModifiedBy: "duizhao", Language: languageTag(p.lang),
	})
	if err != nil {
		return err
	}
	if core, ok := k.file.Pkg.Load(coreProperties); ok {
		k.file.Pkg.Store(coreProperties, times.ReplaceAll(core.([]byte), nil))
	}
	return nil
}

// addSheet adds a sheet at the end, set up to be printed across the page.
func (k *book) addSheet(name string) error {
	k.sheets++
	if k.sheets == 1 {
		if err := k.file.SetSheetName("Sheet1", name); err != nil {
			return err
		}
	} else if _, err := k.file.NewSheet(name); err != nil {
		return err
	}
	a4, landscape, onePage, anyPages, yes := 9, "landscape", 1, 0, true
	return errors.Join(
		k.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}),
		k.file.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &onePage, FitToHeight: &anyPages}),
		k.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&R&P / &N"}),
	)
}

// newRows returns what the rows of a table are written to.
func newRows(pool *packers, styles *[styleCount]int, columns int) (*rowWriter, error) {
	w := &rowWriter{styles: styles, pool: pool}
	for i := range columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return nil, err
		}
		w.letters = append(w.letters, name)
	}
	var err error
	w.out, err = newStretch(pool)
	return w, err
}

// splice makes rows those of the sheet that is added next.
func (k *book) splice(rows *rowWriter) {
	k.rows[fmt.Sprintf("xl/worksheets/sheet%d.xml", k.sheets+1)] = &spliced{rows: rows}
}

// write writes the workbook to w and closes it. Equal workbooks give equal bytes.
func (k *book) write(w io.Writer) error {
	a := &archive{w: w, parts: map[string]*stretch{}, rows: k.rows, pool: &k.pool}
	k.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return a })
	if types := k.file.ContentTypes; types != nil {
		// A chart lists the types of pictures in the order of a Go map.
		sort.Slice(types.Defaults, func(i, j int) bool { return types.Defaults[i].Extension < types.Defaults[j].Extension })
	}
	// The library writes into a buffer of its own; the archive goes straight to w.
	_, err := k.file.WriteTo(io.Discard)
	return errors.Join(err, a.remove(), k.file.Close())
}

// archive is the zip file of a workbook. Its parts wait compressed in temporary
// files and are written in the order of their names, without times: the library
// hands them over in the order of a Go map.
type archive struct {
	w     io.Writer
	parts map[string]*stretch
	rows  map[string]*spliced // sheets whose rows the library has not seen, by part
	pool  *packers
	open  *stretch // the part being written: the library writes one after the other
}

// Create returns where the part of that name is to be written.
func (a *archive) Create(name string) (io.Writer, error) {
	if s := a.rows[name]; s != nil {
		return &s.frame, nil
	}
	if err := a.end(); err != nil {
		return nil, err
	}
	s, err := newStretch(a.pool)
	if err != nil {
		return nil, err
	}
	a.parts[name], a.open = s, s
	return s, nil
}

// end finishes the part being written.
func (a *archive) end() error {
	if a.open == nil {
		return nil
	}
	return a.open.finish(true)
}

// AddFS is part of the library's interface; workbooks do not need it.
func (a *archive) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the archive. "[Content_Types].xml", which readers expect first,
// sorts before the other names.
func (a *archive) Close() error {
	if err := a.end(); err != nil {
		return err
	}
	z := zip.NewWriter(a.w)
	names := slices.AppendSeq(slices.Collect(maps.Keys(a.parts)), maps.Keys(a.rows))
	slices.Sort(names)
	for _, name := range names {
		segments, err := a.segments(name)
		if err == nil {
			err = writeEntry(z, name, segments)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return z.Close()
}

// segments returns the finished segments of a part.
func (a *archive) segments(name string) ([]*stretch, error) {
	if s := a.rows[name]; s != nil {
		return s.segments()
	}
	return []*stretch{a.parts[name]}, nil
}

// remove removes the temporary files.
func (a *archive) remove() error {
	var errs []error
	for _, s := range a.parts {
		errs = append(errs, s.remove())
	}
	for _, s := range a.rows {
		errs = append(errs, s.remove())
	}
	return errors.Join(errs...)
}
