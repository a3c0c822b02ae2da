package pipeline

import (
	"fmt"

	"duizhao"
	"duizhao/pipeline/indicator"
)

// Documents holds what extract found of one report: one Document for each
// language, or nil.
type Documents struct {
	Zh, En *duizhao.Document
	extra  []duizhao.Problem // Documents that were set aside
	stated Source            // what somebody has stated about the report

	decisions *duizhao.Decisions // what people settled; nil for nothing
	unfit     []duizhao.Problem  // what of it did not fit the blocks
	known     *indicator.Frame   // period and area where an earlier reading has found them
}

// Gather puts together what was found in the files of src. The error, a
// *duizhao.Error, says where two files turned out to be in one language.
func Gather(src Source, found []*duizhao.Document) (Documents, error) {
	docs := Documents{stated: src}
	for _, d := range found {
		docs.add(d)
	}
	return docs, docs.check(src)
}

// add takes d in. Where a language is there already the longer text stays: a
// report in two files often repeats a few lines of the other language.
func (docs *Documents) add(d *duizhao.Document) {
	slot := &docs.Zh
	if d.Lang == duizhao.English {
		slot = &docs.En
	}
	if *slot == nil {
		*slot = d
		return
	}
	kept, left := *slot, d
	if len(left.Text) > len(kept.Text) {
		kept, left = left, kept
	}
	*slot = kept
	docs.extra = append(docs.extra, duizhao.Problem{
		Stage: "extract", Code: "second_text",
		Message: fmt.Sprintf("%s: %d bytes of %q text were set aside, the report's text in that language is %s",
			left.Path, len(left.Text), left.Lang, kept.Path),
	})
}

// check refuses two files that turned out to be in one language: laying a text
// beside itself would report nothing, and hide that a file is missing.
func (docs *Documents) check(src Source) error {
	if len(src.Files) < 2 || docs.Zh != nil && docs.En != nil {
		return nil
	}
	if docs.Zh == nil {
		return sameLanguage(src.Files[0], src.Files[1], duizhao.English)
	}
	return sameLanguage(src.Files[0], src.Files[1], duizhao.Chinese)
}

func sameLanguage(file, other string, l duizhao.Lang) error {
	lang := duizhao.Bilingual{Zh: "中文", En: "Chinese"}
	if l == duizhao.English {
		lang = duizhao.Bilingual{Zh: "英文", En: "English"}
	}
	return &duizhao.Error{
		Stage: "extract", Code: "same_language", Path: file,
		Text: duizhao.Bilingual{
			Zh: fmt.Sprintf("与 %s 都是%s；请给出同一报告的中文和英文文件", other, lang.Zh),
			En: fmt.Sprintf("this and %s are both %s; give one Chinese and one English file of the same report", other, lang.En),
		},
	}
}

func (docs *Documents) all() []*duizhao.Document {
	var out []*duizhao.Document
	for _, d := range []*duizhao.Document{docs.Zh, docs.En} {
		if d != nil {
			out = append(out, d)
		}
	}
	return out
}

func (docs *Documents) title() (t duizhao.Bilingual) {
	if docs.Zh != nil {
		t.Zh = docs.Zh.Title
	}
	if docs.En != nil {
		t.En = docs.En.Title
	}
	return t
}

func (docs *Documents) problems() []duizhao.Problem {
	var out []duizhao.Problem
	for _, d := range docs.all() {
		out = append(out, d.Problems...)
	}
	return append(out, docs.extra...)
}
