package main

import (
	"strings"

	"github.com/spf13/cobra"

	"duizhao"
	"duizhao/export"
	"duizhao/pipeline"
	"duizhao/pipeline/batch"
	"duizhao/pipeline/indicator"
)

func newRules(u *ui) *cobra.Command {
	var dirs []string
	c := &cobra.Command{
		Use:   "rules",
		Short: u.say("指标规则：list 列出，test 用自带的例句检验，suggest 写出草稿", "the indicator rules: list them, test them, suggest new ones"),
		Args:  cobra.ArbitraryArgs,
	}
	needsCommand(u, c)
	var long bool
	list := &cobra.Command{
		Use:   "list",
		Short: u.say("列出指标规则", "list the indicator rules"),
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			p, err := u.newPipeline(pipeline.Options{RuleDirs: dirs})
			if err != nil {
				return err
			}
			u.listRules(p.Indicators(), long)
			return nil
		},
	}
	test := &cobra.Command{
		Use:   "test",
		Short: u.say("用规则自带的例句检验规则", "test the rules by their own examples"),
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			p, err := u.newPipeline(pipeline.Options{RuleDirs: dirs})
			if err != nil {
				return err
			}
			return u.testRules(p, dirs)
		},
	}
	suggest := &cobra.Command{
		Use:   "suggest FILE...",
		Short: u.say("为没有规则认识的数字写出规则草稿（YAML）", "write rules, as YAML to be edited, for the figures no rule knows"),
		Long: u.say(
			"读取报告（一个含两种语言的文件，或中英文各一个），为没有规则认识的数字写出规则草稿。\n草稿以原句为例；未通过自身例句的写成注释。请编辑名称后放入 --rules 所指的文件夹。",
			"Reads reports, one file with both languages or one file for each, and writes a rule for each\nfigure that no rule knows, with its own sentence as example; a rule that fails it is written as a\ncomment. Edit the names, then put the file into a folder for --rules."),
		Example: "  duizhao rules suggest report.zh.txt report.en.txt > my-rules/new.yaml",
		Args:    cobra.MinimumNArgs(1),
		RunE:    func(_ *cobra.Command, args []string) error { return u.suggest(args, dirs) },
	}
	list.Flags().BoolVar(&long, "long", false, u.say("连同主体、句式和例句", "with bodies, patterns and examples"))
	for _, sub := range []*cobra.Command{list, test, suggest} {
		sub.Flags().StringSliceVar(&dirs, "rules", nil, u.say("另加的指标规则文件夹", "folder of further indicator rules"))
		c.AddCommand(sub)
	}
	return c
}

func newSchema(u *ui) *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: u.say("输出 reports/*.json 的 JSON Schema", "print the JSON Schema of reports/*.json"),
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			s, err := export.Schema()
			if err != nil {
				return err
			}
			_, err = u.out.Write(s)
			return err
		},
	}
}

// listRules prints one line for each indicator: id, names, unit, measure and rule
// file; long adds who acts, the patterns and the examples.
func (u *ui) listRules(indicators []indicator.Indicator, long bool) {
	for _, i := range indicators {
		u.printf("%s\t%s\t%s\t%s\t%s\t%s:%d\n", i.ID, i.Name.Zh, i.Name.En, i.Unit, i.Measure, i.File, i.Line)
		if !long {
			continue
		}
		if len(i.Bodies) > 0 {
			u.printf("  %s %s\n", u.say("主体：", "bodies:"), strings.Join(i.Bodies, ", "))
		}
		for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
			for _, pattern := range i.Patterns[l] {
				u.printf("  %s  %s\n", l, pattern)
			}
		}
		for _, e := range i.Examples {
			u.printf("  %s %s\n", e.Value, e.Text)
		}
		for _, e := range i.Counter {
			u.printf("  %s %s\n", u.say("不含：", "not in:"), e.Text)
		}
	}
}

// suggest prints rules for the figures of the reports among files that no rule
// knows.
func (u *ui) suggest(files, dirs []string) error {
	p, err := u.newPipeline(pipeline.Options{RuleDirs: dirs})
	if err != nil {
		return err
	}
	plan := batch.Discover(files, "")
	for i := range plan.Failed {
		return plan.Failed[i].Err()
	}
	var reports []*duizhao.Bitext
	for _, src := range plan.Reports {
		b, err := p.Run(src)
		if err != nil {
			return err
		}
		reports = append(reports, b)
	}
	draft := p.Suggest(reports...)
	if draft == nil {
		u.notef("%s\n", u.say("所有数字都有规则认识", "every figure is known to a rule"))
		return nil
	}
	_, err = u.out.Write(draft)
	return err
}

// testRules runs the rules' examples and prints those that fail.
func (u *ui) testRules(p *pipeline.Pipeline, dirs []string) error {
	failures, err := p.TestRules(dirs)
	if err != nil {
		return err
	}
	for _, f := range failures {
		u.printf("%s\n", f)
	}
	u.printf(u.say("指标 %d 个，未通过的例句 %d 条\n", "%d indicators, %d examples fail\n"), len(p.Indicators()), len(failures))
	if len(failures) > 0 {
		return exit(exitFailed)
	}
	return nil
}
