package extract

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"duizhao"
)

// pageReader reads the part of a page that is its article, from left to right, and
// collects its passages.
type pageReader struct {
	lineWriter // of the passage being read
	passages   []passage
	gap        gap     // between what was written and what comes
	linked     linked  // where the links of the passage being read lead
	context    passage // kind, level and label of the passages being read
	tables     int
	hidden     int // columns of text that the page does not show
}

// gap is white space that shows only between characters.
type gap uint8

const (
	noGap gap = iota
	spaceGap
	lineGap // with the end of a line of the source
)

// linked counts the bytes of a passage by where they lead.
type linked [4]int

// pageState is what the elements around a text say about it.
type pageState struct {
	bold bool
	pre  bool
	link linkKind
}

type linkKind uint8

const (
	noLink     linkKind = iota
	insideLink          // to a place on the page
	fileLink            // to a file to download
	awayLink
)

// block reads n and everything in it.
func (w *pageReader) block(n *html.Node, in pageState) {
	switch n.Type {
	case html.TextNode:
		w.write(n.Data, in)
		return
	case html.ElementNode:
	default:
		w.children(n, in)
		return
	}
	if skippedElements[n.Data] {
		return
	}
	if hiddenElement(n) {
		w.hidden += columns(strings.TrimSpace(nodeText(n)))
		return
	}
	if read := readers(n.Data); read != nil {
		read(w, n, in)
		return
	}
	in = in.within(n)
	if blockElements[n.Data] {
		w.flush()
		kind := w.context.kind
		if noteBlocks[n.Data] && noteElement(n) {
			w.context.kind = duizhao.Note
		}
		w.children(n, in)
		w.flush()
		w.context.kind = kind
		return
	}
	w.children(n, in)
}

// readers returns how an element is read that is more than a block or a run of text.
func readers(name string) func(*pageReader, *html.Node, pageState) {
	switch name {
	case "br":
		return func(w *pageReader, _ *html.Node, _ pageState) { w.breakLine() }
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return (*pageReader).heading
	case "ul", "ol", "menu", "dir":
		return (*pageReader).list
	case "table":
		return (*pageReader).table
	case "sup":
		return (*pageReader).raised
	}
	return nil
}

func (w *pageReader) children(n *html.Node, in pageState) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.block(c, in)
	}
}

// skippedElements hold no text of the article: programs, forms, pictures, the reading
// of a ruby text.
var skippedElements = set("script style noscript template head input select option button textarea iframe object embed " +
	"svg canvas audio video map rt rp datalist progress meter")

// blockElements begin a line of their own.
var blockElements = set("p div section article main header footer nav aside address blockquote center figure figcaption " +
	"pre dl dt dd li fieldset form hr details summary body html h1 h2 h3 h4 h5 h6 ul ol menu dir table caption tr td th " +
	"tbody thead tfoot legend hgroup frameset noframes")

// noteBlocks may hold a footnote, by their class or id.
var noteBlocks = set("p div aside dd")

// within returns the state inside of element n.
func (in pageState) within(n *html.Node) pageState {
	switch n.Data {
	case "b", "strong", "th":
		in.bold = true
	case "pre", "xmp", "listing":
		in.pre = true
	case "a":
		in.link = linkTo(attribute(n, "href"))
	}
	switch style := inlineStyle(n); {
	case strings.Contains(style, "font-weight:bold"), strings.Contains(style, "font-weight:7"):
		in.bold = true
	case strings.Contains(style, "font-weight:normal"), strings.Contains(style, "font-weight:4"):
		in.bold = false
	}
	return in
}

func linkTo(address string) linkKind {
	address, _, _ = strings.Cut(strings.ToLower(address), "?")
	if strings.HasPrefix(address, "#") && len(address) > 1 {
		return insideLink
	}
	if address == "" {
		return noLink
	}
	for _, ending := range []string{".pdf", ".doc", ".docx", ".xls", ".xlsx", ".zip", ".rar", ".wps", ".et", ".ofd"} {
		if strings.HasSuffix(address, ending) {
			return fileLink
		}
	}
	return awayLink
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func inlineStyle(n *html.Node) string {
	style := attribute(n, "style")
	if style == "" {
		return ""
	}
	return strings.ToLower(strings.ReplaceAll(style, " ", ""))
}

// hiddenElement reports whether n is written not to be shown.
func hiddenElement(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "hidden" {
			return true
		}
	}
	style := inlineStyle(n)
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") ||
		strings.Contains(style, "mso-hide:all") || strings.HasSuffix(style, "font-size:0") || strings.Contains(style, "font-size:0p")
}

