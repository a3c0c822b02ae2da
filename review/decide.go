package review

import (
	"slices"
	"strings"

	"duizhao"
)

// decide writes a into d.
func (a *act) decide(d *duizhao.Decisions) {
	switch {
	case a.beads != nil:
		a.settle(d)
	case a.comment != nil:
		a.comment.decide(d)
	case a.finding != nil:
		a.settleFinding(d)
	case a.text != nil:
		same := func(c duizhao.Correction) bool {
			return c.Lang == a.text.Lang && c.Unit == a.text.Unit && c.Text == a.text.Text
		}
		if !slices.ContainsFunc(d.Texts, same) {
			d.Correct(*a.text)
		}
	case a.cut != nil:
		d.AddCut(*a.cut)
	default:
		for _, c := range a.uncut {
			d.DropCut(c)
		}
	}
}

// settle settles the beads of a. Comments on the same units stay, and what was
// settled the same way stays as it is, so that two people who confirm one bead do
// not contradict each other.
func (a *act) settle(d *duizhao.Decisions) {
	known := map[string]*duizhao.BeadDecision{}
	for i := range d.Beads {
		known[unitKeys(&d.Beads[i])] = &d.Beads[i]
	}
	var beads []duizhao.BeadDecision
	for _, b := range a.anchors {
		if old := known[unitKeys(&b)]; old != nil {
			if old.Status == b.Status && old.Settled() {
				continue
			}
			b.Comment = old.Comment
		}
		beads = append(beads, b)
	}
	if beads != nil {
		d.SettleBeads(beads...)
	}
}

func (a *act) settleFinding(d *duizhao.Decisions) {
	f := *a.finding
	if i := slices.IndexFunc(d.Findings, func(k duizhao.FindingDecision) bool { return k.ID == f.ID }); i >= 0 {
		old := &d.Findings[i]
		if a.keepComment {
			f.Comment = old.Comment
		}
		if old.Status == f.Status && old.Comment == f.Comment {
			return
		}
	}
	d.SettleFinding(f)
}

// decide has c stand in place of all comments that show at its bead: those whose
// first unit is in it.
func (c *comment) decide(d *duizhao.Decisions) {
	units := map[string]bool{}
	for _, k := range strings.Fields(unitKeys(&c.bead)) {
		units[k] = true
	}
	own, done := unitKeys(&c.bead), c.text == ""
	var kept []duizhao.BeadDecision
	for _, b := range d.Beads {
		keys := strings.Fields(unitKeys(&b))
		if strings.Join(keys, " ") == own && b.Settled() {
			b.Comment, done = c.text, true
		} else if b.Comment != "" && units[keys[0]] {
			b.Comment = ""
		}
		if b.Settled() || b.Comment != "" {
			kept = append(kept, b)
		}
	}
	if !done {
		kept = append(kept, c.bead)
	}
	d.Beads = kept
}

// unitKeys names the units of b.
func unitKeys(b *duizhao.BeadDecision) string {
	var s strings.Builder
	for i, a := range slices.Concat(b.Zh, b.En) {
		if i > 0 {
			s.WriteByte(' ')
		}
		s.WriteString(unitKey(b.Level, i < len(b.Zh), a))
	}
	return s.String()
}

func unitKey(level duizhao.UnitLevel, zh bool, a duizhao.Anchor) string {
	l := duizhao.English
	if zh {
		l = duizhao.Chinese
	}
	return string(level) + ":" + string(l) + ":" + strings.ReplaceAll(a.ID, " ", "_") + ":" + a.Hash
}
