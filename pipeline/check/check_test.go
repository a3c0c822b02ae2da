package check_test

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"duizhao"
	"duizhao/pipeline/check"
	"duizhao/pipeline/indicator"
	"duizhao/pipeline/pair"
	"duizhao/pipeline/quantity"
	"duizhao/segment"
)

// rules are the built-in indicators, which say what a figure is.
var rules = sync.OnceValue(func() *indicator.Rules {
	r, err := indicator.Load(indicator.Options{}, nil)
	if err != nil {
		panic(err)
	}
	return r
})

// read makes a Reading of text: a line is a block, an item of a list behind a bullet.
func read(l duizhao.Lang, text string) *duizhao.Reading {
	d := &duizhao.Document{Lang: l, Text: text}
	at := 0
	for line := range strings.SplitSeq(text, "\n") {
		k := duizhao.Block{Kind: duizhao.Paragraph, Span: duizhao.Span{Start: at, End: at + len(line)}}
		if line == "-" {
			k.Span.End = at
		}
		if strings.HasPrefix(line, "• ") {
			k.Kind = duizhao.ListItem
		}
		d.Blocks = append(d.Blocks, k)
		at += len(line) + 1
	}
	rd := &duizhao.Reading{Document: d, Quantities: quantity.Document(d)}
	for i, b := range d.Blocks {
		for _, s := range segment.Sentences(l, b.Span.Of(text)) {
			rd.Sentences = append(rd.Sentences, duizhao.Sentence{Block: i, Span: s.Shift(b.Span.Start)})
		}
	}
	rd.Observations = rules().Observe(rd, rules().Frame(d))
	return rd
}

// bitext lays zh and en side by side line by line; a line "-" has no counterpart.
// Sentences are paired one by one where a paragraph has as many in both
// languages, else they are one bead.
func bitext(zh, en string) *duizhao.Bitext {
	b := &duizhao.Bitext{Period: "2023", Zh: read(duizhao.Chinese, zh), En: read(duizhao.English, en)}
	lines := max(len(b.Zh.Document.Blocks), len(b.En.Document.Blocks))
	for i := range lines {
		z, e := block(b.Zh, i), block(b.En, i)
		b.Paragraphs = append(b.Paragraphs, duizhao.Bead{Zh: z, En: e})
		sz, se := sentences(b.Zh, z), sentences(b.En, e)
		if len(sz) == len(se) {
			for k := range sz {
				b.Sentences = append(b.Sentences, duizhao.Bead{Zh: sz[k : k+1], En: se[k : k+1]})
			}
			continue
		}
		b.Sentences = append(b.Sentences, duizhao.Bead{Zh: sz, En: se})
	}
	b.Pairs = pair.Quantities(b.Zh, b.En, b.Paragraphs, b.Sentences)
	return b
}

func block(rd *duizhao.Reading, i int) []int {
	if i >= len(rd.Document.Blocks) || rd.Document.Blocks[i].Span.Empty() {
		return nil
	}
	return []int{i}
}

func sentences(rd *duizhao.Reading, blocks []int) (out []int) {
	for k, s := range rd.Sentences {
		if slices.Contains(blocks, s.Block) {
			out = append(out, k)
		}
	}
	return out
}

// mark is an expected finding: "«32家|error value»" in the text.
type mark struct {
	Lang         duizhao.Lang
	Words, Wants string
}

// unmark takes the marks out of text and returns them with their places.
func unmark(l duizhao.Lang, text string) (plain string, marks []mark, spans []duizhao.Span) {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "«")
		b.WriteString(before)
		if !found {
			return b.String(), marks, spans
		}
		inside, after, _ := strings.Cut(rest, "»")
		words, wants, _ := strings.Cut(inside, "|")
		start := b.Len()
		b.WriteString(words)
		marks = append(marks, mark{l, words, wants})
		spans = append(spans, duizhao.Span{Start: start, End: b.Len()})
		text = after
	}
}

