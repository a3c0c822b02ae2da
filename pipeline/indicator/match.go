package indicator

import (
	"slices"
	"strings"

	"duizhao"
)

// Scores: a literal counts by its length, so that the more specific pattern
// wins; words far from the number count against it.
const (
	wordScore    = 2.2 // an English word, against 1 for a Chinese character
	edgePenalty  = 0.2 // for each symbol between the words and the number
	nearPenalty  = 0.1
	farPenalty   = 1.0
	farStep      = 0.03
	crossPenalty = 1.5 // for each number that a far gap passes
	wordPenalty  = 2.5 // English gaps count words
	impossible   = -1e9
	bodyScore    = 3.0
	topicScore   = 1.0
	limitScore   = 4.0
)

// match returns how well p fits the number at symbol at, whose words on the left
// may also end at left (see leftOf), or impossible.
func (m *matcher) match(p *pattern, at, left int) float64 {
	score := m.matchLeft(p, p.number-1, at)
	if left < at && p.number > 0 {
		score = max(score, m.matchLeft(p, p.number-1, left))
	}
	if score == impossible {
		return impossible
	}
	right := m.matchRight(p, p.number+1, at+1)
	if behind := m.behindAside(at); right == impossible && behind > 0 {
		right = m.matchRight(p, p.number+1, behind)
	}
	if right == impossible {
		return impossible
	}
	return score + right
}

// behindAside returns the symbol behind an aside that says the number at symbol at in
// percent: 84,300, or 38.8%, were high-value ones. It is 0 where there is none.
func (m *matcher) behindAside(at int) int {
	if m.lang != duizhao.English || at+4 >= len(m.s.syms) {
		return 0
	}
	s := m.s.syms[at+1 : at+5]
	if s[0] != symClause || s[2] != symNumber || s[3] != symClause || m.s.spans[at+2].Of(m.rd.Document.Text) != "or" {
		return 0
	}
	return at + 5
}

// found reports whether one of the item's literals stands in the sentence.
func (m *matcher) found(it *item) bool {
	for _, lit := range it.lits {
		if len(m.hits[lit]) > 0 {
			return true
		}
	}
	return false
}

// leftOf returns where the words before the number at symbol at end: numbers side
// by side stand with the same words (7 件 7 人; 86 批、12.4 万件), and so do the two of a movement
// (由 14 件增至 19 件, from 14 to 19).
func (m *matcher) leftOf(at int) int {
	for at > 0 {
		i := at - 1
		for i >= 0 && at-i <= maxMove && (m.s.syms[i] > symClause || m.s.syms[i] == symClause && m.lang == duizhao.Chinese) {
			i--
		}
		if i < 0 || m.s.syms[i] != symNumber || at-i > maxMove || i < at-1 && !m.moves(i+1, at) && !sideBySide[m.s.text(m.rd.Document.Text, i+1, at)] {
			return at
		}
		at = i
	}
	return at
}

// afterRate returns where the words before the number at symbol at end when it is what
// something rose or fell to: dropped by 6.5% year on year to 418, topped 70,000 for the
// first time to reach 70,695. It is at otherwise.
func (m *matcher) afterRate(at int) int {
	i := at - 1
	for i >= 0 && at-i <= maxRate && m.s.syms[i] > symClause {
		i--
	}
	if i < 0 || at-i > maxRate || m.s.syms[i] != symNumber || i == at-1 {
		return at
	}
	words := " " + lowerASCII(m.s.text(m.rd.Document.Text, i+1, at))
	to := strings.HasSuffix(words, " to") || strings.HasSuffix(words, " to reach") || strings.Contains(words, " to a total of")
	if m.lang == duizhao.Chinese {
		to = strings.HasSuffix(words, "至") || strings.HasSuffix(words, "达到") || strings.HasSuffix(words, "达")
	}
	if q := m.quantityAt(i); !to || q == nil || q.Kind != duizhao.Percent && !strings.Contains(words, " for the first time ") {
		return at
	}
	return i
}

// maxRate bounds the symbols between a rate of change and what it led to.
const maxRate = 12

// quantityAt returns the quantity that symbol i stands for, or nil.
func (m *matcher) quantityAt(i int) *duizhao.Quantity {
	for _, n := range m.s.numbers {
		if n.at == i {
			return &m.rd.Quantities[n.quantity]
		}
	}
	return nil
}

// maxMove bounds the symbols between the two numbers of a movement.
const maxMove = 6

// sideBySide are the Chinese words between two numbers of one thing.
var sideBySide = map[string]bool{"、": true, "涉及": true, "、涉及": true, "涉": true, "、涉": true, "，涉及": true, "，涉案": true, "，涉案人数": true, "，涉案人员": true, "，涉": true}

