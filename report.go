package duizhao

// SchemaID names the form of Report; it changes when a reader of the old form
// could misread the new one.
const SchemaID = "duizhao.report/1"

// Report is a Bitext in the form that leaves the program: JSON, one file per
// report. It stands alone, without the Documents it was made from: places are
// code points [start, end) within one paragraph's text, decimals are strings,
// everything is named by id. Exports and the review page work on it, so that
// what they show can be made again from the file.
type Report struct {
	Schema       string              `json:"schema"`
	ID           string              `json:"id"`
	Title        Bilingual           `json:"title"`
	Period       string              `json:"period"`
	Area         Bilingual           `json:"area"`
	Sources      []Source            `json:"sources"`
	Readings     Readings            `json:"readings"`
	Alignment    Alignment           `json:"alignment"`
	Observations []ReportObservation `json:"observations"`
	Findings     []ReportFinding     `json:"findings"`
	Problems     []Problem           `json:"problems"`
}

// Source is a file a report was read from.
type Source struct {
	Path      string `json:"path"`
	SHA256    string `json:"sha256"`
	Format    string `json:"format"`
	Languages []Lang `json:"languages"`
	Pages     int    `json:"pages"`
}

// Readings holds the languages a report has; the other one is absent.
type Readings struct {
	Zh *ReportReading `json:"zh,omitempty"`
	En *ReportReading `json:"en,omitempty"`
}

// In returns the reading in language l, or nil.
func (r Readings) In(l Lang) *ReportReading {
	if l == Chinese {
		return r.Zh
	}
	return r.En
}

// ReportReading is one language of a Report.
type ReportReading struct {
	Paragraphs []ReportParagraph `json:"paragraphs"`
	Sentences  []ReportSentence  `json:"sentences"`
	Quantities []ReportQuantity  `json:"quantities"`
	Cut        []ReportCut       `json:"cut,omitempty"` // paragraphs that people cut since
}

// ReportCut is a paragraph as it was read, which a person has cut since.
type ReportCut struct {
	Paragraph ReportParagraph `json:"paragraph"`
	Parts     []string        `json:"parts"` // ids of the paragraphs it became
}

// ReportParagraph is a Block of a Report.
type ReportParagraph struct {
	ID    string    `json:"id"`
	Kind  BlockKind `json:"kind"`
	Level int       `json:"level"`
	Label string    `json:"label"`
	Text  string    `json:"text"`
	Page  int       `json:"page"`
	Lines [2]int    `json:"lines"`
	Cell  *Cell     `json:"cell"`
	OCR   bool      `json:"ocr,omitempty"` // the words were recognised in a picture

	Correction string `json:"correction,omitempty"` // what a person says the text should be
}

// ReportSentence is a Sentence of a Report.
type ReportSentence struct {
	ID        string `json:"id"`
	Paragraph string `json:"paragraph"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
}

// ReportQuantity is a Quantity of a Report. Value is null where the text states
// none that can be calculated with.
type ReportQuantity struct {
	ID         string    `json:"id"`
	Paragraph  string    `json:"paragraph"`
	Start      int       `json:"start"`
	End        int       `json:"end"`
	Text       string    `json:"text"`
	Kind       Kind      `json:"kind"`
	Value      Decimal   `json:"value"`
	Low        Decimal   `json:"low"`
	High       Decimal   `json:"high"`
	Resolution Decimal   `json:"resolution"`
	Unit       string    `json:"unit"`
	Currency   string    `json:"currency"`
	Qualifier  Qualifier `json:"qualifier"`
	OCR        bool      `json:"ocr,omitempty"`
}

// Alignment holds a Report's beads.
type Alignment struct {
	Paragraphs []ReportBead `json:"paragraphs"`
	Sentences  []ReportBead `json:"sentences"`
}

// ReportBead is a Bead of a Report; Zh and En are ids of paragraphs or sentences.
type ReportBead struct {
	Zh         []string   `json:"zh"`
	En         []string   `json:"en"`
	Confidence float64    `json:"confidence"`
	Status     BeadStatus `json:"status"`
	Comment    string     `json:"comment,omitempty"` // a person's
}

// Quote is a place of a Report with its words.
type Quote struct {
	Paragraph string `json:"paragraph"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Text      string `json:"text"`
	OCR       bool   `json:"ocr,omitempty"`
}

