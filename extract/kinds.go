package extract

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"duizhao"
)

// shapes looks at every block by itself and takes back the labels that were
// figures.
func shapes(blocks []*raw) {
	seen := map[string]bool{}
	for _, b := range blocks {
		b.shape = shapeOf(b.parts[0])
		seen[b.shape.label] = true
	}
	for _, b := range blocks {
		if l := b.shape.label; l != "" && !follows(l, seen) {
			b.shape.label, b.shape.rank = "", noRank
		}
	}
}

// follows reports whether a label that could be a figure begins or continues a
// series: 4.1, or 4.26 where there is a 4.25. A whole number up to nine is
// believed by itself.
func follows(label string, seen map[string]bool) bool {
	body := strings.TrimRight(label, ".、．")
	if strings.Trim(body, "0123456789.") != "" {
		return true
	}
	at := strings.LastIndexByte(body, '.') + 1
	n, err := strconv.Atoi(body[at:])
	if err != nil {
		return false
	}
	return n == 1 || at == 0 && n <= 9 || seen[body[:at]+strconv.Itoa(n-1)+label[len(body):]]
}

// key is a block's text without white space: titles are repeated with other
// spaces and line breaks.
func (a *raw) key() string {
	if len(a.parts) > 1 || len(a.parts[0]) > 400 {
		return ""
	}
	return squeeze(a.parts[0])
}

func squeeze(s string) string {
	var b strings.Builder
	start := 0
	for i := 0; i < len(s); {
		n := 0
		switch s[i] {
		case ' ', '\t', '\n':
			n = 1
		case 0xC2, 0xE2, 0xE3: // the lead bytes of the other kinds of white space
			if r, size := utf8.DecodeRuneInString(s[i:]); strings.ContainsRune(whiteSpace, r) {
				n = size
			}
		}
		if n == 0 {
			i++
			continue
		}
		b.WriteString(s[start:i])
		i += n
		start = i
	}
	if start == 0 {
		return s
	}
	b.WriteString(s[start:])
	return b.String()
}

// frontTitles returns the keys of the title lines a text begins with.
func frontTitles(blocks []*raw) map[string]bool {
	titles := map[string]bool{}
	for _, b := range blocks {
		if !frontLine(b) {
			break
		}
		titles[b.key()] = true
	}
	delete(titles, "")
	return titles
}

// frontLine reports whether b can belong to the front page: a title, who issued
// the report, when.
func frontLine(b *raw) bool {
	s := b.shape
	switch {
	case b.kind == duizhao.Heading:
		return b.level == 1 && s.rank == noRank && !bare(b)
	case b.kind != "" || s.rank != noRank && s.rank != chapter || finishes(s.ending) || s.ending == '，' || s.ending == ',':
		return false
	case bare(b):
		return false
	case imprint(b.parts[0]):
		return true
	case b.lang == duizhao.Chinese:
		return s.width <= 2*pageLine && !strings.ContainsAny(b.parts[0], "，。；")
	}
	return s.width <= 4*pageLine && (s.named || s.width <= 2*pageLine) && !s.hangs
}

// bare reports whether b is a heading that stands without a number.
func bare(b *raw) bool {
	return b.shape.width <= 24 && bareHeadings[squeeze(strings.ToLower(b.parts[0]))]
}

// bareHeadings are in lower case and without white space.
var bareHeadings = set("前言 引言 序言 序 导言 目录 目次 摘要 概述 综述 概况 结语 结束语 后记 " +
	"foreword preface introduction contents tableofcontents abstract summary executivesummary overview conclusion conclusions")

// classify gives each block its kind, label and level.
func classify(blocks []*raw, titles map[string]bool) {
	ranks := make([]rank, len(blocks)) // of headings
	front := true
	for i, b := range blocks {
		front = front && frontLine(b)
		if b.label == "" {
			b.label = b.shape.label
		}
		switch {
		case front || titles[b.key()] && b.kind != duizhao.TableCell:
			b.kind, b.level = duizhao.Title, 0
		case b.kind != "": // the format has told
		case isHeading(b), runsIn(blocks, i):
			b.kind, ranks[i] = duizhao.Heading, b.shape.rank
		case b.shape.rank != noRank:
			b.kind = duizhao.ListItem
		case bare(b):
			b.kind, ranks[i] = duizhao.Heading, bareWord
		case heads(blocks, i):
			b.kind, ranks[i] = duizhao.Heading, unnumbered
		default:
			b.kind = duizhao.Paragraph
		}
	}
	lists(blocks, ranks)
	levels(blocks, ranks)
}

// isHeading reports whether a numbered block is a heading and not a list item: it
// is short and has no sentence after the number.
func isHeading(b *raw) bool {
	s := b.shape
	if s.rank == noRank || s.rank >= dot || s.rank == article || len(b.parts) > 1 {
		return false
	}
	rest := strings.TrimSpace(b.parts[0][len(s.label):])
	limit := 2 * pageLine
	if b.lang == duizhao.English {
		limit = 3 * pageLine
	}
	if s.width > limit || strings.ContainsAny(rest, "。；？！;") || strings.ContainsRune("，,、", s.ending) && s.ending != 0 {
		return false
	}
	if b.lang == duizhao.English {
		return (s.named || s.width <= 60) && !strings.HasSuffix(rest, ".") && !strings.Contains(rest, ". ")
	}
	commas := strings.Count(rest, "，")
	return commas == 0 || commas == 1 && s.width <= pageLine+12
}

