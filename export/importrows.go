package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"duizhao"
)

// draft is a row of a sheet of units with what it was and what it is to be.
type draft struct {
	editedRow
	base    *baseRowRecord // nil for a row that a person added
	level   duizhao.UnitLevel
	zhNew   []string // ids
	enNew   []string
	status  string // a code
	moved   bool   // its units are others than before
	wrong   *duizhao.Bilingual
	group   string
	foreign bool // has an id that the workbook did not have
}

func (r *draft) old() (zh, en []string) {
	if r.base == nil {
		return nil, nil
	}
	return r.base.zh, r.base.en
}

// units are all units the row had or is to have.
func (r *draft) units() []string {
	zh, en := r.old()
	return slices.Concat(zh, en, r.zhNew, r.enNew)
}

// drafts reads the rows. The first row with an id is the row of that id; a copy of it
// that says nothing else is left out, another copy is a new row.
func (m *merger) drafts() []*draft {
	var out []*draft
	seen := map[string]*draft{}
	for _, e := range m.edited {
		if e.blank() {
			continue
		}
		r := &draft{editedRow: e}
		b, known := m.rows[e.id]
		if first := seen[e.id]; known && first != nil {
			if first.zhUnits == e.zhUnits && first.enUnits == e.enUnits && first.status == e.status && first.comment == e.comment {
				continue
			}
			known = false
		}
		switch {
		case known:
			r.base = &b
			seen[e.id] = r
		case e.id != "" && seen[e.id] == nil:
			r.foreign = true
		}
		m.read(r)
		out = append(out, r)
	}
	return out
}

// blank reports whether a row says nothing.
func (e *editedRow) blank() bool {
	for _, v := range []string{e.id, e.zhUnits, e.enUnits, e.zh, e.en, e.status, e.comment} {
		if v != "" && v != absent {
			return false
		}
	}
	return true
}

// read fills in what the row is to be.
func (m *merger) read(r *draft) {
	zh, wrong := m.unitsIn(r.zhUnits, duizhao.Chinese)
	en, wrong2 := m.unitsIn(r.enUnits, duizhao.English)
	r.wrong = cmp.Or(wrong, wrong2)
	all := slices.Concat(zh, en)
	switch {
	case r.base != nil:
		r.level = r.base.level
	case len(all) > 0:
		r.level = all[0].level
	}
	if r.foreign {
		r.wrong = &duizhao.Bilingual{Zh: "工作簿写出时没有行号 " + r.id + "；新加的行请把行号留空", En: "no row had the id " + r.id + " when the workbook was written; leave the id of a new row empty"}
	}
	for _, u := range all {
		if u.level != r.level && r.wrong == nil {
			r.wrong = &duizhao.Bilingual{Zh: u.number + " 与本行不是同一级（段落、句子）", En: u.number + " is not of the row's level (paragraphs, sentences)"}
		}
	}
	r.zhNew, r.enNew = idsOf(zh), idsOf(en)
	if r.wrong != nil { // what it says is not known, so nothing of it may be occupied
		r.zhNew, r.enNew = r.old()
	}
	oldZh, oldEn := r.old()
	r.moved = signature(oldZh, oldEn) != signature(r.zhNew, r.enNew)
	m.readStatus(r)
}

func (m *merger) readStatus(r *draft) {
	was := string(duizhao.Auto)
	if r.base != nil {
		was = r.base.status
	}
	code, ok := beadStates.code(r.editedRow.status)
	switch {
	case r.editedRow.status == "":
		code = was
		if r.base != nil && was != string(duizhao.Auto) {
			code = string(duizhao.Auto) // a status that was wiped out is taken back
		}
	case !ok && r.wrong == nil:
		r.wrong = &duizhao.Bilingual{
			Zh: fmt.Sprintf("状态 %q 只能是 %s", r.editedRow.status, codesOf(beadStates)),
			En: fmt.Sprintf("the status %q must be one of %s", r.editedRow.status, codesOf(beadStates)),
		}
	}
	r.status = code
	if r.moved {
		r.status = string(duizhao.Edited)
	}
}

func idsOf(units []baseUnitRecord) []string {
	out := make([]string, len(units))
	for i, u := range units {
		out[i] = u.id
	}
	return out
}

