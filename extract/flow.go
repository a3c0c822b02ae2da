package extract

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"duizhao"
)

// passage is a block as a format with a structure of its own has it (HTML, DOCX): a
// paragraph, a heading, an item of a list, one paragraph of a table's cell.
type passage struct {
	lines []line            // parted by the breaks inside the block; an empty line parts more
	kind  duizhao.BlockKind // "" where the format does not say
	level int               // of a heading
	label string            // the number or mark that the format puts before the text
	lang  duizhao.Lang      // the language of the place it has; "" where only its words say
	cell  *duizhao.Cell
	entry bool // of a table of contents
	links bool // all of it leads elsewhere
}

// text returns the passage's lines.
func (p *passage) text() string {
	parts := make([]string, len(p.lines))
	for i := range p.lines {
		parts[i] = p.lines[i].text
	}
	return strings.Trim(strings.Join(parts, "\n"), "\n")
}

// number puts a label before the text, as a page or a printout shows it. A bullet
// is shown as well, but nobody has written it: it is the block's label only.
func (p *passage) number(mark string) {
	mark = strings.Trim(clean(mark), whiteSpace)
	if mark == "" || p.text() == "" {
		return
	}
	p.label = mark
	if !strings.ContainsFunc(mark, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
		p.kind = duizhao.ListItem
		return
	}
	first := 0
	for p.lines[first].text == "" {
		first++
	}
	l := &p.lines[first]
	l.text = joined(mark, l.text)
	// What ends as a sentence is no heading, and a numbering that plain text is not
	// read with counts items. The rest is judged as in plain text.
	if _, rank := label(l.text); p.kind == "" && (rank == noRank || finished(l.text)) {
		p.kind = duizhao.ListItem
	}
}

// joined puts a number before a text, with a space between unless the number ends
// in a mark of Chinese typesetting.
func joined(mark, text string) string {
	if last, _ := utf8.DecodeLastRuneInString(mark); isWide(last) {
		return mark + text
	}
	return mark + " " + text
}

// lineWriter collects the lines of a passage.
type lineWriter struct {
	lines []line
	text  strings.Builder // of the line being written
	bold  int             // its bytes that are bold
	all   int             // its bytes that are no space
	page  int
}

func (w *lineWriter) rune(r rune, bold bool) {
	w.text.WriteRune(r)
	if strings.ContainsRune(whiteSpace, r) {
		return
	}
	n := utf8.RuneLen(r)
	w.all += n
	if bold {
		w.bold += n
	}
}

// breakLine ends the line being written.
func (w *lineWriter) breakLine() {
	l := newLine(w.text.String(), 0, w.page)
	l.strong = w.all > 0 && w.bold*10 >= w.all*9
	w.lines = append(w.lines, l)
	w.text.Reset()
	w.bold, w.all = 0, 0
}

// take returns the lines and begins anew.
func (w *lineWriter) take() []line {
	if w.text.Len() > 0 {
		w.breakLine()
	}
	lines := w.lines
	w.lines = nil
	return lines
}

