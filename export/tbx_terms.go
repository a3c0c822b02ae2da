package export

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"duizhao"
)

// The kinds of term pairs.
const (
	subjectIndicator = "indicator"
	subjectHeading   = "heading"
	subjectDocument  = "document"
	subjectPlace     = "place"
)

var subjects = vocabulary{
	say(subjectIndicator, "指标", "indicator", "", ""),
	say(subjectHeading, "标题", "heading", "", ""),
	say(subjectDocument, "文件名", "document", "", ""),
	say(subjectPlace, "地名", "place", "", ""),
}

// termPair is a term in both languages, with where it was first seen.
type termPair struct {
	zh, en               string
	subject              string
	zhContext, enContext string // the sentences, empty where the term is the whole
	source               string // the report they are from
	count, reports       int
	last                 string // the report counted last
}

// id depends on the pair alone, so that it stays when other pairs come and go.
func (p *termPair) id() string {
	sum := sha256.Sum256([]byte(p.key()))
	return "c" + hex.EncodeToString(sum[:6])
}

func (p *termPair) key() string { return p.zh + "\x00" + strings.ToLower(p.en) }

// partOfSpeech is one of the values TBX-Basic allows.
func (p *termPair) partOfSpeech() string {
	if p.subject == subjectDocument || p.subject == subjectPlace {
		return "properNoun"
	}
	return "noun"
}

// termPairs collects the term pairs of reports.
type termPairs struct{ found map[string]*termPair }

func newTermPairs() *termPairs { return &termPairs{map[string]*termPair{}} }

// add finds the term pairs of a report: names of indicators that stand in both
// sentences of one figure; titles and headings laid side by side for sure; titles
// of documents in 《》 with the English that has the same kind of document at its
// head; places that the English writes in Pinyin.
func (s *termPairs) add(t *bitext) {
	r := t.report
	s.see(r.ID, termPair{zh: r.Title.Zh, en: r.Title.En, subject: subjectDocument})
	s.see(r.ID, termPair{zh: r.Area.Zh, en: r.Area.En, subject: subjectPlace})
	for i := range r.Observations {
		s.indicator(t, &r.Observations[i])
	}
	for i := range t.passages {
		p := &t.passages[i]
		s.heading(t, &p.segment)
		for j := range p.sentences {
			s.names(r.ID, &p.sentences[j])
		}
		if len(p.sentences) == 0 {
			s.names(r.ID, &p.segment)
		}
	}
}

// see counts a pair, unless one side of it is empty.
func (s *termPairs) see(report string, p termPair) {
	p.zh, p.en = closed(p.zh), strings.Join(strings.Fields(p.en), " ")
	if p.zh == "" || p.en == "" {
		return
	}
	known, ok := s.found[p.key()]
	if !ok {
		p.source = report
		known = &p
		s.found[p.key()] = known
	}
	known.count++
	if known.last != report {
		known.reports++
		known.last = report
	}
}

// closed returns a Chinese term without the white space that layout put beside
// Chinese characters: 前  言, 2022 年.
func closed(term string) string {
	var b strings.Builder
	for i, f := range strings.Fields(term) {
		before, _ := utf8.DecodeLastRuneInString(b.String())
		if first, _ := utf8.DecodeRuneInString(f); i > 0 && before < 0x2E80 && first < 0x2E80 {
			b.WriteByte(' ')
		}
		b.WriteString(f)
	}
	return b.String()
}

func (s *termPairs) sorted() []*termPair {
	out := make([]*termPair, 0, len(s.found))
	for _, p := range s.found {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b *termPair) int {
		return cmp.Or(strings.Compare(a.zh, b.zh), strings.Compare(a.key(), b.key()))
	})
	return out
}

// indicator takes an indicator's names where the texts themselves use them.
func (s *termPairs) indicator(t *bitext, o *duizhao.ReportObservation) {
	if o.Indicator == "" || o.Zh == nil || o.En == nil {
		return
	}
	zh, en := t.lanes.zh.sentenceAround(o.Zh), t.lanes.en.sentenceAround(o.En)
	if !strings.Contains(zh, o.Label.Zh) || !containsWords(en, o.Label.En) {
		return
	}
	s.see(t.report.ID, termPair{zh: o.Label.Zh, en: o.Label.En, subject: subjectIndicator, zhContext: zh, enContext: en})
}

// containsWords reports whether text has words, in either case, not as a part of
// longer words.
func containsWords(text, words string) bool {
	text, words = strings.ToLower(text), strings.ToLower(words)
	for from := 0; words != ""; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(words)
		if (start == 0 || !isLetter(text[start-1])) && (end == len(text) || !isLetter(text[end])) {
			return true
		}
		from = start + 1
	}
	return false
}

func isLetter(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }

// longestHeading is how many Chinese characters a heading has at most that is a
// term and not a sentence.
const longestHeading = 30

// heading takes a title or heading that stands beside one of the other language,
// without their numbers.
func (s *termPairs) heading(t *bitext, g *segment) {
	if g.kind != duizhao.Title && g.kind != duizhao.Heading || g.standing() < translated {
		return
	}
	if len(g.zhUnits) != 1 || len(g.enUnits) != 1 || len([]rune(g.zh)) > longestHeading {
		return
	}
	zh := unnumbered(t.paragraphs[duizhao.Chinese][g.zhUnits[0].paragraph])
	en := unnumbered(t.paragraphs[duizhao.English][g.enUnits[0].paragraph])
	if !strings.HasPrefix(zh, "第") {
		en = englishPart.ReplaceAllString(en, "")
	}
	s.see(t.report.ID, termPair{zh: zh, en: en, subject: subjectHeading})
}

// englishPart is the number of a part written out before an English heading.
var englishPart = regexp.MustCompile(`^(Part|Chapter|Section)\s+\w+[\s:.]+`)

func unnumbered(p *duizhao.ReportParagraph) string {
	if p == nil {
		return ""
	}
	return strings.Trim(strings.TrimPrefix(p.Text, p.Label), " \u3000\t\n、.．:：")
}

// names takes the titles of documents and the places of a sentence.
func (s *termPairs) names(report string, g *segment) {
	if g.standing() == untranslated || min(settledConfidence(g.bead), g.within) < trusted {
		return
	}
	for _, pair := range documentTitles(g.zh, g.en) {
		s.see(report, termPair{zh: pair.Zh, en: pair.En, subject: subjectDocument, zhContext: g.zh, enContext: g.en})
	}
	for _, pair := range placeNames(g.zh, g.en) {
		s.see(report, termPair{zh: pair.Zh, en: pair.En, subject: subjectPlace, zhContext: g.zh, enContext: g.en})
	}
}
