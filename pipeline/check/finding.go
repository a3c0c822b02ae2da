package check

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"duizhao"
)

// tell makes a finding of a pair: both phrases, and the reason. The sentences
// around them are the finding's references.
func (v *view) tell(p pairing, s duizhao.Severity, why, suggestion duizhao.Bilingual) duizhao.Finding {
	zh, en := v.zh.text(p.Zh), v.en.text(p.En)
	return duizhao.Finding{
		Severity: s,
		Message: duizhao.Bilingual{
			Zh: fmt.Sprintf("中文“%s”，英文“%s”：%s", zh, en, why.Zh),
			En: fmt.Sprintf("Chinese “%s”, English “%s”: %s", zh, en, why.En),
		},
		Suggestion: suggestion,
		Zh:         v.zh.ref(p.Zh), En: v.en.ref(p.En),
	}
}

// identify gives every finding its ID: the check and the sentences it quotes. Of
// the numbers in them only the finding's own count, so that a correction beside
// it does not make it another finding. Equal ones are numbered.
func (v *view) identify(findings []duizhao.Finding) {
	seen := map[string]int{}
	for i := range findings {
		f := &findings[i]
		sum := sha256.Sum256([]byte(strings.Join([]string{f.Check, v.zh.words(f.Zh), v.en.words(f.En)}, "\x00")))
		id := "f-" + hex.EncodeToString(sum[:6])
		seen[id]++
		if n := seen[id]; n > 1 {
			id = fmt.Sprintf("%s-%d", id, n)
		}
		f.ID = id
	}
}

// words returns what r quotes: its words and the sentence around them, in which
// every number but its own is "#".
func (l *lane) words(r *duizhao.Ref) string {
	if l == nil || r == nil {
		return ""
	}
	text, bounds := l.rd.Document.Text, l.around(r)
	var b strings.Builder
	at := bounds.Start
	for _, i := range l.inBlock[r.Block] {
		q := &l.rd.Quantities[i]
		if q.Span.Start < at || q.Span.End > bounds.End {
			continue
		}
		b.WriteString(text[at:q.Span.Start])
		if q.Span == r.Span {
			b.WriteString("\x01" + q.Span.Of(text) + "\x01")
		} else {
			b.WriteByte('#')
		}
		at = q.Span.End
	}
	b.WriteString(text[at:bounds.End])
	return b.String()
}

// around returns the sentence r stands in, or r itself where it is longer.
func (l *lane) around(r *duizhao.Ref) duizhao.Span {
	if k := l.sentenceAt(r.Span.Start); k >= 0 && l.rd.Sentences[k].Span.Contains(r.Span) {
		return l.rd.Sentences[k].Span
	}
	return r.Span
}
