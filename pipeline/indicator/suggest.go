package indicator

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"duizhao"
	"duizhao/internal/pinyin"
)

// Suggest returns a rule file with a stanza for each figure of the reports that no
// rule knows: an id from its English words, the noun phrases of both languages as
// names, the words around the number as patterns, the sentences as examples. Each
// stanza is tried on its own examples; one that fails is written as a comment with
// the reason. Figures that say something about another one (a growth, a rank) get
// none, for they are named after it. The result loads as it is, but a person should
// correct ids, names and patterns first. It is nil where nothing is unknown.
func (r *Rules) Suggest(reports ...*duizhao.Bitext) []byte {
	var body strings.Builder
	taken := map[string]bool{}
	for i := range r.rules {
		taken[r.rules[i].id] = true
	}
	seen := map[duizhao.Bilingual]bool{}
	for _, b := range reports {
		for i := range b.Observations {
			s, ok := suggestion(b, &b.Observations[i])
			if !ok || seen[s.name] {
				continue
			}
			seen[s.name] = true
			s.id = freeID(s.id, taken)
			taken[s.id] = true
			body.WriteString(r.stanza(s, b.ID))
		}
	}
	if body.Len() == 0 {
		return nil
	}
	return []byte("# 没有规则认识的数：请改好 id、名称和句式，再用 --rules 指定此文件所在的文件夹。\n" +
		"# Figures that no rule knows: correct ids, names and patterns, then name this file's folder with --rules.\nrules:\n" + body.String())
}

// suggested is a rule in the making.
type suggested struct {
	id            string
	name          duizhao.Bilingual
	unit, measure string
	kind          duizhao.Kind
	patterns      map[duizhao.Lang]string
	examples      []Example
}

// suggestion makes a rule of observation o of b, where it is a figure of its own
// that no rule knows.
func suggestion(b *duizhao.Bitext, o *duizhao.Observation) (s suggested, ok bool) {
	if o.Indicator != "" || relative(o.Role) && o.Role != duizhao.Share {
		return s, false
	}
	s = suggested{unit: o.Unit, measure: "flow", patterns: map[duizhao.Lang]string{}}
	for l, e := range map[duizhao.Lang]*duizhao.Evidence{duizhao.Chinese: o.Zh, duizhao.English: o.En} {
		rd := b.Reading(l)
		if e == nil || rd == nil {
			continue
		}
		s.kind = rd.Quantities[e.Quantity].Kind
		s.learn(rd, e, o)
	}
	if len(s.patterns) == 0 {
		return s, false
	}
	slices.SortFunc(s.examples, func(a, b Example) int { return strings.Compare(string(b.Lang), string(a.Lang)) })
	s.name = o.Label
	s.name.Zh, s.name.En = s.name.In(duizhao.Chinese), s.name.In(duizhao.English)
	s.id = slug(o.Label)
	switch {
	case s.kind == duizhao.Percent || s.kind == duizhao.Fraction:
		s.unit, s.measure = "percent", "rate"
	case s.kind == duizhao.Money:
		s.unit = "CNY"
	case s.unit == "":
		s.unit = "item"
	}
	return s, s.id != ""
}

// learn adds the pattern and the example that evidence e of o gives.
func (s *suggested) learn(rd *duizhao.Reading, e *duizhao.Evidence, o *duizhao.Observation) {
	l, text := rd.Document.Lang, rd.Document.Text
	i := slices.IndexFunc(rd.Sentences, func(x duizhao.Sentence) bool { return x.Span.Contains(e.Span) })
	if i < 0 {
		return
	}
	sentence := rd.Sentences[i].Span
	label := o.Label.Zh
	if l == duizhao.English {
		label = o.Label.En
	}
	p := patternOf(l, label, text[sentence.Start:e.Span.Start], text[e.Span.End:sentence.End], text[e.Span.Start:e.Span.End])
	value := o.Value
	if !value.Valid() {
		value = o.Low
	}
	if p == "" || !value.Valid() {
		return
	}
	s.patterns[l] = p
	s.examples = append(s.examples, Example{Lang: l, Text: strings.Join(strings.Fields(sentence.Of(text)), " "), Value: value.String(), Role: duizhao.Level})
	if stockWords(l, sentence.Of(text)) {
		s.measure = "stock"
	}
}

// stockWords reports whether a sentence speaks of what is there at a day.
func stockWords(l duizhao.Lang, sentence string) bool {
	words := []string{"截至", "累计", "拥有", "总数", "年末", "年底"}
	if l == duizhao.English {
		sentence, words = strings.ToLower(sentence), []string{"by the end of", "as of", "at the end of", "cumulative", "owned", "there are"}
	}
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(sentence, w) })
}

