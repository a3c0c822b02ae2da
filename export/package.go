package export

import (
	"encoding/json"
	"io"
	"path"
	"strings"

	"duizhao"
)

// packageSink writes the Frictionless descriptor of the CSV tables (Data Package,
// datapackage.org, version 2; readable as version 1): of the reports it needs
// their sources only. Sizes and hashes of the tables are left out: a table may be
// written again alone.
type packageSink struct {
	w       io.Writer
	sources []packageSource
}

func newDataPackage(w io.Writer, _ Options) (duizhao.Sink, error) { return &packageSink{w: w}, nil }

// dataPackage and what follows are the objects of the specification, with the
// few properties we fill.
type dataPackage struct {
	Schema      string            `json:"$schema"`
	Profile     string            `json:"profile"`
	Name        string            `json:"name"`
	Title       string            `json:"title"`
	Description string            `json:"description"`
	Licenses    []packageLicense  `json:"licenses"`
	Sources     []packageSource   `json:"sources,omitempty"`
	Resources   []packageResource `json:"resources"`
}

type packageLicense struct {
	Name  string `json:"name"`
	Title string `json:"title"`
}

type packageSource struct {
	Title  string `json:"title"`
	Path   string `json:"path,omitempty"`
	Report string `json:"report"`
	SHA256 string `json:"sha256,omitempty"`
}

type packageResource struct {
	Name        string         `json:"name"`
	Type        string         `json:"type"`
	Profile     string         `json:"profile"`
	Path        string         `json:"path"`
	Title       string         `json:"title"`
	Description string         `json:"description"`
	Format      string         `json:"format"`
	Mediatype   string         `json:"mediatype"`
	Encoding    string         `json:"encoding"`
	Dialect     packageDialect `json:"dialect"`
	Schema      packageSchema  `json:"schema"`
}

type packageDialect struct {
	Header         bool   `json:"header"`
	Delimiter      string `json:"delimiter"`
	LineTerminator string `json:"lineTerminator"`
	QuoteChar      string `json:"quoteChar"`
	DoubleQuote    bool   `json:"doubleQuote"`
}

type packageSchema struct {
	Fields        []packageField      `json:"fields"`
	PrimaryKey    []string            `json:"primaryKey"`
	ForeignKeys   []packageForeignKey `json:"foreignKeys,omitempty"`
	MissingValues []string            `json:"missingValues"`
}

type packageField struct {
	Name        string             `json:"name"`
	Type        string             `json:"type"`
	Title       string             `json:"title"`
	Description string             `json:"description,omitempty"`
	Unit        string             `json:"unit,omitempty"` // not of the specification
	Constraints packageConstraints `json:"constraints,omitzero"`
	TrueValues  []string           `json:"trueValues,omitempty"`
	FalseValues []string           `json:"falseValues,omitempty"`
	Categories  []packageCategory  `json:"categories,omitempty"` // of a closed list
	KnownCodes  []packageCategory  `json:"knownCodes,omitempty"` // of an open one; not of the specification
}

type packageConstraints struct {
	Required bool  `json:"required,omitempty"`
	Enum     []any `json:"enum,omitempty"`
	Minimum  *int  `json:"minimum,omitempty"`
}

type packageCategory struct {
	Value       string `json:"value"`
	Label       string `json:"label"`
	Description string `json:"description,omitempty"`
}

type packageForeignKey struct {
	Fields    []string         `json:"fields"`
	Reference packageReference `json:"reference"`
}

type packageReference struct {
	Resource string   `json:"resource"`
	Fields   []string `json:"fields"`
}

// Add keeps where the report comes from.
func (s *packageSink) Add(r *duizhao.Report) error {
	for _, f := range r.Sources {
		// Where a file lay on somebody's disk is nobody's business and no address:
		// the name is enough, and the hash finds it.
		name := path.Base(strings.ReplaceAll(f.Path, `\`, "/"))
		title := both(r.Title)
		if title == "" {
			title = name
		}
		s.sources = append(s.sources, packageSource{Title: title, Path: name, Report: r.ID, SHA256: f.SHA256})
	}
	return nil
}

func (s *packageSink) Close() error {
	p := dataPackage{
		Schema:  "https://datapackage.org/profiles/2.0/datapackage.json",
		Profile: "tabular-data-package", Name: "duizhao",
		Title: "报告中的数字 Figures of the reports",
		Description: bothTexts(duizhao.Bilingual{
			Zh: "对照从中英文报告中读出的数字、原文与对齐。文字列中以 = + - @ 等开头的内容前加有一个撇号，以免表格软件把它当作公式。",
			En: "Figures, words and alignment that duizhao read in reports in Chinese and English. A text that begins with = + - @ and the like has an apostrophe in front, so that no spreadsheet runs it.",
		}),
		// Whether a report may be passed on is for its publisher to say.
		Licenses: []packageLicense{{Name: "notspecified", Title: "未注明：见各报告发布机关的规定 Not stated: see the terms of each report's publisher"}},
		Sources:  s.sources,
	}
	for _, d := range datasets() {
		p.Resources = append(p.Resources, d.resource())
	}
	return encodeIndented(s.w, p)
}

// bothTexts joins two texts that are longer than names.
func bothTexts(b duizhao.Bilingual) string {
	if b.Zh == "" || b.En == "" {
		return b.Zh + b.En
	}
	return b.Zh + " / " + b.En
}

func encodeIndented(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

func (d dataset) resource() packageResource {
	r := packageResource{
		Name: d.name, Type: "table", Profile: "tabular-data-resource", Path: d.name + ".csv",
		Title: both(d.title), Description: bothTexts(d.about),
		Format: "csv", Mediatype: "text/csv", Encoding: "utf-8",
		Dialect: packageDialect{Header: true, Delimiter: ",", LineTerminator: "\n", QuoteChar: `"`, DoubleQuote: true},
		Schema:  packageSchema{PrimaryKey: d.key, MissingValues: []string{""}},
	}
	for _, c := range d.csvColumns() {
		r.Schema.Fields = append(r.Schema.Fields, c.field())
	}
	for _, f := range d.refs {
		r.Schema.ForeignKeys = append(r.Schema.ForeignKeys, packageForeignKey{f.columns, packageReference{f.dataset, f.keys}})
	}
	return r
}

func (c *dataColumn) field() packageField {
	f := packageField{
		Name: c.name, Type: c.packageType(), Title: both(c.title), Description: bothTexts(c.about), Unit: bothTexts(c.unit),
		Constraints: packageConstraints{Required: c.required},
	}
	if c.kind == booleanType {
		f.TrueValues, f.FalseValues = []string{yesNo(true)}, []string{yesNo(false)}
	}
	if c.kind == wholeType {
		f.Constraints.Minimum = new(int)
	}
	for _, t := range c.codes {
		k := packageCategory{t.code, both(t.name), bothTexts(t.meaning)}
		if c.open {
			f.KnownCodes = append(f.KnownCodes, k)
			continue
		}
		f.Categories = append(f.Categories, k)
		f.Constraints.Enum = append(f.Constraints.Enum, t.code)
	}
	return f
}

func (c *dataColumn) packageType() string {
	switch c.kind {
	case numberType:
		return "number"
	case wholeType:
		return "integer"
	case booleanType:
		return "boolean"
	}
	return "string"
}
