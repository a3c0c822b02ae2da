package segment

import (
	"strings"
	"unicode/utf8"
)

// isHanDigit reports whether r is a Chinese numeral that can stand in a row like Arabic
// digits; ○ is what is often typed for 〇.
func isHanDigit(r rune) bool {
	switch r {
	case '〇', '○', '零', '一', '二', '三', '四', '五', '六', '七', '八', '九':
		return true
	}
	return false
}

func isHanNumeral(r rune) bool {
	switch r {
	case '十', '百', '千', '万', '亿', '两', '廿', '卅':
		return true
	}
	return isHanDigit(r)
}

// isNumeral reports whether word consists of Chinese numerals. The empty word does,
// so that 第 with nothing behind it is open for one.
func isNumeral(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool { return !isHanNumeral(r) })
}

// numeralEnd returns the end of the Chinese numeral at byte i of s that no dictionary
// holds, three or more digits in a row (二〇二二), a fraction (百分之三点五) or a decimal
// (一点五), or i where there is none. Other numerals are made of dictionary words.
func numeralEnd(s string, i int) int {
	if !isHanNumeral(at(s, i)) || isHanNumeral(before(s, i)) {
		return i
	}
	if end := span(s, i, isHanDigit); utf8.RuneCountInString(s[i:end]) >= 3 {
		return end
	}
	end, found := span(s, i, isHanNumeral), false
	for _, link := range [...]string{"分之", "点"} {
		next := end + len(link)
		if !strings.HasPrefix(s[end:], link) || !isHanNumeral(at(s, next)) {
			continue
		}
		last := span(s, next, isHanNumeral)
		// 九点三十分 is a time, and in 有三点一是 the numeral is another one.
		if link == "点" && (strings.ContainsAny(s[next:last], "十百千") || strings.ContainsRune("是、", at(s, last))) {
			continue
		}
		end, found = last, true
	}
	if !found {
		return i
	}
	return end
}
