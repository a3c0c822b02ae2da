package export

import (
	"cmp"
	"slices"
	"strconv"

	"duizhao"
)

// headingFill shades the rows of titles and headings.
const headingFill = "EAF0F6"

// row writes one paragraph bead.
func (d *docx) row(m *markup, number int, g *segment) {
	fill := ""
	if g.kind == duizhao.Title || g.kind == duizhao.Heading {
		fill = headingFill
	}
	m.begin("w:tr")
	beginCell(m, docxNumberWidth, fill)
	m.begin("w:p")
	styled(m, "RowNumber")
	wordRun(m, duizhao.English, "", strconv.Itoa(number))
	if mark, color := d.certainty(g); mark != "" {
		wordRun(m, d.o.Lang, color, "\n"+mark)
	}
	m.end()
	m.end()
	d.cell(m, docxChineseWidth, fill, d.t.lanes.zh, duizhao.Chinese, g.zhUnits)
	d.cell(m, docxEnglishWidth, fill, d.t.lanes.en, duizhao.English, g.enUnits)
	m.end()
}

// certainty is what the first column says of a row's alignment, with its colour:
// nothing where it can be trusted.
func (d *docx) certainty(g *segment) (word, color string) {
	switch {
	case g.bead.Status == duizhao.Confirmed || g.bead.Status == duizhao.Edited:
		return "✓", "2E7D32"
	case g.alone || g.bead.Confidence >= trusted:
		return "", ""
	case g.bead.Confidence >= 0.6:
		return duizhao.Bilingual{Zh: "中", En: "medium"}.In(d.o.Lang), inkOf[duizhao.SeverityWarning]
	}
	return duizhao.Bilingual{Zh: "低", En: "low"}.In(d.o.Lang), inkOf[duizhao.SeverityError]
}

// cell writes one language of a bead, each of its paragraphs as one in Word.
func (d *docx) cell(m *markup, width, fill string, n *lane, l duizhao.Lang, units []unit) {
	beginCell(m, width, fill)
	for _, u := range units {
		m.begin("w:p")
		styled(m, d.style(u, l))
		d.paragraph(m, n, l, u)
		m.end()
	}
	if len(units) == 0 { // a cell must hold a paragraph
		m.begin("w:p")
		styled(m, "Cell")
		m.end()
	}
	m.end()
}

// style returns the style of a paragraph.
func (d *docx) style(u unit, l duizhao.Lang) string {
	p, ok := d.t.paragraphs[l][u.paragraph]
	if !ok {
		return "Cell"
	}
	switch p.Kind {
	case duizhao.Title:
		return "ReportTitle"
	case duizhao.Heading:
		return "Heading" + strconv.Itoa(min(max(p.Level, 1), 3))
	case duizhao.ListItem:
		return "ListItem"
	case duizhao.Note:
		return "NoteText"
	}
	return "Cell"
}

// anchor is a comment and the code points of a paragraph it stands at.
type anchor struct {
	start, end int
	id         string
}

// paragraph writes a paragraph's text: marks in colour, comments where they
// belong, a line break between sentences.
func (d *docx) paragraph(m *markup, n *lane, l duizhao.Lang, u unit) {
	anchors := d.anchors(n, l, u)
	edges := []int{u.start, u.end}
	for _, a := range anchors {
		edges = append(edges, a.start, a.end)
	}
	gaps := map[int]bool{}
	for i, s := range n.inOrder[u.paragraph] {
		if i > 0 {
			before := n.inOrder[u.paragraph][i-1].end
			gaps[before] = true
			edges = append(edges, before, s.start)
		}
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	for i, at := range edges {
		d.endComments(m, anchors, at)
		for _, a := range anchors {
			if a.start == at {
				m.leaf("w:commentRangeStart", "w:id", a.id)
			}
		}
		if i+1 == len(edges) {
			break
		}
		part := unit{u.paragraph, at, edges[i+1]}
		if gaps[at] {
			m.begin("w:r")
			m.leaf("w:br")
			m.end()
		}
		if gaps[at] && isSpace(n.text(part)) {
			continue
		}
		for _, p := range n.pieces(part) {
			wordRun(m, l, inkOf[p.severity], p.text)
		}
	}
}

func (d *docx) endComments(m *markup, anchors []anchor, at int) {
	for _, a := range anchors {
		if a.end == at && a.start < at {
			m.leaf("w:commentRangeEnd", "w:id", a.id)
			m.begin("w:r")
			m.leaf("w:commentReference", "w:id", a.id)
			m.end()
		}
	}
}

// anchors numbers the comments of a paragraph. A finding in both languages stands
// at the English, which is what a translator corrects.
func (d *docx) anchors(n *lane, l duizhao.Lang, u unit) []anchor {
	var out []anchor
	for _, p := range n.findings[u.paragraph] {
		if p.Status == duizhao.Dismissed || l == duizhao.Chinese && d.hasPlace(p.En) {
			continue
		}
		a := anchor{start: min(max(p.quote.Start, u.start), u.end), end: min(p.quote.End, u.end)}
		if a.end <= a.start { // an empty quote: the sentence around it
			a.start, a.end = n.around(u, a.start)
		}
		if a.start == a.end {
			continue // nothing to stand at
		}
		a.id = d.comments.add(said(p.ReportFinding, d.o.Lang))
		out = append(out, a)
	}
	slices.SortStableFunc(out, func(a, b anchor) int { return cmp.Compare(a.start, b.start) })
	return out
}

// hasPlace reports whether a quote stands in an English paragraph with text.
func (d *docx) hasPlace(q *duizhao.Quote) bool {
	return q != nil && d.t.lanes.en.texts[q.Paragraph].text != ""
}

// around returns the sentence of u that holds place at, or all of u.
func (n *lane) around(u unit, at int) (start, end int) {
	for _, s := range n.inOrder[u.paragraph] {
		if s.start <= at && at <= s.end && s.start < s.end {
			return s.start, s.end
		}
	}
	return u.start, u.end
}

// comments collects the comments of a document.
type comments struct{ texts []string }

func newComments() *comments { return &comments{} }

// add returns the id of a new comment.
func (c *comments) add(text string) string {
	c.texts = append(c.texts, text)
	return strconv.Itoa(len(c.texts) - 1)
}

func (d *docx) commentsPart(m *markup) {
	m.begin("w:comments", "xmlns:w", wordNamespace)
	for i, text := range d.comments.texts {
		m.begin("w:comment", "w:id", strconv.Itoa(i), "w:author", "duizhao", "w:initials", "dz")
		m.begin("w:p")
		styled(m, "CommentText")
		wordRun(m, d.o.Lang, "", text)
		m.end()
		m.end()
	}
}
