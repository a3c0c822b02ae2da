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
	chinese        func() *vocabulary // knows the terms at the first call
	dictionaryOnly bool
}

// general is the vocabulary without further words, shared by all Segmenters that
// need no other.
var general = sync.OnceValue(func() *vocabulary { return newVocabulary(nil) })

// New returns a Segmenter. What it knows of Chinese is loaded when Chinese text
// is cut. The error names the first of o.Words that cannot be a word.
func New(o Options) (*Segmenter, error) {
	for _, w := range o.Words {
		if err := checkWord(w); err != nil {
			return nil, err
		}
	}
	s := &Segmenter{chinese: general, dictionaryOnly: o.DictionaryOnly}
	if words := append([]string(nil), o.Words...); len(words) > 0 {
		s.chinese = sync.OnceValue(func() *vocabulary { return newVocabulary(words) })
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
	cut := s.cutter(d.Lang, d.Text)
	for i, b := range d.Blocks {
		for n, span := range blockSentences(d.Lang, b.Kind, b.Span.Of(d.Text)) {
			sentences = append(sentences, duizhao.Sentence{
				ID:    b.ID + ".s" + strconv.Itoa(n+1),
				Block: i,
				Span:  span.Shift(b.Span.Start),
			})
		}
		tokens = cut(tokens, b.Span)
	}
	return sentences, tokens
}

// Words returns the tokens of text, with spans of text. White space gives none.
func (s *Segmenter) Words(l duizhao.Lang, text string) []duizhao.Token {
	return s.cutter(l, text)(nil, duizhao.Span{End: len(text)})
}

// cutter returns what appends the tokens of a part of text, with spans of text.
func (s *Segmenter) cutter(l duizhao.Lang, text string) func(out []duizhao.Token, part duizhao.Span) []duizhao.Token {
	if l != duizhao.Chinese {
		return shifted(text, appendEnglish)
	}
	words := &chinese{vocabulary: &vocabulary{}} // enough for text without a Chinese character
	if strings.ContainsFunc(text, isHan) {
		text = variant.Simplify(text)
		words = s.chinese().of(text)
	}
	return shifted(text, func(out []duizhao.Token, text string) []duizhao.Token {
		c := chineseScanner{chinese: words, text: text, out: out, from: len(out), join: !s.dictionaryOnly}
		return c.scan()
	})
}

// shifted makes a function that cuts a text one that cuts parts of text.
func shifted(text string, cut func([]duizhao.Token, string) []duizhao.Token) func([]duizhao.Token, duizhao.Span) []duizhao.Token {
	return func(out []duizhao.Token, part duizhao.Span) []duizhao.Token {
		from := len(out)
		out = cut(out, part.Of(text))
		for i := range out[from:] {
			t := &out[from+i]
			t.Span = t.Span.Shift(part.Start)
		}
		return out
	}
}
