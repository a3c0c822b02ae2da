package quantity

import (
	"strings"

	"duizhao"
)

// measured is a numeral with what follows it: 余, the unit, 半, 多.
type measured struct {
	n    numeral
	unit unit
	us   duizhao.Span
	end  int
	over bool
	near bool // 来: about as many
}

func (z *zh) measure(n numeral) measured {
	m := measured{n: n, end: n.end, over: n.is(over)}
	if e := more(z.s, m.end); e > m.end {
		m.over, m.end = true, e
	} else if e := m.roughly(z.s); e > m.end {
		m.near, m.end = true, e
	}
	m.unit, m.us = zhUnit(z.s, m.end)
	if m.unit.class == classTenth && !tenths(z.s, n) {
		m.unit, m.us = unit{}, duizhao.Span{Start: m.end, End: m.end}
	}
	if m.us.Empty() {
		return m
	}
	m.end = m.us.End
	switch m.unit.class {
	case classTenth:
		m.n.value, m.n.place = m.n.value.Scale10(1), m.n.place+1
		if m.n.high.Valid() {
			m.n.high = m.n.high.Scale10(1)
		}
		m.addHalf(z.s, duizhao.NewDecimal(5, 0))
		m.addTenth(z.s)
		if e := more(z.s, m.end); e > m.end {
			m.over, m.end = true, e
		}
	case classYear, classDuration, classMultiple:
		if strings.HasPrefix(m.us.Of(z.s), "个半") {
			m.n.value, m.n.place = m.n.value.Add(duizhao.NewDecimal(5, -1)), -1
		} else if strings.HasPrefix(m.us.Of(z.s), "个多") {
			m.over = true
		}
		m.addHalf(z.s, duizhao.NewDecimal(5, -1))
		if e := more(z.s, m.end); e > m.end && e == m.end+3 && !z.isYear(m) {
			m.over, m.end = true, e
		}
	}
	return m
}

// roughly reads 来 behind a round number that a measure word follows: 10来家, 三十
// 来年. It returns the end of 来, or of m.
func (m *measured) roughly(s string) int {
	at := skipSpaces(s, m.end)
	if !has(s, at, "来") || m.over || m.n.is(pointed|scaled|vague) || !m.n.value.Valid() || m.n.value.Sign() == 0 {
		return m.end
	}
	if d := m.n.value.String(); d[len(d)-1] != '0' {
		return m.end
	}
	if _, us := zhUnit(s, at+3); us.Empty() || us.Start != at+3 {
		return m.end
	}
	return at + 3
}

// addHalf reads 半 behind the unit: 三成半, 两年半.
func (m *measured) addHalf(s string, half duizhao.Decimal) {
	if has(s, m.end, "半") && m.n.value.Valid() && !m.n.is(pointed) {
		m.n.value, m.n.place = m.n.value.Add(half), min(m.n.place, half.Exponent())
		m.n.form |= pointed
		m.end += 3
	}
}

// addTenth reads the tenth of a tenth behind 成: 七成五 is 75 %. A digit that
// begins a number of its own (七成五千人) is none.
func (m *measured) addTenth(s string) {
	t := hanAt(s, m.end)
	if t.class != hanDigit || t.val == 0 || m.n.is(pointed) || !m.n.value.Valid() || goesOn(s, m.end+3) {
		return
	}
	if _, us := zhUnit(s, m.end+3); !us.Empty() {
		return
	}
	m.n.value, m.n.place = m.n.value.Add(duizhao.NewDecimal(int64(t.val), 0)), 0
	m.n.form |= pointed
	m.end += 3
}

// yearLike reports whether n is written as the number of a year.
func yearLike(n numeral) bool {
	if n.is(scaled | grouped | pointed | over | vague) {
		return false
	}
	return n.digits == 4 && n.is(arabic|positional) && n.value.Cmp(firstYear) >= 0 && n.value.Cmp(lastYear) <= 0
}

var (
	firstYear = duizhao.NewDecimal(1000, 0)
	lastYear  = duizhao.NewDecimal(2199, 0)
	recent    = duizhao.NewDecimal(1900, 0)
)

func (z *zh) isYear(m measured) bool {
	return m.unit.class == classYear && yearLike(m.n) && !m.over
}

// number reads the numeral at s[i:] with everything that belongs to it.
func (z *zh) number(i int) int {
	n := readZh(z.s, i)
	if !n.ok() {
		return i
	}
	if end := z.fraction(n); end > i {
		return end
	}
	m := z.measure(n)
	if end := z.span(m); end > i {
		return end
	}
	return z.one(m)
}

