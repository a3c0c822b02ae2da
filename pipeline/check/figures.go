package check

import (
	"slices"
	"strings"

	"duizhao"
	"duizhao/internal/nearby"
)

// figures is one reading as calculations look at it: what each quantity is to its
// indicator.
type figures struct {
	*lane
	roles []*duizhao.Observation // by quantity
}

// figures returns the figures of l.
func (l *lane) figures() *figures {
	if l.figured == nil {
		l.figured = newFigures(l)
	}
	return l.figured
}

func newFigures(l *lane) *figures {
	rd := l.rd
	f := &figures{l, make([]*duizhao.Observation, len(rd.Quantities))}
	for i := range rd.Observations {
		o := &rd.Observations[i]
		e := o.Zh
		if rd.Document.Lang == duizhao.English {
			e = o.En
		}
		if e != nil {
			f.roles[e.Quantity] = o
		}
	}
	return f
}

func (f *figures) quantity(i int) *duizhao.Quantity { return &f.rd.Quantities[i] }

// value returns the size of figure i; a decline is a positive number here.
func (f *figures) value(i int) duizhao.Decimal { return f.rd.Quantities[i].Value.Abs() }

// role returns what figure i is to its indicator. A percentage "of the total" is a
// share, whatever stands before it.
func (f *figures) role(i int) duizhao.Role {
	o := f.roles[i]
	switch {
	case o == nil:
		return ""
	case o.Role == duizhao.Growth && strings.HasPrefix(nearby.Behind(f.rd, f.quantity(i), 4), " of "):
		return duizhao.Share
	}
	return o.Role
}

// down reports whether figure i is a decline.
func (f *figures) down(i int) bool { o := f.roles[i]; return o != nil && o.Value.Sign() < 0 }

// exact reports whether figure i has a plain value that can be calculated with.
func (f *figures) exact(i int) bool {
	q := f.quantity(i)
	return q.Value.Valid() && !q.Malformed && (q.Qualifier == "" || q.Qualifier == duizhao.Exact) && f.roles[i] != nil
}

// counted reports whether figure i is a level that can be added up.
func (f *figures) counted(i int) bool {
	k, r := f.quantity(i).Kind, f.role(i)
	return f.exact(i) && (k == duizhao.Count || k == duizhao.Money) && (r == duizhao.Level || r == duizhao.OfWhich)
}

// sentences returns the figures of every sentence that has two and more.
func (f *figures) sentences() (out [][]int) {
	for _, s := range f.within {
		s = slices.DeleteFunc(slices.Clone(s), func(i int) bool { return f.roles[i] == nil || !f.quantity(i).Value.Valid() })
		if len(s) >= 2 {
			out = append(out, s)
		}
	}
	return out
}

// between returns the text from the end of figure i to the start of figure j.
func (f *figures) between(i, j int) string {
	a, b := f.quantity(i).Span.End, f.quantity(j).Span.Start
	if a > b {
		return ""
	}
	return f.rd.Document.Text[a:b]
}

// lead returns the words right before figure i: back to a stop or the quantity
// before it, of which it takes the words where both stand side by side (5件5人).
func (f *figures) lead(i int) string {
	text := strings.TrimSpace(nearby.ClauseBefore(f.rd, f.quantity(i), 40))
	if k := i - 1; k >= 0 && f.quantity(k).Block == f.quantity(i).Block {
		switch b := f.between(k, i); {
		case b == "" || strings.TrimSpace(b) == "":
			return f.lead(k)
		case len(b) < len(text):
			return strings.TrimSpace(b)
		}
	}
	return text
}

// alike reports whether figures i and j count in one unit. English nouns differ
// where Chinese measure words do not: 16 prizes, two gold awards.
func (f *figures) alike(i, j int) bool {
	a, b := f.quantity(i), f.quantity(j)
	return a.Kind == b.Kind && a.Currency == b.Currency &&
		(a.Unit == b.Unit || f.rd.Document.Lang == duizhao.English && (a.Unit == "" || b.Unit == ""))
}

func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}
