package review_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"duizhao"
	"duizhao/internal/testkit"
	"duizhao/pipeline"
	"duizhao/review"
)

// resultsOf makes a folder of results with a report of testdata.
func resultsOf(t testing.TB, id string, files ...string) (out string, r *duizhao.Report) {
	t.Helper()
	p, err := thePipeline()
	if err != nil {
		t.Fatal(err)
	}
	b, err := p.Run(pipeline.Source{ID: id, Files: files})
	if err != nil {
		t.Fatal(err)
	}
	out = t.TempDir()
	r = b.Report()
	writeReport(t, out, r)
	return out, r
}

// shownBox is a box over the page's picture: its place in hundredths of the page, and
// how much of what is in it, and of a strip to its left, is ink.
type shownBox struct{ X, Y, W, H, Ink, Margin float64 }

const boxesShown = `(async () => {
	const sheet = document.querySelector(".sheet");
	const image = sheet.querySelector("img");
	await image.decode();
	const canvas = document.createElement("canvas");
	canvas.width = image.naturalWidth;
	canvas.height = image.naturalHeight;
	const pen = canvas.getContext("2d", { willReadFrequently: true });
	pen.drawImage(image, 0, 0);
	const ink = (x, y, w, h) => {
		const { data } = pen.getImageData(x * canvas.width, y * canvas.height, Math.max(1, w * canvas.width), Math.max(1, h * canvas.height));
		let dark = 0;
		for (let i = 0; i < data.length; i += 4) if (data[i] + data[i + 1] + data[i + 2] < 380) dark++;
		return dark / (data.length / 4);
	};
	const page = image.getBoundingClientRect();
	return JSON.stringify([...sheet.querySelectorAll(".box.here")].map((box) => {
		const r = box.getBoundingClientRect();
		const [x, y, w, h] = [(r.left - page.left) / page.width, (r.top - page.top) / page.height, r.width / page.width, r.height / page.height];
		return { X: 100 * x, Y: 100 * y, W: 100 * w, H: 100 * h, Ink: ink(x, y, w, h), Margin: ink(Math.max(0, x - 0.03), y, 0.025, h) };
	}));
})()`

var (
	bboxPage = regexp.MustCompile(`<page width="([0-9.]+)" height="([0-9.]+)"`)
	bboxWord = regexp.MustCompile(`<word xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="([0-9.]+)">([^<]*)</word>`)
)

// lineAt returns where the line with a mark stands on the first page of a PDF file, in
// hundredths of the page: its left edge, upper and lower end.
func lineAt(t testing.TB, file, mark string) (x, top, bottom float64) {
	t.Helper()
	out, err := exec.Command(testkit.Program(t, "pdftotext"), "-bbox", "-f", "1", "-l", "1", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	number := func(s string) float64 { f, _ := strconv.ParseFloat(s, 64); return f }
	page := bboxPage.FindStringSubmatch(string(out))
	for _, w := range bboxWord.FindAllStringSubmatch(string(out), -1) {
		if strings.HasPrefix(w[5], mark) {
			return 100 * number(w[1]) / number(page[1]), 100 * number(w[2]) / number(page[2]), 100 * number(w[4]) / number(page[2])
		}
	}
	t.Fatalf("%s is not on the page", mark)
	return 0, 0, 0
}

// TestBrowserShowsPages looks at the picture of a PDF page beside a paragraph: its box
// is where the words stand, and there is ink in it.
func TestBrowserShowsPages(t *testing.T) {
	file := filepath.Join(testkit.Root(t), "testdata", "formats", "report.pdf")
	testkit.Program(t, "pdftoppm")
	out, r := resultsOf(t, "pdf", file)
	_, link, _ := served(t, review.Options{Out: out, Redo: redo(t), Lang: duizhao.English})
	b := browse(t, link())
	b.open("pdf")
	for _, c := range []struct{ begins, word string }{{"全市获得专利授权", "全市获得"}, {"两级法院受理", "两级法院"}} {
		var id string
		for _, p := range r.Readings.Zh.Paragraphs {
			if strings.HasPrefix(p.Text, c.begins) {
				id = p.ID
			}
		}
		if id == "" {
			t.Fatalf("no paragraph begins with %s", c.begins)
		}
		b.Ask("location.hash = " + quoteJS("#pdf/"+id))
		b.Wait("document.querySelector('.bead.current').innerText.includes(" + quoteJS(c.begins) + ")")
		if b.Ask("document.querySelector('.source-pane').hidden") == "true" {
			b.key("p")
		}
		b.Wait("document.querySelector('.sheet img')?.complete && document.querySelector('.sheet .box.here')")
		b.Wait("document.querySelector('.bead.current [data-unit].active')")
		var boxes []shownBox
		x, top, bottom := lineAt(t, file, c.word)
		near := func(a, b float64) bool { return a-b < 1.5 && b-a < 1.5 }
		found := false
		for range 40 { // the box follows the cursor after a moment
			if err := json.Unmarshal([]byte(b.Ask(boxesShown)), &boxes); err != nil {
				t.Fatal(err)
			}
			if found = len(boxes) > 0 && near(boxes[0].X, x) && near(boxes[0].Y, top) && near(boxes[0].Y+boxes[0].H, bottom); found {
				break
			}
			b.Ask("new Promise((done) => setTimeout(done, 100))")
		}
		if !found {
			t.Errorf("%s: the first line is at %.1f, %.1f to %.1f, the boxes are %+v", c.begins, x, top, bottom, boxes)
		}
		for _, k := range boxes {
			if k.Ink < 0.02 || k.Margin > 0.005 {
				t.Errorf("%s: ink in the box %.3f, to its left %.3f", c.begins, k.Ink, k.Margin)
			}
		}
	}
	if dir := os.Getenv("DUIZHAO_PICTURES"); dir != "" {
		b.picture(filepath.Join(dir, "pdf.png"))
	}
	b.silent()
}

// picture saves what the window shows.
func (b *browser) picture(path string) {
	b.t.Helper()
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(path, png, 0o644); err != nil {
		b.t.Fatal(err)
	}
}
