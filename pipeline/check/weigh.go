package check

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"duizhao"
	"duizhao/internal/agree"
	"duizhao/internal/nearby"
)

// silent is the weight of what needs no word: the other language says it, only
// not as a number.
const silent duizhao.Severity = ""

// weights says how much it matters that a quantity stands in one language only.
// The first row that holds decides. They run from what explains a number away
// to what makes it count.
var weights = []struct {
	why      duizhao.Bilingual
	holds    func(v *view, l *lane, i int) bool
	severity duizhao.Severity
}{
	{duizhao.Bilingual{}, numberOfHeading, silent},
	{duizhao.Bilingual{}, numberOfItem, silent},
	{duizhao.Bilingual{}, writtenThere, silent},
	{duizhao.Bilingual{}, dateThere, silent},
	{duizhao.Bilingual{}, endOfRange, silent},
	{duizhao.Bilingual{}, endOfSpan, silent},
	{duizhao.Bilingual{}, endOfYear, silent},
	{duizhao.Bilingual{}, romanThere, silent},
	{duizhao.Bilingual{}, wordThere, silent},
	{duizhao.Bilingual{}, fractionThere, silent},
	{duizhao.Bilingual{}, convertedBeside, silent},
	{duizhao.Bilingual{Zh: "括注的外币折算", En: "a conversion into another currency, in brackets"}, exchangedBeside, duizhao.SeverityInfo},
	{duizhao.Bilingual{}, relativeYear, silent},
	{duizhao.Bilingual{Zh: "年代、世纪", En: "a decade or century"}, era, duizhao.SeverityInfo},
	{duizhao.Bilingual{Zh: "由起止两数可得的差", En: "the difference between two figures that both languages state"}, differenceOf, duizhao.SeverityInfo},
	{duizhao.Bilingual{Zh: "数量级", En: "an order of magnitude"}, grade, duizhao.SeverityInfo},
	{duizhao.Bilingual{Zh: "一可译为冠词", En: "one may be an article in the other language"}, article, silent},
	{duizhao.Bilingual{Zh: "两可译为 both、pair 等词", En: "two may be both or a pair in the other language"}, pairWord, silent},
	{duizhao.Bilingual{}, scaleThere, silent},
	{duizhao.Bilingual{}, sizeThere, silent},
	{duizhao.Bilingual{Zh: "分母", En: "a denominator"}, denominator, duizhao.SeverityInfo},
	{duizhao.Bilingual{Zh: "报告年份或邻近重复的年份", En: "the report's own year, or one named nearby"}, plainYear, duizhao.SeverityInfo},
	{duizhao.Bilingual{Zh: "年份", En: "a year"}, ofKind(duizhao.Year), duizhao.SeverityWarning},
	{duizhao.Bilingual{Zh: "名称、口号或标题中的数字", En: "a number within a name, slogan or title"}, inName, duizhao.SeverityInfo},
	{duizhao.Bilingual{Zh: "评选名单的总数，省略后意思改变", En: "the size of the list something was selected into: without it the sentence says less"}, sizeOfList, duizhao.SeverityError},
	{duizhao.Bilingual{Zh: "名称中的年份", En: "a year within a name"}, bareYear, duizhao.SeverityInfo},
	{duizhao.Bilingual{Zh: "日期", En: "a date"}, ofKind(duizhao.Date), duizhao.SeverityWarning},
	{duizhao.Bilingual{Zh: "法条序号", En: "the number of an article of law"}, lawArticle, duizhao.SeverityWarning},
	{duizhao.Bilingual{Zh: "序数", En: "an ordinal"}, ofKind(duizhao.Ordinal), duizhao.SeverityInfo},
	{duizhao.Bilingual{Zh: "同段已说过一次", En: "stated once already in the paragraph"}, repeated, duizhao.SeverityInfo},
	{duizhao.Bilingual{Zh: "居首的另一种说法", En: "a first place, which the other language may say in other words"}, leads, duizhao.SeverityInfo},
	{duizhao.Bilingual{Zh: "名次第一", En: "a first place"}, firstPlace, duizhao.SeverityWarning},
	{duizhao.Bilingual{Zh: "名次", En: "a rank"}, ofKind(duizhao.RankKind), duizhao.SeverityError},
	{duizhao.Bilingual{Zh: "统计数字", En: "a figure"}, knownFigure, duizhao.SeverityError},
	{duizhao.Bilingual{Zh: "概括列举的数字", En: "a number that only sums up a list"}, summary, duizhao.SeverityInfo},
	{duizhao.Bilingual{Zh: "时长", En: "a length of time"}, ofKind(duizhao.Duration), duizhao.SeverityWarning},
	{duizhao.Bilingual{Zh: "用文字写出的倍数", En: "a multiple in words"}, wordMultiple, duizhao.SeverityWarning},
	{duizhao.Bilingual{Zh: "用文字写出的小数目", En: "a small number in words"}, smallWord, duizhao.SeverityWarning},
}