// one records a single number.
func (z *zh) one(m measured) int {
	n := m.n
	q := duizhao.Quantity{
		Numeral: duizhao.Span{Start: n.start, End: n.end}, UnitSpan: m.us, Unit: m.unit.id, Currency: m.unit.currency,
		Value: n.value, Precision: n.precision(), Malformed: n.broken != "", Reason: n.broken,
	}
	if n.high.Valid() {
		q.Low, q.High, q.Value, q.Precision = n.value, n.high, duizhao.Decimal{}, duizhao.Decimal{}
	}
	var start int
	q.Qualifier, start = qualifierBefore(z.s, n.start, z.pos, n.is(implied))
	if z.top(&q, &m) {
		return z.add(q)
	}
	if drop := z.classify(&q, m, start < n.start); drop {
		return m.end
	}
	if q.Kind == duizhao.Duration && has(z.s, start, "近") || q.Kind == duizhao.Year {
		q.Qualifier, start = duizhao.Exact, n.start // 近三年: the last three years
	}
	z.sign(&q, &start)
	end := m.end
	if a, e := qualifierAfter(z.s, m.end); a != duizhao.Exact && q.Kind != duizhao.Year {
		end = e
		if q.Qualifier == duizhao.Exact {
			q.Qualifier = a
		}
	}
	if m.near {
		q.Qualifier = duizhao.About
	}
	if m.over || n.is(vague) {
		q.Qualifier = duizhao.Over
	}
	start = z.currency(&q, start)
	q.Span = duizhao.Span{Start: start, End: end}
	return z.add(q)
}

// sign reads a minus before the numeral: at the beginning or after a space, a
// bracket or a Chinese character, but not between two digits or letters.
func (z *zh) sign(q *duizhao.Quantity, start *int) {
	if *start != q.Numeral.Start || !q.Value.Valid() {
		return
	}
	switch byteAt(z.s, *start-1) {
	case '-', 0x9F, 0xA0, 0x8D, 0x92, 0x8B: // the last bytes of the signs below
	default:
		return
	}
	for _, w := range [...]string{"负", "負", "-", "－", "−", "零下"} {
		at := *start - len(w)
		if at < z.pos || !endsWith(z.s, *start, w) {
			continue
		}
		if c := byteAt(z.s, at-1); isLetter(c) || isDigit(c) || c == '-' || c == ')' {
			return
		}
		if endsWith(z.s, at, "－") || endsWith(z.s, at, "—") {
			return
		}
		zero := duizhao.NewDecimal(0, 0)
		q.Value = zero.Sub(q.Value)
		q.Numeral.Start, *start = at, at
		return
	}
}

// top reads 前七, 前 20 名, 前三季度.
func (z *zh) top(q *duizhao.Quantity, m *measured) bool {
	at := backOver(z.s, m.n.start)
	if at-3 < z.pos || !endsWith(z.s, at, "前") || m.n.is(pointed|scaled) || !q.Value.Valid() {
		return false
	}
	before := runeAt(z.s, at-6)
	if strings.ContainsRune("目此日之以提月天会从先眼生战空史当跟面台岁周门", before) || before == '年' && !z.yearEndsAt(at-3) {
		return false
	}
	q.Span = duizhao.Span{Start: at - 3, End: m.end}
	q.Qualifier = duizhao.Exact
	switch m.unit.class {
	case classDuration, classYear:
		q.Kind = duizhao.Duration
	case classMonth:
		return false
	case classOrdinal:
		if m.unit.id != "quarter" {
			return false
		}
		q.Kind = duizhao.Duration
	case classCount, classTop:
		q.Kind, q.Unit = duizhao.RankKind, "top"
		if m.unit.id == "gram_level" || m.unit.id == "time" {
			return false
		}
	default:
		return false
	}
	return true
}

// yearEndsAt reports whether the quantity read last is a year that ends at s[i:]:
// 2022年前三季度.
func (z *zh) yearEndsAt(i int) bool {
	last := len(z.out) - 1
	return last >= 0 && z.out[last].Kind == duizhao.Year && backOver(z.s, i) == z.out[last].Span.End
}

// tenths reports whether n can be a number of tenths, of which a whole has ten:
// 2023成为 and 第一成为 are years and places that become something.
func tenths(s string, n numeral) bool {
	return n.value.Cmp(duizhao.NewDecimal(10, 0)) <= 0 && !endsWith(s, n.start, "第")
}

