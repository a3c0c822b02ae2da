package check

import (
	"fmt"
	"slices"

	"duizhao"
)

// missing reports what the Chinese says and the English does not: figures one by
// one where the sentence around them is translated, else the sentence or the
// paragraph once.
func missing(v *view) []duizhao.Finding {
	if v.zh == nil || v.en == nil {
		return nil
	}
	return v.oneSided(v.zh)
}

// extra reports what only the English says, as missing does for the Chinese.
func extra(v *view) []duizhao.Finding {
	if v.zh == nil || v.en == nil {
		return nil
	}
	return v.oneSided(v.en)
}

// oneSided returns what l says alone.
func (v *view) oneSided(l *lane) []duizhao.Finding {
	out := v.paragraphsAlone(l)
	covered := map[int]bool{} // sentences that are told as a whole
	for i := range l.rd.Quantities {
		q := &l.rd.Quantities[i]
		if l.paired[i] || l.broken(i) || v.blockAlone(l, q.Block) {
			continue
		}
		s := l.sentence[i]
		if s >= 0 && v.sentenceAlone(l, s) {
			if !covered[s] {
				covered[s] = true
				out = append(out, v.sentenceFinding(l, s)...)
			}
			continue
		}
		if severity, why := v.weigh(l, i); severity != silent {
			out = append(out, v.quantityFinding(l, i, severity, why))
		}
	}
	return out
}

// blockAlone reports whether block i of l has no counterpart.
func (v *view) blockAlone(l *lane, i int) bool {
	k := l.bead[i]
	return k < 0 || len(v.b.Paragraphs[k].Zh) == 0 || len(v.b.Paragraphs[k].En) == 0
}

// sentenceAlone reports whether sentence s of l has no counterpart and none of its
// quantities found a partner elsewhere.
func (v *view) sentenceAlone(l *lane, s int) bool {
	k := l.group[s]
	if k < 0 || len(v.b.Sentences[k].Zh) > 0 && len(v.b.Sentences[k].En) > 0 {
		return false
	}
	return !slices.ContainsFunc(l.within[s], func(i int) bool { return l.paired[i] })
}

// gravest returns the greatest weight of quantities of l, and how many of them
// are figures.
func (v *view) gravest(l *lane, quantities []int) (worst duizhao.Severity, figures int) {
	rank := map[duizhao.Severity]int{silent: 0, duizhao.SeverityInfo: 1, duizhao.SeverityWarning: 2, duizhao.SeverityError: 3}
	for _, i := range quantities {
		s, _ := v.weigh(l, i)
		if s == duizhao.SeverityError || s == duizhao.SeverityWarning {
			figures++
		}
		if rank[s] > rank[worst] {
			worst = s
		}
	}
	return worst, figures
}

// only returns "only in Chinese" for l in both languages.
func (v *view) only(l *lane) duizhao.Bilingual {
	if l == v.zh {
		return duizhao.Bilingual{Zh: "英文没有", En: "is not in the English"}
	}
	return duizhao.Bilingual{Zh: "中文没有", En: "is not in the Chinese"}
}

func (v *view) quantityFinding(l *lane, i int, s duizhao.Severity, why duizhao.Bilingual) duizhao.Finding {
	lack, text, clause := v.only(l), l.text(i), l.clause(i)
	f := duizhao.Finding{Severity: s, Message: duizhao.Bilingual{
		Zh: fmt.Sprintf("“%s”中的“%s”%s（%s）", clause, text, lack.Zh, why.Zh),
		En: fmt.Sprintf("“%s” in “%s” %s (%s)", text, clause, lack.En, why.En),
	}}
	if l == v.zh {
		f.Zh, f.En = l.ref(i), v.counterpart(l, i)
		if n := englishPhrase(&l.rd.Quantities[i]); n != "" && s == duizhao.SeverityError {
			f.Suggestion = duizhao.Bilingual{Zh: "英文应补上“" + n + "”", En: "the English should state “" + n + "”"}
		}
	} else {
		f.En = l.ref(i)
	}
	return f
}

