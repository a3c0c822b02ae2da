package extract

import (
	"strings"
	"unicode/utf8"
)

// rank orders the numberings of headings from the outermost inwards. Which level
// one of them is depends on which others a text uses.
type rank int

const (
	noRank     rank = 0
	bareWord   rank = 10  // 前言, Foreword
	partRank   rank = 20  // 第一部分, Part II
	chapter    rank = 30  // 第三章, Chapter 3, Annex 1
	section    rank = 40  // 第二节, Section 2
	article    rank = 45  // 第五条, Article 5
	hanNumber  rank = 50  // 一、, I.
	letter     rank = 55  // A.
	hanParen   rank = 60  // （一）, (I)
	number     rank = 70  // 1., 1、
	decimal    rank = 70  // 1.1 is one more, 1.1.1 two
	paren      rank = 80  // （1）, (1), 1), ①
	lowLetter  rank = 90  // (a), a)
	dot        rank = 100 // •
	unnumbered rank = 110
)

// labelled reports whether s begins with the number of a heading or list item.
func labelled(s string) bool {
	_, r := label(s)
	return r != noRank
}

// label returns the number that a heading or list item begins with, as written,
// and what sort of numbering it is.
func label(s string) (string, rank) {
	if s == "" {
		return "", noRank
	}
	first, size := utf8.DecodeRuneInString(s)
	switch {
	case first == '第':
		return ordinalLabel(s)
	case strings.ContainsRune(hanDigits, first):
		return hanLabel(s)
	case first == '（' || first == '(':
		return bracketLabel(s)
	case first >= '0' && first <= '9':
		return numberLabel(s)
	case first >= '①' && first <= '⑳':
		return s[:size], paren
	case strings.ContainsRune("•●■◆▪○◇□★※·", first):
		return s[:size], dot
	case first == '附':
		return annexLabel(s)
	case first < utf8.RuneSelf && isLetterByte(s[0]):
		return latinLabel(s)
	}
	return "", noRank
}

const hanDigits = "一二三四五六七八九十百〇零"

// run returns the length of the run of runes of set that s begins with.
func run(s, set string) int {
	return len(s) - len(strings.TrimLeft(s, set))
}

