package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"duizhao"
)

// punctuation reports brackets that are opened before a number and never closed:
// "(2017-2021 and the top ten cases". A bracket that the next paragraph closes is
// a page break's doing.
func punctuation(v *view) []duizhao.Finding {
	var out []duizhao.Finding
	for _, l := range []*lane{v.zh, v.en} {
		if l == nil {
			continue
		}
		for b := range l.rd.Document.Blocks {
			open, _ := l.brackets(b)
			if open < 0 || b+1 < len(l.rd.Document.Blocks) && l.closesFirst(b+1) {
				continue
			}
			s, ok := l.bracketed(b, open)
			if !ok {
				continue
			}
			text := s.Of(l.rd.Document.Text)
			out = append(out, v.at(l, duizhao.Ref{Block: b, Span: s}, duizhao.SeverityWarning, duizhao.Bilingual{
				Zh: fmt.Sprintf("括号没有闭合：“%s…”", text), En: fmt.Sprintf("the bracket is not closed: “%s…”", text),
			}))
		}
	}
	return out
}

// brackets returns where the last bracket of block b that stays open stands, -1
// where none does, and whether a bracket is closed that the block did not open.
func (l *lane) brackets(b int) (open int, closes bool) {
	k := l.rd.Document.Blocks[b].Span
	var stack []int
	for i, r := range k.Of(l.rd.Document.Text) {
		switch r {
		case '(', '（', '[', '［', '【', '〔':
			stack = append(stack, k.Start+i)
		case ')', '）', ']', '］', '】', '〕':
			if len(stack) == 0 {
				closes = true
				continue
			}
			stack = stack[:len(stack)-1]
		}
	}
	if len(stack) == 0 {
		return -1, closes
	}
	return stack[len(stack)-1], closes
}

func (l *lane) closesFirst(b int) bool {
	_, closes := l.brackets(b)
	return closes
}

// nearBracket is how far behind an open bracket its number may stand, in bytes.
const nearBracket = 24

// bracketed returns the place from the open bracket to the end of the number behind
// it.
func (l *lane) bracketed(b, open int) (duizhao.Span, bool) {
	text := l.rd.Document.Text
	for _, i := range l.inBlock[b] {
		if q := l.rd.Quantities[i].Span; q.Start > open && q.Start-open <= nearBracket {
			return duizhao.Span{Start: open, End: q.End}, true
		}
	}
	// A span of years in a title need not be a quantity.
	_, size := utf8.DecodeRuneInString(text[open:])
	rest := text[open+size : l.rd.Document.Blocks[b].Span.End]
	if n := len(rest) - len(strings.TrimLeft(rest, "0123456789-–—~ ")); n > 0 && strings.ContainsAny(rest[:n], "0123456789") {
		return duizhao.Span{Start: open, End: open + size + len(strings.TrimRight(rest[:n], " "))}, true
	}
	return duizhao.Span{}, false
}
