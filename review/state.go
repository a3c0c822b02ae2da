package review

import (
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"duizhao"
	"duizhao/internal/decisionfile"
)

// state is one report under review.
type state struct {
	s  *store
	id string

	users atomic.Int32 // answers that are being made about it
	there atomic.Bool  // it is loaded

	mu        sync.Mutex
	base      *duizhao.Report // nil where it is not loaded
	baseName  string
	baseStamp stamp
	decisions *duizhao.Decisions
	revision  string // of decisions
	decStamp  stamp
	log       *undoLog
	now       *layout
	views     map[string]*layout // what people may still be looking at, by revision
	order     []string           // of views, the oldest first
	ready     chan struct{}      // closed when nothing goes on behind
	working   bool
	stale     bool            // the decisions changed since the report was laid out
	changed   time.Time       // when the decisions were last changed here
	cost      time.Duration   // of laying out, the last time
	done      []act           // what was done since the layout that is being made began
	draft     *Draft          // lays base out
	laid      *duizhao.Report // as it was laid out last, whole or near the changes
	near      bool            // what is near the changes is being laid out
	due       bool            // the decisions changed since that began
	doneNear  []act           // what was done since that began
	exchanged int             // how often the decisions were exchanged for others: what is being made is then in vain

	kept    string // the revision of which a view was kept for the next start
	summary summary
}

// Layouts are kept for people who have not seen the latest: more of short reports.
const (
	minViews  = 6
	maxViews  = 40
	viewUnits = 200_000 // paragraphs and sentences of all layouts together
)

func newState(s *store, id string) *state {
	st := &state{s: s, id: id, ready: make(chan struct{})}
	close(st.ready)
	return st
}

// load reads the report and its decisions, where that was not done.
func (st *state) load() error {
	st.mu.Lock()
	defer st.mu.Unlock()
	if st.base != nil {
		return nil
	}
	return st.reload()
}

// reload reads everything from disk. The layout then has the decisions in as far as
// they change nothing else, and a better one is made behind.
func (st *state) reload() error {
	baseStamp, decStamp := st.s.stamp(reportPath(st.id)), st.s.stamp(decisionsPath(st.id))
	base, name, err := st.s.report(st.id)
	if err != nil {
		return err
	}
	d, err := decisionfile.Load(st.s.o.Out, st.id)
	if err != nil {
		return err
	}
	if st.log == nil {
		st.log = newUndoLog(filepath.Join(st.s.o.Out, "decisions", st.id+".undo.jsonl"))
	}
	if err := st.log.refresh(); err != nil {
		return err
	}
	d = d.Clone()
	d.Report = st.id
	st.base, st.baseName, st.baseStamp, st.decStamp = base, name, baseStamp, decStamp
	st.decisions, st.revision = d, decisionsRevision(d)
	st.draft, st.laid = st.s.o.draft(base), nil
	st.exchanged++
	if st.views == nil {
		st.views = map[string]*layout{}
	}
	u := newUnits(base)
	st.there.Store(true)
	if d.Empty() && undecided(base) {
		st.laid = base
		st.publish(base, u, true)
		st.keepCold()
	} else if r := st.laidOut(); r != nil {
		st.laid = r
		st.publish(r, newUnits(r), true)
	} else {
		st.publish(showDecisions(base, u, d), u, false)
		st.again()
	}
	st.mend()
	return nil
}

// mend brings the log into line with the decisions where a change did not come about
// or another program made one.
func (st *state) mend() {
	if end := st.log.end(); end == "" || end == st.revision {
		return
	}
	err := decisionfile.Update(st.s.o.Out, st.id, func(d *duizhao.Decisions) error {
		return cmp.Or(st.meet(d), errUntouched)
	})
	if !errors.Is(err, errUntouched) {
		st.s.o.Log.Warn("undo log", "report", st.id, "error", err) // whoever changes something is told
	}
}

// errUntouched leaves the decisions as they are.
var errUntouched = errors.New("untouched")

