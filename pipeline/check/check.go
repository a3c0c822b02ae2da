// Package check says where two readings of one report disagree, and stays silent
// where they say the same in other words.
//
// It works on the pairs of quantities that package pair has made. Two that agree
// (32 and "thirty-two", 1.41万 and "14,100", 一半 and "50%") are of no interest
// here. For every other pair exactly one check speaks, the one that names the
// disagreement best: a slip of a power of ten is not also a different value. A
// quantity without a partner is weighed first (weigh.go): a translator leaves out
// a repeated year or the number in a slogan with good reason, but not a figure.
//
// A check is one file with one function; the table in this file says which there
// are and in which order they speak. Severity is earned: SeverityError is for
// what a careful translator would correct, SeverityWarning for what a person
// should look at, SeverityInfo for what is worth knowing when one asks.
package check

import (
	"cmp"
	"slices"

	"duizhao"
)

// Options chooses among the checks. The zero value runs all of them.
type Options struct {
	Only    []string // ids of the checks to run; all where empty
	Disable []string // ids of checks not to run

	// Severity says for a check how much its errors and warnings matter, where a
	// project has its own mind about that. What is information stays so.
	Severity map[string]duizhao.Severity

	// Translates says how surely the English word en, in lower case and without
	// the s of a plural, translates the Chinese word zh, from 0 to 1. It helps to
	// see that two figures have changed places. Without it only what the report
	// itself teaches is known.
	Translates func(zh, en string) float64

	// English reports whether a word in lower case is one of English, or a name that is
	// well known there. It helps to see that a capitalised word is a misspelt name.
	English func(word string) bool

	Glossary []Term // renderings that are prescribed; the check glossary does nothing without them
}

// Info tells what a check finds, for help texts and documentation.
type Info struct {
	ID    string
	Finds duizhao.Bilingual
}

// check is one row of the table: run returns what it finds, without IDs.
type check struct {
	Info
	run func(*view) []duizhao.Finding
}

// checks lists the checks in the order in which they look at a report. What a
// pair is told for is decided by the view, once for all checks.
func checks() []check {
	return []check{
		{Info{"value", duizhao.Bilingual{Zh: "同一数字两种语言数值不同", En: "the same figure with different values"}}, value},
		{Info{"magnitude", duizhao.Bilingual{Zh: "数字相同，相差十的若干次方（万、亿换算错误）", En: "the same digits, off by a power of ten (a slip in converting 万 or 亿)"}}, magnitude},
		{Info{"year", duizhao.Bilingual{Zh: "年份不同", En: "different years"}}, year},
		{Info{"date", duizhao.Bilingual{Zh: "日期不同", En: "different dates"}}, date},
		{Info{"malformed", duizhao.Bilingual{Zh: "数字书写有误，如 “65,00”", En: `a numeral that breaks its own writing rules, such as "65,00"`}}, malformed},
		{Info{"missing", duizhao.Bilingual{Zh: "中文的数字、句子或段落在英文中没有", En: "a figure, sentence or paragraph of the Chinese that the English leaves out"}}, missing},
		{Info{"extra", duizhao.Bilingual{Zh: "英文多出的数字、句子或段落", En: "a figure, sentence or paragraph that only the English has"}}, extra},
		{Info{"qualifier", duizhao.Bilingual{Zh: "限定不同，如“余”“近”“以上”与 up to", En: `a figure qualified in one language otherwise than in the other: exact, over, nearly, up to`}}, qualifier},
		{Info{"direction", duizhao.Bilingual{Zh: "一种语言说上升，另一种说下降", En: "a movement that goes up in one language and down in the other"}}, direction},
		{Info{"rounding", duizhao.Bilingual{Zh: "数值只在较粗的精度上一致", En: "figures that agree only once the finer one is rounded"}}, rounding},
		{Info{"percentage_point", duizhao.Bilingual{Zh: "百分点与百分比混淆", En: "a percentage point taken for a percent, or the reverse"}}, percentagePoint},
		{Info{"currency", duizhao.Bilingual{Zh: "货币不同", En: "different currencies"}}, currency},
		{Info{"order", duizhao.Bilingual{Zh: "两个数字互换了位置", En: "two figures that have changed places"}}, order},
		{Info{"scope", duizhao.Bilingual{Zh: "数值相同而所指范围不同，如英文误作“其中”", En: `the same value said of something else, such as a wrong "of which"`}}, scope},
		{Info{"unit", duizhao.Bilingual{Zh: "数值相同而单位不同", En: "the same value of another unit"}}, unit},
		{Info{"arithmetic", duizhao.Bilingual{Zh: "同一语言内数字互相不符：分项与合计、增量与增幅、占比、比率", En: "figures of one language that do not fit one another: parts and sum, change and growth, shares, rates"}}, arithmetic},
		{Info{"name", duizhao.Bilingual{Zh: "地名、机构名的英文拼写与拼音不符或前后不一", En: "the name of a place or body that is not spelled as its Pinyin, or in two ways"}}, name},
		{Info{"punctuation", duizhao.Bilingual{Zh: "数字前的括号没有闭合", En: "a bracket before a number that is never closed"}}, punctuation},
		{Info{"structure", duizhao.Bilingual{Zh: "句子或列举项没有对应、标题序号不连续、文字重复", En: "a sentence or item of a list without counterpart, a heading number that jumps, text that stands twice"}}, structure},
		{Info{"glossary", duizhao.Bilingual{Zh: "术语译法与词汇表不符", En: "a term that is rendered otherwise than the glossary has it"}}, glossary},
		{Info{"term", duizhao.Bilingual{Zh: "同一名称、机构、法律或术语前后译法不同", En: "a title, body, law or term that is rendered in two ways"}}, term},
	}
}

