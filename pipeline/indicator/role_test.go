package indicator_test

import (
	"testing"

	"duizhao"
	"duizhao/pipeline/indicator"
)

// roleCases state what the last figure of a text is to its indicator. The words
// of the indicator matter little: roles follow from cues that hold for all.
var roleCases = []struct {
	lang       duizhao.Lang
	text       string
	role       duizhao.Role
	value      string
	comparison string
}{
	{duizhao.Chinese, "全市专利授权量3万件。", duizhao.Level, "30000", ""},
	{duizhao.Chinese, "全市专利授权量增至3万件。", duizhao.Level, "30000", ""},
	{duizhao.Chinese, "全市专利授权量3万件，同比增加1200件。", duizhao.Change, "1200", "yoy"},
	{duizhao.Chinese, "全市专利授权量3万件，比上年减少1200件。", duizhao.Change, "-1200", "yoy"},
	{duizhao.Chinese, "全市专利授权量3万件，同比上升5.5%。", duizhao.Growth, "5.5", "yoy"},
	{duizhao.Chinese, "全市专利授权量3万件，下降5.5%。", duizhao.Growth, "-5.5", "yoy"},
	{duizhao.Chinese, "调解成功率提高2.5个百分点。", duizhao.Change, "2.5", "yoy"},
	{duizhao.Chinese, "全市专利授权量3万件，占全省的8.2%。", duizhao.Share, "8.2", "province"},
	{duizhao.Chinese, "全市专利授权量3万件，较上年有所提高，占全国的1.2%。", duizhao.Share, "1.2", "nation"},
	{duizhao.Chinese, "全市专利授权量居全省第三。", duizhao.Rank, "3", "province"},
	{duizhao.Chinese, "全市专利授权量位居全国第9位。", duizhao.Rank, "9", "nation"},
	{duizhao.Chinese, "全市专利授权量位居云泽第一。", duizhao.Rank, "1", "province"},
	{duizhao.Chinese, "到2027年，全市专利授权量力争达到5万件。", duizhao.Target, "50000", ""},
	{duizhao.Chinese, "全市专利授权量是五年前的2倍。", duizhao.Multiple, "2", ""},
	{duizhao.English, "The number of patents granted was 30,000.", duizhao.Level, "30000", ""},
	{duizhao.English, "The number of patents granted increased to 30,000.", duizhao.Level, "30000", ""},
	{duizhao.English, "The city was granted 30,000 patents, an increase of 1,200.", duizhao.Change, "1200", "yoy"},
	{duizhao.English, "The city was granted 30,000 patents, 1,200 fewer than the year before.", duizhao.Change, "-1200", "yoy"},
	{duizhao.English, "The city was granted 30,000 patents, up 5.5% year on year.", duizhao.Growth, "5.5", "yoy"},
	{duizhao.English, "The city was granted 30,000 patents, a drop of 5.5%.", duizhao.Growth, "-5.5", "yoy"},
	{duizhao.English, "The city was granted 30,000 patents, a year-on-year increase of 1,200, or 5.5%.", duizhao.Growth, "5.5", "yoy"},
	{duizhao.English, "The city was granted 30,000 patents, accounting for 8.2% of the province's total.", duizhao.Share, "8.2", "province"},
	{duizhao.English, "In patents granted, the city ranked third in the province.", duizhao.Rank, "3", "province"},
	{duizhao.English, "In patents granted, the city ranked ninth nationwide.", duizhao.Rank, "9", "nation"},
	{duizhao.English, "The enterprises of the city paid 5.5% of it.", duizhao.Level, "5.5", ""},
}

func TestRoles(t *testing.T) {
	r, err := indicator.Load(indicator.Options{}, read)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range roleCases {
		all := r.Observe(read(c.lang, c.text), indicator.Frame{Period: "2023"})
		if len(all) == 0 {
			t.Errorf("%s: nothing read", c.text)
			continue
		}
		o := all[len(all)-1]
		if o.Role != c.role || o.Value.String() != c.value || o.Comparison != c.comparison {
			t.Errorf("%s\n got %s %s %q, want %s %s %q", c.text, o.Role, o.Value, o.Comparison, c.role, c.value, c.comparison)
		}
	}
}

