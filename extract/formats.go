package extract

import (
	"bytes"
	"errors"

	"duizhao"
)

// format is one row of the table of formats.
type format struct {
	name string
	is   func(data []byte) bool
	read func(data []byte) (*content, error) // nil: recognised, but not read
	// readWith is read for a format whose reader follows the options.
	readWith func(data []byte, o Options) (*content, error)
	way      duizhao.Bilingual // the way out where there is no reader
}

// content is what a reader makes of a file, before languages are parted.
type content struct {
	format   string
	blocks   []*raw
	glue     glue
	pages    int // 0 where the format has none
	problems []duizhao.Problem
	left     []box // what was left out of pages
}

// shortfall returns what the reader said about a file that it found nothing in, or
// nil.
func (c *content) shortfall() error {
	if len(c.problems) == 0 {
		return nil
	}
	return errors.New(c.problems[0].Message)
}

// formats are tried in order; the last one takes everything.
var formats = []format{
	{name: "PDF", is: isPDF, readWith: readPDF},
	{name: "DOCX", is: isZipWith("word/"), read: readDOCX},
	{name: "ODT", is: isODT, read: readODT},
	{name: "XLSX", is: isZipWith("xl/"), way: saveAsText},
	{name: "PPTX", is: isZipWith("ppt/"), way: saveAsText},
	{name: "ZIP", is: begins("PK\x03\x04"), way: duizhao.Bilingual{
		Zh: "请先解压", En: "unpack it first"}},
	{name: "gzip", is: begins("\x1F\x8B"), way: duizhao.Bilingual{
		Zh: "请先解压", En: "unpack it first"}},
	{name: "protected Office file", is: isProtected, read: readProtected},
	{name: "DOC", is: begins("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), way: saveAsWord},
	{name: "RTF", is: begins(`{\rtf`), way: saveAsWord},
	{name: "PNG", is: begins("\x89PNG\r\n"), way: recogniseFirst},
	{name: "JPEG", is: begins("\xFF\xD8\xFF"), way: recogniseFirst},
	{name: "TIFF", is: begins("II*\x00", "MM\x00*"), way: recogniseFirst},
	{name: "HTML", is: isHTML, read: readHTML},
	{name: "MHTML", is: isMHTML, read: readMHTML},
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

// content reads data by the format's reader.
func (f format) content(data []byte, o Options) (*content, error) {
	if f.readWith != nil {
		return f.readWith(data, o)
	}
	return f.read(data)
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

func head(data []byte, n int) []byte { return data[:min(n, len(data))] }
