package align

import (
	"flag"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
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
func lineUnit(line string) (u Unit) {
	u = Unit{Len: plainLength(line), Figures: figures(line), begin: beginOf(line), end: endOf(line)}
	defer func() { u.Len += figureLen * u.Figures }()
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
			u.add(lexicon.Default().Cut(word)...)
		default:
			u.add(appendWord(nil, duizhao.Token{Class: class}, word)...)
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
	return readText(s, lang, string(b))
}

// readText reads text of one unit a line.
func readText(s *segment.Segmenter, lang duizhao.Lang, text string) *duizhao.Reading {
	d := &duizhao.Document{Lang: lang}
	for l := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
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

// TestTune tries other values of the settings, one at a time, on the texts of one source,
// keeps what is better, and prints what that does to the other source. What counts is the
// mean log probability of the gold beads: it moves with every bead, F1 only with those
// that change.
func TestTune(t *testing.T) {
	if *tune == "" {
		t.Skip("no -tune")
	}
	sets := goldSets(t)
	for _, s := range sets {
		if s.name == "novels" {
			sets = append(sets, s.withoutParts())
		}
	}
	seen := map[settings]judgement{}
	at := func(s settings) judgement {
		if seen[s] == nil {
			seen[s] = judgeAll(&Aligner{lex: lexicon.Default(), set: s}, sets)
		}
		return seen[s]
	}
	first := at(defaults())
	t.Logf("as it is: %v", first)
	for _, source := range []string{"articles", "novels", ""} {
		best := climb(t, defaults(), func(s settings) float64 { return at(s).mean(source) })
		t.Logf("fitted on %q: %+v", source, best)
		t.Logf("   %v", at(best))
	}
}

// judgement holds for each kind of texts how the gold beads fare.
type judgement map[string]*fare

type fare struct {
	logP   float64 // summed log probability of the gold beads, each at least leastP
	wanted int
	tally  tally
}

const leastP = 1e-3

// mean returns the mean log probability over the kinds whose names hold source.
func (j judgement) mean(source string) float64 {
	sum, n := 0.0, 0
	for name, f := range j {
		if strings.Contains(name, source) {
			sum, n = sum+f.logP/float64(f.wanted), n+1
		}
	}
	return sum / float64(n)
}

func (j judgement) String() string {
	out := ""
	for _, name := range slices.Sorted(maps.Keys(j)) {
		out += fmt.Sprintf("%s: F1 %.4f, log p %.4f; ", name, j[name].tally.f1(), j[name].logP/float64(j[name].wanted))
	}
	return out
}

func judgeAll(a *Aligner, sets []goldSet) judgement {
	fares := make([]fare, len(sets))
	var wg sync.WaitGroup
	for w := range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for k := w; k < len(sets); k += 2 {
				fares[k] = sets[k].judge(a)
			}
		}()
	}
	wg.Wait()
	out := judgement{}
	for k, s := range sets {
		if out[s.name] == nil {
			out[s.name] = &fare{}
		}
		f := out[s.name]
		f.logP, f.wanted = f.logP+fares[k].logP, f.wanted+fares[k].wanted
		f.tally.add(fares[k].tally)
	}
	return out
}

func (g goldSet) judge(a *Aligner) fare {
	zh, en := blocksOf(g.zh, newMemo(a.lex)), blocksOf(g.en, newMemo(a.lex))
	all := region{0, len(zh), 0, len(en)}
	paths, m := a.paths(a.work.Get().(*work), zh, en, []region{all}, nil)
	l := m.lattice(all, bandOf(all, paths[0]))
	p := l.posteriors(noCells(all), 0, 0)
	out := fare{wanted: len(g.gold), tally: tally{wanted: len(g.gold), found: len(paths[0])}}
	z, e := 0, 0
	wanted := map[region]bool{}
	for _, s := range g.gold {
		nz, ne := counts(s)
		r := region{z, z + nz, e, e + ne}
		wanted[r.canonical()] = true
		out.logP += math.Log(max(leastP, l.probability(p, r)))
		z, e = r.z1, r.e1
	}
	for _, b := range paths[0] {
		if wanted[b.canonical()] {
			out.tally.right++
		}
	}
	return out
}