// ordinalLabel reads 第三章; not 第三季度, nor 第三条的规定.
func ordinalLabel(s string) (string, rank) {
	at := len("第")
	n := run(s[at:], hanDigits+"0123456789")
	if n == 0 || n > 12 {
		return "", noRank
	}
	at += n
	for _, unit := range []struct {
		word string
		rank rank
	}{{"部分", partRank}, {"篇", partRank}, {"编", partRank}, {"章", chapter}, {"节", section}, {"条", article}} {
		after, ok := strings.CutPrefix(s[at:], unit.word)
		if !ok {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(after); after != "" && strings.ContainsRune("的之规所至第和及或与、，。）)》课", next) {
			return "", noRank
		}
		return s[:at+len(unit.word)], unit.rank
	}
	return "", noRank
}

// hanLabel reads 一、 and 一．; not 一、二级 nor 三五.
func hanLabel(s string) (string, rank) {
	n := run(s, hanDigits)
	if n > 9 {
		return "", noRank
	}
	mark, size := utf8.DecodeRuneInString(s[n:])
	if !strings.ContainsRune("、．.", mark) || size == 0 {
		return "", noRank
	}
	if next, _ := utf8.DecodeRuneInString(s[n+size:]); strings.ContainsRune(hanDigits, next) && n+size < len(s) {
		if run(s[n+size:], hanDigits+"、") > 0 && !strings.HasPrefix(s[n+size:], "一") {
			return "", noRank
		}
	}
	return s[:n+size], hanNumber
}

// bracketLabel reads （一）, (1), (a) and (IV).
func bracketLabel(s string) (string, rank) {
	end := strings.IndexAny(s[:min(len(s), 20)], "）)")
	if end < 0 {
		return "", noRank
	}
	_, open := utf8.DecodeRuneInString(s)
	_, shut := utf8.DecodeRuneInString(s[end:])
	inner, label := s[open:end], s[:end+shut]
	switch {
	case inner == "":
		return "", noRank
	case len(inner) <= 9 && strings.Trim(inner, hanDigits) == "":
		return label, hanParen
	case len(inner) <= 2 && strings.Trim(inner, "0123456789") == "":
		return label, paren
	case roman(inner):
		if inner[0] >= 'a' {
			return label, lowLetter
		}
		return label, hanParen
	case len(inner) == 1 && isLetterByte(inner[0]):
		return label, lowLetter
	}
	return "", noRank
}

// numberLabel reads 1. and 1、 and 1) and 1.2; not 1.41万 nor 2022.
func numberLabel(s string) (string, rank) {
	n := run(s, "0123456789")
	if n > 2 {
		return "", noRank
	}
	mark, size := utf8.DecodeRuneInString(s[n:])
	after := s[n+size:]
	next, _ := utf8.DecodeRuneInString(after)
	switch {
	case after == "" && mark != '.':
		return "", noRank
	case mark == '、' || mark == '．':
		if next >= '0' && next <= '9' { // 1、2号
			return "", noRank
		}
		return s[:n+size], number
	case mark == ')' || mark == '）':
		return s[:n+size], paren
	case mark != '.':
		return "", noRank
	case next >= '0' && next <= '9':
		return decimalLabel(s)
	case after == "" || next == ' ' || next == '\t' || isWide(next):
		return s[:n+size], number
	}
	return "", noRank
}

// decimalLabel reads 1.2 and 2.3.1. A figure such as 4.26 looks the same; kinds
// believes the label only where the one before it occurs as well.
func decimalLabel(s string) (string, rank) {
	at, depth := 0, 0
	for {
		n := run(s[at:], "0123456789")
		if n == 0 || n > 2 {
			break
		}
		at += n
		if !strings.HasPrefix(s[at:], ".") {
			next, _ := utf8.DecodeRuneInString(s[at:])
			if depth == 0 || depth > 4 || next != ' ' && next != '\t' && !isHan(next) || strings.ContainsRune("万亿千百倍元个件年月", next) {
				return "", noRank
			}
			return s[:at], decimal + rank(depth)
		}
		at++
		depth++
	}
	return "", noRank
}

// annexLabel reads 附件1, 附录二, 附表3：.
func annexLabel(s string) (string, rank) {
	for _, word := range []string{"附件", "附录", "附表"} {
		after, ok := strings.CutPrefix(s, word)
		if !ok {
			continue
		}
		n := run(after, hanDigits+"0123456789")
		rest := strings.TrimLeft(after[n:], whiteSpace)
		if n > 0 && n < 10 || rest == "" || strings.HasPrefix(rest, "：") || strings.HasPrefix(rest, ":") {
			return s[:len(word)+n], chapter
		}
	}
	return "", noRank
}

// latinLabel reads I. and A. and a) and Chapter 3; not U.S. nor I.
func latinLabel(s string) (string, rank) {
	n := wordLen(s)
	word := s[:n]
	if r, ok := latinParts[word]; ok {
		return partLabel(s, n, r)
	}
	if n > 5 || n == len(s) {
		return "", noRank
	}
	mark, after := s[n], s[n+1:]
	switch {
	case mark == ')' && (n == 1 || roman(word)):
		return s[:n+1], lowLetter
	case mark != '.' || after != "" && after[0] != ' ' && after[0] != '\t':
		return "", noRank
	case roman(word) && word[0] < 'a':
		return s[:n+1], hanNumber
	case n == 1 && word[0] < 'a':
		return s[:n+1], letter
	}
	return "", noRank
}

// partLabel reads the number after a word of n bytes: Chapter 3, Part II; not
// Section 337, which is a law's.
func partLabel(s string, n int, r rank) (string, rank) {
	at := n + run(s[n:], " ")
	end := at + run(s[at:min(len(s), at+3)], "0123456789")
	if end == at {
		end = at + run(s[at:min(len(s), at+6)], "IVX")
	}
	if at == n || end == at || end-at > 5 || s[at] <= '9' && end-at > 2 {
		return "", noRank
	}
	if end < len(s) && strings.IndexByte(" .:", s[end]) < 0 {
		return "", noRank
	}
	return s[:end], r
}

var latinParts = map[string]rank{
	"Part": partRank, "PART": partRank,
	"Chapter": chapter, "CHAPTER": chapter, "Annex": chapter, "ANNEX": chapter,
	"Appendix": chapter, "APPENDIX": chapter,
	"Section": section, "SECTION": section,
	"Article": article,
}

// roman reports whether s is a Roman numeral up to XXXIX. C, D, L and M are
// letters of the alphabet in a list that goes that far.
func roman(s string) bool {
	return s != "" && len(s) <= 6 && (strings.Trim(s, "IVX") == "" || strings.Trim(s, "ivx") == "")
}
