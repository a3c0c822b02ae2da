package extract

import (
	"fmt"

	"duizhao"
	"duizhao/internal/decode"
)

// readText reads plain text and Markdown. There is one reader for both, since
// plain text files come with headings in asterisks, and Markdown files with lines
// broken as in plain text.
func readText(data []byte) (*content, error) {
	text, encoding, guessed, err := decode.Text(data)
	if err != nil {
		return nil, err
	}
	lines, pages := splitLines(text)
	c := &content{format: "text", pages: pages, problems: dropFurniture(lines, pages)}
	if guessed {
		c.problems = append(c.problems, problem("encoding_guessed",
			fmt.Sprintf("the file does not declare its encoding; it was read as %s", encoding)))
	}
	all := partSides(chunks(lines))
	for _, chunk := range all {
		if unmark(chunk) {
			c.format = "markdown"
		}
		for i := range chunk {
			chunk[i].lang = judge(scripts(chunk[i].text))
		}
	}
	c.glue = newGlue(all)
	lay := &layout{wraps: wraps(all), glue: c.glue, begun: map[duizhao.Lang]bool{}}
	for _, chunk := range all {
		c.blocks = append(c.blocks, lay.paragraphs(chunk)...)
	}
	if pages == 0 {
		for _, b := range c.blocks {
			b.page = 0
		}
	}
	return c, nil
}
