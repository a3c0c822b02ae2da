package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"
)

// built is a PDF file in the making: objects 1 and 2 are the catalog and the page
// tree, the others those of the test, from 3 on.
type built struct {
	objects []string
	pages   []int
}

// add appends an object and returns its number.
func (b *built) add(format string, a ...any) int {
	b.objects = append(b.objects, fmt.Sprintf(format, a...))
	return len(b.objects) + 2
}

// stream appends a stream with further entries in its dictionary.
func (b *built) stream(entries, data string) int {
	return b.add("<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(data), data)
}

// flate appends a packed stream.
func (b *built) flate(data string) int {
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	w.Write([]byte(data))
	w.Close()
	return b.stream("/Filter/FlateDecode", z.String())
}

// page appends an A4 page: entries go into its dictionary, beside its content.
func (b *built) page(entries, content string) {
	c := b.stream("", content)
	if !strings.Contains(entries, "/MediaBox") {
		entries += "/MediaBox[0 0 595 842]"
	}
	b.pages = append(b.pages, b.add("<</Type/Page/Parent 2 0 R/Contents %d 0 R%s>>", c, entries))
}

// bytes writes the file.
func (b *built) bytes() []byte {
	kids := ""
	for _, p := range b.pages {
		kids += fmt.Sprintf("%d 0 R ", p)
	}
	all := append([]string{
		"<</Type/Catalog/Pages 2 0 R/Lang(zh-CN)>>",
		fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids, len(b.pages)),
	}, b.objects...)
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n")
	var offsets []int
	for i, o := range all {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(all)+1)
	for _, o := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(all)+1, xref)
	return out.Bytes()
}

// one makes a file of one page that shows content, with Helvetica as F1.
func one(content string) []byte {
	var b built
	b.page("/Resources<</Font<</F1 "+helveticaFont+">>>>", content)
	return b.bytes()
}

const helveticaFont = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"

func mustRead(t testing.TB, data []byte) *File {
	t.Helper()
	f, err := Read(bytes.NewReader(data), int64(len(data)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// lineTexts returns the texts of a page's lines.
func lineTexts(p *Page) []string {
	var out []string
	for _, l := range p.Lines() {
		out = append(out, l.Text)
	}
	return out
}
