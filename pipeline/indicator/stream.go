package indicator

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"duizhao"
	"duizhao/internal/variant"
)

// A symbol is what patterns are made of: a character of Chinese text, a word of
// English text. Words that no pattern uses are all the symbol 0.
type symbol int32

const (
	symOther  symbol = 0
	symClause symbol = -1 // a mark that ends a clause: no near gap crosses it
	symNumber symbol = -2 // a quantity that may become an observation
	symLimit  symbol = -3 // a quantity that only bounds what is counted: 100万元以上的
	symYear   symbol = -4 // a year or date
)

// stream is one sentence as symbols, each with its place in the Document's Text.
type stream struct {
	syms    []symbol
	spans   []duizhao.Span
	breaks  []int32 // breaks[i] counts the clause ends and numbers before symbol i
	numbers []place // the quantities in it, in order
}

// place is where a quantity stands in a stream.
type place struct {
	quantity int // index into Reading.Quantities
	at       int // index into stream.syms
}

func (s *stream) reset() {
	*s = stream{s.syms[:0], s.spans[:0], s.breaks[:0], s.numbers[:0]}
}

func (s *stream) put(sym symbol, span duizhao.Span) {
	var b int32
	if n := len(s.syms); n > 0 {
		b = s.breaks[n-1]
		if s.parts(n - 1) {
			b++
		}
	}
	s.syms = append(s.syms, sym)
	s.spans = append(s.spans, span)
	s.breaks = append(s.breaks, b)
}

// crosses reports whether a clause ends or a number stands in [from, to).
func (s *stream) crosses(from, to int) bool {
	return from < to && (s.breaks[to-1] > s.breaks[from] || s.parts(to-1))
}

// text returns the raw text of the symbols [from, to).
func (s *stream) text(text string, from, to int) string {
	if from >= to {
		return ""
	}
	return text[s.spans[from].Start:s.spans[to-1].End]
}

// clause returns the symbols of the clause around symbol i.
func (s *stream) clause(i int) (from, to int) {
	for from = i; from > 0 && s.syms[from-1] != symClause; from-- {
	}
	for to = i; to < len(s.syms) && s.syms[to] != symClause; to++ {
	}
	return from, to
}

// stretch returns the part of symbol at's clause between the numbers on its sides
// that do not stand right beside it, and behind the word "and" before it or the one after it that leads to a number.
func (s *stream) stretch(at int, and symbol) (from, to int) {
	from, to = at, at+1
	for from > 0 && s.syms[from-1] == symNumber {
		from--
	}
	for from > 0 && !s.parts(from-1) && s.syms[from-1] != and {
		from--
	}
	for to < len(s.syms) && !s.parts(to) && (s.syms[to] != '、' && (s.syms[to] != and || to > at+1 && !s.numberNear(to)) || !s.numberFollows(to)) {
		to++
	}
	return from, to
}

// numberNear reports whether a number stands within five symbols behind symbol i.
func (s *stream) numberNear(i int) bool {
	for k := i + 1; k < min(len(s.syms), i+6); k++ {
		if s.parts(k) {
			return s.syms[k] == symNumber
		}
	}
	return false
}

// numberFollows reports whether a number stands behind symbol i in its clause.
func (s *stream) numberFollows(i int) bool {
	for ; i < len(s.syms) && s.syms[i] != symClause; i++ {
		if s.syms[i] == symNumber {
			return true
		}
	}
	return false
}

// parts reports whether symbol i is a number or ends a clause.
func (s *stream) parts(i int) bool { return s.syms[i] == symClause || s.syms[i] == symNumber }

// copulas are the words that lead from a comma to the number of what stands
// before it: 专利授权量最多，达 6335 件.
var copulas = []string{"达", "达到", "为", "共", "共计", "已达", "高达", "总数达", "累计达", "总量达"}

// softenCommas turns the commas before a bare copula and a number into no break.
func (s *stream) softenCommas(text string) {
	for _, n := range s.numbers {
		i := n.at - 1
		for i > 0 && n.at-i <= 4 && s.syms[i] > symClause {
			i--
		}
		if i <= 0 || s.syms[i] != symClause || n.at-i < 2 {
			continue
		}
		mark := s.spans[i].Of(text)
		if (mark == "，" || mark == ",") && slices.Contains(copulas, dropSpace(s.text(text, i+1, n.at))) {
			s.syms[i] = symOther
			s.recount(i)
		}
	}
}

// recount sets the sums from symbol i on after a change of it.
func (s *stream) recount(i int) {
	syms, spans := s.syms[i:], s.spans[i:]
	s.syms, s.spans, s.breaks = s.syms[:i], s.spans[:i], s.breaks[:i]
	for k := range syms {
		s.put(syms[k], spans[k])
	}
}

// The marks that end a clause, and those that are no part of the words: a name
// in quotation marks or an aside in brackets reads on.
const (
	clauseMarks = "，,；;。：:！!？?．\n"
	silentMarks = "“”‘’\"'《》〈〉「」『』（）()[]【】*·—–_"
)

