package extract

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"duizhao"
)

// readODT reads an OpenDocument text (ISO/IEC 26300): the text of its body, without
// headers, footers and what was deleted.
func readODT(data []byte) (*content, error) {
	f, err := openOffice(data)
	if err != nil {
		return nil, err
	}
	if manifest, err := f.part("META-INF/manifest.xml"); err == nil && bytes.Contains(manifest, []byte("encryption-data")) {
		return nil, officeFailure("password", nil)
	}
	r := &odtReader{lists: map[string]*element{}, counts: map[string][]int{}}
	r.page = 0
	for _, name := range []string{"styles.xml", "content.xml"} {
		part, err := f.part(name)
		if err == nil && part == nil && name == "content.xml" {
			err = officeFailure("damaged", fmt.Errorf("%s is missing", name))
		}
		if err == nil && part != nil {
			err = walkParts(part, r.part)
		}
		if err != nil {
			return nil, err
		}
	}
	c := settle("odt", r.passages)
	if r.deleted > 0 {
		c.problems = append(c.problems, problem("tracked_changes",
			"the file holds changes that nobody has accepted: what was inserted was read, what was deleted was left out"))
	}
	return c, nil
}

// isODT looks at the first entry, which says what the file is.
func isODT(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) &&
		bytes.Contains(head(data, 256), []byte("mimetypeapplication/vnd.oasis.opendocument.text"))
}

// odtReader reads the body of an OpenDocument text.
type odtReader struct {
	lineWriter
	passages []passage
	notes    []passage
	lists    map[string]*element // styles of lists by name
	counts   map[string][]int    // items so far, by list style and level
	tables   int
	depth    int
	deleted  int
}

// part takes the list styles and the blocks of the body as they are completed.
func (r *odtReader) part(depth int, e *element) bool {
	switch {
	case depth == 2 && e.name == "list-style":
		r.lists[e.attr("name")] = e
		return false
	case depth == 2 && e.name == "outline-style":
		r.lists[chapters] = e
		return false
	case depth == 2 && e.name == "text": // office:document-content/office:body/office:text
		r.blocks(e)
		return false
	}
	return depth > 1
}

func (r *odtReader) blocks(e *element) {
	for _, c := range e.children {
		r.block(c)
	}
}

func (r *odtReader) block(e *element) {
	switch e.name {
	case "p":
		r.paragraph(e, "")
	case "h":
		r.paragraph(e, r.chapter(e))
	case "list":
		r.list(e, e.attr("style-name"), 1)
	case "table":
		r.table(e)
	case "section", "index-body", "text-box", "frame":
		r.blocks(e)
	case "table-of-content", "illustration-index", "table-index", "alphabetical-index":
		start := len(r.passages)
		r.blocks(e)
		for i := start; i < len(r.passages); i++ {
			r.passages[i].entry = true
		}
	case "tracked-changes":
		r.deleted += len(e.children)
	}
}

func (r *odtReader) paragraph(e *element, label string) {
	r.inline(e)
	p := passage{lines: r.take()}
	if p.text() != "" {
		if level, err := strconv.Atoi(e.attr("outline-level")); e.name == "h" && err == nil && level > 0 && level < 10 && headingLike(p.text()) {
			p.kind, p.level = duizhao.Heading, level
		}
		p.number(label)
		r.passages = append(r.passages, p)
	}
	if r.depth == 0 {
		r.passages = append(r.passages, r.notes...)
		r.notes = nil
	}
}

// inline reads the text of a paragraph. White space is that of XML: a run of it is one
// space.
func (r *odtReader) inline(e *element) {
	for _, c := range e.children {
		switch c.name {
		case "":
			for _, char := range c.text {
				if strings.ContainsRune("\n\t\r\f", char) || breaksLine(char) {
					char = ' '
				}
				r.rune(char, false)
			}
		case "s", "tab":
			r.rune(' ', false)
		case "line-break":
			r.breakLine()
		case "note":
			r.note(c)
		case "annotation", "annotation-end", "ruby-text", "tracked-changes":
		default:
			r.inline(c)
		}
	}
}

func (r *odtReader) note(e *element) {
	inside := &odtReader{lists: r.lists, counts: map[string][]int{}, depth: 1}
	if body := e.child("note-body"); body != nil {
		inside.blocks(body)
	}
	for i, p := range inside.passages {
		p.kind, p.level, p.cell = duizhao.Note, 0, nil
		if i == 0 {
			p.label = strings.TrimSpace(e.child("note-citation").plainText())
		}
		r.notes = append(r.notes, p)
	}
}

