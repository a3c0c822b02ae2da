package pipeline_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"duizhao"
	"duizhao/internal/testkit"
	"duizhao/pipeline"
)

func decidable(t testing.TB) (*pipeline.Pipeline, pipeline.Source) {
	t.Helper()
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(testkit.Root(t), "testdata", "lanjiang", "lanjiang-ip-2023.zh-en.txt")
	return p, pipeline.Source{ID: "lanjiang-ip-2023", Files: []string{file}}
}

func runReport(t testing.TB, p *pipeline.Pipeline, src pipeline.Source, d *duizhao.Decisions) *duizhao.Report {
	t.Helper()
	src.Decisions = d
	b, err := p.Run(src)
	if err != nil {
		t.Fatal(err)
	}
	return b.Report()
}

func sameReport(t testing.TB, what string, want, got *duizhao.Report) {
	t.Helper()
	a, _ := json.MarshalIndent(want, "", " ")
	b, _ := json.MarshalIndent(got, "", " ")
	if diff := cmp.Diff(strings.Split(string(a), "\n"), strings.Split(string(b), "\n")); diff != "" {
		t.Errorf("%s:\n%s", what, diff)
	}
}

// settler makes decisions about a report.
type settler struct {
	duizhao.Decisions
	r *duizhao.Report
}

func (s *settler) anchors(l duizhao.UnitLevel, lang duizhao.Lang, ids ...string) (out []duizhao.Anchor) {
	all := s.r.Readings.In(lang).Anchors(l)
	for _, id := range ids {
		out = append(out, all[id])
	}
	return out
}

func (s *settler) bead(l duizhao.UnitLevel, status duizhao.BeadStatus, comment string, zh, en []string) {
	s.SettleBeads(duizhao.BeadDecision{
		Level: l, Status: status, Comment: comment,
		Zh: s.anchors(l, duizhao.Chinese, zh...), En: s.anchors(l, duizhao.English, en...),
	})
}

func (s *settler) quote(l duizhao.Lang, q *duizhao.Quote) *duizhao.QuoteAnchor {
	if q == nil {
		return nil
	}
	return &duizhao.QuoteAnchor{Paragraph: s.anchors(duizhao.ParagraphLevel, l, q.Paragraph)[0], Text: q.Text}
}

func (s *settler) finding(f *duizhao.ReportFinding, status duizhao.FindingStatus, comment string) {
	s.SettleFinding(duizhao.FindingDecision{
		ID: f.ID, Check: f.Check, Status: status, Comment: comment, Zh: s.quote(duizhao.Chinese, f.Zh), En: s.quote(duizhao.English, f.En),
	})
}

func decisionProblems(r *duizhao.Report) (out []string) {
	for _, p := range r.Problems {
		if p.Stage == "decisions" {
			out = append(out, p.Code+": "+p.Message)
		}
	}
	return out
}

func longest(rd *duizhao.ReportReading, level duizhao.UnitLevel) duizhao.Anchor {
	var best duizhao.Anchor
	n := 0
	texts := map[string][]rune{}
	for _, p := range rd.Paragraphs {
		texts[p.ID] = []rune(p.Text)
		if level == duizhao.ParagraphLevel && len(texts[p.ID]) > n {
			best, n = duizhao.NewAnchor(p.ID, p.Text), len(texts[p.ID])
		}
	}
	for _, s := range rd.Sentences {
		if level == duizhao.SentenceLevel && s.End-s.Start > n {
			best, n = duizhao.NewAnchor(s.ID, string(texts[s.Paragraph][s.Start:s.End])), s.End-s.Start
		}
	}
	return best
}

