package review_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"duizhao"
	"duizhao/review"
)

// TestStrangers holds who is let in and who is not.
func TestStrangers(t *testing.T) {
	out := t.TempDir()
	writeReport(t, out, pairs("r", 3))
	if err := os.WriteFile(filepath.Join(out, "secret.json"), []byte(`{"secret":true}`), 0o644); err != nil {
		t.Fatal(err)
	}
	own := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 4321}
	s, err := review.New(review.Options{Out: out, Redo: still}, own)
	if err != nil {
		t.Fatal(err)
	}
	h := s.Handler()
	ask := func(method, target, body string, change func(*http.Request)) *http.Response {
		r := httptest.NewRequest(method, "http://127.0.0.1:4321"+target, strings.NewReader(body))
		if method == "POST" {
			r.Header.Set("Content-Type", "application/json")
		}
		if change != nil {
			change(r)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Result()
	}
	link := s.Link()
	first := ask("GET", link[strings.Index(link, "/?"):], "", nil)
	if first.StatusCode != http.StatusSeeOther || first.Header.Get("Location") != "/" || len(first.Cookies()) != 1 {
		t.Fatalf("the link gives %s, %v", first.Status, first.Header)
	}
	cookie := first.Cookies()[0]
	if !cookie.HttpOnly || cookie.SameSite != http.SameSiteStrictMode || strings.Contains(link, cookie.Value) {
		t.Errorf("cookie %v", cookie)
	}
	in := func(more ...func(*http.Request)) func(*http.Request) {
		return func(r *http.Request) {
			r.AddCookie(cookie)
			for _, f := range more {
				f(r)
			}
		}
	}
	header := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	host := func(name string) func(*http.Request) { return func(r *http.Request) { r.Host = name } }
	ops := "/api/reports/r/ops"
	confirm := `{"revision":"x","by":"","ops":[{"op":"confirm","level":"paragraph","zh":["z0"],"en":["e0"]}]}`
	for _, c := range []struct {
		name, method, target, body string
		change                     func(*http.Request)
		want                       int
	}{
		{"in", "GET", "/api/reports", "", in(), 200},
		{"in by localhost", "GET", "/api/reports", "", in(host("localhost:4321")), 200},
		{"in by IPv6", "GET", "/api/reports", "", in(host("[::1]:4321")), 200},
		{"the page", "GET", "/", "", in(), 200},
		{"no cookie", "GET", "/api/reports", "", nil, 401},
		{"no cookie, the page", "GET", "/", "", nil, 401},
		{"no cookie, a file", "GET", "/static/index.html", "", nil, 401},
		{"no cookie, a change", "POST", ops, confirm, nil, 401},
		{"wrong cookie", "GET", "/api/reports", "", func(r *http.Request) { r.AddCookie(&http.Cookie{Name: cookie.Name, Value: "x"}) }, 401},
		{"wrong token", "GET", "/?token=wrong", "", nil, 401},
		{"the link once more", "GET", link[strings.Index(link, "/?"):], "", nil, 401},
		{"a token elsewhere", "GET", "/api/reports?token=" + strings.SplitAfter(s.Link(), "token=")[1], "", nil, 401},
		{"foreign host", "GET", "/api/reports", "", in(host("evil.example:4321")), 421},
		{"foreign host that resolves to us", "GET", "/?token=x", "", host("127.0.0.1.evil.example:4321"), 421},
		{"another port", "GET", "/api/reports", "", in(host("127.0.0.1:80")), 421},
		{"an address that is not ours", "GET", "/api/reports", "", in(host("10.0.0.1:4321")), 421},
		{"no host", "GET", "/api/reports", "", in(host("")), 421},
		{"foreign origin", "POST", ops, confirm, in(header("Origin", "https://evil.example")), 403},
		{"foreign origin that reads", "GET", "/api/reports", "", in(header("Origin", "http://127.0.0.1:99")), 403},
		{"null origin", "POST", ops, confirm, in(header("Origin", "null")), 403},
		{"cross-site", "POST", ops, confirm, in(header("Sec-Fetch-Site", "cross-site")), 403},
		{"same site, another port", "GET", "/api/reports", "", in(header("Sec-Fetch-Site", "same-site")), 403},
		{"own origin", "POST", ops, confirm, in(header("Origin", "http://127.0.0.1:4321"), header("Sec-Fetch-Site", "same-origin")), 409},
		{"a form", "POST", ops, confirm, in(header("Content-Type", "text/plain")), 415},
		{"a form that says JSON", "POST", ops, confirm, in(header("Content-Type", "text/plain; application/json")), 415},
		{"oversized", "POST", ops, `{"by":"` + strings.Repeat("x", 5<<20) + `"}`, in(), 413},
		{"unknown field", "POST", ops, `{"revision":"","path":"/etc/passwd"}`, in(), 400},
		{"unknown field of an op", "POST", ops, `{"ops":[{"op":"confirm","file":"x"}]}`, in(), 400},
		{"two values", "POST", ops, confirm + confirm, in(), 400},
		{"no JSON", "POST", ops, `{`, in(), 400},
		{"deep JSON", "POST", ops, strings.Repeat("[", 100000), in(), 400},
		{"wrong type", "POST", ops, `{"ops":[{"op":"split","at":1e9999}]}`, in(), 400},
		{"unknown op", "POST", ops, `{"ops":[{"op":"rm"}]}`, in(), 422},
		{"no ops", "POST", ops, `{"ops":[]}`, in(), 422},
		{"wrong method", "GET", ops, "", in(), 405},
		{"wrong method on a report", "DELETE", "/api/reports/r", "", in(), 405},
		{"no such report", "GET", "/api/reports/nothing", "", in(), 404},
		{"traversal", "GET", "/api/reports/..%2Fsecret", "", in(), 404},
		{"traversal up", "GET", "/api/reports/..%2F..%2F..%2Fetc%2Fpasswd", "", in(), 404},
		{"traversal with backslash", "GET", `/api/reports/..%5Csecret`, "", in(), 404},
		{"traversal, change", "POST", "/api/reports/..%2Fsecret/ops", confirm, in(), 404},
		{"empty id", "GET", "/api/reports/%00", "", in(), 404},
		{"file number too large", "GET", "/api/reports/r/source/9", "", in(), 404},
		{"file number negative", "GET", "/api/reports/r/source/-1", "", in(), 404},
		{"file number a path", "GET", "/api/reports/r/source/..%2F..%2Fsecret.json", "", in(), 404},
		{"page a path", "GET", "/api/reports/r/page/0/..%2Fx.png", "", in(), 404},
		{"format a path", "GET", "/api/reports/r/export/..%2Fjson", "", in(), 404},
		{"static traversal", "GET", "/static/..%2f..%2fserver.go", "", in(), 404},
		{"results are not files", "GET", "/reports/r.json", "", in(), 404},
	} {
		t.Run(c.name, func(t *testing.T) {
			res := ask(c.method, c.target, c.body, c.change)
			if res.StatusCode != c.want {
				b, _ := io.ReadAll(res.Body)
				t.Errorf("status %s, want %d: %.300s", res.Status, c.want, b)
			}
			if res.StatusCode != 421 && !strings.Contains(res.Header.Get("Content-Security-Policy"), "default-src 'none'") {
				t.Errorf("no policy: %v", res.Header)
			}
		})
	}
	if b, err := os.ReadFile(filepath.Join(out, "decisions", "r.json")); err == nil {
		t.Errorf("somebody changed something: %s", b)
	}
}

