package pipeline

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"duizhao"
	"duizhao/extract"
)

// Decide returns docs with the paragraphs cut that people cut, and with their
// decisions for Compare. The Documents given stay as they are. A nil d changes
// nothing.
func (docs Documents) Decide(d *duizhao.Decisions) Documents {
	if d.Empty() {
		return docs
	}
	docs.decisions = d
	docs.unfit = nil
	docs.Zh = docs.decide(docs.Zh, duizhao.Chinese)
	docs.En = docs.decide(docs.En, duizhao.English)
	return docs
}

// decide returns doc, cut and with the corrections beside its blocks.
func (docs *Documents) decide(doc *duizhao.Document, l duizhao.Lang) *duizhao.Document {
	c := newCutter(doc)
	for _, cut := range docs.decisions.Cuts {
		if cut.Lang == l && cut.Level == duizhao.ParagraphLevel && !c.cut(cut) {
			docs.unfit = append(docs.unfit, unfit("cut_gone", cut.Maker, "the cut of a paragraph", cut.Unit))
		}
	}
	for _, t := range docs.decisions.Texts {
		if t.Lang == l && !c.correct(t) {
			docs.unfit = append(docs.unfit, unfit("unit_gone", t.Maker, "a correction, “"+t.Text+"”,", t.Unit))
		}
	}
	return c.document()
}

// cutter is a Document whose blocks are being cut.
type cutter struct {
	doc    *duizhao.Document // nil where the report lacks the language
	blocks []cutBlock
	used   map[string]bool // IDs
	whole  map[int]bool    // the blocks of doc that are not cut
}

// cutBlock is a block of a cutter, from the block of the Document at index of.
type cutBlock struct {
	duizhao.Block
	text, hash string
	of         int
}

func newCutter(doc *duizhao.Document) *cutter {
	c := &cutter{doc: doc, used: map[string]bool{}, whole: map[int]bool{}}
	if doc == nil {
		return c
	}
	for i, b := range doc.Blocks {
		text := doc.BlockText(i)
		c.blocks = append(c.blocks, cutBlock{b, text, duizhao.TextHash(text), i})
		c.used[b.ID], c.whole[i] = true, true
	}
	return c
}

// find returns the index of the block that a names, or -1.
func (c *cutter) find(a duizhao.Anchor) int {
	alike := -1
	for i, b := range c.blocks {
		switch {
		case b.hash != a.Hash:
		case b.ID == a.ID:
			return i
		case alike < 0:
			alike = i
		default:
			alike = len(c.blocks) // more than one
		}
	}
	if alike == len(c.blocks) {
		return -1
	}
	return alike
}

// cut divides a block; it is false where the block is not there or a side would be
// empty.
func (c *cutter) cut(cut duizhao.Cut) bool {
	i := c.find(cut.Unit)
	if i < 0 {
		return false
	}
	b := c.blocks[i]
	left, right, ok := cutText(b.text, cut.At)
	if !ok {
		return false
	}
	first, second := b, b
	second.Label = ""
	if endsSentence(right) && (b.Kind == duizhao.Heading || b.Kind == duizhao.Title) {
		second.Kind, second.Level = duizhao.Paragraph, 0 // a heading had swallowed its paragraph
	}
	c.name(&first, left)
	c.name(&second, right)
	c.whole[b.of] = false
	c.blocks = slices.Replace(c.blocks, i, i+1, first, second)
	return true
}

// name gives a part its text and an ID that no block has: those of the other blocks
// must not change.
func (c *cutter) name(b *cutBlock, text string) {
	b.text, b.hash, b.Correction = text, duizhao.TextHash(text), ""
	id := extract.BlockID(c.doc.Lang, text)
	b.ID = id
	for n := 2; c.used[b.ID]; n++ {
		b.ID = id + "-" + strconv.Itoa(n)
	}
	c.used[b.ID] = true
}

// cutText divides text behind its first at code points and takes the white space at
// the cut away; ok is false where one side would be empty.
func cutText(text string, at int) (left, right string, ok bool) {
	n := byteOffset(text, at)
	if n < 0 {
		return "", "", false
	}
	left, right = strings.TrimSpace(text[:n]), strings.TrimSpace(text[n:])
	return left, right, left != "" && right != ""
}

// byteOffset returns the place of the code point at, or -1 where text is shorter.
func byteOffset(text string, at int) int {
	for i := range text {
		if at == 0 {
			return i
		}
		at--
	}
	if at == 0 {
		return len(text)
	}
	return -1
}

