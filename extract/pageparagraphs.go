package extract

import (
	"math"
	"strings"

	"duizhao"
	"duizhao/extract/pdf"
)

// box is a place on a page: where a block, or what was left out, stands.
type box struct {
	page int
	rect pdf.Rect
	why  string // of what was left out
}

// setting is how a file's text is set, by which lines are told to be one
// paragraph.
type setting struct {
	size    float64                  // of most of the text, in points
	heavy   map[string]bool          // fonts that are bold without saying so
	pitch   map[duizhao.Lang]float64 // from one line to the next, in sizes
	indents map[duizhao.Lang]bool    // paragraphs begin with an indented line
	glue    glue
	tables  int
}

// paragraphsOf turns pages into raw blocks.
func paragraphsOf(all []flow) (blocks []*raw, g glue) {
	set := newSetting(all)
	for i := range all {
		f := &all[i]
		var next *flow
		if i+1 < len(all) {
			next = &all[i+1]
		}
		blocks = append(blocks, set.blocks(f, next)...)
	}
	return blocks, set.glue
}

func newSetting(all []flow) *setting {
	set := &setting{heavy: map[string]bool{}, pitch: map[duizhao.Lang]float64{}, indents: map[duizhao.Lang]bool{}}
	var sizes, weights []float64
	fonts := map[string]int{}
	var texts []string
	for i := range all {
		for k := range all[i].items {
			it := &all[i].items[k]
			if it.table != nil {
				continue
			}
			n := inked(it.Text)
			sizes, weights = append(sizes, it.Size), append(weights, float64(n))
			fonts[it.Font] += n
			texts = append(texts, it.Text)
		}
	}
	if len(sizes) > 0 {
		set.size = commonest(sizes, weights, 0.25)
	}
	set.glue = glueOf(texts)
	set.weighFonts(fonts)
	for _, lang := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		set.measure(all, lang)
	}
	return set
}

// glueOf learns the words of lines, but for the halves of those that a hyphen
// divides at a line's end, and whether that is what hyphens there do: three times at
// least the file has the word without the hyphen, and more often than with it.
func glueOf(lines []string) glue {
	g := glue{words: map[string]bool{}}
	var halves [][2]string
	for i, l := range lines {
		if before, cut := cutWord(l); cut && i+1 < len(lines) && startsSmall(lines[i+1]) {
			first := lastWord(before)
			l = before[:len(before)-len(first)]
			next := lines[i+1]
			second := next[:wordLenOrZero(next)]
			lines[i+1] = next[len(second):]
			halves = append(halves, [2]string{strings.ToLower(first), strings.ToLower(second)})
		}
		g.learn(l)
	}
	whole, divided := 0, 0
	for _, h := range halves {
		switch {
		case g.words[h[0]+h[1]]:
			divided++
		case g.words[h[0]+"-"+h[1]]:
			whole++
		}
	}
	g.cuts = divided >= 3 && divided > whole
	return g
}

// cutWord returns what stands before the hyphen that s ends in, if it ends a part
// of a word.
func cutWord(s string) (before string, cut bool) {
	before, cut = strings.CutSuffix(s, "-")
	return before, cut && before != "" && isLetterByte(before[len(before)-1])
}

// weighFonts finds the fonts that stand out as bold: the black Chinese types, in a
// file whose text is set in another.
func (set *setting) weighFonts(fonts map[string]int) {
	isBlack := func(name string) bool {
		name = strings.ToLower(name)
		return strings.Contains(name, "hei") || strings.Contains(name, "黑")
	}
	black, all := 0, 0
	for name, n := range fonts {
		all += n
		if isBlack(name) {
			black += n
		}
	}
	for name := range fonts {
		set.heavy[name] = isBlack(name) && black*3 < all
	}
}

// measure finds a language's line pitch, and whether its paragraphs are indented:
// whether most lines are that come after a paragraph's last line, which is short or
// further to the left.
func (set *setting) measure(all []flow, lang duizhao.Lang) {
	var pitches, ones []float64
	starts, indented := 0, 0
	for i := range all {
		f := &all[i]
		for k := 1; k < len(f.items); k++ {
			a, b := &f.items[k-1], &f.items[k]
			if a.table != nil || b.table != nil || Language(b.Text) != lang || !set.text(a) || !set.text(b) {
				continue
			}
			if d := (b.Baseline - a.Baseline) / b.Size; d > 0.6 && d < 4 {
				pitches, ones = append(pitches, d), append(ones, 1)
			}
			if !finished(a.Text) || labelled(b.Text) {
				continue
			}
			first := f.indented(b)
			if a.Box.X1 < f.x1-2*a.Size || first && !f.indented(a) {
				starts++
				if first {
					indented++
				}
			}
		}
	}
	set.pitch[lang] = 1.5
	if len(pitches) > 3 {
		set.pitch[lang] = commonest(pitches, ones, 0.05)
	}
	set.indents[lang] = starts > 0 && indented*2 > starts
}

