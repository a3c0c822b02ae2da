package extract

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"duizhao"
)

// readDOCX reads a Word file (WordprocessingML, ECMA-376 part 1): the text of its
// body as it is printed, without headers, footers and what was deleted.
func readDOCX(data []byte) (*content, error) {
	f, err := openOffice(data)
	if err != nil {
		return nil, err
	}
	r, body, err := newDocxReader(f)
	if err != nil {
		return nil, err
	}
	if err := walkParts(body, r.bodyPart); err != nil {
		return nil, err
	}
	r.finish()
	c := settle("docx", r.passages)
	if r.page > 1 {
		c.pages = r.page
	} else {
		for _, b := range c.blocks {
			b.page = 0
		}
	}
	c.problems = append(r.problems(), c.problems...)
	return c, nil
}

// docxReader reads the body of a document from its beginning to its end: numbers of
// lists, fields and pages depend on what came before.
type docxReader struct {
	lineWriter // of the paragraph being read
	styles     *docxStyles
	lists      *docxLists
	footnotes  map[string]*element
	endnotes   map[string]*element
	passages   []passage
	raised     strings.Builder // superscript characters that wait for what follows
	started    int             // page of the paragraph's first character, 0 before it
	boxes      []*element      // text boxes anchored in the paragraph being read
	notes      []passage       // that stand after the block being read
	fields     []docxField
	contents   bool  // the paragraph being read is in a table of contents by its field
	inContents []int // passages that are in a table of contents by its field
	rendered   bool  // the file says where the pages ended when it was last shown
	tables     int
	depth      int // of cells being read
	noteCount  int
	inserted   int
	deleted    int
	hidden     int // columns
	symbols    int // that were left out
	embedded   int
}

// docxField is a field being read: an instruction, then what it comes to.
type docxField struct {
	instruction strings.Builder
	result      bool
	contents    bool
}

// newDocxReader opens the parts that the body needs, and returns the body's bytes.
func newDocxReader(f *officeFile) (*docxReader, []byte, error) {
	root, err := f.relations("")
	if err != nil {
		return nil, nil, err
	}
	main := root["officeDocument"]
	if main == "" {
		main = "word/document.xml"
	}
	body, err := f.part(main)
	if err == nil && body == nil {
		err = officeFailure("damaged", fmt.Errorf("%s is missing", main))
	}
	if err != nil {
		return nil, nil, err
	}
	parts, err := f.relations(main)
	if err != nil {
		return nil, nil, err
	}
	r := &docxReader{rendered: bytes.Contains(body, []byte("lastRenderedPageBreak"))}
	r.page = 1
	read := func(kind string) []byte {
		if err != nil || parts[kind] == "" {
			return nil
		}
		var data []byte
		data, err = f.part(parts[kind])
		return data
	}
	styles, numbering, footnotes, endnotes := read("styles"), read("numbering"), read("footnotes"), read("endnotes")
	if err != nil {
		return nil, nil, err
	}
	var errs [4]error
	r.styles, errs[0] = readStyles(styles)
	r.lists, errs[1] = readLists(numbering)
	r.footnotes, errs[2] = readNotes(footnotes)
	r.endnotes, errs[3] = readNotes(endnotes)
	return r, body, errors.Join(errs[:]...)
}

func readNotes(data []byte) (map[string]*element, error) {
	if data == nil {
		return nil, nil
	}
	root, err := readTree(data)
	if err != nil {
		return nil, err
	}
	notes := map[string]*element{}
	for _, e := range root.children {
		if kind := e.attr("type"); kind == "" || kind == "normal" {
			notes[e.attr("id")] = e
		}
	}
	return notes, nil
}

// bodyPart takes the blocks of the body as they are completed, so that no tree of the
// whole document is ever in memory.
func (r *docxReader) bodyPart(depth int, e *element) bool {
	if depth == 2 {
		r.block(e)
	}
	return depth > 2
}

// block reads a block, or what only wraps blocks.
func (r *docxReader) block(e *element) {
	switch e.name {
	case "p":
		r.paragraph(e)
	case "tbl":
		r.table(e)
	case "sdt":
		r.contentControl(e)
	case "sdtContent", "customXml", "ins", "moveTo", "smartTag":
		r.blocks(e)
	case "AlternateContent":
		r.blocks(alternative(e))
	case "altChunk":
		r.embedded++
	}
}

func (r *docxReader) blocks(e *element) {
	if e == nil {
		return
	}
	for _, c := range e.children {
		r.block(c)
	}
}

// alternative returns the version of a drawing that a current program shows: both hold
// the same text.
func alternative(e *element) *element {
	if choice := e.child("Choice"); choice != nil {
		return choice
	}
	return e.child("Fallback")
}

// contentControl reads a block that a form or a generated table of contents wraps.
func (r *docxReader) contentControl(e *element) {
	if e.child("sdtPr", "showingPlcHdr").on() {
		return
	}
	start := len(r.passages)
	r.blocks(e.child("sdtContent"))
	if gallery := e.child("sdtPr", "docPartObj", "docPartGallery").attr("val"); gallery == "Table of Contents" {
		for i := start; i < len(r.passages); i++ {
			r.passages[i].entry = r.passages[i].cell == nil
		}
	}
}

// section ends a section before the last: the next one begins on a page of its own,
// as nearly all do.
func (r *docxReader) section(e *element) {
	if kind := e.child("type").attr("val"); !r.rendered && kind != "continuous" && kind != "nextColumn" {
		r.page++
	}
}

// finish settles what only the end of the document decides: a table of contents
// whose field has no end was none.
func (r *docxReader) finish() {
	r.flush(paragraphStyle{}, "")
	for _, f := range r.fields {
		if f.contents {
			return
		}
	}
	for _, i := range r.inContents {
		r.passages[i].entry = true
	}
}

func (r *docxReader) problems() []duizhao.Problem {
	var out []duizhao.Problem
	add := func(code, format string, args ...any) {
		out = append(out, problem(code, fmt.Sprintf(format, args...)))
	}
	if r.inserted+r.deleted > 0 {
		add("tracked_changes", "the file holds changes that nobody has accepted: %d insertions were read, %d deletions were left out",
			r.inserted, r.deleted)
	}
	if r.hidden > 0 {
		add("hidden_text", "text formatted as hidden (%d columns) was left out", r.hidden)
	}
	if r.symbols > 0 {
		add("symbols", "%d characters of symbol fonts have no meaning that is known and were left out", r.symbols)
	}
	if r.embedded > 0 {
		add("embedded", "%d embedded documents were not read", r.embedded)
	}
	return out
}
