package export

import (
	"strconv"
	"strings"
	"unicode"

	"duizhao"
)

// datasets lists the tables of the folder data/. A new column is a new line in
// one of them. No name of a column is a reserved word of SQL.
func datasets() []dataset {
	return []dataset{observationsData(), quantitiesData(), paragraphsData(), beadsData(), findingsData(), reportsData()}
}

// reportColumn is the first column of every table.
func reportColumn() dataColumn {
	return dataText("REPORT", "报告", "Report", "报告的编号，见 reports", "id of the report, see reports",
		func(r *dataRecord) string { return r.report.ID }).must().few()
}

// toReport says that REPORT names a row of reports.
func toReport() []dataForeign {
	return []dataForeign{{[]string{"REPORT"}, "reports", []string{"REPORT"}}}
}

// toParagraph says that REPORT and PARAGRAPH name a row of paragraphs, and so one
// of reports. The columns PARAGRAPH_ZH and PARAGRAPH_EN name paragraphs as well, but
// may be empty where REPORT is not: validators take that for a broken key.
func toParagraph() []dataForeign {
	key := []string{"REPORT", "PARAGRAPH"}
	return []dataForeign{{key, "paragraphs", key}}
}

// confidence formats a probability as short as it can be.
func confidence(p float64) string { return strconv.FormatFloat(p, 'g', -1, 64) }

