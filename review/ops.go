package review

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"duizhao"
)

// Op is one thing that a person does to a report, as the page sends it. Units and
// beads are named as the person saw them; which fields count depends on Op.
type Op struct {
	Op      string                `json:"op"`
	Level   duizhao.UnitLevel     `json:"level,omitempty"`
	Lang    duizhao.Lang          `json:"lang,omitempty"`
	Zh      []string              `json:"zh,omitempty"` // ids of the units of a bead
	En      []string              `json:"en,omitempty"`
	Unit    string                `json:"unit,omitempty"`
	Units   []string              `json:"units,omitempty"`
	To      string                `json:"to,omitempty"`   // "up", "down"
	With    string                `json:"with,omitempty"` // merge: "next", "previous"; replace: the new words
	At      int                   `json:"at,omitempty"`   // code points
	ID      string                `json:"id,omitempty"`
	Status  duizhao.FindingStatus `json:"status,omitempty"`
	Comment *string               `json:"comment,omitempty"` // of a finding; none leaves it as it is
	Text    string                `json:"text,omitempty"`
	Find    string                `json:"find,omitempty"`
	Edited  bool                  `json:"edited,omitempty"` // realign: edited beads of the stretch are given up, too
}

// act is what an Op comes to: one of its parts is set.
type act struct {
	level   duizhao.UnitLevel // of beads and comment
	beads   []bead
	anchors []duizhao.BeadDecision // of beads, the same order
	comment *comment

	finding     *duizhao.FindingDecision
	keepComment bool
	text        *duizhao.Correction
	cut         *duizhao.Cut
	uncut       []duizhao.Cut
	again       bool // the layout shows it only when the report was laid out anew
}

// bead is a bead to be settled, or, with the status Auto, to be given back.
type bead struct {
	zh, en []string
	status duizhao.BeadStatus
}

// comment is what a person says about a bead.
type comment struct {
	zh, en []string
	text   string
	bead   duizhao.BeadDecision
}

const (
	maxOps  = 500
	maxText = 100_000 // bytes
)

// resolver finds out what ops mean on the layout that a person saw.
type resolver struct {
	r  *duizhao.Report
	u  *units
	d  *duizhao.Decisions
	by duizhao.Maker
}

// resolve returns what ops come to, one after the other. The error is a problem.
func (v *resolver) resolve(ops []Op) ([]act, error) {
	var out []act
	if len(ops) == 0 || len(ops) > maxOps {
		return nil, unprocessable("一次须有 1 至 %d 个改动", "there must be 1 to %d changes at once", maxOps)
	}
	for i := range ops {
		acts, err := v.one(&ops[i])
		if err != nil {
			return nil, err
		}
		for k := range acts {
			v.r = acts[k].show(v.r, v.u)
		}
		out = append(out, acts...)
	}
	return out, nil
}

func unprocessable(zh, en string, args ...any) error {
	return wrong(http.StatusUnprocessableEntity, fmt.Sprintf(zh, args...), fmt.Sprintf(en, args...))
}

// verbs is what each op does.
func (v *resolver) verbs() map[string]func(*Op) ([]act, error) {
	return map[string]func(*Op) ([]act, error){
		"link": v.link, "confirm": v.confirm, "unconfirm": v.unconfirm, "confirm_above": v.confirmAbove,
		"move": v.move, "unlink": v.unlink, "merge": v.merge, "split": v.split, "unsplit": v.unsplit,
		"finding": v.finding, "text": v.text, "comment": v.comment, "realign": v.realign, "replace": v.replace,
	}
}

func (v *resolver) one(o *Op) ([]act, error) {
	do := v.verbs()[o.Op]
	if do == nil {
		return nil, unprocessable("没有改动 %.40q", "there is no change %.40q", o.Op)
	}
	if len(o.Text)+len(o.With)+len(o.Find) > maxText || o.Comment != nil && len(*o.Comment) > maxText {
		return nil, unprocessable("文字超过 %d 字节", "a text is longer than %d bytes", maxText)
	}
	switch o.Op {
	case "finding", "text", "replace":
	default:
		if o.Level != duizhao.ParagraphLevel && o.Level != duizhao.SentenceLevel {
			return nil, unprocessable("没有层级 %.40q", "there is no level %.40q", o.Level)
		}
	}
	switch o.Op {
	case "move", "unlink", "split", "unsplit", "text", "replace":
		if o.Lang != duizhao.Chinese && o.Lang != duizhao.English {
			return nil, unprocessable("没有语言 %.40q", "there is no language %.40q", o.Lang)
		}
	}
	return do(o)
}

