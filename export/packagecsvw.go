package export

import (
	"io"

	"duizhao"
)

// csvwSink writes the metadata of the CSV tables after W3C's Metadata Vocabulary
// for Tabular Data. csv-metadata.json is a name its readers look for by themselves
// beside a CSV file; one file for all tables, because foreign keys hold within a
// group only.
type csvwSink struct{ w io.Writer }

func newCSVW(w io.Writer, _ Options) (duizhao.Sink, error) { return csvwSink{w}, nil }

type csvwGroup struct {
	Context []any       `json:"@context"`
	Dialect csvwDialect `json:"dialect"`
	Tables  []csvwTable `json:"tables"`
}

type csvwDialect struct {
	Encoding string `json:"encoding"`
	Header   bool   `json:"header"`
}

type csvwTable struct {
	URL         string     `json:"url"`
	Title       []csvwText `json:"dc:title"`
	Description []csvwText `json:"dc:description"`
	Schema      csvwSchema `json:"tableSchema"`
}

type csvwText struct {
	Value string `json:"@value"`
	Lang  string `json:"@language"`
}

type csvwSchema struct {
	Columns     []csvwColumn     `json:"columns"`
	PrimaryKey  []string         `json:"primaryKey"`
	ForeignKeys []csvwForeignKey `json:"foreignKeys,omitempty"`
}

type csvwColumn struct {
	Name        string              `json:"name"`
	Titles      map[string][]string `json:"titles"`
	Description []csvwText          `json:"dc:description,omitempty"`
	Datatype    any                 `json:"datatype"`
	Required    bool                `json:"required,omitempty"`
	Separator   string              `json:"separator,omitempty"`
}

type csvwDatatype struct {
	Base    string `json:"base"`
	Format  string `json:"format,omitempty"`
	Minimum string `json:"minimum,omitempty"`
}

type csvwForeignKey struct {
	Columns   []string      `json:"columnReference"`
	Reference csvwReference `json:"reference"`
}

type csvwReference struct {
	Resource string   `json:"resource"`
	Columns  []string `json:"columnReference"`
}

func (csvwSink) Add(*duizhao.Report) error { return nil }

func (s csvwSink) Close() error {
	g := csvwGroup{
		Context: []any{"http://www.w3.org/ns/csvw", map[string]string{"@language": "en"}},
		Dialect: csvwDialect{Encoding: "utf-8", Header: true},
	}
	for _, d := range datasets() {
		g.Tables = append(g.Tables, d.csvw())
	}
	return encodeIndented(s.w, g)
}

func (d dataset) csvw() csvwTable {
	t := csvwTable{
		URL: d.name + ".csv", Title: csvwTexts(d.title), Description: csvwTexts(d.about),
		Schema: csvwSchema{PrimaryKey: d.key},
	}
	for _, c := range d.csvColumns() {
		t.Schema.Columns = append(t.Schema.Columns, c.csvw())
	}
	for _, f := range d.refs {
		t.Schema.ForeignKeys = append(t.Schema.ForeignKeys, csvwForeignKey{f.columns, csvwReference{f.dataset + ".csv", f.keys}})
	}
	return t
}

// csvw returns the column's description. A reader takes a file for the described
// one where the heading is among the titles, so the name is a title too.
func (c *dataColumn) csvw() csvwColumn {
	about := c.about
	if c.unit.En != "" {
		about.Zh += "（单位：" + c.unit.Zh + "）"
		about.En += " (unit: " + c.unit.En + ")"
	}
	k := csvwColumn{
		Name:        c.name,
		Titles:      map[string][]string{"zh": {c.title.Zh, c.name}, "en": {c.title.En, c.name}},
		Description: csvwTexts(about), Datatype: c.csvwType(), Required: c.required,
	}
	if c.kind == listType {
		k.Separator = " "
	}
	return k
}

func (c *dataColumn) csvwType() any {
	switch c.kind {
	case numberType:
		return "decimal"
	case wholeType:
		return csvwDatatype{Base: "integer", Minimum: "0"}
	case booleanType:
		return csvwDatatype{Base: "boolean", Format: yesNo(true) + "|" + yesNo(false)}
	}
	return "string"
}

func csvwTexts(b duizhao.Bilingual) []csvwText {
	if b.Zh == "" && b.En == "" {
		return nil
	}
	return []csvwText{{b.Zh, "zh"}, {b.En, "en"}}
}