func TestDecisionsHold(t *testing.T) {
	p, src := decidable(t)
	before := runReport(t, p, src, nil)
	s := &settler{r: before}

	beads := before.Alignment.Paragraphs
	confirmed := beads[2]
	s.bead(duizhao.ParagraphLevel, duizhao.Confirmed, "checked", confirmed.Zh, confirmed.En)
	// Two paragraphs merged on the Chinese side, the second English one left alone.
	a, b := beads[5], beads[6]
	s.bead(duizhao.ParagraphLevel, duizhao.Edited, "", slices.Concat(a.Zh, b.Zh), a.En)
	s.bead(duizhao.ParagraphLevel, duizhao.Edited, "", nil, b.En)
	s.bead(duizhao.ParagraphLevel, duizhao.Auto, "why this?", beads[8].Zh, beads[8].En)
	sentence := before.Alignment.Sentences[3]
	s.bead(duizhao.SentenceLevel, duizhao.Confirmed, "", sentence.Zh, sentence.En)
	s.finding(&before.Findings[0], duizhao.Dismissed, "the source is right")
	s.Correct(duizhao.Correction{Lang: duizhao.English, Unit: s.anchors(duizhao.ParagraphLevel, duizhao.English, a.En[0])[0], Text: "Corrected."})

	after := runReport(t, p, src, &s.Decisions)
	want := []duizhao.ReportBead{
		{Zh: confirmed.Zh, En: confirmed.En, Confidence: 1, Status: duizhao.Confirmed, Comment: "checked"},
		{Zh: slices.Concat(a.Zh, b.Zh), En: a.En, Confidence: 1, Status: duizhao.Edited},
		{Zh: []string{}, En: b.En, Confidence: 1, Status: duizhao.Edited},
	}
	for _, w := range want {
		if !slices.ContainsFunc(after.Alignment.Paragraphs, func(k duizhao.ReportBead) bool { return cmp.Equal(k, w) }) {
			t.Errorf("no bead %+v", w)
		}
	}
	if k := after.Alignment.Paragraphs; !slices.ContainsFunc(k, func(k duizhao.ReportBead) bool { return k.Comment == "why this?" && k.Status == duizhao.Auto }) {
		t.Error("the comment is on no bead")
	}
	if f := after.Findings[slices.IndexFunc(after.Findings, func(f duizhao.ReportFinding) bool { return f.ID == before.Findings[0].ID })]; f.Status != duizhao.Dismissed || f.Comment != "the source is right" {
		t.Errorf("the finding is %s, %q", f.Status, f.Comment)
	}
	i := slices.IndexFunc(after.Readings.En.Paragraphs, func(p duizhao.ReportParagraph) bool { return p.ID == a.En[0] })
	if k := after.Readings.En.Paragraphs[i]; k.Correction != "Corrected." || k.Text == k.Correction {
		t.Errorf("the correction is %q, the text %q", k.Correction, k.Text)
	}
	if p := decisionProblems(after); p != nil {
		t.Errorf("problems: %q", p)
	}
	sameReport(t, "redone from the report without decisions", after, p.Redo(before, &s.Decisions))
	sameReport(t, "redone from itself", after, p.Redo(after, &s.Decisions))
	sameReport(t, "all taken back", before, p.Redo(after, nil))
}

// A report redone from its own paragraphs is the report that was run, whatever it
// was read from.
func TestRedoneIsRun(t *testing.T) {
	p, _ := decidable(t)
	dir := filepath.Join(testkit.Root(t), "testdata")
	for _, files := range [][]string{
		{"lanjiang/lanjiang-ip-2022.zh.txt", "lanjiang/lanjiang-ip-2022.en.txt"},
		{"customs/海关知识产权保护状况_中文.md", "customs/海关知识产权保护状况_英文.md"},
		{"formats/report.html"}, {"formats/report.docx"}, {"formats/report.odt"}, {"formats/report.pdf"},
		{"lanjiang/lanjiang-ip-2022.en.txt"},
		{"bad/only-numbers.txt"},
	} {
		src := pipeline.Source{ID: "r"}
		for _, f := range files {
			src.Files = append(src.Files, filepath.Join(dir, filepath.FromSlash(f)))
		}
		b, err := p.Run(src)
		if err != nil {
			t.Logf("%s: %v", files, err)
			continue
		}
		r := b.Report()
		sameReport(t, files[0], r, p.Redo(r, nil))
	}
}

