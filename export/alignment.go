package export

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"
	"strconv"
	"strings"

	"duizhao"
)

// The sheets of the workbook Alignment writes.
const (
	SheetParagraphs = "段落 Paragraphs"
	SheetSentences  = "句子 Sentences"
)

// Alignment writes a workbook (.xlsx) that lays one report's languages side by
// side, by paragraphs and by sentences, for translators. Numbers of open findings
// are marked in the text and told in notes. Columns with a green heading can be
// written to; what people write there comes back by ReadAlignment, for which a
// hidden sheet holds what the workbook said before (alignmentbase.go). A row's id
// depends on the ids of its paragraphs or sentences alone. A report in one language
// is laid out with the other side empty.
func Alignment(w io.Writer, r *duizhao.Report, o Options) error {
	return newWorkshop().alignment(w, r, o)
}

// alignment is Alignment.
func (k *workshop) alignment(w io.Writer, r *duizhao.Report, o Options) error {
	s := newSideBySide(r, o.Lang)
	tables := []table{helpTable()}
	base := &base{report: r.ID}
	for _, l := range levels(r) {
		tables = append(tables, s.table(l, base))
	}
	tables = append(tables, s.decisionsTable(r, base), base.table())
	return k.write(w, properties{
		title:       both(r.Title),
		description: both(duizhao.Bilingual{Zh: "中英文对照", En: "Chinese and English side by side"}),
		identifier:  r.ID,
		lang:        o.Lang,
	}, tables, 1) // the work; the help stands before it
}

// level is one level of an alignment: paragraphs or sentences.
type level struct {
	sheet, name string
	units       duizhao.UnitLevel
	beads       []duizhao.ReportBead
	find        func(*readingUnits, string) unit
	alone       bool // the report has one language: nothing is aligned
}

func levels(r *duizhao.Report) []level {
	out := []level{
		{sheet: SheetParagraphs, name: "Paragraphs", units: duizhao.ParagraphLevel, beads: r.Alignment.Paragraphs, find: (*readingUnits).paragraph},
		{sheet: SheetSentences, name: "Sentences", units: duizhao.SentenceLevel, beads: r.Alignment.Sentences, find: (*readingUnits).sentence},
	}
	if r.Readings.Zh != nil && r.Readings.En != nil {
		return out
	}
	out[0].beads, out[1].beads = alone(r)
	out[0].alone, out[1].alone = true, true
	return out
}

// alone puts every unit of a report in one language into a row of its own, so that
// a translation can be written beside it.
func alone(r *duizhao.Report) (paragraphs, sentences []duizhao.ReportBead) {
	for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		rd := r.Readings.In(l)
		if rd == nil {
			continue
		}
		for _, p := range rd.Paragraphs {
			paragraphs = append(paragraphs, oneSided(l, p.ID))
		}
		for _, x := range rd.Sentences {
			sentences = append(sentences, oneSided(l, x.ID))
		}
	}
	return paragraphs, sentences
}

func oneSided(l duizhao.Lang, id string) duizhao.ReportBead {
	if l == duizhao.Chinese {
		return duizhao.ReportBead{Zh: []string{id}, Status: duizhao.Auto}
	}
	return duizhao.ReportBead{En: []string{id}, Status: duizhao.Auto}
}

// sideBySide lays a report's languages beside each other.
type sideBySide struct {
	lang   duizhao.Lang
	zh, en *lane
}

// lane is one language of a report with the findings that point into it.
type lane struct {
	*readingUnits
	findings    map[string][]pointer // by paragraph
	numbers     map[string]string    // of paragraphs and sentences, by id: "zh12", "zh12.3"
	corrections map[string]string    // of paragraphs
	quantities  map[unit]bool        // the places of numbers
	lang        duizhao.Lang
	inText      []string // ids of paragraphs and sentences in text order
}

// pointer is a finding and the place in one language it points to.
type pointer struct {
	*duizhao.ReportFinding
	quote *duizhao.Quote
}

func newSideBySide(r *duizhao.Report, l duizhao.Lang) *sideBySide {
	s := &sideBySide{
		lang: l,
		zh:   newLane(duizhao.Chinese, r.Readings.Zh),
		en:   newLane(duizhao.English, r.Readings.En),
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		s.zh.point(f, f.Zh)
		s.en.point(f, f.En)
	}
	return s
}