// find returns the index of the bead that o names.
func (v *resolver) find(o *Op) (int, error) {
	i := slices.IndexFunc(beadsOf(v.r, o.Level), func(b duizhao.ReportBead) bool { return sameUnits(&b, o.Zh, o.En) })
	if i < 0 {
		return 0, gone()
	}
	return i, nil
}

// gone is the error where what an op names is not there any more.
func gone() error {
	return unprocessable("此处已变动，请重新查看后再改", "this is no longer there; look at it again")
}

// holder returns the index of the bead that holds a unit.
func (v *resolver) holder(o *Op) (int, error) {
	i := slices.IndexFunc(beadsOf(v.r, o.Level), func(b duizhao.ReportBead) bool {
		if o.Lang == duizhao.Chinese {
			return slices.Contains(b.Zh, o.Unit)
		}
		return slices.Contains(b.En, o.Unit)
	})
	if i < 0 {
		return 0, gone()
	}
	return i, nil
}

// settling returns the act that settles beads.
func (v *resolver) settling(level duizhao.UnitLevel, beads ...bead) []act {
	a := act{level: level, beads: beads}
	for _, b := range beads {
		a.anchors = append(a.anchors, v.decision(level, b.zh, b.en, b.status))
	}
	return []act{a}
}

func (v *resolver) decision(level duizhao.UnitLevel, zh, en []string, status duizhao.BeadStatus) duizhao.BeadDecision {
	return duizhao.BeadDecision{
		Level: level, Zh: v.u.zh.anchors(level, zh), En: v.u.en.anchors(level, en), Status: status, Maker: v.by,
	}
}

// joined returns the act that makes one bead of units and settles what is left of the
// beads they leave where a person had settled those, or where both languages remain:
// that is what the person then sees. What is left in one language only is free for
// the aligner.
func (v *resolver) joined(level duizhao.UnitLevel, zh, en []string) []act {
	zh, en = v.u.zh.sort(level, zh), v.u.en.sort(level, en)
	beads := []bead{{zh, en, duizhao.Edited}}
	for _, old := range beadsOf(v.r, level) {
		z, e := without(old.Zh, zh), without(old.En, en)
		if len(z) == len(old.Zh) && len(e) == len(old.En) || len(z)+len(e) == 0 {
			continue
		}
		if old.Status != duizhao.Auto || len(z) > 0 && len(e) > 0 {
			beads = append(beads, bead{z, e, duizhao.Edited})
		}
	}
	return v.settling(level, beads...)
}

func (v *resolver) link(o *Op) ([]act, error) {
	if len(o.Zh)+len(o.En) == 0 || !v.u.has(o.Level, o.Zh, o.En) {
		return nil, gone()
	}
	return v.joined(o.Level, o.Zh, o.En), nil
}

func (v *resolver) confirm(o *Op) ([]act, error) {
	if _, err := v.find(o); err != nil {
		return nil, err
	}
	return v.settling(o.Level, bead{o.Zh, o.En, duizhao.Confirmed}), nil
}

func (v *resolver) unconfirm(o *Op) ([]act, error) {
	if _, err := v.find(o); err != nil {
		return nil, err
	}
	return v.settling(o.Level, bead{o.Zh, o.En, duizhao.Auto}), nil
}

func (v *resolver) confirmAbove(o *Op) ([]act, error) {
	i, err := v.find(o)
	if err != nil {
		return nil, err
	}
	var beads []bead
	for _, b := range beadsOf(v.r, o.Level)[:i+1] {
		if b.Status != duizhao.Confirmed {
			beads = append(beads, bead{b.Zh, b.En, duizhao.Confirmed})
		}
	}
	return v.settling(o.Level, beads...), nil
}

func (v *resolver) move(o *Op) ([]act, error) {
	i, err := v.holder(o)
	if err != nil {
		return nil, err
	}
	step, ok := map[string]int{"up": -1, "down": 1}[o.To]
	beads := beadsOf(v.r, o.Level)
	if !ok || i+step < 0 || i+step >= len(beads) {
		return nil, unprocessable("那边没有可并入的一行", "there is no row to move it to")
	}
	to := beads[i+step]
	zh, en := to.Zh, to.En
	if o.Lang == duizhao.Chinese {
		zh = append(slices.Clone(zh), o.Unit)
	} else {
		en = append(slices.Clone(en), o.Unit)
	}
	return v.joined(o.Level, zh, en), nil
}

