package segment

import (
	"strings"

	"duizhao"
)

// word emits the word of a Han run from start to end, or joins it to the last one of
// the run:
//
//   - neighbouring numerals, and 第 with the numeral behind it: 一百|二十|五, 第|二十|三;
//   - a place and its class, and the smaller classes with what may be a name: 桐岙|县,
//     玄武|区;
//   - a surname and 某: 陶|某某;
//   - a word and its suffix: 采纳|率;
//   - a character said twice: 件|件.
//
// guessed says that the HMM made it, so that no dictionary has it.
func (c *chineseScanner) word(start, end int, guessed bool) {
	text, prev := c.text[start:end], ""
	if len(c.out) > c.run {
		prev = c.out[len(c.out)-1].Span.Of(c.text)
	}
	switch {
	case text == "一起" && counted[prev]:
		c.word(start, start+han, false)
		c.word(start+han, end, false)
	case prev != "" && c.joins(prev, text):
		c.out[len(c.out)-1].Span.End = end
		c.guessed = false
	default:
		c.emit(start, end, duizhao.Word)
		c.guessed = guessed
	}
}

// han is the length of a Chinese character in bytes; the few that are longer are in no
// list.
const han = len("汉")

func (c *chineseScanner) joins(prev, text string) bool {
	switch {
	case isNumeral(text):
		return isNumeral(strings.TrimPrefix(prev, "第"))
	case text == "某" || text == "某某":
		return surnames[prev]
	case len(text) > han:
		return false
	case len(prev) <= han:
		return prev == text
	case isNumeral(strings.TrimPrefix(prev, "第")):
		return false
	}
	return suffixes[text] || placeClasses[text] && c.takesClass(prev, text)
}

// takesClass reports whether the word prev is the name of a place, or may be one, that
// the class of place makes one word with.
func (c *chineseScanner) takesClass(prev, class string) bool {
	if c.guessed {
		return true
	}
	last := prev[len(prev)-han:]
	return !placeEnds[last] && (c.places[prev] || len(prev) == 2*han && smallClasses[class])
}

// counted take cases or events as their object: 查处|一|起|案件, but 与|公安|一起.
var counted = set("审理 审结 受理 办理 办结 查处 查办 查获 侦办 侦破 破获 发生 通报 曝光 摧毁 打掉 处置 化解 报告 纠正 公布")

// placeClasses follow the name of a place and make one word with it.
var placeClasses = set("省 市 州 县 区 旗 镇 乡 村 岛 港 湖 河 江 山 盟")

// smallClasses are those that make one word with any noun: 玄武|区, 试点|县.
var smallClasses = set("区 县 镇 乡 村 岛 湖 河 港")

// placeEnds end the name of a place that has its class already, or of a country.
var placeEnds = characters("省市州县区旗镇乡村国洲部")

// suffixes make a noun of the word before them and are no words after one.
var suffixes = set("率 量 额 数 度 性 化 型 者 员 权 罪 费")

// surnames are those that most people have.
var surnames = characters("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅" +
	"钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝骆路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝")

// characters is set for a list of single characters.
func characters(list string) map[string]bool {
	s := map[string]bool{}
	for _, r := range list {
		s[string(r)] = true
	}
	return s
}