// runsIn reports whether block i is a Chinese heading with a full stop, which
// many are written with: a short numbered clause above a paragraph of its own.
func runsIn(blocks []*raw, i int) bool {
	s := blocks[i].shape
	if s.rank < hanNumber || s.rank >= dot || s.inner || s.ending != '。' || s.width > pageLine+12 || i+1 == len(blocks) {
		return false
	}
	next := blocks[i+1]
	return next.kind == "" && next.shape.rank == noRank && next.lang == blocks[i].lang
}

// looksLikeTitle reports whether b, without a number, has the form of a title.
func looksLikeTitle(b *raw) bool {
	s := b.shape
	if s.ending != 0 || s.rank != noRank || b.script.units() == 0 {
		return false
	}
	if b.lang == duizhao.English {
		return s.width <= 2*pageLine && s.named
	}
	return s.width < pageLine && !s.inner
}

// heads reports whether block i, which has no number, is the heading of the
// paragraph after it.
func heads(blocks []*raw, i int) bool {
	b := blocks[i]
	if i+1 == len(blocks) || len(b.parts) > 1 || imprint(b.parts[0]) {
		return false
	}
	if !looksLikeTitle(b) && !(b.strong && b.shape.ending == 0 && b.shape.width <= 2*pageLine) {
		return false
	}
	next := blocks[i+1]
	return next.lang == b.lang && (next.kind == "" && finishes(next.shape.ending) || next.shape.rank != noRank)
}

// lists makes list items of three or more numbered headings that follow each
// other with nothing between: a list, or a table of contents.
func lists(blocks []*raw, ranks []rank) {
	for i := 0; i < len(blocks); {
		end := i + 1
		for end < len(blocks) && ranks[i] != noRank && ranks[i] < unnumbered && ranks[end] == ranks[i] {
			end++
		}
		if end-i >= 3 {
			for ; i < end; i++ {
				blocks[i].kind, ranks[i] = duizhao.ListItem, noRank
			}
		}
		i = end
	}
}

// levels numbers the ranks a text uses from 1. Where the format has told levels
// already, the outermost becomes 1, and the rest keep their distance.
func levels(blocks []*raw, ranks []rank) {
	var used []rank
	least := 0
	for i, b := range blocks {
		if ranks[i] != noRank && !slices.Contains(used, ranks[i]) {
			used = append(used, ranks[i])
		}
		if b.kind == duizhao.Heading && b.level > 0 && (least == 0 || b.level < least) {
			least = b.level
		}
	}
	slices.Sort(used)
	for i, b := range blocks {
		switch {
		case ranks[i] == bareWord:
			b.level = 1
		case ranks[i] != noRank:
			b.level = slices.Index(used, ranks[i]) + 1
			if used[0] == bareWord && len(used) > 1 {
				b.level--
			}
		case b.kind == duizhao.Heading:
			b.level -= least - 1
		}
	}
}

// imprint reports whether s says who issued the report or when, or is the number
// it was issued under.
func imprint(s string) bool {
	return len(s) < 300 && (dateLine(s) || documentNumber(s) || issuer(s))
}

// dateLine knows （2023年4月）, 二〇二三年四月二十日 and April 20, 2023.
func dateLine(s string) bool {
	s = strings.Trim(s, "（）() ")
	if strings.HasSuffix(s, "年") || strings.HasSuffix(s, "月") || strings.HasSuffix(s, "日") {
		return strings.Contains(s, "年") && strings.Trim(s, "年月日0123456789 "+hanDigits) == ""
	}
	word := s[:wordLenOrZero(s)]
	return months[strings.ToLower(word)] && strings.Trim(s[len(word):], "0123456789,. stndrh") == ""
}

var months = set("january february march april may june july august september october november december")

func wordLenOrZero(s string) int {
	if s == "" || !isLetterByte(s[0]) {
		return 0
	}
	return wordLen(s)
}

// documentNumber knows 澜知发〔2023〕5号.
func documentNumber(s string) bool {
	return strings.HasSuffix(s, "号") && strings.ContainsAny(s, "〔[【（") && columns(s) < 40
}

// issuer knows the name of a public body that stands alone, by the word it ends
// or begins with, unless it is the title of the report.
func issuer(s string) bool {
	if titled(s) || strings.ContainsAny(s, "，。；：,;:") || utf8.RuneCountInString(s) > 140 {
		return false
	}
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(s, "发布"), "公布"), "编"))
	for _, end := range bodiesZh {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return titleCase(s) && (bodiesEn[strings.ToLower(lastWord(s))] || bodiesEn[strings.ToLower(s[:wordLenOrZero(s)])])
}

var (
	bodiesZh = []string{"局", "委员会", "办公室", "领导小组", "法院", "检察院", "政府", "海关", "公署", "厅", "部", "研究院", "中心", "协会"}
	bodiesEn = set("office bureau ministry department administration commission committee government court procuratorate center centre customs authority")
)

// titled reports whether s has a word that reports are named by.
func titled(s string) bool {
	for _, w := range titleWordsZh {
		if strings.Contains(s, w) {
			return true
		}
	}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r > utf8.RuneSelf || !isLetterByte(byte(r)) }) {
		if titleWordsEn[strings.ToLower(w)] {
			return true
		}
	}
	return false
}

var (
	titleWordsZh = []string{"报告", "白皮书", "蓝皮书", "状况", "公报", "年报", "情况", "统计", "总结", "年鉴", "概览", "概况"}
	titleWordsEn = set("report paper bulletin statistics communique status overview summary yearbook review development protection work annual")
)
