package review

import (
	"encoding/json"
	"net/http"
	"strings"

	"duizhao"
)

// body is the answer about a whole report, for programs; the page asks for a view.
type body struct {
	Revision  string             `json:"revision"`
	Decisions *duizhao.Decisions `json:"decisions,omitempty"`
	Undo      int                `json:"undo"`
	Redo      int                `json:"redo"`
	Stale     []staleDecision    `json:"stale"`
	Pending   bool               `json:"pending"` // the report is being laid out behind

	report []byte // JSON; nil for none
}

// staleDecision is a decision that no longer fits.
type staleDecision struct {
	Text duizhao.Bilingual `json:"text"`
}

func (s *Server) get(w http.ResponseWriter, r *http.Request, st *state) error {
	st.body(r.URL.Query().Get("by")).write(w, http.StatusOK)
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

// body tells all about the report.
func (st *state) body(by string) *body {
	st.mu.Lock()
	now, b := st.now, st.brief(st.now, by)
	b.Decisions = st.decisions
	st.mu.Unlock()
	var err error
	if b.report, err = json.Marshal(now.report); err != nil {
		b.report = nil
	}
	return b
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
