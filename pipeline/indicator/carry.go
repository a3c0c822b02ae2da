package indicator

import (
	"slices"
	"strconv"
	"strings"

	"duizhao"
)

// A figure may leave out what it counts, because the words before it have said so:
//
//	新核准5件地理标志商标，总数由14件增至19件    the total of what came before
//	由14件增至19件                              two numbers of one thing
//	转让11304件次（上年数据调整为9420件次）       the same figure in brackets
//
// Each is taken over only where the unit is the same, so that a doubtful figure
// keeps its own words instead of a wrong name.

// carry names the levels without a rule that stand for what the figure before them
// counts.
func (m *matcher) carry() {
	for i := range m.figures {
		f := &m.figures[i]
		if f.rule >= 0 || relative(f.role) || i == 0 {
			continue
		}
		if rule, score := m.totalOf(i); rule >= 0 {
			f.rule, f.score = rule, score
		} else if m.restates(i) {
			f.rule, f.score = m.figures[i-1].rule, m.figures[i-1].score/2
			f.period = m.restatedYear(f)
		}
	}
	for i := 1; i < len(m.figures); i++ {
		a, b := &m.figures[i-1], &m.figures[i]
		if relative(a.role) || relative(b.role) || !m.movement(i) {
			continue
		}
		if a.period != "" {
			b.period = a.period // a figure that was corrected
		} else {
			a.period = m.yearBefore(a)
		}
		if a.rule >= 0 && b.rule < 0 {
			b.rule, b.score = a.rule, a.score/2
		} else if a.rule < 0 && b.rule >= 0 {
			a.rule, a.score = b.rule, b.score/2
		}
	}
}

// yearBefore returns the year before the period, in which a movement of one year
// began; "" where the words before figure f speak of more than a year.
func (m *matcher) yearBefore(f *figure) string {
	n, err := strconv.Atoi(m.periodNow)
	if err != nil || len(m.periodNow) != 4 {
		return ""
	}
	words := f.words.lead + f.words.before
	for _, w := range [...]string{"以来", "年来", "五年", "三年", "十年", "since", "past ", "years", "over the last"} {
		if strings.Contains(words, w) {
			return ""
		}
	}
	return strconv.Itoa(n - 1)
}

// restatedYear returns the year that the words in brackets before figure f name, or
// the one before the period where they speak of the last year.
func (m *matcher) restatedYear(f *figure) string {
	if y := yearDigits.FindStringSubmatch(f.words.near[strings.LastIndexAny(f.words.near, "（(")+1:]); y != nil {
		return y[1]
	}
	return m.yearBefore(f)
}

// totals are the words for all there is of what was named before.
var totals = map[duizhao.Lang][]string{
	duizhao.Chinese: {"总数", "总量", "总数量", "其总数", "数量", "总额", "累计总数"},
	duizhao.English: {"the total", "their total", "its total", "the total number", "their number", "the number", "total number"},
}

// totalOf returns the rule for the total of what figure i-1 counts, where the words
// before figure i are a word for the total alone; -1 otherwise.
func (m *matcher) totalOf(i int) (rule int, score float64) {
	f := &m.figures[i]
	words := f.words.near
	phrase := m.nounPhrase(&m.figures[i-1])
	if m.lang == duizhao.Chinese {
		words = strings.TrimLeft(words, "，,、；;（(")
		if w := trimChinese(words); !slices.Contains(totals[m.lang], w) && (w != "" || !strings.Contains(words, "累计")) {
			return -1, 0
		}
		phrase = withoutNew(phrase) + "总数"
	} else {
		if !slices.ContainsFunc(totals[m.lang], func(w string) bool {
			k := strings.LastIndex(words, w+" ")
			return k >= 0 && len(strings.Fields(words[k+len(w):])) < 5 && !strings.Contains(words[k:], " of ")
		}) {
			return -1, 0
		}
		phrase = "total number of " + withoutNew(phrase)
	}
	if phrase == "" {
		return -1, 0
	}
	return m.matchPhrase(phrase, duizhao.Level, &m.rd.Quantities[f.quantity])
}

