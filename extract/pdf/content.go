package pdf

// content interprets the content of one page: the operators of ISO 32000-1, annex
// A, that show text, move it, or draw rules and images. Others are passed over.
type content struct {
	reader    *reader
	table     map[string]func(*content) // operators
	page      *Page
	runs      *runBuilder
	resources object
	fonts     map[string]*font // of the resources, by their names there

	lex    *lexer
	args   []token
	state  state
	stack  []state
	unkept int // states that were saved beyond the bound
	text   matrix
	line   matrix
	path   path
	marks  []mark
	actual *actualText

	depth     int // of forms
	forms     int
	operators int
	glyphs    int
	outside   int // glyphs beyond the page box
	fontless  int // strings shown in a font that is not there
	stopped   bool
}

// state is the graphics state, as far as it matters to text and rules.
type state struct {
	ctm         matrix // to the Page's coordinates
	font        *font
	size        float64
	charSpace   float64
	wordSpace   float64
	stretch     float64 // horizontal scaling, 1 for 100 %
	leading     float64
	rise        float64
	mode        int
	strokeWidth float64
}

const (
	maxStates   = 1 << 10
	maxOperands = 1 << 16
)

// run interprets one stream with the resources that belong to it.
func (c *content) run(src []byte, resources object) {
	lex, fonts, outer, base := c.lex, c.fonts, c.resources, len(c.stack)
	c.lex, c.fonts, c.resources = &lexer{src: src}, map[string]*font{}, resources
	unkept := c.unkept
	c.unkept = 0
	for !c.stopped {
		t := c.lex.next()
		if t.kind == endToken {
			break
		}
		if t.kind != operatorToken {
			if len(c.args) < maxOperands {
				c.args = append(c.args, t)
			}
			continue
		}
		c.operate(t.str, base)
		c.args = c.args[:0]
		c.lex.release()
	}
	c.args = c.args[:0]
	c.stack = c.stack[:min(base, len(c.stack))]
	c.lex, c.fonts, c.resources, c.unkept = lex, fonts, outer, unkept
}

func (c *content) operate(op []byte, base int) {
	c.operators++
	if c.operators > c.reader.options.MaxOperators {
		c.stop("more than %d operators; the rest of the page was left out", c.reader.options.MaxOperators)
		return
	}
	// A form must not take states off the stack that its caller has put there.
	if len(op) == 1 && op[0] == 'Q' && len(c.stack) <= base && c.unkept == 0 {
		return
	}
	if f, ok := c.table[string(op)]; ok {
		f(c)
	}
}

// stop ends the page with a reason that goes into its Problems.
func (c *content) stop(format string, a ...any) {
	if !c.stopped {
		c.stopped = true
		c.page.problem(format, a...)
	}
}

// num returns operand i, or 0.
func (c *content) num(i int) float64 {
	if i < len(c.args) {
		return c.args[i].num
	}
	return 0
}

// last returns the last operand, or the zero token.
func (c *content) last() token {
	if len(c.args) == 0 {
		return token{}
	}
	return c.args[len(c.args)-1]
}

func (c *content) matrixArgs() matrix {
	return matrix{c.num(0), c.num(1), c.num(2), c.num(3), c.num(4), c.num(5)}
}