// A name in front lets that name in, and a secret works any number of times.
func TestBehindAProxy(t *testing.T) {
	out := t.TempDir()
	writeReport(t, out, pairs("r", 3))
	s, err := review.New(review.Options{Out: out, Redo: still, Token: "a secret of many bytes", Hosts: []string{"review.example.org"}}, &net.TCPAddr{IP: net.IPv4(10, 0, 0, 5), Port: 8443})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		host string
		want int
	}{{"review.example.org", 303}, {"review.example.org:443", 303}, {"10.0.0.5:8443", 303}, {"other.example.org", 421}, {"127.0.0.1:8443", 421}} {
		for range 2 {
			r := httptest.NewRequest("GET", "/?token=a+secret+of+many+bytes", nil)
			r.Host = c.host
			r.Header.Set("X-Forwarded-Proto", "https")
			w := httptest.NewRecorder()
			s.Handler().ServeHTTP(w, r)
			if w.Code != c.want {
				t.Errorf("%s: status %d, want %d", c.host, w.Code, c.want)
			}
			if w.Code == 303 && !w.Result().Cookies()[0].Secure {
				t.Errorf("%s: the cookie travels unencrypted", c.host)
			}
		}
	}
}

// Who sends slowly, or too much before the body, is cut off.
func TestSlowAndLong(t *testing.T) {
	out := t.TempDir()
	writeReport(t, out, pairs("r", 3))
	enter, _ := serve(t, review.Options{Out: out, Redo: still})
	c := enter("")
	address := strings.TrimPrefix(c.base, "http://")
	dial := func() net.Conn {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		_ = conn.SetDeadline(time.Now().Add(15 * time.Second))
		return conn
	}
	slow := dial()
	fmt.Fprintf(slow, "GET / HTTP/1.1\r\nHost: %s\r\nX: ", address)
	long := dial()
	fmt.Fprintf(long, "GET / HTTP/1.1\r\nHost: %s\r\nX: %s\r\n\r\n", address, strings.Repeat("x", 64<<10))
	res, err := http.ReadResponse(bufio.NewReader(long), nil)
	if err != nil || res.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("a long header: %v, %v", res, err)
	}
	if _, err := io.Copy(io.Discard, slow); err != nil { // it ends because the server ends it
		t.Errorf("a slow header is waited for: %v", err)
	}
}

