package export

import (
	"bytes"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// rowWriter writes rows of a sheet as SpreadsheetML (ECMA-376 part 1, 18.3.1).
// The library's own writer makes every cell a value of any type and escapes it
// through encoding/xml; rows of a long table are the bulk of a workbook and cost
// a fifth of that here.
type rowWriter struct {
	out     *stretch
	links   *stretch // hyperlink elements; nil while there are none
	linked  int
	buf     []byte
	letters []string // of the columns: "A", "B"
	styles  *[styleCount]int
	pool    *packers
}

// maxLinks is how many hyperlinks a sheet may hold (Excel specifications and
// limits: 65,530); what is beyond makes a file that Excel repairs.
const maxLinks = 65530

// full is how many bytes wait before they are compressed.
const full = 1 << 16

// row writes one row, empty cells in the look of their column. A link of a number
// becomes a hyperlink of its cell; so do links of texts, or they become the
// function HYPERLINK where a sheet has more of them than it may hold.
func (w *rowWriter) row(number int, cells []cell, columns []column, height float64) error {
	at := strconv.Itoa(number)
	b := append(w.buf, `<row r="`...)
	b = append(b, at...)
	if height > 0 {
		b = append(b, `" ht="`...)
		b = strconv.AppendFloat(b, height, 'f', -1, 64)
		b = append(b, `" customHeight="1`...)
	}
	b = append(b, `">`...)
	for i := range columns {
		var c *cell
		if i < len(cells) {
			c = &cells[i]
		}
		if c == nil || c.empty() {
			b = w.open(b, i, at, columns[i].style)
			b = append(b, `"/>`...)
			continue
		}
		look := c.style
		if look == byColumn {
			look = columns[i].style
		}
		b = w.open(b, i, at, look)
		switch {
		case c.isNumber():
			b = append(b, `"><v>`...)
			b = appendNumber(b, c.number)
			b = append(b, `</v></c>`...)
		case c.link != "" && columns[i].function:
			b = append(b, `" t="str"><f>HYPERLINK("#`...)
			b = appendText(b, strings.ReplaceAll(c.link, `"`, `""`))
			b = append(b, `","`...)
			b = appendText(b, strings.ReplaceAll(c.text, `"`, `""`))
			b = append(b, `")</f><v>`...)
			b = appendText(b, c.text)
			b = append(b, `</v></c>`...)
		default:
			b = append(b, `" t="inlineStr"><is>`...)
			b = appendWords(b, c)
			b = append(b, `</is></c>`...)
		}
		if c.link != "" && !columns[i].function {
			if err := w.link(w.letters[i]+at, c.link); err != nil {
				return err
			}
		}
	}
	w.buf = append(b, `</row>`...)
	if len(w.buf) < full {
		return nil
	}
	return w.flush()
}

// appendWords appends the text of a cell, in runs where parts of it are marked.
func appendWords(b []byte, c *cell) []byte {
	if c.runs == nil {
		return appendT(b, c.text)
	}
	for _, r := range c.runs {
		b = append(b, `<r><rPr><rFont val="`+fontName+`"/>`...)
		if r.bold {
			b = append(b, `<b/>`...)
		}
		if r.color != "" {
			b = append(b, `<color rgb="FF`...)
			b = append(b, r.color...)
			b = append(b, `"/>`...)
		}
		b = append(b, `<sz val="`...)
		b = strconv.AppendInt(b, fontSize, 10)
		b = append(b, `"/></rPr>`...)
		b = appendT(b, r.text)
		b = append(b, `</r>`...)
	}
	return b
}

func appendT(b []byte, s string) []byte {
	b = append(b, `<t`...)
	if spaced(s) {
		b = append(b, ` xml:space="preserve"`...)
	}
	b = append(b, '>')
	b = appendText(b, s)
	return append(b, `</t>`...)
}

// open begins a cell, up to the end of its style.
func (w *rowWriter) open(b []byte, column int, row string, look style) []byte {
	b = append(b, `<c r="`...)
	b = append(b, w.letters[column]...)
	b = append(b, row...)
	b = append(b, `" s="`...)
	return strconv.AppendInt(b, int64(w.styles[look]), 10)
}

func (w *rowWriter) flush() error {
	_, err := w.out.Write(w.buf)
	w.buf = w.buf[:0]
	return err
}

// end is called after the last row; what the sheet says below the rows follows.
func (w *rowWriter) end() error { return errors.Join(w.flush(), w.out.finish(false)) }

// link adds a hyperlink of a cell to a place in the workbook.
func (w *rowWriter) link(cell, place string) error {
	if w.linked == maxLinks {
		return nil
	}
	w.linked++
	if w.links == nil {
		s, err := newStretch(w.pool)
		if err != nil {
			return err
		}
		w.links = s
	}
	b := append([]byte(nil), `<hyperlink ref="`...)
	b = append(b, cell...)
	b = append(b, `" location="`...)
	b = appendText(b, place)
	_, err := w.links.Write(append(b, `"/>`...))
	return err
}

func appendNumber(b []byte, f float64) []byte {
	if a := math.Abs(f); a < 1e21 && (a >= 1e-6 || a == 0) {
		return strconv.AppendFloat(b, f, 'f', -1, 64)
	}
	return strconv.AppendFloat(b, f, 'e', -1, 64)
}

// spaced reports whether s begins or ends with white space, which XML readers may
// drop.
func spaced(s string) bool {
	return s != "" && (s[0] <= ' ' || s[len(s)-1] <= ' ') || strings.Contains(s, "\n")
}

// appendText appends s as the text of an element or attribute. What XML cannot
// hold stays visible: a control character becomes its picture (U+2400 and
// following), an invalid byte or lone surrogate U+FFFD. "_x0041_" would be read as
// "A": its first underscore is written as "_x005F_".
func appendText(b []byte, s string) []byte {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x80 && c != 0xEF || c > '>' && c < '_' || c >= 'a' && c < 0x7F {
			continue
		}
		replacement, skip := standIn(s, i)
		if replacement == "" {
			continue
		}
		b = append(b, s[from:i]...)
		b = append(b, replacement...)
		i += skip
		from = i + 1
	}
	return append(b, s[from:]...)
}

