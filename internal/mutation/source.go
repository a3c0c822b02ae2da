package mutation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"duizhao"
)

// Source is the text of a file with the place of every byte of the Documents
// that were read from it, so that a change to a Document can be made to the file.
type Source struct {
	file string
	at   map[duizhao.Lang][]int // offset in file by offset in the Document's Text; -1 where it has none
}

// NewSource lays docs, which were read from file, over it. Blocks are found by
// their lines, and cells by the bars of their row; those that do not stand there
// as they are have no place.
func NewSource(file string, docs ...*duizhao.Document) *Source {
	s := &Source{file, map[duizhao.Lang][]int{}}
	lines := lineStarts(file)
	for _, d := range docs {
		at := make([]int, len(d.Text)+1)
		for i := range at {
			at[i] = -1
		}
		for _, b := range d.Blocks {
			if b.Lines[0] == 0 || b.Lines[1] >= len(lines) {
				continue
			}
			from, to := lines[b.Lines[0]-1], lines[b.Lines[1]]
			if b.Cell != nil {
				from += cellStart(file[from:to], b.Cell.Col)
			}
			s.lay(at, d.Text, b.Span, from, to)
		}
		s.at[d.Lang] = at
	}
	return s
}

// lineStarts returns where each line of s begins, and its end.
func lineStarts(s string) []int {
	out := []int{0}
	for i := range len(s) {
		if s[i] == '\n' {
			out = append(out, i+1)
		}
	}
	return append(out, len(s))
}

// cellStart returns where cell col of a table's row begins, behind its bar.
func cellStart(row string, col int) int {
	at := 0
	for ; col >= 0; col-- {
		bar := strings.IndexByte(row[at:], '|')
		if bar < 0 {
			return len(row)
		}
		at += bar + 1
	}
	return at
}

// lay follows the block through file[from:to], past white space and markup.
func (s *Source) lay(at []int, text string, block duizhao.Span, from, to int) {
	places := make([]int, 0, block.Len())
	for i := block.Start; i < block.End; {
		r, n := utf8.DecodeRuneInString(text[i:])
		j := from
		for j < to && !strings.HasPrefix(s.file[j:], text[i:i+n]) {
			skipped, m := utf8.DecodeRuneInString(s.file[j:])
			if !unicode.IsSpace(skipped) && !strings.ContainsRune("*#>-_`", skipped) {
				break
			}
			j += m
		}
		switch found := j < to && strings.HasPrefix(s.file[j:], text[i:i+n]); {
		case found:
			for k := range n {
				places = append(places, j+k)
			}
			from = j + n
		case unicode.IsSpace(r): // a line's end, read as a space
			places = append(places, -1)
		default:
			return
		}
		i += n
	}
	copy(at[block.Start:], places)
}

// Apply returns the file with m's edits made, and whether all of them stand in
// the file as they do in the Document, on one line each.
func (s *Source) Apply(m Mutation) (string, bool) {
	at := s.at[m.Lang]
	out, done := "", 0
	for _, e := range m.Edits {
		start := at[e.Span.Start]
		if start < 0 {
			return "", false
		}
		end := start + e.Span.Len()
		if !e.Span.Empty() && at[e.Span.End-1]+1 != end {
			return "", false
		}
		out, done = out+s.file[done:start]+e.New, end
	}
	return out + s.file[done:], true
}
