package review

import (
	"encoding/json"
	"slices"
	"strconv"
	"unicode/utf8"

	"duizhao"
)

// index is what the page keeps of a whole report: which paragraphs there are and
// how long they are, the beads, and where findings are and how they stand. With it
// the page counts, filters, walks and mends; texts, numbers and messages come for
// the rows that are looked at (rows.go).
type index struct {
	zh, en   *laneIndex // nil where the report lacks the language
	beads    []beadLine
	findings []findingLine
	fixes    []fixLine // corrections
}

type laneIndex struct {
	lines []paragraphLine
	parts []partLine
}

// paragraphLine is one paragraph. Kind, level and text are set for headings and
// titles only, which the outline shows.
type paragraphLine struct {
	id     string
	points int // code points of the text
	page   int
	kind   duizhao.BlockKind
	level  int
	text   string
	told   bool // kind, level and text are told
}

// partLine says that the paragraph at is a part of one that people cut.
type partLine struct {
	at    int
	whole string
}

// beadLine is a bead of paragraphs by their places in the text.
type beadLine struct {
	zh, en     []int
	confidence float64
	status     duizhao.BeadStatus
	comment    string
}

// findingLine is a finding, at home in a paragraph of a language; at is -1 where it
// is in none.
type findingLine struct {
	id       string
	severity duizhao.Severity
	status   duizhao.FindingStatus
	lang     duizhao.Lang
	at       int
	noted    bool
}

type fixLine struct {
	lang duizhao.Lang
	at   int
	text string
}

// indexOf makes the index of l.
func indexOf(l *layout) *index {
	x := &index{}
	r := l.report
	for _, lang := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		rd := r.Readings.In(lang)
		if rd == nil {
			continue
		}
		lane := &laneIndex{lines: make([]paragraphLine, len(rd.Paragraphs))}
		for i := range rd.Paragraphs {
			p := &rd.Paragraphs[i]
			lane.lines[i] = lineOf(p)
			if p.Correction != "" {
				x.fixes = append(x.fixes, fixLine{lang, i, p.Correction})
			}
		}
		at := l.units.side(lang).paragraphs
		for _, c := range rd.Cut {
			for _, id := range c.Parts {
				if i, ok := at[id]; ok {
					lane.parts = append(lane.parts, partLine{i, c.Paragraph.ID})
				}
			}
		}
		if lang == duizhao.Chinese {
			x.zh = lane
		} else {
			x.en = lane
		}
	}
	places := func(s *side, ids []string) []int {
		out := make([]int, 0, len(ids))
		for _, id := range ids {
			if i, ok := s.paragraphs[id]; ok {
				out = append(out, i)
			}
		}
		return out
	}
	x.beads = make([]beadLine, len(r.Alignment.Paragraphs))
	for i := range r.Alignment.Paragraphs {
		b := &r.Alignment.Paragraphs[i]
		x.beads[i] = beadLine{places(&l.units.zh, b.Zh), places(&l.units.en, b.En), b.Confidence, b.Status, b.Comment}
	}
	x.findings = make([]findingLine, len(r.Findings))
	for i := range r.Findings {
		f := &r.Findings[i]
		lang, at := l.units.home(f)
		x.findings[i] = findingLine{f.ID, f.Severity, f.Status, lang, at, f.Comment != ""}
	}
	return x
}

func lineOf(p *duizhao.ReportParagraph) paragraphLine {
	k := paragraphLine{id: p.ID, points: utf8.RuneCountInString(p.Text), page: p.Page}
	if p.Kind == duizhao.Heading || p.Kind == duizhao.Title {
		k.kind, k.level, k.text, k.told = p.Kind, p.Level, p.Text, true
	}
	return k
}

// home returns the paragraph that f belongs to: where its Chinese words stand, or
// else its English ones; -1 for none.
func (u *units) home(f *duizhao.ReportFinding) (duizhao.Lang, int) {
	if f.Zh != nil {
		if i, ok := u.zh.paragraphs[f.Zh.Paragraph]; ok {
			return duizhao.Chinese, i
		}
	}
	if f.En != nil {
		if i, ok := u.en.paragraphs[f.En.Paragraph]; ok {
			return duizhao.English, i
		}
	}
	return "", -1
}

// JSON returns x for the page: lists of lines, each a list.
func (x *index) JSON() []byte { return x.since(&index{}) }

