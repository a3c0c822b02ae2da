// Package indicator says which indicator a figure of a report states: rules, kept
// as data in rules/*.yaml, are matched against the words around each quantity.
//
// Think of it in three steps:
//
//   - A sentence becomes a stream of symbols (characters of Chinese, words of
//     English) in which every quantity is one symbol. One pass of an automaton
//     finds the literals of all patterns in it.
//   - For each quantity, the patterns whose literals occurred are tried, and the
//     one that explains most of the words around the number wins: the more
//     specific rule beats the general one without any order among rules. The
//     acting body, the kind of the quantity and its unit rule candidates out.
//   - What the figure is to its indicator (a level, a change, a growth, a share, a
//     rank, ...) follows from cues that hold for every indicator. A change, share
//     or rank without an indicator of its own belongs to the figure it follows.
//
// A quantity that no rule knows is still an observation, named by the noun phrase
// it stands with. Declines carry a negative value: 下降3.1% is a growth of -3.1.
//
// # Rules
//
// A rule file holds any of four sections: words (lists for patterns), sets (things
// a rule is written out for), bodies (who acts, with the names they go by) and
// rules. A rule:
//
//   - id: patents_granted                     small letters, digits, _
//     name: {zh: 专利授权量, en: patents granted}
//     unit: patent                            CNY, percent, rank, week … also say the kind of quantity
//     domain: patent
//     measure: flow                           flow, stock, rate or rank
//     zh: ["专利授权(量|数)?#", "授权专利#"]     patterns: words in the order of the text, # the number
//     en: ["# patents ..granted"]
//     examples:                               at least one for each language with patterns
//   - {zh: "全市专利授权量为38640件。", value: "38640"}
//   - {en: "A total of 38,640 patents were granted.", value: "38640"}
//     counter:                                texts in which the rule must find nothing
//   - {zh: "发明专利授权量3200件。"}
//
// In a pattern, (a|b) is a choice, (a)? may be left out, <name> is a list of words,
// ".." lets other words stand between within the clause and before the next number,
// "..." anything within the sentence, and @(a|b) asks for a word in the paragraph so
// far or in the section's heading. Beside # a few fillers may stand without "..".
// English words match in any number and in both spellings. Brackets and quotation
// marks do not count.
//
// Further keys narrow a rule: body (acting bodies it holds for; none where nobody is
// named), units (Chinese measure words; none for a bare number), kind (of the
// quantity, where the unit does not say it), not and topic (words by language that
// must not stand beside the number, or must stand in the paragraph or heading), and
// limit (the bound of what is counted: 1000000 for 100万元以上的案件). With each: set,
// {key}, {zh} and {en} are filled in for every member of the set. {office} in an id
// becomes the name of the acting office (customs_{office}_cases: customs_jinling_cases),
// so that several offices of one report stay apart; it falls away where no office is
// named or its name is the report's own place.
package indicator

import (
	"embed"
	"errors"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"duizhao"
)

func (r *Rules) lane(l duizhao.Lang) *lane {
	if l == duizhao.Chinese {
		return &r.zh
	}
	return &r.en
}

//go:embed rules/*.yaml
var embedded embed.FS

// Options says which rules are loaded. The zero value is the built-in ones.
type Options struct {
	Dirs    []string // folders of *.yaml: their rules are added, or replace those of the same id
	Builtin fs.FS    // the rules to begin with, *.yaml at its root; nil is those built in
	Check   bool     // run the examples of all rules, not only of those in Dirs
}

// Reader reads one sentence: a Reading of one Document of language l with its
// sentences and quantities. Rules run their examples with it.
type Reader func(l duizhao.Lang, text string) *duizhao.Reading

// Rules are indicator rules, compiled. They are read only once loaded, and may be
// used by many goroutines at once.
type Rules struct {
	rules  []rule
	zh, en lane
	bodies []string // ids of acting bodies
	read   Reader
}

