package pipeline

import (
	"fmt"
	"slices"
	"strings"

	"duizhao"
)

// settled is what people settled about a report, by the indexes of its units.
type settled struct {
	decisions             *duizhao.Decisions
	zh, en                units
	paragraphs, sentences []duizhao.Bead
	problems              []duizhao.Problem // what no longer fits
}

// units finds the units of one language by what they say.
type units struct{ paragraphs, sentences finder }

func (u *units) at(l duizhao.UnitLevel) *finder {
	if l == duizhao.SentenceLevel {
		return &u.sentences
	}
	return &u.paragraphs
}

// settle forces the ends of sentences that people set and finds the units their
// beads name. Either reading may be nil.
func (docs *Documents) settle(zh, en *duizhao.Reading) *settled {
	s := &settled{decisions: docs.decisions, problems: slices.Clone(docs.unfit)}
	if s.decisions.Empty() {
		return s
	}
	for _, c := range s.decisions.Cuts {
		rd := zh
		if c.Lang == duizhao.English {
			rd = en
		}
		if c.Level == duizhao.SentenceLevel && !cutSentence(rd, c) {
			s.unfit("cut_gone", c.Maker, "the cut of a sentence", c.Unit)
		}
	}
	s.zh, s.en = unitsOf(zh), unitsOf(en)
	s.paragraphs = s.beads(duizhao.ParagraphLevel)
	s.sentences = s.beads(duizhao.SentenceLevel)
	return s
}

func unitsOf(rd *duizhao.Reading) (u units) {
	u.paragraphs, u.sentences = newFinder(), newFinder()
	if rd == nil {
		return u
	}
	d := rd.Document
	for i, b := range d.Blocks {
		u.paragraphs.add(b.ID, d.BlockText(i))
	}
	for _, x := range rd.Sentences {
		u.sentences.add(x.ID, x.Span.Of(d.Text))
	}
	return u
}

// beads returns the settled beads of a level, in the order of the decisions. Of two
// that name one unit the later holds.
func (s *settled) beads(l duizhao.UnitLevel) []duizhao.Bead {
	var out []duizhao.Bead
	taken := map[string]bool{}
	for i := len(s.decisions.Beads) - 1; i >= 0; i-- {
		d := &s.decisions.Beads[i]
		if d.Level != l || !d.Settled() {
			continue
		}
		b, ok := s.bead(d)
		if ok && !take(taken, b) {
			s.unfit("overtaken", d.Maker, aBead(d)+" that a later one contradicts", beadUnits(d)...)
			continue
		}
		if !ok {
			s.unfit("unit_gone", d.Maker, aBead(d), beadUnits(d)...)
			continue
		}
		out = append(out, b)
	}
	slices.Reverse(out)
	return out
}

func aBead(d *duizhao.BeadDecision) string {
	if d.Status == duizhao.Edited {
		return "an edited bead"
	}
	return "a confirmed bead"
}

func beadUnits(d *duizhao.BeadDecision) []duizhao.Anchor { return slices.Concat(d.Zh, d.En) }

// bead finds the units of d; ok is false where one is not there.
func (s *settled) bead(d *duizhao.BeadDecision) (b duizhao.Bead, ok bool) {
	zh, ok1 := s.zh.at(d.Level).all(d.Zh)
	en, ok2 := s.en.at(d.Level).all(d.En)
	return duizhao.Bead{Zh: zh, En: en, Confidence: 1, Status: d.Status, Evidence: "settled by a person"}, ok1 && ok2
}

// take marks the units of b; it is false, and marks none, where one is taken.
func take(taken map[string]bool, b duizhao.Bead) bool {
	var names []string
	for _, i := range b.Zh {
		names = append(names, fmt.Sprint("z", i))
	}
	for _, i := range b.En {
		names = append(names, fmt.Sprint("e", i))
	}
	if slices.ContainsFunc(names, func(n string) bool { return taken[n] }) {
		return false
	}
	for _, n := range names {
		taken[n] = true
	}
	return true
}