func (v *resolver) unlink(o *Op) ([]act, error) {
	if _, err := v.holder(o); err != nil {
		return nil, err
	}
	if o.Lang == duizhao.Chinese {
		return v.joined(o.Level, []string{o.Unit}, nil), nil
	}
	return v.joined(o.Level, nil, []string{o.Unit}), nil
}

func (v *resolver) merge(o *Op) ([]act, error) {
	i, err := v.find(o)
	if err != nil {
		return nil, err
	}
	step, ok := map[string]int{"previous": -1, "next": 1}[o.With]
	beads := beadsOf(v.r, o.Level)
	if !ok || i+step < 0 || i+step >= len(beads) {
		return nil, unprocessable("那边没有可合并的一行", "there is no row to merge it with")
	}
	other := beads[i+step]
	return v.joined(o.Level, slices.Concat(o.Zh, other.Zh), slices.Concat(o.En, other.En)), nil
}

// split cuts a unit. The bead that holds it is given back where it was settled: it
// names a unit that will be no more.
func (v *resolver) split(o *Op) ([]act, error) {
	i, err := v.holder(o)
	if err != nil {
		return nil, err
	}
	text := []rune(v.u.side(o.Lang).text(o.Level, o.Unit))
	if o.At <= 0 || o.At >= len(text) || strings.TrimSpace(string(text[:o.At])) == "" || strings.TrimSpace(string(text[o.At:])) == "" {
		return nil, unprocessable("分开后两边都须有文字", "both parts must hold text")
	}
	var out []act
	if b := beadsOf(v.r, o.Level)[i]; b.Status != duizhao.Auto {
		out = v.settling(o.Level, bead{b.Zh, b.En, duizhao.Auto})
	}
	cut := duizhao.Cut{Level: o.Level, Lang: o.Lang, Unit: duizhao.NewAnchor(o.Unit, string(text)), At: o.At, Maker: v.by}
	return append(out, act{cut: &cut, again: true}), nil
}

// unsplit takes back the cut that made a unit: the one whose parts, with this unit
// among them, are fewest. The cuts of those parts go with it.
func (v *resolver) unsplit(o *Op) ([]act, error) {
	if _, err := v.holder(o); err != nil {
		return nil, err
	}
	s := v.u.side(o.Lang)
	all := s.neighbours(o.Level, o.Unit)
	k := slices.Index(all, o.Unit)
	for n := 2; n <= len(all); n++ {
		for from := max(0, k-n+1); from <= k && from+n <= len(all); from++ {
			if cuts := v.cutsOf(o, s, all[from:from+n]); cuts != nil {
				return v.givenBack(o, all[from:from+n], cuts), nil
			}
		}
	}
	return nil, unprocessable("此处没有分开过", "this was not split")
}

// maxParts is how many parts a unit is looked for to have been cut into.
const maxParts = 40

// neighbours returns the units around unit that may have been one with it.
func (s *side) neighbours(level duizhao.UnitLevel, unit string) (out []string) {
	i, _ := s.at(level, unit)
	if level == duizhao.ParagraphLevel {
		for k := max(0, i-maxParts); k < min(len(s.reading.Paragraphs), i+maxParts); k++ {
			out = append(out, s.reading.Paragraphs[k].ID)
		}
		return out
	}
	for k := max(0, i-maxParts); k < min(len(s.reading.Sentences), i+maxParts); k++ {
		if s.reading.Sentences[k].Paragraph == s.reading.Sentences[i].Paragraph {
			out = append(out, s.reading.Sentences[k].ID)
		}
	}
	return out
}

// cutsOf returns the cut of the unit that parts were, and the cuts of what it became;
// nil where parts were none.
func (v *resolver) cutsOf(o *Op, s *side, parts []string) []duizhao.Cut {
	hashes := map[string]bool{}
	whole := ""
	for i := range parts {
		text := ""
		for k := i; k < len(parts); k++ {
			text += s.text(o.Level, parts[k])
			if k > i {
				hashes[duizhao.TextHash(text)] = true
			}
		}
		if i == 0 {
			whole = duizhao.TextHash(text)
		}
	}
	var out []duizhao.Cut
	found := false
	for _, c := range v.d.Cuts {
		if c.Level == o.Level && c.Lang == o.Lang && hashes[c.Unit.Hash] {
			out = append(out, c)
			found = found || c.Unit.Hash == whole
		}
	}
	if !found {
		return nil
	}
	return out
}

