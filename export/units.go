package export

import (
	"strings"

	"duizhao"
)

// unit is a paragraph or sentence of a report: a range of code points of one
// paragraph's text.
type unit struct {
	paragraph  string
	start, end int
}

// overlaps reports whether q stands in u, at least in part. An empty quote stands
// where it points.
func (u unit) overlaps(q *duizhao.Quote) bool {
	return q.Paragraph == u.paragraph && q.Start < u.end && (q.End > u.start || q.Start == q.End && q.Start == u.start)
}

// readingUnits finds the units of one language by id. What a report names but does
// not hold is found empty: files may have been edited.
type readingUnits struct {
	texts      map[string][]rune // of paragraphs
	sentences  map[string]unit
	inOrder    map[string][]unit // the sentences of each paragraph
	quantities map[unit]bool     // the places of numbers
}

func newUnits(rd *duizhao.ReportReading) *readingUnits {
	u := &readingUnits{
		texts: map[string][]rune{}, sentences: map[string]unit{}, inOrder: map[string][]unit{}, quantities: map[unit]bool{},
	}
	if rd == nil {
		return u
	}
	for _, p := range rd.Paragraphs {
		u.texts[p.ID] = []rune(p.Text)
	}
	for _, s := range rd.Sentences {
		at := u.within(unit{s.Paragraph, s.Start, s.End})
		u.sentences[s.ID] = at
		u.inOrder[s.Paragraph] = append(u.inOrder[s.Paragraph], at)
	}
	for _, q := range rd.Quantities {
		u.quantities[unit{q.Paragraph, q.Start, q.End}] = true
	}
	return u
}

// within returns at with its range inside the paragraph's text.
func (u *readingUnits) within(at unit) unit {
	n := len(u.texts[at.paragraph])
	at.end = min(max(at.end, 0), n)
	at.start = min(max(at.start, 0), at.end)
	return at
}

func (u *readingUnits) paragraph(id string) unit { return unit{id, 0, len(u.texts[id])} }

func (u *readingUnits) sentence(id string) unit { return u.sentences[id] }

func (u *readingUnits) text(at unit) string { return string(u.texts[at.paragraph][at.start:at.end]) }

// sentenceAround returns the sentences q stands in, "" for no quote.
func (u *readingUnits) sentenceAround(q *duizhao.Quote) string {
	if q == nil {
		return ""
	}
	var b strings.Builder
	for _, s := range u.inOrder[q.Paragraph] {
		if s.overlaps(q) {
			b.WriteString(u.text(s))
		}
	}
	if b.Len() == 0 {
		return q.Text
	}
	return strings.TrimSpace(b.String())
}
