package check

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"duizhao"
)

//go:embed renderings.tsv
var renderingsTSV string

// wording is a row of renderings.tsv: what of a Chinese name or term the English
// may say in several ways.
type wording struct {
	kind, zh string
	english  []phrase
}

// phrase is an English wording, word by word.
type phrase struct {
	words []string
	form  string // the wording that it is a form of, or itself
}

// namedThings returns the rows of renderings.tsv by their first character.
var namedThings = sync.OnceValue(func() map[rune][]*wording {
	out := map[rune][]*wording{}
	for line := range strings.Lines(renderingsTSV) {
		columns := strings.Split(strings.TrimSpace(line), "\t")
		if len(columns) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		w := &wording{kind: columns[0], zh: columns[1]}
		for alternative := range strings.SplitSeq(columns[2], "|") {
			forms := strings.Split(alternative, "=")
			for _, form := range forms {
				fields := strings.Fields(form)
				for i := range fields {
					fields[i] = singular(fields[i])
				}
				w.english = append(w.english, phrase{fields, strings.TrimSpace(forms[0])})
			}
		}
		first, _ := utf8.DecodeRuneInString(w.zh)
		out[first] = append(out[first], w)
	}
	return out
})

// nouns lists what English calls a body or law, by how its Chinese name ends.
var nouns = []struct{ zh, english string }{
	{"局", " office administration bureau department authority agency commission service "},
	{"厅", " office administration bureau department authority "},
	{"委", " commission committee "},
	{"法庭", " court tribunal division chamber "},
	{"法院", " court tribunal "},
	{"法典", " code law "},
	{"法", " law act code "},
}

// rendered is one place of a name or term, with the way its English says it.
type rendered struct {
	way    string // the wording, for comparing
	shown  string // the wording as it stands there
	zh, en duizhao.Ref
}

// renderings reports bodies, laws and terms that the report says in one way nearly
// always and in another here. Both wordings must be known ones (renderings.tsv): that a
// sentence says something in none of them is no fault, for it may be told in other
// words or left out.
func (v *view) renderings() []duizhao.Finding {
	places := map[string][]rendered{}
	var order []string
	var words []word
	for _, bead := range v.b.Sentences {
		if len(bead.Zh) == 0 || len(bead.En) == 0 || len(bead.Zh) > 2 || len(bead.En) > 5 {
			continue
		}
		things := v.thingsIn(bead)
		if len(things) == 0 {
			continue
		}
		words = words[:0]
		for _, i := range bead.En {
			s := v.en.rd.Sentences[i]
			words = appendWords(words, v.en.rd.Document.Text, s.Span, s.Block)
		}
		for k, t := range things {
			r, ok := v.wayOf(t, things, k, words)
			if !ok {
				continue
			}
			if places[t.key] == nil {
				order = append(order, t.key)
			}
			places[t.key] = append(places[t.key], r)
		}
	}
	var out []duizhao.Finding
	for _, key := range order {
		out = append(out, v.unusual(places[key], strings.HasPrefix(key, "term"))...)
	}
	return out
}

// thing is a name or term in a Chinese sentence.
type thing struct {
	*wording
	key string // what tells it from others: bodies of two levels are two things
	at  duizhao.Ref
}

// thingsIn returns the names and terms in the Chinese of bead, each once; one within
// another does not count.
func (v *view) thingsIn(bead duizhao.Bead) (out []thing) {
	index, text := namedThings(), v.zh.rd.Document.Text
	for _, i := range bead.Zh {
		s := v.zh.rd.Sentences[i]
		covered := s.Span.Start // the end of what has been found
		size := 0
		for at := s.Span.Start; at < s.Span.End; at += size {
			var r rune
			r, size = utf8.DecodeRuneInString(text[at:s.Span.End])
			var longest *wording
			if r >= 0x2e80 {
				for _, w := range index[r] {
					if strings.HasPrefix(text[at:s.Span.End], w.zh) && (longest == nil || len(w.zh) > len(longest.zh)) {
						longest = w
					}
				}
			}
			if longest == nil || at+len(longest.zh) <= covered {
				continue
			}
			span := duizhao.Span{Start: at, End: at + len(longest.zh)}
			covered = span.End
			t := thing{longest, longest.kind + longest.zh + levelOf(longest, text[s.Span.Start:span.Start]), duizhao.Ref{Block: s.Block, Span: span}}
			if longest.kind != "term" && goesOn(text[span.End:s.Span.End]) || slices.ContainsFunc(out, func(o thing) bool { return o.key == t.key }) {
				continue
			}
			out = append(out, t)
		}
	}
	return out
}

