package check

import (
	"strings"
	"unicode"

	"duizhao"
)

// direction reports a movement that goes up in one language and down in the other:
// 同比下降15.4% as "up 15.4% year on year". The values agree, so that only the verbs
// beside them tell; both must be plain.
func direction(v *view) []duizhao.Finding {
	var out []duizhao.Finding
	for _, p := range v.told("direction") {
		why := duizhao.Bilingual{Zh: "中文为上升，英文为下降", En: "it goes up in Chinese and down in English"}
		if p.zhMoves < 0 {
			why = duizhao.Bilingual{Zh: "中文为下降，英文为上升", En: "it goes down in Chinese and up in English"}
		}
		out = append(out, v.tell(p, duizhao.SeverityError, why, duizhao.Bilingual{}))
	}
	return out
}

// The words of a movement upwards and downwards. Those that English may use of a
// result that got better, whichever way it went, are left out: improve, optimise.
var (
	upZh   = strings.Fields("增长 增加 增幅 增至 增到 提高 上升 上涨 提升 攀升 升至 涨幅 扩大 上浮 高于 高出")
	downZh = strings.Fields("下降 降低 减少 降幅 降至 下滑 回落 缩短 压缩 压减 缩减 收窄 下跌 跌幅 负增长 下调 减至 缩小 放缓 少 低于")
	upEn   = prefixed("increas grew grow growth rise rose risen rising climb surg jump soar higher expan gain uptick")
	downEn = prefixed("decreas declin drop fell fall fallen reduc lower shrank shrink shorten cut fewer less slump slid plung dip narrow slow contracted downturn diminish")
)

// notMoves takes out words that hold those of a movement and state none, overTime those
// between a figure and its noun.
var (
	notMoves = strings.NewReplacer("增加值", "", "增值", "", "增长极", "", "增长点", "", "新增长", "", "多少", "", "少年", "", "少数", "", "减少率", "", "不少于", "", "不低于", "", "不高于", "", "不少", "", "至少", "", "缺少", "",
		"more or less", "", "no less than", "", "no fewer than", "", "less than", "", "fewer than", "", "not less", "", "regardless", "", "unless", "", "value added", "", "added value", "")
	overTime = strings.NewReplacer("year-on-year", "", "year-over-year", "", "annual", "")
)

// moves returns 1 where quantity i of l is said to go up, -1 where it goes down, 0
// where it does not move or where that is not plain. A negative growth goes down.
func (l *lane) moves(i int) int {
	q := &l.rd.Quantities[i]
	switch q.Kind {
	case duizhao.Percent, duizhao.PercentagePoint, duizhao.Count, duizhao.Money, duizhao.Duration, duizhao.MultipleKind:
	default:
		return 0
	}
	before, behind := l.beside(i)
	compared := strings.ToLower(behind)
	before, behind = notMoves.Replace(strings.ToLower(before)), notMoves.Replace(compared)
	d := 0
	if l.rd.Document.Lang == duizhao.Chinese {
		d = nearest(before, upZh, downZh)
		if exceeds(before) {
			d = 1
		}
		if d == 0 && i > 0 && l.listed(i-1, i) {
			d = l.moves(i - 1) // 分别增长5.8%、-2.3%: one verb for all
			if l.rd.Quantities[i-1].Value.Sign() < 0 {
				d = -d
			}
		}
	} else {
		d = comparison(compared)
		if d == 0 {
			d = englishMove(before, behind)
		}
	}
	if q.Value.Sign() < 0 {
		d = -d
	}
	return d
}

// englishMove reads "up 5%", "fell by 5%", "a 5% increase"; of a verb before and a noun
// behind that go apart none is believed.
func englishMove(before, behind string) int {
	d := nearest(" "+before, upEn, downEn)
	words := strings.Fields(overTime.Replace(behind))
	if len(words) > 0 {
		if e := nearest(" "+words[0], upEn, downEn); e != 0 && d != 0 && e != d {
			return 0
		} else if e != 0 {
			return e
		}
	}
	tail := strings.Fields(before)
	for k := len(tail) - 1; k >= 0 && k >= len(tail)-3; k-- {
		switch tail[k] {
		case "up":
			return 1
		case "down":
			return -1
		case "by", "from", "a", "nearly", "about", "over", "further", "sharply", "slightly":
			continue
		}
		break
	}
	return d
}

// comparatives say behind a figure which way it goes, whatever the verb before it says:
// "a decline 2.6 percentage points smaller".
var comparatives = map[string]int{
	"more": 1, "higher": 1, "longer": 1, "larger": 1, "greater": 1, "bigger": 1, "above": 1,
	"less": -1, "fewer": -1, "lower": -1, "shorter": -1, "smaller": -1, "cheaper": -1, "below": -1,
}

// comparison returns which way a comparative right behind a figure says it goes.
func comparison(behind string) int {
	word := strings.TrimLeft(behind, " ")
	if k := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }); k >= 0 {
		word = word[:k]
	}
	return comparatives[word]
}

// exceeds reports whether before ends in what Chinese says of a figure that is more than
// another one: 比上年多, 较上年多收.
func exceeds(before string) bool {
	k := strings.LastIndex(before, "多")
	return k >= 0 && len(before)-k <= len("多收") && containsAny(before[:k], []string{"比", "较"})
}

// prefixed returns words with a space before each, so that they are found at the
// beginning of a word.
func prefixed(words string) []string {
	out := strings.Fields(words)
	for i, w := range out {
		out[i] = " " + w
	}
	return out
}

// nearest returns 1 where the last of the words in text is one of up, -1 where it is
// one of down, 0 where it has none.
func nearest(text string, up, down []string) int {
	at, d := -1, 0
	for _, side := range []struct {
		words []string
		d     int
	}{{up, 1}, {down, -1}} {
		for _, w := range side.words {
			if k := strings.LastIndex(text, w); k > at || k == at && k >= 0 && w == "负增长" {
				at, d = k, side.d
			}
		}
	}
	// 负增长 ends in 增长
	if k := strings.LastIndex(text, "负增长"); k >= 0 && at == k+len("负") {
		return -1
	}
	if k := strings.LastIndex(text, "negative growth"); k >= 0 && at == k+len("negative") {
		return -1
	}
	return d
}

// otherDirection reports whether p moves up in one language and down in the other by
// one amount.
func otherDirection(p pairing) bool {
	return p.zhMoves*p.enMoves < 0 && p.zh.Value.Valid() && p.en.Value.Valid() &&
		(p.relation.Same() || p.zh.Value.Abs().Equal(p.en.Value.Abs()))
}

// sameMovement reports whether p is a movement that one language writes with a sign
// and the other in words: 增长-4.5%, "fell by 4.5%".
func sameMovement(p pairing) bool {
	return p.zhMoves*p.enMoves > 0 && p.zh.Kind == p.en.Kind && p.zh.Value.Sign() != p.en.Value.Sign() &&
		p.zh.Value.Abs().Equal(p.en.Value.Abs())
}
