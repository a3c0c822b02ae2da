package review_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"

	"duizhao"
	"duizhao/internal/decisionfile"
	"duizhao/internal/testkit"
	"duizhao/review"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var whenLine = regexp.MustCompile(`"when": "[^"]*"`)

// decided returns the decisions of a report as the file holds them, without times.
func decided(t testing.TB, out, id string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(out, "decisions", id+".json"))
	if err != nil {
		t.Fatal(err)
	}
	return whenLine.ReplaceAllString(string(b), `"when": "…"`)
}

// golden compares got with a file, or rewrites the file.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (go test ./review -update rewrites it):\n%s", path, diff)
	}
}

// undoAll takes everything back and holds that nothing is decided any more.
func undoAll(t *testing.T, b *browser, out, id, how string) {
	t.Helper()
	for range 100 {
		if b.Ask("document.querySelector('[data-command=undo]').disabled") == "true" {
			break
		}
		if how == "key" {
			b.key("u")
		} else {
			b.click("undo")
		}
		b.saved()
	}
	d, err := decisionfile.Load(out, id)
	if err != nil {
		t.Fatal(err)
	}
	if !d.Empty() {
		t.Errorf("after undoing all, decisions are left:\n%s", decided(t, out, id))
	}
}

// TestBrowserGoldenKeys walks through a report with every key, without pointing at
// anything: from the list to the last row. What is decided is held by a file; then
// everything is undone and done again.
func TestBrowserGoldenKeys(t *testing.T) {
	out, id := results(t)
	_, link, _ := served(t, review.Options{Out: out, Redo: redo(t), Lang: duizhao.English})
	b := browse(t, link())
	b.Wait("document.querySelectorAll('tbody tr').length === 1")
	for range 20 { // Tab reaches the report in the list
		b.key(kb.Tab)
		if b.Ask("document.activeElement.closest('tbody') !== null") == "true" {
			break
		}
	}
	b.key(kb.Enter)
	b.Wait("document.querySelector('.bead.current')")
	b.Ask("document.activeElement.blur()")
	const alt = kb.ModifierAlt
	at := func() string { return b.Ask("document.querySelector('.bead.current').getAttribute('aria-rowindex')") }

	// Walk.
	b.key("jj")
	b.key(kb.ArrowUp)
	if at() != "2" {
		t.Errorf("two down and one up leads to row %s", at())
	}
	b.key(kb.End)
	b.key(kb.Home)
	b.key("k")
	if at() != "1" {
		t.Errorf("Home leads to row %s", at())
	}
	// Settle: confirm and on, take back, the next that is not confirmed.
	b.key("  ")
	b.key(kb.Enter)
	b.atRest()
	b.key(kb.Home)
	b.key(kb.Backspace)
	b.key("j")
	b.key("o")
	b.key("O")
	b.atRest()
	// Mend: move, merge, unlink, pick and link.
	b.key(kb.Home)
	b.key("jjjj")
	b.key(kb.ArrowDown, alt)
	b.atRest()
	b.key("u")
	b.atRest()
	b.key(kb.Home)
	b.key("jjjjjj")
	b.key("m")
	b.atRest()
	b.key("x")
	b.atRest()
	b.key("j")
	b.key("j")
	b.key("M")
	b.atRest()
	b.key("jj")
	b.key("l")
	b.key("j")
	b.key(kb.ArrowRight)
	b.key("l")
	b.key("L")
	b.atRest()
	b.key("jj")
	b.key("R")
	b.atRest()
	// Split a paragraph at the next end of a sentence, and a sentence of another.
	b.key("jj")
	b.key("s")
	b.Wait("document.activeElement.matches('.editor textarea')")
	b.key(kb.Enter)
	b.atRest()
	for range 20 {
		b.key("j")
		if b.Ask("document.querySelector('.current [data-command=sentences]') !== null") == "true" {
			break
		}
	}
	b.key("v")
	b.Wait("document.querySelector('.current .sentence.here')")
	b.key(" ")
	b.atRest()
	b.key("v")
	// Findings.
	b.key("n")
	b.key("n")
	b.key("N")
	b.Wait("document.querySelector('.current .note.chosen')")
	b.key("f")
	b.key("a")
	b.atRest()
	b.key("C")
	b.Wait("document.activeElement.matches('.editor textarea')")
	b.Do(chromedp.SendKeys(".editor textarea", "seen"))
	b.key(kb.Enter, kb.ModifierCtrl)
	b.atRest()
	b.key("n")
	b.key("d")
	b.atRest()
	// Write.
	b.key("j")
	b.key("c")
	b.Wait("document.activeElement.matches('.editor textarea')")
	b.Do(chromedp.SendKeys(".editor textarea", "ask the office"))
	b.key(kb.Enter, kb.ModifierCtrl)
	b.atRest()
	b.key("e")
	b.Wait("document.activeElement.matches('.editor textarea')")
	b.Do(chromedp.SendKeys(".editor textarea", "（更正）"))
	b.key(kb.Enter, kb.ModifierCtrl)
	b.atRest()
	b.key("/")
	b.Wait("document.activeElement.matches('.searchpanel input')")
	b.Do(chromedp.SendKeys(".searchpanel input[type=search]", "municipal"))
	b.key(kb.Enter)
	b.Wait("document.querySelector('.searchpanel [role=status]').textContent.includes('matches')")
	b.Do(chromedp.SendKeys(".searchpanel input[type=text]", "city"))
	b.Ask("[...document.querySelectorAll('.searchpanel button')].find((x) => x.textContent.startsWith('Replace all')).focus()")
	b.key(kb.Enter)
	b.atRest()
	b.key(kb.Escape)
	b.key("gG")
	// Look.
	b.key(kb.Home)
	b.key("n")
	b.key("ii")
	b.Wait("document.activeElement.classList.contains('fig') && document.querySelectorAll('.fig.lit').length > 0")
	b.key("I")
	b.key(kb.Escape)
	b.key("V")
	b.Wait("document.querySelectorAll('.bead.split').length > 1")
	b.key("V")
	b.key("p")
	b.Wait("!document.querySelector('.source-pane').hidden")
	b.key("p")
	b.key("?")
	b.Wait("document.querySelector('dialog.help[open]')")
	b.key("?")
	b.Wait("!document.querySelector('dialog.help')")
	b.key("A")
	b.atRest()

	golden(t, "testdata/every-key.json", decided(t, out, id))
	before := decided(t, out, id)
	undoAll(t, b, out, id, "key")
	for range 100 {
		if b.Ask("document.querySelector('[data-command=redo]').disabled") == "true" {
			break
		}
		b.key("U")
		b.saved()
	}
	if diff := cmp.Diff(before, decided(t, out, id)); diff != "" {
		t.Errorf("done again, it is not what it was:\n%s", diff)
	}
	b.key("q")
	b.Wait("document.querySelector('tbody tr')")
	b.silent()
}

