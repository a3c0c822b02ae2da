package extract

import (
	"bufio"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"duizhao/extract/pdf"
)

// readTSV reads the table that tesseract writes: one row a word, with the block,
// paragraph and line it stands in, its box in pixels and the confidence. Every line
// becomes a row, or several where wide gaps part it.
func readTSV(r io.Reader, page, dpi int) (sheet, error) {
	s := sheet{Number: page, Pictured: true, Source: recognised}
	scale, count := 72/float64(dpi), 0
	var words []runPart
	var at string
	var lines [][]runPart
	flush := func() {
		if len(words) > 0 {
			lines = append(lines, words)
		}
		words = nil
	}
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		f := strings.Split(in.Text(), "\t")
		if len(f) != 12 {
			continue
		}
		box, ok := pixels(f[6:10], scale)
		switch {
		case !ok:
			continue
		case f[0] == "1":
			s.Width, s.Height = box.X1, box.Y1
			continue
		case f[0] != "5" || strings.TrimSpace(f[11]) == "":
			continue
		}
		if line := strings.Join(f[2:5], " "); line != at {
			flush()
			at = line
		}
		run := pdf.Run{Text: f[11], Rect: box, Size: box.Height(), Baseline: box.Y1}
		spread(&run)
		words = append(words, runPart{Run: run, order: count})
		count++
	}
	flush()
	slope := skew(lines)
	for _, l := range lines {
		s.Lines = append(s.Lines, recognisedRows(straighten(l, slope))...)
	}
	return s, in.Err()
}

// skew returns the slope of the lines of a page that was not laid straight on the
// scanner: the median of those of its long lines.
func skew(lines [][]runPart) float64 {
	var slopes []float64
	for _, l := range lines {
		a, b := &l[0], &l[len(l)-1]
		if run := b.X1 - a.X0; len(l) > 5 && run > 15*a.Size {
			slopes = append(slopes, (b.Y1-a.Y1)/run)
		}
	}
	if len(slopes) < 5 {
		return 0
	}
	return median(slopes)
}

// straighten turns the words of a line by the slope, which is small.
func straighten(words []runPart, slope float64) []runPart {
	for i := range words {
		w := &words[i]
		x, y := centre(w.Rect)
		dx, dy := slope*y, -slope*x
		w.X0, w.X1, w.Y0, w.Y1 = w.X0+dx, w.X1+dx, w.Y0+dy, w.Y1+dy
		w.Baseline += dy
		for k := range w.Glyphs {
			w.Glyphs[k].X0 += dx
			w.Glyphs[k].X1 += dx
		}
	}
	return words
}

// pixels reads left, top, width and height.
func pixels(fields []string, scale float64) (pdf.Rect, bool) {
	var v [4]float64
	for i, f := range fields {
		n, err := strconv.Atoi(f)
		if err != nil {
			return pdf.Rect{}, false
		}
		v[i] = float64(n) * scale
	}
	return pdf.Rect{X0: v[0], Y0: v[1], X1: v[0] + v[2], Y1: v[1] + v[3]}, true
}

// recognisedRows makes rows of the words of one line, all of which stand on one
// baseline and have one size.
func recognisedRows(words []runPart) (out []row) {
	var feet []float64
	for i := range words {
		feet = append(feet, words[i].Y1)
	}
	size, base := sizeOf(words), median(feet)
	for i := range words {
		words[i].Size, words[i].Baseline = size, base
	}
	start := 0
	for i := 1; i <= len(words); i++ {
		if i < len(words) && words[i].X0-words[i-1].X1 < 2.5*size {
			continue
		}
		if r, ok := newRow(words[start:i]); ok {
			r.Text = unspaced(r.Text)
			out = append(out, r)
		}
		start = i
	}
	return out
}

// sizeOf estimates the size of a line's letters by their widths. Boxes fit the ink,
// so their heights say little: 一 is flat, and so is a word without tall letters.
func sizeOf(words []runPart) float64 {
	width, ems := 0.0, 0.0
	for i := range words {
		w := &words[i]
		width += w.Width()
		for _, r := range w.Text {
			if isWide(r) {
				ems++
			} else {
				ems += 0.47 // on average, in the fonts of reports
			}
		}
	}
	return max(1, width/max(1, ems))
}

// unspaced drops the spaces beside ideographs and full-width marks: around what has
// little ink there is always a gap.
func unspaced(s string) string {
	var b strings.Builder
	var before rune
	for _, w := range strings.Fields(s) {
		first, _ := utf8.DecodeRuneInString(w)
		if b.Len() > 0 && !isWide(before) && !isWide(first) {
			b.WriteByte(' ')
		}
		b.WriteString(w)
		before, _ = utf8.DecodeLastRuneInString(w)
	}
	return b.String()
}

// median sorts values and returns the middle one.
func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

// levelSizes gives lines of about the size that most have that very size: what is
// measured from ink varies with the letters a line happens to hold.
func levelSizes(sheets []sheet) {
	var sizes, weights []float64
	for i := range sheets {
		for _, l := range sheets[i].Lines {
			sizes, weights = append(sizes, l.Size), append(weights, float64(inked(l.Text)))
		}
	}
	if len(sizes) == 0 {
		return
	}
	most := commonest(sizes, weights, 0.5)
	for i := range sheets {
		for k := range sheets[i].Lines {
			if l := &sheets[i].Lines[k]; math.Abs(l.Size-most) < 0.3*most {
				l.Size = most
			}
		}
	}
}
