package pipeline_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"duizhao"
	"duizhao/internal/corpus"
	"duizhao/pipeline"
)

// decideAny adds a decision to s, about the report as it is shown.
func decideAny(rt *rapid.T, s *settler) {
	level := rapid.SampledFrom([]duizhao.UnitLevel{duizhao.ParagraphLevel, duizhao.SentenceLevel}).Draw(rt, "level")
	lang := rapid.SampledFrom([]duizhao.Lang{duizhao.Chinese, duizhao.English}).Draw(rt, "lang")
	beads := s.r.Alignment.Paragraphs
	if level == duizhao.SentenceLevel {
		beads = s.r.Alignment.Sentences
	}
	k := rapid.IntRange(0, len(beads)-1).Draw(rt, "bead")
	b := beads[k]
	switch rapid.SampledFrom([]string{"confirm", "merge", "link", "cut", "correct", "take back", "finding", "comment"}).Draw(rt, "what") {
	case "confirm":
		s.bead(level, duizhao.Confirmed, "", b.Zh, b.En)
	case "merge":
		next := beads[min(k+1, len(beads)-1)]
		s.bead(level, duizhao.Edited, "", slices.Compact(slices.Concat(b.Zh, next.Zh)), slices.Compact(slices.Concat(b.En, next.En)))
	case "link":
		other := beads[rapid.IntRange(0, len(beads)-1).Draw(rt, "other")]
		if len(b.Zh)+len(other.En) > 0 {
			s.bead(level, duizhao.Edited, "", b.Zh, other.En)
		}
	case "cut":
		a := longest(s.r.Readings.In(lang), level)
		s.AddCut(duizhao.Cut{Level: level, Lang: lang, Unit: a, At: rapid.IntRange(1, 40).Draw(rt, "at")})
	case "correct":
		a := longest(s.r.Readings.In(lang), duizhao.ParagraphLevel)
		s.Correct(duizhao.Correction{Lang: lang, Unit: a, Text: "Another text of 12 patents."})
	case "take back":
		if len(s.Beads) > 0 {
			s.Beads = slices.Delete(slices.Clone(s.Beads), 0, 1)
		}
	case "finding":
		if len(s.r.Findings) > 0 {
			s.finding(&s.r.Findings[k%len(s.r.Findings)], duizhao.Dismissed, "so it is")
		}
	case "comment":
		s.bead(level, duizhao.Auto, "why?", b.Zh, b.En)
	}
}

// A Draft that has laid out a report with many decisions, near them or whole, lays it
// out whole as one that has not; near the decisions, what is settled stands, every
// unit is in one bead, and texts, pairs and findings follow from the beads.
func TestDraft(t *testing.T) {
	p, src := decidable(t)
	before := runReport(t, p, src, nil)
	steps, alike := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		draft := p.Draft(before)
		s := &settler{r: before}
		last := before
		for range rapid.IntRange(1, 3).Draw(rt, "decisions") {
			decideAny(rt, s)
			near := draft.Near(last, s.Clone())
			whole := draft.Whole(s.Clone())
			if a, b := asJSON(p.Redo(before, s.Clone())), asJSON(whole); a != b {
				rt.Fatalf("a draft that was used lays out otherwise\nwant %s\ngot  %s", a, b)
			}
			if near == nil {
				rt.Fatal("nothing is near in a short report")
			}
			asSettled(rt, near, whole)
			steps++
			if asJSON(near) == asJSON(whole) {
				alike++
			} else if asJSON(beadsAlone(near)) == asJSON(beadsAlone(whole)) {
				same(rt, near, whole)
			}
			last = near
			if rapid.Bool().Draw(rt, "go on from the whole") {
				last = whole
			}
			s.r = last
		}
	})
	t.Logf("of %d reports laid out near the decisions, %d are as laid out whole, to the last confidence", steps, alike)
}

func asJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// beadsAlone returns the beads of r without how sure they are.
func beadsAlone(r *duizhao.Report) (out [][]duizhao.ReportBead) {
	for _, beads := range [][]duizhao.ReportBead{r.Alignment.Paragraphs, r.Alignment.Sentences} {
		beads = slices.Clone(beads)
		for i := range beads {
			beads[i].Confidence = 0
		}
		out = append(out, beads)
	}
	return out
}

