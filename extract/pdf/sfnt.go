package pdf

import "encoding/binary"

// sfnt is what the tables of an embedded TrueType or OpenType font tell about the
// text of its glyphs.
type sfnt struct {
	runes map[uint32]rune   // glyph → a character its Unicode cmap gives it
	codes map[uint32]uint32 // code → glyph, of the symbol or Macintosh cmap
	names map[uint32]string // glyph → name in the post table
}

// sfnt reads the font file of a descriptor once. A font without one, or of another
// format, gives the zero sfnt.
func (l *fontLoader) sfnt(descriptor object) sfnt {
	file := descriptor.get("FontFile2")
	if file.kind != streamObject {
		file = descriptor.get("FontFile3")
	}
	if file.kind != streamObject {
		return sfnt{}
	}
	if s, ok := l.tables[file.id]; ok && file.id != "" {
		return s
	}
	b, _ := file.data(l.options.MaxStream)
	s := parseSfnt(b)
	l.tables[file.id] = s
	return s
}

// parseSfnt reads the tables cmap and post (OpenType 1.9). Any bytes give a result.
func parseSfnt(b []byte) sfnt {
	r := fontReader(b)
	var out sfnt
	for i := range min(r.u16(4), 64) {
		record := 12 + 16*i
		offset, length := r.u32(record+8), r.u32(record+12)
		switch r.tag(record) {
		case "cmap":
			out.readCMaps(r.from(offset, length))
		case "post":
			out.readPost(r.from(offset, length))
		}
	}
	return out
}

// fontReader reads big-endian numbers; outside its bytes all are 0.
type fontReader []byte

func (r fontReader) u16(i int) int {
	if i < 0 || i+2 > len(r) {
		return 0
	}
	return int(binary.BigEndian.Uint16(r[i:]))
}

func (r fontReader) u32(i int) int {
	if i < 0 || i+4 > len(r) {
		return 0
	}
	return int(binary.BigEndian.Uint32(r[i:]))
}

func (r fontReader) tag(i int) string {
	if i < 0 || i+4 > len(r) {
		return ""
	}
	return string(r[i : i+4])
}

func (r fontReader) from(offset, length int) fontReader {
	if offset > len(r) {
		return nil
	}
	return r[offset:min(len(r), offset+length)]
}

// readCMaps reads the subtables: (3,1), (3,10) and platform 0 map Unicode, (3,0)
// and (1,0) the font's own codes.
func (s *sfnt) readCMaps(r fontReader) {
	for i := range min(r.u16(2), 32) {
		platform, encoding := r.u16(4+8*i), r.u16(6+8*i)
		sub := r.from(r.u32(8+8*i), len(r))
		switch {
		case platform == 0, platform == 3 && (encoding == 1 || encoding == 10):
			sub.mappings(func(c, gid uint32) {
				if s.runes == nil {
					s.runes = map[uint32]rune{}
				}
				if old, ok := s.runes[gid]; !ok || preferred(rune(c), old) {
					s.runes[gid] = rune(c)
				}
			})
		case platform == 3 && encoding == 0, platform == 1 && encoding == 0 && s.codes == nil:
			s.codes = map[uint32]uint32{}
			sub.mappings(func(c, gid uint32) { s.codes[c&0xFF] = gid })
		}
	}
}

// preferred reports whether c is the better character for a glyph that several
// have: one outside the private use area and the compatibility blocks, which stand
// behind the plain characters, and space rather than no-break space.
func preferred(c, old rune) bool {
	rank := func(r rune) int {
		switch {
		case 0xE000 <= r && r <= 0xF8FF:
			return 3
		case 0x2E80 <= r && r <= 0x2FDF, 0xF900 <= r && r <= 0xFAFF:
			return 2
		case r == 0xA0, r == 0xAD, r < ' ':
			return 1
		}
		return 0
	}
	return rank(c) < rank(old)
}

// mappings calls f for every code and glyph of a cmap subtable of format 0, 4, 6 or
// 12: no more than 65,536 of them.
func (r fontReader) mappings(f func(code, gid uint32)) {
	left := 1 << 16
	put := func(code, gid int) bool {
		if gid != 0 {
			f(uint32(code), uint32(gid))
		}
		left--
		return left > 0
	}
	switch r.u16(0) {
	case 0:
		for c := 0; c < 256 && 6+c < len(r); c++ {
			put(c, int(r[6+c]))
		}
	case 4:
		r.format4(put)
	case 6:
		first := r.u16(6)
		for i := range r.u16(8) {
			put(first+i, r.u16(10+2*i))
		}
	case 12:
		for i := range min(r.u32(12), len(r)/12) {
			first, last, gid := r.u32(16+12*i), r.u32(20+12*i), r.u32(24+12*i)
			for c := first; c <= last; c++ {
				if !put(c, gid+c-first) {
					return
				}
			}
		}
	}
}

func (r fontReader) format4(put func(code, gid int) bool) {
	n := r.u16(6) / 2
	for i := range n {
		last, first := r.u16(14+2*i), r.u16(16+2*n+2*i)
		delta, at := r.u16(16+4*n+2*i), 16+6*n+2*i
		offset := r.u16(at)
		for c := first; c <= last && c < 0xFFFF; c++ {
			gid := c + delta
			if offset != 0 {
				if gid = r.u16(at + offset + 2*(c-first)); gid != 0 {
					gid += delta
				}
			}
			if !put(c, gid&0xFFFF) {
				return
			}
		}
	}
}

// readPost reads the names of glyphs from a table of version 2. The first 258
// names stand for themselves in every font; those beyond them are spelled out.
func (s *sfnt) readPost(r fontReader) {
	if r.u32(0) != 0x20000 {
		return
	}
	n := r.u16(32)
	var spelled []string
	for i := 34 + 2*n; i >= 0 && i < len(r) && len(spelled) < 1<<16; {
		end := i + 1 + int(r[i])
		if end > len(r) {
			break
		}
		spelled = append(spelled, string(r[i+1:end]))
		i = end
	}
	s.names = map[uint32]string{}
	for gid := range n {
		if i := r.u16(34+2*gid) - 258; i >= 0 && i < len(spelled) {
			s.names[uint32(gid)] = spelled[i]
		}
	}
}
