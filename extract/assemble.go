package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"duizhao"
)

// assemble makes the Document of one language: cut paragraphs joined, every
// block's kind known, the text laid out.
func assemble(l lane) *duizhao.Document {
	b := newBuilder(l.lang)
	for _, r := range l.arranged() {
		b.add(duizhao.Block{
			Kind: r.kind, Level: r.level, Label: r.label, Page: r.page, Lines: r.lines, Cell: r.cell, OCR: r.ocr,
		}, strings.Trim(strings.TrimSuffix(l.glue.parts(r.parts), softHyphen), whiteSpace))
	}
	doc := b.document()
	doc.Title = title(doc)
	return doc
}

// arranged returns the blocks of the lane with cut paragraphs joined and every
// block's kind known.
func (l lane) arranged() []*raw {
	shapes(l.blocks)
	titles := frontTitles(l.blocks)
	blocks := joinPages(l.blocks, titles)
	classify(blocks, titles)
	return blocks
}

// builder lays blocks out one after the other.
type builder struct {
	lang   duizhao.Lang
	text   strings.Builder
	blocks []duizhao.Block
	seen   map[string]int // occurrences of an ID
}

func newBuilder(lang duizhao.Lang) *builder {
	return &builder{lang: lang, seen: map[string]int{}}
}

// add appends a block with the given text and fills in its ID and Span.
func (b *builder) add(block duizhao.Block, text string) {
	if len(b.blocks) > 0 {
		b.text.WriteByte('\n')
	}
	block.Span.Start = b.text.Len()
	b.text.WriteString(text)
	block.Span.End = b.text.Len()
	block.ID = b.id(text)
	b.blocks = append(b.blocks, block)
}

// id names a block by what it says, so that the name outlives changes around it;
// equal blocks are numbered from the second on.
func (b *builder) id(text string) string {
	id := BlockID(b.lang, text)
	b.seen[id]++
	if n := b.seen[id]; n > 1 {
		id += "-" + strconv.Itoa(n)
	}
	return id
}

// BlockID returns the ID of the first block of a Document that says text.
func BlockID(l duizhao.Lang, text string) string {
	sum := sha256.Sum256([]byte(squeeze(text)))
	return string(l[:1]) + hex.EncodeToString(sum[:5])
}

func (b *builder) document() *duizhao.Document {
	return &duizhao.Document{Lang: b.lang, Text: b.text.String(), Blocks: b.blocks}
}

// title returns the title of the front page: its first line that is neither who
// issued the report nor when, together with the lines below it where only the
// last of them says what sort of report it is.
func title(doc *duizhao.Document) string {
	var lines []string
	for i, b := range doc.Blocks {
		text := doc.BlockText(i)
		if b.Kind != duizhao.Title || Language(text) == doc.Lang.Other() {
			if len(lines) > 0 || b.Kind == duizhao.Paragraph {
				break
			}
			continue
		}
		if imprint(text) {
			if len(lines) > 0 {
				break
			}
			continue
		}
		if len(lines) > 0 && (titled(lines[0]) || len(lines) == 3) {
			break
		}
		lines = append(lines, text)
		if titled(text) {
			break
		}
	}
	if len(lines) == 0 {
		return ""
	}
	if !titled(lines[len(lines)-1]) {
		lines = lines[:1]
	}
	return glue{}.parts(lines)
}
