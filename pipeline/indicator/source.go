package indicator

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"duizhao"
)

// file is one rule file as it was read. Any file may hold any of the sections.
type file struct {
	path   string
	lines  []string
	words  map[duizhao.Lang]map[string][]string
	sets   map[string][]member
	bodies []bodySource
	rules  []ruleSource
}

// member is one thing of a set that a rule with "each" is written out for.
type member struct{ Key, Zh, En string }

// bodySource is an acting body with the names it goes by.
type bodySource struct {
	ID     string
	Zh, En []string
	node   *yaml.Node
}

// ruleSource is a rule as its file states it.
type ruleSource struct {
	ID                    string
	Name                  duizhao.Bilingual
	Unit, Domain, Measure string
	Each                  string   // name of a set
	Bodies                []string // acting bodies it holds for; "none" for none
	Units                 []string // units as written in Chinese, any of them
	Kinds                 []string // kinds of quantities, where unit does not say it
	Limit                 string   // the bound of what is counted: 1000000 for 100万元以上的案件
	Patterns              map[duizhao.Lang][]located
	Not, Topic            map[duizhao.Lang][]string
	Examples, Counter     []Example
	node                  *yaml.Node
	file                  *file
}

type located struct {
	text string
	node *yaml.Node
}

// Example is a text of a rule's own with the figure the rule must find in it; of
// a counter-example, a text in which the rule must find nothing.
type Example struct {
	Lang  duizhao.Lang
	Text  string
	Value string
	Role  duizhao.Role
	node  *yaml.Node
}

// yamlBreak are the ends of lines as the YAML parser counts them.
var yamlBreak = regexp.MustCompile("\r\n|[\r\n\u0085\u2028\u2029]")

// parseFile reads the sections of a rule file.
func parseFile(path string, data []byte) (*file, error) {
	f := &file{path: path, lines: yamlBreak.Split(string(data), -1), words: map[duizhao.Lang]map[string][]string{}, sets: map[string][]member{}}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, f.syntax(err)
	}
	if len(doc.Content) == 0 {
		return f, nil
	}
	return f, f.fields(doc.Content[0], map[string]decode{
		"words": func(n *yaml.Node) error { return f.byLang(n, f.readWords) },
		"sets":  f.readSets,
		"bodies": func(n *yaml.Node) error {
			return f.each(n, f.readBody)
		},
		"rules": func(n *yaml.Node) error { return f.each(n, f.readRule) },
	})
}

var yamlPlace = regexp.MustCompile(`line (\d+)(?:, column (\d+))?`)

// syntax says where the YAML parser stopped, with the line itself. The parser names
// a line and sometimes a column.
func (f *file) syntax(err error) error {
	place, line, at := "", 0, ""
	if g := yamlPlace.FindStringSubmatch(err.Error()); g != nil {
		line, _ = strconv.Atoi(g[1])
		line = min(max(line, 1), len(f.lines))
		place, at = fmt.Sprintf(":%d:%s", line, cmp.Or(g[2], "1")), "｜"+strings.TrimSpace(f.lines[line-1])
	}
	return &duizhao.Error{
		Stage: "rules", Code: "yaml", Path: f.path + place, Err: err,
		Text: duizhao.Bilingual{
			Zh: "不是有效的 YAML；请按所示的行改正" + at,
			En: "not valid YAML; correct the line that is shown" + strings.Replace(at, "｜", " | ", 1),
		},
	}
}

// fault says what is wrong at node n and what to do, with the line itself.
func (f *file) fault(n *yaml.Node, code, format string, args ...any) error {
	what := fmt.Sprintf(format, args...)
	line, col := 1, 1
	if n != nil {
		line, col = n.Line, n.Column
	}
	at := ""
	if line >= 1 && line <= len(f.lines) {
		at = strings.TrimSpace(f.lines[line-1])
	}
	return &duizhao.Error{
		Stage: "rules", Code: code, Path: fmt.Sprintf("%s:%d:%d", f.path, line, col),
		Text: duizhao.Bilingual{
			Zh: fmt.Sprintf("规则有误：%s｜%s", what, at),
			En: fmt.Sprintf("%s | %s", what, at),
		},
	}
}

type decode func(*yaml.Node) error

// fields hands each value of mapping n to the decoder of its key and refuses
// keys that have none.
func (f *file) fields(n *yaml.Node, known map[string]decode) error {
	if n.Kind != yaml.MappingNode {
		return f.fault(n, "form", "keys with values are expected here: %s", keysOf(known))
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		read, ok := known[key.Value]
		if !ok {
			return f.fault(key, "unknown_key", "unknown key %q; use one of %s", key.Value, keysOf(known))
		}
		if seen[key.Value] {
			return f.fault(key, "duplicate_key", "key %q stands here twice; keep one", key.Value)
		}
		seen[key.Value] = true
		if err := read(n.Content[i+1]); err != nil {
			return err
		}
	}
	return nil
}

