package pdf

import (
	"bytes"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// simple reads a Type 1, TrueType or Type 3 font: 256 codes of one byte.
func (l *fontLoader) simple(o object, toUnicode *cmap, f *font) *[256]glyph {
	subtype, descriptor := o.get("Subtype").name(), o.get("FontDescriptor")
	var out [256]glyph
	texts := l.simpleTexts(o, subtype, descriptor)
	widths := simpleWidths(o, descriptor, f.name)
	if m, ok := o.get("FontMatrix").numbers(6); ok && subtype == "Type3" {
		f.scale = matrix(m)
		if box, ok := o.get("FontBBox").numbers(4); ok {
			f.boxOfType3(box)
		}
	}
	unit := f.scale[0]
	for i := range out {
		s := texts[i]
		if toUnicode != nil {
			if t, ok := toUnicode.text(code{uint32(i), 1}); ok && readable(t) != "" {
				s = t
			} else if t, ok := toUnicode.text(code{uint32(i), 2}); ok && readable(t) != "" {
				s = t // a writer that takes all codes for two bytes
			}
		}
		if s = readable(s); s == "" && i >= 32 && !silent(toUnicode, i) {
			s = unknown
		}
		out[i] = glyph{text: s, width: widths[i] * unit, word: i == 32}
	}
	return &out
}

// silent reports whether a ToUnicode map says that a code shows nothing to read: it
// maps it to NUL.
func silent(toUnicode *cmap, i int) bool {
	if toUnicode == nil {
		return false
	}
	t, ok := toUnicode.text(code{uint32(i), 1})
	return ok && strings.Trim(t, "\x00") == ""
}

// boxOfType3 takes the height of a Type 3 font's letters from their common box,
// since its em may be anything.
func (f *font) boxOfType3(box []float64) {
	top, bottom := box[3]*f.scale[3], box[1]*f.scale[3]
	if top < bottom {
		top, bottom = bottom, top
	}
	if 0.1 < top && top < 5 {
		f.ascent, f.descent = top, max(0, -bottom)
	}
}

// simpleTexts gives the text of each code without the ToUnicode map: by the
// encoding the font dictionary names or changes, else by the embedded font file.
func (l *fontLoader) simpleTexts(o object, subtype string, descriptor object) [256]string {
	encoding := o.get("Encoding")
	base := encoding.name()
	if encoding.kind == dictObject {
		base = encoding.get("BaseEncoding").name()
	}
	var out [256]string
	symbolic := descriptor.get("Flags").int()&symbolicFlag != 0
	switch {
	case base != "":
		out = namedEncoding(base)
	case subtype == "Type3":
		// The codes mean what Differences says, and nothing else.
	case subtype == "TrueType":
		out = l.trueTypeTexts(descriptor, symbolic)
	default:
		out = l.type1Texts(o, descriptor)
	}
	applyDifferences(&out, encoding.get("Differences"))
	return out
}

// applyDifferences reads "code name name … code name …".
func applyDifferences(t *[256]string, d object) {
	c := 0
	for i := range min(d.len(), 1024) {
		switch e := d.at(i); e.kind {
		case numberObject:
			c = e.int()
		case nameObject:
			if 0 <= c && c < 256 {
				t[c] = glyphText(e.name())
			}
			c++
		}
	}
}

// trueTypeTexts reads what the codes of a TrueType font without an Encoding mean.
func (l *fontLoader) trueTypeTexts(descriptor object, symbolic bool) [256]string {
	out := namedEncoding("WinAnsiEncoding")
	file := l.sfnt(descriptor)
	if !symbolic || file.codes == nil {
		return out
	}
	for c := range out {
		gid, ok := file.codes[uint32(c)]
		if !ok {
			continue
		}
		if s := glyphText(file.names[gid]); s != "" {
			out[c] = s
		} else if r, ok := file.runes[gid]; ok {
			out[c] = string(r)
		}
	}
	return out
}

// type1Texts reads what the codes of a Type 1 font without an Encoding mean: what
// its font file puts into its own encoding, else the standard one.
func (l *fontLoader) type1Texts(o, descriptor object) [256]string {
	switch font := o.get("BaseFont").name(); {
	case strings.Contains(font, "Symbol"):
		return symbolTexts()
	case strings.Contains(font, "ZapfDingbats"):
		return dingbatTexts()
	}
	out := standardTexts()
	file := descriptor.get("FontFile")
	if file.kind != streamObject {
		return out
	}
	b, _ := file.data(l.options.MaxStream)
	if i := bytes.Index(b, []byte("eexec")); i >= 0 {
		b = b[:i]
	}
	i := bytes.Index(b, []byte("/Encoding"))
	if i < 0 {
		return out
	}
	return type1Encoding(b[i:], out)
}

// type1Encoding reads "dup 65 /A put" lines, up to the first def.
func type1Encoding(b []byte, standard [256]string) (out [256]string) {
	lex := lexer{src: b}
	var before [2]token
	for {
		t := lex.next()
		if t.kind == endToken {
			return out
		}
		if t.kind == operatorToken {
			switch string(t.str) {
			case "StandardEncoding":
				return standard
			case "def", "readonly":
				return out
			case "put":
				if c := before[0].num; before[0].kind == numberToken && before[1].kind == nameToken && 0 <= c && c < 256 {
					out[int(c)] = glyphText(string(before[1].str))
				}
			}
		}
		before[0], before[1] = before[1], t
	}
}

// gbkName returns the name of a font that is written in GBK and is one of the usual
// Chinese ones. Old Chinese programs write such fonts as simple ones, and the
// strings they show in GBK.
func gbkName(name string) (s string, ok bool) {
	if strings.ToValidUTF8(name, "") == name {
		return "", false
	}
	s, err := simplifiedchinese.GBK.NewDecoder().String(name)
	return s, err == nil && containsAny(s, "宋", "黑体", "楷体", "隶书", "幼圆", "魏碑", "姚体")
}

// gbkFont is a simple font that shows GBK: half an em for a byte that stands alone.
func gbkFont() *composite {
	c := &composite{
		encoding:   predefinedCMap("GBK-EUC-H"),
		collection: predefinedCMap("Adobe-GB1-UCS2"),
		width:      1,
		widths:     map[uint32]float64{},
		seen:       map[code]glyph{},
	}
	for cid := uint32(814); cid < 940; cid++ { // Adobe-GB1's half-width characters
		c.widths[cid] = 0.5
	}
	return c
}

// simpleWidths returns the width of each code in the font's own units.
func simpleWidths(o, descriptor object, fontName string) (w [256]float64) {
	list := o.get("Widths")
	missing := descriptor.get("MissingWidth").num
	if list.len() == 0 {
		return standardWidths(fontName)
	}
	first := o.get("FirstChar").int()
	for i := range w {
		w[i] = missing
		if j := i - first; 0 <= j && j < list.len() {
			w[i] = list.at(j).num
		}
	}
	return w
}