func newLane(l duizhao.Lang, rd *duizhao.ReportReading) *lane {
	n := &lane{
		readingUnits: newUnits(rd), findings: map[string][]pointer{},
		corrections: map[string]string{}, lang: l,
	}
	if rd == nil {
		return n
	}
	n.quantities = make(map[unit]bool, len(rd.Quantities))
	for _, q := range rd.Quantities {
		n.quantities[unit{q.Paragraph, q.Start, q.End}] = true
	}
	units := len(rd.Paragraphs) + len(rd.Sentences)
	n.numbers, n.inText = make(map[string]string, units), make([]string, 0, units)
	for i, p := range rd.Paragraphs {
		n.number(p.ID, string(l)+strconv.Itoa(i+1))
		if p.Correction != "" {
			n.corrections[p.ID] = p.Correction
		}
	}
	in := map[string]int{}
	for _, s := range rd.Sentences {
		in[s.Paragraph]++
		n.number(s.ID, n.numbers[s.Paragraph]+"."+strconv.Itoa(in[s.Paragraph]))
	}
	return n
}

func (n *lane) number(id, number string) {
	n.numbers[id] = number
	n.inText = append(n.inText, id)
}

// numbered returns the numbers of units, which a person can read and write.
func (n *lane) numbered(ids []string) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = cmp.Or(n.numbers[id], id)
	}
	return strings.Join(out, " ")
}

func (n *lane) point(f *duizhao.ReportFinding, q *duizhao.Quote) {
	if q != nil {
		n.findings[q.Paragraph] = append(n.findings[q.Paragraph], pointer{f, q})
	}
}

// The headings of the columns by which ReadAlignment finds them again; either
// language is enough.
const (
	headZhUnits  = "中文单元 Chinese units"
	headEnUnits  = "英文单元 English units"
	headZh       = "中文 Chinese"
	headEn       = "英文 English"
	headStatus   = "状态 Status"
	headFindings = "问题 Findings"
	headDecision = "问题处理 Decision"
	headComment  = "批注 Comment"
	headRow      = "行号 Row ID"
	headFinding  = "问题编号 Finding ID"
)

// The columns of a sheet of units, from 0.
const (
	atZhText  = 2
	atEnText  = 3
	atStatus  = 6
	atDecide  = 8
	atComment = 9
)

func (s *sideBySide) table(l level, base *base) table {
	base.units(l.units, s.zh, s.en)
	texts := prose
	if l.units == duizhao.ParagraphLevel {
		texts = func(heading string, width float64) column {
			return column{heading: heading, max: width, style: openText}
		}
	}
	t := table{
		sheet: l.sheet, name: l.name, frozen: atZhText, printed: atComment + 1, protected: true,
		offers: []offer{{atStatus, beadStates}, {atDecide, findingStates}},
		columns: []column{
			{heading: headZhUnits, max: 14, min: 12, style: openShort},
			{heading: headEnUnits, max: 14, min: 12, style: openShort},
			texts(headZh, 60),
			texts(headEn, 80),
			words("把握 Certainty"),
			words("置信度 Confidence"),
			{heading: headStatus, min: 12, style: openShort},
			prose(headFindings, 50),
			{heading: headDecision, min: 12, style: openShort},
			{heading: headComment, min: 40, max: 40, style: openText},
			{heading: headRow, max: 14, style: quiet},
			{heading: "中文编号 Chinese IDs", max: 18, style: quiet},
			{heading: "英文编号 English IDs", max: 18, style: quiet},
		},
	}
	t.rows = make([][]cell, 0, len(l.beads))
	for i, b := range l.beads {
		row := s.row(l, b)
		base.row(l.units, b, row)
		t.rows = append(t.rows, row.cells)
		t.notes = append(t.notes, s.notes(row, i+2)...)
	}
	return t
}

// sideRow is a row of the workbook and what it is made of.
type sideRow struct {
	zh, en   []unit
	findings []*duizhao.ReportFinding
	decision string // what its findings have in common
	cells    []cell
}

