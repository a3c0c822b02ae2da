package indicator

import (
	"strings"

	"duizhao"
)

// around is what the cues of a role look at: the raw text of a quantity's clause,
// small letters, without white space in Chinese.
type around struct {
	self   string // the quantity itself
	before string // from the clause's beginning
	near   string // from the number before, or the clause's beginning
	after  string // to the next number or the clause's end
	lead   string // the sentence up to the clause
}

// cue is a row of the role tables: the words that speak for a role, and where.
type cue struct {
	role  duizhao.Role
	kinds string // first letters of the kinds it holds for: c m p, P for percentage points
	in    func(*around) string
	test  func(text, word string) bool
	words []string
}

func textBefore(a *around) string { return a.before }
func textNear(a *around) string   { return a.near }
func textAll(a *around) string    { return a.lead + a.before }

// textMoved is what may say that a Chinese figure moved: a share that stands
// behind the words for it is a share (比上年提高，占全省的 14.6%).
func textMoved(a *around) string {
	if i := strings.LastIndex(a.near, "占"); i >= 0 {
		return a.near[i:]
	}
	return a.near
}
func textAfter(a *around) string { return a.after }

// endsWithin reports whether word stands at the end of text, or a few characters
// before it.
func endsWithin(text, word string) bool {
	i := strings.LastIndex(text, word)
	return i >= 0 && len(text)-i-len(word) <= 9 && !strings.ContainsAny(text[i:], "至到为达")
}

// hasWord reports whether word stands in English text at the beginning of a word.
func hasWord(text, word string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return false
		}
		if at += i; at == 0 || !isLetter(text[at-1]) {
			return true
		}
		at += max(1, len(word))
		if at >= len(text) {
			return false
		}
	}
}

// withoutMoney takes the name of a currency and a word like "about" off the end of
// the English words before a number.
func withoutMoney(text string) string {
	for _, c := range [...]string{"rmb ", "rmb", "cny ", "us$", "hk$", "usd ", "hkd ", "¥", "$", "about ", "nearly ", "over "} {
		text = strings.TrimSuffix(text, c)
	}
	return text
}

