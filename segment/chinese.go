package segment

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"duizhao"
	"duizhao/segment/dict"

	"github.com/go-ego/gse"
)

// chinese is the loaded dictionary. It is only read once it exists.
type chinese struct {
	gse    gse.Segmenter
	common map[string]bool   // characters that are words of their own
	mixed  map[rune][]string // words with more than Han characters, by their first, longest first
}

// commonFreq is the frequency from which a character that stands alone is a word
// of its own (的, 在) rather than a piece of an unknown one.
const commonFreq = 20000

// newChinese loads the general dictionary, the terms of the field and words.
func newChinese(words []string) *chinese {
	c := &chinese{common: map[string]bool{}, mixed: map[rune][]string{}}
	c.gse.SkipLog = true
	c.gse.Dict = gse.NewDict()
	loadHMM()
	terms := map[string]float64{}
	for _, w := range words {
		c.term(terms, w)
	}
	for w := range dict.Terms() {
		c.term(terms, w)
	}
	for w, freq := range dict.General() {
		c.gse.AddToken(w, max(freq, terms[w]))
		delete(terms, w)
		if freq > commonFreq && utf8.RuneCountInString(w) == 1 {
			c.common[w] = true
		}
	}
	for _, w := range slices.Sorted(maps.Keys(terms)) {
		c.gse.AddToken(w, terms[w])
	}
	c.gse.CalcToken()
	return c
}

// loadHMM fills gse's model, which all its segmenters share.
var loadHMM = sync.OnceFunc(func() { new(gse.Segmenter).LoadModel() })

// term enters a word in terms, or in c.mixed. The longer it is, the less likely its
// characters stand side by side by chance, and the more it outweighs the words it is
// made of.
func (c *chinese) term(terms map[string]float64, word string) {
	if strings.ContainsFunc(word, func(r rune) bool { return !isHan(r) }) {
		first, _ := utf8.DecodeRuneInString(word)
		c.mixed[first] = append(c.mixed[first], word)
		slices.SortFunc(c.mixed[first], func(a, b string) int { return len(b) - len(a) })
		return
	}
	terms[word] = termFreq[min(utf8.RuneCountInString(word), len(termFreq)-1)]
}

// termFreq is the frequency of a term by its number of characters.
var termFreq = [...]float64{0, 2, 1000, 5000, 20000}

// chineseScanner cuts one Chinese text.
type chineseScanner struct {
	*chinese
	text string
	out  []duizhao.Token
	from int  // the first token of this text in out
	join bool // let the HMM join rows of rare characters
}

func (c *chineseScanner) emit(start, end int, class duizhao.TokenClass) {
	c.out = append(c.out, duizhao.Token{Span: duizhao.Span{Start: start, End: end}, Class: class})
}

// scan cuts the text into runs of Han characters, which the dictionary cuts
// further, and everything else.
func (c *chineseScanner) scan() []duizhao.Token {
	run := 0 // start of the run of Han characters that reaches to i
	for i := 0; i < len(c.text); {
		end, class := c.next(i)
		if end == i { // one more Han character
			_, n := utf8.DecodeRuneInString(c.text[i:])
			i += n
			continue
		}
		c.cutHan(run, i)
		if class != space {
			c.emit(i, end, class)
		}
		i, run = end, end
	}
	c.cutHan(run, len(c.text))
	return c.out
}

// space is the class of what gives no token.
const space = duizhao.TokenClass(0xFF)

// next returns the end and class of what stands at byte i, or i where that is a Han
// character of no mixed word.
func (c *chineseScanner) next(i int) (int, duizhao.TokenClass) {
	r, n := utf8.DecodeRuneInString(c.text[i:])
	for _, w := range c.mixed[r] {
		if end := i + len(w); strings.HasPrefix(c.text[i:], w) && !(isWordRune(before(c.text, end)) && isWordRune(at(c.text, end))) {
			return end, duizhao.Word
		}
	}
	switch {
	case isHan(r):
		if end := yearEnd(c.text, i); end > i {
			return end, duizhao.Word
		}
		return i, duizhao.Word
	case unicode.IsSpace(r):
		return i + n, space
	case isLetter(r):
		return latinEnd(c.text, i), duizhao.Latin
	}
	if end := codeEnd(c.text, i); end > i {
		return end, duizhao.Latin
	}
	if end := numberEnd(c.text, i); end > i {
		return end, duizhao.Number
	}
	return i + n, duizhao.Mark
}