// givenBack drops cuts, and gives back the settled beads that hold their parts.
func (v *resolver) givenBack(o *Op, parts []string, cuts []duizhao.Cut) []act {
	var back []bead
	for _, b := range beadsOf(v.r, o.Level) {
		units := b.En
		if o.Lang == duizhao.Chinese {
			units = b.Zh
		}
		if b.Status != duizhao.Auto && slices.ContainsFunc(units, func(id string) bool { return slices.Contains(parts, id) }) {
			back = append(back, bead{b.Zh, b.En, duizhao.Auto})
		}
	}
	var out []act
	if back != nil {
		out = v.settling(o.Level, back...)
	}
	return append(out, act{uncut: cuts, again: true})
}

func (v *resolver) finding(o *Op) ([]act, error) {
	if !slices.Contains([]duizhao.FindingStatus{duizhao.Open, duizhao.Accepted, duizhao.Dismissed}, o.Status) {
		return nil, unprocessable("没有状态 %.40q", "there is no status %.40q", o.Status)
	}
	i := slices.IndexFunc(v.r.Findings, func(f duizhao.ReportFinding) bool { return f.ID == o.ID })
	if i < 0 {
		return nil, gone()
	}
	f := &v.r.Findings[i]
	d := &duizhao.FindingDecision{
		ID: f.ID, Check: f.Check, Status: o.Status, Maker: v.by,
		Zh: v.quote(duizhao.Chinese, f.Zh), En: v.quote(duizhao.English, f.En),
	}
	if o.Comment != nil {
		d.Comment = *o.Comment
	}
	return []act{{finding: d, keepComment: o.Comment == nil}}, nil
}

func (v *resolver) quote(l duizhao.Lang, q *duizhao.Quote) *duizhao.QuoteAnchor {
	if q == nil {
		return nil
	}
	a := v.u.side(l).anchors(duizhao.ParagraphLevel, []string{q.Paragraph})
	return &duizhao.QuoteAnchor{Paragraph: a[0], Text: q.Text}
}

func (v *resolver) text(o *Op) ([]act, error) {
	p := v.u.side(o.Lang).paragraph(o.Unit)
	if p == nil {
		return nil, gone()
	}
	return []act{v.correction(o.Lang, p, o.Text)}, nil
}

// correction returns the act that says a paragraph should read text; its own text or
// none takes an earlier one back.
func (v *resolver) correction(l duizhao.Lang, p *duizhao.ReportParagraph, text string) act {
	if text == p.Text {
		text = ""
	}
	return act{text: &duizhao.Correction{Lang: l, Unit: duizhao.NewAnchor(p.ID, p.Text), Text: text, Maker: v.by}}
}

func (v *resolver) replace(o *Op) ([]act, error) {
	if o.Find == "" {
		return nil, unprocessable("请给出要查找的文字", "say what to look for")
	}
	rd := v.r.Readings.In(o.Lang) // with the corrections of this request
	var out []act
	for _, id := range o.Units {
		i, ok := v.u.side(o.Lang).paragraphs[id]
		if !ok {
			return nil, gone()
		}
		p := rd.Paragraphs[i]
		old := p.Text
		if p.Correction != "" {
			old = p.Correction
		}
		if text := strings.ReplaceAll(old, o.Find, o.With); text != old && text != "" && len(text) <= maxText {
			out = append(out, v.correction(o.Lang, &p, text))
		}
	}
	return out, nil
}

func (v *resolver) comment(o *Op) ([]act, error) {
	if _, err := v.find(o); err != nil {
		return nil, err
	}
	c := &comment{zh: o.Zh, en: o.En, text: o.Text, bead: v.decision(o.Level, o.Zh, o.En, duizhao.Auto)}
	c.bead.Comment = o.Text
	return []act{{level: o.Level, comment: c}}, nil
}

// realign has the stretch of unconfirmed beads around one aligned again. Beads that
// people edited are fixed points of it, as confirmed ones, unless they are given up.
func (v *resolver) realign(o *Op) ([]act, error) {
	i, err := v.find(o)
	if err != nil {
		return nil, err
	}
	beads := beadsOf(v.r, o.Level)
	from, to := i, i
	for from > 0 && beads[from-1].Status != duizhao.Confirmed {
		from--
	}
	for to < len(beads) && beads[to].Status != duizhao.Confirmed {
		to++
	}
	var back []bead
	for k := from; k < to; k++ {
		if b := beads[k]; o.Edited && k != i && b.Status == duizhao.Edited {
			back = append(back, bead{b.Zh, b.En, duizhao.Auto})
		}
	}
	if back == nil {
		return []act{{again: true}}, nil
	}
	a := v.settling(o.Level, back...)
	a[0].again = true
	return a, nil
}
