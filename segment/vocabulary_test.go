package segment

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duizhao"

	"github.com/google/go-cmp/cmp"
)

// wholly makes a Segmenter load the whole dictionary at the first text.
func wholly(s *Segmenter) *Segmenter {
	s.chinese().cut.Store(wholeFrom)
	return s
}

// partly makes a Segmenter that will not load the whole dictionary.
func partly(s *Segmenter) *Segmenter {
	s.chinese().cut.Store(-1 << 60)
	return s
}

// someWords are words of one's own, so that Segmenters do not share their vocabulary.
var someWords = Options{Words: []string{"创新名城", "5G基站", "發展藍圖"}}

func TestPartOfDictionary(t *testing.T) {
	whole, part := wholly(newSegmenter(t, someWords)), partly(newSegmenter(t, someWords))
	files, _ := filepath.Glob("testdata/*.txt")
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for text := range strings.SplitSeq(string(b), "\n\n") {
			want := tokenTexts(text, whole.Words(duizhao.Chinese, text))
			if diff := cmp.Diff(want, tokenTexts(text, part.Words(duizhao.Chinese, text))); diff != "" {
				t.Errorf("%s: words that the whole dictionary cuts otherwise (-whole +part):\n%s", file, diff)
			}
		}
	}
}

func FuzzPartOfDictionary(f *testing.F) {
	whole, part := wholly(newSegmenter(f, someWords)), partly(newSegmenter(f, someWords))
	for _, c := range cases(f, "sentences_zh.txt") {
		f.Add(strings.ReplaceAll(c, "|", ""))
	}
	f.Add("5G基站與發展藍圖\uF8FF\x80")
	f.Fuzz(func(t *testing.T, text string) {
		want := tokenTexts(text, whole.Words(duizhao.Chinese, text))
		if diff := cmp.Diff(want, tokenTexts(text, part.Words(duizhao.Chinese, text))); diff != "" {
			t.Errorf("words that the whole dictionary cuts otherwise (-whole +part):\n%s", diff)
		}
	})
}

func TestTotal(t *testing.T) {
	for _, o := range []Options{{}, someWords} {
		v := newSegmenter(t, o).chinese()
		if loaded := v.whole().gse.Dict.TotalFreq(); loaded != v.total {
			t.Errorf("%v: the words loaded have the frequency %v, not %v", o, loaded, v.total)
		}
		c := v.of("全市专利授权量同比增长")
		if loaded := c.gse.Dict.TotalFreq(); loaded != v.total {
			t.Errorf("%v: a part has the frequency %v, not %v", o, loaded, v.total)
		}
	}
}

// BenchmarkLoad takes what comes before the first word of a text: the terms, the words
// of a text of one kilobyte and of one report, the whole dictionary.
func BenchmarkLoad(b *testing.B) {
	var report strings.Builder
	for _, g := range goldSentences(b, "a.txt") {
		report.WriteString(g.text)
	}
	run := func(name string, load func(*vocabulary)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				load(newVocabulary(nil))
			}
		})
	}
	run("terms", func(*vocabulary) {})
	run("kilobyte", func(v *vocabulary) { v.of(report.String()[:1026]) })
	run("report", func(v *vocabulary) { v.of(report.String()) })
	run("whole", func(v *vocabulary) { v.whole() })
}
