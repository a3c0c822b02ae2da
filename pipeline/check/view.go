package check

import (
	"sort"
	"strings"

	"duizhao"
	"duizhao/internal/agree"
	"duizhao/internal/nearby"
)

// view is a Bitext with what checks look up in it.
type view struct {
	b      *duizhao.Bitext
	zh, en *lane
	pairs  []pairing
	byEn   []int  // by English quantity: its place in pairs, or -1
	usual  string // the year that both readings name most often

	translates func(zh, en string) float64 // of Options
	english    func(word string) bool      // of Options
	glossary   []Term                      // of Options
}

// lane is one language: where its quantities stand.
type lane struct {
	rd       *duizhao.Reading
	sentence []int    // by quantity: its sentence, or -1
	inBlock  [][]int  // by block: its quantities
	within   [][]int  // by sentence: its quantities
	bead     []int    // by block: its bead of paragraphs, or -1
	group    []int    // by sentence: its bead of sentences, or -1
	paired   []bool   // by quantity: it has a partner
	known    []bool   // by quantity: it states an indicator a rule knows
	figured  *figures // made when first needed
}

// pairing is a Pair that has both sides, with what it is told for.
type pairing struct {
	duizhao.Pair
	zh, en   agree.Stated
	zhBefore string // what stands before the figure in its clause
	enBefore string
	zhBehind string            // the words right behind it
	enBehind string            // the words behind the English figure, to the end of its clause
	zhMoves  int               // 1 where it is said to go up, -1 down, 0 neither
	enMoves  int               // 0 also where zhMoves is
	zhShared duizhao.Qualifier // what it has from its neighbour in a list
	enShared duizhao.Qualifier
	relation agree.Relation
	verdict  string // the check that speaks for it, "" where both agree
}

func newView(b *duizhao.Bitext) *view {
	v := &view{b: b, zh: newLane(b.Zh, duizhao.Chinese), en: newLane(b.En, duizhao.English)}
	for k, bead := range b.Paragraphs {
		v.zh.mark(bead.Zh, k, func(l *lane) []int { return l.bead })
		v.en.mark(bead.En, k, func(l *lane) []int { return l.bead })
	}
	for k, bead := range b.Sentences {
		v.zh.mark(bead.Zh, k, func(l *lane) []int { return l.group })
		v.en.mark(bead.En, k, func(l *lane) []int { return l.group })
	}
	v.pairs = make([]pairing, 0, len(b.Pairs))
	if v.en != nil {
		v.byEn = none(len(b.En.Quantities))
	}
	for _, p := range b.Pairs {
		if p.Zh < 0 || p.En < 0 {
			continue
		}
		v.zh.paired[p.Zh], v.en.paired[p.En] = true, true
		k := pairing{Pair: p, zh: agree.Of(b.Zh, p.Zh), en: agree.Of(b.En, p.En)}
		k.relation = agree.Compare(k.zh, k.en)
		k.zhBefore, k.enBefore = v.zh.before(p.Zh, duizhao.Chinese), v.en.before(p.En, duizhao.English)
		k.zhBehind = nearby.Behind(b.Zh, k.zh.Quantity, 8)
		k.enBehind = nearby.ClauseBehind(b.En, k.en.Quantity, hedgeReach[duizhao.English])
		if k.zhMoves = v.zh.moves(p.Zh); k.zhMoves != 0 {
			k.enMoves = v.en.moves(p.En)
		}
		k.zhShared, k.enShared = v.zh.sharedQualifier(p.Zh), v.en.sharedQualifier(p.En)
		k.verdict = verdict(k)
		if v.zh.broken(p.Zh) || v.en.broken(p.En) {
			k.verdict = "malformed"
		}
		v.byEn[p.En] = len(v.pairs)
		v.pairs = append(v.pairs, k)
	}
	v.usual = v.usualYear()
	return v
}

// usualYear returns the year both readings name most often, "" where there is
// none.
func (v *view) usualYear() string {
	count, best := map[string]int{}, ""
	for _, l := range []*lane{v.zh, v.en} {
		if l == nil {
			continue
		}
		for i := range l.rd.Quantities {
			q := &l.rd.Quantities[i]
			if q.Kind != duizhao.Year {
				continue
			}
			n := q.Value.String()
			if count[n]++; count[n] > count[best] {
				best = n
			}
		}
	}
	return best
}

func newLane(rd *duizhao.Reading, l duizhao.Lang) *lane {
	if rd == nil {
		return nil
	}
	n := &lane{rd: rd, paired: make([]bool, len(rd.Quantities)), known: make([]bool, len(rd.Quantities)), sentence: make([]int, 0, len(rd.Quantities))}
	n.bead, n.group = none(len(rd.Document.Blocks)), none(len(rd.Sentences))
	n.inBlock, n.within = make([][]int, len(rd.Document.Blocks)), make([][]int, len(rd.Sentences))
	for i := range rd.Quantities {
		q := &rd.Quantities[i]
		n.inBlock[q.Block] = append(n.inBlock[q.Block], i)
		k := n.sentenceAt(q.Span.Start)
		n.sentence = append(n.sentence, k)
		if k >= 0 {
			n.within[k] = append(n.within[k], i)
		}
	}
	for i := range rd.Observations {
		o := &rd.Observations[i]
		e := o.Zh
		if l == duizhao.English {
			e = o.En
		}
		if e != nil && o.Indicator != "" {
			n.known[e.Quantity] = true
		}
	}
	return n
}