// figureReason is the reason where no row of weights holds.
var figureReason = duizhao.Bilingual{Zh: "统计数字", En: "a figure"}

// weigh returns how much it matters that quantity i of l stands alone, and why.
func (v *view) weigh(l *lane, i int) (duizhao.Severity, duizhao.Bilingual) {
	for _, w := range weights {
		if w.holds(v, l, i) {
			return w.severity, w.why
		}
	}
	return duizhao.SeverityError, figureReason
}

func ofKind(k duizhao.Kind) func(*view, *lane, int) bool {
	return func(_ *view, l *lane, i int) bool { return l.rd.Quantities[i].Kind == k }
}

// numberOfHeading reports whether the quantity is the number of a heading or item.
func numberOfHeading(_ *view, l *lane, i int) bool {
	q := l.rd.Quantities[i]
	b := l.rd.Document.Blocks[q.Block]
	return b.Label != "" && q.Span.Start < b.Span.Start+len(b.Label)
}

// writtenThere reports whether the other language has the number after all, in a
// word or name its grammar saw no quantity in: 一案四查, 夏季百日. A digit of its own
// is too common in names to speak for a figure.
func writtenThere(v *view, l *lane, i int) bool {
	q := l.rd.Quantities[i]
	if !q.Value.Valid() || small(q.Value) && !spelled(l, i) && !nearby.Named(l.rd, &q) {
		return false
	}
	rest := v.alignedRest(l, i)
	if q.Value.Equal(duizhao.NewDecimal(5, -1)) {
		return strings.Contains(rest, "半") || strings.Contains(strings.ToLower(rest), "half")
	}
	return slices.Contains(agree.Numerals(rest), q.Value.String())
}

// dateThere reports whether the other language names the month and day outside of
// what its grammar saw as a date.
func dateThere(v *view, l *lane, i int) bool {
	q := l.rd.Quantities[i]
	if q.Kind != duizhao.Date {
		return false
	}
	rest := agree.Numerals(v.alignedRest(l, i))
	parts := agree.Numerals(l.text(i))
	if l == v.zh && monthNamed(&q, v.alignedRest(l, i)) {
		return true
	}
	return len(parts) > 0 && !slices.ContainsFunc(parts, func(n string) bool { return !slices.Contains(rest, n) })
}

// endOfRange reports whether the other language has the value as one end of a
// range: 由9件增至12件, "from 9 to 12".
func endOfRange(v *view, l *lane, i int) bool {
	q := l.rd.Quantities[i]
	other, _, there := v.aligned(l, i)
	return q.Value.Valid() && slices.ContainsFunc(there, func(j int) bool {
		o := other.rd.Quantities[j]
		return o.High.Valid() && (o.Low.Equal(q.Value) || o.High.Equal(q.Value))
	})
}

// endOfSpan reports whether the other language has the date as the last one of a span:
// 2021年5月至2022年11月, "it began in May 2021 and ended in November 2022".
func endOfSpan(v *view, l *lane, i int) bool {
	date, ok := strings.CutPrefix(l.rd.Quantities[i].Reason, "date ")
	if !ok {
		return false
	}
	other, _, there := v.aligned(l, i)
	return slices.ContainsFunc(there, func(j int) bool {
		_, end, ok := strings.Cut(other.rd.Quantities[j].Reason, "/")
		return ok && other.rd.Quantities[j].Kind == duizhao.Date && agree.SameDay(date, end)
	})
}

// endOfYear reports whether the quantity is the end of the report's year, of which the
// other language says only that it is one: 年末, "at year-end".
func endOfYear(v *view, l *lane, i int) bool {
	year, ok := strings.CutSuffix(agree.Of(l.rd, i).Reason, "-12-31")
	year = strings.TrimPrefix(year, "date ")
	return ok && (year == v.b.Period || year == v.usual) && containsAny(v.sentenceRest(l, i), []string{"年末", "年底", "年终", "end of the year", "year-end", "year end", "close of the year"})
}