func TestCuts(t *testing.T) {
	p, src := decidable(t)
	before := runReport(t, p, src, nil)
	var d duizhao.Decisions
	par, sen := longest(before.Readings.Zh, duizhao.ParagraphLevel), longest(before.Readings.En, duizhao.SentenceLevel)
	d.AddCut(duizhao.Cut{Level: duizhao.ParagraphLevel, Lang: duizhao.Chinese, Unit: par, At: 20})
	d.AddCut(duizhao.Cut{Level: duizhao.SentenceLevel, Lang: duizhao.English, Unit: sen, At: 30})
	after := runReport(t, p, src, &d)
	if n, m := len(before.Readings.Zh.Paragraphs), len(after.Readings.Zh.Paragraphs); m != n+1 {
		t.Errorf("%d paragraphs, %d after the cut", n, m)
	}
	if n, m := len(before.Readings.En.Sentences), len(after.Readings.En.Sentences); m != n+1 {
		t.Errorf("%d sentences, %d after the cut", n, m)
	}
	cut := after.Readings.Zh.Cut
	if len(cut) != 1 || cut[0].Paragraph.ID != par.ID || len(cut[0].Parts) != 2 {
		t.Fatalf("the report tells of the cuts %+v", cut)
	}
	// A part may be cut again; and be settled.
	s := &settler{Decisions: d, r: after}
	second := s.anchors(duizhao.ParagraphLevel, duizhao.Chinese, cut[0].Parts[1])[0]
	s.AddCut(duizhao.Cut{Level: duizhao.ParagraphLevel, Lang: duizhao.Chinese, Unit: second, At: 12})
	s.bead(duizhao.ParagraphLevel, duizhao.Edited, "", []string{cut[0].Parts[0]}, nil)
	again := runReport(t, p, src, &s.Decisions)
	if c := again.Readings.Zh.Cut; len(c) != 1 || len(c[0].Parts) != 3 || decisionProblems(again) != nil {
		t.Errorf("cut again: %+v, %q", c, decisionProblems(again))
	}
	sameReport(t, "redone", again, p.Redo(before, &s.Decisions))
	sameReport(t, "redone from itself", again, p.Redo(again, &s.Decisions))
	sameReport(t, "all taken back", before, p.Redo(again, nil))
}

