package indicator

import (
	"maps"
	"slices"
	"strings"

	"duizhao"
)

// rule is a rule as matching needs it.
type rule struct {
	source *ruleSource
	id     string
	name   duizhao.Bilingual
	unit   string
	kinds  []duizhao.Kind
	mask   kindMask // the kinds again
	bodies []string
	units  []string
	limit  duizhao.Decimal
	not    map[duizhao.Lang][]int32
	topic  map[duizhao.Lang][]int32
}

// lane is what one language's matching stands on.
type lane struct {
	lexer    lexer
	auto     *automaton
	patterns []pattern
	byLit    [][]int32       // literal → patterns whose key holds it
	bodyOf   map[int32]int   // literal → index into Rules.bodies
	and      symbol          // the English word
	stops    map[symbol]bool // what ends the noun phrase behind a number
}

// build merges the layers, later ones over earlier ones, and compiles them.
func build(layers [][]*file) (*Rules, error) {
	b := newBuilder()
	for _, layer := range layers {
		for _, f := range layer {
			b.define(f)
		}
		for _, f := range layer {
			for i := range f.bodies {
				b.body(&f.bodies[i])
			}
		}
	}
	sources := map[string]*ruleSource{}
	var order []string
	for _, layer := range layers {
		here := map[string]*ruleSource{}
		for _, f := range layer {
			for i := range f.rules {
				expanded, err := f.rules[i].expand(b.sets)
				if err != nil {
					return nil, err
				}
				for _, s := range expanded {
					if first, ok := here[s.ID]; ok {
						return nil, f.fault(s.node, "duplicate_id", "rule %s stands in %s, line %d too; give one of them another id", s.ID, first.file.path, first.node.Line)
					}
					here[s.ID] = &s
					if sources[s.ID] == nil {
						order = append(order, s.ID)
					}
				}
			}
		}
		maps.Copy(sources, here)
	}
	for _, id := range order {
		if err := b.rule(sources[id]); err != nil {
			return nil, err
		}
	}
	return b.finish(), nil
}

// builder compiles sources into Rules.
type builder struct {
	out  *Rules
	zh   compiler
	en   compiler
	sets map[string][]member
}

func newBuilder() *builder {
	return &builder{
		out: &Rules{
			zh: lane{bodyOf: map[int32]int{}, stops: map[symbol]bool{}},
			en: lane{bodyOf: map[int32]int{}, stops: map[symbol]bool{}},
		},
		zh:   compiler{lexer: lexer{lang: duizhao.Chinese}, auto: newAutomaton(), words: map[string][]string{}},
		en:   compiler{lexer: lexer{lang: duizhao.English, words: map[string]symbol{}}, auto: newAutomaton(), words: map[string][]string{}},
		sets: map[string][]member{},
	}
}

func (b *builder) compiler(l duizhao.Lang) *compiler {
	if l == duizhao.Chinese {
		return &b.zh
	}
	return &b.en
}

func (b *builder) define(f *file) {
	for l, words := range f.words {
		maps.Copy(b.compiler(l).words, words)
	}
	maps.Copy(b.sets, f.sets)
}

func (b *builder) body(s *bodySource) {
	i := slices.Index(b.out.bodies, s.ID)
	if i < 0 {
		i = len(b.out.bodies)
		b.out.bodies = append(b.out.bodies, s.ID)
	}
	for _, w := range s.Zh {
		b.out.zh.bodyOf[b.zh.auto.add(b.zh.symbols(w))] = i
	}
	for _, w := range s.En {
		b.out.en.bodyOf[b.en.auto.add(b.en.symbols(w))] = i
	}
}

// kindsOf maps a rule's unit to the kinds of quantities that state it; every
// other unit is counted.
var kindsOf = map[string][]duizhao.Kind{
	"CNY":     {duizhao.Money},
	"percent": {duizhao.Percent, duizhao.Fraction},
	"rank":    {duizhao.RankKind},
	"week":    {duizhao.Duration},
	"day":     {duizhao.Duration},
	"month":   {duizhao.Duration},
	"year":    {duizhao.Duration},
}

// kindMask is a set of kinds, a bit for each.
type kindMask uint16

