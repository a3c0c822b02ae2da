package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"duizhao"
)

// structure reports what is wrong with the build of the texts, figures apart: a
// sentence that only one language has, a heading number that jumps, a word or
// sentence that stands twice. What states a figure is told by missing and extra.
func structure(v *view) []duizhao.Finding {
	var out []duizhao.Finding
	for _, l := range []*lane{v.zh, v.en} {
		if l == nil {
			continue
		}
		out = append(out, v.sentencesAlone(l)...)
		out = append(out, v.jumps(l)...)
		out = append(out, v.doubled(l)...)
		out = append(out, v.repeats(l)...)
	}
	return append(out, v.lists()...)
}

// at makes a finding at one place of l.
func (v *view) at(l *lane, r duizhao.Ref, s duizhao.Severity, why duizhao.Bilingual) duizhao.Finding {
	f := duizhao.Finding{Severity: s, Message: why}
	if l == v.zh {
		f.Zh = &r
	} else {
		f.En = &r
	}
	return f
}

// shortSentence is the length, in code points, below which a sentence that the
// other language lacks is not worth a word.
var shortSentence = map[duizhao.Lang]int{duizhao.Chinese: 12, duizhao.English: 40}

// sentencesAlone tells the sentences without a number and without a counterpart, in
// paragraphs that have one.
func (v *view) sentencesAlone(l *lane) []duizhao.Finding {
	var out []duizhao.Finding
	if v.zh == nil || v.en == nil {
		return nil
	}
	for i, s := range l.rd.Sentences {
		text := s.Span.Of(l.rd.Document.Text)
		if len(l.within[i]) > 0 || v.blockAlone(l, s.Block) || !v.sentenceAlone(l, i) || utf8.RuneCountInString(text) < shortSentence[l.rd.Document.Lang] {
			continue
		}
		out = append(out, v.whole(l, duizhao.Ref{Block: s.Block, Span: s.Span}, duizhao.SeverityInfo, 0, duizhao.Bilingual{Zh: "整句", En: "the sentence"}))
	}
	return out
}

// jumps tells headings whose number does not follow that of the heading before.
func (v *view) jumps(l *lane) []duizhao.Finding {
	type series struct {
		level int
		style string
	}
	var out []duizhao.Finding
	last := map[series]int{}
	for b, k := range l.rd.Document.Blocks {
		if k.Kind != duizhao.Heading {
			continue
		}
		for s := range last {
			if s.level > k.Level {
				delete(last, s)
			}
		}
		style, n := labelNumber(k.Label)
		if n == 0 {
			continue
		}
		s := series{k.Level, style}
		before, known := last[s]
		last[s] = n
		if !known || n == before+1 || n == 1 {
			continue
		}
		out = append(out, v.at(l, duizhao.Ref{Block: b, Span: duizhao.Span{Start: k.Span.Start, End: k.Span.Start + len(k.Label)}}, duizhao.SeverityWarning, duizhao.Bilingual{
			Zh: fmt.Sprintf("标题序号“%s”与前一个（第 %d）不连续", k.Label, before),
			En: fmt.Sprintf("the heading number “%s” does not follow number %d before it", k.Label, before),
		}))
	}
	return out
}

// labelNumber returns the number a heading's label states and how it is written,
// 0 where it is none: "四、", "（二）", "3.", "IV.", "Part Two".
func labelNumber(label string) (style string, n int) {
	core := strings.Trim(strings.TrimSpace(label), "（）().．、,: 第章节部分条篇")
	if word := strings.Fields(core); len(word) == 2 { // Part Two, Chapter 3
		_, n = labelNumber(word[1])
		return strings.ToLower(word[0]), n
	}
	frame := strings.ReplaceAll(label, core, "#")
	if core == "" {
		return "", 0
	}
	switch r, _ := utf8.DecodeRuneInString(core); {
	case unicode.IsDigit(r):
		for _, d := range core {
			if d < '0' || d > '9' || n > 1000 {
				return "", 0
			}
			n = 10*n + int(d-'0')
		}
		return "1" + frame, n
	case unicode.Is(unicode.Han, r):
		return "一" + frame, hanNumber(core)
	case strings.Trim(core, "IVX") == "":
		return "I" + frame, romanNumber(core)
	}
	return "", englishOrdinals[strings.ToLower(core)]
}

