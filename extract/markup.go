package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// unmark finds the Markdown of a chunk, notes on each line what it says, and
// takes it out of the text. Everything is optional: a plain text file comes out
// as it was. found reports whether there was any.
func unmark(chunk []line) (found bool) {
	for i := range chunk {
		if blockMark(chunk, i) {
			found = true
		}
	}
	return unmarkInline(chunk) || found
}

// blockMark reads what stands at the beginning of line i.
func blockMark(chunk []line, i int) bool {
	l := &chunk[i]
	if l.mark != plain {
		return true // a table row that the rule below it has made one
	}
	switch l.text[0] {
	case '#':
		return hashMark(l)
	case '-', '+', '*', '=', '_':
		return lineMark(chunk, i) || bulletMark(l)
	case '|':
		return tableMark(l)
	case '>':
		for strings.HasPrefix(l.text, ">") {
			l.text = strings.TrimLeft(l.text[1:], whiteSpace)
		}
		return true
	case '[':
		return footnoteMark(l)
	}
	return false
}

func hashMark(l *line) bool {
	body := strings.TrimLeft(l.text, "#")
	n := len(l.text) - len(body)
	if n > 6 || body != "" && !strings.HasPrefix(body, " ") && !strings.HasPrefix(body, "\t") {
		return false
	}
	body = strings.Trim(body, whiteSpace)
	if t := strings.TrimRight(body, "#"); t != body && (t == "" || strings.HasSuffix(t, " ")) {
		body = strings.TrimRight(t, whiteSpace)
	}
	l.mark, l.level, l.text = hashHeading, n, body
	return true
}

// lineMark knows a line of nothing but marks: a rule, or, right below the only
// line of text before it, what makes a heading of that line.
func lineMark(chunk []line, i int) bool {
	l := &chunk[i]
	mark := l.text[0]
	marks := strings.Count(l.text, string(mark))
	if marks < 3 || strings.Trim(l.text, string(mark)+" ") != "" || mark == '+' {
		return false
	}
	l.text, l.mark = "", rule
	if (mark == '=' || mark == '-') && i > 0 && chunk[i-1].mark == plain && (i == 1 || chunk[i-2].text == "") {
		l.mark = underline
		chunk[i-1].mark, chunk[i-1].level = hashHeading, 1
		if mark == '-' {
			chunk[i-1].level = 2
		}
	}
	return true
}

func bulletMark(l *line) bool {
	if len(l.text) < 3 || l.text[0] == '=' || l.text[0] == '_' || l.text[1] != ' ' && l.text[1] != '\t' {
		return false
	}
	l.mark, l.label = bullet, l.text[:1]
	l.text = strings.TrimLeft(l.text[1:], whiteSpace)
	return true
}

func tableMark(l *line) bool {
	if strings.Count(l.text, "|") < 2 {
		return false
	}
	l.mark = tableRow
	if strings.Contains(l.text, "-") && strings.Trim(l.text, "|-: \t") == "" {
		l.mark, l.text = tableRule, ""
	}
	return true
}

func footnoteMark(l *line) bool {
	end := strings.Index(l.text, "]:")
	if end < 3 || end > 40 || l.text[1] != '^' {
		return false
	}
	l.mark, l.label = footnote, l.text[2:end]
	l.text = strings.TrimLeft(l.text[end+2:], whiteSpace)
	return true
}

// cells returns the cells of a table row.
func cells(row string) []string {
	row = strings.TrimPrefix(row, "|")
	if !strings.HasSuffix(row, `\|`) {
		row = strings.TrimSuffix(row, "|")
	}
	var out []string
	start := 0
	for i := 0; i <= len(row); i++ {
		if i < len(row) && (row[i] != '|' || i > 0 && row[i-1] == '\\') {
			continue
		}
		out = append(out, strings.Trim(strings.ReplaceAll(row[start:i], `\|`, "|"), whiteSpace))
		start = i + 1
	}
	return out
}

// cut is a range of bytes of a line that is markup.
type cut struct{ line, from, to int }

// delimiter is a run of * or _ that may open or close emphasis (CommonMark 0.31,
// section 6.2).
type delimiter struct {
	cut
	char        byte
	open, close bool
}

// maxEmphasis is how many lines emphasis may reach over. Without a limit, two
// stray asterisks of a file without empty lines would find each other.
const maxEmphasis = 4

func unmarkInline(chunk []line) bool {
	var cuts []cut
	var open []delimiter
	for i := range chunk {
		if !strings.ContainsAny(chunk[i].text, "*_[`\\") {
			continue
		}
		delimiters, more := inlineMarks(chunk[i].text, i)
		cuts = append(cuts, more...)
		for _, d := range delimiters {
			o := opener(open, d)
			if o < 0 {
				if d.open {
					open = append(open, d)
				}
				continue
			}
			cuts = append(cuts, open[o].cut, d.cut)
			emphasise(chunk, open[o], d)
			open = open[:o]
		}
	}
	applyCuts(chunk, cuts)
	return len(cuts) > 0
}

