package extract

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// item is what stands in a column: a line of text or a table.
type item struct {
	row
	table *table
}

// flow is a stretch of one column of one page, read from top to bottom.
type flow struct {
	sheet  *sheet
	items  []item
	x0, x1 float64 // the column's edges
}

// gutter is the white space between two columns.
type gutter struct{ left, right float64 }

func (g gutter) middle() float64 { return (g.left + g.right) / 2 }

const (
	columnLines = 5 // that a column must have on each side of a gutter to show it
	mostColumns = 3 // times that a page is parted
)

// flows puts the lines and tables of all pages in reading order.
func flows(sheets []sheet) []flow {
	known := gutterOfMost(sheets)
	var out []flow
	for i := range sheets {
		s := &sheets[i]
		for _, part := range inColumns(s.items(), known, 0) {
			out = append(out, flow{sheet: s, items: part})
		}
	}
	frames(out)
	for i := range out {
		out[i].mend()
	}
	return out
}

func (s *sheet) items() []item {
	out := make([]item, 0, len(s.Lines)+len(s.Tables))
	for _, l := range s.Lines {
		out = append(out, item{row: l})
	}
	for i := range s.Tables {
		t := &s.Tables[i]
		out = append(out, item{row: row{Box: t.Box, Baseline: t.Box.Y1, Size: 1}, table: t})
	}
	sortItems(out)
	return out
}

// sortItems sorts as readingOrder does. A table stands where its top is.
func sortItems(items []item) {
	level := func(it *item) float64 {
		if it.table != nil {
			return it.Box.Y0
		}
		return it.Baseline
	}
	slices.SortStableFunc(items, func(a, b item) int { return cmp.Compare(level(&a), level(&b)) })
	for start := 0; start < len(items); {
		end := start + 1
		for end < len(items) && level(&items[end])-level(&items[start]) <= 0.4*min(items[start].Size, items[end].Size) {
			end++
		}
		slices.SortStableFunc(items[start:end], func(a, b item) int { return cmp.Compare(a.Box.X0, b.Box.X0) })
		start = end
	}
}

// gutterOfMost returns the gutter that the most pages have, so that a page with
// little text is read in the columns of the others.
func gutterOfMost(sheets []sheet) *gutter {
	var found []gutter
	for i := range sheets {
		if g, ok := findGutter(sheets[i].items()); ok {
			found = append(found, g)
		}
	}
	var best *gutter
	most := 1
	for i := range found {
		n := 0
		for _, g := range found {
			if math.Abs(g.right-found[i].right) < 4 {
				n++
			}
		}
		if n > most {
			best, most = &found[i], n
		}
	}
	return best
}

// inColumns parts items, which are in order, into stretches of columns. What
// reaches over a gutter (a heading, a table) is read between what stands above and
// below it.
func inColumns(items []item, known *gutter, depth int) [][]item {
	g, ok := findGutter(items)
	if !ok && known != nil && depth == 0 {
		g, ok = *known, fits(items, *known)
	}
	if !ok || depth == mostColumns {
		if len(items) == 0 {
			return nil
		}
		return [][]item{items}
	}
	var out [][]item
	var left, right, across []item
	flush := func() {
		out = append(out, inColumns(left, nil, depth+1)...)
		out = append(out, inColumns(right, nil, depth+1)...)
		left, right = nil, nil
	}
	for _, it := range items {
		switch it.beside(g.middle(), 0) {
		case -1:
			left = append(left, it)
		case 1:
			right = append(right, it)
		default:
			if len(left)+len(right) > 0 {
				if len(across) > 0 {
					out = append(out, across)
					across = nil
				}
				flush()
			}
			across = append(across, it)
			continue
		}
		if len(across) > 0 {
			out = append(out, across)
			across = nil
		}
	}
	if len(across) > 0 {
		out = append(out, across)
	}
	flush()
	return out
}

// beside returns -1 where it stands to the left of x, 1 to the right, 0 across or
// within margin of it. A closing mark at a line's end may hang out of its column.
func (it *item) beside(x, margin float64) int {
	switch {
	case it.Box.X1-2*overhang(it.Text)*it.Size <= x-margin:
		return -1
	case it.Box.X0 >= x+margin:
		return 1
	}
	return 0
}

// fits reports whether items stand in the columns that g parts.
func fits(items []item, g gutter) bool {
	left, right := 0, 0
	for i := range items {
		switch b := items[i].Box; items[i].beside(g.middle(), 0) {
		case -1:
			left++
			if b.X1-2*overhang(items[i].Text)*items[i].Size > g.left+4 {
				return false
			}
		case 1:
			right++
			if b.X0 < g.right-4 || b.X0 > g.right+5*items[i].Size {
				return false
			}
		}
	}
	return left > 0 && right > 0
}

// findGutter looks for the upright white space that the fewest lines reach over,
// with prose on both sides: lines that mostly fill their column, as the cells of a
// table do not.
func findGutter(items []item) (best gutter, ok bool) { return findGutterWithin(items, 0) }