// Checks describes all checks in their order.
func Checks() []Info {
	var out []Info
	for _, c := range checks() {
		out = append(out, c.Info)
	}
	return out
}

// Run returns what the chosen checks find in b, whose readings, beads and pairs
// must be filled, in text order: by the Chinese place, then by the English one.
// A report in one language is checked for what one language can get wrong alone.
// Every Finding has an ID made from the check and the words it quotes, and the
// status Open.
func Run(b *duizhao.Bitext, o Options) []duizhao.Finding {
	v := newView(b)
	v.translates, v.english, v.glossary = o.Translates, o.English, o.Glossary
	var out []duizhao.Finding
	for _, c := range checks() {
		if len(o.Only) > 0 && !slices.Contains(o.Only, c.ID) || slices.Contains(o.Disable, c.ID) {
			continue
		}
		for _, f := range c.run(v) {
			f.Check, f.Status = c.ID, duizhao.Open
			if s := o.Severity[c.ID]; s != "" && f.Severity != duizhao.SeverityInfo {
				f.Severity = s
			}
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, v.order)
	v.identify(out)
	return out
}

// order sorts findings by where they are read: by the Chinese place, or where
// there is none, by the place of the Chinese text beside the English one.
func (v *view) order(a, b duizhao.Finding) int {
	return cmp.Or(cmp.Compare(v.place(&a), v.place(&b)), cmp.Compare(refStart(a.En), refStart(b.En)))
}

func (v *view) place(f *duizhao.Finding) int {
	if f.Zh != nil {
		return f.Zh.Span.Start
	}
	if f.En == nil || v.zh == nil || f.En.Block >= len(v.en.bead) || v.en.bead[f.En.Block] < 0 {
		return -1
	}
	for _, i := range v.b.Paragraphs[v.en.bead[f.En.Block]].Zh {
		return v.zh.rd.Document.Blocks[i].Span.Start
	}
	return -1
}

func refStart(r *duizhao.Ref) int {
	if r == nil {
		return -1
	}
	return r.Span.Start
}
