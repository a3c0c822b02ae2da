package export

import (
	"io"
	"strconv"

	"duizhao"
)

// newTermBase begins a term base over all reports: TBX of ISO 30042:2019, dialect
// TBX-Basic, style DCA (data categories as attributes). The pairs are those
// termPairs finds; each has the sentences it was first seen in, the report they
// are from, and how often it occurs.
func newTermBase(w io.Writer, o Options) (duizhao.Sink, error) {
	return &termBase{w: w, o: o, terms: newTermPairs(), write: writeTBX}, nil
}

// newTermBase2008 begins the same term base in the earlier edition, ISO
// 30042:2008, which OmegaT and others read.
func newTermBase2008(w io.Writer, o Options) (duizhao.Sink, error) {
	return &termBase{w: w, o: o, terms: newTermPairs(), write: writeTBX2008}, nil
}

// termBase collects term pairs and writes them at its end, sorted.
type termBase struct {
	w     io.Writer
	o     Options
	terms *termPairs
	write func(m *markup, terms []*termPair, o Options)
}

// Add collects the term pairs of r.
func (b *termBase) Add(r *duizhao.Report) error {
	b.terms.add(newBitext(r, b.o))
	return nil
}

// Close writes the file.
func (b *termBase) Close() error {
	m := newMarkup(b.w)
	m.raw(xmlDeclaration)
	b.write(m, b.terms.sorted(), b.o)
	return m.close()
}

const termBaseTitle = "duizhao: 术语对照 term pairs"

func writeTBX(m *markup, terms []*termPair, o Options) {
	m.begin("tbx", "type", "TBX-Basic", "style", "dca", "xml:lang", "en", "xmlns", "urn:iso:std:iso:30042:ed-2")
	m.begin("tbxHeader")
	termBaseDescription(m, o)
	m.begin("encodingDesc")
	m.text("p", "TBXBasicXCSV02.xcs", "type", "XCSURI")
	m.end()
	m.end()
	m.begin("text")
	m.begin("body")
	for _, p := range terms {
		p.write(m, "conceptEntry", "langSec", "termSec")
	}
}

func writeTBX2008(m *markup, terms []*termPair, o Options) {
	m.raw(`<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">` + "\n")
	m.begin("martif", "type", "TBX", "xml:lang", "en")
	m.begin("martifHeader")
	termBaseDescription(m, o)
	m.begin("encodingDesc")
	m.text("p", "TBXBasicXCSV02.xcs", "type", "XCSURI")
	m.end()
	m.end()
	m.begin("text")
	m.begin("body")
	for _, p := range terms {
		p.write(m, "termEntry", "langSet", "tig")
	}
}

func termBaseDescription(m *markup, o Options) {
	m.begin("fileDesc")
	m.begin("titleStmt")
	m.text("title", termBaseTitle)
	m.end()
	m.begin("sourceDesc")
	m.text("p", "Found in reports in Chinese and English by duizhao; not reviewed by a terminologist.")
	if o.Generated != "" {
		m.text("p", o.Generated)
	}
	m.end()
	m.end()
}

// write writes one pair; the editions differ in the names of three elements.
func (p *termPair) write(m *markup, entry, language, section string) {
	m.begin(entry, "id", p.id())
	m.text("descrip", subjects.name(p.subject), "type", "subjectField")
	m.text("note", "occurrences: "+strconv.Itoa(p.count)+"; reports: "+strconv.Itoa(p.reports))
	for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		term, context := p.zh, p.zhContext
		if l == duizhao.English {
			term, context = p.en, p.enContext
		}
		m.begin(language, "xml:lang", tag(l))
		m.begin(section)
		m.text("term", term)
		m.text("termNote", p.partOfSpeech(), "type", "partOfSpeech")
		if context != "" {
			m.begin("descripGrp")
			m.text("descrip", context, "type", "context")
			m.text("admin", p.source, "type", "source")
			m.end()
		}
		m.end()
		m.end()
	}
	m.end()
}
