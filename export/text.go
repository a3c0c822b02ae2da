package export

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"duizhao"
)

// cellLimit is the number of UTF-16 units a cell holds (Excel specifications and
// limits); what is longer makes a file that Excel repairs by throwing it away.
const cellLimit = 32767

// clean returns s without what a workbook cannot hold: invalid UTF-8, lone
// surrogates among it, becomes U+FFFD, control characters other than line ends
// and tabs go.
func clean(s string) string {
	if isClean(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), r == 0xFFFE, r == 0xFFFF:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// isClean reports whether clean has nothing to do. It looks at bytes: almost every
// text is clean.
func isClean(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < ' ' && c != '\n' && c != '\t', c == 0x7F,
			c == 0xC2 && i+1 < len(s) && s[i+1] < 0xA0, // U+0080 to U+009F
			c == 0xEF && strings.HasPrefix(s[i:], "\xEF\xBF") && i+2 < len(s) && s[i+2] >= 0xBE:
			return false
		}
	}
	return utf8.ValidString(s)
}

// utf16Len returns the length of s in UTF-16 units.
func utf16Len(s string) int {
	n := utf8.RuneCountInString(s)
	for _, r := range s {
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// cutUTF16 returns the longest prefix of s with at most n UTF-16 units.
func cutUTF16(s string, n int) string {
	for i, r := range s {
		n--
		if r > 0xFFFF {
			n--
		}
		if n < 0 {
			return s[:i]
		}
	}
	return s
}

// fit returns s as one cell can hold it, with a note where it was cut.
func fit(s string) string {
	s = clean(s)
	if len(s) <= cellLimit || utf16Len(s) <= cellLimit {
		return s
	}
	return cutUTF16(s, cellLimit-utf16Len(cutNote)) + cutNote
}

// cutNote ends the text of a cell that is full.
const cutNote = " …〔单元格已满，下文见报告的 JSON 文件 The cell is full; the rest is in the report's JSON file〕"

// displayWidth returns about how many digits of the default font s is as wide as;
// a Chinese character counts two.
func displayWidth(s string) int {
	n := 0
	for _, r := range s {
		if r >= 0x2E80 {
			n++
		}
		n++
	}
	return n
}

// longestLine returns the display width of the widest line of s.
func longestLine(s string) int {
	widest := 0
	for line := range strings.SplitSeq(s, "\n") {
		widest = max(widest, displayWidth(line))
	}
	return widest
}

// textDensity is how many units of displayWidth fit into one digit's width of a
// column: running text is set smaller than the default font, whose digits measure
// columns, and its letters are narrower than digits.
const textDensity = 1.12

// lineCount estimates how many lines s takes when it is wrapped at width, in
// digits of the default font.
func lineCount(s string, width float64) int {
	n := 0
	for line := range strings.SplitSeq(s, "\n") {
		n += 1 + int(float64(max(displayWidth(line)-1, 0))/(width*textDensity))
	}
	return n
}

// linesAtMost is at least lineCount, and faster.
func linesAtMost(s string, width float64) int {
	return 1 + strings.Count(s, "\n") + int(float64(len(s))/(width*textDensity))
}

// significantDigits returns how many digits of d a reader must keep: leading and
// trailing zeros do not count.
func significantDigits(d duizhao.Decimal) int {
	digits := strings.Trim(strings.Replace(strings.TrimPrefix(d.String(), "-"), ".", "", 1), "0")
	return len(digits)
}

// decimals returns how many digits of d stand behind the point.
func decimals(d duizhao.Decimal) int {
	_, behind, _ := strings.Cut(d.String(), ".")
	return len(behind)
}
