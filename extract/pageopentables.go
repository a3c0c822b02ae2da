package extract

import (
	"cmp"
	"math"
	"slices"

	"duizhao/extract/pdf"
)

// takeOpenTables finds tables that are ruled across only: three rules or more of
// one length below each other, with text in columns between.
func (s *sheet) takeOpenTables() {
	rules := slices.Clone(s.Rules)
	slices.SortStableFunc(rules, func(a, b pdf.Rect) int { return cmp.Compare(a.Y0, b.Y0) })
	for len(rules) > 0 {
		first := rules[0]
		var same, rest []pdf.Rect
		for _, r := range rules {
			if math.Abs(r.X0-first.X0) < 2*thin && math.Abs(r.X1-first.X1) < 2*thin {
				same = append(same, r)
			} else {
				rest = append(rest, r)
			}
		}
		rules = rest
		if len(same) >= 3 {
			s.takeOpen(same)
		}
	}
}

// takeOpen makes a table of the text between rules, which are of one length, where
// it stands in columns.
func (s *sheet) takeOpen(rules []pdf.Rect) {
	box := rules[0].Union(rules[len(rules)-1])
	var inside, outside []row
	for _, l := range s.Lines {
		if x, y := centre(l.Box); box.X0 <= x && x <= box.X1 && box.Y0 <= y && y <= box.Y1 {
			inside = append(inside, l)
		} else {
			outside = append(outside, l)
		}
	}
	columns := gutters(inside)
	if len(columns) == 0 || sideBySide(inside) {
		return
	}
	readingOrder(inside)
	t := openTable(inside, columns, rules)
	t.Box = box
	if t.rows() < 2 || prose(t.Cells) {
		return
	}
	s.Lines, s.Tables = outside, append(s.Tables, t)
	s.Rules = slices.DeleteFunc(s.Rules, func(r pdf.Rect) bool { return slices.Contains(rules, r) })
}

// openTable puts lines, which are in reading order, into the cells of columns. A
// row begins below a rule or with an entry in the first column; what stands in
// other columns alone goes on in the row above.
func openTable(lines []row, columns []float64, rules []pdf.Rect) (t table) {
	line, lastBase, lastRule := -1, math.Inf(-1), -1
	first := entries{edge: math.Inf(-1)}
	for i := range lines {
		if column(lines[i], columns) == 0 {
			first.edge = max(first.edge, lines[i].Box.X1)
		}
	}
	for _, l := range lines {
		col := column(l, columns)
		above := rulesAbove(rules, l.Baseline-0.3*l.Size)
		filled := filledColumns(lines, l, columns)
		switch below := l.Baseline-lastBase > 0.5*l.Size; {
		case line < 0, above != lastRule, below && col > 0 && !filled[0] && len(filled) == len(columns):
			line++
		case below && col == 0 && (len(filled) > 1 || !first.goesOn(l)):
			line++
		}
		if col == 0 {
			first.last = &l
		}
		lastBase, lastRule = l.Baseline, above
		t.put(line, col, l)
	}
	slices.SortStableFunc(t.Cells, func(a, b cellText) int { return cmp.Or(a.Row-b.Row, a.Col-b.Col) })
	return t
}

func column(l row, columns []float64) int {
	x, _ := centre(l.Box)
	col, _ := slices.BinarySearch(columns, x)
	return col
}

// entries is the first column of a table without rules between its rows.
type entries struct {
	edge float64 // where its longest line ends
	last *row    // the line above
}

// goesOn reports whether l, alone on its line, is a further line of the entry above
// it: set in, or what would not have fitted there.
func (e *entries) goesOn(l row) bool {
	if e.last == nil {
		return false
	}
	return l.Box.X0 > e.last.Box.X0+0.7*l.Size || e.last.Box.X1+l.First > e.edge-0.3*l.Size && !finished(e.last.Text)
}

// filledColumns returns the columns that have something on the line of l.
func filledColumns(lines []row, l row, columns []float64) map[int]bool {
	filled := map[int]bool{}
	for _, o := range lines {
		if math.Abs(o.Baseline-l.Baseline) <= 0.5*l.Size {
			filled[column(o, columns)] = true
		}
	}
	return filled
}

func (t *table) columns() int {
	n := 0
	for _, c := range t.Cells {
		n = max(n, c.Col+1)
	}
	return n
}

func (t *table) rows() int {
	n := 0
	for _, c := range t.Cells {
		n = max(n, c.Row+1)
	}
	return n
}

func (t *table) put(line, col int, l row) {
	for i := range t.Cells {
		if c := &t.Cells[i]; c.Row == line && c.Col == col {
			c.Box, c.Lines = c.Box.Union(l.Box), append(c.Lines, l.Text)
			return
		}
	}
	t.Cells = append(t.Cells, cellText{Row: line, Col: col, Box: l.Box, Lines: []string{l.Text}})
}

func rulesAbove(rules []pdf.Rect, y float64) int {
	n := 0
	for _, r := range rules {
		if r.Y0 < y {
			n++
		}
	}
	return n
}

// gutters returns the middles of the gaps that no line of a table reaches over,
// but for one that spans it. Without such a gap it is no table.
func gutters(lines []row) []float64 {
	if len(lines) < 4 || len(lines) > maxRules {
		return nil
	}
	lines = slices.Clone(lines)
	slices.SortFunc(lines, func(a, b row) int { return cmp.Compare(a.Box.X0, b.Box.X0) })
	var out []float64
	edge := lines[0].Box.X1
	for _, l := range lines[1:] {
		if l.Box.X0 > edge+0.6*l.Size {
			out = append(out, (l.Box.X0+edge)/2)
		}
		edge = max(edge, l.Box.X1)
	}
	return out
}

// readingOrder sorts lines from top to bottom and, on one level, from left to
// right.
func readingOrder(lines []row) {
	slices.SortStableFunc(lines, func(a, b row) int { return cmp.Compare(a.Baseline, b.Baseline) })
	for start := 0; start < len(lines); {
		end := start + 1
		for end < len(lines) && lines[end].Baseline-lines[start].Baseline <= 0.4*min(lines[start].Size, lines[end].Size) {
			end++
		}
		slices.SortStableFunc(lines[start:end], func(a, b row) int { return cmp.Compare(a.Box.X0, b.Box.X0) })
		start = end
	}
}
