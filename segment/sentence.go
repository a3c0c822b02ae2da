package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"duizhao"
)

// Sentences returns the sentences of text, a paragraph in language l, as spans of
// text without the white space around them. A blank line ends a sentence; text
// without any end mark is one. Text in the Chinese lane without a Chinese character
// is read by the English rules.
func Sentences(l duizhao.Lang, text string) []duizhao.Span {
	cuts := englishCuts
	if l == duizhao.Chinese && strings.ContainsFunc(text, isHan) {
		cuts = chineseCuts
	}
	var out []duizhao.Span
	for start := 0; start < len(text); {
		end := paragraphEnd(text, start)
		from := start
		for _, cut := range cuts(text[start:end]) {
			out = appendTrimmed(out, text, from, start+cut)
			from = start + cut
		}
		out = appendTrimmed(out, text, from, end)
		start = end
	}
	return out
}

// blockSentences is Sentences for a block of a known kind: a title or heading is
// one sentence whatever marks it holds.
func blockSentences(l duizhao.Lang, kind duizhao.BlockKind, text string) []duizhao.Span {
	if kind == duizhao.Title || kind == duizhao.Heading {
		return appendTrimmed(nil, text, 0, len(text))
	}
	return Sentences(l, text)
}

// paragraphEnd returns the end of the paragraph of text that begins at start:
// behind the next blank line.
func paragraphEnd(text string, start int) int {
	for i := start; ; {
		n := strings.IndexByte(text[i:], '\n')
		if n < 0 {
			return len(text)
		}
		i += n + 1
		body := strings.TrimLeft(text[i:], " \t\r")
		if strings.HasPrefix(body, "\n") {
			return len(text) - len(body)
		}
	}
}

// appendTrimmed appends the span from start to end without the white space at its
// edges, or nothing where there is nothing else.
func appendTrimmed(out []duizhao.Span, text string, start, end int) []duizhao.Span {
	body := strings.TrimLeftFunc(text[start:end], unicode.IsSpace)
	start = end - len(body)
	end = start + len(strings.TrimRightFunc(body, unicode.IsSpace))
	if start == end {
		return out
	}
	return append(out, duizhao.Span{Start: start, End: end})
}

// enclosed maps each opening mark of s, by its byte, to the end of its closing
// mark, where both stand in s not more than reach bytes apart. pairs maps closing
// marks to opening ones; of a mark that is its own pair, the spaces around it tell
// what it does, and otherwise it opens and closes in turn.
func enclosed(s string, pairs map[rune]rune, opening string, reach int) map[int]int {
	if !strings.ContainsAny(s, opening) {
		return nil
	}
	var open []int
	ends := map[int]int{}
	for i, r := range s {
		n := utf8.RuneLen(r)
		opener, closes := pairs[r]
		if closes && !(opener == r && opensOnly(s, i, n)) {
			k := len(open) - 1
			for k >= 0 && at(s, open[k]) != opener {
				k--
			}
			if k >= 0 {
				if i-open[k] <= reach {
					ends[open[k]] = i + n
				}
				open = open[:k]
				continue
			}
		}
		if strings.ContainsRune(opening, r) && !(opener == r && closesOnly(s, i, n)) {
			open = append(open, i)
		}
	}
	return ends
}

// opensOnly reports whether the straight quotation mark of n bytes at byte i can only
// open, by the space before it.
func opensOnly(s string, i, n int) bool {
	return (i == 0 || unicode.IsSpace(before(s, i))) && i+n < len(s) && !unicode.IsSpace(at(s, i+n))
}

// closesOnly is opensOnly for closing, by the space behind it.
func closesOnly(s string, i, n int) bool {
	return (i+n == len(s) || unicode.IsSpace(at(s, i+n))) && i > 0 && !unicode.IsSpace(before(s, i))
}
