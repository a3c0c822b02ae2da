package corpus

import (
	"fmt"
	"strings"
	"unicode"
)

// Copies makes reports of a text that others have written: each is the text about a
// made-up place of its own. There are as many as anybody wants, and all as long as
// reports are.
type Copies struct {
	Text   string // in both languages, an empty line between paragraphs, ** around bold
	Zh, En string // the name of the place that Text is about, in either language
}

// Make returns copy number i, counted from 0. Its Figures are not known.
func (c Copies) Make(seed uint64, i int) *Report {
	place := makePlace(seed, i)
	r := &Report{ID: fmt.Sprintf("%05d-%s", i+1, strings.ToLower(place.en))}
	text := strings.NewReplacer(c.Zh, place.zh, c.En, place.en, "**", "").Replace(c.Text)
	for p := range strings.SplitSeq(text, "\n\n") {
		p = strings.Join(strings.Fields(p), " ")
		switch {
		case p == "":
		case strings.ContainsFunc(p, func(r rune) bool { return unicode.Is(unicode.Han, r) }):
			r.Zh = append(r.Zh, Paragraph{Text: p})
		default:
			r.En = append(r.En, Paragraph{Text: p})
		}
	}
	return r
}
