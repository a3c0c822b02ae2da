// Package extract turns a file into Documents: the text of each language it
// holds, in blocks (titles, headings, paragraphs, list items, table cells, notes).
//
// Think of it as four steps, each in its own file:
//
//   - formats.go knows a format by its content and hands the bytes to its reader.
//   - A reader yields raw blocks, the file's own view of itself: where it leaves an
//     empty line, wraps a line or begins a page. The one for plain text and Markdown
//     (text.go) goes from lines (lines.go) over markup (markup.go), columns of two
//     languages (sides.go) and the width lines were broken to (wrap.go) to paragraphs
//     (paragraphs.go). Pages of a PDF file, or of a scan, are laid out by
//     pagesheet.go and the files it names; web pages and office files (html.go,
//     docx.go, odt.go) say themselves what is a paragraph (flow.go).
//   - parting.go gives every raw block a language, by its script or, where it has
//     none (a date, a number), by its neighbours, and parts the file.
//   - assemble.go works on one language alone: it joins what a page break has cut
//     (join.go), says what each block is (kinds.go) and builds the Document.
//
// A new format is one file with a reader, and one row in the table of formats.
//
// Text is the file's own characters, but for three that are ways of writing on a
// page: radicals that a font shows for ideographs become these, raised exponents
// become ² and ³, and the marks of notes go. What is left out is markup, zero-width
// and control characters, space at the edges of a block, and page numbers, running
// heads and contents pages, which a Problem reports.
package extract
