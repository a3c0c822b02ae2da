package extract

import (
	"cmp"
	"math"
	"slices"

	"duizhao/extract/pdf"
)

const (
	thin     = 3.0   // points: what is thicker is a bar or a shade, no rule
	touching = 2.5   // points by which rules that should meet may miss each other
	maxRules = 2_000 // of a page, once joined; a drawing has more
)

func upright(r pdf.Rect) bool { return r.Width() <= thin && r.Height() > 2*thin }
func level(r pdf.Rect) bool   { return r.Height() <= thin && r.Width() > 2*thin }

// simplify joins the pieces that rules are drawn in, cell by cell, and drops what
// is no rule.
func simplify(rules []pdf.Rect) []pdf.Rect {
	if len(rules) > 20*maxRules {
		return nil
	}
	turn := func(r pdf.Rect) pdf.Rect { return pdf.Rect{X0: r.Y0, Y0: r.X0, X1: r.Y1, Y1: r.X1} }
	var across, down []pdf.Rect
	for _, r := range rules {
		switch {
		case level(r) || r.Height() <= thin && r.Width() > r.Height():
			across = append(across, r)
		case upright(r) || r.Width() <= thin && r.Height() > r.Width():
			down = append(down, turn(r))
		}
	}
	var out []pdf.Rect
	for _, r := range joinRules(across) {
		if level(r) {
			out = append(out, r)
		}
	}
	for _, r := range joinRules(down) {
		if r = turn(r); upright(r) {
			out = append(out, r)
		}
	}
	if len(out) > maxRules {
		return nil
	}
	return out
}

// joinRules joins level rules that continue each other.
func joinRules(rules []pdf.Rect) []pdf.Rect {
	slices.SortFunc(rules, func(a, b pdf.Rect) int { return cmp.Compare(a.Y0+a.Y1, b.Y0+b.Y1) })
	var out []pdf.Rect
	for len(rules) > 0 {
		n, y := 1, rules[0].Y0+rules[0].Y1
		for n < len(rules) && rules[n].Y0+rules[n].Y1-y < 2 {
			n++
		}
		group := rules[:n]
		rules = rules[n:]
		slices.SortFunc(group, func(a, b pdf.Rect) int { return cmp.Compare(a.X0, b.X0) })
		for i, r := range group {
			if last := len(out) - 1; i > 0 && r.X0 <= out[last].X1+touching {
				out[last] = out[last].Union(r)
				continue
			}
			out = append(out, r)
		}
	}
	return out
}

// takeTables moves the lines that stand in ruled tables into cells, and keeps of
// the rules those that belong to none.
func (s *sheet) takeTables(rules []pdf.Rect) {
	for _, group := range connected(rules) {
		g, ok := newRuledGrid(group)
		if !ok || !s.take(g) {
			for _, r := range group {
				if level(r) {
					s.Rules = append(s.Rules, r)
				}
			}
		}
	}
	s.takeOpenTables()
	slices.SortStableFunc(s.Tables, func(a, b table) int { return cmp.Compare(a.Box.Y0, b.Box.Y0) })
}

// connected parts rules into those that touch each other.
func connected(rules []pdf.Rect) [][]pdf.Rect {
	group := make([]int, len(rules))
	for i := range group {
		group[i] = i
	}
	find := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	for i, a := range rules {
		for k, b := range rules[:i] {
			if a.X0 <= b.X1+touching && b.X0 <= a.X1+touching && a.Y0 <= b.Y1+touching && b.Y0 <= a.Y1+touching {
				group[find(i)] = find(k)
			}
		}
	}
	at := map[int]int{}
	var out [][]pdf.Rect
	for i, r := range rules {
		root := find(i)
		if _, ok := at[root]; !ok {
			at[root] = len(out)
			out = append(out, nil)
		}
		out[at[root]] = append(out[at[root]], r)
	}
	return out
}

// ruledGrid is the ruled lines of one table.
type ruledGrid struct {
	box          pdf.Rect
	xs, ys       []float64 // where its columns and rows are parted, edges included
	across, down []pdf.Rect
}

// newRuledGrid makes a grid of rules that touch; ok is false where they are a frame, a
// box with one column, or no table at all. A table may lack the rules at its sides.
func newRuledGrid(rules []pdf.Rect) (g ruledGrid, ok bool) {
	g.box = rules[0]
	var xs, ys []float64
	for _, r := range rules {
		g.box = g.box.Union(r)
		if level(r) {
			g.across = append(g.across, r)
			ys = append(ys, (r.Y0+r.Y1)/2)
		} else {
			g.down = append(g.down, r)
			xs = append(xs, (r.X0+r.X1)/2)
		}
	}
	if len(xs) == 0 || len(ys) == 0 {
		return g, false
	}
	g.xs, g.ys = distinct(append(xs, g.box.X0, g.box.X1)), distinct(append(ys, g.box.Y0, g.box.Y1))
	return g, len(g.xs) >= 3 && len(g.ys) >= 2 && len(g.across) >= 2
}