func TestPeriods(t *testing.T) {
	r, err := indicator.Load(indicator.Options{}, read)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		lang         duizhao.Lang
		text, period string
	}{
		{duizhao.Chinese, "全市专利授权量3万件。", "2023"},
		{duizhao.Chinese, "2021年，全市专利授权量3万件。", "2021"},
		{duizhao.Chinese, "截至2022年底，全市有效发明专利3万件。", "2022"},
		{duizhao.Chinese, "2022年上半年，全市专利授权量3万件。", "2022-H1"},
		{duizhao.Chinese, "2022年第三季度，全市专利授权量3万件。", "2022-Q3"},
		{duizhao.Chinese, "两件案件入选2021年度全国知识产权行政保护十大典型案例。", "2023"},
		{duizhao.Chinese, "落实《强市纲要（2021-2035年）》，新增专利授权量3万件。", "2023"},
		{duizhao.Chinese, "上半年，全市专利授权量3万件。", "2023-H1"},
		{duizhao.Chinese, "2022年前三季度，全市专利授权量3万件。", "2022-01/2022-09"},
		{duizhao.Chinese, "1—9月，全市专利授权量3万件。", "2023-01/2023-09"},
		{duizhao.Chinese, "前11个月，全市专利授权量3万件。", "2023-01/2023-11"},
		{duizhao.Chinese, "去年四季度，全市专利授权量3万件。", "2022-Q4"},
		{duizhao.Chinese, "截至2022年6月30日，全市有效发明专利3万件。", "2022-06-30"},
		{duizhao.Chinese, "截至2022年12月31日，全市有效发明专利3万件。", "2022"},
		{duizhao.Chinese, "截至6月底，全市有效发明专利3万件。", "2023-06-30"},
		{duizhao.Chinese, "2022年6月30日，全市召开会议3次。", "2022"},
		{duizhao.Chinese, "2022年5月，全市专利授权量3万件。", "2022-05"},
		{duizhao.English, "In the first half of 2022, the city was granted 30,000 patents.", "2022-H1"},
		{duizhao.English, "In the third quarter, the city was granted 30,000 patents.", "2023-Q3"},
		{duizhao.English, "In the first three quarters of 2022, the city was granted 30,000 patents.", "2022-01/2022-09"},
		{duizhao.English, "During the first eleven months of the year, the city was granted 30,000 patents.", "2023-01/2023-11"},
		{duizhao.English, "In Q2 2022, the city was granted 30,000 patents.", "2022-Q2"},
		{duizhao.English, "As of June 30, 2022, the city held 30,000 valid invention patents.", "2022-06-30"},
		{duizhao.English, "By the end of June 2022, the city held 30,000 valid invention patents.", "2022-06-30"},
		{duizhao.English, "In 2021, the city was granted 30,000 patents.", "2021"},
		{duizhao.English, "By the end of 2022, the city held 30,000 valid invention patents.", "2022"},
		{duizhao.English, "Two cases were selected into the model cases for administrative IPR protection of 2021.", "2023"},
	} {
		all := r.Observe(read(c.lang, c.text), indicator.Frame{Period: "2023"})
		if len(all) == 0 || all[0].Period != c.period {
			t.Errorf("%s: %+v, want period %s", c.text, all, c.period)
		}
	}
}

func TestFrame(t *testing.T) {
	r, err := indicator.Load(indicator.Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ zh, en, period, zhArea, enArea string }{
		{"2023年临溪市知识产权发展与保护状况", "Intellectual Property Protection in Linxi in 2023", "2023", "临溪", "Linxi"},
		{"二〇二二年云泽省知识产权 保护状况", "White Paper of Yunze Province (2022)", "2022", "云泽", "Yunze"},
		{"云泽法院知识产权司法保护状况（2021年）", "Judicial Protection of Intellectual Property by Yunze Courts (2021)", "2021", "云泽", "Yunze"},
		{"", "Linxi Intellectual Property Office: Report for 2020", "2020", "", "Linxi"},
	} {
		var docs []*duizhao.Document
		for l, title := range map[duizhao.Lang]string{duizhao.Chinese: c.zh, duizhao.English: c.en} {
			if title != "" {
				docs = append(docs, &duizhao.Document{Lang: l, Title: title})
			}
		}
		got := r.Frame(docs...)
		want := indicator.Frame{Period: c.period, Area: duizhao.Bilingual{Zh: c.zhArea, En: c.enArea}}
		if got != want {
			t.Errorf("%s / %s: got %+v, want %+v", c.zh, c.en, got, want)
		}
	}
}
