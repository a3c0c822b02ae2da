package extract

import (
	"bytes"
	"context"
	"encoding/gob"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"duizhao"
	"duizhao/extract/pdf"
)

// Text recognition is done by programs: pdftoppm (poppler) draws a page at the
// resolution it was scanned with, tesseract reads it.
const (
	ocrLanguages = "chi_sim+eng"
	ocrInstall   = "apt install tesseract-ocr tesseract-ocr-chi-sim poppler-utils"
	ocrPage      = 120 * time.Second // for one page
	ocrMost      = 300               // pages of one file
	ocrNormal    = 300               // dots per inch where the scan's own are not known
	ocrFine      = 200               // dots per inch that tesseract reads well as they are
	ocrCoarse    = 225               // to draw a coarser scan with: measured better than its own and than 300
	ocrPixels    = 8_000             // of a page's longer side
)

// scanJob is the input of the work "ocr".
type scanJob struct {
	Data  []byte
	Pages []scanPage
}

// scanPage is a page to recognise, and the dots per inch it may be drawn with at
// most: a page may be said to be as large as a house.
type scanPage struct{ Number, MaxDPI int }

// recogniseScans reads the pages of sheets that are pictures of text, and puts
// what it reads in their place. An error is returned only where the file holds
// nothing else.
func recogniseScans(data []byte, sheets []sheet, o Options) (problems []duizhao.Problem, err error) {
	var pages []scanPage
	for i := range sheets {
		if s := &sheets[i]; s.Pictured && s.glyphs() < fewGlyphs {
			most := ocrPixels * 72 / max(s.Width, s.Height, 1)
			pages = append(pages, scanPage{s.Number, max(1, min(400, int(most)))})
		} else if s.Source == hidden {
			problems = append(problems, pageProblem("ocr", s.Number, "the page is a scan; its text is what the program that made the file recognised"))
		}
	}
	if len(pages) == 0 {
		return problems, nil
	}
	if len(pages) > ocrMost {
		problems = append(problems, problem("ocr_limit", fmt.Sprintf("%d pages are scans; the first %d were recognised", len(pages), ocrMost)))
		pages = pages[:ocrMost]
	}
	read, err := recognise(data, pages, o)
	if err != nil {
		if len(pages) == len(sheets) {
			return problems, err
		}
		e := err.(*duizhao.Error)
		for _, p := range pages {
			problems = append(problems, pageProblem(e.Code, p.Number, "the page is a scan that was not read: "+e.Error()))
		}
		return problems, nil
	}
	found := map[int]sheet{}
	for _, s := range read.Sheets {
		found[s.Number] = s
	}
	for i := range sheets {
		if s, ok := found[sheets[i].Number]; ok {
			sheets[i] = s
			problems = append(problems, pageProblem("ocr", s.Number, "the page is a scan; its text was recognised by tesseract and may be wrong"))
		}
	}
	for _, p := range read.Problems {
		problems = append(problems, pageProblem(p.Code, p.Page, p.Message))
	}
	return problems, nil
}

func pageProblem(code string, page int, message string) duizhao.Problem {
	p := problem(code, message)
	p.Page = page
	return p
}

func recognise(data []byte, pages []scanPage, o Options) (*reply, error) {
	for _, program := range []string{"tesseract", "pdftoppm"} {
		if _, err := exec.LookPath(program); err != nil {
			return nil, failure("ocr_missing", "", nil, program, ocrInstall)
		}
	}
	var job bytes.Buffer
	if err := gob.NewEncoder(&job).Encode(scanJob{data, pages}); err != nil {
		return nil, failure("crashed", "", err)
	}
	rounds := (len(pages) + atOnce() - 1) / atOnce()
	return o.work(workOCR, job.Bytes(), 30*time.Second+time.Duration(rounds)*ocrPage/2)
}

// atOnce is how many pages are recognised at the same time. Tesseract's own
// threads are turned off: pages side by side use the processors better.
func atOnce() int { return max(1, min(runtime.NumCPU(), 8)) }

