// Package nearby reads what stands beside a quantity: the words before and behind
// it, the clause it is in, whether it is part of a name. It looks at characters,
// never at what the number is worth.
package nearby

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"duizhao"
)

// Before returns the text of q's block before q, at most n code points of it.
func Before(rd *duizhao.Reading, q *duizhao.Quantity, n int) string {
	return lastRunes(rd.Document.Text[rd.Document.Blocks[q.Block].Span.Start:q.Span.Start], n)
}

// Behind returns the text of q's block behind q, at most n code points of it.
func Behind(rd *duizhao.Reading, q *duizhao.Quantity, n int) string {
	return firstRunes(rd.Document.Text[q.Span.End:rd.Document.Blocks[q.Block].Span.End], n)
}

func lastRunes(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}

func firstRunes(s string, n int) string {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return s[:i]
}

// latinReach is how far from a quantity a Latin word may stand, in code points,
// to speak for it.
const latinReach = 40

// Latin returns the Latin words of two letters and more near q, in lower case:
// names and codes that both languages write alike (WIPO, APP, GPL).
func Latin(rd *duizhao.Reading, q *duizhao.Quantity) []string {
	var out []string
	for _, text := range []string{Before(rd, q, latinReach), Behind(rd, q, latinReach)} {
		start := 0
		for i := 0; i <= len(text); i++ {
			if i < len(text) && letter(text[i]) {
				continue
			}
			if i-start >= 2 {
				out = append(out, strings.ToLower(text[start:i]))
			}
			start = i + 1
		}
	}
	return out
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// Named reports whether q is part of a name or a title: a label, or between 《》
// or quotation marks, or, in English, behind a run of words with capitals.
func Named(rd *duizhao.Reading, q *duizhao.Quantity) bool {
	if q.Kind == duizhao.Label {
		return true
	}
	before := Before(rd, q, maxName)
	if insideMarks(before) {
		return true
	}
	kind := rd.Document.Blocks[q.Block].Kind
	return rd.Document.Lang == duizhao.English && kind != duizhao.Title && kind != duizhao.Heading && capitals(before)
}

// maxName bounds how far a name may reach, in code points: an opening mark whose
// closing one was forgotten must not swallow the paragraph.
const maxName = 80

// insideMarks reports whether a name that was opened in before is still open.
func insideMarks(before string) bool {
	var title, double, corner, single bool
	for _, r := range before {
		switch r {
		case '《', '》':
			title = r == '《'
		case '“', '”':
			double = r == '“'
		case '「', '」':
			corner = r == '「'
		case '‘', '’':
			single = r == '‘'
		}
	}
	return title || double || corner || single || oddQuotes(before)
}

// oddQuotes reports whether a straight quotation mark that opens a word in before
// has no closing one behind it.
func oddQuotes(before string) bool {
	i := strings.LastIndexByte(before, '"')
	opens := i == 0 || i > 0 && (before[i-1] == ' ' || before[i-1] == '(')
	return i >= 0 && opens && i+1 < len(before) && before[i+1] != ' '
}

// titleWords is how many words before a number are looked at for capitals.
const titleWords = 6

// capitals reports whether the last words of before, small ones apart, begin with
// a capital, as those of an English title do. A closed quotation is no part of it.
func capitals(before string) bool {
	if i := strings.LastIndexAny(before, ".;:!?\n\"”"); i >= 0 {
		before = before[i+1:]
	}
	fields := strings.Fields(before)
	upper, lower := 0, 0
	for i := len(fields) - 1; i >= 0 && upper+lower < titleWords; i-- {
		if len(fields[i]) < 4 {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(strings.TrimLeft(fields[i], `"“(`)); unicode.IsUpper(r) {
			upper++
		} else if lower++; upper == 0 {
			return false // the verb between a name and the number
		}
	}
	return upper >= 3 && upper > 2*lower
}

// maxClause bounds a quoted clause on each side of the quantity, in code points.
const maxClause = 60

// Clause returns the clause of text that s stands in, from one comma or stop to
// the next, shortened with … where it is long; bounds is the sentence around it.
func Clause(text string, s, bounds duizhao.Span) string {
	before, behind := text[min(bounds.Start, s.Start):s.Start], text[s.End:max(bounds.End, s.End)]
	if i := lastStop(before); i >= 0 {
		before = before[i:]
	}
	if i := firstStop(behind); i >= 0 {
		behind = behind[:i]
	}
	if short := lastRunes(before, maxClause); short != before {
		before = "…" + short
	}
	if short := firstRunes(behind, maxClause); short != behind {
		behind = short + "…"
	}
	return strings.TrimSpace(before + s.Of(text) + behind)
}

// ClauseBefore returns the text of q's clause before q, at most n code points.
func ClauseBefore(rd *duizhao.Reading, q *duizhao.Quantity, n int) string {
	before := Before(rd, q, n)
	if i := lastStop(before); i >= 0 {
		return before[i:]
	}
	return before
}

// ClauseBehind returns the text of q's clause behind q, at most n code points.
func ClauseBehind(rd *duizhao.Reading, q *duizhao.Quantity, n int) string {
	behind := Behind(rd, q, n)
	if i := firstStop(behind); i >= 0 {
		return behind[:i]
	}
	return behind
}

const stops = "，。；！？：\n,;.!?"

// lastStop returns the byte behind the last stop of s, -1 where there is none. A
// comma or point between digits is no stop.
func lastStop(s string) int {
	for end := len(s); end > 0; {
		i := strings.LastIndexAny(s[:end], stops)
		if i < 0 {
			return -1
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		if size > 1 || s[i] == '\n' || i+1 < len(s) && s[i+1] == ' ' {
			return i + size
		}
		end = i
	}
	return -1
}

// firstStop returns the byte of the first stop of s, -1 where there is none.
func firstStop(s string) int {
	for at := 0; at < len(s); {
		i := strings.IndexAny(s[at:], stops)
		if i < 0 {
			return -1
		}
		i += at
		_, size := utf8.DecodeRuneInString(s[i:])
		if size > 1 || s[i] == '\n' || i+1 == len(s) || s[i+1] == ' ' {
			return i
		}
		at = i + size
	}
	return -1
}
