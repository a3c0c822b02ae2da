package review

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"duizhao"
)

// rows is what the page needs to show some paragraphs: their texts, and all that
// stands in them.
type rows struct {
	Zh           laneRows         `json:"zh"`
	En           laneRows         `json:"en"`
	Sentences    []beadRow        `json:"sentences"`
	Observations []observationRow `json:"observations"`
	Findings     []findingRow     `json:"findings"`
}

type laneRows struct {
	Paragraphs []paragraphRow           `json:"paragraphs"`
	Others     []paragraphRow           `json:"others"` // texts that quotes stand in, outside what was asked for
	Sentences  []duizhao.ReportSentence `json:"sentences"`
	Quantities []quantityRow            `json:"quantities"`
}

type paragraphRow struct {
	At   int               `json:"at"`
	Text string            `json:"text"`
	Kind duizhao.BlockKind `json:"kind,omitempty"`
	Cell *duizhao.Cell     `json:"cell,omitempty"`
	OCR  bool              `json:"ocr,omitempty"`
}

type quantityRow struct {
	ID        string          `json:"id"`
	Paragraph string          `json:"paragraph"`
	Start     int             `json:"start"`
	End       int             `json:"end"`
	Kind      duizhao.Kind    `json:"kind"`
	Value     duizhao.Decimal `json:"value"`
}

// beadRow, observationRow and findingRow have their place in the report's lists.
type beadRow struct {
	N int `json:"n"`
	*duizhao.ReportBead
}

type observationRow struct {
	N int `json:"n"`
	*duizhao.ReportObservation
}

type findingRow struct {
	N int `json:"n"`
	*duizhao.ReportFinding
}

// places says, for each paragraph of a language, what stands in it.
type places struct{ zh, en lanePlaces }

type lanePlaces struct {
	sentences, quantities, observations, findings [][]int // by paragraph: places in the report's lists
}

func (p *places) lane(l duizhao.Lang) *lanePlaces {
	if l == duizhao.Chinese {
		return &p.zh
	}
	return &p.en
}

// placesOf makes the places of r.
func placesOf(r *duizhao.Report, u *units) *places {
	p := &places{}
	for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		rd, at := r.Readings.In(l), u.side(l).paragraphs
		if rd == nil {
			continue
		}
		n := len(rd.Paragraphs)
		k := p.lane(l)
		*k = lanePlaces{make([][]int, n), make([][]int, n), make([][]int, n), make([][]int, n)}
		put := func(lists [][]int, paragraph string, i int) {
			if a, ok := at[paragraph]; ok {
				lists[a] = append(lists[a], i)
			}
		}
		for i := range rd.Sentences {
			put(k.sentences, rd.Sentences[i].Paragraph, i)
		}
		for i := range rd.Quantities {
			put(k.quantities, rd.Quantities[i].Paragraph, i)
		}
		for i := range r.Observations {
			if q := observed(&r.Observations[i], l); q != nil {
				put(k.observations, q.Paragraph, i)
			}
		}
		for i := range r.Findings {
			if q := quoteIn(&r.Findings[i], l); q != nil {
				put(k.findings, q.Paragraph, i)
			}
		}
	}
	return p
}

func observed(o *duizhao.ReportObservation, l duizhao.Lang) *duizhao.Quote {
	if l == duizhao.Chinese {
		return o.Zh
	}
	return o.En
}

func unitsIn(b *duizhao.ReportBead, l duizhao.Lang) []string {
	if l == duizhao.Chinese {
		return b.Zh
	}
	return b.En
}

func quoteIn(f *duizhao.ReportFinding, l duizhao.Lang) *duizhao.Quote {
	if l == duizhao.Chinese {
		return f.Zh
	}
	return f.En
}

