package duizhao

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// DecisionsSchema names the form of Decisions; it changes when a reader of the old
// form could misread the new one.
const DecisionsSchema = "duizhao.decisions/1"

// Decisions is what people settled about one report: the file decisions/<id>.json.
// A run reads it and never writes it. Everything is keyed by content, so that it
// finds its place again when the report is read anew, by another version of the
// program or in a newer version of the text. The lists are in the order in which
// the decisions were made; of two about one thing the later one holds. A nil
// *Decisions and the zero value hold none.
type Decisions struct {
	Schema   string            `json:"schema"`
	Report   string            `json:"report"` // the report's id
	Cuts     []Cut             `json:"cuts"`
	Beads    []BeadDecision    `json:"beads"`
	Findings []FindingDecision `json:"findings"`
	Texts    []Correction      `json:"texts"`
}

// UnitLevel says which units of a text are meant.
type UnitLevel string

// The levels of units.
const (
	ParagraphLevel UnitLevel = "paragraph"
	SentenceLevel  UnitLevel = "sentence"
)

// Anchor names a paragraph or sentence by what it says.
type Anchor struct {
	ID   string `json:"id"`   // its name when the decision was made
	Hash string `json:"hash"` // TextHash of its text
	Text string `json:"text"` // how it begins, for people: it shows what no longer fits
}

// Maker says who made a decision, and when, where that is known.
type Maker struct {
	By   string `json:"by,omitempty"`
	When string `json:"when,omitempty"` // RFC 3339
}

// Cut divides a paragraph or sentence in two. Cutting a paragraph makes two, whose
// ids come from their own texts; cutting a sentence forces the end of one. A later
// Cut may name what an earlier one made.
type Cut struct {
	Level UnitLevel `json:"level"`
	Lang  Lang      `json:"lang"`
	Unit  Anchor    `json:"unit"`
	At    int       `json:"at"` // code points of the unit's text before the cut
	Maker
}

// BeadDecision is a bead that a person confirmed or made, or one that a person
// commented: with the status Auto it holds nothing but the comment. Two units on
// one side are merged.
type BeadDecision struct {
	Level   UnitLevel  `json:"level"`
	Zh      []Anchor   `json:"zh"`
	En      []Anchor   `json:"en"`
	Status  BeadStatus `json:"status"`
	Comment string     `json:"comment,omitempty"`
	Maker
}

// FindingDecision is a finding that a person accepted or dismissed, or commented:
// then its status is Open.
type FindingDecision struct {
	ID      string        `json:"id"`
	Check   string        `json:"check"`
	Status  FindingStatus `json:"status"`
	Zh      *QuoteAnchor  `json:"zh,omitempty"`
	En      *QuoteAnchor  `json:"en,omitempty"`
	Comment string        `json:"comment,omitempty"`
	Maker
}

// QuoteAnchor is what a finding quotes, and the paragraph it quotes from.
type QuoteAnchor struct {
	Paragraph Anchor `json:"paragraph"`
	Text      string `json:"text"`
}

// Correction is what a paragraph should say. It is kept beside the text and never
// written into it.
type Correction struct {
	Lang Lang   `json:"lang"`
	Unit Anchor `json:"unit"`
	Text string `json:"text"`
	Maker
}

// TextHash returns what names a text in an Anchor: 16 hexadecimal digits of the
// SHA-256 of its UTF-8 without white space, so that a text keeps its name when its
// lines are joined otherwise.
func TextHash(text string) string {
	const lastSpace = '\u3000'
	bare := make([]byte, 0, len(text)+len(text)/8)
	from := 0 // what is not in bare yet
	for i, r := range text {
		switch {
		case r == utf8.RuneError:
			bare = utf8.AppendRune(append(bare, text[from:i]...), r)
		case r <= lastSpace && unicode.IsSpace(r):
			bare = append(bare, text[from:i]...)
		default:
			continue
		}
		_, n := utf8.DecodeRuneInString(text[i:])
		from = i + n
	}
	bare = append(bare, text[from:]...)
	sum := sha256.Sum256(bare)
	return hex.EncodeToString(sum[:8])
}

// excerptLength is how many code points of a text an Anchor shows.
const excerptLength = 40

// NewAnchor returns the Anchor of the unit with that id and text.
func NewAnchor(id, text string) Anchor {
	a := Anchor{ID: id, Hash: TextHash(text), Text: text}
	if r := []rune(text); len(r) > excerptLength {
		a.Text = string(r[:excerptLength]) + "…"
	}
	return a
}

