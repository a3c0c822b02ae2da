package review

import (
	"encoding/json"
	"net/http"
	"strings"

	"duizhao"
)

// view is the answer to the page: the index of a report, or how it differs from one
// that the page has, and the rows around a place.
type view struct {
	ID       string            `json:"id"`
	Title    duizhao.Bilingual `json:"title"`
	Revision string            `json:"revision"`
	Texts    string            `json:"texts"` // names the texts, by which rows are asked for
	Since    string            `json:"since"` // the revision that the index is spliced to; empty for none
	Index    json.RawMessage   `json:"index"`
	At       int               `json:"at"` // the bead that was asked for
	Rows     []json.RawMessage `json:"rows"`
	Cuts     [][2]string       `json:"cuts"` // sentences that people made: language and id
	Undo     int               `json:"undo"`
	Redo     int               `json:"redo"`
	Stale    []staleDecision   `json:"stale"`
	Pending  string            `json:"pending"` // what is being laid out behind: "", "near" the changes, the "whole" report
}

// maxIDs is how many ids a place may have.
const maxIDs = 8

// view answers with a view for somebody who has seen a revision, or none, and looks at
// a place.
func (s *Server) view(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	ids := strings.SplitN(q.Get("around"), "/", maxIDs)
	if b := s.store.cold(r.PathValue("id"), ids, q.Get("by")); b != nil {
		answerBytes(w, http.StatusOK, b)
		return nil
	}
	st, err := s.store.find(r.PathValue("id"))
	if err != nil {
		return err
	}
	defer st.users.Add(-1)
	answer(w, http.StatusOK, st.view(ids, q.Get("since"), q.Get("by")))
	return nil
}

func (st *state) view(ids []string, since, by string) *view {
	st.mu.Lock()
	l, seen := st.now, st.views[since]
	v := &view{ID: st.id, Title: l.report.Title, Revision: l.revision, Texts: l.units.name, Cuts: st.cuts(), Stale: staleOf(l.report), Pending: st.behind()}
	v.Undo, v.Redo = st.log.counts(by)
	st.mu.Unlock()
	if seen != nil {
		v.Since, v.Index = since, l.index().since(seen.index())
	} else {
		v.Index = l.index().JSON()
	}
	v.At = l.where(ids)
	if b, err := json.Marshal(l.rows(l.window(v.At))); err == nil {
		v.Rows = []json.RawMessage{b}
	}
	return v
}

// behind says what of the layout is being brought up to date.
func (st *state) behind() string {
	switch {
	case !st.working:
		return ""
	case st.near || st.now.decisions != st.revision || st.laid == nil || st.draft.Near == nil:
		return "near"
	}
	return "whole"
}

// cuts lists the sentences that people made, by language and id.
func (st *state) cuts() [][2]string {
	out := [][2]string{}
	for _, c := range st.decisions.Cuts {
		if c.Level == duizhao.SentenceLevel {
			out = append(out, [2]string{string(c.Lang), c.Unit.ID})
		}
	}
	return out
}
