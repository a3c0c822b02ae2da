package quantity

import (
	"duizhao"
)

// cue is a word beside a numeral and the qualifier it gives.
type cue struct {
	word string
	q    duizhao.Qualifier
}

// zhBefore are the words directly before a numeral. The first that fits wins, so
// longer words stand before their own endings.
var zhBefore = []cue{
	{"不超过", duizhao.AtMost}, {"不高于", duizhao.AtMost}, {"不多于", duizhao.AtMost}, {"不大于", duizhao.AtMost},
	{"不少于", duizhao.AtLeast}, {"不低于", duizhao.AtLeast}, {"不小于", duizhao.AtLeast}, {"不下于", duizhao.AtLeast}, {"不下", duizhao.AtLeast},
	{"接近", duizhao.Nearly}, {"将近", duizhao.Nearly}, {"最近", duizhao.Exact}, {"附近", duizhao.Exact}, {"临近", duizhao.Exact}, {"近", duizhao.Nearly},
	{"大约", duizhao.About}, {"约为", duizhao.About}, {"约合", duizhao.About}, {"约有", duizhao.About}, {"约达", duizhao.About}, {"约", duizhao.About},
	{"左右", duizhao.Exact}, {"大概", duizhao.About}, {"大致", duizhao.About}, {"估计", duizhao.About},
	{"超过了", duizhao.Over}, {"超过", duizhao.Over}, {"超出", duizhao.Over}, {"超额", duizhao.Exact}, {"超", duizhao.Over},
	{"逾", duizhao.Over}, {"高于", duizhao.Over}, {"多于", duizhao.Over}, {"大于", duizhao.Over}, {"高达", duizhao.Exact}, {"突破", duizhao.Over},
	{"侦破", duizhao.Exact}, {"打破", duizhao.Exact}, {"攻破", duizhao.Exact}, {"共破", duizhao.Exact}, {"已破", duizhao.Exact}, {"破", duizhao.Over},
	{"不足", duizhao.Under}, {"不到", duizhao.Under}, {"未满", duizhao.Under}, {"未达", duizhao.Under}, {"不满", duizhao.Under}, {"低于", duizhao.Under}, {"少于", duizhao.Under}, {"小于", duizhao.Under},
	{"至少", duizhao.AtLeast}, {"最少", duizhao.AtLeast}, {"起码", duizhao.AtLeast}, {"最低", duizhao.AtLeast},
	{"至多", duizhao.AtMost}, {"最多", duizhao.AtMost}, {"最高", duizhao.AtMost},
	{"≥", duizhao.AtLeast}, {"≤", duizhao.AtMost}, {"＞", duizhao.Over}, {">", duizhao.Over}, {"＜", duizhao.Under}, {"<", duizhao.Under},
}

// zhBetween may stand between a word of zhBefore and the numeral: 超过了 20,
// 至少有 3, 约占三成.
var zhBetween = []string{"了", "有", "占", "达到", "达", "为", "在"}

// zhAfter are the words behind a numeral, or behind its unit.
var zhAfter = []cue{
	{"以上", duizhao.AtLeast}, {"及以上", duizhao.AtLeast}, {"（含）以上", duizhao.AtLeast}, {"(含)以上", duizhao.AtLeast}, {"之上", duizhao.AtLeast},
	{"以下", duizhao.AtMost}, {"及以下", duizhao.AtMost}, {"（含）以下", duizhao.AtMost}, {"(含)以下", duizhao.AtMost}, {"以内", duizhao.AtMost}, {"之内", duizhao.AtMost}, {"之下", duizhao.AtMost},
	{"左右", duizhao.About}, {"上下", duizhao.About},
}

// zhMore follow a numeral directly: 110余家, 62万+.
var zhMore = []string{"余", "餘", "多", "+", "＋", "几", "來"}

// notMore are words that begin with one of zhMore.
var notMore = []string{"多元", "多样", "多方", "多年", "多层", "多种", "多次", "多边", "多功能", "多媒体", "多渠道", "多部门", "余杭", "余姚", "余额", "余热", "余市", "几何", "几乎", "多数", "多家", "多项", "多名"}

// endsWith reports whether word stands directly before s[i:], and where it begins.
func endsWith(s string, i int, word string) bool { return has(s, i-len(word), word) }

