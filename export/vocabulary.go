package export

import "duizhao"

// term is a code of the report's form with its name and meaning for people.
type term struct {
	code    string
	name    duizhao.Bilingual
	meaning duizhao.Bilingual
}

// vocabulary is the closed list of codes one field may hold.
type vocabulary []term

func (v vocabulary) codes() []any {
	out := make([]any, len(v))
	for i, t := range v {
		out[i] = t.code
	}
	return out
}

// name returns both names of a code, "高 high"; a code that is not listed stands
// for itself.
func (v vocabulary) name(code string) string {
	for _, t := range v {
		if t.code == code {
			return both(t.name)
		}
	}
	return code
}

// in returns the name of a code in language l.
func (v vocabulary) in(code string, l duizhao.Lang) string {
	for _, t := range v {
		if t.code == code {
			return t.name.In(l)
		}
	}
	return code
}

func both(b duizhao.Bilingual) string {
	switch {
	case b.Zh == "" || b.Zh == b.En:
		return b.En
	case b.En == "":
		return b.Zh
	}
	return b.Zh + " " + b.En
}

func say[T ~string](code T, zh, en, meaningZh, meaningEn string) term {
	return term{string(code), duizhao.Bilingual{Zh: zh, En: en}, duizhao.Bilingual{Zh: meaningZh, En: meaningEn}}
}

var languages = vocabulary{
	say(duizhao.Chinese, "中文", "Chinese", "", ""),
	say(duizhao.English, "英文", "English", "", ""),
}

var roles = vocabulary{
	say(duizhao.Level, "水平", "level", "指标本身的数值", "the indicator's own value"),
	say(duizhao.Change, "增减量", "change", "与比较对象相差多少，单位同指标", "difference from what it is compared with, in the indicator's unit"),
	say(duizhao.Growth, "增长率", "growth", "与比较对象相比增减的百分比", "difference from what it is compared with, in percent"),
	say(duizhao.Share, "占比", "share", "占比较对象的百分比", "part of what it is compared with, in percent"),
	say(duizhao.Rank, "位次", "rank", "在比较范围内的名次", "place within what it is compared with"),
	say(duizhao.Multiple, "倍数", "multiple", "是比较对象的几倍", "how many times what it is compared with"),
	say(duizhao.Streak, "连续年数", "streak", "同一情形连续多少年", "years in a row that something held"),
	say(duizhao.OfWhich, "其中", "of_which", "前一数值的一部分", "part of the figure named before it"),
	say(duizhao.Target, "目标", "target", "计划达到的数值", "a value that is planned, not reached"),
}

var comparisons = vocabulary{
	say("yoy", "上年同期", "yoy", "与上年同期相比", "against the same period of the year before"),
	say("province", "全省", "province", "在全省的占比或位次", "within the province"),
	say("nation", "全国", "nation", "在全国的占比或位次", "within the nation"),
	say("world", "全球", "world", "在全球的占比或位次", "within the world"),
}

var qualifiers = vocabulary{
	say(duizhao.Exact, "确数", "exact", "原文没有修饰词", "the text gives the number without a qualifier"),
	say(duizhao.Over, "超过", "over", "余、多、超、逾、破、over、more than：实际值大于所写数值", "余, 多, 超, 逾, 破, over, more than: the true value is above the one written"),
	say(duizhao.AtLeast, "不少于", "at_least", "以上、至少、at least：实际值不小于所写数值", "以上, 至少, at least: the true value is not below the one written"),
	say(duizhao.Nearly, "接近", "nearly", "近、接近、nearly：实际值略小于所写数值", "近, 接近, nearly: the true value is a little below the one written"),
	say(duizhao.About, "约", "about", "约、左右、about：实际值在所写数值上下", "约, 左右, about: the true value is around the one written"),
	say(duizhao.Under, "不足", "under", "不足、不到、less than：实际值小于所写数值", "不足, 不到, less than: the true value is below the one written"),
	say(duizhao.AtMost, "至多", "at_most", "以下、至多、up to：实际值不大于所写数值", "以下, 至多, up to: the true value is not above the one written"),
}

var agreements = vocabulary{
	say(duizhao.Agree, "一致", "agree", "两种语言的数值相差不超过较粗精度的一半（1.41万 的精度是 100）", "the values of both languages differ by at most half the coarser resolution (1.41万 is written to the nearest 100)"),
	say(duizhao.Differ, "不一致", "differ", "两种语言的数值、单位或含义不同，见“问题”表；数值列取中文读数", "value, unit or meaning differ between the languages, see the findings; the value column holds the Chinese reading"),
	say(duizhao.ZhOnly, "仅中文", "zh_only", "只有中文写了这个数值", "only the Chinese text states the figure"),
	say(duizhao.EnOnly, "仅英文", "en_only", "只有英文写了这个数值", "only the English text states the figure"),
}