func observationsData() dataset {
	d := dataset{
		name:  "observations",
		title: duizhao.Bilingual{Zh: "观测值", En: "Observations"},
		about: duizhao.Bilingual{Zh: "每行一个数字：指标、地区、期间、数值，以及所依据的中英文原文", En: "one figure a row: indicator, area, period, value, and the words in both languages that state it"},
		key:   []string{"REPORT", "OBSERVATION"}, refs: toReport(),
		records: observationRecords,
		columns: []dataColumn{
			reportColumn(),
			dataText("OBSERVATION", "观测编号", "Observation", "在报告内唯一", "unique within the report", func(r *dataRecord) string { return r.observation.ID }).must(),
			dataText("FREQ", "频率", "Frequency", "SDMX 代码表 CL_FREQ", "code of the SDMX list CL_FREQ", func(r *dataRecord) string { return frequency(r.observation.Period) }).of(frequencies).must(),
			dataText("REF_AREA", "地区", "Reference area", "数字所指的地区：报告有英文名则用英文，否则中文（名称，不是代码）", "the place the figure holds for: its English name where the report has one, else the Chinese one (a name, not a code)", func(r *dataRecord) string { return r.area().In(duizhao.English) }).few(),
			dataText("REF_AREA_ZH", "地区（中文）", "Reference area in Chinese", "数字所指的地区", "the place the figure holds for", func(r *dataRecord) string { return r.area().Zh }).few(),
			dataText("INDICATOR", "指标代码", "Indicator", "指标的代码；没有规则识别此数则为空", "id of the indicator; empty where no rule knows the figure", func(r *dataRecord) string { return r.observation.Indicator }).few(),
			dataText("INDICATOR_ZH", "指标（中文）", "Indicator in Chinese", "指标名称或名词短语", "name of the indicator, or the noun phrase", func(r *dataRecord) string { return r.observation.Label.Zh }).few(),
			dataText("INDICATOR_EN", "指标（英文）", "Indicator in English", "指标名称或名词短语", "name of the indicator, or the noun phrase", func(r *dataRecord) string { return r.observation.Label.En }).few(),
			dataText("ROLE", "角色", "Role", "数值与指标的关系；求和前请只取 level", "what the value is to the indicator; take level only before you add up", func(r *dataRecord) string { return string(r.observation.Role) }).of(roles).must(),
			dataText("COMPARISON", "比较对象", "Comparison", "增减、占比、位次所比的对象", "what a change, share or rank refers to", func(r *dataRecord) string { return r.observation.Comparison }).mostly(comparisons),
			dataText("BODY", "主体", "Acting body", "作出行为的机关", "the body that acted", func(r *dataRecord) string { return r.observation.Body }).few(),
			dataText("TIME_PERIOD", "期间", "Time period", "SDMX 写法：2022、2022-S1、2022-Q3、2022-03、2022-12-31；连续数月为 2022-01/2022-09", "as SDMX writes it: 2022, 2022-S1, 2022-Q3, 2022-03, 2022-12-31; months in a row are 2022-01/2022-09", func(r *dataRecord) string { return timePeriod(r.observation.Period) }).few(),
			dataText("OBS_VALUE", "数值", "Observation value", "万、亿已换算；22.9% 为 22.9；空不是零", "万 and 亿 are multiplied out; 22.9% is 22.9; empty is not zero", func(r *dataRecord) string { return r.value }).as(numberType).in("见 UNIT_MEASURE", "see UNIT_MEASURE"),
			dataText("UNIT_MEASURE", "单位", "Unit of measure", "规范单位；未知为空", "canonical unit; empty where it is not known", func(r *dataRecord) string { return r.observation.Unit }).mostly(units),
			dataWhole("UNIT_MULT", "单位乘数", "Unit multiplier", "10 的幂次，总是 0：数值已换算", "power of ten, always 0: values are multiplied out", func(*dataRecord) int { return 0 }).must(),
			dataText("OBS_STATUS", "观测状态", "Observation status", "SDMX 代码表 CL_OBS_STATUS", "code of the SDMX list CL_OBS_STATUS", func(r *dataRecord) string { return obsStatus(r.observation) }).of(obsStatuses).must(),
			dataText("QUALIFIER", "修饰", "Qualifier", "数值与真实值的关系", "how the value stands to the true one", func(r *dataRecord) string { return string(r.observation.Qualifier) }).of(qualifiers).must(),
			dataText("LOWER_BOUND", "下限", "Lower bound", "原文给出的下限", "the lower bound the text states", func(r *dataRecord) string { return r.low }).as(numberType).in("见 UNIT_MEASURE", "see UNIT_MEASURE"),
			dataText("UPPER_BOUND", "上限", "Upper bound", "原文给出的上限", "the upper bound the text states", func(r *dataRecord) string { return r.high }).as(numberType).in("见 UNIT_MEASURE", "see UNIT_MEASURE"),
			dataText("OBS_VALUE_EXACT", "数值（精确）", "Exact value", "OBS_VALUE 的全部数位，作为文字", "all digits of OBS_VALUE, as text", func(r *dataRecord) string { return r.value }).as(exactType),
			dataText("LOWER_BOUND_EXACT", "下限（精确）", "Exact lower bound", "LOWER_BOUND 的全部数位，作为文字", "all digits of LOWER_BOUND, as text", func(r *dataRecord) string { return r.low }).as(exactType),
			dataText("UPPER_BOUND_EXACT", "上限（精确）", "Exact upper bound", "UPPER_BOUND 的全部数位，作为文字", "all digits of UPPER_BOUND, as text", func(r *dataRecord) string { return r.high }).as(exactType),
			dataText("AGREEMENT", "一致性", "Agreement", "两种语言的写法是否一致", "how the two languages stand to each other", func(r *dataRecord) string { return string(r.observation.Agreement) }).of(agreements).must(),
			dataText("CONFIDENCE", "置信度", "Confidence", "程序对指标判断的把握，0 至 1", "how sure the program is of the indicator, 0 to 1", func(r *dataRecord) string { return confidence(r.observation.Confidence) }).as(numberType).must(),
			dataText("RULE", "规则", "Rule", "识别指标的规则；noun-phrase 为无规则", "the rule that named the indicator; noun-phrase where none did", func(r *dataRecord) string { return r.observation.Rule }).few(),
			dataText("OCR", "文字识别", "OCR", "文字由图片识别，可能有误", "the words were recognised in a picture and may be misread", func(r *dataRecord) string { return yesNo(recognised(r.observation) != "") }).as(booleanType).must(),
		},
	}
	d.columns = append(d.columns, quoteColumns(duizhao.Chinese)...)
	d.columns = append(d.columns, quoteColumns(duizhao.English)...)
	return d
}