// backOver passes back over at most two spaces before s[i:].
func backOver(s string, i int) int {
	for range 2 {
		switch {
		case endsWith(s, i, " "):
			i--
		case endsWith(s, i, "\u00a0"):
			i -= 2
		case endsWith(s, i, "\u3000"):
			i -= 3
		}
	}
	return i
}

// qualifierBefore reads the qualifier that stands before s[i:], not reaching
// back beyond from. implied is set for a numeral without a digit (百万), which
// 上, 过 and 成 may introduce.
func qualifierBefore(s string, i, from int, implied bool) (duizhao.Qualifier, int) {
	at := backOver(s, i)
	if q, start, ok := findCue(s, at, from); ok {
		return q, start
	}
	for _, w := range zhBetween {
		if byteAt(s, at-1) == w[len(w)-1] && endsWith(s, at, w) {
			if q, start, ok := findCue(s, backOver(s, at-len(w)), from); ok {
				return q, start
			}
		}
	}
	if implied {
		switch {
		case endsWith(s, at, "上") && at-3 >= from:
			return duizhao.AtLeast, at - 3
		case endsWith(s, at, "过") && at-3 >= from && !endsWith(s, at, "通过") && !endsWith(s, at, "经过"):
			return duizhao.Over, at - 3
		}
	}
	if endsWith(s, at, "过") && at-3 >= from {
		switch runeAt(s, at-6) {
		case '量', '比', '率', '数', '额', '值', '已':
			return duizhao.Over, at - 3
		}
	}
	return duizhao.Exact, i
}

// zhBeforeByEnd holds zhBefore by the last byte of the word.
var zhBeforeByEnd = func() (t [256][]cue) {
	for _, c := range zhBefore {
		last := c.word[len(c.word)-1]
		t[last] = append(t[last], c)
	}
	return
}()

func findCue(s string, at, from int) (duizhao.Qualifier, int, bool) {
	for _, c := range zhBeforeByEnd[byteAt(s, at-1)] {
		if at-len(c.word) >= from && endsWith(s, at, c.word) {
			if c.q == duizhao.Exact {
				return c.q, at, true
			}
			return c.q, at - len(c.word), true
		}
	}
	return duizhao.Exact, at, false
}

// more reads 余, 多 or + at s[i:] and returns its end, or i.
func more(s string, i int) int {
	at := skipSpaces(s, i)
	switch runeAt(s, at) {
	case '余', '餘', '多', '＋', '几', '來':
	default:
		if byteAt(s, at) != '+' {
			return i
		}
	}
	for _, w := range zhMore {
		if !has(s, at, w) {
			continue
		}
		for _, no := range notMore {
			if has(s, at, no) {
				if _, span := zhUnit(s, at+len(w)); span.Empty() || no == "多方" || no == "多次" {
					return i
				}
			}
		}
		if w == "+" {
			if d := byteAt(s, at+1); isDigit(d) || isLetter(d) {
				return i
			}
		}
		return at + len(w)
	}
	return i
}

// qualifierAfter reads 以上, 以下, 左右 at s[i:].
func qualifierAfter(s string, i int) (duizhao.Qualifier, int) {
	at := skipSpaces(s, i)
	if has(s, at, "级") && (endsWith(s, at, "吨") || endsWith(s, at, "瓦") || endsWith(s, at, "元") || endsWith(s, at, "伏")) {
		at += len("级") // 10万吨级及以上
	}
	switch runeAt(s, at) {
	case '以', '及', '（', '之', '左', '上':
	default:
		if byteAt(s, at) != '(' {
			return duizhao.Exact, i
		}
	}
	for _, c := range zhAfter {
		if has(s, at, c.word) {
			return c.q, at + len(c.word)
		}
	}
	return duizhao.Exact, i
}

// bound states what a qualifier says about the value: over and at least give
// Low, under, nearly and at most give High.
func bound(q *duizhao.Quantity) {
	if q.Low.Valid() || q.High.Valid() || !q.Value.Valid() {
		return
	}
	switch q.Qualifier {
	case duizhao.Over, duizhao.AtLeast:
		q.Low = q.Value
	case duizhao.Under, duizhao.AtMost, duizhao.Nearly:
		q.High = q.Value
	}
}
