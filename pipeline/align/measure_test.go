package align

import (
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"duizhao"
	"duizhao/internal/testkit"
	"duizhao/pipeline/align/lexicon"
	"duizhao/pipeline/quantity"
	"duizhao/segment"
)

// lineUnit makes a unit of runs of Chinese, of letters and of digits, and of marks, cut
// as far as the package itself can.
func lineUnit(line string) Unit {
	u := Unit{Len: length(line)}
	for line != "" {
		end := 0
		class := runeClass(line)
		for end < len(line) && runeClass(line[end:]) == class {
			_, n := utf8.DecodeRuneInString(line[end:])
			end += n
			if class == duizhao.Mark {
				break
			}
		}
		word := line[:end]
		line = line[end:]
		switch class {
		case duizhao.Number:
			u.Numbers = append(u.Numbers, strings.Trim(strings.ReplaceAll(word, ",", ""), "."))
		case duizhao.Word:
			u.Words = append(u.Words, lexicon.Default().Cut(word)...)
		default:
			u.Words = appendWord(u.Words, duizhao.Token{Class: class}, word)
		}
	}
	return u
}

// runeClass returns the class of the first character of s.
func runeClass(s string) duizhao.TokenClass {
	switch r, _ := utf8.DecodeRuneInString(s); {
	case unicode.Is(unicode.Han, r):
		return duizhao.Word
	case unicode.IsDigit(r):
		return duizhao.Number
	case unicode.IsLetter(r) || r == '\'' || r == '’':
		return duizhao.Latin
	}
	return duizhao.Mark
}

// goldSet is a text with its alignment made by hand.
type goldSet struct {
	name   string // of the kind of texts
	zh, en *duizhao.Reading
	gold   []string // shapes of beads
}

// goldSets reads the public gold alignments, or skips the test where they are not.
func goldSets(t testing.TB) []goldSet {
	t.Helper()
	dir := testkit.Shared(t, "conformance/align")
	s, err := segment.New(segment.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out []goldSet
	for _, kind := range []struct{ name, folders string }{
		{"articles", "mag"}, {"novels", "mac-dev/*"}, {"articles with parts left out", "noisy-mag*"}, {"paragraphs of articles", "para-mag*"},
	} {
		folders, _ := filepath.Glob(filepath.Join(dir, filepath.FromSlash(kind.folders)))
		for _, f := range folders {
			out = append(out, goldSet{kind.name, readLines(t, s, duizhao.Chinese, filepath.Join(f, "zh.txt")),
				readLines(t, s, duizhao.English, filepath.Join(f, "en.txt")), goldBeads(t, filepath.Join(f, "gold.align"))})
		}
	}
	return out
}

// readLines reads a file of one unit a line.
func readLines(t testing.TB, s *segment.Segmenter, lang duizhao.Lang, path string) *duizhao.Reading {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d := &duizhao.Document{Lang: lang}
	for l := range strings.SplitSeq(strings.TrimSuffix(string(b), "\n"), "\n") {
		start := len(d.Text)
		d.Text += strings.TrimSpace(l)
		d.Blocks = append(d.Blocks, duizhao.Block{Kind: duizhao.Paragraph, Span: duizhao.Span{Start: start, End: len(d.Text)}})
		d.Text += "\n"
	}
	r := &duizhao.Reading{Document: d, Quantities: quantity.Document(d)}
	r.Sentences, r.Tokens = s.Document(d)
	return r
}

func goldBeads(t testing.TB, path string) []string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for l := range strings.Lines(string(b)) {
		f := strings.SplitN(strings.ReplaceAll(strings.TrimSpace(l), ",", ""), ":", 3)
		if len(f) >= 2 {
			out = append(out, f[0]+":"+f[1])
		}
	}
	return out
}

// tally counts beads.
type tally struct{ right, found, wanted int }

func (t *tally) add(o tally) {
	t.right, t.found, t.wanted = t.right+o.right, t.found+o.found, t.wanted+o.wanted
}

func (t tally) f1() float64 { return 2 * float64(t.right) / float64(max(1, t.found+t.wanted)) }

// halves scores the first and the second half of a text apart.
func (g goldSet) halves(beads []duizhao.Bead) (out [2]tally) {
	half := func(s string, at, n int) int {
		if at*2 < n {
			return 0
		}
		return 1
	}
	wanted := map[string]bool{}
	for k, s := range g.gold {
		wanted[s] = true
		out[half(s, k, len(g.gold))].wanted++
	}
	for k, b := range beads {
		h := half("", k, len(beads))
		out[h].found++
		if wanted[shape(b)] {
			out[h].right++
		}
	}
	return out
}

