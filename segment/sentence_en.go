package segment

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"duizhao"
)

const (
	enEnds    = ".!?…。！？"
	enClosers = ")]}\"'”’»*_"
	enOpeners = "([{\"'“‘«*_"
)

var (
	enBrackets = map[rune]rune{')': '(', ']': '['}
	enQuotes   = map[rune]rune{'”': '“', '"': '"'}
)

// enReach is how far in bytes an opening mark looks for its closing one.
const enReach = 400

// englishCuts returns the ends of the sentences of s, a paragraph, but for the last.
func englishCuts(s string) []int {
	var cuts []int
	whole := enWhole(s)
	for i, start := 0, 0; ; {
		n := strings.IndexAny(s[i:], enEnds)
		if n < 0 {
			return cuts
		}
		st := newStop(s, start, i+n)
		i = st.marks
		for len(whole) > 0 && whole[0].End <= st.close {
			whole = whole[1:]
		}
		if within := len(whole) > 0 && whole[0].Start < st.at; !within && st.ends() {
			cuts = append(cuts, st.close)
			i, start = st.close, st.close
		}
	}
}

// enWhole returns what is not cut within, by its start, without what lies in
// another: text in brackets, and a quotation that the sentence goes on from in lower
// case.
func enWhole(s string) []duizhao.Span {
	var all []duizhao.Span
	for from, to := range enclosed(s, enBrackets, "([", enReach) {
		all = append(all, duizhao.Span{Start: from, End: to})
	}
	for from, to := range enclosed(s, enQuotes, "“\"", enReach) {
		if unicode.IsLower(at(s, span(s, to, unicode.IsSpace))) {
			all = append(all, duizhao.Span{Start: from, End: to})
		}
	}
	slices.SortFunc(all, func(a, b duizhao.Span) int { return a.Start - b.Start })
	whole, end := all[:0], 0
	for _, w := range all {
		if w.End > end {
			whole, end = append(whole, w), w.End
		}
	}
	return whole
}

// stop is a run of end marks in a paragraph and what stands around it.
type stop struct {
	s     string
	start int // of the sentence
	at    int // the first end mark
	marks int // behind the end marks
	close int // behind the closing marks and the note number that follow them
	next  int // the next byte that is not white space
	word  int // the next letter or digit behind opening marks
}

func newStop(s string, start, i int) stop {
	st := stop{s: s, start: start, at: i}
	st.marks = span(s, i, func(r rune) bool { return strings.ContainsRune(enEnds, r) })
	st.close = st.closers()
	st.next = span(s, st.close, unicode.IsSpace)
	st.word = span(s, st.next, func(r rune) bool { return strings.ContainsRune(enOpeners, r) })
	return st
}

// closers returns the end of the closing marks behind the end marks. A note number,
// "[12]", "¹²" or "law.12 The", belongs to them.
func (st *stop) closers() int {
	s := st.s
	end := span(s, st.marks, func(r rune) bool { return strings.ContainsRune(enClosers, r) })
	end = span(s, end, func(r rune) bool { return unicode.Is(unicode.No, r) })
	if rest := s[end:]; strings.HasPrefix(rest, ` " `) || rest == ` "` { // a quotation mark set apart
		end += 2
	}
	note := end
	if at(s, note) == '[' {
		note++
	}
	digits := span(s, note, isDigit)
	switch {
	case digits == note || digits-note > 3:
		return end
	case note > end && at(s, digits) == ']':
		return digits + 1
	case note == end && unicode.IsLower(before(s, st.at)) && at(s, digits) == ' ' && unicode.IsUpper(at(s, digits+1)) && !isAbbreviation(st.last()):
		return digits
	}
	return end
}

// last returns the word that the end marks follow, without opening marks: "U.S" of
// "(U.S.", "1" of "1.".
func (st *stop) last() string {
	head := st.head()
	i := strings.LastIndexFunc(head, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("([{\"“‘—–/,;:", r)
	})
	if i >= 0 {
		_, n := utf8.DecodeRuneInString(head[i:])
		i += n
	}
	return strings.TrimRight(head[max(i, 0):], ")]")
}

