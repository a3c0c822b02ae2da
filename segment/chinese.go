package segment

import (
	"iter"
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

// chinese is a loaded dictionary. It is only read once it exists.
type chinese struct {
	*vocabulary
	gse    gse.Segmenter
	common map[string]bool // characters that are words of their own
	places map[string]bool // names of places
}

// commonFreq is the frequency from which a character that stands alone is a word
// of its own (的, 在) rather than a piece of an unknown one.
const commonFreq = 20000

// newChinese loads words of the general dictionary, and of terms with their
// frequencies those that the general one does not hold: up to n words.
func newChinese(v *vocabulary, n int, words iter.Seq[dict.Word], terms map[string]float64) *chinese {
	c := &chinese{vocabulary: v, common: map[string]bool{}, places: map[string]bool{}}
	c.gse.SkipLog = true
	c.gse.Dict = gse.NewDict()
	// Growing the list step by step would copy it many times over.
	c.gse.Dict.Tokens = make([]gse.Token, 0, n+1)
	for w := range words {
		c.gse.AddToken(w.Text, max(w.Freq, v.terms[w.Text]))
		switch {
		case w.Place:
			c.places[w.Text] = true
		case w.Freq > commonFreq && utf8.RuneCountInString(w.Text) == 1:
			c.common[w.Text] = true
		}
	}
	for _, w := range slices.Sorted(maps.Keys(terms)) {
		c.gse.AddToken(w, terms[w]) // is silent where the dictionary has it
	}
	// What is not loaded counts too: a word's probability is its part of all.
	if rest := v.total - c.gse.Dict.TotalFreq(); rest > 0 {
		c.gse.AddToken(placeholder, rest)
	}
	c.gse.CalcToken()
	return c
}

// placeholder is a word that no text holds: a character of Unicode's private use.
const placeholder = "\uF8FF"

// loadHMM fills gse's model, which all its segmenters share.
var loadHMM = sync.OnceFunc(func() { new(gse.Segmenter).LoadModel() })

// chineseScanner cuts one Chinese text.
type chineseScanner struct {
	*chinese
	text    string
	out     []duizhao.Token
	from    int  // the first token of this text in out
	join    bool // let the HMM join rows of rare characters
	run     int  // the first token of the Han run that is being cut
	guessed bool // the HMM made the last token
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
		return numeralEnd(c.text, i), duizhao.Word
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

// cutHan cuts the run of Han characters from start to end into words.
func (c *chineseScanner) cutHan(start, end int) {
	if start == end {
		return
	}
	c.run = len(c.out)
	counts := len(c.out) > c.from && c.out[len(c.out)-1].Class == duizhao.Number
	if counts {
		start = c.cutScale(start, end)
	}
	if _, n := utf8.DecodeRuneInString(c.text[start:end]); n >= end-start {
		c.word(start, end, false)
		return
	}
	words := c.gse.Segment([]byte(c.text[start:end]))
	for i := 0; i < len(words); {
		row := i // end of a row of characters that stand alone
		for ; c.join && row < min(len(words), i+maxRow); row++ {
			word := c.text[start+words[row].Start() : start+words[row].End()]
			counts = isNumeral(word) || determiners[word] || counts && strings.Contains(counters, word)
			if counts || !c.rare(word) {
				break
			}
		}
		if row < i+2 {
			row = i + 1
			c.word(start+words[i].Start(), start+words[i].End(), false)
		} else {
			c.cutUnknown(start+words[i].Start(), start+words[row-1].End())
		}
		i = row
	}
}

// cutScale cuts what belongs to the number before start, 余 or 多 and 万, 亿 or 万亿,
// before the dictionary joins it with what follows (512|万|千瓦), and 年 from a 前 that
// belongs to the next number (2023|年|前|11|个|月). It returns the end of that.
func (c *chineseScanner) cutScale(start, end int) int {
	if c.text[start:end] == "年前" && isDigit(at(c.text, end)) {
		c.word(start, start+len("年"), false)
		return start + len("年")
	}
	more := start
	if strings.ContainsRune("余多几", at(c.text, start)) {
		more += len("余")
	}
	for _, scale := range [...]string{"万亿", "万", "亿"} {
		if strings.HasPrefix(c.text[more:end], scale) {
			if more > start {
				c.word(start, more, false)
			}
			c.word(more, more+len(scale), false)
			return more + len(scale)
		}
	}
	return start
}

// maxRow is how many rare characters the HMM is given at once; its time grows with
// the square of their number, and no name is longer.
const maxRow = 16

// counters follow a numeral: measure words and what stands before them. They are
// rare as words elsewhere, but 三十|余|件 is no unknown name.
const counters = "余多几来近成半个件只艘名位项次起家户宗批条篇份人元年月日号辆台套张本册幅根支枚颗块片袋箱包瓶吨斤克亩顷" +
	"米里度倍届期场处所座栋幢间层级类种款门部集首封句页卷组队班对双副把架列节段堂课轮番趟遍笔股角分秒时天周岁代例桩粒尾头匹棵株"

// determiners stand before a measure word like a numeral: 每|件, 几|次.
var determiners = set("几 数 每 各 这 那 哪 首 整 上 下 前 后 近")

// cutUnknown cuts a row of characters that no dictionary word joins by their likely
// place in a word.
func (c *chineseScanner) cutUnknown(start, end int) {
	loadHMM()
	for _, w := range c.gse.HMMCut(c.text[start:end]) {
		c.word(start, start+len(w), true)
		start += len(w)
	}
}

// rare reports whether word is one character that is seldom a word.
func (c *chinese) rare(word string) bool {
	_, n := utf8.DecodeRuneInString(word)
	return n == len(word) && !c.common[word]
}