// differenceOf reports whether English adds to the two ends of a change how large it is,
// which they give by themselves: "cut by 12 days, from 58 to 46".
func differenceOf(v *view, l *lane, i int) bool {
	q, s := &l.rd.Quantities[i], l.sentence[i]
	if l != v.en || s < 0 || !q.Value.Valid() || !strings.Contains(strings.ToLower(l.sentenceText(i)), "from ") {
		return false
	}
	ends := slices.DeleteFunc(slices.Clone(l.within[s]), func(j int) bool { return j == i || !l.paired[j] || !l.rd.Quantities[j].Value.Valid() })
	for k := 1; k < len(ends); k++ {
		a, b := &l.rd.Quantities[ends[k-1]], &l.rd.Quantities[ends[k]]
		if ends[k] == ends[k-1]+1 && a.Kind == b.Kind && a.Kind != duizhao.Year && a.Value.Sub(b.Value).Abs().Equal(q.Value.Abs()) {
			return true
		}
	}
	return false
}

// romanThere reports whether the other language writes the ordinal as a Roman
// numeral: 第三期, "Phase III".
func romanThere(v *view, l *lane, i int) bool {
	q := l.rd.Quantities[i]
	class := q.Kind == duizhao.Count && spelled(l, i) && slices.Contains([]string{"类", "级", "型", "期", "代"}, q.UnitSpan.Of(l.rd.Document.Text))
	if q.Kind != duizhao.Ordinal && !class || l == v.en {
		return false
	}
	return slices.ContainsFunc(strings.FieldsFunc(v.alignedRest(l, i), func(r rune) bool { return !unicode.IsLetter(r) }), func(w string) bool {
		return strings.Trim(w, "IVX") == "" && q.Value.Equal(duizhao.NewDecimal(int64(romanNumber(w)), 0))
	})
}

// convertedBeside reports whether the quantity repeats in another unit what stands right
// before it: "2,300 mu (153 hectares)".
func convertedBeside(_ *view, l *lane, i int) bool {
	if i == 0 || !l.neighbours(i-1, i) || !l.paired[i-1] {
		return false
	}
	return agree.Converts(agree.Of(l.rd, i-1), agree.Of(l.rd, i))
}

// exchangedBeside reports whether the quantity gives in brackets, in another currency,
// the sum before it: "RMB 100 million (about USD 14 million)".
func exchangedBeside(_ *view, l *lane, i int) bool {
	if i == 0 || !l.neighbours(i-1, i) || !l.paired[i-1] {
		return false
	}
	a, b := &l.rd.Quantities[i-1], &l.rd.Quantities[i]
	gap := l.rd.Document.Text[a.Span.End:b.Span.Start]
	return a.Kind == duizhao.Money && b.Kind == duizhao.Money && a.Currency != b.Currency && strings.ContainsAny(gap, "(（")
}

// neighbours reports whether quantities i and j stand in one block with nothing but a
// bracket, a conjunction or a small word between them.
func (l *lane) neighbours(i, j int) bool {
	a, b := &l.rd.Quantities[i], &l.rd.Quantities[j]
	if a.Block != b.Block || a.Span.End > b.Span.Start {
		return false
	}
	gap := strings.Trim(strings.ToLower(l.rd.Document.Text[a.Span.End:b.Span.Start]), " (（,，")
	return slices.Contains([]string{"", "or", "or about", "equivalent to", "or equivalently", "i.e.", "about", "approx.", "约", "合", "折合", "约合", "即", "equal to"}, gap)
}

// article reports whether the quantity is 一 or "one" before what it counts.
func article(v *view, l *lane, i int) bool {
	q := l.rd.Quantities[i]
	if !q.Value.Equal(duizhao.NewDecimal(1, 0)) || q.Kind != duizhao.Count && q.Kind != duizhao.Duration || nearby.Named(l.rd, &q) {
		return false
	}
	return spelled(l, i) || l == v.zh && containsAny(" "+strings.ToLower(v.alignedRest(l, i)), oneWords)
}

