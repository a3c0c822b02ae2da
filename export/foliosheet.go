package export

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// The parts of a folio as ECMA-376 has them: part 1, 18.3 (worksheets), 18.5 (tables),
// 18.2 (workbooks); part 2, 9 (relations, types of content) and 11 (properties).

const (
	xmlHead  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainSpec = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relSpec  = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	pkgSpec  = `http://schemas.openxmlformats.org/package/2006/`
	sheetML  = `application/vnd.openxmlformats-officedocument.spreadsheetml.`
)

// letter returns the name of a column, counted from 0.
func letter(column int) string {
	name, err := excelize.ColumnNumberToName(column + 1)
	if err != nil {
		panic(err) // no table has 16,384 columns
	}
	return name
}

// area returns the cells of the table with its headings.
func (t *table) area() string {
	return "A1:" + letter(len(t.columns)-1) + strconv.Itoa(len(t.rows)+1)
}

// sheetHead appends what a sheet says before its rows.
func (f *folio) sheetHead(b []byte, i int) []byte {
	t := &f.tables[i]
	selected, split, pane := "", "", "bottomLeft"
	if i == f.active {
		selected = ` tabSelected="1"`
	}
	if t.frozen > 0 {
		split, pane = fmt.Sprintf(` xSplit="%d"`, t.frozen), "bottomRight"
	}
	b = append(b, xmlHead+`<worksheet `+mainSpec+` xmlns:r="`+relSpec+`"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`...)
	b = fmt.Appendf(b, `<dimension ref="%s"/><sheetViews><sheetView%s workbookViewId="0">`, t.area(), selected)
	b = fmt.Appendf(b, `<pane%s ySplit="1" topLeftCell="%s2" activePane="%s" state="frozen"/></sheetView></sheetViews>`, split, letter(t.frozen), pane)
	b = append(b, `<sheetFormatPr defaultRowHeight="15"/><cols>`...)
	for n, width := range f.widths[i] {
		b = fmt.Appendf(b, `<col min="%d" max="%d" width="%v"`, n+1, n+1, width)
		if look := t.columns[n].style; f.looks[look].open { // below the table too
			b = fmt.Appendf(b, ` style="%d"`, f.styles[look])
		}
		b = append(b, ` customWidth="1"/>`...)
	}
	return append(b, `</cols><sheetData>`...)
}

// protection keeps hands from slipping, no more: it has no password. Where an
// attribute is 0, people may do what it names.
const protection = `<sheetProtection sheet="1" objects="0" scenarios="1" formatCells="0" formatColumns="0" formatRows="0"` +
	` insertColumns="0" insertRows="0" insertHyperlinks="0" sort="0" autoFilter="0"/>`

const printing = `<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>` +
	`<headerFooter><oddFooter>` + `&amp;L&amp;A&amp;R&amp;P / &amp;N` + `</oddFooter></headerFooter>`

// sheetTail appends what a sheet says after its rows.
func (f *folio) sheetTail(b []byte, i int) []byte {
	t := &f.tables[i]
	b = append(b, `</sheetData>`...)
	if t.protected {
		b = append(b, protection...)
	}
	b = f.offers(b, t)
	b = append(b, printing+ignored...)
	if len(t.notes) > 0 {
		b = append(b, `<legacyDrawing r:id="rId2"/>`...)
	}
	return append(b, `<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>`...)
}

// offers appends the drop-down lists of t, and the colour of what a person has
// settled.
func (f *folio) offers(b []byte, t *table) []byte {
	priority := 0
	for _, o := range t.offers {
		b = fmt.Appendf(b, `<conditionalFormatting sqref="%s">`, t.offered(o))
		for _, s := range o.states[1:] {
			priority++
			b = fmt.Appendf(b, `<cfRule type="cellIs" dxfId="%d" priority="%d" operator="equal"><formula>"%s"</formula></cfRule>`, f.settled, priority, s.code)
		}
		b = append(b, `</conditionalFormatting>`...)
	}
	if len(t.offers) > 0 {
		b = fmt.Appendf(b, `<dataValidations count="%d">`, len(t.offers))
	}
	for _, o := range t.offers {
		codes := make([]string, len(o.states))
		for i, s := range o.states {
			codes[i] = s.code
		}
		b = fmt.Appendf(b, `<dataValidation type="list" errorStyle="stop" allowBlank="1" showErrorMessage="1" errorTitle="%s" error="%s" sqref="%s">`,
			t.columns[o.column].heading, strings.Join(codes, " / "), t.offered(o))
		b = fmt.Appendf(b, `<formula1>"%s"</formula1></dataValidation>`, strings.Join(codes, ","))
	}
	if len(t.offers) > 0 {
		b = append(b, `</dataValidations>`...)
	}
	return b
}