// text reports whether a line is set as the body of the file is.
func (set *setting) text(it *item) bool { return math.Abs(it.Size-set.size) < 0.15*set.size }

// indented reports whether a line begins as a paragraph's first does.
func (f *flow) indented(it *item) bool {
	in := it.Box.X0 - f.x0
	return in > 1.2*it.Size && in < 4.6*it.Size
}

// blocks cuts a flow into raw blocks. What comes in the next flow tells whether
// the last line is full.
func (set *setting) blocks(f, next *flow) []*raw {
	notes := f.notes(set.size)
	var out []*raw
	start := 0
	for i := range f.items {
		it := &f.items[i]
		if it.table != nil {
			out = append(out, set.cells(f.sheet, it.table)...)
			start = i + 1
			continue
		}
		last := i+1 == len(f.items)
		if !last && f.items[i+1].table == nil && set.goesOn(f, start, i, notes) {
			continue
		}
		b := set.block(f, start, i)
		if b == nil {
			start = i + 1
			continue
		}
		var after *item
		if last && next != nil && next.items[0].table == nil {
			after = &next.items[0]
		} else if !last && f.items[i+1].table == nil {
			after = &f.items[i+1]
		}
		b.full, b.measured = f.fills(it, after), true
		// Only at a column's top may a block go on one that was begun before.
		b.begins = start > 0 && !suspended(out) || start == 0 && set.indents[b.lang] && !b.flush
		if start >= notes {
			b.kind, b.label = duizhao.Note, noteLabel(b.parts[0])
		}
		out = append(out, b)
		start = i + 1
	}
	return out
}

// suspended reports whether the last block stops where no paragraph does.
func suspended(blocks []*raw) bool {
	if len(blocks) == 0 {
		return false
	}
	s := blocks[len(blocks)-1].parts[0]
	return strings.HasSuffix(s, "，") || strings.HasSuffix(s, ",") || strings.HasSuffix(s, "、") || strings.HasSuffix(s, "-")
}

// block makes a raw block of the items from start to end.
func (set *setting) block(f *flow, start, end int) *raw {
	items := f.items[start : end+1]
	texts := make([]string, len(items))
	strong := true
	where := box{page: f.sheet.Number, rect: items[0].Box}
	for i := range items {
		it := &items[i]
		texts[i] = it.Text
		strong = strong && set.strong(it)
		where.rect = where.rect.Union(it.Box)
	}
	text := set.glue.parts(texts)
	if text == "" {
		return nil
	}
	b := newRaw(text, &line{page: f.sheet.Number})
	b.boxes = []box{where}
	b.ocr = f.sheet.Source == recognised
	b.strong = strong
	b.flush = set.indents[b.lang] && !f.indented(&items[0]) && items[0].Box.X0-f.x0 < items[0].Size
	return b
}

// strong reports whether a line stands out from the text as headings do.
func (set *setting) strong(it *item) bool {
	return it.Bold || set.heavy[it.Font] || set.large(it)
}

func (set *setting) large(it *item) bool { return it.Size > 1.15*set.size }

// cells makes raw blocks of a table.
func (set *setting) cells(s *sheet, t *table) []*raw {
	var out []*raw
	for _, c := range t.Cells {
		text := set.cellText(c.Lines)
		if text == "" {
			continue
		}
		b := newRaw(text, &line{page: s.Number})
		b.kind, b.cell = duizhao.TableCell, &duizhao.Cell{Table: set.tables, Row: c.Row, Col: c.Col}
		b.boxes = []box{{page: s.Number, rect: c.Box}}
		b.ocr = s.Source == recognised
		out = append(out, b)
	}
	set.tables++
	return out
}

// cellText joins the lines of a cell. Where the language changes from one to the
// next, a space stays between.
func (set *setting) cellText(lines []string) string {
	var out []string
	for i, l := range lines {
		if i > 0 && Language(l) != Language(lines[i-1]) && Language(l) != "" && Language(lines[i-1]) != "" {
			out[len(out)-1] += " " + l
			continue
		}
		out = append(out, l)
	}
	return set.glue.parts(out)
}

// goesOn reports whether the paragraph of the items from start to i goes on in
// the next one.
func (set *setting) goesOn(f *flow, start, i, notes int) bool {
	first, a, b := &f.items[start], &f.items[i], &f.items[i+1]
	langA, langB := Language(a.Text), Language(b.Text)
	lang := langA
	if lang == "" {
		lang = langB
	}
	dy := b.Baseline - a.Baseline
	full := f.fills(a, b)
	switch {
	case (i+1 >= notes) != (start >= notes), start >= notes && noteLabel(b.Text) != "":
		return false
	case math.Abs(dy) < 0.4*b.Size: // two things on one line
		return false
	case !set.sameSize(a, b), dy > 1.5*set.pitchOf(lang)*max(a.Size, b.Size), set.large(a) && f.apart(start, i):
		return false
	case langA != "" && langB != "" && langA != langB:
		return full && !set.large(a) && !finished(a.Text) && !labelled(b.Text) && !labelled(a.Text) && set.strong(a) == set.strong(b) && !set.newFirst(f, start, i)
	case set.strong(a) != set.strong(b) && (finished(a.Text) || labelled(first.Text) || labelled(b.Text)):
		return false
	case set.titleGoesOn(f, start, i):
		return true
	case set.newFirst(f, start, i):
		return false
	case !full:
		return set.open(f, a, b)
	case dy > 1.15*set.pitchOf(lang)*b.Size && finished(a.Text) && set.text(b):
		return false
	case labelled(b.Text) && (finished(a.Text) || i == start && labelled(a.Text)):
		return false
	}
	return true
}

