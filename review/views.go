package review

import (
	"encoding/json"
	"net/http"
	"reflect"
	"strings"

	"duizhao"
)

// body is the answer about a report. Which parts are set depends on the question.
type body struct {
	Revision  string             `json:"revision"`
	Splices   map[string]splice  `json:"splices,omitempty"`
	Decisions *duizhao.Decisions `json:"decisions,omitempty"`
	Undo      int                `json:"undo"`
	Redo      int                `json:"redo"`
	Stale     []staleDecision    `json:"stale"`
	Pending   bool               `json:"pending"` // the report is being laid out behind
	Conflict  *conflict          `json:"conflict,omitempty"`

	report []byte // JSON; nil for none
}

// staleDecision is a decision that no longer fits.
type staleDecision struct {
	Text duizhao.Bilingual `json:"text"`
}

// splice says how a list of the report became another: Delete entries at From went,
// Insert came.
type splice struct {
	From   int `json:"from"`
	Delete int `json:"delete"`
	Insert any `json:"insert"`
}

func (s *Server) get(w http.ResponseWriter, r *http.Request, st *state) error {
	var seen *layout
	if since := r.URL.Query().Get("since"); since != "" {
		st.mu.Lock()
		seen = st.views[since]
		st.mu.Unlock()
	}
	st.body(seen, r.URL.Query().Get("by")).write(w, http.StatusOK)
	return nil
}

// write answers with b. The report's JSON, which may be long, is put in as it is.
func (b *body) write(w http.ResponseWriter, code int) {
	rest, err := json.Marshal(b)
	if err != nil || b.report == nil {
		answer(w, code, b)
		return
	}
	h := w.Header()
	h.Set("Content-Type", jsonType)
	w.WriteHeader(code)
	for _, part := range [][]byte{[]byte(`{"report":`), b.report, []byte(","), rest[1:]} {
		_, _ = w.Write(part)
	}
}

// body tells all about the report to somebody who last saw that layout; nil for none.
func (st *state) body(seen *layout, by string) *body {
	st.mu.Lock()
	now, b := st.now, st.brief(st.now, by)
	encoded := st.encoded
	if st.encodedL != now {
		encoded = nil
	}
	if seen == nil {
		b.Decisions = st.decisions
	}
	st.mu.Unlock()
	switch {
	case seen != nil:
		b.Splices = splices(seen.report, now.report)
	case encoded != nil:
		b.report = encoded
	default:
		b.report = st.encode(now)
	}
	return b
}

// encode returns the JSON of l's report, and keeps it for the next who asks.
func (st *state) encode(l *layout) []byte {
	encoded, err := json.Marshal(l.report)
	if err != nil {
		return nil
	}
	st.mu.Lock()
	defer st.mu.Unlock()
	if st.now == l {
		st.encoded, st.encodedL = encoded, l
	}
	return encoded
}

// counts tells what there is to undo after a change.
func (st *state) counts(l *layout, by string) *body {
	st.mu.Lock()
	defer st.mu.Unlock()
	return st.brief(l, by)
}

func (st *state) brief(l *layout, by string) *body {
	b := &body{Revision: l.revision, Pending: st.working, Stale: staleOf(l.report)}
	b.Undo, b.Redo = st.log.counts(by)
	return b
}

// decisionsStage is the stage of a report's problems with decisions.
const decisionsStage = "decisions"

// staleOf lists the decisions that no longer fit.
func staleOf(r *duizhao.Report) []staleDecision {
	out := []staleDecision{}
	what := map[string]string{
		"cut_gone": "拆分的位置已不在文中", "unit_gone": "所属的段落或句子已变动", "overtaken": "与较新的决定矛盾", "finding_gone": "所针对的问题已不再出现",
	}
	for _, p := range r.Problems {
		if p.Stage != decisionsStage {
			continue
		}
		t := duizhao.Bilingual{En: p.Message, Zh: p.Message}
		if zh := what[p.Code]; zh != "" {
			_, rest, _ := strings.Cut(p.Message, ": ")
			t.Zh = zh + "，此决定暂不采用（仍保留）：" + strings.TrimSpace(rest)
		}
		out = append(out, staleDecision{t})
	}
	return out
}

// splices returns how the lists of a became those of b, without those that did not
// change.
func splices(a, b *duizhao.Report) map[string]splice {
	out := map[string]splice{}
	for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		x, y := a.Readings.In(l), b.Readings.In(l)
		if x == nil || y == nil || x == y {
			continue
		}
		at := "readings." + string(l) + "."
		spliced(out, at+"paragraphs", x.Paragraphs, y.Paragraphs, equalParagraphs)
		spliced(out, at+"sentences", x.Sentences, y.Sentences, func(a, b *duizhao.ReportSentence) bool { return *a == *b })
		spliced(out, at+"quantities", x.Quantities, y.Quantities, deeply)
		spliced(out, at+"cut", x.Cut, y.Cut, deeply)
	}
	spliced(out, "alignment.paragraphs", a.Alignment.Paragraphs, b.Alignment.Paragraphs, equalRows)
	spliced(out, "alignment.sentences", a.Alignment.Sentences, b.Alignment.Sentences, equalRows)
	spliced(out, "observations", a.Observations, b.Observations, deeply)
	spliced(out, "findings", a.Findings, b.Findings, deeply)
	spliced(out, "problems", a.Problems, b.Problems, deeply)
	return out
}

func deeply[T any](a, b *T) bool { return reflect.DeepEqual(a, b) }

func equalRows(a, b *duizhao.ReportBead) bool {
	return sameUnits(a, b.Zh, b.En) && a.Confidence == b.Confidence && a.Status == b.Status && a.Comment == b.Comment
}

func equalParagraphs(a, b *duizhao.ReportParagraph) bool {
	if a.Cell == nil || b.Cell == nil {
		return *a == *b
	}
	x, y := *a, *b
	x.Cell, y.Cell = nil, nil
	return *a.Cell == *b.Cell && x == y
}

// spliced adds how x became y, its common beginning and end left out.
func spliced[T any](out map[string]splice, name string, x, y []T, equal func(a, b *T) bool) {
	if len(x) == len(y) && (len(x) == 0 || &x[0] == &y[0]) {
		return
	}
	from := 0
	for from < min(len(x), len(y)) && equal(&x[from], &y[from]) {
		from++
	}
	end := 0
	for end < min(len(x), len(y))-from && equal(&x[len(x)-1-end], &y[len(y)-1-end]) {
		end++
	}
	if from+end == len(x) && from+end == len(y) {
		return
	}
	out[name] = splice{From: from, Delete: len(x) - end - from, Insert: append([]T{}, y[from:len(y)-end]...)}
}
