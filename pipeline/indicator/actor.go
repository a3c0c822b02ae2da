package indicator

import (
	"sort"
	"strings"
	"unicode/utf8"

	"duizhao"
)

// scope is who acts.
type scope struct {
	title, heading, paragraph actor
}

// actor is an acting body and the office of it that is named: customs, 金陵.
type actor struct{ body, office string }

// mention is a body's name in a sentence.
type mention struct {
	from, to int // symbols
	body     string
	subject  bool // it opens a clause
	agent    bool // English: cases were accepted by the courts
}

// enterSection begins a section at a heading: its words are topics and its body
// acts until the next one. The title's body acts where no heading names one.
func (m *matcher) enterSection(kind duizhao.BlockKind) {
	m.section++
	for _, lit := range m.touched {
		m.inHeading[lit] = m.section
	}
	m.bodies.heading = m.bodies.title
	for _, k := range m.mentions {
		if k.body != "none" && k.body != "other" {
			m.bodies.heading = actor{k.body, m.office(&k)}
		}
	}
	if kind == duizhao.Title {
		m.bodies.title = m.bodies.heading
	}
	m.bodies.paragraph = m.bodies.heading
}

// findMentions lists the bodies that the sentence names, the longest name where
// several fit.
func (m *matcher) findMentions() {
	m.mentions = m.mentions[:0]
	for _, lit := range m.touched {
		b, ok := m.lane.bodyOf[lit]
		if !ok {
			continue
		}
		for _, start := range m.hits[lit] {
			m.mentions = append(m.mentions, mention{from: int(start), to: int(start + m.size[lit]), body: m.r.bodies[b]})
		}
	}
	sort.Slice(m.mentions, func(i, j int) bool {
		a, b := m.mentions[i], m.mentions[j]
		return a.from < b.from || a.from == b.from && a.to > b.to
	})
	kept := m.mentions[:0]
	for _, k := range m.mentions {
		if n := len(kept); n == 0 || k.from >= kept[n-1].to {
			kept = append(kept, k)
		}
	}
	m.mentions = kept
	for i := range m.mentions {
		m.mentions[i].subject = m.opens(i)
		m.mentions[i].agent = m.isAgent(&m.mentions[i])
	}
}

// leadIn is how many symbols may stand between a clause's beginning and the body
// that acts in it: a place name, a year. Of the report's own place no more than
// shortPlace symbols count.
var leadIn = map[duizhao.Lang]int{duizhao.Chinese: 9, duizhao.English: 5}

var shortPlace = map[duizhao.Lang]int{duizhao.Chinese: 2, duizhao.English: 1}

// notSubject are words that make a body named after them something other than
// the clause's subject.
var notSubject = map[duizhao.Lang][]string{
	duizhao.Chinese: {"联合", "会同", "配合", "与", "被", "由", "经", "入选", "获", "向", "在", "将", "和", "对", "根据", "按照", "协助", "支持", "通过", "达"},
	duizhao.English: {"with ", "by ", "to ", "from ", "and ", "among ", "under ", "between ", "for ", "against ", "than ", "on "},
}

// opens reports whether mention i is the subject of its clause.
func (m *matcher) opens(i int) bool {
	k := &m.mentions[i]
	from, _ := m.s.clause(k.from)
	lead, place := m.lead(from, k.from)
	if k.from-from-max(0, place-shortPlace[m.lang]) > leadIn[m.lang] {
		return false
	}
	if m.s.syms[from] == symNumber && k.from > from {
		from++ // 47 mediation organizations
	}
	if m.s.crosses(from, k.from) {
		return false
	}
	if i > 0 && m.mentions[i-1].from >= from && m.mentions[i-1].body != "none" {
		return false
	}
	for _, w := range notSubject[m.lang] {
		if strings.Contains(lead, w) {
			return false
		}
	}
	return k.body != "other" || k.from == from || lead == "the " // 全年共侦办公安部督办案件: the ministry does nothing
}

// lead returns the words [from, to) in small letters without the report's own place,
// and of how many symbols that place is: the words of a name mean nothing (呼和浩特,
// 达州).
func (m *matcher) lead(from, to int) (words string, place int) {
	words = strings.ToLower(m.s.text(m.rd.Document.Text, from, to)) + " "
	name := strings.ToLower(m.frame.Area.In(m.lang))
	before, after, found := strings.Cut(words, name)
	if name == "" || !found {
		return words, 0
	}
	if m.lang == duizhao.English {
		return before + after, len(strings.Fields(name))
	}
	return before + after, utf8.RuneCountInString(name)
}

// isAgent reports whether English says that something was done by the body.
func (m *matcher) isAgent(k *mention) bool {
	if m.lang != duizhao.English {
		return false
	}
	from := max(0, k.from-4)
	for i := from; i < k.from; i++ {
		if m.s.parts(i) {
			from = i + 1
		}
	}
	lead := " " + strings.ToLower(m.s.text(m.rd.Document.Text, from, k.from)) + " "
	return strings.Contains(lead, " by ") && !m.s.crosses(from, k.from)
}

// sentenceActor says who acts from this sentence on, until another body opens one.
func (m *matcher) sentenceActor(sen *duizhao.Sentence) {
	end := len(m.s.syms)
	if len(m.s.numbers) > 0 {
		end = m.s.numbers[0].at
	}
	for i := range m.mentions {
		k := &m.mentions[i]
		if k.from < end && k.subject {
			m.bodies.paragraph = m.actor(i)
			return
		}
	}
	for i := range m.mentions {
		if m.mentions[i].agent {
			m.bodies.paragraph = m.actor(i)
			return
		}
	}
	lead := strings.TrimPrefix(sen.Span.Of(m.rd.Document.Text), "In ")
	for _, place := range []string{m.frame.Area.Zh, m.frame.Area.En} {
		if place != "" && strings.HasPrefix(lead, place) {
			m.bodies.paragraph = actor{}
		}
	}
}

// actor returns the actor that mention i names: 全市法院 names the courts.
func (m *matcher) actor(i int) actor {
	k := &m.mentions[i]
	if k.body == "none" {
		if i+1 < len(m.mentions) && m.mentions[i+1].from-k.to <= 4 && !m.s.crosses(k.to, m.mentions[i+1].from) {
			return m.actor(i + 1)
		}
		return actor{}
	}
	if k.body == "other" {
		return actor{body: "other"}
	}
	a := actor{k.body, m.office(k)}
	if last := m.bodies.paragraph; a.office == "" && last.body == a.body && m.definite(k) {
		return last
	}
	return a
}

// definite reports whether mention k points back to a body named before: the
// Customs, 该关.
func (m *matcher) definite(k *mention) bool {
	if k.from == 0 {
		return false
	}
	word := m.s.spans[k.from-1].Of(m.rd.Document.Text)
	return word == "the" || word == "The" || word == "该"
}

// actorAt returns who acts for the number at symbol at: the subject nearest
// before it within the sentence, else the paragraph's.
func (m *matcher) actorAt(at int) actor {
	for i := len(m.mentions) - 1; i >= 0; i-- {
		if m.mentions[i].subject && m.mentions[i].from < at {
			return m.actor(i)
		}
	}
	return m.bodies.paragraph
}
