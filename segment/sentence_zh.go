package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	zhEnds    = "。！？!?…" // end a sentence, or go on with a run that does
	zhClosers = "”’」』）》〉】〕)]\""
	// zhGoesOn follows an end mark that is part of a longer sentence: “好！”的回答.
	zhGoesOn = "，、；：,;:—的之等"
)

// zhPairs maps closing marks to their opening ones.
var zhPairs = map[rune]rune{
	'）': '（', ')': '(', '》': '《', '〉': '〈', '】': '【', '〕': '〔', ']': '[',
	'”': '“', '’': '‘', '」': '「', '』': '『', '"': '"',
}

const zhOpening = "（(《〈【〔[“‘「『\""

// zhReach is how far in bytes an opening mark looks for its closing one. A mark that
// somebody forgot must not swallow the sentences after it.
const zhReach = 600

// zhSpeech stands before a quotation that is a sentence of its own, not a phrase in
// another one.
const zhSpeech = "：:，,说道问答喊叫称"

// zhContinues begin what goes on with the sentence of the quotation before it.
var zhContinues = []string{"然后", "随后", "接着", "继而", "并", "但", "而", "便", "就", "也", "还", "才", "地", "后", "时"}

// zhTail is how long in bytes the rest of a sentence may be that began with a
// quotation: “这是真的吗？”他问。
const zhTail = 60

// chineseCuts returns the ends of the sentences of s, a paragraph, but for the last.
func chineseCuts(s string) []int {
	var cuts []int
	ends := enclosed(s, zhPairs, zhOpening, zhReach)
	start, speech := 0, 0 // of the sentence; end of the direct speech it has reached
	for i := 0; i < len(s); {
		end := 0
		r, n := utf8.DecodeRuneInString(s[i:])
		switch close, ok := ends[i]; {
		case ok && !zhSpeaks(s, start, i, close):
			i, end = close, zhQuoteEnd(s, start, i, close)
		case strings.ContainsRune(zhEnds, r):
			i, end = zhEnd(s, i, i < speech)
		case ok:
			i, speech = i+n, close
		default:
			i += n
		}
		if end > 0 {
			cuts = append(cuts, end)
			i, start = end, end
		}
	}
	return cuts
}

// zhEnd returns the byte behind the run of end marks at i, and the end of the
// sentence they end, closing marks included, or 0 where it goes on. In speech,
// dots are a pause: “这…… 这怎么行？”
func zhEnd(s string, i int, speech bool) (next, end int) {
	next = span(s, i, func(r rune) bool { return strings.ContainsRune(zhEnds, r) })
	end = span(s, next, func(r rune) bool { return strings.ContainsRune(zhClosers, r) })
	run, after := s[i:next], at(s, end)
	dots := strings.Trim(run, "…") == ""
	switch {
	case dots && (run == "…" || speech && end == next || strings.ContainsRune(zhGoesOn, after)):
		return next, 0
	case strings.Trim(run, "!?") == "" && after < utf8.RuneSelf && isWordRune(after): // a.cn/?id=3
		return next, 0
	}
	return next, end
}

// zhSpeaks reports whether the enclosed text from open to close is direct speech
// that the sentence begun at start ends with: the sentences in it are cut like any
// others. 局长说：“要保护。要创新。”
func zhSpeaks(s string, start, open, close int) bool {
	head := strings.TrimSpace(s[start:open])
	return head != "" && zhIsQuote(s, open) && zhEndsInside(s, open, close) && zhEndsQuote(s, head, open, close)
}

func zhIsQuote(s string, open int) bool { return strings.ContainsRune("“‘「『\"", at(s, open)) }

// zhEndsInside reports whether the last mark of the enclosed text from open to close
// is an end mark.
func zhEndsInside(s string, open, close int) bool {
	return strings.ContainsRune("。！？!?…", zhLast(s, open, close))
}

// zhLast returns what stands before the closing marks of the enclosed text from open
// to close.
func zhLast(s string, open, close int) rune {
	inner := strings.TrimRight(s[open:close], zhClosers)
	return before(inner, len(inner))
}

// zhQuoteEnd returns the end of the sentence that began at start where it ends with
// the enclosed text from open to close, or 0 where it goes on.
func zhQuoteEnd(s string, start, open, close int) int {
	if !zhEndsInside(s, open, close) || !zhEndsQuote(s, strings.TrimSpace(s[start:open]), open, close) {
		return 0
	}
	return span(s, close, func(r rune) bool { return strings.ContainsRune(zhEnds+zhClosers, r) })
}

// zhEndsQuote reports whether a sentence ends with the enclosed text from open to
// close, whose last mark is an end mark; head is what the sentence has before it.
func zhEndsQuote(s, head string, open, close int) bool {
	rest := strings.TrimLeftFunc(s[close:], unicode.IsSpace)
	after, _ := utf8.DecodeRuneInString(rest)
	quote := zhIsQuote(s, open)
	switch {
	case rest == "":
		return true
	case strings.ContainsRune(zhEnds, after):
		return false // the marks behind it decide
	case head == "" && quote:
		tail := strings.IndexAny(rest[:min(len(rest), zhTail+3)], "。！？")
		return tail < 0 || strings.HasPrefix(rest, s[open:open+utf8.RuneLen(at(s, open))])
	case head == "":
		return true
	case !quote || !strings.ContainsRune(zhSpeech, before(head, len(head))) && zhLast(s, open, close) != '。':
		return false // a phrase; a full stop ends none
	case strings.ContainsRune(zhGoesOn, after):
		return false
	}
	for _, w := range zhContinues {
		if strings.HasPrefix(rest, w) {
			return false
		}
	}
	return true
}