// ReportObservation is an Observation of a Report.
type ReportObservation struct {
	ID         string    `json:"id"`
	Indicator  string    `json:"indicator"`
	Label      Bilingual `json:"label"`
	Area       string    `json:"area"`
	Period     string    `json:"period"`
	Body       string    `json:"body"`
	Value      Decimal   `json:"value"`
	Low        Decimal   `json:"low"`
	High       Decimal   `json:"high"`
	Unit       string    `json:"unit"`
	Qualifier  Qualifier `json:"qualifier"`
	Role       Role      `json:"role"`
	Comparison string    `json:"comparison"`
	Zh         *Quote    `json:"zh"`
	En         *Quote    `json:"en"`
	Agreement  Agreement `json:"agreement"`
	Rule       string    `json:"rule"`
	Confidence float64   `json:"confidence"`
}

// Quote returns the observation's words in language l, or nil.
func (o *ReportObservation) Quote(l Lang) *Quote {
	if l == Chinese {
		return o.Zh
	}
	return o.En
}

// ReportFinding is a Finding of a Report.
type ReportFinding struct {
	ID       string        `json:"id"`
	Check    string        `json:"check"`
	Severity Severity      `json:"severity"`
	Message  Bilingual     `json:"message"`
	Zh       *Quote        `json:"zh"`
	En       *Quote        `json:"en"`
	Status   FindingStatus `json:"status"`
	Comment  string        `json:"comment,omitempty"` // a person's
}

// Report converts b, leaving out what only the program's inside needs.
func (b *Bitext) Report() *Report {
	r := &Report{
		Schema: SchemaID, ID: b.ID, Title: b.Title, Period: b.Period, Area: b.Area,
		Sources: b.sources(),
		Readings: Readings{
			Zh: b.Zh.report(),
			En: b.En.report(),
		},
		Alignment: Alignment{
			Paragraphs: b.beads(b.Paragraphs, blockID),
			Sentences:  b.beads(b.Sentences, sentenceID),
		},
		Observations: make([]ReportObservation, 0, len(b.Observations)),
		Findings:     make([]ReportFinding, 0, len(b.Findings)),
		Problems:     append([]Problem{}, b.Problems...),
	}
	for i := range b.Observations {
		r.Observations = append(r.Observations, b.observation(&b.Observations[i]))
	}
	for i := range b.Findings {
		r.Findings = append(r.Findings, b.finding(&b.Findings[i]))
	}
	return r
}

// sources lists the files of both readings once each, Chinese first.
func (b *Bitext) sources() []Source {
	out := []Source{}
	for _, rd := range []*Reading{b.Zh, b.En} {
		if rd == nil {
			continue
		}
		d := rd.Document
		if n := len(out); n > 0 && out[n-1].SHA256 == d.SHA256 && out[n-1].Path == d.Path {
			out[n-1].Languages = append(out[n-1].Languages, d.Lang)
			continue
		}
		out = append(out, Source{Path: d.Path, SHA256: d.SHA256, Format: d.Format, Languages: []Lang{d.Lang}, Pages: d.Pages})
	}
	return out
}

