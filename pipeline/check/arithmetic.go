package check

import (
	"fmt"
	"slices"

	"duizhao"
)

// arithmetic reports figures of one language that do not fit one another: parts
// and their sum, level, change and growth, shares and rates. What both languages
// state alike is told once.
func arithmetic(v *view) []duizhao.Finding {
	var out []duizhao.Finding
	told := map[int]bool{} // English wholes that are told with the Chinese ones
	for _, l := range []*lane{v.zh, v.en} {
		if l == nil {
			continue
		}
		for _, r := range l.figures().relations() {
			if r.Holds || l == v.en && told[r.Whole] {
				continue
			}
			f := v.broken(l, &r)
			if p, ok := v.partner(l, r.Whole); ok && l == v.zh {
				told[p.En] = true
			}
			out = append(out, f)
		}
	}
	return out
}

// partner returns the pair of quantity i of l.
func (v *view) partner(l *lane, i int) (pairing, bool) {
	k := slices.IndexFunc(v.pairs, func(p pairing) bool { return l == v.zh && p.Zh == i || l == v.en && p.En == i })
	if k < 0 {
		return pairing{}, false
	}
	return v.pairs[k], true
}

// broken tells the relation r of l, which does not hold.
func (v *view) broken(l *lane, r *Relation) duizhao.Finding {
	f := duizhao.Finding{Severity: duizhao.SeverityWarning, Message: duizhao.Bilingual{
		Zh: fmt.Sprintf("%s的数字互相不符：%s（算得 %s）", languageNames[l.rd.Document.Lang].Zh, r.Expression, short(r.Computed)),
		En: fmt.Sprintf("the figures of the %s do not fit one another: %s (they give %s)", languageNames[l.rd.Document.Lang].En, r.Expression, short(r.Computed)),
	}}
	if r.firm {
		f.Severity = duizhao.SeverityError
	}
	if r.RoundsDown {
		f.Severity = duizhao.SeverityInfo
	}
	if v.disputed(l, r) {
		f.Severity = duizhao.SeverityInfo // told already, as a pair that differs
		other := languageNames[l.rd.Document.Lang.Other()]
		f.Message.Zh += "，" + other.Zh + "的数字更可信"
		f.Message.En += fmt.Sprintf(", which speaks for the %s", other.En)
	}
	v.locate(&f, l, r.members())
	return f
}

var languageNames = map[duizhao.Lang]duizhao.Bilingual{
	duizhao.Chinese: {Zh: "中文", En: "Chinese"},
	duizhao.English: {Zh: "英文", En: "English"},
}

// disputed reports whether the other language states a figure of r otherwise, which
// is told as such.
func (v *view) disputed(l *lane, r *Relation) bool {
	return slices.ContainsFunc(r.members(), func(i int) bool {
		p, ok := v.partner(l, i)
		return ok && !p.relation.Same()
	})
}

// locate makes f refer to the quantities members of l, from the first to the last
// of the whole's block, and to those that translate them.
func (v *view) locate(f *duizhao.Finding, l *lane, members []int) {
	here := l.extent(members)
	if l == v.zh {
		f.Zh = here
	} else {
		f.En = here
	}
	var there []int
	for _, i := range members {
		if p, ok := v.partner(l, i); ok && l == v.zh {
			there = append(there, p.En)
		} else if ok {
			there = append(there, p.Zh)
		}
	}
	if len(there) == 0 {
		return
	}
	if l == v.zh {
		f.En = v.en.extent(there)
	} else {
		f.Zh = v.zh.extent(there)
	}
}

// extent returns the place from the first to the last of quantities, as far as they
// stand in the block of the last one.
func (l *lane) extent(quantities []int) *duizhao.Ref {
	last := l.rd.Quantities[quantities[len(quantities)-1]]
	r := &duizhao.Ref{Block: last.Block, Span: last.Span}
	for _, i := range quantities {
		if q := l.rd.Quantities[i]; q.Block == r.Block {
			r.Span = duizhao.Span{Start: min(r.Span.Start, q.Span.Start), End: max(r.Span.End, q.Span.End)}
		}
	}
	return r
}

// short writes d with at most two digits behind the point.
func short(d duizhao.Decimal) string {
	s := d.String()
	for i := range s {
		if s[i] == '.' {
			return s[:min(len(s), i+3)]
		}
	}
	return s
}
