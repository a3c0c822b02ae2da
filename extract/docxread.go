package extract

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"duizhao"
)

// paragraph reads a w:p.
func (r *docxReader) paragraph(e *element) {
	props := e.child("pPr")
	id := props.child("pStyle").attr("val")
	if id == "" {
		id = r.styles.standard
	}
	style := r.styles.of(id)
	fromStyle := props.child("numPr") == nil
	style.properties(props)
	if props.child("pageBreakBefore").on() && !r.rendered {
		r.page++
	}
	r.contents = r.inField(func(f *docxField) bool { return f.contents })
	r.inline(e, style)
	r.endFields()
	label := ""
	if style.numID != "" && style.numID != "0" {
		level := style.level
		if fromStyle {
			level = r.lists.levelOf(style.numID, id, level)
		}
		label = r.lists.next(style.numID, level)
	}
	if mark := props.child("rPr", "del"); mark != nil {
		return // the paragraph's end was deleted: the next one goes on in it
	}
	r.flush(style, label)
	if section := props.child("sectPr"); section != nil {
		r.section(section)
	}
}

// flush ends the paragraph being read: it, its text boxes, its notes.
func (r *docxReader) flush(style paragraphStyle, label string) {
	r.settleRaised()
	p := passage{lines: r.take(), entry: style.entry}
	r.started = 0
	if text := p.text(); text != "" {
		if style.outline > 0 && headingLike(text) {
			p.kind, p.level = duizhao.Heading, style.outline
		}
		p.number(label)
		if r.contents && r.depth == 0 {
			r.inContents = append(r.inContents, len(r.passages))
		}
		r.passages = append(r.passages, p)
	}
	boxes := r.boxes
	r.boxes = nil
	for _, b := range boxes {
		r.blocks(b)
	}
	if r.depth == 0 {
		r.passages = append(r.passages, r.notes...)
		r.notes = nil
	}
}

// headingLike reports whether a paragraph in a heading's style can be one: authors
// give the style to whole paragraphs too, to number them or to have them bold.
func headingLike(text string) bool {
	return columns(text) <= 240 && !(columns(text) > 2*pageLine && finished(text)) && strings.Count(text, "。") < 2
}

// inline reads the runs of a paragraph, and what wraps them.
func (r *docxReader) inline(e *element, style paragraphStyle) {
	if e == nil {
		return
	}
	for _, c := range e.children {
		switch c.name {
		case "r":
			r.run(c, style)
		case "ins", "moveTo":
			r.inserted++
			r.inline(c, style)
		case "del", "moveFrom":
			r.deleted++
		case "hyperlink", "smartTag", "sdtContent", "customXml", "fldSimple", "dir", "bdo":
			r.inline(c, style)
		case "sdt":
			if !c.child("sdtPr", "showingPlcHdr").on() {
				r.inline(c.child("sdtContent"), style)
			}
		case "AlternateContent":
			r.inline(alternative(c), style)
		case "oMath", "oMathPara":
			r.write(c.plainText(), false, false)
		}
	}
}

// run reads a w:r.
func (r *docxReader) run(e *element, style paragraphStyle) {
	letters := e.child("rPr")
	if id := letters.child("rStyle").attr("val"); id != "" {
		own := r.styles.of(id)
		style.bold, style.hidden = style.bold || own.bold, style.hidden || own.hidden
	}
	style.letters(letters)
	r.runParts(e, style, letters.child("vertAlign").attr("val") == "superscript")
}

