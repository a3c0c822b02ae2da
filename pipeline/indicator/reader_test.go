package indicator_test

import (
	"duizhao"
	"duizhao/pipeline/quantity"
	"duizhao/segment"
)

// read is the Reader of the tests: one paragraph of text in language l.
func read(l duizhao.Lang, text string) *duizhao.Reading {
	d := &duizhao.Document{Lang: l, Text: text, Blocks: []duizhao.Block{
		{ID: "p1", Kind: duizhao.Paragraph, Span: duizhao.Span{End: len(text)}},
	}}
	return readDocument(d)
}

func readDocument(d *duizhao.Document) *duizhao.Reading {
	rd := &duizhao.Reading{Document: d, Quantities: quantity.Document(d)}
	for i, b := range d.Blocks {
		for _, s := range segment.Sentences(d.Lang, d.BlockText(i)) {
			rd.Sentences = append(rd.Sentences, duizhao.Sentence{Block: i, Span: s.Shift(b.Span.Start)})
		}
	}
	return rd
}
