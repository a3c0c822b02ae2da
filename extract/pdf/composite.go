package pdf

import "strings"

// composite is a Type 0 font: its strings hold codes of one or more bytes, which
// its Encoding maps to CIDs.
type composite struct {
	encoding   *cmap
	toUnicode  *cmap
	collection *cmap // the text of CIDs of a known character collection, or nil
	unicode    bool  // the codes are UTF-16 themselves
	embedded   map[uint32]rune
	toGID      []byte // CIDToGIDMap stream: two bytes for each CID
	widths     map[uint32]float64
	width      float64 // of the CIDs not listed
	heights    float64 // the advance in vertical writing, in ems
	seen       map[code]glyph
}

func (l *fontLoader) composite(o, descendant object, toUnicode *cmap, f *font) *composite {
	c := &composite{toUnicode: toUnicode, width: 1, heights: 1, seen: map[code]glyph{}}
	encoding := o.get("Encoding")
	c.encoding = l.encoding(encoding, f)
	if !c.encoding.hasSpaces() {
		c.encoding = identity(strings.HasSuffix(encoding.name(), "V"))
	}
	ordering := descendant.path("CIDSystemInfo", "Ordering").bytes()
	if ordering == "GB1" || ordering == "CNS1" {
		c.collection = predefinedCMap("Adobe-" + ordering + "-UCS2")
	}
	name := encoding.name()
	c.unicode = strings.HasPrefix(name, "Uni") && containsAny(name, "UCS2", "UTF16")
	if gid := descendant.get("CIDToGIDMap"); gid.kind == streamObject {
		c.toGID, _ = gid.data(1 << 18)
	}
	if toUnicode == nil && c.collection == nil && !c.unicode {
		c.embedded = l.sfnt(descendant.get("FontDescriptor")).runes
	}
	if w := descendant.get("DW"); w.kind == numberObject {
		c.width = w.num / 1000
	}
	if v, ok := descendant.get("DW2").numbers(2); ok {
		c.heights = -v[1] / 1000
	}
	c.widths = l.cidWidths(descendant.get("W"), f)
	return c
}

// encoding reads a Type 0 font's Encoding: a predefined CMap or an embedded one.
func (l *fontLoader) encoding(o object, f *font) *cmap {
	if o.kind != streamObject {
		return predefinedCMap(o.name())
	}
	b, err := o.data(l.options.MaxStream)
	if err != nil && len(b) == 0 {
		return nil
	}
	m := parseCMap(b, l.options.MaxCodes, predefinedCMap)
	if m.parent == nil {
		m.parent = predefinedCMap(o.get("UseCMap").name())
	}
	if o.get("WMode").int() == 1 {
		m.vertical = true
	}
	f.cut = f.cut || m.cut
	return m
}

func (c *composite) vertical() bool {
	return c.encoding.vertical || c.encoding.parent != nil && c.encoding.parent.vertical
}

// glyph looks a code up once and remembers it.
func (c *composite) glyph(k code) glyph {
	g, ok := c.seen[k]
	if !ok {
		cid, _ := c.encoding.cid(k)
		g = glyph{text: c.text(k, cid), width: c.advance(cid), word: k == code{32, 1}}
		if len(c.seen) < 1<<17 {
			c.seen[k] = g
		}
	}
	return g
}

func (c *composite) advance(cid uint32) float64 {
	if c.vertical() {
		return c.heights
	}
	if w, ok := c.widths[cid]; ok {
		return w
	}
	return c.width
}

// text finds what a code stands for, from the surest source to the least.
func (c *composite) text(k code, cid uint32) string {
	silent := false
	if c.toUnicode != nil {
		s, ok := c.toUnicode.text(k)
		if s = readable(s); s != "" {
			return s
		}
		silent = ok
	}
	if c.unicode {
		return readable(string(utf16Code(k)))
	}
	if c.collection != nil {
		if s, ok := c.collection.text(code{cid, 2}); ok && s != unknown {
			return readable(s)
		}
	}
	if r, ok := c.embedded[c.gid(cid)]; ok {
		return readable(string(r))
	}
	if silent {
		return ""
	}
	return unknown
}

// utf16Code decodes the code of a UCS-2 or UTF-16 CMap.
func utf16Code(k code) string {
	b := []byte{byte(k.value >> 24), byte(k.value >> 16), byte(k.value >> 8), byte(k.value)}
	return utf16Text(b[4-k.bytes:])
}

func (c *composite) gid(cid uint32) uint32 {
	if i := int(cid) * 2; c.toGID != nil {
		if i+1 < len(c.toGID) {
			return uint32(c.toGID[i])<<8 | uint32(c.toGID[i+1])
		}
		return 0
	}
	return cid
}

// cidWidths reads a W array: "c [w …]" for the CIDs from c on, or "first last w".
func (l *fontLoader) cidWidths(w object, f *font) map[uint32]float64 {
	out := map[uint32]float64{}
	full := func() bool {
		f.cut = f.cut || len(out) >= l.options.MaxCodes
		return len(out) >= l.options.MaxCodes
	}
	for i := 0; i+1 < w.len(); {
		first, next := w.at(i).int(), w.at(i+1)
		if next.kind == arrayObject {
			for j := 0; j < next.len() && !full(); j++ {
				out[uint32(first+j)] = next.at(j).num / 1000
			}
			i += 2
			continue
		}
		width := w.at(i+2).num / 1000
		for cid := first; cid <= min(next.int(), 0xFFFF) && !full(); cid++ {
			out[uint32(cid)] = width
		}
		i += 3
	}
	return out
}
