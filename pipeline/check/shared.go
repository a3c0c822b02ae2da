package check

import (
	"slices"
	"strings"

	"duizhao"
)

// sharedQualifier returns the qualifier that quantity i of l has from its neighbour in
// a list: 三成和一成左右, "about 30 percent and 10 percent". Chinese qualifies a list
// from behind, English from before. It is "" where there is none.
func (l *lane) sharedQualifier(i int) duizhao.Qualifier {
	step := -1
	if l.rd.Document.Lang == duizhao.Chinese {
		step = 1
	}
	for k := i; ; k += step {
		next := k + step
		if next < 0 || next >= len(l.rd.Quantities) || !l.listed(min(k, next), max(k, next)) {
			return ""
		}
		q := &l.rd.Quantities[next]
		if q.Qualifier == "" || q.Qualifier == duizhao.Exact {
			continue
		}
		text := q.Span.Of(l.rd.Document.Text)
		if before := q.Numeral.Start > q.Span.Start; before == (step > 0) && !strings.HasSuffix(text, "左右") {
			return ""
		}
		return q.Qualifier
	}
}

// listed reports whether quantities i and j, neighbours, are of one kind and only a
// conjunction stands between them.
func (l *lane) listed(i, j int) bool {
	a, b := &l.rd.Quantities[i], &l.rd.Quantities[j]
	return a.Block == b.Block && a.Kind == b.Kind && a.Unit == b.Unit && a.Span.End <= b.Span.Start &&
		slices.Contains(joints, strings.TrimSpace(l.rd.Document.Text[a.Span.End:b.Span.Start]))
}
