package mutation

import (
	"slices"

	"duizhao"
)

// Verdict says what became of a planted error.
type Verdict struct {
	Landed    bool              // the text as read is the clean one with the edits, and nothing else
	Found     []duizhao.Finding // errors and warnings at the error's place
	Info      []duizhao.Finding // what is only information there
	Elsewhere []duizhao.Finding // other errors and warnings that the clean text had not
	Moved     bool              // paragraphs or sentences have other partners
}

// Judge compares the findings of a report with m planted with those of the clean
// one. A finding is at the error's place if it overlaps the changed words or what
// they translate.
func Judge(m Mutation, clean, after *duizhao.Bitext) Verdict {
	text := clean.Reading(m.Lang).Document.Text
	v := Verdict{
		Landed: after.Reading(m.Lang).Document.Text == m.apply(text) &&
			after.Reading(m.Lang.Other()).Document.Text == clean.Reading(m.Lang.Other()).Document.Text,
		Moved: !sameBeads(clean.Paragraphs, after.Paragraphs) || !sameBeads(clean.Sentences, after.Sentences),
	}
	known := map[signature]bool{}
	for _, f := range clean.Findings {
		known[m.sign(f, m.moved)] = true
	}
	places := m.places(len(m.apply(text)))
	for _, f := range after.Findings {
		if known[m.sign(f, func(s duizhao.Span) duizhao.Span { return s })] {
			continue
		}
		here := m.at(f, places)
		switch {
		case f.Severity == duizhao.SeverityInfo && here:
			v.Info = append(v.Info, f)
		case f.Severity == duizhao.SeverityInfo:
		case here:
			v.Found = append(v.Found, f)
		default:
			v.Elsewhere = append(v.Elsewhere, f)
		}
	}
	return v
}

// apply returns text with the edits made.
func (m Mutation) apply(text string) string {
	out, done := "", 0
	for _, e := range m.Edits {
		out, done = out+text[done:e.Span.Start]+e.New, e.Span.End
	}
	return out + text[done:]
}

// moved returns where s, of the clean text, stands after the edits.
func (m Mutation) moved(s duizhao.Span) duizhao.Span {
	start, end := 0, 0
	for _, e := range m.Edits {
		by := len(e.New) - e.Span.Len()
		if e.Span.End <= s.Start {
			start += by
		}
		if e.Span.End <= s.End {
			end += by
		}
	}
	return duizhao.Span{Start: s.Start + start, End: s.End + end}
}

// places returns where the new words stand in the changed text, size bytes long;
// of a deletion the bytes on both sides.
func (m Mutation) places(size int) []duizhao.Span {
	var out []duizhao.Span
	by := 0
	for _, e := range m.Edits {
		s := duizhao.Span{Start: e.Span.Start + by, End: e.Span.Start + by + len(e.New)}
		if s.Empty() {
			s = duizhao.Span{Start: max(0, s.Start-1), End: min(size, s.End+1)}
		}
		out = append(out, s)
		by += len(e.New) - e.Span.Len()
	}
	return out
}

func (m Mutation) at(f duizhao.Finding, places []duizhao.Span) bool {
	changed, other := f.En, f.Zh
	if m.Lang == duizhao.Chinese {
		changed, other = f.Zh, f.En
	}
	return overlaps(changed, places) || overlaps(other, m.Other)
}

func overlaps(r *duizhao.Ref, spans []duizhao.Span) bool {
	return r != nil && slices.ContainsFunc(spans, r.Span.Overlaps)
}

// signature is what makes a finding the same as before.
type signature struct {
	check    string
	severity duizhao.Severity
	zh, en   duizhao.Span
}

func (m Mutation) sign(f duizhao.Finding, moved func(duizhao.Span) duizhao.Span) signature {
	s := signature{check: f.Check, severity: f.Severity}
	for _, side := range []struct {
		lang duizhao.Lang
		ref  *duizhao.Ref
		at   *duizhao.Span
	}{{duizhao.Chinese, f.Zh, &s.zh}, {duizhao.English, f.En, &s.en}} {
		switch {
		case side.ref == nil:
			*side.at = duizhao.Span{Start: -1, End: -1}
		case side.lang == m.Lang:
			*side.at = moved(side.ref.Span)
		default:
			*side.at = side.ref.Span
		}
	}
	return s
}

func sameBeads(a, b []duizhao.Bead) bool {
	return slices.EqualFunc(a, b, func(x, y duizhao.Bead) bool {
		return slices.Equal(x.Zh, y.Zh) && slices.Equal(x.En, y.En)
	})
}