// TestBrowserGoldenButtons does with buttons what keys do.
func TestBrowserGoldenButtons(t *testing.T) {
	out, id := results(t)
	_, link, _ := served(t, review.Options{Out: out, Redo: redo(t), Lang: duizhao.Chinese})
	b := browse(t, link())
	b.open(id)
	save := func(text string) {
		b.Wait("document.querySelector('.editor textarea')")
		if text != "" {
			b.Do(chromedp.SendKeys(".editor textarea", text))
		}
		b.Ask("document.querySelector('.editor .primary').click()")
		b.saved()
	}
	do := func(row int, commands ...string) {
		b.row(row)
		for _, c := range commands {
			b.click(c)
			b.saved()
		}
	}
	do(1, "confirm")
	do(2, "confirmNext")
	do(2, "unconfirm")
	do(4, "confirmAbove")
	do(6, "mergeNext")
	do(7, "mergePrevious")
	do(8, "moveDown")
	do(9, "moveUp")
	do(10, "unlink")
	do(12, "mark")
	do(13, "mark", "linkPicked")
	do(15, "realign")
	b.row(16)
	b.click("split")
	save("")
	b.Wait("document.querySelector('.current [data-command=unsplit]')")
	b.click("unsplit")
	b.saved()
	b.row(17)
	b.click("comment")
	save("问统计局")
	b.click("edit")
	save("（更正）")
	b.Wait("document.querySelector('.current .fix ins')?.textContent.includes('更正')")
	b.click("nextFlagged")
	b.Wait("document.querySelector('.current .note.chosen')")
	b.click("accept")
	b.saved()
	b.click("findingComment")
	save("属实")
	b.click("nextFlagged")
	b.click("dismiss")
	b.saved()
	b.click("reopen")
	b.saved()
	b.click("dismiss")
	b.saved()
	b.click("previousFlagged")
	b.click("nextOpen")
	b.click("search")
	b.Do(chromedp.SendKeys(".searchpanel input[type=search]", "知识产权"))
	b.Wait("document.querySelector('.searchpanel [role=status]').textContent.includes('处')")
	b.Ask("[...document.querySelectorAll('.searchpanel button')].find((x) => x.textContent === '下一处').click()")
	b.Do(chromedp.SendKeys(".searchpanel input[type=text]", "知产"))
	b.Ask("[...document.querySelectorAll('.searchpanel button')].find((x) => x.textContent === '替换本段').click()")
	b.saved()
	b.Ask("[...document.querySelectorAll('.searchpanel button')].find((x) => x.textContent === '关闭').click()")
	b.click("everySentence")
	b.Wait("document.querySelector('.bead.split')")
	b.click("everySentence")
	b.click("source")
	b.Wait("!document.querySelector('.source-pane').hidden")
	b.click("source")
	golden(t, "testdata/every-button.json", decided(t, out, id))
	undoAll(t, b, out, id, "button")
	b.click("redo")
	b.saved()
	b.silent()
}