// area returns the names of the place an observation holds for: both where it is
// the report's own place.
func (r *dataRecord) area() duizhao.Bilingual {
	name, own := r.observation.Area, r.report.Area
	switch {
	case name != "" && (name == own.Zh || name == own.En):
		return own
	case strings.IndexFunc(name, isHan) >= 0:
		return duizhao.Bilingual{Zh: name}
	}
	return duizhao.Bilingual{En: name}
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

func observationRecords(r *duizhao.Report, put func(*dataRecord) error) error {
	rec := newDataRecord(r)
	for i := range r.Observations {
		o := &r.Observations[i]
		rec.observation, rec.zh, rec.en = o, o.Zh, o.En
		rec.value, rec.low, rec.high = o.Value.String(), o.Low.String(), o.High.String()
		if err := put(rec); err != nil {
			return err
		}
	}
	return nil
}

func quantitiesData() dataset {
	return dataset{
		name:  "quantities",
		title: duizhao.Bilingual{Zh: "数量", En: "Quantities"},
		about: duizhao.Bilingual{Zh: "每行一个读到的数字，各语言分列，包括日期、序数和名称中的数字", En: "one number a row as each language states it, dates, ordinals and numbers in names among them"},
		key:   []string{"REPORT", "QUANTITY"}, refs: toParagraph(),
		records: quantityRecords,
		columns: []dataColumn{
			reportColumn(),
			dataText("QUANTITY", "数量编号", "Quantity", "在报告内唯一", "unique within the report", func(r *dataRecord) string { return r.quantity.ID }).must(),
			dataText("LANG", "语言", "Language", "ISO 639-1 代码", "ISO 639-1 code", func(r *dataRecord) string { return string(r.lang) }).of(languages).must(),
			dataText("PARAGRAPH", "段落", "Paragraph", "所在段落，见 paragraphs", "the paragraph it stands in, see paragraphs", func(r *dataRecord) string { return r.quantity.Paragraph }).must(),
			dataWhole("CHAR_START", "起点", "Start", "在段落中的起点，从 0 起", "where it begins in the paragraph, from 0", func(r *dataRecord) int { return r.quantity.Start }).in("码点", "code points").must(),
			dataWhole("CHAR_END", "终点", "End", "在段落中的终点，不含", "where it ends in the paragraph, exclusive", func(r *dataRecord) int { return r.quantity.End }).in("码点", "code points").must(),
			dataText("TEXT", "原文", "Text", "修饰词、数字、单位", "qualifier, numeral and unit as written", func(r *dataRecord) string { return r.quantity.Text }),
			dataText("KIND", "种类", "Kind", "数字的种类", "what the number is", func(r *dataRecord) string { return string(r.quantity.Kind) }).of(kinds).must(),
			dataText("VALUE", "数值", "Value", "1.41万 为 14100；无法计算为空", "14100 for 1.41万; empty where there is nothing to calculate with", func(r *dataRecord) string { return r.value }).as(numberType).in("见 UNIT_MEASURE", "see UNIT_MEASURE"),
			dataText("LOWER_BOUND", "下限", "Lower bound", "原文给出的下限", "the lower bound the text states", func(r *dataRecord) string { return r.low }).as(numberType).in("见 UNIT_MEASURE", "see UNIT_MEASURE"),
			dataText("UPPER_BOUND", "上限", "Upper bound", "原文给出的上限", "the upper bound the text states", func(r *dataRecord) string { return r.high }).as(numberType).in("见 UNIT_MEASURE", "see UNIT_MEASURE"),
			dataText("RESOLUTION", "精度", "Resolution", "所写末位的位值：1.41万 为 100", "place value of the last digit written: 100 for 1.41万", func(r *dataRecord) string { return r.resolution }).as(numberType).in("见 UNIT_MEASURE", "see UNIT_MEASURE"),
			dataText("VALUE_EXACT", "数值（精确）", "Exact value", "VALUE 的全部数位，作为文字", "all digits of VALUE, as text", func(r *dataRecord) string { return r.value }).as(exactType),
			dataText("LOWER_BOUND_EXACT", "下限（精确）", "Exact lower bound", "LOWER_BOUND 的全部数位，作为文字", "all digits of LOWER_BOUND, as text", func(r *dataRecord) string { return r.low }).as(exactType),
			dataText("UPPER_BOUND_EXACT", "上限（精确）", "Exact upper bound", "UPPER_BOUND 的全部数位，作为文字", "all digits of UPPER_BOUND, as text", func(r *dataRecord) string { return r.high }).as(exactType),
			dataText("UNIT_MEASURE", "单位", "Unit of measure", "规范单位；未知为空", "canonical unit; empty where it is not known", func(r *dataRecord) string { return r.quantity.Unit }).mostly(units),
			dataText("CURRENCY", "货币", "Currency", "金额的 ISO 4217 代码", "ISO 4217 code of a sum of money", func(r *dataRecord) string { return r.quantity.Currency }).few(),
			dataText("QUALIFIER", "修饰", "Qualifier", "数值与真实值的关系", "how the value stands to the true one", func(r *dataRecord) string { return string(r.quantity.Qualifier) }).of(qualifiers).must(),
			dataWhole("PAGE", "页码", "Page", "从 1 起；无页的格式为空", "from 1; empty where the format has no pages", func(r *dataRecord) int { return r.page(r.quantity.Paragraph) }),
			dataText("OCR", "文字识别", "OCR", "文字由图片识别，可能有误", "the words were recognised in a picture and may be misread", func(r *dataRecord) string { return yesNo(r.quantity.OCR) }).as(booleanType).must(),
		},
	}
}

func quantityRecords(r *duizhao.Report, put func(*dataRecord) error) error {
	rec := newDataRecord(r)
	return eachReading(r, func(l duizhao.Lang, rd *duizhao.ReportReading) error {
		rec.lang = l
		for i := range rd.Quantities {
			q := &rd.Quantities[i]
			rec.quantity = q
			rec.value, rec.low, rec.high, rec.resolution = q.Value.String(), q.Low.String(), q.High.String(), q.Resolution.String()
			if err := put(rec); err != nil {
				return err
			}
		}
		return nil
	})
}

// eachReading calls do for the languages r has.
func eachReading(r *duizhao.Report, do func(duizhao.Lang, *duizhao.ReportReading) error) error {
	for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		if rd := r.Readings.In(l); rd != nil {
			if err := do(l, rd); err != nil {
				return err
			}
		}
	}
	return nil
}