// What no longer fits is listed and nothing of it done.
func TestDecisionsThatNoLongerFit(t *testing.T) {
	p, src := decidable(t)
	before := runReport(t, p, src, nil)
	gone := duizhao.NewAnchor("z0000000000", "这一段已经不在了。")
	here := before.Readings.En.Anchors(duizhao.ParagraphLevel)[before.Alignment.Paragraphs[3].En[0]]
	d := &duizhao.Decisions{
		Cuts: []duizhao.Cut{
			{Level: duizhao.ParagraphLevel, Lang: duizhao.Chinese, Unit: gone, At: 3},
			{Level: duizhao.SentenceLevel, Lang: duizhao.Chinese, Unit: gone, At: 3},
			{Level: duizhao.ParagraphLevel, Lang: duizhao.English, Unit: here, At: 100000},
		},
		Beads: []duizhao.BeadDecision{
			{Level: duizhao.ParagraphLevel, Zh: []duizhao.Anchor{gone}, En: []duizhao.Anchor{here}, Status: duizhao.Confirmed, Maker: duizhao.Maker{By: "Li"}},
			{Level: duizhao.ParagraphLevel, En: []duizhao.Anchor{here}, Status: duizhao.Edited},
			{Level: duizhao.ParagraphLevel, En: []duizhao.Anchor{here}, Status: duizhao.Confirmed},
			{Level: duizhao.SentenceLevel, Zh: []duizhao.Anchor{gone}, Status: duizhao.Auto, Comment: "hm"},
		},
		Findings: []duizhao.FindingDecision{{ID: "f-000000000000", Check: "value", Status: duizhao.Accepted}},
		Texts:    []duizhao.Correction{{Lang: duizhao.Chinese, Unit: gone, Text: "改。"}},
	}
	after := runReport(t, p, src, d)
	want := []string{
		"cut_gone: the cut of a paragraph no longer fits the text and is left aside: z0000000000 “这一段已经不在了。”",
		"unit_gone: a correction, “改。”, no longer fits the text and is left aside: z0000000000 “这一段已经不在了。”",
		fmt.Sprintf("cut_gone: the cut of a paragraph no longer fits the text and is left aside: %s “%s”", here.ID, here.Text),
		"cut_gone: the cut of a sentence no longer fits the text and is left aside: z0000000000 “这一段已经不在了。”",
		fmt.Sprintf("overtaken: an edited bead that a later one contradicts no longer fits the text and is left aside: %s “%s”", here.ID, here.Text),
		fmt.Sprintf("unit_gone: a confirmed bead by Li no longer fits the text and is left aside: z0000000000 “这一段已经不在了。” %s “%s”", here.ID, here.Text),
		"unit_gone: a comment, “hm” no longer fits the text and is left aside: z0000000000 “这一段已经不在了。”",
		"finding_gone: an accepted finding is no longer found (it may have been corrected): f-000000000000",
	}
	if diff := cmp.Diff(want, decisionProblems(after)); diff != "" {
		t.Error(diff)
	}
	sameReport(t, "redone", after, p.Redo(before, d))
}

// Whatever is settled, however senseless, stands in the result, every unit is in
// exactly one bead, and the report redone is the report run.
func TestSettledBeadsStand(t *testing.T) {
	p, src := decidable(t)
	before := runReport(t, p, src, nil)
	zh, en := before.Readings.Zh, before.Readings.En
	rapid.Check(t, func(rt *rapid.T) {
		s := &settler{r: before}
		level := rapid.SampledFrom([]duizhao.UnitLevel{duizhao.ParagraphLevel, duizhao.SentenceLevel}).Draw(rt, "level")
		ids := func(rd *duizhao.ReportReading, name string) []string {
			var all []string
			for _, k := range rd.Paragraphs {
				all = append(all, k.ID)
			}
			if level == duizhao.SentenceLevel {
				all = nil
				for _, k := range rd.Sentences {
					all = append(all, k.ID)
				}
			}
			return rapid.SliceOfNDistinct(rapid.SampledFrom(all), 0, 3, rapid.ID).Draw(rt, name)
		}
		for range rapid.IntRange(1, 4).Draw(rt, "beads") {
			if z, e := ids(zh, "zh"), ids(en, "en"); len(z)+len(e) > 0 {
				s.bead(level, duizhao.Edited, "", z, e)
			}
		}
		after := p.Redo(before, &s.Decisions)
		if k := decisionProblems(after); k != nil {
			rt.Fatalf("problems: %q", k)
		}
		beads := after.Alignment.Paragraphs
		if level == duizhao.SentenceLevel {
			beads = after.Alignment.Sentences
		}
		edited, seen := 0, map[string]int{}
		for _, b := range beads {
			if b.Status == duizhao.Edited {
				edited++
			}
			for _, id := range slices.Concat(b.Zh, b.En) {
				seen[id]++
			}
		}
		if edited != len(s.Beads) {
			rt.Fatalf("%d beads settled, %d stand", len(s.Beads), edited)
		}
		want := len(zh.Paragraphs) + len(en.Paragraphs)
		if level == duizhao.SentenceLevel {
			want = len(zh.Sentences) + len(en.Sentences)
		}
		for id, n := range seen {
			if n != 1 {
				rt.Fatalf("%s is in %d beads", id, n)
			}
		}
		if len(seen) != want {
			rt.Fatalf("%d units in beads, there are %d", len(seen), want)
		}
	})
}
