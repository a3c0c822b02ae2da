package export

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// The rules a statistician's program and a reader with a screen reader rely on:
// the checklist of the UK Government Analysis Function's guidance on spreadsheets,
// as gptables applies it.
func TestChecklist(t *testing.T) {
	for name, b := range workbooks(t) {
		t.Run(name, func(t *testing.T) {
			f := open(t, b)
			names := map[string]bool{}
			for _, sheet := range f.GetSheetList() {
				if merged, err := f.GetMergeCells(sheet); err != nil || len(merged) > 0 {
					t.Errorf("%s has merged cells: %v %v", sheet, merged, err)
				}
				if n := len(utf16.Encode([]rune(sheet))); n > 31 || strings.ContainsAny(sheet, `[]:*?/\'`) {
					t.Errorf("sheet name %q is not one Excel takes", sheet)
				}
				tables, err := f.GetTables(sheet)
				if err != nil {
					t.Fatal(err)
				}
				if sheet == SheetCover || sheet == SheetCharts {
					if len(tables) != 0 {
						t.Errorf("%s has a table", sheet)
					}
					continue
				}
				if len(tables) != 1 {
					t.Fatalf("%s has %d tables, want one", sheet, len(tables))
				}
				if names[tables[0].Name] || strings.ContainsAny(tables[0].Name, " -") {
					t.Errorf("table name %q occurs twice or is none", tables[0].Name)
				}
				names[tables[0].Name] = true
				checkTable(t, f, sheet, tables[0].Range)
			}
			p, err := f.GetDocProps()
			if err != nil || p.Title == "" || p.Language == "" {
				t.Errorf("title %q, language %q (%v)", p.Title, p.Language, err)
			}
		})
	}
}

func checkTable(t *testing.T, f *excelize.File, sheet, area string) {
	t.Helper()
	first, last, _ := strings.Cut(area, ":")
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	columns, end, err := excelize.CellNameToCoordinates(last)
	if err != nil {
		t.Fatal(err)
	}
	_, begin, err := excelize.CellNameToCoordinates(first)
	if err != nil || !strings.HasPrefix(first, "A") || begin != 1 && begin != 3 {
		t.Errorf("the table of %s starts at %s", sheet, first)
	}
	if begin == 3 && (rows[0][0] == "" || rows[1][0] == "") {
		t.Errorf("%s has no title or no line about it", sheet)
	}
	for _, s := range []string{SheetData, SheetEvidence} {
		if sheet == s && begin != 1 {
			t.Errorf("the headings of %s are in row %d", sheet, begin)
		}
	}
	if len(rows) > end {
		t.Errorf("%s has %d rows, its table ends in row %d", sheet, len(rows), end)
	}
	head := rows[begin-1]
	if len(head) != columns {
		t.Fatalf("%s has %d headings for %d columns", sheet, len(head), columns)
	}
	for i, heading := range head {
		if heading == "" || slices.Contains(head[:i], heading) {
			t.Errorf("%s: heading %q is empty or occurs twice", sheet, heading)
		}
	}
	panes, err := f.GetPanes(sheet)
	if err != nil || !panes.Freeze || panes.YSplit != begin {
		t.Errorf("%s: the headings are not frozen (%v)", sheet, err)
	}
	checkNumbers(t, f, sheet, begin, columns, end)
}

// checkNumbers holds that no column has both numbers and words.
func checkNumbers(t *testing.T, f *excelize.File, sheet string, head, columns, end int) {
	t.Helper()
	for c := 1; c <= columns; c++ {
		numbers, words := 0, 0
		for r := head + 1; r <= end; r++ {
			at, _ := excelize.CoordinatesToCellName(c, r)
			v, err := f.GetCellValue(sheet, at)
			if err != nil {
				t.Fatal(err)
			}
			typ, err := f.GetCellType(sheet, at)
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case v == "":
			case typ == excelize.CellTypeUnset || typ == excelize.CellTypeNumber:
				numbers++
			default:
				words++
			}
		}
		if numbers > 0 && words > 0 {
			t.Errorf("%s, column %d has %d numbers and %d texts", sheet, c, numbers, words)
		}
	}
}

