// Package pdf reads a PDF file: pages of positioned text, rules and images. It
// knows nothing of paragraphs, columns or tables, nor of the package above it.
//
// Think of it as three layers:
//
//   - Objects (object.go). A library reads the file's cross references, object
//     streams and encryption: pdfcpu.go first, ledongthuc.go where that one fails.
//     Both are reduced to objects, a handful of functions; nothing above knows which
//     one serves.
//   - Content (content.go, show.go, path.go). An interpreter runs a page's operators
//     over its own lexer (lex.go) and hands every glyph, with its place on the page
//     as a person sees it, to runs.go, and every ruled line to the page.
//   - Fonts (font.go). What a code means is asked of, in this order: the font's
//     ToUnicode map; the predefined CMap its codes belong to (cmap.go, tables.go); the
//     names of its glyphs (simple.go); the tables of its embedded file (sfnt.go). A
//     code that none of them knows becomes U+FFFD and a problem, never a guess.
//
// A [Run] is what the file shows in one go; [Page.Lines] puts runs that stand on one
// baseline together. Text is the file's own: radicals that stand for ideographs
// and full-width digits come as they are; ligatures come as letters.
//
// Files come from strangers. Everything that input can make large has a bound in
// [Options], and what a bound cuts off is told in Problems; a panic in a library ends one
// object or one page. A stack overflow or a memory limit ends the process: whoever
// reads files from the open web does it in a child process.
package pdf
