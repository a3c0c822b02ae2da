package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"duizhao/pipeline"
)

func newAlign(u *ui) *cobra.Command {
	var units, terms string
	c := &cobra.Command{
		Use:   "align ZH EN",
		Short: u.say("对齐两个文件，每行输出一个对应组", "align two files and print one bead a line"),
		Long: u.say(
			"对齐中文文件和英文文件，每行输出一个对应组（bead）：中文单元序号、英文单元序号、置信度，\n序号从 0 起，例如 [0, 1]:[0]:0.998。空的一侧表示没有译文。",
			"Aligns a Chinese file and an English file and prints one bead a line: the indexes of the\nChinese units, of the English units, and the confidence. Indexes count from 0, for example\n[0, 1]:[0]:0.998; an empty side means that nothing translates the other."),
		Example: "  duizhao align zh.txt en.txt --units lines",
		Args:    cobra.ExactArgs(2),
		RunE:    func(_ *cobra.Command, args []string) error { return u.align(args[0], args[1], units, terms) },
	}
	c.Flags().StringVar(&units, "units", "paragraphs", u.say("单元：paragraphs（段落）、sentences（句子）或 lines（每行一个单元）", "what is aligned: paragraphs, sentences or lines (each line is a unit)"))
	lexiconFlag(u, c, &terms)
	return c
}

func (u *ui) align(zh, en, units, terms string) error {
	level, ok := map[string]pipeline.Units{
		"paragraphs": pipeline.ByParagraph, "sentences": pipeline.BySentence, "lines": pipeline.ByLine,
	}[units]
	if !ok {
		return u.badFlag("units", units, "paragraphs", "sentences", "lines")
	}
	p, err := u.newPipeline(pipeline.Options{Lexicon: terms})
	if err != nil {
		return err
	}
	beads, err := p.Align(zh, en, level)
	if err != nil {
		return err
	}
	for _, b := range beads {
		u.printf("%s:%s:%.3f\n", indexes(b.Zh), indexes(b.En), b.Confidence)
	}
	return nil
}

// indexes writes one side of a bead as the aligners' common format has it.
func indexes(side []int) string {
	return "[" + strings.Trim(strings.ReplaceAll(fmt.Sprint(side), " ", ", "), "[]") + "]"
}
