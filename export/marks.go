package export

import (
	"cmp"
	"slices"
	"strings"

	"duizhao"
)

// piece is a part of a cell's text with the severity it is marked with, "" for
// none.
type piece struct {
	text     string
	severity duizhao.Severity
}

// inkOf gives the colour of a marked piece; severities that are not here leave
// the text as it is.
var inkOf = map[duizhao.Severity]string{
	duizhao.SeverityError:   "C00000",
	duizhao.SeverityWarning: "C55A11",
}

// cell returns the text of units, one paragraph or sentence a line, with what
// open findings point to in colour.
func (n *lane) cell(side []unit) cell {
	var pieces []piece
	for i, u := range side {
		if i > 0 {
			pieces = append(pieces, piece{text: "\n"})
		}
		pieces = append(pieces, n.pieces(u)...)
	}
	pieces = slices.DeleteFunc(fitPieces(pieces), func(p piece) bool { return p.text == "" })
	if len(pieces) == 1 && pieces[0].severity == "" {
		return cell{text: pieces[0].text}
	}
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.text)
	}
	if !slices.ContainsFunc(pieces, func(p piece) bool { return p.severity != "" }) {
		return cell{text: b.String()}
	}
	runs := make([]textRun, len(pieces))
	for i, p := range pieces {
		runs[i] = textRun{text: p.text, color: inkOf[p.severity], bold: p.severity != ""}
	}
	return cell{text: b.String(), runs: runs}
}

// pieces cuts a unit's text where marks begin and end. Where marks overlap the
// graver one shows.
func (n *lane) pieces(u unit) []piece {
	var marks []pointer
	edges := []int{u.start, u.end}
	for _, p := range n.findings[u.paragraph] {
		if inkOf[p.Severity] == "" || p.Status == duizhao.Dismissed || !u.overlaps(p.quote) || n.isContext(p.quote) {
			continue
		}
		marks = append(marks, p)
		edges = append(edges, max(p.quote.Start, u.start), min(p.quote.End, u.end))
	}
	slices.SortStableFunc(marks, func(a, b pointer) int { return cmp.Compare(gravity(a.Severity), gravity(b.Severity)) })
	slices.Sort(edges)
	edges = slices.Compact(edges)
	var out []piece
	for i := 1; i < len(edges); i++ {
		part := unit{u.paragraph, edges[i-1], edges[i]}
		p := piece{text: n.text(part)}
		if j := slices.IndexFunc(marks, func(m pointer) bool { return part.overlaps(m.quote) }); j >= 0 {
			p.severity = marks[j].Severity
		}
		out = append(out, p)
	}
	return out
}

// isContext reports whether a quote says where to look rather than what is wrong:
// where a figure is missing, the whole sentence that lacks it.
func (n *lane) isContext(q *duizhao.Quote) bool {
	if q.Start >= q.End {
		return true
	}
	at := unit{q.Paragraph, q.Start, q.End}
	if n.quantities[at] {
		return false
	}
	return slices.ContainsFunc(n.inOrder[q.Paragraph], func(s unit) bool { return at.start <= s.start && s.end <= at.end })
}

// fitPieces is fit for a text in pieces.
func fitPieces(pieces []piece) []piece {
	total := 0
	for i := range pieces {
		pieces[i].text = clean(pieces[i].text)
		total += utf16Len(pieces[i].text)
	}
	if total <= cellLimit {
		return pieces
	}
	left := cellLimit - utf16Len(cutNote)
	for i := range pieces {
		pieces[i].text = cutUTF16(pieces[i].text, left)
		left -= utf16Len(pieces[i].text)
	}
	return append(pieces, piece{text: cutNote})
}
