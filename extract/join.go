package extract

import (
	"strings"
	"unicode/utf8"

	"duizhao"
)

// A line of a page in an ordinary font holds at least this many columns. A
// paragraph that a page's end cuts has filled one at least; what is shorter is a
// title, a heading or a signature.
const pageLine = 44

// joinPages joins the blocks that a page break has cut out of one paragraph.
// Notes, which stand at a page's foot, do not part the text above from the text
// that goes on overleaf.
func joinPages(blocks []*raw, titles map[string]bool) []*raw {
	out := blocks[:0:0]
	last := -1 // in out: the block that may go on
	front := true
	for _, b := range blocks {
		if b.kind == duizhao.Note {
			out = append(out, b)
			continue
		}
		if last >= 0 && goesOver(out[last], b, front, titles) {
			out[last].append(b)
			continue
		}
		if b.kind != "" || b.shape.rank != noRank || finishes(b.shape.ending) {
			front = false
		}
		last = len(out)
		out = append(out, b)
	}
	return out
}

// append makes b the end of a.
func (a *raw) append(b *raw) {
	opened := a.shape.opened
	a.parts = append(a.parts, b.parts...)
	a.script = a.script.plus(b.script)
	a.lines[1] = b.lines[1]
	a.shape.width += b.shape.width
	a.shape.inner = true
	a.shape.named = false
	a.shape.ending, a.shape.hangs = b.shape.ending, b.shape.hangs
	a.shape.opened = b.shape.opened
	if !b.shape.closes {
		a.shape.opened += opened
	}
	a.full, a.measured = b.full, b.measured
	a.boxes = append(a.boxes, b.boxes...)
}

// goesOver reports whether paragraph a goes on in block b. front says that only
// titles were seen before a.
func goesOver(a, b *raw, front bool, titles map[string]bool) bool {
	if b.kind != "" || b.shape.rank != noRank || a.kind != "" && a.kind != duizhao.ListItem {
		return false
	}
	if b.begins || a.lang != b.lang || a.strong != b.strong || titles[a.key()] || isHeading(a) {
		return false
	}
	if !a.shape.inner && imprint(a.parts[0]) {
		return false
	}
	if b.flush && a.full && (a.measured || a.shape.width >= pageLine) {
		return true // what begins here begins no paragraph
	}
	if a.shape.opened > 0 && b.shape.closes && !finishes(a.shape.ending) {
		return true // the break is within brackets
	}
	if a.lang == duizhao.English {
		return goesOverEnglish(a, b)
	}
	return goesOverChinese(a, b, front)
}

func goesOverChinese(a, b *raw, front bool) bool {
	switch {
	case finishes(a.shape.ending):
		return false
	case midSentence(b.parts[0]):
		return true
	case a.shape.ending == '，' || a.shape.ending == ',' || a.shape.ending == '、':
		return true
	case a.shape.width < pageLine && !a.full, front && !a.shape.inner:
		return false
	}
	return a.full || !looksLikeTitle(b) || b.script.units() == 0
}

// midSentence reports whether s, Chinese, begins with what no paragraph begins
// with: a mark that closes something, or a number and its measure word (a year,
// which does begin paragraphs, has none of these).
func midSentence(s string) bool {
	first, size := utf8.DecodeRuneInString(s)
	if strings.ContainsRune("，。、；：！？）》”’】％%,;)", first) {
		return len(s) > size
	}
	digits := run(s, "0123456789.,")
	unit, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[digits:], " "))
	return digits > 0 && strings.ContainsRune("件起项家户人名个批次处万亿元余多%％种场篇份条", unit)
}

func goesOverEnglish(a, b *raw) bool {
	s := a.shape
	switch small := startsSmall(b.parts[0]); {
	case s.width < pageLine && !(a.measured && a.full) || s.ending == ':' || s.ending == ';':
		return false
	case small && s.ending == '.':
		return s.inner
	case finishes(s.ending):
		return false
	case s.ending == ',' || s.hangs:
		return true
	case s.named && !longer(s):
		return false
	case small:
		return true
	case startsBig(b.parts[0]):
		// A heading in small letters is as likely as a sentence that stops before a
		// name, unless there is more of it.
		return (longer(s) || a.full) && !looksLikeTitle(b)
	}
	return s.inner
}

// longer reports whether s is more than a heading would be.
func longer(s shape) bool { return s.inner && s.width > 2*pageLine || s.width > 4*pageLine }
