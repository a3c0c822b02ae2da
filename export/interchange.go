package export

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"duizhao"
)

// segment is a bead with its texts, as translation tools know it: a stretch of one
// language and what translates it. A text is empty where nothing does.
type segment struct {
	id       string // the row id of the workbooks, unique in the report
	bead     duizhao.ReportBead
	kind     duizhao.BlockKind
	page     int // 0 where the source has no pages
	zh, en   string
	zhUnits  []unit
	enUnits  []unit
	findings []*duizhao.ReportFinding
	alone    bool    // the report has one language: nothing was aligned
	within   float64 // of a sentence: the confidence of the paragraph bead it lies in; else 1
}

// in returns the segment's text in language l.
func (s *segment) in(l duizhao.Lang) string {
	if l == duizhao.Chinese {
		return s.zh
	}
	return s.en
}

// passage is a paragraph bead with the sentence beads within it, in text order.
// It has none where they do not nest: where a person moved a sentence into
// another paragraph's bead, or no sentences are known.
type passage struct {
	segment
	sentences []segment
}

// bitext is a report laid out for the formats of translators.
type bitext struct {
	report     *duizhao.Report
	lanes      *sideBySide
	paragraphs map[duizhao.Lang]map[string]*duizhao.ReportParagraph
	passages   []passage
	crossing   []segment                // sentence beads that lie in no passage
	general    []*duizhao.ReportFinding // those that point to no place
}

func newBitext(r *duizhao.Report, o Options) *bitext {
	t := &bitext{report: r, lanes: newSideBySide(r, o.Lang), paragraphs: map[duizhao.Lang]map[string]*duizhao.ReportParagraph{}}
	for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		t.paragraphs[l] = map[string]*duizhao.ReportParagraph{}
		if rd := r.Readings.In(l); rd != nil {
			for i := range rd.Paragraphs {
				t.paragraphs[l][rd.Paragraphs[i].ID] = &rd.Paragraphs[i]
			}
		}
	}
	n := levels(r)
	ids := map[string]bool{}
	within, crossing := t.nested(n[0], n[1])
	for i, b := range n[0].beads {
		p := passage{segment: t.segment(b, n[0], ids)}
		for _, s := range within[i] {
			g := t.segment(s, n[1], ids)
			g.within = settledConfidence(b)
			p.sentences = append(p.sentences, g)
		}
		t.passages = append(t.passages, p)
	}
	for _, b := range crossing {
		t.crossing = append(t.crossing, t.segment(b, n[1], ids))
	}
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Zh == nil && f.En == nil {
			t.general = append(t.general, f)
		}
	}
	return t
}

// segment lays out one bead. Its id is kept apart from those already given: a
// file may have been edited so that two beads join the same units.
func (t *bitext) segment(b duizhao.ReportBead, l level, given map[string]bool) segment {
	s := segment{id: rowID(b), bead: b, alone: l.alone, within: 1}
	for given[s.id] {
		s.id += "-2"
	}
	given[s.id] = true
	s.zhUnits, s.enUnits = t.lanes.zh.side(b.Zh, l.find), t.lanes.en.side(b.En, l.find)
	s.zh, s.en = t.lanes.zh.joined(s.zhUnits), t.lanes.en.joined(s.enUnits)
	s.kind, s.page = t.place(s.zhUnits, s.enUnits)
	for _, p := range append(t.lanes.zh.pointing(s.zhUnits), t.lanes.en.pointing(s.enUnits)...) {
		if !slices.Contains(s.findings, p.ReportFinding) {
			s.findings = append(s.findings, p.ReportFinding)
		}
	}
	slices.SortStableFunc(s.findings, func(a, b *duizhao.ReportFinding) int { return gravity(a.Severity) - gravity(b.Severity) })
	return s
}

// place returns the kind and page of a bead's first paragraph.
func (t *bitext) place(zh, en []unit) (duizhao.BlockKind, int) {
	for _, u := range zh {
		if p, ok := t.paragraphs[duizhao.Chinese][u.paragraph]; ok {
			return p.Kind, p.Page
		}
	}
	for _, u := range en {
		if p, ok := t.paragraphs[duizhao.English][u.paragraph]; ok {
			return p.Kind, p.Page
		}
	}
	return duizhao.Paragraph, 0
}

// joined returns the text of units. Neighbours within a paragraph keep the white
// space between them; what stands in two paragraphs is parted by a line end.
func (n *lane) joined(units []unit) string {
	var b strings.Builder
	for i, u := range units {
		if i > 0 {
			b.WriteString(n.gap(units[i-1], u))
		}
		b.WriteString(n.text(u))
	}
	return b.String()
}

// gap returns what stands between two units that follow each other.
func (n *lane) gap(a, b unit) string {
	if a.paragraph != b.paragraph {
		return "\n"
	}
	if a.end <= b.start {
		if between := n.text(unit{a.paragraph, a.end, b.start}); strings.TrimSpace(between) == "" {
			return between
		}
	}
	return " … " // an edited bead may leave out what stands between
}

