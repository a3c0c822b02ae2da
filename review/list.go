package review

import (
	"bytes"
	"encoding/json"
	"net/http"
	"time"

	"duizhao"
	"duizhao/internal/decisionfile"
)

// summary is a report's line in the list.
type summary struct {
	ID        string            `json:"id"`
	Title     duizhao.Bilingual `json:"title"`
	Period    string            `json:"period"`
	Area      duizhao.Bilingual `json:"area"`
	Beads     int               `json:"beads"`     // of paragraphs
	Confirmed int               `json:"confirmed"` // those that people settled
	Errors    int               `json:"errors"`    // not dismissed
	Warnings  int               `json:"warnings"`
	Open      int               `json:"open"` // errors and warnings that nobody settled, as the report's page counts
	Revision  string            `json:"revision"`
	Pending   bool              `json:"pending"` // not counted yet; ask again
	Error     duizhao.Bilingual `json:"error"`   // why the report cannot be read

	base, decisions stamp // what it was counted from
}

// listTime is how long the list may take; what is not counted by then is pending.
const listTime = 700 * time.Millisecond

func (s *Server) list(w http.ResponseWriter, _ *http.Request) {
	_ = s.store.scan()
	until := time.Now().Add(listTime)
	out := []summary{}
	waiting := false
	for _, st := range s.store.all() {
		sum := st.summed(time.Now().Before(until))
		waiting = waiting || sum.Pending
		out = append(out, sum)
	}
	if waiting {
		s.store.start(s.store.count)
	}
	lang := s.o.Lang
	if lang != duizhao.Chinese {
		lang = duizhao.English
	}
	answer(w, http.StatusOK, map[string]any{"reports": out, "lang": lang})
}

// count counts what the list still lacks, and then says so.
func (s *store) count() {
	for _, st := range s.all() {
		if s.ending() {
			return
		}
		st.summed(true)
	}
	s.events.tell(event{Ready: true})
}

// summed returns the report's line; where it is not known and must not be counted
// now, one that is pending.
func (st *state) summed(count bool) summary {
	st.mu.Lock()
	defer st.mu.Unlock()
	if st.base != nil {
		st.summarise()
		return st.summary
	}
	base, dec := st.s.stamp(reportPath(st.id)), st.s.stamp(decisionsPath(st.id))
	if st.summary.ID != "" && st.summary.base == base && st.summary.decisions == dec {
		return st.summary
	}
	if !count {
		return summary{ID: st.id, Pending: true}
	}
	st.summary = st.s.brief(st.id)
	st.summary.base, st.summary.decisions = base, dec
	return st.summary
}

// summarise brings the line of a loaded report up to date.
func (st *state) summarise() {
	r := st.now.report
	k := summary{ID: st.id, Title: r.Title, Period: r.Period, Area: r.Area, Revision: st.now.revision, base: st.baseStamp, decisions: st.decStamp}
	k.count(r.Alignment.Paragraphs, r.Findings)
	st.summary = k
}

func (k *summary) count(beads []duizhao.ReportBead, findings []duizhao.ReportFinding) {
	k.Beads = len(beads)
	for i := range beads {
		if beads[i].Status != duizhao.Auto {
			k.Confirmed++
		}
	}
	for i := range findings {
		f := &findings[i]
		if f.Status == duizhao.Open && f.Severity != duizhao.SeverityInfo {
			k.Open++
		}
		switch {
		case f.Status == duizhao.Dismissed:
		case f.Severity == duizhao.SeverityError:
			k.Errors++
		case f.Severity == duizhao.SeverityWarning:
			k.Warnings++
		}
	}
}

// brief counts a report that is not loaded, as it was written, with the status that
// the decisions give its findings and beads.
func (s *store) brief(id string) summary {
	var r struct {
		Title     duizhao.Bilingual       `json:"title"`
		Period    string                  `json:"period"`
		Area      duizhao.Bilingual       `json:"area"`
		Alignment duizhao.Alignment       `json:"alignment"`
		Findings  []duizhao.ReportFinding `json:"findings"`
	}
	k := summary{ID: id}
	b, err := s.read(reportPath(id))
	if err == nil {
		err = json.NewDecoder(bytes.NewReader(b)).Decode(&r)
	}
	d, derr := decisionfile.Load(s.o.Out, id)
	if err == nil {
		err = derr
	}
	if err != nil {
		k.Error = duizhao.Bilingual{Zh: "无法读取：" + err.Error(), En: "cannot be read: " + err.Error()}
		return k
	}
	d = d.Clone()
	d.Report = id
	k.Title, k.Period, k.Area = r.Title, r.Period, r.Area
	k.Revision = decisionsRevision(d) + "." + digest(b)[:8]
	rep := &duizhao.Report{Alignment: r.Alignment, Findings: r.Findings}
	rep = showDecisions(rep, newUnits(rep), d)
	k.count(rep.Alignment.Paragraphs, rep.Findings)
	return k
}
