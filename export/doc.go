// Package export writes what people and programs open.
//
// Every function here starts from [duizhao.Report], the form that leaves the
// program, and from nothing else: what a run wrote can be written again from its
// JSON files, after people have corrected them.
//
//   - [JSON] and [ReadJSON] are the report's own form; [Schema] describes it to
//     other programs.
//   - [Indicators] is one workbook over all reports of a run, for statisticians:
//     one table a sheet, from A1, numbers as numbers.
//   - The files of data/ are tables for programs, CSV and Parquet, made from one
//     description of their columns.
//   - [Alignment] is one workbook a report, for translators: the languages side by
//     side, the numbers that disagree marked in the text.
//   - [TMX], [XLIFF], [XLIFF2], [DOCX] and [TSV] are a report for translators' other
//     tools; docs/interchange.md says which opens what.
//
// Equal reports give equal bytes: nothing here knows the time, and parts of a
// file stand in a fixed order. A workbook is a handful of tables: one report's is a
// table, whose rows are all known; those over all reports are a sheet, whose rows
// are written as they come. Either is a value (headings, widths), so a new sheet
// is a new value, not new code that writes cells.
//
// Text comes from files nobody has checked. It goes into cells as plain strings,
// never as formulas, without the control characters a workbook cannot hold; where a
// cell is full a note says where the rest is.
package export
