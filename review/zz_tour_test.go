package review_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"duizhao"
	"duizhao/review"
)

func TestTour(t *testing.T) {
	dir := os.Getenv("TOUR")
	if dir == "" {
		t.Skip()
	}
	p, _ := thePipeline()
	_, link, _ := served(t, review.Options{Out: os.Getenv("TOUR_OUT"), Redo: p.Redo, Lang: duizhao.English})
	b := browse(t, link())
	b.wait("document.querySelectorAll('tbody tr').length >= 1")
	shot := func(n string) { b.ask("new Promise((d) => setTimeout(d, 400))"); b.picture(filepath.Join(dir, n+".png")) }
	shot("01-list")
	b.ask("document.querySelector('tbody a').click()")
	b.wait("document.querySelector('.bead.current')")
	shot("02-report")
	b.key("n")
	shot("03-finding")
	b.key("v")
	shot("04-sentences")
	b.key("v")
	b.key("s")
	shot("05-split")
	b.key(kb.Escape)
	b.key("p")
	b.ask("new Promise((d) => setTimeout(d, 1500))")
	shot("06-source")
	b.key("p")
	b.key("/")
	b.do(chromedp.SendKeys(".searchpanel input[type=search]", "patent"))
	b.key(kb.Enter)
	shot("07-search")
	b.key(kb.Escape)
	b.ask("document.getElementById('theme-switch').click()")
	shot("08-dark")
	b.ask("document.getElementById('lang-switch').click()")
	b.wait("document.querySelector('.bead.current')")
	shot("09-zh")
	_, _ = chromedp.Call(b.ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 700, Height: 450, DeviceScaleFactor: 2})
	shot("10-200")
	_, _ = chromedp.Call(b.ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 420, Height: 800, DeviceScaleFactor: 1})
	shot("11-narrow")
	b.key("?")
	shot("12-help")
}