// same fails where reports with the same beads differ in what follows from them.
func same(rt *rapid.T, near, whole *duizhao.Report) {
	a, b := *near, *whole
	a.Alignment, b.Alignment = duizhao.Alignment{}, duizhao.Alignment{}
	if x, y := asJSON(&a), asJSON(&b); x != y {
		rt.Fatalf("the beads are alike, the rest is not\nwant %s\ngot  %s", y, x)
	}
}

// asSettled fails where near does not hold what whole holds as settled, or lacks units
// or has them twice.
func asSettled(rt *rapid.T, near, whole *duizhao.Report) {
	settled := func(beads []duizhao.ReportBead) (out []string) {
		for _, b := range beads {
			if b.Status != duizhao.Auto {
				out = append(out, fmt.Sprint(b.Zh, b.En, b.Status, b.Confidence, b.Comment))
			}
		}
		slices.Sort(out)
		return out
	}
	units := func(beads []duizhao.ReportBead) (out []string) {
		for _, b := range beads {
			out = append(append(out, b.Zh...), b.En...)
		}
		slices.Sort(out)
		return out
	}
	for _, k := range [][2][]duizhao.ReportBead{{near.Alignment.Paragraphs, whole.Alignment.Paragraphs}, {near.Alignment.Sentences, whole.Alignment.Sentences}} {
		if a, b := settled(k[0]), settled(k[1]); !slices.Equal(a, b) {
			rt.Fatalf("settled near %q, whole %q", a, b)
		}
		if a, b := units(k[0]), units(k[1]); !slices.Equal(a, b) {
			rt.Fatalf("units near %q, whole %q", a, b)
		}
	}
	if a, b := asJSON(near.Readings), asJSON(whole.Readings); a != b {
		rt.Fatalf("readings near %s, whole %s", a, b)
	}
}

// BenchmarkDraft prints how long a report of 10,000 paragraph pairs takes to be laid
// out after an edit in its middle, near it and whole, and one of 100:
//
//	go test ./pipeline -run - -bench Draft -benchtime 1x
func BenchmarkDraft(b *testing.B) {
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for _, n := range []int{100, 10_000} {
			r := corpusReport(b, p, n)
			draft := p.Draft(r)
			first := draft.Whole(nil) // reads the texts
			s := &settler{r: first}
			took := func(f func()) time.Duration {
				start := time.Now()
				f()
				return time.Since(start).Round(time.Millisecond)
			}
			line := fmt.Sprintf("\n%d pairs:", n)
			last := first
			for _, what := range []string{"confirm", "merge", "cut"} {
				k := last.Alignment.Paragraphs[n/2]
				next := last.Alignment.Paragraphs[n/2+1]
				switch what {
				case "confirm":
					s.bead(duizhao.ParagraphLevel, duizhao.Confirmed, "", k.Zh, k.En)
				case "merge":
					s.bead(duizhao.ParagraphLevel, duizhao.Edited, "", slices.Concat(k.Zh, next.Zh), slices.Concat(k.En, next.En))
				case "cut":
					s.AddCut(duizhao.Cut{Level: duizhao.ParagraphLevel, Lang: duizhao.Chinese, Unit: s.anchors(duizhao.ParagraphLevel, duizhao.Chinese, last.Readings.Zh.Paragraphs[n/2+20].ID)[0], At: 5})
				}
				var near, whole *duizhao.Report
				line += fmt.Sprintf(" %s %v near", what, took(func() { near = draft.Near(last, s.Clone()) }))
				line += fmt.Sprintf(", %v whole;", took(func() { whole = draft.Whole(s.Clone()) }))
				there := map[string]bool{}
				for _, k := range whole.Alignment.Paragraphs {
					there[fmt.Sprint(k.Zh, k.En)] = true
				}
				rows := 0
				for _, k := range near.Alignment.Paragraphs {
					if !there[fmt.Sprint(k.Zh, k.En)] {
						rows++
					}
				}
				line += fmt.Sprintf(" %d rows differ;", rows)
				last, s.r = near, near
			}
			b.Log(line)
		}
	}
}

// corpusReport lays out a report of n paragraphs a language with figures in them.
func corpusReport(b *testing.B, p *pipeline.Pipeline, n int) *duizhao.Report {
	b.Helper()
	zh, en := corpus.Documents(n)
	docs, err := pipeline.Gather(pipeline.Source{ID: "long"}, []*duizhao.Document{zh, en})
	if err != nil {
		b.Fatal(err)
	}
	return p.Compare("long", docs, p.Read(zh), p.Read(en)).Report()
}
