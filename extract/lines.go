package extract

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"duizhao"
)

// line is one line of the source.
type line struct {
	text   string       // without indentation and trailing space
	indent int          // columns of white space before text
	no     int          // 1-based
	page   int          // 1-based
	mark   mark         // what Markdown says the line is
	level  int          // of a Markdown heading
	label  string       // marker of a Markdown list item, name of a footnote
	bound  bool         // emphasis that a line before has opened goes on: no paragraph starts here
	strong bool         // all of it was emphasised
	lang   duizhao.Lang // "" where it has no words
}

// mark is the role that Markdown gives a line.
type mark uint8

const (
	plain mark = iota
	hashHeading
	bullet
	tableRow
	tableRule
	footnote
	underline // of the heading on the line before
	rule
)

// splitLines cuts text at every kind of line end and counts pages by form feeds.
// A file without form feeds has no pages: 0.
func splitLines(text string) (lines []line, pages int) {
	lines = make([]line, 0, 1+len(text)/64)
	page, start, no := 1, 0, 1
	// Of a run of empty lines one is kept: it parts what stands around it, and more
	// of them say no more.
	add := func(end int) {
		l, n := newLine(text[start:end], no, page), len(lines)
		if l.text != "" || n > 0 && lines[n-1].text != "" {
			lines = append(lines, l)
		}
	}
	for i := 0; i < len(text); {
		n, kind := lineEnd(text, i)
		if kind == noEnd {
			i++
			continue
		}
		add(i)
		i += n
		start = i
		if kind == pageEnd {
			page++
		} else {
			no++
		}
	}
	if start < len(text) {
		add(len(text))
	}
	for len(lines) > 0 && lines[len(lines)-1].text == "" {
		lines = lines[:len(lines)-1]
	}
	if page == 1 {
		return lines, 0
	}
	if len(lines) > 0 {
		page = lines[len(lines)-1].page
	}
	return lines, page
}

type endKind uint8

const (
	noEnd endKind = iota
	newLineEnd
	pageEnd
)

// lineEnd returns the length in bytes of the line end at text[i:], if there is
// one. A form feed ends the line it stands in but is not counted as a line end,
// so that line numbers stay those an editor shows.
func lineEnd(text string, i int) (n int, kind endKind) {
	switch text[i] {
	case '\n', '\v':
		return 1, newLineEnd
	case '\r':
		if strings.HasPrefix(text[i+1:], "\n") {
			return 2, newLineEnd
		}
		return 1, newLineEnd
	case '\f':
		return 1, pageEnd
	case 0xC2:
		if strings.HasPrefix(text[i:], "\u0085") {
			return 2, newLineEnd
		}
	case 0xE2:
		if strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029") {
			return 3, newLineEnd
		}
	}
	return 0, noEnd
}

func newLine(s string, no, page int) line {
	s = clean(s)
	body := strings.TrimLeft(s, whiteSpace)
	return line{
		text:   strings.TrimRight(body, whiteSpace),
		indent: indentation(s[:len(s)-len(body)]),
		no:     no,
		page:   page,
	}
}

const whiteSpace = " \t\u00A0\u2002\u2003\u2007\u2009\u202F\u3000"

func indentation(s string) int {
	n := 0
	for _, r := range s {
		switch r {
		case '\t':
			n += 4
		case '\u3000', '\u2003':
			n += 2
		default:
			n++
		}
	}
	return n
}

// clean drops the characters that show nothing: control characters, zero-width
// ones, byte order marks inside the file, and soft hyphens, except one at the end
// of the line, where a word was divided.
func clean(s string) string {
	i := firstInvisible(s)
	if i < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:i])
	for _, r := range s[i:] {
		if !invisible(r) {
			b.WriteRune(r)
		}
	}
	if before, ok := strings.CutSuffix(strings.TrimRight(s, whiteSpace), softHyphen); ok && before != "" && isLetterByte(before[len(before)-1]) {
		b.WriteString(softHyphen)
	}
	return b.String()
}

const softHyphen = "\u00AD"

// firstInvisible looks at bytes, since nearly every line has nothing to drop.
func firstInvisible(s string) int {
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b >= 0x20 && b < 0x7F || b == '\t':
		case b < 0x80, b == 0xC2, b == 0xE2, b == 0xEF:
			if r, _ := utf8.DecodeRuneInString(s[i:]); invisible(r) {
				return i
			}
		}
	}
	return -1
}

func invisible(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7F && r < 0xA0:
		return r != '\t'
	case r == 0xAD, r == 0xFEFF, r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E,
		r >= 0x2060 && r <= 0x2064, r >= 0x2066 && r <= 0x206F:
		return true
	}
	return false
}