// head returns what the sentence has before the end marks, or the end of it: no
// label and no abbreviation is longer.
func (st *stop) head() string { return st.s[max(st.start, st.at-80):st.at] }

// ends reports whether a sentence ends with st.
func (st *stop) ends() bool {
	s, marks := st.s, st.s[st.at:st.marks]
	first := at(s, st.word)
	switch {
	case st.refers():
		return false
	case st.next == len(s):
		return false // the end of the paragraph needs no cut
	case strings.ContainsAny(marks, "。！？"):
		return true
	case st.word == len(s) || !startsSentence(s[st.word:]) && !startsItem(s[st.next:]):
		return false
	case st.next == st.close:
		return st.endsTight()
	case marks != ".":
		return true
	case st.isLabel():
		return false
	}
	return endsAfter(st.last(), s[st.word:], unicode.IsDigit(first))
}

// references begin a remark in brackets that belongs to the sentence before it.
var references = set("see cf source sources ibid refer")

// refers reports whether a reference in brackets follows: "(See Annex II.)".
func (st *stop) refers() bool {
	return at(st.s, st.next) == '(' && references[strings.ToLower(nextWord(st.s[st.word:]))]
}

// startsSentence reports whether a sentence can begin with the text. A lower-case
// letter goes on with the one before, unless it begins a name like iPhone.
func startsSentence(text string) bool {
	r, n := utf8.DecodeRuneInString(text)
	switch {
	case unicode.IsLower(r):
		return unicode.IsUpper(at(text, n))
	case unicode.IsLetter(r), unicode.IsDigit(r):
		return true
	}
	return unicode.Is(unicode.Sc, r) || strings.ContainsRune("•●", r)
}

// startsItem reports whether the text begins with the label of a list item in brackets
// and a sentence behind it: "(b) Publicity".
func startsItem(text string) bool {
	label, rest, ok := strings.Cut(strings.TrimPrefix(text, "("), ")")
	return ok && len(label) <= 4 && isOrdinal(label) && strings.HasPrefix(rest, " ") && unicode.IsUpper(at(rest, 1))
}

// endsTight reports whether a sentence ends with st though no space follows it: the
// space was forgotten ("country.(Translated"), or it is a name ("Node.js").
func (st *stop) endsTight() bool {
	s, word := st.s, st.last()
	prev := before(s, st.at)
	opens := st.word > st.next
	switch {
	case st.isLabel() || isAbbreviation(word):
		return false
	case strings.Contains(word, ".") && strings.ContainsFunc(word, unicode.IsLetter):
		return false // an address, a file
	case !unicode.IsUpper(at(s, st.word)):
		return false
	case !unicode.IsLower(prev) && !isDigit(prev) && !strings.ContainsRune("%"+enClosers, prev) && !opens:
		return false
	case opens:
		return true
	}
	return isStarter(nextWord(s[st.word:])) || utf8.RuneCountInString(word) > 2 && strings.ToLower(word) == word && !isDigit(prev)
}

// isLabel reports whether the stop belongs to the number of a heading or list item:
// "IV. Law Enforcement", "as follows: 1. Training; 2. Exchange", "Chapter 3. Courts".
func (st *stop) isLabel() bool {
	word := st.last()
	if !isOrdinal(word) {
		return false
	}
	head := strings.TrimSuffix(strings.TrimRight(st.head(), ")]"), word)
	head = strings.Trim(head, " \n\t([\"“*_#-•●")
	head = strings.TrimSuffix(strings.TrimSuffix(head, " and"), " or")
	return head == "" || strings.ContainsRune(":;：；", before(head, len(head))) || partNames[strings.ToLower(head)]
}

// isOrdinal reports whether word is a number as headings and lists have it: 1, 12,
// 2.1, IV, iv, A, b.
func isOrdinal(word string) bool {
	if len(word) == 1 {
		return isWordRune(rune(word[0]))
	}
	roman := strings.Trim(word, "IVXLC") == "" || strings.Trim(word, "ivxlc") == ""
	parts := strings.Split(word, ".")
	for _, p := range parts {
		if p == "" || len(p) > 3 || strings.Trim(p, "0123456789") != "" {
			return roman && word != ""
		}
	}
	return true
}
