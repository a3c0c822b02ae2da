package align

import (
	"strings"
	"unicode/utf8"
)

// figures counts the numbers written in digits in text. A number is what nothing but
// points and commas parts, so that a wrong digit, point or comma changes no count.
func figures(text string) int {
	n, inside := 0, false
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9' || r >= '０' && r <= '９':
			if !inside {
				n++
			}
			inside = true
		case inside && strings.ContainsRune(".,．，", r):
		default:
			inside = false
		}
	}
	return n
}

// figureLen is the length of any number: how long it is written says no more about a
// bead than its value may.
const figureLen = 5

// plainLength is length without digits, nor the points and commas between them.
func plainLength(text string) int {
	n := length(text)
	inside := false
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9' || r >= '０' && r <= '９':
			inside = true
			n--
		case inside && strings.ContainsRune(".,．，", r):
			n--
		default:
			inside = false
		}
	}
	return n
}

// numberWords are the English words that state a number, or a part of one.
var numberWords = wordSet(`one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
	sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
	hundred thousand million billion trillion hundreds thousands millions billions dozen dozens
	first second third fourth fifth sixth seventh eighth ninth tenth`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// isNumeral reports whether a lower-case word states a number: 三十, 第二, twenty.
func isNumeral(w string) bool {
	if w == "" {
		return false
	}
	if w[0] < utf8.RuneSelf {
		return numberWords[w]
	}
	for _, r := range strings.TrimPrefix(w, "第") {
		switch r {
		case '〇', '零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿', '兩', '两', '萬', '億', '廿', '卅':
		default:
			if r < '0' || r > '9' {
				return false
			}
		}
	}
	return true
}
