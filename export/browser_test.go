package export

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"duizhao"
	"duizhao/internal/testkit"
	chromium "duizhao/internal/testkit/browser"
)

// browser is Chromium with a page of reports in it.
type browser struct {
	*chromium.Browser
	t    *testing.T
	ctx  context.Context
	file string // the page's address
}

// browse writes a page over reports and opens it in Chromium as a file.
func browse(t *testing.T, o Options, reports ...*duizhao.Report) *browser {
	t.Helper()
	file := filepath.Join(t.ArtifactDir(), "index.html")
	if err := os.WriteFile(file, htmlBytes(t, o, reports...), 0o644); err != nil {
		t.Fatal(err)
	}
	c := chromium.Start(t)
	b := &browser{Browser: c, t: t, ctx: c.Context, file: "file://" + filepath.ToSlash(file)}
	b.visit("")
	return b
}

// silent fails the test where the page has asked for anything or complained.
func (b *browser) silent() {
	b.t.Helper()
	if requests, messages := b.Requests(b.file), b.Messages(); len(requests)+len(messages) > 0 {
		b.t.Errorf("requests %q, messages %q", requests, messages)
	}
}

// visit opens the page anew at a place.
func (b *browser) visit(hash string) {
	b.t.Helper()
	b.Do(chromedp.Navigate("about:blank"), chromedp.Navigate(b.file+hash), chromedp.WaitReady("#main h1"))
}

// count returns how many elements match.
func (b *browser) count(selector string) string {
	b.t.Helper()
	return b.Ask("document.querySelectorAll(" + quoteJS(selector) + ").length")
}

func quoteJS(s string) string {
	out, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(out)
}

func hashOf(parts ...string) string {
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	return "#" + strings.Join(parts, "/")
}

// TestBrowserUsesThePage goes through the page as a person does.
func TestBrowserUsesThePage(t *testing.T) {
	b := browse(t, Options{Lang: duizhao.English}, report2020(t), bySentence(report2022(t)))
	if rows := b.count("tbody tr"); rows != "2" {
		t.Errorf("%s reports are listed", rows)
	}
	b.Do(chromedp.SendKeys("main input[type=search]", "2022"))
	b.Wait("document.querySelectorAll('tbody tr').length === 1")

	// Search finds the paragraph; the result leads to it.
	b.Do(chromedp.SendKeys("#q", "counterfeiting"))
	b.Wait("document.querySelector('.results mark')?.textContent === 'counterfeiting'")
	b.Ask("document.querySelector('.results a').click()")
	b.Wait("document.querySelector('.bead.target .side[data-side=en]')?.textContent.includes('The police opened')")

	// A number lights its counterpart and says what it became.
	b.Ask("[...document.querySelectorAll('.fig')].find((f) => f.textContent === '14,100 patents').focus()")
	b.Wait("[...document.querySelectorAll('.fig.lit')].map((f) => f.textContent).join() === '1.41万件,14,100 patents'")
	if dock := b.Ask("document.querySelector('.dock').textContent"); !strings.Contains(dock, "patents granted 14,100 patent") || !strings.Contains(dock, "agree") {
		t.Errorf("the dock says %q", dock)
	}
	b.Do(chromedp.KeyEvent(kb.ArrowRight))
	b.Wait("document.activeElement.textContent === '22.9%'")

	// The next finding, by key; then sentences instead of paragraphs.
	b.Ask("document.activeElement.blur()")
	b.Do(chromedp.KeyEvent("j"))
	b.Wait("document.querySelectorAll('mark.lit').length > 0")
	if split := b.count(".bead.split"); split != "0" {
		t.Errorf("%s beads are split", split)
	}
	b.Ask("(() => { const s = document.querySelectorAll('.texts select')[1]; s.value = 'sentence'; s.dispatchEvent(new Event('change')); })()")
	b.Wait("document.querySelectorAll('.bead.split').length > 0")
	b.Ask("(() => { const s = document.querySelector('.texts select'); s.value = 'alone'; s.dispatchEvent(new Event('change')); })()")
	b.Wait("document.querySelectorAll('.bead').length === 1")

	// Language and theme.
	b.Do(chromedp.Click("#lang-switch"))
	b.Wait("document.documentElement.lang === 'zh-Hans' && document.querySelector('#views').textContent === '报告问题指标图表'")
	ground := "getComputedStyle(document.body).backgroundColor"
	light := b.Ask(ground)
	b.Do(chromedp.Click("#theme-switch"))
	b.Wait("document.documentElement.dataset.theme === 'dark'")
	if dark := b.Ask(ground); dark == light {
		t.Errorf("dark is %s as light is", dark)
	}
	b.silent()
}

