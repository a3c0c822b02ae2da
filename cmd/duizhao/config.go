package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"go.yaml.in/yaml/v4"

	"duizhao"
	"duizhao/pipeline"
	"duizhao/pipeline/check"
)

// configName is the file of a project's settings, looked for in the working
// directory where --config names none.
const configName = "duizhao.yaml"

// config is a project's settings. Its zero value sets nothing.
type config struct {
	path     string
	lines    []string
	flags    map[string][]string // by name of the flag that each stands for
	severity map[string]duizhao.Severity
}

// settings are the keys of a settings file and the flags they stand for. The paths
// of files and folders are taken from where the settings file lies.
var settings = []struct {
	key, flag string
	list      bool
	path      bool
	values    []string
}{
	{key: "lang", flag: "lang", values: []string{"zh", "en"}},
	{key: "rules", flag: "rules", list: true, path: true},
	{key: "lexicon", flag: "lexicon", path: true},
	{key: "glossary", flag: "glossary", path: true},
	{key: "fail-on", flag: "fail-on", values: severityNames},
	{key: "info", flag: "info", values: []string{"true", "false"}},
}

var severityNames = []string{string(duizhao.SeverityError), string(duizhao.SeverityWarning), string(duizhao.SeverityInfo)}

// configFlag is the name of the flag that names the settings file.
const configFlag = "config"

func addConfigFlag(u *ui, c *cobra.Command) {
	c.PersistentFlags().String(configFlag, "", u.say("项目设置文件（默认为当前文件夹中的 duizhao.yaml）", "file of the project's settings (default: duizhao.yaml in the working directory)"))
}

// configure gives the flags of cmd that were not given the values of the project's
// settings, and returns these. The error names file, line and column.
func configure(cmd *cobra.Command) (*config, error) {
	path, _ := cmd.Flags().GetString(configFlag)
	c, err := loadConfig(path)
	if err != nil {
		return nil, err
	}
	for name, values := range c.flags {
		f := cmd.Flags().Lookup(name)
		if f == nil || f.Changed {
			continue
		}
		if list, ok := f.Value.(pflag.SliceValue); ok {
			err = list.Replace(values)
		} else {
			err = f.Value.Set(values[0])
		}
		if err != nil {
			return nil, err
		}
	}
	return c, nil
}

// loadConfig reads the settings file at path. Where path is empty and the working
// directory has none, nothing is set.
func loadConfig(path string) (*config, error) {
	c := &config{path: cmp.Or(path, configName), flags: map[string][]string{}, severity: map[string]duizhao.Severity{}}
	data, err := os.ReadFile(c.path)
	if path == "" && errors.Is(err, fs.ErrNotExist) {
		return c, nil
	}
	if err != nil {
		return nil, &duizhao.Error{Stage: "config", Code: "unreadable", Path: c.path, Err: err, Text: duizhao.Bilingual{
			Zh: "设置文件无法读取", En: "the settings file cannot be read",
		}}
	}
	c.lines = strings.Split(string(data), "\n")
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, c.syntax(err)
	}
	if len(doc.Content) == 0 {
		return c, nil
	}
	return c, c.read(doc.Content[0])
}

// read takes the settings from the top of the file.
func (c *config) read(top *yaml.Node) error {
	known := map[string]func(*yaml.Node) error{"checks": c.readChecks}
	for _, s := range settings {
		known[s.key] = func(n *yaml.Node) error {
			values, err := c.texts(n, s.list, s.values)
			if s.path {
				for i, v := range values {
					values[i] = c.beside(v)
				}
			}
			if len(values) > 0 {
				c.flags[s.flag] = values
			}
			return err
		}
	}
	return c.fields(top, known)
}

// readChecks takes which checks are made and how much their findings matter.
func (c *config) readChecks(n *yaml.Node) error {
	var ids []string
	for _, k := range check.Checks() {
		ids = append(ids, k.ID)
	}
	list := func(flags ...string) func(*yaml.Node) error {
		return func(n *yaml.Node) error {
			values, err := c.texts(n, true, ids)
			for _, f := range flags {
				if len(values) > 0 {
					c.flags[f] = values
				}
			}
			return err
		}
	}
	return c.fields(n, map[string]func(*yaml.Node) error{
		"only": list(onlyChecksFlag), "disable": list("disable"),
		"severity": func(n *yaml.Node) error {
			known := map[string]func(*yaml.Node) error{}
			for _, id := range ids {
				known[id] = func(n *yaml.Node) error {
					values, err := c.texts(n, false, severityNames)
					if len(values) > 0 {
						c.severity[id] = duizhao.Severity(values[0])
					}
					return err
				}
			}
			return c.fields(n, known)
		},
	})
}

// beside returns the path p, which is meant from where the settings file lies.
func (c *config) beside(p string) string {
	if filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(filepath.Dir(c.path), filepath.FromSlash(p))
}

// fields hands each value of the mapping n to what reads its key.
func (c *config) fields(n *yaml.Node, known map[string]func(*yaml.Node) error) error {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return nil
	}
	var keys []string
	for k := range known {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	list := strings.Join(keys, ", ")
	if n.Kind != yaml.MappingNode {
		return c.fault(n, "form", "此处应为“键: 值”，可用的键："+list, "expected keys with values here; the keys are "+list)
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		read := known[key.Value]
		switch {
		case read == nil:
			return c.fault(key, "unknown-key", fmt.Sprintf("没有设置项 %q；可用：%s", key.Value, list), fmt.Sprintf("there is no setting %q here; the settings are %s", key.Value, list))
		case seen[key.Value]:
			return c.fault(key, "twice", fmt.Sprintf("设置项 %q 重复", key.Value), fmt.Sprintf("the setting %q stands twice; leave one", key.Value))
		}
		seen[key.Value] = true
		if err := read(n.Content[i+1]); err != nil {
			return err
		}
	}
	return nil
}

