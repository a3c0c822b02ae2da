package segment

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"duizhao"

	"github.com/google/go-cmp/cmp"
)

// cases returns the lines of a file of testdata without comments. A line that is
// empty within a case is written as an empty line followed by one that begins with
// "|".
func cases(t testing.TB, name string) []string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, line := range strings.Split(string(b), "\n") {
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "|"):
			out[len(out)-1] += "\n\n" + line
		default:
			out = append(out, line)
		}
	}
	return out
}

func newSegmenter(t testing.TB, o Options) *Segmenter {
	t.Helper()
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// texts returns the part of text that each span covers.
func texts(text string, spans []duizhao.Span) []string {
	var out []string
	for _, s := range spans {
		out = append(out, s.Of(text))
	}
	return out
}

func TestSentences(t *testing.T) {
	for name, lang := range map[string]duizhao.Lang{"sentences_zh.txt": duizhao.Chinese, "sentences_en.txt": duizhao.English} {
		for _, c := range cases(t, name) {
			var want []string
			for s := range strings.SplitSeq(c, "|") {
				want = append(want, strings.TrimSpace(s))
			}
			text := strings.ReplaceAll(c, "|", "")
			if diff := cmp.Diff(want, texts(text, Sentences(lang, text))); diff != "" {
				t.Errorf("%s: %s\n%s", name, text, diff)
			}
		}
	}
}

func TestWords(t *testing.T) {
	s := newSegmenter(t, Options{})
	for name, lang := range map[string]duizhao.Lang{"words_zh.txt": duizhao.Chinese, "words_en.txt": duizhao.English} {
		for _, c := range cases(t, name) {
			c, classes, _ := strings.Cut(c, "\t")
			want := strings.FieldsFunc(c, func(r rune) bool { return r == '|' || unicode.IsSpace(r) })
			text := strings.ReplaceAll(c, "|", "")
			tokens := s.Words(lang, text)
			if diff := cmp.Diff(want, tokenTexts(text, tokens)); diff != "" {
				t.Errorf("%s: %s\n%s", name, text, diff)
			}
			if got := classLetters(tokens); classes != "" && got != classes {
				t.Errorf("%s: %s: classes %s, want %s", name, text, got, classes)
			}
		}
	}
}

func tokenTexts(text string, tokens []duizhao.Token) []string {
	var out []string
	for _, tok := range tokens {
		out = append(out, tok.Span.Of(text))
	}
	return out
}

func classLetters(tokens []duizhao.Token) string {
	var b strings.Builder
	for _, tok := range tokens {
		b.WriteByte("wnlm"[tok.Class])
	}
	return b.String()
}

func TestOptions(t *testing.T) {
	const text = "玄洲澜渚的5G基站园与澜江一盔飖联盟"
	tests := []struct {
		options Options
		want    string
	}{
		{Options{Words: []string{"玄洲澜渚", "5G基站园"}, DictionaryOnly: true}, "玄洲澜渚|的|5G基站园|与"},
		{Options{Words: []string{"澜江一盔飖联盟"}}, "与|澜江一盔飖联盟"},
		{Options{DictionaryOnly: true}, "盔|飖|联盟"},
	}
	for _, test := range tests {
		got := strings.Join(tokenTexts(text, newSegmenter(t, test.options).Words(duizhao.Chinese, text)), "|")
		if !strings.Contains("|"+got+"|", "|"+test.want+"|") {
			t.Errorf("%+v: %s, want %s in it", test.options, got, test.want)
		}
	}
}

func TestNewRefusesWords(t *testing.T) {
	for _, w := range []string{"", "WIPO", "知识 产权", "知\xff"} {
		if _, err := New(Options{Words: []string{"澜江", w}}); err == nil {
			t.Errorf("New accepts the word %q", w)
		}
	}
}

func TestDocument(t *testing.T) {
	d := &duizhao.Document{Lang: duizhao.Chinese, Text: "一、保护。维权\n收案5件。结案 3件。"}
	first := strings.Index(d.Text, "\n")
	d.Blocks = []duizhao.Block{
		{ID: "a", Kind: duizhao.Heading, Span: duizhao.Span{Start: 0, End: first}},
		{ID: "b", Kind: duizhao.Paragraph, Span: duizhao.Span{Start: first + 1, End: len(d.Text)}},
	}
	sentences, tokens := newSegmenter(t, Options{}).Document(d)
	var got []string
	for _, s := range sentences {
		got = append(got, s.ID+" "+d.Blocks[s.Block].ID+" "+s.Span.Of(d.Text))
	}
	want := []string{"a.s1 a 一、保护。维权", "b.s1 b 收案5件。", "b.s2 b 结案 3件。"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got, want := strings.Join(tokenTexts(d.Text, tokens), "|"), "一|、|保护|。|维权|收案|5|件|。|结案|3|件|。"; got != want {
		t.Errorf("tokens %s, want %s", got, want)
	}
}

func TestConcurrentUse(t *testing.T) {
	s := newSegmenter(t, Options{Words: []string{"澜江港"}})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 20 {
				if got := len(s.Words(duizhao.Chinese, "澜江港查获侵权货物3批，陶某被抓获")); got < 8 {
					t.Errorf("%d tokens", got)
				}
			}
		})
	}
	wg.Wait()
}

