package indicator

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"duizhao"
)

// pattern is a rule's words around a number, compiled: items in the order of the
// text, exactly one of them the number itself.
type pattern struct {
	rule   int
	lang   duizhao.Lang
	items  []item
	topic  []int32 // one of them must stand in the paragraph so far or in the section's heading
	number int     // index of the number in items
	key    int     // index of the item whose literals lead to the pattern
}

// item is one place of a pattern: one of several literals, or the number.
type item struct {
	lits     []int32
	optional bool
	gap      gap // what may stand between the item before it and this one
}

// gap says what may stand between two items.
type gap uint8

const (
	adjacent gap = iota
	edge4        // beside the number: a few fillers (reached a total of), within the clause
	near         // "..": more words, within the clause and before the next number
	far          // "...": anything within the sentence
)

// reach is how many symbols a gap may cover; English symbols are words.
func (g gap) reach(l duizhao.Lang, right bool) int {
	zh := l == duizhao.Chinese
	switch {
	case g == edge4 && zh && right:
		return 5
	case g == edge4 && zh:
		return 8
	case g == edge4 && right:
		return 3
	case g == edge4:
		return 4
	case g == near && zh:
		return 16
	case g == near:
		return 8
	case g == far:
		return 1 << 20
	}
	return 0
}

// compiler turns the source of patterns into patterns over one language's
// literals.
type compiler struct {
	lexer lexer
	auto  *automaton
	words map[string][]string // <name> → alternatives
}

