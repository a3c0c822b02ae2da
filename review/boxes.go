package review

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"unicode"

	"duizhao"
)

// box is where a paragraph, or a part of it, stands on a page: in the units of the
// page, from its upper left corner.
type box struct {
	Paragraph string  `json:"paragraph"`
	X         float64 `json:"x"`
	Y         float64 `json:"y"`
	W         float64 `json:"w"`
	H         float64 `json:"h"`
}

// pageBoxes is a page with the boxes of its paragraphs.
type pageBoxes struct {
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
	Boxes  []box   `json:"boxes"`
}

// word is a word of a page as poppler's pdftotext places it.
type word struct {
	XMin float64 `xml:"xMin,attr"`
	YMin float64 `xml:"yMin,attr"`
	XMax float64 `xml:"xMax,attr"`
	YMax float64 `xml:"yMax,attr"`
	Text string  `xml:",chardata"`
}

// boxes says where the paragraphs of a page stand. Where that is not known there are
// none: the picture is of use without them.
func (s *Server) boxes(w http.ResponseWriter, r *http.Request, st *state) error {
	src, n, err := s.pageOf(r, st, r.PathValue("n"))
	if err != nil {
		return err
	}
	data, err := s.content(src)
	if err != nil {
		return err
	}
	page := strconv.Itoa(n)
	out, err := s.poppler(r.Context(), data, "pdftotext", "-q", "-bbox", "-f", page, "-l", page, "-", "-")
	p := &pageBoxes{Boxes: []box{}}
	var words []word
	if err == nil {
		words, err = p.read(out)
	}
	if err != nil {
		s.log.Debug("boxes", "error", err)
		answer(w, http.StatusOK, p)
		return nil
	}
	st.mu.Lock()
	report := st.now.report
	st.mu.Unlock()
	t := newPageText(words)
	for _, l := range src.Languages {
		for _, para := range paragraphsOn(report.Readings.In(l), n) {
			p.Boxes = append(p.Boxes, t.place(para)...)
		}
	}
	answer(w, http.StatusOK, p)
	return nil
}

// paragraphsOn returns the paragraphs that begin on a page or the one before it,
// from which they may run over.
func paragraphsOn(rd *duizhao.ReportReading, page int) (out []*duizhao.ReportParagraph) {
	if rd == nil {
		return nil
	}
	for i := range rd.Paragraphs {
		if p := &rd.Paragraphs[i]; p.Page == page || p.Page == page-1 {
			out = append(out, p)
		}
	}
	return out
}

// read takes the size of the page from what pdftotext wrote and returns its words.
func (p *pageBoxes) read(out []byte) (words []word, err error) {
	dec := xml.NewDecoder(bytes.NewReader(out))
	dec.Strict = false
	dec.Entity = xml.HTMLEntity
	for {
		t, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return words, nil
		}
		if err != nil {
			return nil, err
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "page":
			for _, a := range e.Attr {
				v, _ := strconv.ParseFloat(a.Value, 64)
				switch a.Name.Local {
				case "width":
					p.Width = v
				case "height":
					p.Height = v
				}
			}
		case "word":
			var x word
			if err := dec.DecodeElement(&x, &e); err != nil {
				return nil, err
			}
			words = append(words, x)
		}
	}
}

// pageText is the text of a page without white space, and the word that each of its
// bytes is of.
type pageText struct {
	words []word
	text  string
	of    []int
	taken []bool // words that a paragraph has
}

func newPageText(words []word) *pageText {
	t := &pageText{words: words, taken: make([]bool, len(words))}
	var b strings.Builder
	for i := range words {
		bare := bareText(words[i].Text)
		b.WriteString(bare)
		for range len(bare) {
			t.of = append(t.of, i)
		}
	}
	t.text = b.String()
	return t
}

func bareText(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u00ad' {
			return -1
		}
		return r
	}, s)
}

// The shortest piece, in bytes, by which a paragraph is found, and the pieces tried
// where the whole is not: headings in the margin or a page's end may stand in it.
const (
	leastPiece = 6
	piece      = 36
)

// place returns the boxes of p, one a line of the page.
func (t *pageText) place(p *duizhao.ReportParagraph) []box {
	bare := bareText(p.Text)
	if len(bare) < leastPiece {
		return nil
	}
	if at := t.find(bare); at >= 0 {
		return t.lines(p.ID, at, at+len(bare))
	}
	var out []box
	for from := 0; from < len(bare); from += piece {
		part := strings.ToValidUTF8(bare[from:min(len(bare), from+piece)], "")
		if len(part) < leastPiece*2 {
			continue
		}
		if at := t.find(part); at >= 0 {
			out = append(out, t.lines(p.ID, at, at+len(part))...)
		}
	}
	return out
}

// find returns where part stands first among words that no paragraph has yet, or -1.
func (t *pageText) find(part string) int {
	for from := 0; ; {
		i := strings.Index(t.text[from:], part)
		if i < 0 {
			return -1
		}
		if at := from + i; !t.taken[t.of[at]] {
			return at
		}
		from += i + 1
	}
}

// lines returns the boxes of the words at [from, to), joined where they stand side by
// side, and marks the words as taken.
func (t *pageText) lines(id string, from, to int) (out []box) {
	last := -1
	for _, i := range t.of[from:to] {
		if i == last {
			continue
		}
		last = i
		t.taken[i] = true
		w := t.words[i]
		if n := len(out) - 1; n >= 0 && w.YMin < out[n].Y+out[n].H && w.YMax > out[n].Y && w.XMin >= out[n].X {
			b := &out[n]
			right, bottom := max(b.X+b.W, w.XMax), max(b.Y+b.H, w.YMax)
			b.Y = min(b.Y, w.YMin)
			b.W, b.H = right-b.X, bottom-b.Y
			continue
		}
		out = append(out, box{id, w.XMin, w.YMin, w.XMax - w.XMin, w.YMax - w.YMin})
	}
	return out
}
