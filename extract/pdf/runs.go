package pdf

import (
	"math"
	"slices"
	"unicode/utf8"
)

// style is what all glyphs of a run share beside its size.
type style struct {
	font                             *font
	tag                              string
	angle                            int
	bold, hidden, artifact, vertical bool
}

// drawn is a glyph on its way into a run.
type drawn struct {
	text  string
	style style
	em    float64 // points
	x, y  float64 // where the pen stands, on the page
	width float64 // points along the writing
	space float64 // points that the text asks for behind the glyph
}

// along returns d's place along its line and that of the line itself: x and y for
// ordinary text, y and -x for text that runs down the page, and so on.
func (d drawn) along() (at, line float64) { return turn(d.x, d.y, d.style) }

// axis returns the angle, clockwise, at which glyphs follow each other.
func (s style) axis() int {
	if s.vertical {
		return (s.angle + 90) % 360
	}
	return s.angle % 360
}

func turn(x, y float64, s style) (at, line float64) {
	switch s.axis() {
	case 0:
		return x, y
	case 90:
		return y, -x
	case 180:
		return -x, -y
	case 270:
		return -y, x
	}
	sin, cos := math.Sincos(float64(s.axis()) * math.Pi / 180)
	return x*cos + y*sin, y*cos - x*sin
}

// unturn is turn backwards.
func unturn(at, line float64, s style) (x, y float64) {
	switch s.axis() {
	case 0:
		return at, line
	case 90:
		return -line, at
	case 180:
		return -at, -line
	case 270:
		return line, -at
	}
	sin, cos := math.Sincos(float64(s.axis()) * math.Pi / 180)
	return at*cos - line*sin, at*sin + line*cos
}

// How runs are cut, in ems.
const (
	wideGap     = 1.0  // a wider gap ends a run
	backStep    = 0.35 // so does a step back
	offLine     = 0.06 // and a baseline that differs by more
	wordGap     = 0.17 // between words written without spaces
	scriptGap   = 0.6  // the same where a Han character stands on one side
	overprinted = 0.08 // a glyph shown again nearer than this makes it bold
)

// runBuilder gathers the glyphs of a page into runs. Text and glyphs of all runs
// stand in one slice each, until the page is done.
type runBuilder struct {
	runs   []openRun
	text   []byte
	glyphs []Glyph
	byLine map[int][]int // 4-point band of the page → runs with a glyph there
}

type openRun struct {
	style      style
	em         float64
	line       float64 // coordinate of the baseline, turned
	start, end float64 // along the line
	expected   float64 // where a glyph that follows directly stands
	text       int     // start in runBuilder.text
	glyph      int     // start in runBuilder.glyphs
	last       rune
	overprint  bool
}

// add puts a glyph behind the last one, or begins a run with it.
func (b *runBuilder) add(d drawn) {
	at, line := d.along()
	if n := len(b.runs); n > 0 {
		r := &b.runs[n-1]
		gap := at - r.expected
		if r.style == d.style && math.Abs(r.em-d.em) <= 0.02*d.em && math.Abs(r.line-line) <= offLine*d.em && -backStep*d.em < gap && gap < wideGap*d.em {
			if gap < -overprinted*d.em && b.shownBefore(d, at, line) {
				return
			}
			b.space(r, d, at, gap)
			b.extend(r, d, at)
			return
		}
	}
	if b.shownBefore(d, at, line) {
		return
	}
	b.runs = append(b.runs, openRun{style: d.style, em: d.em, line: line, start: at, end: at, text: len(b.text), glyph: len(b.glyphs)})
	i := len(b.runs) - 1
	if b.byLine == nil {
		b.byLine = map[int][]int{}
	}
	b.byLine[band(line)] = append(b.byLine[band(line)], i)
	b.extend(&b.runs[i], d, at)
}

func band(line float64) int { return int(math.Floor(line / 4)) }

// space puts a made space where a gap shows one.
func (b *runBuilder) space(r *openRun, d drawn, at, gap float64) {
	first, _ := utf8.DecodeRuneInString(d.text)
	if gap >= gapOfSpace(r.last, first)*d.em {
		b.glyphs = append(b.glyphs, Glyph{Start: len(b.text) - r.text, X0: r.end, X1: at, Made: true})
		b.text = append(b.text, ' ')
	}
}

// gapOfSpace returns how wide, in ems, a gap between two characters must be to
// stand for a space.
func gapOfSpace(before, after rune) float64 {
	switch {
	case before == 0 || isBlank(before) || isBlank(after):
		return math.Inf(1)
	case isWide(before) && isWide(after):
		return math.Inf(1)
	case isWide(before) || isWide(after):
		return scriptGap
	}
	return wordGap
}

