// Package decode turns the bytes of a text file into UTF-8.
//
// A file rarely says how it is encoded, so the encodings are tried in the order
// of how surely each is recognised: a byte order mark, valid UTF-8, UTF-16 by the
// place of its zero bytes, and last GB18030, which gives nearly every run of bytes
// some reading and is therefore believed only where the reading looks like
// Chinese.
package decode

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// The names under which Text reports an encoding.
const (
	UTF8    = "UTF-8"
	UTF16LE = "UTF-16LE"
	UTF16BE = "UTF-16BE"
	GB18030 = "GB18030"
)

// Text returns data as UTF-8 without a leading byte order mark, the name of the
// encoding it was in, and whether that encoding was guessed (neither declared by
// a byte order mark nor valid UTF-8). The error, if any, is an *Error.
func Text(data []byte) (text, encoding string, guessed bool, err error) {
	if text, encoding, err := marked(data); encoding != "" {
		return text, encoding, false, err
	}
	if order, name := zeroPattern(data); order != nil {
		if text, err := fromUTF16(data, 0, order, name); err == nil && readable(text) {
			return text, name, true, nil
		}
	}
	if isBinary(data) {
		return "", "", false, &Error{Binary: true, Offset: bytes.IndexFunc(data, isControl)}
	}
	bad := firstInvalid(data)
	if bad < 0 {
		return string(data), UTF8, false, nil
	}
	if text, ok := fromGB18030(data); ok {
		return text, GB18030, true, nil
	}
	return "", "", false, &Error{Offset: bad, Tried: []string{UTF8, "UTF-16", GB18030}}
}

// Error says why bytes are not text in any encoding tried.
type Error struct {
	Offset int      // of the first byte that could not be read, from 0
	Tried  []string // names of the encodings; empty where Binary
	Binary bool     // the bytes are no text at all
}

// Error returns the reason in English.
func (e *Error) Error() string {
	if e.Binary {
		return fmt.Sprintf("binary data at byte %d", e.Offset)
	}
	return fmt.Sprintf("byte %d is not valid in %s", e.Offset, strings.Join(e.Tried, ", "))
}

// marked reads data that begins with a byte order mark; encoding is "" where it
// does not.
func marked(data []byte) (text, encoding string, err error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		if bad := firstInvalid(data); bad >= 0 {
			return "", UTF8, &Error{Offset: bad, Tried: []string{UTF8}}
		}
		return string(data[3:]), UTF8, nil
	case bytes.HasPrefix(data, []byte("\xFF\xFE\x00\x00")): // UTF-32, which no report uses
		return "", "", nil
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		text, err = fromUTF16(data, 2, binary.LittleEndian, UTF16LE)
		return text, UTF16LE, err
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		text, err = fromUTF16(data, 2, binary.BigEndian, UTF16BE)
		return text, UTF16BE, err
	}
	return "", "", nil
}

// firstInvalid returns the offset of the first byte that is not UTF-8, or -1.
func firstInvalid(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n <= 1 {
			return i
		}
		i += n
	}
	return -1
}

// zeroPattern recognises UTF-16 without a byte order mark. Line ends, spaces and
// digits of any script have a zero byte, always on the same side.
func zeroPattern(data []byte) (binary.ByteOrder, string) {
	if len(data)%2 != 0 || bytes.IndexByte(data, 0) < 0 {
		return nil, ""
	}
	var zeros [2]int
	for i, b := range data {
		if b == 0 {
			zeros[i&1]++
		}
	}
	switch {
	case zeros[0] == 0:
		return binary.LittleEndian, UTF16LE
	case zeros[1] == 0:
		return binary.BigEndian, UTF16BE
	// A few characters, such as U+3000 (the ideographic space), have their zero
	// byte on the other side.
	case zeros[1] > 2*zeros[0]:
		return binary.LittleEndian, UTF16LE
	case zeros[0] > 2*zeros[1]:
		return binary.BigEndian, UTF16BE
	}
	return nil, ""
}

func fromUTF16(data []byte, from int, order binary.ByteOrder, name string) (string, error) {
	var b strings.Builder
	b.Grow(len(data) * 3 / 2)
	for i := from; i < len(data); i += 2 {
		if i+1 == len(data) {
			return "", &Error{Offset: i, Tried: []string{name}}
		}
		r := rune(order.Uint16(data[i:]))
		if utf16.IsSurrogate(r) {
			low := rune(0)
			if i+3 < len(data) {
				low = rune(order.Uint16(data[i+2:]))
			}
			if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
				return "", &Error{Offset: i, Tried: []string{name}}
			}
			i += 2
		}
		b.WriteRune(r)
	}
	return b.String(), nil
}

// readable reports whether text, decoded on suspicion, consists of the
// characters reports are written in: bytes in the wrong order give characters
// from all over Unicode.
func readable(text string) bool {
	all, usual := 0, 0
	for _, r := range text {
		all++
		switch {
		case r == 0:
			return false
		case r < 0x250, r >= 0x2000 && r < 0x2700, r >= 0x3000 && r < 0x3100,
			r >= 0x4E00 && r < 0xA000, r >= 0xFF00 && r < 0xFFF0, r == 0xFEFF:
			usual++
		}
	}
	return usual*10 >= all*9
}

// isBinary reports whether data is no text in an encoding that extends ASCII:
// a zero byte, or more control characters than a stray one here and there.
func isBinary(data []byte) bool {
	control := 0
	for _, b := range data {
		if b == 0 {
			return true
		}
		if isControl(rune(b)) {
			control++
		}
	}
	return control > 8 && control*100 > len(data)
}

func isControl(r rune) bool {
	return r < 0x20 && (r < '\t' || r > '\r') && r != 0x1A && r != 0x1B || r == 0x7F
}

// fromGB18030 decodes data and reports whether the result is plausible Chinese.
func fromGB18030(data []byte) (string, bool) {
	if mostlyUTF8(data) || !plausibleGB(data) {
		return "", false
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) {
		return "", false
	}
	return string(out), true
}

// mostlyUTF8 reports whether data is UTF-8 that was damaged in places. GB18030
// would read it all the same, as other characters.
func mostlyUTF8(data []byte) bool {
	valid, broken := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n <= 1 {
			broken++
		} else if n >= 3 {
			valid++
		}
		i += n
	}
	return valid > 3*broken
}

// plausibleGB reports whether the two-byte characters of data are mostly those
// of GB 2312 (punctuation in rows 1 and 3, ideographs from row 16 on), in which
// nearly all Chinese text is written. Accented Latin letters read as GB18030 fall
// outside it.
func plausibleGB(data []byte) bool {
	pairs, common := 0, 0
	for i := 0; i < len(data); {
		lead := data[i]
		if lead < 0x80 {
			i++
			continue
		}
		if i+1 >= len(data) {
			return false
		}
		if trail := data[i+1]; trail >= 0x30 && trail <= 0x39 { // four bytes: rare characters
			i += 4
			pairs++
			continue
		} else if trail >= 0xA1 && (lead == 0xA1 || lead == 0xA3 || lead >= 0xB0 && lead <= 0xF7) {
			common++
		}
		pairs++
		i += 2
	}
	return pairs > 0 && common*10 >= pairs*6
}