// nested returns, for each bead of the outer level, the inner beads that lie
// within it, where they cover it whole, and the inner beads left over.
func (t *bitext) nested(outer, inner level) (within [][]duizhao.ReportBead, crossing []duizhao.ReportBead) {
	owner, missing := map[string]int{}, make([]int, len(outer.beads))
	for i, b := range outer.beads {
		for _, id := range slices.Concat(b.Zh, b.En) {
			owner[id] = i
			missing[i] += len(t.lanes.zh.inOrder[id]) + len(t.lanes.en.inOrder[id])
		}
	}
	owners := make([][]int, len(inner.beads))
	whole := make([]bool, len(outer.beads))
	for j, b := range inner.beads {
		for _, u := range append(t.lanes.zh.side(b.Zh, inner.find), t.lanes.en.side(b.En, inner.find)...) {
			if i, ok := owner[u.paragraph]; ok {
				owners[j] = append(owners[j], i)
				missing[i]--
			}
		}
	}
	for i := range whole {
		whole[i] = missing[i] == 0
	}
	for _, in := range owners {
		for _, i := range in {
			whole[i] = whole[i] && slices.Min(in) == slices.Max(in)
		}
	}
	within = make([][]duizhao.ReportBead, len(outer.beads))
	for j, in := range owners {
		if len(in) > 0 && whole[in[0]] {
			within[in[0]] = append(within[in[0]], inner.beads[j])
		} else {
			crossing = append(crossing, inner.beads[j])
		}
	}
	return within, crossing
}

// standing says how far a translator may trust a segment.
type standing int

const (
	untranslated standing = iota // one side is empty
	doubtful                     // an open finding, or alignment that may be wrong
	translated                   // laid side by side by the program, nothing found
	settled                      // a person confirmed or edited it, nothing open
)

// trusted is the confidence from which an alignment needs no look: what the
// workbook calls high.
const trusted = 0.9

// settledConfidence is a bead's confidence, 1 where a person settled it.
func settledConfidence(b duizhao.ReportBead) float64 {
	if b.Status == duizhao.Confirmed || b.Status == duizhao.Edited {
		return 1
	}
	return b.Confidence
}

func (s *segment) standing() standing {
	byHand := s.bead.Status == duizhao.Confirmed || s.bead.Status == duizhao.Edited
	switch {
	case s.zh == "" || s.en == "":
		return untranslated
	case slices.ContainsFunc(s.findings, isOpen), !byHand && min(s.bead.Confidence, s.within) < trusted:
		return doubtful
	case byHand:
		return settled
	}
	return translated
}

// isOpen reports whether a finding still asks for a change of the text.
func isOpen(f *duizhao.ReportFinding) bool {
	return f.Severity != duizhao.SeverityInfo && (f.Status == duizhao.Open || f.Status == duizhao.Accepted || f.Status == "")
}

// said returns a finding as one line in language l.
func said(f *duizhao.ReportFinding, l duizhao.Lang) string {
	line := severities.in(string(f.Severity), l) + ": " + f.Message.In(l)
	if f.Status != duizhao.Open && f.Status != "" {
		line += " [" + findingStates.in(string(f.Status), l) + "]"
	}
	return line
}

// directions returns the language a translator works from and the one worked
// into: from Chinese, save where a report is in English alone.
func directions(r *duizhao.Report) (source, target duizhao.Lang) {
	if r.Readings.Zh == nil && r.Readings.En != nil {
		return duizhao.English, duizhao.Chinese
	}
	return duizhao.Chinese, duizhao.English
}

// tag returns the BCP 47 tag of a language as translation tools list it.
func tag(l duizhao.Lang) string {
	if l == duizhao.Chinese {
		return "zh-CN"
	}
	return "en"
}

// sourcePath returns the path of the file that holds language l.
func sourcePath(r *duizhao.Report, l duizhao.Lang) string {
	for _, s := range r.Sources {
		if slices.Contains(s.Languages, l) {
			return s.Path
		}
	}
	return r.ID
}

// when reads the date line of Options, in UTC; ok is false where it is none.
func (o Options) when() (at time.Time, ok bool) {
	for _, layout := range []string{time.RFC3339, time.DateTime, time.DateOnly} {
		if at, err := time.Parse(layout, o.Generated); err == nil {
			return at.UTC(), true
		}
	}
	return time.Time{}, false
}

// properties names what else is known of a segment, as pairs of name and value.
func (t *bitext) properties(g *segment) [][2]string {
	out := [][2]string{
		{"x-confidence", strconv.FormatFloat(g.bead.Confidence, 'f', 3, 64)},
		{"x-status", string(g.bead.Status)},
		{"x-zh-ids", strings.Join(g.bead.Zh, " ")},
		{"x-en-ids", strings.Join(g.bead.En, " ")},
	}
	if g.page > 0 {
		out = append(out, [2]string{"x-page", strconv.Itoa(g.page)})
	}
	if g.alone {
		out = out[1:]
	}
	if g.within < g.bead.Confidence { // what makes a sure sentence doubtful
		out = append(out, [2]string{"x-paragraph-confidence", strconv.FormatFloat(g.within, 'f', 3, 64)})
	}
	return slices.DeleteFunc(out, func(p [2]string) bool { return p[1] == "" })
}
