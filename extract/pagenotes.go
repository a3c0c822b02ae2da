package extract

import (
	"strings"
	"unicode/utf8"
)

// notes returns the index of the first item of the notes at a column's foot, or
// the number of items where there are none: lines in small print that begin with a
// note's mark, or that a short rule parts from the text above. size is that of the
// file's text.
func (f *flow) notes(size float64) int {
	const most = 60 // lines of notes on a page
	n := len(f.items)
	at := n
	for i := n - 1; i > 0 && i > n-most; i-- {
		it := &f.items[i]
		if it.table != nil {
			break
		}
		ruled := f.ruledAbove(&f.items[i-1], it)
		if it.Size > 0.93*size && !ruled {
			break
		}
		marked := noteLabel(it.Text) != ""
		if it.Size <= 0.93*size && (ruled || marked) || ruled && marked {
			at = i
		}
		if ruled {
			break
		}
	}
	return at
}

// ruledAbove reports whether a short rule stands between a and b.
func (f *flow) ruledAbove(a, b *item) bool {
	for _, r := range f.sheet.Rules {
		if r.Y0 > a.Baseline-0.3*a.Size && r.Y1 < b.Baseline-0.3*b.Size &&
			r.X0 < f.x0+3*b.Size && r.X1 > f.x0 && r.Width() < 0.6*(f.x1-f.x0) {
			return true
		}
	}
	return false
}

// noteLabel returns the mark that a note begins with, or "".
func noteLabel(s string) string {
	if n := run(s, "⁰¹²³⁴⁵⁶⁷⁸⁹"); n > 0 {
		return s[:n]
	}
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case s == "":
		return ""
	case r >= '①' && r <= '⑳', r == '*', r == '†', r == '‡', r == '※':
		return s[:size]
	case r == '[' || r == '〔' || r == '［':
		if end := strings.IndexAny(s, "]〕］"); end > 0 && end <= 6 {
			_, shut := utf8.DecodeRuneInString(s[end:])
			return s[:end+shut]
		}
	case strings.HasPrefix(s, "注：") || strings.HasPrefix(s, "注:"):
		return "注"
	}
	n := run(s, "0123456789")
	if n == 0 || n > 3 || n == len(s) {
		return ""
	}
	if next, _ := utf8.DecodeRuneInString(s[n:]); next == ' ' || isHan(next) && !strings.ContainsRune("年月日件个家项万亿", next) {
		return s[:n]
	}
	return ""
}