// maskOf returns the set of kind k alone.
func maskOf(k duizhao.Kind) kindMask {
	switch k {
	case duizhao.Count:
		return 1
	case duizhao.Money:
		return 2
	case duizhao.Percent:
		return 4
	case duizhao.Fraction:
		return 8
	case duizhao.RankKind:
		return 16
	case duizhao.Duration:
		return 32
	case duizhao.MultipleKind:
		return 64
	case duizhao.PercentagePoint:
		return 128
	}
	return 256
}

func (b *builder) rule(s *ruleSource) error {
	r := rule{source: s, id: s.ID, name: s.Name, unit: s.Unit, bodies: s.Bodies, units: s.Units,
		not: map[duizhao.Lang][]int32{}, topic: map[duizhao.Lang][]int32{}}
	for _, k := range s.Kinds {
		r.kinds = append(r.kinds, duizhao.Kind(k))
	}
	if r.kinds == nil {
		r.kinds = kindsOf[s.Unit]
	}
	if r.kinds == nil {
		r.kinds = []duizhao.Kind{duizhao.Count}
	}
	for _, k := range r.kinds {
		r.mask |= maskOf(k)
	}
	for _, id := range s.Bodies {
		if id != "none" && !slices.Contains(b.out.bodies, id) {
			return s.file.fault(s.node, "body", "rule %s: there is no acting body %q; use one of %s", s.ID, id, strings.Join(b.out.bodies, ", "))
		}
	}
	if s.Limit != "" {
		limit, err := duizhao.ParseDecimal(s.Limit)
		if err != nil {
			return s.file.fault(s.node, "limit", "rule %s: limit is a plain decimal number: %v", s.ID, err)
		}
		r.limit = limit
	}
	for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		if err := b.lane(&r, l); err != nil {
			return err
		}
	}
	b.out.rules = append(b.out.rules, r)
	return nil
}

// lane compiles what rule r has in language l.
func (b *builder) lane(r *rule, l duizhao.Lang) error {
	c, s := b.compiler(l), r.source
	for into, words := range map[*map[duizhao.Lang][]int32][]string{&r.not: s.Not[l], &r.topic: s.Topic[l]} {
		alternatives, err := c.alternatives(strings.Join(words, "|"))
		if len(words) == 0 {
			continue
		}
		if err == nil {
			(*into)[l], err = c.literals(alternatives)
		}
		if err != nil {
			return s.file.fault(s.node, "words", "rule %s: %v", s.ID, err)
		}
	}
	lane := b.out.lane(l)
	for _, src := range s.Patterns[l] {
		ps, err := c.compile(src.text)
		if err != nil {
			return s.file.fault(src.node, "pattern", "rule %s, pattern %q: %v", s.ID, src.text, err)
		}
		for i := range ps {
			ps[i].rule = len(b.out.rules)
		}
		lane.patterns = append(lane.patterns, ps...)
	}
	return nil
}

// nounEnds are the English words that end the noun phrase behind a number.
var nounEnds = strings.Fields("with for in by to from on at under within while when where but than since through during against worth")

// listMarks part the items of a Chinese list: what follows one belongs to the next
// number.
const listMarks = "、和及与"

func (b *builder) finish() *Rules {
	r := b.out
	for _, w := range nounEnds {
		for _, s := range b.en.symbols(w) {
			r.en.stops[s] = true
		}
	}
	r.zh.and, r.en.and = symOther-9, b.en.symbols("and")[0]
	for _, c := range listMarks {
		r.zh.stops[symbol(c)] = true
	}
	for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		c, lane := b.compiler(l), r.lane(l)
		c.auto.link()
		lane.lexer, lane.auto = c.lexer, c.auto
		lane.byLit = make([][]int32, len(c.auto.size))
		uses := make([]int, len(c.auto.size))
		for i := range lane.patterns {
			for _, it := range lane.patterns[i].items {
				for _, lit := range it.lits {
					uses[lit]++
				}
			}
		}
		for i := range lane.patterns {
			p := &lane.patterns[i]
			if l == duizhao.English {
				p.key = p.rarest(uses)
			}
			for _, lit := range p.items[p.key].lits {
				lane.byLit[lit] = append(lane.byLit[lit], int32(i))
			}
		}
	}
	return r
}