func keysOf(known map[string]decode) string {
	keys := make([]string, 0, len(known))
	for k := range known {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return strings.Join(keys, ", ")
}

func (f *file) each(n *yaml.Node, read decode) error {
	if n.Kind != yaml.SequenceNode {
		return f.fault(n, "form", "a list is expected here; begin each entry with -")
	}
	for _, c := range n.Content {
		if err := read(c); err != nil {
			return err
		}
	}
	return nil
}

// byLang reads a mapping with the keys zh and en.
func (f *file) byLang(n *yaml.Node, read func(duizhao.Lang, *yaml.Node) error) error {
	return f.fields(n, map[string]decode{
		"zh": func(n *yaml.Node) error { return read(duizhao.Chinese, n) },
		"en": func(n *yaml.Node) error { return read(duizhao.English, n) },
	})
}

func (f *file) str(into *string) decode {
	return func(n *yaml.Node) error {
		if n.Kind != yaml.ScalarNode || n.Value == "" {
			return f.fault(n, "form", "a text is expected here")
		}
		*into = n.Value
		return nil
	}
}

// list reads a text or a list of texts.
func (f *file) list(into *[]string) decode {
	return func(n *yaml.Node) error {
		if n.Kind == yaml.ScalarNode {
			*into = append(*into, n.Value)
			return nil
		}
		return f.each(n, func(n *yaml.Node) error {
			var s string
			err := f.str(&s)(n)
			*into = append(*into, s)
			return err
		})
	}
}

func (f *file) readWords(l duizhao.Lang, n *yaml.Node) error {
	if n.Kind != yaml.MappingNode {
		return f.fault(n, "form", "names of word lists are expected here")
	}
	f.words[l] = map[string][]string{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		var words []string
		if err := f.list(&words)(n.Content[i+1]); err != nil {
			return err
		}
		f.words[l][n.Content[i].Value] = words
	}
	return nil
}

func (f *file) readSets(n *yaml.Node) error {
	if n.Kind != yaml.MappingNode {
		return f.fault(n, "form", "names of sets are expected here")
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := n.Content[i].Value
		err := f.each(n.Content[i+1], func(n *yaml.Node) error {
			var m member
			err := f.fields(n, map[string]decode{"key": f.str(&m.Key), "zh": f.str(&m.Zh), "en": f.str(&m.En)})
			f.sets[name] = append(f.sets[name], m)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (f *file) readBody(n *yaml.Node) error {
	b := bodySource{node: n}
	err := f.fields(n, map[string]decode{"id": f.str(&b.ID), "zh": f.list(&b.Zh), "en": f.list(&b.En)})
	f.bodies = append(f.bodies, b)
	return err
}

func (f *file) readRule(n *yaml.Node) error {
	r := ruleSource{
		node: n, file: f, Patterns: map[duizhao.Lang][]located{},
		Not: map[duizhao.Lang][]string{}, Topic: map[duizhao.Lang][]string{},
	}
	terms := func(into map[duizhao.Lang][]string) decode {
		return func(n *yaml.Node) error {
			return f.byLang(n, func(l duizhao.Lang, n *yaml.Node) error {
				words := into[l]
				err := f.list(&words)(n)
				into[l] = words
				return err
			})
		}
	}
	patterns := func(l duizhao.Lang) decode {
		return func(n *yaml.Node) error {
			return f.each(n, func(n *yaml.Node) error {
				var s string
				err := f.str(&s)(n)
				r.Patterns[l] = append(r.Patterns[l], located{s, n})
				return err
			})
		}
	}
	err := f.fields(n, map[string]decode{
		"id": f.str(&r.ID), "unit": f.str(&r.Unit), "domain": f.str(&r.Domain), "measure": f.str(&r.Measure),
		"each": f.str(&r.Each), "limit": f.str(&r.Limit),
		"body": f.list(&r.Bodies), "units": f.list(&r.Units), "kind": f.list(&r.Kinds),
		"name":     f.fieldsOf(map[string]*string{"zh": &r.Name.Zh, "en": &r.Name.En}),
		"zh":       patterns(duizhao.Chinese),
		"en":       patterns(duizhao.English),
		"not":      terms(r.Not),
		"topic":    terms(r.Topic),
		"examples": func(n *yaml.Node) error { return f.each(n, f.example(&r.Examples)) },
		"counter":  func(n *yaml.Node) error { return f.each(n, f.example(&r.Counter)) },
	})
	if err == nil {
		err = r.validate()
	}
	f.rules = append(f.rules, r)
	return err
}

func (f *file) fieldsOf(into map[string]*string) decode {
	return func(n *yaml.Node) error {
		known := map[string]decode{}
		for k, v := range into {
			known[k] = f.str(v)
		}
		return f.fields(n, known)
	}
}

func (f *file) example(into *[]Example) decode {
	return func(n *yaml.Node) error {
		e := Example{Role: duizhao.Level, node: n}
		text := func(l duizhao.Lang) decode {
			return func(n *yaml.Node) error {
				if e.Text != "" {
					return f.fault(n, "form", "an example is in one language; begin a second entry for the other")
				}
				e.Lang = l
				return f.str(&e.Text)(n)
			}
		}
		role := string(e.Role)
		err := f.fields(n, map[string]decode{
			"zh": text(duizhao.Chinese), "en": text(duizhao.English),
			"value": f.str(&e.Value), "role": f.str(&role),
		})
		e.Role = duizhao.Role(role)
		*into = append(*into, e)
		return err
	}
}

// measures are what an indicator's figure is: counted over a period, there at a
// day, a ratio, or a place in an order.
var measures = []string{"flow", "stock", "rate", "rank"}

// validate checks what needs no other file.
func (r *ruleSource) validate() error {
	f := r.file
	switch {
	case r.ID == "":
		return f.fault(r.node, "incomplete", "the rule has no id; add id: with small letters, digits and _")
	case strings.Trim(r.ID, "abcdefghijklmnopqrstuvwxyz0123456789_{}") != "":
		return f.fault(r.node, "id", "id %q: use small letters, digits and _", r.ID)
	case r.Name.Zh == "" || r.Name.En == "":
		return f.fault(r.node, "incomplete", "rule %s has no name in both languages; add name: {zh: …, en: …}", r.ID)
	case r.Unit == "":
		return f.fault(r.node, "incomplete", "rule %s has no unit; add unit: (patent, case, person, CNY, percent, rank, …)", r.ID)
	case !slices.Contains(measures, r.Measure):
		return f.fault(r.node, "measure", "rule %s: measure is %q; use one of %s", r.ID, r.Measure, strings.Join(measures, ", "))
	case len(r.Patterns) == 0:
		return f.fault(r.node, "incomplete", "rule %s has no patterns; add zh: or en:", r.ID)
	}
	for l := range r.Patterns {
		if !slices.ContainsFunc(r.Examples, func(e Example) bool { return e.Lang == l }) {
			return f.fault(r.node, "example", "rule %s has patterns in %s but no example of it; add one under examples:", r.ID, l)
		}
	}
	for _, e := range r.Examples {
		if _, err := duizhao.ParseDecimal(e.Value); err != nil {
			return f.fault(e.node, "example", "an example needs the value the rule must read, as a plain decimal: %v", err)
		}
	}
	return nil
}

// expand returns r once for each member of its set, or r alone.
func (r *ruleSource) expand(sets map[string][]member) ([]ruleSource, error) {
	if r.Each == "" {
		return []ruleSource{*r}, nil
	}
	members, ok := sets[r.Each]
	if !ok {
		return nil, r.file.fault(r.node, "set", "rule %s: there is no set %q; define it under sets", r.ID, r.Each)
	}
	if !strings.Contains(r.ID, "{key}") {
		return nil, r.file.fault(r.node, "set", "rule %s is written for each %s but its id does not hold {key}", r.ID, r.Each)
	}
	var out []ruleSource
	for _, m := range members {
		out = append(out, r.fill(m))
	}
	return out, nil
}

// fill puts m's key and names in the place of {key}, {zh} and {en}.
func (r *ruleSource) fill(m member) ruleSource {
	sub := strings.NewReplacer("{key}", m.Key, "{zh}", m.Zh, "{en}", m.En).Replace
	c := *r
	c.ID, c.Name = sub(r.ID), duizhao.Bilingual{Zh: sub(r.Name.Zh), En: sub(r.Name.En)}
	c.Patterns = map[duizhao.Lang][]located{}
	for l, ps := range r.Patterns {
		for _, p := range ps {
			c.Patterns[l] = append(c.Patterns[l], located{sub(p.text), p.node})
		}
	}
	c.Examples, c.Counter = slices.Clone(r.Examples), slices.Clone(r.Counter)
	for _, list := range [][]Example{c.Examples, c.Counter} {
		for i := range list {
			list[i].Text = sub(list[i].Text)
		}
	}
	return c
}
