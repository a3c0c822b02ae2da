package pdf

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
)

// TestFonts shows a string in a font of each kind. The font may name further
// objects, which are numbered from 3 on.
func TestFonts(t *testing.T) {
	const type0 = "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/%s/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(%s)/Supplement 2>>%s>>]%s>>"
	for _, c := range []struct {
		name, font, shown, want string
		objects                 []string
	}{
		{"WinAnsi", helveticaFont, `(caf\351 \223x\224 \225 5\200)`, "café “x” • 5€", nil},
		{"MacRoman", "<</Subtype/Type1/BaseFont/Helvetica/Encoding/MacRomanEncoding>>", `(caf\216)`, "café", nil},
		{"standard", "<</Subtype/Type1/BaseFont/Times-Roman>>", `('\252\256\320)`, "’“fi—", nil},
		{"differences", "<</Subtype/Type1/BaseFont/X/Encoding<</Differences[65/one/uni4E2D/f_i 200/percent/nosuchname]>>>>", `(ABC\310\311)`, "1中fi%" + unknown, nil},
		{"Symbol", "<</Subtype/Type1/BaseFont/Symbol>>", `(a\267\263)`, "α•≥", nil},
		{"ZapfDingbats", "<</Subtype/Type1/BaseFont/ZapfDingbats>>", `(4ln)`, "✔●■", nil},
		{"Type 3", "<</Subtype/Type3/FontMatrix[.001 0 0 .001 0 0]/FontBBox[0 0 750 750]/CharProcs<<>>/Encoding<</Differences[97/A/B]>>/FirstChar 97/LastChar 98/Widths[600 600]>>", `(ab)`, "AB", nil},
		{"simple with ToUnicode", "<</Subtype/TrueType/BaseFont/X/ToUnicode 3 0 R>>", "<0102>", "专利",
			[]string{cmapObject("2 beginbfchar <01> <4E13> <02> <5229> endbfchar")}},
		{"Identity with ToUnicode", fmt.Sprintf(type0, "Identity-H", "Identity", "", "/ToUnicode 3 0 R"), "<00010002>", "专利",
			[]string{cmapObject("1 beginbfrange <0001> <0002> [<4E13> <5229>] endbfrange")}},
		{"Identity, CIDs of GB1", fmt.Sprintf(type0, "Identity-H", "GB1", "", ""), "<0022 1009 0abd>", gb1Text(0x22, 0x1009, 0xabd), nil},
		{"GBK", fmt.Sprintf(type0, "GBK-EUC-H", "GB1", "", ""), "<d7a8c0fb 32303331 c4ea>", "专利2031年", nil},
		{"GB-EUC", fmt.Sprintf(type0, "GB-EUC-H", "GB1", "", ""), "<d7a8c0fb>", "专利", nil},
		{"UniGB-UCS2", fmt.Sprintf(type0, "UniGB-UCS2-H", "GB1", "", ""), "<4e135229>", "专利", nil},
		{"UniGB-UTF16, beyond the basic plane", fmt.Sprintf(type0, "UniGB-UTF16-H", "GB1", "", ""), "<d840dc0b4e13>", "𠀋专", nil},
		{"Big5", fmt.Sprintf(type0, "ETen-B5-H", "CNS1", "", ""), "<b14da751>", "專利", nil},
		{"an embedded CMap", strings.Replace(fmt.Sprintf(type0, "", "GB1", "", ""), "/Encoding/", "/Encoding 3 0 R", 1), "<01>", gb1Text(4559),
			[]string{cmapObject("1 begincodespacerange <00> <FF> endcodespacerange 1 begincidchar <01> 4559 endcidchar")}},
		{"the font file's own characters", fmt.Sprintf(type0, "Identity-H", "Identity", "/FontDescriptor<</FontFile2 3 0 R>>", ""), "<00050006>", "专利",
			[]string{streamOf(string(sfntWithCMap(map[uint16]uint16{'专': 5, '利': 6})))}},
		{"symbolic TrueType", "<</Subtype/TrueType/BaseFont/X/FontDescriptor<</Flags 4/FontFile2 3 0 R>>>>", "<41>", "年",
			[]string{streamOf(string(sfntWithCMap(map[uint16]uint16{'年': 9}, 0xF041, 9)))}},
		{"the Type 1 file's own encoding", "<</Subtype/Type1/BaseFont/X/FontDescriptor<</FontFile 3 0 R>>>>", "(ab)", "→4",
			[]string{streamOf("%!PS\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 97 /arrowright put\ndup 98 /four put\nreadonly def\ncurrentfile eexec")}},
		{"a simple font with a name in GBK", "<</Subtype/TrueType/BaseFont/#CB#CE#CC#E5/Encoding/WinAnsiEncoding>>", "<d7a8c0fb 3230>", "专利20", nil},
		{"nothing tells what it is", fmt.Sprintf(type0, "Identity-H", "Identity", "", ""), "<00010002>", unknown + unknown, nil},
		{"a descendant that is missing", "<</Subtype/Type0/BaseFont/X/Encoding/Identity-H>>", "<0001>", unknown, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b built
			for _, o := range c.objects {
				b.add("%s", o)
			}
			b.page("/Resources<</Font<</F1 "+c.font+">>>>", "BT /F1 12 Tf 72 720 Td "+c.shown+" Tj ET")
			f := mustRead(t, b.bytes())
			if got := strings.Join(lineTexts(&f.Pages[0]), "|"); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
			if has := len(f.Pages[0].Problems) > 0; has != strings.Contains(c.want, unknown) {
				t.Errorf("problems: %q", f.Pages[0].Problems)
			}
			checkPage(t, &f.Pages[0])
		})
	}
}