// since returns how the lists of old became those of x, as splices: [from, how many
// go, those that come].
func (x *index) since(old *index) []byte {
	b := []byte(`{`)
	lanes := func(name string, was, is *laneIndex) {
		b = append(b, `"`+name+`":`...)
		if is == nil {
			b = append(b, "null,"...)
			return
		}
		if was == nil {
			was = &laneIndex{}
		}
		b = append(b, `{"lines":`...)
		b = spliced(b, was.lines, is.lines, func(a, b *paragraphLine) bool { return *a == *b }, (*paragraphLine).json)
		b = append(b, `,"parts":`...)
		b = spliced(b, was.parts, is.parts, func(a, b *partLine) bool { return *a == *b }, (*partLine).json)
		b = append(b, "},"...)
	}
	lanes("zh", old.zh, x.zh)
	lanes("en", old.en, x.en)
	b = append(b, `"beads":`...)
	b = spliced(b, old.beads, x.beads, equalBeadLines, (*beadLine).json)
	b = append(b, `,"findings":`...)
	b = spliced(b, old.findings, x.findings, func(a, b *findingLine) bool { return *a == *b }, (*findingLine).json)
	b = append(b, `,"fixes":`...)
	b = spliced(b, old.fixes, x.fixes, func(a, b *fixLine) bool { return *a == *b }, (*fixLine).json)
	return append(b, '}')
}

func equalBeadLines(a, b *beadLine) bool {
	return slices.Equal(a.zh, b.zh) && slices.Equal(a.en, b.en) && a.confidence == b.confidence && a.status == b.status && a.comment == b.comment
}

// spliced appends how x became y, their common beginning and end left out.
func spliced[T any](b []byte, x, y []T, equal func(a, b *T) bool, write func(*T, []byte) []byte) []byte {
	from := 0
	for from < min(len(x), len(y)) && equal(&x[from], &y[from]) {
		from++
	}
	end := 0
	for end < min(len(x), len(y))-from && equal(&x[len(x)-1-end], &y[len(y)-1-end]) {
		end++
	}
	b = append(b, '[')
	b = strconv.AppendInt(b, int64(from), 10)
	b = append(b, ',')
	b = strconv.AppendInt(b, int64(len(x)-end-from), 10)
	b = append(b, ",["...)
	for i := from; i < len(y)-end; i++ {
		if i > from {
			b = append(b, ',')
		}
		b = write(&y[i], b)
	}
	return append(b, "]]"...)
}

func (k *paragraphLine) json(b []byte) []byte {
	b = append(b, '[')
	b = appendText(b, k.id)
	b = append(b, ',')
	b = strconv.AppendInt(b, int64(k.points), 10)
	if k.page != 0 || k.told {
		b = append(b, ',')
		b = strconv.AppendInt(b, int64(k.page), 10)
	}
	if k.told {
		b = append(b, ',')
		b = appendText(b, string(k.kind))
		b = append(b, ',')
		b = strconv.AppendInt(b, int64(k.level), 10)
		b = append(b, ',')
		b = appendText(b, k.text)
	}
	return append(b, ']')
}

func (k *partLine) json(b []byte) []byte {
	b = append(b, '[')
	b = strconv.AppendInt(b, int64(k.at), 10)
	b = append(b, ',')
	b = appendText(b, k.whole)
	return append(b, ']')
}

func (k *beadLine) json(b []byte) []byte {
	b = append(b, '[')
	b = appendInts(b, k.zh)
	b = append(b, ',')
	b = appendInts(b, k.en)
	b = append(b, ',')
	b = strconv.AppendFloat(b, k.confidence, 'g', -1, 64)
	b = append(b, ',')
	b = appendText(b, string(k.status))
	if k.comment != "" {
		b = append(b, ',')
		b = appendText(b, k.comment)
	}
	return append(b, ']')
}

func (k *findingLine) json(b []byte) []byte {
	b = append(b, '[')
	for _, s := range []string{k.id, string(k.severity), string(k.status), string(k.lang)} {
		b = appendText(b, s)
		b = append(b, ',')
	}
	b = strconv.AppendInt(b, int64(k.at), 10)
	b = append(b, ',')
	b = strconv.AppendBool(b, k.noted)
	return append(b, ']')
}

func (k *fixLine) json(b []byte) []byte {
	b = append(b, '[')
	b = appendText(b, string(k.lang))
	b = append(b, ',')
	b = strconv.AppendInt(b, int64(k.at), 10)
	b = append(b, ',')
	b = appendText(b, k.text)
	return append(b, ']')
}

func appendInts(b []byte, list []int) []byte {
	b = append(b, '[')
	for i, n := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, int64(n), 10)
	}
	return append(b, ']')
}

// appendText appends s as JSON, in which <, > and & are escapes.
func appendText(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			quoted, err := json.Marshal(s)
			if err != nil {
				return append(b, `""`...)
			}
			return append(b, quoted...)
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}