func (s *sideBySide) row(l level, b duizhao.ReportBead) sideRow {
	r := sideRow{zh: s.zh.side(b.Zh, l.find), en: s.en.side(b.En, l.find)}
	r.findings = s.found(r.zh, r.en)
	r.decision = common(r.findings)
	confidence, word := share(b.Confidence), certainty(b.Confidence)
	if l.alone {
		confidence, word = cell{}, cell{}
	}
	zh, en := s.zh.cell(r.zh), s.en.cell(r.en)
	if l.units == duizhao.ParagraphLevel {
		zh, en = s.zh.corrected(b.Zh, zh), s.en.corrected(b.En, en)
	}
	r.cells = []cell{
		text(s.zh.numbered(b.Zh)), text(s.en.numbered(b.En)), zh, en,
		word, confidence, text(string(b.Status)), s.told(r.findings), text(r.decision), text(b.Comment),
		text(rowID(b)), lines(b.Zh), lines(b.En),
	}
	return r
}

// corrected returns c, or what the cell of paragraphs shows where a person has
// corrected one of them: a paragraph a line.
func (n *lane) corrected(ids []string, c cell) cell {
	if !slices.ContainsFunc(ids, func(id string) bool { return n.corrections[id] != "" }) {
		return c
	}
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = cmp.Or(n.corrections[id], n.texts[id].text)
	}
	return mark(strings.Join(texts, "\n"), correctedText)
}

// common returns the status that all findings have, or "" where they differ or
// there are none.
func common(findings []*duizhao.ReportFinding) string {
	status := ""
	for i, f := range findings {
		if i > 0 && string(f.Status) != status {
			return ""
		}
		status = string(f.Status)
	}
	return status
}

func lines(ids []string) cell { return text(strings.Join(ids, "\n")) }

// rowID names a bead by what it joins, in 12 hexadecimal digits.
func rowID(b duizhao.ReportBead) string {
	sum := sha256.Sum256([]byte(strings.Join(b.Zh, " ") + "|" + strings.Join(b.En, " ")))
	return hex.EncodeToString(sum[:6])
}

// certainty puts a confidence into words: how likely the row needs a look.
func certainty(confidence float64) cell {
	for _, c := range []struct {
		from float64
		look style
		word duizhao.Bilingual
	}{
		{0.9, highMark, duizhao.Bilingual{Zh: "高", En: "high"}},
		{0.6, mediumMark, duizhao.Bilingual{Zh: "中", En: "medium"}},
	} {
		if confidence >= c.from {
			return mark(both(c.word), c.look)
		}
	}
	return mark("低 low", lowMark)
}

func (n *lane) side(ids []string, find func(*readingUnits, string) unit) []unit {
	out := make([]unit, len(ids))
	for i, id := range ids {
		out[i] = find(n.readingUnits, id)
	}
	return out
}

// found returns what was found in a row, each finding once, the gravest first.
func (s *sideBySide) found(zh, en []unit) []*duizhao.ReportFinding {
	var seen []*duizhao.ReportFinding
	for _, p := range append(s.zh.pointing(zh), s.en.pointing(en)...) {
		if !slices.Contains(seen, p.ReportFinding) {
			seen = append(seen, p.ReportFinding)
		}
	}
	slices.SortStableFunc(seen, func(a, b *duizhao.ReportFinding) int { return cmp.Compare(gravity(a.Severity), gravity(b.Severity)) })
	return seen
}

// told says findings in words, one a line.
func (s *sideBySide) told(findings []*duizhao.ReportFinding) cell {
	out := make([]string, 0, len(findings))
	for _, f := range findings {
		line := severities.in(string(f.Severity), s.lang) + ": " + f.Message.In(s.lang)
		if f.Status != duizhao.Open && f.Status != "" {
			line += " [" + findingStates.in(string(f.Status), s.lang) + "]"
		}
		out = append(out, line)
	}
	return text(strings.Join(out, "\n"))
}

// pointing returns the findings that point into any of the units, in their order.
func (n *lane) pointing(side []unit) []pointer {
	var out []pointer
	for _, u := range side {
		for _, p := range n.findings[u.paragraph] {
			if u.overlaps(p.quote) {
				out = append(out, p)
			}
		}
	}
	return out
}