// endsInWord reports whether English text ends in word.
func endsInWord(text, word string) bool {
	i := len(text) - len(word)
	return strings.HasSuffix(text, word) && (i == 0 || !isLetter(text[i-1]))
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' }

// The rows are tried in order; the first that holds gives the role.
var cues = map[duizhao.Lang][]cue{
	duizhao.Chinese: {
		{duizhao.Target, "cmp", textAll, strings.Contains, []string{"力争", "目标为", "目标是", "计划到", "预计到", "预期", "将达到", "规划到", "提出到", "明确到"}},
		{duizhao.Level, "cmp", textNear, strings.HasSuffix, []string{"增加到", "增长到", "提高到", "提升到", "上升到", "增至", "升至", "降至", "减少到", "下降到", "降到", "新增", "新增加"}},
		{duizhao.Change, "P", textNear, strings.Contains, []string{""}},
		{duizhao.Growth, "p", textMoved, strings.Contains, []string{"增长", "上升", "提高", "提升", "增加", "增幅", "涨幅", "增收", "下降", "减少", "降低", "降幅", "回落", "同比", "环比", "上涨", "增速", "上扬", "攀升", "递增", "下滑", "下跌", "跌幅", "负增长"}},
		{duizhao.Growth, "p", textAfter, strings.HasPrefix, []string{"的增长", "的增幅", "的增速", "的速度"}},
		{duizhao.Share, "p", textBefore, strings.Contains, []string{"占", "比重", "份额"}},
		{duizhao.Change, "cm", textNear, endsWithin, []string{"同比增加", "同比减少", "同比增长", "同比上升", "同比下降", "同比多", "同比少", "净增", "比上年增加", "比上年减少"}},
		{duizhao.Level, "d", textNear, endsWithin, []string{"至", "到", "为"}},
		{duizhao.Change, "d", textNear, strings.HasSuffix, []string{"缩短", "延长", "减少", "增加", "缩短了"}},
		{duizhao.Change, "cm", textNear, endsWithin, []string{"比上年", "较上年", "比去年", "较去年", "同比"}},
		{duizhao.Change, "cm", textNear, strings.HasSuffix, []string{"提高", "提高了", "提升", "提升了", "增加", "增加了", "减少", "减少了", "增长", "增长了", "下降", "下降了", "上升", "上升了", "净增加", "增加近", "多", "少"}},
	},
	duizhao.English: {
		{duizhao.Target, "cmp", textAll, hasWord, []string{"aims to", "aim to", "target of", "will reach", "is expected to", "is projected to", "are projected to", "strive to", "plans to", "goal of"}},
		{duizhao.Level, "cmp", textNear, endsInWord, []string{"increased to ", "rose to ", "grew to ", "fell to ", "dropped to ", "up to ", "climbed to ", "increasing to ", "rising to ", "to "}},
		{duizhao.Change, "P", textNear, hasWord, []string{""}},
		{duizhao.Share, "p", textAfter, strings.HasPrefix, []string{" of the province's total", " of the city's total", " of the total", " of the goods", " of the cases", " of the enterprises", " of the companies", " of the province", " of the country", " of the nation", " of china", " of the national total", " of all "}},
		{duizhao.Share, "p", textNear, hasWord, []string{"constitut", "accounting for", "accounted for", "making up", "makes up", "made up"}},
		{duizhao.Growth, "p", textBefore, hasWord, []string{"growth", "increase", "increasing", "rose", "rise", "grew", "growing", "grow ", "expand", "up by", "up ", "decrease", "decline", "declining", "drop", "fell", "falling", "down ", "reduction", "shrank", "shrunk", "contracted", "rising", "climb", "jump", "surge", "soar", "gain of", "gained", "edged", "dipped", "slid", "growing", "expanded", "expanding", "expansion", "year-on-year", "year on year", "higher", "lower"}},
		{duizhao.Growth, "p", textAfter, hasWord, []string{"year-on-year", "year on year", "increase", "growth", "higher than", "lower than", "more than", "decrease", "decline", "rise", "over the previous year", "from the previous year"}},
		{duizhao.Share, "p", textBefore, hasWord, []string{"account", "represent", "making up", "made up", "makes up", "constitut", "share of"}},
		{duizhao.Share, "p", textNear, endsInWord, []string{" or ", "or "}},
		{duizhao.Change, "cm", textNear, endsInWord, []string{"an increase of another ", "jump of ", "surge of ", "gain of ", "rising by ", "climbed by ", "climbing by ", "jumped by ", "surged by ", "dropped by ", "falling by ", "dropping by ", "declining by ", "reduced by ", "expanded by ", "addition of ", "reduction of ", "net increase of ", "increase of ", "increased by ", "increasing by ", "rise of ", "rose by ", "up by ", "decrease of ", "decreased by ", "decline of ", "declined by ", "down by ", "drop of ", "growth of ", "grew by ", "fell by ", "an additional "}},
		{duizhao.Change, "cm", textAfter, strings.HasPrefix, []string{" more than", " fewer than", " less than", " higher than", " lower than", " more year-on-year", " fewer year-on-year", " fewer", " more year on year", " fewer year on year", " up on", " down on", " up from", " down from"}},
		{duizhao.Change, "c", textAfter, strings.HasPrefix, []string{" places from", " places up", " places higher", " places lower", " places compared", " places on", " places over"}},
		{duizhao.Change, "d", textAfter, strings.HasPrefix, []string{" shorter", " longer", " less than", " more than", " fewer than", " faster"}},
		{duizhao.Change, "d", textNear, endsInWord, []string{"shortened by ", "cut by ", "reduced by ", "shortening by ", "reduction of ", "extended by "}},
	},
}

// declines are the words that make a change or growth negative.
var declines = map[duizhao.Lang][]string{
	duizhao.Chinese: {"下降", "减少", "降低", "降幅", "回落", "少", "缩短", "下滑", "下跌", "跌幅", "负增长"},
	duizhao.English: {"decrease", "decline", "drop", "fell", "down ", "reduction", "reduced", "fewer", "lower", "less than", "falling", "declining", "shrank", "shrunk", "contracted", "dipped", "slid", "shorter", "shortened", "cut by", "down from", "down on", "negative growth"},
}

var initial = map[duizhao.Kind]string{
	duizhao.Count: "c", duizhao.Money: "m", duizhao.Percent: "p", duizhao.Fraction: "p", duizhao.PercentagePoint: "P", duizhao.Duration: "d",
}

// roleOf says what quantity q, with the words a around it, is to its indicator.
func roleOf(l duizhao.Lang, q *duizhao.Quantity, a *around) duizhao.Role {
	switch q.Kind {
	case duizhao.RankKind:
		return duizhao.Rank
	case duizhao.MultipleKind:
		return duizhao.Multiple
	}
	if isStreak(l, q, a) {
		return duizhao.Streak
	}
	for _, c := range cues[l] {
		if k := initial[q.Kind]; k == "" || !strings.Contains(c.kinds, k) {
			continue
		}
		text := c.in(a)
		for _, w := range c.words {
			if c.test(text, w) {
				return c.role
			}
		}
	}
	if q.Kind == duizhao.Fraction || tenths(l, q, a) {
		return duizhao.Share
	}
	return duizhao.Level
}

// tenths reports whether q is written in tenths (逾八成), which state a part of a
// whole wherever nothing grew.
func tenths(l duizhao.Lang, q *duizhao.Quantity, a *around) bool {
	return l == duizhao.Chinese && q.Kind == duizhao.Percent && strings.Contains(a.self, "成")
}

func isStreak(l duizhao.Lang, q *duizhao.Quantity, a *around) bool {
	if q.Kind != duizhao.Duration {
		return false
	}
	if l == duizhao.Chinese {
		return strings.HasSuffix(a.near, "连续") || strings.HasSuffix(a.near, "连")
	}
	return strings.Contains(a.self, "consecutive") || strings.Contains(a.self, "running") || strings.Contains(a.near, "consecutive") ||
		strings.Contains(a.self+a.after, "in a row")
}

// declined reports whether the words around a change or growth say that it went
// down.
func declined(l duizhao.Lang, a *around) bool {
	for _, w := range declines[l] {
		if l == duizhao.Chinese && strings.Contains(a.near, w) || l == duizhao.English && (hasWord(a.before, w) || strings.HasPrefix(a.after, " "+w)) {
			return true
		}
	}
	return false
}

// scopes are the words that say what a rank or share refers to.
var scopes = []struct {
	comparison string
	zh, en     []string
}{
	{"world", []string{"全球", "世界", "国际"}, []string{"global", "world", "worldwide", "international"}},
	{"nation", []string{"全国", "国内", "国家", "我国", "副省级城市", "中国"}, []string{"nation", "china", "country", "sub-provincial"}},
	{"province", []string{"全省", "省内", "我省", "全区", "省"}, []string{"province", "provincial"}},
}

// rankVerbs are the Chinese words before the scope and the place of a rank.
var rankVerbs = []string{"位居", "名列", "位列", "排名", "位于", "跃居", "保持", "稳居", "居", "列", "排", "、", "为", "达"}

// comparisonOf says what a figure of the given role refers to: the scope named
// next to it.
func comparisonOf(l duizhao.Lang, role duizhao.Role, a *around) string {
	switch role {
	case duizhao.Change, duizhao.Growth:
		return "yoy"
	case duizhao.Rank, duizhao.Share:
	default:
		return ""
	}
	if l == duizhao.English {
		return englishScope(role, a)
	}
	text, cut := a.before, -1
	for _, v := range rankVerbs {
		if i := strings.LastIndex(text, v); role == duizhao.Rank && i >= 0 {
			cut = max(cut, i+len(v))
		}
	}
	if cut < 0 || cut == len(text) {
		return scopeIn(l, text)
	}
	if s := scopeIn(l, text[cut:]); s != "" {
		return s
	}
	if len(text)-cut <= 12 {
		return "province" // 江苏第一: a short name that is neither nation nor world
	}
	return scopeIn(l, text)
}

// englishScope prefers the first scope behind a rank or share, then the last one
// before it.
func englishScope(role duizhao.Role, a *around) string {
	best, at := "", len(a.self)+len(a.after)
	for _, s := range scopes {
		for _, w := range s.en {
			if i := strings.Index(a.self+a.after, w); i >= 0 && i < at {
				best, at = s.comparison, i
			}
		}
	}
	switch {
	case best != "":
		return best
	case role == duizhao.Rank && strings.HasPrefix(a.after, " in ") && scopeIn(duizhao.English, a.before) == "":
		return "province" // first in Jiangsu
	}
	return scopeIn(duizhao.English, a.before)
}

// scopeIn returns the scope that text names last.
func scopeIn(l duizhao.Lang, text string) string {
	best, at := "", -1
	for _, s := range scopes {
		words := s.zh
		if l == duizhao.English {
			words = s.en
		}
		for _, w := range words {
			if i := strings.LastIndex(text, w); i > at {
				best, at = s.comparison, i
			}
		}
	}
	return best
}
