package segment

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"duizhao"
	"duizhao/internal/variant"
)

// Options tune a Segmenter. The zero value is what reports need.
type Options struct {
	// Words are Chinese terms to be kept whole besides those the program knows:
	// names of places, bodies and campaigns. Each holds at least one Han character
	// and may hold Latin letters, digits and marks ("5G基站"), but no white space.
	Words []string
	// DictionaryOnly leaves a row of unknown characters cut into single ones
	// instead of joining them by their likely place in a word.
	DictionaryOnly bool
}

// Segmenter cuts text into words. It is safe for concurrent use.
type Segmenter struct {
	chinese        func() *chinese // loads the dictionary at the first call
	dictionaryOnly bool
}

// general is the dictionary without further words, shared by all Segmenters that
// need no other: it takes a few tenths of a second and about 50 MB.
var general = sync.OnceValue(func() *chinese { return newChinese(nil) })

// New returns a Segmenter. The Chinese dictionary is loaded when Chinese text is
// first cut. The error names the first of o.Words that cannot be a word.
func New(o Options) (*Segmenter, error) {
	for _, w := range o.Words {
		if err := checkWord(w); err != nil {
			return nil, err
		}
	}
	s := &Segmenter{chinese: general, dictionaryOnly: o.DictionaryOnly}
	if words := append([]string(nil), o.Words...); len(words) > 0 {
		s.chinese = sync.OnceValue(func() *chinese { return newChinese(words) })
	}
	return s, nil
}

func checkWord(w string) error {
	switch {
	case !utf8.ValidString(w):
		return fmt.Errorf("segment: word %q is not UTF-8", w)
	case !strings.ContainsFunc(w, isHan):
		return fmt.Errorf("segment: word %q has no Chinese character", w)
	case strings.ContainsFunc(w, unicode.IsSpace):
		return fmt.Errorf("segment: word %q has white space", w)
	}
	return nil
}

// Document returns the sentences and the tokens of d, both in text order and with
// spans of d.Text. A sentence's ID is its block's with ".s1", ".s2" and so on; a
// title or heading is one sentence.
func (s *Segmenter) Document(d *duizhao.Document) (sentences []duizhao.Sentence, tokens []duizhao.Token) {
	for i, b := range d.Blocks {
		text := b.Span.Of(d.Text)
		for n, span := range blockSentences(d.Lang, b.Kind, text) {
			sentences = append(sentences, duizhao.Sentence{
				ID:    b.ID + ".s" + strconv.Itoa(n+1),
				Block: i,
				Span:  span.Shift(b.Span.Start),
			})
		}
		from := len(tokens)
		tokens = s.appendWords(tokens, d.Lang, text)
		for j := range tokens[from:] {
			t := &tokens[from+j]
			t.Span = t.Span.Shift(b.Span.Start)
		}
	}
	return sentences, tokens
}

// Words returns the tokens of text, with spans of text. White space gives none.
func (s *Segmenter) Words(l duizhao.Lang, text string) []duizhao.Token {
	return s.appendWords(nil, l, text)
}

func (s *Segmenter) appendWords(out []duizhao.Token, l duizhao.Lang, text string) []duizhao.Token {
	if l != duizhao.Chinese {
		return appendEnglish(out, text)
	}
	words := &chinese{} // enough for text without a Chinese character
	if strings.ContainsFunc(text, isHan) {
		words, text = s.chinese(), variant.Simplify(text)
	}
	c := chineseScanner{chinese: words, text: text, out: out, from: len(out), join: !s.dictionaryOnly}
	return c.scan()
}
