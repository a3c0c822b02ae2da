package export

import (
	"io"

	"duizhao"
)

// TMX writes one report as a translation memory: TMX 1.4b, the Localization
// Industry Standards Association's Translation Memory eXchange. Each paragraph
// bead and each sentence bead with both sides is a unit; a paragraph of one
// sentence is one unit of both levels. Confidence, status, report, period and the
// ids of the paragraphs or sentences are properties, open findings a note.
// Dates are written only where o.Generated is one.
func TMX(w io.Writer, r *duizhao.Report, o Options) error {
	s, err := newMemory(w, o)
	if err != nil {
		return err
	}
	if err := s.Add(r); err != nil {
		return err
	}
	return s.Close()
}

// memory is a translation memory being written: of one report or of many.
type memory struct {
	m *markup
	o Options
}

// tmxTime is how TMX writes a date: ISO 8601, basic form, UTC.
const tmxTime = "20060102T150405Z"

// newMemory begins one translation memory over all reports.
func newMemory(w io.Writer, o Options) (duizhao.Sink, error) {
	m := newMarkup(w)
	m.raw(xmlDeclaration + `<!DOCTYPE tmx SYSTEM "tmx14.dtd">` + "\n")
	m.begin("tmx", "version", "1.4")
	m.leaf("header", "creationtool", "duizhao", "creationtoolversion", "1", "segtype", "sentence",
		"o-tmf", duizhao.SchemaID, "adminlang", "en", "srclang", tag(duizhao.Chinese), "datatype", "plaintext",
		"creationdate", o.tmxDate())
	m.begin("body")
	return &memory{m, o}, nil
}

func (o Options) tmxDate() string {
	if at, ok := o.when(); ok {
		return at.Format(tmxTime)
	}
	return ""
}

// Add writes the units of r.
func (s *memory) Add(r *duizhao.Report) error {
	t := newBitext(r, s.o)
	for i := range t.passages {
		p := &t.passages[i]
		if len(p.sentences) == 1 && p.sentences[0].zh == p.zh && p.sentences[0].en == p.en {
			s.unit(t, &p.segment, "paragraph", "sentence")
			continue
		}
		s.unit(t, &p.segment, "paragraph")
		for j := range p.sentences {
			s.unit(t, &p.sentences[j], "sentence")
		}
	}
	for i := range t.crossing {
		s.unit(t, &t.crossing[i], "sentence")
	}
	return s.m.w.Flush()
}

// Close ends the file.
func (s *memory) Close() error { return s.m.close() }

// unit writes a segment, unless one side of it is empty. The first level is the
// unit's own.
func (s *memory) unit(t *bitext, g *segment, levels ...string) {
	if g.standing() == untranslated {
		return
	}
	s.m.begin("tu", "tuid", t.report.ID+"/"+g.id, "segtype", levels[0], "creationdate", s.o.tmxDate())
	for _, f := range g.findings {
		if isOpen(f) {
			s.m.text("note", said(f, s.o.Lang), "xml:lang", tag(s.o.Lang))
		}
	}
	for _, l := range levels {
		s.m.text("prop", l, "type", "x-level")
	}
	for _, p := range append([][2]string{{"x-report", t.report.ID}, {"x-period", t.report.Period}}, t.properties(g)...) {
		s.m.text("prop", p[1], "type", p[0])
	}
	for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		s.m.begin("tuv", "xml:lang", tag(l))
		s.m.text("seg", g.in(l))
		s.m.end()
	}
	s.m.end()
}
