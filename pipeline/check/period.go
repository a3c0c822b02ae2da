package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"duizhao"
)

// periods pairs what happens each time of a calendar with how English says it. In the
// Chinese words 每 may be followed by 个; 月均 explains "a month" and is none by itself.
var periods = []struct {
	zh, other []string // other words of Chinese that English renders with the same words
	en        *periodWords
}{
	{[]string{"每天", "每日"}, []string{"日均", "/日", "/天", "逐日"}, &periodWords{nouns: "day", adverb: "daily"}},
	{[]string{"每周", "每个星期", "每星期"}, []string{"周均", "逐周"}, &periodWords{nouns: "week", adverb: "weekly"}},
	{[]string{"每月", "每个月"}, []string{"月均", "月人均", "/月", "逐月", "按月", "当月"}, &periodWords{nouns: "month", adverb: "monthly"}},
	{[]string{"每季度", "每个季度", "每季"}, []string{"季均", "逐季", "按季"}, &periodWords{nouns: "quarter", adverb: "quarterly"}},
	{[]string{"每年"}, []string{"年均", "/年", "逐年", "历年", "年度", "全年", "一年一度"}, &periodWords{nouns: "year", adverb: "annually|yearly|annual"}},
}

// periodWords are the English words for one length of time that comes round.
type periodWords struct {
	nouns, adverb string
}

// periodPatterns are the English words of periods, compiled: what says "each" beside
// the length of time. "A month" does so only behind "once", "twice" and "times".
var periodPatterns = sync.OnceValue(func() (out []*regexp.Regexp) {
	for _, p := range periods {
		out = append(out, regexp.MustCompile(`(?i)\b((each|every|per) (calendar )?`+p.en.nouns+`|(once|twice|times) an? `+p.en.nouns+`|`+p.en.adverb+`)\b`))
	}
	return out
})

// otherPeriods tells beads of sentences that say how often, each language otherwise: 每季度
// as "each month". Both must name one length of time alone.
func (v *view) otherPeriods() (out []duizhao.Finding) {
	if v.zh == nil || v.en == nil {
		return nil
	}
	for _, b := range v.b.Sentences {
		if len(b.Zh) == 0 || len(b.En) == 0 {
			continue
		}
		zh, en := v.zh.joined(b.Zh), v.en.joined(b.En)
		chinese, english := zh.Span.Of(v.zh.rd.Document.Text), en.Span.Of(v.en.rd.Document.Text)
		if !strings.Contains(chinese, "每") {
			continue
		}
		here, word := chinesePeriods(chinese)
		there, at := englishPeriods(english)
		if len(here) != 1 || len(there) != 1 || here[0] == there[0] || slices.ContainsFunc(periods[there[0]].other, func(w string) bool { return strings.Contains(chinese, w) }) {
			continue
		}
		start := zh.Span.Start + strings.Index(chinese, word)
		a, c := duizhao.Span{Start: start, End: start + len(word)}, at.Shift(en.Span.Start)
		out = append(out, duizhao.Finding{
			Severity: duizhao.SeverityError,
			Message: duizhao.Bilingual{
				Zh: fmt.Sprintf("周期不同：中文“%s”，英文“%s”", word, at.Of(english)), En: fmt.Sprintf("another period: Chinese “%s”, English “%s”", word, at.Of(english)),
			},
			Zh: &duizhao.Ref{Block: zh.Block, Span: a}, En: &duizhao.Ref{Block: en.Block, Span: c},
		})
	}
	return out
}

// joined returns the sentences of a bead as one place, those of its first block only.
func (l *lane) joined(sentences []int) duizhao.Ref {
	first := l.rd.Sentences[sentences[0]]
	out := duizhao.Ref{Block: first.Block, Span: first.Span}
	for _, k := range sentences[1:] {
		if s := l.rd.Sentences[k]; s.Block == first.Block {
			out.Span.End = max(out.Span.End, s.Span.End)
		}
	}
	return out
}

// chinesePeriods returns which of periods a Chinese sentence names, and the words of
// the last of them.
func chinesePeriods(s string) (found []int, word string) {
	for k, p := range periods {
		for _, w := range p.zh {
			if strings.Contains(s, w) {
				found, word = append(found, k), w
				break
			}
		}
	}
	return found, word
}

// englishPeriods returns which of periods an English sentence names, and where the
// last of them stands.
func englishPeriods(s string) (found []int, at duizhao.Span) {
	for k, p := range periodPatterns() {
		if m := p.FindStringIndex(s); m != nil {
			found, at = append(found, k), duizhao.Span{Start: m[0], End: m[1]}
		}
	}
	return found, at
}