// texts reads one text, or several where list is set, each of which must be among
// allowed where there are any.
func (c *config) texts(n *yaml.Node, list bool, allowed []string) (out []string, err error) {
	nodes := []*yaml.Node{n}
	switch {
	case n.Kind == yaml.ScalarNode && n.Tag == "!!null":
		return nil, nil
	case n.Kind == yaml.SequenceNode && list:
		nodes = n.Content
	case n.Kind == yaml.SequenceNode:
		return nil, c.fault(n, "form", "此处只能有一个值", "one value is expected here, not a list")
	}
	for _, k := range nodes {
		switch {
		case k.Kind != yaml.ScalarNode:
			return nil, c.fault(k, "form", "此处应为文字", "a text is expected here")
		case allowed != nil && !slices.Contains(allowed, k.Value):
			among := strings.Join(allowed, ", ")
			return nil, c.fault(k, "value", fmt.Sprintf("不接受 %q；可用：%s", k.Value, among), fmt.Sprintf("%q is none of %s", k.Value, among))
		}
		out = append(out, k.Value)
	}
	return out, nil
}

// fault says what is wrong at n, with the line itself and the column marked.
func (c *config) fault(n *yaml.Node, code, zh, en string) error {
	return c.at(n.Line, n.Column, code, zh, en, nil)
}

var yamlPlace = regexp.MustCompile(`line (\d+)(?:, column (\d+))?`)

// syntax says where the YAML parser stopped, which it tells in words.
func (c *config) syntax(err error) error {
	line, column := 1, 1
	if g := yamlPlace.FindStringSubmatch(err.Error()); g != nil {
		line, _ = strconv.Atoi(g[1])
		column, _ = strconv.Atoi(cmp.Or(g[2], "1"))
	}
	return c.at(line, column, "yaml", "不是有效的 YAML", "not valid YAML", err)
}

func (c *config) at(line, column int, code, zh, en string, cause error) error {
	line = min(max(line, 1), len(c.lines))
	text := strings.Map(flatten, strings.TrimRight(c.lines[line-1], "\r"))
	rs := []rune(text)
	before := string(rs[:min(max(column-1, 0), len(rs))])
	shown := fmt.Sprintf("\n  %s\n  %s^", text, strings.Repeat(" ", columns(before)))
	if cause != nil {
		zh, en = zh+"："+cause.Error(), en+": "+cause.Error()
	}
	return &duizhao.Error{
		Stage: "config", Code: code, Path: fmt.Sprintf("%s:%d:%d", c.path, line, column),
		Text: duizhao.Bilingual{Zh: zh + shown, En: en + shown},
	}
}

// configuredLang returns the language of messages that the settings ask for, ""
// where none do. What is wrong with them is said later, in some language.
func configuredLang(args []string) string {
	path := ""
	for i, a := range args {
		if v, ok := strings.CutPrefix(a, "--"+configFlag+"="); ok {
			path = v
		}
		if a == "--"+configFlag && i+1 < len(args) {
			path = args[i+1]
		}
		if a == "--" {
			break
		}
	}
	c, err := loadConfig(path)
	if err != nil || len(c.flags["lang"]) == 0 {
		return ""
	}
	return c.flags["lang"][0]
}

// onlyChecksFlag is the flag that chooses checks; of `run`, whose --only chooses
// reports, and of `check`, where --only means the same.
const onlyChecksFlag = "only-checks"

// checking is what run and check ask of the checks alike.
type checking struct {
	rules         []string
	terms         string // --lexicon
	glossary      string
	only, disable []string
	failOn        string
}

// checkingFlags gives c the flags of the checks.
func checkingFlags(u *ui, c *cobra.Command, f *checking) {
	c.Flags().StringSliceVar(&f.rules, "rules", nil, u.say("另加的指标规则文件夹", "folder of further indicator rules"))
	lexiconFlag(u, c, &f.terms)
	c.Flags().StringVar(&f.glossary, "glossary", "", u.say("规定译法的词汇表：TSV 或 TBX 文件，不符者列为警告", "glossary of prescribed renderings, TSV or TBX: what differs is a warning"))
	c.Flags().StringSliceVar(&f.only, onlyChecksFlag, nil, u.say("只做这些检查", "only these checks"))
	c.Flags().StringSliceVar(&f.disable, "disable", nil, u.say("不做这些检查", "not these checks"))
	failOnFlag(u, c, &f.failOn)
}

// pipelineOptions are the options of the pipeline that flags and settings ask for.
func (u *ui) pipelineOptions(c *config, f *checking) (pipeline.Options, error) {
	o := pipeline.Options{
		RuleDirs: f.rules, Lexicon: f.terms, Glossary: f.glossary,
		Check: check.Options{Only: f.only, Disable: f.disable, Severity: c.severity},
	}
	if err := u.checkFailOn(f.failOn); err != nil {
		return o, err
	}
	return o, u.knownChecks(f.only, f.disable)
}
