package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"duizhao"
)

// lists reports lists within a paragraph (一是…二是…三是…, "first, … second, …") that
// have more items in one language, or figures that stand in another item. Where only
// one language counts its items nothing is said.
func (v *view) lists() []duizhao.Finding {
	if v.zh == nil || v.en == nil {
		return nil
	}
	var out []duizhao.Finding
	for _, bead := range v.b.Paragraphs {
		if len(bead.Zh) == 0 || len(bead.En) == 0 {
			continue
		}
		zh := v.zh.series(bead.Zh, zhMarkers)
		if len(zh) == 0 {
			continue
		}
		en := v.en.series(bead.En, enMarkers)
		if len(zh) != len(en) {
			continue // only one language counts, or one divides its list
		}
		for k := range zh {
			if len(zh[k]) != len(en[k]) {
				out = append(out, v.itemsDiffer(zh[k], en[k])...)
			} else {
				out = append(out, v.itemsMoved(zh[k], en[k])...)
			}
		}
	}
	return out
}

// item is an item of a list within a paragraph, from its marker to the next.
type item = duizhao.Ref

// markers are the ways of one language to count items: the words for each number.
type markers struct {
	open   string // marks behind which a marker may stand; it may begin its block too
	styles [][]string
	last   []string // what may stand for the last number
}

var zhMarkers = markers{"。；：，;:,", [][]string{
	{"一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是"},
	{"一要", "二要", "三要", "四要", "五要", "六要", "七要", "八要"},
	{"第一，", "第二，", "第三，", "第四，", "第五，", "第六，", "第七，", "第八，"},
	{"首先，", "其次，", "再次，", "最后，"},
	{"其一，", "其二，", "其三，", "其四，", "其五，", "其六，"},
	{"（一）", "（二）", "（三）", "（四）", "（五）", "（六）", "（七）", "（八）", "（九）", "（十）"},
	{"(一)", "(二)", "(三)", "(四)", "(五)", "(六)", "(七)", "(八)", "(九)", "(十)"},
	{"（1）", "（2）", "（3）", "（4）", "（5）", "（6）", "（7）", "（8）", "（9）"},
	{"①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩"},
}, nil}

var enMarkers = markers{".;:,", [][]string{
	{"first,", "second,", "third,", "fourth,", "fifth,", "sixth,", "seventh,", "eighth,", "ninth,", "tenth,"},
	{"firstly,", "secondly,", "thirdly,", "fourthly,", "fifthly,", "sixthly,", "seventhly,", "eighthly,"},
	{"first,", "then,", "next,", "finally,"},
	{"(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)"},
	{"(a)", "(b)", "(c)", "(d)", "(e)", "(f)", "(g)", "(h)"},
	{"(i)", "(ii)", "(iii)", "(iv)", "(v)", "(vi)", "(vii)", "(viii)"},
	{"①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩"},
}, []string{"finally,", "lastly,", "last,", "last but not least,"}}

// series returns the lists in blocks of l with two items and more.
func (l *lane) series(blocks []int, m markers) (out [][]item) {
	for _, style := range m.styles {
		var items []item
		flush := func() {
			if len(items) > 1 {
				out = append(out, items)
			}
			items = nil
		}
		for _, b := range blocks {
			span := l.rd.Document.Blocks[b].Span
			text := l.rd.Document.Text[span.Start:span.End]
			if len(items) == 0 && !strings.Contains(text, style[0]) && !strings.Contains(text, capitalise(style[0])) {
				continue
			}
			for at := 0; at < len(text); {
				size := m.markerAt(text, at, style, len(items))
				if size == 0 && len(items) > 0 && m.markerAt(text, at, style, 0) > 0 {
					flush()
					continue
				}
				if size == 0 {
					_, size = utf8.DecodeRuneInString(text[at:])
					at += size
					continue
				}
				if n := len(items); n > 0 && items[n-1].Block == b {
					items[n-1].Span.End = span.Start + at
				}
				items = append(items, item{Block: b, Span: duizhao.Span{Start: span.Start + at, End: span.End}})
				at += size
			}
		}
		flush()
	}
	return out
}

// markerAt returns the length in bytes of the marker of number n, counted from 0, that
// begins at text[at:], 0 where there is none.
func (m markers) markerAt(text string, at int, style []string, n int) int {
	if at > 0 && !m.opens(text[:at]) {
		return 0
	}
	if n < len(style) && hasPrefixFold(text[at:], style[n]) {
		return len(style[n])
	}
	if n >= 2 && strings.HasSuffix(style[0], ",") {
		for _, last := range m.last {
			if hasPrefixFold(text[at:], last) {
				return len(last)
			}
		}
	}
	return 0
}

