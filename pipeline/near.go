package pipeline

import (
	"slices"

	"duizhao"
)

// before is how a report was aligned with other decisions.
type before struct{ paragraphs, sentences []oldBead }

// oldBead is a bead by the units that are there now.
type oldBead struct {
	duizhao.Bead
	settled bool // by a person
	broken  bool // some of its units are gone
}

const (
	// reach is how many beads on either side of a change are aligned again, up to the
	// next one that is settled.
	reach = 30
	// context is how many beads on either side of those teach what words translate
	// each other.
	context = 120
	// widest is how many beads a change may concern.
	widest = 400
)

// near aligns b as it was aligned before, but for what is near the difference between
// what was settled then and what s settles. It is false where that is too wide.
func (p *Pipeline) near(old *before, b *duizhao.Bitext, s *settled) bool {
	blocks := [2]int{len(b.Zh.Document.Blocks), len(b.En.Document.Blocks)}
	w := windowOf(old.paragraphs, s.paragraphs, blocks, nil)
	if w.to-w.from > widest {
		return false
	}
	var fresh []duizhao.Bead
	if w.from < w.to {
		fresh = p.paragraphsNear(w, b, s)
	}
	b.Paragraphs = w.joined(fresh, s.paragraphs)

	// Sentences are aligned again in the paragraphs that changed their company, and where
	// sentences did.
	at := func(rd *duizhao.Reading, units []int) (out []int) {
		for _, i := range units {
			out = append(out, rd.Sentences[i].Block)
		}
		return out
	}
	ws := windowOf(old.sentences, s.sentences, [2]int{len(b.Zh.Sentences), len(b.En.Sentences)}, func(o *oldBead) bool {
		return touches(fresh, w, at(b.Zh, o.Zh), at(b.En, o.En))
	})
	if ws.from == ws.to {
		b.Sentences = ws.joined(nil, s.sentences)
		return true
	}
	if ws.to-ws.from > 4*widest {
		return false
	}
	b.Sentences = ws.joined(p.sentencesNear(ws, b, s), s.sentences)
	return true
}

// touches reports whether one of the blocks is in a bead of fresh that was not there
// before.
func touches(fresh []duizhao.Bead, w *window, zh, en []int) bool {
	return slices.ContainsFunc(fresh, func(f duizhao.Bead) bool {
		return !w.had(f) && (meet(f.Zh, zh) || meet(f.En, en))
	})
}

func meet(a, b []int) bool {
	return slices.ContainsFunc(a, func(i int) bool { return slices.Contains(b, i) })
}

// window is a stretch of beads that are aligned again: old[from:to].
type window struct {
	old      []oldBead
	from, to int
	free     [2][]int // units that no old bead holds
}

// windowOf returns the stretch of old that holds all beads that were settled and are
// not any more, those that share units with what is settled otherwise, and those that
// also says.
func windowOf(old []oldBead, settled []duizhao.Bead, units [2]int, also func(*oldBead) bool) *window {
	owner := [2][]int{none(units[0]), none(units[1])} // by unit: its settled bead
	for k, b := range settled {
		for side, list := range [2][]int{b.Zh, b.En} {
			for _, i := range list {
				owner[side][i] = k
			}
		}
	}
	w := &window{old: old}
	held := [2][]int{none(units[0]), none(units[1])}
	isSettled := make([]bool, len(old))
	touch := func(k int) {
		if w.from == w.to {
			w.from, w.to = k, k+1
		}
		w.from, w.to = min(w.from, k), max(w.to, k+1)
	}
	for k := range old {
		o := &old[k]
		owned := -1
		for side, list := range [2][]int{o.Zh, o.En} {
			for _, i := range list {
				held[side][i] = k
				owned = max(owned, owner[side][i])
			}
		}
		same := owned >= 0 && slices.Equal(settled[owned].Zh, o.Zh) && slices.Equal(settled[owned].En, o.En)
		isSettled[k] = same
		if o.broken || !same && (o.settled || owned >= 0) || also != nil && also(o) {
			touch(k)
		}
	}
	for side, list := range held {
		for i, k := range list {
			if k >= 0 {
				continue
			}
			w.free[side] = append(w.free[side], i)
			if len(old) > 0 {
				touch(neighbour(list, i))
			}
		}
	}
	if w.from < w.to {
		w.from, w.to = widened(w.from, w.to, isSettled)
	}
	return w
}

