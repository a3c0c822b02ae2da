package review_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"duizhao"
	"duizhao/internal/decisionfile"
	"duizhao/review"
)

func bead(level string, zh, en []string, op string) review.Op {
	return review.Op{Op: op, Level: duizhao.UnitLevel(level), Zh: zh, En: en}
}

func ids(s string) []string { return strings.Fields(s) }

// settledBeads says what decisions settle, in short.
func settledBeads(d *duizhao.Decisions) (out []string) {
	for _, b := range d.Beads {
		var zh, en []string
		for _, a := range b.Zh {
			zh = append(zh, a.ID)
		}
		for _, a := range b.En {
			en = append(en, a.ID)
		}
		s := fmt.Sprintf("%s %s|%s", b.Status, strings.Join(zh, " "), strings.Join(en, " "))
		if b.Comment != "" {
			s += " “" + b.Comment + "”"
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

// TestOps holds what each op decides, on a report of six pairs.
func TestOps(t *testing.T) {
	p := func(zh, en, op string) review.Op { return bead("paragraph", ids(zh), ids(en), op) }
	unit := func(op string, l duizhao.Lang, u string, more func(*review.Op)) review.Op {
		o := review.Op{Op: op, Level: duizhao.ParagraphLevel, Lang: l, Unit: u}
		if more != nil {
			more(&o)
		}
		return o
	}
	to := func(s string) func(*review.Op) { return func(o *review.Op) { o.To = s } }
	with := func(o review.Op, s string) review.Op { o.With = s; return o }
	said := func(o review.Op, s string) review.Op { o.Text = s; return o }
	for _, c := range []struct {
		name string
		ops  []review.Op
		want []string
	}{
		{"confirm", []review.Op{p("z1", "e1", "confirm")}, []string{"confirmed z1|e1"}},
		{"take a confirmation back", []review.Op{p("z1", "e1", "confirm"), p("z1", "e1", "unconfirm")}, nil},
		{"confirm above", []review.Op{p("z2", "e2", "confirm_above")}, []string{"confirmed z0|e0", "confirmed z1|e1", "confirmed z2|e2"}},
		{"link takes units from their beads; one-sided rests are free", []review.Op{p("z1 z2", "e1", "link")}, []string{"edited z1 z2|e1"}},
		{"what is left of a settled bead is settled", []review.Op{p("z2", "e2", "confirm"), p("z1 z2", "e1", "link")}, []string{"edited z1 z2|e1", "edited |e2"}},
		{"merge", []review.Op{with(p("z1", "e1", "merge"), "next")}, []string{"edited z1 z2|e1 e2"}},
		{"merge twice, both ways", []review.Op{with(p("z2", "e2", "merge"), "previous"), with(p("z1 z2", "e1 e2", "merge"), "next")}, []string{"edited z1 z2 z3|e1 e2 e3"}},
		{"move down", []review.Op{unit("move", "en", "e1", to("down"))}, []string{"edited z2|e1 e2"}},
		{"move up", []review.Op{unit("move", "zh", "z2", to("up"))}, []string{"edited z1 z2|e1"}},
		{"a moved unit keeps the order of the text", []review.Op{unit("move", "zh", "z1", to("down"))}, []string{"edited z1 z2|e2"}},
		{"unlink one of two leaves a bead of both languages settled", []review.Op{with(p("z1", "e1", "merge"), "next"), unit("unlink", "zh", "z1", nil)}, []string{"edited z1|", "edited z2|e1 e2"}},
		{"comment", []review.Op{said(p("z1", "e1", "comment"), "看看")}, []string{"auto z1|e1 “看看”"}},
		{"comment, confirm, comment", []review.Op{said(p("z1", "e1", "comment"), "a"), p("z1", "e1", "confirm"), said(p("z1", "e1", "comment"), "b")}, []string{"confirmed z1|e1 “b”"}},
		{"a comment stays when the confirmation goes", []review.Op{p("z1", "e1", "confirm"), said(p("z1", "e1", "comment"), "b"), p("z1", "e1", "unconfirm")}, []string{"auto z1|e1 “b”"}},
		{"an empty comment takes it back", []review.Op{said(p("z1", "e1", "comment"), "b"), said(p("z1", "e1", "comment"), "")}, nil},
		{"a comment survives another alignment", []review.Op{said(p("z1", "e1", "comment"), "b"), with(p("z1", "e1", "merge"), "next")}, []string{"auto z1|e1 “b”", "edited z1 z2|e1 e2"}},
		{"realign keeps what is edited", []review.Op{with(p("z1", "e1", "merge"), "next"), p("z0", "e0", "realign")}, []string{"edited z1 z2|e1 e2"}},
		{"realign gives edited beads up where it is told to", []review.Op{
			p("z4", "e4", "confirm"), with(p("z1", "e1", "merge"), "next"), unit("move", "zh", "z5", nil),
			{Op: "realign", Level: "paragraph", Zh: ids("z0"), En: ids("e0"), Edited: true},
		}, []string{"confirmed z4|e4"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.ops = slices.DeleteFunc(c.ops, func(o review.Op) bool { return o.Op == "move" && o.To == "" })
			out := t.TempDir()
			writeReport(t, out, pairs("r", 6))
			enter, _ := serve(t, review.Options{Out: out, Redo: still})
			me := enter("me")
			at := me.get("r").Revision
			for _, o := range c.ops {
				at = me.post(200, "r", at, o).Revision
			}
			d, err := decisionfile.Load(out, "r")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, settledBeads(d)); diff != "" {
				t.Error(diff)
			}
			for i := range c.ops {
				if v := me.turn(200, "r", "undo"); v.Undo > len(c.ops)-1-i {
					t.Errorf("after %d undos there are %d", i+1, v.Undo)
				}
				if v := me.get("r"); v.Undo == 0 {
					break
				}
			}
			if d, _ := decisionfile.Load(out, "r"); !d.Empty() {
				t.Errorf("after undo: %v", settledBeads(d))
			}
		})
	}
}

// What cannot be is refused and changes nothing.
func TestRefusedOps(t *testing.T) {
	out := t.TempDir()
	writeReport(t, out, pairs("r", 3))
	enter, _ := serve(t, review.Options{Out: out, Redo: still})
	me := enter("me")
	at := me.get("r").Revision
	for name, o := range map[string]review.Op{
		"no such bead":               bead("paragraph", ids("z0"), ids("e1"), "confirm"),
		"no such unit":               bead("paragraph", ids("z9"), ids("e1"), "link"),
		"a unit of the other level":  bead("sentence", ids("z0"), ids("e0"), "link"),
		"nothing to link":            bead("paragraph", nil, nil, "link"),
		"no level":                   bead("", ids("z0"), ids("e0"), "confirm"),
		"up from the first":          {Op: "move", Level: "paragraph", Lang: "zh", Unit: "z0", To: "up"},
		"down from the last":         {Op: "move", Level: "paragraph", Lang: "zh", Unit: "z2", To: "down"},
		"sideways":                   {Op: "move", Level: "paragraph", Lang: "zh", Unit: "z1", To: "left"},
		"no language":                {Op: "unlink", Level: "paragraph", Lang: "fr", Unit: "z1"},
		"split before the text":      {Op: "split", Level: "paragraph", Lang: "zh", Unit: "z1", At: 0},
		"split behind the text":      {Op: "split", Level: "paragraph", Lang: "zh", Unit: "z1", At: 99},
		"unsplit what was not split": {Op: "unsplit", Level: "paragraph", Lang: "zh", Unit: "z1"},
		"no such finding":            {Op: "finding", ID: "f", Status: "accepted"},
		"no such status":             {Op: "finding", ID: "f", Status: "perhaps"},
		"nothing to find":            {Op: "replace", Lang: "zh", Units: ids("z0")},
		"too long":                   {Op: "text", Lang: "zh", Unit: "z0", Text: strings.Repeat("x", 200_000)},
	} {
		t.Run(name, func(t *testing.T) {
			v := me.post(422, "r", at, bead("paragraph", ids("z0"), ids("e0"), "confirm"), o)
			if v.Error.Zh == "" || v.Error.En == "" {
				t.Errorf("error %+v", v.Error)
			}
		})
	}
	if _, err := os.Stat(decisionfile.Path(out, "r")); !os.IsNotExist(err) {
		t.Errorf("something was written: %v", err)
	}
	me.turn(422, "r", "undo")
}

// TestReal walks through a real report with the real pipeline: split, unsplit,
// findings, corrections, replacing, and what is exported.
func TestReal(t *testing.T) {
	out, id := results(t)
	enter, stop := serve(t, review.Options{Out: out, Redo: redo(t)})
	me := enter("me")
	first := me.get(id)
	p := first.Report.Readings.En.Paragraphs
	long := slices.IndexFunc(p, func(p duizhao.ReportParagraph) bool { return len(p.Text) > 200 })
	at := strings.Index(p[long].Text[100:], " ") + 100
	v := me.post(200, id, first.Revision, review.Op{Op: "split", Level: "paragraph", Lang: "en", Unit: p[long].ID, At: at})
	split := me.settled(id)
	if n := len(split.Report.Readings.En.Paragraphs); n != len(p)+1 || split.Undo != 1 || v.Undo != 1 {
		t.Fatalf("after the split there are %d paragraphs, before %d; %d to undo", n, len(p), split.Undo)
	}
	part := split.Report.Readings.En.Paragraphs[long+1].ID
	me.post(200, id, split.Revision, review.Op{Op: "unsplit", Level: "paragraph", Lang: "en", Unit: part})
	whole := me.settled(id)
	if diff := cmp.Diff(first.Report, whole.Report, cmp.Comparer(func(a, b duizhao.Decimal) bool { return a.String() == b.String() })); diff != "" {
		t.Errorf("after unsplit:\n%s", diff)
	}
	f := whole.Report.Findings[0]
	me.post(200, id, whole.Revision,
		review.Op{Op: "finding", ID: f.ID, Status: duizhao.Dismissed, Comment: text("as published")},
		review.Op{Op: "text", Lang: "zh", Unit: whole.Report.Readings.Zh.Paragraphs[0].ID, Text: "题目"},
		review.Op{Op: "replace", Lang: "en", Find: "patent", With: "PATENT", Units: []string{p[long].ID, p[0].ID}})
	done := me.settled(id)
	if g := done.Report.Findings[slices.IndexFunc(done.Report.Findings, func(g duizhao.ReportFinding) bool { return g.ID == f.ID })]; g.Status != duizhao.Dismissed || g.Comment != "as published" {
		t.Errorf("finding %+v", g)
	}
	if done.Report.Readings.Zh.Paragraphs[0].Correction != "题目" || done.Report.Readings.Zh.Paragraphs[0].Text != p0(first).Text {
		t.Errorf("corrected: %+v", done.Report.Readings.Zh.Paragraphs[0])
	}
	for _, format := range []string{"json", "alignment", "tmx", "xliff", "docx", "html", "indicators"} {
		res, err := me.http.Get(me.base + "/api/reports/" + id + "/export/" + format)
		if err != nil {
			t.Fatal(err)
		}
		var r duizhao.Report
		if format == "json" {
			if err := json.NewDecoder(res.Body).Decode(&r); err != nil || r.Readings.Zh.Paragraphs[0].Correction != "题目" {
				t.Errorf("json without the decisions: %v", err)
			}
		}
		res.Body.Close()
		if res.StatusCode != 200 || !strings.Contains(res.Header.Get("Content-Disposition"), id) {
			t.Errorf("%s: %s %v", format, res.Status, res.Header)
		}
	}
	// All of it, the ways back and forth too, is there after a restart.
	stop()
	enter, _ = serve(t, review.Options{Out: out, Redo: redo(t)})
	again := enter("me").settled(id)
	if diff := cmp.Diff(done.Decisions, again.Decisions); diff != "" || again.Undo != 3 || again.Revision != done.Revision {
		t.Errorf("after a restart: %d to undo, revision %s, was %s\n%s", again.Undo, again.Revision, done.Revision, diff)
	}
}

func p0(v *reply) *duizhao.ReportParagraph { return &v.Report.Readings.Zh.Paragraphs[0] }

// TestUndoAll does things at random: to undo all of them gives the decisions of the
// beginning, to do all again those of the end, byte for byte.
func TestUndoAll(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		out, err := os.MkdirTemp(t.TempDir(), "")
		if err != nil {
			rt.Fatal(err)
		}
		writeReport(t, out, pairs("r", 8))
		err = decisionfile.Update(out, "r", func(d *duizhao.Decisions) error {
			d.SettleBeads(duizhao.BeadDecision{Level: "paragraph", Zh: []duizhao.Anchor{duizhao.NewAnchor("z2", "第2段的文字。")}, En: []duizhao.Anchor{}, Status: "edited", Comment: "old"})
			return nil
		})
		if err != nil {
			rt.Fatal(err)
		}
		read := func() string {
			b, err := os.ReadFile(decisionfile.Path(out, "r"))
			if err != nil {
				rt.Fatal(err)
			}
			return string(b)
		}
		first := read()
		enter, stop := serve(t, review.Options{Out: out, Redo: still})
		defer stop()
		me := enter("me")
		n := rapid.IntRange(1, 12).Draw(rt, "ops")
		for range n {
			v := me.get("r")
			body := map[string]any{"revision": v.Revision, "by": "me", "delta": true, "ops": []review.Op{anyOp(rt, v.Report)}}
			what := rapid.SampledFrom([]string{"ops", "ops", "ops", "undo", "redo"}).Draw(rt, "what")
			if what != "ops" {
				delete(body, "ops")
			}
			if code, v, err := me.do("POST", "/api/reports/r/"+what, body); err != nil || code != 200 && code != 422 {
				rt.Fatalf("%d %v %+v", code, err, v)
			}
		}
		last := read()
		for v := me.get("r"); v.Redo > 0; v = me.get("r") { // what was undone in between belongs to the end
			me.turn(200, "r", "redo")
			last = read()
		}
		count := me.get("r").Undo
		for range count {
			me.turn(200, "r", "undo")
		}
		if diff := cmp.Diff(first, read()); diff != "" {
			rt.Fatalf("undone:\n%s", diff)
		}
		for range count {
			me.turn(200, "r", "redo")
		}
		if diff := cmp.Diff(last, read()); diff != "" {
			rt.Fatalf("done again:\n%s", diff)
		}
	})
}