// digits are the Chinese numerals that can stand in a row like Arabic digits; ○ is
// what is often typed for 〇.
const digits = "〇○零一二三四五六七八九"

const numerals = digits + "十百千万亿两廿卅"

// yearEnd returns the end of three or more Chinese digits in a row (二〇二二), which
// no dictionary holds, or i where they do not begin at byte i.
func yearEnd(s string, i int) int {
	isDigit := func(r rune) bool { return strings.ContainsRune(digits, r) }
	if !isDigit(at(s, i)) {
		return i
	}
	if end := span(s, i, isDigit); utf8.RuneCountInString(s[i:end]) >= 3 {
		return end
	}
	return i
}

// cutHan cuts the run of Han characters from start to end into words.
func (c *chineseScanner) cutHan(start, end int) {
	if start == end {
		return
	}
	if _, n := utf8.DecodeRuneInString(c.text[start:end]); n == end-start {
		c.emit(start, end, duizhao.Word)
		return
	}
	first := len(c.out)
	counts := first > c.from && c.out[first-1].Class == duizhao.Number
	words := c.gse.Segment([]byte(c.text[start:end]))
	for i := 0; i < len(words); {
		row := i // end of a row of characters that stand alone
		for ; c.join && row < min(len(words), i+maxRow); row++ {
			word := c.text[start+words[row].Start() : start+words[row].End()]
			counts = isNumeral(word) || counts && strings.Contains(counters, word)
			if counts || !c.rare(word) {
				break
			}
		}
		if row < i+2 {
			row = i + 1
			c.emit(start+words[i].Start(), start+words[i].End(), duizhao.Word)
		} else {
			c.cutUnknown(start+words[i].Start(), start+words[row-1].End())
		}
		i = row
	}
	c.joinNumerals(first)
}

// maxRow is how many rare characters the HMM is given at once; its time grows with
// the square of their number, and no name is longer.
const maxRow = 16

// counters follow a numeral: measure words and what stands before them. They are
// rare as words elsewhere, but 三十|余|件 is no unknown name.
const counters = "余多几来近成半个件只艘名位项次起家户宗批条篇份人元年月日号辆台套张本册幅根支枚颗块片袋箱包瓶吨斤克亩顷" +
	"米里度倍届期场处所座栋幢间层级类种款门部集首封句页卷组队班对双副把架列节段堂课轮番趟遍笔股角分秒时天周岁代例桩粒尾头匹棵株"

// cutUnknown cuts a row of characters that no dictionary word joins by their likely
// place in a word.
func (c *chineseScanner) cutUnknown(start, end int) {
	for _, w := range c.gse.HMMCut(c.text[start:end]) {
		c.emit(start, start+len(w), duizhao.Word)
		start += len(w)
	}
}

// rare reports whether word is one character that is seldom a word.
func (c *chinese) rare(word string) bool {
	_, n := utf8.DecodeRuneInString(word)
	return n == len(word) && !c.common[word]
}

// joinNumerals makes one token of neighbouring numerals from token first on, and of
// 第 with the numeral behind it: 一百|二十|五, 第|二十|三.
func (c *chineseScanner) joinNumerals(first int) {
	kept := c.out[:first]
	numeral := false // the last kept token can be continued
	for _, t := range c.out[first:] {
		word := t.Span.Of(c.text)
		is := isNumeral(word)
		if is && numeral {
			kept[len(kept)-1].Span.End = t.Span.End
			continue
		}
		kept = append(kept, t)
		numeral = is || isNumeral(strings.TrimPrefix(word, "第"))
	}
	c.out = kept
}

// isNumeral reports whether word consists of Chinese numerals. The empty word does,
// so that 第 with nothing behind it is open for one.
func isNumeral(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool { return !strings.ContainsRune(numerals, r) })
}