// undecided reports whether nobody decided anything about r: then it is as it would
// be laid out anew.
func undecided(r *duizhao.Report) bool {
	for _, beads := range [][]duizhao.ReportBead{r.Alignment.Paragraphs, r.Alignment.Sentences} {
		for i := range beads {
			if beads[i].Status != duizhao.Auto || beads[i].Comment != "" {
				return false
			}
		}
	}
	for i := range r.Findings {
		if r.Findings[i].Status != duizhao.Open || r.Findings[i].Comment != "" {
			return false
		}
	}
	for _, rd := range []*duizhao.ReportReading{r.Readings.Zh, r.Readings.En} {
		if rd != nil && (len(rd.Cut) > 0 || slices.ContainsFunc(rd.Paragraphs, func(p duizhao.ReportParagraph) bool { return p.Correction != "" })) {
			return false
		}
	}
	return !slices.ContainsFunc(r.Problems, func(p duizhao.Problem) bool { return p.Stage == decisionsStage })
}

// unload gives the memory back; it is false where something goes on behind.
func (st *state) unload() bool {
	st.mu.Lock()
	defer st.mu.Unlock()
	if st.working || st.near || st.users.Load() > 0 {
		return false
	}
	if st.base == nil {
		return true
	}
	st.summarise()
	st.there.Store(false)
	st.draft, st.laid = nil, nil
	st.base, st.decisions, st.now, st.views, st.order, st.log = nil, nil, nil, nil, nil, nil
	return true
}

// decisionsRevision names a version of the decisions.
func decisionsRevision(d *duizhao.Decisions) string { return digest(decisionsBytes(d))[:12] }

// publish makes r the layout that everybody is to see. Anew says that it was laid out
// with all that is decided: then its revision is the same after a restart.
func (st *state) publish(r *duizhao.Report, u *units, anew bool) {
	l := &layout{report: r, units: u, decisions: st.revision}
	l.revision = st.revision + "." + st.baseName
	if anew {
		u.name = l.revision // so that it is the same after a restart
	} else {
		l.revision += "." + rand.Text()[:8]
	}
	st.now = l
	st.keep(l)
}

// recall publishes the layout of the decisions as they are now, where somebody has
// seen it, which spares laying the report out again.
func (st *state) recall() bool {
	if l := st.views[st.revision+"."+st.baseName]; l != nil {
		st.now, st.stale, st.due, st.laid = l, false, false, l.report
		return true
	}
	for i := len(st.order) - 1; i >= 0; i-- {
		if l := st.views[st.order[i]]; l.decisions == st.revision && strings.HasPrefix(l.revision, st.revision+"."+st.baseName) {
			st.now = l
			st.again()
			return true
		}
	}
	return false
}

// keep remembers what somebody looks at.
func (st *state) keep(l *layout) {
	if st.views[l.revision] == nil {
		st.order = append(st.order, l.revision)
	}
	st.views[l.revision] = l
	n := len(l.units.zh.paragraphs) + len(l.units.zh.sentences) + len(l.units.en.paragraphs) + len(l.units.en.sentences)
	for len(st.order) > max(minViews, min(maxViews, viewUnits/max(n, 1))) {
		delete(st.views, st.order[0])
		st.order = st.order[1:]
	}
}

// again has the report laid out anew behind: what is near the changes at once where
// the report is long, and all of it when the person pauses. Changes that come
// meanwhile are laid out together.
func (st *state) again() {
	st.stale, st.changed = true, time.Now()
	st.nearby()
	if st.working {
		return
	}
	ready := make(chan struct{})
	if st.s.start(func() { defer close(ready); st.work() }) {
		st.working, st.ready = true, ready
	}
}

// work lays the whole report out until it has all that is decided.
func (st *state) work() {
	for {
		st.mu.Lock()
		if !st.stale || st.base == nil {
			st.working = false
			st.mu.Unlock()
			return
		}
		st.mu.Unlock()
		st.pause()
		st.mu.Lock()
		draft, d, name, exchanged := st.draft, st.decisions, st.baseName, st.exchanged
		st.stale, st.done = false, nil
		st.mu.Unlock()

		began := time.Now()
		r := st.layOut(func() *duizhao.Report { return draft.Whole(d) })
		cost := time.Since(began)

		st.mu.Lock()
		st.cost = cost
		switch {
		case r != nil && st.baseName == name && st.exchanged == exchanged:
			st.whole(r)
		case !st.stale:
			st.tell("", true)
		}
		st.mu.Unlock()
	}
}

// whole takes in the report as it was laid out whole. Where the decisions have changed
// since, what is near the changes is laid out again before it is shown.
func (st *state) whole(r *duizhao.Report) {
	st.laid = r
	if st.stale && st.nearby() {
		return
	}
	u := newUnits(r)
	anew := !st.stale
	for i := range st.done {
		r = st.done[i].show(r, u)
	}
	st.publish(r, u, anew)
	st.tell("", anew)
	if anew {
		st.keepCold()
	}
}

