package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// shape is what the form of a block's text says about it.
type shape struct {
	label  string
	rank   rank
	width  int  // columns
	ending rune // the last mark below closing quotation marks and brackets; 0 where there is none
	inner  bool // a sentence or clause ends inside
	named  bool // English: every longer word is capitalised, as in a title
	hangs  bool // English: ends in a word that nothing ends in (of, the)
	opened int  // brackets and quotation marks that are opened and not closed
	closes bool // closes one that was opened before
}

func shapeOf(s string) shape {
	sh := shape{width: columns(s), ending: ending(s)}
	sh.label, sh.rank = label(s)
	body := s[:len(s)-len(lastRunes(s, 2))]
	sh.inner = strings.ContainsAny(body, "，。；！？") || strings.Contains(body, ", ") ||
		strings.Contains(body, ". ") && sh.label == "" || strings.Contains(body, "; ")
	sh.named = titleCase(s)
	sh.hangs = hanging[strings.ToLower(lastWord(s))]
	sh.opened, sh.closes = brackets(s)
	return sh
}

// brackets counts what s opens and does not close, and reports whether it closes
// what it has not opened. Straight quotation marks, and the single curly ones,
// which are apostrophes too, say nothing.
func brackets(s string) (opened int, closes bool) {
	for _, r := range s {
		switch r {
		case '“', '《', '（', '(':
			opened++
		case '”', '》', '）', ')':
			if opened--; opened < 0 {
				opened, closes = 0, true
			}
		}
	}
	return opened, closes
}

func lastRunes(s string, n int) string {
	at := len(s)
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return s[at:]
}

// closers may follow the mark that ends a sentence. 》 is not among them: a
// question mark before it belongs to a title.
const closers = "”’\"'」』）)】]*"

// ending returns the punctuation mark that s ends in, or 0.
func ending(s string) rune {
	s = strings.TrimRight(s, closers+whiteSpace)
	if i := strings.LastIndexByte(s, '['); i > 0 && len(s)-i <= 4 && strings.Trim(s[i+1:], "0123456789") == "" {
		s = strings.TrimRight(s[:i], closers+whiteSpace) // a footnote's number: 。[12]
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsRune("。．！？!?.…；;：:，,、—", r) && s != "" {
		return r
	}
	return 0
}

// finished reports whether s ends in a mark that lets a block end.
func finished(s string) bool { return finishes(ending(s)) }

func finishes(mark rune) bool {
	return mark != 0 && strings.ContainsRune("。．！？!?.…；;：:", mark)
}

// sentence reports whether s holds a whole sentence and not just a title.
func sentence(s string) bool {
	if strings.ContainsAny(s, "。！？") {
		return true
	}
	mark := ending(s)
	return (mark == '.' || strings.Contains(s, ". ")) && strings.Count(s, " ") >= 4 && !titleCase(s)
}

// titleCase reports whether s is capitalised as an English title: no word of four
// letters or more begins small, but for prepositions and conjunctions.
func titleCase(s string) bool {
	capitals := 0
	for i := 0; i < len(s); i++ {
		if !isLetterByte(s[i]) || i > 0 && (isLetterByte(s[i-1]) || s[i-1] >= utf8.RuneSelf) {
			continue
		}
		n := wordLen(s[i:])
		switch word := s[i : i+n]; {
		case word[0] < 'a':
			capitals++
		case n >= 4 && !smallInTitles[word]:
			return false
		}
		i += n - 1
	}
	return capitals > 0
}

var smallInTitles = set("with from into over under upon than that amid among during between through within without " +
	"against about towards toward onto across after before their")

// hanging holds words that no sentence and no title ends in.
var hanging = set("of the and a an in to for on by with at from or as that which under over between including such was were is are has have")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

func lastWord(s string) string {
	at := len(s)
	for at > 0 && isLetterByte(s[at-1]) {
		at--
	}
	return s[at:]
}

// startsSmall reports whether s begins with a small Latin letter.
func startsSmall(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "\"'“‘(（"))
	return r < 0x250 && unicode.IsLower(r)
}

// startsBig reports whether s begins with a capital Latin letter.
func startsBig(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "\"'“‘(（"))
	return r < 0x250 && unicode.IsUpper(r)
}
