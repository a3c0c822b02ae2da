package review

import (
	"crypto/rand"
	"slices"
	"strings"
	"sync"

	"duizhao"
)

// layout is a report with decisions in, as somebody sees it. It never changes.
type layout struct {
	report    *duizhao.Report
	units     *units
	decisions string // which decisions it shows: decisionsRevision of them
	revision  string

	once    sync.Once
	indexed *index
}

// index returns what the page keeps of the whole report. It is made when it is first
// asked for.
func (l *layout) index() *index {
	l.once.Do(func() { l.indexed = indexOf(l) })
	return l.indexed
}

// units finds the paragraphs and sentences of a report by id. Layouts that differ only
// in what was settled share them; name tells one set of texts from another.
type units struct {
	zh, en side
	name   string

	report *duizhao.Report
	once   sync.Once
	placed *places
}

// placesOf returns what stands in which paragraph. It is made when it is first asked
// for.
func (u *units) placesOf() *places {
	u.once.Do(func() { u.placed = placesOf(u.report, u) })
	return u.placed
}

type side struct {
	paragraphs map[string]int
	sentences  map[string]int
	reading    *duizhao.ReportReading
}

func newUnits(r *duizhao.Report) *units {
	return &units{zh: newSide(r.Readings.Zh), en: newSide(r.Readings.En), name: rand.Text()[:12], report: r}
}

func newSide(rd *duizhao.ReportReading) side {
	s := side{paragraphs: map[string]int{}, sentences: map[string]int{}, reading: rd}
	if rd == nil {
		return s
	}
	for i := range rd.Paragraphs {
		s.paragraphs[rd.Paragraphs[i].ID] = i
	}
	for i := range rd.Sentences {
		s.sentences[rd.Sentences[i].ID] = i
	}
	return s
}

func (u *units) side(l duizhao.Lang) *side {
	if l == duizhao.Chinese {
		return &u.zh
	}
	return &u.en
}

// at returns the place of a unit in the text, or false.
func (s *side) at(level duizhao.UnitLevel, id string) (int, bool) {
	m := s.paragraphs
	if level == duizhao.SentenceLevel {
		m = s.sentences
	}
	i, ok := m[id]
	return i, ok
}

func (s *side) paragraph(id string) *duizhao.ReportParagraph {
	if i, ok := s.paragraphs[id]; ok {
		return &s.reading.Paragraphs[i]
	}
	return nil
}

// text returns what a unit says.
func (s *side) text(level duizhao.UnitLevel, id string) string {
	if level == duizhao.ParagraphLevel {
		if p := s.paragraph(id); p != nil {
			return p.Text
		}
		return ""
	}
	i, ok := s.sentences[id]
	if !ok {
		return ""
	}
	x := s.reading.Sentences[i]
	p := s.paragraph(x.Paragraph)
	if p == nil {
		return ""
	}
	text := []rune(p.Text)
	end := min(max(x.End, 0), len(text))
	return string(text[min(max(x.Start, 0), end):end])
}

// anchors returns what names the units, in the order of the text.
func (s *side) anchors(level duizhao.UnitLevel, ids []string) []duizhao.Anchor {
	out := make([]duizhao.Anchor, len(ids))
	for i, id := range ids {
		out[i] = duizhao.NewAnchor(id, s.text(level, id))
	}
	return out
}

// sort puts ids into the order of the text.
func (s *side) sort(level duizhao.UnitLevel, ids []string) []string {
	out := slices.Clone(ids)
	slices.SortFunc(out, func(a, b string) int {
		i, _ := s.at(level, a)
		j, _ := s.at(level, b)
		return i - j
	})
	return slices.Compact(out)
}

// beads returns the beads of a level.
func beadsOf(r *duizhao.Report, level duizhao.UnitLevel) []duizhao.ReportBead {
	if level == duizhao.SentenceLevel {
		return r.Alignment.Sentences
	}
	return r.Alignment.Paragraphs
}

// with returns r with the beads of a level exchanged.
func with(r *duizhao.Report, level duizhao.UnitLevel, beads []duizhao.ReportBead) *duizhao.Report {
	c := *r
	if level == duizhao.SentenceLevel {
		c.Alignment.Sentences = beads
	} else {
		c.Alignment.Paragraphs = beads
	}
	return &c
}

// sameUnits reports whether b consists of these units.
func sameUnits(b *duizhao.ReportBead, zh, en []string) bool {
	return slices.Equal(b.Zh, zh) && slices.Equal(b.En, en)
}

// show returns r as it looks with a, until it is laid out anew. What names units
// that r does not have is left out.
func (a *act) show(r *duizhao.Report, u *units) *duizhao.Report {
	if a.beads != nil {
		r = with(r, a.level, a.shown(beadsOf(r, a.level), u))
	}
	switch {
	case a.comment != nil && u.has(a.level, a.comment.zh, a.comment.en):
		beads := slices.Clone(beadsOf(r, a.level))
		for i := range beads {
			if sameUnits(&beads[i], a.comment.zh, a.comment.en) {
				beads[i].Comment = a.comment.text
			}
		}
		r = with(r, a.level, beads)
	case a.finding != nil:
		c := *r
		c.Findings = slices.Clone(r.Findings)
		for i := range c.Findings {
			if f := &c.Findings[i]; f.ID == a.finding.ID {
				f.Status = a.finding.Status
				if !a.keepComment {
					f.Comment = a.finding.Comment
				}
			}
		}
		r = &c
	case a.text != nil:
		r = corrected(r, u, a.text)
	}
	return r
}

