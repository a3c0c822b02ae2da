package agree

import (
	"strconv"
	"strings"
	"unicode"
)

// Numerals returns the whole numbers that are written in text in any form, in
// order and without leading zeros: digits, Chinese numerals, English number
// words, ordinals and months. It is meant for names, where "4.26" is 4 and 26
// and 十四五 is 14 and 5; it is no reading of figures.
func Numerals(text string) []string {
	var out []string
	rs := []rune(text)
	for i := 0; i < len(rs); {
		switch {
		case digit(rs[i]) >= 0:
			j := i
			var b strings.Builder
			for j < len(rs) && (digit(rs[j]) >= 0 || groupComma(rs, j)) {
				if d := digit(rs[j]); d >= 0 {
					b.WriteByte(byte('0' + d))
				}
				j++
			}
			out = append(out, trimZeros(b.String()))
			i = j
		case hanzi[rs[i]].known:
			n, j := chinese(rs, i)
			out = append(out, strconv.Itoa(n))
			i = j
		case unicode.IsLetter(rs[i]) && rs[i] < unicode.MaxLatin1:
			j := i
			for j < len(rs) && rs[j] < unicode.MaxLatin1 && unicode.IsLetter(rs[j]) {
				j++
			}
			if n, ok := words[strings.ToLower(string(rs[i:j]))]; ok {
				out = append(out, strconv.Itoa(n))
			}
			i = j
		default:
			i++
		}
	}
	return out
}

func trimZeros(s string) string {
	if t := strings.TrimLeft(s, "0"); t != "" {
		return t
	}
	return "0"
}

// digit returns the value of an ASCII or full-width digit, or -1.
func digit(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r >= '０' && r <= '９':
		return int(r - '０')
	}
	return -1
}

// groupComma reports whether rs[i] is a comma between groups of three digits.
func groupComma(rs []rune, i int) bool {
	if rs[i] != ',' || i == 0 || digit(rs[i-1]) < 0 {
		return false
	}
	n := 0
	for j := i + 1; j < len(rs) && digit(rs[j]) >= 0; j++ {
		n++
	}
	return n == 3
}

type han struct {
	value int
	unit  bool // 十 百 千 万: multiplies what stands before it
	known bool
}

var hanzi = map[rune]han{
	'〇': {0, false, true}, '零': {0, false, true}, '一': {1, false, true}, '首': {1, false, true}, '二': {2, false, true},
	'两': {2, false, true}, '三': {3, false, true}, '四': {4, false, true}, '五': {5, false, true}, '六': {6, false, true},
	'七': {7, false, true}, '八': {8, false, true}, '九': {9, false, true},
	'十': {10, true, true}, '百': {100, true, true}, '千': {1000, true, true}, '万': {10000, true, true},
}

// maxNumeral bounds a Chinese numeral in a name, against overflow.
const maxNumeral = 1_000_000_000

// chinese reads the numeral that begins at rs[i] and returns the index behind it.
// Digits without a unit are a year (二〇二二) where there are at least three of
// them, else each stands alone (十四五, 一核两翼).
func chinese(rs []rune, i int) (n, end int) {
	run := i
	for run < len(rs) && hanzi[rs[run]].known && !hanzi[rs[run]].unit {
		run++
	}
	if run-i >= 3 {
		for ; i < run && n < maxNumeral; i++ {
			n = n*10 + hanzi[rs[i]].value
		}
		return n, run
	}
	total, last, open := 0, 0, false
	for end = i; end < len(rs); end++ {
		h := hanzi[rs[end]]
		if !h.known || !h.unit && open && last != 0 || total > maxNumeral {
			break
		}
		if !h.unit {
			last, open = h.value, true
			continue
		}
		if !open && total == 0 {
			last = 1 // 十四, 百日
		}
		if h.value == 10000 {
			total, last = (total+last)*h.value, 0
		} else {
			total, last = total+last*h.value, 0
		}
		open = false
	}
	return total + last, max(end, i+1)
}

// words holds the English words that say a number within a name. May is left
// out: it is a verb far more often than a month without its day.
var words = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
	"eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000,
	"single": 1, "double": 2, "dual": 2, "triple": 3,
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
	"tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "twentieth": 20,
	"january": 1, "february": 2, "march": 3, "april": 4, "june": 6, "july": 7, "august": 8,
	"september": 9, "october": 10, "november": 11, "december": 12,
}