// neighbour returns the bead of the unit nearest before i that has one, or behind it.
func neighbour(held []int, i int) int {
	for k := i; k >= 0; k-- {
		if held[k] >= 0 {
			return held[k]
		}
	}
	for k := i; k < len(held); k++ {
		if held[k] >= 0 {
			return held[k]
		}
	}
	return 0
}

// widened returns the stretch from there to the next settled bead on either side.
func widened(from, to int, settled []bool) (int, int) {
	for n := 0; n < reach && from > 0 && !settled[from-1]; n++ {
		from--
	}
	for n := 0; n < reach && to < len(settled) && !settled[to]; n++ {
		to++
	}
	return from, to
}

func none(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

// had reports whether the stretch held a bead of these units before.
func (w *window) had(b duizhao.Bead) bool {
	return slices.ContainsFunc(w.old[w.from:w.to], func(o oldBead) bool {
		return !o.broken && slices.Equal(o.Zh, b.Zh) && slices.Equal(o.En, b.En)
	})
}

// joined returns old with fresh in the place of the stretch, and what is settled as it
// is settled.
func (w *window) joined(fresh, settled []duizhao.Bead) []duizhao.Bead {
	out := make([]duizhao.Bead, 0, len(w.old)+len(fresh))
	for _, o := range w.old[:w.from] {
		out = append(out, o.Bead)
	}
	out = append(out, fresh...)
	for _, o := range w.old[w.to:] {
		out = append(out, o.Bead)
	}
	by := map[[2]int]duizhao.Bead{}
	for _, b := range settled {
		by[firsts(b)] = b
	}
	for i := range out {
		if b, ok := by[firsts(out[i])]; ok {
			out[i] = b
		}
	}
	return out
}

// firsts names a bead among those that share no units.
func firsts(b duizhao.Bead) [2]int {
	out := [2]int{-1, -1}
	if len(b.Zh) > 0 {
		out[0] = b.Zh[0]
	}
	if len(b.En) > 0 {
		out[1] = b.En[0]
	}
	return out
}

// context returns the beads around the stretch, and all units of both, ascending.
func (w *window) context() (beads []duizhao.Bead, zh, en []int) {
	zh, en = slices.Clone(w.free[0]), slices.Clone(w.free[1])
	for k := max(0, w.from-context); k < min(len(w.old), w.to+context); k++ {
		o := &w.old[k]
		zh, en = append(zh, o.Zh...), append(en, o.En...)
		if k < w.from || k >= w.to {
			beads = append(beads, o.Bead)
		}
	}
	slices.Sort(zh)
	slices.Sort(en)
	return beads, zh, en
}

// paragraphsNear aligns the stretch.
func (p *Pipeline) paragraphsNear(w *window, b *duizhao.Bitext, s *settled) []duizhao.Bead {
	around, zh, en := w.context()
	return again(around, s.paragraphs, zh, en, func(fixed []duizhao.Bead) []duizhao.Bead {
		return p.aligner.Paragraphs(part(b.Zh, zh), part(b.En, en), fixed...)
	})
}

// again aligns units by a way that counts them from 0: around is fixed and left out of
// the result, settled is fixed where it is among the units.
func again(around, settled []duizhao.Bead, zh, en []int, align func(fixed []duizhao.Bead) []duizhao.Bead) []duizhao.Bead {
	zhAt, enAt := placesOf(zh), placesOf(en)
	fixed := make([]duizhao.Bead, 0, len(around))
	known := map[[2]int]bool{}
	for _, b := range around {
		known[firsts(b)] = true
		b.Status = duizhao.Confirmed
		fixed = append(fixed, b)
	}
	inside := func(b duizhao.Bead) bool { return within(b.Zh, zhAt) && within(b.En, enAt) }
	for _, b := range settled {
		if inside(b) && !known[firsts(b)] {
			fixed = append(fixed, b)
		}
	}
	for i := range fixed {
		fixed[i].Zh, fixed[i].En = moved(fixed[i].Zh, func(u int) int { return zhAt[u] }), moved(fixed[i].En, func(u int) int { return enAt[u] })
	}
	var out []duizhao.Bead
	for _, b := range align(fixed) {
		b.Zh, b.En = moved(b.Zh, func(u int) int { return zh[u] }), moved(b.En, func(u int) int { return en[u] })
		if !known[firsts(b)] {
			out = append(out, b)
		}
	}
	return out
}

func placesOf(units []int) map[int]int {
	out := make(map[int]int, len(units))
	for i, u := range units {
		out[u] = i
	}
	return out
}

func within(units []int, at map[int]int) bool {
	return !slices.ContainsFunc(units, func(u int) bool { _, ok := at[u]; return !ok })
}

func moved(units []int, to func(int) int) []int {
	out := make([]int, len(units))
	for i, u := range units {
		out[i] = to(u)
	}
	return out
}

// sentencesNear aligns the sentences of the stretch: those of whole beads of
// paragraphs.
func (p *Pipeline) sentencesNear(w *window, b *duizhao.Bitext, s *settled) []duizhao.Bead {
	around, zh, en := w.context()
	zhBlocks, enBlocks := blocksOf(b.Zh, zh), blocksOf(b.En, en)
	zhAt, enAt := placesOf(zhBlocks), placesOf(enBlocks)
	var paragraphs []duizhao.Bead
	for _, k := range b.Paragraphs {
		k.Zh, k.En = slices.DeleteFunc(slices.Clone(k.Zh), absent(zhAt)), slices.DeleteFunc(slices.Clone(k.En), absent(enAt))
		if len(k.Zh)+len(k.En) == 0 {
			continue
		}
		k.Zh, k.En = moved(k.Zh, func(u int) int { return zhAt[u] }), moved(k.En, func(u int) int { return enAt[u] })
		paragraphs = append(paragraphs, k)
	}
	return again(around, s.sentences, zh, en, func(fixed []duizhao.Bead) []duizhao.Bead {
		return p.aligner.Sentences(partOfSentences(b.Zh, zhBlocks, zh), partOfSentences(b.En, enBlocks, en), paragraphs, fixed...)
	})
}

func absent(at map[int]int) func(int) bool {
	return func(u int) bool { _, ok := at[u]; return !ok }
}

func blocksOf(rd *duizhao.Reading, sentences []int) (out []int) {
	for _, i := range sentences {
		out = append(out, rd.Sentences[i].Block)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// part returns the reading of some blocks of rd, ascending.
func part(rd *duizhao.Reading, blocks []int) *duizhao.Reading {
	at := placesOf(blocks)
	var sentences []int
	for i, s := range rd.Sentences {
		if _, ok := at[s.Block]; ok {
			sentences = append(sentences, i)
		}
	}
	return partOfSentences(rd, blocks, sentences)
}

// partOfSentences returns the reading of some blocks of rd, with those of its
// sentences only.
func partOfSentences(rd *duizhao.Reading, blocks, sentences []int) *duizhao.Reading {
	at := placesOf(blocks)
	d := *rd.Document
	d.Blocks = make([]duizhao.Block, len(blocks))
	out := &duizhao.Reading{Document: &d}
	for i, k := range blocks {
		d.Blocks[i] = rd.Document.Blocks[k]
		out.Tokens = append(out.Tokens, tokensIn(rd.Tokens, d.Blocks[i].Span)...)
	}
	for _, i := range sentences {
		s := rd.Sentences[i]
		s.Block = at[s.Block]
		out.Sentences = append(out.Sentences, s)
	}
	for _, q := range rd.Quantities {
		if k, ok := at[q.Block]; ok {
			q.Block = k
			out.Quantities = append(out.Quantities, q)
		}
	}
	return out
}

func tokensIn(tokens []duizhao.Token, span duizhao.Span) []duizhao.Token {
	at := func(end int) int {
		i, _ := slices.BinarySearchFunc(tokens, end, func(t duizhao.Token, end int) int { return t.Span.Start - end })
		return i
	}
	return tokens[at(span.Start):at(span.End)]
}