// rows returns what is to be shown of the paragraphs at these places.
func (l *layout) rows(zh, en []int) *rows {
	r, p := l.report, l.units.placesOf()
	out := &rows{Sentences: []beadRow{}, Observations: []observationRow{}, Findings: []findingRow{}}
	observations, findings := map[int]bool{}, map[int]bool{}
	sentences := map[duizhao.Lang]map[string]bool{}
	for _, side := range []struct {
		lang duizhao.Lang
		at   []int
		to   *laneRows
	}{{duizhao.Chinese, zh, &out.Zh}, {duizhao.English, en, &out.En}} {
		rd, k := r.Readings.In(side.lang), p.lane(side.lang)
		*side.to = laneRows{[]paragraphRow{}, []paragraphRow{}, []duizhao.ReportSentence{}, []quantityRow{}}
		here := map[string]bool{}
		sentences[side.lang] = here
		for _, i := range side.at {
			if rd == nil || i < 0 || i >= len(rd.Paragraphs) || i >= len(k.sentences) {
				continue
			}
			x := &rd.Paragraphs[i]
			side.to.Paragraphs = append(side.to.Paragraphs, paragraphRow{i, x.Text, x.Kind, x.Cell, x.OCR})
			for _, s := range k.sentences[i] {
				side.to.Sentences = append(side.to.Sentences, rd.Sentences[s])
				here[rd.Sentences[s].ID] = true
			}
			for _, n := range k.quantities[i] {
				q := &rd.Quantities[n]
				side.to.Quantities = append(side.to.Quantities, quantityRow{q.ID, q.Paragraph, q.Start, q.End, q.Kind, q.Value})
			}
			note(observations, k.observations[i])
			note(findings, k.findings[i])
		}
	}
	for i := range r.Alignment.Sentences {
		if b := &r.Alignment.Sentences[i]; anyOf(sentences[duizhao.Chinese], b.Zh) || anyOf(sentences[duizhao.English], b.En) {
			out.Sentences = append(out.Sentences, beadRow{i, b})
		}
	}
	for _, i := range slices.Sorted(maps.Keys(observations)) {
		if i < len(r.Observations) {
			out.Observations = append(out.Observations, observationRow{i, &r.Observations[i]})
		}
	}
	for _, i := range slices.Sorted(maps.Keys(findings)) {
		if i < len(r.Findings) {
			out.Findings = append(out.Findings, findingRow{i, &r.Findings[i]})
		}
	}
	l.others(out, zh, en)
	return out
}

func note(set map[int]bool, list []int) {
	for _, i := range list {
		set[i] = true
	}
}

func anyOf(set map[string]bool, ids []string) bool {
	return slices.ContainsFunc(ids, func(id string) bool { return set[id] })
}

// others adds the texts of paragraphs that were not asked for and that quotes of
// out stand in.
func (l *layout) others(out *rows, zh, en []int) {
	for _, side := range []struct {
		lang duizhao.Lang
		at   []int
		to   *laneRows
	}{{duizhao.Chinese, zh, &out.Zh}, {duizhao.English, en, &out.En}} {
		here := map[int]bool{}
		note(here, side.at)
		s := l.units.side(side.lang)
		add := func(q *duizhao.Quote) {
			if q == nil {
				return
			}
			if i, ok := s.paragraphs[q.Paragraph]; ok && !here[i] {
				here[i] = true
				side.to.Others = append(side.to.Others, paragraphRow{At: i, Text: s.reading.Paragraphs[i].Text})
			}
		}
		for _, o := range out.Observations {
			add(observed(o.ReportObservation, side.lang))
		}
		for _, f := range out.Findings {
			add(quoteIn(f.ReportFinding, side.lang))
		}
	}
}

// around is how many beads before and after a place come with the first answer.
const around = 40

// window returns the paragraphs of the beads around bead k.
func (l *layout) window(k int) (zh, en []int) {
	beads := l.report.Alignment.Paragraphs
	if len(beads) == 0 { // a report in one language
		for _, s := range []*side{&l.units.zh, &l.units.en} {
			if s.reading == nil {
				continue
			}
			var at []int
			for i := max(0, k-around); i < min(len(s.reading.Paragraphs), k+around); i++ {
				at = append(at, i)
			}
			if s == &l.units.zh {
				zh = at
			} else {
				en = at
			}
		}
		return zh, en
	}
	return l.beads(k-around, k+around)
}