func endsSentence(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune("。！？；….!?;", r)
}

func (c *cutter) correct(t duizhao.Correction) bool {
	i := c.find(t.Unit)
	if i < 0 {
		return false
	}
	c.blocks[i].Correction = t.Text
	return true
}

// document returns a new Document of the blocks.
func (c *cutter) document() *duizhao.Document {
	if c.doc == nil {
		return nil
	}
	d := *c.doc
	var blocks []duizhao.Block
	var texts []string
	parts := map[int][]string{}
	for _, b := range c.blocks {
		blocks, texts = append(blocks, b.Block), append(texts, b.text)
		if !c.whole[b.of] {
			parts[b.of] = append(parts[b.of], b.ID)
		}
	}
	for i, b := range c.doc.Blocks {
		if !c.whole[i] {
			d.Cut = append(d.Cut, duizhao.CutBlock{Block: b, Text: c.doc.BlockText(i), Parts: parts[i]})
		}
	}
	layOut(&d, blocks, texts)
	return &d
}

// layOut gives d its blocks and their texts, one a line.
func layOut(d *duizhao.Document, blocks []duizhao.Block, texts []string) {
	at := 0
	for i, t := range texts {
		blocks[i].Span = duizhao.Span{Start: at, End: at + len(t)}
		at += len(t) + 1
	}
	d.Blocks, d.Text = blocks, strings.Join(texts, "\n")
}

// cutSentence forces the end of a sentence and names the block's sentences anew. It
// is false where the sentence is not there or a side would be empty.
func cutSentence(rd *duizhao.Reading, c duizhao.Cut) bool {
	if rd == nil {
		return false
	}
	f := newFinder()
	for _, s := range rd.Sentences {
		f.add(s.ID, s.Span.Of(rd.Document.Text))
	}
	i, ok := f.find(c.Unit)
	if !ok {
		return false
	}
	s := rd.Sentences[i]
	text := s.Span.Of(rd.Document.Text)
	left, right, ok := cutText(text, c.At)
	if !ok {
		return false
	}
	first, second := s, s
	first.Span.End = s.Span.Start + len(left)
	second.Span.Start = s.Span.End - len(right)
	rd.Sentences = slices.Replace(slices.Clone(rd.Sentences), i, i+1, first, second)
	for i, n := 0, 0; i < len(rd.Sentences); i++ {
		x := &rd.Sentences[i]
		if x.Block == s.Block {
			n++
			x.ID = rd.Document.Blocks[x.Block].ID + ".s" + strconv.Itoa(n)
		}
	}
	return true
}

// finder finds units by what they say.
type finder struct {
	ids, hashes []string
	byID        map[string]int
	byHash      map[string][]int
}

func newFinder() finder { return finder{byID: map[string]int{}, byHash: map[string][]int{}} }

func (f *finder) add(id, text string) {
	i, hash := len(f.ids), duizhao.TextHash(text)
	f.ids, f.hashes = append(f.ids, id), append(f.hashes, hash)
	f.byID[id] = i
	f.byHash[hash] = append(f.byHash[hash], i)
}

// find returns the index of the unit that a names: by id and text, or the only one
// with the text in the report or, for sentences, in the paragraph.
func (f *finder) find(a duizhao.Anchor) (int, bool) {
	if i, ok := f.byID[a.ID]; ok && f.hashes[i] == a.Hash {
		return i, true
	}
	alike := f.byHash[a.Hash]
	if len(alike) > 1 {
		paragraph := paragraphOf(a.ID)
		alike = slices.DeleteFunc(slices.Clone(alike), func(i int) bool { return paragraphOf(f.ids[i]) != paragraph })
	}
	if len(alike) != 1 {
		return -1, false
	}
	return alike[0], true
}

func paragraphOf(sentence string) string {
	paragraph, _, _ := strings.Cut(sentence, ".s")
	return paragraph
}

// all returns the indexes of the units that anchors name, ascending; ok is false
// where one is not there.
func (f *finder) all(anchors []duizhao.Anchor) (out []int, ok bool) {
	for _, a := range anchors {
		i, found := f.find(a)
		if !found {
			return nil, false
		}
		out = append(out, i)
	}
	slices.Sort(out)
	return out, len(slices.Compact(slices.Clone(out))) == len(out)
}
