package export

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"duizhao"
)

// Edit is one thing a person changed in a workbook, and whether it was taken.
type Edit struct {
	File, Sheet string
	Row         int               // as the workbook shows it now
	What        duizhao.Bilingual // what the person wants
	Refused     duizhao.Bilingual // why it was not taken; empty where it was
}

// Taken reports whether the edit was taken.
func (e *Edit) Taken() bool { return e.Refused == duizhao.Bilingual{} }

// change is an Edit with what it does to the decisions.
type change struct {
	Edit
	claims map[string]string // what it says of which things: two that say different things of one contradict
	group  string            // changes that stand or fall together: rows that exchange units
	undo   *duizhao.BeadDecision
	bead   *duizhao.BeadDecision
	apply  func(*duizhao.Decisions) // of other changes
}

func (c *change) refuse(zh, en string) {
	if c.Taken() {
		c.Refused = duizhao.Bilingual{Zh: zh, En: en}
	}
}

// MergeAlignments adds to d what people changed in workbooks of one report. Now is
// the report as it is with d: whatever changed in it since a workbook was written is
// a conflict with an edit of the same thing. An edit is taken whole or not at all,
// and edits of two workbooks that contradict each other are not taken. It returns
// all edits, in the order of the workbooks and their rows.
func MergeAlignments(now *duizhao.Report, d *duizhao.Decisions, books ...*EditedAlignment) []Edit {
	var changes []*change
	for i, b := range books {
		m := newMerger(now, b, fmt.Sprint(i))
		changes = append(changes, m.changes()...)
	}
	contradict(changes)
	together(changes)
	apply(changes, d)
	out := make([]Edit, len(changes))
	for i, c := range changes {
		out[i] = c.Edit
	}
	return out
}

// contradict refuses changes that say different things of one.
func contradict(changes []*change) {
	said := map[string]*change{}
	for _, c := range changes {
		if !c.Taken() {
			continue
		}
		// In one order, Chinese units first: the first contradiction is the one told.
		for _, k := range slices.Backward(slices.Sorted(maps.Keys(c.claims))) {
			v := c.claims[k]
			first, ok := said[k]
			if !ok {
				said[k] = c
			} else if first.claims[k] != v {
				refuseAgainst(first, c)
				refuseAgainst(c, first)
			}
		}
	}
}

func refuseAgainst(c, other *change) {
	c.refuse(
		fmt.Sprintf("与 %s “%s”第 %d 行的改动矛盾：%s", other.File, other.Sheet, other.Row, other.What.Zh),
		fmt.Sprintf("contradicts %s, sheet %q, row %d: %s", other.File, other.Sheet, other.Row, other.What.En))
}

// together refuses what belongs to a change that was refused.
func together(changes []*change) {
	refused := map[string]*change{}
	for _, c := range changes {
		if c.group != "" && !c.Taken() && refused[c.group] == nil {
			refused[c.group] = c
		}
	}
	for _, c := range changes {
		if r := refused[c.group]; r != nil && c.group != "" {
			c.refuse(
				fmt.Sprintf("与第 %d 行互换单元，那一行未被采纳", r.Row),
				fmt.Sprintf("exchanges units with row %d, which was not taken", r.Row))
		}
	}
}

// apply does what was taken: first what rows were is taken back, then what they are
// is settled, because rows take units from each other.
func apply(changes []*change, d *duizhao.Decisions) {
	var undo, beads []duizhao.BeadDecision
	for _, c := range changes {
		if !c.Taken() {
			continue
		}
		if c.undo != nil {
			undo = append(undo, *c.undo)
		}
		if c.bead != nil && !slices.ContainsFunc(beads, func(b duizhao.BeadDecision) bool { return beadKey(&b) == beadKey(c.bead) }) {
			beads = append(beads, *c.bead)
		}
		if c.apply != nil {
			c.apply(d)
		}
	}
	if len(undo)+len(beads) > 0 {
		d.SettleBeads(undo...)
		d.SettleBeads(beads...)
	}
}

func beadKey(b *duizhao.BeadDecision) string {
	key := string(b.Level)
	for _, a := range slices.Concat(b.Zh, b.En) {
		key += " " + a.ID
	}
	return key
}

// merger finds what was changed in one workbook and holds it against the report.
type merger struct {
	*EditedAlignment
	now      *duizhao.Report
	book     string // names the workbook among others
	anchors  map[duizhao.UnitLevel]map[string]duizhao.Anchor
	beads    map[string]*duizhao.ReportBead // by level and unit
	findings map[string]*duizhao.ReportFinding
	texts    map[string]*duizhao.ReportParagraph
	held     map[string]bool // units that a row names
	settled  map[string]bool // the beads of the workbook's rows as they were, with their status
	wanted   map[string]bool // the same as they are to be
}