// classify sets q's kind from the unit of m, or reports that m is no quantity.
// qualified says that a qualifier stands before it.
func (z *zh) classify(q *duizhao.Quantity, m measured, qualified bool) (drop bool) {
	n := m.n
	hanOnly := n.is(words) && !n.is(arabic)
	switch m.unit.class {
	case classMoney:
		q.Kind = duizhao.Money
	case classPercent, classTenth:
		q.Kind = duizhao.Percent
	case classPoint:
		q.Kind = duizhao.PercentagePoint
	case classMultiple:
		q.Kind = duizhao.MultipleKind
		z.increase(q)
	case classYear:
		q.Kind = duizhao.Duration
		if z.isYear(m) {
			q.Kind, q.Unit = duizhao.Year, "year"
		} else if hanOnly && n.is(implied) && !qualified {
			return true // 百年
		}
	case classDuration:
		q.Kind = duizhao.Duration
	case classMonth:
		return true
	case classDay:
		return z.dayNumber(q, m, qualified)
	case classOrdinal:
		q.Kind = duizhao.Ordinal
	case classTop:
		q.Kind, q.Unit = duizhao.RankKind, "top"
		return n.value.Cmp(duizhao.NewDecimal(2, 0)) < 0
	default:
		return z.count(q, m, qualified, hanOnly)
	}
	return hanOnly && n.is(positional) && q.Kind != duizhao.Year
}

// increase turns "grew by one times" into "became twice": 增长一倍.
func (z *zh) increase(q *duizhao.Quantity) {
	if !q.Value.Equal(duizhao.NewDecimal(1, 0)) {
		return
	}
	at := backOver(z.s, q.Numeral.Start)
	if endsWith(z.s, at, "了") {
		at -= 3
	}
	for _, w := range [...]string{"增长", "增加", "提高", "提升", "上升", "扩大", "增", "翻", "超", "近", "多"} {
		if endsWith(z.s, at, w) {
			q.Value, q.Reason = duizhao.NewDecimal(2, 0), "an increase of 1 times"
			return
		}
	}
}

// dayNumber settles 15日 without a month, and 15号.
func (z *zh) dayNumber(q *duizhao.Quantity, m measured, qualified bool) (drop bool) {
	if !has(z.s, m.us.Start, "日") {
		if m.n.is(words) {
			return true
		}
		q.Kind, q.Reason, q.Value, q.Precision, q.Unit = duizhao.Label, "name "+z.s[m.n.start:m.n.end], duizhao.Decimal{}, duizhao.Decimal{}, ""
		return false
	}
	day := q.Value.Float()
	next := skipSpaces(z.s, m.end)
	if qualified || day > 31 || m.n.is(scaled|pointed) || has(z.s, next, "内") || has(z.s, next, "以内") || has(z.s, next, "游") || has(z.s, next, "之内") {
		q.Kind = duizhao.Duration
		return m.n.is(words)
	}
	if m.n.is(words) {
		return true
	}
	q.Kind, q.Reason, q.Value, q.Precision, q.Unit = duizhao.Date, datePrefix+"---"+two(int(day)), duizhao.Decimal{}, duizhao.Decimal{}, ""
	return false
}

// weakUnits are characters that make a count after digits but a word or an
// abbreviation after one Chinese numeral: 两级, 四面, 三地.
const weakUnits = "代 方 面 地 线 级 点 分 步 环 层 道 头 期 本 则 号线 对 双 副 组 群 伙 票 股 字 单 列 版 集 回"

// count settles numbers with a measure word and numbers without any unit.
func (z *zh) count(q *duizhao.Quantity, m measured, qualified, hanOnly bool) (drop bool) {
	n := m.n
	q.Kind = duizhao.Count
	if m.us.Empty() {
		switch {
		case n.broken != "":
			return hanOnly
		case m.over || n.is(vague):
			return hanOnly && !n.is(scaled) && !qualified && !m.over && !n.is(vague)
		case hanOnly:
			return !(n.is(scaled) && !n.is(implied) || qualified) || n.is(positional)
		}
		z.unitless(q, m)
		return false
	}
	word := m.us.Of(z.s)
	if endsWith(z.s, backOver(z.s, n.start), "每") {
		return true // every ten thousand people: a denominator
	}
	if hanOnly && !qualified && !m.over && !n.is(vague) {
		if n.is(positional) || n.is(single) && strings.Contains(weakUnits, word) {
			return true
		}
		if n.is(implied) && n.is(single) && n.place >= 4 {
			return true // 万人发明专利拥有量
		}
	}
	if m.unit.id == "major" {
		q.Unit = ""
		if v := q.Value.Float(); v == 10 || v == 50 || v == 100 {
			q.Kind, q.Unit = duizhao.RankKind, "top"
		}
	}
	return false
}