// Anchors returns the Anchor of every unit of a level by its id. A nil reading has
// none.
func (rd *ReportReading) Anchors(l UnitLevel) map[string]Anchor {
	out := map[string]Anchor{}
	if rd == nil {
		return out
	}
	texts := map[string][]rune{}
	for _, p := range rd.Paragraphs {
		if l == ParagraphLevel {
			out[p.ID] = NewAnchor(p.ID, p.Text)
		} else {
			texts[p.ID] = []rune(p.Text)
		}
	}
	if l == SentenceLevel {
		for _, s := range rd.Sentences {
			text := texts[s.Paragraph]
			end := min(max(s.End, 0), len(text))
			out[s.ID] = NewAnchor(s.ID, string(text[min(max(s.Start, 0), end):end]))
		}
	}
	return out
}

// Empty reports whether d holds no decision.
func (d *Decisions) Empty() bool {
	return d == nil || len(d.Cuts)+len(d.Beads)+len(d.Findings)+len(d.Texts) == 0
}

// Clone returns a copy of d that shares nothing that changes with it; of nil, an
// empty one.
func (d *Decisions) Clone() *Decisions {
	if d == nil {
		return &Decisions{Schema: DecisionsSchema}
	}
	c := *d
	c.Cuts, c.Beads = slices.Clone(d.Cuts), slices.Clone(d.Beads)
	c.Findings, c.Texts = slices.Clone(d.Findings), slices.Clone(d.Texts)
	return &c
}

// SettleBeads records beads, which must not share units. Earlier beads of their level
// that share a unit with one of them hold no more; of those with other units the
// comment stays. One without settled status and comment takes back what was decided
// about its units.
func (d *Decisions) SettleBeads(beads ...BeadDecision) {
	touched, replaced := map[string]bool{}, map[string]bool{}
	for i := range beads {
		for _, k := range beads[i].keys() {
			touched[k] = true
		}
		replaced[strings.Join(beads[i].keys(), " ")] = true
	}
	kept := d.Beads[:0:0]
	for _, old := range d.Beads {
		keys := old.keys()
		if slices.ContainsFunc(keys, func(k string) bool { return touched[k] }) {
			if old.Comment == "" || replaced[strings.Join(keys, " ")] {
				continue
			}
			old.Status = Auto
		}
		kept = append(kept, old)
	}
	for _, b := range beads {
		if b.Settled() || b.Comment != "" {
			kept = append(kept, b)
		}
	}
	d.Beads = kept
}

// Settled reports whether b fixes a bead rather than only commenting one.
func (b *BeadDecision) Settled() bool { return b.Status == Confirmed || b.Status == Edited }

// keys names the units of b.
func (b *BeadDecision) keys() []string {
	var out []string
	for _, a := range b.Zh {
		out = append(out, string(b.Level)+"zh"+a.ID+a.Hash)
	}
	for _, a := range b.En {
		out = append(out, string(b.Level)+"en"+a.ID+a.Hash)
	}
	return out
}

// same reports whether a and b name one unit.
func (a Anchor) same(b Anchor) bool { return a.ID == b.ID && a.Hash == b.Hash }

// SettleFinding records f in place of what was decided about the finding before. An
// open f without comment takes that back.
func (d *Decisions) SettleFinding(f FindingDecision) {
	d.Findings = slices.DeleteFunc(slices.Clone(d.Findings), func(old FindingDecision) bool { return old.ID == f.ID })
	if f.Status == Accepted || f.Status == Dismissed || f.Comment != "" {
		d.Findings = append(d.Findings, f)
	}
}

// MarkFindings returns findings with the status and comment that d has for their ids.
func (d *Decisions) MarkFindings(findings []ReportFinding) []ReportFinding {
	if d == nil || len(findings) == 0 {
		return findings
	}
	out := slices.Clone(findings)
	for i := range out {
		for _, k := range d.Findings {
			if k.ID == out[i].ID {
				out[i].Status, out[i].Comment = k.Status, k.Comment
			}
		}
	}
	return out
}

// Correct records c in place of an earlier correction of the paragraph. An empty
// text takes that back.
func (d *Decisions) Correct(c Correction) {
	d.Texts = slices.DeleteFunc(slices.Clone(d.Texts), func(old Correction) bool { return old.Lang == c.Lang && old.Unit.same(c.Unit) })
	if c.Text != "" {
		d.Texts = append(d.Texts, c)
	}
}

// AddCut records c, once.
func (d *Decisions) AddCut(c Cut) {
	if !slices.ContainsFunc(d.Cuts, c.same) {
		d.Cuts = append(slices.Clone(d.Cuts), c)
	}
}

