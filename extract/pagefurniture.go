package extract

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"duizhao"
)

// strip takes from the sheets what belongs to the pages and not to the text. It
// returns what was left out, for the drawing of a page, and the problems that say
// so.
func strip(sheets []sheet) (left []box, problems []duizhao.Problem) {
	for _, step := range []func([]sheet) ([]box, []duizhao.Problem){stripMarked, stripEdges, stripContents} {
		l, p := step(sheets)
		left, problems = append(left, l...), append(problems, p...)
	}
	return left, problems
}

// drop removes the lines of s at the given indexes.
func (s *sheet) drop(at map[int]bool, why string) (left []box) {
	kept := s.Lines[:0]
	for i, l := range s.Lines {
		if at[i] {
			left = append(left, box{page: s.Number, rect: l.Box, why: why})
		} else {
			kept = append(kept, l)
		}
	}
	s.Lines = kept
	return left
}

// stripMarked removes the lines that the file itself marks as no part of the text,
// unless it marks the half of it.
func stripMarked(sheets []sheet) (left []box, problems []duizhao.Problem) {
	marked, all := 0, 0
	for i := range sheets {
		for _, l := range sheets[i].Lines {
			n := inked(l.Text)
			all += n
			if l.Artifact {
				marked += n
			}
		}
	}
	if marked == 0 || marked*2 > all {
		return nil, nil
	}
	for i := range sheets {
		at := map[int]bool{}
		for k, l := range sheets[i].Lines {
			if l.Artifact {
				at[k] = true
			}
		}
		left = append(left, sheets[i].drop(at, "artifact")...)
	}
	return left, []duizhao.Problem{problem("artifacts",
		fmt.Sprintf("%d lines that the file marks as running heads, page numbers or ornament were left out", len(left)))}
}

// edgeLine is what stands on one level of a page: its lines from left to right.
type edgeLine struct {
	at   []int // indexes of the sheet's lines
	text string
	key  string // text without white space, digits masked
	y    float64
	size float64
	far  bool // from the next line inwards
}

const edgeDepth = 3 // lines at a page's top and foot that may be furniture

// edge returns the outermost lines of a sheet, the outermost first.
func (s *sheet) edge(foot bool) []edgeLine {
	readingOrder(s.Lines)
	all := s.levels()
	if foot {
		slices.Reverse(all)
	}
	for i := range all {
		all[i].key = digitsMasked(squeeze(all[i].text))
		all[i].far = i+1 == len(all) || math.Abs(all[i+1].y-all[i].y) > 2*max(all[i].size, all[i+1].size)
	}
	return all[:min(edgeDepth, len(all))]
}

// edges is the outermost lines of all pages at one side, and what they have in
// common.
type edges struct {
	pages   [][]edgeLine
	heights map[string][]float64 // that a text stands at, by its key: one for each page
	offsets map[int]int          // of page numbers from the pages' own
	usual   []float64            // where furniture stands, once it was found
}

func newEdges(sheets []sheet, foot bool) *edges {
	e := &edges{pages: make([][]edgeLine, len(sheets)), heights: map[string][]float64{}, offsets: map[int]int{}}
	for i := range sheets {
		e.pages[i] = sheets[i].edge(foot)
		seen := map[string]bool{}
		for _, l := range e.pages[i] {
			if !seen[l.key] {
				seen[l.key] = true
				e.heights[l.key] = append(e.heights[l.key], l.y)
			}
		}
		if len(e.pages[i]) > 0 {
			if n, ok := soleNumber(e.pages[i][0].text); ok {
				e.offsets[n-sheets[i].Number]++
			}
		}
	}
	for i := range sheets {
		for _, l := range e.pages[i] {
			if !e.isNumber(l, sheets[i].Number) && !e.returns(l) {
				break
			}
			e.usual = append(e.usual, l.y)
		}
	}
	return e
}

// stripEdges removes page numbers and running heads: lines at a page's top or foot
// that hold nothing but the page's number, come back on page after page, or stand
// clear of the text where such lines stand on most pages (the running head of one
// chapter, one that text recognition has misread).
func stripEdges(sheets []sheet) (left []box, problems []duizhao.Problem) {
	numbers, heads := 0, map[string]bool{}
	for _, foot := range []bool{false, true} {
		e := newEdges(sheets, foot)
		for i := range sheets {
			at := map[int]bool{}
			for _, l := range e.pages[i] {
				isNumber := e.isNumber(l, sheets[i].Number)
				if !isNumber && !e.returns(l) && !e.isUsual(l) {
					break // the text begins here
				}
				if isNumber {
					numbers++
				} else if !heads[l.key] {
					heads[l.key] = true
					problems = append(problems, problem("running_head",
						fmt.Sprintf("a line repeated on many pages was left out: %s", l.text)))
				}
				for _, k := range l.at {
					at[k] = true
				}
			}
			left = append(left, sheets[i].drop(at, "furniture")...)
		}
	}
	if numbers > 0 {
		problems = append(problems, problem("page_numbers",
			fmt.Sprintf("%d lines that hold only a page number were left out", numbers)))
	}
	return left, problems
}

// isUsual reports whether l stands, clear of the text, where furniture stands on
// three pages and on half of all.
func (e *edges) isUsual(l edgeLine) bool {
	n := near(e.usual, l.y, max(3, 0.6*l.size))
	return l.far && n >= 3 && n*2 >= len(e.pages) && !finished(l.text)
}

