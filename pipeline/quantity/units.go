package quantity

import (
	"strings"
	"sync"

	"duizhao"
)

// unit is what a unit word means.
type unit struct {
	id       string // canonical, the same in both languages where the measure is one
	class    unitClass
	currency string // ISO 4217, of money
}

type unitClass uint8

const (
	classCount unitClass = iota
	classMoney
	classPercent
	classPoint
	classMultiple
	classTenth    // 成: tenths, stated as percent
	classYear     // 年: a year or a number of years
	classMonth    // 月: a month of the year
	classDay      // 日, 号: a day of the month
	classDuration // 个月, 天, weeks
	classOrdinal  // 届, 等奖, 周年: the numeral is an ordinal without 第
	classTop      // 强, 佳: the best N
)

// zhUnits lists the measure words, a line for each meaning: id, class, words.
// Where a word can be the beginning of another, the longest wins.
var zhUnits = []struct {
	id    string
	class unitClass
	words string
}{
	{"percent", classPercent, "% ％ 个百分率"},
	{"permille", classPercent, "‰"},
	{"percentage_point", classPoint, "个百分点 個百分點 百分点 百分點 个pct pct 个点 個點"},
	{"percent", classTenth, "成"},
	{"basis_point", classPoint, "个基点 個基點 基点"},
	{"times", classMultiple, "倍"},

	{"CNY", classMoney, "元 圆 元人民币 人民币 人民币元 块钱 元钱"},
	{"USD", classMoney, "美元 美金 元美元"},
	{"HKD", classMoney, "港元 港币 元港币"},
	{"EUR", classMoney, "欧元 歐元"},
	{"JPY", classMoney, "日元 日圆 日币"},
	{"GBP", classMoney, "英镑"},
	{"KRW", classMoney, "韩元"},
	{"TWD", classMoney, "新台币 台币"},
	{"MOP", classMoney, "澳门元 澳门币"},
	{"AUD", classMoney, "澳元"},
	{"CAD", classMoney, "加元"},
	{"SGD", classMoney, "新加坡元 新元"},
	{"CHF", classMoney, "瑞士法郎"},
	{"RUB", classMoney, "卢布"},
	{"THB", classMoney, "泰铢"},
	{"INR", classMoney, "卢比"},

	{"year", classYear, "年 年度"},
	{"month", classMonth, "月 月份"},
	{"day", classDay, "日 号 號"},
	{"year", classDuration, "个年度 整年 年间 年来 年内"},
	{"month", classDuration, "个月 個月 个多月 个半月"},
	{"week", classDuration, "周 个星期 星期 个周 个半星期 个多星期"},
	{"day", classDuration, "天 昼夜"},
	{"working_day", classDuration, "个工作日 工作日"},
	{"calendar_day", classDuration, "个自然日 自然日"},
	{"quarter", classDuration, "个季度"},
	{"hour", classDuration, "小时 个小时 小時 钟头 个钟头 学时 课时 个课时 个学时 个半小时 个多小时 个半钟头 个多钟头"},
	{"minute", classDuration, "分钟"},
	{"second", classDuration, "秒 秒钟"},

	{"session", classOrdinal, "届"},
	{"anniversary", classOrdinal, "周年 週年"},
	{"prize", classOrdinal, "等奖"},
	{"plenary", classOrdinal, "中全会"},
	{"quarter", classOrdinal, "季度"},
	{"top", classTop, "强 佳 強"},

	{"person", classCount, "人 名 位 员"},
	{"person_time", classCount, "人次"},
	{"case_time", classCount, "件次"},
	{"unit_time", classCount, "个次"},
	{"entity_time", classCount, "家次 户次"},
	{"vehicle_time", classCount, "台次 辆次 车次 艘次 架次"},
	{"batch", classCount, "批 批次"},
	{"class", classCount, "班次 班 期班"},
	{"piece", classCount, "件 枚 块"},
	{"unit", classCount, "个 個 箇"},
	{"item", classCount, "项 項 条 條 款 则 道"},
	{"case", classCount, "起 宗 例 桩 案"},
	{"entity", classCount, "家 间"},
	{"household", classCount, "户 戶"},
	{"site", classCount, "处 處"},
	{"institution", classCount, "所"},
	{"copy", classCount, "份"},
	{"article", classCount, "篇"},
	{"session", classCount, "场 場 堂 节课"},
	{"time", classCount, "次 回 趟 遍"},
	{"round", classCount, "轮"},
	{"issue", classCount, "期"},
	{"set", classCount, "套 台 臺"},
	{"vehicle", classCount, "辆 列"},
	{"aircraft", classCount, "架"},
	{"vessel", classCount, "艘"},
	{"head", classCount, "头 只 匹"},
	{"plant", classCount, "株 棵"},
	{"volume", classCount, "册 本 卷"},
	{"work", classCount, "部 幅 首"},
	{"sheet", classCount, "张 張"},
	{"page", classCount, "页 版"},
	{"word", classCount, "字"},
	{"building", classCount, "座 栋 幢"},
	{"team", classCount, "支 队"},
	{"course", classCount, "门"},
	{"kind", classCount, "种 類 类 大类 小类 品种"},
	{"transaction", classCount, "笔 单 宗交易"},
	{"bag", classCount, "袋 包"},
	{"box", classCount, "箱 盒"},
	{"bottle", classCount, "瓶 桶 罐"},
	{"seat", classCount, "席 座位"},
	{"bed", classCount, "张床位 张床"},
	{"vote", classCount, "票"},
	{"share", classCount, "股"},
	{"group", classCount, "组 群 伙 对 双 副"},
	{"line", classCount, "号线"},
	{"point", classCount, "点 分"},
	{"floor", classCount, "层"},
	{"letter", classCount, "封"},
	{"episode", classCount, "集"},
	{"step", classCount, "步 环"},
	{"major", classCount, "大"},
	{"year_of_age", classCount, "岁 歲 周岁 週歲"},
	{"gram_level", classCount, "级"},
	{"province", classCount, "省 省份 省市 省区"},
	{"city", classCount, "市 地市 城市"},
	{"county", classCount, "县 区县 县区 县市"},
	{"district", classCount, "区"},
	{"town", classCount, "镇 乡镇 镇街 街道"},
	{"village", classCount, "村 行政村 社区 村居"},
	{"country", classCount, "国 国家"},
	{"school", classCount, "校"},
	{"teu", classCount, "标箱 标准箱 TEU"},
	{"generation", classCount, "代"},
	{"side", classCount, "方 面"},
	{"place", classCount, "地"},
	{"front", classCount, "线"},
	{"banner", classCount, "幅标语"},
	{"pack", classCount, "捆 卡车"},

	{"tonne", classCount, "吨 公吨 t"},
	{"tonne_coal_equivalent", classCount, "吨标准煤 吨标煤"},
	{"kilogram", classCount, "公斤 千克 kg KG Kg"},
	{"gram", classCount, "克 g"},
	{"jin", classCount, "斤"},
	{"mu", classCount, "亩 畝"},
	{"hectare", classCount, "公顷"},
	{"square_metre", classCount, "平方米 平米 ㎡ m²"},
	{"square_kilometre", classCount, "平方公里 平方千米"},
	{"cubic_metre", classCount, "立方米 方水 m³"},
	{"kilometre", classCount, "公里 千米 km 车道公里"},
	{"tonne_kilometre", classCount, "吨公里 吨千米"},
	{"tonne_nautical_mile", classCount, "吨海里"},
	{"passenger_kilometre", classCount, "人公里 人千米"},
	{"nautical_mile", classCount, "海里"},
	{"metre", classCount, "米 m"},
	{"centimetre", classCount, "厘米 cm"},
	{"millimetre", classCount, "毫米 mm"},
	{"kilowatt_hour", classCount, "千瓦时 千瓦小时 度电 kWh"},
	{"kilowatt", classCount, "千瓦 kW"},
	{"megawatt", classCount, "兆瓦 MW"},
	{"litre", classCount, "升 公升"},
	{"degree", classCount, "度 摄氏度 ℃"},
	{"terabyte", classCount, "TB"},
	{"gigabyte", classCount, "GB"},
}