// anyOp draws an op about r.
func anyOp(rt *rapid.T, r *duizhao.Report) review.Op {
	level := rapid.SampledFrom([]duizhao.UnitLevel{"paragraph", "sentence"}).Draw(rt, "level")
	beads := r.Alignment.Paragraphs
	if level == "sentence" {
		beads = r.Alignment.Sentences
	}
	b := rapid.SampledFrom(beads).Draw(rt, "bead")
	o := review.Op{Level: level, Zh: b.Zh, En: b.En}
	o.Op = rapid.SampledFrom([]string{"confirm", "unconfirm", "confirm_above", "move", "unlink", "merge", "comment", "text", "split", "replace", "realign", "link"}).Draw(rt, "op")
	o.Lang, o.Unit = "zh", "z0"
	if len(b.Zh) > 0 {
		o.Unit = b.Zh[0]
	} else if len(b.En) > 0 {
		o.Lang, o.Unit = "en", b.En[0]
	}
	o.To = rapid.SampledFrom([]string{"up", "down"}).Draw(rt, "to")
	switch o.Op {
	case "merge":
		o.With = rapid.SampledFrom([]string{"next", "previous"}).Draw(rt, "with")
	case "comment", "text":
		o.Text = rapid.SampledFrom([]string{"", "一", "two"}).Draw(rt, "text")
	case "split":
		o.At = rapid.IntRange(1, 5).Draw(rt, "at")
	case "replace":
		o.Find, o.With, o.Units = "段", rapid.SampledFrom([]string{"节", "章"}).Draw(rt, "with"), ids("z0 z1 z2")
		o.Lang = "zh"
	case "link":
		other := rapid.SampledFrom(beads).Draw(rt, "other")
		if !slices.Equal(other.Zh, b.Zh) || !slices.Equal(other.En, b.En) {
			o.Zh = slices.Concat(b.Zh, other.Zh)
		}
	case "realign":
		o.Edited = true
	}
	if level == "sentence" && o.Op == "text" {
		o.Unit = strings.TrimSuffix(o.Unit, ".s1")
	}
	return o
}