// breaksLine reports whether r is a character that ends a line wherever it stands.
func breaksLine(r rune) bool {
	return r == '\v' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// refineLevels parts the headings of one level by their numbers: authors give one
// style, or one tag, to 一、 and to the 1. below it.
func refineLevels(passages []passage) {
	type step struct {
		level int
		rank  rank
	}
	of := func(p *passage) step {
		_, r := label(p.text())
		return step{p.level, r}
	}
	var steps []step
	for i := range passages {
		if s := of(&passages[i]); passages[i].kind == duizhao.Heading && s.rank != noRank && !slices.Contains(steps, s) {
			steps = append(steps, s)
		}
	}
	slices.SortFunc(steps, func(a, b step) int { return cmp.Or(cmp.Compare(a.level, b.level), cmp.Compare(a.rank, b.rank)) })
	for i := range passages {
		p := &passages[i]
		if p.kind != duizhao.Heading {
			continue
		}
		// Each step but the first of a level pushes what is deeper one level down.
		s, pushed := of(p), 0
		for j := 1; j < len(steps); j++ {
			if steps[j].level == steps[j-1].level && (steps[j].level < s.level || steps[j].level == s.level && s.rank >= steps[j].rank) {
				pushed++
			}
		}
		p.level += pushed
	}
}

// piece is a run of lines of a passage without an empty line between.
type piece struct {
	lines []line
	of    *passage
	first bool // of its passage
}

// settle makes raw blocks of passages. The lines of a passage without a kind are
// read as those of plain text are: a break may part paragraphs or, where the text
// was broken to a width, mean nothing.
func settle(format string, passages []passage) *content {
	c := &content{format: format}
	passages, c.problems = dropContents(passages)
	refineLevels(passages)
	all := pieces(passages)
	var chunked, running [][]line
	for _, p := range all {
		chunked = append(chunked, p.lines)
		if p.of.kind == "" && p.of.cell == nil {
			running = append(running, p.lines)
		}
	}
	c.glue = newGlue(chunked)
	lay := &layout{wraps: wraps(running), glue: c.glue, begun: map[duizhao.Lang]bool{}}
	for _, p := range all {
		c.blocks = append(c.blocks, p.raws(lay)...)
	}
	return c
}

func pieces(passages []passage) []piece {
	var out []piece
	for i := range passages {
		p := &passages[i]
		first := true
		for _, chunk := range partSides(chunks(p.lines)) {
			for j := range chunk {
				chunk[j].text = tidy(chunk[j].text)
				chunk[j].lang = judge(scripts(chunk[j].text))
				if p.lang != "" && !sentence(chunk[j].text) {
					chunk[j].lang = p.lang
				}
			}
			out = append(out, piece{chunk, p, first})
			first = false
		}
	}
	return out
}

// tidy makes one space of each run of spaces and tabs. A space that forbids a break
// is an instruction to the printer, and becomes one too; full-width spaces are
// characters of the text.
func tidy(s string) string {
	if !strings.ContainsAny(s, "\t\u00A0") && !strings.Contains(s, "  ") {
		return s
	}
	var b strings.Builder
	space := false
	for _, r := range s {
		if r == ' ' || r == '\t' || r == '\u00A0' {
			space = true
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	return strings.Trim(b.String(), whiteSpace)
}

// raws makes the blocks of a piece.
func (p piece) raws(lay *layout) []*raw {
	var out []*raw
	if p.of.kind == "" && p.of.cell == nil || p.of.kind == duizhao.ListItem {
		out = lay.paragraphs(p.lines)
	} else {
		out = p.whole(lay.glue)
	}
	for i, b := range out {
		if b.lang == "" || p.of.lang != "" && !sentence(b.parts[0]) {
			b.lang = p.of.lang
		}
		if p.of.kind != "" {
			b.kind, b.level = p.of.kind, p.of.level
		}
		if p.of.cell != nil {
			b.kind, b.cell = duizhao.TableCell, p.of.cell
		}
		if p.first && i == 0 {
			b.label = p.of.label
		}
	}
	return out
}

// whole makes one block of lines whatever their width, where they are in one
// language and, in a table's cell, no sentence ends with a line.
func (p piece) whole(g glue) []*raw {
	var out []*raw
	start := 0
	lang := p.lines[0].lang
	for i := range p.lines {
		if lang == "" {
			lang = p.lines[i].lang
		}
		last := i+1 == len(p.lines)
		if !last && (p.lines[i+1].lang == "" || lang == "" || p.lines[i+1].lang == lang) &&
			!(p.of.cell != nil && finished(p.lines[i].text)) {
			continue
		}
		if text := g.lines(p.lines[start : i+1]); text != "" {
			b := newRaw(text, &p.lines[start])
			b.strong = true
			for _, l := range p.lines[start : i+1] {
				b.strong = b.strong && l.strong
			}
			out = append(out, b)
		}
		start = i + 1
		if !last {
			lang = p.lines[start].lang
		}
	}
	return out
}

// dropContents leaves out the tables of contents, with the heading above them:
// they repeat what stands in the text.
func dropContents(passages []passage) ([]passage, []duizhao.Problem) {
	out := passages[:0:0]
	dropped := 0
	for i := range passages {
		if !passages[i].entry {
			out = append(out, passages[i])
			continue
		}
		if n := len(out); n > 0 && (i == 0 || !passages[i-1].entry) && contentsHeadings[squeeze(strings.ToLower(out[n-1].text()))] {
			out = out[:n-1]
		}
		dropped++
	}
	if dropped == 0 {
		return passages, nil
	}
	return out, []duizhao.Problem{problem("contents_left_out",
		fmt.Sprintf("a table of contents (%d entries) was left out", dropped))}
}

var contentsHeadings = set("目录 目次 目錄 contents tableofcontents")

// superscript returns what raised characters stand for in plain text: those of an
// exponent as Unicode has them, letters (23rd) as they are, and nothing for the mark
// of a footnote. before is the text they follow.
func superscript(before, s string) string {
	inner := strings.Trim(s, whiteSpace+"[]［］()（）〔〕")
	digits := inner != "" && strings.Trim(inner, "0123456789-−+") == ""
	switch {
	case inner == "":
		return s
	case !digits && (strings.Trim(inner, "*†‡§①②③④⑤⑥⑦⑧⑨⑩,，0123456789") == "" || strings.HasPrefix(inner, "注")):
		return ""
	case !digits:
		return s
	case inner == strings.Trim(s, whiteSpace) && exponential(before):
		return exponents.Replace(inner)
	}
	return ""
}

// exponential reports whether a number raised after s is an exponent: after a unit
// (m, km) or after ten.
func exponential(s string) bool {
	body := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
	if n := len(s) - len(body); n > 0 {
		return n <= 2
	}
	rest, ten := strings.CutSuffix(s, "10")
	return ten && strings.TrimRight(rest, "0123456789.,") == rest
}

var exponents = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵",
	"6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "-", "⁻", "−", "⁻", "+", "⁺")