// The states of a value cell: why it is empty, or how it stands to the text.
const (
	valueStated  = "stated"
	valueMissing = "missing"
	valueRange   = "range"
	valueRounded = "rounded"
	valueBeyond  = "beyond"
)

var valueStates = vocabulary{
	say(valueStated, "有", "stated", "数值列就是原文所写的数值", "the value column holds the number the text states"),
	say(valueRange, "区间", "range", "原文只给出范围，见下限、上限列；数值列为空", "the text states bounds only, see low and high; the value column is empty"),
	say(valueMissing, "缺", "missing", "原文没有可计算的数值；数值列为空，不是零", "the text states no number that can be calculated with; the value column is empty, which is not zero"),
	say(valueRounded, "已舍入", "rounded", "数值超过表格软件的 15 位有效数字，准确值见“精确值”列", "the number has more than the 15 digits a spreadsheet keeps, the exact one stands in the column of exact values"),
	say(valueBeyond, "超出", "beyond", "数值超出表格软件的范围（约 1.8E308）；数值列为空，准确值见“精确值”列", "the number is beyond what a spreadsheet can hold (about 1.8E308); the value column is empty, the exact one stands in the column of exact values"),
}

var severities = vocabulary{
	say(duizhao.SeverityError, "错误", "error", "文字应当改正", "the text must be corrected"),
	say(duizhao.SeverityWarning, "警告", "warning", "应由人查看", "a person should look"),
	say(duizhao.SeverityInfo, "提示", "info", "供参考，通常不必改", "for information, seldom a reason to change the text"),
}

var findingStates = vocabulary{
	say(duizhao.Open, "待定", "open", "还没有人作出决定", "nobody has decided yet"),
	say(duizhao.Accepted, "采纳", "accepted", "有人确认问题属实", "a person agreed that the text is wrong"),
	say(duizhao.Dismissed, "排除", "dismissed", "有人认定不是问题", "a person decided that the text is right"),
}

var beadStates = vocabulary{
	say(duizhao.Auto, "自动", "auto", "由程序对齐", "laid side by side by the program"),
	say(duizhao.Confirmed, "已确认", "confirmed", "有人确认对齐无误", "a person found it right"),
	say(duizhao.Edited, "已修改", "edited", "有人改动过", "a person changed it"),
}

var unitLevels = vocabulary{
	say(duizhao.ParagraphLevel, "段落", "paragraph", "", ""),
	say(duizhao.SentenceLevel, "句子", "sentence", "", ""),
}

var blockKinds = vocabulary{
	say(duizhao.Title, "标题", "title", "", ""),
	say(duizhao.Heading, "小标题", "heading", "", ""),
	say(duizhao.Paragraph, "段落", "paragraph", "", ""),
	say(duizhao.ListItem, "列表项", "list item", "", ""),
	say(duizhao.TableCell, "表格单元格", "table cell", "", ""),
	say(duizhao.Note, "注释", "note", "", ""),
}

var kinds = vocabulary{
	say(duizhao.Count, "计数", "count", "", ""),
	say(duizhao.Money, "金额", "money", "", ""),
	say(duizhao.Percent, "百分比", "percent", "", ""),
	say(duizhao.PercentagePoint, "百分点", "percentage point", "", ""),
	say(duizhao.RankKind, "位次", "rank", "", ""),
	say(duizhao.Ordinal, "序数", "ordinal", "", ""),
	say(duizhao.MultipleKind, "倍数", "multiple", "", ""),
	say(duizhao.Fraction, "分数", "fraction", "", ""),
	say(duizhao.Duration, "时长", "duration", "", ""),
	say(duizhao.Date, "日期", "date", "", ""),
	say(duizhao.Year, "年份", "year", "", ""),
	say(duizhao.Label, "名称中的数字", "label", "", ""),
}