// TestTwoPeople: nobody's work is lost. What touches other things is taken on a page
// that is out of date, what touches the same is not, and both are shown.
func TestTwoPeople(t *testing.T) {
	out := t.TempDir()
	writeReport(t, out, pairs("r", 10))
	enter, _ := serve(t, review.Options{Out: out, Redo: still})
	ann, bob := enter("Ann"), enter("Bob")
	seen := ann.get("r").Revision
	ann.post(200, "r", seen, bead("paragraph", ids("z1 z2"), ids("e1"), "link"))
	bob.post(200, "r", seen, bead("paragraph", ids("z5"), ids("e5"), "confirm"))
	v := bob.post(409, "r", seen, bead("paragraph", ids("z2"), ids("e2"), "confirm"))
	if v.Conflict == nil || v.Conflict.By != "Ann" || len(v.Conflict.Ops) != 1 || v.View == nil || !strings.Contains(v.Conflict.Message.En, "Ann changed this meanwhile") {
		t.Errorf("the conflict is %+v", v.Conflict)
	}
	bob.post(200, "r", seen, review.Op{Op: "text", Lang: "zh", Unit: "z2", Text: "不同"}) // of the same paragraph, another thing
	d, _ := decisionfile.Load(out, "r")
	if diff := cmp.Diff([]string{"confirmed z5|e5", "edited z1 z2|e1"}, settledBeads(d)); diff != "" || len(d.Texts) != 1 {
		t.Error(diff, d.Texts)
	}
	// To confirm what somebody else has confirmed is no conflict.
	ann.post(200, "r", seen, bead("paragraph", ids("z5"), ids("e5"), "confirm"))
	// Each undoes their own.
	ann.turn(200, "r", "undo")
	d, _ = decisionfile.Load(out, "r")
	if diff := cmp.Diff([]string{"confirmed z5|e5"}, settledBeads(d)); diff != "" || len(d.Texts) != 1 {
		t.Error(diff, d.Texts)
	}
	ann.turn(422, "r", "undo")
	// What somebody changed later cannot be undone beneath them.
	ann.post(200, "r", ann.get("r").Revision, bead("paragraph", ids("z5 z6"), ids("e5 e6"), "link"))
	if v := bob.turn(200, "r", "undo"); v.Undo != 1 { // the text
		t.Errorf("%+v", v)
	}
	bob.turn(409, "r", "undo")
}

