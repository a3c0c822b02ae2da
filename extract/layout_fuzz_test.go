package extract

import (
	"encoding/binary"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"duizhao/extract/pdf"
)

// FuzzLayout lays out pages of runs that stand anywhere. Every character of the
// lines that were read is in a block or was left out on purpose, blocks lie in their
// Documents' text, and there is no more text than the pages hold.
func FuzzLayout(f *testing.F) {
	f.Add([]byte("专利授权量38640件\n二、保护\nIn 2023, Lanjiang"), []byte{1, 2, 3, 4, 5, 6, 7, 8})
	f.Add([]byte("1. one\ntwo-\nthree\n\nfour.....5\nsix.....7\n目录"), []byte("0123456789abcdef0123456789"))
	f.Fuzz(func(t *testing.T, text, places []byte) {
		if len(text) > 4000 || !utf8.Valid(text) {
			return
		}
		sheets := randomSheets(string(text), places)
		read := 0
		for i := range sheets {
			read += sheets[i].glyphs()
		}
		left := 0
		c := layOutCounting(sheets, &left)
		kept := 0
		for _, b := range c.blocks {
			for _, p := range b.parts {
				kept += inked(p)
			}
		}
		hyphens := strings.Count(string(text), "-") + strings.Count(string(text), softHyphen)
		if lost := read - left - kept; lost < 0 || lost > hyphens {
			t.Fatalf("%d characters read, %d left out, %d in blocks", read, left, kept)
		}
		lanes, err := part(c, "fuzz.pdf", "")
		if err != nil {
			return
		}
		for _, l := range lanes {
			d := assemble(l)
			end := 0
			for i, b := range d.Blocks {
				if b.Span.Start < end || b.Span.End < b.Span.Start || b.Span.End > len(d.Text) {
					t.Fatalf("block %d at %v of %d", i, b.Span, len(d.Text))
				}
				end = b.Span.End
			}
			if len(d.Text) > 8*len(text)+8 {
				t.Fatalf("%d bytes of text became %d", len(text), len(d.Text))
			}
		}
	})
}

// layOutCounting is layOut, and counts the characters that were left out.
func layOutCounting(sheets []sheet, left *int) *content {
	before := 0
	for i := range sheets {
		before += sheets[i].glyphs()
	}
	copies := make([]sheet, len(sheets))
	for i := range sheets {
		copies[i] = sheets[i]
		copies[i].Lines = append([]row(nil), sheets[i].Lines...)
	}
	strip(copies)
	after := 0
	for i := range copies {
		after += copies[i].glyphs()
	}
	*left = before - after
	return layOut(sheets)
}

// randomSheets puts each line of text somewhere on one of up to four pages, with
// rules here and there.
func randomSheets(text string, places []byte) []sheet {
	next := func() float64 {
		if len(places) < 2 {
			places = append(places, 17, 91)
		}
		n := binary.BigEndian.Uint16(places)
		places = places[2:]
		return float64(n) / math.MaxUint16
	}
	pages := make([]pdf.Page, 1+int(next()*3))
	for i := range pages {
		pages[i] = pdf.Page{Number: i + 1, Width: 595, Height: 842}
	}
	for _, l := range strings.Split(text, "\n") {
		p := &pages[int(next()*float64(len(pages)-1))]
		s := setter{page: *p, size: 5 + 15*next(), bold: next() > 0.8}
		s.put(math.Round(next()*6)*80, math.Round(next()*40)*20, l)
		if next() > 0.7 {
			s.rule(next()*300, next()*800, 300+next()*200, 0)
			r := &s.page.Rules[len(s.page.Rules)-1]
			r.Y1 = r.Y0 + next()*next()*400
		}
		*p = s.page
	}
	var sheets []sheet
	for i := range pages {
		sheets = append(sheets, newSheet(&pages[i]))
	}
	return sheets
}
