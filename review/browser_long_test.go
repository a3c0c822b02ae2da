package review_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"duizhao"
	"duizhao/review"
)

// drafts lays reports out as the program does, near the changes first where they are
// not short.
func drafts(t testing.TB) func(*duizhao.Report) review.Draft {
	t.Helper()
	p, err := thePipeline()
	if err != nil {
		t.Fatal(err)
	}
	return func(r *duizhao.Report) review.Draft {
		d := p.Draft(r)
		return review.Draft{Whole: d.Whole, Near: d.Near, From: 50}
	}
}

// TestBrowserLongReport walks through a report of which the page holds the rows around
// the cursor only: what is far away comes when it is looked at, and search, filters and
// changes are about all of it.
func TestBrowserLongReport(t *testing.T) {
	out := t.TempDir()
	longReport(t, out, 1500)
	_, link, _ := served(t, review.Options{Out: out, Draft: drafts(t), Lang: duizhao.English})
	b := browse(t, link())
	b.open("long")
	shows := func(row, words string) {
		t.Helper()
		b.Wait("document.querySelector('.bead.current').getAttribute('aria-rowindex') === " + quoteJS(row) + " && document.querySelector('.bead.current').innerText.includes(" + quoteJS(words) + ")")
	}
	shows("1", "Paragraph 0:")
	b.key(kb.End)
	shows("1500", "Paragraph 1499:")
	b.key("kk")
	b.key("m") // merges rows that may just have come
	shows("1498", "Paragraph 1498:")
	b.saved()
	b.key(kb.Home)
	shows("1", "Paragraph 0:")
	b.key("/")
	b.Wait("document.activeElement.matches('.searchpanel input')")
	b.Do(chromedp.SendKeys(".searchpanel input[type=search]", "paragraph 777:"))
	b.key(kb.Enter)
	shows("778", "777")
	b.Ask("[...document.querySelectorAll('.searchpanel input')].at(-1).value = 'Section 777:'")
	b.Ask("(() => { const i = document.querySelector('.searchpanel input[type=search]'); i.value = 'Paragraph 777:'; i.dispatchEvent(new Event('input')); })()")
	b.Wait("[...document.querySelectorAll('.searchpanel button')].some((x) => x.textContent.startsWith('Replace all') && !x.disabled)")
	b.Ask("[...document.querySelectorAll('.searchpanel button')].find((x) => x.textContent.startsWith('Replace all')).click()")
	b.saved()
	b.Wait("document.querySelector('.bead.current .fix')?.innerText.includes('Section 777:')")
	b.key(kb.Escape)
	b.key("A") // all above
	b.saved()
	b.key("o")
	shows("779", "Paragraph 778:")
	b.Ask("(() => { const s = document.querySelector('.bar select'); s.value = 'changed'; s.dispatchEvent(new Event('change')); })()")
	b.Wait("document.querySelector('.rows').getAttribute('aria-rowcount') === '2'")
	b.Ask("location.hash = '#long/e1200.s1'")
	shows("1201", "Paragraph 1200:")
	b.silent()
}
