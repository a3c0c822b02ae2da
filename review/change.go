package review

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"duizhao"
	"duizhao/internal/decisionfile"
)

// request is what a POST says.
type request struct {
	Revision string `json:"revision"`
	By       string `json:"by"`
	Ops      []Op   `json:"ops"`
	Delta    bool   `json:"delta"`
	Key      string `json:"key"` // names the request: asked again, because the answer was lost, it is not done again
}

// errDone says that a request was done before.
var errDone = errors.New("done before")

// conflict is the error where ops touch what others changed since the person looked.
type conflict struct {
	By      string            `json:"by"`
	Ops     []Op              `json:"ops"`
	Message duizhao.Bilingual `json:"message"`
}

func (c *conflict) Error() string { return c.Message.En }

// places returns ids of what c is about, for a view.
func (c *conflict) places() (ids []string) {
	for _, o := range c.Ops {
		if ids = slices.Concat(o.Zh, o.En); len(ids) > 0 {
			return ids[:1]
		}
		if o.Unit+o.ID != "" {
			return []string{cmp.Or(o.Unit, o.ID)}
		}
	}
	return nil
}

// patience is how long an answer waits for the layout where a change shows only then.
const patience = 2 * time.Second

// do takes ops in. They mean what they mean on the layout that the person saw, and
// are refused where they touch what others have changed since. It returns the layout
// that the person then sees.
func (st *state) do(q *request) (*layout, error) {
	st.mu.Lock()
	defer st.mu.Unlock()
	by := duizhao.Maker{By: q.By, When: time.Now().UTC().Format(time.RFC3339)}
	view, seen := st.views[q.Revision]
	if !seen {
		view = st.now // after a restart: only what is still there can be named
	}
	var acts []act
	err := st.change(q, func(d *duizhao.Decisions) (*entry, error) {
		v := resolver{r: view.report, u: view.units, d: d, by: by}
		var err error
		if acts, err = v.resolve(q.Ops); err != nil {
			return nil, err
		}
		before := d.Clone()
		for i := range acts {
			acts[i].decide(d)
		}
		diff := differ(before, d)
		if err := st.contradicts(q, view, seen, &diff); err != nil {
			return nil, err
		}
		return &entry{Kind: "do", By: by.By, When: by.When, Ops: q.Ops, Change: &diff}, nil
	})
	if errors.Is(err, errDone) {
		return st.now, nil
	}
	if err != nil {
		return nil, err
	}
	return st.shown(view, acts, by.By), nil
}

// shown publishes what acts come to, and returns what the person sees who did them.
func (st *state) shown(view *layout, acts []act, by string) *layout {
	own := view == st.now
	now, mine := st.now.report, view.report
	again := false
	for i := range acts {
		now = acts[i].show(now, st.now.units)
		if !own {
			mine = acts[i].show(mine, view.units)
		}
		again = again || acts[i].again
	}
	st.done, st.doneNear = append(st.done, acts...), append(st.doneNear, acts...)
	units := view.units
	st.publish(now, st.now.units, false)
	out := st.now
	if !own { // this person has not seen yet what others did: what they see has a name of its own
		out = &layout{report: mine, units: units, decisions: st.revision, revision: st.now.revision + "~"}
		st.keep(out)
	}
	st.tell(by, false)
	st.again()
	return out
}

// change changes the decisions on disk, after the line of the log that make returns.
// Nothing is written where that has no difference.
func (st *state) change(q *request, make func(*duizhao.Decisions) (*entry, error)) error {
	var after *duizhao.Decisions
	var logged *entry
	err := decisionfile.Update(st.s.o.Out, st.id, func(d *duizhao.Decisions) error {
		if err := st.meet(d); err != nil {
			return err
		}
		if q.Key != "" && st.log.keys[q.Key] {
			return errDone
		}
		e, err := make(d)
		if err != nil {
			return err
		}
		after = d
		if e.Change.empty() {
			return nil
		}
		e.Key = q.Key
		e.Before, e.After = st.revision, decisionsRevision(d)
		logged = e
		return st.log.append(e)
	})
	if err != nil {
		if logged != nil && st.log.reconcile(st.revision) != nil {
			st.s.o.Log.Error("undo log", "report", st.id, "error", err)
		}
		return err
	}
	if logged != nil {
		st.decisions, st.revision = after, logged.After
		st.decStamp = st.s.stamp(decisionsPath(st.id))
	}
	return nil
}

