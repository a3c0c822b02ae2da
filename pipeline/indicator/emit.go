package indicator

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"duizhao"
	"duizhao/internal/pinyin"
)

// unnamed is the rule of observations that no rule names.
const unnamed = "noun-phrase"

// Confidence of an observation: named by a rule, taken over from the figure it
// follows, or named by its noun phrase only.
const (
	sure      = 0.95
	weak      = 0.75
	takenOver = 0.7
	guessed   = 0.3
	firmScore = 6.0 // from this score on a rule explains enough words to be sure
)

// emit adds figure f to the observations.
func (m *matcher) emit(f *figure, sen *duizhao.Sentence) {
	q := &m.rd.Quantities[f.quantity]
	if f.rule < 0 && !m.worthKeeping(f, q) {
		return
	}
	o := duizhao.Observation{
		Area: m.frame.Area.In(m.lang), Period: m.periodNow, Body: f.actor.body,
		Value: q.Value, Low: q.Low, High: q.High, Unit: q.Unit, Qualifier: q.Qualifier,
		Role: f.role, Comparison: comparisonOf(m.lang, f.role, &f.words),
	}
	if f.period != "" {
		o.Period = f.period
	}
	if o.Body == "other" {
		o.Body = ""
	}
	if (f.role == duizhao.Change || f.role == duizhao.Growth) && declined(m.lang, &f.words) {
		o.Value, o.Low, o.High = negate(q.Value), negate(q.High), negate(q.Low)
	}
	m.name(&o, f)
	m.put(o, duizhao.Evidence{Quantity: f.quantity, Block: sen.Block, Span: q.Span})
}

func negate(d duizhao.Decimal) duizhao.Decimal { return duizhao.NewDecimal(0, 0).Sub(d) }

// name fills in what the rule of f, or its absence, says.
func (m *matcher) name(o *duizhao.Observation, f *figure) {
	if f.rule < 0 {
		o.Rule, o.Confidence = unnamed, guessed
		label := f.label
		if label == "" {
			label = m.nounPhrase(f)
		}
		if m.lang == duizhao.Chinese {
			o.Label.Zh = label
		} else {
			o.Label.En = label
		}
		return
	}
	r := &m.r.rules[f.rule]
	o.Indicator, o.Rule, o.Label = m.fillOffice(r.id, f.actor), r.id, r.name
	o.Confidence = sure
	switch {
	case !f.own:
		o.Confidence = takenOver
	case f.score < firmScore:
		o.Confidence = weak
	}
	foreign := o.Unit != "" && (m.rd.Quantities[f.quantity].Kind == duizhao.Money || measured[o.Unit] && measured[r.unit])
	if (f.role == duizhao.Level || f.role == duizhao.Target) && !foreign {
		o.Unit = r.unit
	}
}

// measured are units that do not stand for each other: a figure keeps its own.
var measured = wordSet("tonne tonne_coal_equivalent kilogram gram jin mu hectare square_metre square_kilometre cubic_metre kilometre nautical_mile metre centimetre millimetre kilowatt_hour kilowatt megawatt litre")

func (m *matcher) put(o duizhao.Observation, e duizhao.Evidence) {
	if m.lang == duizhao.Chinese {
		o.Zh, o.Agreement = &e, duizhao.ZhOnly
	} else {
		o.En, o.Agreement = &e, duizhao.EnOnly
	}
	m.out = append(m.out, o)
}

// worthKeeping reports whether a quantity that no rule knows is a figure at all:
// a term of years or a number of days is one only where it lasts or repeats.
func (m *matcher) worthKeeping(f *figure, q *duizhao.Quantity) bool {
	switch q.Kind {
	case duizhao.Duration:
		return q.Value.Valid() && (f.role == duizhao.Streak || lasts(f.words.near+f.words.self+f.words.after) && !deadline(f.words.after))
	case duizhao.Count, duizhao.Money, duizhao.Percent, duizhao.PercentagePoint, duizhao.RankKind, duizhao.MultipleKind, duizhao.Fraction:
		return true
	}
	return false
}

// lasts reports whether the words about a duration make it a figure: how long
// something took, not how long it may take.
func lasts(words string) bool {
	for _, w := range [...]string{"为期", "历时", "平均", "时长", "天数", "周期", "期限", "缩短", "压减", "用时", "时间", "average", "shorter", "longer", "shortened", "lasted", "lasting", "reduced", "from "} {
		if strings.Contains(words, w) {
			return true
		}
	}
	return false
}

// deadline reports whether the words after a duration make it a limit of time.
func deadline(after string) bool {
	for _, w := range [...]string{"内", "以内", "之内", "前"} {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return false
}

// office returns what tells the office that mention k names from others of its
// kind: 金陵 of 金陵海关, "Jinling" of "Jinling Customs".
func (m *matcher) office(k *mention) string {
	from, _ := m.s.clause(k.from)
	if m.lang == duizhao.Chinese {
		for i := from; i < k.from; i++ {
			if m.s.syms[i] <= 0 || m.s.syms[i] == '、' {
				from = i + 1
			}
		}
		name := dropSpace(m.s.text(m.rd.Document.Text, from, k.from))
		name = officeName(name)
		if short := strings.TrimSuffix(name, "机场"); short != "" {
			return short
		}
		return name // 机场海关: the airport is all that tells it from the others
	}
	var words []string
	for i := k.from - 1; i >= from; i-- {
		w := m.s.spans[i].Of(m.rd.Document.Text)
		if w[0] < 'A' || w[0] > 'Z' || w == "The" || w == "In" {
			break
		}
		if w != "Airport" {
			words = append([]string{w}, words...)
		}
	}
	return strings.Join(words, " ")
}

// officeLeads are words before a Chinese office that are no part of its name;
// what remains of 全市海关 or 各海关 names none.
var officeLeads = []string{"年度", "年", "今年", "全年", "以来", "其中", "此外", "同时", "所属", "隶属", "下属", "辖区", "各隶属", "各", "全市", "全省", "全国", "中国", "我市", "我省"}

// maxOffice bounds the name of an office in characters; a longer one is no name.
const maxOffice = 6

func officeName(lead string) string {
	name := lead
	if i := strings.LastIndexFunc(name, func(r rune) bool { return !unicode.Is(unicode.Han, r) }); i >= 0 {
		_, size := utf8.DecodeRuneInString(name[i:])
		name = name[i+size:]
	}
	for again := true; again; {
		again = false
		for _, w := range officeLeads {
			if rest, ok := strings.CutPrefix(name, w); ok {
				name, again = rest, true
			}
		}
	}
	if utf8.RuneCountInString(name) > maxOffice {
		return ""
	}
	return name
}

// fillOffice puts the office's name, in small Latin letters, in the place of
// {office} in an id, so that the series of several offices in one report stay
// apart. The report's own place and no office at all leave it out.
func (m *matcher) fillOffice(id string, a actor) string {
	if !strings.Contains(id, "{office}") {
		return id
	}
	name := a.office
	area := m.frame.Area.In(m.lang)
	if name != area {
		name = strings.TrimPrefix(name, area)
	} else {
		name = ""
	}
	var b strings.Builder
	if m.lang == duizhao.Chinese {
		for _, s := range pinyin.Syllables(name) {
			b.WriteString(s)
		}
	} else {
		b.WriteString(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(name)), " ", "_"))
	}
	if b.Len() == 0 {
		return strings.Replace(id, "{office}_", "", 1)
	}
	return strings.Replace(id, "{office}", b.String(), 1)
}