// checkCover fails t unless spans are in order, in range, apart, on the borders of
// code points and cover all of text but white space.
func checkCover(t *testing.T, what, text string, spans []duizhao.Span) {
	t.Helper()
	end := 0
	for _, s := range append(spans, duizhao.Span{Start: len(text), End: len(text)}) {
		if s.Start < end || s.End < s.Start || s.End > len(text) {
			t.Fatalf("%s: span %v after byte %d of %q", what, s, end, text)
		}
		if gap := text[end:s.Start]; strings.TrimSpace(gap) != "" {
			t.Fatalf("%s: %q of %q is not covered", what, gap, text)
		}
		if body := s.Of(text); body != strings.TrimSpace(body) {
			t.Fatalf("%s: white space at the edge of %q", what, body)
		}
		if utf8.ValidString(text) && !utf8.ValidString(s.Of(text)) {
			t.Fatalf("%s: %v cuts a code point of %q", what, s, text)
		}
		end = s.End
	}
}

func FuzzCover(f *testing.F) {
	for _, name := range []string{"sentences_zh.txt", "sentences_en.txt", "words_zh.txt", "words_en.txt"} {
		for _, c := range cases(f, name) {
			f.Add(strings.ReplaceAll(c, "|", ""))
		}
	}
	for _, s := range []string{"", " ", "\n\n\n", "。", "..", "\"\"", "（（）", "a\u0308 \u0308", "\xff\xfe年", "二○○○", "No.", "1.", "第", "-", "1,"} {
		f.Add(s)
	}
	s := newSegmenter(f, Options{Words: []string{"5G基站", "A股"}})
	f.Fuzz(func(t *testing.T, text string) {
		for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
			checkCover(t, string(l)+" sentences", text, Sentences(l, text))
			var spans []duizhao.Span
			for _, tok := range s.Words(l, text) {
				if tok.Span.Empty() || tok.Class > duizhao.Mark {
					t.Fatalf("token %+v of %q", tok, text)
				}
				spans = append(spans, tok.Span)
			}
			checkCover(t, string(l)+" words", text, spans)
		}
	})
}

// benchText is a few kilobytes of the sentence cases.
func benchText(b *testing.B, name string) string {
	text := strings.ReplaceAll(strings.Join(cases(b, name), " "), "|", "")
	return strings.Repeat(text, 1+20000/len(text))
}

func BenchmarkWords(b *testing.B) {
	s := newSegmenter(b, Options{})
	for name, lang := range map[string]duizhao.Lang{"sentences_zh.txt": duizhao.Chinese, "sentences_en.txt": duizhao.English} {
		text := benchText(b, name)
		s.Words(lang, text)
		b.Run(string(lang), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				s.Words(lang, text)
			}
		})
	}
}

// BenchmarkWordsOfReports is BenchmarkWords on text as reports have it.
func BenchmarkWordsOfReports(b *testing.B) {
	s := newSegmenter(b, Options{})
	var text strings.Builder
	for _, g := range goldSentences(b, "a.txt") {
		text.WriteString(g.text)
	}
	s.Words(duizhao.Chinese, text.String())
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		s.Words(duizhao.Chinese, text.String())
	}
}

func BenchmarkSentences(b *testing.B) {
	for name, lang := range map[string]duizhao.Lang{"sentences_zh.txt": duizhao.Chinese, "sentences_en.txt": duizhao.English} {
		text := benchText(b, name)
		b.Run(string(lang), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Sentences(lang, text)
			}
		})
	}
}