func (r *docxReader) runParts(e *element, style paragraphStyle, raised bool) {
	if e == nil {
		return
	}
	for _, c := range e.children {
		switch c.name {
		case "t":
			if style.hidden {
				r.hidden += columns(c.plainText())
				continue
			}
			r.write(r.named(c.plainText(), e.child("rPr", "rFonts")), style.bold, raised)
		case "tab", "ptab":
			r.write("\t", false, false)
		case "noBreakHyphen":
			r.write("-", style.bold, false)
		case "cr":
			r.newLine()
		case "br":
			if c.attr("type") == "page" && !r.rendered {
				r.page++
			}
			r.newLine()
		case "lastRenderedPageBreak":
			r.page++
		case "sym":
			r.symbol(c, style)
		case "fldChar":
			r.fieldMark(c.attr("fldCharType"))
		case "instrText":
			if n := len(r.fields); n > 0 {
				r.fields[n-1].instruction.WriteString(c.plainText())
			}
		case "footnoteReference":
			r.note(r.footnotes[c.attr("id")])
		case "endnoteReference":
			r.note(r.endnotes[c.attr("id")])
		case "ruby":
			for _, base := range c.child("rubyBase").all("r") {
				r.runParts(base, style, raised)
			}
		case "AlternateContent":
			r.runParts(alternative(c), style, raised)
		case "drawing", "pict", "object":
			r.findBoxes(c)
		}
	}
}

// newLine ends a line inside the paragraph.
func (r *docxReader) newLine() {
	r.settleRaised()
	if r.shown() {
		r.breakLine()
	}
	r.started = 0
}

// shown reports whether what is read now is printed: not the instruction of a field.
func (r *docxReader) shown() bool {
	return !r.inField(func(f *docxField) bool { return !f.result })
}

func (r *docxReader) inField(is func(*docxField) bool) bool {
	for i := range r.fields {
		if is(&r.fields[i]) {
			return true
		}
	}
	return false
}

func (r *docxReader) write(s string, bold, raised bool) {
	if !r.shown() {
		return
	}
	if raised {
		r.raised.WriteString(s)
		return
	}
	r.settleRaised()
	page := r.page
	for _, c := range s {
		switch {
		case breaksLine(c):
			r.breakLine()
			continue
		case c == '\n' || c == '\r' || c == '\f':
			c = ' '
		}
		// A line stands on the page of its first character.
		if r.started == 0 && c != ' ' {
			r.started = page
		}
		r.rune(c, bold)
	}
}

// settleRaised writes the superscript characters that were collected.
func (r *docxReader) settleRaised() {
	if r.raised.Len() == 0 {
		return
	}
	s := superscript(r.text.String(), r.raised.String())
	r.raised.Reset()
	r.write(s, false, false)
}

// breakLine ends the line being read; its page is that of its first character.
func (r *docxReader) breakLine() {
	page := r.page
	if r.started > 0 {
		r.page = r.started
	}
	r.lineWriter.breakLine()
	r.page = page
}

// take returns the lines of the paragraph being read.
func (r *docxReader) take() []line {
	if r.text.Len() > 0 {
		r.breakLine()
	}
	return r.lineWriter.take()
}

// fieldMark reads the beginning of a field, of its result, or its end.
func (r *docxReader) fieldMark(kind string) {
	n := len(r.fields)
	switch kind {
	case "begin":
		if n < maxDepth {
			r.fields = append(r.fields, docxField{})
		}
	case "separate":
		if n > 0 {
			f := &r.fields[n-1]
			f.result = true
			words := strings.Fields(f.instruction.String())
			f.contents = len(words) > 0 && strings.EqualFold(words[0], "TOC")
			r.contents = r.contents || f.contents
		}
	case "end":
		if n > 0 {
			r.fields = r.fields[:n-1]
		}
	}
}

// endFields drops the fields whose instruction has not ended with the paragraph: they
// are damaged and would hide the rest of the document.
func (r *docxReader) endFields() {
	kept := r.fields[:0]
	for i := range r.fields {
		if r.fields[i].result {
			kept = append(kept, r.fields[i])
		}
	}
	r.fields = kept
}

