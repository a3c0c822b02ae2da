package extract

import (
	"strings"

	"duizhao"
)

// partSides takes apart the chunks whose lines hold both languages side by side,
// as two columns of a page or a heading with its translation: each becomes a
// chunk of the left sides and one of the right.
func partSides(all [][]line) [][]line {
	out := all[:0:0]
	for _, chunk := range all {
		left, right, parted := sides(chunk)
		if !parted {
			out = append(out, chunk)
			continue
		}
		out = append(out, left)
		if len(right) > 0 {
			out = append(out, right)
		}
	}
	return out
}

func sides(chunk []line) (left, right []line, parted bool) {
	var leftLang duizhao.Lang
	for i, l := range chunk {
		a, b, ok := side(l.text)
		if ok && !parted {
			parted, leftLang = true, judge(scripts(a))
			left = append(left, chunk[:i]...)
		}
		switch {
		case !parted:
		case ok:
			r := l
			l.text, r.text, r.indent = a, b, 0
			left, right = append(left, l), append(right, r)
		case judge(scripts(l.text)) == leftLang.Other():
			l.indent = 0
			right = append(right, l)
		default:
			left = append(left, l)
		}
	}
	return left, right, parted
}

// gaps part columns of text from each other.
var gaps = []string{"\t", "   ", "\u3000\u3000", " / "}

// side cuts s where a gap parts Chinese from English.
func side(s string) (left, right string, ok bool) {
	if strings.HasPrefix(s, "|") {
		return "", "", false
	}
	for _, gap := range gaps {
		at := strings.Index(s, gap)
		if at < 0 {
			continue
		}
		left, right = strings.TrimRight(s[:at], whiteSpace), strings.Trim(s[at+len(gap):], whiteSpace)
		if left == "" || right == "" {
			continue
		}
		a, _ := scripts(left)
		b, _ := scripts(right)
		one, other := a.language(), b.language()
		if one != "" && other == one.Other() && (a.han == 0 || b.han == 0) {
			return left, right, true
		}
	}
	return "", "", false
}