// goesOn reports whether a name that ends before rest is the beginning of another word:
// 专利法律, 公安局长.
func goesOn(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return strings.ContainsRune("律规院庭制官学治长员党部", r) && rest != ""
}

// levelOf returns what of the words before a body's name tells it from others of the same
// field: 市 and 国家 are two, so are two districts. A law has none.
func levelOf(w *wording, before string) string {
	if w.kind != "body" {
		return ""
	}
	last, size := utf8.DecodeLastRuneInString(before)
	switch {
	case strings.ContainsRune("市省家州盟总", last):
		return string(last)
	case !isHan(last):
		return ""
	}
	previous, more := utf8.DecodeLastRuneInString(before[:len(before)-size])
	if third, _ := utf8.DecodeLastRuneInString(before[:len(before)-size-more]); isHan(third) && strings.ContainsRune("区县", last) {
		return string([]rune{third, previous, last})
	}
	return string([]rune{previous, last})
}

// wayOf finds how the English words say thing k of things. They must say it in one way
// only, and no other thing of the sentence may be said so.
func (v *view) wayOf(t thing, things []thing, k int, words []word) (rendered, bool) {
	for j, o := range things {
		if j != k && o.kind != "term" && o.zh == t.zh {
			return rendered{}, false // two bodies of one field
		}
	}
	var found rendered
	longest := 0
	for i := range words {
		for _, english := range t.english {
			way, first, last := t.said(words, i, english)
			if way == "" {
				continue
			}
			switch n := last - first; {
			case found.way == way || found.way != "" && n < longest && words[first].span.Start >= found.en.Span.Start && words[last].span.End <= found.en.Span.End:
				continue
			case found.way != "" && !(words[first].span.Start <= found.en.Span.Start && words[last].span.End >= found.en.Span.End):
				return rendered{}, false // both ways in one sentence: they may be two things
			}
			if words[first].block != words[last].block {
				continue
			}
			span := duizhao.Span{Start: words[first].span.Start, End: words[last].span.End}
			found, longest = rendered{way, span.Of(v.en.rd.Document.Text), t.at, duizhao.Ref{Block: words[first].block, Span: span}}, last-first
		}
	}
	if found.way == "" || t.kind == "term" && owedToAnother(t, things, found.way) {
		return rendered{}, false
	}
	return found, true
}

// owedToAnother reports whether another thing of the sentence can be said in way.
func owedToAnother(t thing, things []thing, way string) bool {
	return slices.ContainsFunc(things, func(o thing) bool {
		return o.key != t.key && slices.ContainsFunc(o.english, func(e phrase) bool {
			return strings.Contains(e.form, way) || strings.Contains(way, e.form)
		})
	})
}

// said returns the way in which words from i on say t by one of its wordings, and the
// first and last of its words; "" where they do not.
func (t thing) said(words []word, i int, english phrase) (way string, first, last int) {
	j := i
	for _, w := range english.words {
		for j > i && j < len(words) && words[j].plain == "and" && w != "and" && t.kind != "term" {
			j++
		}
		if j == len(words) || words[j].plain != w {
			return "", 0, 0
		}
		j++
	}
	if t.kind == "term" {
		return english.form, i, j - 1
	}
	class := t.nouns()
	if j < len(words) && words[j].upper && strings.Contains(class, " "+words[j].plain+" ") {
		return english.form + " " + words[j].plain, i, j
	}
	for back := i - 1; back >= 0 && i-back <= 4; back-- {
		w := words[back]
		if w.upper && strings.Contains(class, " "+w.plain+" ") {
			return english.form + " " + w.plain, back, j - 1
		}
		if !slices.Contains([]string{"of", "for", "on", "the", "against"}, w.plain) {
			break
		}
	}
	return "", 0, 0
}

