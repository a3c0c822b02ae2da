package review_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"duizhao"
	"duizhao/review"
)

// viewed is a view as the page gets it.
type viewed struct {
	Revision, Texts, Since, Pending string
	At, Undo                        int
	Index                           struct {
		Beads    []json.RawMessage
		Findings []json.RawMessage
	}
	Rows []struct {
		Zh struct {
			Paragraphs []struct {
				At   int
				Text string
			}
		}
		Findings []struct{ Message duizhao.Bilingual }
	}
}

func (c *client) view(id, query string) *viewed {
	c.t.Helper()
	v := new(viewed)
	if code := c.raw("/api/reports/"+id+"/view?"+query, v); code != http.StatusOK {
		c.t.Fatalf("the view is answered with %d", code)
	}
	return v
}

// raw reads an answer into v, and returns its status code.
func (c *client) raw(path string, v any) int {
	c.t.Helper()
	res, err := c.http.Get(c.base + path)
	if err != nil {
		c.t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err == nil {
		err = json.Unmarshal(b, v)
	}
	if err != nil {
		c.t.Fatalf("%v: %.200s", err, b)
	}
	return res.StatusCode
}

// The first answer holds the rows around a place; others are asked for by the name of
// the texts.
func TestViewAndRows(t *testing.T) {
	out := t.TempDir()
	writeReport(t, out, pairs("r", 500))
	marked := func(r *duizhao.Report, d *duizhao.Decisions) *duizhao.Report {
		c := *r
		c.Alignment.Paragraphs = append([]duizhao.ReportBead{}, r.Alignment.Paragraphs...)
		for _, b := range d.Beads {
			for i := range c.Alignment.Paragraphs {
				if c.Alignment.Paragraphs[i].Zh[0] == b.Zh[0].ID {
					c.Alignment.Paragraphs[i].Status = b.Status
				}
			}
		}
		return &c
	}
	enter, _ := serve(t, review.Options{Out: out, Redo: marked})
	me := enter("me")
	v := me.view("r", "around=e300")
	if v.At != 300 || len(v.Rows) != 1 || v.Rows[0].Zh.Paragraphs[0].At != 260 || len(v.Rows[0].Zh.Paragraphs) != 80 {
		t.Errorf("at %d, rows %+v", v.At, v.Rows)
	}
	var rows struct {
		Zh struct {
			Paragraphs []struct{ Text string }
		}
		Sentences []struct{ N int }
		Error     duizhao.Bilingual
	}
	if code := me.raw("/api/reports/r/rows?texts="+v.Texts+"&zh=0-2,499-600&en=", &rows); code != 200 || len(rows.Zh.Paragraphs) != 3 || rows.Zh.Paragraphs[2].Text != "第499段的文字。" || rows.Sentences[2].N != 499 {
		t.Errorf("%d %+v", code, rows)
	}
	for query, want := range map[string]int{"texts=other&zh=0-2": 410, "texts=" + v.Texts + "&zh=5-2": 400, "texts=" + v.Texts + "&zh=0-99999999": 400, "texts=" + v.Texts + "&en=a-b": 400} {
		if code := me.raw("/api/reports/r/rows?"+query, &rows); code != want {
			t.Errorf("%s is answered with %d, want %d", query, code, want)
		}
	}
	at := me.post(200, "r", v.Revision, bead("paragraph", ids("z7"), ids("e7"), "confirm")).Revision
	next := me.view("r", "since="+v.Revision+"&around=z499&by=me")
	if next.Since != v.Revision || next.At != 499 || next.Undo != 1 || string(next.Index.Beads[0]) != "7" || string(next.Index.Beads[1]) != "1" {
		t.Errorf("since %s: %+v", at, next.Index)
	}
	var found struct {
		Found []struct {
			Lang  duizhao.Lang
			At, N int
			Exact bool
		}
	}
	me.raw("/api/reports/r/search?q=PARAGRAPH+499", &found)
	if len(found.Found) != 1 || found.Found[0].At != 499 || found.Found[0].Exact {
		t.Errorf("found %+v", found)
	}
}

// A long report is shown from what was kept as soon as the server starts, and only
// while nothing has changed since.
func TestKeptView(t *testing.T) {
	out := t.TempDir()
	r := pairs("r", 3000)
	for i := range r.Readings.En.Paragraphs {
		r.Readings.En.Paragraphs[i].Text += strings.Repeat(" More of it.", 30)
	}
	writeReport(t, out, r)
	kept := filepath.Join(out, "cache", "review", "r.view")
	laid := 0
	o := review.Options{Out: out, Program: "this", Redo: func(r *duizhao.Report, d *duizhao.Decisions) *duizhao.Report {
		laid++
		c := *r
		c.Alignment.Paragraphs = append([]duizhao.ReportBead{}, r.Alignment.Paragraphs...)
		for i := range c.Alignment.Paragraphs {
			c.Alignment.Paragraphs[i].Confidence = 0.25 // as nobody else says
		}
		c.Findings = []duizhao.ReportFinding{{ID: fmt.Sprint("f-", len(d.Beads)), Check: "value", Severity: duizhao.SeverityError, Status: duizhao.Open, Message: duizhao.Bilingual{En: "laid out"}, En: &duizhao.Quote{Paragraph: "e9"}}}
		return &c
	}}
	await := func(what string, test func() bool) {
		t.Helper()
		for until := time.Now().Add(time.Minute); !test(); time.Sleep(20 * time.Millisecond) {
			if time.Now().After(until) {
				t.Fatal("never: " + what)
			}
		}
	}
	exists := func() bool { _, err := os.Stat(kept); return err == nil }
	enter, stop := serve(t, o)
	first := enter("me").view("r", "around=z9")
	await("the view is kept", exists)
	stop()

	enter, stop = serve(t, o)
	me := enter("me")
	again := me.view("r", "around=z9")
	if d := cmp.Diff(first.Index, again.Index); d != "" || first.Texts != again.Texts || first.Revision != again.Revision || again.At != 9 {
		t.Errorf("after a restart: %s", d)
	}
	before, _ := os.ReadFile(kept)
	me.post(200, "r", again.Revision, bead("paragraph", ids("z9"), ids("e9"), "confirm"))
	me.settled("r")
	await("what was laid out is kept", func() bool { b, _ := os.ReadFile(kept); return exists() && !bytes.Equal(b, before) })
	decided := me.view("r", "around=z9&by=me")
	stop()

	laid = 0
	enter, stop = serve(t, o)
	me = enter("me")
	cold := me.view("r", "around=z9&by=me")
	if d := cmp.Diff(decided.Index, cold.Index); d != "" || cold.Undo != 1 || len(cold.Index.Findings) != 3 {
		t.Errorf("the decisions are not in: %s", d)
	}
	if me.settled("r"); laid != 0 {
		t.Errorf("a report that was laid out before is laid out %d times", laid)
	}
	if warm := me.view("r", "around=z9&by=me"); warm.Revision != cold.Revision || warm.Texts != cold.Texts {
		t.Errorf("revision %s became %s, texts %s %s", cold.Revision, warm.Revision, cold.Texts, warm.Texts)
	}
	stop()

	newer := pairs("r", 10)
	writeReport(t, out, newer)
	enter, _ = serve(t, o)
	if v := enter("me").view("r", ""); !strings.Contains(string(v.Index.Beads[2]), "[9]") || strings.Contains(string(v.Index.Beads[2]), "[10]") {
		t.Errorf("a newer report is shown as it was: %.200s", v.Index.Beads[2])
	}
}

// Whatever people do to a report that is laid out near the changes first, it ends as
// it is laid out whole with all that they decided.
func TestNearEndsWhole(t *testing.T) {
	out, id := results(t)
	p, err := thePipeline()
	if err != nil {
		t.Fatal(err)
	}
	draft := func(r *duizhao.Report) review.Draft {
		d := p.Draft(r)
		return review.Draft{Whole: d.Whole, Near: d.Near, From: 1}
	}
	enter, _ := serve(t, review.Options{Out: out, Draft: draft})
	me := enter("me")
	base := me.get(id).Report
	rapid.Check(t, func(rt *rapid.T) {
		v := me.get(id)
		at := v.Revision
		for range rapid.IntRange(1, 4).Draw(rt, "ops") {
			o := anyOp(rt, v.Report)
			code, _, err := me.do("POST", "/api/reports/"+id+"/ops", map[string]any{"revision": at, "by": "me", "delta": true, "ops": []review.Op{o}})
			if err != nil || code != 200 && code != 422 {
				rt.Fatalf("%+v: %d, %v", o, code, err)
			}
			if rapid.IntRange(0, 3).Draw(rt, "undo") == 0 {
				if code, _, err := me.do("POST", "/api/reports/"+id+"/undo", map[string]any{"by": "me", "delta": true}); err != nil || code != 200 && code != 422 {
					rt.Fatal(code, err)
				}
			}
			v = me.get(id)
			at = v.Revision
		}
		end := me.settled(id)
		a, _ := json.Marshal(p.Redo(base, end.Decisions))
		b, _ := json.Marshal(end.Report)
		if !bytes.Equal(a, b) {
			rt.Fatalf("want %s\ngot  %s", a, b)
		}
	})
}
