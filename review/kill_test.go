package review_test

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"duizhao/internal/decisionfile"
	"duizhao/review"
)

// TestChildServer is the server that TestKilled kills: it runs in a process of its
// own, prints its link and serves until its end.
func TestChildServer(t *testing.T) {
	out := os.Getenv("REVIEW_CHILD")
	if out == "" {
		t.Skip("started by TestKilled")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s, err := review.New(review.Options{Out: out, Redo: still}, l.Addr())
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(s.Link())
	if err := s.Serve(context.Background(), l); err != nil {
		t.Fatal(err)
	}
}

// TestKilled: whatever was answered is there after kill -9, and the file is whole.
func TestKilled(t *testing.T) {
	const edits, kills = 200, 10
	out := t.TempDir()
	writeReport(t, out, pairs("r", edits))
	acknowledged := map[string]bool{}
	for k := range kills {
		link, child := startChild(t, out)
		c := enterBy(t, link, "me")
		var writer sync.WaitGroup
		enough := make(chan struct{})
		writer.Go(func() {
			at := c.get("r").Revision
			for i := k * edits / kills; i < edits; i++ {
				zh := fmt.Sprint("z", i)
				code, v, err := c.do("POST", "/api/reports/r/ops", map[string]any{"revision": at, "by": "me", "delta": true,
					"ops": []review.Op{bead("paragraph", []string{zh}, []string{fmt.Sprint("e", i)}, "confirm")}})
				if err != nil || code != 200 {
					return
				}
				at = v.Revision
				acknowledged[zh] = true
				if i == (k+1)*edits/kills-2 {
					close(enough)
				}
			}
		})
		<-enough
		time.Sleep(time.Duration(k) * 2 * time.Millisecond) // somewhere in the middle of the next edits
		if err := child.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = child.Wait()
		writer.Wait()
		d, err := decisionfile.Load(out, "r")
		if err != nil {
			t.Fatalf("kill %d: the file is not whole: %v", k, err)
		}
		there := map[string]bool{}
		for _, b := range d.Beads {
			there[b.Zh[0].ID] = true
		}
		for zh := range acknowledged {
			if !there[zh] {
				t.Errorf("kill %d: %s was shown as saved and is not there", k, zh)
			}
		}
	}
	// The log fits the decisions: all of it can be undone.
	enter, _ := serve(t, review.Options{Out: out, Redo: still})
	me := enter("me")
	v := me.get("r")
	if len(acknowledged) == 0 || v.Undo != len(v.Decisions.Beads) {
		t.Errorf("%d acknowledged, %d there, %d to undo", len(acknowledged), len(v.Decisions.Beads), v.Undo)
	}
	for range v.Undo {
		me.turn(200, "r", "undo")
	}
	if d, _ := decisionfile.Load(out, "r"); !d.Empty() {
		t.Errorf("undone, %d are left", len(d.Beads))
	}
	t.Logf("%d edits acknowledged in %d runs that were killed", len(acknowledged), kills)
}

// startChild starts a server in a process of its own.
func startChild(t *testing.T, out string) (link string, c *exec.Cmd) {
	t.Helper()
	c = exec.Command(os.Args[0], "-test.run=^TestChildServer$", "-test.timeout=60s")
	c.Env = append(os.Environ(), "REVIEW_CHILD="+out)
	told, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() })
	if _, err := fmt.Fscanln(told, &link); err != nil {
		t.Fatal(err)
	}
	return link, c
}

// A line that was cut off and one whose change did not come about do no harm.
func TestTornLog(t *testing.T) {
	out := t.TempDir()
	writeReport(t, out, pairs("r", 5))
	enter, stop := serve(t, review.Options{Out: out, Redo: still})
	me := enter("me")
	me.post(200, "r", me.get("r").Revision, bead("paragraph", ids("z1"), ids("e1"), "confirm"))
	before, err := os.ReadFile(decisionfile.Path(out, "r"))
	if err != nil {
		t.Fatal(err)
	}
	me.post(200, "r", me.get("r").Revision, bead("paragraph", ids("z2"), ids("e2"), "confirm"))
	stop()
	log := filepath.Join(out, "decisions", "r.undo.jsonl")
	lines, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	// The power went after the second line was written, before its change was.
	if err := os.WriteFile(decisionfile.Path(out, "r"), before, 0o644); err != nil {
		t.Fatal(err)
	}
	enter, stop = serve(t, review.Options{Out: out, Redo: still})
	me = enter("me")
	me.post(200, "r", me.get("r").Revision, bead("paragraph", ids("z3"), ids("e3"), "confirm"))
	if v := me.get("r"); v.Undo != 2 {
		t.Errorf("%d to undo, want 2", v.Undo)
	}
	me.turn(200, "r", "undo")
	me.turn(200, "r", "undo")
	if d, _ := decisionfile.Load(out, "r"); !d.Empty() {
		t.Errorf("undone: %v", settledBeads(d))
	}
	stop()
	// It went in the middle of the second line.
	if err := os.WriteFile(log, lines[:len(lines)-30], 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(decisionfile.Path(out, "r"), before, 0o644); err != nil {
		t.Fatal(err)
	}
	enter, _ = serve(t, review.Options{Out: out, Redo: still})
	me = enter("me")
	me.post(200, "r", me.get("r").Revision, bead("paragraph", ids("z3"), ids("e3"), "confirm"))
	if v := me.get("r"); v.Undo != 2 {
		t.Errorf("torn: %d to undo, want 2", v.Undo)
	}
	me.turn(200, "r", "undo")
	me.turn(200, "r", "undo")
}
