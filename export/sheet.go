package export

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"duizhao"
)

// sheet is one table of a workbook whose rows come one at a time and are not kept.
// What more rows than a sheet holds is continued on further sheets. A sheet is
// headed by its title and a line about it, unless it is bare: then the headings
// stand in row 1, for programs.
type sheet struct {
	name, table  string // of the tab and of the table; both unique in the workbook
	title, about duizhao.Bilingual
	columns      []column
	frozen       int  // columns that stay when the sheet is scrolled
	bare         bool // the headings stand in row 1
	color        string
	drawings     int // of a sheet without columns, which has no table

	// decorate adds what stands beside the rows, when they are all there.
	decorate func(k *book, p *leaf) error

	book     *book
	capacity int // rows a page holds
	rows     int // of all pages
	pages    []*leaf
	measured []measure
	finished bool // the rows are the archive's, which removes them
}

// leaf is one sheet of the workbook.
type leaf struct {
	name, table string
	begin       int // number of the page's first row among all rows of the sheet
	rows        int
	head        int // number of the row with the headings
	out         *rowWriter
}

// first and last are the numbers of the first and last row below the headings; a
// table has at least one.
func (p *leaf) first() int { return p.head + 1 }
func (p *leaf) last() int  { return p.head + max(p.rows, 1) }

// measure is what is known of a column's content.
type measure struct {
	text     int     // display width of the widest text
	number   float64 // the number furthest from zero
	decimals int
}

// sheetRows is how many rows a sheet holds.
const sheetRows = 1 << 20

// start makes s ready to take rows.
func (k *book) start(s *sheet) *sheet {
	s.book = k
	s.measured = make([]measure, len(s.columns))
	if s.capacity == 0 {
		s.capacity = sheetRows - s.head()
	}
	return s
}

func (s *sheet) head() int {
	if s.bare {
		return 1
	}
	return 3
}

// cellOf returns the page of a row, which is counted from 0, and the row's number
// there.
func (s *sheet) cellOf(row int) (*leaf, int) {
	i := len(s.pages) - 1
	for i > 0 && row < s.pages[i].begin {
		i--
	}
	p := s.pages[i]
	return p, p.first() + row - p.begin
}

// place returns a link to a row, which is counted from 0.
func (s *sheet) place(row int) string {
	p, at := s.cellOf(row)
	return "'" + p.name + "'!A" + strconv.Itoa(at)
}

// pageLimit is how many bytes of rows a page may take: beyond 4 GiB an entry of
// an archive needs fields that Excel does not read.
const pageLimit = 3 << 30

// turn returns the page that takes the next row.
func (s *sheet) turn() (*leaf, error) {
	if n := len(s.pages); n > 0 {
		if p := s.pages[n-1]; p.rows < s.capacity && p.out.out.plain < pageLimit {
			return p, nil
		}
	}
	p := &leaf{name: s.name, table: s.table, begin: s.rows, head: s.head()}
	if n := len(s.pages); n > 0 {
		p.name += " " + strconv.Itoa(n+1)
		p.table += "_" + strconv.Itoa(n+1)
	}
	var err error
	if p.out, err = newRows(&s.book.pool, &s.book.styles, len(s.columns)); err != nil {
		return nil, err
	}
	s.pages = append(s.pages, p)
	return p, nil
}

// add writes a row and returns its number, counted from 0. It may change cells:
// what is too long for one is continued on the sheet for that.
func (s *sheet) add(cells []cell) (int, error) {
	p, err := s.turn()
	if err != nil {
		return 0, err
	}
	row := p.first() + p.rows
	if err := s.shorten(cells, p, row); err != nil {
		return 0, err
	}
	s.measure(cells)
	if err := p.out.row(row, cells, s.columns, s.height(cells)); err != nil {
		return 0, err
	}
	p.rows++
	s.rows++
	return s.rows - 1, nil
}

// shorten cuts texts that no cell can hold and has the rest continued.
func (s *sheet) shorten(cells []cell, p *leaf, row int) error {
	for i := range cells {
		t := cells[i].text
		if len(t) <= cellLimit || utf16Len(t) <= cellLimit {
			continue
		}
		short, err := s.book.continued(t, p.name, row, s.columns[i].heading)
		if err != nil {
			return err
		}
		cells[i].text = short
	}
	return nil
}

func (s *sheet) measure(cells []cell) {
	for i := range cells {
		c, m := &cells[i], &s.measured[i]
		switch {
		case c.isNumber():
			m.number = max(m.number, c.number, -10*c.number) // a sign takes a place
			m.decimals = max(m.decimals, digitsBehind(c.style))
		case len(c.text) > m.text && s.columns[i].style != wrapped:
			m.text = max(m.text, longestLine(c.text)) // never above the number of bytes
		}
	}
}

// width returns the width of a column in digits: of running text as the column
// says, else as the content needs, up to the column's greatest.
func (s *sheet) width(i int) float64 {
	c, m := s.columns[i], s.measured[i]
	if c.style == wrapped {
		return c.max
	}
	need := max(minWidth, headingWidth(c.heading), m.text)
	if m.number != 0 {
		whole := len(strconv.FormatFloat(m.number, 'f', 0, 64))
		need = max(need, whole+(whole-1)/3+m.decimals+1)
	}
	out := max(float64(need+padding), c.min)
	if c.max > 0 {
		out = min(out, max(c.max, float64(headingWidth(c.heading)+padding)))
	}
	return min(out, widestCodes)
}

// widestCodes is how wide a column of codes may get.
const widestCodes = 70

