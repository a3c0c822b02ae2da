package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"duizhao"
)

// Term is a row of a glossary: how a Chinese term is to be rendered. A term with
// several renderings has a row for each.
type Term struct{ Zh, En string }

// glossary reports terms of Options.Glossary that the English renders otherwise
// than the glossary has it. Case, plural and hyphens do not count.
func glossary(v *view) []duizhao.Finding {
	if v.zh == nil || v.en == nil || len(v.glossary) == 0 {
		return nil
	}
	var out []duizhao.Finding
	renderings := map[string][]string{}
	for _, t := range v.glossary {
		if t.Zh != "" && t.En != "" {
			renderings[t.Zh] = append(renderings[t.Zh], t.En)
		}
	}
	index := map[rune][]string{} // terms by their first character
	for zh := range renderings {
		r, _ := utf8.DecodeRuneInString(zh)
		index[r] = append(index[r], zh)
	}
	for _, bead := range v.b.Sentences {
		if len(bead.Zh) == 0 || len(bead.En) == 0 {
			continue
		}
		english := plainWords(v.englishBeside(bead))
		told := map[string]bool{}
		for _, i := range bead.Zh {
			for _, at := range termsIn(v.zh.rd.Sentences[i].Span.Of(v.zh.rd.Document.Text), index) {
				if told[at.zh] || hasRendering(english, renderings[at.zh]) {
					continue
				}
				told[at.zh] = true
				out = append(out, v.unlikeGlossary(bead, v.zh.rd.Sentences[i], at, renderings[at.zh]))
			}
		}
	}
	return out
}

// englishBeside returns the English of bead's paragraph: a term may be said in the
// next sentence.
func (v *view) englishBeside(bead duizhao.Bead) string {
	block := v.en.rd.Sentences[bead.En[0]].Block
	return v.en.rd.Document.BlockText(block)
}

// foundTerm is a term of the glossary in a text.
type foundTerm struct {
	zh string
	at duizhao.Span
}

// termsIn returns the terms of text; of terms that overlap the longer one counts.
func termsIn(text string, index map[rune][]string) (out []foundTerm) {
	for at := 0; at < len(text); {
		longest := ""
		r, size := utf8.DecodeRuneInString(text[at:])
		for _, t := range index[r] {
			if len(t) > len(longest) && strings.HasPrefix(text[at:], t) {
				longest = t
			}
		}
		if longest == "" {
			at += size
			continue
		}
		out = append(out, foundTerm{longest, duizhao.Span{Start: at, End: at + len(longest)}})
		at += len(longest)
	}
	return out
}

// plainWords writes text in small letters, one space between words, without
// hyphens and without the s of plurals, with a space at both ends.
func plainWords(text string) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !letterOrDigit(r) }) {
		if len(w) > 3 && strings.HasSuffix(w, "ies") {
			w = w[:len(w)-3] + "y"
		} else if len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") {
			w = w[:len(w)-1]
		}
		b.WriteString(w)
		b.WriteByte(' ')
	}
	return b.String()
}

func letterOrDigit(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 0x80 && r != '’' && r != '“' && r != '”' && r != '–' && r != '—'
}

func hasRendering(english string, renderings []string) bool {
	for _, r := range renderings {
		if strings.Contains(english, plainWords(r)) {
			return true
		}
	}
	return false
}

func (v *view) unlikeGlossary(bead duizhao.Bead, s duizhao.Sentence, t foundTerm, renderings []string) duizhao.Finding {
	want := strings.Join(renderings, "” / “")
	en := v.en.rd.Sentences[bead.En[0]]
	return duizhao.Finding{
		Severity: duizhao.SeverityWarning,
		Message: duizhao.Bilingual{
			Zh: fmt.Sprintf("“%s”的英文不是词汇表规定的“%s”", t.zh, want),
			En: fmt.Sprintf("“%s” is not rendered as the glossary has it: “%s”", t.zh, want),
		},
		Suggestion: duizhao.Bilingual{Zh: "应为“" + renderings[0] + "”", En: "it should read “" + renderings[0] + "”"},
		Zh:         &duizhao.Ref{Block: s.Block, Span: t.at.Shift(s.Span.Start)},
		En:         &duizhao.Ref{Block: en.Block, Span: en.Span},
	}
}
