package extract

import (
	"bytes"

	"duizhao"
)

// format is one row of the table of formats.
type format struct {
	name string
	is   func(data []byte) bool
	read func(data []byte) (*content, error) // nil: recognised, but not read
	way  duizhao.Bilingual                   // the way out where read is nil
}

// content is what a reader makes of a file, before languages are parted.
type content struct {
	format   string
	blocks   []*raw
	glue     glue
	pages    int // 0 where the format has none
	problems []duizhao.Problem
}

// formats are tried in order; the last one takes everything.
var formats = []format{
	{name: "PDF", is: isPDF, way: duizhao.Bilingual{
		Zh: "请先用 pdftotext 转成文本", En: "convert it to text first, for example with pdftotext"}},
	{name: "DOCX", is: isZipWith("word/"), way: saveAsText},
	{name: "XLSX", is: isZipWith("xl/"), way: saveAsText},
	{name: "PPTX", is: isZipWith("ppt/"), way: saveAsText},
	{name: "ZIP", is: begins("PK\x03\x04"), way: duizhao.Bilingual{
		Zh: "请先解压", En: "unpack it first"}},
	{name: "gzip", is: begins("\x1F\x8B"), way: duizhao.Bilingual{
		Zh: "请先解压", En: "unpack it first"}},
	{name: "DOC", is: begins("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), way: saveAsText},
	{name: "RTF", is: begins(`{\rtf`), way: saveAsText},
	{name: "PNG", is: begins("\x89PNG\r\n"), way: recogniseFirst},
	{name: "JPEG", is: begins("\xFF\xD8\xFF"), way: recogniseFirst},
	{name: "TIFF", is: begins("II*\x00", "MM\x00*"), way: recogniseFirst},
	{name: "HTML", is: isHTML, way: duizhao.Bilingual{
		Zh: "请在浏览器中另存为文本", En: "save the page as text in a browser"}},
	{name: "text", is: func([]byte) bool { return true }, read: readText},
}

var (
	saveAsText = duizhao.Bilingual{
		Zh: "请在办公软件中另存为 UTF-8 文本", En: "save it as UTF-8 text in an office program"}
	recogniseFirst = duizhao.Bilingual{
		Zh: "请先用文字识别（OCR）转成文本", En: "turn the picture into text first, with an OCR program"}
)

func sniff(data []byte) format {
	for _, f := range formats {
		if f.is(data) {
			return f
		}
	}
	return formats[len(formats)-1]
}

func (f format) unsupported(path string) *duizhao.Error {
	return failure("unsupported", path, nil, f.name, f.way.Zh, f.way.En)
}

func begins(prefixes ...string) func([]byte) bool {
	return func(data []byte) bool {
		for _, p := range prefixes {
			if bytes.HasPrefix(data, []byte(p)) {
				return true
			}
		}
		return false
	}
}

// isPDF follows the common readers, which look for the header in the first
// kilobyte.
func isPDF(data []byte) bool {
	at := bytes.Index(head(data, 1024), []byte("%PDF-"))
	return at == 0 || at > 0 && bytes.Contains(data, []byte("endobj"))
}

// isZipWith recognises an Office Open XML file by the folder its parts lie in.
func isZipWith(folder string) func([]byte) bool {
	return func(data []byte) bool {
		return bytes.HasPrefix(data, []byte("PK\x03\x04")) && bytes.Contains(data, []byte(folder))
	}
}

// isHTML looks for the tags a page begins with, in any encoding that writes
// them as ASCII, with or without zero bytes between.
func isHTML(data []byte) bool {
	start := bytes.ReplaceAll(head(data, 2048), []byte{0}, nil)
	start = bytes.TrimLeft(start, "\xEF\xBB\xBF\xFE\xFF \t\r\n")
	start = bytes.ToLower(start)
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<meta", "<div", "<p>", "<table"} {
		if bytes.HasPrefix(start, []byte(tag)) {
			return true
		}
	}
	return (bytes.HasPrefix(start, []byte("<?xml")) || bytes.HasPrefix(start, []byte("<!--"))) &&
		bytes.Contains(start, []byte("<html"))
}

func head(data []byte, n int) []byte { return data[:min(n, len(data))] }
