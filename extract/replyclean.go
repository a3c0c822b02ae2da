package extract

import (
	"strings"
	"unicode/utf8"
)

// clean takes out of a reply what no reader writes: a child process that a file has
// taken over may send anything.
func (r *reply) clean() {
	for i := range r.Sheets {
		s := &r.Sheets[i]
		for k := range s.Lines {
			s.Lines[k].Text = cleanLine(s.Lines[k].Text)
		}
		for _, t := range s.Tables {
			for _, c := range t.Cells {
				for k, l := range c.Lines {
					c.Lines[k] = cleanLine(l)
				}
			}
		}
	}
}

func cleanLine(s string) string {
	if utf8.ValidString(s) && firstInvisible(s) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if invisible(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}