// Load reads the built-in rules and those in o.Dirs. Every rule is validated; the
// examples of rules in o.Dirs, and with o.Check of all, are run with read. The
// error, a *duizhao.Error, names file, line and column and shows the line.
func Load(o Options, read Reader) (*Rules, error) {
	builtin := o.Builtin
	if builtin == nil {
		sub, err := fs.Sub(embedded, "rules")
		if err != nil {
			return nil, err
		}
		builtin = sub
	}
	files, err := readFolder(builtin, "rules")
	if err != nil {
		return nil, err
	}
	layers := [][]*file{files}
	for _, dir := range o.Dirs {
		files, err := readFolder(os.DirFS(dir), dir)
		if err != nil {
			return nil, err
		}
		layers = append(layers, files)
	}
	r, err := build(layers)
	if err != nil {
		return nil, err
	}
	r.read = read
	failures := r.test(func(s *ruleSource) bool { return o.Check || !slices.Contains(files, s.file) })
	if len(failures) > 0 {
		return nil, failures[0].err()
	}
	return r, nil
}

// readFolder parses the *.yaml files of a folder in the order of their names.
func readFolder(dir fs.FS, name string) ([]*file, error) {
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return nil, folderError(name, err)
	}
	var files []*file
	for _, e := range entries {
		if e.IsDir() || !strings.HasSuffix(e.Name(), ".yaml") {
			continue
		}
		data, err := fs.ReadFile(dir, e.Name())
		if err != nil {
			return nil, folderError(name, err)
		}
		f, err := parseFile(name+"/"+e.Name(), data)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	if len(files) == 0 {
		return nil, folderError(name, errors.New("no *.yaml in it"))
	}
	return files, nil
}

func folderError(name string, err error) error {
	return &duizhao.Error{
		Stage: "rules", Code: "folder", Path: name, Err: err,
		Text: duizhao.Bilingual{Zh: "规则文件夹读不出；请指定含有 *.yaml 的文件夹", En: "the folder of rules cannot be read; name a folder that holds *.yaml"},
	}
}

// Words returns the terms of the rules in language l, each once and in order, for
// a segmenter that should keep them whole.
func (r *Rules) Words(l duizhao.Lang) []string {
	seen := map[string]bool{}
	for i := range r.rules {
		name := r.rules[i].name.In(l)
		seen[name] = name != ""
		for _, p := range r.rules[i].source.Patterns[l] {
			for _, w := range termsOf(p.text) {
				seen[w] = true
			}
		}
	}
	words := slices.Sorted(maps.Keys(seen))
	return slices.DeleteFunc(words, func(w string) bool {
		return w == "" || strings.ContainsAny(w, "{（、") || l == duizhao.Chinese && utf8.RuneCountInString(w) > maxTerm
	})
}

// maxTerm is how long a Chinese term may be, in characters, before it is a phrase
// that a segmenter should part.
const maxTerm = 8

// Indicator describes one indicator the rules know.
type Indicator struct {
	ID      string
	Name    duizhao.Bilingual
	Unit    string
	Domain  string   // "patent", "court", ...
	Measure string   // "flow", "stock", "rate", "rank"
	File    string   // the rule file
	Line    int      // where the rule begins in it, 1-based
	Bodies  []string // the acting bodies it holds for; empty for any
	// Patterns as the file writes them, by language, {key} and the like filled in.
	Patterns          map[duizhao.Lang][]string
	Examples, Counter []Example
}

// Indicators lists what the rules know, in the order of their files.
func (r *Rules) Indicators() []Indicator {
	out := make([]Indicator, 0, len(r.rules))
	for i := range r.rules {
		s := r.rules[i].source
		d := Indicator{
			ID: s.ID, Name: s.Name, Unit: s.Unit, Domain: s.Domain, Measure: s.Measure, File: s.file.path, Line: s.node.Line,
			Bodies: slices.Clone(s.Bodies), Patterns: map[duizhao.Lang][]string{}, Examples: slices.Clone(s.Examples), Counter: slices.Clone(s.Counter),
		}
		for l, ps := range s.Patterns {
			for _, p := range ps {
				d.Patterns[l] = append(d.Patterns[l], p.text)
			}
		}
		out = append(out, d)
	}
	return out
}
