package corpus

import (
	"fmt"
	"strings"
)

// section is a part of every report.
type section struct {
	zh, en string
	facts  []fact
}

// fact is a figure that every report states, with the words for it. {n} is the
// number, {place} the city.
type fact struct {
	indicator string
	zh, en    string
	low, high int  // of the first year
	form      form // how the number is written
	grows     bool // growth is stated
}

// form is a way of writing a whole number.
type form int

const (
	plain    form = iota // 12345, 12,345
	wan                  // in units of 100: 1.23万, 12,300
	wanYuan              // in ten thousand yuan: 320万元, RMB 3.2 million
	yiYuan               // in ten million yuan: 46.8亿元, RMB 4.68 billion
	perTenth             // in hundredths: 62.31
)

// render returns v as the two languages write it.
func (f *fact) render(v int) (zh, en string) {
	switch f.form {
	case wan:
		return trim(fmt.Sprintf("%.2f", float64(v)/100)) + "万", thousands(v * 100)
	case wanYuan:
		return fmt.Sprint(v) + "万元", "RMB " + trim(fmt.Sprintf("%.2f", float64(v)/100)) + " million"
	case yiYuan:
		return trim(fmt.Sprintf("%.2f", float64(v)/100)) + "亿元", "RMB " + trim(fmt.Sprintf("%.3f", float64(v)/1000)) + " billion"
	case perTenth:
		s := fmt.Sprintf("%.2f", float64(v)/100)
		return s, s
	}
	return fmt.Sprint(v), thousands(v)
}

// decimal returns the value that render writes.
func (f *fact) decimal(v int) string {
	switch f.form {
	case wan:
		return fmt.Sprint(v * 100)
	case wanYuan:
		return fmt.Sprint(v * 10_000)
	case yiYuan:
		return fmt.Sprint(v * 1_000_000)
	case perTenth:
		return trim(fmt.Sprintf("%.2f", float64(v)/100))
	}
	return fmt.Sprint(v)
}

// trim takes zeros away behind a decimal point.
func trim(s string) string { return strings.TrimSuffix(strings.TrimRight(s, "0"), ".") }

func thousands(v int) string {
	s := fmt.Sprint(v)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

var sections = []section{
	{"知识产权创造", "Creation of Intellectual Property", []fact{
		{"patents_granted", "全市专利授权量达{n}件", "A total of {n} patents were granted in {place}", 8000, 60000, plain, true},
		{"invention_patents_granted", "发明专利授权量为{n}件", "There were {n} invention patents granted", 1000, 7000, plain, true},
		{"valid_invention_patents", "截至年底，全市有效发明专利量为{n}件", "By the end of the year, {place} owned {n} valid invention patents", 9000, 50000, plain, false},
		{"pct_applications", "PCT国际专利申请量{n}件", "There were {n} PCT international patent applications", 50, 900, plain, true},
		{"invention_patents_per_10k", "每万人发明专利拥有量达{n}件", "{place} had {n} invention patents per 10,000 people", 1200, 9000, perTenth, false},
		{"valid_trademarks", "全市有效注册商标总量达{n}件", "{place} had {n} valid registered trademarks", 500, 4000, wan, true},
		{"software_copyright_registrations", "计算机软件著作权登记{n}件", "There were {n} software copyright registrations", 1000, 9000, plain, true},
	}},
	{"知识产权运用", "Use of Intellectual Property", []fact{
		{"ip_pledge_financing_amount", "全年知识产权质押融资总额达{n}", "{place} provided {n} in intellectual property pledge financing", 300, 9000, yiYuan, true},
		{"ip_pledge_projects", "知识产权质押融资项目数达{n}项", "The total number of IP pledge financing projects reached {n}", 120, 900, plain, false},
		{"high_tech_enterprises", "全市高新技术企业达{n}家", "The city has {n} high-tech enterprises", 500, 6000, plain, false},
		{"gi_products", "拥有地理标志保护产品{n}个", "The city is home to {n} protected GI products", 11, 40, plain, false},
	}},
	{"行政保护", "Administrative Protection", []fact{
		{"infringement_cases_total", "全市共立案查处侵权假冒案件{n}件", "Relevant authorities investigated {n} infringement and counterfeiting cases", 400, 3000, plain, true},
		{"police_cases", "市公安局共侦破侵犯知识产权案件{n}起", "The {place} police solved {n} IP infringement cases", 40, 300, plain, false},
		{"police_suspects_arrested", "市公安局抓获犯罪嫌疑人{n}人", "The {place} Municipal Public Security Bureau arrested {n} suspects", 90, 700, plain, false},
		{"customs_recordations", "全关区新增知识产权海关保护备案{n}项", "There were {n} new customs recordations", 60, 500, plain, false},
	}},
	{"司法保护", "Judicial Protection", []fact{
		{"courts_ip_cases_accepted", "全市法院共新收各类知识产权案件{n}件", "Courts across the city accepted {n} IP cases", 1500, 9000, plain, true},
		{"court_damages_ge_1m_cases", "判决赔偿额100万元以上的案件{n}件", "The courts awarded damages of over RMB 1 million in {n} cases", 13, 60, plain, false},
		{"procuratorate_not_prosecuted_persons", "全市检察机关不起诉{n}人", "The procuratorial organs decided not to prosecute {n} persons", 11, 60, plain, false},
	}},
	{"服务与宣传", "Services and Publicity", []fact{
		{"mediation_cases_received", "全年共接收委托调解案件{n}件", "The center received {n} authorized mediation cases", 60, 400, plain, false},
		{"mediation_committee_cases", "{place}市知识产权纠纷人民调解委员会调解知识产权纠纷{n}件", "The {place} IP Dispute Mediation Committee mediated {n} IP dispute cases", 20, 90, plain, false},
		{"training_online_enterprises", "{n}家企业参与线上培训", "A total of {n} enterprises attended the online training", 40, 300, plain, false},
	}},
}
