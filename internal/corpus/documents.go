package corpus

import (
	"fmt"

	"duizhao"
)

// Documents returns one long report of n paragraphs in either language, those of as many
// made-up reports as it takes.
func Documents(n int) (zh, en *duizhao.Document) {
	zh, en = &duizhao.Document{Lang: duizhao.Chinese}, &duizhao.Document{Lang: duizhao.English}
	for i := 0; len(zh.Blocks) < n; i++ {
		r := Make(1, i)
		for k := range min(len(r.Zh), n-len(zh.Blocks)) {
			appendBlock(zh, r.Zh[k].Text)
			appendBlock(en, r.En[k].Text)
		}
	}
	return zh, en
}

func appendBlock(d *duizhao.Document, text string) {
	if d.Text != "" {
		d.Text += "\n"
	}
	id := fmt.Sprint(string(d.Lang)[:1], len(d.Blocks))
	d.Blocks = append(d.Blocks, duizhao.Block{ID: id, Kind: duizhao.Paragraph, Span: duizhao.Span{Start: len(d.Text), End: len(d.Text) + len(text)}})
	d.Text += text
}
