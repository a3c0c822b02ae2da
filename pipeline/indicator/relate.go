package indicator

import (
	"slices"
	"strings"

	"duizhao"
)

// relative reports whether a figure of role r says something about another one.
func relative(r duizhao.Role) bool {
	switch r {
	case duizhao.Change, duizhao.Growth, duizhao.Share, duizhao.Rank, duizhao.Multiple, duizhao.Streak:
		return true
	}
	return false
}

// respectively are the words that hand several numbers to several things.
var respectively = map[duizhao.Lang]string{duizhao.Chinese: "分别", duizhao.English: "respectively"}

// distribute gives the changes and shares of a "respectively" to as many levels
// before them (分别增长44%和36%), and its levels to the things listed before it.
func (m *matcher) distribute(sen *duizhao.Sentence) {
	text := sen.Span.Of(m.rd.Document.Text)
	word := respectively[m.lang]
	at := strings.LastIndex(text, word)
	from, to := m.pairedRates()
	if at >= 0 {
		from, to = m.group(sen.Span.Start + at)
	}
	if to-from < 2 {
		return
	}
	if !relative(m.figures[from].role) {
		m.distributeLevels(from, to, sen)
		return
	}
	var levels []int
	for i := range m.figures[:from] {
		if !relative(m.figures[i].role) {
			levels = append(levels, i)
		}
	}
	if len(levels) < to-from {
		return
	}
	levels = levels[len(levels)-(to-from):]
	if first := levels[0]; first+to-from == from && m.paired(first, from) {
		m.distributeLevels(first, from, sen) // registrations of A and B totalled 32,145 and 51,870, up 12% and 21% respectively
	}
	for i, level := range levels {
		f := &m.figures[from+i]
		if f.role == duizhao.Level {
			f.role = m.figures[from].role
		}
		if m.figures[level].rule < 0 {
			continue
		}
		f.rule, f.score, f.own = m.figures[level].rule, m.figures[level].score, true
	}
}

// pairedRates returns two or more rates of change side by side behind as many levels, which
// they belong to one by one even where no word says so: accepted 196,070 cases and disposed of
// 193,019, increases of 24.7% and 27.2%.
func (m *matcher) pairedRates() (from, to int) {
	for i := 1; i < len(m.figures); i++ {
		if m.figures[i-1].role != duizhao.Growth || !m.besides(i) {
			continue
		}
		from, to = i-1, i+1
		for to < len(m.figures) && m.besides(to) {
			to++
		}
		for j := from - 1; j >= 0 && j >= from-(to-from); j-- {
			if relative(m.figures[j].role) {
				return 0, 0
			}
		}
		if from < to-from {
			return 0, 0
		}
		return from, to
	}
	return 0, 0
}

// besides reports whether figure i is a rate that only "and" or a comma parts from
// the one before it.
func (m *matcher) besides(i int) bool {
	a, b := &m.rd.Quantities[m.figures[i-1].quantity], &m.rd.Quantities[m.figures[i].quantity]
	if a.Kind != duizhao.Percent || b.Kind != duizhao.Percent || m.figures[i].role == duizhao.Share {
		return false
	}
	return sideWords[strings.TrimSpace(m.rd.Document.Text[a.Span.End:b.Span.Start])]
}

// sideWords are all that may stand between two numbers side by side.
var sideWords = map[string]bool{"and": true, ",": true, ", and": true, "和": true, "、": true, "及": true}

// paired reports whether the levels [from, to) stand side by side.
func (m *matcher) paired(from, to int) bool {
	for i := from + 1; i < to; i++ {
		a, b := &m.rd.Quantities[m.figures[i-1].quantity], &m.rd.Quantities[m.figures[i].quantity]
		if a.Kind != b.Kind || !sideWords[strings.TrimSpace(m.rd.Document.Text[a.Span.End:b.Span.Start])] {
			return false
		}
	}
	return true
}