func (rd *Reading) report() *ReportReading {
	if rd == nil {
		return nil
	}
	d := rd.Document
	out := &ReportReading{
		Paragraphs: make([]ReportParagraph, 0, len(d.Blocks)),
		Sentences:  make([]ReportSentence, 0, len(rd.Sentences)),
		Quantities: make([]ReportQuantity, 0, len(rd.Quantities)),
	}
	for i, k := range d.Blocks {
		out.Paragraphs = append(out.Paragraphs, k.report(d.BlockText(i)))
	}
	for _, c := range d.Cut {
		out.Cut = append(out.Cut, ReportCut{c.Block.report(c.Text), c.Parts})
	}
	at := pointCounter{d: d}
	for _, s := range rd.Sentences {
		start, end := at.of(s.Block, s.Span)
		out.Sentences = append(out.Sentences, ReportSentence{s.ID, d.Blocks[s.Block].ID, start, end})
	}
	for _, q := range rd.Quantities {
		start, end := at.of(q.Block, q.Span)
		out.Quantities = append(out.Quantities, ReportQuantity{
			ID: q.ID, Paragraph: d.Blocks[q.Block].ID, Start: start, End: end, Text: q.Span.Of(d.Text),
			Kind: q.Kind, Value: q.Value, Low: q.Low, High: q.High, Resolution: q.Precision,
			Unit: q.Unit, Currency: q.Currency, Qualifier: q.Qualifier, OCR: d.Blocks[q.Block].OCR,
		})
	}
	return out
}

func (k *Block) report(text string) ReportParagraph {
	return ReportParagraph{
		ID: k.ID, Kind: k.Kind, Level: k.Level, Label: k.Label, Text: text,
		Page: k.Page, Lines: k.Lines, Cell: k.Cell, OCR: k.OCR, Correction: k.Correction,
	}
}

func blockID(rd *Reading, i int) string    { return rd.Document.Blocks[i].ID }
func sentenceID(rd *Reading, i int) string { return rd.Sentences[i].ID }

func (b *Bitext) beads(beads []Bead, id func(*Reading, int) string) []ReportBead {
	out := make([]ReportBead, 0, len(beads))
	for _, k := range beads {
		r := ReportBead{Zh: make([]string, len(k.Zh)), En: make([]string, len(k.En)), Confidence: k.Confidence, Status: k.Status, Comment: k.Comment}
		for i, u := range k.Zh {
			r.Zh[i] = id(b.Zh, u)
		}
		for i, u := range k.En {
			r.En[i] = id(b.En, u)
		}
		out = append(out, r)
	}
	return out
}

func (b *Bitext) observation(o *Observation) ReportObservation {
	return ReportObservation{
		ID: o.ID, Indicator: o.Indicator, Label: o.Label, Area: o.Area, Period: o.Period, Body: o.Body,
		Value: o.Value, Low: o.Low, High: o.High, Unit: o.Unit, Qualifier: o.Qualifier,
		Role: o.Role, Comparison: o.Comparison, Zh: b.Zh.evidence(o.Zh), En: b.En.evidence(o.En),
		Agreement: o.Agreement, Rule: o.Rule, Confidence: o.Confidence,
	}
}

func (b *Bitext) finding(f *Finding) ReportFinding {
	m := f.Message
	if f.Suggestion.Zh != "" {
		m.Zh += "；" + f.Suggestion.Zh
	}
	if f.Suggestion.En != "" {
		m.En += "; " + f.Suggestion.En
	}
	return ReportFinding{ID: f.ID, Check: f.Check, Severity: f.Severity, Message: m, Zh: b.Zh.ref(f.Zh), En: b.En.ref(f.En), Status: f.Status, Comment: f.Comment}
}

func (rd *Reading) evidence(e *Evidence) *Quote {
	if rd == nil || e == nil {
		return nil
	}
	return rd.ref(&Ref{e.Block, e.Span})
}

func (rd *Reading) ref(r *Ref) *Quote {
	if rd == nil || r == nil {
		return nil
	}
	d := rd.Document
	start, end := d.CodePoints(r.Block, r.Span)
	b := &d.Blocks[r.Block]
	return &Quote{Paragraph: b.ID, Start: start, End: end, Text: r.Span.Of(d.Text), OCR: b.OCR}
}
