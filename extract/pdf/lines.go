package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// How runs make lines, in ems of the larger run.
const (
	lineGap  = 1.0  // a wider gap parts two lines that stand side by side
	sameLine = 0.35 // baselines that differ by less are one: indices, other fonts
)

// Lines groups the page's ordinary runs into lines: from top to bottom and, on one
// height, from left to right. Runs that are Vertical or turned are lines of their
// own behind the others; blank runs at the ends of a line are left out.
func (p *Page) Lines() []Line {
	var level, other []Run
	for _, r := range p.Runs {
		switch {
		case r.Vertical || r.Angle != 0:
			other = append(other, r)
		default:
			level = append(level, r)
		}
	}
	var out []Line
	for _, row := range rows(level) {
		out = appendLines(out, row)
	}
	for _, r := range other {
		out = appendLines(out, []Run{r})
	}
	return out
}

// rows clusters runs by their baselines, from top to bottom.
func rows(runs []Run) [][]Run {
	if len(runs) == 0 {
		return nil
	}
	slices.SortStableFunc(runs, func(a, b Run) int { return cmp.Compare(a.Baseline, b.Baseline) })
	var out [][]Run
	start, tallest := 0, 0
	for i := 1; i <= len(runs); i++ {
		if i < len(runs) && onOneLine(runs[i-1], runs[i]) && onOneLine(runs[tallest], runs[i]) {
			if runs[i].Size > runs[tallest].Size {
				tallest = i
			}
			continue
		}
		out = append(out, runs[start:i])
		start, tallest = i, i
	}
	return out
}

// onOneLine reports whether the baselines of two runs are near enough: an index of
// small type may stand further off its line than small lines stand apart.
func onOneLine(a, b Run) bool {
	near := sameLine * max(a.Size, b.Size)
	if a.X1 > b.X0+0.5*b.Size && b.X1 > a.X0+0.5*a.Size {
		near = sameLine * min(a.Size, b.Size) // one above the other
	}
	return math.Abs(a.Baseline-b.Baseline) <= near
}

// appendLines cuts a row at its wide gaps.
func appendLines(out []Line, row []Run) []Line {
	slices.SortStableFunc(row, func(a, b Run) int { return cmp.Compare(a.X0, b.X0) })
	start, end := 0, 0.0
	for i := 0; i <= len(row); i++ {
		if i > start && (i == len(row) || row[i].X0-end > lineGap*max(row[i-1].Size, row[i].Size)) {
			if l, ok := newLine(row[start:i]); ok {
				out = append(out, l)
			}
			start = i
		}
		if i == start {
			end = math.Inf(-1)
		}
		if i < len(row) {
			end = max(end, row[i].X1)
		}
	}
	return out
}

func newLine(runs []Run) (Line, bool) {
	for len(runs) > 0 && blank(runs[0]) {
		runs = runs[1:]
	}
	for len(runs) > 0 && blank(runs[len(runs)-1]) {
		runs = runs[:len(runs)-1]
	}
	if len(runs) == 0 {
		return Line{}, false
	}
	var b strings.Builder
	main := runs[0]
	for i, r := range runs {
		if i > 0 && NeedsSpace(runs[i-1], r) {
			b.WriteByte(' ')
		}
		b.WriteString(r.Text)
		if len(r.Glyphs) > len(main.Glyphs) {
			main = r
		}
	}
	l := Line{Runs: runs, Text: strings.TrimSpace(b.String()), Baseline: main.Baseline, Size: main.Size}
	l.Rect = inked(runs[0])
	for _, r := range runs[1:] {
		l.Rect = l.Rect.Union(inked(r))
	}
	return l, true
}

func blank(r Run) bool { return strings.TrimSpace(r.Text) == "" }

// inked returns the box of a run without the blanks at its ends.
func inked(r Run) Rect {
	box := r.Rect
	if r.Vertical || r.Angle != 0 {
		return box
	}
	from, to := 0, len(r.Glyphs)
	for from < to && blankAt(r, from) {
		from++
	}
	for to > from && blankAt(r, to-1) {
		to--
	}
	if from < to {
		box.X0, box.X1 = r.Glyphs[from].X0, r.Glyphs[to-1].X1
	}
	return box
}

func blankAt(r Run, i int) bool {
	c, _ := utf8.DecodeRuneInString(r.Text[r.Glyphs[i].Start:])
	return isBlank(c)
}

// NeedsSpace reports whether the gap between two runs that follow each other on one
// line stands for a space that neither of them holds. Between Han characters no gap
// does.
func NeedsSpace(a, b Run) bool {
	before, _ := utf8.DecodeLastRuneInString(a.Text)
	after, _ := utf8.DecodeRuneInString(b.Text)
	if a.Text == "" || b.Text == "" {
		return false
	}
	return b.X0-a.X1 >= gapOfSpace(before, after)*min(a.Size, b.Size)
}
