package segment

import (
	"sync"
	"unicode/utf8"

	"duizhao/segment/dict"
)

// The traditional characters that have a simplified form lie between these.
const (
	firstVariant = 0x4E00
	lastVariant  = 0x9FFF
)

// variants maps traditional characters, counted from firstVariant, to simplified ones;
// 0 where there is none.
var variants = sync.OnceValue(func() *[lastVariant - firstVariant + 1]rune {
	var table [lastVariant - firstVariant + 1]rune
	for traditional, simplified := range dict.Variants() {
		table[traditional-firstVariant] = simplified
	}
	return &table
})

// simplify returns text with simplified characters for traditional ones, which the
// dictionary is looked up with: a second dictionary for traditional text would take as
// much memory as the first. Each form is three bytes long, so spans of the result are
// spans of text.
func simplify(text string) string {
	table := variants()
	var out []byte
	for i, r := range text {
		if r < firstVariant || r > lastVariant || table[r-firstVariant] == 0 {
			continue
		}
		if out == nil {
			out = []byte(text)
		}
		utf8.EncodeRune(out[i:], table[r-firstVariant])
	}
	if out == nil {
		return text
	}
	return string(out)
}
