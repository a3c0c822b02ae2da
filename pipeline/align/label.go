package align

import (
	"strconv"
	"strings"
	"unicode"
)

// labelClasses are the words that make a label more than a number, with the class
// they put it in. Labels of different classes never match.
var labelClasses = []struct{ mark, class string }{
	{"章", "chapter"}, {"chapter", "chapter"},
	{"节", "section"}, {"節", "section"}, {"section", "section"},
	{"篇", "part"}, {"编", "part"}, {"編", "part"}, {"部分", "part"}, {"part", "part"},
	{"条", "article"}, {"條", "article"}, {"article", "article"},
	{"附件", "annex"}, {"附录", "annex"}, {"附錄", "annex"}, {"annex", "annex"}, {"appendix", "annex"}, {"attachment", "annex"},
	{"附表", "table"}, {"表", "table"}, {"table", "table"},
	{"图", "figure"}, {"圖", "figure"}, {"figure", "figure"}, {"fig.", "figure"},
	{"专栏", "box"}, {"專欄", "box"}, {"box", "box"},
}

// plainLabel is the class of a label that is a number and nothing else.
const plainLabel = "number"

// canonicalLabel returns the class and the number of a heading's label, which is the
// same in both languages: "number:4" for 四、, （四）, IV. and 4., "chapter:3" for 第三章
// and Chapter 3. It returns "" for what is no label.
func canonicalLabel(label string) string {
	s := strings.ToLower(strings.TrimSpace(label))
	class := plainLabel
	for _, c := range labelClasses {
		if strings.Contains(s, c.mark) {
			class, s = c.class, strings.ReplaceAll(s, c.mark, " ")
			break
		}
	}
	s = strings.TrimFunc(strings.TrimLeft(s, " 第"), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) })
	if s == "" && class != plainLabel {
		return class + ":"
	}
	if n := labelNumber(s); n != "" {
		return class + ":" + n
	}
	return ""
}

// labelNumber returns the decimal form of the number s, which may have levels
// ("2.1"), or "".
func labelNumber(s string) string {
	if n := hanNumber(s); n > 0 {
		return strconv.Itoa(n)
	}
	if n := roman(s); n > 0 {
		return strconv.Itoa(n)
	}
	if len(s) == 1 && s[0] >= 'a' && s[0] <= 'z' {
		return strconv.Itoa(int(s[0]-'a') + 1)
	}
	var levels []string
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '.' || r == '．' || r == '-' || r == '－' }) {
		n := decimalNumber(part)
		if n < 0 {
			return ""
		}
		levels = append(levels, strconv.Itoa(n))
	}
	return strings.Join(levels, ".")
}

// decimalNumber reads digits of any form, also ③, or returns -1.
func decimalNumber(s string) int {
	n := 0
	for i, r := range s {
		switch {
		case r >= '0' && r <= '9':
			n = n*10 + int(r-'0')
		case r >= '０' && r <= '９':
			n = n*10 + int(r-'０')
		case r >= '①' && r <= '⑳' && i == 0 && len(s) == len("①"):
			n = int(r-'①') + 1
		default:
			return -1
		}
		if n > 9999 {
			return -1
		}
	}
	return n
}

var hanDigits = map[rune]int{'一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}

// hanNumber reads a Chinese number from 1 to 99, or returns 0.
func hanNumber(s string) int {
	n, digit := 0, 0
	for _, r := range s {
		switch d := hanDigits[r]; {
		case d > 0 && digit == 0:
			digit = d
		case r == '十' && n == 0:
			n, digit = 10*max(1, digit), 0
		default:
			return 0
		}
	}
	return n + digit
}

// roman reads a Roman number from 1 to 39 in lower case, or returns 0. Longer ones
// are no headings, and c, d, l and m alone are letters.
func roman(s string) int {
	tens := len(s) - len(strings.TrimLeft(s, "x"))
	rest := s[tens:]
	for n, w := range [...]string{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"} {
		if rest == w && tens <= 3 {
			return 10*tens + n
		}
	}
	return 0
}
