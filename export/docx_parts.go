package export

import (
	"strconv"

	"duizhao"
)

const officeNamespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

func docxContentTypes(m *markup) {
	const word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	m.begin("Types", "xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")
	m.leaf("Default", "Extension", "rels", "ContentType", "application/vnd.openxmlformats-package.relationships+xml")
	m.leaf("Default", "Extension", "xml", "ContentType", "application/xml")
	m.leaf("Override", "PartName", "/docProps/core.xml", "ContentType", "application/vnd.openxmlformats-package.core-properties+xml")
	for _, p := range [][2]string{{"document", "document.main"}, {"comments", "comments"}, {"footer1", "footer"}, {"settings", "settings"}, {"styles", "styles"}} {
		m.leaf("Override", "PartName", "/word/"+p[0]+".xml", "ContentType", word+p[1]+"+xml")
	}
}

func docxRelationships(m *markup) {
	m.begin("Relationships", "xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")
	m.leaf("Relationship", "Id", "document", "Type", officeNamespace+"officeDocument", "Target", "word/document.xml")
	m.leaf("Relationship", "Id", "properties", "Type", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "Target", "docProps/core.xml")
}

func docxPartRelationships(m *markup) {
	m.begin("Relationships", "xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")
	for _, p := range [][2]string{{"comments", "comments"}, {"footer", "footer1"}, {"settings", "settings"}, {"styles", "styles"}} {
		m.leaf("Relationship", "Id", p[0], "Type", officeNamespace+p[0], "Target", p[1]+".xml")
	}
}

// properties writes title, language and id; no person and no time.
func (d *docx) properties(m *markup) {
	m.begin("cp:coreProperties",
		"xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
		"xmlns:dc", "http://purl.org/dc/elements/1.1/")
	m.text("dc:title", both(d.t.report.Title))
	m.text("dc:creator", "duizhao")
	m.text("dc:description", "中英文对照 Chinese and English side by side")
	m.text("dc:identifier", d.t.report.ID)
	m.text("dc:language", "zh-CN")
}

// footer writes the title and the page's number.
func (d *docx) footer(m *markup) {
	m.begin("w:ftr", "xmlns:w", wordNamespace)
	m.begin("w:p")
	styled(m, "Footer")
	wordRun(m, d.o.Lang, "", d.t.report.Title.In(d.o.Lang)+"\t")
	field := func(code string) {
		m.begin("w:fldSimple", "w:instr", code)
		wordRun(m, duizhao.English, "", "1")
		m.end()
	}
	field("PAGE")
	wordRun(m, duizhao.English, "", " / ")
	field("NUMPAGES")
}

func docxSettings(m *markup) {
	m.begin("w:settings", "xmlns:w", wordNamespace)
	m.leaf("w:themeFontLang", "w:val", "en-GB", "w:eastAsia", "zh-CN")
}

// docxStyle is a paragraph style. Sizes are in half points, room in twentieths of
// a point.
type docxStyle struct {
	id, name      string
	size          int
	bold, sans    bool
	color         string
	before, after int
	indent        int
	center        bool
	outline       string // the level in the document's structure, "0" the outermost; "" for running text
}

// docxParagraphStyles are all the styles a document uses.
func docxParagraphStyles() []docxStyle {
	return []docxStyle{
		{id: "Title", name: "Title", size: 32, bold: true, sans: true, after: 60, center: true},
		{id: "Legend", name: "Legend", size: 17, color: "595959", before: 60, after: 120},
		{id: "ColumnHead", name: "Column Head", size: 20, bold: true, sans: true, before: 40, after: 40},
		{id: "RowNumber", name: "Row Number", size: 16, sans: true, color: "595959", before: 40, center: true},
		{id: "Cell", name: "Cell", size: 20, before: 40, after: 60},
		{id: "ListItem", name: "List Item", size: 20, before: 20, after: 40, indent: 284},
		{id: "NoteText", name: "Note Text", size: 17, before: 20, after: 40},
		{id: "ReportTitle", name: "Report Title", size: 26, bold: true, sans: true, before: 80, after: 80},
		{id: "Heading1", name: "heading 1", size: 24, bold: true, sans: true, before: 80, after: 80, outline: "0"},
		{id: "Heading2", name: "heading 2", size: 22, bold: true, sans: true, before: 60, after: 60, outline: "1"},
		{id: "Heading3", name: "heading 3", size: 20, bold: true, sans: true, before: 40, after: 40, outline: "2"},
		{id: "CommentText", name: "annotation text", size: 20},
	}
}

