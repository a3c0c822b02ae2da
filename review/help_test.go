package review_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"duizhao"
	"duizhao/export"
	"duizhao/internal/testkit"
	"duizhao/pipeline"
	"duizhao/review"
)

// thePipeline lays reports out as the program does.
var thePipeline = sync.OnceValues(func() (*pipeline.Pipeline, error) { return pipeline.New(pipeline.Options{}) })

func redo(t testing.TB) func(*duizhao.Report, *duizhao.Decisions) *duizhao.Report {
	t.Helper()
	p, err := thePipeline()
	if err != nil {
		t.Fatal(err)
	}
	return p.Redo
}

// results makes a folder of results with the report of testdata/lanjiang of 2023.
func results(t testing.TB) (out, id string) {
	t.Helper()
	p, err := thePipeline()
	if err != nil {
		t.Fatal(err)
	}
	id = "lanjiang-ip-2023"
	b, err := p.Run(pipeline.Source{ID: id, Files: []string{filepath.Join(testkit.Root(t), "testdata", "lanjiang", id+".zh-en.txt")}})
	if err != nil {
		t.Fatal(err)
	}
	out = t.TempDir()
	writeReport(t, out, b.Report())
	return out, id
}

func writeReport(t testing.TB, out string, r *duizhao.Report) {
	t.Helper()
	var b bytes.Buffer
	if err := export.JSON(&b, r); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(out, "reports", r.ID+".json")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// pairs makes a report of n paragraphs in each language, one sentence each, without
// numbers; laying it out anew is laidOut.
func pairs(id string, n int) *duizhao.Report {
	r := &duizhao.Report{Schema: duizhao.SchemaID, ID: id, Period: "2023"}
	zh, en := &duizhao.ReportReading{}, &duizhao.ReportReading{}
	for i := range n {
		for _, side := range []struct {
			rd   *duizhao.ReportReading
			name string
			text string
		}{{zh, fmt.Sprint("z", i), fmt.Sprintf("第%d段的文字。", i)}, {en, fmt.Sprint("e", i), fmt.Sprintf("The text of paragraph %d.", i)}} {
			side.rd.Paragraphs = append(side.rd.Paragraphs, duizhao.ReportParagraph{ID: side.name, Kind: duizhao.Paragraph, Text: side.text})
			side.rd.Sentences = append(side.rd.Sentences, duizhao.ReportSentence{ID: side.name + ".s1", Paragraph: side.name, End: len([]rune(side.text))})
		}
		b := duizhao.ReportBead{Zh: []string{fmt.Sprint("z", i)}, En: []string{fmt.Sprint("e", i)}, Confidence: 0.5, Status: duizhao.Auto}
		r.Alignment.Paragraphs = append(r.Alignment.Paragraphs, b)
		b.Zh, b.En = []string{fmt.Sprintf("z%d.s1", i)}, []string{fmt.Sprintf("e%d.s1", i)}
		r.Alignment.Sentences = append(r.Alignment.Sentences, b)
	}
	r.Readings = duizhao.Readings{Zh: zh, En: en}
	return r
}

// still lays nothing out: for tests that look at decisions only.
func still(r *duizhao.Report, d *duizhao.Decisions) *duizhao.Report {
	c := *r
	return &c
}

// client is a browser as far as the server sees it.
type client struct {
	t    testing.TB
	base string
	http *http.Client
	by   string
}

// serve starts a server and returns a way to let clients in, and to stop it.
func serve(t testing.TB, o review.Options) (enter func(by string) *client, stop func()) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s, err := review.New(o, l.Addr())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	var once sync.Once
	stop = func() {
		once.Do(func() {
			cancel()
			if err := <-done; err != nil {
				t.Error(err)
			}
		})
	}
	t.Cleanup(stop)
	return func(by string) *client { return enterBy(t, s.Link(), by) }, stop
}

func enterBy(t testing.TB, link, by string) *client {
	t.Helper()
	jar, _ := cookiejar.New(nil)
	c := &client{t: t, base: link[:strings.Index(link, "/?")], http: &http.Client{Jar: jar, Timeout: 20 * time.Second}, by: by}
	res, err := c.http.Get(link)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, res.Body)
	res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Fatalf("the link gives %s", res.Status)
	}
	return c
}

// reply is what the server says about a report.
type reply struct {
	Revision   string             `json:"revision"`
	Report     *duizhao.Report    `json:"report"`
	Decisions  *duizhao.Decisions `json:"decisions"`
	Undo, Redo int
	Stale      []struct{ Text duizhao.Bilingual }
	Pending    bool
	View       json.RawMessage
	Conflict   *struct {
		By      string
		Ops     []review.Op
		Message duizhao.Bilingual
	}
	Error duizhao.Bilingual
}

func (c *client) do(method, path string, body any) (int, *reply, error) {
	var rd io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return 0, nil, err
		}
		rd = bytes.NewReader(b)
	}
	req, err := http.NewRequest(method, c.base+path, rd)
	if err != nil {
		return 0, nil, err
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	res, err := c.http.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer res.Body.Close()
	v := new(reply)
	err = json.NewDecoder(res.Body).Decode(v)
	return res.StatusCode, v, err
}

func (c *client) get(id string) *reply {
	c.t.Helper()
	code, v, err := c.do("GET", "/api/reports/"+id+"?by="+c.by, nil)
	if err != nil || code != 200 {
		c.t.Fatalf("get: %d, %v, %+v", code, err, v)
	}
	return v
}

// settled gets the report when nothing goes on behind.
func (c *client) settled(id string) *reply {
	c.t.Helper()
	for range 400 {
		if v := c.get(id); !v.Pending {
			return v
		}
		time.Sleep(25 * time.Millisecond)
	}
	c.t.Fatal("the report is never laid out")
	return nil
}

// post sends ops as of a revision; the answer must have that status code.
func (c *client) post(want int, id, revision string, ops ...review.Op) *reply {
	c.t.Helper()
	return c.send(want, id, "ops", map[string]any{"revision": revision, "by": c.by, "ops": ops, "delta": true})
}

func (c *client) send(want int, id, what string, body any) *reply {
	c.t.Helper()
	code, v, err := c.do("POST", "/api/reports/"+id+"/"+what, body)
	if err != nil || code != want {
		c.t.Fatalf("%s: status %d, want %d: %v, %v", what, code, want, err, v.Error)
	}
	return v
}

func (c *client) turn(want int, id, what string) *reply {
	c.t.Helper()
	return c.send(want, id, what, map[string]any{"by": c.by, "delta": true})
}

func text(s string) *string { return &s }
