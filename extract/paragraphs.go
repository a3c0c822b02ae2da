package extract

import "duizhao"

// raw is a block as the file lays it out: a paragraph, or the part of one that
// stands on a page.
type raw struct {
	parts    []string // the text; more than one where page breaks were joined
	lang     duizhao.Lang
	script   script
	lines    [2]int
	page     int
	kind     duizhao.BlockKind // "" where the format does not say
	level    int
	label    string
	cell     *duizhao.Cell
	strong   bool
	full     bool  // the last line fills the width that the file's lines were broken to
	flush    bool  // the first line is not indented as those of paragraphs in this file are
	measured bool  // full was measured on a page, not counted in characters
	begins   bool  // the page shows that it begins a paragraph
	ocr      bool  // text recognition has read it
	boxes    []box // where it stands, on pages that are known as such
	shape    shape
}

// layout turns the chunks of a file into raw blocks, one after the other.
type layout struct {
	wraps  map[duizhao.Lang]wrap
	glue   glue
	begun  map[duizhao.Lang]bool // whether a sentence was seen: the front page is over
	tables int
}

// paragraphs cuts a chunk into raw blocks.
func (lay *layout) paragraphs(chunk []line) []*raw {
	var out []*raw
	whole := lay.oneTitle(chunk)
	start, row := 0, -1
	for i := range chunk {
		l := &chunk[i]
		if l.mark == tableRow || l.mark == tableRule {
			if row < 0 {
				lay.tables++
			}
			if l.mark == tableRow {
				row++
				out = append(out, rowCells(l, lay.tables-1, row)...)
			}
			row = max(row, 0)
			start = i + 1
			continue
		}
		row = -1
		if i+1 < len(chunk) && (whole && l.lang == chunk[i+1].lang || lay.goesOn(l, &chunk[i+1], &chunk[start])) {
			continue
		}
		if b := lay.block(chunk[start : i+1]); b != nil {
			lay.begun[b.lang] = lay.begun[b.lang] || finished(b.parts[0])
			out = append(out, b)
		}
		start = i + 1
	}
	return out
}

func rowCells(l *line, table, row int) []*raw {
	var out []*raw
	for col, text := range cells(l.text) {
		if text == "" {
			continue
		}
		b := newRaw(text, l)
		b.kind, b.cell = duizhao.TableCell, &duizhao.Cell{Table: table, Row: row, Col: col}
		out = append(out, b)
	}
	return out
}

func newRaw(text string, first *line) *raw {
	outside, inside := scripts(text)
	b := &raw{parts: []string{text}, script: outside.plus(inside), lines: [2]int{first.no, first.no}, page: first.page}
	b.lang = judge(outside, inside)
	return b
}

// block makes one raw block of lines, or nil where they hold no text.
func (lay *layout) block(lines []line) *raw {
	text := lay.glue.lines(lines)
	if text == "" {
		return nil
	}
	b := newRaw(text, &lines[0])
	last := &lines[len(lines)-1]
	b.lines[1] = last.no
	w := lay.wraps[b.lang]
	b.full = w.fills(last)
	b.flush = w.indents && lines[0].indent < 2 && (w.fills(&lines[0]) || finished(text))
	b.strong = true
	for i := range lines {
		b.strong = b.strong && lines[i].strong
	}
	switch first := &lines[0]; first.mark {
	case hashHeading:
		b.kind, b.level = duizhao.Heading, first.level
	case bullet:
		b.kind, b.label = duizhao.ListItem, first.label
	case footnote:
		b.kind, b.label = duizhao.Note, first.label
	}
	return b
}

// goesOn reports whether the paragraph that began at first and has reached line
// a goes on in line b, the next one.
func (lay *layout) goesOn(a, b, first *line) bool {
	lang := a.lang
	if lang == "" {
		lang = b.lang
	}
	switch {
	case b.mark != plain || a.mark == hashHeading || a.text == "" || b.text == "":
		return false
	case b.lang != "" && b.lang != lang:
		return lay.straddles(a, b)
	case b.bound:
		return true
	case first.mark == bullet && b.indent > first.indent:
		return true
	case newParagraph(a, b, first):
		return false
	case !lay.wraps[lang].forced(a, b) && (!lay.wraps[lang].open(a) || a == first && labelled(a.text)):
		return false
	case labelled(b.text) && (finished(a.text) || a == first && labelled(a.text)):
		return false // but after an open sentence, "33. The" is a figure and a sentence's end
	case a == first && !lay.begun[lang]:
		return !(titled(a.text) && imprint(b.text) || imprint(a.text) && titled(b.text))
	}
	return true
}

// straddles reports whether lines of two languages belong to one paragraph: a
// long name in the other language fills a line of its own. The line before must
// be full and its sentence open.
func (lay *layout) straddles(a, b *line) bool {
	return lay.wraps[duizhao.Chinese].forced(a, b) && !finished(a.text) && !labelled(b.text) && !labelled(a.text)
}

// newParagraph reports whether b is indented as the first line of a paragraph.
func newParagraph(a, b, first *line) bool {
	if b.indent < 2 || b.indent > 8 {
		return false
	}
	if b.lang == duizhao.Chinese {
		return b.indent >= 4 && !(labelled(first.text) && b.indent > first.indent)
	}
	hanging := (first.mark == bullet || labelled(first.text)) && b.indent > first.indent
	return b.indent >= a.indent+2 && !hanging
}

// oneTitle reports whether the lines of a chunk are one title: a few lines
// before the first sentence of their language, none of which is a heading or says
// who issued the report and when.
func (lay *layout) oneTitle(chunk []line) bool {
	if len(chunk) < 2 || len(chunk) > 4 {
		return false
	}
	for i := range chunk {
		l := &chunk[i]
		width := columns(l.text)
		if l.mark != plain || l.lang == "" || lay.begun[l.lang] || width < 8 || width > 90 ||
			finished(l.text) || labelled(l.text) || imprint(l.text) {
			return false
		}
	}
	return true
}