// example is one case of testdata: a title, a paragraph or more in each language
// and, where it matters, what the suggestion must say.
type example struct{ title, zh, en, suggests string }

// examples reads a file of cases: "# title", then lines "zh: ...", "en: ...";
// several lines of one language are several paragraphs.
func examples(t *testing.T, name string) []example {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []example
	for s := bufio.NewScanner(f); s.Scan(); {
		key, text, _ := strings.Cut(s.Text(), " ")
		if key == "#" {
			out = append(out, example{title: text})
			continue
		}
		if len(out) == 0 {
			continue
		}
		e := &out[len(out)-1]
		switch key {
		case "zh:":
			e.zh = strings.TrimPrefix(e.zh+"\n"+text, "\n")
		case "en:":
			e.en = strings.TrimPrefix(e.en+"\n"+text, "\n")
		case "suggests:":
			e.suggests = text
		}
	}
	return out
}

// TestCases runs every check on the examples beside it. All findings of an
// example must be marked in it, with severity and check, and every mark found.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases (%v)", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			for _, e := range examples(t, file) {
				t.Run(e.title, func(t *testing.T) { hold(t, e) })
			}
		})
	}
}

// terms is the glossary of the cases.
var terms = []check.Term{{Zh: "便民服务点", En: "service point"}}

func hold(t *testing.T, e example) {
	zh, zhMarks, zhSpans := unmark(duizhao.Chinese, e.zh)
	en, enMarks, enSpans := unmark(duizhao.English, e.en)
	b := bitext(zh, en)
	got := map[mark]int{}
	suggested := false
	for _, f := range check.Run(b, check.Options{Glossary: terms}) {
		wants := string(f.Severity) + " " + f.Check
		m := mark{"", "not marked: " + f.Message.En, wants}
		l, ref, marks, spans := duizhao.Chinese, f.Zh, zhMarks, zhSpans
		if ref == nil {
			l, ref, marks, spans = duizhao.English, f.En, enMarks, enSpans
		}
		for i, s := range spans {
			if s.Overlaps(ref.Span) && marks[i].Wants == wants {
				m = mark{l, marks[i].Words, wants}
			}
		}
		got[m]++
		suggested = suggested || strings.Contains(f.Suggestion.En, e.suggests)
		if f.ID == "" || f.Message.Zh == "" || f.Message.En == "" || f.Status != duizhao.Open {
			t.Errorf("incomplete finding %+v", f)
		}
	}
	want := map[mark]int{}
	for _, m := range append(zhMarks, enMarks...) {
		want[m]++
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("zh: %s\nen: %s\npairs: %s\n%s", zh, en, pairs(b), diff)
	}
	if e.suggests != "" && !suggested {
		t.Errorf("no finding suggests %q", e.suggests)
	}
}

func pairs(b *duizhao.Bitext) string {
	word := func(rd *duizhao.Reading, i int) string {
		if i < 0 {
			return "-"
		}
		q := rd.Quantities[i]
		return q.Span.Of(rd.Document.Text) + "(" + string(q.Kind) + " " + q.Value.String() + " " + q.Unit + ")"
	}
	var out []string
	for _, p := range b.Pairs {
		out = append(out, word(b.Zh, p.Zh)+"~"+word(b.En, p.En))
	}
	return strings.Join(out, ", ")
}

// TestOptions: Only and Disable choose by id.
func TestOptions(t *testing.T) {
	b := bitext("企业32家，专利«50»件。", "There are 33 enterprises and over 50 patents.")
	ids := func(o check.Options) (out []string) {
		for _, f := range check.Run(b, o) {
			out = append(out, f.Check)
		}
		return out
	}
	for _, c := range []struct {
		o    check.Options
		want []string
	}{
		{check.Options{}, []string{"value", "qualifier"}},
		{check.Options{Only: []string{"qualifier"}}, []string{"qualifier"}},
		{check.Options{Disable: []string{"qualifier"}}, []string{"value"}},
		{check.Options{Only: []string{"value"}, Disable: []string{"value"}}, nil},
	} {
		if diff := cmp.Diff(c.want, ids(c.o)); diff != "" {
			t.Errorf("%+v: %s", c.o, diff)
		}
	}
}

