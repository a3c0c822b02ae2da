package export

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"sync"

	"github.com/xuri/excelize/v2"
)

// folio is a workbook of tables that are all known before it is written. The library
// makes what is the same in all of them, once: the styles, the theme. The other parts
// are few and plain, and there is a workbook for every report of a run: making them
// through the library takes several times what the rows do.
type folio struct {
	*appearance
	*tools
	zip    *zip.Writer
	tables []table
	widths [][]float64 // of the columns of each table
	active int         // the table that is shown first
}

// appearance is what the workbooks of a run share. It never changes.
type appearance struct {
	styles  [styleCount]int // the number of each style
	looks   [styleCount]look
	settled int                 // the number of the look of cells that a person has settled
	parts   map[string]*stretch // finished, by name
}

// tools are memory that one workbook after the other uses.
type tools struct {
	pool packers
	rows []byte // of a sheet, and what else is long, before it is compressed
	kept []byte // of a part, compressed
}

// workshop is what writing one workbook leaves to the next.
type workshop struct {
	appearance func() (*appearance, error)
	tools      sync.Pool // of *tools
}

func newWorkshop() *workshop {
	return &workshop{
		appearance: sync.OnceValues(newAppearance),
		tools:      sync.Pool{New: func() any { return new(tools) }},
	}
}

// fixedParts are the parts that do not depend on what a workbook says.
var fixedParts = []string{"_rels/.rels", "docProps/app.xml", "xl/styles.xml", "xl/theme/theme1.xml"}

// newAppearance has the library make a workbook, and takes the fixed parts out of it.
func newAppearance() (*appearance, error) {
	k, err := newBook(properties{})
	if err != nil {
		return nil, err
	}
	a := &appearance{styles: k.styles, looks: k.looks, parts: map[string]*stretch{}}
	a.settled, err = k.file.NewConditionalStyle(&excelize.Style{
		Font: &excelize.Font{Color: green},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E2EFDA"}},
	})
	made := captured{}
	k.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return made })
	_, failed := k.file.WriteTo(io.Discard)
	if err := errors.Join(err, failed, k.file.Close()); err != nil {
		return nil, err
	}
	var pool packers
	for _, name := range fixedParts {
		if made[name] == nil {
			return nil, fmt.Errorf("the workbook has no part %s", name)
		}
		if a.parts[name], err = pool.packed(made[name].Bytes()); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// captured is the parts of a workbook that the library has written.
type captured map[string]*bytes.Buffer

func (c captured) Create(name string) (io.Writer, error) {
	c[name] = new(bytes.Buffer)
	return c[name], nil
}

// AddFS is part of the library's interface; workbooks do not need it.
func (captured) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close does nothing.
func (captured) Close() error { return nil }

// write writes a workbook of tables to w, of which active is shown first. Equal
// workbooks give equal bytes.
func (s *workshop) write(w io.Writer, p properties, tables []table, active int) error {
	a, err := s.appearance()
	if err != nil {
		return err
	}
	t := s.tools.Get().(*tools)
	defer s.tools.Put(t)
	f := &folio{appearance: a, tools: t, zip: zip.NewWriter(w), tables: tables, active: active}
	for i := range tables {
		tables[i].rows = withRow(tables[i].rows)
		f.widths = append(f.widths, a.widths(&tables[i]))
	}
	if err := f.write(p); err != nil {
		return err
	}
	return f.zip.Close()
}

// write writes the parts in the order of their names; "[Content_Types].xml", which
// readers expect first, sorts before the others.
func (f *folio) write(p properties) error {
	err := errors.Join(
		f.part("[Content_Types].xml", f.contentTypes()),
		f.fixed("_rels/.rels"), f.fixed("docProps/app.xml"),
		f.part(coreProperties, coreXML(p)),
		f.part("xl/_rels/workbook.xml.rels", f.workbookRelations()),
		f.notes(),
		f.fixed("xl/styles.xml"),
	)
	for i := range f.tables {
		err = errors.Join(err, f.part(partName("xl/tables/table", i, ".xml"), f.tables[i].xml(i+1)))
	}
	err = errors.Join(err, f.fixed("xl/theme/theme1.xml"), f.part("xl/workbook.xml", f.workbookXML()))
	for i := range f.tables {
		err = errors.Join(err, f.part(partName("xl/worksheets/_rels/sheet", i, ".xml.rels"), f.sheetRelations(i)))
	}
	for i := range f.tables {
		if err == nil {
			err = f.sheet(i)
		}
	}
	return err
}

// partName returns the name of a part of table i.
func partName(before string, i int, after string) string {
	return before + strconv.Itoa(i+1) + after
}

// fixed writes a part that all workbooks share.
func (f *folio) fixed(name string) error {
	return writeEntry(f.zip, name, []*stretch{f.parts[name]})
}

// part writes a part.
func (f *folio) part(name string, content []byte) error {
	if len(content) <= stored {
		return storeEntry(f.zip, name, content)
	}
	s, err := newStretch(&f.pool)
	if err != nil {
		return err
	}
	s.kept.buf = f.kept[:0]
	_, err = s.Write(content)
	return f.entry(name, s, errors.Join(err, s.finish(true)))
}

// entry writes the finished s as a part, unless there is an error already.
func (f *folio) entry(name string, s *stretch, err error) error {
	if err == nil {
		err = writeEntry(f.zip, name, []*stretch{s})
	}
	f.kept = s.kept.buf
	return errors.Join(err, s.remove())
}

// stored is how many bytes a part may have that is not compressed: the code that
// tells how a few were compressed takes longer to make than it spares.
const stored = 1 << 11

// sheet writes the sheet of table i.
func (f *folio) sheet(i int) error {
	t := &f.tables[i]
	rows, err := newRows(&f.pool, &f.styles, len(t.columns))
	if err != nil {
		return err
	}
	rows.out.kept.buf = f.kept[:0]
	rows.buf = f.sheetHead(f.rows[:0], i)
	head, height := f.heading(t, f.widths[i])
	err = rows.row(1, head, t.columns, height)
	for n, cells := range t.rows {
		if err == nil {
			err = rows.row(n+2, cells, t.columns, f.height(t, cells, f.widths[i]))
		}
	}
	rows.buf = f.sheetTail(rows.buf, i)
	err = errors.Join(err, rows.flush(), rows.out.finish(true))
	f.rows = rows.buf
	if err := f.entry(partName("xl/worksheets/sheet", i, ".xml"), rows.out, err); err != nil {
		return fmt.Errorf("sheet %s: %w", t.sheet, err)
	}
	return nil
}

// heading returns the row of headings and its height in points.
func (f *folio) heading(t *table, widths []float64) ([]cell, float64) {
	cells, lines := make([]cell, len(t.columns)), 1
	for i, c := range t.columns {
		cells[i] = cell{text: c.heading, style: header}
		if f.looks[c.style].open {
			cells[i].style = openHeader
		}
		lines = max(lines, lineCount(c.heading, widths[i]-filterButton))
	}
	return cells, float64(lines)*(lineHeight+1) + 6
}
