package export

import (
	"archive/zip"
	"io"
	"strings"

	"duizhao"
)

// DOCX writes one report as a Word document (WordprocessingML, ECMA-376): a table
// with a row for each paragraph bead, Chinese beside English, each sentence on a
// line of its own. Numbers of open findings are marked in the text, findings are
// comments at the place they are about; those a person dismissed are left out.
// The document's properties hold no times.
//
// The parts are written here because no library that could be had does it: of
// those in Go one knows no comments and takes its styles from a binary template,
// one stands under the AGPL, one costs money.
func DOCX(w io.Writer, r *duizhao.Report, o Options) error {
	d := &docx{t: newBitext(r, o), o: o, comments: newComments()}
	z := zip.NewWriter(w)
	for _, part := range []struct {
		name  string
		write func(*markup)
	}{
		{"[Content_Types].xml", docxContentTypes},
		{"_rels/.rels", docxRelationships},
		{"docProps/core.xml", d.properties},
		{"word/document.xml", d.body},
		{"word/_rels/document.xml.rels", docxPartRelationships},
		{"word/comments.xml", d.commentsPart}, // after the body, which collects them
		{"word/footer1.xml", d.footer},
		{"word/settings.xml", docxSettings},
		{"word/styles.xml", docxStyles},
	} {
		// The zero time in the header: equal reports give equal bytes.
		f, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		m := newMarkup(f)
		m.lines = false // white space between runs would be text
		m.raw(xmlDeclaration)
		part.write(m)
		if err := m.close(); err != nil {
			return err
		}
	}
	return z.Close()
}

// docx is a document being written.
type docx struct {
	t        *bitext
	o        Options
	comments *comments
}

const wordNamespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

// The widths of the table's columns, in twentieths of a point. Chinese takes less
// room than the English that says the same.
const (
	docxNumberWidth  = "936"
	docxChineseWidth = "6122"
	docxEnglishWidth = "7739"
)

func (d *docx) body(m *markup) {
	m.begin("w:document", "xmlns:w", wordNamespace)
	m.begin("w:body")
	d.opening(m)
	m.begin("w:tbl")
	d.tableProperties(m)
	d.headerRow(m)
	for i := range d.t.passages {
		d.row(m, i+1, &d.t.passages[i].segment)
	}
	m.end()
	m.begin("w:p") // a table must be followed by a paragraph
	styled(m, "Legend")
	m.end()
	m.begin("w:sectPr")
	m.leaf("w:footerReference", "w:type", "default", "r:id", "footer",
		"xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
	m.leaf("w:pgSz", "w:w", "16838", "w:h", "11906", "w:orient", "landscape")
	m.leaf("w:pgMar", "w:top", "1021", "w:right", "1021", "w:bottom", "1021", "w:left", "1021", "w:header", "567", "w:footer", "510", "w:gutter", "0")
	m.end()
}

// opening writes the titles, how to read the table, and findings that are about
// the whole report.
func (d *docx) opening(m *markup) {
	for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		title := d.t.report.Title.Zh
		if l == duizhao.English {
			title = d.t.report.Title.En
		}
		if title != "" {
			m.begin("w:p")
			styled(m, "Title")
			wordRun(m, l, "", title)
			m.end()
		}
	}
	legend := duizhao.Bilingual{
		Zh: "每段一行，每句另起。红色、橙色为两种语言不一致之处，说明见批注。首栏“低”“中”表示对齐不够确定；✓ 表示已由人确认。",
		En: "One row a paragraph, each sentence on a line of its own. Red and orange mark where the languages disagree, the comments say how. “low” and “medium” in the first column: the alignment may be wrong; ✓: a person settled it.",
	}
	d.line(m, legend.In(d.o.Lang))
	for _, f := range d.t.general {
		if f.Status != duizhao.Dismissed {
			d.line(m, said(f, d.o.Lang))
		}
	}
}

func (d *docx) line(m *markup, text string) {
	m.begin("w:p")
	styled(m, "Legend")
	wordRun(m, d.o.Lang, "", text)
	m.end()
}

func (d *docx) tableProperties(m *markup) {
	m.begin("w:tblPr")
	m.leaf("w:tblStyle", "w:val", "Bilingual")
	m.leaf("w:tblW", "w:w", "14797", "w:type", "dxa")
	m.leaf("w:tblLayout", "w:type", "fixed")
	m.leaf("w:tblLook", "w:val", "0020", "w:firstRow", "1", "w:noHBand", "1", "w:noVBand", "1")
	m.leaf("w:tblCaption", "w:val", "中英文对照 Chinese and English side by side")
	m.end()
	m.begin("w:tblGrid")
	for _, width := range []string{docxNumberWidth, docxChineseWidth, docxEnglishWidth} {
		m.leaf("w:gridCol", "w:w", width)
	}
	m.end()
}

// headerRow writes the row that stands at the top of every page.
func (d *docx) headerRow(m *markup) {
	m.begin("w:tr")
	m.begin("w:trPr")
	m.leaf("w:cantSplit")
	m.leaf("w:tblHeader")
	m.end()
	for _, c := range []struct {
		width, text string
		lang        duizhao.Lang
	}{{docxNumberWidth, "#", duizhao.English}, {docxChineseWidth, "中文", duizhao.Chinese}, {docxEnglishWidth, "English", duizhao.English}} {
		beginCell(m, c.width, "")
		m.begin("w:p")
		styled(m, "ColumnHead")
		wordRun(m, c.lang, "", c.text)
		m.end()
		m.end()
	}
	m.end()
}

func beginCell(m *markup, width, fill string) {
	m.begin("w:tc")
	m.begin("w:tcPr")
	m.leaf("w:tcW", "w:w", width, "w:type", "dxa")
	if fill != "" {
		m.leaf("w:shd", "w:val", "clear", "w:color", "auto", "w:fill", fill)
	}
	m.end()
}

func styled(m *markup, style string) {
	m.begin("w:pPr")
	m.leaf("w:pStyle", "w:val", style)
	m.end()
}

// wordRun writes text in language l. Line ends and tabs of the text become those of
// Word. Every run says its language, so that spelling is checked in each; the
// quotation marks both languages share are set in the font of the run's own.
func wordRun(m *markup, l duizhao.Lang, color, text string) {
	m.begin("w:r")
	m.begin("w:rPr")
	if l == duizhao.Chinese {
		m.leaf("w:rFonts", "w:hint", "eastAsia")
	}
	if color != "" {
		m.leaf("w:b")
		m.leaf("w:color", "w:val", color)
	}
	m.leaf("w:lang", "w:val", "en-GB", "w:eastAsia", "zh-CN")
	m.end()
	text = strings.ReplaceAll(text, "\r\n", "\n")
	for text != "" {
		i := strings.IndexAny(text, "\n\r\t\u2028\u2029")
		if i < 0 {
			i = len(text)
		}
		if i > 0 {
			m.text("w:t", text[:i], "xml:space", "preserve")
		}
		if text = text[i:]; text == "" {
			break
		}
		cut := 1
		switch text[0] {
		case '\t':
			m.leaf("w:tab")
		case '\n', '\r':
			m.leaf("w:br")
		default: // a line or paragraph separator, of three bytes
			m.leaf("w:br")
			cut = 3
		}
		text = text[cut:]
	}
	m.end()
}
