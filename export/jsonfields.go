package export

import "duizhao"

// The members of each type of a report's JSON, in their order: those of the types'
// own tags, which TestFormIsJSON holds them to.

func (f *form) report(r *duizhao.Report) {
	f.open("{")
	code(f, "schema", &r.Schema)
	str(f, "id", &r.ID)
	object(f, "title", &r.Title, (*form).bilingual)
	str(f, "period", &r.Period)
	object(f, "area", &r.Area, (*form).bilingual)
	listOf(f, "sources", &r.Sources, one((*form).source))
	f.readings(&r.Readings)
	object(f, "alignment", &r.Alignment, (*form).alignment)
	listOf(f, "observations", &r.Observations, one((*form).observation))
	listOf(f, "findings", &r.Findings, one((*form).finding))
	listOf(f, "problems", &r.Problems, one((*form).problem))
	f.close("}")
}

func (f *form) bilingual(v *duizhao.Bilingual) {
	str(f, "zh", &v.Zh)
	str(f, "en", &v.En)
}

// label is a bilingual text that many observations have.
func (f *form) label(v *duizhao.Bilingual) {
	code(f, "zh", &v.Zh)
	code(f, "en", &v.En)
}

func (f *form) source(v *duizhao.Source) {
	str(f, "path", &v.Path)
	str(f, "sha256", &v.SHA256)
	code(f, "format", &v.Format)
	listOf(f, "languages", &v.Languages, value)
	f.int("pages", &v.Pages)
}

func (f *form) readings(v *duizhao.Readings) {
	f.member("readings")
	if f.writing() && v.Zh == nil && v.En == nil {
		f.b = append(f.b, "{}"...)
		return
	}
	if !f.writing() && f.see("{}") {
		return
	}
	f.open("{")
	f.reading("zh", &v.Zh)
	f.reading("en", &v.En)
	f.close("}")
}

// reading is a language that a report may have.
func (f *form) reading(name string, v **duizhao.ReportReading) {
	if f.writing() && *v != nil || !f.writing() && f.named(name) {
		pointed(f, name, v, (*form).language)
	}
}

func (f *form) language(v *duizhao.ReportReading) {
	listOf(f, "paragraphs", &v.Paragraphs, one((*form).paragraph))
	listOf(f, "sentences", &v.Sentences, one((*form).sentence))
	listOf(f, "quantities", &v.Quantities, one((*form).quantity))
	if f.writing() && len(v.Cut) > 0 || !f.writing() && f.named("cut") {
		listOf(f, "cut", &v.Cut, one((*form).cut))
	}
}

func (f *form) paragraph(v *duizhao.ReportParagraph) {
	str(f, "id", &v.ID)
	code(f, "kind", &v.Kind)
	f.int("level", &v.Level)
	str(f, "label", &v.Label)
	str(f, "text", &v.Text)
	f.int("page", &v.Page)
	f.pair("lines", &v.Lines)
	pointed(f, "cell", &v.Cell, (*form).cell)
	f.yes("ocr", &v.OCR)
	f.maybe("correction", &v.Correction)
}

func (f *form) cell(v *duizhao.Cell) {
	f.int("table", &v.Table)
	f.int("row", &v.Row)
	f.int("col", &v.Col)
}

func (f *form) cut(v *duizhao.ReportCut) {
	object(f, "paragraph", &v.Paragraph, (*form).paragraph)
	listOf(f, "parts", &v.Parts, value)
}

func (f *form) sentence(v *duizhao.ReportSentence) {
	str(f, "id", &v.ID)
	code(f, "paragraph", &v.Paragraph)
	f.int("start", &v.Start)
	f.int("end", &v.End)
}

func (f *form) quantity(v *duizhao.ReportQuantity) {
	str(f, "id", &v.ID)
	code(f, "paragraph", &v.Paragraph)
	f.int("start", &v.Start)
	f.int("end", &v.End)
	str(f, "text", &v.Text)
	code(f, "kind", &v.Kind)
	f.decimal("value", &v.Value)
	f.decimal("low", &v.Low)
	f.decimal("high", &v.High)
	f.decimal("resolution", &v.Resolution)
	code(f, "unit", &v.Unit)
	code(f, "currency", &v.Currency)
	code(f, "qualifier", &v.Qualifier)
	f.yes("ocr", &v.OCR)
}

func (f *form) alignment(v *duizhao.Alignment) {
	listOf(f, "paragraphs", &v.Paragraphs, one((*form).bead))
	listOf(f, "sentences", &v.Sentences, one((*form).bead))
}

func (f *form) bead(v *duizhao.ReportBead) {
	listOf(f, "zh", &v.Zh, value)
	listOf(f, "en", &v.En, value)
	f.float("confidence", &v.Confidence)
	code(f, "status", &v.Status)
	f.maybe("comment", &v.Comment)
}

func (f *form) quote(v *duizhao.Quote) {
	code(f, "paragraph", &v.Paragraph)
	f.int("start", &v.Start)
	f.int("end", &v.End)
	str(f, "text", &v.Text)
	f.yes("ocr", &v.OCR)
}

func (f *form) observation(v *duizhao.ReportObservation) {
	str(f, "id", &v.ID)
	code(f, "indicator", &v.Indicator)
	object(f, "label", &v.Label, (*form).label)
	code(f, "area", &v.Area)
	code(f, "period", &v.Period)
	code(f, "body", &v.Body)
	f.decimal("value", &v.Value)
	f.decimal("low", &v.Low)
	f.decimal("high", &v.High)
	code(f, "unit", &v.Unit)
	code(f, "qualifier", &v.Qualifier)
	code(f, "role", &v.Role)
	code(f, "comparison", &v.Comparison)
	pointed(f, "zh", &v.Zh, (*form).quote)
	pointed(f, "en", &v.En, (*form).quote)
	code(f, "agreement", &v.Agreement)
	code(f, "rule", &v.Rule)
	f.float("confidence", &v.Confidence)
}

func (f *form) finding(v *duizhao.ReportFinding) {
	str(f, "id", &v.ID)
	code(f, "check", &v.Check)
	code(f, "severity", &v.Severity)
	object(f, "message", &v.Message, (*form).bilingual)
	pointed(f, "zh", &v.Zh, (*form).quote)
	pointed(f, "en", &v.En, (*form).quote)
	code(f, "status", &v.Status)
	f.maybe("comment", &v.Comment)
}

func (f *form) problem(v *duizhao.Problem) {
	code(f, "stage", &v.Stage)
	code(f, "code", &v.Code)
	str(f, "message", &v.Message)
	f.int("page", &v.Page)
}