// list reads a list, whose style says how the items of each level are numbered.
func (r *odtReader) list(e *element, style string, level int) {
	if level > listLevels {
		return
	}
	r.reach(style, level)
	if e.attr("continue-numbering") != "true" && e.attr("continue-list") == "" {
		r.counts[style][level-1] = 0
	}
	for _, item := range e.children {
		if item.name != "list-item" && item.name != "list-header" {
			continue
		}
		label := ""
		if item.name == "list-item" {
			if n, err := strconv.Atoi(item.attr("start-value")); err == nil && n > -maxCount && n < maxCount {
				r.counts[style][level-1] = n - 1
			}
			label = r.next(style, level)
		}
		for _, c := range item.children {
			switch c.name {
			case "p", "h":
				r.paragraph(c, label)
				label = ""
			case "list":
				r.list(c, style, level+1)
			default:
				r.block(c)
			}
		}
	}
}

// chapters is the name that the numbering of headings has here; no list can have it.
const chapters = "\x00"

// chapter returns the number of a heading that is in no list.
func (r *odtReader) chapter(e *element) string {
	level, err := strconv.Atoi(e.attr("outline-level"))
	if err != nil || level < 1 || level > listLevels || r.lists[chapters] == nil || e.attr("is-list-header") == "true" {
		return ""
	}
	r.reach(chapters, level)
	if how := r.levelOf(chapters, level); how == nil || how.attr("num-format") == "" {
		return ""
	}
	return r.next(chapters, level)
}

// reach makes room for the counts of a list down to level.
func (r *odtReader) reach(style string, level int) {
	for len(r.counts[style]) < level {
		r.counts[style] = append(r.counts[style], 0)
	}
}

// next counts an item and writes the number before it.
func (r *odtReader) next(style string, level int) string {
	counts := r.counts[style]
	counts[level-1]++
	clear(counts[level:])
	how := r.levelOf(style, level)
	if how == nil || how.name == "list-level-style-bullet" || how.name == "list-level-style-image" {
		return "•"
	}
	first := level
	if shown, err := strconv.Atoi(how.attr("display-levels")); err == nil && shown > 1 {
		first = max(1, level-shown+1)
	}
	var numbers []string
	for i := first; i <= level; i++ {
		of := r.levelOf(style, i)
		n := max(counts[i-1], 1)
		if start, err := strconv.Atoi(of.attr("start-value")); err == nil {
			n += start - 1
		}
		if s := odtNumber(of.attr("num-format"), n); s != "" {
			numbers = append(numbers, s)
		}
	}
	return how.attr("num-prefix") + strings.Join(numbers, ".") + how.attr("num-suffix")
}

// levelOf returns how a level of a list is numbered, or nil.
func (r *odtReader) levelOf(style string, level int) *element {
	if list := r.lists[style]; list != nil {
		for _, c := range list.children {
			if c.attr("level") == strconv.Itoa(level) {
				return c
			}
		}
	}
	return nil
}

func odtNumber(format string, n int) string {
	word, known := odtFormats[format]
	if !known {
		return strconv.Itoa(n)
	}
	return listNumber(word, n)
}

// odtFormats are the formats of OpenDocument by the names Word gives them. Beside the
// letters, a format is the list of its first numbers.
var odtFormats = map[string]string{
	"": "none", "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
	"一, 二, 三, ...": "chineseCounting", "壹, 贰, 叁, ...": "chineseLegalSimplified", "甲, 乙, 丙, ...": "ideographTraditional",
	"①, ②, ③, ...": "decimalEnclosedCircle", "１, ２, ３, ...": "decimalFullWidth", "子, 丑, 寅, ...": "ideographZodiac",
}

// table reads a table:table. Cells that another covers are elements of their own.
func (r *odtReader) table(e *element) {
	g := &grid{}
	r.depth++
	r.rows(e, g)
	r.depth--
	r.passages = append(r.passages, g.passages(&r.tables)...)
	if r.depth == 0 {
		r.passages = append(r.passages, r.notes...)
		r.notes = nil
	}
}

func (r *odtReader) rows(e *element, g *grid) {
	for _, c := range e.children {
		switch c.name {
		case "table-header-rows", "table-rows", "table-row-group":
			r.rows(c, g)
		case "table-row":
			col := 0
			for _, cell := range c.children {
				if cell.name != "table-cell" && cell.name != "covered-table-cell" {
					continue
				}
				if cell.name == "table-cell" && len(cell.children) > 0 {
					r.cell(cell, g, min(col, maxColumns-1))
				}
				repeated, _ := strconv.Atoi(cell.attr("number-columns-repeated"))
				col = min(col+max(1, min(repeated, maxColumns)), maxColumns)
			}
			g.rows++
			g.cols = max(g.cols, col)
		}
	}
}

func (r *odtReader) cell(e *element, g *grid, col int) {
	outer := r.passages
	r.passages = nil
	r.blocks(e)
	held := r.passages
	r.passages = outer
	g.arranges = g.arranges || holdsTable(held)
	if len(held) > 0 {
		g.cells = append(g.cells, gridCell{row: g.rows, col: col, passages: held})
	}
}
