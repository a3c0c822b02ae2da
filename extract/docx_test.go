package extract

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestWordFiles reads the files of testdata/docx, which hold the parts of a Word file
// without what every part has around it.
func TestWordFiles(t *testing.T) {
	golden(t, "docx", func(t *testing.T, a *txtar.Archive) []byte { return wordFile(t, a.Files[:len(a.Files)-1]) })
}

const namespaces = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="mc" xmlns:wps="wps" xmlns:v="v"`

// wrappers are the roots of the parts.
var wrappers = map[string]string{
	"document.xml": "document", "styles.xml": "styles", "numbering.xml": "numbering", "footnotes.xml": "footnotes",
}

// wordFile puts parts into a Word file.
func wordFile(t testing.TB, parts []txtar.File) []byte {
	t.Helper()
	whole := map[string]string{
		"_rels/.rels": `<Relationships><Relationship Id="1" Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>`,
	}
	var rels strings.Builder
	for _, p := range parts {
		root := wrappers[p.Name]
		open, shut := "<w:"+root+namespaces+">", "</w:"+root+">"
		if root == "document" {
			open, shut = open+"<w:body>", "</w:body>"+shut
		}
		whole["word/"+p.Name] = `<?xml version="1.0" encoding="UTF-8"?>` + open + string(p.Data) + shut
		fmt.Fprintf(&rels, `<Relationship Id="%s" Type="http://x/%s" Target="%s"/>`, p.Name, root, p.Name)
	}
	whole["word/_rels/document.xml.rels"] = "<Relationships>" + rels.String() + "</Relationships>"
	return zipped(t, whole)
}

func zipped(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(parts[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// paragraphsXML is a body of paragraphs.
func paragraphsXML(texts ...string) string {
	var b strings.Builder
	for _, s := range texts {
		b.WriteString("<w:p><w:r><w:t>" + s + "</w:t></w:r></w:p>")
	}
	return b.String()
}

// TestBadWordFiles: each is refused with one line in both languages.
func TestBadWordFiles(t *testing.T) {
	good := wordFile(t, []txtar.File{{Name: "document.xml", Data: []byte(paragraphsXML("澜江市授权专利21340件。"))}})
	document := func(xml string) []byte { return zipped(t, map[string]string{"word/document.xml": xml}) }
	locked := bytes.Clone(good)
	for at := 0; ; { // the bit of encryption in every header
		i := bytes.Index(locked[at:], []byte("PK\x01\x02"))
		if i < 0 {
			break
		}
		at += i + 8
		binary.LittleEndian.PutUint16(locked[at:], binary.LittleEndian.Uint16(locked[at:])|1)
	}
	utf16 := func(s string) string { return strings.Join(strings.Split(s, ""), "\x00") + "\x00" }
	for _, test := range []struct {
		code string
		data []byte
		say  string
	}{
		{"damaged", []byte("PK\x03\x04......word/document.xml"), "repair it"},
		{"damaged", good[:len(good)*2/3], "download it again"},
		{"damaged", document("<w:document><w:body><w:p>"), "damaged"},
		{"damaged", document("<w:document><w:body></w:p></w:body></w:document>"), "ends where it has not begun"},
		{"damaged", document(`<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>`), "entity"},
		{"damaged", zipped(t, map[string]string{"word/other.xml": "<a/>"}), "is missing"},
		{"too_complex", document("<w:document><w:body>" + strings.Repeat("<w:tbl>", 10_000)), "levels"},
		{"too_complex", document("<w:document>" + strings.Repeat(" ", 8<<20) + "</w:document>"), "limits"},
		{"empty", wordFile(t, []txtar.File{{Name: "document.xml", Data: []byte("<w:p/>")}}), "no text"},
		{"password", locked, "password"},
		{"password", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....." + utf16("EncryptedPackage")), "password"},
	} {
		_, err := Bytes("report.docx", test.data, Options{})
		checkError(t, err, test.code, test.say)
	}
}

// TestMislabelled: the content decides, not the name.
func TestMislabelled(t *testing.T) {
	word := wordFile(t, []txtar.File{{Name: "document.xml", Data: []byte(paragraphsXML("澜江市授权专利21340件。"))}})
	for format, data := range map[string][]byte{
		"docx": word,
		"html": []byte("<html><body><p>澜江市授权专利21340件。</p></body></html>"),
		"text": []byte("澜江市授权专利21340件。"),
	} {
		for _, name := range []string{"report.docx", "report.html", "report.txt"} {
			docs, err := Bytes(name, data, Options{})
			if err != nil || docs[0].Format != format || docs[0].Text != "澜江市授权专利21340件。" {
				t.Errorf("%s in %s: %v, %v", format, name, docs, err)
			}
		}
	}
}

// TestPageBreaks: a paragraph stands on the page of its first character. What the
// program noted about pages when it showed the file is believed before the breaks
// the author set.
func TestPageBreaks(t *testing.T) {
	const rendered = "<w:r><w:lastRenderedPageBreak/></w:r>"
	page := func(in string) string {
		return "<w:p>" + in + "<w:r><w:t>澜江市授权专利21340件。</w:t></w:r></w:p>"
	}
	for _, test := range []struct {
		body  string
		pages []int
	}{
		{page("") + page(""), []int{0, 0}},
		{page("") + page(`<w:r><w:br w:type="page"/></w:r>`), []int{1, 2}},
		{page("") + page(`<w:pPr><w:pageBreakBefore/></w:pPr>`) + page(""), []int{1, 2, 2}},
		{page("") + page(`<w:r><w:br w:type="page"/></w:r>`+rendered) + page(rendered), []int{1, 2, 3}},
		{page("<w:pPr><w:sectPr/></w:pPr>") + page(""), []int{1, 2}},
		{page("<w:r><w:t>其中</w:t></w:r>"+rendered) + page(""), []int{1, 2}},
	} {
		docs, err := Bytes("report.docx", wordFile(t, []txtar.File{{Name: "document.xml", Data: []byte(test.body)}}), Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for _, b := range docs[0].Blocks {
			got = append(got, b.Page)
		}
		if fmt.Sprint(got) != fmt.Sprint(test.pages) {
			t.Errorf("%s: pages %v, want %v", test.body, got, test.pages)
		}
	}
}

// TestListNumbers writes numbers in the formats of Word.
func TestListNumbers(t *testing.T) {
	for _, test := range []struct {
		format string
		want   map[int]string
	}{
		{"decimal", map[int]string{1: "1", 12: "12"}},
		{"decimalZero", map[int]string{1: "01", 12: "12"}},
		{"chineseCounting", map[int]string{1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一"}},
		{"chineseCountingThousand", map[int]string{101: "一百零一", 110: "一百一十", 1005: "一千零五"}},
		{"ideographDigital", map[int]string{12: "一二", 20: "二〇"}},
		{"chineseLegalSimplified", map[int]string{12: "壹拾贰"}},
		{"ideographTraditional", map[int]string{1: "甲", 10: "癸", 11: "11"}},
		{"upperRoman", map[int]string{4: "IV", 9: "IX", 14: "XIV", 40: "XL"}},
		{"lowerRoman", map[int]string{3: "iii"}},
		{"upperLetter", map[int]string{1: "A", 26: "Z", 27: "AA"}},
		{"lowerLetter", map[int]string{2: "b"}},
		{"decimalEnclosedCircleChinese", map[int]string{3: "③", 21: "21"}},
		{"ordinal", map[int]string{1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 22: "22nd"}},
		{"decimalFullWidth", map[int]string{10: "１０"}},
		{"none", map[int]string{5: ""}},
		{"somethingNew", map[int]string{5: "5"}},
	} {
		for n, want := range test.want {
			if got := listNumber(test.format, n); got != want {
				t.Errorf("%d as %s: %q, want %q", n, test.format, got, want)
			}
		}
	}
}

// TestSameFromEveryFormat gives one text as plain text, as a page and as a Word file:
// the blocks are the same.
func TestSameFromEveryFormat(t *testing.T) {
	texts := []string{
		"二〇二三年澜江市知识产权状况", "澜江市知识产权局", "一、创造", "2023年，全市授权专利21340件，同比增长6.1%。",
		"1. 专利", "发明专利4820件，其中高校1200件。", "2. 商标", "商标注册35210件。",
		"Intellectual Property in Lanjiang in 2023", "Lanjiang Intellectual Property Office", "I. Creation",
		"In 2023, the city granted 21,340 patents, an increase of 6.1%.", "1. Patents",
		"Invention patents came to 4,820, of which universities held 1,200.", "2. Trademarks", "Trademarks came to 35,210.",
	}
	page := "<html><body><div><p>" + strings.Join(texts, "</p>\n<p>") + "</p></div></body></html>"
	plain := shown(t, []byte(strings.Join(texts, "\n\n")))
	for format, data := range map[string][]byte{
		"page": []byte(page),
		"br":   []byte(strings.ReplaceAll(page, "</p>\n<p>", "<br><br>\n　　")),
		"word": wordFile(t, []txtar.File{{Name: "document.xml", Data: []byte(paragraphsXML(texts...))}}),
	} {
		if got := shown(t, data); got != plain {
			t.Errorf("%s:\n%s\nplain text:\n%s", format, got, plain)
		}
	}
}

// shown writes the blocks of a file without their lines.
func shown(t *testing.T, data []byte) string {
	t.Helper()
	docs, err := Bytes("report", data, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		d.Format = ""
		for i := range d.Blocks {
			d.Blocks[i].Lines = [2]int{}
		}
	}
	return dump(docs)
}

// FuzzDOCX reads any body: what comes out is well formed and not much larger than the
// body (a note may be referred to again and again), or an error of this stage.
func FuzzDOCX(f *testing.F) {
	paths, _ := filepath.Glob("testdata/docx/*.txtar")
	for _, path := range paths {
		if a, err := txtar.ParseFile(path); err == nil {
			f.Add(a.Files[0].Data, a.Files[1].Data)
		}
	}
	f.Add([]byte(paragraphsXML("澜江市")), []byte("<w:footnote/>"))
	f.Fuzz(func(t *testing.T, body, other []byte) {
		parts := []txtar.File{{Name: "document.xml", Data: body}}
		for _, name := range []string{"styles.xml", "numbering.xml", "footnotes.xml"} {
			parts = append(parts, txtar.File{Name: name, Data: other})
		}
		docs, err := Bytes("fuzz.docx", wordFile(t, parts), Options{})
		checkFuzzed(t, docs, err, 16*(len(body)+len(body)*len(other))+64)
	})
}