// open reports whether line a, although there was room left, goes on in b: programs
// that set Chinese text break lines early at times, and where paragraphs are
// indented, one that stops inside a sentence with b not indented has not ended.
func (set *setting) open(f *flow, a, b *item) bool {
	return set.indents[Language(b.Text)] && !finished(a.Text) && !labelled(b.Text) &&
		!set.strong(a) && !set.strong(b) && math.Abs(b.Box.X0-f.x0) < 0.5*b.Size &&
		a.Box.X0 < f.x0+4.6*a.Size && a.Box.X1-f.x0 > 0.7*(f.x1-f.x0)
}

func (set *setting) pitchOf(lang duizhao.Lang) float64 {
	if p := set.pitch[lang]; p > 0 {
		return p
	}
	return 1.5
}

func (set *setting) sameSize(a, b *item) bool {
	if math.Abs(a.Size-b.Size) < 0.12*a.Size {
		return true
	}
	inText := func(it *item) bool { return it.Size > 0.78*set.size && it.Size < 1.1*set.size }
	return inText(a) && inText(b)
}

// newFirst reports whether the item after i is indented as a paragraph's first
// line. It is not where it stands under lines that are set in, or hangs below the
// label of a list.
func (set *setting) newFirst(f *flow, start, i int) bool {
	first, a, b := &f.items[start], &f.items[i], &f.items[i+1]
	if !f.indented(b) || f.centred(b) {
		return false
	}
	near := func(x, y float64) bool { return math.Abs(x-y) < 0.4*b.Size }
	switch {
	case i > start && near(a.Box.X0, b.Box.X0):
		return false
	case labelled(first.Text) && !labelled(b.Text) && b.Box.X0 > first.Box.X0+0.4*b.Size:
		return false
	}
	lang := Language(b.Text)
	return set.indents[lang] || lang == "" && (set.indents[duizhao.Chinese] || set.indents[duizhao.English]) ||
		finished(a.Text) && b.Box.X0 > a.Box.X0+b.Size
}

// apart reports whether the line after i, of a title, stands further off than the
// lines of one title do: than those before it, if there are any.
func (f *flow) apart(start, i int) bool {
	a, b := &f.items[i], &f.items[i+1]
	dy := b.Baseline - a.Baseline
	return dy > 1.95*a.Size || i > start && dy > 1.3*(a.Baseline-f.items[i-1].Baseline)
}

// centred reports whether a line stands in the middle of its column, with white
// space on both sides.
func (f *flow) centred(it *item) bool {
	left, right := it.Box.X0-f.x0, f.x1-it.Box.X1
	return left > it.Size && right > it.Size && math.Abs(left-right) < 0.6*it.Size
}

// titleGoesOn reports whether the item after i is a further line of a title that
// was broken by its sense: large, centred, and complete on neither line.
func (set *setting) titleGoesOn(f *flow, start, i int) bool {
	a, b := &f.items[i], &f.items[i+1]
	if i-start > 2 || a.Size < 1.2*set.size || !f.centred(a) || !f.centred(b) || Language(a.Text) != Language(b.Text) {
		return false
	}
	return b.Baseline-a.Baseline < 2*b.Size && math.Abs(a.Size-b.Size) < 0.05*a.Size &&
		!finished(a.Text) && !labelled(b.Text) && !imprint(a.Text) && !imprint(b.Text) && !titled(a.Text)
}

// fills reports whether line a was broken because what begins the next one would
// not have fitted. Without a next one, an em has to be left.
func (f *flow) fills(a, b *item) bool {
	token, slack := a.Size, 0.3*a.Size
	if b != nil && b.table == nil {
		token = b.First
		if startsLatin(b.Text) && endsLatin(a.Text) {
			token += 0.25 * b.Size
		}
	}
	slack += overhang(a.Text) * a.Size
	if f.sheet.Source == recognised {
		slack += 0.7 * a.Size // boxes that fit the ink, on a page that may be warped
	}
	room := f.x1 - a.Box.X1
	if left := a.Box.X0 - f.x0; left > 4.6*a.Size || f.centred(a) && (b == nil || f.centred(b)) {
		room += left // not aligned at the left: the whole width was there
	}
	return token > room-slack
}

func startsLatin(s string) bool { return s != "" && s[0] < 0x80 }
func endsLatin(s string) bool   { return s != "" && s[len(s)-1] < 0x80 }