func docxStyles(m *markup) {
	m.begin("w:styles", "xmlns:w", wordNamespace)
	m.begin("w:docDefaults")
	m.begin("w:rPrDefault")
	m.begin("w:rPr")
	docxFonts(m, false)
	m.leaf("w:sz", "w:val", "20")
	m.leaf("w:lang", "w:val", "en-GB", "w:eastAsia", "zh-CN")
	m.end()
	m.end()
	m.end()
	m.begin("w:style", "w:type", "paragraph", "w:default", "1", "w:styleId", "Normal")
	m.leaf("w:name", "w:val", "Normal")
	m.end()
	m.begin("w:style", "w:type", "table", "w:default", "1", "w:styleId", "TableNormal")
	m.leaf("w:name", "w:val", "Normal Table")
	m.end()
	for _, s := range docxParagraphStyles() {
		s.write(m)
	}
	m.begin("w:style", "w:type", "paragraph", "w:styleId", "Footer")
	m.leaf("w:name", "w:val", "footer")
	m.leaf("w:basedOn", "w:val", "Normal")
	m.begin("w:pPr")
	m.begin("w:tabs")
	m.leaf("w:tab", "w:val", "right", "w:pos", "14797")
	m.end()
	m.end()
	m.begin("w:rPr")
	m.leaf("w:color", "w:val", "595959")
	m.leaf("w:sz", "w:val", "16")
	m.end()
	m.end()
	docxTableStyle(m)
}

func docxFonts(m *markup, sans bool) {
	latin, eastAsian := "Times New Roman", "宋体"
	if sans {
		latin, eastAsian = "Arial", "黑体"
	}
	m.leaf("w:rFonts", "w:ascii", latin, "w:hAnsi", latin, "w:eastAsia", eastAsian, "w:cs", latin)
}

func (s docxStyle) write(m *markup) {
	m.begin("w:style", "w:type", "paragraph", "w:styleId", s.id)
	m.leaf("w:name", "w:val", s.name)
	m.leaf("w:basedOn", "w:val", "Normal")
	m.leaf("w:qFormat")
	m.begin("w:pPr")
	if s.outline != "" {
		m.leaf("w:keepNext")
	}
	m.leaf("w:spacing", "w:before", strconv.Itoa(s.before), "w:after", strconv.Itoa(s.after), "w:line", "264", "w:lineRule", "auto")
	if s.indent > 0 {
		m.leaf("w:ind", "w:left", strconv.Itoa(s.indent))
	}
	if s.center {
		m.leaf("w:jc", "w:val", "center")
	}
	if s.outline != "" {
		m.leaf("w:outlineLvl", "w:val", s.outline)
	}
	m.end()
	m.begin("w:rPr")
	if s.sans {
		docxFonts(m, true)
	}
	if s.bold {
		m.leaf("w:b")
	}
	if s.color != "" {
		m.leaf("w:color", "w:val", s.color)
	}
	m.leaf("w:sz", "w:val", strconv.Itoa(s.size))
	m.end()
	m.end()
}

// docxTableStyle draws thin lines between rows and columns.
func docxTableStyle(m *markup) {
	m.begin("w:style", "w:type", "table", "w:styleId", "Bilingual")
	m.leaf("w:name", "w:val", "Bilingual")
	m.leaf("w:basedOn", "w:val", "TableNormal")
	m.begin("w:tblPr")
	m.begin("w:tblBorders")
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		m.leaf("w:"+side, "w:val", "single", "w:sz", "4", "w:space", "0", "w:color", "BFBFBF")
	}
	m.end()
	m.begin("w:tblCellMar")
	for _, side := range []string{"left", "right"} {
		m.leaf("w:"+side, "w:w", "100", "w:type", "dxa")
	}
	m.end()
	m.end()
	m.begin("w:tblStylePr", "w:type", "firstRow")
	m.begin("w:tcPr")
	m.leaf("w:shd", "w:val", "clear", "w:color", "auto", "w:fill", "D6E3F0")
	m.end()
	m.end()
	m.end()
}
