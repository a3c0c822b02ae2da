// What the interface says, and the language it says it in.

const sayings = {
  skip: ["跳到正文", "Skip to content"],
  views: ["视图", "Views"],
  search: ["搜索", "Search"],
  searchHint: ["搜索全文、指标、问题", "Search texts, figures, findings"],
  reports: ["报告", "Reports"],
  findings: ["问题", "Findings"],
  indicators: ["指标", "Indicators"],
  charts: ["图表", "Charts"],
  lead: ["中文与英文并排，每个数字都能回到原句。", "Chinese and English side by side; every number leads back to its sentence."],
  report: ["报告", "Report"],
  period: ["期间", "Period"],
  area: ["地区", "Area"],
  languages: ["语言", "Languages"],
  paragraphs: ["段落", "Paragraphs"],
  figures: ["数值", "Figures"],
  errors: ["错误", "Errors"],
  warnings: ["警告", "Warnings"],
  infos: ["提示", "Notes"],
  none: ["无", "none"],
  noReports: ["没有报告。", "There are no reports."],
  nothing: ["没有符合条件的内容。", "Nothing matches."],
  filter: ["筛选", "Filter"],
  filterReports: ["按名称、地区、期间筛选", "Filter by name, area, period"],
  onlyWithFindings: ["只看有错误或警告的", "Only those with errors or warnings"],
  noText: ["只列数值与问题", "figures and findings only"],
  onlyListed: ["只列计数", "counts only"],
  capNote: ["报告很多，为使此页能顺利打开，后面的报告不含全文；全文见其工作簿和 JSON 文件。", "There are many reports. To keep this page light, later ones are shown without their texts; those are in their workbooks and JSON files."],
  workbook: ["对照工作簿", "Workbook"],
  jsonFile: ["JSON 数据", "JSON data"],
  chinese: ["中文", "Chinese"],
  english: ["英文", "English"],
  outline: ["目录", "Outline"],
  noOutline: ["没有小标题。", "No headings."],
  problems: ["读取时的说明", "Notes from reading"],
  sources: ["来源", "Sources"],
  pages: ["页", "pages"],
  page: ["第 {} 页", "p. {}"],
  level: ["对照单位", "Side by side by"],
  byParagraph: ["段落", "paragraph"],
  bySentence: ["句子", "sentence"],
  show: ["显示", "Show"],
  showAll: ["全部", "everything"],
  showFindings: ["有问题的", "with findings"],
  showUnsure: ["把握不足的", "low confidence"],
  showAlone: ["缺译的", "untranslated"],
  splitRow: ["分句", "Sentences"],
  joinRow: ["合段", "Paragraph"],
  noCounterpart: ["（无对应译文）", "(nothing on this side)"],
  confidence: ["把握", "Confidence"],
  high: ["高", "high"],
  medium: ["中", "medium"],
  low: ["低", "low"],
  ocr: ["图像识别", "from a picture"],
  next: ["下一处问题", "Next finding"],
  previous: ["上一处问题", "Previous finding"],
  keys: ["快捷键：/ 搜索，j 与 k 下一处、上一处问题，←→ 在数字间移动，Esc 取消", "Keys: / search, j and k next and previous finding, ← → from number to number, Esc lets go"],
  dockHint: ["把指针移到数字上，或用 Tab 与方向键选中，即可看到它的对应数字和指标。", "Point at a number, or reach it with Tab and the arrow keys, to see its counterpart and its indicator."],
  dock: ["选中的数字", "Selected number"],
  noPair: ["另一种语言没有对应的数字", "no counterpart in the other language"],
  noIndicator: ["未识别", "unnamed"],
  link: ["链接到此处", "Link to this place"],
  close: ["关闭", "Close"],
  jump: ["查看原文", "Go to the text"],
  severity: ["严重程度", "Severity"],
  allReports: ["全部报告", "All reports"],
  status: ["状态", "Status"],
  value: ["数值", "Value"],
  unit: ["单位", "Unit"],
  indicator: ["指标", "Indicator"],
  role: ["角色", "Role"],
  agreement: ["两语是否一致", "Languages"],
  words: ["原文", "Words"],
  body: ["主体", "Body"],
  all: ["全部", "all"],
  namedOnly: ["只看已识别的指标", "Named indicators only"],
  filterIndicators: ["筛选指标、数值、单位", "Filter by indicator, value, unit"],
  filterFindings: ["筛选问题", "Filter findings"],
  more: ["再显示 {} 条", "Show {} more"],
  count: ["{} 条", "{} shown"],
  countOf: ["{} / {} 条", "{} of {}"],
  sortBy: ["按此列排序：{}", "Sort by {}"],
  chartsLead: ["两个以上期间都有数值的指标。空心柱表示两种语言的数值不一致。", "Indicators stated for two periods or more. A hollow bar: the two languages differ."],
  noSeries: ["没有跨期间的指标；需要至少两个期间的报告。", "No indicator spans periods; that takes reports of at least two."],
  asTable: ["数据表", "Table"],
  chartDesc: ["{}：{}", "{}: {}"],
  results: ["“{}”的搜索结果", "Results for “{}”"],
  typeMore: ["请输入要搜索的文字。", "Type what to look for."],
  inTexts: ["正文", "Texts"],
  inIndicators: ["指标", "Indicators"],
  inFindings: ["问题", "Findings"],
  themeAuto: ["主题：自动", "Theme: auto"],
  themeLight: ["主题：浅色", "Theme: light"],
  themeDark: ["主题：深色", "Theme: dark"],
  otherLang: ["English", "中文"],
  notFound: ["没有这份报告：{}", "There is no such report: {}"],
  placeNotFound: ["报告中没有这个位置：{}", "The report has no such place: {}"],
  cell: ["表 {} 行 {} 列 {}", "table {}, row {}, column {}"],
  title: ["对照结果", "duizhao results"],
};

const state = { lang: document.documentElement.dataset.lang === "zh" ? "zh" : "en" };

export function lang() {
  return state.lang;
}

export function setLang(l) {
  state.lang = l === "zh" ? "zh" : "en";
  document.documentElement.lang = langTag(state.lang);
}

// langTag is the tag for texts of a language: mainland forms for the interface.
export function langTag(l) {
  return l === "zh" ? "zh-Hans" : "en";
}

// say returns what the interface says, with {} replaced in order.
export function say(key, ...values) {
  const text = sayings[key][state.lang === "zh" ? 0 : 1];
  return values.reduce((s, v) => s.replace("{}", () => String(v)), text);
}

// inLang returns a bilingual text in the interface's language, or the other one.
export function inLang(both) {
  return both[state.lang] || both[state.lang === "zh" ? "en" : "zh"] || "";
}

// langOf returns the language inLang has chosen.
export function langOf(both) {
  const other = state.lang === "zh" ? "en" : "zh";
  return both[state.lang] || !both[other] ? state.lang : other;
}