// bySentence pairs the sentences of r one by one, where a bead holds equally many.
func bySentence(r *duizhao.Report) *duizhao.Report {
	var out []duizhao.ReportBead
	for _, b := range r.Alignment.Sentences {
		if len(b.Zh) != len(b.En) {
			out = append(out, b)
			continue
		}
		for i := range b.Zh {
			out = append(out, duizhao.ReportBead{Zh: b.Zh[i : i+1], En: b.En[i : i+1], Confidence: b.Confidence, Status: b.Status})
		}
	}
	r.Alignment.Sentences = out
	return r
}

// TestBrowserTables filters and sorts figures and findings, and draws series.
func TestBrowserTables(t *testing.T) {
	b := browse(t, Options{Lang: duizhao.Chinese}, samples(t)...)
	b.visit("#/indicators")
	b.Wait("document.querySelectorAll('tbody tr').length === 11")
	b.Do(chromedp.Click("thead th:nth-child(3) button"), chromedp.Click("thead th:nth-child(3) button"))
	if first := b.Ask("document.querySelector('tbody td.num').textContent"); first != "1,234,567,890,123,456.75" {
		t.Errorf("the largest value is %s", first)
	}
	b.Do(chromedp.SendKeys("main input[type=search]", "14,100"))
	b.Wait("document.querySelectorAll('tbody tr').length === 1")
	b.Do(chromedp.Click("tbody td.num a"))
	b.Wait("document.activeElement.textContent === '1.41万件'")

	b.visit("#/findings")
	b.Wait("document.querySelectorAll('.card').length === 5")
	b.Do(chromedp.Click("input[type=checkbox]"))
	b.Wait("document.querySelectorAll('.card').length === 3 && !document.querySelector('.card.error')")
	b.Do(chromedp.Click(".card a"))
	b.Wait("document.querySelector('mark.lit, .context.lit')")

	b.visit("#/charts")
	b.Wait("document.querySelectorAll('svg[role=img] title').length === 2")
	if title := b.Ask("document.querySelector('svg title').textContent"); title != "专利授权量 patents granted" {
		t.Errorf("the chart is called %q", title)
	}
	if cells := b.Ask("document.querySelector('figure table').textContent"); cells != "期间数值202012,000202214,100" {
		t.Errorf("the table reads %q", cells)
	}
	b.silent()
}

// TestBrowserAddresses opens places as workbooks link to them.
func TestBrowserAddresses(t *testing.T) {
	r := report2022(t)
	r.Readings.En.Quantities = []duizhao.ReportQuantity{{ID: "e.q9", Paragraph: r.Readings.En.Paragraphs[2].ID, Start: 21, End: 27, Kind: duizhao.Count, Value: dec("14100")}}
	paragraph := r.Readings.En.Paragraphs[2].ID
	b := browse(t, Options{}, r)
	for _, parts := range [][]string{
		{r.ID, paragraph}, {r.ID, paragraph + ".2"}, {r.ID, paragraph, "o1"}, {r.ID, "o1"}, {r.ID, paragraph, "f1"}, {r.ID, paragraph, "e.q9"},
	} {
		b.visit(hashOf(parts...))
		b.Wait("document.querySelector('.bead.target')?.textContent.includes('14,100')")
	}
	b.Wait("document.activeElement.textContent === '1.41万件'")
	b.visit(hashOf(r.ID, "nowhere"))
	b.Wait("document.querySelector('[role=alert]')?.textContent.includes('nowhere')")
	b.visit("#gone")
	b.Wait("document.querySelector('h1').textContent.includes('gone')")
	b.silent()
}

// TestBrowserHostileTexts shows a report full of markup and of signs that turn the
// direction of writing: all of it is text.
func TestBrowserHostileTexts(t *testing.T) {
	r := hostileReport()
	b := browse(t, Options{}, r, report2022(t))
	for _, hash := range []string{
		"", "#/findings", "#/indicators", "#/charts", "#/search?q=script", "#/search?q=%ff", hashOf(r.ID), hashOf(r.ID, r.Readings.Zh.Paragraphs[0].ID), hashOf(r.ID, `o"1`),
		"#<img src=x onerror=window.hit=1>", "#/search?q=<img src=x onerror=window.hit=1>",
	} {
		b.visit(hash)
		if got := b.Ask("String(window.hit) + document.querySelectorAll('img, main script').length"); got != "undefined0" {
			t.Errorf("%s: %s", hash, got)
		}
	}
	b.visit(hashOf(r.ID))
	shown := b.Ask("document.querySelector('.side .text').textContent")
	if !strings.HasPrefix(shown, "<script>window.hit=1</script></script><!--") || !strings.Contains(shown, "⟨U+202E⟩evil⟨U+202C⟩") || strings.ContainsAny(shown, "\u202e\u2066\x07") {
		t.Errorf("shown as %q", shown)
	}
	b.silent()
}

