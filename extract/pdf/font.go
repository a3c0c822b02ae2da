package pdf

import (
	"strings"
	"unicode/utf8"
)

// font turns the bytes of a shown string into glyphs.
type font struct {
	name         string
	bold, italic bool
	ascent       float64 // ems above the baseline
	descent      float64 // ems below the baseline, positive
	vertical     bool
	scale        matrix // glyph space to text space; only Type 3 fonts turn or flip
	simple       *[256]glyph
	composite    *composite
	cut          bool // a table was longer than the limit
}

// glyph is what a code shows.
type glyph struct {
	text  string  // U+FFFD where the font does not tell
	width float64 // ems along the baseline, or down the page in vertical writing
	word  bool    // the single byte 32: word spacing is added
}

const unknown = "\uFFFD"

// next cuts the first glyph off s, which is not empty, and returns the number of
// bytes it takes.
func (f *font) next(s []byte) (g glyph, n int) {
	if f.simple != nil {
		return f.simple[s[0]], 1
	}
	c := f.composite.encoding.next(s)
	return f.composite.glyph(c), int(c.bytes)
}

// fontLoader reads fonts with the bounds of a file.
type fontLoader struct {
	options Options
	tables  map[string]sfnt // of embedded font files, by their object
}

// load reads a font's dictionary. A font that cannot be read still takes its codes
// apart: its text is unknown.
func (l *fontLoader) load(o object) (f *font) {
	f = &font{name: fontName(o.get("BaseFont").name()), ascent: 0.88, descent: 0.12, scale: matrix{0.001, 0, 0, 0.001, 0, 0}}
	defer func() {
		if recover() != nil {
			f.composite, f.simple = nil, unreadable()
		}
	}()
	toUnicode := l.toUnicode(o, f)
	descriptor := o.get("FontDescriptor")
	if o.get("Subtype").name() == "Type0" {
		descendant := o.get("DescendantFonts").at(0)
		descriptor = descendant.get("FontDescriptor")
		f.composite = l.composite(o, descendant, toUnicode, f)
		f.vertical = f.composite.vertical()
	} else if chinese, ok := gbkName(f.name); ok && toUnicode == nil {
		f.name, f.composite = chinese, gbkFont()
	} else {
		f.simple = l.simple(o, toUnicode, f)
	}
	f.name = strings.ToValidUTF8(f.name, unknown)
	f.describe(descriptor)
	return f
}

func unreadable() *[256]glyph {
	var t [256]glyph
	for i := range t {
		t[i] = glyph{text: unknown, width: 0.5}
	}
	return &t
}

func (l *fontLoader) toUnicode(o object, f *font) *cmap {
	s := o.get("ToUnicode")
	if s.kind != streamObject {
		return nil
	}
	b, err := s.data(l.options.MaxStream)
	if err != nil && len(b) == 0 {
		return nil
	}
	m := parseCMap(b, l.options.MaxCodes, nil)
	f.cut = f.cut || m.cut
	if len(m.texts) == 0 && len(m.ranges) == 0 {
		return nil
	}
	return m
}

// fontName leaves out the tag of a subset ("ABCDEF+SimSun").
func fontName(s string) string {
	if tag, rest, ok := strings.Cut(s, "+"); ok && len(tag) == 6 && strings.ToUpper(tag) == tag {
		return rest
	}
	return s
}

// Flags of a font descriptor (ISO 32000-1, table 123).
const (
	italicFlag    = 1 << 6
	symbolicFlag  = 1 << 2
	forceBoldFlag = 1 << 18
)

// describe takes from a font's descriptor and name how its letters look.
func (f *font) describe(d object) {
	low := strings.ToLower(f.name)
	flags := d.get("Flags").int()
	f.bold = flags&forceBoldFlag != 0 || d.get("FontWeight").num >= 600 || containsAny(low, "bold", "black", "heavy", "simhei", "heiti")
	f.italic = flags&italicFlag != 0 || d.get("ItalicAngle").num != 0 || containsAny(low, "italic", "oblique")
	a, b := d.get("Ascent").num/1000, -d.get("Descent").num/1000
	if 0.5 <= a && a <= 1.3 {
		f.ascent = a
	}
	if 0.05 <= b && b <= 0.6 {
		f.descent = b
	}
}

func containsAny(s string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// readable gives a glyph's text as it goes into a run: a control character, which
// some writers map tabs and line ends to, is a space, and NUL is no answer.
func readable(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] == 0x7F || s[i] >= utf8.RuneSelf {
			return cleaned(s)
		}
	}
	return s
}

func cleaned(s string) string {
	if strings.Trim(s, "\x00") == "" {
		return ""
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r < ' ' || 0x7F <= r && r < 0xA0:
			b.WriteByte(' ')
		case 0xFB00 <= r && r <= 0xFB06:
			b.WriteString(ligatures[r-0xFB00])
		case r != 0xFEFF:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// ligatures are the letters of U+FB00–U+FB06: a ligature is the font's, not the
// text's.
var ligatures = [...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}
