package batch

import (
	"errors"
	"time"

	"duizhao"
	"duizhao/pipeline"
)

// RecordSchema names the form of run.json.
const RecordSchema = "duizhao.run/1"

// Summary is the account of one run; run.json holds it.
type Summary struct {
	Schema  string   `json:"schema"`
	Version string   `json:"version"`
	Inputs  []string `json:"inputs"`  // the paths the caller named
	Skipped []string `json:"skipped"` // files below them that are no reports by their name
	Notes   []Note   `json:"notes"`   // which files were taken together, or could not be
	Reports []Record `json:"reports"` // in the order of their ids
	// Years says where an indicator's figures do not go together over the years.
	Years []duizhao.Bilingual `json:"years"`

	// What differs from run to run is not in run.json, so that equal input gives
	// equal bytes.
	Seconds float64   `json:"-"` // wall clock of the whole run
	Stages  []Reading `json:"-"` // how busy the stages were
}

// Record is the account of one report.
type Record struct {
	ID      string   `json:"id"`
	Files   []string `json:"files"`
	Status  Status   `json:"status"`
	Counts  Counts   `json:"counts"`
	Failure *Failure `json:"failure,omitempty"`

	Seconds map[string]float64 `json:"-"` // wall clock of each stage
	Why     []string           `json:"-"` // why it was worked out again; empty where nothing had to be
	fresh   bool
	err     error
}

// Fresh reports whether an earlier run's result was taken as it was.
func (r *Record) Fresh() bool { return r.fresh }

// Err returns why the report failed, or nil.
func (r *Record) Err() error { return r.err }

// Status says how a report ended.
type Status string

// How a report ends.
const (
	Done   Status = "done"
	Failed Status = "failed" // no result, and none from an earlier run
	Kept   Status = "kept"   // failed; the result of an earlier run is still there
	// Earlier is the status of a report that is not among this run's inputs: the
	// result of an earlier run, which stays in the joined files.
	Earlier Status = "earlier"
)

// Failure says why a report has no result.
type Failure struct {
	Stage   string `json:"stage"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Page    int    `json:"page,omitempty"` // where it is known
}

// Counts says how much a report's result holds.
type Counts struct {
	ZhParagraphs int `json:"zh_paragraphs"`
	EnParagraphs int `json:"en_paragraphs"`
	Quantities   int `json:"quantities"`
	Observations int `json:"observations"`
	Unnamed      int `json:"unnamed"` // observations no rule knows
	Errors       int `json:"errors"`
	Warnings     int `json:"warnings"`
	Infos        int `json:"infos"`
	Problems     int `json:"problems"`
}

// Failures counts the reports without a result of this run.
func (s *Summary) Failures() int {
	n := 0
	for i := range s.Reports {
		if t := s.Reports[i].Status; t == Failed || t == Kept {
			n++
		}
	}
	return n
}

// Findings reports whether any report of this run has a finding of severity at
// least worst.
func (s *Summary) Findings(worst duizhao.Severity) bool {
	for _, r := range s.Reports {
		c := r.Counts
		switch {
		case r.Status != Done:
		case c.Errors > 0,
			worst != duizhao.SeverityError && c.Warnings > 0,
			worst == duizhao.SeverityInfo && c.Infos > 0:
			return true
		}
	}
	return false
}

func failure(src pipeline.Source, err error) Record {
	f := &Failure{Stage: "run", Code: "internal", Message: err.Error()}
	if e, ok := errors.AsType[*duizhao.Error](err); ok {
		f.Stage, f.Code = e.Stage, e.Code
	}
	return Record{ID: src.ID, Files: src.Files, Status: Failed, Failure: f, err: err}
}

func counts(r *duizhao.Report) Counts {
	c := Counts{Observations: len(r.Observations), Problems: len(r.Problems)}
	if zh := r.Readings.Zh; zh != nil {
		c.ZhParagraphs, c.Quantities = len(zh.Paragraphs), len(zh.Quantities)
	}
	if en := r.Readings.En; en != nil {
		c.EnParagraphs, c.Quantities = len(en.Paragraphs), c.Quantities+len(en.Quantities)
	}
	for _, o := range r.Observations {
		if o.Indicator == "" {
			c.Unnamed++
		}
	}
	for _, f := range r.Findings {
		switch f.Severity {
		case duizhao.SeverityError:
			c.Errors++
		case duizhao.SeverityWarning:
			c.Warnings++
		default:
			c.Infos++
		}
	}
	return c
}

// stopwatch adds the time since start to the record's time for a stage.
func (r *Record) stopwatch(stage string, start time.Time) {
	if r.Seconds == nil {
		r.Seconds = map[string]float64{}
	}
	r.Seconds[stage] += time.Since(start).Seconds()
}
