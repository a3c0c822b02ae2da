package export

import (
	"duizhao"
)

// pageFigures lists the numbers of both texts with their counterparts: those that
// became observations as pair joined them, then what is left (years, dates,
// ordinals), joined where one sentence bead states the same value equally often
// in both languages.
func pageFigures(r *duizhao.Report, zh, en *pageLane, sentences []pageSentenceBead) []pageFigure {
	b := &figureBuilder{
		zh: map[int][]int{}, en: map[int][]int{},
	}
	for i := range r.Observations {
		o := &r.Observations[i]
		b.observe(i, zh.whole(o.Zh), en.whole(o.En))
	}
	left := [2][]pageNumber{b.unclaimed(zh, b.zh, zhSide), b.unclaimed(en, b.en, enSide)}
	inBead := [2]map[[2]int]int{{}, {}}
	for i, s := range sentences {
		for _, at := range s.Zh {
			inBead[0][at] = i
		}
		for _, at := range s.En {
			inBead[1][at] = i
		}
	}
	b.join(zh.group(left[0], inBead[0]), en.group(left[1], inBead[1]))
	if b.figures == nil {
		return []pageFigure{}
	}
	return b.figures
}

// figureBuilder collects figures, found again by paragraph.
type figureBuilder struct {
	figures []pageFigure
	zh, en  map[int][]int // figures by paragraph
}

func zhSide(f *pageFigure) **pagePlace { return &f.Zh }
func enSide(f *pageFigure) **pagePlace { return &f.En }

// find returns the figure at a place, or -1.
func (b *figureBuilder) find(at *pagePlace, by map[int][]int, side func(*pageFigure) **pagePlace) int {
	if at != nil {
		for _, i := range by[at[0]] {
			if (*side(&b.figures[i])).overlaps(at) {
				return i
			}
		}
	}
	return -1
}

func (b *figureBuilder) add(f pageFigure) {
	b.figures = append(b.figures, f)
	b.settle(len(b.figures)-1, f.Zh, f.En)
}

func (b *figureBuilder) settle(i int, zh, en *pagePlace) {
	if zh != nil {
		b.zh[zh[0]] = append(b.zh[zh[0]], i)
	}
	if en != nil {
		b.en[en[0]] = append(b.en[en[0]], i)
	}
}

// observe adds an observation. One number may become several of them.
func (b *figureBuilder) observe(o int, zh, en *pagePlace) {
	i, j := b.find(zh, b.zh, zhSide), b.find(en, b.en, enSide)
	if i < 0 {
		i = j
	}
	if i < 0 {
		if zh != nil || en != nil {
			b.add(pageFigure{Zh: zh, En: en, Observations: []int{o}})
		}
		return
	}
	f := &b.figures[i]
	f.Observations = append(f.Observations, o)
	if f.Zh == nil && zh != nil {
		f.Zh = zh
		b.settle(i, zh, nil)
	}
	if f.En == nil && en != nil && j < 0 {
		f.En = en
		b.settle(i, nil, en)
	}
}

// whole returns the place of a quote, or nil where it has none or is empty.
func (n *pageLane) whole(q *duizhao.Quote) *pagePlace {
	if q == nil {
		return nil
	}
	at := n.place(q.Paragraph, q.Start, q.End)
	if at == nil || at[1] >= at[2] {
		return nil
	}
	return at
}

// pageNumber is a quantity that became no observation.
type pageNumber struct {
	*duizhao.ReportQuantity
	at *pagePlace
}

// unclaimed returns the quantities without a figure, and notes the ids of the
// others with theirs.
func (b *figureBuilder) unclaimed(n *pageLane, by map[int][]int, side func(*pageFigure) **pagePlace) []pageNumber {
	var out []pageNumber
	for i := range n.reading.Quantities {
		q := &n.reading.Quantities[i]
		at := n.place(q.Paragraph, q.Start, q.End)
		if at == nil || at[1] >= at[2] {
			continue
		}
		if j := b.find(at, by, side); j >= 0 {
			b.figures[j].Quantities = append(b.figures[j].Quantities, q.ID)
			continue
		}
		out = append(out, pageNumber{q, at})
	}
	return out
}

// sameNumber keys numbers of one sentence bead that could translate each other.
type sameNumber struct {
	bead  int
	kind  duizhao.Kind
	value string
}

// numberGroups are numbers by what they could be paired by, keys in text order.
type numberGroups struct {
	keys []sameNumber
	of   map[sameNumber][]pageNumber
}

func (n *pageLane) group(numbers []pageNumber, beads map[[2]int]int) numberGroups {
	g := numberGroups{of: map[sameNumber][]pageNumber{}}
	for _, q := range numbers {
		key := sameNumber{-1 - q.at[0], q.Kind, q.Value.String()}
		for j, s := range n.paragraphs[q.at[0]].Sentences {
			if bead, ok := beads[[2]int{q.at[0], j}]; ok && s.Start <= q.at[1] && q.at[1] < s.End {
				key.bead = bead
			}
		}
		if g.of[key] == nil {
			g.keys = append(g.keys, key)
		}
		g.of[key] = append(g.of[key], q)
	}
	return g
}

func (b *figureBuilder) join(zh, en numberGroups) {
	for _, key := range zh.keys {
		other := en.of[key]
		joined := key.bead >= 0 && key.value != "" && len(other) == len(zh.of[key])
		for i, q := range zh.of[key] {
			f := pageFigure{Zh: q.at, Quantities: []string{q.ID}}
			if joined {
				f.En, f.Quantities = other[i].at, append(f.Quantities, other[i].ID)
			}
			b.add(f)
		}
		if joined {
			delete(en.of, key)
		}
	}
	for _, key := range en.keys {
		for _, q := range en.of[key] {
			b.add(pageFigure{En: q.at, Quantities: []string{q.ID}})
		}
	}
}