// opener returns the index of the delimiter that d closes, or -1. Only the last
// few are looked at, so that time stays linear in a line of asterisks.
func opener(open []delimiter, d delimiter) int {
	if !d.close {
		return -1
	}
	for i := len(open) - 1; i >= max(0, len(open)-8); i-- {
		o := open[i]
		if o.char == d.char && o.to-o.from == d.to-d.from && d.line-o.line <= maxEmphasis {
			return i
		}
	}
	return -1
}

// emphasise notes on the lines between two delimiters that they belong together,
// and whether all of each is bold.
func emphasise(chunk []line, open, close delimiter) {
	for i := open.line; i <= close.line; i++ {
		if i > open.line {
			chunk[i].bound = true
		}
		whole := (i > open.line || open.from == 0) && (i < close.line || close.to == len(chunk[i].text))
		if whole && open.to-open.from >= 2 {
			chunk[i].strong = true
		}
	}
}

// inlineMarks returns the emphasis delimiters of s, and the cuts that links,
// footnote marks, code marks and backslashes make.
func inlineMarks(s string, ln int) (delimiters []delimiter, cuts []cut) {
	mid, end := 0, 0 // of the address of the link that is being read
	for i := 0; i < len(s); i++ {
		if i == mid && end > 0 {
			i, end = end-1, 0
			continue
		}
		switch s[i] {
		case '\\':
			if i+1 < len(s) && strings.IndexByte("*_[]`#|\\", s[i+1]) >= 0 {
				cuts = append(cuts, cut{ln, i, i + 1})
				i++
			}
		case '*', '_':
			d := delimiterAt(s, i)
			d.line = ln
			if d.to-d.from <= 3 && (d.open || d.close) {
				delimiters = append(delimiters, d)
			}
			i = d.to - 1
		case '[':
			if n := footnoteMarkEnd(s, i); n > 0 {
				cuts = append(cuts, cut{ln, i, n})
				i = n - 1
			} else if end > 0 {
				// a link holds no link
			} else if mid, end = linkEnds(s, i); end > 0 {
				from := i
				if i > 0 && s[i-1] == '!' {
					from--
				}
				cuts = append(cuts, cut{ln, from, i + 1}, cut{ln, mid, end})
			}
		case '`':
			if end := strings.IndexByte(s[i+1:min(len(s), i+200)], '`'); end > 0 {
				cuts = append(cuts, cut{ln, i, i + 1}, cut{ln, i + 1 + end, i + 2 + end})
				i += 1 + end
			}
		}
	}
	return delimiters, cuts
}

func delimiterAt(s string, i int) delimiter {
	end := i
	for end < len(s) && s[end] == s[i] {
		end++
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[end:])
	spaceBefore, spaceAfter := i == 0 || unicode.IsSpace(before), end == len(s) || unicode.IsSpace(after)
	markBefore, markAfter := isMark(before), isMark(after)
	d := delimiter{cut: cut{0, i, end}, char: s[i]}
	d.open = !spaceAfter && (!markAfter || spaceBefore || markBefore)
	d.close = !spaceBefore && (!markBefore || spaceAfter || markAfter)
	// An asterisk between two digits or letters multiplies or masks; an underscore
	// between them belongs to a name.
	if isWordByte(before) && isWordByte(after) || s[i] == '_' && d.open && d.close {
		d.open, d.close = false, false
	}
	return d
}

func isMark(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

func isWordByte(r rune) bool { return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// footnoteMarkEnd returns the end of a mark such as [^1] at s[i], or 0.
func footnoteMarkEnd(s string, i int) int {
	if !strings.HasPrefix(s[i:], "[^") {
		return 0
	}
	n := strings.IndexByte(s[i:min(len(s), i+40)], ']')
	if n < 3 || strings.ContainsAny(s[i:i+n], " \t") {
		return 0
	}
	return i + n + 1
}

// linkEnds returns where the text of a link [text](address) at s[i] ends and
// where the link does, or zeros.
func linkEnds(s string, i int) (mid, end int) {
	n := strings.Index(s[i:min(len(s), i+500)], "](")
	if n < 1 {
		return 0, 0
	}
	mid = i + n
	n = strings.IndexByte(s[mid:min(len(s), mid+2000)], ')')
	if n < 3 {
		return 0, 0
	}
	address := s[mid+2 : mid+n]
	if strings.ContainsAny(address, " \t") || !strings.ContainsAny(address, "./#:@") {
		return 0, 0
	}
	return mid, mid + n + 1
}

// applyCuts takes cuts out of the lines.
func applyCuts(chunk []line, cuts []cut) {
	if len(cuts) == 0 {
		return
	}
	slices.SortFunc(cuts, func(a, b cut) int {
		return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.from, b.from))
	})
	for k := 0; k < len(cuts); {
		ln := cuts[k].line
		s, at := chunk[ln].text, 0
		var b strings.Builder
		for ; k < len(cuts) && cuts[k].line == ln; k++ {
			if cuts[k].from >= at {
				b.WriteString(s[at:cuts[k].from])
			}
			at = max(at, cuts[k].to)
		}
		b.WriteString(s[at:])
		chunk[ln].text = strings.Trim(b.String(), whiteSpace)
	}
}