// headingWidth is what a heading needs at least: it may be wrapped between words.
func headingWidth(heading string) int {
	need := 0
	from := 0
	for i, r := range heading + " " {
		if r == ' ' || r == '\n' {
			need = max(need, displayWidth(heading[from:i])+filterButton)
			from = i + utf8.RuneLen(r)
		}
	}
	return need
}

// headingLines is how many lines a heading takes that is wrapped between words.
func headingLines(heading string, width float64) int {
	lines, used := 1, 0
	for word := range strings.FieldsSeq(heading) {
		w := displayWidth(word)
		if used > 0 && float64(used+1+w) > width {
			lines++
			used = 0
		}
		used += w + 1
	}
	return lines
}

// height estimates the height of a row in points, 0 for that of one line: programs
// that open the file keep the height it states and do not measure wrapped text.
func (s *sheet) height(cells []cell) float64 {
	lines := 0
	for i := range cells {
		if s.columns[i].style == wrapped {
			lines = max(lines, 1, lineCount(cells[i].text, s.columns[i].max-1))
		}
	}
	if lines == 0 {
		return 0
	}
	return min(rowHeight(lines), maxRowHeight)
}

// finish hands the sheet over to the library. A table without rows gets an empty
// one.
func (k *book) finish(s *sheet) error {
	if s.columns == nil {
		return k.finishDrawings(s)
	}
	if len(s.pages) == 0 {
		p, err := s.turn()
		if err != nil {
			return err
		}
		if err := p.out.row(p.first(), nil, s.columns, 0); err != nil {
			return err
		}
	}
	s.finished = true
	for _, p := range s.pages {
		k.splice(p.out)
		if err := k.finishPage(s, p); err != nil {
			return fmt.Errorf("sheet %s: %w", p.name, err)
		}
	}
	return nil
}

// finishDrawings writes a sheet without a table.
func (k *book) finishDrawings(s *sheet) error {
	s.finished = true
	p := &leaf{name: s.name, head: s.head()}
	if err := errors.Join(k.addSheet(s.name), k.title(s, p), k.color(s, p)); err != nil {
		return err
	}
	return s.decorate(k, p)
}

func (k *book) finishPage(s *sheet, p *leaf) error {
	if err := errors.Join(p.out.end(), k.addSheet(p.name)); err != nil {
		return err
	}
	err := errors.Join(k.headPage(s, p), k.layPage(s, p))
	if err == nil && s.decorate != nil {
		err = s.decorate(k, p)
	}
	return err
}

// title writes what stands above the headings.
func (k *book) title(s *sheet, p *leaf) error {
	if s.bare {
		return nil
	}
	var errs []error
	for i, c := range []cell{mark(both(s.title), title), mark(s.about.Zh+"\u3000"+s.about.En, loose)} {
		at := "A" + strconv.Itoa(i+1)
		errs = append(errs,
			k.file.SetCellStr(p.name, at, c.text), k.file.SetCellStyle(p.name, at, at, k.styles[c.style]),
			k.file.SetRowHeight(p.name, i+1, looks()[c.style].height()))
	}
	return errors.Join(errs...)
}

func (k *book) color(s *sheet, p *leaf) error {
	if s.color == "" {
		return nil
	}
	return k.file.SetSheetProps(p.name, &excelize.SheetPropsOptions{TabColorRGB: &s.color})
}

// headPage writes the rows above those of the table.
func (k *book) headPage(s *sheet, p *leaf) error {
	errs := []error{k.title(s, p)}
	lines := 1
	for i, c := range s.columns {
		at := p.out.letters[i] + strconv.Itoa(p.head)
		lines = max(lines, headingLines(c.heading, s.width(i)-filterButton))
		errs = append(errs,
			k.file.SetCellStr(p.name, at, c.heading), k.file.SetCellStyle(p.name, at, at, k.styles[header]),
			k.file.SetColWidth(p.name, p.out.letters[i], p.out.letters[i], s.width(i)))
	}
	errs = append(errs, k.file.SetRowHeight(p.name, p.head, float64(lines)*(lineHeight+1)+6))
	return errors.Join(errs...)
}

// layPage sets the table and how the sheet is seen and printed.
func (k *book) layPage(s *sheet, p *leaf) error {
	end := p.out.letters[len(s.columns)-1] + strconv.Itoa(p.last())
	corner, err := excelize.CoordinatesToCellName(s.frozen+1, p.first())
	if err != nil {
		return err
	}
	pane := "bottomLeft"
	if s.frozen > 0 {
		pane = "bottomRight"
	}
	return errors.Join(
		k.file.SetSheetDimension(p.name, "A1:"+end),
		k.color(s, p),
		k.file.SetPanes(p.name, &excelize.Panes{Freeze: true, XSplit: s.frozen, YSplit: p.head, TopLeftCell: corner, ActivePane: pane}),
		k.file.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$%d:$%d", p.name, p.head, p.head), Scope: p.name,
		}),
		k.file.AddTable(p.name, &excelize.Table{Range: fmt.Sprintf("A%d:%s", p.head, end), Name: p.table, StyleName: tableStyle}),
	)
}

// discard removes the temporary files of a sheet that was not finished.
func (s *sheet) discard() error {
	var errs []error
	for _, p := range s.pages {
		errs = append(errs, (&spliced{rows: p.out}).remove())
	}
	return errors.Join(errs...)
}

// digitsBehind is how many places behind the point a number's style shows.
func digitsBehind(s style) int {
	switch s {
	case decimal1:
		return 1
	case decimal2, ratio:
		return 2
	case decimalMany:
		return 6
	}
	return 0
}
