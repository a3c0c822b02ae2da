package extract

// Pages (of a PDF file, or recognised from a scan) become raw blocks in these steps:
//
//	pagerows.go        runs → lines, within columns and cells
//	pagetables.go      ruled lines → tables of cells
//	pageopentables.go  the same where rules are lacking between columns or rows
//	                   (until here apart from the process, if the options say so)
//	pagefurniture.go   running heads, page numbers, tables of contents: left out
//	pagecolumns.go     lines → columns, in reading order
//	pagemend.go        torn lines, and tables without rules
//	pagenotes.go       notes at a column's foot
//	pageparagraphs.go  lines → paragraphs: would the next word have fitted?
//
// What a page's or column's end has cut, join.go joins, as in any other format.

import (
	"slices"
	"strings"

	"duizhao/extract/pdf"
)

// sheet is a page as lines: all that the layout needs to know of it. Lines are in
// no particular order. Fields are exported for encoding/gob: sheets are what a
// contained reader sends back.
type sheet struct {
	Number        int // 1-based
	Width, Height float64
	Lines         []row
	Tables        []table
	Rules         []pdf.Rect // horizontal ones outside tables: the kind that parts notes from text
	Pictured      bool       // images cover much of it
	Source        source
	Problems      []string
}

// source says where a sheet's text comes from.
type source uint8

const (
	written    source = iota
	hidden            // the invisible text under a scan: somebody's text recognition
	recognised        // our own text recognition
)

// row is one line of text: what stands on one baseline in one column or cell.
type row struct {
	Text     string
	Box      pdf.Rect
	Baseline float64
	Size     float64 // of most of its code points, in points
	First    float64 // width in points of what could not be parted from its beginning
	Font     string
	Bold     bool
	Artifact bool // the file says that it is no part of the text
	Order    int  // in which the page's content shows it
}

// table is a table's place and cells.
type table struct {
	Box   pdf.Rect
	Cells []cellText
}

// cellText is the lines of one cell.
type cellText struct {
	Row, Col int // 0-based
	Box      pdf.Rect
	Lines    []string
}

// glyphs counts the code points of text on a page that are no white space.
func (s *sheet) glyphs() int {
	n := 0
	for i := range s.Lines {
		n += inked(s.Lines[i].Text)
	}
	for _, t := range s.Tables {
		for _, c := range t.Cells {
			for _, l := range c.Lines {
				n += inked(l)
			}
		}
	}
	return n
}

func inked(s string) int {
	n := 0
	for _, r := range s {
		if !strings.ContainsRune(whiteSpace, r) {
			n++
		}
	}
	return n
}

// fewGlyphs is less text than a page of a report has: a page number, a stamp.
const fewGlyphs = 20

// newSheet reads a page's runs as lines and tables.
func newSheet(p *pdf.Page) sheet {
	s := sheet{Number: p.Number, Width: p.Width, Height: p.Height, Problems: p.Problems, Pictured: pictured(p)}
	runs, hid := visible(p.Runs)
	if hid {
		s.Source = hidden
	}
	rules := p.Rules
	if turn := turned(runs); turn != 0 {
		runs, rules = turnPage(runs, rules, p.Width, p.Height, turn)
		s.Width, s.Height = s.Height, s.Width
	}
	upright, oblique := runs[:0:0], 0
	for _, r := range runs {
		if r.Vertical || r.Angle%360 != 0 {
			oblique += inked(r.Text)
			continue
		}
		upright = append(upright, r)
	}
	if oblique > 0 {
		s.Problems = append(s.Problems, "text that stands aslant or upright on the page (a watermark, a table's side head) was left out")
	}
	rules = simplify(rules)
	s.Lines = rowsOf(upright, rules)
	s.takeTables(rules)
	return s
}

// pictured reports whether images cover a third of the page.
func pictured(p *pdf.Page) bool {
	area := 0.0
	for _, r := range p.Images {
		area += r.Width() * r.Height()
	}
	return area*3 > p.Width*p.Height
}

// visible returns the runs that can be seen or, where next to none can, the
// invisible ones that text recognition has left behind a scan.
func visible(runs []pdf.Run) (kept []pdf.Run, hid bool) {
	seen, unseen := 0, 0
	for i := range runs {
		if runs[i].Hidden {
			unseen += inked(runs[i].Text)
		} else {
			seen += inked(runs[i].Text)
		}
	}
	hid = seen < fewGlyphs && unseen > seen
	for i := range runs {
		if runs[i].Hidden == hid && strings.Trim(runs[i].Text, whiteSpace) != "" {
			kept = append(kept, runs[i])
		}
	}
	return kept, hid
}

// turned returns the angle that most of the page's text stands at: 90 where lines
// run downwards, as in vertical writing, 270 where they run upwards, 0 otherwise.
func turned(runs []pdf.Run) int {
	count := map[int]int{}
	for i := range runs {
		angle := (runs[i].Angle%360 + 360) % 360
		if runs[i].Vertical {
			angle = 90
		}
		count[angle] += len(runs[i].Text)
	}
	for _, angle := range []int{90, 270} {
		if count[angle] > count[0] {
			return angle
		}
	}
	return 0
}

// turnPage turns a page so that lines standing at the given angle become level.
func turnPage(runs []pdf.Run, rules []pdf.Rect, width, height float64, angle int) ([]pdf.Run, []pdf.Rect) {
	turn := func(r pdf.Rect) pdf.Rect {
		if angle == 90 {
			return pdf.Rect{X0: r.Y0, Y0: width - r.X1, X1: r.Y1, Y1: width - r.X0}
		}
		return pdf.Rect{X0: height - r.Y1, Y0: r.X0, X1: height - r.Y0, Y1: r.X1}
	}
	runs = slices.Clone(runs)
	for i := range runs {
		r := &runs[i]
		at := (r.Angle%360 + 360) % 360
		level := r.Vertical || at == angle
		r.Rect = turn(r.Rect)
		switch {
		case !level:
			r.Angle = at + 360 - angle
			if r.Angle%360 == 0 {
				r.Angle = 180
			}
			continue
		case r.Vertical:
			r.Baseline = r.Y1 - r.Size*0.12
		case angle == 90:
			r.Baseline = width - r.Baseline
		}
		r.Vertical, r.Angle = false, 0
		if angle == 270 {
			r.Glyphs = slices.Clone(r.Glyphs)
			for k := range r.Glyphs {
				g := &r.Glyphs[k]
				g.X0, g.X1 = height-g.X1, height-g.X0
			}
		}
	}
	turnedRules := make([]pdf.Rect, len(rules))
	for i, r := range rules {
		turnedRules[i] = turn(r)
	}
	return runs, turnedRules
}
