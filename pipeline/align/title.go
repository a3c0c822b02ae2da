package align

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// titleMark stands for the title of a work or a law: 《…》 in Chinese, in English italics
// (*…* or _…_ where the text keeps them) or words with capitals.
const titleMark = "《"

// titleWords is how many words with capitals in a row may be a title; two are a name.
const titleWords = 3

// smallWords stand in titles without capitals.
var smallWords = wordSet("a an and as at by for from in of on or the to with")

// holdsTitle reports whether text holds what may be a title.
func holdsTitle(text string) bool {
	if strings.Contains(text, titleMark) {
		return true
	}
	run := 0
	for w := range strings.FieldsSeq(text) {
		bare := strings.TrimLeft(w, openers+"*_")
		r, _ := utf8.DecodeRuneInString(bare)
		switch {
		case unicode.IsUpper(r):
			run++
		case run > 0 && smallWords[bare]:
		default:
			run = 0
		}
		if run >= titleWords || run > 0 && bare != w && w[0] != '"' && strings.ContainsAny(w, "*_") {
			return true
		}
		if run > 0 && strings.ContainsAny(bare, ",.;:?!") {
			run = 0
		}
	}
	return false
}
