package indicator

import (
	"slices"
	"strings"
	"unicode/utf8"

	"duizhao"
)

// zhFillers are words between a Chinese noun phrase and its number.
var zhFillers = []string{
	"达到", "达", "共计", "总计", "合计", "累计", "共有", "共", "已达", "已", "约为", "约", "近", "超过", "超", "突破", "为", "是", "有", "计", "了", "分别", "均",
	"同比增长", "同比增加", "同比下降", "同比上升", "同比", "增长", "增加", "下降", "减少", "上升", "提高", "比上年", "较上年", "位居", "位列", "居", "列", "排名", "仅",
	"全年", "已经", "至", "到", "从", "由", "则", "就", "也", "又", "还", "的", "等", "增", "调整", "缩短",
}

// zhLeads are words before a Chinese noun phrase that are no part of it.
var zhLeads = []string{"其中", "全年", "全市", "全省", "截至目前", "目前", "并", "且", "同时", "另有", "其他", "有", "共", "累计", "年", "以及", "和", "及", "、", "的"}

// nounPhrase returns the words that quantity f stands with: before it, or after
// it where nothing stands before.
func (m *matcher) nounPhrase(f *figure) string {
	q := &m.rd.Quantities[f.quantity]
	text := m.rd.Document.Text
	from, to := m.s.clause(f.at)
	left, right := f.at, f.at+1
	for left > from && m.s.syms[left-1] == symNumber {
		left--
	}
	start := left
	for start > from && m.s.syms[start-1] > symClause {
		start--
	}
	end := right
	for end < to && m.s.syms[end] > symClause {
		end++
	}
	before, after := m.s.text(text, start, left), m.s.text(text, right, end)
	if m.lang == duizhao.English {
		if p := englishPhrase(before, after); p != "" {
			return p
		}
		return q.Unit
	}
	return chinesePhrase(before, after, q.UnitSpan.Of(text))
}

// maxLabel is how many characters of a Chinese clause a label keeps.
const maxLabel = 24

// zhVerbs are verbs that leave the noun to what stands behind the number: 召开 4 场
// 听证会.
var zhVerbs = []string{
	"召开", "举办", "举行", "开展", "设立", "明确", "建成", "建立", "新增", "发布", "组织", "完成", "实现", "培育", "出台", "制定", "印发", "签订", "签署",
	"形成", "获得", "获", "入选", "确立", "部署", "推出", "新建", "来自", "邀请", "选派", "聘请", "提出", "认定", "等", "由", "向", "对", "与", "为",
}

func chinesePhrase(before, after, unit string) string {
	p := trimChinese(dropSpace(before))
	verb := slices.ContainsFunc(zhVerbs, func(v string) bool { return strings.HasSuffix(p, v) })
	if utf8.RuneCountInString(p) < 2 || verb && utf8.RuneCountInString(dropSpace(after)) > 1 {
		p = trimChinese(dropSpace(after))
		if n := utf8.RuneCountInString(p); n > maxLabel {
			p = string([]rune(p)[:maxLabel])
		}
	}
	if n := utf8.RuneCountInString(p); n > maxLabel {
		p = string([]rune(p)[n-maxLabel:])
	}
	if p == "" {
		return unit
	}
	return p
}

func trimChinese(p string) string {
	p = strings.Trim(p, silentMarks+" 、")
	for again := true; again; {
		again = false
		for _, w := range zhFillers {
			if rest, ok := strings.CutSuffix(p, w); ok {
				p, again = rest, true
			}
		}
		for _, w := range zhLeads {
			if rest, ok := strings.CutPrefix(p, w); ok {
				p, again = rest, true
			}
		}
	}
	return strings.Trim(p, silentMarks+" 、")
}

// maxWords is how many words of an English clause a label keeps.
const maxWords = 10

// englishPhrase prefers what follows the number, up to a verb or the next
// preposition but one.
func englishPhrase(before, after string) string {
	words := strings.Fields(after)
	n, ends := 0, 0
	for n < len(words) && n < maxWords {
		w := strings.ToLower(strings.Trim(words[n], silentMarks))
		if verbs[w] || n == 0 && strings.Contains(" of or and ", " "+w+" ") {
			break
		}
		if ends += prepositions[w]; ends > 1 {
			break
		}
		n++
	}
	if p := strings.Trim(strings.Join(words[:n], " "), silentMarks+" "); p != "" && prepositions[strings.ToLower(words[0])] == 0 {
		return p
	}
	words = strings.Fields(before)
	for len(words) > 0 && (verbs[strings.ToLower(words[len(words)-1])] || prepositions[strings.ToLower(words[len(words)-1])] > 0) {
		words = words[:len(words)-1]
	}
	if len(words) == 0 {
		words = strings.Fields(before + after)
	}
	return strings.Trim(strings.Join(words[max(0, len(words)-maxWords):], " "), silentMarks+" ")
}

var (
	verbs        = wordSet("was were is are has have had been be reached totaled totalled amounted rose grew increased to participated attended received were that which who and while")
	prepositions = map[string]int{"of": 1, "for": 1, "in": 1, "by": 1, "from": 1, "on": 1, "at": 1, "with": 1, "across": 1, "throughout": 1, "under": 1, "during": 1, "a": 0}
)

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}
