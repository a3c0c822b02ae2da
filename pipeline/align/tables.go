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
func (t *Texts) paragraphsAndTables(settled []duizhao.Bead) []duizhao.Bead {
	a, zh, en, z, e := t.a, t.zh, t.en, t.zh.blocks, t.en.blocks
	text, cells := part{isCell: false}, part{isCell: true}
	var beads []duizhao.Bead
	for _, b := range settled {
		switch {
		case text.has(b, zh.Document, en.Document):
			text.settled = append(text.settled, b)
		case cells.has(b, zh.Document, en.Document):
			cells.settled = append(cells.settled, b)
		default: // text beside cells, which is no part of either
			beads = append(beads, b)
		}
	}
	for _, p := range []*part{&text, &cells} {
		p.zh = p.units(zh.Document, beads, func(b duizhao.Bead) []int { return b.Zh })
		p.en = p.units(en.Document, beads, func(b duizhao.Bead) []int { return b.En })
	}
	if len(cells.zh)+len(cells.en)+len(beads) == 0 {
		return a.around(z, e, []region{{0, len(z), 0, len(e)}}, settled)
	}
	beads = append(beads, a.alignPart(z, e, text)...)
	beads = append(beads, untranslated(a.alignPart(z, e, cells), zh.Document, en.Document)...)
	return readingOrder(beads, len(e))
}

// part is the running text of two documents, or their cells: the indexes of its blocks
// and the settled beads between them.
type part struct {
	isCell  bool
	zh, en  []int
	settled []duizhao.Bead
}

// has reports whether all blocks of b are of the part's kind.
func (p *part) has(b duizhao.Bead, zh, en *duizhao.Document) bool {
	return p.all(b.Zh, zh) && p.all(b.En, en)
}

func (p *part) all(side []int, d *duizhao.Document) bool {
	return !slices.ContainsFunc(side, func(i int) bool { return p.isCell != (d.Blocks[i].Kind == duizhao.TableCell) })
}

// units returns the blocks of the part's kind that no bead holds.
func (p *part) units(d *duizhao.Document, beads []duizhao.Bead, side func(duizhao.Bead) []int) (out []int) {
	all, _ := left(len(d.Blocks), beads, side)
	for _, i := range all {
		if p.isCell == (d.Blocks[i].Kind == duizhao.TableCell) {
			out = append(out, i)
		}
	}
	return out
}

// alignPart aligns the units of one part.
func (a *Aligner) alignPart(zh, en []Unit, p part) []duizhao.Bead {
	beads := a.around(pick(zh, p.zh), pick(en, p.en), []region{{0, len(p.zh), 0, len(p.en)}}, inPlaces(p.settled, p.zh, p.en))
	for k := range beads {
		translate(beads[k].Zh, p.zh)
		translate(beads[k].En, p.en)
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
		if n := len(out); n > 0 && !byPerson(b) && !byPerson(out[n-1]) && (joinable(out[n-1].Zh, b.Zh, zh) && len(out[n-1].En)+len(b.En) == 0 ||
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
