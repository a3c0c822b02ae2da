package export

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"duizhao"
)

// Format is a file that reports are written to. One of Report and Batch is set.
type Format struct {
	Name   string                 // what --format takes: "json", "tmx"
	About  duizhao.Bilingual      // what the file is for, in a few words
	Groups []string               // what --format takes for several formats at once: "csv", "data"
	Usual  bool                   // a run writes it where nobody asks for certain formats
	Path   func(id string) string // the file's place below OUT, with slashes; a Batch format ignores id

	// Report writes one report.
	Report func(w io.Writer, r *duizhao.Report, o Options) error
	// Batch begins a file over all reports of a run.
	Batch func(w io.Writer, o Options) (duizhao.Sink, error)
}

// Formats lists all formats, those of one report first.
func Formats() []Format {
	workshop := newWorkshop()
	return append([]Format{
		{
			Name: "json", Usual: true, Path: under("reports", ".json"),
			About:  duizhao.Bilingual{Zh: "一份报告的全部数据", En: "everything about one report"},
			Report: func(w io.Writer, r *duizhao.Report, _ Options) error { return JSON(w, r) },
		},
		{
			Name: "alignment", Usual: true, Path: under("alignment", ".xlsx"),
			About:  duizhao.Bilingual{Zh: "一份报告的中英文对照工作簿", En: "one report's languages side by side, a workbook"},
			Report: workshop.alignment,
		},
		{
			Name: "tmx", Usual: true, Path: under("tmx", ".tmx"),
			About:  duizhao.Bilingual{Zh: "一份报告的翻译记忆（TMX 1.4b）", En: "one report's translation memory, TMX 1.4b"},
			Report: TMX,
		},
		{
			Name: "xliff", Path: under("xliff", ".xlf"),
			About:  duizhao.Bilingual{Zh: "供翻译软件用的对照文件（XLIFF 1.2）", En: "for translation tools, XLIFF 1.2"},
			Report: XLIFF,
		},
		{
			Name: "xliff2", Path: under("xliff2", ".xlf"),
			About:  duizhao.Bilingual{Zh: "供翻译软件用的对照文件（XLIFF 2.1）", En: "for translation tools, XLIFF 2.1"},
			Report: XLIFF2,
		},
		{
			Name: "tsv", Path: under("tsv", ".tsv"),
			About:  duizhao.Bilingual{Zh: "对齐的段落和句子，制表符分隔", En: "aligned paragraphs and sentences, tab-separated"},
			Report: TSV,
		},
		{
			Name: "docx", Path: under("docx", ".docx"),
			About:  duizhao.Bilingual{Zh: "一份报告的中英文对照 Word 文档", En: "one report's languages side by side, for Word"},
			Report: DOCX,
		},
		{
			Name: "indicators", Usual: true, Path: only("indicators.xlsx"),
			About: duizhao.Bilingual{Zh: "全部报告的指标工作簿", En: "the figures of all reports, a workbook"},
			Batch: newIndicators,
		},
		{
			Name: "memory", Path: only("memory.tmx"),
			About: duizhao.Bilingual{Zh: "全部报告的翻译记忆（TMX 1.4b）", En: "all reports' translation memory, TMX 1.4b"},
			Batch: newMemory,
		},
		{
			Name: "tbx", Path: only("terms.tbx"),
			About: duizhao.Bilingual{Zh: "全部报告的术语对照（TBX，ISO 30042:2019）", En: "all reports' term pairs, TBX of 2019"},
			Batch: newTermBase,
		},
		{
			Name: "tbx2008", Path: only("terms-2008.tbx"),
			About: duizhao.Bilingual{Zh: "同上，供 OmegaT 等使用（TBX 旧版，2008）", En: "the same for OmegaT and others, TBX of 2008"},
			Batch: newTermBase2008,
		},
		{
			Name: "changes", Usual: true, Path: only("changes.html"),
			About: duizhao.Bilingual{Zh: "与上年报告相比新增、消失和修订的数字（网页）", En: "figures that are new, gone or revised since the year before, a page"},
			Batch: newChanges,
		},
		{
			Name: "html", Usual: true, Path: only("html/index.html"),
			About: duizhao.Bilingual{Zh: "全部报告的网页，可离线打开", En: "all reports as a page, for a browser, offline"},
			Batch: newHTML,
		},
	}, dataFormats()...)
}

