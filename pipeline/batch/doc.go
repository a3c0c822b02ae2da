// Package batch runs the pipeline over many reports: it finds the files, says
// which belong to one report, sends them through staged workers and writes each
// result as soon as it is whole.
//
//	Discover → readers (extract) → analysts (segment, quantity) → pairers
//	(indicator, align, pair, check) → writers
//
// The stages are joined by bounded queues, so a slow file never idles a core and
// memory does not grow with the batch. The work of every stage is a plain
// function of package pipeline; goroutines exist here alone. A report that fails
// ends as an entry in run.json and costs no other report its result.
//
// OUT/cache holds a stamp for each report: what its files were made from, part by
// part. A run works out what has changed and nothing else, then feeds the files over
// all reports from OUT (finish.go). A shard of a run leaves its share of the account,
// and [Merge] does what is left.
//
// What is written is handed in as a table of Outputs, so that this package knows
// no file format but its own record of the run.
package batch
