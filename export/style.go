package export

import "github.com/xuri/excelize/v2"

// fontName is a font with Chinese and Latin letters that comes with Excel on
// Windows and macOS; others take their own sans-serif.
const (
	fontName = "Microsoft YaHei"
	fontSize = 10
	// lineHeight is the height of a wrapped line at fontSize, in points.
	lineHeight = 14
	// maxRowHeight is the highest row a workbook can have, in points.
	maxRowHeight = 409
)

// style names a look of cells.
type style int

const (
	byColumn style = iota // the column's own
	plain                 // short words and codes
	wrapped               // running text
	header
	title
	subtitle
	link
	jump  // a link within a table
	loose // text outside a table
	integer
	decimal1
	decimal2
	decimalMany
	ratio // 0 to 1
	highMark
	mediumMark
	lowMark
	errorMark
	warningMark
	infoMark
	openHeader    // of a column that people write to
	openShort     // cells that people write to: unlocked
	openText      // the same with running text
	correctedText // the same, with a person's own words
	quiet         // ids, for programs
	styleCount
)

// look is what a style is made of.
type look struct {
	color, fill  string // RRGGBB
	format       string // of numbers
	size         float64
	bold, wrap   bool
	underline    bool
	center, free bool // free: outside a table, without a rule below
	open         bool // can be written to where the sheet is protected
}

// The colours of marks reach a contrast of 4.5:1 on their ground (WCAG 2.2, AA).
const (
	red    = "9C0006"
	orange = "7F4A00"
	green  = "005C1A"
	grey   = "44546A"
)

func looks() [styleCount]look {
	return [styleCount]look{
		byColumn:    {},
		plain:       {},
		wrapped:     {wrap: true},
		header:      {color: "FFFFFF", fill: "1F4E78", bold: true, wrap: true, center: true},
		title:       {size: 18, bold: true, color: "1F4E78", free: true},
		subtitle:    {size: 12, bold: true, color: "1F4E78", free: true},
		link:        {color: "0563C1", underline: true, free: true},
		jump:        {color: "0563C1", underline: true},
		loose:       {free: true},
		integer:     {format: "#,##0"},
		decimal1:    {format: "#,##0.0"},
		decimal2:    {format: "#,##0.00"},
		decimalMany: {format: "#,##0.00########"},
		ratio:       {format: "0.00"},
		highMark:    {color: green, fill: "E2EFDA"},
		mediumMark:  {color: orange, fill: "FFF2CC"},
		lowMark:     {color: red, fill: "FFC7CE", bold: true},
		errorMark:   {color: red, fill: "FFC7CE", bold: true},
		warningMark: {color: orange, fill: "FFF2CC"},
		infoMark:    {color: grey, fill: "EAEEF3"},

		openHeader:    {color: "FFFFFF", fill: "385723", bold: true, wrap: true, center: true},
		openShort:     {wrap: true, open: true},
		openText:      {wrap: true, open: true},
		correctedText: {color: "1F4E78", fill: "DDEBF7", wrap: true, open: true},
		quiet:         {color: grey, size: 8, wrap: true},
	}
}

// height returns the height of a row with one line in this look, in points.
func (l look) height() float64 {
	if l.size == 0 {
		return lineHeight + 3
	}
	return l.size*lineHeight/fontSize + 3
}

func (l look) style() *excelize.Style {
	size := l.size
	if size == 0 {
		size = fontSize
	}
	s := &excelize.Style{
		Font:      &excelize.Font{Family: fontName, Size: size, Bold: l.bold, Color: l.color},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: l.wrap},
	}
	if l.underline {
		s.Font.Underline = "single"
	}
	if l.center {
		s.Alignment.Vertical = "center"
	}
	if l.format == "" && !l.free {
		// Keeps words off the numbers of the column before.
		s.Alignment.Horizontal, s.Alignment.Indent = "left", 1
	}
	if l.fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.fill}}
	}
	if !l.free {
		s.Border = []excelize.Border{{Type: "bottom", Style: 1, Color: "D9D9D9"}}
	}
	if l.format != "" {
		s.CustomNumFmt = &l.format
	}
	if l.open {
		s.Protection = &excelize.Protection{Locked: false}
	}
	return s
}
