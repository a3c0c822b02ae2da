package decode

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// Big5 is the name under which Page reports the encoding of Taiwan and Hong Kong.
const Big5 = "Big5"

// A Page is a web page as UTF-8, and how it came to be.
type Page struct {
	Text     string
	Encoding string // the name of the encoding it was in
	Declared string // the name it declares, lower case; "" where it declares none
	Wrong    bool   // it declares another encoding than it is in
	Guessed  bool   // it declares none, and has no byte order mark
	Broken   int    // sequences of bytes that no encoding reads; U+FFFD stands for each
}

// Web decodes a web page or another file in markup that names its encoding in its
// first kilobytes (HTML meta elements, XML declarations). What the bytes say is
// believed before what the page says: a byte order mark, then valid UTF-8, then
// the declared encoding where it gives Chinese or valid text, then GB18030 and Big5,
// whichever gives the more frequent characters. Since publishing systems cut
// characters in two now and then, a few broken sequences are let go and counted. The
// error, if any, is an *Error.
func Web(data []byte) (Page, error) {
	text, name, guessed, err := Text(data)
	declared := declaration(data)
	if err == nil && !(guessed && name == GB18030) {
		p := Page{Text: text, Encoding: name, Declared: declared, Guessed: guessed && declared == ""}
		p.Wrong = declared != "" && !ascii(data) && canonical(declared) != name
		return p, nil
	}
	if bad, ok := err.(*Error); ok && bad.Binary {
		return Page{}, err
	}
	best, most := Page{}, 0
	for _, try := range trials(declared) {
		out, readable := try.decode(data)
		if !readable {
			continue
		}
		p := Page{Text: string(out), Encoding: try.name, Declared: declared}
		p.Broken = bytes.Count(out, []byte("\uFFFD"))
		if score := try.worth(data, p.Broken); score > most {
			best, most = p, score
		}
	}
	if most == 0 {
		return Page{}, &Error{Offset: max(firstInvalid(data), 0), Tried: []string{UTF8, GB18030, Big5}}
	}
	best.Wrong = declared != "" && canonical(declared) != best.Encoding
	best.Guessed = declared == ""
	return best, nil
}

// trial is an encoding to try on a page.
type trial struct {
	name     string
	encoding encoding.Encoding // nil: UTF-8
	declared bool
}

// decode puts U+FFFD for what is broken.
func (t trial) decode(data []byte) ([]byte, bool) {
	if t.encoding == nil {
		return bytes.ToValidUTF8(data, []byte("\uFFFD")), true
	}
	out, err := t.encoding.NewDecoder().Bytes(data)
	return out, err == nil
}

func trials(declared string) []trial {
	all := []trial{
		{name: GB18030, encoding: simplifiedchinese.GB18030},
		{name: Big5, encoding: traditionalchinese.Big5},
		{name: UTF8},
	}
	name := canonical(declared)
	for i := range all {
		if all[i].name == name {
			all[i].declared = true
			return all
		}
	}
	if e, err := htmlindex.Get(declared); err == nil {
		all = append(all, trial{name: name, encoding: e, declared: true})
	}
	return all
}

// worth weighs a reading of data in parts of a thousand: the share of its
// characters that are frequent in the encoding, 0 where too many are broken. A
// declaration decides between readings that are about as good.
func (t trial) worth(data []byte, broken int) int {
	high, score := highBytes(data), 0
	if broken*50 > high {
		return 0
	}
	switch t.name {
	case GB18030:
		score = frequent(data, gbFrequent)
	case Big5:
		score = frequent(data, big5Frequent)
	case UTF8:
		score = 1000
	default: // declared, and neither Chinese nor Unicode: only its word speaks for it
		score = 600
	}
	if score < 500 {
		return 0
	}
	if t.declared {
		score += 100
	}
	return max(1, score-1000*broken/max(1, high))
}

// frequent returns how many in a thousand of the two-byte characters of data are
// in use, by their bytes.
func frequent(data []byte, is func(lead, trail byte) bool) int {
	pairs, common := 0, 0
	for i := 0; i+1 < len(data); i++ {
		if data[i] < 0x80 {
			continue
		}
		pairs++
		if is(data[i], data[i+1]) {
			common++
		}
		i++
	}
	if pairs == 0 {
		return 0
	}
	return common * 1000 / pairs
}

// gbFrequent knows the marks and the first level of GB 2312, which has all the
// characters of ordinary text.
func gbFrequent(lead, trail byte) bool {
	return trail >= 0xA1 && (lead >= 0xA1 && lead <= 0xA3 || lead >= 0xB0 && lead <= 0xD7)
}

// big5Frequent knows the marks and the first level of Big5.
func big5Frequent(lead, trail byte) bool {
	return lead >= 0xA1 && lead <= 0xC6 && (trail >= 0x40 && trail <= 0x7E || trail >= 0xA1)
}

func highBytes(data []byte) int {
	n := 0
	for _, b := range data {
		if b >= utf8.RuneSelf {
			n++
		}
	}
	return n
}

func ascii(data []byte) bool { return highBytes(data) == 0 }

// canonical returns the name by which this package knows an encoding.
func canonical(label string) string {
	switch lower := strings.ToLower(label); {
	case strings.HasPrefix(lower, "gb"), lower == "x-gbk", lower == "cp936", lower == "hz-gb-2312":
		return GB18030
	case strings.HasPrefix(lower, "big5"), lower == "cn-big5", lower == "x-x-big5":
		return Big5
	case lower == "utf-8", lower == "utf8", lower == "unicode-1-1-utf-8":
		return UTF8
	case lower == "utf-16", lower == "utf-16le":
		return UTF16LE
	case lower == "utf-16be":
		return UTF16BE
	}
	return strings.ToLower(label)
}

var charset = regexp.MustCompile(`(?i)<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})`)

// declaration returns the encoding that a page names near its beginning, in lower
// case, or "".
func declaration(data []byte) string {
	start := bytes.ReplaceAll(data[:min(len(data), 8192)], []byte{0}, nil)
	found := charset.FindSubmatch(start)
	if found == nil {
		return ""
	}
	return strings.ToLower(string(found[1]))
}
