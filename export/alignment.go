package export

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"duizhao"
)

// The sheets of the workbook Alignment writes.
const (
	SheetParagraphs = "段落 Paragraphs"
	SheetSentences  = "句子 Sentences"
)

// Alignment writes a workbook (.xlsx) that lays one report's languages side by
// side, by paragraphs and by sentences, for translators. Numbers of open findings
// are marked in the text. A row's id depends on the ids of its paragraphs or
// sentences alone, so that edits find their place again. A report in one language
// is laid out with the other side empty. The status column
// offers the states of a bead; the last column is free for comments.
func Alignment(w io.Writer, r *duizhao.Report, o Options) error {
	k, err := newBook(properties{
		title:       both(r.Title),
		description: both(duizhao.Bilingual{Zh: "中英文对照", En: "Chinese and English side by side"}),
		identifier:  r.ID,
		lang:        o.Lang,
	})
	if err != nil {
		return err
	}
	s := newSideBySide(r, o.Lang)
	for _, l := range levels(r) {
		if err := k.addTable(s.table(l)); err != nil {
			return err
		}
	}
	return k.write(w)
}

// level is one level of an alignment: paragraphs or sentences.
type level struct {
	sheet, name string
	beads       []duizhao.ReportBead
	find        func(*readingUnits, string) unit
	alone       bool // the report has one language: nothing is aligned
}

func levels(r *duizhao.Report) []level {
	out := []level{
		{sheet: SheetParagraphs, name: "Paragraphs", beads: r.Alignment.Paragraphs, find: (*readingUnits).paragraph},
		{sheet: SheetSentences, name: "Sentences", beads: r.Alignment.Sentences, find: (*readingUnits).sentence},
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
	findings map[string][]pointer // by paragraph
}

// pointer is a finding and the place in one language it points to.
type pointer struct {
	*duizhao.ReportFinding
	quote *duizhao.Quote
}

func newSideBySide(r *duizhao.Report, l duizhao.Lang) *sideBySide {
	s := &sideBySide{
		lang: l,
		zh:   &lane{newUnits(r.Readings.Zh), map[string][]pointer{}},
		en:   &lane{newUnits(r.Readings.En), map[string][]pointer{}},
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		s.zh.point(f, f.Zh)
		s.en.point(f, f.En)
	}
	return s
}

func (n *lane) point(f *duizhao.ReportFinding, q *duizhao.Quote) {
	if q != nil {
		n.findings[q.Paragraph] = append(n.findings[q.Paragraph], pointer{f, q})
	}
}

// statusColumn is the letter of the column with the drop-down list.
const statusColumn = "H"

func (s *sideBySide) table(l level) table {
	t := table{
		sheet: l.sheet, name: l.name, prepare: offerStates,
		columns: []column{
			words("行号 Row ID"),
			prose("中文编号 Chinese IDs", 18),
			prose("英文编号 English IDs", 18),
			prose("中文 Chinese", 60),
			prose("英文 English", 80),
			words("置信度 Confidence"),
			words("把握 Certainty"),
			words("状态 Status"),
			prose("问题 Findings", 50),
			{heading: "批注 Comment", min: 40, max: 40, style: wrapped},
		},
	}
	for _, b := range l.beads {
		zh, en := s.zh.side(b.Zh, l.find), s.en.side(b.En, l.find)
		confidence, word := share(b.Confidence), certainty(b.Confidence)
		if l.alone {
			confidence, word = cell{}, cell{}
		}
		t.rows = append(t.rows, []cell{
			text(rowID(b)), lines(b.Zh), lines(b.En), s.zh.cell(zh), s.en.cell(en),
			confidence, word, text(string(b.Status)), s.findings(zh, en), {},
		})
	}
	return t
}

func lines(ids []string) cell { return text(strings.Join(ids, "\n")) }

// rowID names a bead by what it joins, in 12 hexadecimal digits.
func rowID(b duizhao.ReportBead) string {
	sum := sha256.Sum256([]byte(strings.Join(b.Zh, " ") + "|" + strings.Join(b.En, " ")))
	return hex.EncodeToString(sum[:6])
}

// offerStates gives the status column its drop-down list and colours what a
// person has settled.
func offerStates(k *book, sheet string, rows int) error {
	area := statusColumn + "2:" + statusColumn + strconv.Itoa(rows+1)
	list := excelize.NewDataValidation(true)
	list.SetSqref(area)
	codes := make([]string, len(beadStates))
	for i, s := range beadStates {
		codes[i] = s.code
	}
	if err := list.SetDropList(codes); err != nil {
		return err
	}
	list.SetError(excelize.DataValidationErrorStyleStop, "状态 Status", strings.Join(codes, " / "))
	if err := k.file.AddDataValidation(sheet, list); err != nil {
		return err
	}
	settled, err := k.file.NewConditionalStyle(&excelize.Style{
		Font: &excelize.Font{Color: green},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E2EFDA"}},
	})
	if err != nil {
		return err
	}
	return k.file.SetConditionalFormat(sheet, area, []excelize.ConditionalFormatOptions{
		{Type: "cell", Criteria: "==", Value: `"` + string(duizhao.Confirmed) + `"`, Format: &settled},
		{Type: "cell", Criteria: "==", Value: `"` + string(duizhao.Edited) + `"`, Format: &settled},
	})
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

// findings lists what was found in a row, each finding once, the gravest first.
func (s *sideBySide) findings(zh, en []unit) cell {
	var seen []*duizhao.ReportFinding
	for _, p := range append(s.zh.pointing(zh), s.en.pointing(en)...) {
		if !slices.Contains(seen, p.ReportFinding) {
			seen = append(seen, p.ReportFinding)
		}
	}
	slices.SortStableFunc(seen, func(a, b *duizhao.ReportFinding) int { return cmp.Compare(gravity(a.Severity), gravity(b.Severity)) })
	out := make([]string, 0, len(seen))
	for _, f := range seen {
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
