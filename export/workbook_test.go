package export

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"duizhao"
)

// indicatorsBytes and alignmentBytes return the workbooks of the samples.
func indicatorsBytes(t testing.TB, o Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Indicators(&b, samples(t), o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func alignmentBytes(t testing.TB, o Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Alignment(&b, report2022(t), o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func workbooks(t testing.TB) map[string][]byte {
	zh := Options{Lang: duizhao.Chinese, Generated: "2026-02-01"}
	return map[string][]byte{
		"indicators zh": indicatorsBytes(t, zh), "indicators en": indicatorsBytes(t, Options{Lang: duizhao.English}),
		"alignment zh": alignmentBytes(t, zh), "alignment": alignmentBytes(t, Options{}),
	}
}

func open(t testing.TB, b []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func TestEqualInputGivesEqualBytes(t *testing.T) {
	first := workbooks(t)
	for range 5 {
		for name, b := range workbooks(t) {
			if !bytes.Equal(first[name], b) {
				t.Fatalf("%s differs from the one before", name)
			}
		}
	}
}

// column returns the values of the column whose heading begins with name, as they
// are stored, with their types.
func columnOf(t *testing.T, f *excelize.File, sheet, name string) (values []string, types []excelize.CellType) {
	t.Helper()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	tables, err := f.GetTables(sheet)
	if err != nil || len(tables) != 1 {
		t.Fatalf("%s has %d tables (%v)", sheet, len(tables), err)
	}
	first, last, _ := strings.Cut(tables[0].Range, ":")
	_, head, err := excelize.CellNameToCoordinates(first)
	if err != nil {
		t.Fatal(err)
	}
	_, end, err := excelize.CellNameToCoordinates(last)
	if err != nil {
		t.Fatal(err)
	}
	col := slices.IndexFunc(rows[head-1], func(h string) bool { return strings.HasPrefix(h, name) })
	if col < 0 {
		t.Fatalf("%s has no column %q: %q", sheet, name, rows[head-1])
	}
	for i := head + 1; i <= end; i++ {
		at, _ := excelize.CoordinatesToCellName(col+1, i)
		v, err := f.GetCellValue(sheet, at, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		typ, err := f.GetCellType(sheet, at)
		if err != nil {
			t.Fatal(err)
		}
		values, types = append(values, v), append(types, typ)
	}
	return values, types
}

func TestNumericColumnsHoldNumbersOnly(t *testing.T) {
	f := open(t, indicatorsBytes(t, Options{}))
	a := open(t, alignmentBytes(t, Options{}))
	for _, c := range []struct {
		file          *excelize.File
		sheet, column string
	}{
		{f, SheetData, "数值 "}, {f, SheetData, "下限"}, {f, SheetData, "上限"}, {f, SheetData, "置信度"},
		{f, SheetYears, "2020"}, {f, SheetYears, "2022"}, {f, SheetYears, "增减量"}, {f, SheetYears, "增长率"},
		{f, SheetUnnamed, "数值 "}, {a, SheetParagraphs, "置信度"}, {a, SheetSentences, "置信度"},
	} {
		values, types := columnOf(t, c.file, c.sheet, c.column)
		for i, v := range values {
			if _, err := strconv.ParseFloat(v, 64); v != "" && (err != nil || types[i] != excelize.CellTypeUnset) {
				t.Errorf("%s, %s, row %d: %q (type %d) is no number", c.sheet, c.column, i+2, v, types[i])
			}
		}
	}
}

func TestDataTable(t *testing.T) {
	f := open(t, indicatorsBytes(t, Options{}))
	for _, c := range []struct {
		column string
		want   []string
	}{
		{"数值 ", []string{"12000", "110000000", "14100", "22.9", "3000", "32", "220000000", "202000000.5", "1234567890123456.8", "", ""}},
		{"数值状态", []string{"stated", "stated", "stated", "stated", "stated", "stated", "stated", "stated", "rounded", "range", "missing"}},
		{"精确值", []string{"", "", "", "", "", "", "", "", "1234567890123456.75", "", ""}},
		{"中文原文", []string{"", "", "1.41万件", "22.9%", "3000余件", "32家", "2.2亿元", "2.2亿元", "", "", ""}},
	} {
		got, _ := columnOf(t, f, SheetData, c.column)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("column %s:\n%s", c.column, diff)
		}
	}
}

func TestFindingsAreSorted(t *testing.T) {
	f := open(t, indicatorsBytes(t, Options{}))
	got, _ := columnOf(t, f, SheetFindings, "问题编号")
	if diff := cmp.Diff([]string{"f1", "f2", "f4", "f5", "f3"}, got); diff != "" {
		t.Error(diff)
	}
	words, _ := columnOf(t, f, SheetFindings, "严重程度")
	if diff := cmp.Diff([]string{"错误 error", "错误 error", "警告 warning", "警告 warning", "提示 info"}, words); diff != "" {
		t.Error(diff)
	}
}

func TestUnnamedHasSentences(t *testing.T) {
	f := open(t, indicatorsBytes(t, Options{}))
	got, _ := columnOf(t, f, SheetUnnamed, "中文句子")
	if diff := cmp.Diff([]string{"持证种子企业32家。", "", ""}, got); diff != "" {
		t.Error(diff)
	}
}

func TestCoverAndReports(t *testing.T) {
	f := open(t, indicatorsBytes(t, Options{Lang: duizhao.English, Generated: "made on a day"}))
	for sheet, wants := range map[string][]string{
		SheetCover: {
			"made on a day",
			"Reports: 2. Observations: 11, 8 of them with an indicator's name. Findings: 2 errors, 2 warnings, 1 for information.",
		},
		SheetReports: {
			"lanjiang-ip-2022", "Intellectual Property Protection in Lanjiang, 2022", "澜江市 Lanjiang",
			"reports/lanjiang-2020.txt (text)", strings.Repeat("fedcba9876543210", 4),
		},
	} {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		cells := ""
		for _, row := range rows {
			cells += strings.Join(row, " ") + "\n"
		}
		for _, want := range wants {
			if !strings.Contains(cells, want) {
				t.Errorf("%s does not say %q:\n%s", sheet, want, cells)
			}
		}
	}
}

func TestProperties(t *testing.T) {
	for _, c := range []struct {
		bytes             []byte
		title, lang, name string
	}{
		{indicatorsBytes(t, Options{Lang: duizhao.Chinese}), "指标汇编 Indicators", "zh-CN", ""},
		{alignmentBytes(t, Options{Lang: duizhao.English}), "二〇二二年澜江市知识产权保护状况 Intellectual Property Protection in Lanjiang, 2022", "en-GB", "lanjiang-ip-2022"},
		{alignmentBytes(t, Options{}), "二〇二二年澜江市知识产权保护状况 Intellectual Property Protection in Lanjiang, 2022", "en-GB", "lanjiang-ip-2022"},
	} {
		p, err := open(t, c.bytes).GetDocProps()
		if err != nil {
			t.Fatal(err)
		}
		if p.Title != c.title || p.Language != c.lang || p.Identifier != c.name {
			t.Errorf("title, language, identifier are %q, %q, %q", p.Title, p.Language, p.Identifier)
		}
		if p.Created != "" || p.Modified != "" {
			t.Errorf("the properties name a time: %q, %q", p.Created, p.Modified)
		}
	}
}

func TestNoReports(t *testing.T) {
	var b bytes.Buffer
	if err := Indicators(&b, nil, Options{}); err != nil {
		t.Fatal(err)
	}
	f := open(t, b.Bytes())
	if n := len(f.GetSheetList()); n != 14 {
		t.Errorf("%d sheets, want 14", n)
	}
	b.Reset()
	if err := Alignment(&b, &duizhao.Report{}, Options{}); err != nil {
		t.Fatal(err)
	}
	open(t, b.Bytes())
}

func TestWriterErrorIsReturned(t *testing.T) {
	full := errors.New("disk full")
	if err := Alignment(failing{full}, report2022(t), Options{}); !errors.Is(err, full) {
		t.Errorf("error is %v, want %v", err, full)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

var _ io.Writer = failing{}
