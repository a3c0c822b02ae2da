package extract

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"unicode/utf8"

	"duizhao/extract/pdf"
)

// pdftotext reads a PDF file with poppler's program of that name, the last resort
// for files that both object readers refuse. It tells the places of words, but
// neither fonts nor ruled lines.
func pdftotext(data []byte) ([]pdf.Page, error) {
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "duizhao-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	in, out := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.html")
	if err := os.WriteFile(in, data, 0o600); err != nil {
		return nil, err
	}
	if err := exec.Command(program, "-q", "-bbox-layout", in, out).Run(); err != nil {
		return nil, err
	}
	f, err := os.Open(out)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readBoxes(f)
}

// readBoxes reads what pdftotext -bbox-layout writes: pages of words with boxes.
func readBoxes(r io.Reader) ([]pdf.Page, error) {
	d := xml.NewDecoder(r)
	d.Strict = false
	d.Entity = xml.HTMLEntity
	var pages []pdf.Page
	var word *pdf.Run
	var text bytes.Buffer
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return pages, nil
		}
		if err != nil {
			return pages, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch a := attributes(t); t.Name.Local {
			case "page":
				pages = append(pages, pdf.Page{Number: len(pages) + 1, Width: a["width"], Height: a["height"]})
			case "word":
				box := pdf.Rect{X0: a["xMin"], Y0: a["yMin"], X1: a["xMax"], Y1: a["yMax"]}
				word = &pdf.Run{Rect: box, Size: box.Height() * 0.9, Baseline: box.Y1 - 0.22*box.Height()}
				text.Reset()
			}
		case xml.CharData:
			if word != nil {
				text.Write(t)
			}
		case xml.EndElement:
			if t.Name.Local == "word" && word != nil && len(pages) > 0 {
				word.Text = text.String()
				spread(word)
				p := &pages[len(pages)-1]
				p.Runs = append(p.Runs, *word)
				word = nil
			}
		}
	}
}

func attributes(e xml.StartElement) map[string]float64 {
	m := map[string]float64{}
	for _, a := range e.Attr {
		m[a.Name.Local], _ = strconv.ParseFloat(a.Value, 64)
	}
	return m
}

// spread gives a run, of which only the box is known, its glyphs: an ideograph is
// twice as wide as another.
func spread(r *pdf.Run) {
	total := float64(columns(r.Text))
	at := r.X0
	for i, c := range r.Text {
		w := r.Width() / total
		if isWide(c) {
			w *= 2
		}
		r.Glyphs = append(r.Glyphs, pdf.Glyph{Start: i, X0: at, X1: at + w})
		at += w
	}
	if !utf8.ValidString(r.Text) {
		r.Text, r.Glyphs = "", nil
	}
}
