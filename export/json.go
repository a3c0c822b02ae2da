package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"duizhao"
)

// JSON writes r in its canonical form: UTF-8, two spaces of indent, fields in the
// order of the type, lists never null, one line end at the end. Equal reports
// give equal bytes.
func JSON(w io.Writer, r *duizhao.Report) error {
	return writeForm(w, r)
}

// ReadJSON reads one report that JSON wrote. The error is a *duizhao.Error with
// code "schema" where the input is of another form or of a newer one, and "json"
// where it is damaged: fields this program does not know are refused, because
// writing the report again would lose them.
func ReadJSON(rd io.Reader) (*duizhao.Report, error) {
	var in inWhole
	if sized, ok := rd.(interface{ Len() int }); ok {
		in.size = sized.Len()
	}
	if _, err := io.Copy(&in, rd); err != nil {
		return nil, err
	}
	if r, ok := readForm(in.text()); ok && r.Schema == duizhao.SchemaID {
		return r, nil
	}
	b := []byte(in.text())
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	r := new(duizhao.Report)
	err := dec.Decode(r)
	if _, end := dec.Token(); err != nil || end != io.EOF || r.Schema != duizhao.SchemaID {
		return nil, notReport(b, err)
	}
	return withLists(r), nil
}

// inWhole takes a text that is copied to it. One that comes as a string in one piece,
// as strings.Reader gives it, is not copied again.
type inWhole struct {
	whole string
	rest  strings.Builder
	size  int // in bytes, where it is known
}

// WriteString takes s.
func (t *inWhole) WriteString(s string) (int, error) {
	if t.whole == "" && t.rest.Len() == 0 {
		t.whole = s
		return len(s), nil
	}
	return t.Write([]byte(s))
}

func (t *inWhole) Write(p []byte) (int, error) {
	if t.rest.Len() == 0 {
		t.rest.Grow(t.size)
	}
	return t.rest.Write(p)
}

func (t *inWhole) text() string {
	if t.rest.Len() == 0 {
		return t.whole
	}
	return t.whole + t.rest.String()
}

// notReport says why b is no report; err is what reading it as one met. Another
// form is told before what is wrong with it.
func notReport(b []byte, err error) error {
	var head struct {
		Schema string `json:"schema"`
	}
	if err := json.Unmarshal(b, &head); err != nil {
		return damaged(err)
	}
	if head.Schema != duizhao.SchemaID {
		return otherSchema(head.Schema)
	}
	return damaged(err)
}

func otherSchema(id string) error {
	return &duizhao.Error{Stage: "report", Code: "schema", Text: duizhao.Bilingual{
		Zh: fmt.Sprintf("报告格式是 %.60q，本程序读取 %q；请用写出它的版本打开，或重新运行", id, duizhao.SchemaID),
		En: fmt.Sprintf("the report's form is %.60q, this program reads %q; use the version that wrote it, or run again", id, duizhao.SchemaID),
	}}
}

func damaged(err error) error {
	at := duizhao.Bilingual{}
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		at.Zh = fmt.Sprintf("（第 %d 字节附近）", syntax.Offset)
		at.En = fmt.Sprintf(" near byte %d", syntax.Offset)
	}
	return &duizhao.Error{Stage: "report", Code: "json", Err: err, Text: duizhao.Bilingual{
		Zh: "不是完整的报告 JSON" + at.Zh + "；请重新运行写出它",
		En: "not a whole report JSON" + at.En + "; run again to write it anew",
	}}
}

// withLists returns r with an empty list for every nil one: in the file a list is
// never null, so that programs need not ask. r itself stays as it is.
func withLists(r *duizhao.Report) *duizhao.Report {
	c := *r
	c.Sources = list(r.Sources)
	for i, s := range r.Sources {
		c.Sources[i].Languages = list(s.Languages)
	}
	c.Readings.Zh = readingWithLists(r.Readings.Zh)
	c.Readings.En = readingWithLists(r.Readings.En)
	c.Alignment.Paragraphs = beadsWithLists(r.Alignment.Paragraphs)
	c.Alignment.Sentences = beadsWithLists(r.Alignment.Sentences)
	c.Observations = list(r.Observations)
	c.Findings = list(r.Findings)
	c.Problems = list(r.Problems)
	return &c
}

func readingWithLists(rd *duizhao.ReportReading) *duizhao.ReportReading {
	if rd == nil {
		return nil
	}
	out := &duizhao.ReportReading{
		Paragraphs: list(rd.Paragraphs),
		Sentences:  list(rd.Sentences),
		Quantities: list(rd.Quantities),
		Cut:        slices.Clone(rd.Cut),
	}
	for i, c := range out.Cut {
		out.Cut[i].Parts = list(c.Parts)
	}
	return out
}

func beadsWithLists(beads []duizhao.ReportBead) []duizhao.ReportBead {
	out := list(beads)
	for i, k := range beads {
		out[i].Zh, out[i].En = list(k.Zh), list(k.En)
	}
	return out
}

// list returns a copy of s that is never nil.
func list[T any](s []T) []T { return append(make([]T, 0, len(s)), s...) }
