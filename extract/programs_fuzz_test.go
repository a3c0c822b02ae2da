package extract

import (
	"bytes"
	"encoding/gob"
	"math"
	"testing"
	"time"
	"unicode/utf8"

	"duizhao/extract/pdf"
)

// FuzzReply reads anything as the answer of the child process that has read a PDF
// file, which the file may have taken over: documents that are well formed, or an
// error of this stage.
func FuzzReply(f *testing.F) {
	page := sheet{Number: 1, Width: 595, Height: 842}
	for i, text := range []string{"一、概况", "2023年，全市专利授权21340件。", "In 2023, 21,340 patents were granted."} {
		y := float64(80 + 20*i)
		word := pdf.Run{Text: text, Size: 12, Baseline: y, Rect: pdf.Rect{X0: 70, Y0: y - 10, X1: 400, Y1: y + 2}}
		spread(&word)
		if r, ok := newRow([]runPart{{Run: word}}); ok {
			page.Lines = append(page.Lines, r)
		}
	}
	for _, r := range []*reply{{Sheets: []sheet{page}}, {Failure: "encrypted", Cause: "?"}, {Problems: []pdf.Problem{{Page: -1, Code: "x"}}}} {
		var b bytes.Buffer
		if err := gob.NewEncoder(&b).Encode(r); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, answer []byte) {
		o := Options{Isolate: func(string, []byte, time.Duration) ([]byte, error) { return answer, nil }}
		docs, err := Bytes("fuzz.pdf", []byte("%PDF-1.4\n"), o)
		checkFuzzed(t, docs, err, 64*len(answer)+64)
	})
}

// FuzzBoxes reads anything as what pdftotext writes of a hostile file: pages whose
// words have text in UTF-8, and a glyph for each of their characters.
func FuzzBoxes(f *testing.F) {
	f.Add([]byte(`<doc><page width="595" height="842"><flow><block><line><word xMin="70" yMin="80" xMax="130" yMax="92">专利a&amp;b</word></line></block></flow></page></doc>`))
	f.Add([]byte(`<page width="NaN"><word xMin="1e400" yMin="-Inf">x</word><word></word>`))
	f.Add([]byte("<word>\xff</word><page><page>"))
	f.Fuzz(func(t *testing.T, out []byte) {
		pages, _ := readBoxes(bytes.NewReader(out))
		text := 0
		for i, p := range pages {
			if p.Number != i+1 {
				t.Errorf("page %d is called %d", i+1, p.Number)
			}
			for _, r := range p.Runs {
				if !utf8.ValidString(r.Text) || utf8.RuneCountInString(r.Text) != len(r.Glyphs) {
					t.Errorf("%q has %d glyphs", r.Text, len(r.Glyphs))
				}
				text += len(r.Text)
			}
			newSheet(&p)
		}
		if text > 8*len(out) {
			t.Errorf("%d bytes of text of %d", text, len(out))
		}
	})
}

// FuzzOCRTable reads anything as what tesseract writes: lines of text in UTF-8 whose
// places are numbers.
func FuzzOCRTable(f *testing.F) {
	f.Add([]byte("1\t1\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t\n5\t1\t1\t1\t1\t1\t100\t100\t300\t40\t96\t专利授权\n5\t1\t1\t1\t1\t2\t500\t100\t90\t40\t91\t21340\n"), 300)
	f.Add([]byte("5\t1\t1\t1\t1\t1\t-9\t0\t0\t0\t\t\xff\n"), 1)
	f.Add([]byte("5\t1\t1\t1\t1\t1\t9223372036854775807\t0\t9223372036854775807\t-5\t\tx\n"), 70)
	f.Fuzz(func(t *testing.T, table []byte, dpi int) {
		s, _ := readTSV(bytes.NewReader(table), 1, max(1, dpi))
		for _, l := range s.Lines {
			for _, v := range []float64{l.Box.X0, l.Box.X1, l.Box.Y0, l.Box.Y1, l.Size, l.Baseline} {
				if math.IsNaN(v) {
					t.Fatalf("%q stands nowhere: %+v", l.Text, l.Box)
				}
			}
		}
		if s.Number != 1 || !s.Pictured {
			t.Errorf("not the page that was asked for: %+v", s)
		}
	})
}