func paragraphsData() dataset {
	return dataset{
		name:  "paragraphs",
		title: duizhao.Bilingual{Zh: "段落", En: "Paragraphs"},
		about: duizhao.Bilingual{Zh: "每行一个段落、标题、列表项或单元格，按原文顺序，先中文后英文", En: "one paragraph, heading, list item or table cell a row, in the order of the text, Chinese first"},
		key:   []string{"REPORT", "PARAGRAPH"}, refs: toReport(),
		records: paragraphRecords,
		columns: []dataColumn{
			reportColumn(),
			dataText("PARAGRAPH", "段落编号", "Paragraph", "由文字得出，其他段落变动时不变", "made from the text, so it stays when other paragraphs change", func(r *dataRecord) string { return r.paragraph.ID }).must(),
			dataText("LANG", "语言", "Language", "ISO 639-1 代码", "ISO 639-1 code", func(r *dataRecord) string { return string(r.lang) }).of(languages).must(),
			dataText("KIND", "种类", "Kind", "段落的种类", "what the paragraph is", func(r *dataRecord) string { return string(r.paragraph.Kind) }).of(blockKinds).must(),
			dataWhole("LEVEL", "层级", "Level", "标题的层级，1 为最外层", "of a heading, 1 is the outermost", func(r *dataRecord) int { return counted(r.paragraph.Level) }),
			dataText("LABEL", "序号", "Label", "标题或列表项的序号，按原文", "the number of a heading or list item as written", func(r *dataRecord) string { return r.paragraph.Label }),
			dataText("TEXT", "文字", "Text", "全文", "the whole text", func(r *dataRecord) string { return r.paragraph.Text }),
			dataWhole("PAGE", "页码", "Page", "从 1 起；无页的格式为空", "from 1; empty where the format has no pages", func(r *dataRecord) int { return counted(r.paragraph.Page) }),
			dataWhole("FIRST_LINE", "首行", "First line", "在源文件中的首行，从 1 起", "first line in the source, from 1", func(r *dataRecord) int { return counted(r.paragraph.Lines[0]) }),
			dataWhole("LAST_LINE", "末行", "Last line", "在源文件中的末行", "last line in the source", func(r *dataRecord) int { return counted(r.paragraph.Lines[1]) }),
			dataWhole("CELL_TABLE", "表", "Table", "单元格所在的表，从 0 起", "of a cell: the table, from 0", func(r *dataRecord) int { return r.cell().Table }),
			dataWhole("CELL_ROW", "行", "Row", "单元格所在的行，从 0 起", "of a cell: the row, from 0", func(r *dataRecord) int { return r.cell().Row }),
			dataWhole("CELL_COLUMN", "列", "Column", "单元格所在的列，从 0 起", "of a cell: the column, from 0", func(r *dataRecord) int { return r.cell().Col }),
			dataText("OCR", "文字识别", "OCR", "文字由图片识别，可能有误", "the words were recognised in a picture and may be misread", func(r *dataRecord) string { return yesNo(r.paragraph.OCR) }).as(booleanType).must(),
		},
	}
}