// standIn returns what stands for the character at s[i], "" for itself, and how
// many bytes follow its first.
func standIn(s string, i int) (replacement string, more int) {
	switch c := s[i]; {
	case c == '&':
		return "&amp;", 0
	case c == '<':
		return "&lt;", 0
	case c == '>':
		return "&gt;", 0
	case c == '"':
		return "&quot;", 0
	case c == '\r':
		if i+1 < len(s) && s[i+1] == '\n' {
			return "\n", 1
		}
		return "\n", 0
	case c < ' ' && c != '\n' && c != '\t':
		return string(rune(0x2400) + rune(c)), 0
	case c == 0x7F:
		return "\u2421", 0
	case c == '_' && isEscape(s[i:]):
		return "_x005F_", 0
	case strings.HasPrefix(s[i:], "\uFFFE"), strings.HasPrefix(s[i:], "\uFFFF"):
		return "\uFFFD", 2
	}
	return "", 0
}

// isEscape reports whether s begins with "_x", four hexadecimal digits and "_".
func isEscape(s string) bool {
	if len(s) < 7 || s[1] != 'x' || s[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(s[2:6], 16, 16)
	return err == nil
}

// spliced is a sheet of which the library writes all but the rows of the table.
type spliced struct {
	frame bytes.Buffer // what the library writes
	rows  *rowWriter
	made  []*stretch
}

// after are the elements that may follow the hyperlinks of a sheet.
var after = [][]byte{[]byte("<printOptions"), []byte("<pageMargins"), []byte("<pageSetup"), []byte("<headerFooter")}

// ignored spares the reader a mark on every year: "2022" in a column of texts is
// meant to be one.
const ignored = `<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors>`

// segments returns the sheet: the frame up to the end of its rows, the rows, the
// frame's rest with the hyperlinks where the schema wants them.
func (s *spliced) segments() ([]*stretch, error) {
	frame := s.frame.Bytes()
	end := bytes.LastIndex(frame, []byte("</sheetData>"))
	if end < 0 {
		return nil, errors.New("the sheet has no rows to follow")
	}
	links := len(frame)
	for _, name := range after {
		if i := bytes.Index(frame[end:], name); i >= 0 {
			links = min(links, end+i)
		}
	}
	rest := bytes.Replace(frame[links:], []byte("</headerFooter>"), []byte("</headerFooter>"+ignored), 1)
	pieces := [][]byte{frame[:end], nil, frame[end:links], nil, rest}
	between := []*stretch{1: s.rows.out, 3: s.rows.links}
	if s.rows.links != nil {
		pieces[2] = append(slices.Clip(pieces[2]), "<hyperlinks>"...)
		pieces[4] = append([]byte("</hyperlinks>"), rest...)
	}
	var out []*stretch
	for i, b := range pieces {
		if i%2 == 1 {
			if between[i] != nil {
				out = append(out, between[i])
			}
			continue
		}
		p, err := s.piece(b)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	for i, p := range out {
		if err := p.finish(i == len(out)-1); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (s *spliced) piece(b []byte) (*stretch, error) {
	p, err := newStretch(s.rows.pool)
	if err != nil {
		return nil, err
	}
	s.made = append(s.made, p)
	_, err = p.Write(b)
	return p, err
}

// remove removes the temporary files.
func (s *spliced) remove() error {
	made := append(s.made, s.rows.out)
	if s.rows.links != nil {
		made = append(made, s.rows.links)
	}
	var errs []error
	for _, p := range made {
		errs = append(errs, p.remove())
	}
	return errors.Join(errs...)
}
