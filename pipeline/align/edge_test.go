package align

import (
	"strings"
	"testing"

	"duizhao"

	"github.com/google/go-cmp/cmp"
)

func TestEdges(t *testing.T) {
	for _, tt := range []struct{ zh, en string }{
		{"他问：“去吗？”", `They asked: "Shall we go?"`},
		{"“去吗？”", `"Shall we go?"`},
		{"“去吗？”", "‘Shall we go?’"},
		{"「去吗？」", "'Shall we go?'"},
		{"但法院没有受理。", "However, the court refused the case."},
		{"2022年，海关查获货物；", "2022 saw the customs seize goods;"},
		{"——谢谢！", "—Thanks!"},
		{"这表明……", "This shows that…"},
		{"", "  "},
	} {
		if b, e := beginOf(tt.zh), beginOf(tt.en); b != e {
			t.Errorf("%q begins as %d, %q as %d", tt.zh, b, tt.en, e)
		}
		if b, e := endOf(tt.zh), endOf(tt.en); b != e {
			t.Errorf("%q ends as %d, %q as %d", tt.zh, b, tt.en, e)
		}
	}
}

func TestHoldsTitle(t *testing.T) {
	for text, want := range map[string]bool{
		"根据《中华人民共和国专利法》，法院受理案件。":                                      true,
		"根据专利法，法院受理案件。":                                               false,
		"under the Patent Law of the People's Republic of China":      true,
		"They had read *Gatsby* before.":                              true,
		"published in _Nature_ in May":                                true,
		"the city of Lanjiang, Zhejiang, and Wang Qi":                 false,
		"Wang Qi, Li Ming, and Zhao Lei went home.":                   false,
		"a court in New York":                                         false,
		"":                                                            false,
		"the Regulations on the Customs Protection of Rights in 2018": true,
	} {
		if got := holdsTitle(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestFigures(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "3,500 件": 1, "65,00": 1, "2021-2035": 2, "1.41万件，增长 22.9%": 2, "１２，３４５": 1, "3 and 4": 2, "无": 0,
	} {
		if got := figures(text); got != want {
			t.Errorf("%q: %d numbers, want %d", text, got, want)
		}
	}
	a, b := lineUnit("海关查获 3,500 批次，占三成"), lineUnit("海关查获 41 批次，占三成")
	if diff := cmp.Diff([]any{a.Words, a.Figures, a.Len}, []any{b.Words, b.Figures, b.Len}); diff != "" {
		t.Error("how a number is written shows:", diff)
	}
}

// Of two sentences that could begin a bead the one with the edges of the other side
// does, once the text has shown that edges agree.
func TestEdgesDecide(t *testing.T) {
	var zh, en []Unit
	for range 3 {
		for _, l := range reportLines {
			zh, en = append(zh, lineUnit(l[0])), append(en, lineUnit(l[1]))
			zh, en = append(zh, lineUnit("“"+strings.TrimSuffix(l[0], "。")+"吗？”")), append(en, lineUnit(`"`+strings.TrimSuffix(l[1], ".")+`?"`))
		}
	}
	zh = append(zh, lineUnit("甲乙丙丁戊己庚辛。"), lineUnit("“壬癸子丑寅卯辰巳？”"))
	en = append(en, lineUnit(`"Xxxxx yyyyyy zzzzzzz vvvvvvv?"`))
	got := newAligner(t, Options{}).Align(zh, en)
	want := duizhao.Bead{Zh: []int{len(zh) - 1}, En: []int{len(en) - 1}}
	if last := got[len(got)-1]; shape(last) != shape(want) {
		t.Errorf("%s, want %s", shape(last), shape(want))
	}
}