// casesOf are the English words between a number of cases and the number of
// persons in them.
var casesOf = map[string]bool{"cases of": true, "cases involving": true, "cases concerning": true, "cases against": true, "cases (": true, "cases": true}

// moves reports whether the words [from, to) lead from one number to the one it
// became.
func (m *matcher) moves(from, to int) bool {
	words := lowerASCII(m.s.text(m.rd.Document.Text, from, to))
	if m.lang == duizhao.English {
		return words == "to" || casesOf[words]
	}
	return strings.HasSuffix(words, "至") || strings.HasSuffix(words, "到") || strings.HasSuffix(words, "调整为")
}

// matchLeft matches items i, i-1, ... 0 before symbol end.
func (m *matcher) matchLeft(p *pattern, i, end int) float64 {
	if i < 0 {
		return 0
	}
	best := impossible
	it, g := &p.items[i], p.items[i+1].gap
	reach := g.reach(p.lang, false)
	for _, lit := range it.lits {
		size := int(m.size[lit])
		for _, start := range m.hits[lit] {
			stop := int(start) + size
			if stop > end || end-stop > reach || g != far && m.s.crosses(stop, end) {
				continue
			}
			if i == p.number-1 && g != far && m.coordinates(stop, end) {
				continue
			}
			rest := m.matchLeft(p, i-1, int(start))
			if rest != impossible {
				best = max(best, rest+m.gain(size, g, stop, end))
			}
		}
	}
	return best
}

// coordinates reports whether an English "and" stands in [from, to): what is
// before it has a number of its own.
func (m *matcher) coordinates(from, to int) bool {
	return m.lang == duizhao.English && slices.Contains(m.s.syms[from:to], m.lane.and)
}

// matchRight matches items i, i+1, ... after symbol start.
func (m *matcher) matchRight(p *pattern, i, start int) float64 {
	if i >= len(p.items) {
		return 0
	}
	best := impossible
	it := &p.items[i]
	reach := it.gap.reach(p.lang, i == p.number+1)
	for _, lit := range it.lits {
		size := int(m.size[lit])
		for _, h := range m.hits[lit] {
			from := int(h)
			if from < start || from-start > reach || it.gap != far && m.s.crosses(start, from) {
				continue
			}
			if i == p.number+1 && m.leaves(it.gap, start, from) {
				continue
			}
			if it.gap == near && m.belongsToNext(start, from, from+size) {
				continue
			}
			rest := m.matchRight(p, i+1, from+size)
			if rest != impossible {
				best = max(best, rest+m.gain(size, it.gap, start, from))
			}
		}
	}
	return best
}

// belongsToNext reports whether English words [from, to) behind a number at start
// stand behind an "and" and right before the next number: registered 319 cases and
// completed 284.
func (m *matcher) belongsToNext(start, from, to int) bool {
	next := to < len(m.s.syms) && m.s.syms[to] == symNumber || to+1 < len(m.s.syms) && m.s.syms[to] > symClause && m.s.syms[to+1] == symNumber
	return m.lang == duizhao.English && next && slices.Contains(m.s.syms[start:from], m.lane.and)
}

// leaves reports whether what follows a number at start has ended before from: an
// English preposition or a Chinese 、 stands between. A wide gap may pass them,
// but in Chinese not towards words that have a number of their own behind them.
func (m *matcher) leaves(g gap, start, from int) bool {
	if g != far && start < from && m.lang == duizhao.English && m.s.syms[start] == m.lane.and && m.s.numberFollows(start) {
		return true // registrations 79,500 and valid trademarks 463,000
	}
	if g == far || g == near && (m.lang == duizhao.English || !m.s.numberFollows(from)) {
		return false
	}
	for _, s := range m.s.syms[start:from] {
		if m.stops[s] {
			return true
		}
	}
	return false
}

// gain is what a literal of the given size adds to the score, behind or before a
// gap over the symbols [from, to).
func (m *matcher) gain(size int, g gap, from, to int) float64 {
	word, step := 1.0, 1.0
	if m.lang == duizhao.English {
		word, step = wordScore, wordPenalty
	}
	score, distance := word*float64(size), to-from
	switch g {
	case edge4:
		score -= edgePenalty * step * float64(distance)
	case near:
		score -= nearPenalty * step * float64(distance)
	case far:
		score -= farPenalty + farStep*step*float64(distance)
		for _, s := range m.s.syms[from:to] {
			if s == symNumber {
				score -= crossPenalty
			}
		}
	}
	return score
}
