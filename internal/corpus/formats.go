package corpus

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"html"
	"strings"

	"github.com/signintech/gopdf"
)

// Text returns a report as plain text, Chinese first, a blank line between paragraphs.
func Text(r *Report) []byte {
	var b bytes.Buffer
	for _, p := range append(append([]Paragraph{}, r.Zh...), r.En...) {
		b.WriteString(p.Text + "\n\n")
	}
	return b.Bytes()
}

// HTML returns a report as a page.
func HTML(r *Report) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>%s</title></head><body><main>\n", html.EscapeString(r.Zh[0].Text))
	for i, side := range [][]Paragraph{r.Zh, r.En} {
		fmt.Fprintf(&b, "<div lang=\"%s\">\n", []string{"zh-CN", "en"}[i])
		for j, p := range side {
			tag := "p"
			if p.Heading {
				tag = []string{"h1", "h2"}[min(j, 1)]
			}
			fmt.Fprintf(&b, "<%s>%s</%s>\n", tag, html.EscapeString(p.Text), tag)
		}
		b.WriteString("</div>\n")
	}
	b.WriteString("</main></body></html>\n")
	return b.Bytes()
}

// The parts of a word-processing document that any program needs.
const (
	docxTypes = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	docxRels = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
)

// DOCX returns a report as a word-processing document. There is no error but of a
// buffer in memory.
func DOCX(r *Report) ([]byte, error) {
	var doc strings.Builder
	doc.WriteString(xml.Header + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	for _, p := range append(append([]Paragraph{}, r.Zh...), r.En...) {
		style := ""
		if p.Heading {
			style = `<w:pPr><w:outlineLvl w:val="0"/></w:pPr>`
		}
		doc.WriteString("<w:p>" + style + `<w:r><w:t xml:space="preserve">`)
		if err := xml.EscapeText(&doc, []byte(p.Text)); err != nil {
			return nil, err
		}
		doc.WriteString("</w:t></w:r></w:p>")
	}
	doc.WriteString("</w:body></w:document>")
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{{"[Content_Types].xml", docxTypes}, {"_rels/.rels", docxRels}, {"word/document.xml", doc.String()}} {
		w, err := z.Create(part[0])
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(part[1])); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Measures of a printed page in points.
const (
	pageWidth, pageHeight = 595.0, 842.0
	margin                = 72.0
	lineHeight            = 18.0
	fontSize              = 10.5
)

// PDF returns a report as printed pages, with the TrueType font in the file font,
// which must have Chinese characters. A paragraph begins with an indent.
func PDF(r *Report, font string) ([]byte, error) {
	pdf := &gopdf.GoPdf{}
	pdf.Start(gopdf.Config{PageSize: gopdf.Rect{W: pageWidth, H: pageHeight}})
	if err := pdf.AddTTFFont("text", font); err != nil {
		return nil, fmt.Errorf("%s: %w", font, err)
	}
	if err := pdf.SetFont("text", "", fontSize); err != nil {
		return nil, err
	}
	for _, side := range [][]Paragraph{r.Zh, r.En} {
		pdf.AddPage()
		y := margin
		for _, p := range side {
			lines, err := wrap(pdf, p)
			if err != nil {
				return nil, err
			}
			for i, line := range lines {
				if y > pageHeight-margin {
					pdf.AddPage()
					y = margin
				}
				x := margin
				if i == 0 && !p.Heading {
					x += 2 * fontSize
				}
				pdf.SetXY(x, y)
				if err := pdf.Text(line); err != nil {
					return nil, err
				}
				y += lineHeight
			}
			if p.Heading {
				y += lineHeight / 2
			}
		}
	}
	return pdf.GetBytesPdfReturnErr()
}

// wrap cuts a paragraph into lines: between characters in Chinese, between words in
// English.
func wrap(pdf *gopdf.GoPdf, p Paragraph) ([]string, error) {
	var lines []string
	width := pageWidth - 2*margin - 2*fontSize // of the first line, behind its indent
	line, word := "", ""
	flush := func() error {
		w, err := pdf.MeasureTextWidth(line + word)
		if err != nil {
			return err
		}
		if w > width && line != "" {
			lines = append(lines, strings.TrimRight(line, " "))
			line, width = "", pageWidth-2*margin
		}
		line += word
		word = ""
		return nil
	}
	for _, c := range p.Text {
		word += string(c)
		if c == ' ' || c > 0x2e80 {
			if err := flush(); err != nil {
				return nil, err
			}
		}
	}
	err := flush()
	return append(lines, line), err
}