// gb1Text gives the text of CIDs by way of the GBK CMap, the reverse of the table
// that the reader uses.
func gb1Text(cids ...uint32) string {
	m, texts := predefinedCMap("UniGB-UTF16-H"), ""
	for _, cid := range cids {
		for _, r := range m.cids {
			if r.low.bytes == 2 && r.cid <= cid && cid <= r.cid+r.high.value-r.low.value {
				texts += string(rune(r.low.value + cid - r.cid))
				break
			}
		}
	}
	return texts
}

func cmapObject(body string) string { return streamOf("begincmap " + body + " endcmap") }

func streamOf(data string) string {
	return fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(data), data)
}

// sfntWithCMap makes a font file of one table, cmap: a Unicode subtable of format 4
// and, where a code and a glyph follow, a symbol one.
func sfntWithCMap(unicode map[uint16]uint16, symbol ...uint16) []byte {
	u16 := func(v ...uint16) (b []byte) {
		for _, x := range v {
			b = binary.BigEndian.AppendUint16(b, x)
		}
		return b
	}
	format4 := func(m map[uint16]uint16) []byte {
		n := uint16(len(m))
		var ends, starts, deltas, offsets []uint16
		for c := range 0x10000 {
			if gid, ok := m[uint16(c)]; ok {
				ends, starts = append(ends, uint16(c)), append(starts, uint16(c))
				deltas, offsets = append(deltas, gid-uint16(c)), append(offsets, 0)
			}
		}
		b := u16(4, 16+8*n, 0, 2*n, 0, 0, 0)
		b = append(b, u16(ends...)...)
		b = append(b, u16(0)...)
		b = append(b, u16(starts...)...)
		b = append(b, u16(deltas...)...)
		return append(b, u16(offsets...)...)
	}
	first := format4(unicode)
	table := u16(0, 2, 3, 1, 0, 20, 3, 0, 0, 20+uint16(len(first)))
	table = append(table, first...)
	if len(symbol) == 2 {
		table = append(table, format4(map[uint16]uint16{symbol[0]: symbol[1]})...)
	}
	head := append(u16(0, 1, 1, 0, 0, 0), "cmap"...)
	head = append(head, u16(0, 0, 0, 28, 0, uint16(len(table)))...)
	return append(head, table...)
}

// TestVerticalWriting holds that a run of a vertical CMap goes down the page.
func TestVerticalWriting(t *testing.T) {
	var b built
	b.page("/Resources<</Font<</F1 <</Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-V/DescendantFonts[<</Subtype/CIDFontType2/CIDSystemInfo<</Ordering(GB1)>>>>]>>>>>>",
		"BT /F1 10 Tf 500 720 Td <4e135229> Tj <5e74> Tj ET")
	p := mustRead(t, b.bytes()).Pages[0]
	checkPage(t, &p)
	if len(p.Runs) != 1 {
		t.Fatalf("%d runs", len(p.Runs))
	}
	r := p.Runs[0]
	if r.Text != "专利年" || !r.Vertical || r.Rect != (Rect{495, 122, 505, 152}) || r.Baseline != 500 || r.Glyphs[2] != (Glyph{6, 142, 152, false}) {
		t.Errorf("%+v", r)
	}
}

// TestWidths holds that the pen moves by the widths that the font gives, whether
// listed or as a range, and by the half of an em that GBK's ASCII takes.
func TestWidths(t *testing.T) {
	const font = "<</Subtype/Type0/BaseFont/SimSun/Encoding/%s/DescendantFonts[<</Subtype/CIDFontType2/CIDSystemInfo<</Ordering(GB1)>>/DW 1000/W[%s]>>]>>"
	for _, c := range []struct {
		encoding, w, shown string
		want               float64
	}{
		{"UniGB-UCS2-H", "", "<4e135229>", 20},
		{"UniGB-UCS2-H", "1[250 300 400]", "<002000210022>", 9.5},
		{"UniGB-UCS2-H", "1 95 500", "<004100424e13>", 20},
		{"GBK-EUC-H", "814 939 500", "<4142d7a8>", 20},
		{"GBK-EUC-H", "814 99999999 500", "<4142d7a8>", 15},
	} {
		var b built
		b.page("/Resources<</Font<</F1 "+fmt.Sprintf(font, c.encoding, c.w)+">>>>", "BT /F1 10 Tf 72 720 Td "+c.shown+" Tj ET")
		p := mustRead(t, b.bytes()).Pages[0]
		if len(p.Runs) != 1 || !approximate(p.Runs[0].Width(), c.want) {
			t.Errorf("%s with W [%s]: %v, want a width of %v", c.encoding, c.w, p.Runs, c.want)
		}
	}
}

func approximate(a, b float64) bool { return a-b < 1e-6 && b-a < 1e-6 }
