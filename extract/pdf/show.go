package pdf

import (
	"math"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// show shows a string: every glyph where the text matrix stands, which it moves on.
func (c *content) show(s []byte) {
	f, st := c.state.font, &c.state
	if f == nil {
		if len(s) > 0 {
			c.fontless++
		}
		return
	}
	pen := c.pen(f)
	var x float64 // how far the pen has moved, in text space
	for len(s) > 0 && !c.stopped {
		g, n := f.next(s)
		s = s[n:]
		step := g.width * st.size
		space := st.charSpace
		if g.word {
			space += st.wordSpace
		}
		if f.vertical {
			// Positive spacing moves up, against the writing: ISO 32000-1, 9.3.2.
			c.place(pen, g.text, x, step, -space)
			x += step - space
		} else {
			c.place(pen, g.text, x, step*st.stretch, space*st.stretch)
			x += (step + space) * st.stretch
		}
		c.count()
	}
	c.advance(x)
}

// count holds the bounds on glyphs.
func (c *content) count() {
	c.glyphs++
	c.reader.glyphs++
	if c.glyphs > c.reader.options.MaxGlyphs {
		c.stop("more than %d glyphs; the rest of the page was left out", c.reader.options.MaxGlyphs)
	} else if c.reader.glyphs > c.reader.options.MaxTotal {
		c.stop("more than %d glyphs in the file; the rest was left out", c.reader.options.MaxTotal)
	}
}

// advance moves the text matrix by x along the writing.
func (c *content) advance(x float64) {
	if c.state.font.vertical {
		c.text = matrix{1, 0, 0, 1, 0, -x}.then(c.text)
	} else {
		c.text = matrix{1, 0, 0, 1, x, 0}.then(c.text)
	}
}

// showArray shows the strings of TJ; its numbers move the pen back.
func (c *content) showArray() {
	for _, t := range c.args {
		switch {
		case t.kind == stringToken:
			c.show(t.str)
		case t.kind != numberToken || c.state.font == nil:
		case c.state.font.vertical:
			c.advance(t.num / 1000 * c.state.size)
		default:
			c.advance(-t.num / 1000 * c.state.size * c.state.stretch)
		}
	}
}

// pen is what the glyphs of one string share on the page.
type pen struct {
	x, y   float64 // where the string begins
	dx, dy float64 // of one unit of text space along the writing
	scale  float64 // points for one unit of text space along the writing
	style  style
	em     float64
}

func (c *content) pen(f *font) pen {
	m := c.text.then(c.state.ctm)
	p := pen{style: style{
		font:     f,
		bold:     f.bold || c.state.mode == 2,
		hidden:   c.state.mode == 3 || c.state.mode == 7,
		artifact: c.artifact(),
		vertical: f.vertical,
	}}
	if n := len(c.marks); n > 0 {
		p.style.tag = c.marks[n-1].tag
	}
	p.x, p.y = m.apply(0, c.state.rise)
	p.dx, p.dy = m[0], m[1]
	p.em = math.Abs(c.state.size) * math.Hypot(m[2], m[3])
	if f.vertical {
		p.dx, p.dy = -m[2], -m[3]
		p.em = math.Abs(c.state.size) * math.Hypot(m[0], m[1])
	} else if c.state.size*c.state.stretch < 0 {
		// A negative size turns the letters round, and the widths with them.
		p.style.angle = 180
	}
	p.scale = math.Hypot(p.dx, p.dy)
	p.style.angle = (p.style.angle + degrees(p.dx, p.dy, f.vertical)) % 360
	return p
}

// degrees returns the angle of a direction, clockwise since y grows downwards, from
// the usual direction of writing.
func degrees(dx, dy float64, vertical bool) int {
	if vertical {
		dx, dy = dy, -dx
	}
	if dy == 0 && dx >= 0 {
		return 0
	}
	a := math.Round(math.Atan2(dy, dx) * 180 / math.Pi)
	return (int(a) + 360) % 360
}

// place puts a glyph on the page: x from where its string began, width wide and
// followed by space, in text space along the writing.
func (c *content) place(p pen, text string, x, width, space float64) {
	if text == "" {
		return
	}
	d := drawn{
		text: text, style: p.style, em: p.em,
		x: p.x + x*p.dx, y: p.y + x*p.dy,
		width: width * p.scale, space: space * p.scale,
	}
	if width < 0 {
		d.width, d.space = -d.width, -d.space
	}
	if math.IsNaN(d.x+d.y+d.width+d.em) || d.x < -d.em || d.y < -d.em || d.x > c.page.Width+d.em || d.y > c.page.Height+d.em {
		c.outside++
		return
	}
	if c.actual != nil {
		c.actual.add(d)
		return
	}
	c.runs.add(d)
}

// mark is a marked-content sequence that is open.
type mark struct {
	tag      string
	artifact bool
	actual   bool // its ActualText is the one in force
}

const maxMarks = 1 << 10

// actualText stands for the glyphs shown within a marked-content sequence.
type actualText struct {
	text  string
	first drawn
	have  bool
}

// add widens the place of the text to a glyph it stands for, as long as those stand
// on one line.
func (a *actualText) add(d drawn) {
	if !a.have {
		a.first, a.have = d, true
		return
	}
	from, line := a.first.along()
	at, l := d.along()
	if end := at + d.width; math.Abs(l-line) < 0.5*d.em && end > from+a.first.width {
		a.first.width = end - from
		a.first.space = d.space
	}
}

func (c *content) artifact() bool {
	return len(c.marks) > 0 && c.marks[len(c.marks)-1].artifact
}

func (c *content) beginMark() {
	if len(c.marks) >= maxMarks {
		c.stop("marked content deeper than %d; the rest of the page was left out", maxMarks)
		return
	}
	m := mark{artifact: c.artifact()}
	if len(c.args) > 0 {
		m.tag = string(c.args[0].str)
		m.artifact = m.artifact || m.tag == "Artifact"
	}
	if s, ok := c.actualTextOperand(); ok && c.actual == nil {
		m.actual = true
		c.actual = &actualText{text: s}
	}
	c.marks = append(c.marks, m)
}

// actualTextOperand finds ActualText in the properties of BDC, which are a dict or
// the name of one among the resources.
func (c *content) actualTextOperand() (s string, ok bool) {
	if len(c.args) == 2 && c.args[1].kind == nameToken {
		o := c.resources.path("Properties", string(c.args[1].str), "ActualText")
		return textString([]byte(o.bytes())), o.kind == stringObject
	}
	for i := 1; i+1 < len(c.args); i++ {
		if c.args[i].kind == nameToken && string(c.args[i].str) == "ActualText" && c.args[i+1].kind == stringToken {
			return textString(c.args[i+1].str), true
		}
	}
	return "", false
}

func (c *content) endMark() {
	n := len(c.marks)
	if n == 0 {
		return
	}
	m := c.marks[n-1]
	c.marks = c.marks[:n-1]
	if !m.actual || c.actual == nil {
		return
	}
	a := c.actual
	c.actual = nil
	if a.first.text = readable(a.text); a.have && a.first.text != "" {
		c.runs.add(a.first)
	}
}

// textString decodes a text string (ISO 32000-1, 7.9.2.2): UTF-16 or UTF-8 with a
// byte order mark, else PDFDocEncoding, read as the Windows-1252 it is nearly.
func textString(b []byte) string {
	switch {
	case len(b) >= 2 && b[0] == 0xFE && b[1] == 0xFF:
		return utf16Text(b[2:])
	case len(b) >= 2 && b[0] == 0xFF && b[1] == 0xFE:
		units := make([]uint16, len(b)/2-1)
		for i := range units {
			units[i] = uint16(b[2*i+2]) | uint16(b[2*i+3])<<8
		}
		return string(utf16.Decode(units))
	case len(b) >= 3 && b[0] == 0xEF && b[1] == 0xBB && b[2] == 0xBF:
		b = b[3:]
	}
	if utf8.Valid(b) {
		return string(b)
	}
	s, _ := charmap.Windows1252.NewDecoder().String(string(b))
	return s
}
