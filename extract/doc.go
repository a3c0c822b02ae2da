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
//     (paragraphs.go).
//   - parting.go gives every raw block a language, by its script or, where it has
//     none (a date, a number), by its neighbours, and parts the file.
//   - assemble.go works on one language alone: it joins what a page break has cut
//     (join.go), says what each block is (kinds.go) and builds the Document.
//
// A new format is one file with a reader, and one row in the table of formats.
//
// Text is the file's own: characters are never replaced. What is left out is
// markup, zero-width and control characters, space at the edges of a block, and
// page numbers and running heads, which a Problem reports.
package extract
