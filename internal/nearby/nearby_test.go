package nearby_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"duizhao"
	"duizhao/internal/nearby"
)

// reading is a text of one block with one quantity, which stands between [ and ].
func reading(l duizhao.Lang, marked string) (*duizhao.Reading, *duizhao.Quantity) {
	before, rest, _ := strings.Cut(marked, "[")
	number, behind, _ := strings.Cut(rest, "]")
	d := &duizhao.Document{Lang: l, Text: before + number + behind}
	d.Blocks = []duizhao.Block{{Kind: duizhao.Paragraph, Span: duizhao.Span{End: len(d.Text)}}}
	return &duizhao.Reading{Document: d}, &duizhao.Quantity{Kind: duizhao.Count, Span: duizhao.Span{Start: len(before), End: len(before) + len(number)}}
}

func TestNamed(t *testing.T) {
	for _, c := range []struct {
		l      duizhao.Lang
		marked string
		want   bool
	}{
		{duizhao.Chinese, "印发《[2022]年行动方案》", true},
		{duizhao.Chinese, "印发《行动方案》，检查[12]家", false},
		{duizhao.Chinese, "开展“剑网[2022]”行动", true},
		{duizhao.English, "launched \"Cybersword [2022]\"", true},
		{duizhao.English, "launched \"Cybersword\" and checked [12] firms", false},
		{duizhao.English, "issued the Plan of Lanjiang for Special Operations in [2022]", true},
		{duizhao.English, "In [2022], the city", false},
		{duizhao.English, "The Lanjiang Intellectual Property Office held [38] classes", false},
		{duizhao.English, "won the \"Best Women's Civilized Post\" in [2022]", false},
	} {
		rd, q := reading(c.l, c.marked)
		if got := nearby.Named(rd, q); got != c.want {
			t.Errorf("Named(%q) = %v", c.marked, got)
		}
	}
}

func TestClause(t *testing.T) {
	for _, c := range []struct {
		l            duizhao.Lang
		marked, want string
	}{
		{duizhao.Chinese, "全市新增企业12家，其中[3家]获奖，培训6场。", "其中3家获奖"},
		{duizhao.English, "It handled 1,200 cases, of which [3] won, and 3.5 more.", "of which 3 won"},
		{duizhao.English, "worth RMB [1,200.5] million, and more", "worth RMB 1,200.5 million"},
		{duizhao.English, strings.Repeat("word ", 30) + "[7]", "…" + strings.Repeat("word ", 12) + "7"},
	} {
		rd, q := reading(c.l, c.marked)
		if diff := cmp.Diff(c.want, nearby.Clause(rd.Document.Text, q.Span, rd.Document.Blocks[0].Span)); diff != "" {
			t.Error(diff)
		}
	}
}

func TestLatin(t *testing.T) {
	rd, q := reading(duizhao.Chinese, "审结首起支持GPL抗辩案[3]件，WIPO参与")
	if diff := cmp.Diff([]string{"gpl", "wipo"}, nearby.Latin(rd, q)); diff != "" {
		t.Error(diff)
	}
}

// FuzzClause: a clause is text of its bounds, and valid.
func FuzzClause(f *testing.F) {
	f.Add("全市12家，其中", "3家", "获奖。")
	f.Add(`a "b, `, "1,2", `. c"`)
	f.Fuzz(func(t *testing.T, before, number, behind string) {
		text := before + number + behind
		if !utf8.ValidString(before) || !utf8.ValidString(number) || !utf8.ValidString(behind) {
			return
		}
		rd, q := reading(duizhao.English, strings.NewReplacer("[", "", "]", "").Replace(before)+"["+strings.NewReplacer("[", "", "]", "").Replace(number)+"]"+behind)
		clause := nearby.Clause(rd.Document.Text, q.Span, rd.Document.Blocks[0].Span)
		if !utf8.ValidString(clause) || !strings.Contains(clause, strings.TrimSpace(q.Span.Of(rd.Document.Text))) {
			t.Errorf("clause %q of %q", clause, text)
		}
		nearby.Named(rd, q)
	})
}
