package main

import (
	"github.com/spf13/cobra"

	"duizhao/export"
	"duizhao/pipeline"
)

func newRules(u *ui) *cobra.Command {
	var dirs []string
	c := &cobra.Command{
		Use:   "rules",
		Short: u.say("指标规则：list 列出，test 用各规则自带的例句检验", "the indicator rules: list them, test them by their own examples"),
		Args:  cobra.ArbitraryArgs,
	}
	needsCommand(u, c)
	list := &cobra.Command{
		Use:   "list",
		Short: u.say("列出指标规则", "list the indicator rules"),
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			p, err := newPipeline(pipeline.Options{RuleDirs: dirs})
			if err != nil {
				return err
			}
			for _, i := range p.Indicators() {
				u.printf("%s\t%s\t%s\t%s\n", i.ID, i.Name.Zh, i.Name.En, i.Unit)
			}
			return nil
		},
	}
	test := &cobra.Command{
		Use:   "test",
		Short: u.say("用规则自带的例句检验规则", "test the rules by their own examples"),
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			p, err := newPipeline(pipeline.Options{RuleDirs: dirs})
			if err != nil {
				return err
			}
			return u.testRules(p, dirs)
		},
	}
	for _, sub := range []*cobra.Command{list, test} {
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
