package extract

import "math"

// mend puts the parts of lines together that were shown far apart, and makes
// tables of lines that stand in columns without any ruled line.
func (f *flow) mend() {
	lines := f.lines()
	var out []item
	tries := 0 // at the lines that stand in columns together
	for i := 0; i < len(lines); {
		if len(lines[i]) < 2 {
			tries = 0
		} else if tries++; tries <= tableTries {
			if n := f.openTable(lines[i:]); n > 0 {
				out = append(out, tableOf(lines[i:i+n]))
				i += n
				continue
			}
		}
		alone := (i == 0 || len(lines[i-1]) == 1) && (i+1 == len(lines) || len(lines[i+1]) == 1)
		if f.isLine(lines[i], alone) {
			out = append(out, join(lines[i]))
		} else {
			out = append(out, lines[i]...)
		}
		i++
	}
	f.items = out
}

const (
	tableTries = 5   // lines that may stand above a table and look like its rows
	tableLines = 400 // of one table
)

// lines groups the items of f by the line they stand on.
func (f *flow) lines() [][]item {
	var out [][]item
	for _, it := range f.items {
		if n := len(out); n > 0 && it.table == nil {
			if a := &out[n-1][0]; a.table == nil && math.Abs(it.Baseline-a.Baseline) < 0.4*min(it.Size, a.Size) {
				out[n-1] = append(out[n-1], it)
				continue
			}
		}
		out = append(out, []item{it})
	}
	return out
}

// isLine reports whether parts, from left to right, are one line of text: shown
// one after the other with gaps of a few ems or, where the lines above and below
// are whole, stretched from one edge of the column to the other.
func (f *flow) isLine(parts []item, alone bool) bool {
	first, last := &parts[0], &parts[len(parts)-1]
	stretched := alone && first.Box.X0 < f.x0+5*first.Size && math.Abs(last.Box.X1-f.x1) < 0.6*last.Size
	for i := 1; i < len(parts); i++ {
		a, b := &parts[i-1], &parts[i]
		if b.Order <= a.Order || !stretched && b.Box.X0-a.Box.X1 > 3*b.Size {
			return false
		}
	}
	return true
}

// join makes one line of its parts.
func join(parts []item) item {
	out := parts[0]
	for i := 1; i < len(parts); i++ {
		p := &parts[i]
		if spaced(out.Text, p.Text, p.Box.X0-out.Box.X1, p.Size) {
			out.Text += " "
		}
		out.Text += p.Text
		out.Box = out.Box.Union(p.Box)
		out.Bold = out.Bold && p.Bold
	}
	return out
}

// openTable returns how many of lines, from the first on, are the rows of a table:
// three or more in columns that nothing reaches out of, each but the wrapped parts
// of cells with two entries or more, and most of the entries short.
func (f *flow) openTable(lines [][]item) int {
	n, rows := 0, 0
	for n < min(len(lines), tableLines) && lines[n][0].table == nil {
		if len(lines[n]) < 2 {
			if n == 0 || n+1 == len(lines) || len(lines[n+1]) < 2 {
				break
			}
		} else {
			rows++
		}
		n++
	}
	if rows < 3 {
		return 0
	}
	inside := rowsIn(lines[:n])
	if columns := gutters(inside); len(columns) == 0 || rows*2 < n || sideBySide(inside) {
		return 0
	}
	return n
}

func rowsIn(lines [][]item) (out []row) {
	for _, l := range lines {
		for i := range l {
			out = append(out, l[i].row)
		}
	}
	return out
}

// tableOf makes a table of lines.
func tableOf(lines [][]item) item {
	rows := rowsIn(lines)
	box := rows[0].Box
	for i := range rows {
		box = box.Union(rows[i].Box)
	}
	t := openTable(rows, gutters(rows), nil)
	t.Box = box
	return item{row: row{Box: box, Baseline: box.Y1, Size: 1}, table: &t}
}