// TestBrowserTwoPeople lets two people work on one report: both their changes last,
// and what they do to the same place is put before the later one.
func TestBrowserTwoPeople(t *testing.T) {
	out, id := results(t)
	_, link, _ := served(t, review.Options{Out: out, Redo: redo(t), Lang: duizhao.English})
	one, two := browse(t, link()), browse(t, link())
	for name, b := range map[string]*browser{"Ann": one, "Bo": two} {
		b.Ask("(() => { const n = document.getElementById('name'); n.value = '" + name + "'; n.dispatchEvent(new Event('change')); })()")
		b.open(id)
	}
	one.row(2)
	one.click("confirm")
	one.saved()
	two.row(5)
	two.click("confirm")
	two.saved()
	for _, b := range []*browser{one, two} { // each sees the other's
		b.Wait("document.querySelectorAll('.bead.confirmed').length === 2")
	}

	// Both change one row, the second before it has heard of the first.
	two.Ask("window.realFetch = window.fetch; window.fetch = (path, o) => o && o.method === 'POST' ? window.realFetch(path, o) : new Promise(() => {})")
	one.row(8)
	one.click("mergeNext")
	one.saved()
	two.row(9)
	two.click("mergeNext")
	two.Wait("document.querySelector('.conflict[role=alertdialog]')")
	if shown := two.Ask("document.querySelector('.conflict').innerText"); !strings.Contains(shown, "Ann") || !strings.Contains(shown, "Yours") {
		t.Errorf("the conflict says %q", shown)
	}
	two.Ask("window.fetch = window.realFetch; document.querySelector('.conflict .buttons button').click()")
	d, err := decisionfile.Load(out, id)
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]int{}
	for _, k := range d.Beads {
		by[k.By]++
	}
	if by["Ann"] < 2 || by["Bo"] != 1 {
		t.Errorf("decisions are by %v", by)
	}
	one.silent()
	two.silent("409")
}

// TestBrowserServerGone stops the server while somebody works: nothing is lost, and
// the page never says that it is saved.
func TestBrowserServerGone(t *testing.T) {
	out, id := results(t)
	o := review.Options{Out: out, Redo: redo(t), Lang: duizhao.English, Token: "0123456789abcdef-shared"}
	base, link, stop := served(t, o)
	b := browse(t, link())
	b.open(id)
	b.row(3)
	b.click("confirm")
	b.saved()
	stop()
	b.key("  ")
	b.key("m")
	b.Wait("document.getElementById('state').className === 'state unsaved' && document.getElementById('state').textContent.includes('Not saved (3)')")
	servedAt(t, o, strings.TrimPrefix(base, "http://"))
	// The session is gone with the server; the link lets the person in again.
	second, cancel := chromedp.NewContext(b.ctx)
	defer cancel()
	if err := chromedp.Do(second, chromedp.Navigate(link())); err != nil {
		t.Fatal(err)
	}
	b.Wait("document.getElementById('state').className === 'state saved'")
	time.Sleep(200 * time.Millisecond)
	d, err := decisionfile.Load(out, id)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Beads) != 4 {
		t.Errorf("%d decisions are on disk, want 4:\n%s", len(d.Beads), decided(t, out, id))
	}
	b.silent("ERR_", "401", "net::")
}

