package pdf

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"io"
	"strconv"
	"strings"
	"sync"
)

//go:generate go run ./gen

// tablesZip holds Adobe's CMaps and glyph list; data/LICENSE.md is their licence.
//
//go:embed data/tables.zip
var tablesZip []byte

var tables = sync.OnceValue(func() map[string]*zip.File {
	out := map[string]*zip.File{}
	z, err := zip.NewReader(bytes.NewReader(tablesZip), int64(len(tablesZip)))
	if err != nil {
		return out
	}
	for _, f := range z.File {
		out[f.Name] = f
	}
	return out
})

// table returns an embedded table's text, or nil.
func table(name string) []byte {
	f := tables()[name]
	if f == nil {
		return nil
	}
	r, err := f.Open()
	if err != nil {
		return nil
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		return nil
	}
	return b
}

// predefinedCMaps holds the CMaps of the tables, each parsed when first used.
var predefinedCMaps = sync.OnceValue(func() map[string]func() *cmap {
	out := map[string]func() *cmap{
		"Identity-H": func() *cmap { return identity(false) },
		"Identity-V": func() *cmap { return identity(true) },
	}
	named := func(name string) *cmap {
		if m := out[name]; m != nil {
			return m()
		}
		return nil
	}
	for name := range tables() {
		if name != glyphList {
			out[name] = sync.OnceValue(func() *cmap { return parseCMap(table(name), 1<<20, named) })
		}
	}
	return out
})

const glyphList = "glyphlist" // the one table that is no CMap

// predefinedCMap returns the predefined CMap of a name, or nil where there is none
// or it is not one for Chinese.
func predefinedCMap(name string) *cmap {
	if m := predefinedCMaps()[name]; m != nil {
		return m()
	}
	return nil
}

func identity(vertical bool) *cmap {
	low, high := code{0, 2}, code{0xFFFF, 2}
	return &cmap{
		vertical: vertical,
		spaces:   []codeSpace{{low, high}},
		cids:     []cidRange{{low, high, 0}},
	}
}

// glyphNames is the Adobe Glyph List: a glyph's name → its text.
var glyphNames = sync.OnceValue(func() map[string]string {
	out := make(map[string]string, 4300)
	for line := range strings.Lines(string(table(glyphList))) {
		name, codes, _ := strings.Cut(strings.TrimSpace(line), ";")
		var b strings.Builder
		for c := range strings.FieldsSeq(codes) {
			v, _ := strconv.ParseUint(c, 16, 32)
			b.WriteRune(rune(v))
		}
		out[name] = b.String()
	}
	return out
})

// glyphText returns the text that a glyph's name stands for, by the rules of the
// Adobe Glyph List Specification: "one", "f_i", "uni4E2D", "u20000", each with or
// without a suffix ("one.oldstyle"). It is empty for other names.
func glyphText(name string) string {
	if len(name) > 64 {
		return ""
	}
	name, _, _ = strings.Cut(name, ".")
	if s, ok := glyphNames()[name]; ok {
		return s
	}
	if first, rest, ok := strings.Cut(name, "_"); ok && first != "" {
		return glyphText(first) + glyphText(rest)
	}
	if hex, ok := strings.CutPrefix(name, "uni"); ok && len(hex) >= 4 && len(hex)%4 == 0 {
		var b strings.Builder
		for ; len(hex) >= 4; hex = hex[4:] {
			b.WriteString(codePoint(hex[:4]))
		}
		return b.String()
	}
	if hex, ok := strings.CutPrefix(name, "u"); ok && len(hex) >= 4 && len(hex) <= 6 {
		return codePoint(hex)
	}
	return ""
}

// codePoint returns the character of a code point written in hexadecimal, or "".
func codePoint(hex string) string {
	v, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || v == 0 || v > 0x10FFFF || 0xD800 <= v && v < 0xE000 {
		return ""
	}
	return string(rune(v))
}