// recognisePages does the work "ocr".
func recognisePages(input []byte) *reply {
	var job scanJob
	if err := gob.NewDecoder(bytes.NewReader(input)).Decode(&job); err != nil {
		return &reply{Failure: "crashed", Cause: err.Error()}
	}
	dir, err := os.MkdirTemp("", "duizhao-*")
	if err != nil {
		return &reply{Failure: "unreadable", Cause: err.Error()}
	}
	defer os.RemoveAll(dir)
	s := scanner{dir: dir, file: filepath.Join(dir, "in.pdf")}
	if err := os.WriteFile(s.file, job.Data, 0o600); err != nil {
		return &reply{Failure: "unreadable", Cause: err.Error()}
	}
	s.dpi = resolutions(s.file)
	return s.pages(job.Pages)
}

// pages recognises pages, several at a time.
func (s *scanner) pages(pages []scanPage) *reply {
	r := &reply{}
	var running []*scan
	for _, page := range pages {
		if len(running) == atOnce() {
			running[0].finish(r)
			running = running[1:]
		}
		running = append(running, s.start(page))
	}
	for _, c := range running {
		c.finish(r)
	}
	levelSizes(r.Sheets)
	return r
}

// scanner recognises the pages of one file in a folder of its own.
type scanner struct {
	dir, file string
	dpi       map[int]int // by page
}

// scan is one page being recognised.
type scan struct {
	page, dpi int
	out       string // path of tesseract's table, without its ending
	picture   string
	cmd       *exec.Cmd
	err       error
	complaint bytes.Buffer
	cancel    context.CancelFunc
}

// start draws a page and starts tesseract on it.
func (s *scanner) start(page scanPage) *scan {
	n := strconv.Itoa(page.Number)
	c := &scan{page: page.Number, dpi: s.dpi[page.Number], out: filepath.Join(s.dir, "p"+n)}
	if c.dpi == 0 {
		c.dpi = ocrNormal
	}
	c.dpi = min(c.dpi, page.MaxDPI)
	c.picture = c.out + ".pgm"
	ctx, cancel := context.WithTimeout(context.Background(), ocrPage)
	c.cancel = cancel
	draw := exec.CommandContext(ctx, "pdftoppm", "-q", "-gray", "-singlefile", "-r", strconv.Itoa(c.dpi), "-f", n, "-l", n, s.file, c.out)
	if c.err = draw.Run(); c.err != nil {
		return c
	}
	c.cmd = exec.CommandContext(ctx, "tesseract", c.picture, c.out, "-l", ocrLanguages, "--dpi", strconv.Itoa(c.dpi), "tsv")
	c.cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
	c.cmd.Stderr = &c.complaint
	c.err = c.cmd.Start()
	return c
}

// finish adds what was recognised to r, or the problem that kept it from being.
func (c *scan) finish(r *reply) {
	s, err := c.wait()
	if err != nil {
		r.Problems = append(r.Problems, pdf.Problem{Page: c.page, Code: "ocr_failed",
			Message: "the page is a scan that could not be recognised: " + oneLine(err.Error())})
		return
	}
	r.Sheets = append(r.Sheets, s)
}

// wait waits for tesseract and reads its table.
func (c *scan) wait() (sheet, error) {
	defer c.cancel()
	if c.err != nil {
		return sheet{}, c.err
	}
	err := c.cmd.Wait()
	_ = os.Remove(c.picture)
	if err != nil {
		return sheet{}, fmt.Errorf("tesseract: %w: %s", err, oneLine(c.complaint.String()))
	}
	f, err := os.Open(c.out + ".tsv")
	if err != nil {
		return sheet{}, err
	}
	defer f.Close()
	return readTSV(f, c.page, c.dpi)
}

// resolutions returns the dots per inch to draw each page with: those of its largest
// image, as pdfimages lists them, within what makes sense for text.
func resolutions(file string) map[int]int {
	dpi, area := map[int]int{}, map[int]int{}
	out, err := exec.Command("pdfimages", "-list", file).Output()
	if err != nil {
		return dpi
	}
	for _, l := range strings.Split(string(out), "\n") {
		f := strings.Fields(l)
		if len(f) < 14 || f[2] != "image" && f[2] != "stencil" {
			continue
		}
		page, _ := strconv.Atoi(f[0])
		width, _ := strconv.Atoi(f[3])
		height, _ := strconv.Atoi(f[4])
		ppi, _ := strconv.Atoi(f[12])
		if width*height > area[page] && ppi > 0 {
			area[page] = width * height
			dpi[page] = min(ppi, 400)
			if ppi < ocrFine {
				dpi[page] = ocrCoarse
			}
		}
	}
	return dpi
}
