package main

import (
	"encoding/json"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"duizhao"
	"duizhao/pipeline/check"
)

// findingFormats are the forms `duizhao check` prints findings in.
var findingFormats = []string{"text", "github", "sarif"}

// github prints findings as the workflow commands by which GitHub Actions marks
// lines of a change ("Workflow commands for GitHub Actions").
func (u *ui) github(r *duizhao.Report, findings []*duizhao.ReportFinding) {
	level := map[duizhao.Severity]string{
		duizhao.SeverityError: "error", duizhao.SeverityWarning: "warning", duizhao.SeverityInfo: "notice",
	}
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	message := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	for _, f := range findings {
		p, ok := findingPlace(r, f)
		where := ""
		if ok {
			where = " file=" + property.Replace(p.file)
			if p.lines[0] > 0 {
				where += fmt.Sprintf(",line=%d,endLine=%d", p.lines[0], p.lines[1])
			}
			where += ",title=" + property.Replace("duizhao "+f.Check)
		}
		u.printf("::%s%s::%s\n", level[f.Severity], where, message.Replace(f.Message.In(u.lang)))
	}
}

// The parts of SARIF 2.1.0 (OASIS) that findings need.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID    string    `json:"id"`
		Short sarifText `json:"shortDescription"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		Level        string            `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations,omitempty"`
		Related      []sarifLocation   `json:"relatedLocations,omitempty"`
		Fingerprints map[string]string `json:"partialFingerprints"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
		Message  *sarifText    `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine int       `json:"startLine"`
		EndLine   int       `json:"endLine"`
		Snippet   sarifText `json:"snippet"`
	}
)

// sarif prints findings as a SARIF log, with a finding's own id as fingerprint.
func (u *ui) sarif(r *duizhao.Report, findings []*duizhao.ReportFinding) error {
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "duizhao", Version: version}},
		ColumnKind: "unicodeCodePoints",
		Results:    []sarifResult{},
	}
	for _, c := range check.Checks() {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{c.ID, sarifText{c.Finds.In(u.lang)}})
	}
	level := map[duizhao.Severity]string{
		duizhao.SeverityError: "error", duizhao.SeverityWarning: "warning", duizhao.SeverityInfo: "note",
	}
	for _, f := range findings {
		res := sarifResult{
			RuleID: f.Check, Level: level[f.Severity], Message: sarifText{f.Message.In(u.lang)},
			Fingerprints: map[string]string{"duizhao/v1": f.ID},
		}
		for _, l := range []duizhao.Lang{duizhao.English, duizhao.Chinese} {
			loc, ok := sarifPlace(r, l, quoteIn(f, l))
			switch {
			case !ok:
			case res.Locations == nil:
				res.Locations = []sarifLocation{loc}
			default:
				loc.Message = &sarifText{quoteIn(f, l).Text}
				res.Related = []sarifLocation{loc}
			}
		}
		run.Results = append(run.Results, res)
	}
	e := json.NewEncoder(u.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}})
}

// fileURI returns the path of a file as a URI reference (RFC 3986), which SARIF asks
// for: spaces and Chinese characters are escaped.
func fileURI(path string) string {
	u := url.URL{Path: filepath.ToSlash(path)}
	if filepath.IsAbs(path) {
		u.Scheme = "file"
	}
	return u.String()
}

func sarifPlace(r *duizhao.Report, l duizhao.Lang, q *duizhao.Quote) (sarifLocation, bool) {
	p, ok := placeOf(r, l, q)
	if !ok {
		return sarifLocation{}, false
	}
	loc := sarifLocation{Physical: sarifPhysical{Artifact: sarifArtifact{fileURI(p.file)}}}
	if p.lines[0] > 0 {
		loc.Physical.Region = &sarifRegion{p.lines[0], p.lines[1], sarifText{q.Text}}
	}
	return loc, true
}
