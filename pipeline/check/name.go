package check

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"duizhao"
)

// name reports places and bodies whose English spelling is not the Hanyu Pinyin of
// their Chinese name (ISO 7098), though nearly: a slip, or one body under two
// spellings. Nothing is known of names beforehand: those of the report are learned
// from the words that are spelled rightly.
func name(v *view) []duizhao.Finding {
	if v.zh == nil || v.en == nil {
		return nil
	}
	n := newNames(v)
	var out []duizhao.Finding
	told := map[string]bool{} // a spelling is told once, however often it comes
	for _, w := range n.words {
		if told[w.plain] {
			continue
		}
		if right, ok := n.misspelt(w); ok {
			told[w.plain] = true
			out = append(out, n.finding(w, right))
		}
	}
	return out
}

// names knows the capitalised words of the English text and the Chinese words
// they spell.
type names struct {
	v      *view
	words  []properName
	times  map[string]int       // how often each comes
	common map[string]bool      // words the text writes with a small letter too
	known  map[string]*spelling // by spelling
	spell  *speller
	glyphs [][]glyph             // by Chinese block: its characters, where they have been asked for
	found  map[atBead]han        // what find has returned
	like   map[int]*likely       // by bead: Chinese words that look like names
	slips  map[string][]likeness // by spelling: the known ones that are like it
}

// atBead is a spelling beside the Chinese text of one bead.
type atBead struct {
	bead  int
	plain string
}

// likeness is a known spelling and by how many slips of the pen another one differs from it.
type likeness struct {
	*spelling
	plain string
	slips int
}

// properName is a capitalised English word.
type properName struct {
	block int
	span  duizhao.Span
	plain string // in small letters without apostrophes
	exact han    // the Chinese word beside it that it spells
}

// spelling is a name that the report spells as Pinyin.
type spelling struct {
	count   int
	written string
	han     []string
}

// right is what a misspelt name should be.
type right struct {
	han       han
	spelling  string
	confirmed bool // the report itself spells it so elsewhere
	english   bool // it is an English word that translates han, no Pinyin
}

// shortName is the length below which a word says too little to be compared.
const shortName = 4

// longName is the length from which two slips in a name are still a likeness.
const longName = 9

func newNames(v *view) *names {
	n := &names{
		v: v, times: map[string]int{}, common: make(map[string]bool, len(v.en.rd.Document.Text)/64), known: map[string]*spelling{}, spell: newSpeller(),
		glyphs: make([][]glyph, len(v.zh.rd.Document.Blocks)), found: map[atBead]han{}, like: map[int]*likely{}, slips: map[string][]likeness{},
	}
	for b, k := range v.en.rd.Document.Blocks {
		n.read(b, k.Span)
	}
	words := n.words[:0]
	for _, w := range n.words {
		if n.common[w.plain] {
			continue
		}
		w.exact = n.find(w.block, w.plain)
		if w.exact.text != "" {
			s := n.known[w.plain]
			if s == nil {
				s = &spelling{written: w.span.Of(v.en.rd.Document.Text)}
				n.known[w.plain] = s
			}
			s.count++
			if !slices.Contains(s.han, w.exact.text) {
				s.han = append(s.han, w.exact.text)
			}
		}
		words = append(words, w)
	}
	n.words = words
	return n
}

// read collects the words of block b.
func (n *names) read(b int, s duizhao.Span) {
	text := n.v.en.rd.Document.Text
	for at := s.Start; at < s.End; {
		r, size := utf8.DecodeRuneInString(text[at:s.End])
		if !unicode.IsLetter(r) {
			at += size
			continue
		}
		end := at + wordLength(text[at:s.End])
		word := text[at:end]
		if at = end; len(word) < shortName {
			continue
		}
		plain := strings.ToLower(word)
		if strings.Contains(plain, "'") || strings.Contains(plain, "’") {
			plain = strings.NewReplacer("'", "", "’", "").Replace(plain)
		}
		switch {
		case len(plain) < shortName:
		case unicode.IsLower(r):
			n.common[plain] = true
		case word[1:] == strings.ToLower(word[1:]):
			n.words = append(n.words, properName{block: b, span: duizhao.Span{Start: end - len(word), End: end}, plain: plain})
			n.times[plain]++
		}
	}
}

