package pipeline

import (
	"strings"
	"unicode"

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
	if docs.En, err = extract.Lines(en, duizhao.English); err != nil {
		return docs, err
	}
	z, e := extract.Language(docs.Zh.Text), extract.Language(docs.En.Text)
	switch {
	case docs.Zh.Text == docs.En.Text:
		return docs, sameLanguage(zh, en, z)
	case z == e && z == duizhao.Chinese && hasHan(docs.En.Text), z == e && z == duizhao.English && !hasHan(docs.Zh.Text) && hasLetters(docs.Zh.Text):
		return docs, sameLanguage(zh, en, z)
	case z == duizhao.English && e == duizhao.Chinese:
		return docs, &duizhao.Error{Stage: "align", Code: "swapped", Path: zh, Text: duizhao.Bilingual{
			Zh: "这是英文文件，" + en + " 是中文；请先给中文文件，再给英文文件",
			En: "this file is English and " + en + " is Chinese; name the Chinese file first",
		}}
	}
	return docs, nil
}

func hasHan(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

func hasLetters(text string) bool { return strings.ContainsFunc(text, unicode.IsLetter) }
