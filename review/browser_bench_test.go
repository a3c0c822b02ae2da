package review_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"

	"duizhao"
	"duizhao/review"
)

// figures is what a long report costs in the browser.
type figures struct {
	first, cold, coldest float64 // ms until the first rows: of a server that runs, that has just been started, for the first time ever
	key, keyWorst        float64 // ms: a key's effect in the middle and at worst
	heap, nodes          float64 // MB of the tab's JavaScript and DOM, elements
}

// longReport writes a report of n pairs with texts of a real length, a number each.
func longReport(t testing.TB, out string, n int) {
	t.Helper()
	r := pairs("long", n)
	for i := range n {
		for _, rd := range []*duizhao.ReportReading{r.Readings.Zh, r.Readings.En} {
			p, s := &rd.Paragraphs[i], &rd.Sentences[i]
			if rd == r.Readings.Zh {
				p.Text = fmt.Sprintf("第%d段：全年专利授权量%d件，同比增长百分之六，其中发明专利授权占授权总量的三成以上，总量居全省第三位。", i, i)
			} else {
				p.Text = fmt.Sprintf("Paragraph %d: over the year %d patents were granted, up six percent on the year before; inventions were more than three tenths of them, and the total ranked third in the province.", i, i)
			}
			s.End = len([]rune(p.Text))
		}
	}
	writeReport(t, out, r)
}

// measure opens a report of n pairs and uses keys that walk, confirm and mend. Times
// of the first rows are from the navigation's start until they are painted, in a
// browser that has seen the page before.
func measure(t testing.TB, n int) figures {
	t.Helper()
	out := t.TempDir()
	longReport(t, out, n)
	options := review.Options{Out: out, Redo: still, Lang: duizhao.English, Program: "bench"}
	base, link, stop := served(t, options)
	address := strings.TrimPrefix(base, "http://")
	b := browse(t, link())
	b.open("long") // the browser has the page's files, and the server a view for the next time
	time.Sleep(2 * time.Second)
	stop()
	var f figures
	start := func() float64 {
		b.Do(chromedp.Navigate("about:blank"))
		_, link, stop = servedAt(t, options, address)
		return b.first(link() + "#long")
	}
	cache := filepath.Join(out, "cache")
	f.cold = start()
	stop()
	if err := os.RemoveAll(cache); err != nil {
		t.Fatal(err)
	}
	f.coldest = start()
	time.Sleep(2 * time.Second)
	b.Do(chromedp.Navigate("about:blank"))
	if _, err := chromedp.Call(b.ctx, performance.Enable, performance.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	f.first = b.first(b.base + "/#long")
	t.Log(b.Ask(`JSON.stringify(performance.getEntriesByType("resource").filter((e) => e.name.includes("/api/reports/") || e.name.includes("main.js") || e.name.includes("early")).map((e) => [e.name.split("/").pop().slice(0, 10), ...[e.startTime, e.responseStart, e.responseEnd, e.transferSize, e.decodedBodySize].map(Math.round)])) + JSON.stringify(performance.getEntriesByType("navigation").map((e) => [e.responseStart, e.domInteractive, e.domContentLoadedEventEnd, e.loadEventEnd].map(Math.round))) + JSON.stringify(performance.getEntriesByType("paint").map((e) => [e.name, Math.round(e.startTime)])) + JSON.stringify(performance.getEntriesByType("mark").map((e) => [e.name, Math.round(e.startTime)]))`))
	times := b.Ask(`(async () => {
		const keys = ["j", "j", " ", " ", "m", "n", "j", "a", " ", "m", "x", "End", "Home", " ", "j", "o", "u", "U", "j", "l"];
		const out = [];
		for (const key of keys) {
			await new Promise((done) => setTimeout(done, 150));
			const start = performance.now();
			(document.activeElement || document.body).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
			await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
			out.push([performance.now() - start, key]);
		}
		window.keyTimes = out.map(([ms, key]) => key + " " + Math.round(ms)).join(", ");
		return JSON.stringify(out.map(([ms]) => ms).sort((a, b) => a - b));
	})()`)
	t.Log(b.Ask("keyTimes"))
	var ms []float64
	if err := json.Unmarshal([]byte(times), &ms); err != nil {
		t.Fatal(err)
	}
	f.key, f.keyWorst = ms[len(ms)/2], ms[len(ms)-1]
	m, err := chromedp.Call(b.ctx, performance.GetMetrics, cdp.Empty{})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range m.Metrics {
		switch x.Name {
		case "JSHeapTotalSize":
			f.heap = x.Value / 1e6
		case "Nodes":
			f.nodes = x.Value
		}
	}
	return f
}

// first goes to a report and returns the time until its first rows are painted.
func (b *browser) first(url string) (ms float64) {
	b.t.Helper()
	b.Do(chromedp.Navigate(url))
	b.Wait(`performance.getEntriesByName("rows").length > 0 && document.querySelector(".bead.current .prose")`)
	if err := json.Unmarshal([]byte(b.Ask(`JSON.stringify(performance.getEntriesByName("rows")[0].startTime)`)), &ms); err != nil {
		b.t.Fatal(err)
	}
	return ms
}

// BenchmarkBrowser compares a report of 10,000 pairs with one of 100.
func BenchmarkBrowser(b *testing.B) {
	for range b.N {
		short, long := measure(b, 100), measure(b, 10_000)
		b.ReportMetric(long.first, "first-rows-ms")
		b.ReportMetric(long.cold, "first-rows-server-started-ms")
		b.ReportMetric(long.coldest, "first-rows-first-start-ms")
		b.ReportMetric(long.key, "key-ms")
		b.ReportMetric(long.keyWorst, "key-worst-ms")
		b.ReportMetric(long.heap, "heap-MB")
		b.ReportMetric(long.nodes, "nodes")
		b.ReportMetric(long.first/short.first, "first-rows-ratio")
		b.ReportMetric(long.key/short.key, "key-ratio")
		b.ReportMetric(long.heap/short.heap, "heap-ratio")
		b.Logf("100 pairs %+v\n10,000 pairs %+v", short, long)
	}
}