// TestAskedAgain: a request whose answer was lost is not done twice, after a restart
// neither, and lists are never null.
func TestAskedAgain(t *testing.T) {
	out := t.TempDir()
	writeReport(t, out, pairs("r", 5))
	enter, stop := serve(t, review.Options{Out: out, Redo: still})
	me := enter("me")
	unlink := map[string]any{"revision": me.get("r").Revision, "by": "me", "key": "a", "delta": true,
		"ops": []review.Op{{Op: "unlink", Level: "paragraph", Lang: "zh", Unit: "z1"}, {Op: "move", Level: "paragraph", Lang: "zh", Unit: "z3", To: "up"}}}
	undo := map[string]any{"by": "me", "key": "b", "delta": true}
	for range 2 {
		if v := me.send(200, "r", "ops", unlink); v.Undo != 1 {
			t.Errorf("%d to undo", v.Undo)
		}
	}
	for _, b := range me.get("r").Report.Alignment.Paragraphs {
		if b.Zh == nil || b.En == nil {
			t.Errorf("a list is null: %+v", b)
		}
	}
	for range 2 {
		if v := me.send(200, "r", "undo", undo); v.Undo != 0 || v.Redo != 1 {
			t.Errorf("%d to undo, %d to redo", v.Undo, v.Redo)
		}
	}
	stop()
	enter, _ = serve(t, review.Options{Out: out, Redo: still})
	if v := enter("me").send(200, "r", "ops", unlink); v.Undo != 0 || v.Redo != 1 {
		t.Errorf("after a restart: %d to undo, %d to redo", v.Undo, v.Redo)
	}
}

