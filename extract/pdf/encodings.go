package pdf

import "golang.org/x/text/encoding/charmap"

// namedEncoding returns one of the encodings of ISO 32000-1, annex D.
func namedEncoding(name string) (t [256]string) {
	switch name {
	case "MacRomanEncoding":
		return charmapTexts(charmap.Macintosh)
	case "StandardEncoding":
		return standardTexts()
	}
	t = charmapTexts(charmap.Windows1252)
	t[0xA0], t[0xAD] = " ", "-" // WinAnsiEncoding's space and hyphen
	for i := 0x7F; i < len(t); i++ {
		if t[i] == "" {
			t[i] = "•" // as table D.2 has it for what is not used
		}
	}
	return t
}

func charmapTexts(m *charmap.Charmap) (t [256]string) {
	for i := 32; i < 256; i++ {
		if r := m.DecodeByte(byte(i)); r != '\uFFFD' {
			t[i] = string(r)
		}
	}
	return t
}

// standardTexts is Adobe's StandardEncoding.
func standardTexts() (t [256]string) {
	for i := 32; i < 127; i++ {
		t[i] = string(rune(i))
	}
	t['\''], t['`'] = "’", "‘"
	for i, r := range []rune("¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\x00–†‡·\x00¶•‚„”»…‰\x00¿\x00`´ˆ˜¯˘˙¨\x00˚¸\x00˝˛ˇ—") {
		if r != 0 {
			t[0xA1+i] = string(r)
		}
	}
	for c, r := range map[int]rune{0xE1: 'Æ', 0xE3: 'ª', 0xE8: 'Ł', 0xE9: 'Ø', 0xEA: 'Œ', 0xEB: 'º', 0xF1: 'æ', 0xF5: 'ı', 0xF8: 'ł', 0xF9: 'ø', 0xFA: 'œ', 0xFB: 'ß'} {
		t[c] = string(r)
	}
	return t
}

// symbolTexts is the encoding of the standard font Symbol, its pieces of brackets
// left out.
func symbolTexts() (t [256]string) {
	for i := 32; i < 127; i++ {
		t[i] = string(rune(i))
	}
	for from, chars := range map[int]string{
		'A':  "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ",
		'a':  "αβχδεφγηιϕκλμνοπθρστυϖωξψζ",
		0xA1: "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…",
		0xC0: "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑",
		0xF1: "〉∫", '"': "∀", '$': "∃", '\'': "∋", '*': "∗", '-': "−", '@': "≅", '\\': "∴", '^': "⊥", '~': "∼",
	} {
		for i, r := range []rune(chars) {
			t[from+i] = string(r)
		}
	}
	return t
}

// dingbatTexts is the encoding of the standard font ZapfDingbats: Unicode has its
// signs in the same order, apart from some it had already.
func dingbatTexts() (t [256]string) {
	for i := 0x21; i < 0x7F; i++ {
		t[i] = string(rune(0x2700 + i - 0x20))
	}
	for i := 0xA1; i < 0xFF; i++ {
		t[i] = string(rune(0x2761 + i - 0xA1))
	}
	for i, r := range []rune("♣♦♥♠①②③④⑤⑥⑦⑧⑨⑩") {
		t[0xA8+i] = string(r)
	}
	for c, r := range map[int]rune{
		' ': ' ', 0x25: '☎', 0x2A: '☛', 0x2B: '☞', 0x48: '★', 0x6C: '●', 0x6E: '■', 0x73: '▲', 0x74: '▼',
		0x75: '◆', 0x77: '◗', 0xD5: '→', 0xD6: '↔', 0xD7: '↕',
	} {
		t[c] = string(r)
	}
	return t
}
