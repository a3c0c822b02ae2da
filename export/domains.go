package export

import (
	_ "embed"
	"slices"
	"strings"

	"duizhao"
)

// domain is a field of the work reports tell about; each has a sheet.
type domain struct {
	sheet, table string
	name         duizhao.Bilingual
	of           []string // the domains of rules it takes in
	stems        []string // words of the ids of indicators no built-in rule has
	bodies       []string // acting bodies, where the id does not tell
}

// domains lists the fields in the order of their sheets; the last takes what no
// other does.
func domains() []domain {
	return []domain{
		{"专利 Patents", "Patents", duizhao.Bilingual{Zh: "专利", En: "Patents"},
			[]string{"patent"}, []string{"patent"}, nil},
		{"商标 Trademarks", "Trademarks", duizhao.Bilingual{Zh: "商标与地理标志", En: "Trademarks and geographical indications"},
			[]string{"trademark", "geographical_indication"}, []string{"trademark", "geographical"}, nil},
		{"著作权 Copyright", "Copyright", duizhao.Bilingual{Zh: "著作权", En: "Copyright"},
			[]string{"copyright"}, []string{"copyright", "software"}, nil},
		{"品种 Varieties", "Varieties", duizhao.Bilingual{Zh: "植物新品种", En: "Plant varieties"},
			[]string{"plant_variety"}, []string{"variet", "seed"}, nil},
		{"金融 Finance", "Finance", duizhao.Bilingual{Zh: "金融与转化运用", En: "Finance and transfer"},
			[]string{"finance", "transfer"}, []string{"pledge", "loan", "insurance", "financ", "licens", "transfer"}, nil},
		{"经济 Economy", "Economy", duizhao.Bilingual{Zh: "经济、产业与科技", En: "Economy, industry and technology"},
			[]string{"economy", "industry", "technology"}, []string{"gdp", "economy", "industr", "output", "export", "import", "tech"}, nil},
		{"法院 Courts", "Courts", duizhao.Bilingual{Zh: "法院", En: "Courts"},
			[]string{"court"}, []string{"court"}, []string{"court"}},
		{"检察 Procuratorates", "Procuratorates", duizhao.Bilingual{Zh: "检察机关", En: "Procuratorates"},
			[]string{"procuratorate"}, []string{"procurator", "prosecut"}, []string{"procuratorate"}},
		{"公安 Police", "Police", duizhao.Bilingual{Zh: "公安机关", En: "Police"},
			[]string{"police"}, []string{"police"}, []string{"police"}},
		{"海关 Customs", "Customs", duizhao.Bilingual{Zh: "海关", En: "Customs"},
			[]string{"customs"}, []string{"customs"}, []string{"customs"}},
		{"执法 Enforcement", "Enforcement", duizhao.Bilingual{Zh: "行政执法", En: "Administrative enforcement"},
			[]string{"enforcement_total", "market_regulation", "copyright_enforcement", "agri_enforcement"},
			[]string{"enforce", "inspect", "penalt", "fine", "seiz", "case"}, []string{"market_regulation", "agriculture", "copyright"}},
		{"纠纷 Disputes", "Disputes", duizhao.Bilingual{Zh: "调解、仲裁、公证与法律服务", En: "Mediation, arbitration, notaries and legal services"},
			[]string{"mediation", "arbitration", "notary", "legal_service"}, []string{"mediat", "arbitrat", "notar", "dispute", "legal"}, []string{"notary", "arbitration"}},
		{"服务 Services", "Services", duizhao.Bilingual{Zh: "保护中心、培育与示范", En: "Protection centres, cultivation and demonstration"},
			[]string{"protection_center", "cultivation", "demonstration", "mechanism"}, []string{"center", "centre", "demonstrat", "service"}, nil},
		{"宣传 Publicity", "Publicity", duizhao.Bilingual{Zh: "宣传、培训、奖励与国际交流", En: "Publicity, training, awards and exchange"},
			[]string{"publicity", "training", "award", "international"}, []string{"train", "award", "publicity", "lecture", "event"}, nil},
		{"其他 Other", "Other", duizhao.Bilingual{Zh: "其他", En: "Other"}, nil, nil, nil},
	}
}

