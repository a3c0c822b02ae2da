package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"duizhao"
)

// term reports what the report renders in two ways: titles, 《…》 a second time where
// no longer name of the first place comes again; bodies, laws and terms of the field.
func term(v *view) []duizhao.Finding {
	if v.zh == nil || v.en == nil {
		return nil
	}
	var out []duizhao.Finding
	first := map[string]titled{}
	for b := range v.zh.rd.Document.Blocks {
		for _, t := range v.titles(b) {
			was, seen := first[t.title]
			switch {
			case len(t.names) == 0 || seen && was.bead == t.bead:
			case !seen:
				first[t.title] = t
			case !share(was.names, t.english):
				out = append(out, t.renderedTwice(was))
			}
		}
	}
	return append(out, v.renderings()...)
}

// titled is a title in 《》 with the English beside it.
type titled struct {
	title   string
	bead    int
	zh, en  duizhao.Ref
	english string
	names   []string // runs of words with capitals in english
}

// titles returns the titles of Chinese block b that stand beside one English block.
func (v *view) titles(b int) (out []titled) {
	k := v.zh.bead[b]
	if k < 0 || len(v.b.Paragraphs[k].En) != 1 {
		return nil
	}
	en := v.b.Paragraphs[k].En[0]
	english := v.en.rd.Document.BlockText(en)
	span := v.zh.rd.Document.Blocks[b].Span
	for at := span.Start; ; {
		rest := v.zh.rd.Document.Text[at:span.End]
		i := strings.Index(rest, "《")
		j := strings.Index(rest, "》")
		if i < 0 || j < i {
			return out
		}
		s := duizhao.Span{Start: at + i, End: at + j + len("》")}
		out = append(out, titled{
			title: s.Of(v.zh.rd.Document.Text), bead: k, english: english, names: nameRuns(english),
			zh: duizhao.Ref{Block: b, Span: s}, en: duizhao.Ref{Block: en, Span: v.en.rd.Document.Blocks[en].Span},
		})
		at = s.End
	}
}

// titleLength is how many words with capitals make a title.
const titleLength = 3

// nameRuns returns the runs of three and more words with capitals in text; small
// words may stand between.
func nameRuns(text string) (out []string) {
	start, end, upper := -1, 0, 0
	flush := func() {
		if upper >= titleLength {
			out = append(out, text[start:end])
		}
		start, upper = -1, 0
	}
	at := 0
	for _, w := range strings.SplitAfter(text, " ") {
		word := strings.TrimSpace(w)
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, "(\"“"))
		switch {
		case unicode.IsUpper(r):
			if start < 0 {
				start = at
			}
			end, upper = at+len(strings.TrimRight(word, ",.;:)\"”")), upper+1
			if strings.ContainsAny(word[len(word)-1:], ",.;:") {
				flush()
			}
		case start >= 0 && len(word) > 3:
			flush()
		}
		at += len(w)
	}
	flush()
	return out
}

func share(names []string, english string) bool {
	for _, n := range names {
		if strings.Contains(english, n) {
			return true
		}
	}
	return false
}

func (t *titled) renderedTwice(was titled) duizhao.Finding {
	return duizhao.Finding{
		Severity: duizhao.SeverityInfo,
		Message: duizhao.Bilingual{
			Zh: fmt.Sprintf("%s的英文与前文“%s”不同", t.title, strings.Join(was.names, "” / “")),
			En: fmt.Sprintf("%s is rendered otherwise than before: “%s”", t.title, strings.Join(was.names, "” / “")),
		},
		Zh: &t.zh, En: &t.en,
	}
}