// near counts the values that are within distance of v.
func near(values []float64, v, distance float64) int {
	n := 0
	for _, x := range values {
		if math.Abs(x-v) < distance {
			n++
		}
	}
	return n
}

// isNumber reports whether l is the number of the page: it says so, or it is a
// number that counts with the pages or stands clear of the text and is about as high
// as the page's.
func (e *edges) isNumber(l edgeLine, page int) bool {
	if sayso, _ := pageNumber(l.text); sayso {
		return true
	}
	n, ok := soleNumber(l.text)
	return ok && (e.offsets[n-page] >= 2 || l.far && (n == page || len(e.pages) > 1 && n < page+30)) // 2023 alone is a year
}

// soleNumber reads a line that holds nothing but a number, Arabic or Roman.
func soleNumber(s string) (n int, ok bool) {
	s = strings.Trim(s, dashes+whiteSpace)
	if n, err := strconv.Atoi(s); err == nil && len(s) <= 4 {
		return n, true
	}
	n = romanValue(s)
	return n, n > 0
}

// romanValue reads the small Roman numerals that front matter is numbered in.
func romanValue(s string) int {
	if s == "" || len(s) > 6 || strings.Trim(strings.ToLower(s), "ivx") != "" {
		return 0
	}
	value := map[byte]int{'i': 1, 'v': 5, 'x': 10}
	n := 0
	s = strings.ToLower(s)
	for i := range len(s) {
		v := value[s[i]]
		if i+1 < len(s) && value[s[i+1]] > v {
			v = -v
		}
		n += v
	}
	return n
}

// returns reports whether a line whose text stands at the given heights is a running
// head: on three pages and a quarter of all or, where it stands clear of the text,
// on three pages, or on both of two; and not, as the title that running heads
// repeat, at a height of its own.
func (e *edges) returns(l edgeLine) bool {
	if len(l.key) > 300 || strings.Trim(l.key, "#") == "" {
		return false
	}
	heights := e.heights[l.key]
	n, same := len(heights), near(heights, l.y, 3)
	return same >= 2 && (n >= 3 && n*4 >= len(e.pages) || l.far && (same >= 3 || len(e.pages) == 2))
}

// stripContents removes tables of contents: their entries are the headings of the
// text once more, with numbers that differ between two languages and mean nothing.
func stripContents(sheets []sheet) (left []box, problems []duizhao.Problem) {
	before := false // the page before ended in a table of contents
	for i := range sheets {
		s := &sheets[i]
		at, open := s.contents(before)
		before = open
		if len(at) == 0 {
			continue
		}
		p := problem("contents_left_out", fmt.Sprintf("a table of contents was left out (%d lines)", len(at)))
		p.Page = s.Number
		problems = append(problems, p)
		left = append(left, s.drop(at, "contents")...)
	}
	return left, problems
}

// contents returns the lines of a table of contents on s, and whether it reaches
// to the page's foot. Entries that take two lines have the leader on the second.
func (s *sheet) contents(before bool) (at map[int]bool, open bool) {
	readingOrder(s.Lines)
	levels := s.levels()
	var entries []int
	for i, l := range levels {
		if leads(l.text) {
			entries = append(entries, i)
		}
	}
	if len(entries) == 0 {
		return nil, false
	}
	at = map[int]bool{}
	first, last := entries[0], entries[len(entries)-1]
	headed := false
	for i := max(0, first-3); i < first && !headed; i++ {
		if contentsHeadings[squeeze(strings.ToLower(levels[i].text))] {
			first, headed = i, true
		}
	}
	if len(entries) < 3 && !before && !headed {
		return nil, false
	}
	for before && first > 0 && entries[0]-first < 2 && !finished(levels[first-1].text) {
		first--
	}
	for k := range entries {
		from := entries[k]
		if k > 0 && entries[k]-entries[k-1] <= 3 {
			from = entries[k-1] + 1
		}
		if k == 0 {
			from = first
		}
		for i := from; i <= entries[k]; i++ {
			for _, l := range levels[i].at {
				at[l] = true
			}
		}
	}
	return at, last >= len(levels)-2
}

// levels groups the lines of s, which are in reading order, by their height.
func (s *sheet) levels() []edgeLine {
	var out []edgeLine
	for i, l := range s.Lines {
		if n := len(out); n > 0 && l.Baseline-out[n-1].y <= 0.4*min(l.Size, out[n-1].size) {
			out[n-1].at = append(out[n-1].at, i)
			out[n-1].text += " " + l.Text
			continue
		}
		out = append(out, edgeLine{at: []int{i}, text: l.Text, y: l.Baseline, size: l.Size})
	}
	return out
}

// leads reports whether s is an entry of a table of contents: a row of dots leads
// to a page number at its end.
func leads(s string) bool {
	const digits, dots = "0123456789ivxIVX", ".·…‥．﹒•・_⋯"
	s = strings.TrimRight(s, whiteSpace+dashes+"）)")
	body := strings.TrimRight(s, digits)
	if body == s || len(s)-len(body) > 5 {
		return false
	}
	body = strings.TrimRight(body, whiteSpace+"（(-—–")
	n := 0
	for body != "" {
		r, size := utf8.DecodeLastRuneInString(body)
		switch {
		case r == '…' || r == '⋯':
			n += 3
		case strings.ContainsRune(dots, r):
			n++
		case !strings.ContainsRune(whiteSpace, r):
			return n >= 4
		}
		body = body[:len(body)-size]
	}
	return n >= 4
}