// meet brings what is known up to date with the decisions on disk, which d holds,
// while nobody else changes them.
func (st *state) meet(d *duizhao.Decisions) error {
	if err := st.log.refresh(); err != nil {
		return err
	}
	now := d.Clone()
	revision := decisionsRevision(now)
	if err := st.log.reconcile(revision); err != nil {
		return err
	}
	before, was := st.decisions, st.revision
	if end := st.log.end(); end != "" && end != revision {
		e := &entry{Kind: "other", Before: end, After: revision}
		if end == was {
			diff := differ(before, now)
			e.Change = &diff
		}
		if err := st.log.append(e); err != nil {
			return err
		}
	} else if end == "" && was != revision {
		diff := differ(before, now)
		if err := st.log.append(&entry{Kind: "other", Before: was, After: revision, Change: &diff}); err != nil {
			return err
		}
	}
	st.takeIn(before, now)
	return nil
}

// contradicts returns the conflict between what a person wants and what others did
// since, or nil.
func (st *state) contradicts(q *request, view *layout, seen bool, diff *difference) error {
	revision := view.decisions
	if !seen {
		revision, _, _ = cutRevision(q.Revision)
	}
	if revision == st.revision {
		return nil
	}
	others, known := st.log.since(revision, q.By)
	if !known {
		return q.conflict("", "此页已过时（服务已重启或记录已更换），改动未采纳；以下是现在的内容", "this page is out of date (the server was started anew, or the decisions were exchanged); the change was not taken; here is what is there now")
	}
	for t := range diff.touched() {
		if by, both := others[t]; both {
			who := by
			if who == "" {
				who = "…"
			}
			return q.conflict(by, fmt.Sprintf("%s 同时改动了此处，您的改动未采纳；以下是现在的内容", who), fmt.Sprintf("%s changed this meanwhile; your change was not taken; here is what is there now", who))
		}
	}
	return nil
}

func (q *request) conflict(by, zh, en string) error {
	ops := q.Ops
	if ops == nil {
		ops = []Op{}
	}
	return &conflict{By: by, Ops: ops, Message: duizhao.Bilingual{Zh: zh, En: en}}
}

// turn undoes a person's last change, or does it again.
func (st *state) turn(q *request, redo bool) (*layout, error) {
	st.mu.Lock()
	defer st.mu.Unlock()
	kind := "undo"
	if redo {
		kind = "redo"
	}
	err := st.change(q, func(d *duizhao.Decisions) (*entry, error) {
		n := st.log.last(q.By, redo)
		if n == 0 {
			return nil, wrong(http.StatusUnprocessableEntity, "没有可撤销或重做的改动", "there is nothing to undo or redo")
		}
		e, err := st.log.entry(n)
		if err != nil {
			return nil, err
		}
		if e.Change == nil {
			return nil, fmt.Errorf("%s: line %d says no change", st.log.path, n)
		}
		diff := *e.Change
		if !redo {
			diff = diff.back()
		}
		before := d.Clone()
		err = diff.apply(d)
		if errors.Is(err, errOverrun) || err == nil && st.log.overrun(n, q.By) {
			return nil, q.conflict("", "他人后来改动了同一处，无法撤销或重做", "somebody changed the same thing later; it can be neither undone nor done again")
		}
		if err != nil {
			return nil, err
		}
		change := differ(before, d)
		return &entry{Kind: kind, By: q.By, When: time.Now().UTC().Format(time.RFC3339), Of: n, Change: &change}, nil
	})
	if errors.Is(err, errDone) {
		return st.now, nil
	}
	if err != nil {
		return nil, err
	}
	st.follow()
	st.tell(q.By, !st.working)
	return st.now, nil
}

func cutRevision(revision string) (decisions, base string, ok bool) {
	for i := range len(revision) {
		if revision[i] == '.' {
			return revision[:i], revision[i+1:], true
		}
	}
	return revision, "", false
}

func (s *Server) ops(w http.ResponseWriter, r *http.Request, st *state) error {
	return s.changed(w, r, st, func(q *request) (*layout, error) { return st.do(q) })
}

func (s *Server) undo(w http.ResponseWriter, r *http.Request, st *state) error {
	return s.changed(w, r, st, func(q *request) (*layout, error) { return st.turn(q, false) })
}

func (s *Server) redo(w http.ResponseWriter, r *http.Request, st *state) error {
	return s.changed(w, r, st, func(q *request) (*layout, error) { return st.turn(q, true) })
}

func (s *Server) changed(w http.ResponseWriter, r *http.Request, st *state, do func(*request) (*layout, error)) error {
	q := new(request)
	if err := question(r, q); err != nil {
		return err
	}
	if len(q.By) > 200 || len(q.Key) > 200 {
		return unprocessable("名字过长", "the name is too long")
	}
	l, err := do(q)
	if c, ok := errors.AsType[*conflict](err); ok {
		answer(w, http.StatusConflict, map[string]any{"conflict": c, "view": st.view(c.places(), "", q.By)})
		return nil
	}
	if err != nil {
		return err
	}
	if q.Delta {
		answer(w, http.StatusOK, st.counts(l, q.By))
		return nil
	}
	st.settled(patience)
	st.body(q.By).write(w, http.StatusOK)
	return nil
}
