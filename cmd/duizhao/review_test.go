package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"duizhao"
	"duizhao/internal/testkit"
)

// TestReviewServes starts the command, follows the link that it prints, and ends it.
func TestReviewServes(t *testing.T) {
	out := t.TempDir()
	duizhaoRuns(t, 0, "run", filepath.Join(testkit.Root(t), "testdata", "lanjiang"), "-o", out, "--only", "*-2023")
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	rd, wr := io.Pipe()
	var complaints bytes.Buffer
	u := &ui{lang: duizhao.English, in: strings.NewReader(""), out: wr, err: &complaints}
	done := make(chan int, 1)
	go func() {
		done <- execute(ctx, u, []string{"review", out, "--no-open"})
		wr.Close()
	}()
	lines := bufio.NewScanner(rd)
	link := ""
	for link == "" && lines.Scan() {
		if s := strings.TrimSpace(lines.Text()); strings.HasPrefix(s, "http://127.0.0.1:") {
			link = s
		}
	}
	rest := make(chan string, 1)
	go func() {
		var b strings.Builder
		for lines.Scan() {
			b.WriteString(lines.Text() + "\n")
		}
		rest <- b.String()
	}()
	c := &http.Client{Timeout: 10 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := c.Get(link)
	if err != nil || res.StatusCode != http.StatusSeeOther {
		t.Fatalf("%q gives %v, %v", link, res, err)
	}
	res.Body.Close()
	cancel()
	select {
	case code := <-done:
		if code != 0 {
			t.Errorf("exit code %d: %s", code, &complaints)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("it does not end")
	}
	if s := <-rest; !strings.Contains(s, "ended; every change is saved") || !strings.Contains(s, "for another person or browser") {
		t.Errorf("it says %q", s)
	}
}