// nearby has what is near the changes laid out behind, and reports whether that is
// to be.
func (st *state) nearby() bool {
	if st.draft == nil || st.draft.Near == nil || st.laid == nil || len(st.laid.Alignment.Paragraphs) < st.draft.From {
		return false
	}
	st.due = true
	if !st.near {
		st.near = st.s.start(st.workNear)
	}
	return st.near
}

// workNear lays out what is near the changes until the layout has all that is decided.
func (st *state) workNear() {
	for {
		st.mu.Lock()
		if !st.due || st.base == nil {
			st.near = false
			st.mu.Unlock()
			return
		}
		draft, laid, d, exchanged := st.draft, st.laid, st.decisions, st.exchanged
		st.due, st.doneNear = false, nil
		st.mu.Unlock()
		r := st.guarded(func() *duizhao.Report { return draft.Near(laid, d) })
		st.mu.Lock()
		if r != nil && st.exchanged == exchanged && st.laid == laid {
			u := newUnits(r)
			st.laid = r
			for i := range st.doneNear {
				r = st.doneNear[i].show(r, u)
			}
			if st.stale || st.working { // else it has all been laid out meanwhile
				st.publish(r, u, false)
				st.tell("", false)
			}
		}
		st.mu.Unlock()
	}
}

// maxPause is the longest time without changes that is waited for.
const maxPause = 3 * time.Second

// pause waits until the person pauses, the longer the more laying out costs: it would
// be in vain, and slow the answers down.
func (st *state) pause() {
	for {
		st.mu.Lock()
		left := min(st.cost/4, maxPause) - time.Since(st.changed)
		st.mu.Unlock()
		if left <= 0 || st.s.ending() {
			return
		}
		time.Sleep(min(left, maxPause/10))
	}
}

// layOut lays the report out anew; nil where that fails, which leaves the report as it
// is shown: what people decide is kept all the same.
func (st *state) layOut(make func() *duizhao.Report) *duizhao.Report {
	st.s.turns <- struct{}{}
	defer func() { <-st.s.turns }()
	return st.guarded(make)
}

func (st *state) guarded(make func() *duizhao.Report) (r *duizhao.Report) {
	defer func() {
		if v := recover(); v != nil {
			st.s.o.Log.Error("layout", "report", st.id, "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
			r = nil
		}
	}()
	return make()
}

func (st *state) tell(by string, ready bool) {
	st.s.events.tell(event{Report: st.id, Revision: st.now.revision, By: by, Ready: ready})
}

// settled waits until nothing goes on behind, at most that long, and reports whether
// that came about.
func (st *state) settled(limit time.Duration) bool {
	st.mu.Lock()
	ready := st.ready
	st.mu.Unlock()
	select {
	case <-ready:
		return true
	case <-time.After(limit):
		return false
	}
}

// look takes in what other programs wrote.
func (st *state) look() {
	st.mu.Lock()
	defer st.mu.Unlock()
	if st.base == nil {
		return
	}
	base, dec := st.s.stamp(reportPath(st.id)), st.s.stamp(decisionsPath(st.id))
	if base == st.baseStamp && dec == st.decStamp {
		return
	}
	before, revision := st.decisions, st.now.revision
	if base == st.baseStamp {
		d, err := decisionfile.Load(st.s.o.Out, st.id)
		if err != nil {
			return // it is being replaced, or damaged: whoever changes something is told
		}
		d = d.Clone()
		d.Report = st.id
		st.decStamp = dec
		st.takeIn(before, d)
	} else if err := st.reload(); err != nil {
		return
	}
	if st.now.revision != revision {
		st.tell("", !st.working)
	}
}

// takeIn makes d, which another program wrote, the decisions.
func (st *state) takeIn(before, d *duizhao.Decisions) {
	revision := decisionsRevision(d)
	if revision == st.revision {
		return
	}
	st.decisions, st.revision = d, revision
	st.follow()
}

// follow publishes a layout after the decisions were exchanged for others: what is
// shown until it is laid out anew has the marks only.
func (st *state) follow() {
	st.done, st.doneNear = nil, nil
	st.exchanged++
	if !st.recall() {
		st.publish(showDecisions(st.now.report, st.now.units, st.decisions), st.now.units, false)
		st.again()
	}
}