// under returns the Path of a file in a folder, named by the report's id.
func under(folder, extension string) func(string) string {
	return func(id string) string { return folder + "/" + id + extension }
}

// only returns the Path of a file that stands once.
func only(path string) func(string) string { return func(string) string { return path } }

// Names returns the names of all formats, as --format takes them.
func Names() []string {
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	return names
}

// Choices returns what --format takes at the least: groups of formats, and the
// formats that are in none.
func Choices() []string {
	var names []string
	for _, f := range Formats() {
		of := f.Groups
		if len(of) == 0 {
			of = []string{f.Name}
		}
		for _, name := range of {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// Choose returns the formats that names ask for, each once, in the order of
// [Formats]. A name is that of a format or of a group of formats. The error, a
// *duizhao.Error, lists the names there are.
func Choose(names ...string) ([]Format, error) {
	var chosen []Format
	met := map[string]bool{}
	for _, f := range Formats() {
		wanted := false
		for _, name := range append([]string{f.Name}, f.Groups...) {
			met[name] = true
			wanted = wanted || slices.Contains(names, name)
		}
		if wanted {
			chosen = append(chosen, f)
		}
	}
	for _, name := range names {
		if !met[name] {
			return nil, unknownFormat(name)
		}
	}
	return chosen, nil
}

// Fold returns names of formats in fewer words: where all of a group are among
// them, the group's name stands for them.
func Fold(names []string) []string {
	for _, group := range Choices() {
		members, err := Choose(group)
		if err != nil || len(members) < 2 {
			continue
		}
		in := func(name string) bool {
			return slices.ContainsFunc(members, func(f Format) bool { return f.Name == name })
		}
		rest := slices.DeleteFunc(slices.Clone(names), in)
		if len(names)-len(rest) == len(members) {
			names = append(rest, group)
		}
	}
	return names
}

// Find returns the format of that name. The error, a *duizhao.Error, lists the
// names there are.
func Find(name string) (Format, error) {
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
	}
	return Format{}, unknownFormat(name)
}

func unknownFormat(name string) error {
	names := append(Names(), Choices()...)
	slices.Sort(names)
	names = slices.Compact(names)
	return &duizhao.Error{Stage: "export", Code: "format", Text: duizhao.Bilingual{
		Zh: fmt.Sprintf("没有格式 %q；可用：%s", name, strings.Join(names, "、")),
		En: fmt.Sprintf("there is no format %q; there are: %s", name, strings.Join(names, ", ")),
	}}
}

// Write writes reports, which must come by ascending id, to w in the format of
// that name. A format of one report takes exactly one. Equal reports give equal
// bytes. The error is a *duizhao.Error where the format is unknown or the number
// of reports is not one it takes, else w's or that of the reports.
func Write(w io.Writer, name string, reports iter.Seq2[*duizhao.Report, error], o Options) error {
	f, err := Find(name)
	if err != nil {
		return err
	}
	if f.Report != nil {
		return writeOne(w, f, reports, o)
	}
	sink, err := f.Batch(w, o)
	if err != nil {
		return err
	}
	for r, err := range reports {
		if err == nil {
			err = sink.Add(r)
		}
		if err != nil {
			return errors.Join(err, sink.Close())
		}
	}
	return sink.Close()
}

func writeOne(w io.Writer, f Format, reports iter.Seq2[*duizhao.Report, error], o Options) error {
	var one *duizhao.Report
	n := 0
	for r, err := range reports {
		if err != nil {
			return err
		}
		one = r
		n++
	}
	if n != 1 {
		return &duizhao.Error{Stage: "export", Code: "one_report", Text: duizhao.Bilingual{
			Zh: fmt.Sprintf("格式 %s 每个文件只含一份报告，给出了 %d 份", f.Name, n),
			En: fmt.Sprintf("format %s holds one report a file, but %d were given", f.Name, n),
		}}
	}
	return f.Report(w, one, o)
}

// Reports returns a sequence of reports for Write, sorted by id.
func Reports(reports ...*duizhao.Report) iter.Seq2[*duizhao.Report, error] {
	sorted := slices.SortedFunc(slices.Values(reports), func(a, b *duizhao.Report) int { return strings.Compare(a.ID, b.ID) })
	return func(yield func(*duizhao.Report, error) bool) {
		for _, r := range sorted {
			if !yield(r, nil) {
				return
			}
		}
	}
}