// nouns returns what English may call t.
func (t thing) nouns() string {
	for _, n := range nouns {
		if strings.HasSuffix(t.zh, n.zh) {
			return n.english
		}
	}
	return " administration "
}

// usualPlaces is how often a term must be said in one way, and more often than in another,
// before that is the usual one.
const usualPlaces = 3

// unusual tells each way of places that is not the usual one, at its first place.
func (v *view) unusual(places []rendered, term bool) []duizhao.Finding {
	count := map[string]int{}
	usual := places[0]
	for _, p := range places {
		if count[p.way]++; count[p.way] > count[usual.way] {
			usual = p
		}
	}
	for _, p := range places { // the first place of the usual way
		if p.way == usual.way {
			usual = p
			break
		}
	}
	var out []duizhao.Finding
	told := map[string]bool{usual.way: true}
	for _, p := range places {
		if told[p.way] || term && (count[usual.way] < usualPlaces || count[usual.way] == count[p.way]) {
			continue
		}
		told[p.way] = true
		out = append(out, v.saidOtherwise(p, usual, count[p.way], count[usual.way]))
	}
	return out
}

func (v *view) saidOtherwise(p, usual rendered, times, usually int) duizhao.Finding {
	name := p.zh.Span.Of(v.zh.rd.Document.Text)
	there := usual.en.Span.Of(v.en.rd.Document.Text)
	context := around(v.en.rd.Document.Text, usual.en.Span, v.en.rd.Document.Blocks[usual.en.Block].Span)
	return duizhao.Finding{
		Severity: duizhao.SeverityInfo,
		Message: duizhao.Bilingual{
			Zh: fmt.Sprintf("“%s”译作“%s”（%d 处），别处译作“%s”（%d 处）：“%s”", name, p.shown, times, there, usually, context),
			En: fmt.Sprintf("“%s” is “%s” here (%s) and “%s” elsewhere (%s): “%s”", name, p.shown, plural(times, "sentence"), there, plural(usually, "sentence"), context),
		},
		Suggestion: duizhao.Bilingual{Zh: "若指同一事物，宜统一为“" + there + "”", En: "if the same is meant, keep to “" + there + "”"},
		Zh:         &p.zh, En: &p.en,
	}
}

// contextBytes is how much of the words around another place a message shows, in bytes
// on each side.
const contextBytes = 30

// around returns s with whole words around it, within bounds.
func around(text string, s, bounds duizhao.Span) string {
	start, end := max(bounds.Start, s.Start-contextBytes), min(bounds.End, s.End+contextBytes)
	if start > bounds.Start {
		if k := strings.IndexByte(text[start:s.Start], ' '); k >= 0 {
			start += k + 1
		} else {
			start = s.Start
		}
	}
	if end < bounds.End {
		if k := strings.LastIndexByte(text[s.End:end], ' '); k >= 0 {
			end = s.End + k
		} else {
			end = s.End
		}
	}
	return strings.ReplaceAll(text[start:end], "\n", " ")
}

// word is an English word.
type word struct {
	plain string // in small letters, without the s of a plural
	span  duizhao.Span
	block int
	upper bool
}

// appendWords appends the words of span to words. Hyphens part words, genitives stay.
func appendWords(words []word, text string, span duizhao.Span, block int) []word {
	for at := span.Start; at < span.End; {
		r, size := utf8.DecodeRuneInString(text[at:span.End])
		if !unicode.IsLetter(r) {
			at += size
			continue
		}
		end := at + wordLength(text[at:span.End])
		words = append(words, word{singular(strings.ToLower(text[at:end])), duizhao.Span{Start: at, End: end}, block, unicode.IsUpper(r)})
		at = end
	}
	return words
}

// singular returns w as renderings.tsv has it.
func singular(w string) string {
	switch {
	case len(w) > 3 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}