// DropCut takes c back.
func (d *Decisions) DropCut(c Cut) {
	d.Cuts = slices.DeleteFunc(slices.Clone(d.Cuts), c.same)
}

func (c Cut) same(o Cut) bool {
	return c.Level == o.Level && c.Lang == o.Lang && c.At == o.At && c.Unit.same(o.Unit)
}

// JSON returns d as the file holds it: UTF-8, two spaces of indent, lists never
// null, one line end at the end. Equal decisions give equal bytes.
func (d *Decisions) JSON() ([]byte, error) {
	c := *d
	c.Schema = DecisionsSchema
	c.Cuts, c.Findings, c.Texts = full(c.Cuts), full(c.Findings), full(c.Texts)
	c.Beads = slices.Clone(full(c.Beads))
	for i := range c.Beads {
		c.Beads[i].Zh, c.Beads[i].En = full(c.Beads[i].Zh), full(c.Beads[i].En)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(&c)
	return b.Bytes(), err
}

// full returns s, or an empty list for nil.
func full[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// ParseDecisions reads what JSON wrote. The error is an *Error without Path: code
// "schema" where the form is another or a newer one, "json" where the file is
// damaged or says what cannot be. Fields this program does not know are refused,
// because writing the file again would lose them.
func ParseDecisions(b []byte) (*Decisions, error) {
	var head struct {
		Schema string `json:"schema"`
	}
	if err := json.Unmarshal(b, &head); err != nil {
		return nil, damagedDecisions(err)
	}
	if head.Schema != DecisionsSchema {
		return nil, &Error{Stage: "decisions", Code: "schema", Text: Bilingual{
			Zh: fmt.Sprintf("文件格式是 %.60q，本程序读取 %q；请使用写出它的版本；文件未动", head.Schema, DecisionsSchema),
			En: fmt.Sprintf("the file's form is %.60q, this program reads %q; use the version that wrote it; the file is untouched", head.Schema, DecisionsSchema),
		}}
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	d := new(Decisions)
	if err := dec.Decode(d); err != nil {
		return nil, damagedDecisions(err)
	}
	if err := d.validate(); err != nil {
		return nil, damagedDecisions(err)
	}
	return d, nil
}

func damagedDecisions(err error) error {
	at := ""
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		at = fmt.Sprintf(" @ byte %d", syntax.Offset)
	}
	return &Error{Stage: "decisions", Code: "json", Err: err, Text: Bilingual{
		Zh: "不是完整的校订记录" + at + "；请从备份恢复，或移走此文件后重来；文件未动",
		En: "not a whole file of decisions" + at + "; restore it from a copy, or move it away to begin anew; the file is untouched",
	}}
}

// validate says what d holds that no program may have written.
func (d *Decisions) validate() error {
	for i, c := range d.Cuts {
		if err := cmp.Or(c.Level.validate(), c.Lang.validate(), c.Unit.validate()); err != nil || c.At <= 0 {
			return fmt.Errorf("cuts[%d]: %w", i, cmp.Or(err, errors.New("at must be above 0")))
		}
	}
	for i := range d.Beads {
		if err := d.Beads[i].validate(); err != nil {
			return fmt.Errorf("beads[%d]: %w", i, err)
		}
	}
	for i, f := range d.Findings {
		if f.ID == "" || !slices.Contains([]FindingStatus{Open, Accepted, Dismissed}, f.Status) {
			return fmt.Errorf("findings[%d]: id %q, status %q", i, f.ID, f.Status)
		}
	}
	for i, c := range d.Texts {
		if err := cmp.Or(c.Lang.validate(), c.Unit.validate()); err != nil {
			return fmt.Errorf("texts[%d]: %w", i, err)
		}
	}
	return nil
}

func (b *BeadDecision) validate() error {
	if err := b.Level.validate(); err != nil {
		return err
	}
	if len(b.Zh)+len(b.En) == 0 {
		return errors.New("a bead without units")
	}
	if !b.Settled() && b.Status != Auto {
		return fmt.Errorf("status %q", b.Status)
	}
	for _, a := range slices.Concat(b.Zh, b.En) {
		if err := a.validate(); err != nil {
			return err
		}
	}
	return nil
}

func (l UnitLevel) validate() error {
	if l != ParagraphLevel && l != SentenceLevel {
		return fmt.Errorf("level %q", l)
	}
	return nil
}

func (l Lang) validate() error {
	if l != Chinese && l != English {
		return fmt.Errorf("lang %q", l)
	}
	return nil
}

func (a Anchor) validate() error {
	if a.ID == "" || a.Hash == "" {
		return errors.New("a unit without id or hash")
	}
	return nil
}