// findBoxes notes the text boxes in a drawing.
func (r *docxReader) findBoxes(e *element) {
	switch e.name {
	case "txbxContent":
		r.boxes = append(r.boxes, e)
		return
	case "AlternateContent":
		if e = alternative(e); e == nil {
			return
		}
	case "OLEObject":
		r.embedded++
	}
	for _, c := range e.children {
		r.findBoxes(c)
	}
}

// note reads a footnote or endnote, which is to stand after the block that refers to
// it.
func (r *docxReader) note(e *element) {
	if e == nil || !r.shown() {
		return
	}
	r.noteCount++
	inside := &docxReader{styles: r.styles, lists: &docxLists{}, depth: 1}
	inside.page = r.page
	inside.blocks(e)
	inside.flush(paragraphStyle{}, "")
	r.hidden, r.symbols = r.hidden+inside.hidden, r.symbols+inside.symbols
	r.inserted, r.deleted = r.inserted+inside.inserted, r.deleted+inside.deleted
	for i, p := range inside.passages {
		p.kind, p.level, p.cell = duizhao.Note, 0, nil
		if i == 0 {
			p.label = strconv.Itoa(r.noteCount)
		}
		r.notes = append(r.notes, p)
	}
}

// symbol reads a w:sym, a character given by its place in a symbol font.
func (r *docxReader) symbol(e *element, style paragraphStyle) {
	code, err := strconv.ParseUint(e.attr("char"), 16, 32)
	if err != nil || style.hidden || !r.shown() {
		return
	}
	if c := r.symbolOf(e.attr("font"), rune(code)); c != 0 {
		r.write(string(c), style.bold, false)
	}
}

// named puts characters for those that text gives by their place in a symbol font.
func (r *docxReader) named(s string, fonts *element) string {
	if !strings.ContainsFunc(s, placeInFont) {
		return s
	}
	font := fonts.attr("hAnsi")
	if font == "" {
		font = fonts.attr("ascii")
	}
	return strings.Map(func(c rune) rune {
		if !placeInFont(c) {
			return c
		}
		if c = r.symbolOf(font, c); c == 0 {
			return -1
		}
		return c
	}, s)
}

// placeInFont knows the private characters that stand for the places of a font.
func placeInFont(c rune) bool { return c >= 0xF020 && c <= 0xF0FF }

// symbolOf returns the character at a place of a font; 0, which is reported, where its
// meaning is not known.
func (r *docxReader) symbolOf(font string, place rune) rune {
	font = strings.ToLower(font)
	c, known := place, symbolFonts[font]
	switch {
	case known != nil:
		c = known[place&0xFF]
	case placeInFont(place):
		c = 0
	}
	if c < ' ' || !utf8.ValidRune(c) {
		r.symbols++
		return 0
	}
	return c
}

// symbolFonts are the characters of symbol fonts that turn up in reports.
var symbolFonts = map[string]map[rune]rune{
	"symbol": {0xB7: '•', 0xB4: '×', 0xB1: '±', 0xB3: '≥', 0xA3: '≤', 0xB0: '°', 0xB9: '≠', 0xBB: '≈', 0xB8: '÷',
		0x25: '%', 0x2B: '+', 0x2D: '−', 0x3D: '=', 0xD7: '⋅', 0xAE: '→', 0xAD: '↑', 0xAF: '↓', 0xE5: '∑'},
	"wingdings": {0xFC: '✓', 0xFB: '✗', 0xFE: '☑', 0xFD: '☒', 0xA8: '□', 0x6F: '□', 0x6E: '■', 0x6C: '●', 0xA1: '○',
		0xA7: '▪', 0x75: '◆', 0x76: '❖', 0xD8: '➢', 0xE0: '→', 0xE8: '➔', 0xAB: '★', 0xB2: '☆'},
	"wingdings 2": {0x50: '✓', 0x4F: '✗', 0x52: '☑', 0x53: '☒', 0xA3: '□', 0x97: '●', 0xA2: '■'},
	"webdings":    {0x61: '✓', 0x72: '✗', 0x3D: '●', 0x67: '■'},
}
