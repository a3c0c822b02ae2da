package pipeline

import (
	"duizhao"
	"duizhao/pipeline/align"
	"duizhao/pipeline/align/lexicon"
	"duizhao/pipeline/indicator"
	"duizhao/segment"
)

// New loads rules, dictionary and lexicon. The error says which rule file is
// wrong, with line and column, or what could not be loaded.
func New(o Options) (*Pipeline, error) {
	options := indicator.Options{Dirs: o.RuleDirs}
	rules, err := indicator.Load(options, nil)
	if err != nil {
		return nil, err
	}
	segmenter, err := segment.New(segment.Options{Words: rules.Words(duizhao.Chinese)})
	if err != nil {
		return nil, err
	}
	aligner, err := align.New(align.Options{})
	if err != nil {
		return nil, err
	}
	if o.Check.Translates == nil {
		o.Check.Translates = translates
	}
	p := &Pipeline{
		extract: o.Extract, segmenter: segmenter, rules: rules, aligner: aligner, check: o.Check,
	}
	if len(o.RuleDirs) > 0 {
		// Only now can a rule's own examples be read: with the words of all rules.
		p.rules, err = indicator.Load(options, p.sentence)
	}
	return p, err
}

// translates says by the aligner's lexicon how surely en translates zh, from 0
// to 1.
func translates(zh, en string) float64 {
	stem, best := lexicon.Stem(en), float32(0)
	for g := range lexicon.Default().Lookup(zh) {
		if g.Stem == stem {
			best = max(best, g.Weight)
		}
	}
	return float64(best)
}

// Indicators lists what the rules know.
func (p *Pipeline) Indicators() []indicator.Indicator { return p.rules.Indicators() }

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
