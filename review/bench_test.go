package review_test

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"testing"
	"time"

	"duizhao"
	"duizhao/internal/corpus"
	"duizhao/pipeline"
	"duizhao/review"
)

// corpusReport lays out a report of n paragraphs a language with figures in them.
func corpusReport(b *testing.B, p *pipeline.Pipeline, id string, n int) *duizhao.Report {
	b.Helper()
	zh, en := corpus.Documents(n)
	docs, err := pipeline.Gather(pipeline.Source{ID: id}, []*duizhao.Document{zh, en})
	if err != nil {
		b.Fatal(err)
	}
	return p.Compare(id, docs, p.Read(zh), p.Read(en)).Report()
}

// BenchmarkLong prints what a report of 10,000 paragraph pairs costs, and how many
// times that of one of 100, all taken in one run:
//
//	go test ./review -run - -bench Long -benchtime 1x
func BenchmarkLong(b *testing.B) {
	p, err := thePipeline()
	if err != nil {
		b.Fatal(err)
	}
	sizes := []int{100, 10_000}
	out := b.TempDir()
	for _, n := range sizes {
		writeReport(b, out, corpusReport(b, p, fmt.Sprint("n", n), n))
	}
	for b.Loop() {
		var times [2]map[string]time.Duration
		for i, n := range sizes {
			times[i] = costs(b, out, fmt.Sprint("n", n), p)
		}
		var names []string
		for name := range times[1] {
			names = append(names, name)
		}
		slices.Sort(names)
		lines := "\n"
		for _, name := range names {
			small, large := times[0][name], times[1][name]
			lines += fmt.Sprintf("%-42s %10.1f ms at 10,000, %7.1f ms at 100, ratio %.0f\n", name, large.Seconds()*1000, small.Seconds()*1000, large.Seconds()/max(small.Seconds(), 1e-9))
		}
		b.Log(lines)
	}
}

func costs(b *testing.B, out, id string, p *pipeline.Pipeline) map[string]time.Duration {
	enter, stop := serve(b, review.Options{Out: out, Draft: drafts(b)})
	defer stop()
	me := enter("me")
	me.http.Timeout = 2 * time.Minute
	t := map[string]time.Duration{}
	raw := func(path string) {
		res, err := me.http.Get(me.base + path)
		if err != nil || res.StatusCode != http.StatusOK {
			b.Fatal(res, err)
		}
		n, _ := io.Copy(io.Discard, res.Body)
		res.Body.Close()
		if path == "/api/reports/"+id+"/view" {
			b.Logf("%s: %d bytes", id, n)
		}
	}
	timed := func(name string, f func()) {
		start := time.Now()
		f()
		t[name] = time.Since(start)
	}
	timed("1 view, first", func() { raw("/api/reports/" + id + "/view") })
	timed("2 view, again", func() { raw("/api/reports/" + id + "/view") })
	v := me.get(id)
	beads := v.Report.Alignment.Paragraphs
	at := v.Revision
	var worst time.Duration
	start := time.Now()
	for i := range 20 {
		one := time.Now()
		k := len(beads) / 2
		at = me.post(200, id, at, bead("paragraph", beads[k-i].Zh, beads[k-i].En, "confirm")).Revision
		worst = max(worst, time.Since(one))
	}
	t["3 confirm, mean of 20 while laying out"] = time.Since(start) / 20
	t["4 confirm, worst of 20"] = worst
	timed("5 laid out anew, until ready", func() {
		for {
			if code, s, err := me.do("GET", "/api/reports/"+id+"?by=me", nil); err != nil || code != 200 || !s.Pending {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
	})
	timed("6 view since", func() { raw("/api/reports/" + id + "/view?since=" + at) })
	last := len(beads) - 1
	timed("7 confirm all", func() {
		at = me.post(200, id, at, bead("paragraph", beads[last].Zh, beads[last].En, "confirm_above")).Revision
	})
	timed("8 take one back where all are confirmed", func() {
		at = me.post(200, id, at, bead("paragraph", beads[last].Zh, beads[last].En, "unconfirm")).Revision
	})
	timed("9 undo", func() { me.turn(200, id, "undo") })
	return t
}
