package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"

	"duizhao"
)

// TestDatasetsAreDescribed holds that every table and column says in both
// languages what it is, and that keys name columns that are there.
func TestDatasetsAreDescribed(t *testing.T) {
	sets := map[string]dataset{}
	for _, d := range datasets() {
		sets[d.name] = d
	}
	name := regexp.MustCompile(`^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$`)
	for _, d := range datasets() {
		seen := map[string]dataColumn{}
		for _, c := range d.columns {
			if _, twice := seen[c.name]; twice || !name.MatchString(c.name) {
				t.Errorf("%s: name %s is taken or not in capitals", d.name, c.name)
			}
			seen[c.name] = c
			if c.title.Zh == "" || c.title.En == "" || (c.about.Zh == "") != (c.about.En == "") {
				t.Errorf("%s.%s is not described in both languages", d.name, c.name)
			}
			if (c.text == nil) == (c.whole == nil) || (c.kind == wholeType) != (c.whole != nil) {
				t.Errorf("%s.%s has no one way to its cells", d.name, c.name)
			}
		}
		for _, k := range d.key {
			if !seen[k].required {
				t.Errorf("%s: key column %s is missing or may be empty", d.name, k)
			}
		}
		for _, f := range d.refs {
			if !slices.Equal(sets[f.dataset].key, f.keys) {
				t.Errorf("%s points to %v of %s, whose key is %v", d.name, f.keys, f.dataset, sets[f.dataset].key)
			}
			for _, c := range f.columns {
				if !seen[c].required {
					t.Errorf("%s: %s points to another table and is missing or may be empty", d.name, c)
				}
			}
		}
	}
}

