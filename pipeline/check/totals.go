package check

import (
	"slices"
	"strings"

	"duizhao"
)

// totalNames are the names of rows that add up those above.
var totalNames = []string{"合计", "总计", "共计", "总和", "小计", "total", "sum", "overall"}

// tables finds the columns of tables whose last row is their total.
func (f *figures) tables() (out []Relation) {
	columns := map[[2]int][]int{} // table and column → figures from top to bottom
	totals := map[[2]int]bool{}   // table and row
	var order [][2]int
	for b, k := range f.rd.Document.Blocks {
		if k.Cell == nil {
			continue
		}
		text := strings.ToLower(strings.TrimSpace(f.rd.Document.BlockText(b)))
		if slices.ContainsFunc(totalNames, func(w string) bool { return strings.HasPrefix(text, w) }) {
			totals[[2]int{k.Cell.Table, k.Cell.Row}] = true
		}
		if len(f.inBlock[b]) != 1 || !f.cellFigure(f.inBlock[b][0]) {
			continue
		}
		at := [2]int{k.Cell.Table, k.Cell.Col}
		if columns[at] == nil {
			order = append(order, at)
		}
		columns[at] = append(columns[at], f.inBlock[b][0])
	}
	for _, at := range order {
		if r, ok := f.column(columns[at], at[0], totals); ok {
			out = append(out, r)
		}
	}
	return out
}

// cellFigure reports whether quantity i is all its cell says and can be added up.
func (f *figures) cellFigure(i int) bool {
	q := f.quantity(i)
	k := q.Kind
	return q.Value.Valid() && !q.Malformed && (k == duizhao.Count || k == duizhao.Money || k == duizhao.Percent) &&
		q.Span.Len()*2 > f.rd.Document.Blocks[q.Block].Span.Len()
}

// column adds up one column of a table whose last row is a total.
func (f *figures) column(figures []int, table int, totals map[[2]int]bool) (Relation, bool) {
	n := len(figures) - 1
	if n < 2 {
		return Relation{}, false
	}
	row := func(i int) int { return f.rd.Document.Blocks[f.quantity(i).Block].Cell.Row }
	gap := false
	for k, i := range figures {
		if totals[[2]int{table, row(i)}] != (k == n) {
			return Relation{}, false // several totals, or none at the end
		}
		gap = gap || k > 0 && row(i) != row(figures[k-1])+1
	}
	r := f.doubt(Sum, sum, figures[n], figures[:n]...)
	percent := f.quantity(figures[n]).Kind == duizhao.Percent
	r.firm = r.slip && !percent
	return r, r.Holds || !gap && (r.slip || !percent)
}