// notUnits are words whose first character would be taken for a unit: 3成员单位.
var notUnits = strings.Fields(`
	成员 成果 成功 成立 成都 成效 成绩 成本 成年 成长 成品 成交
	大型 大类 大量 大多 大学 大数据 大会 大厅 大队 大赛 大众 大小 大幅
	人大 人民 人均 人才 人员 人口 人工 人类 人机
	家庭 家长 家具 家电 家居 户籍 户外 户口 本科 本市 本地 本省 本土 本级 本次 本年 本院
	条件 条例 条款 项目 起诉 起草 起步 起来 例如 例会 件均 部门 部分 部署 部委 部长
	地区 地方 地理 地块 市场 市民 市级 市区 市县 县级 县域 区域 区级 区块 省级 省内 省外 国际 国内 国有 国产 国外
	点击 分别 分析 分类 分布 分局 分公司 分行 分院 分会 分数 级别 方面 方案 方式 方向 方法 面向 面积 线上 线下 线索
	号召 日常 日报 日前 月度 月均 年均 年轻 年龄 年级 周边 周期 天然 天使 期间 期货 期刊 期限 期末
	位于 位列 位居 位置 次数 次年 次日 场所 场景 场地 台账 台风 套餐 批准 批复 批发 批量 批评
	所有 所属 所在 处理 处罚 处置 处分 处长 份额 字号 字体 页面 版权 版本 座谈 门户 门店 门诊 种子 种植 种业 类型 类别 类似
	笔试 单位 单项 单一 单价 单笔 双方 双向 双创 对外 对接 对比 对应 组织 组建 组成 组长 群众 群体 层级 层面 层次
	度假 升级 升高 米面 克服 股权 股东 股份 票据 票房 席位 道路 道德 则是 款项 首批 首个 首次 首家 首届 强市 强县 强国 强省 强化 强调 强制
	环保 环境 环比 步伐 集中 集成 集团 集体 集群 首创 首都 校企 校园 校外 村民 村级 镇级 乡村 街道办 班级 班子 员工 队伍 队员 支持 支付 支出 支部 支队 支撑 支行 栋梁 列入 列为 架构
	回收 回应 回升 回落 遍布 轮值 克隆 方能 方可 以来 块链 间接 间隔 封闭 代表 代理 代码 代办 国家 城市 省市
`)

