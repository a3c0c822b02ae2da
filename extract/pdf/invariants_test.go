package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf8"
)

// checkPage holds what is true of every page, whatever was read.
func checkPage(t *testing.T, p *Page) {
	t.Helper()
	for i, r := range p.Runs {
		if r.Text == "" || !utf8.ValidString(r.Text) {
			t.Fatalf("run %d: text %q", i, r.Text)
		}
		if len(r.Glyphs) != utf8.RuneCountInString(r.Text) {
			t.Fatalf("run %d: %d glyphs for %q", i, len(r.Glyphs), r.Text)
		}
		k := 0
		for at := range r.Text {
			g := r.Glyphs[k]
			if g.Start != at || !(g.X0 <= g.X1+1e-6) || !finite(g.X0, g.X1) {
				t.Fatalf("run %d: glyph %d %+v of %q, want start %d", i, k, g, r.Text, at)
			}
			k++
		}
		checkRect(t, r.Rect)
		if !finite(r.Baseline, r.Size) || r.Size < 0 || r.Angle < 0 || r.Angle >= 360 {
			t.Fatalf("run %d: baseline %v, size %v, angle %d", i, r.Baseline, r.Size, r.Angle)
		}
	}
	for _, r := range append(p.Rules, p.Images...) {
		checkRect(t, r)
	}
	lines := p.Lines()
	runs := 0
	for _, l := range lines {
		checkRect(t, l.Rect)
		if l.Text == "" || len(l.Runs) == 0 {
			t.Fatalf("an empty line: %+v", l)
		}
		runs += len(l.Runs)
	}
	if runs > len(p.Runs) {
		t.Fatalf("%d runs in the lines of %d", runs, len(p.Runs))
	}
}

func checkRect(t *testing.T, r Rect) {
	t.Helper()
	if !(r.X0 <= r.X1 && r.Y0 <= r.Y1) || !finite(r.X0, r.Y0, r.X1, r.Y1) {
		t.Fatalf("rectangle %+v", r)
	}
}

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

// FuzzContent runs any content with a few fonts, forms within bounds.
func FuzzContent(f *testing.F) {
	for _, s := range []string{
		"BT /F1 12 Tf 72 720 Td (a b) Tj [(c)-300(d)] TJ T* (e) ' ET",
		"q 1 0 0 1 5 5 cm /X Do Q /Span<</ActualText(x)>>BDC BT /F2 9 Tf (\xd6\xd0) Tj ET EMC",
		"BT /F1 -9 Tf 0 1 -1 0 90 90 Tm -50 Tz 3 Ts 2 Tc (turned) Tj ET 0 0 m 9 9 l 1 2 3 4 re B BI ID x EI",
		"BT 1e30 0 0 1e30 0 0 Tm /F3 1e30 Tf (big) Tj ET",
	} {
		f.Add(s)
	}
	var b built
	form := b.stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "Q BT /F1 9 Tf (form) Tj ET /X Do")
	b.page(fmt.Sprintf(`/Resources<</Font<</F1 %s/F2<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/GBK-EUC-V
		/DescendantFonts[<</CIDSystemInfo<</Ordering(GB1)>>>>]>>/F3<</Type/Font/Subtype/Type3/FontMatrix[1 0 0 -1 0 0]>>>>
		/XObject<</X %d 0 R>>>>`, helveticaFont, form), "")
	data := b.bytes()
	o := Options{MaxOperators: 2000, MaxGlyphs: 2000, MaxForms: 20}.withDefaults()
	doc, err := openPdfcpu(bytes.NewReader(data), int64(len(data)), o)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, src string) {
		r := &reader{options: o, file: &File{}, fonts: map[string]*font{}, loader: fontLoader{options: o, tables: map[string]sfnt{}}}
		p := Page{Number: 1}
		r.interpret(&p, r.pageTree(doc.catalog.get("Pages"))[0], []byte(src), 0)
		checkPage(t, &p)
		for _, m := range p.Problems {
			if strings.Contains(m, "could not be read to its end") {
				t.Fatal(m)
			}
		}
	})
}

// FuzzRead holds that any file either has pages whose content is in order or is
// refused with one of the documented errors.
func FuzzRead(f *testing.F) {
	f.Add(one("BT /F1 12 Tf 72 720 Td (text) Tj ET"))
	var b built
	b.stream("/Type/ObjStm/N 1/First 5", "9 0  <</Type/Page>>")
	b.page("/Resources<</Font<</F1 "+helveticaFont+">>>>", "BT /F1 12 Tf (a) Tj ET")
	f.Add(bytes.Replace(b.bytes(), []byte("startxref"), nil, 1))
	f.Add([]byte("%PDF-trailer/Root"))
	f.Fuzz(func(t *testing.T, data []byte) {
		o := Options{MaxOperators: 1000, MaxGlyphs: 1000, MaxPages: 5, MaxStream: 1 << 16}
		file, err := Read(bytes.NewReader(data), int64(len(data)), o)
		if err != nil {
			for _, known := range []error{ErrEmpty, ErrNotPDF, ErrPassword, ErrDamaged, ErrNoPages} {
				if errors.Is(err, known) {
					return
				}
			}
			t.Fatalf("an error that is not documented: %v", err)
		}
		if n := len(file.Pages); n == 0 || n > 5 {
			t.Fatalf("%d pages", n)
		}
		for i := range file.Pages {
			checkPage(t, &file.Pages[i])
		}
	})
}