// wordLength returns how many bytes of s its first word takes. An
// apostrophe between letters belongs to it (Xi'an), a genitive s does not.
func wordLength(s string) int {
	for i, r := range s {
		switch {
		case unicode.IsLetter(r):
		case (r == '\'' || r == '’') && i > 0:
			rest := strings.TrimLeft(s[i:], "'’")
			next, size := utf8.DecodeRuneInString(rest)
			if unicode.IsLower(next) && (next != 's' || len(rest) > size && unicode.IsLetter(rune(rest[size]))) {
				continue
			}
			return i
		default:
			return i
		}
	}
	return len(s)
}

// chineseOf returns the Chinese blocks beside English block b.
func (n *names) chineseOf(b int) []int {
	if k := n.v.en.bead[b]; k >= 0 {
		return n.v.b.Paragraphs[k].Zh
	}
	return nil
}

// find returns the Chinese word beside English block b that plain spells.
func (n *names) find(b int, plain string) han {
	if !n.spell.possible(plain) {
		return han{}
	}
	at := atBead{n.v.en.bead[b], plain}
	h, known := n.found[at]
	if known {
		return h
	}
	for _, z := range n.chineseOf(b) {
		g := n.glyphsOf(z)
		if i, k := n.spell.find(g, plain); k > 0 {
			h = n.han(z, g[i].at, g[i+k-1].end())
			break
		}
	}
	n.found[at] = h
	return h
}

// han returns the Chinese word of block z from byte start to byte end.
func (n *names) han(z int, start, end int32) han {
	s := duizhao.Span{Start: int(start), End: int(end)}
	return han{s.Of(n.v.zh.rd.Document.Text), z, s}
}

// glyphsOf returns the characters of Chinese block z.
func (n *names) glyphsOf(z int) []glyph {
	if n.glyphs[z] == nil {
		d := n.v.zh.rd.Document
		n.glyphs[z] = n.spell.glyphs(d.Text, d.Blocks[z].Span)
	}
	return n.glyphs[z]
}

// beside returns where the Chinese word text stands beside English block b.
func (n *names) beside(b int, text string) (han, bool) {
	d := n.v.zh.rd.Document
	for _, z := range n.chineseOf(b) {
		if i := strings.Index(d.BlockText(z), text); i >= 0 {
			start := d.Blocks[z].Span.Start + i
			return han{text, z, duizhao.Span{Start: start, End: start + len(text)}}, true
		}
	}
	return han{}, false
}

// established is how often a spelling must come for the report's own way of writing a
// name.
const established = 3

// misspelt returns what w should be, where it is nearly a name and none itself.
func (n *names) misspelt(w properName) (right, bool) {
	if conventional()[w.plain] || w.exact.text != "" && (n.known[w.plain].count > 1 || n.nameLike(w.exact)) {
		return right{}, false
	}
	if r, ok := n.nearKnown(w); ok {
		return r, true
	}
	if w.exact.text != "" || n.known[w.plain] != nil {
		return right{}, false
	}
	if n.times[w.plain] > established {
		return n.nearProvince(w)
	}
	for _, end := range []string{"ers", "er", "ese"} { // Beijingers
		if stem, ok := strings.CutSuffix(w.plain, end); ok && len(stem) > shortName && n.find(w.block, stem).text != "" {
			return right{}, false
		}
	}
	likely := n.likelyNames(w.block)
	for k := range likely.spelt {
		h := &likely.spelt[k]
		if plain := likely.plain(h); near(w.plain, plain, 1+boolInt(len(plain) >= longName)) && !n.present(w.block, plain) {
			return right{n.han(h.block, h.start, h.end), capitalise(plain), false, false}, true
		}
	}
	if r, ok := n.nearHan(w); ok {
		return r, true
	}
	if r, ok := n.nearProvince(w); ok {
		return r, true
	}
	return n.nearEnglish(w)
}

// nearHan compares w, which is no English word, with the spellings of all words of two
// and three characters in the sentence beside it, whether they stand as names do or
// not: 苏宁 as "Sning".
func (n *names) nearHan(w properName) (right, bool) {
	if n.v.english == nil || len(w.plain) <= shortName || n.v.english(w.plain) {
		return right{}, false
	}
	var buf [longestSpelling]byte
	for z, word := range n.hanBeside(w) {
		if size := n.spell.usualSize(word); size <= shortName || size > len(w.plain)+1 || size < len(w.plain)-1 || size > len(buf) {
			continue
		}
		if plain := string(n.spell.appendUsual(buf[:0], word)); near(w.plain, plain, 1) && !n.present(w.block, plain) {
			return right{n.han(z, word[0].at, word[len(word)-1].end()), capitalise(plain), false, false}, true
		}
	}
	return right{}, false
}

