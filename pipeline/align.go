package pipeline

import (
	"duizhao"
	"duizhao/extract"
)

// Units says what Align aligns.
type Units int

// The units of alignment.
const (
	ByParagraph Units = iota
	BySentence
	ByLine // every line of a file is a unit, whatever it holds
)

// Align lays the Chinese text of file zh beside the English text of file en. The
// beads' indexes count from 0 over the units of each file.
func (p *Pipeline) Align(zh, en string, units Units) ([]duizhao.Bead, error) {
	docs, err := p.pairOf(zh, en, units)
	if err != nil {
		return nil, err
	}
	z, e := p.Read(docs.Zh), p.Read(docs.En)
	beads := p.aligner.Paragraphs(z, e)
	if units == BySentence {
		beads = p.aligner.Sentences(z, e, beads)
	}
	return beads, nil
}

func (p *Pipeline) pairOf(zh, en string, units Units) (docs Documents, err error) {
	if units != ByLine {
		return p.Extract(Source{Files: []string{zh, en}})
	}
	if docs.Zh, err = extract.Lines(zh, duizhao.Chinese); err != nil {
		return docs, err
	}
	docs.En, err = extract.Lines(en, duizhao.English)
	return docs, err
}
