// Package duizhao (对照) holds the nouns of the project: what a report is once
// it has been read, and what two readings of it, one Chinese and one English,
// say about each other.
//
// Each language is read on its own:
//
//	file → [Document] (text and blocks) → [Reading] (sentences, words,
//	quantities, observations)
//
// and the two readings meet in a [Bitext]: beads say which paragraphs and
// sentences translate each other, pairs say which numbers do, findings say where
// they disagree. Because neither reading has seen the other, a finding compares
// two independent witnesses.
//
// Three rules hold everywhere below this package:
//
//   - A position is a [Span]: half-open bytes of one Document's Text. Text never
//     changes once a Document exists. Code points appear only in [Report], the
//     form that leaves the program.
//   - A number is a [Decimal], never a float: the report's own digits decide what
//     is equal, and Resolution says how finely they were written.
//   - A finding is data. An error says that the program could not do its job.
//
// The package performs no input or output and imports the standard library and a
// decimal type only. Stages (extract, segment, pipeline/...) import it and never
// each other.
package duizhao