// dataBytes writes the samples in a format.
func dataBytes(t *testing.T, format string, reports ...*duizhao.Report) []byte {
	t.Helper()
	if reports == nil {
		reports = samples(t)
	}
	var b bytes.Buffer
	if err := Write(&b, format, Reports(reports...), Options{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDataGolden(t *testing.T) {
	for _, f := range Formats() {
		if (slices.Contains(f.Groups, "csv") || f.Name == "jsonl") && f.Report == nil {
			t.Run(f.Name, func(t *testing.T) {
				golden(t, filepath.Join("testdata", filepath.FromSlash(f.Path(""))), dataBytes(t, f.Name))
			})
		}
	}
}

// csvTable reads a CSV file that we wrote as maps from name to cell.
func csvTable(t *testing.T, b []byte) (names []string, rows []map[string]string) {
	t.Helper()
	b, found := bytes.CutPrefix(b, []byte(utf8BOM))
	if !found {
		t.Error("no byte order mark")
	}
	all, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, cell := range cells {
			row[all[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return all[0], rows
}

// hostile returns a report whose texts are made to do harm.
func hostile(t testing.TB) *duizhao.Report {
	r := report2022(t)
	o := r.Observations[0]
	r.Observations = nil
	for i, text := range []string{
		`=cmd|'/c calc'!A1`, "+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "＝1+1", "－1", "'=1", "''=1", "  =1", "'quoted'", "-", "'",
		"a\"b,\"\"c", "two\nlines", "\r\n", "nul\x00 bell\x07 del\x7f esc\x1b[31m", "\xed\xa0\x80 lone surrogate", "\xff",
		strings.Repeat("长", 40_000), "NA", "NULL", "\uFEFF", "1.50", "'' or 1=1 --",
	} {
		o := o
		o.ID, o.Label.Zh, o.Area = "o"+strconv.Itoa(i), text, text
		o.Value = dec([]string{"-5.5", "1234567890123456789012345678901234567890.0123456789", "-0.0000000001", "", "0"}[i%5])
		o.Low, o.High = dec("-3"), dec("9999999999999999999999999999999999999999")
		o.Zh = &duizhao.Quote{Paragraph: o.Zh.Paragraph, Text: text}
		r.Observations = append(r.Observations, o)
		r.Readings.Zh.Quantities = append(r.Readings.Zh.Quantities, duizhao.ReportQuantity{
			ID: "q" + o.ID, Paragraph: o.Zh.Paragraph, End: 2, Text: text, Kind: duizhao.Count,
			Value: o.Value, Low: o.Low, Resolution: dec("0.01"), Unit: text, Qualifier: duizhao.Exact, OCR: i%2 == 0,
		})
		r.Findings[0].Message.Zh = text
	}
	return r
}

// TestCSVIsSafe holds that nothing in a text is run by a spreadsheet and nothing of
// it is lost, and that a negative number stays a number.
func TestCSVIsSafe(t *testing.T) {
	r := hostile(t)
	_, rows := csvTable(t, dataBytes(t, "observations.csv", r))
	if len(rows) != len(r.Observations) {
		t.Fatalf("%d rows of %d observations", len(rows), len(r.Observations))
	}
	for i, row := range rows {
		o := &r.Observations[i]
		if row["OBS_VALUE"] != o.Value.String() || row["UPPER_BOUND"] != o.High.String() || row["LOWER_BOUND"] != "-3" {
			t.Errorf("row %d: numbers are %q, %q, %q", i, row["OBS_VALUE"], row["LOWER_BOUND"], row["UPPER_BOUND"])
		}
		cell := row["INDICATOR_ZH"]
		if strings.IndexAny(cell, "=+-@\t\r\n＝＋－＠") == 0 || !utf8.ValidString(cell) {
			t.Errorf("row %d: cell %q", i, cell)
		}
		if got := restored(cell); got != strings.ToValidUTF8(o.Label.Zh, "\uFFFD") {
			t.Errorf("row %d: %q came back as %q", i, o.Label.Zh, got)
		}
	}
}

// restored takes the guard and the pictures off a cell of CSV.
func restored(cell string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u2421':
			return 0x7F
		case r >= '\u2400' && r < '\u2420':
			return r - '\u2400'
		}
		return r
	}, unguarded(cell))
}

// TestGuardProperty holds for any text: a guarded cell begins with nothing a
// spreadsheet runs, and gives the text back.
func TestGuardProperty(t *testing.T) {
	texts := rapid.OneOf(rapid.String(), rapid.StringMatching(`['=+\-@ ＝\t\r\n\x00a]{0,6}`))
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Map(func(r rune) rune { // pictures stand for control characters; texts have none of their own
			if r >= '\u2400' && r <= '\u2421' {
				return -1
			}
			return r
		}, strings.ToValidUTF8(texts.Draw(t, "text"), "\uFFFD"))
		cell := guarded(s)
		if looksLikeFormula(strings.TrimLeft(cell, " '")) && cell[0] != '\'' {
			t.Errorf("%q became %q", s, cell)
		}
		if got := restored(cell); got != s {
			t.Errorf("%q became %q and came back as %q", s, cell, got)
		}
	})
}

// TestParquetSaysTheSame holds that the rows of every table are the same in CSV and
// in Parquet, and that Parquet keeps texts and digits as they are.
func TestParquetSaysTheSame(t *testing.T) {
	reports := []*duizhao.Report{report2020(t), hostile(t)}
	for _, d := range datasets() {
		names, rows := csvTable(t, dataBytes(t, d.name+".csv", reports...))
		got := parquetTable(t, dataBytes(t, d.name+".parquet", reports...))
		if len(got) != len(rows) {
			t.Fatalf("%s: %d rows in Parquet, %d in CSV", d.name, len(got), len(rows))
		}
		for i, row := range rows {
			for _, name := range names {
				want := restored(row[name])
				if f, ok := got[i][name].(float64); ok {
					if parsed, _ := strconv.ParseFloat(want, 64); parsed != f {
						t.Errorf("%s row %d, %s: CSV %s, Parquet %v", d.name, i, name, want, f)
					}
					if exact, ok := got[i][name+"_EXACT"]; ok && exact != want {
						t.Errorf("%s row %d, %s: CSV %s, exact %v", d.name, i, name, want, exact)
					}
					continue
				}
				text, _ := got[i][name].(string)
				if strings.ReplaceAll(text, "\r\n", "\n") != strings.ReplaceAll(want, "\r\n", "\n") {
					t.Errorf("%s row %d, %s: CSV %q, Parquet %q", d.name, i, name, want, text)
				}
			}
		}
	}
}

// parquetTable reads a Parquet file: doubles as float64, the rest as text, nulls
// as "".
func parquetTable(t *testing.T, b []byte) (rows []map[string]any) {
	t.Helper()
	f, err := parquet.OpenFile(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	names := f.Schema().Columns()
	rd := parquet.NewGenericReader[any](f)
	defer rd.Close()
	batch := make([]parquet.Row, 10)
	for err == nil {
		var n int
		n, err = rd.ReadRows(batch)
		for _, cells := range batch[:n] {
			row := map[string]any{}
			for _, v := range cells {
				row[names[v.Column()][0]] = plainValue(v)
			}
			rows = append(rows, row)
		}
	}
	if err != io.EOF {
		t.Fatal(err)
	}
	return rows
}

func plainValue(v parquet.Value) any {
	switch {
	case v.IsNull():
		return ""
	case v.Kind() == parquet.Double:
		return v.Double()
	case v.Kind() == parquet.Boolean:
		return yesNo(v.Boolean())
	}
	return v.String()
}

// TestParquetRowGroups holds that a file of more rows than a row group stays whole.
func TestParquetRowGroups(t *testing.T) {
	r := manyObservations(t, parquetGroup+parquetBatch+7)
	b := dataBytes(t, "observations.parquet", r)
	f, err := parquet.OpenFile(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	if f.NumRows() != int64(len(r.Observations)) || len(f.RowGroups()) != 2 {
		t.Errorf("%d rows in %d groups, want %d in 2", f.NumRows(), len(f.RowGroups()), len(r.Observations))
	}
}

func TestParquetBeyondDouble(t *testing.T) {
	r := report2022(t)
	r.Observations = r.Observations[:1]
	r.Observations[0].Value = dec("1" + strings.Repeat("0", 350))
	row := parquetTable(t, dataBytes(t, "observations.parquet", r))[0]
	if row["OBS_VALUE"] != math.Inf(1) || row["OBS_VALUE_EXACT"] != r.Observations[0].Value.String() {
		t.Errorf("got %v and %v", row["OBS_VALUE"], row["OBS_VALUE_EXACT"])
	}
}

func TestSDMXCodes(t *testing.T) {
	for period, want := range map[string][2]string{
		"2022": {"A", "2022"}, "2022-12-31": {"A", "2022-12-31"}, "2022-06-30": {"_O", "2022-06-30"}, "2022-H1": {"S", "2022-S1"},
		"2022-Q3": {"Q", "2022-Q3"}, "2022-03": {"M", "2022-03"}, "2022-01/2022-09": {"_O", "2022-01/2022-09"}, "": {"_U", ""},
		"2018/2022": {"_O", "2018/2022"},
	} {
		if got := [2]string{frequency(period), timePeriod(period)}; got != want {
			t.Errorf("%q: got %q, want %q", period, got, want)
		}
	}
	for want, o := range map[string]duizhao.ReportObservation{
		"A": {Value: dec("1"), Qualifier: duizhao.Exact},
		"E": {Value: dec("1"), Qualifier: duizhao.Over},
		"F": {Value: dec("1"), Qualifier: duizhao.Over, Role: duizhao.Target},
		"U": {Value: dec("1"), Qualifier: duizhao.About, Agreement: duizhao.Differ},
		"O": {Low: dec("5"), High: dec("10"), Agreement: duizhao.Differ},
	} {
		if got := obsStatus(&o); got != want {
			t.Errorf("got status %s, want %s", got, want)
		}
	}
}

// TestJSONL holds that each line is a report in its own form.
func TestJSONL(t *testing.T) {
	lines := bytes.Split(bytes.TrimSuffix(dataBytes(t, "jsonl"), []byte("\n")), []byte("\n"))
	for i, r := range samples(t) {
		got, err := ReadJSON(bytes.NewReader(lines[i]))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(asJSON(t, got), asJSON(t, r)) {
			t.Errorf("line %d is not %s", i, r.ID)
		}
	}
	if len(lines) != len(samples(t)) {
		t.Errorf("%d lines", len(lines))
	}
}

// TestDescriptors holds what the specifications require of the descriptors, and
// that both describe the columns the files have, in their order.
func TestDescriptors(t *testing.T) {
	var p dataPackage
	var w struct {
		Context []any `json:"@context"`
		Tables  []struct {
			URL    string
			Schema struct {
				Columns []struct {
					Name     string
					Titles   map[string][]string
					Datatype any
				}
				PrimaryKey []string
			} `json:"tableSchema"`
		}
	}
	for name, into := range map[string]any{"datapackage.json": &p, "csv-metadata.json": &w} {
		if err := json.Unmarshal(dataBytes(t, name), into); err != nil {
			t.Fatal(err)
		}
	}
	if w.Context[0] != "http://www.w3.org/ns/csvw" || len(p.Licenses) == 0 || len(p.Sources) != 2 {
		t.Errorf("context %v, licences %v, sources %v", w.Context, p.Licenses, p.Sources)
	}
	for i, d := range datasets() {
		names, _ := csvTable(t, dataBytes(t, d.name+".csv"))
		var fields, columns []string
		for _, f := range p.Resources[i].Schema.Fields {
			fields = append(fields, f.Name)
		}
		for _, c := range w.Tables[i].Schema.Columns {
			columns = append(columns, c.Name)
			if !slices.Contains(c.Titles["en"], c.Name) || c.Datatype == nil {
				t.Errorf("%s.%s: titles %v, type %v", d.name, c.Name, c.Titles, c.Datatype)
			}
		}
		if !slices.Equal(fields, names) || !slices.Equal(columns, names) {
			t.Errorf("%s: file %v\nFrictionless %v\nCSVW %v", d.name, names, fields, columns)
		}
		if p.Resources[i].Path != d.name+".csv" || w.Tables[i].URL != d.name+".csv" || !slices.Equal(w.Tables[i].Schema.PrimaryKey, d.key) {
			t.Errorf("%s: %s, %s, key %v", d.name, p.Resources[i].Path, w.Tables[i].URL, w.Tables[i].Schema.PrimaryKey)
		}
	}
}

func TestChoose(t *testing.T) {
	for _, c := range []struct {
		names []string
		want  string
	}{
		{[]string{"json"}, "json"},
		{[]string{"indicators", "json", "json"}, "json indicators"},
		{[]string{"findings.csv", "datapackage.json"}, "findings.csv datapackage.json"},
		{[]string{"parquet"}, "observations.parquet quantities.parquet paragraphs.parquet beads.parquet findings.parquet reports.parquet"},
	} {
		chosen, err := Choose(c.names...)
		var names []string
		for _, f := range chosen {
			names = append(names, f.Name)
		}
		if got := strings.Join(names, " "); err != nil || got != c.want {
			t.Errorf("%v: got %s, %v", c.names, got, err)
		}
	}
	if _, err := Choose("csv", "exel"); err == nil || !strings.Contains(err.Error(), `no format "exel"; there are: alignment, beads.csv`) {
		t.Errorf("got error %v", err)
	}
}

func TestFold(t *testing.T) {
	csv, err := Choose("csv")
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"json", "observations.parquet"}
	for _, f := range csv {
		names = append(names, f.Name)
	}
	if got := strings.Join(Fold(names), " "); got != "json observations.parquet csv" {
		t.Errorf("got %s", got)
	}
	if got := strings.Join(Fold(names[:5]), " "); got != strings.Join(names[:5], " ") {
		t.Errorf("a part of a group became %s", got)
	}
}