// bandOf returns a band around a path.
func bandOf(r region, path []group) band {
	n := r.z1 - r.z0
	center, half := make([]int, n+1), make([]int, n+1)
	for _, g := range path {
		for i := g.z0; i <= g.z1; i++ {
			center[i-r.z0], half[i-r.z0] = g.e0-r.e0, halfBand
		}
		center[g.z1-r.z0] = g.e1 - r.e0
	}
	return newBand(r, center, half)
}

// canonical makes a bead without counterpart the same wherever it stands on the other side.
func (r region) canonical() region {
	switch r.state() {
	case nullZh:
		r.e0, r.e1 = 0, 0
	case nullEn:
		r.z0, r.z1 = 0, 0
	}
	return r
}

// counts returns the numbers of units of a bead's shape.
func counts(shape string) (zh, en int) {
	l, r, _ := strings.Cut(shape, ":")
	return len(strings.Fields(strings.Trim(l, "[]"))), len(strings.Fields(strings.Trim(r, "[]")))
}

// probability returns the probability of one bead of a lattice at the first corner.
func (l *lattice) probability(p posteriors, r region) float64 {
	switch {
	case r.state() == nullZh:
		return p.zh[r.z0]
	case r.state() == nullEn:
		return p.en[r.e0]
	case !l.inside(r.z0, r.e0):
		return 0
	}
	c := l.at(r.z0, r.e0)
	for k := l.first[c]; k < l.first[c+1]; k++ {
		if int(l.edges[k].z) == r.z1-r.z0 && int(l.edges[k].e) == r.e1-r.e0 {
			return float64(p.edge[k])
		}
	}
	return 0
}

// withoutParts leaves one side of a bead out here and there, up to four beads in a row.
func (g goldSet) withoutParts() goldSet {
	r := rand.New(rand.NewPCG(1, 7))
	out := goldSet{name: g.name + " with parts left out"}
	var zh, en []int // blocks that stay
	z, e, run, side := 0, 0, 0, 0
	for _, s := range g.gold {
		nz, ne := counts(s)
		if run == 0 && r.IntN(20) == 0 {
			run, side = 1+r.IntN(4), r.IntN(2)
		}
		gone := run > 0 && nz > 0 && ne > 0
		run = max(0, run-1)
		keepZh, keepEn := !gone || side == 0, !gone || side == 1
		from, fromE := len(zh), len(en)
		if keepZh {
			zh = append(zh, indexes(z, z+nz)...)
		}
		if keepEn {
			en = append(en, indexes(e, e+ne)...)
		}
		z, e = z+nz, e+ne
		if keepZh && keepEn && nz > 0 && ne > 0 {
			out.gold = append(out.gold, shape(duizhao.Bead{Zh: indexes(from, len(zh)), En: indexes(fromE, len(en))}))
			continue
		}
		for i := from; i < len(zh); i++ {
			out.gold = append(out.gold, fmt.Sprintf("[%d]:[]", i))
		}
		for j := fromE; j < len(en); j++ {
			out.gold = append(out.gold, fmt.Sprintf("[]:[%d]", j))
		}
	}
	out.zh, out.en = only(g.zh, zh), only(g.en, en)
	return out
}

// only returns the reading of some of its blocks. Tokens and quantities of others are
// passed over by who reads the blocks.
func only(r *duizhao.Reading, blocks []int) *duizhao.Reading {
	d := *r.Document
	d.Blocks = nil
	for _, b := range blocks {
		d.Blocks = append(d.Blocks, r.Document.Blocks[b])
	}
	out := *r
	out.Document = &d
	return &out
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

func blocksOf(r *duizhao.Reading, memo *memo) []Unit {
	return blockUnits(r, sentenceUnits(r, memo), memo)
}