// pairWord reports whether the quantity is two and the other language says both,
// pair, double: or 双, 各.
func pairWord(v *view, l *lane, i int) bool {
	q := l.rd.Quantities[i]
	if !q.Value.Equal(duizhao.NewDecimal(2, 0)) || !spelled(l, i) {
		return false
	}
	text := strings.ToLower(v.alignedRest(l, i))
	return slices.ContainsFunc([]string{"both", "pair", "dual", "double", "twice", "couple", "双", "对"}, func(w string) bool { return strings.Contains(text, w) })
}

// denominator reports whether the quantity says per how many: "per 10,000 people",
// 每万人.
func denominator(_ *view, l *lane, i int) bool {
	before := strings.TrimRight(strings.ToLower(nearby.Before(l.rd, &l.rd.Quantities[i], 8)), " \u00a0")
	return slices.ContainsFunc([]string{" per", "every", " each", "每"}, func(w string) bool { return strings.HasSuffix(" "+before, w) })
}

// scaleThere reports whether the quantity is a denominator that the other language
// states by a scale word alone: "per 10,000 people", 万人拥有量.
func scaleThere(v *view, l *lane, i int) bool {
	word, ok := map[string]string{"100": "百", "1000": "千", "10000": "万", "100000000": "亿"}[l.rd.Quantities[i].Value.String()]
	return ok && l == v.en && denominator(v, l, i) && strings.Contains(v.alignedRest(l, i), word)
}

// sizes are scale words that make a class of things without a numeral before them:
// 亿吨大港, "million-kilowatt units".
var sizes = map[string]struct{ zh, en string }{
	"1000": {"千", "thousand"}, "10000": {"万", ""}, "100000": {"十万", ""}, "1000000": {"百万", "million"}, "10000000": {"千万", ""},
	"100000000": {"亿", ""}, "1000000000": {"十亿", "billion"}, "10000000000": {"百亿", ""}, "100000000000": {"千亿", ""}, "1000000000000": {"万亿", "trillion"},
}

// sizeThere reports whether the quantity is a power of ten that the other language
// says by a scale word and a unit alone.
func sizeThere(v *view, l *lane, i int) bool {
	q := &l.rd.Quantities[i]
	size, ok := sizes[q.Value.String()]
	if !ok || q.Kind != duizhao.Count && q.Kind != duizhao.Money {
		return false
	}
	rest := v.sentenceThere(l, i)
	if l == v.zh {
		before, _, found := strings.Cut(rest, size.en+"-")
		return size.en != "" && found && !strings.ContainsAny(before[max(0, len(before)-2):], "0123456789")
	}
	for rest != "" {
		before, behind, found := strings.Cut(rest, size.zh)
		if !found {
			return false
		}
		last, _ := utf8.DecodeLastRuneInString(before)
		next, _ := utf8.DecodeRuneInString(behind)
		if !strings.ContainsRune("0123456789.,十百千万亿一二三四五六七八九两几数余多", last) && strings.ContainsRune("吨元人千户级亩册件", next) {
			return true
		}
		rest = behind
	}
	return false
}

// inName reports whether the quantity is part of a name or slogan; sums of money
// and percentages are figures wherever they stand.
func inName(_ *view, l *lane, i int) bool {
	q := l.rd.Quantities[i]
	return q.Kind != duizhao.Money && q.Kind != duizhao.Percent && q.Kind != duizhao.PercentagePoint && nearby.Named(l.rd, &q)
}

// chosen are words of being selected into a list, and listed of what such a list
// holds.
var (
	chosen = strings.Fields("入选 当选 获评 评为 评选 荣获 获得 列入 列为 跻身 名列 位列 进入 selected included among rated listed named ranked")
	listed = strings.Fields("典型 优秀 先进 最佳 最美 杰出 案例 案件 品牌 人物 事件 新闻 城市 企业 园区 产品 项目 成果 榜 top")
)

// sizeOfList reports whether the quantity says how long the list is that something
// was selected into: 十大典型案例, 百强企业, "top ten". Left out, one of ten
// becomes one of many.
func sizeOfList(_ *view, l *lane, i int) bool {
	q := l.rd.Quantities[i]
	if q.Kind == duizhao.RankKind {
		return q.Unit == "top"
	}
	behind := nearby.Behind(l.rd, &q, 12)
	if q.UnitSpan.Len() > 0 {
		behind = q.UnitSpan.Of(l.rd.Document.Text) + behind
	}
	if q.Kind != duizhao.Count || !slices.ContainsFunc([]string{"大", "佳", "强", "优"}, func(w string) bool { return strings.HasPrefix(behind, w) }) {
		return false
	}
	has := func(text string, words []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
	}
	return has(behind, listed) && has(nearby.Before(l.rd, &q, 40), chosen)
}