// compile reads a pattern's source. The grammar:
//
//	pattern = part { part }          exactly one part is #
//	part    = "#" | ".." | "..." | text | "<" name ">" [ "?" ] | "(" text { "|" text } ")" [ "?" ]
//	        | "@(" text { "|" text } ")"
//
// A part with @ has no place in the text: one of its words must stand in the
// paragraph up to here, or in the heading of the section.
// Parts that follow each other stand side by side in the text, but for the
// number, beside which a few fillers may stand.
//
// A pattern with optional parts becomes one pattern for each choice of them.
func (c *compiler) compile(src string) ([]pattern, error) {
	p, err := c.parse(src)
	if err != nil {
		return nil, err
	}
	all := p.variants()
	for i := range all {
		if err := c.finish(&all[i]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// variants returns p with each choice of its optional items.
func (p pattern) variants() []pattern {
	for i, it := range p.items {
		if !it.optional {
			continue
		}
		with, without := p, p
		with.items, without.items = slices.Clone(p.items), slices.Delete(slices.Clone(p.items), i, i+1)
		with.items[i].optional = false
		if i < len(without.items) {
			without.items[i].gap = max(without.items[i].gap, it.gap)
		}
		if i < p.number {
			without.number--
		}
		return append(with.variants(), without.variants()...)
	}
	return []pattern{p}
}

// maxOptional bounds the optional parts of one pattern.
const maxOptional = 6

func (c *compiler) parse(src string) (pattern, error) {
	optional := 0
	p := pattern{lang: c.lexer.lang, number: -1}
	next := adjacent
	for rest := strings.TrimSpace(src); rest != ""; rest = strings.TrimSpace(rest) {
		if after, ok := strings.CutPrefix(rest, "..."); ok {
			next, rest = far, after
			continue
		}
		if after, ok := strings.CutPrefix(rest, ".."); ok {
			next, rest = near, after
			continue
		}
		topic, isTopic := strings.CutPrefix(rest, "@")
		it, after, err := c.part(topic)
		if err != nil {
			return p, err
		}
		if isTopic {
			p.topic, rest = it.lits, after
			continue
		}
		if it.optional {
			optional++
		}
		if optional > maxOptional {
			return p, fmt.Errorf("a pattern has at most %d optional parts; write two patterns", maxOptional)
		}
		isNumber := it.lits == nil
		if next == adjacent && (isNumber || len(p.items) == p.number+1 && p.number >= 0) {
			next = edge4
		}
		it.gap, next = next, adjacent
		if isNumber {
			if p.number >= 0 {
				return p, fmt.Errorf("a pattern holds one #, this one has two")
			}
			p.number = len(p.items)
		}
		p.items, rest = append(p.items, it), after
	}
	return p, nil
}

// part reads one item and returns what follows it.
func (c *compiler) part(src string) (it item, rest string, err error) {
	var alternatives []string
	grouped := true
	if src == "" {
		return it, "", fmt.Errorf("@ stands before a group: @(word|word)")
	}
	switch src[0] {
	case '#':
		return item{}, src[1:], nil
	case '<':
		name, after, ok := strings.Cut(src[1:], ">")
		if !ok {
			return it, "", fmt.Errorf("< without >")
		}
		if alternatives, ok = c.words[name]; !ok {
			return it, "", fmt.Errorf("no word list is called %q; define it under words", name)
		}
		rest = after
	case '(':
		group, after, ok := strings.Cut(src[1:], ")")
		if !ok {
			return it, "", fmt.Errorf("( without )")
		}
		if alternatives, err = c.alternatives(group); err != nil {
			return it, "", err
		}
		rest = after
	case ')', '>', '|', '?':
		return it, "", fmt.Errorf("%q has no beginning", src[:1])
	default:
		end := strings.IndexAny(src, "#<>()|?")
		if dots := strings.Index(src, ".."); dots >= 0 && (end < 0 || dots < end) {
			end = dots
		}
		if end < 0 {
			end = len(src)
		}
		alternatives, rest, grouped = []string{src[:end]}, src[end:], false
	}
	if after, ok := strings.CutPrefix(rest, "?"); ok {
		if !grouped {
			return it, "", fmt.Errorf("only a group in brackets can be optional: write (word)?")
		}
		it.optional, rest = true, after
	}
	it.lits, err = c.literals(alternatives)
	return it, rest, err
}

// alternatives splits the inside of a group; <name> stands for its words.
func (c *compiler) alternatives(group string) ([]string, error) {
	var out []string
	for _, a := range strings.Split(group, "|") {
		a = strings.TrimSpace(a)
		name, ok := strings.CutPrefix(a, "<")
		if !ok {
			out = append(out, a)
			continue
		}
		name = strings.TrimSuffix(name, ">")
		words, ok := c.words[name]
		if !ok {
			return nil, fmt.Errorf("no word list is called %q; define it under words", name)
		}
		out = append(out, words...)
	}
	return out, nil
}

func (c *compiler) literals(alternatives []string) ([]int32, error) {
	var out []int32
	for _, a := range alternatives {
		lit := c.symbols(a)
		if len(lit) == 0 {
			return nil, fmt.Errorf("an alternative is empty: %q; make the group optional with ? instead", strings.Join(alternatives, "|"))
		}
		for _, s := range lit {
			if s <= 0 {
				return nil, fmt.Errorf("%q holds a mark that ends a clause; no words match across it, use ... instead", a)
			}
		}
		out = append(out, c.auto.add(lit))
	}
	return out, nil
}

func (c *compiler) symbols(text string) []symbol {
	var s stream
	x := c.lexer
	x.fresh = true
	x.scan(&s, text, duizhao.Span{End: len(text)})
	return s.syms
}

// finish checks p and chooses its key: the item whose shortest literal is the
// longest is found least often.
func (c *compiler) finish(p *pattern) error {
	if p.number < 0 {
		return fmt.Errorf("a pattern holds one #, the place of the number")
	}
	best := 0
	for i, it := range p.items {
		if i == p.number {
			continue
		}
		shortest := int32(1 << 30)
		for _, l := range it.lits {
			shortest = min(shortest, c.auto.size[l])
		}
		if int(shortest) > best {
			best, p.key = int(shortest), i
		}
	}
	if best == 0 {
		return fmt.Errorf("a pattern needs at least one word that is not optional")
	}
	return nil
}

// rarest returns the item whose literals the fewest patterns use, counted by uses:
// words that many rules share stand in most sentences, and lead nowhere.
func (p *pattern) rarest(uses []int) int {
	best, key := 1<<60, p.key
	for i, it := range p.items {
		sum := 0
		for _, lit := range it.lits {
			sum += uses[lit]
		}
		if i != p.number && sum < best {
			best, key = sum, i
		}
	}
	return key
}

// termsOf returns the words of two characters or more in a pattern's source.
func termsOf(src string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(src, func(r rune) bool { return strings.ContainsRune("#.()|?<> ", r) }) {
		if utf8.RuneCountInString(part) > 1 && part[0] >= utf8.RuneSelf {
			out = append(out, part)
		}
	}
	return out
}
