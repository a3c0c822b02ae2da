package export

import (
	"slices"
	"testing"

	"duizhao"
)

func TestDocumentTitles(t *testing.T) {
	for _, c := range []struct {
		zh, en string
		want   []duizhao.Bilingual
	}{
		{"市政府印发《澜江市数据条例》。", "The municipal government issued the Regulations of Lanjiang on Data.",
			[]duizhao.Bilingual{{Zh: "澜江市数据条例", En: "Regulations of Lanjiang on Data"}}},
		// Kinds tell which title is whose, whatever their order.
		{"出台《湖区保护规划（2021-2035年）》和《关于加强执法的意见》。",
			"It issued the Opinions on Strengthening Law Enforcement, and the Lake Protection Plan (2021-2035).",
			[]duizhao.Bilingual{{Zh: "关于加强执法的意见", En: "Opinions on Strengthening Law Enforcement"}, {Zh: "湖区保护规划（2021-2035年）", En: "Lake Protection Plan (2021-2035)"}}},
		{"两份《合作协议》和《服务协议》", "the Cooperation Agreement and the Service Agreement",
			[]duizhao.Bilingual{{Zh: "合作协议", En: "Cooperation Agreement"}, {Zh: "服务协议", En: "Service Agreement"}}},
		// Not equally many, or of kinds that share their English word: not known.
		{"《合作协议》和《服务协议》", "the Cooperation Agreement was signed", nil},
		{"《湖区规划》和《行动计划》", "the Lake Plan and the Action Plan", nil},
		{"《蓝湖日报》", "the Blue Lake Daily", nil},
		{"没有书名", "The Plan of Lanjiang", nil},
	} {
		if got := documentTitles(c.zh, c.en); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.zh, got, c.want)
		}
	}
}

func TestPlaceNames(t *testing.T) {
	for _, c := range []struct {
		zh, en string
		want   []duizhao.Bilingual
	}{
		{"包括玄武区在内的十三个区", "13 districts, among them Xuanwu District", []duizhao.Bilingual{{Zh: "玄武区", En: "Xuanwu District"}}},
		{"新生圩海关查扣", "Xinshengwei Customs seized", []duizhao.Bilingual{{Zh: "新生圩海关", En: "Xinshengwei Customs"}}},
		{"高新区建成", "High-tech District; Gaochun District", nil},
		{"", "Xuanwu District", nil},
	} {
		if got := placeNames(c.zh, c.en); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.zh, got, c.want)
		}
	}
}

func TestClosed(t *testing.T) {
	for in, want := range map[string]string{"前  言": "前言", "2017-2021 年蓝皮书": "2017-2021年蓝皮书", "以 GPL v3 为例": "以GPL v3为例", " ": ""} {
		if got := closed(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// TestTermPairs holds what is taken as a term from the sample: names of indicators
// that both sentences use, headings without their numbers, counted over reports.
func TestTermPairs(t *testing.T) {
	s := newTermPairs()
	for _, id := range []string{"a", "b"} {
		r := report2022(t)
		r.ID = id
		r.Readings.Zh.Paragraphs[1].Label, r.Readings.En.Paragraphs[1].Label = "一、", "I."
		r.Observations[2].Label.Zh, r.Observations[2].Label.En = "有效发明专利", "Valid Invention Patents"
		s.add(newBitext(r, Options{}))
	}
	got := map[string]termPair{}
	for _, p := range s.sorted() {
		got[p.zh] = *p
	}
	for zh, want := range map[string]termPair{
		"创造":     {en: "Creation", subject: subjectHeading, count: 2, reports: 2, source: "a"},
		"有效发明专利": {en: "Valid Invention Patents", subject: subjectIndicator, count: 2, reports: 2, source: "a"},
		"澜江市":    {en: "Lanjiang", subject: subjectPlace, count: 2, reports: 2, source: "a"},
	} {
		g := got[zh]
		if g.en != want.en || g.subject != want.subject || g.count != want.count || g.reports != want.reports || g.source != want.source {
			t.Errorf("%s: got %+v, want %+v", zh, g, want)
		}
	}
	if p, ok := got["持证种子企业"]; ok {
		t.Errorf("a noun phrase no rule names became a term: %+v", p)
	}
}
