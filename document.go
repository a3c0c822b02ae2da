package duizhao

import "unicode/utf8"

// Lang is the language of a Document: an ISO 639-1 code.
type Lang string

// The languages the program reads.
const (
	Chinese Lang = "zh"
	English Lang = "en"
)

// Other returns the language a Document of language l is compared with.
func (l Lang) Other() Lang {
	if l == Chinese {
		return English
	}
	return Chinese
}

// Bilingual is one text in both languages. Either may be empty.
type Bilingual struct {
	Zh string `json:"zh"`
	En string `json:"en"`
}

// In returns the text in language l, or the other one where that is empty.
func (b Bilingual) In(l Lang) string {
	if l == Chinese && b.Zh != "" || b.En == "" {
		return b.Zh
	}
	return b.En
}

// Span is a half-open range of bytes [Start, End) of one Document's Text.
type Span struct{ Start, End int }

// Len returns the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether s covers no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Contains reports whether every byte of t lies in s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Of returns the part of text that s covers.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Shift returns s moved by n bytes.
func (s Span) Shift(n int) Span { return Span{s.Start + n, s.End + n} }

// Document is what extract made of one language of one file. Text is the blocks'
// texts in reading order, one a line; it never changes afterwards.
type Document struct {
	Path     string // as the caller named it
	SHA256   string // of the file's bytes, lower-case hexadecimal
	Format   string // "text", "markdown", ...
	Lang     Lang
	Title    string
	Text     string
	Pages    int // 0 where the format has no pages
	Blocks   []Block
	Cut      []CutBlock // what Blocks and Text were before people cut blocks
	Problems []Problem
}

// Block is one paragraph, heading, list item or table cell of a Document.
type Block struct {
	// ID is derived from the block's language, text and occurrence among equal
	// blocks, so that it stays the same when other blocks come, go or change.
	ID    string
	Kind  BlockKind
	Span  Span
	Level int    // of a heading, 1 is the outermost; 0 otherwise
	Label string // the number of a heading or list item as written: "一、", "IV.", "1."
	Page  int    // 1-based; 0 where the format has no pages
	Lines [2]int // first and last line of the source, 1-based; 0 where it has none
	Cell  *Cell  // of a table cell
	OCR   bool   // the words were recognised in a picture, and may be misread

	Correction string // what a person says the text should be; Text stays as it is
}

// CutBlock is a block as extract made it, which a person has cut since.
type CutBlock struct {
	Block Block  // its Span is of no meaning any more
	Text  string // what it said
	Parts []string
}

// Cell is the place of a table cell: 0-based within its table.
type Cell struct {
	Table int `json:"table"`
	Row   int `json:"row"`
	Col   int `json:"col"`
}

// BlockKind says what a Block is.
type BlockKind string

// The kinds of blocks.
const (
	Title     BlockKind = "title"
	Heading   BlockKind = "heading"
	Paragraph BlockKind = "paragraph"
	ListItem  BlockKind = "list_item"
	TableCell BlockKind = "table_cell"
	Note      BlockKind = "note"
)

// BlockText returns the text of block i.
func (d *Document) BlockText(i int) string { return d.Blocks[i].Span.Of(d.Text) }

// CodePoints converts s, which must lie in block i, to code points counted from
// the block's start.
func (d *Document) CodePoints(i int, s Span) (start, end int) {
	base := d.Blocks[i].Span.Start
	start = utf8.RuneCountInString(d.Text[base:s.Start])
	return start, start + utf8.RuneCountInString(s.Of(d.Text))
}

// pointCounter is CodePoints for one span after the other: those that follow each other
// in a block are counted from the one before.
type pointCounter struct {
	d       *Document
	block   int
	end     int // byte of Text up to which was counted
	counted int // code points from the block's start to there
}

func (c *pointCounter) of(i int, s Span) (start, end int) {
	if base := c.d.Blocks[i].Span.Start; i != c.block || c.end < base || s.Start < c.end {
		c.block, c.end, c.counted = i, base, 0
	}
	start = c.counted + utf8.RuneCountInString(c.d.Text[c.end:s.Start])
	c.end, c.counted = s.End, start+utf8.RuneCountInString(s.Of(c.d.Text))
	return start, c.counted
}

// Problem is something that went wrong in a stage without stopping it: what was
// cut off, guessed or left out.
type Problem struct {
	Stage   string `json:"stage"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Page    int    `json:"page"` // 0 where the format has no pages
}
