package export

import (
	"strconv"
	"strings"

	"duizhao"
)

// table is one sheet with one table from A1 and nothing below it.
type table struct {
	sheet   string
	name    string // of the table: unique in the workbook, for formulas and programs
	columns []column
	rows    [][]cell
	frozen  int // columns that stay when the sheet is scrolled

	notes     []note  // by row
	offers    []offer // by column
	printed   int     // how many columns are printed; 0 for all
	protected bool    // only open cells can be written to, as long as nobody undoes it
	hidden    bool
}

// note is a comment on a cell, which programs show beside it. Rows are counted from 1,
// as in the workbook, columns from 0.
type note struct {
	column, row int
	text        string
}

// offer gives a column, counted from 0, a drop-down list of codes. All but the first
// are what a person settles, and coloured.
type offer struct {
	column int
	states vocabulary
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
	runs   []textRun // the parts of text, where they look different
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

func (c *cell) isNumber() bool { return c.style >= integer && c.style <= ratio }

func (c *cell) empty() bool { return c.text == "" && !c.isNumber() }

// shown returns about what a reader sees, to measure it.
func (c *cell) shown() string {
	if !c.isNumber() {
		return c.text
	}
	return strconv.FormatFloat(c.number*1.3, 'f', 2, 64) // separators take about a third more
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
func (a *appearance) widths(t *table) []float64 {
	out := make([]float64, len(t.columns))
	for i, c := range t.columns {
		need := minWidth
		for word := range strings.FieldsSeq(c.heading) {
			need = max(need, displayWidth(word)+filterButton)
		}
		for _, row := range t.rows {
			// A text is never wider than it has bytes.
			if i >= len(row) || need >= widestColumn || len(row[i].text) <= need && !row[i].isNumber() {
				continue
			}
			if shown := row[i].shown(); len(shown) > need {
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
func (t *table) widened(i int, width float64) float64 {
	for _, row := range t.rows {
		if i >= len(row) {
			continue
		}
		shown := row[i].text
		for width < widest && rowHeight(linesAtMost(shown, width-1)) > maxRowHeight && rowHeight(lineCount(shown, width-1)) > maxRowHeight {
			width += 10
		}
	}
	return width
}

func rowHeight(lines int) float64 { return float64(lines)*lineHeight + 3 }

// height estimates the height of a row in points: programs that open the file
// keep the height it states and do not measure wrapped text again.
func (a *appearance) height(t *table, row []cell, widths []float64) float64 {
	lines := 1
	for i := range row {
		s := row[i].text
		if a.looks[t.columns[i].style].wrap && linesAtMost(s, widths[i]-1) > lines {
			lines = max(lines, lineCount(s, widths[i]-1))
		}
	}
	return min(rowHeight(lines), maxRowHeight)
}