// shown returns beads with those of a among them.
func (a *act) shown(beads []duizhao.ReportBead, u *units) []duizhao.ReportBead {
	status := map[string]duizhao.BeadStatus{}
	for _, b := range a.beads {
		status[beadName(b.zh, b.en)] = b.status
	}
	beads = slices.Clone(beads)
	for i := range beads {
		b := &beads[i]
		if st, same := status[beadName(b.Zh, b.En)]; same {
			delete(status, beadName(b.Zh, b.En))
			b.Status = st
			if st != duizhao.Auto {
				b.Confidence = 1
			}
		}
	}
	for _, b := range a.beads {
		if _, left := status[beadName(b.zh, b.en)]; left && u.has(a.level, b.zh, b.en) {
			beads = placed(beads, b, u, a.level)
		}
	}
	return beads
}

func beadName(zh, en []string) string { return strings.Join(zh, " ") + "|" + strings.Join(en, " ") }

func (u *units) has(level duizhao.UnitLevel, zh, en []string) bool {
	missing := func(s *side, ids []string) bool {
		return slices.ContainsFunc(ids, func(id string) bool { _, ok := s.at(level, id); return !ok })
	}
	return !missing(&u.zh, zh) && !missing(&u.en, en)
}

func corrected(r *duizhao.Report, u *units, t *duizhao.Correction) *duizhao.Report {
	i, ok := u.side(t.Lang).paragraphs[t.Unit.ID]
	rd := r.Readings.In(t.Lang)
	if !ok || rd == nil || i >= len(rd.Paragraphs) {
		return r
	}
	c, n := *r, *rd
	n.Paragraphs = slices.Clone(rd.Paragraphs)
	n.Paragraphs[i].Correction = t.Text
	if t.Lang == duizhao.Chinese {
		c.Readings.Zh = &n
	} else {
		c.Readings.En = &n
	}
	return &c
}

// placed returns beads with b among them; the units that it takes leave their beads.
func placed(beads []duizhao.ReportBead, b bead, u *units, level duizhao.UnitLevel) []duizhao.ReportBead {
	out := make([]duizhao.ReportBead, 0, len(beads)+1)
	is := duizhao.ReportBead{Zh: append([]string{}, b.zh...), En: append([]string{}, b.en...), Confidence: 1, Status: b.status}
	done := false
	for _, old := range beads {
		zh, en := without(old.Zh, b.zh), without(old.En, b.en)
		if len(zh) == len(old.Zh) && len(en) == len(old.En) {
			out = append(out, old)
			continue
		}
		rest := duizhao.ReportBead{Zh: zh, En: en, Confidence: old.Confidence, Status: duizhao.Auto}
		left := len(zh)+len(en) > 0
		if left && !done && u.before(level, &rest, &is) {
			out, left = append(out, rest), false
		}
		if !done {
			out, done = append(out, is), true
		}
		if left {
			out = append(out, rest)
		}
	}
	if !done {
		out = append(out, is)
	}
	return out
}

// before reports whether a stands before b in the text.
func (u *units) before(level duizhao.UnitLevel, a, b *duizhao.ReportBead) bool {
	for _, p := range []struct {
		s    *side
		a, b []string
	}{{&u.zh, a.Zh, b.Zh}, {&u.en, a.En, b.En}} {
		if len(p.a) > 0 && len(p.b) > 0 {
			i, _ := p.s.at(level, p.a[0])
			j, _ := p.s.at(level, p.b[0])
			return i < j
		}
	}
	return false
}

// without returns ids without those of taken; ids itself where it has none of them.
func without(ids, taken []string) []string {
	if !slices.ContainsFunc(ids, func(id string) bool { return slices.Contains(taken, id) }) {
		return ids
	}
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return slices.Contains(taken, id) })
}

// showDecisions returns r as it looks with all of d, until it is laid out anew.
func showDecisions(r *duizhao.Report, u *units, d *duizhao.Decisions) *duizhao.Report {
	for _, level := range []duizhao.UnitLevel{duizhao.ParagraphLevel, duizhao.SentenceLevel} {
		r = with(r, level, u.settled(r, level, d))
	}
	c := *r
	c.Findings = slices.Clone(r.Findings)
	for i := range c.Findings {
		c.Findings[i].Status, c.Findings[i].Comment = duizhao.Open, ""
	}
	c.Findings = d.MarkFindings(c.Findings)
	r = &c
	for i := range d.Texts {
		r = corrected(r, u, &d.Texts[i])
	}
	return r
}

// settled returns the beads of a level with the status that d gives those it has
// as they are; others change only when the report is laid out anew.
func (u *units) settled(r *duizhao.Report, level duizhao.UnitLevel, d *duizhao.Decisions) []duizhao.ReportBead {
	status := map[string]*duizhao.BeadDecision{}
	for i := range d.Beads {
		if b := &d.Beads[i]; b.Level == level {
			status[anchorNames(b)] = b
		}
	}
	beads := slices.Clone(beadsOf(r, level))
	for i := range beads {
		beads[i].Status, beads[i].Comment = duizhao.Auto, ""
		if k := status[beadName(beads[i].Zh, beads[i].En)]; k != nil {
			beads[i].Status, beads[i].Comment = k.Status, k.Comment
		}
	}
	return beads
}

// anchorNames joins the ids of the units of b.
func anchorNames(b *duizhao.BeadDecision) string {
	return beadName(ids(b.Zh), ids(b.En))
}

func ids(anchors []duizhao.Anchor) []string {
	out := make([]string, len(anchors))
	for i, a := range anchors {
		out[i] = a.ID
	}
	return out
}
