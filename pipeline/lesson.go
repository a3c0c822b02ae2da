package pipeline

import (
	"duizhao"
	"duizhao/pipeline/align"
)

// Table is what aligned reports teach about words: which meet in sentences whose beads are
// sure. Tables add up in any order, and are kept as text. It must not change while a
// Pipeline that was made with it is in use.
type Table = align.Table

// Lesson returns what b teaches, for the Options.Table of other reports: by the beads of
// sentences that are sure or that a person has settled. It is nil for a report in one
// language. The same b gives the same table whatever was learned before.
func (p *Pipeline) Lesson(b *duizhao.Bitext) *Table {
	if b.Zh == nil || b.En == nil {
		return nil
	}
	return p.untaught.Learn(b.Zh, b.En, b.Sentences)
}
