package decode

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

func TestWeb(t *testing.T) {
	const zh = "<p>澜江市知识产权局二〇二三年授权专利两万件。</p>"
	const hant = "<p>瀾江市知識產權局二〇二三年授權專利兩萬件。</p>"
	meta := func(name string) string { return `<meta charset="` + name + `">` }
	for _, test := range []struct {
		name, in string
		enc      encoding.Encoding
		want     Page
	}{
		{"declared GBK", meta("GBK") + zh, simplifiedchinese.GBK, Page{Encoding: GB18030, Declared: "gbk"}},
		{"declared by a parameter", `<meta http-equiv=Content-Type content="text/html; charset=gb2312">` + zh, simplifiedchinese.GBK, Page{Encoding: GB18030, Declared: "gb2312"}},
		{"declared by XML", `<?xml version="1.0" encoding="big5"?>` + hant, traditionalchinese.Big5, Page{Encoding: Big5, Declared: "big5"}},
		{"not declared", hant, traditionalchinese.Big5, Page{Encoding: Big5, Guessed: true}},
		{"declared wrongly", meta("big5") + zh, simplifiedchinese.GBK, Page{Encoding: GB18030, Declared: "big5", Wrong: true}},
		{"Western", meta("windows-1252") + "<p>Résumé of the “Lanjiang” report</p>", charmap.Windows1252, Page{Encoding: "windows-1252", Declared: "windows-1252"}},
		{"ASCII under any name", meta("gbk") + "<p>Report</p>", encoding.Nop, Page{Encoding: UTF8, Declared: "gbk"}},
		{"UTF-8", zh, encoding.Nop, Page{Encoding: UTF8}},
	} {
		t.Run(test.name, func(t *testing.T) {
			data, err := test.enc.NewEncoder().String(test.in)
			if err != nil {
				t.Fatal(err)
			}
			got, err := Web([]byte(data))
			test.want.Text = test.in
			if err != nil || got != test.want {
				t.Errorf("got %+v, %v\nwant %+v", got, err, test.want)
			}
		})
	}
}

func TestWebBroken(t *testing.T) {
	long := strings.Repeat("澜江市授权专利。", 20)
	got, err := Web([]byte(long + "\xe6\xbe" + long))
	if err != nil || got.Broken != 1 || got.Text != long+"\uFFFD"+long {
		t.Errorf("one broken character: %d broken, %v", got.Broken, err)
	}
	for _, in := range []string{"\x7fELF\x01\x01\x00\x00", "\xff\xfe\xfd\xfc\xfb\xfa\x81\x80\x82"} {
		var bad *Error
		if _, err := Web([]byte(in)); !errors.As(err, &bad) {
			t.Errorf("%q: %v", in, err)
		}
	}
}