// chunks cuts lines into runs without an empty line or a page's end between.
func chunks(lines []line) [][]line {
	var out [][]line
	start := 0
	for i := range lines {
		if lines[i].text == "" {
			if start < i {
				out = append(out, lines[start:i])
			}
			start = i + 1
		} else if i > start && lines[i].page != lines[i-1].page {
			out = append(out, lines[start:i])
			start = i
		}
	}
	if start < len(lines) {
		out = append(out, lines[start:])
	}
	return out
}

// dropFurniture empties the lines that belong to the page and not to the text:
// page numbers, and running heads and feet where the file marks its pages.
func dropFurniture(lines []line, pages int) (problems []duizhao.Problem) {
	numbers := 0
	lone := map[int]bool{} // where a bare number is a page's
	for _, i := range numberSeries(lines) {
		lone[i] = true
	}
	if pages > 0 {
		for _, i := range pageEdges(lines) {
			lone[i] = true
		}
	}
	for i := range lines {
		if sayso, bare := pageNumber(lines[i].text); sayso || bare && lone[i] {
			lines[i].text = ""
			numbers++
		}
	}
	if numbers > 0 {
		problems = append(problems, problem("page_numbers",
			fmt.Sprintf("%d lines that hold only a page number were left out", numbers)))
	}
	for _, s := range dropRunningHeads(lines, pages) {
		problems = append(problems, problem("running_head",
			fmt.Sprintf("a line repeated on many pages was left out: %s", s)))
	}
	return problems
}

// pageNumber says whether s declares itself a page number (— 3 —, 第3页, Page 3 of
// 9), or is a bare number of up to three digits, which is one at a page's edge.
func pageNumber(s string) (sayso, bare bool) {
	if s == "" || len(s) > 40 {
		return false, false
	}
	inner := strings.Trim(s, dashes+whiteSpace)
	if inner != "" && len(inner) <= 3 && strings.Trim(inner, "0123456789") == "" {
		return strings.TrimLeft(s, dashes) != s && strings.TrimRight(s, dashes) != s, true
	}
	lower := strings.ToLower(inner)
	switch {
	case strings.HasPrefix(inner, "第") && strings.Contains(inner, "页"):
		return strings.Trim(inner, "第页共/，, 0123456789") == "" && strings.ContainsAny(inner, "0123456789"), false
	case strings.HasPrefix(lower, "page "):
		return strings.Trim(lower, "pageof/ 0123456789") == "" && strings.ContainsAny(inner, "0123456789"), false
	}
	return false, false
}

// numberSeries returns the lines that hold only a number, between empty lines,
// where all of these in the file count upwards and stand as far apart as pages do.
// Files whose page breaks were turned into empty lines have them.
func numberSeries(lines []line) []int {
	var series []int
	for i := range lines {
		if _, bare := pageNumber(lines[i].text); !bare || i > 0 && lines[i-1].text != "" || i+1 < len(lines) && lines[i+1].text != "" {
			continue
		}
		n, _ := strconv.Atoi(lines[i].text)
		if k := len(series); k > 0 {
			if before, _ := strconv.Atoi(lines[series[k-1]].text); n != before+1 {
				return nil
			}
		}
		series = append(series, i)
	}
	if k := len(series); k < 3 || series[k-1]-series[0] < 6*(k-1) {
		return nil
	}
	return series
}

const dashes = "-—–－─·"

// dropRunningHeads empties the first or last line of a page where it is the same,
// but for its digits, on at least three pages and on half of all.
func dropRunningHeads(lines []line, pages int) (dropped []string) {
	if pages < 3 {
		return nil
	}
	edges := pageEdges(lines)
	count := map[string]int{}
	for _, i := range edges {
		count[digitsMasked(lines[i].text)]++
	}
	said := map[string]bool{}
	for _, i := range edges {
		key := digitsMasked(lines[i].text)
		if n := count[key]; n < 3 || n*2 < pages || len(key) > 200 {
			continue
		}
		if !said[key] {
			dropped = append(dropped, lines[i].text)
			said[key] = true
		}
		lines[i].text = ""
	}
	return dropped
}

// pageEdges returns the indexes of each page's first and last line with text.
func pageEdges(lines []line) []int {
	var edges []int
	last := -1
	for i := range lines {
		if lines[i].text == "" {
			continue
		}
		if last < 0 || lines[i].page != lines[last].page {
			if last >= 0 && edges[len(edges)-1] != last {
				edges = append(edges, last)
			}
			edges = append(edges, i)
		}
		last = i
	}
	if last >= 0 && edges[len(edges)-1] != last {
		edges = append(edges, last)
	}
	return edges
}

// digitsMasked puts one # for each run of digits: running heads hold the page's
// number.
func digitsMasked(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			b.WriteByte(s[i])
		} else if i == 0 || s[i-1] < '0' || s[i-1] > '9' {
			b.WriteByte('#')
		}
	}
	return b.String()
}

func problem(code, message string) duizhao.Problem {
	return duizhao.Problem{Stage: stage, Code: code, Message: message}
}
