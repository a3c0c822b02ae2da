package review_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	chromium "duizhao/internal/testkit/browser"
	"duizhao/review"
)

// browser is Chromium with the review page in it.
type browser struct {
	*chromium.Browser
	t    testing.TB
	ctx  context.Context
	base string // the server's address
}

// served starts a server and returns its address and a way to make links.
func served(t testing.TB, o review.Options) (base string, link func() string, stop func()) {
	t.Helper()
	return servedAt(t, o, "127.0.0.1:0")
}

func servedAt(t testing.TB, o review.Options, address string) (base string, link func() string, stop func()) {
	t.Helper()
	l, err := net.Listen("tcp", address)
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
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(stop)
	return "http://" + l.Addr().String(), s.Link, stop
}

// browse opens a browser of its own at a link.
func browse(t testing.TB, link string) *browser {
	t.Helper()
	c := chromium.Start(t)
	b := &browser{Browser: c, t: t, ctx: c.Context, base: link[:strings.Index(link, "/?")]}
	b.Do(chromedp.Navigate(link), chromedp.WaitReady("#main h1"))
	return b
}

// silent fails the test where the page has complained, but for what is expected,
// or asked others for anything.
func (b *browser) silent(expected ...string) {
	b.t.Helper()
	if foreign, messages := b.Requests(b.base), b.Messages(expected...); len(foreign)+len(messages) > 0 {
		b.t.Errorf("requests to others %q, messages %q", foreign, messages)
	}
}

// open goes to a report and waits for its rows.
func (b *browser) open(id string) {
	b.t.Helper()
	b.Ask("location.hash = " + quoteJS("#"+id))
	b.Wait("document.querySelector('.bead.current')")
}

// key presses keys, one after the other, as a keyboard does: what a key types comes
// with its keydown, so that a page that takes the key for a command keeps it from
// being typed.
func (b *browser) key(keys string, modifiers ...kb.Modifier) {
	b.t.Helper()
	for _, r := range keys {
		var typed string
		events := kb.Encode(r)
		for _, e := range events {
			if e.Type == kb.KeyChar {
				typed = e.Text
			}
		}
		for _, e := range events {
			if e.Type == kb.KeyChar {
				continue
			}
			for _, m := range modifiers {
				e.Modifiers |= int64(m)
			}
			if e.Type == kb.KeyDown && e.Modifiers&^int64(kb.ModifierShift) == 0 {
				e.Text = typed
			}
			if _, err := chromedp.Call(b.ctx, input.DispatchKeyEvent, *e); err != nil {
				b.t.Fatal(err)
			}
		}
	}
}

// click clicks a button of a command in the current row or the bar.
func (b *browser) click(command string) {
	b.t.Helper()
	selector := fmt.Sprintf("[data-command=%s]:not(:disabled)", command)
	b.Wait("document.querySelector(" + quoteJS(selector) + ")")
	b.Ask("document.querySelector(" + quoteJS(selector) + ").click()")
}

// row puts the cursor on a row, counted from 1, as somebody who points at it.
func (b *browser) row(n int) {
	b.t.Helper()
	row := fmt.Sprintf("[...document.querySelectorAll('.bead')].find((r) => r.getAttribute('aria-rowindex') === '%d')", n)
	b.Wait(row)
	b.Ask(row + ".querySelector('.gutter').click()")
	b.Wait(row + "?.classList.contains('current')")
}

// saved waits until everything is on the server's disk and laid out.
func (b *browser) saved() {
	b.t.Helper()
	b.Wait("document.getElementById('state').className === 'state saved' && !document.querySelector('.working')")
}

// atRest waits until a change is saved and the report is laid out anew, so that the next
// key meets the rows that it would meet on any machine.
func (b *browser) atRest() {
	b.t.Helper()
	b.saved()
	time.Sleep(300 * time.Millisecond) // the bar says a little later that something is on its way
	b.Wait("!document.querySelector('.pending')")
	b.saved()
}

func quoteJS(s string) string {
	out, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(out)
}
