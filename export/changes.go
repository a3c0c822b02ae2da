package export

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
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
	var b bytes.Buffer
	err = t.Execute(&b, map[string]any{
		"Lang": languageTag(c.o.Lang), "Generated": c.o.Generated, "Pairs": c.pairs(),
		"Style": template.CSS(changesStyle), "Hash": base64.StdEncoding.EncodeToString(sum[:]),
	})
	if err != nil {
		return err
	}
	_, err = c.w.Write(b.Bytes())
	return err
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

// pairs compares the neighbouring reports of every place, the newest first.
func (c *changes) pairs() []yearPair {
	f := c.figures
	v := &wide{figures: f, places: newPlaces(f.reports), lang: c.o.Lang}
	v.periods = f.periods()
	all := f.allSeries(v.periods, v.places)
	slices.SortFunc(all, func(a, b series) int { return cmp.Compare(a.first, b.first) })
	byPlace := map[int][]int{} // reports of a place, in the order of their periods
	for i, r := range f.reports {
		if isPeriod(r.period) {
			byPlace[v.places.add(r.area)] = append(byPlace[v.places.add(r.area)], i)
		}
	}
	var out []yearPair
	for place, name := range v.places.names {
		reports := byPlace[place]
		slices.SortStableFunc(reports, func(a, b int) int { return cmp.Compare(f.reports[a].period, f.reports[b].period) })
		for k := len(reports) - 1; k > 0; k-- {
			before, after := reports[k-1], reports[k]
			if f.reports[before].period == f.reports[after].period {
				continue
			}
			p := yearPair{
				Place: both(name), From: f.reports[before].period, To: f.reports[after].period,
				Before: f.reports[before].id, After: f.reports[after].id,
			}
			for i := range all {
				if all[i].key.place == uint32(place) {
					v.compare(&p, &all[i], uint32(before), uint32(after))
				}
			}
			slices.SortStableFunc(p.Largest, func(a, b changed) int { return cmp.Compare(b.size, a.size) })
			p.Largest = p.Largest[:min(len(p.Largest), mostLargest)]
			out = append(out, p)
		}
	}
	return out
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