// Every sheet but the cover and the contents is in the contents, with a link.
func TestContents(t *testing.T) {
	f := open(t, indicatorsBytes(t, Options{}))
	got, _ := columnOf(t, f, SheetContents, "工作表")
	if diff := cmp.Diff(f.GetSheetList()[2:], got); diff != "" {
		t.Error(diff)
	}
	for i, name := range got {
		ok, target, err := f.GetCellHyperLink(SheetContents, fmt.Sprintf("A%d", i+4))
		if err != nil || !ok || target != "'"+name+"'!A1" {
			t.Errorf("%s links to %q (%v)", name, target, err)
		}
	}
	if ok, target, err := f.GetCellHyperLink(SheetCover, lastCell(t, f, SheetCover)); err != nil || !ok || target != "'"+SheetContents+"'!A1" {
		t.Errorf("the cover links to %q (%v)", target, err)
	}
}

func lastCell(t *testing.T, f *excelize.File, sheet string) string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("A%d", len(rows))
}

// Every figure leads to its sentence: from the long table by a function, from the
// table of years by a hyperlink.
func TestFiguresLeadToSentences(t *testing.T) {
	f := open(t, indicatorsBytes(t, Options{}))
	sentences, _ := columnOf(t, f, SheetEvidence, "编号")
	texts, _ := columnOf(t, f, SheetEvidence, "中文句子")
	english, _ := columnOf(t, f, SheetEvidence, "英文句子")
	labels, _ := columnOf(t, f, SheetData, "原文句子")
	words, _ := columnOf(t, f, SheetData, "中文原文")
	linked := 0
	for i, label := range labels {
		if label == "" {
			continue
		}
		linked++
		at := slices.Index(sentences, label)
		if at < 0 || !strings.Contains(texts[at], words[i]) || english[at] == "" {
			t.Errorf("row %d, %q leads to %s, which is not its sentence", i+2, words[i], label)
		}
		formula, err := f.GetCellFormula(SheetData, fmt.Sprintf("V%d", i+2))
		if want := fmt.Sprintf(`HYPERLINK("#'%s'!A%d","%s")`, SheetEvidence, at+2, label); err != nil || formula != want {
			t.Errorf("row %d has the formula %s, want %s (%v)", i+2, formula, want, err)
		}
	}
	if linked != 8 {
		t.Errorf("%d figures lead to sentences, want 8", linked)
	}
	ok, target, err := f.GetCellHyperLink(SheetYears, "F4")
	if err != nil || !ok || !strings.HasPrefix(target, "'"+SheetEvidence+"'!A") {
		t.Errorf("the first figure of the years leads to %q (%v)", target, err)
	}
}

// Charts have a title in both languages and say in words what they show.
func TestChartsAreDescribed(t *testing.T) {
	parts := unzipped(t, indicatorsBytes(t, Options{}))
	drawing := parts["xl/drawings/drawing1.xml"]
	if n := len(regexp.MustCompile(`<xdr:cNvPr [^>]*descr="[^"]+：[^"]+: [^"]+"`).FindAllString(drawing, -1)); n != 2 {
		t.Errorf("%d charts have words, want 2: %s", n, drawing)
	}
	for _, want := range []string{"专利授权量", "patents granted", "'年度 Years'!$E$4:$F$4"} {
		if !strings.Contains(strings.ReplaceAll(parts["xl/charts/chart1.xml"], "&#39;", "'"), want) {
			t.Errorf("the first chart lacks %q", want)
		}
	}
	years := ""
	for name, part := range parts {
		if strings.Contains(part, "sparklineGroup") {
			years += name
		}
	}
	if years == "" {
		t.Error("no sheet has sparklines")
	}
}

func unzipped(t *testing.T, b []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r) // checks the sum that was joined of segments
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		out[f.Name] = string(content)
	}
	return out
}
