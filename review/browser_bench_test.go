package review_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"

	"duizhao"
	"duizhao/review"
)

// figures is what a long report costs in the browser.
type figures struct {
	first, key, keyWorst float64 // ms: until the first rows, a key's effect in the middle and at worst
	heap, nodes          float64 // MB of the tab's JavaScript and DOM, elements
}

// measure opens a report of n pairs and uses keys that walk, confirm and mend.
func measure(t testing.TB, n int) figures {
	t.Helper()
	out := t.TempDir()
	r := pairs("long", n)
	for i := range n { // texts of a real length, with a number each
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
	_, link, _ := served(t, review.Options{Out: out, Redo: still, Lang: duizhao.English})
	b := browse(t, link())
	rows := `performance.getEntriesByName("rows").length > 0`
	b.open("long") // now the server has the report in memory
	b.do(chromedp.Navigate("about:blank"))
	if _, err := chromedp.Call(b.ctx, performance.Enable, performance.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.Navigate(b.base + "/#long"))
	b.wait(rows)
	var f figures
	if err := json.Unmarshal([]byte(b.ask(`JSON.stringify(performance.getEntriesByName("rows")[0].startTime)`)), &f.first); err != nil {
		t.Fatal(err)
	}
	t.Log(b.ask(`JSON.stringify(performance.getEntriesByType("resource").filter((e) => e.name.includes("/api/reports/")).map((e) => [e.startTime, e.responseStart, e.responseEnd, e.decodedBodySize]))`))
	times := b.ask(`(async () => {
		const keys = ["j", "j", " ", " ", "m", "n", "j", "a", " ", "m", "x", "End", "Home", " ", "j", "o", "u", "U", "j", "l"];
		const out = [];
		for (const key of keys) {
			await new Promise((done) => setTimeout(done, 150));
			const start = performance.now();
			(document.activeElement || document.body).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
			await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
			out.push(performance.now() - start);
		}
		return JSON.stringify(out.sort((a, b) => a - b));
	})()`)
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

// BenchmarkBrowser compares a report of 10,000 pairs with one of 100.
func BenchmarkBrowser(b *testing.B) {
	for range b.N {
		short, long := measure(b, 100), measure(b, 10_000)
		b.ReportMetric(long.first, "first-rows-ms")
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