// TestChecks: every check is described in both languages and has cases.
func TestChecks(t *testing.T) {
	for _, c := range check.Checks() {
		if c.ID == "" || c.Finds.Zh == "" || c.Finds.En == "" {
			t.Errorf("check %+v is not described", c)
		}
		if _, err := os.Stat("testdata/" + c.ID + ".txt"); err != nil {
			t.Errorf("check %s has no cases: %v", c.ID, err)
		}
	}
}

// TestOneLanguage: a report in one language is checked for malformed numerals and
// for nothing that needs the other one.
func TestOneLanguage(t *testing.T) {
	b := &duizhao.Bitext{En: read(duizhao.English, "In 2023, 65,00 people and 120 cases.")}
	found := check.Run(b, check.Options{})
	if len(found) != 1 || found[0].Check != "malformed" || found[0].Zh != nil {
		t.Errorf("found %+v", found)
	}
}

// FuzzRun: whatever the two texts are, every finding points into them and ids do
// not repeat.
func FuzzRun(f *testing.F) {
	f.Add("全市32家，增长22.9%。\n第二段。", "33 in 2021, 65,00.\n-")
	f.Add("-", "one\ntwo 12")
	f.Add("0", "1 ")
	f.Fuzz(func(t *testing.T, zh, en string) {
		if !utf8.ValidString(zh) || !utf8.ValidString(en) {
			return
		}
		b := bitext(zh, en)
		seen := map[string]bool{}
		for _, x := range check.Run(b, check.Options{}) {
			if seen[x.ID] {
				t.Errorf("id %s twice", x.ID)
			}
			seen[x.ID] = true
			within(t, b.Zh, x.Zh)
			within(t, b.En, x.En)
			if x.Zh == nil && x.En == nil {
				t.Error("a finding without a place")
			}
		}
		b.Report()
	})
}

func within(t *testing.T, rd *duizhao.Reading, r *duizhao.Ref) {
	if r != nil && !rd.Document.Blocks[r.Block].Span.Contains(r.Span) {
		t.Errorf("place %+v is not in its block %+v", r, rd.Document.Blocks[r.Block].Span)
	}
}

// TestHeadingNumbers: the number of a heading in every style, and where it jumps.
func TestHeadingNumbers(t *testing.T) {
	for _, c := range []struct {
		labels []string
		jumps  int
	}{
		{[]string{"一、", "二、", "三、", "四、"}, 0},
		{[]string{"一、", "二、", "四、"}, 1},
		{[]string{"九、", "十、", "十一、", "十二、", "二十、", "二十一、"}, 1},
		{[]string{"（一）", "（二）", "（一）", "（二）", "（三）"}, 0},
		{[]string{"I.", "II.", "IV.", "V."}, 1},
		{[]string{"第一部分", "第二部分", "第四部分"}, 1},
		{[]string{"Part One", "Part Two", "Part Three"}, 0},
		{[]string{"1.", "2.", "2.", "3."}, 1},
		{[]string{"", "一、", "", "二、"}, 0},
	} {
		d := &duizhao.Document{Lang: duizhao.Chinese}
		for _, l := range c.labels {
			start := len(d.Text)
			d.Text += l + "标题\n"
			d.Blocks = append(d.Blocks, duizhao.Block{Kind: duizhao.Heading, Level: 1, Label: l, Span: duizhao.Span{Start: start, End: len(d.Text) - 1}})
		}
		b := &duizhao.Bitext{Zh: &duizhao.Reading{Document: d}}
		if got := check.Run(b, check.Options{Only: []string{"structure"}}); len(got) != c.jumps {
			t.Errorf("%q: %d findings, want %d: %+v", c.labels, len(got), c.jumps, got)
		}
	}
}
