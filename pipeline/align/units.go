package align

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"duizhao"
)

// Paragraphs returns the beads of two readings' blocks: Bead.Zh and Bead.En are
// indexes into Document.Blocks. Beads that a person has settled, of any shape and in any
// order, come back as they are but for a confidence of 1, and the other blocks are
// aligned around them; one that names a block that does not exist, or is in a bead
// before it, is left out.
func (a *Aligner) Paragraphs(zh, en *duizhao.Reading, settled ...duizhao.Bead) []duizhao.Bead {
	return a.Texts(zh, en).Paragraphs(settled...)
}

// Sentences returns the beads of two readings' sentences: Bead.Zh and Bead.En are
// indexes into Reading.Sentences. Sentences are aligned within the given beads of
// blocks only, in the order of those; a bead of blocks with an empty side gives
// sentences without counterpart, and so do blocks that no bead mentions. Settled beads
// of sentences are as in Paragraphs; they may join what no bead of blocks does.
func (a *Aligner) Sentences(zh, en *duizhao.Reading, paragraphs []duizhao.Bead, settled ...duizhao.Bead) []duizhao.Bead {
	return a.Texts(zh, en).Sentences(paragraphs, settled...)
}

// Texts are two readings that are to be aligned by blocks and by sentences.
type Texts struct {
	a      *Aligner
	zh, en side
}

// side is one of two readings.
type side struct {
	*duizhao.Reading
	sentences, blocks []Unit
}

// Texts returns what Paragraphs and Sentences both need to know of two readings, for
// those who call both.
func (a *Aligner) Texts(zh, en *duizhao.Reading) *Texts {
	w := a.work.Get().(*work)
	defer a.work.Put(w)
	t := &Texts{a: a, zh: side{Reading: zh}, en: side{Reading: en}}
	for _, s := range []*side{&t.zh, &t.en} {
		s.sentences = sentenceUnits(s.Reading, w.memo)
		s.blocks = blockUnits(s.Reading, s.sentences, w.memo)
	}
	return t
}

// Paragraphs is Aligner.Paragraphs.
func (t *Texts) Paragraphs(settled ...duizhao.Bead) []duizhao.Bead {
	return t.paragraphsAndTables(valid(settled, len(t.zh.blocks), len(t.en.blocks)))
}

// Sentences is Aligner.Sentences.
func (t *Texts) Sentences(paragraphs []duizhao.Bead, settled ...duizhao.Bead) []duizhao.Bead {
	zs, es := newPicker(t.zh.Reading), newPicker(t.en.Reading)
	regions := make([]region, 0, len(paragraphs)+1)
	for _, b := range paragraphs {
		r := region{z0: len(zs.order), e0: len(es.order)}
		zs.pick(b.Zh)
		es.pick(b.En)
		r.z1, r.e1 = len(zs.order), len(es.order)
		regions = append(regions, r)
	}
	for _, left := range []struct{ zs, es *picker }{{zs, nil}, {nil, es}} {
		r := region{z0: len(zs.order), e0: len(es.order)}
		left.zs.rest()
		left.es.rest()
		r.z1, r.e1 = len(zs.order), len(es.order)
		regions = append(regions, r)
	}
	settled = valid(settled, len(t.zh.sentences), len(t.en.sentences))
	settled = inPlaces(settled, zs.order, es.order)
	zUnits, eUnits := pick(t.zh.sentences, zs.order), pick(t.en.sentences, es.order)
	beads := t.a.around(zUnits, eUnits, slices.Clone(regions), settled)
	markMoved(beads, regions, paragraphs)
	for i := range beads {
		translate(beads[i].Zh, zs.order)
		translate(beads[i].En, es.order)
		slices.Sort(beads[i].Zh) // a person may have joined sentences of blocks that changed places
		slices.Sort(beads[i].En)
	}
	return beads
}

