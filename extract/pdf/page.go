package pdf

// File is what Read made of a PDF file.
type File struct {
	Pages     []Page
	Title     string    // of the document information; may be empty
	Lang      string    // the catalog's language tag ("zh-CN"); may be empty
	Encrypted bool      // the file was encrypted and opened with the empty password
	Reader    string    // the object reader that served: "pdfcpu" or "ledongthuc"
	Problems  []Problem // what concerns the file as a whole; each Page has its own
	damaged   bool      // a stream could not be decoded: another way of reading may be worth a try
}

// Problem says in words what was cut off, left out or guessed in reading a file.
type Problem struct {
	Page    int    // 1-based; 0 when the whole file is concerned, as it always is in File.Problems
	Code    string // stable, for programs: "limit", "page" or "reader"
	Message string // one line in English
}

// Page is one page as a person sees it: every coordinate is in points (1/72 inch)
// from the top left corner of the page box, y growing downwards, after the page's
// own rotation.
type Page struct {
	Number        int      // 1-based
	Width, Height float64  // points, after rotation
	Rotate        int      // the rotation that was applied: 0, 90, 180 or 270 degrees clockwise
	Runs          []Run    // in the order the content shows them
	Rules         []Rect   // ruled lines, as thin rectangles: what tables are drawn with
	Images        []Rect   // where images stand
	Problems      []string // what was cut off, left out or guessed; each one line in English
}

// Rect is a rectangle in a Page's coordinates: X0 <= X1, Y0 <= Y1, Y0 is its top.
type Rect struct{ X0, Y0, X1, Y1 float64 }

// Width returns the width of r in points.
func (r Rect) Width() float64 { return r.X1 - r.X0 }

// Height returns the height of r in points.
func (r Rect) Height() float64 { return r.Y1 - r.Y0 }

// Union returns the smallest rectangle that holds r and s.
func (r Rect) Union(s Rect) Rect {
	return Rect{min(r.X0, s.X0), min(r.Y0, s.Y0), max(r.X1, s.X1), max(r.Y1, s.Y1)}
}

// Run is glyphs shown one after another on one baseline in one font and size,
// without a wide gap between them. Its box reaches from the font's ascent to its
// descent; that of a Vertical run is one em wide.
type Run struct {
	Text     string
	Rect             // the box in points
	Baseline float64 // y of the baseline; x of it where the text runs up or down the page
	Size     float64 // height of an em on the page, in points
	Font     string  // the font's name without its subset tag: "SimSun", "Arial-BoldMT"
	Bold     bool    // by the font, or because it is outlined or drawn twice
	Italic   bool
	Vertical bool    // written from top to bottom
	Angle    int     // degrees by which the line is turned clockwise: 0 for ordinary text
	Hidden   bool    // shown invisibly: the text that OCR puts under a scan
	Artifact bool    // marked in the file as no part of the text: running heads, page numbers
	Tag      string  // of the marked content it stands in ("P", "Span", "Artifact"), or ""
	Glyphs   []Glyph // one for each code point of Text, in order
}

// Glyph is the place of one code point of a Run's Text, X0 <= X1: in points on the
// page's x axis, or on its y axis where the text runs up or down the page. For text
// at another Angle a it is the axis x·cos a + y·sin a, along the line. A glyph that
// stands for several code points (a ligature, an ActualText) is divided evenly
// between them.
type Glyph struct {
	Start  int // byte of Text at which the code point begins
	X0, X1 float64
	Made   bool // a space that the file does not show: it stands for a gap
}

// Line is runs that stand on one baseline, from left to right, with no gap between
// them wider than about one em. Two columns therefore give two lines side by side.
type Line struct {
	Runs []Run
	Text string // the runs' texts, with a space where a gap shows one
	Rect
	Baseline float64
	Size     float64 // of most of its code points
}