type unitTable struct {
	byWord map[string]unit
}

var zhUnitTable = sync.OnceValue(func() *unitTable {
	t := &unitTable{byWord: make(map[string]unit, 300)}
	for _, row := range zhUnits {
		for _, w := range strings.Fields(row.words) {
			u := unit{id: row.id, class: row.class}
			if row.class == classMoney {
				u.currency = row.id
			}
			t.byWord[w] = u
		}
	}
	for _, w := range notUnits {
		if _, isUnit := t.byWord[w]; !isUnit {
			t.byWord[w] = unit{}
		}
	}
	return t
})

// zhUnit reads the unit at s[i:], behind at most two spaces; the span is empty
// where there is none.
func zhUnit(s string, i int) (unit, duizhao.Span) {
	t := zhUnitTable()
	at := skipSpaces(s, i)
	var found unit
	span := duizhao.Span{Start: i, End: i}
	end := at
	for range 5 {
		size := runeSize(s, end)
		if size == 0 {
			break
		}
		end += size
		if u, ok := t.byWord[s[at:end]]; ok {
			found, span = u, duizhao.Span{Start: at, End: end}
		}
	}
	if found.id == "" {
		return unit{}, duizhao.Span{Start: i, End: i}
	}
	if c := s[span.End-1]; isLetter(c) && isLetter(byteAt(s, span.End)) {
		return unit{}, duizhao.Span{Start: i, End: i} // the m of "map"
	}
	return found, span
}

// runeSize returns the bytes of the code point at s[i:], 0 at the end.
func runeSize(s string, i int) int {
	switch {
	case i >= len(s):
		return 0
	case s[i] < 0x80:
		return 1
	case s[i] < 0xE0:
		return min(2, len(s)-i)
	case s[i] < 0xF0:
		return min(3, len(s)-i)
	}
	return min(4, len(s)-i)
}

func byteAt(s string, i int) byte {
	if i < 0 || i >= len(s) {
		return 0
	}
	return s[i]
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