// beads returns the paragraphs of a range of beads.
func (l *layout) beads(from, to int) (zh, en []int) {
	beads := l.report.Alignment.Paragraphs
	for _, b := range beads[max(0, min(from, len(beads))):max(0, min(to, len(beads)))] {
		zh, en = append(zh, l.units.zh.places(b.Zh)...), append(en, l.units.en.places(b.En)...)
	}
	return zh, en
}

func (s *side) places(ids []string) []int {
	out := make([]int, 0, len(ids))
	for _, id := range ids {
		if i, ok := s.paragraphs[id]; ok {
			out = append(out, i)
		}
	}
	return out
}

// where returns the bead at the last of ids that the report has: of a paragraph,
// sentence, quantity, observation or finding; 0 where it has none.
func (l *layout) where(ids []string) int {
	for _, id := range slices.Backward(ids) {
		for _, lang := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
			if p := l.paragraphOf(lang, id); p != "" {
				return l.holder(lang, p)
			}
		}
	}
	return 0
}

// paragraphOf returns the paragraph that what id names stands in, or "".
func (l *layout) paragraphOf(lang duizhao.Lang, id string) string {
	s, r := l.units.side(lang), l.report
	if _, ok := s.paragraphs[id]; ok {
		return id
	}
	if s.reading == nil || id == "" {
		return ""
	}
	if i, ok := s.sentences[id]; ok {
		return s.reading.Sentences[i].Paragraph
	}
	if i := slices.IndexFunc(s.reading.Quantities, func(q duizhao.ReportQuantity) bool { return q.ID == id }); i >= 0 {
		return s.reading.Quantities[i].Paragraph
	}
	if i := slices.IndexFunc(r.Observations, func(o duizhao.ReportObservation) bool { return o.ID == id && observed(&o, lang) != nil }); i >= 0 {
		return observed(&r.Observations[i], lang).Paragraph
	}
	if i := slices.IndexFunc(r.Findings, func(f duizhao.ReportFinding) bool { return f.ID == id && quoteIn(&f, lang) != nil }); i >= 0 {
		return quoteIn(&r.Findings[i], lang).Paragraph
	}
	return ""
}

func (l *layout) holder(lang duizhao.Lang, paragraph string) int {
	i := slices.IndexFunc(l.report.Alignment.Paragraphs, func(b duizhao.ReportBead) bool {
		return slices.Contains(unitsIn(&b, lang), paragraph)
	})
	if i < 0 {
		i = l.units.side(lang).paragraphs[paragraph]
	}
	return i
}

// maxRows is how many paragraphs of a language may be asked for at once.
const maxRows = 1000

// ranges reads "0-64,320-384", half-open.
func ranges(s string) ([]int, error) {
	var out []int
	if s == "" {
		return nil, nil
	}
	for part := range strings.SplitSeq(s, ",") {
		a, b, _ := strings.Cut(part, "-")
		from, err1 := strconv.Atoi(a)
		to, err2 := strconv.Atoi(b)
		if cmp.Or(err1, err2) != nil || from < 0 || to < from || len(out)+to-from > maxRows {
			return nil, wrong(http.StatusBadRequest, "范围有误", "these are no ranges, or too many paragraphs at once")
		}
		for i := from; i < to; i++ {
			out = append(out, i)
		}
	}
	return out, nil
}

// rows answers with paragraphs of the texts that the page knows by their name, or
// with 410 where they are others now.
func (s *Server) rows(w http.ResponseWriter, r *http.Request, st *state) error {
	q := r.URL.Query()
	zh, err := ranges(q.Get("zh"))
	if err != nil {
		return err
	}
	en, err := ranges(q.Get("en"))
	if err != nil {
		return err
	}
	l := st.textsOf(q.Get("texts"))
	if l == nil {
		return wrong(http.StatusGone, "内容已更新", "the report was laid out anew")
	}
	answer(w, http.StatusOK, l.rows(zh, en))
	return nil
}

// textsOf returns the latest layout with these texts, or nil.
func (st *state) textsOf(name string) *layout {
	st.mu.Lock()
	defer st.mu.Unlock()
	if st.now.units.name == name {
		return st.now
	}
	for _, revision := range slices.Backward(st.order) {
		if l := st.views[revision]; l.units.name == name {
			return l
		}
	}
	return nil
}