// distinct sorts values and drops those within a rule's width of the one before.
func distinct(values []float64) []float64 {
	slices.Sort(values)
	out := values[:1]
	for _, v := range values[1:] {
		if v-out[len(out)-1] > 2*thin {
			out = append(out, v)
		}
	}
	return out
}

// take moves the lines within g into a table's cells; false where they are
// columns of prose that happen to be ruled, which the layout reads as text.
func (s *sheet) take(g ruledGrid) bool {
	var inside, outside []row
	for _, l := range s.Lines {
		if x, y := centre(l.Box); g.box.X0 <= x && x <= g.box.X1 && g.box.Y0 <= y && y <= g.box.Y1 {
			inside = append(inside, l)
		} else {
			outside = append(outside, l)
		}
	}
	if len(inside) == 0 || sideBySide(inside) {
		return false
	}
	cells := map[[2]int]*cellText{}
	var order [][2]int
	readingOrder(inside)
	for _, l := range inside {
		at := g.place(l)
		c := cells[at]
		if c == nil {
			c = &cellText{Row: at[0], Col: at[1], Box: l.Box}
			cells[at] = c
			order = append(order, at)
		}
		c.Box = c.Box.Union(l.Box)
		c.Lines = append(c.Lines, l.Text)
	}
	t := table{Box: g.box}
	slices.SortFunc(order, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], a[1]-b[1]) })
	for _, at := range order {
		t.Cells = append(t.Cells, *cells[at])
	}
	closeUp(t.Cells)
	if t.columns() < 2 || prose(t.Cells) {
		return false
	}
	s.Lines, s.Tables = outside, append(s.Tables, t)
	return true
}

func centre(r pdf.Rect) (x, y float64) { return (r.X0 + r.X1) / 2, (r.Y0 + r.Y1) / 2 }

// place returns the row and column of the cell that l stands in: of a cell that
// spans several, the first.
func (g *ruledGrid) place(l row) [2]int {
	x, y := centre(l.Box)
	y = min(y, l.Baseline-0.2*l.Size)
	col, line := interval(g.xs, x), interval(g.ys, y)
	for col > 0 && !g.rule(g.down, g.xs[col], y, false) {
		col--
	}
	for line > 0 && !g.rule(g.across, g.ys[line], x, true) {
		line--
	}
	return [2]int{line, col}
}

// rule reports whether one of rules stands at the given height, or x where it is
// upright, and reaches over the point along.
func (g *ruledGrid) rule(rules []pdf.Rect, at, along float64, isLevel bool) bool {
	for _, r := range rules {
		from, to, pos := r.Y0, r.Y1, (r.X0+r.X1)/2
		if isLevel {
			from, to, pos = r.X0, r.X1, (r.Y0+r.Y1)/2
		}
		if math.Abs(pos-at) <= 2*thin && from-touching <= along && along <= to+touching {
			return true
		}
	}
	return false
}

func interval(bounds []float64, v float64) int {
	i, _ := slices.BinarySearch(bounds, v)
	return max(0, min(i, len(bounds)-1)-1)
}

// closeUp renumbers cells without the rows and columns that none begins in.
func closeUp(cells []cellText) {
	rows, cols := map[int]int{}, map[int]int{}
	for _, c := range cells {
		rows[c.Row], cols[c.Col] = 0, 0
	}
	for _, m := range []map[int]int{rows, cols} {
		var keys []int
		for k := range m {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for i, k := range keys {
			m[k] = i
		}
	}
	for i := range cells {
		cells[i].Row, cells[i].Col = rows[cells[i].Row], cols[cells[i].Col]
	}
}

// prose reports whether cells are paragraphs set side by side, as a report and its
// translation are: two columns, with most of the text in cells of several lines.
func prose(cells []cellText) bool {
	long, all := 0, 0
	columns := map[int]bool{}
	for _, c := range cells {
		columns[c.Col] = true
		n := 0
		for _, l := range c.Lines {
			n += inked(l)
		}
		all += n
		if len(c.Lines) >= 3 {
			long += n
		}
	}
	return len(columns) == 2 && long*5 > all*3
}

// sideBySide reports whether lines are columns of prose: as findGutter has it, and
// wide enough for it.
func sideBySide(lines []row) bool {
	items := make([]item, len(lines))
	x0, x1, size := math.Inf(1), math.Inf(-1), 0.0
	for i, l := range lines {
		items[i].row = l
		x0, x1, size = min(x0, l.Box.X0), max(x1, l.Box.X1), max(size, l.Size)
	}
	g, ok := findGutter(items)
	return ok && g.left-x0 > 12*size && x1-g.right > 12*size
}