// unitless settles digits that no unit follows: a year, a sum of money, a count.
func (z *zh) unitless(q *duizhao.Quantity, m measured) {
	next := skipSpaces(z.s, m.end)
	r := runeAt(z.s, next)
	if yearLike(m.n) && q.Value.Cmp(recent) >= 0 {
		han := r >= 0x4E00 && r <= 0x9FFF
		list := strings.ContainsRune("、和与及或至到", r) && yearLike(zhDigitsAt(z.s, skipSpaces(z.s, next+3))) || byteAt(z.s, next) == ',' && yearLike(zhDigitsAt(z.s, next+1))
		bracket := endsWith(z.s, m.n.start, "（") && r == '）' || byteAt(z.s, m.n.start-1) == '(' && byteAt(z.s, next) == ')'
		if (han || list || bracket || isLetter(byteAt(z.s, next))) && !qualifierText(z.s, m.n.start) {
			q.Kind, q.Unit = duizhao.Year, "year"
			return
		}
	}
	if m.n.is(scaled) && z.moneyBefore(m.n.start) {
		q.Kind, q.Unit, q.Currency = duizhao.Money, "CNY", "CNY"
		q.Reason = "no unit; the noun before it is a sum of money"
	}
}

func zhDigitsAt(s string, i int) numeral {
	if _, size := digitAt(s, i); size == 0 {
		return numeral{}
	}
	return zhDigits(s, i)
}

func qualifierText(s string, i int) bool {
	q, start := qualifierBefore(s, i, 0, false)
	return q != duizhao.Exact || start < i
}

// moneyNouns name sums of money; passing are the words that may stand between
// such a noun and its number.
var (
	moneyNouns = strings.Fields("金额 总额 额度 贷款额 销售额 交易额 成交额 投资额 营业额 零售额 进出口额 出口额 进口额 合同额 标的额 赔偿额 额 资金 收入 支出 产值 总产值 增加值 GDP 生产总值 总值 货值 价值 利润 税收 税额 营收 融资 贷款 存款 余额 投资 经费 费用 罚款 罚没款 赔偿 估值 市值 资产 补贴 补助 奖励")
	passing    = strings.Fields("达到 达 突破 超过 超 逾 近 约 为 共 共计 合计 累计 计 总计 完成 实现 是 有 至 增至 增长到 增加到 高达 已达 已 了 ： : 破 将近 接近 不足")
)

func (z *zh) moneyBefore(i int) bool {
	for range 4 {
		i = backOver(z.s, i)
		for _, w := range moneyNouns {
			if endsWith(z.s, i, w) {
				return true
			}
		}
		before := i
		for _, w := range passing {
			if endsWith(z.s, i, w) {
				i -= len(w)
				break
			}
		}
		if i == before {
			return false
		}
	}
	return false
}

// currencyWords are written before a sum.
var currencyWords = []struct{ word, code string }{
	{"人民币", "CNY"}, {"RMB", "CNY"}, {"CNY", "CNY"}, {"￥", "CNY"}, {"¥", "CNY"},
	{"US$", "USD"}, {"USD", "USD"}, {"HK$", "HKD"}, {"HKD", "HKD"}, {"$", "USD"}, {"＄", "USD"},
	{"€", "EUR"}, {"EUR", "EUR"}, {"£", "GBP"}, {"GBP", "GBP"}, {"美元", "USD"}, {"港币", "HKD"}, {"欧元", "EUR"},
}

// currency reads a currency word before the phrase that begins at start.
func (z *zh) currency(q *duizhao.Quantity, start int) int {
	if q.Kind != duizhao.Count && q.Kind != duizhao.Money || q.Kind == duizhao.Count && q.Unit != "" {
		return start
	}
	at := backOver(z.s, start)
	for _, c := range currencyWords {
		if at-len(c.word) >= z.pos && endsWith(z.s, at, c.word) {
			if yuan := q.UnitSpan.Of(z.s); q.Currency == "" || yuan == "元" || yuan == "圆" {
				q.Currency, q.Unit, q.Kind = c.code, c.code, duizhao.Money
				q.UnitSpan = duizhao.Span{Start: at - len(c.word), End: at}
			}
			start = at - len(c.word)
			if b, s := qualifierBefore(z.s, start, z.pos, false); b != duizhao.Exact && q.Qualifier == duizhao.Exact {
				q.Qualifier, start = b, s
			}
			break
		}
	}
	return start
}
