package pipeline

import (
	"sync"

	"duizhao"
	"duizhao/pipeline/align"
	"duizhao/pipeline/align/lexicon"
	"duizhao/pipeline/check"
	"duizhao/pipeline/indicator"
	"duizhao/segment"
)

// New loads rules, dictionary and lexicon. The error says which rule file is
// wrong, with line and column, or what could not be loaded.
func New(o Options) (*Pipeline, error) {
	options := indicator.Options{Dirs: o.RuleDirs}
	rules, err := lazily(len(o.RuleDirs) > 0, func() (*indicator.Rules, error) { return indicator.Load(options, nil) })
	if err != nil {
		return nil, err
	}
	words := lexicon.Default()
	var added []string
	if o.Lexicon != "" {
		if words, err = lexicon.Load(o.Lexicon); err != nil {
			return nil, err
		}
		added = words.Terms()
	}
	segmenter, err := lazily(len(o.RuleDirs) > 0, func() (*segment.Segmenter, error) {
		return segment.New(segment.Options{Words: append(rules().Words(duizhao.Chinese), added...)})
	})
	if err != nil {
		return nil, err
	}
	aligner, err := align.New(align.Options{Lexicon: words, Table: o.Table})
	if err != nil {
		return nil, err
	}
	untaught, err := align.New(align.Options{Lexicon: words})
	if err != nil {
		return nil, err
	}
	if o.Glossary != "" {
		terms, err := lexicon.ReadTerms(o.Glossary)
		if err != nil {
			return nil, err
		}
		for _, t := range terms {
			o.Check.Glossary = append(o.Check.Glossary, check.Term(t))
		}
	}
	if o.Check.Translates == nil {
		o.Check.Translates = translates(words)
	}
	if o.Check.English == nil {
		o.Check.English = english(words)
	}
	parts, err := partsOf(o)
	if err != nil {
		return nil, err
	}
	p := &Pipeline{
		extract: o.Extract, segmenter: segmenter, rules: rules, aligner: aligner, untaught: untaught, check: o.Check, parts: parts,
	}
	if len(o.RuleDirs) > 0 {
		// Only now can a rule's own examples be read: with the words of all rules.
		p.rules, err = lazily(true, func() (*indicator.Rules, error) { return indicator.Load(options, p.sentence) })
	}
	return p, err
}

// lazily returns what load makes, once: at once where that can fail, else when it is
// first asked for, which in a run that finds nothing changed is never. The program's
// own rules and words do not fail: its tests load them.
func lazily[T any](now bool, load func() (T, error)) (func() T, error) {
	once := sync.OnceValues(load)
	if now {
		if _, err := once(); err != nil {
			return nil, err
		}
	}
	return func() T {
		v, err := once()
		if err != nil {
			panic(err)
		}
		return v
	}, nil
}

// translates says by a lexicon how surely an English word translates a Chinese
// one, from 0 to 1.
func translates(words *lexicon.Lexicon) func(zh, en string) float64 {
	return func(zh, en string) float64 { return float64(words.Weight(zh, en)) }
}

// english says which words are English by the translations of a lexicon.
func english(words *lexicon.Lexicon) func(string) bool {
	stems := sync.OnceValue(words.Stems)
	return func(word string) bool { return lexicon.IsStop(word) || stems()(lexicon.Stem(word)) }
}

// Indicators lists what the rules know.
func (p *Pipeline) Indicators() []indicator.Indicator { return p.rules().Indicators() }

// Suggest returns a rule file for the figures of reports that no rule knows, to be
// edited by a person; nil where all are known.
func (p *Pipeline) Suggest(reports ...*duizhao.Bitext) []byte { return p.rules().Suggest(reports...) }

// TestRules runs the examples of all rules, built-in and in dirs, and returns
// those that fail.
func (p *Pipeline) TestRules(dirs []string) ([]indicator.ExampleFailure, error) {
	rules, err := indicator.Load(indicator.Options{Dirs: dirs}, p.sentence)
	if err != nil {
		return nil, err
	}
	return rules.Test(), nil
}

// sentence reads a text that stands alone, such as a rule's example.
func (p *Pipeline) sentence(l duizhao.Lang, text string) *duizhao.Reading {
	return p.Read(&duizhao.Document{
		Lang: l, Text: text,
		Blocks: []duizhao.Block{{ID: "example", Kind: duizhao.Paragraph, Span: duizhao.Span{End: len(text)}}},
	})
}