func newMerger(now *duizhao.Report, e *EditedAlignment, book string) *merger {
	m := &merger{
		EditedAlignment: e, now: now, book: book,
		anchors:  map[duizhao.UnitLevel]map[string]duizhao.Anchor{},
		beads:    map[string]*duizhao.ReportBead{},
		findings: map[string]*duizhao.ReportFinding{},
		texts:    map[string]*duizhao.ReportParagraph{},
		held:     map[string]bool{},
		settled:  map[string]bool{},
		wanted:   map[string]bool{},
	}
	for _, l := range []duizhao.UnitLevel{duizhao.ParagraphLevel, duizhao.SentenceLevel} {
		m.anchors[l] = now.Readings.Zh.Anchors(l)
		for id, a := range now.Readings.En.Anchors(l) {
			m.anchors[l][id] = a
		}
	}
	for l, beads := range map[duizhao.UnitLevel][]duizhao.ReportBead{
		duizhao.ParagraphLevel: now.Alignment.Paragraphs, duizhao.SentenceLevel: now.Alignment.Sentences,
	} {
		for i := range beads {
			for _, id := range slices.Concat(beads[i].Zh, beads[i].En) {
				m.beads[string(l)+id] = &beads[i]
			}
		}
	}
	for i := range now.Findings {
		m.findings[now.Findings[i].ID] = &now.Findings[i]
	}
	for _, rd := range []*duizhao.ReportReading{now.Readings.Zh, now.Readings.En} {
		if rd == nil {
			continue
		}
		for i := range rd.Paragraphs {
			m.texts[rd.Paragraphs[i].ID] = &rd.Paragraphs[i]
		}
	}
	for _, r := range e.rows {
		m.settled[signature(r.zh, r.en)+r.status] = true
	}
	return m
}

// signature names a bead by its units.
func signature(zh, en []string) string {
	return strings.Join(slices.Sorted(slices.Values(zh)), " ") + "|" + strings.Join(slices.Sorted(slices.Values(en)), " ")
}

func (m *merger) changes() []*change {
	var out []*change
	for _, l := range m.lacking {
		out = append(out, &change{Edit: l})
	}
	rows := m.drafts()
	m.occupied(rows)
	m.groups(rows)
	for _, r := range rows {
		out = append(out, m.rowChanges(r)...)
	}
	for _, d := range m.decided {
		out = append(out, m.findingRow(d)...)
	}
	return out
}

// at returns an Edit at a place of the workbook.
func (m *merger) at(p place, zh, en string) Edit {
	return Edit{File: m.File, Sheet: p.sheet, Row: p.row, What: duizhao.Bilingual{Zh: zh, En: en}}
}

// findingRow returns what was changed in a row of the sheet of findings.
func (m *merger) findingRow(d editedFinding) []*change {
	if d.id == "" {
		return nil
	}
	base, known := m.EditedAlignment.findings[d.id]
	if !known {
		c := &change{Edit: m.at(d.place, "问题 "+d.id, "finding "+d.id)}
		c.refuse("工作簿写出时没有这个问题编号", "no finding had this id when the workbook was written")
		return []*change{c}
	}
	var out []*change
	if c := m.decide(d.place, d.id, d.status, base.status); c != nil {
		out = append(out, c)
	}
	if d.comment == absent || cellHash(d.comment) == base.comment {
		return out
	}
	c := &change{
		Edit:   m.at(d.place, fmt.Sprintf("问题 %s 批注：%s", d.id, d.comment), fmt.Sprintf("comment on finding %s: %s", d.id, d.comment)),
		claims: map[string]string{"comment on " + d.id: d.comment},
	}
	f := m.findings[d.id]
	switch {
	case f == nil:
		c.refuse("报告中已没有这个问题", "the report has no such finding any more")
	case cellHash(fit(f.Comment)) != base.comment && f.Comment != d.comment:
		c.refuse(fmt.Sprintf("其间批注已改为：%s", f.Comment), fmt.Sprintf("the comment has been changed meanwhile to: %s", f.Comment))
	}
	c.apply = func(to *duizhao.Decisions) {
		k := m.findingDecision(to, f)
		k.Comment = d.comment
		to.SettleFinding(k)
	}
	return append(out, c)
}

// decide returns the change of a finding's status, or nil where a person left it.
func (m *merger) decide(p place, id, says, base string) *change {
	status, ok := findingStates.code(says)
	if says == "" {
		status, ok = string(duizhao.Open), true
	}
	if base == "" {
		base = string(duizhao.Open)
	}
	if ok && status == base {
		return nil
	}
	c := &change{Edit: m.at(p, "问题 "+id+"："+says, "finding "+id+": "+says), claims: map[string]string{"finding " + id: status}}
	f := m.findings[id]
	switch {
	case !ok:
		c.refuse("状态只能是 "+codesOf(findingStates), "the status must be one of "+codesOf(findingStates))
	case f == nil:
		c.refuse("报告中已没有这个问题", "the report has no such finding any more")
	case string(f.Status) != base && string(f.Status) != status:
		c.refuse("其间已定为 "+string(f.Status), "it has been "+string(f.Status)+" meanwhile")
	}
	c.apply = func(to *duizhao.Decisions) {
		k := m.findingDecision(to, f)
		k.Status = duizhao.FindingStatus(status)
		to.SettleFinding(k)
	}
	return c
}

func codesOf(v vocabulary) string {
	out := make([]string, len(v))
	for i, t := range v {
		out[i] = t.code
	}
	return strings.Join(out, ", ")
}

// findingDecision returns what is decided about f so far, to be changed.
func (m *merger) findingDecision(d *duizhao.Decisions, f *duizhao.ReportFinding) duizhao.FindingDecision {
	k := duizhao.FindingDecision{ID: f.ID, Check: f.Check, Status: f.Status, Comment: f.Comment, Zh: m.quote(f.Zh), En: m.quote(f.En), Maker: m.maker}
	for _, old := range d.Findings {
		if old.ID == f.ID {
			k.Status, k.Comment = old.Status, old.Comment
		}
	}
	return k
}

func (m *merger) quote(q *duizhao.Quote) *duizhao.QuoteAnchor {
	if q == nil {
		return nil
	}
	return &duizhao.QuoteAnchor{Paragraph: m.anchors[duizhao.ParagraphLevel][q.Paragraph], Text: q.Text}
}
