package batch

import (
	"fmt"
	"io"
	"time"
)

// traced is the form of a trace file.
type traced struct {
	Schema  string         `json:"schema"`
	Seconds float64        `json:"seconds"`
	Stages  []tracedStage  `json:"stages"`
	Reports []tracedReport `json:"reports"`
}

type tracedStage struct {
	Stage   string  `json:"stage"`
	Workers int     `json:"workers"`
	Reports int     `json:"reports"`
	Rate    float64 `json:"reports_per_second"`
	Busy    float64 `json:"busy_seconds"`    // all workers together, as the next two
	Starved float64 `json:"starved_seconds"` // waiting for the stage before
	Blocked float64 `json:"blocked_seconds"` // waiting for the stage after
	Queue   float64 `json:"mean_queue"`      // reports waiting before the stage
}

type tracedReport struct {
	ID      string             `json:"id"`
	Status  Status             `json:"status"`
	Fresh   bool               `json:"unchanged"`
	Why     []string           `json:"why,omitempty"`
	Seconds map[string]float64 `json:"seconds,omitempty"` // wall clock of each stage
}

// Trace writes where the time of a run went, as JSON: how busy each stage was, and
// what each report took in it.
func (s *Summary) Trace(w io.Writer) error {
	t := traced{Schema: "duizhao.trace/1", Seconds: s.Seconds, Stages: []tracedStage{}, Reports: []tracedReport{}}
	for _, r := range s.Stages {
		t.Stages = append(t.Stages, tracedStage{
			r.Stage, r.Workers, r.Reports, perSecond(r.Reports, s.Seconds), r.Busy.Seconds(), r.Starved.Seconds(), r.Blocked.Seconds(), r.Queue,
		})
	}
	for i := range s.Reports {
		r := &s.Reports[i]
		t.Reports = append(t.Reports, tracedReport{r.ID, r.Status, r.Fresh(), r.Why, r.Seconds})
	}
	return encode(w, t)
}

func perSecond(n int, seconds float64) float64 {
	if seconds <= 0 {
		return 0
	}
	return float64(n) / seconds
}

// Metrics writes the account of a run in the text form of Prometheus, as the
// node exporter's textfile collector reads it. ended is when the run did.
func (s *Summary) Metrics(w io.Writer, ended time.Time) error {
	status := map[Status]int{Done: 0, Failed: 0, Kept: 0, Earlier: 0}
	fresh, found := 0, Counts{}
	for i := range s.Reports {
		r := &s.Reports[i]
		status[r.Status]++
		if r.Fresh() {
			fresh++
		}
		found.Observations += r.Counts.Observations
		found.Errors += r.Counts.Errors
		found.Warnings += r.Counts.Warnings
	}
	m := &metrics{w: w}
	m.kind("duizhao_reports", "gauge", "Reports by how they ended.")
	for _, k := range sortedKeys(status) {
		m.value("duizhao_reports", fmt.Sprintf("status=%q", k), float64(status[k]))
	}
	m.kind("duizhao_reports_unchanged", "gauge", "Reports whose earlier result was taken as it was.")
	m.value("duizhao_reports_unchanged", "", float64(fresh))
	m.kind("duizhao_observations", "gauge", "Figures in all reports.")
	m.value("duizhao_observations", "", float64(found.Observations))
	m.kind("duizhao_findings", "gauge", "Findings in all reports, by severity.")
	m.value("duizhao_findings", `severity="error"`, float64(found.Errors))
	m.value("duizhao_findings", `severity="warning"`, float64(found.Warnings))
	m.kind("duizhao_run_seconds", "gauge", "Wall clock of the run.")
	m.value("duizhao_run_seconds", "", s.Seconds)
	m.kind("duizhao_run_end_timestamp_seconds", "gauge", "When the run ended.")
	m.value("duizhao_run_end_timestamp_seconds", "", float64(ended.Unix()))
	m.kind("duizhao_stage_seconds", "gauge", "What the workers of a stage did with their time.")
	for _, r := range s.Stages {
		m.value("duizhao_stage_seconds", fmt.Sprintf("stage=%q,state=\"busy\"", r.Stage), r.Busy.Seconds())
		m.value("duizhao_stage_seconds", fmt.Sprintf("stage=%q,state=\"starved\"", r.Stage), r.Starved.Seconds())
		m.value("duizhao_stage_seconds", fmt.Sprintf("stage=%q,state=\"blocked\"", r.Stage), r.Blocked.Seconds())
	}
	return m.err
}

// metrics writes lines until the first error.
type metrics struct {
	w   io.Writer
	err error
}

func (m *metrics) printf(format string, args ...any) {
	if m.err == nil {
		_, m.err = fmt.Fprintf(m.w, format, args...)
	}
}

func (m *metrics) kind(name, kind, help string) {
	m.printf("# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind)
}

func (m *metrics) value(name, labels string, v float64) {
	if labels != "" {
		labels = "{" + labels + "}"
	}
	m.printf("%s%s %g\n", name, labels, v)
}
