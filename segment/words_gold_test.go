package segment

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"duizhao"
	"duizhao/internal/variant"
	"duizhao/segment/dict"

	"github.com/go-ego/gse"
)

// goldSentence is a sentence cut into words by hand; testdata/gold/README.md says
// how.
type goldSentence struct {
	text  string
	words []duizhao.Span
}

func goldSentences(t testing.TB, name string) []goldSentence {
	t.Helper()
	var out []goldSentence
	for _, line := range cases(t, filepath.Join("gold", name)) {
		words := strings.Fields(line)
		out = append(out, goldSentence{strings.Join(words, ""), spansOf(words)})
	}
	return out
}

// spansOf returns where words lie in the text that they make up.
func spansOf(words []string) []duizhao.Span {
	var out []duizhao.Span
	at := 0
	for _, w := range words {
		out = append(out, duizhao.Span{Start: at, End: at + len(w)})
		at += len(w)
	}
	return out
}

// wordScore counts the words that a cutter finds of the gold's.
type wordScore struct{ right, found, gold int }

func (s wordScore) f1() float64 { return 2 * float64(s.right) / float64(s.found+s.gold) }

func (s wordScore) String() string {
	return fmt.Sprintf("P %.4f R %.4f F1 %.4f", float64(s.right)/float64(s.found), float64(s.right)/float64(s.gold), s.f1())
}

// cutterScore is how well one cutter does on a file of the gold.
type cutterScore struct {
	all, words wordScore // with marks and without
	new        wordScore // words that are in no list of the program: recall alone counts
}

func score(gold []goldSentence, known func(string) bool, cut func(string) []duizhao.Span) cutterScore {
	var s cutterScore
	for _, g := range gold {
		found := map[duizhao.Span]bool{}
		for _, w := range cut(g.text) {
			found[w] = true
			s.all.found++
			if !isMarks(w.Of(g.text)) {
				s.words.found++
			}
		}
		for _, w := range g.words {
			word, right := w.Of(g.text), 0
			if found[w] {
				right = 1
			}
			s.all.gold++
			s.all.right += right
			if !isMarks(word) {
				s.words.gold++
				s.words.right += right
			}
			if isAllHan(word) && !known(word) {
				s.new.gold++
				s.new.right += right
			}
		}
	}
	return s
}

func isMarks(word string) bool { return !strings.ContainsFunc(word, isContent) }

func isContent(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isAllHan(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool { return !isHan(r) })
}

// TestGoldWords compares the words of the package with those cut by hand and with
// what gse makes of the same text on its own, with the dictionary it comes with.
func TestGoldWords(t *testing.T) {
	s := newSegmenter(t, Options{})
	ours := s.chinese()
	known := func(w string) bool {
		_, _, ok := ours.whole().gse.Find(variant.Simplify(w))
		return ok || utf8.RuneCountInString(w) == 1 || isNumeral(w)
	}
	own, err := gse.NewEmbed()
	if err != nil {
		t.Fatal(err)
	}
	cutters := []struct {
		name string
		cut  func(string) []duizhao.Span
	}{
		{"package segment", func(text string) []duizhao.Span { return tokenSpans(s.Words(duizhao.Chinese, text)) }},
		{"gse Cut(s, true)", func(text string) []duizhao.Span { return spansOf(own.Cut(text, true)) }},
		{"gse Cut(s, false)", func(text string) []duizhao.Span { return spansOf(own.Cut(text, false)) }},
		{"gse Segment", func(text string) []duizhao.Span {
			var out []duizhao.Span
			for _, w := range own.Segment([]byte(text)) {
				out = append(out, duizhao.Span{Start: w.Start(), End: w.End()})
			}
			return out
		}},
	}
	floors := map[string]float64{"a.txt": 0.98, "b.txt": 0.95, "hant.txt": 0.88}
	for _, name := range []string{"a.txt", "b.txt", "hant.txt"} {
		gold := goldSentences(t, name)
		for i, c := range cutters {
			got := score(gold, known, c.cut)
			t.Logf("%-8s %-17s without marks %v, with %v, new words %d of %d", name, c.name, got.words, got.all, got.new.right, got.new.gold)
			if i == 0 && got.words.f1() < floors[name] {
				t.Errorf("%s: F1 %.4f, want %.4f", name, got.words.f1(), floors[name])
			}
		}
	}
}

func tokenSpans(tokens []duizhao.Token) []duizhao.Span {
	var out []duizhao.Span
	for _, tok := range tokens {
		out = append(out, tok.Span)
	}
	return out
}

// TestGoldWhole asserts that numbers, dates and Latin words are as the gold has them,
// and that no term of the field is cut.
func TestGoldWhole(t *testing.T) {
	terms := map[string]bool{}
	for w := range dict.Terms() {
		terms[w.Text] = true
	}
	s := newSegmenter(t, Options{})
	for _, name := range []string{"a.txt", "b.txt"} {
		for _, g := range goldSentences(t, name) {
			found, cuts := map[duizhao.Span]bool{}, map[int]bool{}
			for _, tok := range s.Words(duizhao.Chinese, g.text) {
				found[tok.Span] = true
				cuts[tok.Span.Start] = true
			}
			for _, w := range g.words {
				word := w.Of(g.text)
				exact := strings.ContainsFunc(word, isWordRune) || isNumeral(word) || strings.Contains(word, "分之")
				if exact && !found[w] {
					t.Errorf("%s: %s is no word of %s", name, word, g.text)
				}
				for i := w.Start + 1; i < w.End; i++ {
					if terms[word] && cuts[i] {
						t.Errorf("%s: %s is cut in %s", name, word, g.text)
					}
				}
			}
		}
	}
}
