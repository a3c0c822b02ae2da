package align

import (
	"cmp"
	"slices"

	"duizhao"
)

// paragraphsAndTables aligns running text with running text and cells with cells.
// A table that only one language prints would otherwise take a paragraph of the
// other with it: a cell is a few words and a number, which any paragraph may hold.
// The beads come in the order of the Chinese blocks; one without Chinese follows
// the bead of the English block before it.
func (a *Aligner) paragraphsAndTables(zh, en *duizhao.Reading) []duizhao.Bead {
	z, e := blockUnits(zh, a.lex), blockUnits(en, a.lex)
	zText, zCells := byKind(zh.Document)
	eText, eCells := byKind(en.Document)
	if len(zCells)+len(eCells) == 0 {
		return a.Align(z, e)
	}
	cells := untranslated(a.alignPart(z, e, zCells, eCells), zh.Document, en.Document)
	return readingOrder(append(a.alignPart(z, e, zText, eText), cells...), len(e))
}

// byKind returns the indexes of the blocks of running text and of the cells.
func byKind(d *duizhao.Document) (text, cells []int) {
	for i, b := range d.Blocks {
		if b.Kind == duizhao.TableCell {
			cells = append(cells, i)
		} else {
			text = append(text, i)
		}
	}
	return text, cells
}

// alignPart aligns the units zi of zh with the units ei of en.
func (a *Aligner) alignPart(zh, en []Unit, zi, ei []int) []duizhao.Bead {
	beads := a.Align(pick(zh, zi), pick(en, ei))
	for k := range beads {
		translate(beads[k].Zh, zi)
		translate(beads[k].En, ei)
	}
	return beads
}

func pick(units []Unit, which []int) []Unit {
	out := make([]Unit, len(which))
	for k, i := range which {
		out[k] = units[i]
	}
	return out
}

func translate(side, which []int) {
	for k, i := range side {
		side[k] = which[i]
	}
}

// untranslated joins neighbouring cells of one table that nothing translates into
// one bead: a table that only one language prints is one thing to look at.
func untranslated(beads []duizhao.Bead, zh, en *duizhao.Document) []duizhao.Bead {
	out := beads[:0]
	for _, b := range beads {
		if n := len(out); n > 0 && (joinable(out[n-1].Zh, b.Zh, zh) && len(out[n-1].En)+len(b.En) == 0 ||
			joinable(out[n-1].En, b.En, en) && len(out[n-1].Zh)+len(b.Zh) == 0) {
			last := &out[n-1]
			last.Zh, last.En = append(last.Zh, b.Zh...), append(last.En, b.En...)
			last.Confidence = min(last.Confidence, b.Confidence)
			continue
		}
		out = append(out, b)
	}
	return out
}

// joinable reports whether the cells b follow the cells a directly in one table.
func joinable(a, b []int, d *duizhao.Document) bool {
	if len(a) == 0 || len(b) == 0 || b[0] != a[len(a)-1]+1 {
		return false
	}
	x, y := d.Blocks[a[0]].Cell, d.Blocks[b[0]].Cell
	return x != nil && y != nil && x.Table == y.Table
}

// readingOrder sorts beads by their first Chinese unit, those without one behind
// the bead of the English unit before theirs. n is the number of English units.
func readingOrder(beads []duizhao.Bead, n int) []duizhao.Bead {
	of := make([]int, n) // the bead of each English unit
	key := make([]int, len(beads))
	for k, b := range beads {
		for _, i := range b.En {
			of[i] = k
		}
		key[k] = -1
		if len(b.Zh) > 0 {
			key[k] = b.Zh[0]
		}
	}
	for i := range n {
		if k := of[i]; len(beads[k].Zh) == 0 && i > 0 && key[k] < 0 {
			key[k] = key[of[i-1]]
		}
	}
	order := make([]int, len(beads))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(x, y int) int {
		bx, by := beads[x], beads[y]
		return cmp.Or(cmp.Compare(key[x], key[y]), cmp.Compare(len(by.Zh), len(bx.Zh)), cmp.Compare(first(bx.En), first(by.En)))
	})
	out := make([]duizhao.Bead, 0, len(beads))
	for _, k := range order {
		out = append(out, beads[k])
	}
	return out
}

// first returns the first of side, or -1.
func first(side []int) int {
	if len(side) == 0 {
		return -1
	}
	return side[0]
}
