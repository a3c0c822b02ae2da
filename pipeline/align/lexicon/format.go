package lexicon

import (
	"encoding/binary"
	"errors"
	"sort"
)

// The compiled lexicon is read in place: loading it means checking lengths, and a
// look-up is two binary searches. All integers are little-endian.
//
//	magic     8 bytes
//	lengths   6 × uint32: bytes of the sections below, in this order
//	heads     {first char uint16, index of its first key uint32}, ascending
//	records   uint32 for each key and one for the end: offset into entries
//	entries   {tail length uint8, tail uint16..., {stem uint16, weight uint8}...}
//	stems     uint16 count, uint32 offsets (count+1), bytes
//	variants  {traditional uint16, simplified uint16}, ascending
//	readings  {char uint16, pinyin syllable without tone, 6 bytes padded with 0}, ascending
//
// A key is its first char, by which heads finds the range of keys, and its tail;
// keys are ascending by tail within their range. Chars are UTF-16 code units of the
// basic plane.

// Magic opens the compiled file and names the version of its form.
const Magic = "dzlex1\r\n"

// WeightUnit is the weight that 1 in an entry's weight byte stands for.
const WeightUnit = 1.0 / 64

// SyllableSize is the number of bytes of a syllable in the readings section.
const SyllableSize = 6

const (
	headSize    = 6
	recordSize  = 4
	glossSize   = 3
	variantSize = 4
	readingSize = 2 + SyllableSize
)

// compiled is a view of a compiled lexicon's bytes.
type compiled struct {
	heads, records, entries, variants, readings string
	stemOffsets, stemText                       string
}

var errFormat = errors.New("lexicon: the compiled file is damaged")

func parse(data string) (*compiled, error) {
	const lengths = 6
	if len(data) < len(Magic)+4*lengths || data[:len(Magic)] != Magic {
		return nil, errFormat
	}
	var part [lengths]string
	at := len(Magic) + 4*lengths
	for i := range part {
		n := int(u32(data, len(Magic)+4*i))
		if n > len(data)-at {
			return nil, errFormat
		}
		part[i], at = data[at:at+n], at+n
	}
	stems := part[3]
	if len(stems) < 2 || len(stems) < 2+4*(int(u16(stems, 0))+1) {
		return nil, errFormat
	}
	split := 2 + 4*(int(u16(stems, 0))+1)
	return &compiled{
		heads: part[0], records: part[1], entries: part[2], variants: part[4], readings: part[5],
		stemOffsets: stems[2:split], stemText: stems[split:],
	}, nil
}

func u16(s string, at int) uint16 { return uint16(s[at]) | uint16(s[at+1])<<8 }
func u32(s string, at int) uint32 {
	return uint32(s[at]) | uint32(s[at+1])<<8 | uint32(s[at+2])<<16 | uint32(s[at+3])<<24
}

// find returns the index of c in a section of rows of the given size that begin
// with an ascending uint16.
func find(section string, size int, c uint16) (int, bool) {
	n := len(section) / size
	i := sort.Search(n, func(i int) bool { return u16(section, i*size) >= c })
	return i, i < n && u16(section, i*size) == c
}

// keys returns the range of the keys that begin with char.
func (c *compiled) keys(char uint16) (lo, hi int) {
	h, ok := find(c.heads, headSize, char)
	if !ok {
		return 0, 0
	}
	lo, hi = int(u32(c.heads, h*headSize+2)), len(c.records)/recordSize-1
	if (h+1)*headSize < len(c.heads) {
		hi = int(u32(c.heads, (h+1)*headSize+2))
	}
	return lo, hi
}

// entry returns the glosses of the key, whose chars are simplified, as raw rows.
func (c *compiled) entry(key []uint16) (glosses string, ok bool) {
	lo, hi := c.keys(key[0])
	tail := key[1:]
	i := lo + sort.Search(hi-lo, func(i int) bool { return compareTail(c.record(lo+i), tail) >= 0 })
	if i == hi {
		return "", false
	}
	if r := c.record(i); compareTail(r, tail) == 0 {
		return r[1+2*len(tail):], true
	}
	return "", false
}

// tailLen returns the number of chars of key i after the first, and tailChar one of them.
func (c *compiled) tailLen(i int) int        { return int(c.record(i)[0]) }
func (c *compiled) tailChar(i, k int) uint16 { return u16(c.record(i), 1+2*k) }

func (c *compiled) record(i int) string {
	return c.entries[u32(c.records, i*recordSize):u32(c.records, (i+1)*recordSize)]
}

// compareTail compares a record's tail with tail: char by char, the shorter first.
func compareTail(record string, tail []uint16) int {
	n := int(record[0])
	for i := range min(n, len(tail)) {
		if d := int(u16(record, 1+2*i)) - int(tail[i]); d != 0 {
			return d
		}
	}
	return n - len(tail)
}

func (c *compiled) stem(i uint16) string {
	at := int(i) * 4
	return c.stemText[u32(c.stemOffsets, at):u32(c.stemOffsets, at+4)]
}

// simplified returns the simplified form of char r.
func (c *compiled) simplified(r uint16) uint16 {
	if i, ok := find(c.variants, variantSize, r); ok {
		return u16(c.variants, i*variantSize+2)
	}
	return r
}

// Sections is a compiled lexicon before it is written: see the form above.
type Sections struct{ Heads, Records, Entries, Stems, Variants, Readings []byte }

// Bytes returns the compiled file.
func (s Sections) Bytes() []byte {
	out := []byte(Magic)
	all := [][]byte{s.Heads, s.Records, s.Entries, s.Stems, s.Variants, s.Readings}
	for _, p := range all {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(p)))
	}
	for _, p := range all {
		out = append(out, p...)
	}
	return out
}
