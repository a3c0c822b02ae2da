package review

import (
	"errors"
	"slices"

	"duizhao"
)

// difference is what a change did to decisions, so that it can be done and undone.
type difference struct {
	Cuts     []step[duizhao.Cut]             `json:"cuts,omitempty"`
	Beads    []step[duizhao.BeadDecision]    `json:"beads,omitempty"`
	Findings []step[duizhao.FindingDecision] `json:"findings,omitempty"`
	Texts    []step[duizhao.Correction]      `json:"texts,omitempty"`
}

// step is an entry that went from place At of a list as it was, or came to place At
// of the list as it is.
type step[T any] struct {
	At   int  `json:"at"`
	Came bool `json:"came,omitempty"`
	Item T    `json:"item"`
}

// differ returns what leads from a to b.
func differ(a, b *duizhao.Decisions) difference {
	return difference{
		Cuts:     steps(a.Cuts, b.Cuts, func(x, y duizhao.Cut) bool { return x == y }, sameCut),
		Beads:    steps(a.Beads, b.Beads, equalBeads, sameBead),
		Findings: steps(a.Findings, b.Findings, equalFindings, func(x, y duizhao.FindingDecision) bool { return x.ID == y.ID }),
		Texts:    steps(a.Texts, b.Texts, func(x, y duizhao.Correction) bool { return x == y }, sameText),
	}
}

func (d *difference) empty() bool {
	return len(d.Cuts)+len(d.Beads)+len(d.Findings)+len(d.Texts) == 0
}

// back returns what undoes d.
func (d difference) back() difference {
	return difference{Cuts: turned(d.Cuts), Beads: turned(d.Beads), Findings: turned(d.Findings), Texts: turned(d.Texts)}
}

// errOverrun says that what a difference takes away is not there any more.
var errOverrun = errors.New("changed since")

// apply does d to x. It is errOverrun, and x is of no use, where an entry that d takes
// away is not there.
func (d *difference) apply(x *duizhao.Decisions) error {
	var err1, err2, err3, err4 error
	x.Cuts, err1 = stepped(x.Cuts, d.Cuts, func(a, b duizhao.Cut) bool { return a == b })
	x.Beads, err2 = stepped(x.Beads, d.Beads, equalBeads)
	x.Findings, err3 = stepped(x.Findings, d.Findings, equalFindings)
	x.Texts, err4 = stepped(x.Texts, d.Texts, func(a, b duizhao.Correction) bool { return a == b })
	return errors.Join(err1, err2, err3, err4)
}

// touched names what d changes: units, comments, findings, texts.
func (d *difference) touched() map[string]bool {
	out := map[string]bool{}
	for _, s := range d.Cuts {
		out[unitKey(s.Item.Level, s.Item.Lang == duizhao.Chinese, s.Item.Unit)] = true
	}
	pairs := map[string][]*duizhao.BeadDecision{}
	for i := range d.Beads {
		b := &d.Beads[i].Item
		k := unitKeys(b)
		pairs[k] = append(pairs[k], b)
	}
	for _, p := range pairs {
		was, is := p[0].Status, duizhao.Auto // an entry that is not there settles nothing
		if len(p) > 1 {
			is = p[1].Status
		}
		first, last := p[0].Comment, ""
		if len(p) > 1 {
			last = p[len(p)-1].Comment
		}
		for i, a := range slices.Concat(p[0].Zh, p[0].En) {
			k := unitKey(p[0].Level, i < len(p[0].Zh), a)
			if was != is {
				out[k] = true
			}
			if first != last {
				out["comment:"+k] = true
			}
		}
	}
	for _, s := range d.Findings {
		out["finding:"+s.Item.ID] = true
	}
	for _, s := range d.Texts {
		out["text:"+unitKey(duizhao.ParagraphLevel, s.Item.Lang == duizhao.Chinese, s.Item.Unit)] = true
	}
	return out
}

func sameCut(x, y duizhao.Cut) bool {
	x.Maker, y.Maker = duizhao.Maker{}, duizhao.Maker{}
	return x == y
}

func sameText(x, y duizhao.Correction) bool { return x.Lang == y.Lang && x.Unit == y.Unit }

func sameBead(x, y duizhao.BeadDecision) bool {
	return x.Level == y.Level && slices.Equal(x.Zh, y.Zh) && slices.Equal(x.En, y.En)
}

func equalBeads(x, y duizhao.BeadDecision) bool {
	return sameBead(x, y) && x.Status == y.Status && x.Comment == y.Comment && x.Maker == y.Maker
}

func equalFindings(x, y duizhao.FindingDecision) bool {
	return x.ID == y.ID && x.Check == y.Check && x.Status == y.Status && x.Comment == y.Comment && x.Maker == y.Maker &&
		equalQuotes(x.Zh, y.Zh) && equalQuotes(x.En, y.En)
}

func equalQuotes(x, y *duizhao.QuoteAnchor) bool {
	if x == nil || y == nil {
		return x == y
	}
	return *x == *y
}

// steps returns what leads from a to b: in one pass, since changes take entries away,
// exchange them for others about the same thing and put new ones at the end. Of what
// was done otherwise more goes and comes than needed, which is right as well.
func steps[T any](a, b []T, equal, same func(x, y T) bool) (out []step[T]) {
	i, k := 0, 0
	for ; i < len(a); i++ {
		switch {
		case k < len(b) && equal(a[i], b[k]):
			k++
		case k < len(b) && same(a[i], b[k]):
			out = append(out, step[T]{At: i, Item: a[i]}, step[T]{k, true, b[k]})
			k++
		default:
			out = append(out, step[T]{At: i, Item: a[i]})
		}
	}
	for ; k < len(b); k++ {
		out = append(out, step[T]{k, true, b[k]})
	}
	return out
}

func turned[T any](s []step[T]) []step[T] {
	out := slices.Clone(s)
	for i := range out {
		out[i].Came = !out[i].Came
	}
	return out
}

// stepped returns list after s. Where others have changed it, entries that go are
// looked for, and those that come stand as near to their place as they can.
func stepped[T any](list []T, s []step[T], equal func(x, y T) bool) ([]T, error) {
	if len(s) == 0 {
		return list, nil
	}
	goes := map[int]bool{}
	var comes []step[T]
	for _, x := range s {
		if x.Came {
			comes = append(comes, x)
			continue
		}
		at := x.At
		if at >= len(list) || goes[at] || !equal(list[at], x.Item) {
			at = -1
			for i := range list {
				if !goes[i] && equal(list[i], x.Item) {
					at = i
					break
				}
			}
		}
		if at < 0 {
			return nil, errOverrun
		}
		goes[at] = true
	}
	kept := make([]T, 0, len(list)+len(comes))
	for i, x := range list {
		if !goes[i] {
			kept = append(kept, x)
		}
	}
	slices.SortStableFunc(comes, func(a, b step[T]) int { return a.At - b.At })
	return mergedIn(kept, comes), nil
}

// mergedIn returns kept with comes, ascending, at their places.
func mergedIn[T any](kept []T, comes []step[T]) []T {
	out := make([]T, 0, len(kept)+len(comes))
	for len(kept)+len(comes) > 0 {
		if len(comes) > 0 && (comes[0].At <= len(out) || len(kept) == 0) {
			out, comes = append(out, comes[0].Item), comes[1:]
			continue
		}
		out, kept = append(out, kept[0]), kept[1:]
	}
	return out
}
