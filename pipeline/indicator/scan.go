package indicator

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"duizhao"
)

// scan turns the sentence into symbols, quantities into one each.
func (m *matcher) scan(sen *duizhao.Sentence) {
	text, qs := m.rd.Document.Text, m.rd.Quantities
	for m.firstQ < len(qs) && qs[m.firstQ].Span.Start < sen.Span.Start {
		m.firstQ++
	}
	m.s.reset()
	at := sen.Span.Start
	for i := m.firstQ; i < len(qs) && qs[i].Span.End <= sen.Span.End; i++ {
		q := &qs[i]
		sym := m.symbolOf(q)
		if sym == symOther || q.Span.Start < at {
			continue
		}
		m.lane.lexer.scan(&m.s, text, duizhao.Span{Start: at, End: q.Span.Start})
		if sym == symNumber {
			m.s.numbers = append(m.s.numbers, place{i, len(m.s.syms)})
		}
		at = m.endOf(q)
		m.s.put(sym, duizhao.Span{Start: q.Span.Start, End: at})
	}
	m.lane.lexer.scan(&m.s, text, duizhao.Span{Start: at, End: sen.Span.End})
	if m.lang == duizhao.Chinese {
		m.s.softenCommas(text)
	}
}

// endOf returns where the symbol of q ends. English counts things by their nouns,
// which are words for the patterns: 56 | cases.
func (m *matcher) endOf(q *duizhao.Quantity) int {
	if m.lang == duizhao.English && q.Kind == duizhao.Count && q.UnitSpan.Start >= q.Numeral.End {
		return q.Numeral.End
	}
	return q.Span.End
}

// symbolOf says what quantity q is in a stream; symOther leaves its text to be
// read as words.
func (m *matcher) symbolOf(q *duizhao.Quantity) symbol {
	switch q.Kind {
	case duizhao.Year, duizhao.Date:
		return symYear
	case duizhao.Label, duizhao.Ordinal:
		return symOther
	}
	text := m.rd.Document.Text
	if strings.HasPrefix(q.UnitSpan.Of(text), "大") {
		return symOther // 七大行业, 七大类: part of a name
	}
	if q.Kind == duizhao.RankKind && q.Unit == "top" && !m.isPlace(q) {
		return symOther // 十大典型案例, the top ten cases: a list's name
	}
	lead, rest := strings.TrimRight(text[:q.Span.Start], " "), strings.TrimLeft(text[q.Span.End:], " ")
	if m.lang == duizhao.Chinese {
		if strings.HasSuffix(lead, "每") {
			return symOther
		}
		if q.Kind == duizhao.Duration && strings.HasPrefix(rest, "的") && (q.Qualifier != duizhao.Exact || !q.Value.Valid()) {
			return symLimit // 维持超过16年的有效发明专利
		}
		bound := q.Qualifier == duizhao.AtLeast || q.Qualifier == duizhao.AtMost || q.Kind == duizhao.Money && q.Qualifier != duizhao.Exact
		if bound && (strings.HasPrefix(rest, "的") || m.countFollows(q)) {
			return symLimit
		}
		if q.Kind == duizhao.Count && namesList(lead, rest) {
			return symOther
		}
		return symNumber
	}
	if q.Kind == duizhao.Count && strings.HasSuffix(lead, "the") && modelList.MatchString(text[q.Numeral.End:min(len(text), q.Numeral.End+24)]) {
		return symOther // listed among the 50 typical cases
	}
	if q.Kind == duizhao.Duration && keptFor.MatchString(text[max(0, q.Span.Start-50):q.Span.Start]) {
		return symLimit // invention patents maintained for more than 10 years
	}
	for _, w := range [...]string{" per", " every", " each"} {
		if strings.HasSuffix(lead, w) {
			return symOther
		}
	}
	if q.Kind == duizhao.Money && (q.Qualifier != duizhao.Exact && boundsCases(lead, rest) || exceeded.MatchString(text[max(0, q.Numeral.Start-60):q.Numeral.Start])) {
		return symLimit
	}
	return symNumber
}