// group returns the run of figures of one kind that the word at byte "at" hands out:
// those after it in Chinese, those before it in English.
func (m *matcher) group(at int) (from, to int) {
	place := func(i int) int { return m.s.spans[m.figures[i].at].Start }
	for to = 0; to < len(m.figures) && place(to) < at; to++ {
	}
	if m.lang == duizhao.Chinese {
		from = to
		if from == len(m.figures) {
			return 0, 0
		}
		kind := m.rd.Quantities[m.figures[from].quantity].Kind
		_, end := m.s.clause(m.figures[from].at)
		for to = from + 1; to < len(m.figures) && m.figures[to].at < end && m.rd.Quantities[m.figures[to].quantity].Kind == kind; to++ {
		}
		return from, to
	}
	if to == 0 {
		return 0, 0
	}
	kind := m.rd.Quantities[m.figures[to-1].quantity].Kind
	for from = to; from > 0 && m.rd.Quantities[m.figures[from-1].quantity].Kind == kind; from-- {
	}
	return from, to
}

// inherit names the changes, shares and ranks that have no indicator of their own
// after the figure they follow, or a streak after the one that comes next.
func (m *matcher) inherit() {
	for i := range m.figures {
		f := &m.figures[i]
		if !relative(f.role) {
			continue
		}
		if i > 0 && f.role == duizhao.Share && m.figures[i-1].role == duizhao.Change && strings.HasSuffix(strings.TrimSpace(f.words.near), " or") {
			f.role = duizhao.Growth // rose by RMB 1.86 billion, or 59.2%
		}
		if f.role == duizhao.Share && m.shareSubject(f) {
			continue
		}
		if f.own {
			continue
		}
		if j := m.carrier(i); j >= 0 {
			if strings.TrimSpace(f.words.near) == "or" && m.figures[j].role == duizhao.Change {
				f.role = duizhao.Growth // an increase of 2,631, or 22.9%
			}
			f.rule, f.score = m.figures[j].rule, m.figures[j].score/2
		}
	}
}

// carrier returns the figure that i says something about, or -1.
func (m *matcher) carrier(i int) int {
	if m.figures[i].role == duizhao.Streak && i+1 < len(m.figures) {
		_, end := m.s.clause(m.figures[i].at)
		switch next := &m.figures[i+1]; {
		case next.at < end && next.role == duizhao.Rank && !next.own && i > 0:
			return m.carrier(i + 1)
		case next.at < end || i == 0:
			return i + 1
		}
	}
	unit := m.rd.Quantities[m.figures[i].quantity].Unit
	for j := i - 1; j >= 0; j-- {
		other := m.rd.Quantities[m.figures[j].quantity].Unit
		if m.figures[j].role == duizhao.Streak && m.figures[i].role == duizhao.Rank || m.figures[i].role == duizhao.Share && m.isWhole(j, i) {
			continue
		}
		if m.figures[i].role == duizhao.Change && m.figures[j].role == duizhao.Rank {
			return j // ninth, two places up
		}
		if m.figures[j].role == duizhao.Target || m.figures[i].role == duizhao.Change && unit != "" && unit != "percentage_point" && unit != other {
			continue
		}
		if m.figures[i].role == duizhao.Rank {
			return m.whole(j)
		}
		if m.leadsTo(i) {
			return i + 1
		}
		return j
	}
	if m.leadsTo(i) {
		return i + 1
	}
	if m.figures[i].role == duizhao.Rank && i+1 < len(m.figures) && m.figures[i+1].role == duizhao.Rank {
		return i + 1
	}
	return -1
}

// leadsTo reports whether figure i is the rate at which the next one was reached.
func (m *matcher) leadsTo(i int) bool {
	return m.figures[i].role == duizhao.Growth && i+1 < len(m.figures) && m.figures[i+1].role == duizhao.Level &&
		m.afterRate(m.figures[i+1].at) == m.figures[i].at
}

// isWhole reports whether figure j stands between the word for a share and share i: 占专利授权总量（8.11万件）的36.3%.
func (m *matcher) isWhole(j, i int) bool {
	from, _ := m.s.clause(m.figures[i].at)
	for k := from; k < m.figures[j].at; k++ {
		if m.isShareWord(k) {
			return true
		}
	}
	return false
}

