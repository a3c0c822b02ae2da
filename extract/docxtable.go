package extract

import "strconv"

// table reads a w:tbl. Word gives each cell the number of grid columns it takes, and
// draws cells that go on from the row above once more, empty.
func (r *docxReader) table(e *element) {
	g := &grid{}
	r.depth++
	r.tableRows(e, g)
	r.depth--
	r.passages = append(r.passages, g.passages(&r.tables)...)
	if r.depth == 0 {
		r.passages = append(r.passages, r.notes...)
		r.notes = nil
	}
}

func (r *docxReader) tableRows(e *element, g *grid) {
	if e == nil {
		return
	}
	for _, c := range e.children {
		switch c.name {
		case "tr":
			if c.child("trPr", "del") != nil {
				r.deleted++
				continue
			}
			col := gridSpan(c.child("trPr", "gridBefore"), 0)
			r.rowCells(c, g, &col)
			g.rows++
			g.cols = max(g.cols, col)
		case "sdt":
			r.tableRows(c.child("sdtContent"), g)
		case "customXml", "ins", "moveTo":
			r.tableRows(c, g)
		}
	}
}

func (r *docxReader) rowCells(e *element, g *grid, col *int) {
	if e == nil {
		return
	}
	for _, c := range e.children {
		switch c.name {
		case "tc":
			props := c.child("tcPr")
			at := min(*col, maxColumns-1)
			*col = at + gridSpan(props.child("gridSpan"), 1)
			if merge := props.child("vMerge"); merge == nil || merge.attr("val") == "restart" {
				r.tableCell(c, g, at)
			}
		case "sdt":
			r.rowCells(c.child("sdtContent"), g, col)
		case "customXml":
			r.rowCells(c, g, col)
		}
	}
}

func (r *docxReader) tableCell(e *element, g *grid, col int) {
	outer := r.passages
	r.passages = nil
	r.blocks(e)
	r.flush(paragraphStyle{}, "")
	held := r.passages
	r.passages = outer
	g.arranges = g.arranges || holdsTable(held)
	if len(held) > 0 {
		g.cells = append(g.cells, gridCell{row: g.rows, col: col, passages: held})
	}
}

// gridSpan returns the number of grid columns that e says, or the usual one.
func gridSpan(e *element, usual int) int {
	n, err := strconv.Atoi(e.attr("val"))
	if err != nil || n < 0 || n > maxColumns {
		return usual
	}
	return n
}