// keptFor are the words before the term for which rights have been kept.
var keptFor = regexp.MustCompile(`(?i)(?:maintained|kept|held|in force|valid|effective) for (?:a (?:term|period) of )?(?:over |more than |at least )?$|(?:holding|maintenance|validity) (?:time|period|term)s? (?:of |is |was )?(?:over |exceeding |more than |at least )?$`)

// countFollows reports whether a number of cases stands right behind quantity q:
// 其中500万元以上21件.
func (m *matcher) countFollows(q *duizhao.Quantity) bool {
	for i := m.firstQ; i < len(m.rd.Quantities); i++ {
		if next := &m.rd.Quantities[i]; next.Span.Start >= q.Span.End {
			return next.Kind == duizhao.Count && strings.TrimSpace(m.rd.Document.Text[q.Span.End:next.Span.Start]) == ""
		}
	}
	return false
}

// isPlace reports whether a "top N" is a place reached (全国前七, ranked in the top
// ten) and not part of a list's name.
func (m *matcher) isPlace(q *duizhao.Quantity) bool {
	text := m.rd.Document.Text
	if m.lang == duizhao.Chinese {
		return strings.Contains(q.Span.Of(text), "前")
	}
	next, _, _ := strings.Cut(strings.TrimLeft(text[q.Span.End:], " "), " ")
	return next == "" || strings.ContainsAny(next, ".,;") || placeWords[strings.ToLower(next)]
}

var placeWords = wordSet("in nationwide of across globally among nationally worldwide and for")

// namesList reports whether a Chinese number between lead and rest belongs to the
// name of a list that something was chosen for: 入选全省50件典型案例.
func namesList(lead, rest string) bool {
	if i := strings.LastIndexAny(lead, "，,；;。：:"); i >= 0 {
		lead = lead[i:]
	}
	if rest == "" || strings.HasPrefix(rest, "的") || strings.HasSuffix(lead, "的") {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(rest); strings.ContainsRune(clauseMarks+"、）)", r) {
		return false
	}
	for _, w := range [...]string{"入选", "列入", "评为", "获评"} {
		if strings.Contains(lead, w) {
			return true
		}
	}
	return false
}

var (
	inCases   = regexp.MustCompile(`(?i)^[^,.;]{0,40}?\bin (?:\d|one|two|three|four|five|six|seven|eight|nine|ten\b)`)
	inCasesOf = regexp.MustCompile(`(?i)\bin [^,.;]{1,12} (?:\w+ )?cases?, (?:[^.;]*\b)?(?:damages|compensation|awards?)\b[^.;]*$`)
	exceeded  = regexp.MustCompile(`(?i)(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten))(?: cases)? (?:exceeded|topped|surpassed|were (?:over|above)|involved (?:damages|compensation) (?:of|exceeding))\b[^,.;]{0,20}$`)
	modelList = regexp.MustCompile(`(?i)^ (?:best |most )?(?:typical|model|exemplary|classic|landmark|guiding)\b`)
	casesWith = regexp.MustCompile(`(?i)\bcases? (?:with|where|in which|of|exceeding|involving)\b[^,.;]*$`)
)

// boundsCases reports whether an English sum between lead and rest says which
// cases are counted: over RMB 1 million in 49 cases.
func boundsCases(lead, rest string) bool {
	return inCases.MatchString(rest) || inCasesOf.MatchString(lead[max(0, len(lead)-120):]) || casesWith.MatchString(lead[max(0, len(lead)-120):]) && hasWord(strings.ToLower(lead[max(0, len(lead)-120):]), "compensation") ||
		casesWith.MatchString(lead[max(0, len(lead)-120):]) && hasWord(strings.ToLower(lead[max(0, len(lead)-120):]), "damages")
}

// find looks up every literal in the sentence.
func (m *matcher) find() {
	for _, lit := range m.touched {
		m.hits[lit] = m.hits[lit][:0]
	}
	m.touched, m.listed = m.touched[:0], false
	m.lane.auto.find(m.s.syms, func(lit int32, start int) {
		if len(m.hits[lit]) == 0 {
			m.touched = append(m.touched, lit)
			m.seen[lit] = int32(m.block) + 1
		}
		m.hits[lit] = append(m.hits[lit], int32(start))
	})
}
