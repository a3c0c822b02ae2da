package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestContent reads the text operators: each content shows lines on an A4 page.
func TestContent(t *testing.T) {
	for _, c := range []struct {
		name, content string
		want          []string
	}{
		{"one string", "BT /F1 12 Tf 72 720 Td (Lanjiang) Tj ET", []string{"Lanjiang"}},
		{"lines by every operator", `BT /F1 12 Tf 14 TL 72 720 Td (one) Tj T* (two) Tj 0 -14 Td (three) Tj
			0 -20 TD (four) Tj T* (five) Tj (six) ' 1 0 (seven) " ET`, []string{"one", "two", "three", "four", "five", "six", "seven"}},
		{"a kerned word", "BT /F1 12 Tf 72 720 Td [(Lan)20(ji)-15(ang)] TJ ET", []string{"Lanjiang"}},
		{"words parted by moves alone", "BT /F1 12 Tf 72 720 Td [(patents)-300(granted)] TJ ET", []string{"patents granted"}},
		{"words of strings placed one by one", "BT /F1 10 Tf 72 720 Td (Up) Tj 16 0 Td (to) Tj ET", []string{"Up to"}},
		{"letters spaced out are one word", "BT /F1 12 Tf 3 Tc 72 720 Td (REPORT) Tj ET", []string{"REPORT"}},
		{"text drawn out of order", "BT /F1 12 Tf 150 700 Td (second) Tj 0 20 Td (first) Tj ET", []string{"first", "second"}},
		{"fake bold, string by string", "BT /F1 12 Tf 72 720 Td (Annual report) Tj 0.3 0 Td (Annual report) Tj ET", []string{"Annual report"}},
		{"fake bold, letter by letter", "BT /F1 12 Tf 72 720 Td (A) Tj 0.2 0 Td (A) Tj 7.8 0 Td (B) Tj .2 0 Td (B) Tj ET", []string{"AB"}},
		{"the same word twice on a line", "BT /F1 12 Tf 72 720 Td (case case) Tj 200 0 Td (case) Tj ET", []string{"case case", "case"}},
		{"columns are lines side by side", "BT /F1 12 Tf 72 720 Td (left) Tj 250 0 Td (right) Tj -250 -14 Td (under) Tj ET", []string{"left", "right", "under"}},
		{"an index belongs to its line", "BT /F1 12 Tf 72 720 Td (note) Tj /F1 7 Tf 4 Ts (1) Tj 0 Ts /F1 12 Tf (, more) Tj ET", []string{"note1, more"}},
		{"hidden text is kept", "BT 3 Tr /F1 12 Tf 72 720 Td (scanned) Tj ET", []string{"scanned"}},
		{"state is saved and restored", "q BT /F1 12 Tf 1 0 0 1 72 720 Tm (a) Tj ET Q Q Q BT 72 700 Td (no font) Tj ET", []string{"a"}},
		{"a transformation moves all", "q 2 0 0 2 100 100 cm BT /F1 6 Tf 10 10 Td (moved) Tj ET Q", []string{"moved"}},
		{"what is off the page is left out", "BT /F1 12 Tf 72 1720 Td (above) Tj 0 -1000 Td (on) Tj ET", []string{"on"}},
		{"inline images are passed over", "BI /W 2 /H 2 ID \x01EI(\x80)Tj EI BT /F1 12 Tf 72 720 Td (after) Tj ET", []string{"after"}},
		{"ActualText stands for what is shown", "/Span<</ActualText<FEFF4E2D6587>>>BDC BT /F1 12 Tf 72 720 Td (zw) Tj ET EMC BT 97 720 Td (x) Tj ET", []string{"中文 x"}},
		{"operators that do not exist", "foo 1 2 bar BT /F1 12 Tf 72 720 Td (still read) Tj ET ]]>> )", []string{"still read"}},
		{"operands of the wrong kind", "(a) Tf /F1 Tf BT 1 Td /F1 12 Tf 72 720 Td 12 Tj [[(n) TJ (y) Tj ET", []string{"ny"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := mustRead(t, one(c.content))
			if diff := cmp.Diff(c.want, lineTexts(&f.Pages[0])); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestPlaces holds where a run stands: Helvetica's letters of 12 points at (72, 720)
// of an A4 page, whose top is at 842.
func TestPlaces(t *testing.T) {
	run := mustRead(t, one("BT /F1 12 Tf 72 720 Td (Abc) Tj ET")).Pages[0].Runs[0]
	want := Run{
		Text: "Abc", Rect: Rect{72, 842 - 720 - 0.88*12, 72 + 12*1.723, 842 - 720 + 0.12*12},
		Baseline: 122, Size: 12, Font: "Helvetica",
		Glyphs: []Glyph{{0, 72, 72 + 12*.667, false}, {1, 72 + 12*.667, 72 + 12*1.223, false}, {2, 72 + 12*1.223, 72 + 12*1.723, false}},
	}
	if diff := cmp.Diff(want, run, approximately); diff != "" {
		t.Error(diff)
	}
}

var approximately = cmp.Comparer(func(a, b float64) bool { return a-b < 1e-6 && b-a < 1e-6 })

func TestStyles(t *testing.T) {
	var b built
	b.page(`/Resources<</Font<</F1 <</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Arial-BoldMT/Encoding/WinAnsiEncoding>>
		/F2 <</Type/Font/Subtype/Type1/BaseFont/Times-Italic>>/F3 `+helveticaFont+`>>>>`,
		`BT /F1 12 Tf 72 720 Td (bold) Tj 100 0 Td /F2 12 Tf (italic) Tj -100 -20 Td /F3 12 Tf 2 Tr (outlined) Tj
		0 Tr 100 0 Td (twice) Tj .3 0 Td (twice) Tj -100 -20 Td 3 Tr (hidden) Tj 0 Tr ET
		/Artifact BMC BT 72 20 Td (7) Tj ET EMC`)
	got := map[string]string{}
	for _, r := range mustRead(t, b.bytes()).Pages[0].Runs {
		got[r.Text] = fmt.Sprint(r.Font, r.Bold, r.Italic, r.Hidden, r.Artifact)
	}
	want := map[string]string{
		"bold":     "Arial-BoldMT true false false false",
		"italic":   "Times-Italic false true false false",
		"outlined": "Helvetica true false false false",
		"twice":    "Helvetica true false false false",
		"hidden":   "Helvetica false false true false",
		"7":        "Helvetica false false false true",
	}
	for k, v := range want {
		want[k] = strings.Replace(v, " ", "", 1) // Sprint puts no space behind a string
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestRotation shows a line in each of the ways that end upright on the page.
func TestRotation(t *testing.T) {
	words := "(upright text of a wide table)"
	for name, c := range map[string]struct{ page, content string }{
		"as it is":             {"", "BT /F1 12 Tf 1 0 0 1 72 720 Tm %s Tj ET"},
		"page turned by 90":    {"/Rotate 90", "BT /F1 12 Tf 0 1 -1 0 400 72 Tm %s Tj ET"},
		"page turned by 180":   {"/Rotate 180", "BT /F1 12 Tf -1 0 0 -1 400 720 Tm %s Tj ET"},
		"page turned by -90":   {"/Rotate -90", "BT /F1 12 Tf 0 -1 1 0 72 720 Tm %s Tj ET"},
		"text alone turned":    {"", "BT /F1 12 Tf 0 1 -1 0 400 72 Tm %s Tj ET"},
		"in units of 2 points": {"/UserUnit 2", "BT /F1 6 Tf 1 0 0 1 72 720 Tm %s Tj ET"},
		"box not at zero":      {"/MediaBox[-100 -100 495 742]", "BT /F1 12 Tf 1 0 0 1 72 72 Tm %s Tj ET"},
		"cropped":              {"/CropBox[50 50 500 800]", "BT /F1 12 Tf 1 0 0 1 72 720 Tm %s Tj ET"},
	} {
		t.Run(name, func(t *testing.T) {
			var b built
			b.page(c.page+"/Resources<</Font<</F1 "+helveticaFont+">>>>", fmt.Sprintf(c.content, words))
			p := mustRead(t, b.bytes()).Pages[0]
			if len(p.Runs) != 1 {
				t.Fatalf("%d runs: %v", len(p.Runs), p.Problems)
			}
			r := p.Runs[0]
			if r.Angle != 0 || r.Size != 12 || r.X0 < 0 || r.Y0 < 0 || r.X1 > p.Width || r.Y1 > p.Height || r.Width() < 10*r.Height() {
				t.Errorf("angle %d, size %v, box %v on %v by %v", r.Angle, r.Size, r.Rect, p.Width, p.Height)
			}
		})
	}
}

func TestTurnedRun(t *testing.T) {
	p := mustRead(t, one("BT /F1 12 Tf 72 720 Td (A line of ordinary text) Tj 0 1 -1 0 400 300 Tm (margin) Tj ET")).Pages[0]
	r := p.Runs[1]
	if r.Angle != 270 || r.Height() < r.Width() || r.Baseline != 400 {
		t.Errorf("angle %d, box %v, baseline %v", r.Angle, r.Rect, r.Baseline)
	}
	if first, last := r.Glyphs[0], r.Glyphs[5]; first.X1 != r.Y1 || last.X0 != r.Y0 {
		t.Errorf("glyphs from %v to %v in %v", first, last, r.Rect)
	}
	checkPage(t, &p)
}

func TestRulesAndImages(t *testing.T) {
	var b built
	image := b.stream("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", "\x00")
	b.page(fmt.Sprintf("/Resources<</XObject<</I %d 0 R>>>>", image), `
		100 700 m 300 700 l S                     % a stroke
		2 w 100 650 m 100 750 l S
		100 600 200 .5 re f                       % a thin box
		100 500 200 50 re f                       % shading is no rule
		100 400 m 300 450 l S                     % nor is a slanting line
		0 0 m 10 10 20 20 30 30 c S
		1 w 50 300 100 40 re s                    % a frame is four
		100 200 m 300 200 l n                     % and what is not painted, none
		q 200 0 0 100 50 50 cm /I Do Q`)
	p := mustRead(t, b.bytes()).Pages[0]
	want := []Rect{
		{100, 141.5, 300, 142.5}, {99, 92, 101, 192}, {100, 241.5, 300, 242},
		{50, 541.5, 150, 542.5}, {149.5, 502, 150.5, 542}, {50, 501.5, 150, 502.5}, {49.5, 502, 50.5, 542},
	}
	if diff := cmp.Diff(want, p.Rules, approximately); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Rect{{50, 692, 250, 792}}, p.Images, approximately); diff != "" {
		t.Error(diff)
	}
}

func TestForms(t *testing.T) {
	var b built
	// The inner form has no resources of its own and takes those of the outer one;
	// it restores more than it saved, which must not touch its caller's state.
	b.add("null")
	inner := b.stream("/Type/XObject/Subtype/Form/BBox[0 0 595 842]", "Q Q BT /F1 12 Tf 0 -20 Td (inner) Tj ET /X Do")
	outer := b.stream(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Matrix[1 0 0 1 72 700]/Resources<</Font<</F1 %s>>/XObject<</X %d 0 R>>>>", helveticaFont, inner),
		"BT /F1 12 Tf (outer) Tj ET /X Do /Y Do")
	b.page(fmt.Sprintf("/Resources<</XObject<</X %d 0 R>>/Font<</F1 %s>>>>", outer, helveticaFont), "/X Do BT /F1 12 Tf 72 600 Td (page) Tj ET")
	p := mustRead(t, b.bytes()).Pages[0]
	if diff := cmp.Diff([]string{"outer", "inner", "page"}, lineTexts(&p)); diff != "" {
		t.Error(diff)
	}
	if len(p.Problems) != 1 || !strings.Contains(p.Problems[0], "deeper than") {
		t.Errorf("a form that draws itself: %q", p.Problems)
	}
}

// locked is a file whose keys no password that we know opens.
func locked() string {
	var b built
	b.page("", "")
	n := b.add("<</Filter/Standard/V 1/R 2/P -4/O<%064d>/U<%064d>>>", 1, 2)
	return strings.Replace(string(b.bytes()), "/Root 1 0 R", fmt.Sprintf("/Root 1 0 R/Encrypt %d 0 R/ID[<00><00>]", n), 1)
}

func TestErrors(t *testing.T) {
	for name, c := range map[string]struct {
		data string
		want error
	}{
		"empty":          {"", ErrEmpty},
		"text":           {"Lanjiang in 2031", ErrNotPDF},
		"zip":            {"PK\x03\x04" + strings.Repeat("\x00", 2000), ErrNotPDF},
		"header alone":   {"%PDF-1.7\n", ErrDamaged},
		"noise":          {"%PDF-1.7\n" + strings.Repeat("\x93(<[/", 500), ErrDamaged},
		"a password":     {locked(), ErrPassword},
		"no pages":       {string(new(built).bytes()), ErrNoPages},
		"half of a file": {string(one("BT ET")[:150]), ErrDamaged},
	} {
		_, err := Read(strings.NewReader(c.data), int64(len(c.data)), Options{})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// TestDamaged reads a file after each of the usual accidents.
func TestDamaged(t *testing.T) {
	var b built
	content := b.flate("BT /F1 12 Tf 72 720 Td (still here) Tj ET")
	b.pages = append(b.pages, b.add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 %s>>>>>>", content, helveticaFont))
	whole := b.bytes()
	for name, damage := range map[string]func([]byte) []byte{
		"nothing":            func(b []byte) []byte { return b },
		"trailing junk":      func(b []byte) []byte { return append(b, strings.Repeat("\x00junk\r\n", 300)...) },
		"leading junk":       func(b []byte) []byte { return append([]byte("HTTP/1.1 200 OK\r\n\r\n"), b...) },
		"wrong startxref":    func(b []byte) []byte { return bytes.Replace(b, []byte("startxref\n"), []byte("startxref\n9"), 1) },
		"shifted offsets":    func(b []byte) []byte { return bytes.Replace(b, []byte("%PDF-1.4\n"), []byte("%PDF-1.4\n%shift\n"), 1) },
		"missing endobj":     func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("endstream\nendobj"), []byte("endstream")) },
		"wrong length":       func(b []byte) []byte { b[bytes.Index(b, []byte("/Length "))+len("/Length ")] = '0'; return b },
		"cut before the end": func(b []byte) []byte { return b[:bytes.Index(b, []byte("trailer"))] },
		"lines end in CRLF":  func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")) },
	} {
		data := damage(bytes.Clone(whole))
		if name != "nothing" && bytes.Equal(data, whole) {
			t.Errorf("%s: no damage done", name)
		}
		f, err := Read(bytes.NewReader(data), int64(len(data)), Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := lineTexts(&f.Pages[0]); !cmp.Equal(got, []string{"still here"}) {
			t.Errorf("%s: %q %v", name, got, f.Problems)
		}
	}
}

// TestBounds reaches each bound and looks for the Problem that tells of it.
func TestBounds(t *testing.T) {
	text := one("BT /F1 12 Tf 72 720 Td (twelve chars) Tj (more) Tj ET")
	for name, c := range map[string]struct {
		data    []byte
		options Options
		want    string
	}{
		"operators": {text, Options{MaxOperators: 4}, "more than 4 operators"},
		"glyphs":    {text, Options{MaxGlyphs: 5}, "more than 5 glyphs"},
		"total":     {text, Options{MaxTotal: 5}, "more than 5 glyphs in the file"},
		"stream":    {text, Options{MaxStream: 10}, "unpacks to more than 10 bytes"},
		"content":   {text, Options{MaxContent: 12}, "unpacks to more than 12 bytes"},
		"pages":     {func() []byte { var b built; b.page("", ""); b.page("", ""); return b.bytes() }(), Options{MaxPages: 1}, "more than 1 pages"},
		"marks":     {one(strings.Repeat("/P BMC ", maxMarks+1)), Options{}, "marked content deeper"},
	} {
		f, err := Read(bytes.NewReader(c.data), int64(len(c.data)), c.options)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := f.Pages[0].Problems
		for _, p := range f.Problems {
			got = append(got, p.Message)
		}
		if !strings.Contains(strings.Join(got, "\n"), c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
