package export

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"duizhao"
)

// XLIFF2 writes one report as XLIFF 2.1 (OASIS Standard, 2018): a unit for each
// paragraph bead, in it a segment for each sentence bead, the white space between
// sentences as ignorable. Where sentences do not nest the unit is one segment.
// States and languages are as in XLIFF; a translated segment that a person should
// look at has the subState duizhao:needs-review. Findings are notes, confidence
// and ids metadata.
func XLIFF2(w io.Writer, r *duizhao.Report, o Options) error {
	t := newBitext(r, o)
	m := newMarkup(w)
	source, target := directions(r)
	m.raw(xmlDeclaration)
	m.begin("xliff", "version", "2.1", "srcLang", tag(source), "trgLang", tag(target),
		"xmlns", "urn:oasis:names:tc:xliff:document:2.0", "xmlns:mda", "urn:oasis:names:tc:xliff:metadata:2.0")
	m.begin("file", "id", "f1", "original", sourcePath(r, source), "xml:space", "preserve")
	m.begin("mda:metadata")
	m.begin("mda:metaGroup", "category", "report")
	m.text("mda:meta", r.ID, "type", "report")
	m.text("mda:meta", r.Period, "type", "period")
	m.end()
	m.end()
	notes2(m, []segment{{findings: t.general}}, o.Lang)
	for i := range t.passages {
		unit2(m, t, &t.passages[i], o.Lang)
	}
	if len(t.passages) == 0 { // a file must hold a unit
		unit2(m, t, &passage{segment: segment{id: "empty", kind: duizhao.Paragraph}}, o.Lang)
	}
	return m.close()
}

func unit2(m *markup, t *bitext, p *passage, l duizhao.Lang) {
	segments := p.sentences
	if len(segments) == 0 {
		segments = []segment{p.segment}
	}
	m.begin("unit", "id", "u"+p.id, "type", "duizhao:"+string(p.kind))
	metadata2(m, t, p, segments)
	notes2(m, segments, l)
	order := targetOrder(t, segments)
	for i := range segments {
		if i > 0 && order == nil {
			ignorable2(m, t, &segments[i-1], &segments[i])
		}
		segment2(m, t, &segments[i], placeOf(order, i))
	}
	m.end()
}

func metadata2(m *markup, t *bitext, p *passage, segments []segment) {
	m.begin("mda:metadata")
	group := func(category string, g *segment) {
		m.begin("mda:metaGroup", "id", "m"+g.id, "category", category)
		for _, p := range t.properties(g) {
			m.text("mda:meta", p[1], "type", strings.TrimPrefix(p[0], "x-"))
		}
		m.end()
	}
	group("paragraph", &p.segment)
	if len(p.sentences) > 0 {
		for i := range segments {
			group("sentence", &segments[i])
		}
	}
	m.end()
}

// notes2 writes the findings of a unit's segments; where there are several
// segments each note begins with the number of its own.
func notes2(m *markup, segments []segment, l duizhao.Lang) {
	n := 0
	for i := range segments {
		for _, f := range segments[i].findings {
			if n == 0 {
				m.begin("notes")
			}
			n++
			line := said(f, l)
			if len(segments) > 1 {
				line = "(" + strconv.Itoa(i+1) + ") " + line
			}
			m.text("note", line, "id", "n"+strconv.Itoa(n), "category", f.Check, "priority", priority(f))
		}
	}
	if n > 0 {
		m.end()
	}
}

func segment2(m *markup, t *bitext, g *segment, order string) {
	source, target := directions(t.report)
	state, sub := state2(g)
	m.begin("segment", "id", "s"+g.id, "state", state, "subState", sub)
	m.text("source", g.in(source))
	if g.in(target) != "" {
		m.text("target", g.in(target), "order", order)
	}
	m.end()
}

func state2(g *segment) (state, sub string) {
	switch g.standing() {
	case doubtful:
		return "translated", "duizhao:needs-review"
	case translated:
		return "translated", ""
	case settled:
		return "final", ""
	}
	return "initial", ""
}

// ignorable2 writes what stands between two segments, if anything does.
func ignorable2(m *markup, t *bitext, a, b *segment) {
	source, target := directions(t.report)
	gap := map[duizhao.Lang]string{
		duizhao.Chinese: between(t.lanes.zh, a.zhUnits, b.zhUnits),
		duizhao.English: between(t.lanes.en, a.enUnits, b.enUnits),
	}
	if gap[source] == "" && gap[target] == "" {
		return
	}
	m.begin("ignorable")
	m.text("source", gap[source])
	if a.in(target) != "" && b.in(target) != "" {
		m.text("target", gap[target])
	}
	m.end()
}

func between(n *lane, a, b []unit) string {
	if len(a) == 0 || len(b) == 0 {
		return ""
	}
	return n.gap(a[len(a)-1], b[0])
}

// targetOrder returns the place of each segment among the targets, counted from 1,
// or nil where the targets stand in the order of their sources.
func targetOrder(t *bitext, segments []segment) []int {
	_, target := directions(t.report)
	first := func(g *segment) unit {
		units := g.enUnits
		if target == duizhao.Chinese {
			units = g.zhUnits
		}
		if len(units) == 0 {
			return unit{}
		}
		return units[0]
	}
	places := map[string]int{} // of paragraphs, in the order of the bead
	byPlace := func(a, b int) int {
		ua, ub := first(&segments[a]), first(&segments[b])
		if ua.paragraph != ub.paragraph {
			return places[ua.paragraph] - places[ub.paragraph]
		}
		return ua.start - ub.start
	}
	var filled []int
	for i := range segments {
		if segments[i].in(target) == "" {
			continue
		}
		filled = append(filled, i)
		if p := first(&segments[i]).paragraph; places[p] == 0 {
			places[p] = len(places) + 1
		}
	}
	if slices.IsSortedFunc(filled, byPlace) {
		return nil
	}
	slices.SortStableFunc(filled, byPlace)
	order := make([]int, len(segments))
	for i := range order {
		order[i] = i + 1 // a segment without a target keeps its own place
	}
	slots := slices.Sorted(slices.Values(filled))
	for i, at := range filled {
		order[at] = slots[i] + 1
	}
	return order
}

func placeOf(order []int, i int) string {
	if order == nil {
		return ""
	}
	return strconv.Itoa(order[i])
}