// TestBrowserHostileTexts shows a report full of markup and of signs that turn the
// direction of writing: all of it is text.
func TestBrowserHostileTexts(t *testing.T) {
	r := pairs("hostile", 4)
	evil := "<script>window.hit=1</script><img src=x onerror=window.hit=1> \u202eevil\u202c \u2066x\u0007"
	r.Title = duizhao.Bilingual{Zh: evil, En: evil}
	r.Area = r.Title
	r.Readings.Zh.Paragraphs[0].Text = evil + "。"
	r.Readings.Zh.Paragraphs[1].Kind = duizhao.Heading
	r.Readings.Zh.Paragraphs[1].Text = evil
	r.Readings.En.Paragraphs[1].Correction = evil
	r.Alignment.Paragraphs[0].Comment = evil
	q := &duizhao.Quote{Paragraph: r.Readings.Zh.Paragraphs[0].ID, Start: 0, End: 8, Text: "<script>"}
	r.Findings = []duizhao.ReportFinding{{ID: evil, Check: evil, Severity: duizhao.SeverityError, Message: r.Title, Zh: q, Status: duizhao.Open, Comment: evil}}
	r.Problems = []duizhao.Problem{{Stage: "decisions", Code: "unit_gone", Message: evil}}
	out := t.TempDir()
	writeReport(t, out, r)
	_, link, _ := served(t, review.Options{Out: out, Redo: still, Lang: duizhao.English})
	b := browse(t, link())
	b.Wait("document.querySelector('tbody a')")
	b.open("hostile")
	b.key("V")
	b.key("/")
	b.Do(chromedp.SendKeys(".searchpanel input[type=search]", "<img"))
	b.key(kb.Enter)
	b.key(kb.Escape)
	if got := b.Ask("String(window.hit) + document.querySelectorAll('img, main script').length"); got != "undefined0" {
		t.Errorf("markup has become elements: %s", got)
	}
	shown := b.Ask("document.querySelector('.side .text').textContent")
	if !strings.HasPrefix(shown, "<script>window.hit=1</script>") || !strings.Contains(shown, "⟨U+202E⟩evil⟨U+202C⟩") || strings.ContainsAny(shown, "\u202e\u2066\x07") {
		t.Errorf("shown as %q", shown)
	}
	b.Ask("location.hash = '#<img src=x onerror=window.hit=1>'")
	b.Wait("document.querySelector('[role=alert]')")
	if got := b.Ask("String(window.hit)"); got != "undefined" {
		t.Error("the address has become markup")
	}
	b.silent("404")
}

// TestBrowserIsAccessible asks axe-core about every view in both themes.
func TestBrowserIsAccessible(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join(testkit.Root(t), "scripts", "node", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		testkit.Missing(t, "axe-core")
	}
	out, id := results(t)
	_, link, _ := served(t, review.Options{Out: out, Redo: redo(t)})
	b := browse(t, link())
	look := func(what string) {
		t.Helper()
		b.Ask(string(axe) + "; 0")
		if found := b.Ask(axeScript); found != "" {
			t.Errorf("%s:\n%s", what, found)
		}
	}
	for _, theme := range []string{"light", "dark"} {
		b.Ask("document.documentElement.dataset.theme = " + quoteJS(theme) + "; location.hash = '#/'")
		b.Wait("document.querySelector('tbody a')")
		look(theme + " list")
		b.open(id)
		b.Wait("document.querySelector('.outline button')")
		b.key("n")
		look(theme + " report")
		b.key("V")
		b.key("e")
		b.Wait("document.querySelector('.editor')")
		look(theme + " editor")
		b.key(kb.Escape)
		b.key("V")
		b.key("p")
		b.Wait("document.querySelector('.source-body').childElementCount > 0")
		b.key("/")
		look(theme + " source and search")
		b.key(kb.Escape)
		b.key("?")
		look(theme + " help")
		b.key("?")
		b.key("p")
	}
	b.silent()
}

// axeScript lists serious and critical problems with the elements they are in.
const axeScript = `axe.run(document, { resultTypes: ["violations"] }).then((r) => r.violations
	.filter((v) => v.impact === "serious" || v.impact === "critical")
	.map((v) => v.id + ": " + v.help + "\n" + v.nodes.slice(0, 4).map((n) => "  " + n.html.slice(0, 200) + " " + n.failureSummary.slice(0, 300)).join("\n")).join("\n"))`
