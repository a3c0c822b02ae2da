package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"duizhao"
)

// utf8BOM begins a CSV file: without it Excel takes Chinese for another encoding.
const utf8BOM = "\uFEFF"

// csvSink writes a dataset as CSV: RFC 4180 with "\n" for line ends, a byte order
// mark, names of columns in row 1. Rows are written as they come.
type csvSink struct {
	w       *csv.Writer
	set     dataset
	columns []dataColumn
	cells   []string
}

func (d dataset) csv(w io.Writer, _ Options) (duizhao.Sink, error) {
	if _, err := io.WriteString(w, utf8BOM); err != nil {
		return nil, err
	}
	s := &csvSink{w: csv.NewWriter(w), set: d, columns: d.csvColumns()}
	for _, c := range s.columns {
		s.cells = append(s.cells, c.name)
	}
	return s, s.w.Write(s.cells)
}

func (s *csvSink) Add(r *duizhao.Report) error { return s.set.records(r, s.put) }

func (s *csvSink) put(r *dataRecord) error {
	for i := range s.columns {
		switch c := &s.columns[i]; c.kind {
		case textType, listType:
			s.cells[i] = guarded(c.text(r))
		case wholeType:
			s.cells[i] = wholeText(c.whole(r))
		default: // digits and the words of booleans: nothing a spreadsheet would run
			s.cells[i] = c.text(r)
		}
	}
	return s.w.Write(s.cells)
}

func (s *csvSink) Close() error {
	s.w.Flush()
	return s.w.Error()
}

// wholeText returns n in decimal, "" for "no value".
func wholeText(n int) string {
	if n < 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// guarded returns a text as a cell of CSV holds it: with an apostrophe in front
// where a spreadsheet would take it for a formula (OWASP, "CSV Injection": = + - @
// tab and line ends, in full width too), and with Unicode's pictures (U+2400) for
// the control characters that readers drop or stop at. [unguarded] gives the text
// back.
func guarded(s string) string {
	if s == "" {
		return s
	}
	if strings.IndexFunc(s, wantsPicture) >= 0 {
		s = strings.Map(picture, strings.ToValidUTF8(s, "\uFFFD"))
	}
	if looksLikeFormula(s) {
		return "'" + s
	}
	return s
}

// unguarded returns what guarded was given, but for invalid UTF-8 and for pictures
// of control characters, which stay.
func unguarded(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && looksLikeFormula(rest) {
		return rest
	}
	return s
}

// looksLikeFormula reports whether a spreadsheet could run s, or whether s is such
// a text behind apostrophes: what looks guarded already is guarded again, so that
// taking one apostrophe away always gives the text itself.
func looksLikeFormula(s string) bool {
	if s != "" && s[0] > '@' && s[0] < 0xEF { // most texts: letters, Chinese
		return false
	}
	for _, r := range s {
		switch r {
		case '=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n':
			return true
		case '\'', ' ':
			continue
		}
		return false
	}
	return false
}

func wantsPicture(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7F || r == 0xFFFD }

// picture returns the picture of a control character, other runes as they are.
func picture(r rune) rune {
	switch {
	case r == 0x7F:
		return '\u2421'
	case r < ' ' && r != '\n' && r != '\t':
		return '\u2400' + r
	}
	return r
}