// plainYear reports whether the quantity is a year that the reader knows anyway:
// the report's own, or one that the other language names in the same paragraph.
func plainYear(v *view, l *lane, i int) bool {
	q := l.rd.Quantities[i]
	if q.Kind != duizhao.Year {
		return false
	}
	if n := q.Value.String(); n != "" && (n == v.b.Period || n == v.usual) {
		return true
	}
	other, _, there := v.aligned(l, i)
	return slices.ContainsFunc(there, func(j int) bool { return agree.Compare(agree.Of(l.rd, i), agree.Of(other.rd, j)).Same() })
}

// bareYear reports whether the quantity is the report's year after all, within a
// name: "Beijing 2022 trademarks". Counts of that size have a comma in English.
func bareYear(v *view, l *lane, i int) bool {
	n := l.rd.Quantities[i].Value.String()
	return l == v.en && len(n) == 4 && (n == v.b.Period || n == v.usual) && strings.Contains(l.text(i), n)
}

// repeated reports whether the text states the same figure twice in one paragraph
// and the other language once.
func repeated(_ *view, l *lane, i int) bool {
	q := l.rd.Quantities[i]
	if !q.Value.Valid() || small(q.Value) && q.Value.Exponent() >= 0 {
		return false
	}
	return slices.ContainsFunc(l.inBlock[q.Block], func(j int) bool {
		o := l.rd.Quantities[j]
		return j != i && l.paired[j] && o.Kind == q.Kind && o.Unit == q.Unit && o.Value.Equal(q.Value)
	})
}

// leading are words that say a first place without a number.
var leading = strings.Fields("lead led topp highest largest foremost best 居首 首位 榜首 领先 领跑 最高 最多 之首")

func firstPlace(_ *view, l *lane, i int) bool {
	q := l.rd.Quantities[i]
	return q.Kind == duizhao.RankKind && q.Value.Equal(duizhao.NewDecimal(1, 0))
}

// leads reports whether the quantity is a first place that the other language says
// without a number: "led the province".
func leads(v *view, l *lane, i int) bool {
	if !firstPlace(v, l, i) {
		return false
	}
	rest := strings.ToLower(v.alignedRest(l, i))
	return slices.ContainsFunc(leading, func(w string) bool { return strings.Contains(rest, w) }) || l == v.zh && superlative.MatchString(rest)
}

// superlative is a first place as a word: the longest in the world, China's largest.
var superlative = regexp.MustCompile(`\b(?:the|world's|nation's|country's|china's|province's|city's) (?:most \w+|\w{2,}est)\b`)

func knownFigure(_ *view, l *lane, i int) bool { return l.known[i] && !spelled(l, i) }

// summing are units of numbers that announce a list rather than count a result:
// 三大任务, 四个方面, 三级.
var summing = map[string]bool{"major": true, "side": true, "place": true, "gram_level": true, "kind": true, "step": true, "generation": true, "front": true, "point": true, "floor": true}

// summary reports whether the quantity only sums up what the text lists.
func summary(_ *view, l *lane, i int) bool {
	q := l.rd.Quantities[i]
	if q.Kind != duizhao.Count || !spelled(l, i) || l.known[i] {
		return false
	}
	if l.rd.Document.Lang == duizhao.English {
		return small(q.Value)
	}
	return small(q.Value) && (q.Unit == "" || summing[q.Unit] || strings.HasPrefix(nearby.Behind(l.rd, &q, 2), "方面"))
}

func wordMultiple(_ *view, l *lane, i int) bool {
	return l.rd.Quantities[i].Kind == duizhao.MultipleKind && spelled(l, i)
}

func smallWord(_ *view, l *lane, i int) bool {
	return spelled(l, i) && small(l.rd.Quantities[i].Value)
}

func small(d duizhao.Decimal) bool { return d.Cmp(duizhao.NewDecimal(10, 0)) <= 0 }

// spelled reports whether quantity i is written in words, not in digits.
func spelled(l *lane, i int) bool { return !hasDigit(l.text(i)) }

func hasDigit(s string) bool {
	return strings.ContainsAny(s, "0123456789０１２３４５６７８９")
}