var englishOrdinals = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}

// hanNumber reads a Chinese number below one hundred, 0 where s is none.
func hanNumber(s string) int {
	const digits = "一二三四五六七八九"
	tens, ones, ten := 0, 0, false
	for _, r := range s {
		k := strings.IndexRune(digits, r)
		switch {
		case r == '十' && !ten:
			ten, tens, ones = true, max(ones, 1), 0
		case k >= 0 && ones == 0:
			ones = k/len("一") + 1
		default:
			return 0
		}
	}
	return 10*tens + ones
}

func romanNumber(s string) int {
	worth := map[byte]int{'I': 1, 'V': 5, 'X': 10}
	n := 0
	for i := range len(s) {
		if i+1 < len(s) && worth[s[i]] < worth[s[i+1]] {
			n -= worth[s[i]]
		} else {
			n += worth[s[i]]
		}
	}
	return n
}

// functionWords are English words that never stand twice in a row. Others may: knock knock.
var functionWords = wordSet(`a an the of in to and for on at by with from as is are was were be been has have this these its their
	which who will or into under over than through during between among it he she they we not also`)

// doubled tells small English words and Chinese commas and stops that stand twice in a
// row.
func (v *view) doubled(l *lane) []duizhao.Finding {
	var out []duizhao.Finding
	tell := func(b int, s duizhao.Span) {
		text := s.Of(l.rd.Document.Text)
		out = append(out, v.at(l, duizhao.Ref{Block: b, Span: s}, duizhao.SeverityWarning, duizhao.Bilingual{
			Zh: fmt.Sprintf("“%s”重复", text), En: fmt.Sprintf("“%s” stands twice in a row", text),
		}))
	}
	text := l.rd.Document.Text
	for b, k := range l.rd.Document.Blocks {
		if k.Kind == duizhao.TableCell {
			continue
		}
		if l.rd.Document.Lang == duizhao.Chinese {
			for _, mark := range []string{"，，", "。。", "、、", "；；", "，。", "。，"} {
				if i := strings.Index(k.Span.Of(text), mark); i >= 0 {
					tell(b, duizhao.Span{Start: k.Span.Start + i, End: k.Span.Start + i + len(mark)})
				}
			}
			continue
		}
		for _, s := range doubledWords(k.Span.Of(text)) {
			tell(b, s.Shift(k.Span.Start))
		}
	}
	return out
}

// doubledWords returns the places of small words that follow themselves.
func doubledWords(s string) (out []duizhao.Span) {
	start, before, from := 0, "", 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] != ' ' {
			continue
		}
		if word := s[start:i]; word != "" {
			if word == before && functionWords()[word] {
				out = append(out, duizhao.Span{Start: from, End: i})
			}
			before, from = word, start
		}
		start = i + 1
	}
	return out
}

// repeats tells sentences that stand twice in one language and not in the other.
func (v *view) repeats(l *lane) []duizhao.Finding {
	var out []duizhao.Finding
	first := map[string]int{}
	for i, s := range l.rd.Sentences {
		kind := l.rd.Document.Blocks[s.Block].Kind
		text := strings.TrimSpace(s.Span.Of(l.rd.Document.Text))
		if kind != duizhao.Paragraph && kind != duizhao.ListItem || utf8.RuneCountInString(text) < 2*shortSentence[l.rd.Document.Lang] {
			continue
		}
		k, seen := first[text]
		if !seen {
			first[text] = i
			continue
		}
		if v.alsoRepeated(l, k, i) {
			continue
		}
		out = append(out, v.at(l, duizhao.Ref{Block: s.Block, Span: s.Span}, duizhao.SeverityWarning, duizhao.Bilingual{
			Zh: fmt.Sprintf("整句重复出现：“%s”", shorten(text, quoted)), En: fmt.Sprintf("the sentence stands twice: “%s”", shorten(text, quoted)),
		}))
	}
	return out
}

// alsoRepeated reports whether the other language says as much in both places.
func (v *view) alsoRepeated(l *lane, i, j int) bool {
	a, b := l.group[i], l.group[j]
	return a >= 0 && b >= 0 && a != b && len(v.b.Sentences[a].Zh) > 0 && len(v.b.Sentences[a].En) > 0 &&
		len(v.b.Sentences[b].Zh) > 0 && len(v.b.Sentences[b].En) > 0
}