// lexer turns text into symbols of one language.
type lexer struct {
	lang  duizhao.Lang
	words map[string]symbol // English words that patterns use
	fresh bool              // unknown words get a new symbol: patterns are being read
}

// scan appends the symbols of text[span] to s, leaving out nothing but white
// space and silent marks.
func (x *lexer) scan(s *stream, text string, span duizhao.Span) {
	if x.lang == duizhao.Chinese {
		x.scanChinese(s, text, span)
		return
	}
	x.scanEnglish(s, text, span)
}

func (x *lexer) scanChinese(s *stream, text string, span duizhao.Span) {
	for i := span.Start; i < span.End; {
		r, n := utf8.DecodeRuneInString(text[i:])
		at := duizhao.Span{Start: i, End: i + n}
		i += n
		switch {
		case r >= 0x4E00 && r < 0xA000:
			s.put(symbol(variant.Simplified(r)), at)
		case unicode.IsSpace(r) || strings.ContainsRune(silentMarks, r):
		case strings.ContainsRune(clauseMarks, r):
			s.put(symClause, at)
		default:
			s.put(symbol(foldRune(r)), at)
		}
	}
}

// foldRune maps full-width ASCII to ASCII and capital letters to small ones.
func foldRune(r rune) rune {
	if r >= '！' && r <= '～' {
		r -= '！' - '!'
	}
	if r < utf8.RuneSelf {
		return unicode.ToLower(r)
	}
	return r
}

func (x *lexer) scanEnglish(s *stream, text string, span duizhao.Span) {
	for i := span.Start; i < span.End; {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			end := wordEnd(text, i, span.End)
			s.put(x.word(text[i:end]), duizhao.Span{Start: i, End: end})
			i = end
			continue
		case r == '.' && !endsClause(text, i, span.End), r == '%':
		case strings.ContainsRune(".,;:!?—", r):
			s.put(symClause, duizhao.Span{Start: i, End: i + n})
		}
		i += n
	}
}

// endsClause reports whether the full stop at text[i] ends a sentence or the
// text, rather than standing within an abbreviation.
func endsClause(text string, i, end int) bool {
	return i+1 >= end || text[i+1] == ' ' && i >= 2 && text[i-2] != '.' && text[i-2] != ' '
}

// wordEnd returns the end of the word or numeral that begins at text[i].
func wordEnd(text string, i, end int) int {
	digit := func(i int) bool { return i >= 0 && i < end && text[i] >= '0' && text[i] <= '9' }
	for i < end {
		r, n := utf8.DecodeRuneInString(text[i:])
		inside := (r == ',' || r == '.') && digit(i-1) && digit(i+1)
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !inside {
			break
		}
		i += n
	}
	return i
}

// word returns the symbol of an English word. The possessive s is no word.
func (x *lexer) word(w string) symbol {
	w = stem(strings.ReplaceAll(strings.ToLower(w), ",", ""))
	sym, ok := x.words[w]
	if !ok && x.fresh {
		sym = symbol(len(x.words) + 1)
		x.words[w] = sym
	}
	return sym
}

// spellings are the endings and words that English reports write two ways.
var spellings = map[string]string{
	"center": "centre", "licence": "license", "judgement": "judgment", "programme": "program",
	"adviser": "advisor", "enrolment": "enrollment", "men": "man", "women": "woman", "people": "person",
}

// stem takes the endings of number and tense and the American or British ending
// off a lower-case English word, so that one pattern finds "patent" and "patents",
// "centre" and "centers", "authorisation" and "authorizations".
func stem(w string) string {
	n := len(w)
	switch {
	case n > 4 && strings.HasSuffix(w, "ies"):
		w = w[:n-3] + "y"
	case n > 4 && (strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "shes") || strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "xes")):
		w = w[:n-2]
	case n > 3 && w[n-1] == 's' && w[n-2] != 's' && w[n-2] != 'u' && w[n-2] != 'i':
		w = w[:n-1]
	}
	if s, ok := spellings[w]; ok {
		w = s
	}
	for _, e := range [...][2]string{{"isation", "ization"}, {"ised", "ized"}, {"ising", "izing"}, {"ise", "ize"}} {
		if rest, ok := strings.CutSuffix(w, e[0]); ok && len(rest) > 3 {
			w = rest + e[1]
		}
	}
	return dropEnding(w)
}

// dropEnding takes -ing, -ed and the silent e off a word, so that "seizing",
// "seized" and "seize" are one.
func dropEnding(w string) string {
	switch n := len(w); {
	case n >= 6 && strings.HasSuffix(w, "ing"):
		return w[:n-3]
	case n >= 5 && strings.HasSuffix(w, "ed") && w[n-3] != 'e':
		return w[:n-2]
	case n >= 5 && w[n-1] == 'e' && w[n-2] != 'e':
		return w[:n-1]
	}
	return w
}
