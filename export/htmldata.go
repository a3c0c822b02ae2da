package export

import (
	"unicode/utf8"

	"duizhao"
)

// pageReport is a report as the page's program reads it: places are indexes of
// paragraphs and UTF-16 units, which are JavaScript's, and nothing is said twice.
type pageReport struct {
	ID           string             `json:"id"`
	Title        duizhao.Bilingual  `json:"title"`
	Period       string             `json:"period"`
	Area         duizhao.Bilingual  `json:"area"`
	Sources      []pageSource       `json:"sources"`
	Zh           []pageParagraph    `json:"zh"`
	En           []pageParagraph    `json:"en"`
	Beads        []pageBead         `json:"beads"`     // of paragraphs
	Sentences    []pageSentenceBead `json:"sentences"` // beads of sentences
	Figures      []pageFigure       `json:"figures"`
	Observations []pageObservation  `json:"observations"`
	Findings     []pageFinding      `json:"findings"`
	Problems     []duizhao.Problem  `json:"problems"`
}

type pageSource struct {
	Path   string         `json:"path"`
	Format string         `json:"format"`
	Pages  int            `json:"pages"`
	Langs  []duizhao.Lang `json:"langs"`
}

type pageParagraph struct {
	ID        string            `json:"i"`
	Kind      duizhao.BlockKind `json:"k"`
	Level     int               `json:"l,omitempty"`
	Text      string            `json:"t"`
	Page      int               `json:"g,omitempty"`
	Cell      *duizhao.Cell     `json:"c,omitempty"`
	OCR       bool              `json:"o,omitempty"`
	Sentences []pageSentence    `json:"s"`
}

type pageSentence struct {
	ID    string `json:"i"`
	Start int    `json:"s"`
	End   int    `json:"e"`
}

type pageBead struct {
	Zh         []int              `json:"z"`
	En         []int              `json:"e"`
	Confidence float64            `json:"c"`
	Status     duizhao.BeadStatus `json:"a"`
}

// pageSentenceBead names sentences by paragraph and place in it.
type pageSentenceBead struct {
	Zh         [][2]int           `json:"z"`
	En         [][2]int           `json:"e"`
	Confidence float64            `json:"c"`
	Status     duizhao.BeadStatus `json:"a"`
}

// pageFigure is a number of the text with its counterpart in the other language.
type pageFigure struct {
	Zh           *pagePlace `json:"z,omitempty"`
	En           *pagePlace `json:"e,omitempty"`
	Observations []int      `json:"o,omitempty"` // which it became
	Quantities   []string   `json:"q,omitempty"` // ids
}

// pagePlace is a place in a text: paragraph, start, end.
type pagePlace [3]int

func (p *pagePlace) overlaps(q *pagePlace) bool {
	return p != nil && q != nil && p[0] == q[0] && p[1] < q[2] && q[1] < p[2]
}

// pageQuote is a place with its words where the page does not hold the text.
type pageQuote struct {
	At      *pagePlace `json:"at,omitempty"`
	Text    string     `json:"t,omitempty"`
	Context bool       `json:"c,omitempty"` // a sentence to look at, not words that are wrong
	OCR     bool       `json:"o,omitempty"`
}

type pageObservation struct {
	ID         string            `json:"i"`
	Indicator  string            `json:"n,omitempty"`
	Label      duizhao.Bilingual `json:"l"`
	Area       string            `json:"a,omitempty"` // where it is not the report's own
	Period     string            `json:"p"`
	Body       string            `json:"b,omitempty"`
	Value      duizhao.Decimal   `json:"v"`
	Low        duizhao.Decimal   `json:"lo"`
	High       duizhao.Decimal   `json:"hi"`
	Unit       string            `json:"u"`
	Qualifier  duizhao.Qualifier `json:"q"`
	Role       duizhao.Role      `json:"r"`
	Comparison string            `json:"c,omitempty"`
	Zh         *pageQuote        `json:"z,omitempty"`
	En         *pageQuote        `json:"e,omitempty"`
	Agreement  duizhao.Agreement `json:"g"`
	Rule       string            `json:"k,omitempty"`
	Confidence float64           `json:"f"`
}

type pageFinding struct {
	ID       string                `json:"i"`
	Check    string                `json:"k"`
	Severity duizhao.Severity      `json:"s"`
	Message  duizhao.Bilingual     `json:"m"`
	Zh       *pageQuote            `json:"z,omitempty"`
	En       *pageQuote            `json:"e,omitempty"`
	Status   duizhao.FindingStatus `json:"a"`
}

// pageLane is one language of a report being turned into the page's form.
type pageLane struct {
	reading    *duizhao.ReportReading
	index      map[string]int    // of paragraphs, by id
	sentence   map[string][2]int // paragraph and place in it, by id
	paragraphs []pageParagraph
	units      []int // code points of each paragraph where each is one UTF-16 unit, else -1
	texts      bool  // the page holds them
}

func newPageLane(rd *duizhao.ReportReading, texts bool) *pageLane {
	n := &pageLane{reading: rd, index: map[string]int{}, sentence: map[string][2]int{}, paragraphs: []pageParagraph{}, texts: texts}
	if rd == nil {
		n.reading = &duizhao.ReportReading{}
		return n
	}
	for i, p := range rd.Paragraphs {
		n.index[p.ID] = i
		n.units = append(n.units, unpaired(p.Text))
		n.paragraphs = append(n.paragraphs, pageParagraph{
			ID: p.ID, Kind: p.Kind, Level: p.Level, Text: p.Text, Page: p.Page, Cell: p.Cell, OCR: p.OCR, Sentences: []pageSentence{},
		})
	}
	for _, s := range rd.Sentences {
		if at := n.place(s.Paragraph, s.Start, s.End); at != nil {
			p := &n.paragraphs[at[0]]
			n.sentence[s.ID] = [2]int{at[0], len(p.Sentences)}
			p.Sentences = append(p.Sentences, pageSentence{s.ID, at[1], at[2]})
		}
	}
	return n
}

