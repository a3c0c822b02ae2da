package export

import (
	"slices"
	"strings"

	"duizhao"
)

// dataset is one table of the folder data/, described once: the CSV file, the
// Parquet file, the Frictionless descriptor and the CSVW metadata are all made
// from this value, so that they cannot tell different stories.
type dataset struct {
	name    string // of the files, without extension
	title   duizhao.Bilingual
	about   duizhao.Bilingual
	columns []dataColumn
	key     []string      // the columns that together name a row
	refs    []dataForeign // what columns point to
	records func(r *duizhao.Report, put func(*dataRecord) error) error
}

// dataForeign says that columns of a dataset hold the key of a row of another.
type dataForeign struct {
	columns []string
	dataset string
	keys    []string
}

// dataType is the type of a column's cells.
type dataType int

const (
	textType    dataType = iota // any text
	listType                    // ids parted by spaces
	numberType                  // a decimal number: all its digits in CSV, a double in Parquet
	exactType                   // all digits of a numberType, as text: in Parquet only
	wholeType                   // a whole number, never negative
	booleanType                 // "TRUE" or "FALSE": R reads no other pair as logical
)

// dataColumn is one column. An empty text and a negative whole number are "no
// value": an empty cell of CSV, a null of Parquet.
type dataColumn struct {
	name     string
	kind     dataType
	title    duizhao.Bilingual
	about    duizhao.Bilingual
	unit     duizhao.Bilingual // what a number counts, where the column itself says it
	codes    vocabulary        // what a text may be
	open     bool              // codes holds the usual texts only, others may come
	required bool              // never without a value
	repeats  bool              // few different texts: worth a dictionary in Parquet
	text     func(*dataRecord) string
	whole    func(*dataRecord) int // of wholeType
}

// dataRecord is what a row is read from: a report and one of its parts. A
// dataset's records fill the fields its columns read, and use the record again
// for the next row.
type dataRecord struct {
	report      *duizhao.Report
	places      map[string]*duizhao.ReportParagraph // paragraphs by id, of both languages
	lang        duizhao.Lang
	paragraph   *duizhao.ReportParagraph
	observation *duizhao.ReportObservation
	quantity    *duizhao.ReportQuantity
	finding     *duizhao.ReportFinding
	bead        dataBead
	zh, en      *duizhao.Quote // the words in each language, or nil
	value       string         // decimals in plain notation, formatted once a row
	low, high   string
	resolution  string
}

// yesNo returns a cell of booleanType.
func yesNo(b bool) string {
	if b {
		return "TRUE"
	}
	return "FALSE"
}

// csvColumns are the columns that stand in CSV: there a number has all its digits,
// so the columns with exact ones would say the same again.
func (d dataset) csvColumns() []dataColumn {
	return slices.DeleteFunc(slices.Clone(d.columns), func(c dataColumn) bool { return c.kind == exactType })
}

func (c dataColumn) must() dataColumn { c.required = true; return c }
func (c dataColumn) few() dataColumn  { c.repeats = true; return c }

// of says that the column's texts are codes of a closed list.
func (c dataColumn) of(v vocabulary) dataColumn { c.codes, c.repeats = v, true; return c }

// mostly says that the column's texts are codes of a list others may add to.
func (c dataColumn) mostly(v vocabulary) dataColumn {
	c.codes, c.open, c.repeats = v, true, true
	return c
}

func (c dataColumn) in(zh, en string) dataColumn {
	c.unit = duizhao.Bilingual{Zh: zh, En: en}
	return c
}

func (c dataColumn) as(k dataType) dataColumn { c.kind = k; return c }

// dataText returns a column of text: its name, titles and meanings in Chinese and
// English, and where its cells come from.
func dataText(name, zh, en, aboutZh, aboutEn string, cell func(*dataRecord) string) dataColumn {
	return dataColumn{
		name: name, text: cell,
		title: duizhao.Bilingual{Zh: zh, En: en}, about: duizhao.Bilingual{Zh: aboutZh, En: aboutEn},
	}
}

// dataWhole returns a column of whole numbers.
func dataWhole(name, zh, en, aboutZh, aboutEn string, cell func(*dataRecord) int) dataColumn {
	c := dataText(name, zh, en, aboutZh, aboutEn, nil)
	c.kind, c.whole = wholeType, cell
	return c
}