// patternOf returns the words of label with # on the side where the number stands,
// or "" where too few words are left once digits and marks are taken off.
func patternOf(l duizhao.Lang, label, before, after, number string) string {
	if w := clean(l, label, true); w != "" && strings.Contains(before, w) {
		gap := ""
		if k := strings.LastIndex(before, w); len(strings.TrimSpace(before[k+len(w):])) > 0 {
			gap = ".."
		}
		return strings.ToLower(w) + gap + " #"
	}
	// An English count's own noun is a part of the quantity: 56 | cases.
	w := clean(l, label, false)
	if w == "" {
		return ""
	}
	if k := strings.Index(number+after, w); k >= 0 {
		return "# .." + strings.ToLower(w)
	}
	return ""
}

// clean returns the longest run of words in a label that a pattern can hold, the
// last of equals where the number stands behind them: no digits, no marks. Two
// Chinese characters or one English word are the least.
func clean(l duizhao.Lang, label string, behind bool) string {
	best := ""
	for _, run := range strings.FieldsFunc(label, func(r rune) bool {
		return !unicode.IsLetter(r) && !(l == duizhao.English && (r == ' ' || r == '-')) || l == duizhao.Chinese && r < unicode.MaxLatin1
	}) {
		run = strings.Trim(run, " -")
		if len(run) > len(best) || behind && len(run) == len(best) {
			best = run
		}
	}
	if l == duizhao.Chinese && len(best) < len("两字") || len(best) < 3 {
		return ""
	}
	return best
}

// maxID bounds a suggested id in bytes.
const maxID = 40

// slug makes an id of an indicator's names: of the English one where there is any,
// else of the Chinese one in pinyin.
func slug(name duizhao.Bilingual) string {
	words := strings.FieldsFunc(strings.ToLower(name.En), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	if len(words) == 0 {
		words = pinyin.Syllables(name.Zh)
	}
	id := ""
	for _, w := range words {
		if len(id)+1+len(w) > maxID {
			break
		}
		id += "_" + w
	}
	return strings.Trim(id, "_")
}

func freeID(id string, taken map[string]bool) string {
	free := id
	for n := 2; taken[free]; n++ {
		free = id + "_" + strconv.Itoa(n)
	}
	return free
}

// stanza writes s, commented out where it does not load or pass its own examples.
func (r *Rules) stanza(s suggested, report string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "  - id: %s\n    name: {zh: %s, en: %s}\n    unit: %s\n    domain: suggested\n    measure: %s\n",
		s.id, quoted(s.name.Zh), quoted(s.name.En), quoted(s.unit), s.measure)
	if k := kindsOf[s.unit]; !slices.Contains(k, s.kind) && s.kind != duizhao.Count {
		fmt.Fprintf(&b, "    kind: [%s]\n", s.kind)
	}
	for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		if p := s.patterns[l]; p != "" {
			fmt.Fprintf(&b, "    %s: [%s]\n", l, quoted(p))
		}
	}
	b.WriteString("    examples:\n")
	for _, e := range s.examples {
		fmt.Fprintf(&b, "      - {%s: %s, value: %s}\n", e.Lang, quoted(e.Text), quoted(e.Value))
	}
	text := b.String()
	if err := r.try(text); err != nil {
		why := strings.SplitN(err.Error(), " | ", 2)[0]
		return "  # " + report + ": " + why + "\n  # " + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n  # ") + "\n"
	}
	return "  # " + report + "\n" + text
}

// try loads a stanza alone and runs its examples.
func (r *Rules) try(stanza string) error {
	f, err := parseFile("suggested.yaml", []byte("rules:\n"+stanza))
	if err != nil {
		return err
	}
	alone, err := build([][]*file{{f}})
	if err != nil {
		return err
	}
	alone.read = r.read
	if failures := alone.Test(); len(failures) > 0 {
		return failures[0].err()
	}
	return nil
}

// quoted writes s as a YAML text in double quotation marks.
func quoted(s string) string {
	n := yaml.Node{Kind: yaml.ScalarNode, Style: yaml.DoubleQuotedStyle, Value: s}
	out, err := yaml.Marshal(&n)
	if err != nil || strings.Count(string(out), "\n") > 1 {
		return strconv.Quote(s)
	}
	return strings.TrimSuffix(string(out), "\n")
}