func findGutterWithin(items []item, depth int) (best gutter, ok bool) {
	if len(items) < 2*columnLines || depth == mostColumns {
		return best, false
	}
	x0, x1 := math.Inf(1), math.Inf(-1)
	for i := range items {
		x0, x1 = min(x0, items[i].Box.X0), max(x1, items[i].Box.X1)
	}
	width := x1 - x0
	if width <= 0 || math.IsInf(width, 0) {
		return best, false
	}
	least := math.MaxInt
	for step := 0; step <= 100; step++ {
		x := x0 + width*(0.25+0.5*float64(step)/100)
		g, left, right, across := gutterAt(items, x)
		if left < columnLines || right < columnLines || across*10 > 6*len(items) {
			continue
		}
		if across < least || across == least && g.right-g.left > best.right-best.left {
			best, least = g, across
		}
	}
	if least == math.MaxInt || best.right-best.left < 4 {
		return best, false
	}
	for _, which := range []int{-1, 1} {
		var half []item
		for i := range items {
			if items[i].beside(best.middle(), 0) == which {
				half = append(half, items[i])
			}
		}
		if !filled(half) {
			if _, further := findGutterWithin(half, depth+1); !further {
				return best, false
			}
		}
	}
	return best, true
}

// gutterAt measures the white space around x and counts the lines on both sides
// of it and across.
func gutterAt(items []item, x float64) (g gutter, left, right, across int) {
	g = gutter{math.Inf(-1), math.Inf(1)}
	for i := range items {
		b := items[i].Box
		switch items[i].beside(x, 0.35*items[i].Size) {
		case -1:
			left++
			g.left = max(g.left, b.X1-2*overhang(items[i].Text)*items[i].Size)
		case 1:
			right++
			g.right = min(g.right, b.X0)
		default:
			across++
		}
	}
	return g, left, right, across
}

// filled reports whether two in five lines of a column are about as wide as it.
func filled(items []item) bool {
	x0, x1 := math.Inf(1), math.Inf(-1)
	for i := range items {
		x0, x1 = min(x0, items[i].Box.X0), max(x1, items[i].Box.X1)
	}
	full := 0
	for i := range items {
		if items[i].Box.Width() > 0.72*(x1-x0) {
			full++
		}
	}
	return full*5 >= len(items)*2
}

// frames measures the edges of every flow's column. A flow with few lines, or none
// that is full, takes those of the columns it fits into.
func frames(all []flow) {
	var typical []flow
	for i := range all {
		if all[i].measure() >= enoughLines && len(typical) < mostTypical {
			typical = append(typical, all[i])
		}
	}
	support := make([]int, len(typical))
	for i := range typical {
		for k := range typical {
			if math.Abs(typical[i].x0-typical[k].x0) < 6 && math.Abs(typical[i].x1-typical[k].x1) < 6 {
				support[i]++
			}
		}
	}
	for i := range all {
		f := &all[i]
		best := -1
		for k := range typical {
			if f.within(&typical[k]) && (best < 0 || support[k] > support[best]) {
				best = k
			}
		}
		if best >= 0 {
			f.x0, f.x1 = min(f.x0, typical[best].x0), max(f.x1, typical[best].x1)
		}
	}
}

const (
	enoughLines = 6   // that show the edges of their column
	mostTypical = 500 // columns that stand for all of a file's
)

// within reports whether f may stand in a column like t: with few lines anywhere in
// it, with many from its left edge on.
func (f *flow) within(t *flow) bool {
	if t.x0 > f.x0+6 || f.x1 > t.x1+6 {
		return false
	}
	return len(f.items) < enoughLines || f.x0-t.x0 < 6
}

// measure sets a flow's edges by its lines and returns how many there are. An edge
// is the outermost that two lines share, or a tenth of them: single lines stick out.
func (f *flow) measure() int {
	var lefts, rights []float64
	size := 0.0
	for i := range f.items {
		it := &f.items[i]
		if it.table != nil {
			continue
		}
		lefts = append(lefts, -it.Box.X0)
		rights = append(rights, it.Box.X1-overhang(it.Text)*it.Size)
		size = max(size, it.Size)
	}
	if len(rights) == 0 {
		f.x0, f.x1 = f.items[0].Box.X0, f.items[0].Box.X1
		return 0
	}
	f.x0, f.x1 = -common(lefts, 0.35*size), common(rights, 0.35*size)
	return len(rights)
}

// common returns the greatest of values that two of them, or a tenth, come within
// distance of from below; the greatest of all where there are few.
func common(values []float64, distance float64) float64 {
	slices.Sort(values)
	need := max(2, len(values)/10)
	if len(values) < enoughLines {
		need = 1
	}
	for i := len(values) - 1; i >= need-1; i-- {
		if values[i]-values[i-need+1] < distance {
			return values[i]
		}
	}
	return values[len(values)-1]
}

// overhang is the part of an em by which a closing mark at a line's end may stick
// out of the column.
func overhang(text string) float64 {
	if r, _ := utf8.DecodeLastRuneInString(text); strings.ContainsRune("，。；：、！？）》】”’", r) {
		return 0.5
	}
	return 0
}
