package export

import (
	"strings"
	"unicode/utf8"

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
	texts      map[string]indexed // of paragraphs
	sentences  map[string]unit
	inOrder    map[string][]unit // the sentences of each paragraph
	quantities map[unit]bool     // the places of numbers
}

func newUnits(rd *duizhao.ReportReading) *readingUnits {
	u := &readingUnits{
		texts: map[string]indexed{}, sentences: map[string]unit{}, inOrder: map[string][]unit{}, quantities: map[unit]bool{},
	}
	if rd == nil {
		return u
	}
	for _, p := range rd.Paragraphs {
		u.texts[p.ID] = newIndexed(p.Text)
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
	n := u.texts[at.paragraph].len()
	at.end = min(max(at.end, 0), n)
	at.start = min(max(at.start, 0), at.end)
	return at
}

func (u *readingUnits) paragraph(id string) unit { return unit{id, 0, u.texts[id].len()} }

func (u *readingUnits) sentence(id string) unit { return u.sentences[id] }

func (u *readingUnits) text(at unit) string { return u.texts[at.paragraph].slice(at.start, at.end) }

// indexed is a text that is cut by code points.
type indexed struct {
	text string
	at   []int32 // the byte at which each code point begins, and the end; nil where each has one byte
}

func newIndexed(text string) indexed {
	if !utf8.ValidString(text) {
		text = string([]rune(text))
	}
	n := utf8.RuneCountInString(text)
	if n == len(text) {
		return indexed{text: text}
	}
	at := make([]int32, 0, n+1)
	for i := range text {
		at = append(at, int32(i))
	}
	return indexed{text, append(at, int32(len(text)))}
}

// len returns the number of code points.
func (x indexed) len() int {
	if x.at == nil {
		return len(x.text)
	}
	return len(x.at) - 1
}

func (x indexed) slice(start, end int) string {
	if x.at == nil {
		return x.text[start:end]
	}
	return x.text[x.at[start]:x.at[end]]
}

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