// cell returns the place of the paragraph in a table, "no value" outside one.
func (r *dataRecord) cell() duizhao.Cell {
	if r.paragraph.Cell == nil {
		return duizhao.Cell{Table: -1, Row: -1, Col: -1}
	}
	return *r.paragraph.Cell
}

func paragraphRecords(r *duizhao.Report, put func(*dataRecord) error) error {
	rec := &dataRecord{report: r}
	return eachReading(r, func(l duizhao.Lang, rd *duizhao.ReportReading) error {
		rec.lang = l
		for i := range rd.Paragraphs {
			rec.paragraph = &rd.Paragraphs[i]
			if err := put(rec); err != nil {
				return err
			}
		}
		return nil
	})
}

// dataBead is a bead with its texts.
type dataBead struct {
	id, level              string
	zhIDs, enIDs           string
	zh, en, status, chance string
}

var beadLevels = vocabulary{
	say("paragraph", "段落", "paragraph", "", ""),
	say("sentence", "句子", "sentence", "", ""),
}

func beadsData() dataset {
	return dataset{
		name:  "beads",
		title: duizhao.Bilingual{Zh: "对齐", En: "Beads"},
		about: duizhao.Bilingual{Zh: "每行一组互译的段落或句子；一侧可空", En: "one group of paragraphs or sentences a row that translate each other; one side may be empty"},
		key:   []string{"REPORT", "BEAD"}, refs: toReport(),
		records: beadRecords,
		columns: []dataColumn{
			reportColumn(),
			dataText("BEAD", "组编号", "Bead", "p 为段落、s 为句子，加在报告中的次序", "p for paragraphs, s for sentences, with its place in the report", func(r *dataRecord) string { return r.bead.id }).must(),
			dataText("LEVEL", "层次", "Level", "段落或句子", "paragraphs or sentences", func(r *dataRecord) string { return r.bead.level }).of(beadLevels).must(),
			dataText("UNITS_ZH", "中文单位", "Chinese units", "段落或句子的编号，以空格分隔", "ids of paragraphs or sentences, parted by spaces", func(r *dataRecord) string { return r.bead.zhIDs }).as(listType),
			dataText("UNITS_EN", "英文单位", "English units", "段落或句子的编号，以空格分隔", "ids of paragraphs or sentences, parted by spaces", func(r *dataRecord) string { return r.bead.enIDs }).as(listType),
			dataText("TEXT_ZH", "中文", "Chinese text", "多个单位各占一行", "several units stand on lines of their own", func(r *dataRecord) string { return r.bead.zh }),
			dataText("TEXT_EN", "英文", "English text", "多个单位各占一行", "several units stand on lines of their own", func(r *dataRecord) string { return r.bead.en }),
			dataText("CONFIDENCE", "置信度", "Confidence", "对齐完全正确的概率，0 至 1", "probability that the bead is exactly right, 0 to 1", func(r *dataRecord) string { return r.bead.chance }).as(numberType).must(),
			dataText("STATUS", "状态", "Status", "由谁确定", "who settled it", func(r *dataRecord) string { return r.bead.status }).of(beadStates).must(),
		},
	}
}