// operators says what each operator does.
var operators = map[string]func(*content){
	"q":  (*content).save,
	"Q":  (*content).restore,
	"cm": func(c *content) { c.state.ctm = c.matrixArgs().then(c.state.ctm) },
	"gs": (*content).graphicsState,
	"w":  func(c *content) { c.state.strokeWidth = c.num(0) },

	"BT": func(c *content) { c.text, c.line = identityMatrix, identityMatrix },
	"Tc": func(c *content) { c.state.charSpace = c.num(0) },
	"Tw": func(c *content) { c.state.wordSpace = c.num(0) },
	"Tz": func(c *content) { c.state.stretch = c.num(0) / 100 },
	"TL": func(c *content) { c.state.leading = c.num(0) },
	"Ts": func(c *content) { c.state.rise = c.num(0) },
	"Tr": func(c *content) { c.state.mode = int(c.num(0)) },
	"Tf": (*content).selectFont,
	"Td": func(c *content) { c.moveLine(c.num(0), c.num(1)) },
	"TD": func(c *content) { c.state.leading = -c.num(1); c.moveLine(c.num(0), c.num(1)) },
	"Tm": func(c *content) { c.text = c.matrixArgs(); c.line = c.text },
	"T*": func(c *content) { c.moveLine(0, -c.state.leading) },
	"Tj": func(c *content) { c.show(c.last().str) },
	"TJ": (*content).showArray,
	"'":  func(c *content) { c.moveLine(0, -c.state.leading); c.show(c.last().str) },
	"\"": func(c *content) {
		c.state.wordSpace, c.state.charSpace = c.num(0), c.num(1)
		c.moveLine(0, -c.state.leading)
		c.show(c.last().str)
	},

	"Do":  (*content).drawObject,
	"ID":  (*content).inlineImage,
	"BMC": (*content).beginMark,
	"BDC": (*content).beginMark,
	"EMC": (*content).endMark,

	"m":  func(c *content) { c.path.move(c.state.ctm, c.num(0), c.num(1)) },
	"l":  func(c *content) { c.path.line(c.state.ctm, c.num(0), c.num(1)) },
	"c":  func(c *content) { c.path.curve(c.state.ctm, c.num(4), c.num(5)) },
	"v":  func(c *content) { c.path.curve(c.state.ctm, c.num(2), c.num(3)) },
	"y":  func(c *content) { c.path.curve(c.state.ctm, c.num(2), c.num(3)) },
	"h":  func(c *content) { c.path.close() },
	"re": func(c *content) { c.path.rectangle(c.state.ctm, c.num(0), c.num(1), c.num(2), c.num(3)) },
	"S":  func(c *content) { c.paint(false, true) },
	"s":  func(c *content) { c.path.close(); c.paint(false, true) },
	"f":  func(c *content) { c.paint(true, false) },
	"F":  func(c *content) { c.paint(true, false) },
	"f*": func(c *content) { c.paint(true, false) },
	"B":  func(c *content) { c.paint(true, true) },
	"B*": func(c *content) { c.paint(true, true) },
	"b":  func(c *content) { c.path.close(); c.paint(true, true) },
	"b*": func(c *content) { c.path.close(); c.paint(true, true) },
	"n":  func(c *content) { c.path.clear() },
}

func (c *content) save() {
	if len(c.stack) >= maxStates {
		c.unkept++
		return
	}
	c.stack = append(c.stack, c.state)
}

func (c *content) restore() {
	if c.unkept > 0 {
		c.unkept--
		return
	}
	if n := len(c.stack); n > 0 {
		c.state = c.stack[n-1]
		c.stack = c.stack[:n-1]
	}
}

func (c *content) graphicsState() {
	gs := c.resources.path("ExtGState", string(c.last().str))
	if w := gs.get("LW"); w.kind == numberObject {
		c.state.strokeWidth = w.num
	}
	if f := gs.get("Font"); f.len() == 2 {
		c.state.font, c.state.size = c.reader.font(f.at(0), c.page), f.at(1).num
	}
}

func (c *content) selectFont() {
	if len(c.args) < 2 {
		return
	}
	name := c.args[len(c.args)-2].str
	f, ok := c.fonts[string(name)]
	if !ok {
		f = c.reader.font(c.resources.path("Font", string(name)), c.page)
		c.fonts[string(name)] = f
	}
	c.state.font, c.state.size = f, c.last().num
}

func (c *content) moveLine(x, y float64) {
	c.line = matrix{1, 0, 0, 1, x, y}.then(c.line)
	c.text = c.line
}

// drawObject draws a form or an image.
func (c *content) drawObject() {
	if c.last().kind != nameToken {
		return
	}
	x := c.resources.path("XObject", string(c.last().str))
	switch x.get("Subtype").name() {
	case "Image":
		c.image()
	case "Form":
		c.form(x)
	}
}

func (c *content) form(x object) {
	o := c.reader.options
	c.forms++
	if c.forms > o.MaxForms {
		c.stop("more than %d forms drawn; the rest of the page was left out", o.MaxForms)
		return
	}
	if c.depth >= o.FormDepth {
		c.page.problem("forms within forms deeper than %d were left out", o.FormDepth)
		return
	}
	src := c.reader.stream(x, c.page)
	resources := x.get("Resources")
	if resources.kind != dictObject {
		resources = c.resources
	}
	state, text, line, path, marks := c.state, c.text, c.line, c.path, len(c.marks)
	if m, ok := x.get("Matrix").numbers(6); ok {
		c.state.ctm = matrix(m).then(c.state.ctm)
	}
	c.path = newPath()
	c.depth++
	c.run(src, resources)
	c.depth--
	for len(c.marks) > marks {
		c.endMark()
	}
	c.state, c.text, c.line, c.path = state, text, line, path
}

const maxImages = 1 << 12

func (c *content) image() {
	box := c.state.ctm.box(0, 0, 1, 1)
	page := Rect{0, 0, c.page.Width, c.page.Height}
	box = Rect{max(box.X0, 0), max(box.Y0, 0), min(box.X1, page.X1), min(box.Y1, page.Y1)}
	if box.X0 < box.X1 && box.Y0 < box.Y1 && len(c.page.Images) < maxImages {
		c.page.Images = append(c.page.Images, box)
	}
}

func (c *content) inlineImage() {
	c.lex.skipInlineImage()
	c.image()
}
