package decode

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

const chinese = "澜江市去年办理商标案件 120 件，涉案金额“2.2亿元”。\n"

func TestText(t *testing.T) {
	encoded := func(s string, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for _, test := range []struct{ name, in, want, encoding string }{
		{"ASCII", "plain\n", "plain\n", UTF8},
		{"empty", "", "", UTF8},
		{"UTF-8", chinese, chinese, UTF8},
		{"UTF-8 with mark", "\ufeff" + chinese, chinese, UTF8},
		{"UTF-16LE", encoded(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(chinese)), chinese, UTF16LE},
		{"UTF-16BE, no mark", encoded(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(chinese)), chinese, UTF16BE},
		{"UTF-16, rare ideograph", "\xff\xfe\x40\xd8\x00\xdc", "\U00020000", UTF16LE},
		{"GB18030", encoded(simplifiedchinese.GB18030.NewEncoder().String(chinese)), chinese, GB18030},
		{"GB18030, four bytes", encoded(simplifiedchinese.GB18030.NewEncoder().String(chinese + "𠀀")), chinese + "𠀀", GB18030},
	} {
		text, encoding, _, err := Text([]byte(test.in))
		if err != nil || text != test.want || encoding != test.encoding {
			t.Errorf("%s: got %q in %s, %v", test.name, text, encoding, err)
		}
	}
}

func TestTextErrors(t *testing.T) {
	latin, err := charmap.ISO8859_1.NewEncoder().String("Les départements français ont été évalués à l'été.")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, in string
		offset   int
		binary   bool
	}{
		{"damaged UTF-8", strings.Repeat(chinese, 3) + "\xe4\xb8" + chinese, 3 * len(chinese), false},
		{"Latin letters", latin, 5, false},
		{"odd length", "\xff\xfea\x00b", 4, false},
		{"lone surrogate", "\xfe\xff\xd8\x00\x00a", 2, false},
		{"zeros", "abc\x00\x00\x00\x00\x01", 3, true},
		{"control characters", strings.Repeat("\x01\x02ab", 20), 0, true},
	} {
		_, _, _, err := Text([]byte(test.in))
		var e *Error
		if !errors.As(err, &e) || e.Offset != test.offset || e.Binary != test.binary {
			t.Errorf("%s: got %v", test.name, err)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add([]byte(chinese))
	f.Add([]byte("\xff\xfea\x00"))
	f.Add([]byte("\xd6\xd0\xce\xc4\x81\x30\x81\x30"))
	f.Fuzz(func(t *testing.T, data []byte) {
		text, encoding, _, err := Text(data)
		if err == nil && (!utf8.ValidString(text) || encoding == "") {
			t.Errorf("%q in %q", text, encoding)
		}
		var e *Error
		if err != nil && (!errors.As(err, &e) || e.Offset < 0 || e.Offset >= len(data)) {
			t.Errorf("%#v", err)
		}
	})
}
