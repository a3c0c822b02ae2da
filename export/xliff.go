package export

import (
	"io"
	"strconv"

	"duizhao"
)

// XLIFF writes one report as XLIFF 1.2 (OASIS Standard, 2008), for translation
// tools. Each sentence bead is a trans-unit, in a group for each paragraph bead; a
// paragraph bead whose sentences do not nest is one trans-unit. The state says
// what to look at: needs-review-translation where a finding is open or the
// confidence below 0.9, signed-off where a person settled it. Where nothing
// translates the source there is neither target nor state. The source language
// is Chinese, save for a report in English alone.
func XLIFF(w io.Writer, r *duizhao.Report, o Options) error {
	t := newBitext(r, o)
	m := newMarkup(w)
	source, target := directions(r)
	m.raw(xmlDeclaration)
	m.begin("xliff", "version", "1.2", "xmlns", "urn:oasis:names:tc:xliff:document:1.2")
	m.begin("file", "original", sourcePath(r, source), "source-language", tag(source), "target-language", tag(target),
		"datatype", "plaintext", "xml:space", "preserve", "tool-id", "duizhao", "date", o.xliffDate(),
		"product-name", r.ID, "product-version", r.Period)
	m.begin("header")
	m.leaf("tool", "tool-id", "duizhao", "tool-name", "duizhao", "tool-version", "1")
	for _, f := range t.general {
		note12(m, f, o.Lang)
	}
	m.end()
	m.begin("body")
	for i := range t.passages {
		passage12(m, t, &t.passages[i], o.Lang)
	}
	return m.close()
}

// xliffDate is how XLIFF 1.2 writes a date: ISO 8601.
func (o Options) xliffDate() string {
	if at, ok := o.when(); ok {
		return at.Format("2006-01-02T15:04:05Z")
	}
	return ""
}

func passage12(m *markup, t *bitext, p *passage, l duizhao.Lang) {
	if len(p.sentences) == 0 {
		unit12(m, t, &p.segment, l)
		return
	}
	m.begin("group", "id", "g"+p.id, "restype", "x-"+string(p.kind))
	for i := range p.sentences {
		unit12(m, t, &p.sentences[i], l)
	}
	m.end()
}

func unit12(m *markup, t *bitext, g *segment, l duizhao.Lang) {
	source, target := directions(t.report)
	state, approved := state12(g)
	m.begin("trans-unit", "id", g.id, "approved", approved)
	m.text("source", g.in(source))
	if g.in(target) != "" {
		m.text("target", g.in(target), "state", state)
	}
	m.begin("context-group", "purpose", "information")
	for _, p := range t.properties(g) {
		m.text("context", p[1], "context-type", p[0])
	}
	m.end()
	for _, f := range g.findings {
		note12(m, f, l)
	}
	m.end()
}

// state12 returns the state of a unit's target and whether it is approved.
func state12(g *segment) (state, approved string) {
	switch g.standing() {
	case doubtful:
		return "needs-review-translation", "no"
	case translated:
		return "translated", "no"
	case settled:
		return "signed-off", "yes"
	}
	return "", ""
}

func note12(m *markup, f *duizhao.ReportFinding, l duizhao.Lang) {
	m.text("note", said(f, l), "from", "duizhao", "priority", priority(f), "annotates", "general", "xml:lang", tag(l))
}

// priority puts a finding's severity on XLIFF's scale, 1 the highest of 10.
func priority(f *duizhao.ReportFinding) string {
	if f.Status == duizhao.Dismissed {
		return "10"
	}
	return strconv.Itoa(1 + 3*gravity(f.Severity))
}
