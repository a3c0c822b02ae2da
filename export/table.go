package export

import (
	"errors"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"duizhao"
)

// table is one sheet with one table from A1 and nothing below it.
type table struct {
	sheet   string
	name    string // of the table: unique in the workbook, for formulas and programs
	columns []column
	rows    [][]cell
	frozen  int                            // columns that stay when the sheet is scrolled
	prepare func(*book, string, int) error // what else the sheet has; gets its name and the number of rows
}

// column is a column of a table.
type column struct {
	heading string  // both languages
	max     float64 // greatest width in digits; longer text is wrapped where style wraps. 0: as wide as needed
	style   style   // of its text cells
	min     float64 // least width in digits, where people are to write

	function bool // links are written as the function HYPERLINK: a sheet may hold few of the other kind
}

// words returns a column of codes and short words, as wide as needed.
func words(heading string) column { return column{heading: heading, style: plain} }

// prose returns a column of text that is wrapped beyond a width in digits.
func prose(heading string, width float64) column {
	return column{heading: heading, max: width, style: wrapped}
}

// cell is one cell of a table. The zero value is an empty one.
type cell struct {
	text   string
	runs   []textRun // instead of text
	number float64   // instead of text where style is one of numbers
	style  style     // byColumn: the column's
	link   string    // a place in the workbook the cell leads to, "'sheet'!A1"; streamed sheets only
}

// textRun is a part of a cell's text with a look of its own.
type textRun struct {
	text, color string // the color as RRGGBB; "" as the cell
	bold        bool
}

func text(s string) cell { return cell{text: fit(s)} }

func mark(s string, look style) cell { return cell{text: fit(s), style: look} }

func count(n int) cell { return cell{number: float64(n), style: integer} }

func share(f float64) cell { return cell{number: f, style: ratio} }

// number returns the cell of d: empty where d is no number, else shown with as
// many decimals as d has.
func number(d duizhao.Decimal) cell {
	if !d.Valid() || !fits(d) {
		return cell{}
	}
	styles := [...]style{integer, decimal1, decimal2, decimalMany}
	return cell{number: d.Float(), style: styles[min(decimals(d), len(styles)-1)]}
}

func (c cell) isNumber() bool { return c.style >= integer && c.style <= ratio }

func (c cell) empty() bool { return c.text == "" && c.runs == nil && !c.isNumber() }

// shown returns about what a reader sees, to measure it.
func (c cell) shown() string {
	switch {
	case c.isNumber():
		return fmt.Sprintf("%.2f", c.number*1.3) // separators take about a third more
	case c.runs == nil:
		return c.text
	}
	var b strings.Builder
	for _, r := range c.runs {
		b.WriteString(r.text)
	}
	return b.String()
}

// addTable writes t as the workbook's next sheet.
func (k *book) addTable(t table) error {
	t.rows = withRow(t.rows)
	rows, err := k.newRows(len(t.columns))
	if err != nil {
		return err
	}
	k.splice(rows)
	widths := k.widths(t)
	err = errors.Join(k.addSheet(t.sheet), k.headTable(t, rows.letters, widths))
	if err == nil {
		err = k.prepare(t)
	}
	for i, row := range t.rows {
		if err == nil {
			err = rows.row(i+2, row, t.columns, k.height(t, row, widths))
		}
	}
	if err = errors.Join(err, rows.end()); err != nil {
		return fmt.Errorf("sheet %s: %w", t.sheet, err)
	}
	return nil
}

// withRow returns rows, or one empty row: a table has a row below its headings.
func withRow(rows [][]cell) [][]cell {
	if len(rows) == 0 {
		return [][]cell{nil}
	}
	return rows
}

func (t table) area() string {
	last, _ := excelize.CoordinatesToCellName(len(t.columns), len(t.rows)+1)
	return "A1:" + last
}