// withoutNew takes the words off a noun phrase that make it the new ones among all:
// 新核准地理标志商标, newly registered trademarks.
func withoutNew(phrase string) string {
	for _, w := range [...]string{"新核准", "新注册", "新增加", "新增", "新认定", "新获批", "新登记", "新建", "新", "newly registered ", "newly approved ", "newly ", "new ", "more "} {
		if rest, ok := strings.CutPrefix(phrase, w); ok {
			return rest
		}
	}
	return phrase
}

// movement reports whether figure i is what figure i-1 became: the same unit, and
// nothing but words of change between them.
// reach names the figures that the thing counted before them got to, so that the ranks
// behind them find a name.
func (m *matcher) reach() {
	for i := 1; i < len(m.figures); i++ {
		a, b := &m.figures[i-1], &m.figures[i]
		if b.rule < 0 && a.rule >= 0 && !relative(a.role) && !relative(b.role) && m.reaches(i) {
			b.rule, b.score = a.rule, a.score/2
		}
	}
}

// reaches reports whether figure i is where the same thing as in figure i-1 got to:
// exceeded 100 and reached 102.36; 突破 100 件，达到 102.36 件.
func (m *matcher) reaches(i int) bool {
	a, b := &m.rd.Quantities[m.figures[i-1].quantity], &m.rd.Quantities[m.figures[i].quantity]
	if a.Kind != b.Kind || a.Unit != b.Unit && a.Unit != "" && b.Unit != "" {
		return false
	}
	words := strings.Trim(lowerASCII(m.rd.Document.Text[a.Span.End:b.Span.Start]), " ,，")
	return reachWords[words]
}

// reachWords are all that stands between a mark that was passed and the figure itself.
var reachWords = map[string]bool{
	"and reached": true, "to reach": true, "reaching": true, "and stood at": true, "standing at": true, "and hit": true, "and amounted to": true, "and totaled": true, "and totalled": true,
	"达到": true, "达": true, "为": true, "已达": true,
}

func (m *matcher) movement(i int) bool {
	from, to := m.figures[i-1].at+1, m.figures[i].at
	if to-from > maxMove || to <= from || !m.moves(from, to) && m.s.text(m.rd.Document.Text, from, to) != "to" {
		return false
	}
	a, b := &m.rd.Quantities[m.figures[i-1].quantity], &m.rd.Quantities[m.figures[i].quantity]
	return a.Kind == b.Kind && (a.Unit == b.Unit || m.lang == duizhao.English && (a.Unit == "" || b.Unit == "")) && m.leads(i-1)
}

// leads reports whether the words before figure i say that it is where a movement
// began.
func (m *matcher) leads(i int) bool {
	near := strings.TrimSpace(m.figures[i].words.near)
	for _, w := range map[duizhao.Lang][]string{duizhao.Chinese: {"由", "从", "自"}, duizhao.English: {"from"}}[m.lang] {
		if strings.HasSuffix(near, w) {
			return true
		}
	}
	return false
}

// restated are words in brackets that say a figure is stated again.
var restated = map[duizhao.Lang][]string{
	duizhao.Chinese: {"数据", "上年", "去年", "同期", "核定", "核实"},
	duizhao.English: {"figure for", "the previous year", "last year", "a year earlier", "revised", "restated"},
}

// restates reports whether figure i stands in brackets behind figure i-1, or one
// with the same unit, and states it for another year.
func (m *matcher) restates(i int) bool {
	f, near := &m.figures[i], m.figures[i].words.near
	if !strings.ContainsAny(near, "（(") {
		return false
	}
	open := max(strings.LastIndex(near, "（"), strings.LastIndex(near, "("))
	if strings.ContainsAny(near[open:], "）)") {
		return false
	}
	prev := &m.figures[i-1]
	if prev.rule < 0 || m.rd.Quantities[prev.quantity].Kind != m.rd.Quantities[f.quantity].Kind && !relative(prev.role) {
		return false
	}
	if !slices.ContainsFunc(restated[m.lang], func(w string) bool { return strings.Contains(near[open:], w) }) {
		return false
	}
	kinds := m.r.rules[prev.rule].kinds
	return slices.Contains(kinds, m.rd.Quantities[f.quantity].Kind)
}
