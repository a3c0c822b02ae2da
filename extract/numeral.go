package extract

import "strings"

// The numerals that lists are counted in. Numbers outside of what a numeral system
// writes in lists come out as "".

// maxCount is above any number of a list.
const maxCount = 1_000_000

// romanNumeral writes n, up to 3999, in Roman capitals.
func romanNumeral(n int) string {
	if n < 1 || n > 3999 {
		return ""
	}
	var b strings.Builder
	for _, d := range []struct {
		value int
		s     string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"},
		{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= d.value; n -= d.value {
			b.WriteString(d.s)
		}
	}
	return b.String()
}

// lowerLetters writes n as a to z, then aa, bb as word processors do.
func lowerLetters(n int) string {
	if n < 1 || n > 26*10 {
		return ""
	}
	return strings.Repeat(string(rune('a'+(n-1)%26)), 1+(n-1)/26)
}

// hanNumeral writes n, below 10,000, in Chinese: 十二, 二十, 一百零三.
func hanNumeral(n int) string {
	return chineseNumeral(n, []rune("零一二三四五六七八九"), []string{"", "十", "百", "千"}, true)
}

// hanLegal writes n, below 10,000, in the numerals of contracts: 壹拾贰.
func hanLegal(n int) string {
	return chineseNumeral(n, []rune("零壹贰叁肆伍陆柒捌玖"), []string{"", "拾", "佰", "仟"}, false)
}

func chineseNumeral(n int, digits []rune, places []string, short bool) string {
	if n < 0 || n > 9999 {
		return ""
	}
	if n == 0 {
		return string(digits[0])
	}
	var b strings.Builder
	zero := false
	for place, unit := 3, 1000; place >= 0; place, unit = place-1, unit/10 {
		d := n / unit % 10
		if d == 0 {
			zero = b.Len() > 0
			continue
		}
		if zero {
			b.WriteRune(digits[0])
			zero = false
		}
		if !(short && place == 1 && d == 1 && n < 20) {
			b.WriteRune(digits[d])
		}
		b.WriteString(places[place])
	}
	return b.String()
}

// hanDigitByDigit writes n with a Chinese digit for each of its own: 一二, 二〇.
func hanDigitByDigit(n int) string { return replaceDigits(n, []rune("〇一二三四五六七八九")) }

// fullWidth writes n in full-width digits.
func fullWidth(n int) string { return replaceDigits(n, []rune("０１２３４５６７８９")) }

func replaceDigits(n int, digits []rune) string {
	if n < 0 {
		return ""
	}
	var out []rune
	for ; n > 0 || len(out) == 0; n /= 10 {
		out = append([]rune{digits[n%10]}, out...)
	}
	return string(out)
}

// oneOf returns the numeral system whose n-th number is the n-th of symbols.
func oneOf(symbols string) func(int) string {
	all := []rune(symbols)
	return func(n int) string {
		if n < 1 || n > len(all) {
			return ""
		}
		return string(all[n-1])
	}
}
