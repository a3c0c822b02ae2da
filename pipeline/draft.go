package pipeline

import (
	"slices"
	"sync"

	"duizhao"
	"duizhao/pipeline/indicator"
)

// Draft lays one report out again and again, with other decisions each time. It keeps
// what does not depend on them: sentences, words, quantities and observations. Several
// goroutines may use it.
type Draft struct {
	p       *Pipeline
	id      string
	docs    Documents // as they were read
	history []duizhao.ReportFinding

	mu     sync.Mutex
	zh, en *lane
	recent []made // the last at the end
}

// lane is one language as it was read last.
type lane struct {
	reading  duizhao.Reading
	observed []duizhao.Sentence // the sentences that the reading's observations were found in
}

// made is a report with the Bitext it was made of.
type made struct {
	report *duizhao.Report
	bitext *duizhao.Bitext
}

// maxMade is how many reports are remembered with their Bitexts.
const maxMade = 3

// Draft returns a Draft of r, which must not change any more.
func (p *Pipeline) Draft(r *duizhao.Report) *Draft {
	d := &Draft{p: p, id: r.ID, docs: restore(r), zh: &lane{}, en: &lane{}}
	for _, f := range r.Findings {
		if f.Check == historyCheck {
			f.Status, f.Comment = duizhao.Open, ""
			d.history = append(d.history, f)
		}
	}
	return d
}

// Whole lays the report out with decisions: the result is what Run gives for files
// that have not changed. Nil decides nothing. Findings against other reports stay as
// they are.
func (d *Draft) Whole(decisions *duizhao.Decisions) *duizhao.Report {
	return d.layOut(decisions, d.p.whole)
}

// Near lays the report out with decisions where last was made by Whole or Near with
// others, or holds none: only what is near the difference is aligned again, and all
// else stays as it is in last, which Whole may lay out otherwise, since every bead
// teaches all others a little. Numbers are paired, and checks run, over the whole
// report. It is nil where the difference is too wide.
func (d *Draft) Near(last *duizhao.Report, decisions *duizhao.Decisions) *duizhao.Report {
	return d.layOut(decisions, func(b *duizhao.Bitext, s *settled) bool {
		return d.p.near(d.beadsOf(last, b), b, s)
	})
}

func (d *Draft) layOut(decisions *duizhao.Decisions, align func(*duizhao.Bitext, *settled) bool) *duizhao.Report {
	docs := d.docs.Decide(decisions)
	zh, en := d.read(d.zh, docs.Zh), d.read(d.en, docs.En)
	b := d.p.compare(d.id, docs, zh, en, d.observe, align)
	if b == nil {
		return nil
	}
	out := b.Report()
	out.Findings = append(out.Findings, decisions.MarkFindings(slices.Clone(d.history))...)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.recent = append(d.recent, made{out, b})
	d.recent = d.recent[max(0, len(d.recent)-maxMade):]
	return out
}

// read returns the reading of doc: the last one where its blocks are the same.
func (d *Draft) read(l *lane, doc *duizhao.Document) *duizhao.Reading {
	if doc == nil {
		return nil
	}
	d.mu.Lock()
	known := l.reading
	d.mu.Unlock()
	if known.Document == nil || !sameBlocks(known.Document, doc) {
		known = *d.p.Read(doc)
		d.mu.Lock()
		l.reading, l.observed = known, nil
		d.mu.Unlock()
	}
	known.Document, known.Observations = doc, nil
	return &known
}

// sameBlocks reports whether a and b have the same blocks but for corrections.
func sameBlocks(a, b *duizhao.Document) bool {
	return a.Text == b.Text && slices.EqualFunc(a.Blocks, b.Blocks, func(x, y duizhao.Block) bool {
		return x.ID == y.ID && x.Span == y.Span && x.Kind == y.Kind && x.Level == y.Level && x.Label == y.Label
	})
}

// observe returns the observations of r: the last ones where its sentences are the
// same.
func (d *Draft) observe(r *duizhao.Reading, frame indicator.Frame) []duizhao.Observation {
	l := d.zh
	if r.Document.Lang == duizhao.English {
		l = d.en
	}
	d.mu.Lock()
	known, sentences := l.reading, l.observed
	d.mu.Unlock()
	same := sentences != nil && sameBlocks(known.Document, r.Document) && slices.Equal(sentences, r.Sentences)
	if !same {
		known.Observations = d.p.observe(r, frame)
		d.mu.Lock()
		if l.reading.Document != nil && sameBlocks(l.reading.Document, r.Document) {
			l.reading.Observations, l.observed = known.Observations, r.Sentences
		}
		d.mu.Unlock()
	}
	return slices.Clone(known.Observations)
}

// beadsOf returns the beads of last by the blocks and sentences that b has.
func (d *Draft) beadsOf(last *duizhao.Report, b *duizhao.Bitext) *before {
	o := &before{}
	o.paragraphs = found(last.Alignment.Paragraphs, blocksByID(b.Zh), blocksByID(b.En))
	o.sentences = found(last.Alignment.Sentences, sentencesByID(b.Zh), sentencesByID(b.En))
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, m := range d.recent {
		if m.report == last {
			keepEvidence(o.paragraphs, m.bitext.Paragraphs)
			keepEvidence(o.sentences, m.bitext.Sentences)
		}
	}
	return o
}

func keepEvidence(to []oldBead, from []duizhao.Bead) {
	for i := range min(len(to), len(from)) {
		to[i].Evidence = from[i].Evidence
	}
}

func blocksByID(rd *duizhao.Reading) map[string]int {
	out := make(map[string]int, len(rd.Document.Blocks))
	for i := range rd.Document.Blocks {
		out[rd.Document.Blocks[i].ID] = i
	}
	return out
}

func sentencesByID(rd *duizhao.Reading) map[string]int {
	out := make(map[string]int, len(rd.Sentences))
	for i := range rd.Sentences {
		out[rd.Sentences[i].ID] = i
	}
	return out
}

// found returns beads by the indexes of their units.
func found(beads []duizhao.ReportBead, zh, en map[string]int) []oldBead {
	out := make([]oldBead, len(beads))
	for i := range beads {
		b := &beads[i]
		k := &out[i]
		k.Confidence, k.Status, k.settled = b.Confidence, duizhao.Auto, b.Status != duizhao.Auto
		for _, id := range b.Zh {
			if u, ok := zh[id]; ok {
				k.Zh = append(k.Zh, u)
			} else {
				k.broken = true
			}
		}
		for _, id := range b.En {
			if u, ok := en[id]; ok {
				k.En = append(k.En, u)
			} else {
				k.broken = true
			}
		}
	}
	return out
}