func beadRecords(r *duizhao.Report, put func(*dataRecord) error) error {
	rec := &dataRecord{report: r}
	zh, en := newUnits(r.Readings.Zh), newUnits(r.Readings.En)
	level := func(name string, beads []duizhao.ReportBead, unitOf func(*readingUnits, string) unit) error {
		for i, k := range beads {
			rec.bead = dataBead{
				id: name[:1] + strconv.Itoa(i+1), level: name,
				zhIDs: strings.Join(k.Zh, " "), enIDs: strings.Join(k.En, " "),
				zh: unitLines(zh, k.Zh, unitOf), en: unitLines(en, k.En, unitOf),
				status: string(k.Status), chance: confidence(k.Confidence),
			}
			if err := put(rec); err != nil {
				return err
			}
		}
		return nil
	}
	if err := level("paragraph", r.Alignment.Paragraphs, (*readingUnits).paragraph); err != nil {
		return err
	}
	return level("sentence", r.Alignment.Sentences, (*readingUnits).sentence)
}

// unitLines returns the texts of units, one a line.
func unitLines(u *readingUnits, ids []string, unitOf func(*readingUnits, string) unit) string {
	lines := make([]string, len(ids))
	for i, id := range ids {
		lines[i] = u.text(unitOf(u, id))
	}
	return strings.Join(lines, "\n")
}

func findingsData() dataset {
	d := dataset{
		name:  "findings",
		title: duizhao.Bilingual{Zh: "问题", En: "Findings"},
		about: duizhao.Bilingual{Zh: "每行一处两种语言或数字不一致的地方", En: "one place a row where the languages, or the figures of one of them, disagree"},
		key:   []string{"REPORT", "FINDING"}, refs: toReport(),
		records: findingRecords,
		columns: []dataColumn{
			reportColumn(),
			dataText("FINDING", "问题编号", "Finding", "在报告内唯一", "unique within the report", func(r *dataRecord) string { return r.finding.ID }).must(),
			dataText("CHECK_NAME", "检查", "Check", "发现问题的检查", "the check that found it", func(r *dataRecord) string { return r.finding.Check }).must().few(),
			dataText("SEVERITY", "严重程度", "Severity", "问题有多重", "how much it matters", func(r *dataRecord) string { return string(r.finding.Severity) }).of(severities).must(),
			dataText("STATUS", "状态", "Status", "人作出的决定", "what a person decided", func(r *dataRecord) string { return string(r.finding.Status) }).of(findingStates).must(),
			dataText("MESSAGE_ZH", "说明（中文）", "Message in Chinese", "问题所在与建议", "what is wrong and what to do", func(r *dataRecord) string { return r.finding.Message.Zh }),
			dataText("MESSAGE_EN", "说明（英文）", "Message in English", "问题所在与建议", "what is wrong and what to do", func(r *dataRecord) string { return r.finding.Message.En }),
		},
	}
	d.columns = append(d.columns, quoteColumns(duizhao.Chinese)...)
	d.columns = append(d.columns, quoteColumns(duizhao.English)...)
	return d
}

