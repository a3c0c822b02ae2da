package export

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"

	"github.com/invopop/jsonschema"

	"duizhao"
)

// Schema returns the JSON Schema (draft 2020-12) of the report's form, generated
// from the Go types: every field required except the readings, no others allowed,
// closed lists of codes as enums, decimals as strings or null.
func Schema() ([]byte, error) {
	var structs []reflect.Type
	reflector := jsonschema.Reflector{
		Anonymous: true,
		LookupComment: func(t reflect.Type, field string) string {
			return descriptions[strings.TrimSuffix(t.Name()+"."+field, ".")]
		},
		Mapper: func(t reflect.Type) *jsonschema.Schema {
			if t.Kind() == reflect.Struct {
				structs = append(structs, t)
			}
			return known(t)
		},
	}
	s := reflector.ReflectFromType(reflect.TypeFor[duizhao.Report]())
	for _, t := range structs {
		allowNull(s.Definitions[t.Name()], t)
	}
	if id, ok := s.Definitions["Report"].Properties.Get("schema"); ok {
		id.Const = duizhao.SchemaID
	}
	s.Title = duizhao.SchemaID
	s.ID = "urn:duizhao:report:1"
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(s)
	return b.Bytes(), err
}

// allowNull allows null for t's pointers, which are always written.
func allowNull(s *jsonschema.Schema, t reflect.Type) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if s == nil || f.Type.Kind() != reflect.Pointer || options == "omitempty" {
			continue
		}
		if property, ok := s.Properties.Get(name); ok {
			description := property.Description
			property.Description = ""
			s.Properties.Set(name, &jsonschema.Schema{
				Description: description,
				AnyOf:       []*jsonschema.Schema{property, {Type: "null"}},
			})
		}
	}
}

// known returns the schema of a type whose JSON says more than its Go kind, or
// nil.
func known(t reflect.Type) *jsonschema.Schema {
	if t == reflect.TypeFor[duizhao.Decimal]() {
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{
			{Type: "string", Pattern: `^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$`}, {Type: "null"},
		}}
	}
	switch t.Kind() {
	case reflect.Int: // places and counts
		return &jsonschema.Schema{Type: "integer", Minimum: "0"}
	case reflect.Float64: // probabilities
		return &jsonschema.Schema{Type: "number", Minimum: "0", Maximum: "1"}
	}
	if v, ok := enums()[t]; ok {
		return &jsonschema.Schema{Type: "string", Enum: v.codes()}
	}
	return nil
}

// enums are the types whose values are a closed list of codes.
func enums() map[reflect.Type]vocabulary {
	return map[reflect.Type]vocabulary{
		reflect.TypeFor[duizhao.Lang]():          languages,
		reflect.TypeFor[duizhao.BlockKind]():     blockKinds,
		reflect.TypeFor[duizhao.Kind]():          kinds,
		reflect.TypeFor[duizhao.Qualifier]():     qualifiers,
		reflect.TypeFor[duizhao.Role]():          roles,
		reflect.TypeFor[duizhao.Agreement]():     agreements,
		reflect.TypeFor[duizhao.Severity]():      severities,
		reflect.TypeFor[duizhao.FindingStatus](): findingStates,
		reflect.TypeFor[duizhao.BeadStatus]():    beadStates,
		reflect.TypeFor[duizhao.UnitLevel]():     unitLevels,
	}
}

// descriptions explain types and fields to readers of the schema.
var descriptions = map[string]string{
	"Report":                      "One government report, read in Chinese, English or both, aligned and compared.",
	"Report.ID":                   "Name of the report within a run; also the file's name.",
	"Report.Period":               "The year or span the report is about: \"2022\".",
	"Report.Observations":         "The figures of both languages, joined where they translate each other.",
	"Report.Findings":             "Places where the languages, or the figures of one of them, disagree.",
	"Report.Problems":             "What went wrong without stopping the program: what was cut off, guessed or left out.",
	"Bilingual":                   "One text in both languages; either may be empty.",
	"Source":                      "A file the report was read from.",
	"Source.SHA256":               "Of the file's bytes, lower-case hexadecimal.",
	"Source.Pages":                "0 where the format has no pages.",
	"Readings":                    "The languages the report has; the other one is absent.",
	"ReportParagraph.ID":          "Derived from language, text and occurrence: it stays when other paragraphs change.",
	"ReportParagraph.Level":       "Of a heading, 1 is the outermost; 0 otherwise.",
	"ReportParagraph.Label":       "The number of a heading or list item as written: \"一、\", \"IV.\".",
	"ReportParagraph.Page":        "Counted from 1; 0 where the format has no pages.",
	"ReportParagraph.Lines":       "First and last line of the source, counted from 1; 0 where it has none.",
	"ReportParagraph.Cell":        "Place of a table cell, counted from 0 within its table; null otherwise.",
	"ReportParagraph.Correction":  "What a person says the text should be; the text itself stays.",
	"ReportReading.Cut":           "Paragraphs as they were read, which people have cut since.",
	"ReportCut.Parts":             "Ids of the paragraphs it became.",
	"ReportBead.Comment":          "A person's.",
	"ReportFinding.Comment":       "A person's.",
	"ReportSentence":              "A range [start, end) of code points of its paragraph's text.",
	"ReportQuantity":              "A number as the text states it. Places are code points [start, end) of its paragraph's text.",
	"ReportQuantity.Value":        "The stated value, 14100 for 1.41万; percent as written. null where the text states none that can be calculated with.",
	"ReportQuantity.Low":          "Lower bound where the phrase states one.",
	"ReportQuantity.High":         "Upper bound where the phrase states one.",
	"ReportQuantity.Resolution":   "Place value of the last digit written: 100 for 1.41万.",
	"ReportQuantity.Unit":         "Canonical unit: \"CNY\", \"percent\", \"person\", ...; empty if unknown.",
	"ReportQuantity.Currency":     "ISO 4217 code of a sum of money; empty otherwise.",
	"ReportBead":                  "Chinese units and the English units that translate them; one side may be empty.",
	"ReportBead.Confidence":       "0 to 1: probability that the bead is exactly right.",
	"Quote":                       "A place in the text with its words: code points [start, end) of the paragraph's text.",
	"ReportObservation":           "A figure for an indicator.",
	"ReportObservation.Indicator": "Id of the indicator; empty where no rule knows the figure.",
	"ReportObservation.Label":     "The indicator's names, or the noun phrase the figure stands with.",
	"ReportObservation.Area":      "The place the figure holds for.",
	"ReportObservation.Period":    "\"2022\", \"2022-H1\", \"2022-12-31\" for a stock at a day.",
	"ReportObservation.Body":      "Acting body: \"police\", \"court\", ...; empty if none.",
	"ReportObservation.Comparison": "What a change, share or rank refers to: \"yoy\", \"province\", \"nation\", \"world\"; " +
		"empty if nothing.",
	"ReportObservation.Rule":       "The rule that named it; \"noun-phrase\" where none did.",
	"ReportObservation.Confidence": "0 to 1: how sure the program is of the indicator.",
	"ReportFinding":                "A place where the two languages, or the figures of one of them, disagree.",
	"ReportFinding.Check":          "The check that found it: \"value\", \"missing\", ...",
}
