package check

import (
	"fmt"
	"slices"
	"strings"

	"duizhao"
	"duizhao/internal/nearby"
)

// partOf are the words by which English takes a figure out of the one before, partAhead
// those that stand before the figure.
var (
	partOf    = []string{"of which", "of whom", "of them", "of these", "of those"}
	partAhead = []string{"of which", "of whom", "among which", "among whom", "of them", "among them"}
)

// partWords is how much of the text before a figure can hold words of partAhead, in bytes.
const partWords = 16

// wrongWhole tells pair k where its English figure is taken out of another whole than the
// Chinese one: out of the last figure before "of which", or the one it names ("12 of the
// 300 suspects").
func (v *view) wrongWhole(k int) (duizhao.Finding, bool) {
	p := v.pairs[k]
	named, explicit := v.namedWhole(p)
	words, part := v.partWordsOf(p)
	if !explicit && !part {
		return duizhao.Finding{}, false
	}
	english := named
	if !explicit {
		var ok bool
		if english, ok = v.antecedent(k); !ok {
			return duizhao.Finding{}, false
		}
	}
	if whole, ok := v.chineseWhole(p); ok {
		if whole.Zh == english.Zh || v.kin(english, p) || !explicit && english.Zh > whole.Zh && english.Zh < p.Zh && !v.ofPeople(words, p) {
			return duizhao.Finding{}, false
		}
		return v.tell(p, duizhao.SeverityWarning, duizhao.Bilingual{
			Zh: fmt.Sprintf("英文说成“%s”中的一部分，中文是“%s”中的", english.en.Text, whole.zh.Text),
			En: fmt.Sprintf("the English makes it a part of “%s”, the Chinese of “%s”", english.en.Text, whole.zh.Text),
		}, duizhao.Bilingual{}), true
	}
	if explicit || v.sameThing(english, p) {
		return duizhao.Finding{}, false
	}
	return v.tell(p, duizhao.SeverityWarning, duizhao.Bilingual{
		Zh: fmt.Sprintf("英文说成“%s”中的一部分，中文不是", english.en.Text),
		En: fmt.Sprintf("the English makes it a part of “%s”, the Chinese does not", english.en.Text),
	}, duizhao.Bilingual{}), true
}

// partWordsOf returns the words that make p's English figure a part of another.
func (v *view) partWordsOf(p pairing) (string, bool) {
	behind := strings.TrimLeft(nearby.Behind(v.en.rd, p.en.Quantity, 12), " ")
	for _, w := range partOf {
		if strings.HasPrefix(behind, w) {
			return w, true
		}
	}
	text, start := v.en.rd.Document.Text, v.en.sentenceSpan(p.En).Start
	before := strings.ToLower(strings.TrimRight(text[min(p.en.Span.Start, max(start, p.en.Span.Start-partWords)):p.en.Span.Start], " ,"))
	for _, w := range partAhead {
		if strings.HasSuffix(before, w) {
			return w, true
		}
	}
	return "", false
}

// ofPeople reports whether words speak of people while the Chinese counts things of p.
func (v *view) ofPeople(words string, p pairing) bool {
	return strings.HasSuffix(words, "whom") && slices.Contains([]string{"件", "起", "宗", "项", "批", "台", "辆", "套", "份"}, v.measure(p))
}

// namedWhole returns the pair whose English figure p is said to be of: "12 of the 300
// suspects", "of the 300 suspects, 12".
func (v *view) namedWhole(p pairing) (pairing, bool) {
	text, bounds := v.en.rd.Document.Text, v.en.sentenceSpan(p.En)
	if q, ok := v.beside(p, p.En+1); ok {
		gap := strings.TrimSpace(text[p.en.Span.End:max(p.en.Span.End, q.en.Span.Start)])
		if gap == "of the" || gap == "out of the" || gap == "of these" {
			return q, true
		}
	}
	if q, ok := v.beside(p, p.En-1); ok && bounds.Start <= q.en.Span.Start && q.en.Span.End <= p.en.Span.Start {
		ahead := strings.ToLower(strings.TrimSpace(text[bounds.Start:q.en.Span.Start]))
		gap := text[q.en.Span.End:p.en.Span.Start]
		if (ahead == "of the" || ahead == "among the") && strings.Count(gap, ",") == 1 && strings.HasSuffix(gap, ", ") {
			return q, true
		}
	}
	return pairing{}, false
}

