package main

import (
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"duizhao"
	"duizhao/export"
	"duizhao/pipeline/batch"
)

func newExport(u *ui) *cobra.Command {
	var formats []string
	var to string
	c := &cobra.Command{
		Use:   "export OUT -f FORMAT",
		Short: u.say("把 OUT 中的结果再写成其他格式", "write the results in OUT again, in any format"),
		Long: u.say("从 OUT/reports 的 JSON 写出所要的格式，不重读原文件；人工校订后可再次写出。\n格式：\n",
			"Writes the formats asked for from the JSON in OUT/reports, without reading the sources\nagain, such as after people have corrected the alignment. The formats:\n") + u.formatList(),
		Example: "  duizhao export out -f data\n  duizhao export out -f indicators,json --to elsewhere",
		Args:    cobra.ExactArgs(1),
		RunE:    func(_ *cobra.Command, args []string) error { return u.export(args[0], to, formats) },
	}
	c.Flags().StringSliceVarP(&formats, "format", "f", nil, u.say("要写的格式", "the formats to write"))
	c.Flags().StringVar(&to, "to", "", u.say("写到此文件夹（默认为 OUT）", "folder to write to (default: OUT)"))
	return c
}

// formatList is the table of formats for the help text.
func (u *ui) formatList() string {
	var b strings.Builder
	all := export.Formats()
	for _, f := range all {
		fmt.Fprintf(&b, "\n  %-21s%-29s%s", f.Name, f.Path("ID"), f.About.In(u.lang))
	}
	b.WriteString(u.say("\n组合名可代替多个格式：", "\nNames of groups stand for several formats:"))
	for _, name := range export.Choices() {
		others := func(f export.Format) bool { return !slices.Contains(f.Groups, name) }
		if group := slices.DeleteFunc(slices.Clone(all), others); len(group) > 1 {
			fmt.Fprintf(&b, "\n  %-21s%s", name, u.sayFormats(group))
		}
	}
	return b.String()
}

// sayFormats names the members of a group.
func (u *ui) sayFormats(group []export.Format) string {
	names := make([]string, len(group))
	for i, f := range group {
		names[i] = f.Name
	}
	if len(names) > 4 {
		names = append(names[:3], u.say("等", "...")+" ("+fmt.Sprint(len(group))+")")
	}
	return strings.Join(names, ", ")
}

func (u *ui) export(out, to string, names []string) error {
	if len(names) == 0 {
		return usage{fmt.Errorf(u.say("请用 -f 指定格式：%s", "name the formats with -f: %s"), strings.Join(export.Choices(), ", "))}
	}
	if to == "" {
		to = out
	}
	ids, err := reportIDs(out)
	if err != nil {
		return err
	}
	formats, err := export.Choose(names...)
	if err != nil {
		return usage{err}
	}
	o := export.Options{Lang: u.lang}
	for _, f := range formats {
		groups := [][]string{ids}
		if f.Report != nil {
			groups = slices.Collect(slices.Chunk(ids, 1))
		}
		for _, group := range groups {
			path := filepath.Join(to, filepath.FromSlash(f.Path(group[0])))
			if err := batch.WriteFile(path, func(w io.Writer) error { return export.Write(w, f.Name, stored(out, group), o) }); err != nil {
				return err
			}
		}
	}
	return nil
}

// reportIDs lists the reports whose results are in out, in ascending order.
func reportIDs(out string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(out, "reports", "*.json"))
	if err == nil && len(files) == 0 {
		err = &duizhao.Error{Stage: "export", Code: "no_results", Path: out, Text: duizhao.Bilingual{
			Zh: "没有运行结果（reports/*.json）；请先用 duizhao run 写出",
			En: "no results of a run (reports/*.json) in there; write them with duizhao run first",
		}}
	}
	ids := make([]string, len(files))
	for i, f := range files {
		ids[i] = strings.TrimSuffix(filepath.Base(f), ".json")
	}
	slices.Sort(ids)
	return ids, err
}

// stored reads the results of ids from out, one at a time.
func stored(out string, ids []string) iter.Seq2[*duizhao.Report, error] {
	return func(yield func(*duizhao.Report, error) bool) {
		for _, id := range ids {
			if !yield(readReport(filepath.Join(out, jsonPath(id)))) {
				return
			}
		}
	}
}

// readReport reads one result. The error names the file.
func readReport(path string) (*duizhao.Report, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := export.ReadJSON(f)
	if e, ok := err.(*duizhao.Error); ok {
		e.Path = path
	}
	return r, err
}
