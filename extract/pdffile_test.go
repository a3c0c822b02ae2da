package extract

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"duizhao"
	"duizhao/internal/contain"
)

// TestMain lets the test program be the child that contained tests start.
func TestMain(m *testing.M) {
	if contain.Main(os.Args[1:], Work) {
		return
	}
	os.Exit(m.Run())
}

// smallPDF is a PDF file of one page in Helvetica.
func smallPDF(lines ...string) []byte {
	var content strings.Builder
	content.WriteString("BT /F1 11 Tf 72 760 Td 16 TL\n")
	for _, l := range lines {
		fmt.Fprintf(&content, "(%s) Tj T*\n", l)
	}
	content.WriteString("ET")
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
		fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", content.Len(), content.String()),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}

// TestPDF reads the same file in the process, apart from it, and with an isolation
// of the caller's own.
func TestPDF(t *testing.T) {
	data := smallPDF("I. Enforcement", "Courts of the city of Lanjiang closed 3,024 cases in the year.")
	calls := 0
	for name, isolate := range map[string]func(string, []byte, time.Duration) ([]byte, error){
		"in the process": nil,
		"in a child":     contain.Run,
		"caller's own": func(kind string, input []byte, limit time.Duration) ([]byte, error) {
			calls++
			if limit < 10*time.Second {
				t.Errorf("limit %v, want ten seconds at least", limit)
			}
			return Work(kind, input), nil
		},
	} {
		docs, err := Bytes("small.pdf", data, Options{Isolate: isolate})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		d := docs[0]
		if len(docs) != 1 || d.Format != "pdf" || d.Pages != 1 || d.Lang != duizhao.English || len(d.Blocks) != 2 || d.Blocks[0].Kind != duizhao.Heading || d.Blocks[1].Page != 1 {
			t.Errorf("%s: %+v", name, d)
		}
	}
	if calls != 1 {
		t.Errorf("the caller's isolation was called %d times, want 1", calls)
	}
}

// TestPDFErrors: whatever goes wrong in the contained work is one clear error that
// names the file.
func TestPDFErrors(t *testing.T) {
	fails := func(err error) func(string, []byte, time.Duration) ([]byte, error) {
		return func(string, []byte, time.Duration) ([]byte, error) { return nil, err }
	}
	good := smallPDF("text")
	for _, test := range []struct {
		code    string
		data    []byte
		isolate func(string, []byte, time.Duration) ([]byte, error)
	}{
		{"timeout", good, fails(fmt.Errorf("wrapped: %w", contain.ErrTimeout))},
		{"memory", good, fails(contain.ErrMemory)},
		{"output", good, fails(contain.ErrOutput)},
		{"crashed", good, fails(errors.New("gone"))},
		{"crashed", good, func(string, []byte, time.Duration) ([]byte, error) { return []byte("nonsense"), nil }},
		{"empty", smallPDF(), nil},
		{"damaged", []byte("%PDF-1.7\nendobj nothing else"), nil},
	} {
		_, err := Bytes("the file.pdf", test.data, Options{Isolate: test.isolate})
		var e *duizhao.Error
		if !errors.As(err, &e) || e.Code != test.code || e.Path != "the file.pdf" {
			t.Errorf("got %v, want code %s", err, test.code)
			continue
		}
		for _, lang := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
			if s := e.In(lang); strings.Contains(s, "%!") || strings.Contains(s, "\n") {
				t.Errorf("%s: %s", test.code, s)
			}
		}
	}
}

// TestOtherReader: a file that the readers come to grief over is read by pdftotext.
func TestOtherReader(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	isolate := func(kind string, input []byte, limit time.Duration) ([]byte, error) {
		if kind == workPDF {
			return nil, contain.ErrTimeout
		}
		return Work(kind, input), nil
	}
	docs, err := Bytes("slow.pdf", smallPDF("Courts of the city of Lanjiang closed", "3,024 cases within the year."), Options{Isolate: isolate})
	if err != nil {
		t.Fatal(err)
	}
	if got := docs[0].Text; got != "Courts of the city of Lanjiang closed 3,024 cases within the year." {
		t.Errorf("got %q", got)
	}
	if docs[0].Problems[0].Code != "reader" {
		t.Errorf("problems %+v", docs[0].Problems)
	}
}

func TestReadBoxes(t *testing.T) {
	pages, err := readBoxes(strings.NewReader(`<!DOCTYPE html><html><body><doc>
<page width="595" height="842"><flow><block><line>
<word xMin="70" yMin="80" xMax="110" yMax="92">专利&amp;</word><word xMin="115" yMin="80" xMax="140" yMax="92">2023</word>
</line></block></flow></page></doc></body></html>`))
	if err != nil || len(pages) != 1 || len(pages[0].Runs) != 2 {
		t.Fatalf("%+v, %v", pages, err)
	}
	if s := newSheet(&pages[0]); len(s.Lines) != 1 || s.Lines[0].Text != "专利& 2023" {
		t.Errorf("%+v", s.Lines)
	}
}

// TestRecognised reads a table as tesseract writes it: a page laid askew, with a
// gap between words and a gap between columns.
func TestRecognised(t *testing.T) {
	var b strings.Builder
	b.WriteString("level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n")
	b.WriteString("1\t1\t0\t0\t0\t0\t0\t0\t1654\t2339\t-1\t\n")
	for i := range 8 {
		for k, w := range []string{"全市", "授权", "专利", "38640", "件，", "IP", "law", "院所"} {
			fmt.Fprintf(&b, "5\t1\t1\t1\t%d\t%d\t%d\t%d\t%d\t30\t90\t%s\n", i, k, 200+80*k, 300+50*i+k, 66, w)
		}
		fmt.Fprintf(&b, "5\t1\t1\t1\t%d\t9\t1300\t%d\t66\t30\t90\t表格\n", i, 310+50*i)
	}
	s, err := readTSV(strings.NewReader(b.String()), 3, 200)
	if err != nil || s.Number != 3 || s.Source != recognised || len(s.Lines) != 16 {
		t.Fatalf("%+v, %v", s, err)
	}
	if got := s.Lines[0].Text; got != "全市授权专利38640件，IP law院所" {
		t.Errorf("got %q", got)
	}
	if slope := s.Lines[0].Baseline - s.Lines[1].Baseline; slope > 1.5 || slope < -1.5 {
		t.Errorf("the line was not laid straight: its ends are %.1f points apart", slope)
	}
}

func TestDrawing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "small.pdf")
	if err := os.WriteFile(path, smallPDF("I. Enforcement & Courts", "Courts of the city of Lanjiang closed 3,024 cases in the year."), 0o600); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Drawing(&b, path, 1, Options{}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"1. en0 heading 1", "2. en1 paragraph", "Enforcement &amp; Courts"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the drawing lacks %q", want)
		}
	}
	if err := xml.Unmarshal(b.Bytes(), new(struct{})); err != nil {
		t.Error(err)
	}
	var e *duizhao.Error
	if err := Drawing(&b, path, 2, Options{}); !errors.As(err, &e) || e.Code != "no_such_page" {
		t.Errorf("page 2: %v", err)
	}
}
