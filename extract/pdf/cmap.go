package pdf

import (
	"cmp"
	"slices"
	"unicode/utf16"
)

// cmap maps the codes of a composite font's strings to CIDs (an Encoding), or any
// font's codes to text (a ToUnicode CMap); Adobe Technical Note 5014 and 5411.
type cmap struct {
	vertical bool
	spaces   []codeSpace
	cids     []cidRange
	texts    map[code]string
	ranges   []textRange
	parent   *cmap // of usecmap
	cut      bool  // there was more than the limit
}

// code is a character code: its value and its length in bytes, since <41> and
// <0041> are two codes.
type code struct {
	value uint32
	bytes uint8
}

// codeSpace is a range of codes of one length. Every byte must lie between those of
// low and high: a rectangle, not an interval.
type codeSpace struct{ low, high code }

// cidRange maps low … high to cid …; low and high are of one length.
type cidRange struct {
	low, high code
	cid       uint32
}

// textRange maps low … high to the text of UTF-16 units to, the last of which
// counts up, or to the listed texts.
type textRange struct {
	low, high code
	to        string // UTF-16BE
	list      []string
}

func (s codeSpace) holds(c code) bool {
	if c.bytes != s.low.bytes {
		return false
	}
	for shift := 0; shift < int(c.bytes)*8; shift += 8 {
		b := c.value >> shift & 0xFF
		if b < s.low.value>>shift&0xFF || b > s.high.value>>shift&0xFF {
			return false
		}
	}
	return true
}

// next cuts the first code off s, which is not empty. A code outside all ranges is
// as long as the shortest that begins with its first byte, else as the shortest.
func (m *cmap) next(s []byte) code {
	for n := 1; n <= 4 && n <= len(s); n++ {
		c := codeOf(s[:n])
		for at := m; at != nil; at = at.parent {
			for _, r := range at.spaces {
				if r.holds(c) {
					return c
				}
			}
		}
	}
	return codeOf(s[:min(m.shortest(s[0]), len(s))])
}

func (m *cmap) shortest(first byte) int {
	best, fit := 0, 0
	for at := m; at != nil; at = at.parent {
		for _, r := range at.spaces {
			n := int(r.low.bytes)
			if best == 0 || n < best {
				best = n
			}
			shift := (n - 1) * 8
			if b := uint32(first); b >= r.low.value>>shift && b <= r.high.value>>shift && (fit == 0 || n < fit) {
				fit = n
			}
		}
	}
	return max(1, cmp.Or(fit, best))
}

func (m *cmap) hasSpaces() bool {
	return m != nil && (len(m.spaces) > 0 || m.parent.hasSpaces())
}

// codeOf returns the code that the 1 to 4 bytes of s are.
func codeOf(s []byte) code {
	c := code{bytes: uint8(len(s))}
	for _, b := range s {
		c.value = c.value<<8 | uint32(b)
	}
	return c
}

// cid returns the CID of a code.
func (m *cmap) cid(c code) (cid uint32, ok bool) {
	for at := m; at != nil; at = at.parent {
		if i := find(at.cids, c, func(r cidRange) (code, code) { return r.low, r.high }); i >= 0 {
			r := at.cids[i]
			return r.cid + c.value - r.low.value, true
		}
	}
	return 0, false
}

// text returns the text of a code.
func (m *cmap) text(c code) (s string, ok bool) {
	for at := m; at != nil; at = at.parent {
		if s, ok := at.texts[c]; ok {
			return s, true
		}
		if i := find(at.ranges, c, func(r textRange) (code, code) { return r.low, r.high }); i >= 0 {
			return at.ranges[i].text(c.value - at.ranges[i].low.value)
		}
	}
	return "", false
}

func (r textRange) text(offset uint32) (s string, ok bool) {
	if r.list != nil {
		if int64(offset) >= int64(len(r.list)) {
			return "", false
		}
		return utf16Text([]byte(r.list[offset])), true
	}
	runes := []rune(utf16Text([]byte(r.to)))
	if len(runes) == 0 {
		return "", false
	}
	runes[len(runes)-1] += rune(offset)
	return string(runes), true
}

// find returns the index of the range that holds c in sorted ranges, or -1. Ranges
// should not overlap; where some do, a few before the nearest one are looked at.
func find[R any](ranges []R, c code, bounds func(R) (low, high code)) int {
	n, found := slices.BinarySearchFunc(ranges, c, func(r R, c code) int {
		low, _ := bounds(r)
		return compareCodes(low, c)
	})
	if found {
		n++
	}
	for i := n - 1; i >= max(0, n-8); i-- {
		low, high := bounds(ranges[i])
		if low.bytes == c.bytes && low.value <= c.value && c.value <= high.value {
			return i
		}
	}
	return -1
}

func compareCodes(a, b code) int {
	return cmp.Or(cmp.Compare(a.bytes, b.bytes), cmp.Compare(a.value, b.value))
}

// utf16Text decodes UTF-16BE. A single byte, which careless writers leave, is taken
// for its code point.
func utf16Text(b []byte) string {
	if len(b) == 1 {
		return string(rune(b[0]))
	}
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
	}
	return string(utf16.Decode(units))
}

// cmapParser reads the text of a CMap.
type cmapParser struct {
	out   *cmap
	args  []token
	left  int // entries still allowed
	named func(name string) *cmap
}

