package check

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"duizhao"
)

// association knows which words of the two languages go together. It learns from
// the report itself: they stand in the same beads of sentences. That gives the
// report's own terms; what the report says once, only a lexicon can know.
type association struct {
	zh         postings[hanPair]
	en         postings[string]
	translates func(zh, en string) float64
}

// hanPair is two neighbouring Chinese characters.
type hanPair [2]rune

// pairOf returns the pair that word is, or one of no word.
func pairOf(word string) hanPair {
	a, size := utf8.DecodeRuneInString(word)
	b, rest := utf8.DecodeRuneInString(word[size:])
	if size+rest != len(word) {
		return hanPair{}
	}
	return hanPair{a, b}
}

// postings tell in which beads words stand. The beads of all words lie in one list, in
// which each names the next one of its word.
type postings[word comparable] struct {
	words map[word]int32 // their places in ends
	ends  []ends
	beads []posting
}

// newPostings has room for n words of a text.
func newPostings[word comparable](n int) postings[word] {
	return postings[word]{make(map[word]int32, n/3), make([]ends, 0, n/3), make([]posting, 0, n)}
}

// ends are the first and the last bead of a word.
type ends struct{ first, last int32 }

type posting struct {
	bead int
	next int32 // 0 behind the last, for no bead follows itself
}

// add notes that w stands in bead, the last there is so far.
func (p *postings[word]) add(w word, bead int) {
	k, known := p.words[w]
	at := int32(len(p.beads))
	if !known {
		p.words[w] = int32(len(p.ends))
		p.ends = append(p.ends, ends{at, at})
		p.beads = append(p.beads, posting{bead: bead})
		return
	}
	e := &p.ends[k]
	if p.beads[e.last].bead != bead {
		p.beads[e.last].next, e.last = at, at
		p.beads = append(p.beads, posting{bead: bead})
	}
}

// of returns the beads of w, in order.
func (p *postings[word]) of(w word) beads {
	k, known := p.words[w]
	if !known {
		return beads{}
	}
	return beads{p.beads, p.ends[k].first, true}
}

// beads is what is left of the beads of a word.
type beads struct {
	of   []posting
	at   int32
	some bool
}

func (b *beads) head() int { return b.of[b.at].bead }

func (b *beads) step() {
	b.at = b.of[b.at].next
	b.some = b.at > 0
}

// associate reads the words of every bead of sentences of v.
func associate(v *view) *association {
	zh, en := v.zh.rd.Document.Text, v.en.rd.Document.Text
	a := &association{newPostings[hanPair](len(zh) / len("中")), newPostings[string](len(en) / len("a word of")), v.translates}
	for k, bead := range v.b.Sentences {
		for _, i := range bead.Zh {
			for w := range hanPairsOf(v.zh.rd.Sentences[i].Span.Of(zh)) {
				a.zh.add(pairOf(w), k)
			}
		}
		for _, i := range bead.En {
			for w := range contentWordsOf(v.en.rd.Sentences[i].Span.Of(en)) {
				a.en.add(w, k)
			}
		}
	}
	return a
}

// hanPairs returns every two neighbouring Chinese characters of text: nearly all
// words of reports are made of such pairs.
func hanPairs(text string) []string { return slices.Collect(hanPairsOf(text)) }

func hanPairsOf(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		last := -1 // where the Chinese character before stands
		for i, r := range text {
			if !isHan(r) {
				last = -1
				continue
			}
			if last >= 0 && !yield(text[last:i+utf8.RuneLen(r)]) {
				return
			}
			last = i
		}
	}
}

// shortWord is the length below which an English word is taken for a function
// word.
const shortWord = 4

// contentWords returns the longer English words of text in lower case, without
// the s of a plural.
func contentWords(text string) []string { return slices.Collect(contentWordsOf(text)) }

func contentWordsOf(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
			if len(w) < shortWord {
				continue
			}
			if !strings.HasSuffix(w, "ss") {
				w = strings.TrimSuffix(w, "s")
			}
			if !yield(w) {
				return
			}
		}
	}
}

// minTogether is in how many other beads two words must meet to count as a pair.
const minTogether = 2

// strength returns how regularly the words of zh and en meet in beads other than
// except (the Dice coefficient) or how surely the lexicon has them translate each
// other, of the best pair of words, 0 to 1.
func (a *association) strength(zh, en []string, except int) float64 {
	best := 0.0
	for _, z := range zh {
		x := a.zh.of(pairOf(z))
		for _, e := range en {
			both, nz, ne := meet(x, a.en.of(e), except)
			if both >= minTogether {
				best = max(best, 2*float64(both)/float64(nz+ne))
			}
			if a.translates != nil {
				best = max(best, a.translates(z, e))
			}
		}
	}
	return best
}

// meet counts the beads of x and y, and those of both, leaving out except.
func meet(x, y beads, except int) (both, nx, ny int) {
	if !x.some || !y.some {
		return 0, 0, 0 // how many there are of the other does not matter
	}
	for x.some || y.some {
		switch {
		case !y.some || x.some && x.head() < y.head():
			nx += boolInt(x.head() != except)
			x.step()
		case !x.some || y.head() < x.head():
			ny += boolInt(y.head() != except)
			y.step()
		default:
			n := boolInt(x.head() != except)
			both, nx, ny = both+n, nx+n, ny+n
			x.step()
			y.step()
		}
	}
	return both, nx, ny
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// cell returns the words that belong to quantity i of l alone: its text from one
// comma, conjunction or other quantity to the next.
func (l *lane) cell(i int) string {
	before, behind := l.beside(i)
	return before + " " + l.text(i) + " " + behind
}

// beside returns the words of quantity i's cell before and behind it.
func (l *lane) beside(i int) (before, behind string) {
	text, q, bounds := l.rd.Document.Text, l.rd.Quantities[i].Span, l.sentenceSpan(i)
	if i > 0 {
		bounds.Start = max(bounds.Start, l.rd.Quantities[i-1].Span.End)
	}
	if i+1 < len(l.rd.Quantities) {
		bounds.End = min(bounds.End, max(q.End, l.rd.Quantities[i+1].Span.Start))
	}
	bounds.Start, bounds.End = min(bounds.Start, q.Start), max(bounds.End, q.End) // a person may have cut a sentence inside the number
	before, behind = text[bounds.Start:q.Start], text[q.End:bounds.End]
	for _, stop := range cellStops {
		if k := strings.LastIndex(before, stop); k >= 0 {
			before = before[k+len(stop):]
		}
		if k := strings.Index(behind, stop); k >= 0 {
			behind = behind[:k]
		}
	}
	return before, behind
}

var cellStops = []string{"，", "、", "；", "：", "。", ", ", "; ", ": ", " and ", " or ", "(", ")", "（", "）"}

// unlike returns the words of x that are not in y.
func unlike(x, y []string) (out []string) {
	for _, w := range x {
		if !slices.Contains(y, w) {
			out = append(out, w)
		}
	}
	return out
}

// cells is the words of one quantity of a pair, in its language's terms.
func (v *view) cells(p duizhao.Pair) (zh, en []string) {
	zh = hanPairs(v.zh.cell(p.Zh))
	if unit := v.zh.rd.Quantities[p.Zh].UnitSpan.Of(v.zh.rd.Document.Text); unit != "" {
		zh = append(zh, unit)
	}
	return zh, contentWords(v.en.cell(p.En))
}
