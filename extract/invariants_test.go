package extract

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"duizhao"
)

// checkDocuments tests what holds for every Document, whatever the input.
func checkDocuments(t *testing.T, docs []*duizhao.Document) {
	t.Helper()
	for i, d := range docs {
		if i > 0 && (docs[0].Lang != duizhao.Chinese || d.Lang != duizhao.English) {
			t.Errorf("languages out of order: %s before %s", docs[i-1].Lang, d.Lang)
		}
		if !utf8.ValidString(d.Text) {
			t.Error("text is not UTF-8")
		}
		if i := firstInvisible(strings.ReplaceAll(d.Text, "\n", "")); i >= 0 {
			t.Errorf("invisible character at %d", i)
		}
		ids, at := map[string]bool{}, 0
		for j, b := range d.Blocks {
			if b.Span.Start != at || b.Span.End <= b.Span.Start || b.Span.End > len(d.Text) {
				t.Fatalf("block %d: span %v, want it to begin at %d", j, b.Span, at)
			}
			at = b.Span.End + len("\n")
			text := d.BlockText(j)
			if strings.Contains(text, "\n") || strings.Trim(text, whiteSpace) != text {
				t.Errorf("block %d: space at the edge or a line end inside: %q", j, text)
			}
			if ids[b.ID] || !strings.HasPrefix(b.ID, string(d.Lang[:1])) {
				t.Errorf("block %d: id %s is not unique or not of %s", j, b.ID, d.Lang)
			}
			ids[b.ID] = true
			if b.Kind == "" || (b.Kind == duizhao.Heading) != (b.Level > 0) || (b.Cell != nil) != (b.Kind == duizhao.TableCell) {
				t.Errorf("block %d: kind %q, level %d, cell %v", j, b.Kind, b.Level, b.Cell)
			}
			if b.Lines[0] < 1 || b.Lines[1] < b.Lines[0] || b.Page > d.Pages {
				t.Errorf("block %d: lines %v, page %d of %d", j, b.Lines, b.Page, d.Pages)
			}
		}
		if at != len(d.Text)+len("\n") {
			t.Errorf("blocks end at %d, the text at %d", at, len(d.Text))
		}
	}
}

// FuzzBytes reads anything: what comes out is well formed, or an error of this
// stage.
func FuzzBytes(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Add([]byte("\xff\xfe\x2d\x4e\x87\x65\x0a\x00"))
	f.Add([]byte("\xd6\xd0\xce\xc4\xa1\xa3"))
	f.Fuzz(func(t *testing.T, data []byte) {
		docs, err := Bytes("fuzz.txt", data, Options{})
		if err != nil {
			var known *duizhao.Error
			if !errors.As(err, &known) || known.Stage != stage || known.Text.Zh == "" || known.Text.En == "" {
				t.Fatalf("not an error of this stage: %#v", err)
			}
			return
		}
		checkDocuments(t, docs)
	})
}

var seeds = []string{
	"**二〇二三年澜江市\n状况**\n\n一、概况\n\n2023年，专利授权1.2万件，其中发明专利\n\n3000件。\n",
	"# Title\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[x](http://a.b/c) and *it*[^1]\n\n[^1]: note\n",
	"概况\fOverview\f— 3 —\n第1页\n",
	"In 2023, infor-\nmation was pub\u00ad\nlished.\r\rAnd\u2028so on.",
	"（一）甲\n(2) b\n1.1 c\n第三章 丁\nIV. E\n",
}

// FuzzNothingLost reads plain text without markup: every visible character is in
// one of the Documents and, where there is only one, in its place.
func FuzzNothingLost(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || strings.Contains(s, "\x00") {
			t.Skip()
		}
		s = strings.Map(func(r rune) rune {
			if strings.ContainsRune("*_#|>`[]\\=+-\u00ad\f", r) {
				return '~'
			}
			return r
		}, s)
		docs, err := Bytes("fuzz.txt", []byte(s), Options{})
		if err != nil {
			t.Skip()
		}
		checkDocuments(t, docs)
		lines, _ := splitLines(strings.TrimPrefix(s, "\ufeff"))
		dropFurniture(lines, 0) // is what a Problem reports
		var want, got strings.Builder
		for i := range lines {
			want.WriteString(lines[i].text)
		}
		for _, d := range docs {
			got.WriteString(d.Text)
		}
		if len(docs) == 1 {
			if diff := cmp.Diff(squeeze(want.String()), squeeze(got.String())); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
		} else if diff := cmp.Diff(runes(want.String()), runes(got.String())); diff != "" {
			t.Errorf("characters (-want +got):\n%s", diff)
		}
	})
}

func runes(s string) map[rune]int {
	count := map[rune]int{}
	for _, r := range squeeze(s) {
		count[r]++
	}
	return count
}

// FuzzParting lays paragraphs of both languages out in any order, with or
// without empty lines between: each language comes out whole and in order.
func FuzzParting(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7})
	f.Add([]byte{16, 33, 18, 35, 20, 37})
	f.Add([]byte{0, 0, 0, 1, 1, 1, 16, 17})
	f.Fuzz(func(t *testing.T, layout []byte) {
		var in strings.Builder
		want := map[duizhao.Lang][]string{}
		for _, b := range layout {
			lang := []duizhao.Lang{duizhao.Chinese, duizhao.English}[b&1]
			pool := paragraphPool[lang]
			p := pool[int(b>>1)%len(pool)]
			want[lang] = append(want[lang], p)
			in.WriteString(p)
			in.WriteString("\n\n"[:1+b>>7])
		}
		if len(layout) == 0 {
			t.Skip()
		}
		docs, err := Bytes("fuzz.txt", []byte(in.String()), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(docs) == 1 && len(want) == 2 && docs[0].Problems[0].Code == "stray_language" {
			t.Skip("too little of one language")
		}
		checkDocuments(t, docs)
		got := map[duizhao.Lang][]string{}
		for _, d := range docs {
			got[d.Lang] = strings.Split(d.Text, "\n")
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s\n%s", diff, in.String())
		}
	})
}

// paragraphPool has words of grammar in each English line: a hundred lines without
// any are another language.
var paragraphPool = map[duizhao.Lang][]string{
	duizhao.Chinese: {
		"2023年，澜江市发明专利授权量达到1.2万件，同比增长8.5%。",
		"一、总体情况",
		"市海关查获侵权货物36批次（Lingang Port），并与 World Trade Centre 签署备忘录。",
		"（二）商标保护",
		"全市法院审结 GPL 许可案件3件，调解 120 件。",
	},
	duizhao.English: {
		"In 2023, Lanjiang granted 12,000 invention patents, an increase of 8.5%.",
		"I. Overview of the Year",
		"The Customs (澜江海关) seized infringing goods in 36 batches.",
		"(II) Protection of Trademarks",
		"Courts concluded 3 cases and mediated 120.",
	},
}