// measured holds tallies by kind of text and half.
type measured map[string]*[2]tally

func measure(a *Aligner, sets []goldSet) measured {
	out := measured{}
	results := make([][2]tally, len(sets))
	var wg sync.WaitGroup
	for w := range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for k := w; k < len(sets); k += 2 {
				results[k] = sets[k].halves(a.Paragraphs(sets[k].zh, sets[k].en))
			}
		}()
	}
	wg.Wait()
	for k, s := range sets {
		if out[s.name] == nil {
			out[s.name] = &[2]tally{}
		}
		out[s.name][0].add(results[k][0])
		out[s.name][1].add(results[k][1])
	}
	return out
}

// mean returns the mean F1 of the kinds of texts over the given halves.
func (m measured) mean(halves ...int) float64 {
	sum := 0.0
	for _, t := range m {
		var all tally
		for _, h := range halves {
			all.add(t[h])
		}
		sum += all.f1()
	}
	return sum / float64(len(m))
}

// TestGoldAlignments prints how many beads of alignments made by hand are found, and
// fails where that is far below what it has been.
func TestGoldAlignments(t *testing.T) {
	sets := goldSets(t)
	got := measure(newAligner(t, Options{}), sets)
	for name, least := range map[string]float64{
		"articles": 0.98, "novels": 0.885, "articles with parts left out": 0.965, "paragraphs of articles": 0.996,
	} {
		all := got[name][0]
		all.add(got[name][1])
		t.Logf("%-30s F1 %.4f (%d right of %d found, %d wanted)", name, all.f1(), all.right, all.found, all.wanted)
		if all.f1() < least {
			t.Errorf("%s: F1 %.4f is below %.3f", name, all.f1(), least)
		}
	}
	bare := measure(newAligner(t, Options{Lexicon: lexicon.Empty()}), sets[:1])["articles"]
	bare[0].add(bare[1])
	t.Logf("%-30s F1 %.4f", "articles without the lexicon", bare[0].f1())
	if bare[0].f1() < 0.93 {
		t.Errorf("without the lexicon F1 is %.4f", bare[0].f1())
	}
}

var tune = flag.String("tune", "", "settings to try other values of, by name, separated by commas, or all")

// TestTune tries other values of the settings, one at a time, on one half of the gold
// alignments, keeps what is better, and prints what that does to the other half.
func TestTune(t *testing.T) {
	if *tune == "" {
		t.Skip("no -tune")
	}
	sets := goldSets(t)
	seen := map[settings]measured{}
	at := func(s settings) measured {
		if seen[s] == nil {
			seen[s] = measure(&Aligner{lex: lexicon.Default(), set: s}, sets)
		}
		return seen[s]
	}
	first := at(defaults())
	for fit := range 3 {
		halves, held := []int{fit}, []int{1 - fit}
		if fit == 2 {
			halves, held = []int{0, 1}, []int{0, 1}
		}
		best := defaults()
		for range 2 {
			best = climb(t, best, func(s settings) float64 { return at(s).mean(halves...) })
		}
		t.Logf("fitted on %v: %.4f, was %.4f; on %v: %.4f, was %.4f: %+v", halves, at(best).mean(halves...), first.mean(halves...), held, at(best).mean(held...), first.mean(held...), best)
		for name, m := range at(best) {
			t.Logf("   %-30s %.4f %.4f was %.4f %.4f", name, m[0].f1(), m[1].f1(), first[name][0].f1(), first[name][1].f1())
		}
	}
}

// climb tries other values of each setting once.
func climb(t *testing.T, best settings, score func(settings) float64) settings {
	top := score(best)
	for i := range reflect.TypeFor[settings]().NumField() {
		name := reflect.TypeFor[settings]().Field(i).Name
		if *tune != "all" && !strings.Contains(","+*tune+",", ","+name+",") {
			continue
		}
		from := best
		for _, factor := range []float64{0.5, 0.7, 0.85, 1.2, 1.5, 2} {
			next := from
			v := value(&next, i)
			switch p := v.(type) {
			case *float64:
				*p *= factor
			case *float32:
				*p *= float32(factor)
			}
			if name == "unexplained" && next.unexplained > 0.95 {
				continue
			}
			if s := score(next); s > top+1e-5 {
				best, top = next, s
				t.Logf("%s ×%v: %.5f", name, factor, s)
			}
		}
	}
	return best
}

// value returns a pointer to field i of s.
func value(s *settings, i int) any {
	f := reflect.ValueOf(s).Elem().Field(i)
	return reflect.NewAt(f.Type(), f.Addr().UnsafePointer()).Interface()
}