func nodeText(n *html.Node) string { return goquery.NewDocumentFromNode(n).Text() }

// write adds text to the line being read. White space in the source is one space;
// where a line of the source ends beside a Chinese character it is none.
func (w *pageReader) write(s string, in pageState) {
	if in.pre {
		w.writeLines(s, in)
		return
	}
	for _, r := range s {
		switch r {
		case ' ', '\t':
			w.gap = max(w.gap, spaceGap)
			continue
		case '\n', '\r', '\f':
			w.gap = lineGap
			continue
		case '\u00A0':
			r = ' ' // it is wanted; tidy makes one of several
		}
		if breaksLine(r) {
			w.breakLine()
			continue
		}
		w.space(r)
		w.letter(r, in)
	}
}

// writeLines adds text whose line ends count.
func (w *pageReader) writeLines(s string, in pageState) {
	for _, r := range s {
		if r == '\n' || r == '\f' || breaksLine(r) {
			w.breakLine()
			continue
		}
		w.letter(r, in)
	}
}

func (w *pageReader) letter(r rune, in pageState) {
	w.rune(r, in.bold)
	if strings.ContainsRune(whiteSpace, r) {
		return
	}
	w.linked[in.link] += utf8.RuneLen(r)
}

// space writes the gap before r.
func (w *pageReader) space(r rune) {
	gap := w.gap
	w.gap = noGap
	if gap == noGap || w.text.Len() == 0 {
		return
	}
	last, _ := utf8.DecodeLastRuneInString(w.text.String())
	if gap == lineGap && (isWide(last) || isWide(r)) {
		return
	}
	w.text.WriteByte(' ')
}

// flush ends the passage being read.
func (w *pageReader) flush() {
	p := w.context
	p.lines = w.take()
	text, links := p.text(), w.linked
	w.gap, w.linked = noGap, linked{}
	size := len(squeeze(text))
	if size == 0 || links[fileLink]*10 >= size*8 || attachment(text, links[fileLink]) || siteLine(text) {
		return
	}
	p.entry = links[insideLink]*10 >= size*8
	p.links = links[noLink]*10 < size && p.kind != duizhao.Heading
	if label := p.label; label != "" {
		p.label = ""
		p.number(label)
	}
	w.passages = append(w.passages, p)
	w.context.label = ""
}

// withoutEdgeLinks drops the passages before and after the text that only lead
// elsewhere: what is left of a site's menus.
func withoutEdgeLinks(passages []passage) []passage {
	menu := func(p *passage) bool { return p.links && !p.entry && p.cell == nil }
	for len(passages) > 0 && menu(&passages[0]) {
		passages = passages[1:]
	}
	all := len(passages)
	// The heading of a menu goes with it.
	for n := len(passages); n > 0; n-- {
		last := &passages[n-1]
		if !menu(last) && !(n < all && last.kind == duizhao.Heading) {
			break
		}
		passages = passages[:n-1]
	}
	return passages
}

// attachment reports whether text names a file to download.
func attachment(text string, linked int) bool {
	return linked > 0 && (strings.HasPrefix(text, "附件") || strings.HasPrefix(text, "Attachment")) && !finished(text)
}

// heading reads h1 to h6.
func (w *pageReader) heading(n *html.Node, in pageState) {
	w.flush()
	before := w.context
	w.context = passage{kind: duizhao.Heading, level: int(n.Data[1] - '0')}
	w.children(n, in.within(n))
	w.flush()
	w.context = before
}

// raised reads a superscript.
func (w *pageReader) raised(n *html.Node, in pageState) {
	w.write(superscript(w.text.String(), nodeText(n)), in)
}

func (w *pageReader) problems() []duizhao.Problem {
	if w.hidden < muchText {
		return nil
	}
	return []duizhao.Problem{problem("hidden_text",
		fmt.Sprintf("text that the page does not show (%d columns) was left out", w.hidden))}
}

// muchText is the width, in columns, from which text that was left out is reported:
// a paragraph.
const muchText = 200
