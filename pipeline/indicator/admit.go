package indicator

import (
	"slices"
	"strings"

	"duizhao"
)

// best returns the rule that explains most of the words around f.
func (m *matcher) best(f *figure, q *duizhao.Quantity) (rule int, score float64) {
	rule = -1
	left := m.leftOf(f.at)
	if left == f.at {
		left = m.afterRate(f.at)
	}
	kind := maskOf(q.Kind)
	strict := f.role == duizhao.Level || f.role == duizhao.Target || f.role == duizhao.Change && q.Kind != duizhao.PercentagePoint
	for _, pi := range m.candidates() {
		p := &m.lane.patterns[pi]
		if r := &m.r.rules[p.rule]; strict && r.mask&kind == 0 || !r.actedBy(f.actor.body) {
			continue
		}
		s := m.match(p, f.at, left)
		if s == impossible || p.topic != nil && !m.hasTopic(p.topic) {
			continue
		}
		bonus, ok := m.admits(&m.r.rules[p.rule], f, q)
		if !ok {
			continue
		}
		if p.topic != nil {
			bonus += topicScore
		}
		if s+bonus > score || s+bonus == score && rule >= 0 && p.rule < rule {
			rule, score = p.rule, s+bonus
		}
	}
	return rule, score
}

// candidates returns the patterns all of whose words stand in the sentence. It is worked
// out once for all numbers of the sentence.
func (m *matcher) candidates() []int32 {
	if m.listed {
		return m.fitting
	}
	m.fitting, m.listed = m.fitting[:0], true
	m.turn++
	for _, lit := range m.touched {
		for _, pi := range m.lane.byLit[lit] {
			if m.tried[pi] == m.turn {
				continue
			}
			m.tried[pi] = m.turn
			if m.complete(&m.lane.patterns[pi]) {
				m.fitting = append(m.fitting, pi)
			}
		}
	}
	return m.fitting
}

// complete reports whether all words of p stand in the sentence.
func (m *matcher) complete(p *pattern) bool {
	for i := range p.items {
		if i != p.number && !m.found(&p.items[i]) {
			return false
		}
	}
	return true
}

// actedBy reports whether the rule holds for figures of the given acting body.
func (r *rule) actedBy(body string) bool {
	if len(r.bodies) == 0 {
		return true
	}
	if body == "" {
		body = "none"
	}
	return slices.Contains(r.bodies, body)
}

// admits reports whether rule r, whose kinds and bodies fit, holds for quantity q of figure
// f, and what its conditions add to the score.
func (m *matcher) admits(r *rule, f *figure, q *duizhao.Quantity) (bonus float64, ok bool) {
	if r.mask == maskOf(duizhao.RankKind) && f.role != duizhao.Rank && f.role != duizhao.Streak {
		return 0, false
	}
	if f.role == duizhao.Rank && r.mask&maskOf(duizhao.RankKind) != 0 {
		bonus += topicScore
	}
	if len(r.bodies) > 0 && f.actor.body != "" && f.actor.body != "none" {
		bonus += bodyScore
	}
	if f.role == duizhao.Level && !r.admitsUnit(m.lang, m.rd.Document.Blocks[m.block].Kind == duizhao.TableCell, q, q.UnitSpan.Of(m.rd.Document.Text)) {
		return 0, false
	}
	if r.limit.Valid() {
		if !m.limitOf(f.at).Equal(r.limit) && !(m.phrase != "" && strings.Contains(m.phrase, r.limit.String())) {
			return 0, false
		}
		bonus += limitScore
	}
	if m.clauseHolds(f.at, r.not[m.lang]) {
		return 0, false
	}
	if topic := r.topic[m.lang]; len(topic) > 0 {
		if !m.hasTopic(topic) {
			return 0, false
		}
		bonus += topicScore
	}
	return bonus, true
}

// admitsUnit reports whether the rule takes a quantity with the unit as written;
// "none" stands for a number without one.
// English units are nouns, which patterns name: there, only none says something.
func (r *rule) admitsUnit(l duizhao.Lang, inTable bool, q *duizhao.Quantity, written string) bool {
	if l == duizhao.English {
		return q.Kind != duizhao.Count || written == "" || !slices.Contains(r.units, "none")
	}
	if written == "" {
		written = "none"
	}
	return len(r.units) == 0 || inTable && written == "none" || slices.Contains(r.units, written)
}

// limitOf returns the bound of what the number at symbol at counts: the one that
// stands last before it, else the first behind it in its clause, else, in English,
// the first before the next number.
func (m *matcher) limitOf(at int) duizhao.Decimal {
	if m.lang == duizhao.English {
		for i := at + 1; i < min(at+3, len(m.s.syms)); i++ {
			if m.s.syms[i] == symLimit {
				return m.valueAt(i) // seven exceeded RMB 10 million
			}
		}
	}
	for i := at - 1; i >= 0 && m.s.syms[i] != symNumber; i-- {
		if m.s.syms[i] == symLimit {
			return m.valueAt(i)
		}
	}
	for i := at + 1; i < len(m.s.syms) && !m.s.parts(i); i++ {
		if m.s.syms[i] == symLimit {
			return m.valueAt(i)
		}
	}
	for i := at + 1; i < len(m.s.syms) && m.s.syms[i] != symNumber; i++ {
		if m.s.syms[i] == symLimit && m.lang == duizhao.English {
			return m.valueAt(i) // in 22 cases, damages of over RMB 1 million were awarded
		}
	}
	return duizhao.Decimal{}
}

// valueAt returns the value of the quantity that symbol i stands for, of a range its lower end.
func (m *matcher) valueAt(i int) duizhao.Decimal {
	for j := m.firstQ; j < len(m.rd.Quantities); j++ {
		if m.rd.Quantities[j].Span.Start == m.s.spans[i].Start {
			if q := &m.rd.Quantities[j]; !q.Value.Valid() {
				return q.Low
			}
			return m.rd.Quantities[j].Value
		}
	}
	return duizhao.Decimal{}
}

// clauseHolds reports whether one of the literals stands in the clause of symbol
// at, between the numbers beside it.
func (m *matcher) clauseHolds(at int, lits []int32) bool {
	if len(lits) == 0 {
		return false
	}
	from, to := m.s.stretch(at, m.lane.and)
	for _, lit := range lits {
		for _, h := range m.hits[lit] {
			if int(h) >= from && int(h) < to {
				return true
			}
		}
	}
	return false
}

// hasTopic reports whether one of the literals stands in the paragraph so far or
// in the section's heading.
func (m *matcher) hasTopic(lits []int32) bool {
	for _, lit := range lits {
		if m.seen[lit] == int32(m.block)+1 || m.section > 0 && m.inHeading[lit] == m.section {
			return true
		}
	}
	return false
}
