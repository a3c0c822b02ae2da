package export

import (
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
		Zh: "只列有指标名、角色为“水平”的数值。同一指标在同一期间有几个数值时，取文中最先出现的（总数先于细目），其余写在备注列。增减量 = 后期 − 前期，增长率 = 增减量 ÷ 前期；由程序计算，不是原文所写；单位为百分比时增减量是百分点，不算增长率。",
		En: "Only figures with an indicator's name and the role “level”. Where one indicator has several values for one period the one stated first in the text is shown (a total is stated before its details) and the others are in the remarks. Change is the later value less the earlier one, growth is change divided by the earlier one; both are calculated, not quoted; for percentages change is in percentage points and growth is left out."}},
	{duizhao.Bilingual{Zh: "置信度", En: "confidence"}, duizhao.Bilingual{
		Zh: "0 到 1，程序对“这个数值属于这个指标”的把握。",
		En: "0 to 1: how sure the program is that the figure belongs to the indicator."}},
	{duizhao.Bilingual{Zh: "出处", En: "evidence"}, duizhao.Bilingual{
		Zh: "每个数值都附有原文词句和段落编号，可在同名的 alignment 工作簿和 JSON 文件中查到。",
		En: "Every figure comes with the words it was read from and the ids of their paragraphs, to be found in the report's alignment workbook and JSON file."}},
	{duizhao.Bilingual{Zh: "文字识别", En: "OCR"}, duizhao.Bilingual{
		Zh: "“文字识别”列为 ocr 的数值读自扫描图像，可能有误，引用前请与原件核对。",
		En: "Figures with “ocr” in the OCR column were read from a scanned picture and may be misread: check them against the original before you use them."}},
	{duizhao.Bilingual{Zh: "权利", En: "licence"}, duizhao.Bilingual{
		Zh: "引文和数值来自所列报告，权利属于报告的发布机构；引用时请注明原报告。",
		En: "Quotations and figures come from the reports listed on the cover and belong to their publishers; cite the report when you use them."}},
}

// notesTable explains the tables and every code in them.
func notesTable(reports []*duizhao.Report, o Options) table {
	t := table{
		sheet: SheetNotes, name: "Notes",
		columns: []column{
			words("类别 Topic"),
			words("代码 Code"),
			words("名称 Name"),
			prose("说明 Meaning", 110),
		},
	}
	for _, n := range readings {
		t.rows = append(t.rows, []cell{text("读法 Reading"), {}, text(both(n.topic)), text(n.note.In(o.Lang))})
	}
	for _, v := range []struct {
		topic string
		terms vocabulary
	}{
		{"角色 Role", roles}, {"比较对象 Comparison", comparisons}, {"修饰 Qualifier", qualifiers},
		{"数值状态 Value status", valueStates}, {"一致性 Agreement", agreements},
		{"严重程度 Severity", severities}, {"问题状态 Finding status", findingStates},
		{"单位 Unit", usedUnits(reports)},
	} {
		for _, c := range v.terms {
			t.rows = append(t.rows, []cell{text(v.topic), text(c.code), text(both(c.name)), text(c.meaning.In(o.Lang))})
		}
	}
	return t
}

// usedUnits returns the units that occur, the known ones first in their order.
func usedUnits(reports []*duizhao.Report) vocabulary {
	var used []string
	for _, r := range reports {
		for i := range r.Observations {
			used = append(used, r.Observations[i].Unit)
		}
	}
	slices.Sort(used)
	used = slices.Compact(used)
	var out vocabulary
	for _, u := range units {
		if i, ok := slices.BinarySearch(used, u.code); ok {
			out = append(out, u)
			used = slices.Delete(used, i, i+1)
		}
	}
	for _, code := range used {
		if code != "" {
			out = append(out, term{code: code, name: duizhao.Bilingual{En: code}})
		}
	}
	return out
}
