package extract

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"duizhao"
)

// Drawing writes page number page, counted from 1, of the PDF file at path to w as
// an SVG picture: the lines that were read where they stand on the page, a box
// around each block with its language, index in its Document, kind and page order,
// and dashed boxes around what was left out. It shows why a paragraph came out as it
// did. Errors are those of File, and no_pages and no_such_page.
func Drawing(w io.Writer, path string, page int, o Options) error {
	data, err := load(path, o)
	if err != nil {
		return err
	}
	if f := sniff(data); f.name != "PDF" {
		return failure("no_pages", path, nil, f.name)
	}
	sheets, _, err := sheetsOf(data, o)
	if err != nil {
		return refusal(path, err)
	}
	if page < 1 || page > len(sheets) {
		return failure("no_such_page", path, nil, page, len(sheets))
	}
	d := drawing{sheet: sheets[page-1]}
	d.sheet.Lines = append([]row(nil), d.sheet.Lines...) // layOut reorders and drops
	c := layOut(sheets)
	d.left = c.left
	lanes, err := part(c, path, o.Lang)
	if err != nil && len(c.blocks) > 0 {
		return err
	}
	for _, l := range lanes {
		for i, b := range l.arranged() {
			d.add(l.lang, i, b)
		}
	}
	return d.write(w)
}

// drawing is what is drawn of a page.
type drawing struct {
	sheet sheet
	marks []boxMark
	left  []box
}

// boxMark is a block's box and what is written at it.
type boxMark struct {
	box
	kind  duizhao.BlockKind
	label string
}

// add notes the boxes that block i of language lang has on the page.
func (d *drawing) add(lang duizhao.Lang, i int, b *raw) {
	for k, where := range b.boxes {
		if where.page != d.sheet.Number {
			continue
		}
		label := fmt.Sprintf("%s%d %s", lang, i, b.kind)
		if b.level > 0 {
			label += fmt.Sprintf(" %d", b.level)
		}
		if b.cell != nil {
			label = fmt.Sprintf("%s%d %d:%d", lang, i, b.cell.Row, b.cell.Col)
		}
		if k > 0 {
			label += " (continued)"
		}
		d.marks = append(d.marks, boxMark{where, b.kind, label})
	}
}

// colours are those of the kinds' boxes.
var colours = map[duizhao.BlockKind]string{
	duizhao.Title: "#b1008e", duizhao.Heading: "#c43e00", duizhao.Paragraph: "#0b6bcb",
	duizhao.ListItem: "#0a7d4f", duizhao.TableCell: "#7a5af5", duizhao.Note: "#8a6d00",
}

func (d *drawing) write(out io.Writer) error {
	w := bufio.NewWriter(out)
	s := &d.sheet
	fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.1f %.1f" width="%.0f" height="%.0f" font-family="sans-serif">`+"\n",
		s.Width, s.Height, 1.5*s.Width, 1.5*s.Height)
	fmt.Fprintf(w, `<rect width="%.1f" height="%.1f" fill="#fff" stroke="#888"/>`+"\n", s.Width, s.Height)
	for _, l := range s.Lines {
		d.text(w, l.Box.X0, l.Baseline, l.Size, l.Box.Width(), l.Text)
	}
	for _, t := range s.Tables {
		fmt.Fprintf(w, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="none" stroke="#7a5af5" stroke-width="0.4"/>`+"\n",
			t.Box.X0, t.Box.Y0, t.Box.Width(), t.Box.Height())
		for _, c := range t.Cells {
			for i, l := range c.Lines {
				size := c.Box.Height() / float64(len(c.Lines))
				d.text(w, c.Box.X0, c.Box.Y0+size*(float64(i)+0.8), size*0.8, 0, l)
			}
		}
	}
	for _, b := range d.left {
		if b.page == s.Number {
			d.frame(w, b, "#777", `stroke-dasharray="3 2"`, "left out: "+b.why)
		}
	}
	for i, m := range d.marks {
		d.frame(w, m.box, colours[m.kind], "", fmt.Sprintf("%d. %s", i+1, m.label))
	}
	fmt.Fprintln(w, "</svg>")
	return w.Flush()
}

// text writes a line of text; width squeezes it into its place where it is not 0.
func (d *drawing) text(w io.Writer, x, y, size, width float64, text string) {
	length := ""
	if width > 0 {
		length = fmt.Sprintf(` textLength="%.1f" lengthAdjust="spacingAndGlyphs"`, width)
	}
	fmt.Fprintf(w, `<text x="%.1f" y="%.1f" font-size="%.1f" fill="#333"%s>%s</text>`+"\n", x, y, size, length, escaped(text))
}

// frame draws a box with a label at its top left corner.
func (d *drawing) frame(w io.Writer, b box, colour, more, label string) {
	r := b.rect
	fmt.Fprintf(w, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="none" stroke="%s" stroke-width="0.8" %s/>`+"\n",
		r.X0-1, r.Y0-1, r.Width()+2, r.Height()+2, colour, more)
	fmt.Fprintf(w, `<text x="%.1f" y="%.1f" font-size="6" fill="%s">%s</text>`+"\n", r.X0, r.Y0-1.5, colour, escaped(label))
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}
