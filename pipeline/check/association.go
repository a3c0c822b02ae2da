package check

import (
	"strings"
	"unicode"

	"duizhao"
)

// association knows which words of the two languages go together. It learns from
// the report itself: they stand in the same beads of sentences. That gives the
// report's own terms; what the report says once, only a lexicon can know.
type association struct {
	zh, en     map[string][]int // word → beads, in order
	translates func(zh, en string) float64
}

// associate reads the words of every bead of sentences of v.
func associate(v *view) *association {
	a := &association{map[string][]int{}, map[string][]int{}, v.translates}
	for k, bead := range v.b.Sentences {
		for _, i := range bead.Zh {
			note(a.zh, hanPairs(v.zh.rd.Sentences[i].Span.Of(v.zh.rd.Document.Text)), k)
		}
		for _, i := range bead.En {
			note(a.en, contentWords(v.en.rd.Sentences[i].Span.Of(v.en.rd.Document.Text)), k)
		}
	}
	return a
}

func note(index map[string][]int, words []string, bead int) {
	for _, w := range words {
		if at := index[w]; len(at) == 0 || at[len(at)-1] != bead {
			index[w] = append(at, bead)
		}
	}
}

// hanPairs returns every two neighbouring Chinese characters of text: nearly all
// words of reports are made of such pairs.
func hanPairs(text string) (out []string) {
	last := rune(0)
	for _, r := range text {
		if !unicode.Is(unicode.Han, r) {
			last = 0
			continue
		}
		if last != 0 {
			out = append(out, string([]rune{last, r}))
		}
		last = r
	}
	return out
}

// shortWord is the length below which an English word is taken for a function
// word.
const shortWord = 4

// contentWords returns the longer English words of text in lower case, without
// the s of a plural.
func contentWords(text string) (out []string) {
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(w) >= shortWord {
			if !strings.HasSuffix(w, "ss") {
				w = strings.TrimSuffix(w, "s")
			}
			out = append(out, w)
		}
	}
	return out
}

// minTogether is in how many other beads two words must meet to count as a pair.
const minTogether = 2

// strength returns how regularly the words of zh and en meet in beads other than
// except (the Dice coefficient) or how surely the lexicon has them translate each
// other, of the best pair of words, 0 to 1.
func (a *association) strength(zh, en []string, except int) float64 {
	best := 0.0
	for _, z := range zh {
		for _, e := range en {
			both, nz, ne := meet(a.zh[z], a.en[e], except)
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
func meet(x, y []int, except int) (both, nx, ny int) {
	i, j := 0, 0
	for i < len(x) || j < len(y) {
		switch {
		case j == len(y) || i < len(x) && x[i] < y[j]:
			nx += boolInt(x[i] != except)
			i++
		case i == len(x) || y[j] < x[i]:
			ny += boolInt(y[j] != except)
			j++
		default:
			n := boolInt(x[i] != except)
			both, nx, ny = both+n, nx+n, ny+n
			i, j = i+1, j+1
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
	in := map[string]bool{}
	for _, w := range y {
		in[w] = true
	}
	for _, w := range x {
		if !in[w] {
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