// A body that does not come is waited for only so long, and nothing of it is done.
func TestSlowBody(t *testing.T) {
	if testing.Short() {
		t.Skip("it waits for the server's patience to end")
	}
	t.Parallel()
	out := t.TempDir()
	writeReport(t, out, pairs("r", 3))
	enter, _ := serve(t, review.Options{Out: out, Redo: still})
	c := enter("")
	at, err := url.Parse(c.base)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := net.Dial("tcp", at.Host)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(2 * time.Minute))
	fmt.Fprintf(conn, "POST /api/reports/r/ops HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n", at.Host, c.base)
	for _, k := range c.http.Jar.Cookies(at) {
		fmt.Fprintf(conn, "Cookie: %s\r\n", k)
	}
	fmt.Fprint(conn, "\r\n{")
	res, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err == nil && res.StatusCode < 400 {
		t.Errorf("a body of one byte of a thousand is answered with %s", res.Status)
	}
	if e, ok := errors.AsType[net.Error](err); ok && e.Timeout() {
		t.Error("the server waits for ever")
	}
}

// No text of a report is markup in any answer.
func TestHostileText(t *testing.T) {
	const hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>\u202e\u2066&\u2028"
	r := pairs("r", 2)
	r.Title = duizhao.Bilingual{Zh: hostile, En: hostile}
	r.Readings.Zh.Paragraphs[0].Text = hostile
	r.Sources = []duizhao.Source{{Path: "/x/" + hostile, SHA256: strings.Repeat("0", 64), Format: "html", Languages: []duizhao.Lang{"zh"}}}
	out := t.TempDir()
	writeReport(t, out, r)
	enter, _ := serve(t, review.Options{Out: out, Redo: still})
	c := enter("")
	for _, path := range []string{"/api/reports", "/api/reports/r", "/api/reports/r/pages", "/api/reports/" + "%3Cscript%3E", "/api/reports/r/source/0", "/api/reports/r/export/html"} {
		res, err := c.http.Get(c.base + path)
		if err != nil {
			t.Fatal(err)
		}
		b, _ := io.ReadAll(res.Body)
		res.Body.Close()
		if strings.Contains(string(b), "<script>alert") || strings.Contains(string(b), "<img src=x") {
			t.Errorf("%s: %.300s", path, b)
		}
		kind := res.Header.Get("Content-Type")
		if kind != "application/json; charset=utf-8" && !strings.HasPrefix(res.Header.Get("Content-Disposition"), "attachment") || res.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", path, res.Header)
		}
	}
	v := c.get("r")
	if v.Report.Readings.Zh.Paragraphs[0].Text != hostile {
		t.Error("the text was changed on its way")
	}
}
