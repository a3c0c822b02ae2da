package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"duizhao"
)

// script counts what a text is written in.
type script struct {
	han      int // ideographs
	words    int // runs of Latin letters
	plain    int // of those, the ones that are no abbreviation: a lower-case letter among three or more
	capitals int // of those, the ones of three or more capitals
	function int // of those, English function words
	kana     int // kana and hangul
	other    int // letters of other scripts
}

func (s script) plus(t script) script {
	return script{s.han + t.han, s.words + t.words, s.plain + t.plain, s.capitals + t.capitals,
		s.function + t.function, s.kana + t.kana, s.other + t.other}
}

// units is the amount of text, counted so that a text and its translation have
// about as many: an English word stands for one and a half ideographs.
func (s script) units() int { return s.han + s.words*3/2 }

// Language returns the language text is written in: Chinese, in either script;
// English; or "" where it is neither, or holds no words at all. Names and
// abbreviations of the other language do not matter.
func Language(text string) duizhao.Lang {
	return judge(scripts(text))
}

// judge names the language of a text by its parts outside and, where those hold
// no words, inside of brackets.
func judge(outside, inside script) duizhao.Lang {
	if lang := outside.language(); lang != "" {
		return lang
	}
	return outside.plus(inside).language()
}

// scripts counts text outside and inside of round brackets: a name and, in
// brackets, the same name in the other language is in the language of the first.
func scripts(text string) (outside, inside script) {
	depth := 0
	count := &outside
	for i := 0; i < len(text); {
		b := text[i]
		if b < utf8.RuneSelf {
			switch {
			case isLetterByte(b):
				n := wordLen(text[i:])
				count.word(text[i : i+n])
				i += n
				continue
			case b == '(':
				depth++
				count = &inside
			case b == ')' && depth > 0:
				if depth--; depth == 0 {
					count = &outside
				}
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		switch {
		case r == '（':
			depth++
			count = &inside
		case r == '）':
			if depth > 0 {
				depth--
			}
			if depth == 0 {
				count = &outside
			}
		default:
			count.rune(r)
		}
	}
	return outside, inside
}

func (s *script) rune(r rune) {
	switch {
	case isHan(r):
		s.han++
	case r < 0x2E80 && !unicode.IsLetter(r) || r >= 0x3000 && r < 0x3040:
	case r >= 0x3040 && r < 0x3100 || r >= 0xAC00 && r < 0xD7B0:
		s.kana++
	case r >= 0xFF00 && r < 0xFFF0 || unicode.Is(unicode.Latin, r):
	case unicode.IsLetter(r):
		s.other++
	}
}

func (s *script) word(w string) {
	s.words++
	if len(w) < 2 {
		return
	}
	lower := 0
	for i := 0; i < len(w); i++ {
		if w[i] >= 'a' && w[i] <= 'z' {
			lower++
		}
	}
	switch {
	case lower == 0 && len(w) >= 3:
		s.capitals++
	case lower > 0 && len(w) >= 3:
		s.plain++
	}
	if lower >= len(w)-1 && functionWords[strings.ToLower(w)] {
		s.function++
	}
}

// functionWords are frequent in English and rare in the other languages written
// in Latin letters.
var functionWords = map[string]bool{
	"the": true, "of": true, "and": true, "to": true, "for": true, "with": true, "by": true,
	"from": true, "were": true, "its": true, "that": true, "which": true,
}

// language judges one line or block as well as a whole file.
func (s script) language() duizhao.Lang {
	switch {
	case s.kana*8 > s.han+s.kana || s.other > s.han+s.words:
		return ""
	case s.han > 0 && 2*s.han >= s.words:
		return duizhao.Chinese
	case s.foreign():
		return ""
	case s.plain > 0 || s.capitals > 1:
		return duizhao.English
	}
	return ""
}

// foreign reports whether what is written in Latin letters is hardly English.
func (s script) foreign() bool { return s.words >= 100 && s.function*50 < s.words }

// wordLen returns the length of the run of Latin letters s begins with, with
// hyphens and apostrophes inside it.
func wordLen(s string) int {
	i := 1
	for i < len(s) && (isLetterByte(s[i]) || (s[i] == '-' || s[i] == '\'') && i+1 < len(s) && isLetterByte(s[i+1])) {
		i++
	}
	return i
}

func isLetterByte(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

func isHan(r rune) bool {
	switch {
	case r < 0x2E80:
		return false
	case r <= 0x2FDF, r == '々', r == '〇', r >= 0x3400 && r < 0x4DC0, r >= 0x4E00 && r < 0xA000,
		r >= 0xF900 && r < 0xFB00, r >= 0x20000 && r < 0x3FFFE:
		return true
	}
	return false
}

// isWide reports whether r belongs to Chinese typesetting: an ideograph or a
// full-width mark, next to which no space is written.
func isWide(r rune) bool {
	return r >= 0x2E80 && r < 0xA4D0 || r >= 0xF900 && r < 0xFB00 || r >= 0xFE30 && r < 0xFE70 ||
		r >= 0xFF00 && r < 0xFF61 || r >= 0xFFE0 && r < 0xFFE7 || r >= 0x20000 && r < 0x3FFFE
}

// columns returns the width of s where an ideograph takes two columns.
func columns(s string) int {
	n := 0
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			n++
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		n++
		if isWide(r) {
			n++
		}
	}
	return n
}