// markMoved says of the beads in regions of moved paragraphs that they are moved.
func markMoved(beads []duizhao.Bead, regions []region, paragraphs []duizhao.Bead) {
	zh, en := map[int]bool{}, map[int]bool{} // units
	for k, b := range paragraphs {
		if r := regions[k]; isMoved(b) {
			for i := r.z0; i < r.z1; i++ {
				zh[i] = true
			}
			for j := r.e0; j < r.e1; j++ {
				en[j] = true
			}
		}
	}
	for k, b := range beads {
		if byPerson(b) {
			continue
		}
		if (len(b.Zh) > 0 && zh[b.Zh[0]] || len(b.En) > 0 && en[b.En[0]]) && !isMoved(b) {
			beads[k].Evidence = movedMark + "; " + b.Evidence
		}
	}
}

// picker lists the sentences of a reading in the order in which beads of its blocks
// mention them.
type picker struct {
	r     *duizhao.Reading
	first []int // of each block, and one for the end: its first sentence
	taken []bool
	order []int
}

func newPicker(r *duizhao.Reading) *picker {
	p := &picker{r: r, first: make([]int, len(r.Document.Blocks)+1), taken: make([]bool, len(r.Document.Blocks))}
	for _, s := range r.Sentences {
		p.first[s.Block+1]++
	}
	for b := range r.Document.Blocks {
		p.first[b+1] += p.first[b]
	}
	return p
}

func (p *picker) pick(blocks []int) {
	for _, b := range blocks {
		if b < 0 || b >= len(p.taken) || p.taken[b] {
			continue
		}
		p.taken[b] = true
		for s := p.first[b]; s < p.first[b+1]; s++ {
			p.order = append(p.order, s)
		}
	}
}

// rest picks what has not been picked. A nil picker has nothing left.
func (p *picker) rest() {
	if p == nil {
		return
	}
	for b := range p.taken {
		p.pick([]int{b})
	}
}

// sentenceUnits returns the units of a reading's sentences.
func sentenceUnits(r *duizhao.Reading, memo *memo) []Unit {
	w := walker{r: r, memo: memo, room: make([]string, 0, len(r.Tokens))}
	out := make([]Unit, len(r.Sentences))
	for i, s := range r.Sentences {
		out[i] = w.unit(s.Span)
	}
	return out
}

// blockUnits returns the units of a reading's blocks, from those of its sentences.
func blockUnits(r *duizhao.Reading, sentences []Unit, memo *memo) []Unit {
	w := walker{r: r, memo: memo}
	out := make([]Unit, len(r.Document.Blocks))
	next := 0
	for i, b := range r.Document.Blocks {
		from := next
		for next < len(r.Sentences) && r.Sentences[next].Block == i {
			next++
		}
		if from < next {
			out[i] = joined(r.Document.Text, b.Span, r.Sentences[from:next], sentences[from:next])
		} else {
			out[i] = w.unit(b.Span)
		}
		out[i].Label = canonicalLabel(b.Label)
		out[i].Heading = b.Kind == duizhao.Heading || b.Kind == duizhao.Title
	}
	return out
}

// joined returns the unit of a block from the units of its sentences.
func joined(text string, block duizhao.Span, sentences []duizhao.Sentence, units []Unit) Unit {
	u := Unit{begin: units[0].begin, end: units[len(units)-1].end}
	words, numbers := 0, 0
	for _, s := range units {
		words, numbers = words+len(s.Words), numbers+len(s.Numbers)
	}
	u.Words, u.Numbers = make([]string, 0, words), make([]string, 0, numbers)
	at := block.Start
	for k, s := range units {
		u.Words, u.Numbers = append(u.Words, s.Words...), append(u.Numbers, s.Numbers...)
		u.Figures, u.title = u.Figures+s.Figures, u.title || s.title
		u.Len += s.Len + plainLength(text[at:sentences[k].Span.Start])
		at = sentences[k].Span.End
	}
	u.Len += plainLength(text[at:block.End])
	return u
}

// walker hands out the tokens and quantities of spans that follow each other.
type walker struct {
	r             *duizhao.Reading
	memo          *memo
	token, number int // the next ones
	parts         []string
	room          []string // for the words to come
}

