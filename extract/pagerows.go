package extract

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"duizhao/extract/pdf"
)

// runPart is a run, or the part of one that ruled lines leave together, on its way
// into a row.
type runPart struct {
	pdf.Run
	order  int
	raised bool // a superscript
}

// rowsOf puts runs that stand beside each other on one baseline together.
func rowsOf(runs []pdf.Run, rules []pdf.Rect) []row {
	pieces := cutAtRules(attach(runs), rules)
	slices.SortStableFunc(pieces, func(a, b runPart) int { return cmp.Compare(a.Baseline, b.Baseline) })
	var out []row
	for len(pieces) > 0 {
		n := sameLine(pieces)
		line := pieces[:n]
		pieces = pieces[n:]
		slices.SortStableFunc(line, func(a, b runPart) int { return cmp.Compare(a.X0, b.X0) })
		for len(line) > 0 {
			n := unbroken(line, rules)
			if r, ok := newRow(line[:n]); ok {
				out = append(out, r)
			}
			line = line[n:]
		}
	}
	return out
}

// attach gives small runs that stand raised or lowered beside a larger one its
// baseline: the 2 of km², the number of a note.
func attach(runs []pdf.Run) []runPart {
	out := make([]runPart, len(runs))
	for i, r := range runs {
		out[i] = runPart{Run: r, order: i}
		for _, k := range []int{i - 1, i + 1} {
			if k < 0 || k >= len(runs) {
				continue
			}
			host := &runs[k]
			gap := r.X0 - host.X1
			if k > i {
				gap = host.X0 - r.X1
			}
			rise := host.Baseline - r.Baseline
			if r.Size > 0.8*host.Size || math.Abs(gap) > 0.4*host.Size || rise < -0.3*host.Size || rise > 0.7*host.Size {
				continue
			}
			out[i].Baseline = host.Baseline
			out[i].raised = rise > 0.15*host.Size
			break
		}
	}
	return out
}

// cutAtRules cuts runs where a vertical ruled line passes between their glyphs:
// programs show the cells of a table's row in one go.
func cutAtRules(pieces []runPart, rules []pdf.Rect) []runPart {
	rules = slices.DeleteFunc(slices.Clone(rules), func(r pdf.Rect) bool { return !upright(r) })
	if len(rules) == 0 {
		return pieces
	}
	var out []runPart
	for _, p := range pieces {
		start := 0
		for k := 1; k < len(p.Glyphs); k++ {
			if parted(rules, middle(p.Glyphs[k-1]), middle(p.Glyphs[k]), p.Baseline-0.3*p.Size) {
				out = append(out, p.part(start, k))
				start = k
			}
		}
		if start == 0 {
			out = append(out, p)
		} else {
			out = append(out, p.part(start, len(p.Glyphs)))
		}
	}
	return out
}

func middle(g pdf.Glyph) float64 { return (g.X0 + g.X1) / 2 }

// part returns the glyphs from start up to end as a part of their own.
func (p runPart) part(start, end int) runPart {
	from, to := p.Glyphs[start].Start, len(p.Text)
	if end < len(p.Glyphs) {
		to = p.Glyphs[end].Start
	}
	p.Text, p.Glyphs = p.Text[from:to], slices.Clone(p.Glyphs[start:end])
	for i := range p.Glyphs {
		p.Glyphs[i].Start -= from
	}
	p.X0, p.X1 = p.Glyphs[0].X0, p.Glyphs[len(p.Glyphs)-1].X1
	return p
}

// parted reports whether an upright rule stands between x0 and x1 at height y.
func parted(rules []pdf.Rect, x0, x1, y float64) bool {
	for _, r := range rules {
		if x := (r.X0 + r.X1) / 2; upright(r) && x0 < x && x < x1 && r.Y0 <= y && y <= r.Y1 {
			return true
		}
	}
	return false
}

// sameLine returns how many of the pieces, which are in order of their baselines,
// stand on the first baseline.
func sameLine(pieces []runPart) int {
	n := 1
	base, size := pieces[0].Baseline, pieces[0].Size
	for n < len(pieces) {
		p := &pieces[n]
		if p.Baseline-base > 0.35*min(size, p.Size) {
			break
		}
		if p.Size > size {
			base, size = p.Baseline, p.Size
		}
		n++
	}
	return n
}

// unbroken returns how many of a line's pieces, from left to right, belong
// together. Pieces shown one after the other may stand further apart: justified
// text has wide gaps, but the next column is not what the content shows next.
func unbroken(line []runPart, rules []pdf.Rect) int {
	n, edge := 1, line[0].X1
	for n < len(line) {
		a, b := &line[n-1], &line[n]
		size := max(a.Size, b.Size)
		gap, limit := b.X0-edge, 0.55
		if b.order == a.order+1 || b.order == a.order {
			limit = 1.6
		}
		if gap > limit*size || gap < -0.8*size && b.order != a.order+1 || a.Artifact != b.Artifact ||
			parted(rules, edge-0.5*a.Size, b.X0+0.5*b.Size, b.Baseline-0.3*b.Size) {
			break
		}
		edge = max(edge, b.X1)
		n++
	}
	return n
}

