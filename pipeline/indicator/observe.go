package indicator

import (
	"duizhao"
)

// Observe returns what rd's quantities state, in the order of the text. Each has
// evidence in rd's language; f holds where a sentence names no period or place.
func (r *Rules) Observe(rd *duizhao.Reading, f Frame) []duizhao.Observation {
	if rd == nil {
		return nil
	}
	m := newMatcher(r, rd, f)
	for i := range rd.Sentences {
		m.sentence(&rd.Sentences[i])
	}
	return m.out
}

// matcher holds the state of one Observe.
type matcher struct {
	r     *Rules
	lane  *lane
	lang  duizhao.Lang
	rd    *duizhao.Reading
	frame Frame
	out   []duizhao.Observation

	s       stream
	hits    [][]int32 // literal → where it starts in s
	touched []int32   // literals with hits
	size    []int32
	stops   map[symbol]bool
	fitting []int32 // patterns all of whose words stand in s
	listed  bool    // fitting is up to date
	tried   []int32 // pattern → number of the sentence it was last tried for
	turn    int32

	lower     string // the sentence in small letters
	phrase    string // the words that are matched alone, without a number; else ""
	firstQ    int    // the first quantity of the sentence or later
	block     int
	seen      []int32 // literal → block it was last found in, + 1
	inHeading []int32 // literal → section it was last found in the heading of, + 1
	section   int32
	bodies    scope // of the section's heading, the paragraph, the sentence
	periodNow string
	cells     map[duizhao.Cell]int
	figures   []figure
	mentions  []mention
}

// figure is a quantity on its way to an observation.
type figure struct {
	place
	rule  int // -1 where none fits
	score float64
	actor actor
	role  duizhao.Role
	words around
	own   bool   // the rule matched here; otherwise it was taken over
	label string // of a table cell: its heads

	period string // where it is not the sentence's
}

func newMatcher(r *Rules, rd *duizhao.Reading, f Frame) *matcher {
	l := rd.Document.Lang
	lane := r.lane(l)
	return &matcher{
		cells: cells(rd.Document),
		r:     r, lane: lane, lang: l, rd: rd, frame: f, block: -1,
		hits: make([][]int32, len(lane.byLit)), size: lane.auto.size, stops: lane.stops,
		seen: make([]int32, len(lane.byLit)), inHeading: make([]int32, len(lane.byLit)),
		tried: make([]int32, len(lane.patterns)),
	}
}

// sentence adds the observations of one sentence.
func (m *matcher) sentence(sen *duizhao.Sentence) {
	if sen.Block != m.block {
		m.block, m.bodies.paragraph, m.periodNow = sen.Block, m.bodies.heading, m.frame.Period
	}
	m.scan(sen)
	m.find()
	m.findMentions()
	kind := m.rd.Document.Blocks[sen.Block].Kind
	if kind == duizhao.Heading || kind == duizhao.Title {
		m.enterSection(kind)
		if len(m.s.numbers) == 0 {
			return
		}
	}
	m.periodNow = m.period(sen.Span, m.periodNow)
	m.sentenceActor(sen)
	if len(m.s.numbers) == 0 {
		return
	}
	m.lower = lowerASCII(sen.Span.Of(m.rd.Document.Text))
	m.figures = m.figures[:0]
	for i := range m.s.numbers {
		m.figures = append(m.figures, m.figure(i, sen))
	}
	if kind == duizhao.TableCell && len(m.figures) == 1 {
		m.tableFigure(&m.figures[0], sen.Block)
	}
	m.distribute(sen)
	m.reach()
	m.inherit()
	m.carry()
	m.markParts()
	for i := range m.figures {
		if ranks := m.listedRanks(&m.figures[i], sen); ranks != nil {
			m.out = append(m.out, ranks...)
			continue
		}
		m.emit(&m.figures[i], sen)
	}
}

// figure matches number i of the sentence.
func (m *matcher) figure(i int, sen *duizhao.Sentence) figure {
	at := m.s.numbers[i]
	f := figure{place: at, rule: -1, actor: m.actorAt(at.at)}
	q := &m.rd.Quantities[at.quantity]
	f.words = m.around(i, sen)
	f.role = roleOf(m.lang, q, &f.words)
	f.rule, f.score = m.best(&f, q)
	f.own = f.rule >= 0
	if f.own && m.r.rules[f.rule].unit == "percent" && f.role == duizhao.Share {
		f.role = duizhao.Level
	}
	return f
}

// around returns the raw words about number i.
func (m *matcher) around(i int, sen *duizhao.Sentence) around {
	at := m.s.numbers[i].at
	base := sen.Span.Start // of lower
	lower := m.lower
	from, to := m.s.clause(at)
	q := m.s.spans[at]
	begin, end := sen.Span.Start, sen.Span.End
	if from > 0 {
		begin = m.s.spans[from-1].End
	}
	last := begin
	if to < len(m.s.syms) {
		end = m.s.spans[to].Start
	}
	if i > 0 {
		last = max(begin, m.s.spans[m.s.numbers[i-1].at].End)
	}
	if i+1 < len(m.s.numbers) {
		end = min(end, m.s.spans[m.s.numbers[i+1].at].Start)
	}
	words := func(from, to int) string { return lower[from-base : max(from, to)-base] }
	a := around{self: words(q.Start, q.End), before: words(begin, q.Start), near: words(last, q.Start), after: words(q.End, end), lead: words(base, begin)}
	// A quantity's span begins with its qualifier; cues may be taken for one.
	if num := m.rd.Quantities[m.s.numbers[i].quantity].Numeral; num.Start > q.Start && m.lang == duizhao.English {
		a.near, a.before = words(last, num.Start), words(begin, num.Start)
	}
	if m.lang == duizhao.English {
		a.near = withoutMoney(a.near)
	}
	if m.lang == duizhao.Chinese {
		a.before, a.near, a.after = dropSpace(a.before), dropSpace(a.near), dropSpace(a.after)
		return a
	}
	return a
}

// lowerASCII returns s with A to Z in small letters; places stay what they are.
func lowerASCII(s string) string {
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			continue
		}
		b := []byte(s)
		for ; i < len(b); i++ {
			if b[i] >= 'A' && b[i] <= 'Z' {
				b[i] |= 0x20
			}
		}
		return string(b)
	}
	return s
}