// beside returns the pair of English quantity i, where it is a count of p's sentence
// that nothing speaks against.
func (v *view) beside(p pairing, i int) (pairing, bool) {
	if i < 0 || i >= len(v.byEn) || v.byEn[i] < 0 {
		return pairing{}, false
	}
	q := v.pairs[v.byEn[i]]
	return q, q.en.Kind == duizhao.Count && v.en.sentence[i] == v.en.sentence[p.En] && q.verdict == "" && q.zh.Block == p.zh.Block
}

// antecedent returns the pair before pair k whose English figure "of which"
// refers to: the last count in the same sentence.
func (v *view) antecedent(k int) (pairing, bool) {
	en := v.pairs[k].En
	for i := en - 1; i >= 0 && v.en.sentence[i] == v.en.sentence[en]; i-- {
		if n := v.byEn[i]; n >= 0 && v.pairs[n].en.Kind == duizhao.Count {
			return v.pairs[n], true
		}
	}
	return pairing{}, false
}

// chineseWhole returns the pair whose Chinese figure p is a part of by 其中: the nearest
// one before it, in its sentence, that is as large and counted by the same measure word.
func (v *view) chineseWhole(p pairing) (whole pairing, ok bool) {
	text, bounds := v.zh.rd.Document.Text, v.zh.sentenceSpan(p.Zh)
	at := strings.LastIndex(text[bounds.Start:max(bounds.Start, p.zh.Span.Start)], "其中")
	if at < 0 || v.measure(p) == "" {
		return pairing{}, false
	}
	at += bounds.Start
	if strings.ContainsAny(text[at:p.zh.Span.Start], "；;") {
		return pairing{}, false
	}
	for _, q := range v.pairs {
		if q.zh.Span.Start < bounds.Start || q.zh.Span.End > at || q.zh.Kind != duizhao.Count || !v.kin(q, p) || q.zh.Value.Cmp(p.zh.Value) < 0 {
			continue
		}
		if !ok || q.Zh > whole.Zh {
			whole, ok = q, true
		}
	}
	return whole, ok
}

// measure returns the measure word of p's Chinese figure.
func (v *view) measure(p pairing) string { return p.zh.UnitSpan.Of(v.zh.rd.Document.Text) }

// measures lists measure words that are used for the same things.
var measures = [][]string{{"家", "户", "所"}, {"件", "起", "宗", "例"}, {"人", "名", "位"}, {"处", "个"}, {"批", "批次"}}

// kin reports whether the Chinese figures of a and b may count the same things, by
// their measure words.
func (v *view) kin(a, b pairing) bool {
	x, y := v.measure(a), v.measure(b)
	return x == y || slices.ContainsFunc(measures, func(m []string) bool { return slices.Contains(m, x) && slices.Contains(m, y) })
}

// sameThing reports whether the Chinese counts both by one measure word, or says
// that the part is among the whole.
func (v *view) sameThing(whole, part pairing) bool {
	text := v.zh.rd.Document.Text
	if v.measure(whole) == "" || v.measure(part) == "" || v.kin(whole, part) || whole.zh.Block != part.zh.Block || whole.zh.Span.End > part.zh.Span.Start {
		return true
	}
	between := text[whole.zh.Span.End:part.zh.Span.Start]
	return slices.ContainsFunc([]string{"其中", "当中", "之中", "中，", "中有", "含", "包括"}, func(w string) bool { return strings.Contains(between, w) })
}

func startsWithAny(s string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s, p) })
}