// whole returns the figure that j is a part of, or j: 获奖 16 项，其中金奖 2 项，居
// 全省前三 ranks the 16.
func (m *matcher) whole(j int) int {
	if relative(m.figures[j].role) {
		return j // 其中发明专利授权量 12392 件，增长 11.95%，居全省第一 ranks the part
	}
	for k := j; k > 0; k-- {
		if m.isPart(k) {
			return k - 1
		}
		if strings.ContainsAny(m.figures[k].words.lead[min(len(m.figures[k].words.lead), len(m.figures[k-1].words.lead)):], ";；") {
			break
		}
		if m.figures[k].words.lead != m.figures[k-1].words.lead && k != j {
			break
		}
	}
	return j
}

// isPart reports whether the words before figure k say that a part begins there.
func (m *matcher) isPart(k int) bool {
	near := m.figures[k].words.near
	if m.lang == duizhao.English {
		return strings.Contains(near, "of which") || strings.Contains(near, "including") || strings.Contains(near, "of them")
	}
	near = strings.TrimLeft(near, "，（(")
	return strings.HasPrefix(near, "其中") || strings.HasPrefix(near, "包括") || strings.HasPrefix(near, "含")
}

// shareWords are what parts the thing that has a share from the whole.
var shareWords = map[duizhao.Lang][]string{
	duizhao.Chinese: {"占"},
	duizhao.English: {"account", "accounted", "accounting", "represent", "representing", "represented", "making", "made", "constituting", "constituted", "constitute"},
}

// shareSubject names a share by the words before 占 or "accounts for", so that the
// whole it is a share of does not name it. It reports whether that settled it.
func (m *matcher) shareSubject(f *figure) bool {
	if f.own && slices.Contains(m.r.rules[f.rule].kinds, duizhao.Percent) {
		return true
	}
	from, _ := m.s.clause(f.at)
	for i := from; i < f.at; i++ {
		if !m.isShareWord(i) {
			continue
		}
		f.own = false
		if i-from < 2 {
			return false
		}
		g := *f
		g.at = i
		if rule, score := m.best(&g, &m.rd.Quantities[f.quantity]); rule >= 0 {
			f.rule, f.score, f.own = rule, score, true
			return true
		}
		return false
	}
	return false
}

func (m *matcher) isShareWord(i int) bool {
	word := strings.ToLower(m.s.spans[i].Of(m.rd.Document.Text))
	return slices.Contains(shareWords[m.lang], word)
}

// partWords are the words that begin the parts of what was counted before.
var partWords = map[duizhao.Lang][]string{
	duizhao.Chinese: {"其中", "包括"},
	duizhao.English: {"of which", "among which", "among them", "of them", "of these", "of those", "of whom", "comprising", "including", "consisting of", "made up of"},
}

// markParts gives the levels without a rule that part the figure before them the
// role of a part, and so the rest of their list: 46,512 cases, comprising 45,038 civil
// cases, 1,322 criminal cases and 152 administrative cases.
func (m *matcher) markParts() {
	for i := range m.figures {
		f := &m.figures[i]
		if f.rule >= 0 || f.role != duizhao.Level {
			continue
		}
		words := f.words.near
		if m.lang == duizhao.Chinese {
			words = f.words.before
		}
		begins := slices.ContainsFunc(partWords[m.lang], func(w string) bool { return strings.Contains(words, w) })
		if begins && (i > 0 || m.lang == duizhao.English || strings.Contains(words, "其中")) || i > 0 && m.figures[i-1].role == duizhao.OfWhich && m.goesOn(i) {
			f.role = duizhao.OfWhich
		}
	}
}

// goesOn reports whether figure i is the next item of the list that figure i-1
// stands in: of the same unit, behind a comma or "and".
func (m *matcher) goesOn(i int) bool {
	a, b := &m.rd.Quantities[m.figures[i-1].quantity], &m.rd.Quantities[m.figures[i].quantity]
	between := strings.TrimSpace(m.rd.Document.Text[a.Span.End:b.Span.Start])
	if a.Kind != b.Kind || strings.ContainsAny(between, ".;。；") {
		return false
	}
	if m.lang == duizhao.Chinese {
		return a.Unit == b.Unit && strings.ContainsAny(between, "、和及") && !strings.Contains(between, "，")
	}
	return strings.HasSuffix(between, ",") || strings.HasSuffix(between, " and") || between == "and"
}
