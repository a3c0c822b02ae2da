package export

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"duizhao"
)

// SheetCodebook lists the indicators.
const SheetCodebook = "指标表 Codebook"

func codebookSheet() *sheet {
	return &sheet{
		name: SheetCodebook, table: "Codebook", frozen: 1, color: grey,
		title: duizhao.Bilingual{Zh: "指标表", En: "Codebook of indicators"},
		about: duizhao.Bilingual{
			Zh: "本工作簿中出现的指标：名称、单位、角色、含义和观测数。", En: "The indicators that occur in this workbook: names, units, roles, what they measure and how many observations they have.",
		},
		columns: []column{
			words("指标代码 Indicator ID"),
			prose("指标（中文） Indicator (Chinese)", 36),
			prose("指标（英文） Indicator (English)", 44),
			words("领域 Domain"),
			prose("含义 Definition", 50),
			prose("单位 Unit", 26),
			prose("角色 Role", 30),
			prose("主体 Body", 20),
			words("首期 First period"),
			words("末期 Last period"),
			words("观测数 Observations"),
			words("中英文一致数 Agreeing"),
		},
	}
}

// measures say what a number of an indicator is, by the measure of its rule.
var measures = vocabulary{
	say("flow", "流量", "flow", "期间内发生的数量", "what happened within the period"),
	say("stock", "存量", "stock", "期末的数量", "what there is at the end of the period"),
	say("rate", "比率", "rate", "比率或平均数", "a ratio or an average"),
	say("rank", "位次", "rank", "名次", "a place in an order"),
}

// addCodebook writes the indicators in the order of their domains, then ids.
func (s *indicators) addCodebook(t *sheet) error {
	f := s.figures
	type entry struct {
		id     string
		domain int
		info   *indicatorInfo
	}
	var all []entry
	for n, info := range f.indicators {
		id := f.names.of[n]
		body := slices.Min(slices.Collect(maps.Keys(info.bodies)))
		all = append(all, entry{id, s.domains.place(id, body), info})
	}
	slices.SortFunc(all, func(a, b entry) int { return cmp.Or(cmp.Compare(a.domain, b.domain), cmp.Compare(a.id, b.id)) })
	for _, e := range all {
		_, err := t.add([]cell{
			{text: e.id}, {text: e.info.label.Zh}, {text: e.info.label.En}, {text: s.domainNames[e.domain]},
			{text: definition(s.domains.measure(e.id), s.o.Lang)},
			{text: listed(e.info.units, units)}, {text: listed(e.info.roles, roles)}, {text: listed(e.info.bodies, bodies)},
			{text: e.info.first}, {text: e.info.last}, count(e.info.count), count(e.info.agree),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func definition(measure string, l duizhao.Lang) string {
	if i := measures.place(measure); i >= 0 {
		return both(measures[i].name) + ": " + measures[i].meaning.In(l)
	}
	return ""
}

// listed returns the names of codes in order, one a line.
func listed(codes map[string]bool, v vocabulary) string {
	var out []string
	for _, c := range slices.Sorted(maps.Keys(codes)) {
		if c != "" {
			out = append(out, v.name(c))
		}
	}
	return strings.Join(out, "\n")
}
