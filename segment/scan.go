package segment

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isHan reports whether r is a Chinese character, 〇 and 々 among them.
func isHan(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0x2E80 && unicode.Is(unicode.Han, r)
}

// isDigit reports whether r is an ASCII or full-width digit.
func isDigit(r rune) bool {
	return r >= '0' && r <= '9' || r >= '０' && r <= '９'
}

// isLetter reports whether r is part of a word in a script other than Han: a
// letter, a mark on one, or a Roman numeral sign.
func isLetter(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r|0x20 >= 'a' && r|0x20 <= 'z'
	case r >= 0x2160 && r <= 0x2188: // Ⅰ Ⅳ ⅻ
		return true
	}
	return unicode.In(r, unicode.L, unicode.Mn, unicode.Mc) && !isHan(r)
}

func isWordRune(r rune) bool { return isDigit(r) || isLetter(r) }

// at returns the rune of s at byte i, utf8.RuneError where there is none.
func at(s string, i int) rune {
	r, _ := utf8.DecodeRuneInString(s[min(i, len(s)):])
	return r
}

// before returns the rune of s that ends at byte i, utf8.RuneError where there is
// none.
func before(s string, i int) rune {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return r
}

// span returns the end of the runes from byte i on that satisfy ok.
func span(s string, i int, ok func(rune) bool) int {
	if n := strings.IndexFunc(s[i:], func(r rune) bool { return !ok(r) }); n >= 0 {
		return i + n
	}
	return len(s)
}

// numberEnd returns the end of the number of s at byte i, with its sign, its
// separators and its per cent sign, or i where no number begins there.
func numberEnd(s string, i int) int {
	j := i
	if r, n := utf8.DecodeRuneInString(s[i:]); strings.ContainsRune("+-−＋－", r) {
		if !signs(s, i) {
			return i
		}
		j += n
	}
	digits := span(s, j, isDigit)
	if digits == j {
		return i
	}
	if end := dateEnd(s, j); end > digits {
		return end
	}
	for decimal := false; ; {
		next := nextGroup(s, j, digits, decimal)
		if next == digits {
			break
		}
		decimal = strings.ContainsRune(".．", at(s, digits))
		j, digits = next, span(s, next, isDigit)
	}
	if r, n := utf8.DecodeRuneInString(s[digits:]); strings.ContainsRune("%％‰‱", r) {
		digits += n
	}
	return digits
}

var date = regexp.MustCompile(`^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}`)

// dateEnd returns the end of a date like 2023-05-17 at byte i of s, or i where there
// is none.
func dateEnd(s string, i int) int {
	end := i + len(date.FindString(s[i:]))
	if r := at(s, end); r == '-' || isWordRune(r) {
		return i
	}
	return end
}

// nextGroup returns where the digits go on behind a separator that follows the
// group of digits from start to end, or end where they do not. Behind the decimals of a
// number only a point can follow: 5.1/10 and 4.6:43.1 are two numbers.
func nextGroup(s string, start, end int, decimal bool) int {
	r, n := utf8.DecodeRuneInString(s[end:])
	next := end + n
	if n == 0 || !isDigit(at(s, next)) {
		return end
	}
	switch r {
	case '/', ':':
		last := span(s, next, isDigit)
		if !decimal && !(at(s, last) == '.' && isDigit(at(s, last+1))) {
			return next
		}
	case '.', '．', '·':
		return next
	case '，': // full width digits have a full width comma; elsewhere it ends a clause
		if before(s, end) > utf8.RuneSelf && at(s, next) > utf8.RuneSelf {
			return next
		}
	case ',':
		// 2021,2022 are two years
		if end-start != 4 || span(s, next, isDigit)-next != 4 {
			return next
		}
	}
	return end
}

// signs reports whether the plus or minus of s at byte i is the sign of the number
// behind it, not the dash of a range or a name (2021-2035, 5%-10%, 2021年-2035年,
// 1+13, GB-2312).
func signs(s string, i int) bool {
	_, n := utf8.DecodeRuneInString(s[i:])
	if !isDigit(at(s, i+n)) {
		return false
	}
	prev := before(s, i)
	if isWordRune(prev) || strings.ContainsRune("%％‰-+）)”\"", prev) {
		return false
	}
	// Up to two characters between digits and the dash are a unit.
	k := i
	for units := 0; units < 2 && isHan(before(s, k)); units++ {
		_, n := utf8.DecodeLastRuneInString(s[:k])
		k -= n
	}
	return k == i || !isDigit(before(s, k))
}

// codeEnd returns the end of a code that begins with digits, one or two of them and
// a capital (5G, 3D, 4A), or i where there is none.
func codeEnd(s string, i int) int {
	d := span(s, i, isDigit)
	if n := d - i; n < 1 || n > 2 || isWordRune(before(s, i)) {
		return i
	}
	if c := at(s, d); c < 'A' || c > 'Z' || isWordRune(at(s, d+1)) {
		return i
	}
	return d + 1
}

// currencies are the codes that may stand against their number: RMB5,000.
var currencies = map[string]bool{
	"RMB": true, "CNY": true, "USD": true, "US": true, "HKD": true, "HK": true, "MOP": true, "TWD": true,
	"EUR": true, "GBP": true, "JPY": true, "KRW": true, "SGD": true, "AUD": true, "CAD": true, "CHF": true,
}

// latinEnd returns the end of the Latin word or code of s that begins with the
// letter at byte i: WIPO, COVID-19, R&D, cnipa.gov.cn, GB/T, people's.
func latinEnd(s string, i int) int {
	if j := span(s, i, isLetter); currencies[s[i:j]] {
		return j
	}
	for {
		j := span(s, i, isWordRune)
		r, n := utf8.DecodeRuneInString(s[j:])
		if !joins(s, j, r, j+n) {
			return j
		}
		i = j + n
	}
}

// joins reports whether r, from byte i to byte next, joins the letters before it
// with those behind it to one code.
func joins(s string, i int, r rune, next int) bool {
	if !isWordRune(at(s, next)) {
		return false
	}
	switch r {
	case '-', '_', '.', '@', '\'', '’':
		return true
	case '&':
		return unicode.IsUpper(before(s, i)) && unicode.IsUpper(at(s, next))
	case '/': // GB/T
		return unicode.IsUpper(at(s, next)) && !isWordRune(at(s, next+1))
	}
	return false
}
