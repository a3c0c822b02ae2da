package extract

import (
	"strconv"
	"strings"
)

// paragraphStyle is what a style says about a paragraph, with what it inherits.
type paragraphStyle struct {
	outline int // 1 is the outermost level of headings; 0: none
	numID   string
	level   int // of the list
	bold    bool
	hidden  bool
	entry   bool // of a table of contents
}

// docxStyles are the styles of a file, by their ids. Those of runs and of paragraphs
// share one table, as their ids are different.
type docxStyles struct {
	byID     map[string]*element
	standard string // id of the style of paragraphs that name none
	known    map[string]paragraphStyle
}

func readStyles(data []byte) (*docxStyles, error) {
	s := &docxStyles{byID: map[string]*element{}, known: map[string]paragraphStyle{}}
	if data == nil {
		return s, nil
	}
	root, err := readTree(data)
	if err != nil {
		return nil, err
	}
	for _, e := range root.all("style") {
		id := e.attr("styleId")
		s.byID[id] = e
		if e.attr("type") == "paragraph" && e.attr("default") != "" && e.attr("default") != "0" {
			s.standard = id
		}
	}
	return s, nil
}

// of returns what the style with the given id says.
func (s *docxStyles) of(id string) paragraphStyle { return s.inherit(id, 0) }

// maxInherited is longer than any chain of styles; a longer one runs in a circle.
const maxInherited = 32

func (s *docxStyles) inherit(id string, depth int) paragraphStyle {
	if known, ok := s.known[id]; ok {
		return known
	}
	e := s.byID[id]
	if e == nil || depth > maxInherited {
		return paragraphStyle{}
	}
	p := paragraphStyle{}
	if base := e.child("basedOn").attr("val"); base != "" && base != id {
		p = s.inherit(base, depth+1)
	}
	p.apply(e)
	s.known[id] = p
	return p
}

func (p *paragraphStyle) apply(e *element) {
	name := strings.ToLower(e.child("name").attr("val"))
	if strings.HasPrefix(name, "toc ") || strings.HasPrefix(name, "目录") {
		p.entry = name != "toc heading"
	}
	switch {
	case strings.HasPrefix(name, "heading ") || strings.HasPrefix(name, "标题 "):
		if n, err := strconv.Atoi(name[strings.IndexByte(name, ' ')+1:]); err == nil && n >= 1 && n <= 9 {
			p.outline = n
		}
	case name == "title" || name == "标题":
		p.outline = 1
	}
	p.properties(e.child("pPr"))
	p.letters(e.child("rPr"))
}

// properties applies a w:pPr, of a style or of a paragraph.
func (p *paragraphStyle) properties(e *element) {
	if level := e.child("outlineLvl"); level != nil {
		p.outline = 0
		if n, err := strconv.Atoi(level.attr("val")); err == nil && n >= 0 && n < 9 {
			p.outline = n + 1
		}
	}
	if num := e.child("numPr"); num != nil {
		if id := num.child("numId"); id != nil {
			p.numID = id.attr("val")
		}
		if level := num.child("ilvl"); level != nil {
			p.level, _ = strconv.Atoi(level.attr("val"))
		}
	}
}

// letters applies a w:rPr, of a style or of a run.
func (p *paragraphStyle) letters(e *element) {
	if b := e.child("b"); b != nil {
		p.bold = b.on()
	}
	if hidden := e.child("vanish"); hidden != nil {
		p.hidden = hidden.on()
	}
}
