package duizhao

// Bitext is the result for one report. Either reading may be nil: a report in
// one language still has observations.
type Bitext struct {
	ID           string
	Title        Bilingual
	Period       string // the year or span the report is about: "2022"
	Area         Bilingual
	Zh, En       *Reading
	Paragraphs   []Bead // indexes are blocks
	Sentences    []Bead // indexes are sentences
	Pairs        []Pair
	Observations []Observation // joined over both languages
	Findings     []Finding
	Problems     []Problem
}

// Reading returns the reading in language l, or nil.
func (b *Bitext) Reading(l Lang) *Reading {
	if l == Chinese {
		return b.Zh
	}
	return b.En
}

// Bead is a group of Chinese units and the English units that translate them
// (the term of Gale and Church, 1993). One side may be empty: nothing on the
// other side translates it. The beads of a level cover every unit exactly once.
type Bead struct {
	Zh, En     []int
	Confidence float64 // probability, 0 to 1, that the bead is exactly right
	Evidence   string  // what speaks for it or against it, in words
	Status     BeadStatus
	Comment    string // a person's
}

// BeadStatus says who settled a Bead.
type BeadStatus string

// The states of a bead.
const (
	Auto      BeadStatus = "auto"
	Confirmed BeadStatus = "confirmed"
	Edited    BeadStatus = "edited"
)

// Pair matches a Chinese quantity with the English one that translates it. -1 on
// one side means that the other language does not state it.
type Pair struct {
	Zh, En int     // indexes into Reading.Quantities, or -1
	Bead   int     // index into Bitext.Sentences where both stand in one sentence bead, else -1
	Score  float64 // 0 to 1, how well value, kind, unit and words agree
}

// Finding is a place where the two languages, or the figures of one of them,
// disagree.
type Finding struct {
	ID         string // from the check and the quoted texts, not from their place
	Check      string // "value", "missing", ...
	Severity   Severity
	Message    Bilingual
	Suggestion Bilingual // what the text should say, where that follows
	Zh, En     *Ref
	Status     FindingStatus
	Comment    string // a person's
}

// Ref is a place in one language's text.
type Ref struct {
	Block int // index into Document.Blocks
	Span  Span
}

// Severity says how much a Finding matters.
type Severity string

// The severities.
const (
	SeverityError   Severity = "error"   // the text must be corrected
	SeverityWarning Severity = "warning" // a person should look
	SeverityInfo    Severity = "info"
)

// FindingStatus says what a person decided about a Finding.
type FindingStatus string

// The states of a finding.
const (
	Open      FindingStatus = "open"
	Accepted  FindingStatus = "accepted"
	Dismissed FindingStatus = "dismissed"
)
