package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// markup writes XML. Its elements are closed in the order they were opened, so
// that what it writes is well formed whatever the texts hold. The first error is
// kept and returned by close; what follows it does nothing.
//
// encoding/xml is not used because it writes every line end and quotation mark of
// a text as a character reference, which translators see when they open a file,
// and repeats the declaration of a namespace on each element that uses it.
type markup struct {
	w     *bufio.Writer
	open  []string
	lines bool // elements stand on lines of their own: only where white space between them means nothing
}

const xmlDeclaration = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

func newMarkup(w io.Writer) *markup { return &markup{w: bufio.NewWriterSize(w, 1<<16), lines: true} }

// raw writes markup as it is.
func (m *markup) raw(s string) { m.w.WriteString(s) }

// begin opens an element; attributes come as name, value, and those with an empty
// value are left out.
func (m *markup) begin(name string, attributes ...string) {
	m.newline()
	m.tag(name, attributes)
	m.w.WriteByte('>')
	m.open = append(m.open, name)
}

// end closes the element that was opened last.
func (m *markup) end() {
	name := m.open[len(m.open)-1]
	m.open = m.open[:len(m.open)-1]
	m.newline()
	m.endTag(name)
}

func (m *markup) endTag(name string) {
	m.w.WriteString("</")
	m.w.WriteString(name)
	m.w.WriteByte('>')
}

// leaf writes an element without content.
func (m *markup) leaf(name string, attributes ...string) {
	m.newline()
	m.tag(name, attributes)
	m.w.WriteString("/>")
}

// text writes an element that holds a text and nothing else.
func (m *markup) text(name, text string, attributes ...string) {
	m.newline()
	m.tag(name, attributes)
	m.w.WriteByte('>')
	if text = xmlText(text); strings.ContainsAny(text, "&<>\r") {
		contentEscaper.WriteString(m.w, text)
	} else {
		m.w.WriteString(text)
	}
	m.endTag(name)
}

// close ends what is open and flushes.
func (m *markup) close() error {
	for len(m.open) > 0 {
		m.end()
	}
	if m.lines {
		m.w.WriteByte('\n')
	}
	return m.w.Flush()
}

func (m *markup) newline() {
	if m.lines && len(m.open) > 0 {
		m.w.WriteByte('\n')
		for range m.open {
			m.w.WriteString("  ")
		}
	}
}

func (m *markup) tag(name string, attributes []string) {
	m.w.WriteByte('<')
	m.w.WriteString(name)
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i+1] == "" {
			continue
		}
		m.w.WriteByte(' ')
		m.w.WriteString(attributes[i])
		m.w.WriteString(`="`)
		if v := xmlText(attributes[i+1]); strings.ContainsAny(v, "&<>\"\r\n\t") {
			attributeEscaper.WriteString(m.w, v)
		} else {
			m.w.WriteString(v)
		}
		m.w.WriteByte('"')
	}
}

var (
	// ">" is escaped so that "]]>" never stands in a text.
	contentEscaper   = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;")
	attributeEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\r", "&#13;", "\n", "&#10;", "\t", "&#9;")
)

// xmlText returns s as a translator's file can hold it, with everything that was
// replaced in sight: invalid UTF-8 and lone surrogates as U+FFFD, the control
// characters XML 1.0 does not allow as their pictures (␇), others and those that
// turn the direction of writing, which could make a text look like another one,
// by number (⟨U+202E⟩).
func xmlText(s string) string {
	if isPlain(s) || !strings.ContainsFunc(s, unfit) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case !unfit(r):
			b.WriteRune(r)
		case r < 0x20:
			b.WriteRune(0x2400 + r)
		case r == 0x7F:
			b.WriteRune(0x2421)
		default:
			fmt.Fprintf(&b, "⟨U+%04X⟩", r)
		}
	}
	return b.String()
}

// isPlain reports whether s is valid UTF-8 without the first bytes of anything that
// is unfit; almost every text is.
func isPlain(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < ' ' && c != '\t' && c != '\n' && c != '\r', c == 0x7F, c == 0xC2, c >= 0xF0:
			return false
		case c == 0xE2 && i+2 < len(s) && (s[i+1] == 0x80 && s[i+2] >= 0xAA && s[i+2] <= 0xAE || s[i+1] == 0x81 && s[i+2] >= 0xA6 && s[i+2] <= 0xA9),
			c == 0xEF && i+1 < len(s) && (s[i+1] == 0xB7 || s[i+1] == 0xBF):
			return false
		}
	}
	return utf8.ValidString(s)
}

// unfit reports whether a character may not stand in a translator's file.
func unfit(r rune) bool {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return false
	case unicode.IsControl(r):
		return true
	}
	return turnsDirection(r) || isNoncharacter(r)
}

// turnsDirection reports whether r is one of the explicit directional formatting
// characters of Unicode Standard Annex 9: embeddings, overrides and isolates.
func turnsDirection(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// isNoncharacter reports whether r is a code point that is never a character.
func isNoncharacter(r rune) bool { return r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE }

// isSpace reports whether s is white space.
func isSpace(s string) bool { return s != "" && strings.TrimSpace(s) == "" }
