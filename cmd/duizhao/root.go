package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"github.com/spf13/cobra"

	"duizhao"
	"duizhao/pipeline"
)

// version is set by the linker in released programs.
var version = "dev"

// The exit codes, as in every help text.
const (
	exitDone     = 0
	exitFailed   = 1
	exitUsage    = 2
	exitSome     = 3
	exitFindings = 4
)

// exit ends a command with a code where there is nothing more to say.
type exit int

func (e exit) Error() string { return fmt.Sprintf("exit %d", int(e)) }

// usage marks an error as the caller's wrong usage.
type usage struct{ error }

// execute runs the command line and returns the exit code.
func execute(ctx context.Context, u *ui, args []string) int {
	defer u.children.Close()
	root := newRoot(u)
	root.SetArgs(args)
	root.SetIn(u.in)
	root.SetOut(u.out)
	root.SetErr(u.err)
	return u.conclude(root.ExecuteContext(ctx))
}

// conclude says err to the person, in one line where it can be, and returns the
// exit code for it.
func (u *ui) conclude(err error) int {
	if err == nil {
		return exitDone
	}
	if code, ok := errors.AsType[exit](err); ok {
		return int(code)
	}
	if errors.Is(err, context.Canceled) {
		u.notef("duizhao: %s\n", u.say("已中断；已写完的结果都在", "interrupted; what was finished is written"))
		return exitFailed
	}
	u.notef("duizhao: %s\n", u.message(err))
	if _, wrong := errors.AsType[usage](err); wrong {
		u.notef("%s\n", u.say("用法见 duizhao help", "see duizhao help"))
		return exitUsage
	}
	return exitFailed
}

// message returns err in the person's language where it knows both.
func (u *ui) message(err error) string {
	if e, ok := errors.AsType[*duizhao.Error](err); ok {
		return e.In(u.lang)
	}
	return err.Error()
}

// newRoot builds the commands with help texts in the person's language.
func newRoot(u *ui) *cobra.Command {
	root := &cobra.Command{
		Use:     "duizhao",
		Short:   u.say("对照中英文报告，核对每一个数字", "compare a report's Chinese and English, number by number"),
		Version: version,
		Long: u.say(
			"duizhao（对照）读取同时以中文和英文发布的政府报告，把两种语言逐段对齐，\n分别读出每一个数字，指出不一致之处，并写出工作簿和数据文件。",
			"duizhao (对照) reads government reports that are published in Chinese and in English,\nlays the two side by side, reads every number in each, says where they disagree,\nand writes workbooks and data files."),
		Args:          cobra.ArbitraryArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.PersistentFlags().String("lang", "", u.say("界面语言：zh 或 en（默认依 LANG）", "language of messages: zh or en (default: by LANG)"))
	root.PersistentFlags().String("log", "", u.say("把日志写到标准错误：text 或 json", "write a log to standard error: text or json"))
	addConfigFlag(u, root)
	root.AddCommand(newRun(u), newCheck(u), newAlign(u), newQuantities(u), newInspect(u), newExport(u), newImport(u), newReview(u), newMerge(u), newRules(u), newSchema(u))
	needsCommand(u, root)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage{err} })
	root.SetUsageTemplate(u.usageTemplate())
	root.SetHelpTemplate("{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}\n\n{{end}}{{.UsageString}}")
	u.localise(root)
	return root
}

// needsCommand makes c, a command that only holds others, show its help when it
// is called alone, and call a wrong name wrong usage.
func needsCommand(u *ui, c *cobra.Command) {
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return cmd.Help()
		}
		return usage{fmt.Errorf(u.say("%s 没有命令 %q", "%s has no command %q"), cmd.CommandPath(), args[0])}
	}
}

// usageTemplate is cobra's usage text with both languages and the exit codes.
func (u *ui) usageTemplate() string {
	t := `%[1]s
  {{if .HasAvailableSubCommands}}{{.CommandPath}} %[2]s{{else}}{{.UseLine}}{{end}}
{{- if .HasExample}}

%[3]s
{{.Example}}{{end}}
{{- if .HasAvailableSubCommands}}

%[4]s{{range .Commands}}{{if (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}
{{- if .HasAvailableLocalFlags}}

%[5]s
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
{{- if .HasAvailableInheritedFlags}}

%[6]s
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}

%[7]s
`
	return fmt.Sprintf(t, u.say("用法：", "Usage:"), u.say("命令", "COMMAND"), u.say("示例：", "Examples:"), u.say("命令：", "Commands:"),
		u.say("选项：", "Options:"), u.say("通用选项：", "General options:"), u.exitCodes())
}

func (u *ui) exitCodes() string {
	return u.say(
		"退出码：0 完成；1 未能完成；2 用法错误；3 部分报告失败，其余已完成；\n4 已完成，但有发现达到 --fail-on 的程度",
		"Exit codes: 0 done; 1 could not do the job; 2 wrong usage; 3 some reports failed,\nthe others are done; 4 done, but a finding reaches --fail-on")
}

// localise gives the commands and flags that cobra adds by itself their words in
// the person's language, and turns its complaints about arguments into usage
// errors.
func (u *ui) localise(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Short = u.say("命令的说明", "help about a command")
		case "completion":
			c.Short = u.say("生成命令行补全脚本（bash、zsh、fish、powershell）", "print a script of shell completion (bash, zsh, fish, powershell)")
		}
	}
	u.localiseFlags(root)
}

func (u *ui) localiseFlags(c *cobra.Command) {
	c.DisableFlagsInUseLine = true // the options have their own part of the text
	c.InitDefaultHelpFlag()
	c.Flags().Lookup("help").Usage = u.say("此命令的说明", "help for this command")
	if c.Version != "" {
		c.InitDefaultVersionFlag()
		c.Flags().Lookup("version").Usage = u.say("显示版本", "print the version")
	}
	if args := c.Args; args != nil {
		c.Args = func(cmd *cobra.Command, given []string) error {
			if err := args(cmd, given); err != nil {
				return usage{fmt.Errorf("%s: %s", cmd.CommandPath(), u.say("参数个数不对："+cmd.UseLine(), "wrong number of arguments: "+cmd.UseLine()))}
			}
			return nil
		}
	}
	for _, sub := range c.Commands() {
		u.localiseFlags(sub)
	}
}

// logger makes the log that --log asks for.
func (u *ui) logger(cmd *cobra.Command) (*slog.Logger, error) {
	switch form, _ := cmd.Flags().GetString("log"); form {
	case "":
		return slog.New(slog.DiscardHandler), nil
	case "text":
		return slog.New(slog.NewTextHandler(u.err, nil)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(u.err, nil)), nil
	default:
		return nil, u.badFlag("log", form, "text", "json")
	}
}

// badFlag says which values a flag takes.
func (u *ui) badFlag(name, value string, allowed ...string) error {
	return usage{fmt.Errorf(u.say("--%s 不接受 %q，可用：%s", "--%s does not take %q, but one of: %s"), name, value, strings.Join(allowed, ", "))}
}

// newPipeline makes the pipeline of every command: files made to do harm are read
// in child processes.
func (u *ui) newPipeline(o pipeline.Options) (*pipeline.Pipeline, error) {
	o.Extract.Isolate = u.children.Run
	return pipeline.New(o)
}
