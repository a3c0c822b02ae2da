package duizhao

// Sink writes one file over all reports of a run: a workbook, a table, a page. Add
// is called once for each report, by ascending id, by one goroutine; the report
// must not be kept after Add returns, so that memory stays flat however many
// reports a run has. Close writes what is left; it is called once, after the last
// Add, also where Add has failed, so that temporary files go.
type Sink interface {
	Add(r *Report) error
	Close() error
}