// The generated table says of the indicators of the built-in rules which domain
// they are of and what they measure; `make golden` writes it from the rules.
//
//go:embed domains.tsv
var domainTable string

// classifier finds the domain of an indicator.
type classifier struct {
	domains []domain
	known   map[string][2]string // domain and measure of the rule, by indicator
	found   map[[2]string]int
}

func newClassifier() *classifier {
	c := &classifier{domains: domains(), known: map[string][2]string{}, found: map[[2]string]int{}}
	for line := range strings.Lines(domainTable) {
		if f := strings.Split(strings.TrimSuffix(line, "\n"), "\t"); len(f) == 3 {
			c.known[f[0]] = [2]string{f[1], f[2]}
		}
	}
	return c
}

// place returns the place in domains of an indicator counted by a body.
func (c *classifier) place(indicator, body string) int {
	k := [2]string{indicator, body}
	i, ok := c.found[k]
	if !ok {
		i = c.search(indicator, body)
		c.found[[2]string{strings.Clone(indicator), strings.Clone(body)}] = i
	}
	return i
}

func (c *classifier) search(indicator, body string) int {
	if rule, ok := c.known[indicator]; ok {
		if i := slices.IndexFunc(c.domains, func(d domain) bool { return slices.Contains(d.of, rule[0]) }); i >= 0 {
			return i
		}
	}
	for _, belongs := range []func(d domain) bool{
		func(d domain) bool { return slices.Contains(d.bodies, body) },
		func(d domain) bool {
			return slices.ContainsFunc(d.stems, func(stem string) bool { return strings.Contains(indicator, stem) })
		},
	} {
		if i := slices.IndexFunc(c.domains, belongs); i >= 0 {
			return i
		}
	}
	return len(c.domains) - 1
}

// measure returns what an indicator measures: "flow", "stock", "rate", "rank", ""
// where it is not known.
func (c *classifier) measure(indicator string) string { return c.known[indicator][1] }

// domainSheet is the table of one domain: all roles by period, as stated.
func (v *wide) domainSheet(d *domain) *sheet {
	s := &sheet{
		name: d.sheet, table: d.table, frozen: 1, color: "2E75B6", title: d.name,
		about: duizhao.Bilingual{
			Zh: "报告所写的数值，按期间排列，一行一种说法（水平、增长率、占比、位次……）。点击数值跳到原文句子。",
			En: "Figures as the reports state them, by period; levels, growth, shares and ranks in rows of their own. Click a figure for its sentence.",
		},
		columns: []column{
			prose("指标 Indicator", 44),
			words("角色 Role"),
			words("比较对象 Comparison"),
			words("主体 Body"),
			prose("地区 Area", 24),
			words("单位 Unit"),
		},
	}
	for _, p := range v.periods {
		s.columns = append(s.columns, words(p))
	}
	s.columns = append(s.columns,
		prose("备注 Remarks", 50),
		words("指标代码 Indicator ID"),
		column{heading: "原文句子 Sentences", max: 30, style: plain})
	return s
}

func (v *wide) domainRow(s *series) []cell {
	m := v.figures.manners[s.key.manner]
	row := []cell{
		{text: v.label(s)}, {text: roles.name(string(m.role))}, {text: comparisons.name(m.comparison)}, {text: bodies.name(m.body)},
		{text: both(v.places.names[s.key.place])}, {text: units.name(m.unit)},
	}
	values, remarks, evidence := v.values(s)
	row = append(row, values...)
	return append(row, cell{text: remarks}, cell{text: v.figures.names.of[s.key.indicator]}, cell{text: evidence})
}
