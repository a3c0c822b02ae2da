package export

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"io"
	"iter"
	"net/url"
	"slices"

	"duizhao"
)

// changes collects what the page about changes from year to year is made of.
type changes struct {
	w       io.Writer
	o       Options
	figures *figures
}

// newChanges begins changes.html: for each place, what the report of a year has
// that the one before had not, what it leaves out, and which of the former figures
// it states otherwise.
func newChanges(w io.Writer, o Options) (duizhao.Sink, error) {
	return &changes{w: w, o: o, figures: newFigures()}, nil
}

func (c *changes) Add(r *duizhao.Report) error {
	c.figures.begin(r)
	for i := range r.Observations {
		if o := &r.Observations[i]; o.Indicator != "" && o.Role == duizhao.Level {
			c.figures.add(o, 0, 0)
		}
	}
	return nil
}

//go:embed changes.html.tmpl
var changesTemplate string

//go:embed changes.css
var changesStyle string

func (c *changes) Close() error {
	t, err := template.New("changes").Funcs(template.FuncMap{"say": func(zh, en string) string {
		return duizhao.Bilingual{Zh: zh, En: en}.In(c.o.Lang)
	}}).Parse(changesTemplate)
	if err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(changesStyle))
	v := &wide{figures: c.figures, places: newPlaces(c.figures.reports), lang: c.o.Lang, periods: c.figures.periods()}
	pairs := v.neighbours()
	b := bufio.NewWriter(c.w)
	err = t.Execute(b, map[string]any{
		"Lang": languageTag(c.o.Lang), "Generated": c.o.Generated, "Any": len(pairs) > 0, "Pairs": v.pairs(pairs),
		"Style": template.CSS(changesStyle), "Hash": base64.StdEncoding.EncodeToString(sum[:]),
	})
	return errors.Join(err, b.Flush())
}

// yearPair is two neighbouring reports of one place.
type yearPair struct {
	Place         string
	From, To      string // periods
	Before, After string // ids of the reports
	New, Gone     []changed
	Revised       []changed
	Largest       []changed // of those that both state, the greatest growth and fall
	Both          int       // figures that both state
}

// changed is one figure of a pair; Before and After are empty where there is none.
type changed struct {
	Label, Body, Unit string
	Before, After     string
	Growth            string // in percent, with its sign
	size              float64
}

// Link returns the address of a report in the page of all reports.
func (p yearPair) Link(id string) string { return "html/index.html#" + url.PathEscape(id) }

// mostLargest is how many movements a pair shows.
const mostLargest = 10

// neighbours are two reports of a place on neighbouring periods, by their numbers.
type neighbours struct {
	place         uint32
	before, after uint32
}

// neighbours returns the neighbouring reports of every place, the newest first.
func (v *wide) neighbours() []neighbours {
	reports := v.figures.reports
	byPlace := make([][]uint32, len(v.places.names)) // in the order of their periods
	for i, r := range reports {
		if isPeriod(r.period) {
			place := v.places.add(r.area)
			byPlace[place] = append(byPlace[place], uint32(i))
		}
	}
	var out []neighbours
	for place, of := range byPlace {
		slices.SortStableFunc(of, func(a, b uint32) int { return cmp.Compare(reports[a].period, reports[b].period) })
		for k := len(of) - 1; k > 0; k-- {
			if reports[of[k-1]].period != reports[of[k]].period {
				out = append(out, neighbours{uint32(place), of[k-1], of[k]})
			}
		}
	}
	return out
}

// pairs compares reports one pair after the other: those of thousands of reports have
// more figures than should be in memory at once.
func (v *wide) pairs(of []neighbours) iter.Seq[yearPair] {
	all := v.figures.allSeries(v.periods, v.places)
	slices.SortFunc(all, func(a, b series) int {
		return cmp.Or(cmp.Compare(a.key.place, b.key.place), cmp.Compare(a.first, b.first))
	})
	return func(yield func(yearPair) bool) {
		for _, n := range of {
			from, _ := slices.BinarySearchFunc(all, n.place, func(s series, place uint32) int { return cmp.Compare(s.key.place, place) })
			to := from
			for to < len(all) && all[to].key.place == n.place {
				to++
			}
			if !yield(v.pair(n, all[from:to])) {
				return
			}
		}
	}
}

// pair compares two reports by the series of their place.
func (v *wide) pair(n neighbours, all []series) yearPair {
	before, after := &v.figures.reports[n.before], &v.figures.reports[n.after]
	p := yearPair{
		Place: both(v.places.names[n.place]), From: before.period, To: after.period,
		Before: before.id, After: after.id,
	}
	for i := range all {
		v.compare(&p, &all[i], n.before, n.after)
	}
	slices.SortStableFunc(p.Largest, func(a, b changed) int { return cmp.Compare(b.size, a.size) })
	p.Largest = p.Largest[:min(len(p.Largest), mostLargest)]
	return p
}

// compare puts a series into the lists of p it belongs to.
func (v *wide) compare(p *yearPair, s *series, before, after uint32) {
	f := v.figures
	was := s.stated(f, before, p.From)
	again := s.stated(f, after, p.From)
	is := s.stated(f, after, p.To)
	m := f.manners[s.key.manner]
	c := changed{Label: v.label(s), Body: bodies.name(m.body), Unit: units.name(m.unit), Before: was.String(), After: is.String()}
	switch {
	case was.Valid() && is.Valid():
		p.Both++
		if g := is.Sub(was).Mul(hundred).Div(was.Abs()); g.Valid() && m.unit != "percent" {
			c.Growth, c.size = fmt.Sprintf("%+.1f%%", g.Float()), g.Abs().Float()
			p.Largest = append(p.Largest, c)
		}
	case is.Valid():
		p.New = append(p.New, c)
	case was.Valid():
		p.Gone = append(p.Gone, c)
	}
	if was.Valid() && again.Valid() && !was.Equal(again) {
		c.After = again.String()
		p.Revised = append(p.Revised, c)
	}
}

// stated returns what a report says of a period, no number where it says nothing.
func (s *series) stated(f *figures, report uint32, period string) duizhao.Decimal {
	for _, i := range s.in(f, period) {
		if f.at(i).report == report {
			if d := f.value(i); d.Valid() {
				return d
			}
		}
	}
	return duizhao.Decimal{}
}