func (k *book) prepare(t table) error {
	corner, err := excelize.CoordinatesToCellName(t.frozen+1, 2)
	if err != nil {
		return err
	}
	pane := "bottomLeft"
	if t.frozen > 0 {
		pane = "bottomRight"
	}
	err = errors.Join(
		k.file.SetSheetDimension(t.sheet, t.area()),
		k.file.SetPanes(t.sheet, &excelize.Panes{Freeze: true, XSplit: t.frozen, YSplit: 1, TopLeftCell: corner, ActivePane: pane}),
		k.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + t.sheet + "'!$1:$1", Scope: t.sheet}),
		k.file.AddTable(t.sheet, &excelize.Table{Range: t.area(), Name: t.name, StyleName: tableStyle}),
	)
	if err != nil || t.prepare == nil {
		return err
	}
	return t.prepare(k, t.sheet, len(t.rows))
}

// headTable writes the headings and sets up the columns.
func (k *book) headTable(t table, letters []string, widths []float64) error {
	var errs []error
	lines := 1
	for i, c := range t.columns {
		look := header
		if k.looks[c.style].open { // below the table too
			look = openHeader
			errs = append(errs, k.file.SetColStyle(t.sheet, letters[i], k.styles[c.style]))
		}
		lines = max(lines, lineCount(c.heading, widths[i]-filterButton))
		errs = append(errs,
			k.file.SetColWidth(t.sheet, letters[i], letters[i], widths[i]),
			k.file.SetCellStr(t.sheet, letters[i]+"1", c.heading),
			k.file.SetCellStyle(t.sheet, letters[i]+"1", letters[i]+"1", k.styles[look]))
	}
	return errors.Join(append(errs, k.file.SetRowHeight(t.sheet, 1, float64(lines)*(lineHeight+1)+6))...)
}

func at(row []cell, i int) cell {
	if i < len(row) {
		return row[i]
	}
	return cell{}
}

// tableStyle bands the rows in grey; colours of headings are the cells' own, for
// programs that do not draw table styles.
const tableStyle = "TableStyleLight1"

const (
	filterButton = 3 // what a heading's filter button covers, in digits
	padding      = 2
	minWidth     = 8
)

// widths returns the columns' widths in digits: as their content needs, up to the
// column's greatest. A heading may be wrapped between words.
func (k *book) widths(t table) []float64 {
	out := make([]float64, len(t.columns))
	for i, c := range t.columns {
		need := minWidth
		for word := range strings.FieldsSeq(c.heading) {
			need = max(need, displayWidth(word)+filterButton)
		}
		for _, row := range t.rows {
			// A text is never wider than it has bytes.
			if shown := at(row, i).shown(); len(shown) > need && need < widestColumn {
				need = max(need, longestLine(shown))
			}
		}
		out[i] = max(float64(need+padding), c.min)
		if c.max > 0 {
			out[i] = min(out[i], t.widened(i, c.max))
		}
		out[i] = min(out[i], widestColumn)
	}
	return out
}

// widestColumn is how wide a column may get; the format allows 255.
const widestColumn = 250

// widest is how far a column of long text is widened so that rows can show it.
const widest = 120

// widened returns width, or more where a text of column i would need a row higher
// than rows can be.
func (t table) widened(i int, width float64) float64 {
	for _, row := range t.rows {
		shown := at(row, i).shown()
		for width < widest && rowHeight(linesAtMost(shown, width-1)) > maxRowHeight && rowHeight(lineCount(shown, width-1)) > maxRowHeight {
			width += 10
		}
	}
	return width
}

func rowHeight(lines int) float64 { return float64(lines)*lineHeight + 3 }

// height estimates the height of a row in points: programs that open the file
// keep the height it states and do not measure wrapped text again.
func (k *book) height(t table, row []cell, widths []float64) float64 {
	lines := 1
	for i, c := range row {
		if k.looks[t.columns[i].style].wrap && linesAtMost(c.shown(), widths[i]-1) > lines {
			lines = max(lines, lineCount(c.shown(), widths[i]-1))
		}
	}
	return min(rowHeight(lines), maxRowHeight)
}