// begin reports whether text begins with a marker.
func (m markers) begin(text string) bool {
	return slices.ContainsFunc(m.styles, func(style []string) bool {
		return slices.ContainsFunc(style, func(w string) bool { return hasPrefixFold(text, w) })
	})
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// opens reports whether a marker may stand behind before.
func (m markers) opens(before string) bool {
	before = strings.TrimRight(before, " \n\t　")
	before = strings.TrimRight(strings.TrimSuffix(before, " and"), " ")
	r, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || strings.ContainsRune(m.open, r)
}

// itemsDiffer tells a list that has an item more in one language: the one with no figure
// of the other, or the last. What states figures alone is told by missing and extra.
func (v *view) itemsDiffer(zh, en []item) []duizhao.Finding {
	long, l := zh, v.zh
	if len(en) > len(zh) {
		long, l = en, v.en
	}
	k := len(long) - 1
	for i, it := range long {
		for _, j := range l.inBlock[it.Block] {
			if it.Span.Contains(l.rd.Quantities[j].Span) && !l.paired[j] {
				if severity, _ := v.weigh(l, j); severity != silent && severity != duizhao.SeverityInfo {
					return nil
				}
				k = i
			}
		}
	}
	f := v.at(l, long[k], duizhao.SeverityWarning, duizhao.Bilingual{
		Zh: fmt.Sprintf("中文列举 %d 项，英文 %d 项：“%s”", len(zh), len(en), shorten(long[k].Span.Of(l.rd.Document.Text), quoted)),
		En: fmt.Sprintf("the Chinese lists %d items, the English %d: “%s”", len(zh), len(en), shorten(long[k].Span.Of(l.rd.Document.Text), quoted)),
	})
	if l == v.zh {
		f.En = &en[len(en)-1]
	} else {
		f.Zh = &zh[len(zh)-1]
	}
	return []duizhao.Finding{f}
}

// itemsMoved tells the first item whose figures all stand in another item of the
// other language, where the figures of each item go to one.
func (v *view) itemsMoved(zh, en []item) []duizhao.Finding {
	to := make([]int, len(zh)) // by Chinese item: the English one and 1, or 0
	for _, p := range v.pairs {
		i, j := itemOf(zh, p.zh.Span), itemOf(en, p.en.Span)
		switch {
		case i < 0 || j < 0 || p.zh.Kind == duizhao.Year || p.zh.Kind == duizhao.Ordinal:
		case to[i] == 0:
			to[i] = j + 1
		case to[i] != j+1:
			return nil // divided otherwise
		}
	}
	moved, taken := -1, map[int]bool{}
	for i, j := range to {
		if j == 0 {
			continue
		}
		if taken[j] {
			return nil
		}
		if taken[j] = true; j != i+1 && moved < 0 {
			moved = i
		}
	}
	if moved < 0 || to[to[moved]-1] == 0 || to[to[moved]-1] == to[moved] {
		return nil // the item in its place must have moved too
	}
	z, e := zh[moved], en[to[moved]-1]
	return []duizhao.Finding{{
		Severity: duizhao.SeverityInfo,
		Message: duizhao.Bilingual{
			Zh: fmt.Sprintf("中文第 %d 项是英文第 %d 项：“%s”", moved+1, to[moved], shorten(z.Span.Of(v.zh.rd.Document.Text), quoted)),
			En: fmt.Sprintf("item %d of the Chinese list is item %d of the English: “%s”", moved+1, to[moved], shorten(e.Span.Of(v.en.rd.Document.Text), quoted)),
		},
		Zh: &z, En: &e,
	}}
}

// itemOf returns which of items holds s, or -1.
func itemOf(items []item, s duizhao.Span) int {
	for i, it := range items {
		if it.Span.Contains(s) {
			return i
		}
	}
	return -1
}

// itemLeftOut reports whether item k of a list of l, which has no counterpart, is left
// out: the items beside it have one that is an item too and has no room for both.
func (v *view) itemLeftOut(l *lane, k int) bool {
	beside := 0
	other, side := v.other(l)
	blocks := l.rd.Document.Blocks
	for _, j := range []int{k - 1, k + 1} {
		if j < 0 || j >= len(blocks) || blocks[j].Kind != duizhao.ListItem || v.blockAlone(l, j) {
			continue
		}
		there := 0
		for _, i := range side(v.b.Paragraphs[l.bead[j]]) {
			b := other.rd.Document.Blocks[i]
			if b.Kind != duizhao.ListItem {
				return false
			}
			there += b.Span.Len()
		}
		ratio := float64(len(other.rd.Document.Text)) / float64(len(l.rd.Document.Text))
		if float64(there) > 0.75*ratio*float64(blocks[j].Span.Len()+blocks[k].Span.Len()) {
			return false
		}
		beside++
	}
	return beside > 0
}

// numberOfItem reports whether quantity i counts the items of a list within its
// paragraph: "(2)", 第二，.
func numberOfItem(v *view, l *lane, i int) bool {
	q, m := &l.rd.Quantities[i], &enMarkers
	if l == v.zh {
		m = &zhMarkers
	}
	text, block := l.rd.Document.Text, l.rd.Document.Blocks[q.Block].Span
	start := q.Span.Start
	if before := text[block.Start:start]; strings.HasSuffix(before, "(") {
		start--
	} else if strings.HasSuffix(before, "（") {
		start -= len("（")
	}
	if !m.begin(text[start:block.End]) || start > block.Start && !m.opens(text[block.Start:start]) {
		return false
	}
	for _, items := range l.series([]int{q.Block}, *m) {
		for _, it := range items {
			if it.Span.Start == start {
				return true
			}
		}
	}
	return false
}
