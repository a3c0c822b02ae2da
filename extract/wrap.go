package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"duizhao"
)

// wrap says how the lines of one language were broken in a file. The zero value
// means that every line is a paragraph.
type wrap struct {
	width   int              // that lines were broken to; 0 where they were not
	slack   int              // by which a full line may fall short
	measure func(string) int // the width of a text
	loose   bool             // characters differ in width: a full line is known roughly
	indents bool             // paragraphs begin with an indented line
}

const (
	narrowest, widest = 24, 240 // widths that lines are broken to
	enoughBreaks      = 3
)

// wraps measures the lines of both languages. A line was broken to fit where the
// first word of the next one would have gone beyond the width. The measure
// decides, not the presence of empty lines, since files are found with one
// paragraph a line, with lines broken at a width, and with both.
func wraps(all [][]line) map[duizhao.Lang]wrap {
	out := map[duizhao.Lang]wrap{}
	for _, lang := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		pairs, indented := lineBreaks(all, lang)
		out[lang] = bestWrap(linesIn(all, lang), pairs, lang)
		if w := out[lang]; w.width > 0 {
			w.indents = indented
			out[lang] = w
		}
	}
	return out
}

// lineBreaks returns the pairs of lines with a break inside a sentence between
// them, and whether the lines after a sentence's end are indented.
func lineBreaks(all [][]line, lang duizhao.Lang) (pairs [][2]*line, indents bool) {
	starts, indented := 0, 0
	for _, chunk := range all {
		for i := 0; i+1 < len(chunk); i++ {
			a, b := &chunk[i], &chunk[i+1]
			if a.mark != plain || b.mark != plain || a.text == "" || b.text == "" || a.lang != lang || b.lang == lang.Other() {
				continue
			}
			if !finished(a.text) && !labelled(b.text) {
				pairs = append(pairs, [2]*line{a, b})
			} else if finished(a.text) && newParagraph(a, b, a) {
				indented++
			}
		}
	}
	for _, chunk := range all {
		if chunk[0].lang == lang && len(chunk) > 1 && chunk[0].indent != chunk[1].indent {
			starts++
			if chunk[0].indent >= 2 && chunk[0].indent <= 8 {
				indented++
			}
		}
	}
	return pairs, indented >= enoughBreaks && indented*4 >= starts
}

// linesIn returns the lines of one language.
func linesIn(all [][]line, lang duizhao.Lang) (lines []*line) {
	for _, chunk := range all {
		for i := range chunk {
			if chunk[i].lang == lang && chunk[i].mark == plain {
				lines = append(lines, &chunk[i])
			}
		}
	}
	return lines
}

// measures are the ways in which programs count width: an ideograph as two
// columns, with curly quotation marks as one or as two, or as one.
var measures = []struct {
	of    func(string) int
	least int // the narrowest width that lines are broken to
}{{columns, narrowest}, {quotedColumns, narrowest}, {utf8.RuneCountInString, narrowest / 2}}

// bestWrap takes the measure that explains most of the line breaks between pairs.
func bestWrap(lines []*line, pairs [][2]*line, lang duizhao.Lang) wrap {
	best, most := wrap{}, 0
	if len(pairs) < enoughBreaks {
		return best
	}
	for _, m := range measures {
		for _, try := range []func([]*line, [][2]*line, wrap) (wrap, int){strict, loose} {
			w := wrap{measure: m.of, slack: 2}
			if lang == duizhao.English {
				w.slack = 0
			}
			w, forced := try(lines, pairs, w)
			if w.width < m.least || w.width > widest || forced <= most {
				continue
			}
			best, most = w, forced
		}
	}
	return best
}

// strict supposes that every character is as wide as the measure has it, and
// returns how many breaks that explains, 0 where they are not nearly all. An
// address or a table may stick out; one line in fifty is let go.
func strict(lines []*line, pairs [][2]*line, w wrap) (wrap, int) {
	widths := w.all(lines)
	w.width = widths[len(widths)-1-len(widths)/50]
	forced := w.explains(pairs)
	if forced*10 < len(pairs)*9 && !(len(pairs) < 20 && forced*3 >= len(pairs)*2) {
		return w, 0
	}
	return w, forced
}

// loose supposes a font whose characters differ in width: a full line may be
// shorter or longer by a twelfth.
func loose(lines []*line, pairs [][2]*line, w wrap) (wrap, int) {
	first := make([]*line, len(pairs))
	for i, p := range pairs {
		first[i] = p[0]
	}
	widths := w.all(first)
	w.width = widths[len(widths)-1-len(widths)/10]
	w.slack, w.loose = w.width/12, true
	widths = w.all(lines)
	longer, _ := slices.BinarySearch(widths, w.width+2*w.slack)
	forced := w.explains(pairs)
	if forced*4 < len(pairs)*3 || len(pairs) < 20 || (len(widths)-longer)*20 > len(widths) {
		return w, 0
	}
	return w, forced * 9 / 10 // a strict measure is preferred
}

// all returns the widths of lines in ascending order.
func (w wrap) all(lines []*line) []int {
	widths := make([]int, len(lines))
	for i, l := range lines {
		widths[i] = w.of(l)
	}
	slices.Sort(widths)
	return widths
}

// explains counts the pairs whose break was forced.
func (w wrap) explains(pairs [][2]*line) int {
	n := 0
	for _, p := range pairs {
		if w.forced(p[0], p[1]) {
			n++
		}
	}
	return n
}

func (w wrap) of(l *line) int { return l.indent + w.measure(l.text) }

// forced reports whether the first word of b would not have fitted on line a. Where
// the width is known roughly, and a may be a paragraph's last line, it has to be
// nearer to full.
func (w wrap) forced(a, b *line) bool {
	slack := w.slack
	if w.loose && finished(a.text) {
		slack /= 2
	}
	return w.width > 0 && w.of(a)+w.measure(firstToken(b.text)) > w.width-slack
}

// open reports whether line a, without the mark that would end it, is long enough
// for a line whose width is only known roughly.
func (w wrap) open(a *line) bool {
	return w.loose && w.of(a)*5 > w.width*4 && !finished(a.text)
}

// fills reports whether l is about as long as a line can be.
func (w wrap) fills(l *line) bool {
	return w.width > 0 && w.of(l)*10 > w.width*9 || w.open(l)
}

// firstToken returns the unbreakable part that s begins with, with the space
// before it in Latin text.
func firstToken(s string) string {
	for i, r := range s {
		switch {
		case isWide(r) && i == 0:
			return s[:utf8.RuneLen(r)]
		case isWide(r):
			return s[:i]
		case r == ' ':
			return s[:i+1]
		}
	}
	return s
}

// quotedColumns is the width in a Chinese font, where curly quotation marks,
// dashes and dots are as wide as ideographs.
func quotedColumns(s string) int {
	n := columns(s)
	for _, mark := range []string{"“", "”", "‘", "’", "—", "…", "·"} {
		n += strings.Count(s, mark)
	}
	return n
}