// place converts code points of a paragraph to the page's form. It returns nil
// where there is no such paragraph.
func (n *pageLane) place(paragraph string, start, end int) *pagePlace {
	i, ok := n.index[paragraph]
	if !ok {
		return nil
	}
	if units := n.units[i]; units >= 0 {
		return &pagePlace{i, min(max(start, 0), units), min(max(end, 0), units)}
	}
	text := n.paragraphs[i].Text
	return &pagePlace{i, utf16Offset(text, start), utf16Offset(text, end)}
}

// unpaired returns how many code points s has if none takes two UTF-16 units, else -1.
func unpaired(s string) int {
	n := utf8.RuneCountInString(s)
	if utf16Len(s) != n {
		return -1
	}
	return n
}

// utf16Offset converts an offset in code points to one in UTF-16 units.
func utf16Offset(s string, codePoints int) int {
	units := 0
	for _, r := range s {
		if codePoints <= 0 {
			break
		}
		codePoints--
		units++
		if r > 0xFFFF && r <= utf8.MaxRune {
			units++
		}
	}
	return units
}

func (n *pageLane) quote(q *duizhao.Quote) *pageQuote {
	if q == nil {
		return nil
	}
	at := n.place(q.Paragraph, q.Start, q.End)
	if at == nil || !n.texts {
		return &pageQuote{Text: q.Text, OCR: q.OCR}
	}
	return &pageQuote{At: at, OCR: q.OCR, Context: n.isSentence(at)}
}

// isSentence reports whether a place is empty or holds a whole sentence of
// several: it then says where to look.
func (n *pageLane) isSentence(at *pagePlace) bool {
	if at[1] >= at[2] {
		return true
	}
	p := n.paragraphs[at[0]]
	if p.Kind == duizhao.TableCell || p.Kind == duizhao.Title || p.Kind == duizhao.Heading {
		return false
	}
	for _, s := range p.Sentences {
		if at[1] <= s.Start && s.End <= at[2] {
			return true
		}
	}
	return false
}

// newPageReport returns r in the page's form, without its texts where texts is
// false.
func newPageReport(r *duizhao.Report, texts bool) *pageReport {
	zh, en := newPageLane(r.Readings.Zh, texts), newPageLane(r.Readings.En, texts)
	out := &pageReport{
		ID: r.ID, Title: r.Title, Period: r.Period, Area: r.Area, Sources: []pageSource{},
		Zh: []pageParagraph{}, En: []pageParagraph{}, Beads: []pageBead{}, Sentences: []pageSentenceBead{}, Figures: []pageFigure{},
		Observations: []pageObservation{}, Findings: []pageFinding{}, Problems: list(r.Problems),
	}
	for _, s := range r.Sources {
		out.Sources = append(out.Sources, pageSource{s.Path, s.Format, s.Pages, list(s.Languages)})
	}
	for i := range r.Observations {
		out.Observations = append(out.Observations, pageObservationOf(r, &r.Observations[i], zh, en))
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		out.Findings = append(out.Findings, pageFinding{f.ID, f.Check, f.Severity, f.Message, zh.quote(f.Zh), en.quote(f.En), f.Status})
	}
	if texts {
		out.Zh, out.En = zh.paragraphs, en.paragraphs
		out.Beads, out.Sentences = pageBeads(r, zh, en)
		out.Figures = pageFigures(r, zh, en, out.Sentences)
	}
	return out
}

func pageObservationOf(r *duizhao.Report, o *duizhao.ReportObservation, zh, en *pageLane) pageObservation {
	out := pageObservation{
		ID: o.ID, Indicator: o.Indicator, Label: o.Label, Area: o.Area, Period: o.Period, Body: o.Body,
		Value: o.Value, Low: o.Low, High: o.High, Unit: o.Unit, Qualifier: o.Qualifier, Role: o.Role, Comparison: o.Comparison,
		Zh: zh.quote(o.Zh), En: en.quote(o.En), Agreement: o.Agreement, Rule: o.Rule, Confidence: o.Confidence,
	}
	if o.Area == r.Area.Zh || o.Area == r.Area.En {
		out.Area = ""
	}
	return out
}

// pageBeads returns the beads of paragraphs and sentences. A report in one
// language, which has none, gets one for each paragraph.
func pageBeads(r *duizhao.Report, zh, en *pageLane) ([]pageBead, []pageSentenceBead) {
	paragraphs, sentences := r.Alignment.Paragraphs, r.Alignment.Sentences
	if r.Readings.Zh == nil || r.Readings.En == nil {
		paragraphs, sentences = alone(r)
	}
	beads, small := make([]pageBead, 0, len(paragraphs)), make([]pageSentenceBead, 0, len(sentences))
	for _, b := range paragraphs {
		beads = append(beads, pageBead{found(zh.index, b.Zh), found(en.index, b.En), b.Confidence, b.Status})
	}
	for _, b := range sentences {
		small = append(small, pageSentenceBead{found(zh.sentence, b.Zh), found(en.sentence, b.En), b.Confidence, b.Status})
	}
	return beads, small
}

// found looks ids up, leaving out those that are not there.
func found[T any](index map[string]T, ids []string) []T {
	out := make([]T, 0, len(ids))
	for _, id := range ids {
		if v, ok := index[id]; ok {
			out = append(out, v)
		}
	}
	return out
}
