// Package pipeline turns the files of one report into a Bitext. It is the way of
// the data, to be read on one screen:
//
//	zh: extract → segment → quantity → indicator ┐
//	                                             ├ align → pair → check
//	en: extract → segment → quantity → indicator ┘
//
// Every step is a plain function on the nouns of package duizhao. The two lanes
// know nothing of each other until Compare; package batch runs the same steps
// for many reports at once.
package pipeline

import (
	"duizhao"
	"duizhao/extract"
	"duizhao/pipeline/align"
	"duizhao/pipeline/check"
	"duizhao/pipeline/indicator"
	"duizhao/pipeline/pair"
	"duizhao/pipeline/quantity"
	"duizhao/segment"
)

// Options says how reports are read. The zero value is the program's own way.
type Options struct {
	Extract  extract.Options
	RuleDirs []string // folders of indicator rules that add to the built-in ones or replace them by id
	Lexicon  string   // a TSV or TBX file of terms that adds to the built-in lexicon; empty for none
	Glossary string   // a TSV or TBX file of prescribed renderings for Check; empty for none
	Check    check.Options
	Table    *Table // what other reports have taught about words: the sum of their lessons; nil for nothing
}

// Source names the files of one report: one file with one or both languages, or
// one file for each.
type Source struct {
	ID    string
	Files []string

	// What somebody has stated about the report; empty where the text is to tell. A
	// text that says otherwise is noted as a Problem.
	Period, Area string

	Decisions *duizhao.Decisions // what people settled about the report; nil for nothing
}

// Pipeline holds what all reports share: dictionary, rules, lexicon. It is read
// only once made, and may be used by many goroutines at once.
type Pipeline struct {
	extract   extract.Options
	segmenter func() *segment.Segmenter // loaded when it is first needed
	rules     func() *indicator.Rules   // the same
	aligner   *align.Aligner
	untaught  *align.Aligner // knows nothing of other reports
	check     check.Options
	parts     map[string]string
}

// Run reads one report from its files. The error, a *duizhao.Error, says which
// file could not be read; whatever else went wrong is in the Bitext's Problems.
func (p *Pipeline) Run(src Source) (*duizhao.Bitext, error) {
	docs, err := p.Extract(src)
	if err != nil {
		return nil, err
	}
	docs = docs.Decide(src.Decisions)
	return p.Compare(src.ID, docs, p.Read(docs.Zh), p.Read(docs.En)), nil
}

// Extract reads the files of src: at most one Document for each language.
func (p *Pipeline) Extract(src Source) (Documents, error) {
	var found []*duizhao.Document
	for _, file := range src.Files {
		docs, err := extract.File(file, p.extract)
		if err != nil {
			return Documents{}, err
		}
		found = append(found, docs...)
	}
	return Gather(src, found)
}

// Load reads a file into memory, for ExtractBytes.
func (p *Pipeline) Load(path string) ([]byte, error) { return extract.Load(path, p.extract) }

// MaxBytes is the size in bytes of the largest file that is read.
func (p *Pipeline) MaxBytes() int64 { return p.extract.Limit() }

// ExtractBytes reads one file that is in memory; name is what it is called in
// Documents and errors.
func (p *Pipeline) ExtractBytes(name string, data []byte) ([]*duizhao.Document, error) {
	return extract.Bytes(name, data, p.extract)
}

// Read is one language's lane: sentences, words and quantities of d. A nil
// Document gives a nil Reading.
func (p *Pipeline) Read(d *duizhao.Document) *duizhao.Reading {
	if d == nil {
		return nil
	}
	r := &duizhao.Reading{Document: d}
	r.Sentences, r.Tokens = p.segmenter().Document(d)
	r.Quantities = quantity.Document(d)
	return r
}

// Compare names the figures of both readings, lays the readings side by side and
// says where they disagree. Either reading may be nil. What people settled, as docs
// hold it, stands; what of it no longer fits is among the Bitext's Problems.
func (p *Pipeline) Compare(id string, docs Documents, zh, en *duizhao.Reading) *duizhao.Bitext {
	return p.compare(id, docs, zh, en, p.observe, p.whole)
}

func (p *Pipeline) observe(r *duizhao.Reading, frame indicator.Frame) []duizhao.Observation {
	return p.rules().Observe(r, frame)
}

// whole aligns all of b.
func (p *Pipeline) whole(b *duizhao.Bitext, s *settled) bool {
	texts := p.aligner.Texts(b.Zh, b.En)
	b.Paragraphs = texts.Paragraphs(s.paragraphs...)
	b.Sentences = texts.Sentences(b.Paragraphs, s.sentences...)
	return true
}

// compare is Compare with a way to observe figures and one to align b; nil where the
// latter cannot.
func (p *Pipeline) compare(id string, docs Documents, zh, en *duizhao.Reading,
	observe func(*duizhao.Reading, indicator.Frame) []duizhao.Observation, align func(*duizhao.Bitext, *settled) bool,
) *duizhao.Bitext {
	b := &duizhao.Bitext{ID: id, Zh: zh, En: en, Title: docs.title(), Problems: docs.problems()}
	settled := docs.settle(zh, en)
	frame, problems := p.frame(docs)
	b.Period, b.Area, b.Problems = frame.Period, frame.Area, append(b.Problems, problems...)
	for _, r := range []*duizhao.Reading{zh, en} {
		if r != nil {
			r.Observations = observe(r, frame)
		}
	}
	if zh != nil && en != nil {
		if !align(b, settled) {
			return nil
		}
		b.Pairs = pair.Quantities(zh, en, b.Paragraphs, b.Sentences)
	}
	b.Observations = pair.Observations(zh, en, b.Pairs)
	b.Findings = check.Run(b, p.check)
	settled.mark(b)
	return b
}