// sentenceAt returns the sentence that holds the byte at, or -1.
func (l *lane) sentenceAt(at int) int {
	s := l.rd.Sentences
	k := sort.Search(len(s), func(k int) bool { return s[k].Span.End > at })
	if k == len(s) || s[k].Span.Start > at {
		return -1
	}
	return k
}

func none(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

func (l *lane) mark(units []int, bead int, of func(*lane) []int) {
	if l == nil {
		return
	}
	for _, i := range units {
		of(l)[i] = bead
	}
}

// text returns the words of quantity i.
func (l *lane) text(i int) string { return l.rd.Quantities[i].Span.Of(l.rd.Document.Text) }

// sentenceSpan returns the sentence quantity i stands in, or its block.
func (l *lane) sentenceSpan(i int) duizhao.Span {
	if k := l.sentence[i]; k >= 0 {
		return l.rd.Sentences[k].Span
	}
	return l.rd.Document.Blocks[l.rd.Quantities[i].Block].Span
}

// sentenceText returns the words of the sentence quantity i stands in.
func (l *lane) sentenceText(i int) string { return l.sentenceSpan(i).Of(l.rd.Document.Text) }

// clause returns the words around quantity i.
func (l *lane) clause(i int) string {
	return nearby.Clause(l.rd.Document.Text, l.rd.Quantities[i].Span, l.sentenceSpan(i))
}

// before returns the end of the clause before quantity i.
func (l *lane) before(i int, lang duizhao.Lang) string {
	return nearby.ClauseBefore(l.rd, &l.rd.Quantities[i], hedgeReach[lang])
}

// ref returns the place of quantity i.
func (l *lane) ref(i int) *duizhao.Ref {
	q := &l.rd.Quantities[i]
	return &duizhao.Ref{Block: q.Block, Span: q.Span}
}

// other returns the lane beside l, and what takes its units of a bead.
func (v *view) other(l *lane) (*lane, func(duizhao.Bead) []int) {
	if l == v.en {
		return v.zh, chinese
	}
	return v.en, english
}

// counterpart returns the text of the other language that is aligned with
// quantity i of l: the place of its bead of sentences, or of the bead of
// paragraphs where that has no other side. It is nil where there is neither.
func (v *view) counterpart(l *lane, i int) *duizhao.Ref {
	other, side := v.other(l)
	if other == nil {
		return nil
	}
	if s := l.sentence[i]; s >= 0 && l.group[s] >= 0 {
		if units := side(v.b.Sentences[l.group[s]]); len(units) > 0 {
			first, last := other.rd.Sentences[units[0]], other.rd.Sentences[units[len(units)-1]]
			if last.Block != first.Block {
				last = first
			}
			return &duizhao.Ref{Block: first.Block, Span: duizhao.Span{Start: first.Span.Start, End: last.Span.End}}
		}
	}
	if k := l.bead[l.rd.Quantities[i].Block]; k >= 0 {
		if units := side(v.b.Paragraphs[k]); len(units) > 0 {
			return &duizhao.Ref{Block: units[0], Span: other.rd.Document.Blocks[units[0]].Span}
		}
	}
	return nil
}

func chinese(b duizhao.Bead) []int { return b.Zh }
func english(b duizhao.Bead) []int { return b.En }

// aligned returns the quantities of the other language that stand in the bead of
// paragraphs of quantity i of l, and its blocks.
func (v *view) aligned(l *lane, i int) (other *lane, blocks, quantities []int) {
	other, side := v.other(l)
	k := l.bead[l.rd.Quantities[i].Block]
	if other == nil || k < 0 {
		return other, nil, nil
	}
	blocks = side(v.b.Paragraphs[k])
	for _, block := range blocks {
		quantities = append(quantities, other.inBlock[block]...)
	}
	return other, blocks, quantities
}

// alignedRest returns what is left of the text of the other language beside
// quantity i of l when its quantities are taken out.
func (v *view) alignedRest(l *lane, i int) string {
	other, blocks, _ := v.aligned(l, i)
	var b strings.Builder
	for _, block := range blocks {
		b.WriteString(other.rest(block, other.rd.Document.Blocks[block].Span))
		b.WriteByte('\n')
	}
	return b.String()
}

// rest returns the text of span, in block, without the quantities in it.
func (l *lane) rest(block int, span duizhao.Span) string {
	var b strings.Builder
	text, at := l.rd.Document.Text, span.Start
	for _, j := range l.inBlock[block] {
		q := l.rd.Quantities[j].Span
		if q.Start < at || q.End > span.End {
			continue
		}
		b.WriteString(text[at:q.Start])
		b.WriteByte('\n')
		at = q.End
	}
	b.WriteString(text[at:span.End])
	return b.String()
}

// told returns the pairs that the named check speaks for.
func (v *view) told(check string) []pairing {
	var out []pairing
	for _, p := range v.pairs {
		if p.verdict == check {
			out = append(out, p)
		}
	}
	return out
}