func findingRecords(r *duizhao.Report, put func(*dataRecord) error) error {
	rec := newDataRecord(r)
	for i := range r.Findings {
		f := &r.Findings[i]
		rec.finding, rec.zh, rec.en = f, f.Zh, f.En
		if err := put(rec); err != nil {
			return err
		}
	}
	return nil
}

func reportsData() dataset {
	return dataset{
		name:  "reports",
		title: duizhao.Bilingual{Zh: "报告", En: "Reports"},
		about: duizhao.Bilingual{Zh: "每行一份报告：标题、期间、地区、来源文件", En: "one report a row: titles, period, area, source files"},
		key:   []string{"REPORT"},
		records: func(r *duizhao.Report, put func(*dataRecord) error) error {
			return put(&dataRecord{report: r})
		},
		columns: []dataColumn{
			dataText("REPORT", "报告编号", "Report", "在一次运行中唯一", "unique within a run", func(r *dataRecord) string { return r.report.ID }).must(),
			dataText("TITLE_ZH", "中文标题", "Chinese title", "", "", func(r *dataRecord) string { return r.report.Title.Zh }),
			dataText("TITLE_EN", "英文标题", "English title", "", "", func(r *dataRecord) string { return r.report.Title.En }),
			dataText("TIME_PERIOD", "期间", "Time period", "报告所述的年份或时段", "the year or span the report is about", func(r *dataRecord) string { return timePeriod(r.report.Period) }),
			dataText("REF_AREA_ZH", "地区（中文）", "Area in Chinese", "报告所述的地区", "the place the report is about", func(r *dataRecord) string { return r.report.Area.Zh }),
			dataText("REF_AREA_EN", "地区（英文）", "Area in English", "报告所述的地区", "the place the report is about", func(r *dataRecord) string { return r.report.Area.En }),
			dataText("SOURCE_ZH", "中文来源", "Chinese source", "中文所在的文件", "the file with the Chinese text", func(r *dataRecord) string { return r.source(duizhao.Chinese).Path }),
			dataText("SHA256_ZH", "中文来源的散列值", "Hash of the Chinese source", "文件内容的 SHA-256，十六进制", "SHA-256 of the file, hexadecimal", func(r *dataRecord) string { return r.source(duizhao.Chinese).SHA256 }),
			dataText("SOURCE_EN", "英文来源", "English source", "英文所在的文件", "the file with the English text", func(r *dataRecord) string { return r.source(duizhao.English).Path }),
			dataText("SHA256_EN", "英文来源的散列值", "Hash of the English source", "文件内容的 SHA-256，十六进制", "SHA-256 of the file, hexadecimal", func(r *dataRecord) string { return r.source(duizhao.English).SHA256 }),
			dataWhole("OBSERVATIONS", "观测数", "Observations", "在 observations 中的行数", "its rows in observations", func(r *dataRecord) int { return len(r.report.Observations) }).must(),
			dataWhole("FINDINGS", "问题数", "Findings", "在 findings 中的行数", "its rows in findings", func(r *dataRecord) int { return len(r.report.Findings) }).must(),
			dataWhole("PROBLEMS", "障碍数", "Problems", "读取时截断、猜测或略去之处，详见报告 JSON", "what was cut off, guessed or left out in reading; the report's JSON tells more", func(r *dataRecord) int { return len(r.report.Problems) }).must(),
		},
	}
}

// source returns the file the report's text in language l was read from.
func (r *dataRecord) source(l duizhao.Lang) duizhao.Source {
	for _, s := range r.report.Sources {
		for _, has := range s.Languages {
			if has == l {
				return s
			}
		}
	}
	return duizhao.Source{}
}
