package align

import (
	"slices"
	"sync"

	"duizhao"
	"duizhao/pipeline/align/lexicon"
)

// Unit is what the aligner knows of one paragraph or sentence.
type Unit struct {
	Words   []string // English words in lower case or Chinese words, in order, but for numerals; marks that both languages share may stand among them
	Numbers []string // values as canonical decimal strings: "14100" for 1.41万; see the package's comment
	Figures int      // how many numbers the text states, in digits or words
	Label   string   // class and number of a heading's label, equal in both languages: "number:4" for 四、 and IV., "chapter:3" for 第三章
	Heading bool     // a title or heading
	Len     int      // length, in any measure that is proportional within one side

	begin, end edgeClass
	title      bool // it holds the title of a work
}

// Options sets how an Aligner works. The zero value works.
type Options struct {
	Lexicon *lexicon.Lexicon // nil: the built-in one; lexicon.Empty(): none
	Table   *Table           // what other texts have taught; nil: nothing. It must not change any more
}

// Aligner aligns texts. It never changes, so goroutines may share it.
type Aligner struct {
	lex   *lexicon.Lexicon
	set   settings
	known *known
	work  *sync.Pool // of *work
}

// New returns an Aligner. There is no error at present.
func New(o Options) (*Aligner, error) {
	if o.Lexicon == nil {
		o.Lexicon = lexicon.Default()
	}
	return &Aligner{lex: o.Lexicon, set: defaults(), known: o.Table.known(), work: newPool(o.Lexicon)}, nil
}

// Align returns the beads of two texts, given as the units of either. The beads are
// in the order of their Chinese side, and of both but for moved ones, and cover every
// unit exactly once; where a stretch of both texts has
// no counterpart, the units of zh come first. Exchanging the two arguments exchanges
// the sides of the beads.
func (a *Aligner) Align(zh, en []Unit) []duizhao.Bead {
	return a.around(zh, en, []region{{0, len(zh), 0, len(en)}}, nil)
}

// region is a rectangle of units that are aligned with each other only: half-open
// ranges of either side.
type region struct{ z0, z1, e0, e1 int }

// within aligns the units of each region with each other, with one table for all, which
// fixed beads outside the regions teach too. It returns the beads of the regions, one
// after the other, then moved ones. The engine always sees the two texts the same way
// round, so that the beads do not depend on the order in which they are given.
func (a *Aligner) within(zh, en []Unit, regions []region, fixed []group) []duizhao.Bead {
	turned := hanWords(zh) < hanWords(en)
	if turned {
		zh, en = en, zh
		for i, r := range regions {
			regions[i] = r.turned()
		}
		for i, g := range fixed {
			fixed[i].region = g.turned()
		}
	}
	beads := a.beads(zh, en, regions, fixed)
	if turned {
		for i := range beads {
			beads[i].Zh, beads[i].En = beads[i].En, beads[i].Zh
		}
	}
	return beads
}

func (r region) turned() region { return region{r.e0, r.e1, r.z0, r.z1} }

// zhFirst sorts each run of beads with one side only.
func zhFirst(beads []duizhao.Bead) {
	for len(beads) > 0 {
		n := 0
		for n < len(beads) && (len(beads[n].Zh) == 0 || len(beads[n].En) == 0) {
			n++
		}
		slices.SortStableFunc(beads[:n], func(a, b duizhao.Bead) int { return len(a.En) - len(b.En) })
		beads = beads[min(n+1, len(beads)):]
	}
}

func (a *Aligner) beads(zh, en []Unit, regions []region, fixed []group) []duizhao.Bead {
	w := a.work.Get().(*work) // lost where the program fails on this text, with what state it is in
	paths, m := a.paths(w, zh, en, regions, fixed)
	paths, moved := m.moved(paths)
	var out []duizhao.Bead
	for _, p := range paths {
		for _, g := range p {
			out = append(out, m.bead(g))
		}
	}
	for _, g := range moved {
		b := m.bead(g)
		b.Evidence = movedMark + "; " + b.Evidence
		out = append(out, b)
	}
	a.work.Put(w)
	return out
}

// paths is the whole of the method: align, learn, align again. It returns the beads of
// each region.
func (a *Aligner) paths(w *work, zh, en []Unit, regions []region, fixed []group) ([][]group, *model) {
	m := newModel(a, w, zh, en)
	rounds := rounds
	if len(zh) > hugeText {
		rounds = 1
	}
	paths, near := make([][]group, len(regions), len(regions)+1), make([]band, len(regions))
	settled := make([]bool, len(regions)) // another round has nothing to find
	for round := 0; ; round++ {
		for i, r := range regions {
			if settled[i] {
				continue
			}
			last := paths[i]
			paths[i], near[i] = m.align(r, last, near[i])
			settled[i] = isCertain(paths[i]) || slices.EqualFunc(last, paths[i], sameUnits)
		}
		if round == rounds || !slices.Contains(settled, false) {
			break
		}
		m.learn(append(paths, fixed))
	}
	return paths, m
}

func isCertain(path []group) bool {
	return !slices.ContainsFunc(path, func(g group) bool { return g.p < certain })
}

func sameUnits(a, b group) bool { return a.region == b.region }

// rounds is how often the table is learned anew from the last alignment, at most: where
// nothing changed, the next round changes nothing either. More than two change next to
// nothing anywhere.
const rounds = 2

// hugeText is a number of units that teach enough in one round.
const hugeText = 8000

func hanWords(units []Unit) int {
	n := 0
	for _, u := range units {
		for _, w := range u.Words {
			if isHan(w) {
				n++
			}
		}
	}
	return n
}