// parseCMap reads a CMap of at most limit entries. named gives a predefined CMap by
// its name, or nil, and may be nil itself. Any bytes give a CMap; what is not
// understood is left out.
func parseCMap(src []byte, limit int, named func(string) *cmap) *cmap {
	p := cmapParser{out: &cmap{texts: map[code]string{}}, left: limit, named: named}
	l := lexer{src: src}
	for {
		t := l.next()
		if t.kind == endToken || p.left <= 0 {
			break
		}
		if t.kind != operatorToken {
			if len(p.args) < 4*limit {
				p.args = append(p.args, t)
			}
			continue
		}
		if section, ok := cmapSections[string(t.str)]; ok {
			section(&p)
			p.args = p.args[:0]
			l.release()
		}
	}
	p.out.cut = p.left <= 0
	p.out.sort()
	return p.out
}

// sort puts ranges in the order find needs; of equal ranges the last one wins.
func (m *cmap) sort() {
	slices.SortStableFunc(m.cids, func(a, b cidRange) int { return compareCodes(a.low, b.low) })
	slices.SortStableFunc(m.ranges, func(a, b textRange) int { return compareCodes(a.low, b.low) })
}

// cmapSections says what the operators of a CMap do with the operands before them.
var cmapSections = map[string]func(*cmapParser){
	"endcodespacerange":   (*cmapParser).codeSpaces,
	"endcidrange":         (*cmapParser).cidRanges,
	"endcidchar":          (*cmapParser).cidChars,
	"endbfrange":          (*cmapParser).textRanges,
	"endbfchar":           (*cmapParser).textChars,
	"usecmap":             (*cmapParser).use,
	"def":                 (*cmapParser).define,
	"begincodespacerange": func(*cmapParser) {},
	"begincidrange":       func(*cmapParser) {},
	"begincidchar":        func(*cmapParser) {},
	"beginbfrange":        func(*cmapParser) {},
	"beginbfchar":         func(*cmapParser) {},
	"begincmap":           func(*cmapParser) {},
}

// pair takes the range of codes at operand i.
func (p *cmapParser) pair(i int) (low, high code, ok bool) {
	if i+1 >= len(p.args) {
		return low, high, false
	}
	a, b := p.args[i], p.args[i+1]
	if a.kind != stringToken || b.kind != stringToken || !codeLength(a) || len(a.str) != len(b.str) {
		return low, high, false
	}
	low, high = codeOf(a.str), codeOf(b.str)
	return low, high, low.value <= high.value
}

func codeLength(t token) bool { return len(t.str) >= 1 && len(t.str) <= 4 }

func (p *cmapParser) codeSpaces() {
	for i := 0; i+1 < len(p.args) && p.left > 0; i += 2 {
		if low, high, ok := p.pair(i); ok {
			p.out.spaces = append(p.out.spaces, codeSpace{low, high})
			// Every code is held against every range: no honest CMap has many.
			p.left -= 1 + len(p.out.spaces)
		}
	}
}

func (p *cmapParser) cidRanges() {
	for i := 0; i+2 < len(p.args) && p.left > 0; i += 3 {
		if low, high, ok := p.pair(i); ok && p.args[i+2].kind == numberToken {
			p.out.cids = append(p.out.cids, cidRange{low, high, uint32(max(0, p.args[i+2].num))})
			p.left--
		}
	}
}

func (p *cmapParser) cidChars() {
	for i := 0; i+1 < len(p.args) && p.left > 0; i += 2 {
		if a, b := p.args[i], p.args[i+1]; a.kind == stringToken && codeLength(a) && b.kind == numberToken {
			c := codeOf(a.str)
			p.out.cids = append(p.out.cids, cidRange{c, c, uint32(max(0, b.num))})
			p.left--
		}
	}
}

func (p *cmapParser) textChars() {
	for i := 0; i+1 < len(p.args) && p.left > 0; i += 2 {
		a, b := p.args[i], p.args[i+1]
		if a.kind != stringToken || !codeLength(a) {
			continue
		}
		switch b.kind {
		case stringToken:
			p.out.texts[codeOf(a.str)] = utf16Text(b.str)
		case nameToken:
			p.out.texts[codeOf(a.str)] = glyphText(string(b.str))
		}
		p.left--
	}
}

func (p *cmapParser) textRanges() {
	for i := 0; i+2 < len(p.args) && p.left > 0; {
		low, high, ok := p.pair(i)
		if !ok {
			i++
			continue
		}
		r := textRange{low: low, high: high}
		i += 2
		switch p.args[i].kind {
		case stringToken:
			r.to = string(p.args[i].str)
			i++
		case arrayOpen:
			r.list = []string{}
			for i++; i < len(p.args) && p.args[i].kind == stringToken; i++ {
				r.list = append(r.list, string(p.args[i].str))
				p.left--
			}
			i++
		}
		p.out.ranges = append(p.out.ranges, r)
		p.left--
	}
}

func (p *cmapParser) use() {
	if n := len(p.args); n > 0 && p.args[n-1].kind == nameToken && p.named != nil {
		p.out.parent = p.named(string(p.args[n-1].str))
	}
}

func (p *cmapParser) define() {
	if n := len(p.args); n >= 2 && string(p.args[n-2].str) == "WMode" {
		p.out.vertical = p.args[n-1].num == 1
	}
}
