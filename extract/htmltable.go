package extract

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// table reads a table: its captions as paragraphs, then its cells or, where it only
// arranges the page, what is in them.
func (w *pageReader) table(n *html.Node, in pageState) {
	w.flush()
	before := w.context
	w.context = passage{}
	g := &grid{arranges: attribute(n, "role") == "presentation" || attribute(n, "role") == "none"}
	place := &placer{row: -1}
	w.rows(n, g, place, in)
	g.rows, g.cols = place.row+1, len(place.until)
	w.passages = append(w.passages, g.passages(&w.tables)...)
	w.context = before
}

// rows reads the rows below n, which is a table or a part of one.
func (w *pageReader) rows(n *html.Node, g *grid, place *placer, in pageState) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || hiddenElement(c) {
			continue
		}
		switch c.Data {
		case "tr":
			place.nextRow()
			w.row(c, g, place, in)
		case "thead", "tbody", "tfoot":
			w.rows(c, g, place, in)
		case "caption":
			w.block(c, in)
			w.flush()
		}
	}
}

func (w *pageReader) row(n *html.Node, g *grid, place *placer, in pageState) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.Data != "td" && c.Data != "th" {
			continue
		}
		col := place.next(spanned(c, "rowspan"), spanned(c, "colspan"))
		if hiddenElement(c) {
			continue
		}
		inside := &pageReader{tables: w.tables}
		inside.children(c, in.within(c))
		inside.flush()
		w.hidden += inside.hidden
		g.headed = g.headed || c.Data == "th"
		g.arranges = g.arranges || holdsTable(inside.passages)
		w.tables = inside.tables
		if len(inside.passages) > 0 {
			g.cells = append(g.cells, gridCell{row: place.row, col: col, passages: inside.passages})
		}
	}
}

func holdsTable(passages []passage) bool {
	for i := range passages {
		if passages[i].cell != nil {
			return true
		}
	}
	return false
}

// spanned returns how many rows or columns a cell takes.
func spanned(n *html.Node, name string) int {
	k, err := strconv.Atoi(strings.TrimSpace(attribute(n, name)))
	if err != nil || k < 1 || k > 10_000 {
		return 1
	}
	return k
}