// offered returns the cells that an offer is for.
func (t *table) offered(o offer) string {
	name := letter(o.column)
	return name + "2:" + name + strconv.Itoa(len(t.rows)+1+spareRows)
}

// spareRows is how many rows below a table are ready to be written to.
const spareRows = 500

// xml returns the part that makes the cells of a sheet a table.
func (t *table) xml(number int) []byte {
	b := fmt.Appendf(nil, xmlHead+`<table `+mainSpec+` id="%d" name="%s" displayName="%s" ref="%s"><autoFilter ref="%s"/><tableColumns count="%d">`,
		number, t.name, t.name, t.area(), t.area(), len(t.columns))
	for i, c := range t.columns {
		b = fmt.Appendf(b, `<tableColumn id="%d" name="%s"/>`, i+1, c.heading)
	}
	return append(b, `</tableColumns><tableStyleInfo name="`+tableStyle+`" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>`...)
}

// workbookXML returns the part that lists the sheets.
func (f *folio) workbookXML() []byte {
	b := fmt.Appendf(nil, xmlHead+`<workbook `+mainSpec+` xmlns:r="`+relSpec+`"><workbookPr/><bookViews><workbookView activeTab="%d"/></bookViews><sheets>`, f.active)
	var names []byte
	for i := range f.tables {
		t := &f.tables[i]
		state := ""
		if t.hidden {
			state = ` state="veryHidden"`
		}
		b = fmt.Appendf(b, `<sheet name="%s" sheetId="%d"%s r:id="rId%d"/>`, t.sheet, i+1, state, i+1)
		if t.printed > 0 {
			names = fmt.Appendf(names, `<definedName name="_xlnm.Print_Area" localSheetId="%d">'%s'!$A$1:$%s$%d</definedName>`, i, t.sheet, letter(t.printed-1), len(t.rows)+1)
		}
		names = fmt.Appendf(names, `<definedName name="_xlnm.Print_Titles" localSheetId="%d">'%s'!$1:$1</definedName>`, i, t.sheet)
	}
	b = append(b, `</sheets><definedNames>`...)
	return append(append(b, names...), `</definedNames></workbook>`...)
}

// relations returns a part that names others: pairs of a kind and a target, rId1 first.
func relations(named ...string) []byte {
	b := []byte(xmlHead + `<Relationships xmlns="` + pkgSpec + `relationships">`)
	for i := 0; i < len(named); i += 2 {
		b = fmt.Appendf(b, `<Relationship Id="rId%d" Type="`+relSpec+`/%s" Target="%s"/>`, i/2+1, named[i], named[i+1])
	}
	return append(b, `</Relationships>`...)
}

func (f *folio) workbookRelations() []byte {
	var named []string
	for i := range f.tables {
		named = append(named, "worksheet", partName("worksheets/sheet", i, ".xml"))
	}
	return relations(append(named, "styles", "styles.xml", "theme", "theme/theme1.xml")...)
}

func (f *folio) sheetRelations(i int) []byte {
	named := []string{"table", partName("../tables/table", i, ".xml")}
	if len(f.tables[i].notes) > 0 {
		named = append(named, "vmlDrawing", partName("../drawings/vmlDrawing", i, ".vml"), "comments", partName("../comments", i, ".xml"))
	}
	return relations(named...)
}