// sentenceFinding tells a sentence that has no counterpart, where it says a number
// that matters.
func (v *view) sentenceFinding(l *lane, s int) []duizhao.Finding {
	worst, figures := v.gravest(l, l.within[s])
	if worst == silent {
		return nil
	}
	span := l.rd.Sentences[s].Span
	return []duizhao.Finding{v.whole(l, duizhao.Ref{Block: l.rd.Sentences[s].Block, Span: span}, worst, figures, duizhao.Bilingual{Zh: "整句", En: "the sentence"})}
}

// paragraphsAlone tells every block without a counterpart once, and the cells of a
// table together: a table that one language does not print is one thing to say, and so
// is a row of one that it does.
func (v *view) paragraphsAlone(l *lane) []duizhao.Finding {
	var out []duizhao.Finding
	told := map[tableRow]bool{}
	var printed map[int]bool // tables of which the other language has something
	for k, b := range l.rd.Document.Blocks {
		if !v.blockAlone(l, k) || b.Span.Empty() || len(v.b.Paragraphs) == 0 {
			continue
		}
		quantities, what, least := l.inBlock[k], duizhao.Bilingual{Zh: "整段", En: "the paragraph"}, duizhao.SeverityInfo
		switch {
		case b.Cell != nil:
			if printed == nil {
				printed = v.tablesPrinted(l)
			}
			r := tableRow{b.Cell.Table, -1}
			what = duizhao.Bilingual{Zh: "表格（起于此格）", En: "the table that has the cell"}
			if printed[r.table] {
				r.row, what = b.Cell.Row, duizhao.Bilingual{Zh: "表格的一行（有此格）", En: "in a row of the table, the cell"}
			}
			if told[r] {
				continue
			}
			told[r], quantities = true, v.cellsAlone(l, r)
		case b.Kind == duizhao.ListItem:
			if what = (duizhao.Bilingual{Zh: "列表项", En: "the list item"}); v.itemLeftOut(l, k) {
				least = duizhao.SeverityWarning
			}
		}
		worst, figures := v.gravest(l, quantities)
		switch worst {
		case duizhao.SeverityError:
			worst = duizhao.SeverityWarning
		case silent, duizhao.SeverityInfo:
			worst = least
		}
		out = append(out, v.whole(l, duizhao.Ref{Block: k, Span: b.Span}, worst, figures, what))
	}
	return out
}

// tableRow is a row of a table, or with row -1 all of them.
type tableRow struct{ table, row int }

// tablesPrinted returns the tables of l of which at least a cell has a counterpart.
func (v *view) tablesPrinted(l *lane) map[int]bool {
	out := map[int]bool{}
	for k, b := range l.rd.Document.Blocks {
		if b.Cell != nil && !v.blockAlone(l, k) {
			out[b.Cell.Table] = true
		}
	}
	return out
}

// cellsAlone returns the quantities in those cells of r that have no counterpart.
func (v *view) cellsAlone(l *lane, r tableRow) (quantities []int) {
	for k, b := range l.rd.Document.Blocks {
		if b.Cell != nil && b.Cell.Table == r.table && (r.row < 0 || b.Cell.Row == r.row) && v.blockAlone(l, k) {
			quantities = append(quantities, l.inBlock[k]...)
		}
	}
	return quantities
}

// quoted bounds how much of a sentence or paragraph a message repeats, in code
// points.
const quoted = 60

// whole tells a sentence or paragraph of l as one.
func (v *view) whole(l *lane, r duizhao.Ref, s duizhao.Severity, figures int, what duizhao.Bilingual) duizhao.Finding {
	lack, text := v.only(l), shorten(r.Span.Of(l.rd.Document.Text), quoted)
	f := duizhao.Finding{Severity: s, Message: duizhao.Bilingual{
		Zh: fmt.Sprintf("%s%s：“%s”", what.Zh, lack.Zh, text),
		En: fmt.Sprintf("%s “%s” %s", what.En, text, lack.En),
	}}
	if figures > 0 {
		f.Message.Zh += fmt.Sprintf("，其中有 %d 个统计数字", figures)
		f.Message.En += fmt.Sprintf("; it states %s", plural(figures, "figure"))
	}
	if l == v.zh {
		f.Zh = &r
	} else {
		f.En = &r
	}
	return f
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func shorten(s string, n int) string {
	rs := []rune(s)
	if len(rs) <= n {
		return s
	}
	return string(rs[:n]) + "…"
}
