package align

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"duizhao"
	"duizhao/pipeline/align/lexicon"

	"github.com/google/go-cmp/cmp"
)

func newAligner(t testing.TB, o Options) *Aligner {
	t.Helper()
	a, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// shape returns a bead's indexes as "[0 1]:[0]".
func shape(b duizhao.Bead) string { return fmt.Sprint(b.Zh, ":", b.En) }

func beadShapes(beads []duizhao.Bead) []string {
	var out []string
	for _, b := range beads {
		out = append(out, shape(b))
	}
	return out
}

func unitsOf(lines ...string) []Unit {
	var out []Unit
	for _, l := range lines {
		out = append(out, lineUnit(l))
	}
	return out
}

func TestAlign(t *testing.T) {
	for _, tt := range []struct {
		name   string
		zh, en []string
		want   string
	}{
		{"one to one", []string{
			"澜江市法院全年审结知识产权案件 812 件。", "海关查获侵权货物 30 批次。", "公安机关抓获犯罪嫌疑人 45 人。",
		}, []string{
			"The courts of Lanjiang concluded 812 intellectual property cases.", "Customs seized 30 batches of infringing goods.", "The police arrested 45 criminal suspects.",
		}, "[0]:[0] [1]:[1] [2]:[2]"},
		{"one sentence as two, two as one", []string{
			"法院审结知识产权案件 812 件，其中专利案件 96 件，调解撤诉 210 件。", "市政府召开新闻发布会。", "会上公布了典型案例。", "海关查获侵权货物 30 批次。",
		}, []string{
			"The courts concluded 812 intellectual property cases.", "Among them, 96 were patent cases and 210 were settled by mediation or withdrawn.",
			"The municipal government held a press conference, at which typical cases were announced.", "Customs seized 30 batches of infringing goods.",
		}, "[0]:[0 1] [1 2]:[2] [3]:[3]"},
		{"a sentence left out", []string{
			"法院审结知识产权案件。", "公证机构办理公证事项，为群众出具遗嘱和合同。", "海关查获侵权货物。", "公安机关抓获犯罪嫌疑人。", "学校组织教师参加培训。", "银行向农业企业发放贷款。",
		}, []string{
			"Courts concluded intellectual property cases.", "Customs seized infringing goods.", "Police arrested criminal suspects.", "Schools organized training for teachers.", "Banks granted loans to agricultural enterprises.",
		}, "[0]:[0] [1]:[] [2]:[1] [3]:[2] [4]:[3] [5]:[4]"},
		{"traditional characters", []string{
			"法院審結知識產權案件。", "海關查獲侵權貨物。",
		}, []string{
			"The courts concluded intellectual property cases.", "Customs seized infringing goods.",
		}, "[0]:[0] [1]:[1]"},
		{"names by their pinyin", []string{"澜江区、平湖镇和清溪县。", "高岭县。"}, []string{"Lanjiang, Pinghu, and Qingxi.", "Gaoling."}, "[0]:[0] [1]:[1]"},
		{"cells known by their numbers", []string{"2020", "517", "96"}, []string{"2020", "517", "96"}, "[0]:[0] [1]:[1] [2]:[2]"},
		{"no English", []string{"法院。", "海关。"}, nil, "[0]:[] [1]:[]"},
		{"no Chinese", nil, []string{"Court.", "Customs."}, "[]:[0] []:[1]"},
		{"nothing", nil, nil, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := newAligner(t, Options{}).Align(unitsOf(tt.zh...), unitsOf(tt.en...))
			if diff := cmp.Diff(tt.want, strings.Join(beadShapes(got), " ")); diff != "" {
				t.Error(diff, got)
			}
		})
	}
}

func TestHeadingNumbersAnchor(t *testing.T) {
	heading := func(label, line string) Unit {
		u := lineUnit(line)
		u.Label, u.Heading = canonicalLabel(label), true
		return u
	}
	zh := []Unit{heading("一、", "总体情况"), lineUnit("甲乙丙丁。"), heading("二、", "主要措施"), heading("三、", "下步打算")}
	en := []Unit{heading("I.", "Outline"), heading("II.", "Steps"), heading("III.", "Next")}
	got := newAligner(t, Options{}).Align(zh, en)
	if diff := cmp.Diff([]string{"[0]:[0]", "[1]:[]", "[2]:[1]", "[3]:[2]"}, beadShapes(got)); diff != "" {
		t.Error(diff)
	}
}

func BenchmarkAlign(b *testing.B) {
	var zh, en []Unit
	for i := range 1000 {
		var z, e Unit
		for k := range 12 {
			p := phrases[(i*7+k*k*3+i*k)%len(phrases)]
			z.Words, e.Words = append(z.Words, p[0]), append(e.Words, p[1])
			z.Len, e.Len = z.Len+6, e.Len+len(p[1])+1
		}
		zh, en = append(zh, z), append(en, e)
	}
	a := newAligner(b, Options{})
	b.ReportAllocs()
	for b.Loop() {
		a.Align(zh, en)
	}
}

