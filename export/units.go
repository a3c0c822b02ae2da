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
	texts     map[string]indexed // of paragraphs
	sentences map[string]unit
	inOrder   map[string][]unit // the sentences of each paragraph
}

func newUnits(rd *duizhao.ReportReading) *readingUnits {
	if rd == nil {
		rd = &duizhao.ReportReading{}
	}
	u := &readingUnits{
		texts: make(map[string]indexed, len(rd.Paragraphs)), sentences: make(map[string]unit, len(rd.Sentences)),
		inOrder: make(map[string][]unit, len(rd.Paragraphs)),
	}
	for _, p := range rd.Paragraphs {
		u.texts[p.ID] = newIndexed(p.Text)
	}
	for _, s := range rd.Sentences {
		at := u.within(unit{s.Paragraph, s.Start, s.End})
		u.sentences[s.ID] = at
		u.inOrder[s.Paragraph] = append(u.inOrder[s.Paragraph], at)
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
	n    int     // code points
	at   []int32 // the byte at which each code point begins whose number is a multiple of stride; nil where each has one byte
}

// stride is how many code points may be counted to find one.
const stride = 32

func newIndexed(text string) indexed {
	if !utf8.ValidString(text) {
		text = string([]rune(text))
	}
	n := utf8.RuneCountInString(text)
	if n == len(text) {
		return indexed{text: text, n: n}
	}
	at := make([]int32, 0, n/stride+1)
	for i, k := 0, 0; k <= n; k++ {
		if k%stride == 0 {
			at = append(at, int32(i))
		}
		if k < n {
			i += runeLen(text[i])
		}
	}
	return indexed{text, n, at}
}

// len returns the number of code points.
func (x indexed) len() int { return x.n }

func (x indexed) slice(start, end int) string { return x.text[x.byteAt(start):x.byteAt(end)] }

// byteAt returns where code point k begins.
func (x indexed) byteAt(k int) int {
	switch {
	case x.at == nil:
		return k
	case k == x.n:
		return len(x.text)
	}
	i := int(x.at[k/stride])
	for range k % stride {
		i += runeLen(x.text[i])
	}
	return i
}

// runeLen returns how many bytes a code point has, by its first one, in valid UTF-8.
func runeLen(first byte) int {
	switch {
	case first < 0x80:
		return 1
	case first < 0xE0:
		return 2
	case first < 0xF0:
		return 3
	}
	return 4
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