func isBlank(r rune) bool { return r == ' ' || r == 0xA0 || r == 0x3000 || r == '\t' }

// isWide reports whether r is set an em wide: Han characters, kana, hangul and the
// marks that go with them.
func isWide(r rune) bool {
	return r >= 0x2E80 && (r <= 0xD7A3 || 0xF900 <= r && r <= 0xFAFF || 0xFE30 <= r && r <= 0xFE4F ||
		0xFF00 <= r && r <= 0xFF60 || 0xFFE0 <= r && r <= 0xFFE6 || 0x20000 <= r && r <= 0x3FFFF)
}

// extend appends d's code points, its width divided evenly between them.
func (b *runBuilder) extend(r *openRun, d drawn, at float64) {
	n := utf8.RuneCountInString(d.text)
	step := d.width / float64(max(n, 1))
	x := at
	for i, c := range d.text {
		b.glyphs = append(b.glyphs, Glyph{Start: len(b.text) - r.text + i, X0: x, X1: x + step})
		x += step
		r.last = c
	}
	b.text = append(b.text, d.text...)
	r.end = max(r.end, at+d.width)
	r.expected = at + d.width + max(d.space, -0.3*d.em)
}

// shownBefore reports whether a glyph stands on one like it, as writers do who have
// no bold face at hand. The run it stands in is bold then.
func (b *runBuilder) shownBefore(d drawn, at, line float64) bool {
	const most = 64 // runs looked at in one band
	first, _ := utf8.DecodeRuneInString(d.text)
	for i := band(line) - 1; i <= band(line)+1; i++ {
		runs := b.byLine[i]
		for _, j := range runs[max(0, len(runs)-most):] {
			r := &b.runs[j]
			if r.style.angle == d.style.angle && math.Abs(r.em-d.em) < 0.05*d.em && math.Abs(r.line-line) < overprinted*d.em && b.holds(j, first, at, overprinted*d.em) {
				r.overprint = r.overprint || !isBlank(first)
				return true
			}
		}
	}
	return false
}

// holds reports whether run j has the character c at a place.
func (b *runBuilder) holds(j int, c rune, at, tolerance float64) bool {
	r, next := b.runs[j], len(b.glyphs)
	text := b.text[r.text:]
	if j+1 < len(b.runs) {
		next = b.runs[j+1].glyph
	}
	glyphs := b.glyphs[r.glyph:next]
	i, _ := slices.BinarySearchFunc(glyphs, at-tolerance, func(g Glyph, x float64) int {
		if g.X0 < x {
			return -1
		}
		return 1
	})
	for ; i < len(glyphs) && glyphs[i].X0 <= at+tolerance; i++ {
		if have, _ := utf8.DecodeRune(text[glyphs[i].Start:]); have == c {
			return true
		}
	}
	return false
}

// reset makes b ready for another page, in the room that the last one took.
func (b *runBuilder) reset() {
	b.runs, b.text, b.glyphs = b.runs[:0], b.text[:0], b.glyphs[:0]
	clear(b.byLine)
}

// finish returns the runs of the page, which do not hang on b.
func (b *runBuilder) finish() []Run {
	text, all := string(b.text), slices.Clone(b.glyphs)
	out := make([]Run, len(b.runs))
	for i, r := range b.runs {
		endText, endGlyph := len(text), len(b.glyphs)
		if i+1 < len(b.runs) {
			endText, endGlyph = b.runs[i+1].text, b.runs[i+1].glyph
		}
		out[i] = r.run()
		out[i].Text = text[r.text:endText]
		out[i].Glyphs = all[r.glyph:endGlyph:endGlyph]
		if a := r.style.axis(); a == 180 || a == 270 {
			for k, g := range out[i].Glyphs { // along the page's own axis
				out[i].Glyphs[k].X0, out[i].Glyphs[k].X1 = -g.X1, -g.X0
			}
		}
	}
	return out
}

func (r openRun) run() Run {
	out := Run{
		Size: r.em, Font: r.style.font.name, Tag: r.style.tag,
		Bold: r.style.bold || r.overprint, Italic: r.style.font.italic,
		Vertical: r.style.vertical, Angle: r.style.angle,
		Hidden: r.style.hidden, Artifact: r.style.artifact,
	}
	above, below := r.style.font.ascent*r.em, r.style.font.descent*r.em
	if r.style.vertical {
		above, below = r.em/2, r.em/2
	}
	x0, y0 := unturn(r.start, r.line-above, r.style)
	x1, y1 := unturn(r.end, r.line+below, r.style)
	out.Rect = Rect{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}
	x, y := unturn(r.start, r.line, r.style)
	out.Baseline = y
	if r.style.vertical || r.style.angle%180 == 90 {
		out.Baseline = x
	}
	return out
}