// newRow makes a row of pieces; ok is false where they show nothing.
func newRow(pieces []runPart) (r row, ok bool) {
	var text strings.Builder
	var sizes, weights []float64
	bold, all := 0, 0
	fonts := map[string]int{}
	for i := range pieces {
		p := &pieces[i]
		s := p.Text
		switch {
		case p.raised && i == 0:
			s = raisedDigits(s)
		case p.raised:
			s = superscript(text.String(), s)
		}
		if i > 0 && spaced(text.String(), s, p.X0-r.Box.X1, min(pieces[i-1].Size, p.Size)) {
			text.WriteByte(' ')
		}
		text.WriteString(s)
		n := inked(s)
		all += n
		if p.Bold {
			bold += n
		}
		fonts[p.Font] += n
		sizes, weights = append(sizes, p.Size), append(weights, float64(n))
		box := inkBox(p)
		if i == 0 {
			r = row{Box: box, Baseline: p.Baseline, Order: p.order, Artifact: p.Artifact}
		} else {
			r.Box = r.Box.Union(box)
			r.Order = min(r.Order, p.order)
		}
	}
	r.Text = unradical(strings.Trim(clean(text.String()), whiteSpace))
	if r.Text == "" {
		return row{}, false
	}
	r.Size = commonest(sizes, weights, 0.25)
	r.Bold = bold*10 >= all*9
	for f, n := range fonts {
		if n > fonts[r.Font] || n == fonts[r.Font] && f < r.Font {
			r.Font = f
		}
	}
	r.First = firstWidth(pieces)
	return r, true
}

// inkBox is the box of part of a run, without the white space at its ends: ideographic spaces
// are what many Chinese paragraphs are indented with.
func inkBox(p *runPart) pdf.Rect {
	box := p.Rect
	blank := func(g pdf.Glyph) bool {
		r, _ := utf8.DecodeRuneInString(p.Text[g.Start:])
		return strings.ContainsRune(whiteSpace, r)
	}
	first, last := 0, len(p.Glyphs)-1
	for first <= last && blank(p.Glyphs[first]) {
		first++
	}
	for last >= first && blank(p.Glyphs[last]) {
		last--
	}
	if first <= last {
		box.X0, box.X1 = max(box.X0, p.Glyphs[first].X0), min(box.X1, p.Glyphs[last].X1)
		if box.X1 < box.X0 {
			box.X0, box.X1 = p.X0, p.X1
		}
	}
	return box
}

// spaced reports whether the gap between text and what follows it shows a space
// that the file does not write.
func spaced(before, after string, gap, size float64) bool {
	a, _ := utf8.DecodeLastRuneInString(before)
	b, _ := utf8.DecodeRuneInString(after)
	if strings.ContainsRune(whiteSpace, a) || strings.ContainsRune(whiteSpace, b) {
		return false
	}
	switch wideA, wideB := isWide(a), isWide(b); {
	case wideA && wideB:
		return gap > 0.9*size
	case wideA || wideB:
		return gap > 0.6*size
	}
	return gap > 0.17*size
}

// raisedDigits writes the number that a note begins with in the raised digits it
// has, so that it does not become part of a figure after it.
func raisedDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[r-'0']
		}
		return r
	}, s)
}

// firstWidth measures what a line break cannot part from a row's beginning: one
// ideograph with the marks that cling to it, or a Latin word.
func firstWidth(pieces []runPart) float64 {
	start, end := math.Inf(1), 0.0
	var before rune
	for i := range pieces {
		p := &pieces[i]
		for _, g := range p.Glyphs {
			r, _ := utf8.DecodeRuneInString(p.Text[g.Start:])
			blank := strings.ContainsRune(whiteSpace, r)
			switch {
			case before == 0 && blank:
				continue
			case before == 0:
				start = g.X0
			case blank, !clings(before, r), !isWide(r) && !isWide(before) && g.X0-end > 0.17*p.Size:
				return end - start
			}
			before, end = r, g.X1
		}
	}
	return max(0, end-start)
}

// clings reports whether no line break may stand between a and b.
func clings(a, b rune) bool {
	// Quotation marks cling to both sides (UAX 14, class QU).
	const opening, closing = "“”‘’《（【〈「『(", "“‘，。；：、！？）》】”’〉」』…—％,.;:!?)%"
	return strings.ContainsRune(closing, b) || strings.ContainsRune(opening, a) || !isWide(a) && !isWide(b) && a != '—' && a != '…'
}

// commonest returns the most weighty of values, which count as equal within step;
// of equally weighty ones the least.
func commonest(values, weights []float64, step float64) float64 {
	sum := map[int]float64{}
	for i, v := range values {
		sum[int(math.Round(v/step))] += weights[i]
	}
	best, most := 0, -1.0
	for k, w := range sum {
		if w > most || w == most && k < best {
			best, most = k, w
		}
	}
	return float64(best) * step
}