// units names the canonical units reports use most; the list is open.
var units = vocabulary{
	say("CNY", "元", "CNY", "人民币元（万元、亿元已换算）", "yuan renminbi (万 and 亿 are multiplied out)"),
	say("percent", "%", "percent", "百分比，按原文书写：22.9 即 22.9%", "as written: 22.9 is 22.9%"),
	say("percentage_point", "个百分点", "percentage point", "", ""),
	say("person", "人", "person", "", ""),
	say("person_time", "人次", "person-time", "同一人多次则多次计入", "a person counts once each time"),
	say("case", "件（案）", "case", "案件：件、起、宗", "of a court, police or authority"),
	say("item", "件", "item", "", ""),
	say("patent", "件（专利）", "patent", "", ""),
	say("trademark", "件（商标）", "trademark", "", ""),
	say("application", "件（申请）", "application", "", ""),
	say("enterprise", "家（企业）", "enterprise", "", ""),
	say("entity", "家（单位）", "entity", "", ""),
	say("site", "处", "site", "", ""),
	say("batch", "批次", "batch", "", ""),
	say("time", "次", "time", "", ""),
	say("year", "年", "year", "", ""),
	say("month", "个月", "month", "", ""),
	say("week", "周", "week", "", ""),
	say("day", "天", "day", "", ""),
	say("rank", "位", "rank", "", ""),
	say("multiple", "倍", "multiple", "", ""),
	say("project", "个（项目）", "project", "", ""),
	say("award", "项（奖）", "award", "", ""),
	say("document", "份", "document", "", ""),
	say("copy", "册", "copy", "", ""),
	say("piece", "件（个）", "piece", "", ""),
	say("unit", "个", "unit", "", ""),
	say("times", "倍", "times", "", ""),
	say("patent/10000 persons", "件/万人", "patents per 10,000 people", "", ""),
	say("patent/10000", "件/万人", "patents per 10,000 people", "", ""),
	say("patent/entity", "件/家", "patents per entity", "", ""),
	say("work", "件（作品）", "work", "", ""),
	say("trial", "场（庭审）", "trial", "", ""),
	say("transaction", "次（交易）", "transaction", "", ""),
	say("centre", "个（中心）", "centre", "", ""),
	say("event", "场（活动）", "event", "", ""),
	say("class", "期（班）", "class", "", ""),
	say("session", "期", "session", "", ""),
	say("view", "次（浏览）", "view", "", ""),
	say("variety", "个（品种）", "variety", "", ""),
	say("portfolio", "个（组合）", "portfolio", "", ""),
	say("station", "个（站）", "station", "", ""),
	say("standard", "项（标准）", "standard", "", ""),
	say("product", "个（产品）", "product", "", ""),
	say("tonne", "吨", "tonne", "", ""),
	say("country", "个（国家）", "country", "", ""),
	say("district", "个（区）", "district", "", ""),
	say("clue", "条（线索）", "clue", "", ""),
	say("entity_time", "家次", "entity-time", "同一单位多次则多次计入", "an entity counts once each time"),
	say("enterprise_time", "家次（企业）", "enterprise-time", "同一企业多次则多次计入", "an enterprise counts once each time"),
	say("market_time", "个次（市场）", "market-time", "同一市场多次则多次计入", "a market counts once each time"),
	say("case_time", "件次（案）", "case-time", "同一案件多次则多次计入", "a case counts once each time"),
	say("USD", "美元", "USD", "", ""),
	say("HKD", "港元", "HKD", "", ""),
}

// bodies names the bodies that act; the list is open.
var bodies = vocabulary{
	say("police", "公安", "police", "公安机关", "public security organs"),
	say("court", "法院", "court", "人民法院", "people's courts"),
	say("ip_court", "知识产权法庭", "IP court", "", ""),
	say("procuratorate", "检察院", "procuratorate", "人民检察院", "people's procuratorates"),
	say("customs", "海关", "customs", "", ""),
	say("market_regulation", "市场监管", "market regulation", "市场监督管理部门", "administrations for market regulation"),
	say("copyright", "版权", "copyright", "版权部门", "copyright administrations"),
	say("culture", "文旅", "culture", "文化和旅游部门", "administrations of culture and tourism"),
	say("agriculture", "农业农村", "agriculture", "农业农村部门", "administrations of agriculture"),
	say("forestry", "林业", "forestry", "", ""),
	say("ip_office", "知识产权局", "IP office", "", ""),
	say("protection_center", "保护中心", "protection centre", "知识产权保护中心", "intellectual property protection centres"),
	say("arbitration", "仲裁", "arbitration", "仲裁机构", "arbitration institutions"),
	say("mediation", "调解", "mediation", "调解组织", "mediation organisations"),
	say("notary", "公证", "notary", "公证机构", "notaries"),
	say("justice", "司法行政", "justice", "司法行政部门", "administrations of justice"),
	say("science", "科技", "science", "科技部门", "administrations of science and technology"),
	say("industry", "工信", "industry", "工业和信息化部门", "administrations of industry"),
	say("commerce", "商务", "commerce", "商务部门", "administrations of commerce"),
}

// place returns where in the list a code stands, -1 where it does not.
func (v vocabulary) place(code string) int {
	for i := range v {
		if v[i].code == code {
			return i
		}
	}
	return -1
}