// TestBrowserLongReport opens a report of 10,000 paragraphs in each language at
// its end, and finds all rows there when the browser has idled.
func TestBrowserLongReport(t *testing.T) {
	b := browse(t, Options{}, longReport(10000))
	b.visit(hashOf("long", "zh-9990"))
	b.Wait("document.querySelector('.bead.target')?.textContent.includes('9990')")
	b.Wait("(() => { const r = document.querySelector('.bead.target').getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; })()")
	b.Wait("document.querySelectorAll('.bead').length === 10000")
	b.silent()
}

// longReport is a report of n paragraphs with a number in each.
func longReport(n int) *duizhao.Report {
	r := &duizhao.Report{Schema: duizhao.SchemaID, ID: "long", Readings: duizhao.Readings{Zh: &duizhao.ReportReading{}, En: &duizhao.ReportReading{}}}
	for i := range n {
		zh := fmt.Sprintf("第%d段：全市专利授权量%d件，比上年增长。", i, i)
		en := fmt.Sprintf("Paragraph %d: the city was granted %d patents, more than in the year before.", i, i)
		for _, side := range []struct {
			rd   *duizhao.ReportReading
			l    string
			text string
		}{{r.Readings.Zh, "zh", zh}, {r.Readings.En, "en", en}} {
			id := fmt.Sprintf("%s-%d", side.l, i)
			side.rd.Paragraphs = append(side.rd.Paragraphs, duizhao.ReportParagraph{ID: id, Kind: duizhao.Paragraph, Text: side.text})
			side.rd.Sentences = append(side.rd.Sentences, duizhao.ReportSentence{ID: id + ".1", Paragraph: id, End: len([]rune(side.text))})
		}
		zhID, enID := fmt.Sprintf("zh-%d", i), fmt.Sprintf("en-%d", i)
		r.Alignment.Paragraphs = append(r.Alignment.Paragraphs, duizhao.ReportBead{Zh: []string{zhID}, En: []string{enID}, Confidence: 0.95, Status: duizhao.Auto})
		o := observation("patents_granted", "专利授权量", "patents granted", "2022", fmt.Sprint(i), "patent")
		o.ID = fmt.Sprint("o", i)
		digits := len(fmt.Sprint(i))
		o.Zh = &duizhao.Quote{Paragraph: zhID, Start: 10 + digits, End: 11 + 2*digits}
		o.En = &duizhao.Quote{Paragraph: enID, Start: 34 + digits, End: 34 + 2*digits}
		r.Observations = append(r.Observations, o)
	}
	return r
}

// TestBrowserIsAccessible asks axe-core about every view in both themes.
func TestBrowserIsAccessible(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join(testkit.Root(t), "scripts", "node", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		missing(t, "axe-core")
	}
	b := browse(t, Options{}, samples(t)...)
	for _, theme := range []string{"light", "dark"} {
		for _, hash := range []string{"", "#/findings", "#/indicators", "#/charts", "#/search?q=patent", hashOf("lanjiang-ip-2022"), hashOf("lanjiang-ip-2022", "f1")} {
			b.visit(hash)
			b.Ask("document.documentElement.dataset.theme = " + quoteJS(theme))
			b.Ask(string(axe) + "; 0")
			found, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](axeScript, chromedp.EvalAwaitPromise))
			if err != nil {
				t.Fatal(err)
			}
			if found != "" {
				t.Errorf("%s %q:\n%s", theme, hash, found)
			}
		}
	}
}

// axeScript lists serious and critical problems with the elements they are in.
const axeScript = `axe.run(document, { resultTypes: ["violations"] }).then((r) => r.violations
	.filter((v) => v.impact === "serious" || v.impact === "critical")
	.map((v) => v.id + ": " + v.help + "\n" + v.nodes.slice(0, 4).map((n) => "  " + n.html.slice(0, 200) + " " + n.failureSummary.slice(0, 300)).join("\n")).join("\n"))`
