package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"duizhao"

	"github.com/clipperhouse/uax29/v2/words"
)

// appendEnglish appends the tokens of English text. Words are those of Unicode
// Standard Annex 29 where the scanner does not know better.
func appendEnglish(out []duizhao.Token, text string) []duizhao.Token {
	it := words.FromString(text)
	for pos := 0; it.Next(); {
		pos = max(pos, it.Start())
		for pos < it.End() { // a token may reach beyond the word or end within it
			end, class := nextEnglish(text, pos, it.End())
			if class != space {
				out = appendWord(out, text, pos, end, class)
			}
			pos = end
		}
	}
	return out
}

// nextEnglish returns the end and class of the token at byte i, given that a word
// of the standard ends at byte word.
func nextEnglish(s string, i, word int) (int, duizhao.TokenClass) {
	r, n := utf8.DecodeRuneInString(s[i:])
	switch {
	case unicode.IsSpace(r):
		return i + n, space
	case isHan(r):
		return span(s, i, isHan), duizhao.Word
	case isLetter(r):
		return englishWordEnd(s, i, word), duizhao.Word
	}
	if end := codeEnd(s, i); end > i {
		return end, duizhao.Word
	}
	if end := numberEnd(s, i); end > i {
		return end, duizhao.Number
	}
	return i + n, duizhao.Mark
}

// englishWordEnd returns the end of the word of s at byte i, which the standard
// ends at byte word. The standard parts R&D, COVID-19 and U.S. from its last stop,
// and joins RMB5,000.
func englishWordEnd(s string, i, word int) int {
	if j := span(s, i, isLetter); currencies[s[i:j]] {
		return j
	}
	// The standard's tables take bytes that are no UTF-8 together with what follows.
	if n := strings.IndexFunc(s[i:word], unicode.IsSpace); n >= 0 {
		word = i + n
	}
	r := at(s, word)
	code := strings.IndexFunc(s[i:word], func(r rune) bool { return !unicode.IsUpper(r) && !isDigit(r) }) < 0
	switch {
	case r == '.' && isInitials(s[i:word]):
		return word + 1
	case code && r == '&' && unicode.IsUpper(at(s, word+1)):
		return span(s, word+1, isLetter)
	case code && r == '-' && isDigit(at(s, word+1)):
		return numberEnd(s, word+1)
	}
	return word
}

// isInitials reports whether word is made of single letters with stops between
// them: U.S, e.g, p.m, also Ph.D.
func isInitials(word string) bool {
	letters := strings.Split(word, ".")
	for i, l := range letters {
		if l == "" || len(l) > 2 || i > 0 && len(l) > 1 || !isLetter(at(l, 0)) {
			return false
		}
	}
	return len(letters) > 1
}

// appendWord appends the token from start to end, and what is possessive in it as a
// token of its own.
func appendWord(out []duizhao.Token, s string, start, end int, class duizhao.TokenClass) []duizhao.Token {
	word := s[start:end]
	for _, suffix := range [...]string{"'s", "’s", "'S", "’S"} {
		if class == duizhao.Word && len(word) > len(suffix) && strings.HasSuffix(word, suffix) {
			cut := end - len(suffix)
			out = append(out, duizhao.Token{Span: duizhao.Span{Start: start, End: cut}})
			start = cut
		}
	}
	return append(out, duizhao.Token{Span: duizhao.Span{Start: start, End: end}, Class: class})
}
