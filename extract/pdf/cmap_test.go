package pdf

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestToUnicode(t *testing.T) {
	m := parseCMap([]byte(`/CIDInit /ProcSet findresource begin begincmap
1 begincodespacerange <0000> <FFFF> endcodespacerange
4 beginbfchar
<0003> <0020>
<0010> <D840DC0B>
<0011> <00660066006900> % an odd byte at the end
<0012> /ffl
endbfchar
4 beginbfrange
<0100> <0105> <4E00>
<0200> <0202> [<4E2D> <6587> <00410042>]
<0300> <03FF> <D83DDE00>
<0400> <0402> <00660069>
endbfrange
endcmap`), 1000, nil)
	for _, c := range []struct {
		code uint32
		want string
		ok   bool
	}{
		{0x03, " ", true}, {0x10, "𠀋", true}, {0x11, "ffi", true}, {0x12, "ﬄ", true},
		{0x100, "一", true}, {0x105, "丅", true}, {0x106, "", false},
		{0x200, "中", true}, {0x201, "文", true}, {0x202, "AB", true}, {0x203, "", false},
		{0x300, "😀", true}, {0x301, "😁", true}, {0x401, "fj", true}, {0xFFFF, "", false},
	} {
		if got, ok := m.text(code{c.code, 2}); got != c.want || ok != c.ok {
			t.Errorf("<%04X>: %q %v, want %q %v", c.code, got, ok, c.want, c.ok)
		}
	}
	if _, ok := m.text(code{3, 1}); ok {
		t.Error("<03> is read as <0003>")
	}
}

// TestPredefinedCMaps reads the same words in the encodings that old Chinese
// programs write; the text comes from the code by way of its CID.
func TestPredefinedCMaps(t *testing.T) {
	gb1, cns1 := predefinedCMap("Adobe-GB1-UCS2"), predefinedCMap("Adobe-CNS1-UCS2")
	for _, c := range []struct {
		name       string
		collection *cmap
		src, want  string
	}{
		{"GBK-EUC-H", gb1, "\xd7\xa8\xc0\xfb2024\xc4\xea", "专利2024年"},
		{"GBK-EUC-H", gb1, "\xb0\xcb\x87\xaf\xa3\xac", "八嚡，"},
		{"GBKp-EUC-H", gb1, "A1\xb0\xcb", "A1八"},
		{"GB-EUC-H", gb1, "\xd6\xd0\xce\xc4", "中文"},
		{"GBpc-EUC-H", gb1, "\xd6\xd0\xce\xc4 a", "中文 a"},
		{"GBK2K-H", gb1, "\xd6\xd0\x81\x39\xee\x39", "中㐀"},
		{"UniGB-UCS2-H", gb1, "\x4e\x2d\x00A", "中A"},
		{"UniGB-UTF16-H", gb1, "\x4e\x2d\x65\x87", "中文"},
		{"ETen-B5-H", cns1, "\xb1\x4d\xa7\x51", "專利"},
		{"B5pc-H", cns1, "\xa4\xa4\xa4\xe5", "中文"},
		{"HKscs-B5-H", cns1, "\xa4\xa4\xa4\xe5", "中文"},
		{"UniCNS-UTF16-H", cns1, "\x5c\x08\x52\x29", "專利"},
	} {
		m := predefinedCMap(c.name)
		if m == nil {
			t.Errorf("%s: not there", c.name)
			continue
		}
		var got strings.Builder
		for s := []byte(c.src); len(s) > 0; {
			k := m.next(s)
			s = s[k.bytes:]
			cid, _ := m.cid(k)
			text, _ := c.collection.text(code{cid, 2})
			got.WriteString(text)
		}
		if got.String() != c.want {
			t.Errorf("%s: %q, want %q", c.name, got.String(), c.want)
		}
	}
	if m := predefinedCMap("GBK-EUC-V"); m == nil || !m.vertical || !m.hasSpaces() {
		t.Error("GBK-EUC-V is not a vertical CMap upon GBK-EUC-H")
	}
	if predefinedCMap("glyphlist") != nil || predefinedCMap("90ms-RKSJ-H") != nil {
		t.Error("a name that is no CMap for Chinese gives one")
	}
}

func TestCodeLengths(t *testing.T) {
	m := predefinedCMap("GBK2K-H")
	for src, want := range map[string]uint8{"A": 1, "\xb0\xa1": 2, "\x81\x30\x81\x30": 4, "\xb0": 1, "\xff\xff": 1} {
		if got := m.next([]byte(src)).bytes; got != want {
			t.Errorf("%x: a code of %d bytes, want %d", src, got, want)
		}
	}
}

// TestCMapLimits holds that a range of billions takes no room, and that a CMap of
// too many entries is cut and says so.
func TestCMapLimits(t *testing.T) {
	m := parseCMap([]byte("1 beginbfrange <00000000> <FFFFFFFF> <4E00> endbfrange"), 10, nil)
	if got, ok := m.text(code{0x10, 4}); got != "丐" || !ok || m.cut {
		t.Errorf("range: %q %v, cut %v", got, ok, m.cut)
	}
	m = parseCMap([]byte("beginbfchar "+strings.Repeat("<41> <0041> ", 50)+"endbfchar"), 10, nil)
	if !m.cut {
		t.Error("fifty entries within a limit of ten")
	}
}

func TestGlyphText(t *testing.T) {
	for name, want := range map[string]string{
		"A": "A", "one": "1", "f_f_i": "ffi", "fi": "ﬁ", "uni4E2D": "中", "uni00410042": "AB",
		"u20000": "𠀀", "a.alt": "a", "percent.oldstyle": "%", "uniD800": "", "u110000": "",
		"g123": "", "": "", ".notdef": "", "_": "",
	} {
		if got := glyphText(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// FuzzCMap holds that any CMap within its limit maps any code to valid text, and
// cuts any string into codes that make it up.
func FuzzCMap(f *testing.F) {
	f.Add([]byte("begincodespacerange <00> <80> <8140> <FEFE> endcodespacerange begincidrange <20> <7e> 1 endcidrange"), []byte("a\x81\x40"))
	f.Add([]byte("beginbfrange <01> <05> [<0041>] <0010> <FFFF> <D800> endbfrange beginbfchar <41> /a_b <42> <> endbfchar"), []byte("AB\x00\x11"))
	f.Add([]byte("/GBK-EUC-H usecmap /WMode 1 def"), []byte("\xb0\xa1"))
	f.Fuzz(func(t *testing.T, src, shown []byte) {
		m := parseCMap(src, 500, predefinedCMap)
		if n := len(m.texts) + len(m.ranges) + len(m.cids) + len(m.spaces); n > 501 {
			t.Fatalf("%d entries within a limit of 500", n)
		}
		for len(shown) > 0 {
			c := m.next(shown)
			if c.bytes < 1 || int(c.bytes) > len(shown) || c != codeOf(shown[:c.bytes]) {
				t.Fatalf("code %v of % x", c, shown)
			}
			if s, _ := m.text(c); !utf8.ValidString(s) {
				t.Fatalf("code %v gives %q", c, s)
			}
			m.cid(c)
			shown = shown[c.bytes:]
		}
	})
}
