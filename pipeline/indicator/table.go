package indicator

import (
	"strings"

	"duizhao"
)

// heads are the words that name a table cell's figure: those of its row's first
// cell and of its column's top cell.
type heads struct{ row, column string }

// cells lists the blocks of a document's table cells by their place.
func cells(d *duizhao.Document) map[duizhao.Cell]int {
	out := map[duizhao.Cell]int{}
	for i, b := range d.Blocks {
		if b.Kind == duizhao.TableCell && b.Cell != nil {
			out[*b.Cell] = i
		}
	}
	return out
}

// headsOf returns the heads of the cell that block is, or false where it is no
// cell or a head itself.
func (m *matcher) headsOf(block int) (heads, bool) {
	c := m.rd.Document.Blocks[block].Cell
	if c == nil || c.Row == 0 || c.Col == 0 {
		return heads{}, false
	}
	text := func(row, col int) string {
		if i, ok := m.cells[duizhao.Cell{Table: c.Table, Row: row, Col: col}]; ok {
			return strings.TrimSpace(m.rd.Document.BlockText(i))
		}
		return ""
	}
	return heads{text(c.Row, 0), text(0, c.Col)}, true
}

// tableFigure names figure f of a table cell by its heads: by both, the column's
// first, and else by one of them. A year among them is its period.
func (m *matcher) tableFigure(f *figure, block int) {
	h, ok := m.headsOf(block)
	if !ok {
		return
	}
	for _, head := range []string{h.column, h.row} {
		if y := firstYear(head); y != "" {
			m.periodNow = y
		}
	}
	f.label = strings.Trim(h.row+" "+h.column, " ")
	if f.own {
		return
	}
	q := &m.rd.Quantities[f.quantity]
	for _, phrase := range []string{h.column + " " + h.row, h.row + " " + h.column, h.row, h.column} {
		if rule, score := m.matchPhrase(phrase, f.role, q); rule >= 0 {
			f.rule, f.score, f.own = rule, score, true
			return
		}
	}
}