// occupied refuses rows that name a unit which another row holds too.
func (m *merger) occupied(rows []*draft) {
	holders := map[string][]*draft{}
	for _, r := range rows {
		for _, id := range slices.Concat(r.zhNew, r.enNew) {
			holders[id] = append(holders[id], r)
			m.wanted[signature(r.zhNew, r.enNew)+r.status] = true
			m.held[id] = true
		}
	}
	for _, r := range rows {
		for _, id := range slices.Concat(r.zhNew, r.enNew) {
			for _, other := range holders[id] {
				if other == r || !r.moved || r.wrong != nil {
					continue
				}
				u := m.EditedAlignment.units[id]
				r.wrong = &duizhao.Bilingual{
					Zh: fmt.Sprintf("%s 也写在“%s”第 %d 行；每个单元只能在一行", u.number, other.sheet, other.row),
					En: fmt.Sprintf("%s stands in sheet %q, row %d too; a unit can be in one row only", u.number, other.sheet, other.row),
				}
			}
		}
	}
}

// groups joins the rows that exchange units: they are taken together or not at all.
func (m *merger) groups(rows []*draft) {
	root := map[string]string{} // of units
	var find func(id string) string
	find = func(id string) string {
		if p, ok := root[id]; ok && p != id {
			root[id] = find(p)
			return root[id]
		}
		return id
	}
	for _, r := range rows {
		if !r.moved && r.wrong == nil {
			continue
		}
		if units := r.units(); len(units) > 0 {
			for _, id := range units[1:] {
				root[find(id)] = find(units[0])
			}
		}
	}
	for _, r := range rows {
		if units := r.units(); len(units) > 0 && (r.moved || r.wrong != nil) {
			r.group = m.book + find(units[0])
		}
	}
}

// rowChanges returns what was changed in a row of a sheet of units.
func (m *merger) rowChanges(r *draft) []*change {
	var out []*change
	if c := m.bead(r); c != nil {
		out = append(out, c)
	}
	if r.base != nil {
		out = append(out, m.row(r)...)
	}
	if stale := m.stale(r); stale != nil {
		for _, c := range out {
			c.refuse(stale.Zh, stale.En)
		}
	}
	return out
}

// row returns the changes of a row's texts and findings.
func (m *merger) row(r *draft) []*change {
	var out []*change
	if r.decision != r.base.decision {
		for _, id := range r.base.findings {
			says := r.decision
			if c := m.decide(r.place, id, says, m.EditedAlignment.findings[id].status); c != nil {
				out = append(out, c)
			}
		}
		if len(r.base.findings) == 0 && r.decision != "" {
			c := &change{Edit: m.at(r.place, "问题处理："+r.decision, "decision: "+r.decision)}
			c.refuse("本行没有问题", "the row has no findings")
			out = append(out, c)
		}
	}
	if r.level == duizhao.ParagraphLevel {
		out = append(out, m.texted(r, duizhao.Chinese)...)
		out = append(out, m.texted(r, duizhao.English)...)
	}
	return out
}

// stale says which of a row's texts is not what the workbook had.
func (m *merger) stale(r *draft) *duizhao.Bilingual {
	for _, id := range r.units() {
		u := m.EditedAlignment.units[id]
		if a, ok := m.anchors[r.level][id]; !ok || a.Hash != u.hash {
			return &duizhao.Bilingual{
				Zh: fmt.Sprintf("%s 的文字在工作簿写出之后变了，此行未采纳；请在新的工作簿中再改", cmp.Or(u.number, id)),
				En: fmt.Sprintf("the text of %s has changed since the workbook was written, nothing of the row is taken; edit it in the new workbook", cmp.Or(u.number, id)),
			}
		}
	}
	return nil
}

// bead returns the change of a row's units, status and comment, or nil.
func (m *merger) bead(r *draft) *change {
	was := ""
	if r.base != nil {
		was = r.base.comment
	}
	commented := r.comment != absent && cellHash(r.comment) != was
	restated := r.base != nil && r.status != r.base.status
	if r.base != nil && !r.moved && !commented && !restated && r.wrong == nil {
		return nil
	}
	c := &change{Edit: m.what(r, commented), group: r.group, claims: map[string]string{}}
	if r.wrong != nil {
		c.refuse(r.wrong.Zh, r.wrong.En)
		return c
	}
	if len(r.units()) == 0 {
		c.refuse("此行没有单元号", "the row names no unit")
		return c
	}
	if m.now.Readings.Zh == nil || m.now.Readings.En == nil {
		c.refuse("报告只有一种语言，没有对齐", "the report has one language, so nothing is aligned")
		return c
	}
	m.settle(r, c, commented)
	return c
}