// TestManyPeople: many at once on one report, and another program beside them.
func TestManyPeople(t *testing.T) {
	const people, each = 4, 25
	out := t.TempDir()
	writeReport(t, out, pairs("r", people*each+each))
	enter, _ := serve(t, review.Options{Out: out, Redo: still})
	var all sync.WaitGroup
	for k := range people {
		c := enter(fmt.Sprint("person", k))
		all.Go(func() {
			at := c.get("r").Revision
			for i := range each {
				n := k + i*people
				code, v, err := c.do("POST", "/api/reports/r/ops", map[string]any{"revision": at, "by": c.by, "delta": true,
					"ops": []review.Op{bead("paragraph", []string{fmt.Sprint("z", n)}, []string{fmt.Sprint("e", n)}, "confirm")}})
				if err != nil || code != 200 {
					t.Errorf("%s: %d, %v, %+v", c.by, code, err, v)
					return
				}
				if i%2 == 0 {
					at = v.Revision
				}
			}
		})
	}
	all.Go(func() { // as import does
		for i := range each {
			n := people*each + i
			err := decisionfile.Update(out, "r", func(d *duizhao.Decisions) error {
				d.SettleBeads(duizhao.BeadDecision{Level: "paragraph", Zh: []duizhao.Anchor{duizhao.NewAnchor(fmt.Sprint("z", n), fmt.Sprintf("第%d段的文字。", n))}, Status: "edited"})
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		}
	})
	all.Wait()
	d, err := decisionfile.Load(out, "r")
	if err != nil || len(d.Beads) != people*each+each {
		t.Errorf("%d of %d are there, %v", len(d.Beads), people*each+each, err)
	}
}

// TestOtherPrograms: what import or a run writes is taken in and told.
func TestOtherPrograms(t *testing.T) {
	out := t.TempDir()
	writeReport(t, out, pairs("r", 5))
	enter, _ := serve(t, review.Options{Out: out, Redo: still})
	me := enter("me")
	seen := me.get("r").Revision
	events, err := me.http.Get(me.base + "/api/events")
	if err != nil {
		t.Fatal(err)
	}
	defer events.Body.Close()
	if kind := events.Header.Get("Content-Type"); !strings.HasPrefix(kind, "text/event-stream") {
		t.Errorf("events are %s", kind)
	}
	err = decisionfile.Update(out, "r", func(d *duizhao.Decisions) error {
		d.SettleBeads(duizhao.BeadDecision{Level: "paragraph", Zh: []duizhao.Anchor{duizhao.NewAnchor("z1", "第1段的文字。")}, Status: "edited"})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	me.post(409, "r", seen, bead("paragraph", ids("z1"), ids("e1"), "confirm"))
	me.post(200, "r", seen, bead("paragraph", ids("z2"), ids("e2"), "confirm"))
	told := make([]byte, 4096)
	n, _ := events.Body.Read(told)
	for until := time.Now().Add(5 * time.Second); !strings.Contains(string(told[:n]), `"report":"r"`) && time.Now().Before(until); {
		k, err := events.Body.Read(told[n:])
		if n += k; err != nil {
			t.Fatal(err)
		}
	}
	if !strings.Contains(string(told[:n]), `"report":"r"`) {
		t.Errorf("told: %s", told[:n])
	}
	longer := pairs("r", 7) // a run has read a newer version
	longer.Title.En = "newer"
	writeReport(t, out, longer)
	for until := time.Now().Add(5 * time.Second); me.get("r").Report.Title.En != "newer"; {
		if time.Now().After(until) {
			t.Fatal("the newer version is not taken in")
		}
		time.Sleep(50 * time.Millisecond)
	}
	if v := me.settled("r"); len(v.Decisions.Beads) != 2 {
		t.Errorf("decisions %v", settledBeads(v.Decisions))
	}
}

// TestNewerText: decisions survive a newer version of the text; those that no longer
// fit are shown and stay.
func TestNewerText(t *testing.T) {
	out, id := results(t)
	enter, stop := serve(t, review.Options{Out: out, Redo: redo(t)})
	me := enter("me")
	v := me.get(id)
	b := slices.DeleteFunc(slices.Clone(v.Report.Alignment.Paragraphs), func(b duizhao.ReportBead) bool { return len(b.Zh) == 0 })
	me.post(200, id, v.Revision, bead("paragraph", b[3].Zh, b[3].En, "confirm"), bead("paragraph", b[5].Zh, b[5].En, "confirm"))
	stop()
	newer := v.Report
	for i := range newer.Readings.Zh.Paragraphs {
		if p := &newer.Readings.Zh.Paragraphs[i]; p.ID == b[3].Zh[0] {
			p.Text = "新" + p.Text
		}
	}
	writeReport(t, out, newer)
	enter, _ = serve(t, review.Options{Out: out, Redo: redo(t)})
	again := enter("me").settled(id)
	if len(again.Stale) != 1 || !strings.Contains(again.Stale[0].Text.Zh, "已变动") || len(again.Decisions.Beads) != 2 {
		t.Errorf("stale %v, decisions %v", again.Stale, settledBeads(again.Decisions))
	}
}