// onQuote makes a column's cell from the words in one language; no words, no cell.
func onQuote[T any](l duizhao.Lang, none T, cell func(*dataRecord, *duizhao.Quote) T) func(*dataRecord) T {
	return func(r *dataRecord) T {
		q := r.zh
		if l == duizhao.English {
			q = r.en
		}
		if q == nil {
			return none
		}
		return cell(r, q)
	}
}

// quoteColumns are the columns that lead from a row to the words it rests on, in
// one language.
func quoteColumns(l duizhao.Lang) []dataColumn {
	zh, en := "中文", "Chinese"
	if l == duizhao.English {
		zh, en = "英文", "English"
	}
	suffix := "_" + strings.ToUpper(string(l))
	return []dataColumn{
		dataText("QUOTE"+suffix, zh+"原文", en+" words", "所依据的文字", "the words the row rests on",
			onQuote(l, "", func(_ *dataRecord, q *duizhao.Quote) string { return q.Text })),
		dataText("PARAGRAPH"+suffix, zh+"段落", en+" paragraph", "文字所在的段落，见 paragraphs", "the paragraph the words stand in, see paragraphs",
			onQuote(l, "", func(_ *dataRecord, q *duizhao.Quote) string { return q.Paragraph })),
		dataWhole("CHAR_START"+suffix, zh+"起点", en+" start", "文字在段落中的起点，从 0 起", "where the words begin in the paragraph, from 0",
			onQuote(l, -1, func(_ *dataRecord, q *duizhao.Quote) int { return q.Start })).in("码点", "code points"),
		dataWhole("CHAR_END"+suffix, zh+"终点", en+" end", "文字在段落中的终点，不含", "where the words end in the paragraph, exclusive",
			onQuote(l, -1, func(_ *dataRecord, q *duizhao.Quote) int { return q.End })).in("码点", "code points"),
		dataWhole("PAGE"+suffix, zh+"页码", en+" page", "文字所在的页，从 1 起；无页的格式为空", "the page the words are on, from 1; empty where the format has no pages",
			onQuote(l, -1, func(r *dataRecord, q *duizhao.Quote) int { return r.page(q.Paragraph) })),
	}
}

// page returns the page of a paragraph, -1 for none.
func (r *dataRecord) page(paragraph string) int {
	if p := r.places[paragraph]; p != nil {
		return counted(p.Page)
	}
	return -1
}

// counted returns n, which counts from 1, or "no value" where it is 0.
func counted(n int) int {
	if n == 0 {
		return -1
	}
	return n
}

// newDataRecord returns the record for the rows of one report.
func newDataRecord(r *duizhao.Report) *dataRecord {
	rec := &dataRecord{report: r, places: map[string]*duizhao.ReportParagraph{}}
	for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		if rd := r.Readings.In(l); rd != nil {
			for i := range rd.Paragraphs {
				rec.places[rd.Paragraphs[i].ID] = &rd.Paragraphs[i]
			}
		}
	}
	return rec
}

// dataFormats are the formats that write the folder data/.
func dataFormats() []Format {
	var out []Format
	sets := datasets()
	for _, d := range sets {
		out = append(out, Format{
			Name: d.name + ".csv", Groups: []string{"csv", "data"}, Usual: true, Path: only("data/" + d.name + ".csv"),
			About: d.title, Batch: d.csv,
		})
	}
	for _, d := range sets {
		out = append(out, Format{
			Name: d.name + ".parquet", Groups: []string{"parquet", "data"}, Usual: d.name == "observations",
			Path: only("data/" + d.name + ".parquet"), About: d.title, Batch: d.parquet,
		})
	}
	return append(out,
		Format{
			Name: "datapackage.json", Groups: []string{"csv", "data"}, Usual: true, Path: only("data/datapackage.json"),
			About: duizhao.Bilingual{Zh: "各 CSV 表的说明（Frictionless Data Package）", En: "what the CSV tables hold (Frictionless Data Package)"},
			Batch: newDataPackage,
		},
		Format{
			Name: "csv-metadata.json", Groups: []string{"csv", "data"}, Usual: true, Path: only("data/csv-metadata.json"),
			About: duizhao.Bilingual{Zh: "各 CSV 表的说明（W3C CSV on the Web）", En: "what the CSV tables hold (W3C CSV on the Web)"},
			Batch: newCSVW,
		},
		Format{
			Name: "jsonl", Path: only("reports.jsonl"),
			About: duizhao.Bilingual{Zh: "全部报告，每行一份 JSON", En: "all reports, one JSON object a line"},
			Batch: newJSONL,
		},
	)
}
