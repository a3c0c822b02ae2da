package export

import (
	"maps"
	"slices"

	"duizhao"
)

// readings are the notes on how to read the tables, in order.
var readings = []struct{ topic, note duizhao.Bilingual }{
	{duizhao.Bilingual{Zh: "数值", En: "values"}, duizhao.Bilingual{
		Zh: "数值按原文换算成个位：1.41万件 写作 14,100；百分比按原文书写，22.9% 写作 22.9。原文修饰词（余、约、近……）见“修饰”列，不改变数值。",
		En: "Values are written out in full: 1.41万件 is 14,100; percentages stay as written, 22.9% is 22.9. Words such as 余 or “about” are in the qualifier column and do not change the value."}},
	{duizhao.Bilingual{Zh: "缺失", En: "missing values"}, duizhao.Bilingual{
		Zh: "没有数值的单元格为空，原因见“数值状态”列；数值列中没有文字和符号。",
		En: "A cell without a number is empty, the column of value states says why; numeric columns hold no words or symbols."}},
	{duizhao.Bilingual{Zh: "年度表", En: "indicators by year"}, duizhao.Bilingual{
		Zh: "只列有指标名、角色为“水平”的数值。同一指标在同一期间有几个数值时，取该期间本身的报告中最先出现的（总数先于细目），其余写在备注列。增减量 = 后期 − 前期，增长率 = 增减量 ÷ 前期；由程序计算，不是原文所写；单位为百分比时增减量是百分点，不算增长率。",
		En: "Only figures with an indicator's name and the role “level”. Where one indicator has several values for one period the one stated first in the report about that period is shown (a total is stated before its details) and the others are in the remarks. Change is the later value less the earlier one, growth is change divided by the earlier one; both are calculated, not quoted; for percentages change is in percentage points and growth is left out."}},
	{duizhao.Bilingual{Zh: "置信度", En: "confidence"}, duizhao.Bilingual{
		Zh: "0 到 1，程序对“这个数值属于这个指标”的把握。",
		En: "0 to 1: how sure the program is that the figure belongs to the indicator."}},
	{duizhao.Bilingual{Zh: "出处", En: "evidence"}, duizhao.Bilingual{
		Zh: "每个数值都连到“原文 Sentences”表中的句子（编号 s1、s2……）：长表在“原文句子”列，年度表和各领域表点击数值即可；该表列出中英文句子、页码和段落编号，段落编号可在同名的 alignment 工作簿和 JSON 文件中查到。",
		En: "Every figure leads to its sentence (s1, s2, ...) on the sheet of sentences: in the long table from the column “Sentence”, in the tables by year from the figure itself. That sheet has the sentence in both languages, its pages and the ids of its paragraphs, to be found in the report's alignment workbook and JSON file."}},
	{duizhao.Bilingual{Zh: "文字的限度", En: "limits of text"}, duizhao.Bilingual{
		Zh: "超过 32,767 个字符的文字接写在“续文 Continued”表中；控制字符显示为其符号（如 ␇）。以 =、+、-、@ 开头的文字都是文字，不会被当作公式计算。超过 1,048,576 行的表续在编号为 2、3……的表中。",
		En: "Text of more than 32,767 characters goes on in the sheet of continued texts; control characters are shown as their pictures, such as ␇. Text that begins with =, +, - or @ is text and is never calculated. A table of more than 1,048,576 rows goes on in sheets numbered 2, 3, ..."}},
	{duizhao.Bilingual{Zh: "文字识别", En: "OCR"}, duizhao.Bilingual{
		Zh: "“文字识别”列为 ocr 的数值读自扫描图像，可能有误，引用前请与原件核对。",
		En: "Figures with “ocr” in the OCR column were read from a scanned picture and may be misread: check them against the original before you use them."}},
	{duizhao.Bilingual{Zh: "权利", En: "licence"}, duizhao.Bilingual{
		Zh: "引文和数值来自所列报告，权利属于报告的发布机构；引用时请注明原报告。",
		En: "Quotations and figures come from the reports listed on the cover and belong to their publishers; cite the report when you use them."}},
}

// notesSheet tells how to read the tables.
func notesSheet() *sheet {
	return &sheet{
		name: SheetNotes, table: "Notes", color: grey,
		title: duizhao.Bilingual{Zh: "说明", En: "Notes"},
		about: duizhao.Bilingual{Zh: "怎样读这些表。", En: "How to read the tables."},
		columns: []column{
			prose("主题 Topic", 24),
			prose("说明 Note", 120),
		},
	}
}

func addNotes(t *sheet, l duizhao.Lang) error {
	for _, n := range readings {
		if _, err := t.add([]cell{{text: both(n.topic)}, {text: n.note.In(l)}}); err != nil {
			return err
		}
	}
	return nil
}

// SheetCodes is the legend: every code of every column.
const SheetCodes = "代码 Codes"

func codesSheet() *sheet {
	return &sheet{
		name: SheetCodes, table: "Codes", color: grey,
		title: duizhao.Bilingual{Zh: "代码与图例", En: "Codes and legend"},
		about: duizhao.Bilingual{Zh: "各列所用的代码；颜色同各表。", En: "The codes of every coded column, in the colours of the tables."},
		columns: []column{
			words("列 Column"),
			words("代码 Code"),
			words("名称 Name"),
			prose("含义 Meaning", 110),
			words("观测数 Observations"),
		},
	}
}

// addCodes writes the codes. seen counts the units that occur.
func (s *indicators) addCodes(t *sheet) error {
	for _, v := range []struct {
		topic string
		terms vocabulary
	}{
		{"角色 Role", roles}, {"主体 Body", bodies}, {"比较对象 Comparison", comparisons}, {"修饰 Qualifier", qualifiers},
		{"数值状态 Value status", valueStates}, {"一致性 Agreement", agreements},
		{"严重程度 Severity", severities}, {"问题状态 Finding status", findingStates},
		{"单位 Unit", usedUnits(s.units)},
	} {
		for _, c := range v.terms {
			row := []cell{{text: v.topic}, {text: c.code}, {text: both(c.name)}, {text: c.meaning.In(s.o.Lang)}, {}}
			if n := s.units[c.code]; v.topic == "单位 Unit" {
				row[4] = count(n)
			}
			if v.topic == "严重程度 Severity" {
				row[1] = severityCell(duizhao.Severity(c.code))
				row[1].text = c.code
			}
			if _, err := t.add(row); err != nil {
				return err
			}
		}
	}
	return nil
}

// usedUnits returns the units that occur, the known ones first in their order.
func usedUnits(used map[string]int) vocabulary {
	var out vocabulary
	for _, u := range units {
		if used[u.code] > 0 {
			out = append(out, u)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(used)) {
		if code != "" && units.place(code) < 0 {
			out = append(out, term{code: code, name: duizhao.Bilingual{En: code}})
		}
	}
	return out
}
