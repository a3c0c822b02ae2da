package pair

import (
	"slices"
	"sort"

	"duizhao"
	"duizhao/internal/agree"
	"duizhao/internal/nearby"
)

// place says where a quantity stands: its beads, or -1 where none covers it, and
// its byte within the bead of paragraphs, whose blocks follow each other.
type place struct{ paragraph, sentence, at int }

// side is one language: its reading, and what a pair is judged by.
type side struct {
	rd     *duizhao.Reading
	places []place
	stated []agree.Stated
	named  []bool            // the quantity is part of a name or title
	alone  []int             // what it costs to leave the quantity without a partner
	latin  [][]string        // Latin words beside the quantity, in lower case
	knows  map[int]string    // quantity → indicator of an observation
	length []int             // by bead of paragraphs: bytes
	cuts   map[int][]borders // by bead of paragraphs: where its beads of sentences begin
}

// borders is where a bead of sentences begins within its bead of paragraphs.
type borders struct{ bead, at int }

func newSide(rd *duizhao.Reading, paragraphs, sentences []duizhao.Bead, of func(duizhao.Bead) []int) side {
	s := side{rd: rd, length: make([]int, len(paragraphs)), knows: map[int]string{}, cuts: map[int][]borders{}}
	block, offset := s.blocks(paragraphs, of)
	bead := s.sentences(sentences, of, block, offset)
	for i := range rd.Quantities {
		q := &rd.Quantities[i]
		p := place{block[q.Block], -1, offset[q.Block] + q.Span.Start - rd.Document.Blocks[q.Block].Span.Start}
		if k := sentenceAt(rd, q.Span.Start); k >= 0 {
			p.sentence = bead[k]
		}
		s.places = append(s.places, p)
		s.stated = append(s.stated, agree.Of(rd, i))
		s.named = append(s.named, nearby.Named(rd, q))
		s.latin = append(s.latin, nearby.Latin(rd, q))
	}
	for i := range rd.Observations {
		if o := &rd.Observations[i]; o.Indicator != "" {
			if e := evidence(o, rd.Document.Lang); e != nil {
				s.knows[e.Quantity] = o.Indicator
			}
		}
	}
	return s
}

// blocks returns for every block its bead and where it begins within it.
func (s *side) blocks(paragraphs []duizhao.Bead, of func(duizhao.Bead) []int) (bead, offset []int) {
	n := len(s.rd.Document.Blocks)
	bead, offset = make([]int, n), make([]int, n)
	for i := range bead {
		bead[i] = -1
	}
	for k, b := range paragraphs {
		for _, i := range of(b) {
			bead[i], offset[i] = k, s.length[k]
			s.length[k] += s.rd.Document.Blocks[i].Span.Len()
		}
	}
	return bead, offset
}

// sentences returns for every sentence its bead, and notes where beads begin.
func (s *side) sentences(sentences []duizhao.Bead, of func(duizhao.Bead) []int, block, offset []int) []int {
	bead := make([]int, len(s.rd.Sentences))
	for i := range bead {
		bead[i] = -1
	}
	for k, b := range sentences {
		for n, i := range of(b) {
			bead[i] = k
			if sen := s.rd.Sentences[i]; n == 0 && block[sen.Block] >= 0 {
				p := block[sen.Block]
				at := offset[sen.Block] + sen.Span.Start - s.rd.Document.Blocks[sen.Block].Span.Start
				s.cuts[p] = append(s.cuts[p], borders{k, at})
			}
		}
	}
	return bead
}

// sentenceAt returns the sentence that holds the byte at, or -1.
func sentenceAt(rd *duizhao.Reading, at int) int {
	i := sort.Search(len(rd.Sentences), func(i int) bool { return rd.Sentences[i].Span.End > at })
	if i == len(rd.Sentences) || rd.Sentences[i].Span.Start > at {
		return -1
	}
	return i
}

// problem is a set of quantities that are matched with each other: those of one
// bead of paragraphs, or a part of them.
type problem struct {
	zh, en []int
	ties   []tie
}

// tie says that two bytes, one of each language's bead, say the same.
type tie struct{ zh, en int }

// problems returns one problem for every bead of paragraphs that has quantities
// in both languages.
func (m *matcher) problems() []problem {
	zh, en := m.left()
	var out []problem
	for k := range m.paragraphs {
		if len(zh[k]) > 0 && len(en[k]) > 0 {
			out = append(out, problem{zh[k], en[k], m.borders(k)})
		}
	}
	return out
}

// borders ties the beginnings of the beads of sentences of bead k.
func (m *matcher) borders(k int) []tie {
	at := map[int]int{}
	for _, c := range m.en.cuts[k] {
		at[c.bead] = c.at
	}
	ties := []tie{{0, 0}, {m.zh.length[k], m.en.length[k]}}
	for _, c := range m.zh.cuts[k] {
		if e, ok := at[c.bead]; ok {
			ties = append(ties, tie{c.at, e})
		}
	}
	return monotone(ties)
}

// ties joins the borders of p with the pairs of equal value among result.
func (m *matcher) ties(p problem, result []choice) []tie {
	ties := slices.Clone(p.ties)
	for _, c := range result {
		z, e := p.zh[c.z], p.en[c.e]
		if agree.Compare(m.zh.stated[z], m.en.stated[e]).Same() {
			ties = append(ties, tie{m.zh.places[z].at, m.en.places[e].at})
		}
	}
	return monotone(ties)
}

// monotone keeps a longest chain of ties that run in the same order in both
// languages, so that a clause that moved does not bend the scale.
func monotone(ties []tie) []tie {
	slices.SortFunc(ties, func(a, b tie) int {
		if a.zh != b.zh {
			return a.zh - b.zh
		}
		return a.en - b.en
	})
	ends := []int{} // ends[n]: last tie of the best chain of n+1
	previous := make([]int, len(ties))
	for i, t := range ties {
		n := sort.Search(len(ends), func(n int) bool { return ties[ends[n]].en > t.en })
		previous[i] = -1
		if n > 0 {
			previous[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, i)
		} else {
			ends[n] = i
		}
	}
	var out []tie
	for i := ends[len(ends)-1]; i >= 0; i = previous[i] {
		out = append(out, ties[i])
	}
	slices.Reverse(out)
	return out
}

// project returns the English byte where the Chinese byte at should be.
func (p *problem) project(at int) int {
	i := sort.Search(len(p.ties), func(i int) bool { return p.ties[i].zh > at })
	switch {
	case len(p.ties) == 0:
		return at
	case i == 0:
		return p.ties[0].en
	case i == len(p.ties):
		return p.ties[i-1].en
	}
	a, b := p.ties[i-1], p.ties[i]
	return a.en + (at-a.zh)*(b.en-a.en)/(b.zh-a.zh)
}

// split cuts p in two at the middle of its longer side.
func (p problem) split(m *matcher) (left, right problem) {
	i, j := len(p.zh)/2, len(p.en)/2
	if len(p.zh) >= len(p.en) {
		at := p.project(m.zh.places[p.zh[i]].at)
		j = sort.Search(len(p.en), func(j int) bool { return m.en.places[p.en[j]].at >= at })
	} else {
		at := m.en.places[p.en[j]].at
		i = sort.Search(len(p.zh), func(i int) bool { return p.project(m.zh.places[p.zh[i]].at) >= at })
	}
	return problem{p.zh[:i], p.en[:j], p.ties}, problem{p.zh[i:], p.en[j:], p.ties}
}
