package indicator

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"duizhao"
)

// Several figures may share one number, or several numbers one list of things:
//
//	led the province in A, B and C        one rank for each of three
//	A、B、C 均居全省第一                   the same
//	A、B 和 C 分别为 1 件、2 件和 3 件      one level for each
//
// The things of such a list are matched one by one, as though each stood alone
// with a number.

// listedRanks returns one rank for each thing of the list that rank figure f holds
// for, at that thing's words; none where f stands for one thing.
func (m *matcher) listedRanks(f *figure, sen *duizhao.Sentence) []duizhao.Observation {
	q := &m.rd.Quantities[f.quantity]
	if f.role != duizhao.Rank || f.own && m.r.rules[f.rule].unit == "rank" {
		return nil
	}
	var named []listed
	for _, span := range m.rankList(f, sen) {
		if rule, score := m.matchPhrase(span.Of(m.rd.Document.Text), duizhao.Rank, q); rule >= 0 {
			named = append(named, listed{span, rule, score})
		}
	}
	if len(named) < 2 {
		return nil
	}
	kept := m.out
	m.out = nil
	for _, it := range named {
		r := &m.r.rules[it.rule]
		o := duizhao.Observation{
			Indicator: m.fillOffice(r.id, f.actor), Rule: r.id, Label: r.name, Area: m.frame.Area.In(m.lang), Period: m.periodNow,
			Body: f.actor.body, Value: q.Value, Low: q.Low, High: q.High, Unit: q.Unit, Qualifier: q.Qualifier,
			Role: duizhao.Rank, Comparison: comparisonOf(m.lang, duizhao.Rank, &f.words), Confidence: weak,
		}
		m.put(o, duizhao.Evidence{Quantity: f.quantity, Block: sen.Block, Span: it.span})
	}
	out := m.out
	m.out = kept
	return out
}

// listed is a thing of a list with the rule that names it.
type listed struct {
	span  duizhao.Span
	rule  int
	score float64
}

// rankIn finds where the list of an English rank begins behind it.
var rankIn = regexp.MustCompile(`(?i)^(?:[^,.;]*? in terms of | in (?:the (?:province|nation|country|world|city) (?:in|for|by) )?)`)

// rankList returns the things that may share rank f: behind it in English, before
// it in Chinese.
func (m *matcher) rankList(f *figure, sen *duizhao.Sentence) []duizhao.Span {
	text, q := m.rd.Document.Text, m.s.spans[f.at]
	if m.lang == duizhao.English {
		at := rankIn.FindStringIndex(text[q.End:sen.Span.End])
		if at == nil {
			return nil
		}
		return splitList(text, duizhao.Span{Start: q.End + at[1], End: sen.Span.End}, englishList)
	}
	from, _ := m.s.clause(f.at)
	for i := from; i < f.at; i++ {
		if m.s.syms[i] == symNumber {
			return nil
		}
	}
	return splitList(text, duizhao.Span{Start: m.s.spans[from].Start, End: q.Start}, chineseList)
}

var (
	englishList = regexp.MustCompile(`, and |, |; | and |\.$`)
	chineseList = regexp.MustCompile(`、|以及|和|及|与`)
)

// splitList returns the items of an enumeration.
func splitList(text string, span duizhao.Span, mark *regexp.Regexp) []duizhao.Span {
	var out []duizhao.Span
	at := span.Start
	for _, b := range mark.FindAllStringIndex(span.Of(text), -1) {
		if end := span.Start + b[0]; end > at {
			out = append(out, duizhao.Span{Start: at, End: end})
		}
		at = span.Start + b[1]
	}
	if strings.TrimSpace(text[at:span.End]) != "" {
		out = append(out, duizhao.Span{Start: at, End: span.End})
	}
	return out
}

// distributeLevels names the levels [from, to) after the list of things before
// the first of them. A last item may end in words that all share: 发明、实用新型
// 专利授权量. It does nothing where the counts differ.
func (m *matcher) distributeLevels(from, to int, sen *duizhao.Sentence) {
	text, mark := m.rd.Document.Text, chineseList
	first, _ := m.s.clause(m.figures[from].at)
	start := sen.Span.Start
	if m.lang == duizhao.English {
		mark = englishList
	} else if first < len(m.s.spans) {
		start = m.s.spans[first].Start
	}
	head := text[start:m.s.spans[m.figures[from].at].Start]
	if i := strings.Index(head, respectively[m.lang]); i >= 0 {
		head = head[:i]
	}
	items := splitList(head, duizhao.Span{End: len(head)}, mark)
	n := to - from
	if len(items) < n {
		return
	}
	items = items[len(items)-n:]
	last := items[n-1].Of(head)
	for i := range n {
		f := &m.figures[from+i]
		q := &m.rd.Quantities[f.quantity]
		rule, score := -1, 0.0
		for _, tail := range tails(m.lang, last) {
			if rule, score = m.matchPhrase(items[i].Of(head)+tail, f.role, q); rule >= 0 {
				break
			}
		}
		if rule < 0 && i > 0 {
			for _, lead := range beginnings(m.lang, items[0].Of(head)) {
				if rule, score = m.matchPhrase(lead+items[i].Of(head), f.role, q); rule >= 0 {
					break
				}
			}
		}
		if rule >= 0 {
			f.rule, f.score, f.own = rule, score, true
		}
	}
}

// tails returns what the items of a list may share with the last one: nothing, or
// its end, the longest first.
func tails(l duizhao.Lang, last string) []string {
	out := []string{""}
	if l == duizhao.English {
		for i, r := range last {
			if r == ' ' {
				out = append(out, last[i:])
			}
		}
		return out
	}
	for i := range last {
		if i > 0 {
			out = append(out, last[i:])
		}
	}
	return out
}

// beginnings returns what the items of a list may share with the first one: its
// beginning, the shortest first (商标申请量和注册量, trademark applications and registrations).
func beginnings(l duizhao.Lang, first string) []string {
	var out []string
	if i := strings.LastIndexAny(first, ",:，：；"); i >= 0 {
		_, n := utf8.DecodeRuneInString(first[i:])
		first = first[i+n:]
	}
	for i, r := range first {
		if l == duizhao.English && r == ' ' || l == duizhao.Chinese && i >= 2*len("商") && len(first) > i {
			out = append(out, first[:i]+map[bool]string{true: " "}[l == duizhao.English])
		}
	}
	return out
}

// matchPhrase returns the rule that names a phrase without a number, as though a
// quantity q, in the given role, stood behind it, or before it.
func (m *matcher) matchPhrase(phrase string, role duizhao.Role, q *duizhao.Quantity) (rule int, score float64) {
	rule = -1
	saved := m.s
	m.phrase = phrase
	defer func() {
		m.s, m.phrase = saved, ""
		m.find()
	}()
	for _, behind := range []bool{true, false} {
		m.s = stream{}
		at := 0
		if !behind {
			m.s.put(symNumber, duizhao.Span{})
		}
		m.lane.lexer.scan(&m.s, phrase, duizhao.Span{End: len(phrase)})
		if behind {
			at = len(m.s.syms)
			m.s.put(symNumber, duizhao.Span{Start: len(phrase), End: len(phrase)})
		}
		m.find()
		f := figure{place: place{at: at}, role: role, actor: m.bodies.paragraph}
		if r, s := m.best(&f, q); s > score {
			rule, score = r, s
		}
	}
	return rule, score
}