// hanBeside yields the words of two and three characters in the Chinese sentences
// that are aligned with the one of w, each with its block.
func (n *names) hanBeside(w properName) iter.Seq2[int, []glyph] {
	return func(yield func(int, []glyph) bool) {
		k := n.v.en.sentenceAt(w.span.Start)
		if k < 0 || n.v.en.group[k] < 0 {
			return
		}
		for _, i := range n.v.b.Sentences[n.v.en.group[k]].Zh {
			s := n.v.zh.rd.Sentences[i]
			run := 0
			g := within(n.glyphsOf(s.Block), s.Span)
			for end := range g {
				if run++; g[end].list == 0 {
					run = 0
				}
				for back := 2; back <= min(3, run); back++ {
					if !yield(s.Block, g[end+1-back:end+1]) {
						return
					}
				}
			}
		}
	}
}

// nearKnown compares w with the names that the report spells elsewhere: two slips
// in a long one, one where the Chinese beside it does not say the name.
func (n *names) nearKnown(w properName) (best right, ok bool) {
	most := 0
	for _, k := range n.knownLike(w.plain) {
		s, d := k.plain, k.slips
		if k.count < most || k.count == most && k.written > best.spelling {
			continue
		}
		if d == 2 && (len(s) < 7 || k.count < established || s[0] != w.plain[0] || s[len(s)-2:] != w.plain[len(w.plain)-2:]) {
			continue
		}
		if w.exact.text != "" && k.count < established {
			continue
		}
		for _, text := range k.han {
			if h, here := n.beside(w.block, text); here {
				best, ok, most = right{h, k.written, true, false}, true, k.count
				break
			}
		}
		if !ok && d == 1 && k.count >= established && (len(s) > 5 || n.nonsense(w)) && w.exact.text == "" {
			best, ok, most = right{han{text: k.han[0]}, k.written, true, false}, true, k.count
		}
	}
	return best, ok
}

// knownLike returns the spellings of the report that are like plain.
func (n *names) knownLike(plain string) []likeness {
	out, ok := n.slips[plain]
	if !ok {
		for s, k := range n.known {
			if s != plain && len(s) > shortName && near(plain, s, 2) && !strings.HasPrefix(plain, s) {
				out = append(out, likeness{k, s, slip(plain, s)})
			}
		}
		n.slips[plain] = out
	}
	return out
}

// present reports whether block b has the word plain, rightly spelled.
func (n *names) present(b int, plain string) bool {
	return slices.ContainsFunc(n.words, func(w properName) bool { return w.block == b && w.plain == plain })
}

// unmistakable is the length from which a well-known name is like no other word.
const unmistakable = 7

// nearProvince compares w with well-known places, which English names where Chinese
// may not.
func (n *names) nearProvince(w properName) (right, bool) {
	for _, p := range provinces() {
		if len(w.plain) >= shortName && near(w.plain, p.plain, 1) {
			h, ok := n.beside(w.block, p.short)
			if ok || len(p.plain) >= unmistakable && len(w.plain) > shortName {
				return right{h, p.name, false, false}, true
			}
		}
	}
	return right{}, false
}

func (n *names) finding(w properName, r right) duizhao.Finding {
	written := w.span.Of(n.v.en.rd.Document.Text)
	why := duizhao.Bilingual{Zh: fmt.Sprintf("“%s”拼写有误", written), En: fmt.Sprintf("“%s” is misspelled", written)}
	if r.han.text != "" && r.english {
		why.Zh += fmt.Sprintf("，此处中文为“%s”", r.han.text)
		why.En += fmt.Sprintf("; the Chinese beside it is “%s”", r.han.text)
	} else if r.han.text != "" {
		why.Zh = fmt.Sprintf("“%s”的英文拼写“%s”与拼音不符", r.han.text, written)
		why.En = fmt.Sprintf("“%s” is not how “%s” is spelled in Pinyin", written, r.han.text)
	}
	f := duizhao.Finding{
		Severity:   duizhao.SeverityError,
		Message:    why,
		Suggestion: duizhao.Bilingual{Zh: "应为“" + r.spelling + "”", En: "it should read “" + r.spelling + "”"},
		En:         &duizhao.Ref{Block: w.block, Span: w.span},
	}
	if r.confirmed {
		f.Message.Zh += "，报告别处拼作“" + r.spelling + "”"
		f.Message.En += "; elsewhere the report has “" + r.spelling + "”"
	} else {
		f.Severity = duizhao.SeverityWarning
	}
	if !r.han.span.Empty() {
		f.Zh = &duizhao.Ref{Block: r.han.block, Span: r.han.span}
	}
	return f
}

func capitalise(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