func (w *walker) unit(s duizhao.Span) Unit {
	all := w.r.Document.Text
	text := s.Of(all)
	u := Unit{Words: w.room, Len: plainLength(text), Figures: figures(text), begin: beginOf(text), end: endOf(text)}
	var run duizhao.Span // Chinese words without anything between them
	for ; w.token < len(w.r.Tokens) && w.r.Tokens[w.token].Span.Start < s.End; w.token++ {
		t := w.r.Tokens[w.token]
		if t.Span.Start < s.Start {
			continue
		}
		word := t.Span.Of(all)
		han := isHan(word) && t.Class != duizhao.Mark && !isNumeral(word)
		if han && t.Span.Start == run.End && !w.memo.lex.IsEmpty() {
			run.End = t.Span.End
			continue
		}
		w.cut(&u, run)
		run = duizhao.Span{}
		if han {
			run = t.Span
			continue
		}
		w.parts = appendWord(w.parts[:0], t, word)
		u.add(w.parts...)
	}
	w.cut(&u, run)
	w.room, u.Words = u.Words[len(u.Words):], slices.Clip(u.Words)
	u.Len += figureLen * u.Figures
	u.title = holdsTitle(text)
	for ; w.number < len(w.r.Quantities) && w.r.Quantities[w.number].Span.Start < s.End; w.number++ {
		if q := w.r.Quantities[w.number]; q.Span.Start >= s.Start && q.Value.Valid() {
			u.Numbers = append(u.Numbers, q.Value.String())
		}
	}
	return u
}

// cut adds the words of a run of Chinese as the lexicon cuts it. The cut of the reading
// serves other ends: a word that the lexicon does not have is no evidence.
func (w *walker) cut(u *Unit, run duizhao.Span) {
	if !run.Empty() {
		u.add(w.memo.cut(run.Of(w.r.Document.Text))...)
	}
}

// add adds words to a unit. Which number a numeral states is not told, as it may be
// wrong.
func (u *Unit) add(words ...string) {
	for _, w := range words {
		if isNumeral(w) {
			u.Figures++
			u.Len -= length(w)
		} else {
			u.Words = append(u.Words, w)
		}
	}
}

// sharedMarks are the marks that mean the same in both languages, in the form they
// count in.
var sharedMarks = map[string]string{
	"?": "?", "？": "?", "!": "!", "！": "!", "(": "(", "（": "(", ":": ":", "：": ":", ";": ";", "；": ";",
	`"`: `"`, "“": `"`, "”": `"`, "'": `"`, "‘": `"`, "’": `"`, "「": `"`, "」": `"`, "『": `"`, "』": `"`,
}

// appendWord appends what a token counts as among a unit's words.
func appendWord(words []string, t duizhao.Token, text string) []string {
	switch t.Class {
	case duizhao.Word, duizhao.Latin:
		return appendParts(words, text)
	case duizhao.Mark:
		if m := sharedMarks[text]; m != "" {
			return append(words, m)
		}
	}
	return words
}

// appendParts appends a word in lower case, in parts where a small letter meets a
// capital: Chinese text writes Latin names without spaces.
func appendParts(words []string, text string) []string {
	from := 0
	for i := 1; i < len(text); i++ {
		if isLower(text[i-1]) && isUpper(text[i]) {
			words, from = append(words, strings.ToLower(text[from:i])), i
		}
	}
	return append(words, strings.ToLower(text[from:]))
}

func isLower(b byte) bool { return b >= 'a' && b <= 'z' }
func isUpper(b byte) bool { return b >= 'A' && b <= 'Z' }

// length measures text in parts of which an English character has one and a Chinese
// one, of which a translation takes three or so, three. White space does not count in
// Chinese, where it is an accident of layout; in English it comes with the words.
func length(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
			n++
		case unicode.Is(unicode.Han, r):
			n += 3
		case !unicode.IsSpace(r):
			n++
		}
	}
	return n
}