func TestEvidence(t *testing.T) {
	got := newAligner(t, Options{}).Align(unitsOf("海关查获侵权货物 30 批次。", "未译。"), unitsOf("Customs seized 30 batches of infringing goods."))
	for _, want := range []string{"words 0.", "length 1.", "numbers 1/1"} {
		if !strings.Contains(got[0].Evidence, want) {
			t.Errorf("evidence %q lacks %q", got[0].Evidence, want)
		}
	}
	if got[0].Status != duizhao.Auto || got[0].Confidence < 0.5 || got[0].Confidence > 1 {
		t.Errorf("status %q, confidence %v", got[0].Status, got[0].Confidence)
	}
}

func TestCanonicalLabel(t *testing.T) {
	for label, want := range map[string]string{
		"一、": "number:1", "十二、": "number:12", "二十": "number:20", "（三）": "number:3", "(3)": "number:3", "IV.": "number:4", "XIX.": "number:19",
		"4.": "number:4", "４．": "number:4", "③": "number:3", "2.1": "number:2.1", "B.": "number:2", "c)": "number:3",
		"第三章": "chapter:3", "Chapter 3": "chapter:3", "CHAPTER III": "chapter:3", "第十一条": "article:11", "Article 11": "article:11",
		"附件2": "annex:2", "Annex II": "annex:2", "附件": "annex:", "Appendix": "annex:", "表3": "table:3", "Table 3": "table:3",
		"": "", "其他": "", "Notes": "", "•": "",
	} {
		if got := canonicalLabel(label); got != want {
			t.Errorf("canonicalLabel(%q) = %q, want %q", label, got, want)
		}
	}
}

// reading makes a Reading of blocks of which each is a list of sentences.
func reading(lang duizhao.Lang, blocks ...[]string) *duizhao.Reading {
	r := &duizhao.Reading{Document: &duizhao.Document{Lang: lang}}
	d := r.Document
	for b, sentences := range blocks {
		start := len(d.Text)
		for _, s := range sentences {
			r.Sentences = append(r.Sentences, duizhao.Sentence{Block: b, Span: duizhao.Span{Start: len(d.Text), End: len(d.Text) + len(s)}})
			for i := 0; i < len(s); {
				n, class := len(s)-i, runeClass(s[i:])
				for k := range s[i:] {
					if k > 0 && (runeClass(s[i+k:]) != class || class == duizhao.Mark) {
						n = k
						break
					}
				}
				r.Tokens = append(r.Tokens, duizhao.Token{Class: class, Span: duizhao.Span{Start: len(d.Text) + i, End: len(d.Text) + i + n}})
				i += n
			}
			d.Text += s
		}
		d.Blocks = append(d.Blocks, duizhao.Block{Kind: duizhao.Paragraph, Span: duizhao.Span{Start: start, End: len(d.Text)}})
		d.Text += "\n"
	}
	return r
}

func TestReadings(t *testing.T) {
	zh := reading(duizhao.Chinese,
		[]string{"法院审结案件。", "海关查获侵权货物，公安机关抓获犯罪嫌疑人。"}, []string{"学校组织教师参加安全培训，医院为老年居民检查身体，农业部门向农民发放种子和化肥。"},
		[]string{"专利申请增长，商标注册减少。"}, []string{"银行向农业企业发放贷款。"})
	en := reading(duizhao.English,
		[]string{"The courts concluded cases. ", "Customs seized infringing goods. ", "The police arrested suspects."},
		[]string{"Patent applications grew, and trademark registrations fell."}, []string{"Banks granted loans to agricultural enterprises."})
	a := newAligner(t, Options{})
	paragraphs := a.Paragraphs(zh, en)
	if diff := cmp.Diff([]string{"[0]:[0]", "[1]:[]", "[2]:[1]", "[3]:[2]"}, beadShapes(paragraphs)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"[0]:[0]", "[1]:[1 2]", "[2]:[]", "[3]:[3]", "[4]:[4]"}, beadShapes(a.Sentences(zh, en, paragraphs))); diff != "" {
		t.Error(diff)
	}
	t.Run("beads that a person crossed, and blocks that no bead mentions", func(t *testing.T) {
		crossed := []duizhao.Bead{{Zh: []int{2}, En: []int{0}}, {Zh: []int{0}, En: []int{1, 1, 7}}}
		var zs, es []int
		for _, b := range a.Sentences(zh, en, crossed) {
			zs, es = append(zs, b.Zh...), append(es, b.En...)
		}
		slices.Sort(es)
		if !slices.Equal(zs, []int{3, 0, 1, 2, 4}) || !slices.Equal(es, []int{0, 1, 2, 3, 4}) {
			t.Errorf("zh %v, en %v", zs, es)
		}
	})
}

func TestEmptyLexicon(t *testing.T) {
	zh := reading(duizhao.Chinese, []string{"使用 GPL 协议。"}, []string{"由 WIPO 管理。"})
	en := reading(duizhao.English, []string{"It uses the GPL."}, []string{"It is run by WIPO."})
	got := newAligner(t, Options{Lexicon: lexicon.Empty()}).Paragraphs(zh, en)
	if diff := cmp.Diff([]string{"[0]:[0]", "[1]:[1]"}, beadShapes(got)); diff != "" {
		t.Error(diff)
	}
}