// contentTypes returns the part that says what the other parts are.
func (f *folio) contentTypes() []byte {
	b := []byte(xmlHead + `<Types xmlns="` + pkgSpec + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Default Extension="xml" ContentType="application/xml"/>`)
	add := func(part, kind string) {
		b = fmt.Appendf(b, `<Override PartName="/%s" ContentType="%s+xml"/>`, part, kind)
	}
	add(coreProperties, "application/vnd.openxmlformats-package.core-properties")
	add("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties")
	add("xl/workbook.xml", sheetML+"sheet.main")
	add("xl/styles.xml", sheetML+"styles")
	add("xl/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme")
	for i := range f.tables {
		add(partName("xl/worksheets/sheet", i, ".xml"), sheetML+"worksheet")
		add(partName("xl/tables/table", i, ".xml"), sheetML+"table")
		if len(f.tables[i].notes) > 0 {
			add(partName("xl/comments", i, ".xml"), sheetML+"comments")
		}
	}
	return append(b, `</Types>`...)
}

// coreXML returns the part that says what the workbook is. It names no times, which
// would make every file different.
func coreXML(p properties) []byte {
	b := []byte(xmlHead + `<cp:coreProperties xmlns:cp="` + pkgSpec + `metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">`)
	for _, e := range [][2]string{
		{"dc:title", p.title}, {"dc:creator", "duizhao"}, {"dc:description", p.description}, {"cp:lastModifiedBy", "duizhao"},
		{"dc:language", languageTag(p.lang)}, {"dc:identifier", p.identifier},
	} {
		b = append(b, "<"+e[0]+">"...)
		b = appendText(b, clean(e[1]))
		b = append(b, "</"+e[0]+">"...)
	}
	return append(b, `</cp:coreProperties>`...)
}

// The box of a note, in pixels.
const (
	noteWidth = 360
	noteInset = 23
)

// notes writes the notes of all tables: their texts, then the boxes they are shown in.
func (f *folio) notes() error {
	for i := range f.tables {
		t := &f.tables[i]
		if len(t.notes) == 0 {
			continue
		}
		b := append(f.rows[:0], xmlHead+`<comments `+mainSpec+`><authors><author>duizhao</author></authors><commentList>`...)
		for _, n := range t.notes {
			b = fmt.Appendf(b, `<comment ref="%s%d" authorId="0"><text>`, letter(n.column), n.row)
			b = append(appendT(b, n.text), `</text></comment>`...)
		}
		f.rows = append(b, `</commentList></comments>`...)
		if err := f.part(partName("xl/comments", i, ".xml"), f.rows); err != nil {
			return err
		}
	}
	for i := range f.tables {
		if len(f.tables[i].notes) == 0 {
			continue
		}
		f.rows = f.boxes(f.rows[:0], i)
		if err := f.part(partName("xl/drawings/vmlDrawing", i, ".vml"), f.rows); err != nil {
			return err
		}
	}
	return nil
}

// boxes appends the drawing of a table's notes, in VML (ECMA-376 part 4, 14), which is
// all that Excel takes for them.
func (f *folio) boxes(b []byte, i int) []byte {
	t := &f.tables[i]
	b = fmt.Appendf(b, `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">`+
		`<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="%d"/></o:shapelayout>`+
		`<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m0,0l0,21600,21600,21600,21600,0xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`, i+1)
	for _, n := range t.notes {
		column, right := reach(n.column, noteWidth, func(at int) int { return f.pixels(i, at) })
		row, bottom := reach(n.row-1, n.height(), func(at int) int { return f.rowPixels(i, at) })
		b = append(b, `<v:shape id="_x0000_s1025" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#FBF6D6" strokecolor="#EDEAA1">`+
			`<v:fill angle="-180" color2="#FBFE82" type="gradient"><o:fill v:ext="view" type="gradientUnscaled"/></v:fill><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>`+
			`<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>`...)
		b = fmt.Appendf(b, `<x:Anchor>%d, %d, %d, 0, %d, %d, %d, %d</x:Anchor><x:AutoFill>True</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
			n.column, noteInset, n.row-1, column, right, row, bottom, n.row-1, n.column)
	}
	return append(b, `</xml>`...)
}

// reach returns where a length in pixels ends that begins with a row or column: in
// which one, and how far in it.
func reach(at, length int, size func(int) int) (int, int) {
	for length > size(at) {
		length -= size(at)
		at++
	}
	return at, length
}

// pixels is the width of a column on a screen.
func (f *folio) pixels(i, column int) int {
	if column >= len(f.widths[i]) {
		return 64 // as programs have it
	}
	return int(f.widths[i][column]*7 + 5)
}

// rowPixels is the height of a row on a screen; rows are counted from 0.
func (f *folio) rowPixels(i, row int) int {
	t := &f.tables[i]
	if row < 1 || row > len(t.rows) {
		return 20 // as programs have it
	}
	return int(f.height(t, t.rows[row-1], f.widths[i]) * 4 / 3)
}

// height is how high the box of a note is, in pixels.
func (n note) height() int { return min(30+18*lineCount(n.text, 46), 500) }

// noteLimit is how many UTF-16 units of a note are written: it must fit a window.
const noteLimit = 1500

// noteOf returns a note of what is said, where a note can hold it.
func noteOf(column, row int, said string) note {
	said = fit(said)
	if utf16Len(said) > noteLimit {
		said = cutUTF16(said, noteLimit) + " …"
	}
	return note{column: column, row: row, text: said}
}

// withRow returns rows, or one empty row: a table has a row below its headings.
func withRow(rows [][]cell) [][]cell {
	if len(rows) == 0 {
		return [][]cell{nil}
	}
	return slices.Clip(rows)
}
