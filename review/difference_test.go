package review

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"duizhao"
)

// Any two decisions: their difference leads from one to the other and back.
func TestDifference(t *testing.T) {
	draw := func(rt *rapid.T, name string) *duizhao.Decisions {
		d := &duizhao.Decisions{Report: "r"}
		for i := range rapid.IntRange(0, 6).Draw(rt, name) {
			k := rapid.IntRange(0, 5).Draw(rt, "unit")
			a := duizhao.NewAnchor(fmt.Sprint("z", k), "text")
			who := duizhao.Maker{By: rapid.SampledFrom([]string{"a", "b"}).Draw(rt, "by")}
			switch i % 4 {
			case 0:
				d.Cuts = append(d.Cuts, duizhao.Cut{Level: "paragraph", Lang: "zh", Unit: a, At: k + 1, Maker: who})
			case 1:
				d.Texts = append(d.Texts, duizhao.Correction{Lang: "zh", Unit: a, Text: who.By, Maker: who})
			case 2:
				d.Findings = append(d.Findings, duizhao.FindingDecision{ID: a.ID, Status: "accepted", Maker: who, Zh: &duizhao.QuoteAnchor{Paragraph: a}})
			}
			d.Beads = append(d.Beads, duizhao.BeadDecision{Level: "paragraph", Zh: []duizhao.Anchor{a}, Status: "edited", Maker: who})
		}
		return d
	}
	rapid.Check(t, func(rt *rapid.T) {
		a, b := draw(rt, "a"), draw(rt, "b")
		// It goes through the log.
		line, err := json.Marshal(differ(a, b))
		if err != nil {
			rt.Fatal(err)
		}
		var diff difference
		if err := json.Unmarshal(line, &diff); err != nil {
			rt.Fatal(err)
		}
		x := a.Clone()
		if err := diff.apply(x); err != nil {
			rt.Fatal(err)
		}
		if d := cmp.Diff(string(decisionsBytes(b)), string(decisionsBytes(x))); d != "" {
			rt.Fatalf("forward:\n%s", d)
		}
		back := diff.back()
		if err := back.apply(x); err != nil {
			rt.Fatal(err)
		}
		if d := cmp.Diff(string(decisionsBytes(a)), string(decisionsBytes(x))); d != "" {
			rt.Fatalf("back:\n%s", d)
		}
	})
}

// The splices of an index lead from what was seen to what is there.
func TestIndexSplices(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		draw := func(name string) *index {
			x := &index{zh: &laneIndex{}, beads: []beadLine{}, findings: []findingLine{}}
			for i, n := range rapid.SliceOfN(rapid.IntRange(0, 3), 0, 6).Draw(rt, name) {
				x.zh.lines = append(x.zh.lines, paragraphLine{id: fmt.Sprint("p<", n), points: n, told: n == 2, text: "“题目”"})
				x.beads = append(x.beads, beadLine{zh: []int{i}, en: []int{n}, confidence: float64(n) / 4, status: duizhao.Auto})
				x.findings = append(x.findings, findingLine{id: fmt.Sprint("f", n), lang: duizhao.Chinese, at: i})
				x.fixes = append(x.fixes, fixLine{duizhao.English, n, "text"})
			}
			return x
		}
		type lists struct {
			Zh                     struct{ Lines, Parts []any }
			En                     any
			Beads, Findings, Fixes []any
		}
		read := func(b []byte) (l lists) {
			if err := json.Unmarshal(b, &l); err != nil {
				rt.Fatal(err, string(b))
			}
			return l
		}
		a, b := draw("a"), draw("b")
		apply := func(list, splice []any) []any {
			from, gone := int(splice[0].(float64)), int(splice[1].(float64))
			return slices.Replace(slices.Clone(list), from, from+gone, splice[2].([]any)...)
		}
		was, change, want := read(a.JSON()), read(b.since(a)), read(b.JSON())
		whole := func(splice []any) []any { return apply(nil, splice) }
		for i, l := range [][3][]any{{was.Zh.Lines, change.Zh.Lines, want.Zh.Lines}, {was.Beads, change.Beads, want.Beads}, {was.Findings, change.Findings, want.Findings}, {was.Fixes, change.Fixes, want.Fixes}} {
			if d := cmp.Diff(whole(l[2]), apply(whole(l[0]), l[1]), cmpopts.EquateEmpty()); d != "" {
				rt.Fatal(i, d)
			}
		}
	})
}

// Paragraphs are found on a page where lines, spaces and what stands between them
// differ from their text.
func TestBoxes(t *testing.T) {
	at := func(x, y float64, text string) word { return word{x, y, x + 10, y + 10, text} }
	p := newPageText([]word{
		at(0, 0, "第一段"), at(12, 0, "的"), at(0, 12, "文字。"), at(40, 100, "7"),
		at(0, 24, "Patents"), at(12, 24, "granted"), at(0, 36, "rose."), at(0, 48, "第一段"), at(12, 48, "的"), at(0, 60, "文字。"),
	})
	got := p.place(&duizhao.ReportParagraph{ID: "z1", Text: "第一段的文字。"})
	got = append(got, p.place(&duizhao.ReportParagraph{ID: "e1", Text: "Patents granted  rose."})...)
	got = append(got, p.place(&duizhao.ReportParagraph{ID: "z1-2", Text: "第一段的文字。"})...)
	got = append(got, p.place(&duizhao.ReportParagraph{ID: "z9", Text: "不在这一页的段落"})...)
	want := []box{{"z1", 0, 0, 22, 10}, {"z1", 0, 12, 10, 10}, {"e1", 0, 24, 22, 10}, {"e1", 0, 36, 10, 10}, {"z1-2", 0, 48, 22, 10}, {"z1-2", 0, 60, 10, 10}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// Of a web page its words are shown, never its scripts.
func TestPlain(t *testing.T) {
	got, err := plain("html", []byte("<html><head><title>x</title></head><body><script>alert(1)</script><p>一&lt;b&gt;</p><p>two<br>three</p><td>4</td>"))
	if err != nil || got != "一<b>\ntwo\nthree\n4\n" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := plain("other", []byte("PK")); err == nil {
		t.Error("a file that is no text is shown")
	}
}
