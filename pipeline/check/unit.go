package check

import (
	"fmt"
	"strings"
	"sync"

	"duizhao"
	"duizhao/internal/agree"
)

// unit reports equal numbers that count different things. The measure words of
// Chinese say little about what is counted, so only units that leave no room are
// compared.
func unit(v *view) []duizhao.Finding {
	var out []duizhao.Finding
	for _, p := range v.told("unit") {
		if otherPer(p) {
			out = append(out, v.perFinding(p))
			continue
		}
		why := duizhao.Bilingual{
			Zh: fmt.Sprintf("数值相同而单位不同，%s 与 %s", p.zh.Text, p.en.Text),
			En: fmt.Sprintf("the same value has another unit, %s and %s", p.zh.Text, p.en.Text),
		}
		s := duizhao.SeverityWarning
		if agree.Measures(p.zh.Unit) != "" || parts()[p.zh.Unit] {
			s = duizhao.SeverityError // months for years, tonnes for kilograms
		}
		out = append(out, v.tell(p, s, why, duizhao.Bilingual{}))
	}
	return append(append(out, v.perHowMany()...), v.otherPeriods()...)
}

// people and things are nouns of which one is never the other.
var (
	people = wordSet(`person person_time suspect student teacher expert lawyer judge prosecutor official officer enforcer
		technician engineer researcher scientist talent trainee participant worker farmer resident citizen volunteer defendant journalist`)
	things = wordSet("case enterprise entity company firm patent trademark website vehicle vessel site institution household copy article")
)

func wordSet(words string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		out := map[string]bool{}
		for _, w := range strings.Fields(words) {
			out[w] = true
		}
		return out
	})
}

// otherUnit reports whether the units of p leave no room for one fact: measures
// that do not convert, people and things, batches and single pieces.
func otherUnit(p pairing) bool {
	a, b := p.zh.Unit, p.en.Unit
	if otherPer(p) {
		return true
	}
	if parts()[a] && parts()[b] && a != b {
		return !agree.Converts(p.zh, p.en)
	}
	if p.zh.Kind == duizhao.Ordinal || p.en.Kind == duizhao.Ordinal || a == "" || b == "" || a == b {
		return false
	}
	if x, y := agree.Measures(a), agree.Measures(b); x != "" && y != "" {
		return !agree.Converts(p.zh, p.en) && !tonnesOfWater(p)
	}
	return people()[a] && things()[b] || things()[a] && people()[b] ||
		pieces()[a] && (people()[b] || companies()[b]) || people()[a] && companies()[b] ||
		a == "entity" && records()[b] || a == "unit" && people()[b] && !peopleNear(p) ||
		(a == "piece" || a == "case") && bodies()[b] ||
		places()[b] && (people()[a] || a == "piece" || a == "case" || a == "entity") ||
		a == "batch" && (clues()[b] || people()[b]) || strings.Contains(p.zh.Text, "批次") && contents()[b]
}

// tonnesOfWater reports whether p is an amount of water, of which a tonne is a cubic
// metre: 供水2.43亿吨.
func tonnesOfWater(p pairing) bool {
	return p.zh.Unit == "tonne" && p.en.Unit == "cubic_metre" && strings.ContainsAny(p.zhBefore, "水污")
}

// pieces are Chinese measure words that count neither people nor companies, and
// companies the English nouns of these.
var (
	pieces    = wordSet("piece item batch copy issue session transaction case article site")
	companies = wordSet("enterprise company firm corporation business")
	parts     = wordSet("percent permille")
	clues     = wordSet("clue lead tip")
	records   = wordSet("patent trademark case application copyright work judgment document")
	bodies    = wordSet("station center centre institution hospital school court university college bank bureau office")
)

// contents are English units for what a batch holds, one by one: events that are counted
// by batches (a seizure, a case) are none.
var contents = wordSet("piece item good article copy clue lead tip enterprise company firm patent trademark website vehicle vessel institution unit ton tonne kilogram")

// places are English nouns for what Chinese counts by 个 or without a measure word.
var places = wordSet("country region nation province city county district town village continent economy")

// noPeople takes out words that begin as those of people do.
var noPeople = strings.NewReplacer("公众", "", "专利", "", "专项", "", "专业", "", "专柜", "", "专区", "", "专窗", "", "代码", "", "工程", "", "工作", "", "工业", "", "工厂", "", "生产", "", "生物", "", "生态", "",
	"人民", "", "农业", "", "农产", "", "民生", "", "民事", "", "民营", "", "官网", "", "示范", "", "人工", "", "人均", "", "客运", "")

// peopleNear reports whether what p counts in Chinese may be people: 个 says
// nothing, the words around it do.
func peopleNear(p pairing) bool {
	noun := strings.TrimLeft(p.zhBehind, " ")
	if k := strings.IndexAny(noun, "，。；、,;.的0123456789"); k >= 0 {
		noun = noun[:k]
	}
	if noun == "" {
		noun = p.zhBefore // what is counted stands before: 公众号4600多个
	}
	noun = noPeople.Replace(noun)
	return strings.ContainsAny(noun+p.zh.Text, "人者员师工生嫌官代干农民专众患友客")
}