// mark writes into b what people said about its beads and findings, and lists what
// no longer fits.
func (s *settled) mark(b *duizhao.Bitext) {
	if s.decisions.Empty() {
		return
	}
	for i := range s.decisions.Beads {
		if d := &s.decisions.Beads[i]; d.Comment != "" && !s.comment(b, d) && !d.Settled() {
			s.unfit("unit_gone", d.Maker, "a comment, “"+d.Comment+"”", beadUnits(d)...)
		}
	}
	byID := map[string]*duizhao.Finding{}
	for i := range b.Findings {
		byID[b.Findings[i].ID] = &b.Findings[i]
	}
	for i := range s.decisions.Findings {
		if s.decisions.Findings[i].Check != historyCheck { // of other reports nothing is known here
			s.finding(b, byID, &s.decisions.Findings[i])
		}
	}
	b.Problems = append(b.Problems, s.problems...)
}

// comment puts d's comment to the bead that holds the first of its units that is
// still there.
func (s *settled) comment(b *duizhao.Bitext, d *duizhao.BeadDecision) bool {
	beads := b.Paragraphs
	if d.Level == duizhao.SentenceLevel {
		beads = b.Sentences
	}
	for _, side := range []struct {
		finder  *finder
		anchors []duizhao.Anchor
		of      func(duizhao.Bead) []int
	}{
		{s.zh.at(d.Level), d.Zh, func(b duizhao.Bead) []int { return b.Zh }},
		{s.en.at(d.Level), d.En, func(b duizhao.Bead) []int { return b.En }},
	} {
		for _, a := range side.anchors {
			i, ok := side.finder.find(a)
			if !ok {
				continue
			}
			if k := slices.IndexFunc(beads, func(b duizhao.Bead) bool { return slices.Contains(side.of(b), i) }); k >= 0 {
				beads[k].Comment = joined(beads[k].Comment, d.Comment)
				return true
			}
		}
	}
	return false
}

func joined(a, b string) string {
	if a == "" || a == b {
		return b
	}
	return a + "\n" + b
}

// finding gives the finding that d is about its status. The ID holds the sentences
// around the quotes; where one was cut since, the same quotes in the same
// paragraphs are the same finding.
func (s *settled) finding(b *duizhao.Bitext, byID map[string]*duizhao.Finding, d *duizhao.FindingDecision) {
	f := byID[d.ID]
	if f == nil {
		var like []*duizhao.Finding
		for i := range b.Findings {
			if k := &b.Findings[i]; k.Check == d.Check && quotes(b.Zh, k.Zh, d.Zh) && quotes(b.En, k.En, d.En) {
				like = append(like, k)
			}
		}
		if len(like) == 1 {
			f = like[0]
		}
	}
	if f == nil {
		what := map[duizhao.FindingStatus]string{
			duizhao.Accepted: "an accepted finding is no longer found (it may have been corrected)", duizhao.Dismissed: "a dismissed finding is no longer found",
		}[d.Status]
		if what == "" {
			what = "a comment on a finding that is no longer found, “" + d.Comment + "”"
		}
		s.problems = append(s.problems, duizhao.Problem{Stage: stage, Code: "finding_gone", Message: what + ": " + d.ID + quoted(d.Zh) + quoted(d.En)})
		return
	}
	f.Status, f.Comment = d.Status, d.Comment
}

// quotes reports whether r quotes what q does.
func quotes(rd *duizhao.Reading, r *duizhao.Ref, q *duizhao.QuoteAnchor) bool {
	if rd == nil || r == nil || q == nil {
		return r == nil && q == nil
	}
	d := rd.Document
	return r.Span.Of(d.Text) == q.Text && duizhao.TextHash(d.BlockText(r.Block)) == q.Paragraph.Hash
}

func quoted(q *duizhao.QuoteAnchor) string {
	if q == nil {
		return ""
	}
	return fmt.Sprintf(" “%s”", q.Text)
}

// historyCheck is the check whose findings come from comparing reports.
const historyCheck = "history"

// stage names the problems with decisions.
const stage = "decisions"

// unfit lists a decision that no longer fits: it stays in the decisions.
func (s *settled) unfit(code string, m duizhao.Maker, what string, anchors ...duizhao.Anchor) {
	s.problems = append(s.problems, unfit(code, m, what, anchors...))
}

func unfit(code string, m duizhao.Maker, what string, anchors ...duizhao.Anchor) duizhao.Problem {
	var b strings.Builder
	b.WriteString(what)
	if m.By != "" {
		b.WriteString(" by " + m.By)
	}
	b.WriteString(" no longer fits the text and is left aside:")
	for _, a := range anchors {
		fmt.Fprintf(&b, " %s “%s”", a.ID, a.Text)
	}
	return duizhao.Problem{Stage: stage, Code: code, Message: b.String()}
}