// settle fills in what c does, or refuses it where the same was settled otherwise
// since the workbook was written.
func (m *merger) settle(r *draft, c *change, commented bool) {
	mine := signature(r.zhNew, r.enNew)
	for _, id := range r.units() {
		k := m.beads[string(r.level)+id]
		if k == nil || k.Status == duizhao.Auto {
			continue
		}
		theirs := signature(k.Zh, k.En)
		if state := theirs + string(k.Status); !m.settled[state] && !m.wanted[state] {
			c.refuse("其间已另行确定："+m.named(k.Zh, k.En)+" "+string(k.Status), "settled otherwise meanwhile: "+m.named(k.Zh, k.En)+" "+string(k.Status))
			return
		}
	}
	oldZh, oldEn := r.old()
	current := m.exact(r.level, oldZh, oldEn)
	comment := r.comment
	if current != nil && !commented {
		comment = current.Comment
	}
	if comment == absent {
		comment = ""
	}
	if commented && current != nil && cellHash(fit(current.Comment)) != r.was() && current.Comment != comment {
		c.refuse("其间批注已改为："+current.Comment, "the comment has been changed meanwhile to: "+current.Comment)
		return
	}
	for _, id := range slices.Concat(r.zhNew, r.enNew) {
		c.claims[string(r.level)+" "+id] = mine + " " + r.status + " " + comment
	}
	if k := m.exact(r.level, r.zhNew, r.enNew); k != nil && string(k.Status) == r.status && plainCell(k.Comment) == comment {
		return // it is so already
	}
	if current != nil {
		c.undo = &duizhao.BeadDecision{Level: r.level, Zh: m.anchored(r.level, oldZh), En: m.anchored(r.level, oldEn), Status: duizhao.Auto}
	}
	if len(r.zhNew)+len(r.enNew) > 0 {
		c.bead = &duizhao.BeadDecision{
			Level: r.level, Zh: m.anchored(r.level, r.zhNew), En: m.anchored(r.level, r.enNew),
			Status: duizhao.BeadStatus(r.status), Comment: comment, Maker: m.maker,
		}
	}
}

// was returns the hash of the row's comment when the workbook was written.
func (r *draft) was() string {
	if r.base == nil {
		return ""
	}
	return r.base.comment
}

// exact returns the bead of just these units, or nil.
func (m *merger) exact(l duizhao.UnitLevel, zh, en []string) *duizhao.ReportBead {
	units := slices.Concat(zh, en)
	if len(units) == 0 {
		return nil
	}
	if k := m.beads[string(l)+units[0]]; k != nil && signature(k.Zh, k.En) == signature(zh, en) {
		return k
	}
	return nil
}

func (m *merger) anchored(l duizhao.UnitLevel, ids []string) []duizhao.Anchor {
	out := make([]duizhao.Anchor, len(ids))
	for i, id := range ids {
		out[i] = m.anchors[l][id]
	}
	return out
}

// named shows a bead by the numbers of its units.
func (m *merger) named(zh, en []string) string {
	number := func(ids []string) string {
		out := make([]string, len(ids))
		for i, id := range ids {
			out[i] = cmp.Or(m.EditedAlignment.units[id].number, id)
		}
		return cmp.Or(strings.Join(out, " "), "–")
	}
	return number(zh) + " | " + number(en)
}

// what says what a person did to a row's bead.
func (m *merger) what(r *draft, commented bool) Edit {
	zh, en := r.old()
	name := m.named(zh, en)
	if r.moved {
		name = m.named(r.zhNew, r.enNew)
	}
	if r.wrong != nil {
		name = strings.ReplaceAll(cmp.Or(r.zhUnits, "–")+" | "+cmp.Or(r.enUnits, "–"), "\n", " ")
	}
	e := m.at(r.place, name, name)
	if r.wrong == nil && (r.base == nil || r.status != r.base.status || r.moved) {
		e.What.Zh += " " + beadStates.in(r.status, duizhao.Chinese)
		e.What.En += " " + r.status
	}
	for _, id := range slices.Concat(zh, en) {
		if u := m.EditedAlignment.units[id].number; r.wrong == nil && !m.held[id] {
			e.What.Zh += "；" + u + " 不在任何一行，由程序对齐"
			e.What.En += "; " + u + " is in no row and will be aligned by the program"
		}
	}
	if commented {
		e.What.Zh += "；批注：" + r.comment
		e.What.En += "; comment: " + r.comment
	}
	return e
}
