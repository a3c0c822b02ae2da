package export

import (
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"duizhao"
)

// program returns the path of a program that opens workbooks. Where it is missing
// the test is skipped, but not in continuous integration.
func program(t *testing.T, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	missing(t, strings.Join(names, " or "))
	return ""
}

func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not installed", what)
	}
	t.Skipf("%s is not installed", what)
}

// run runs a program and returns what it prints.
func run(t *testing.T, path string, args ...string) string {
	t.Helper()
	out, err := exec.Command(path, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", filepath.Base(path), err, out)
	}
	return string(out)
}

// files writes both workbooks into a folder and returns their paths.
func files(t *testing.T) (indicators, alignment string) {
	t.Helper()
	dir := t.ArtifactDir()
	indicators, alignment = filepath.Join(dir, "indicators.xlsx"), filepath.Join(dir, "alignment.xlsx")
	o := Options{Lang: duizhao.Chinese, Generated: "2026-02-01"}
	for path, b := range map[string][]byte{indicators: indicatorsBytes(t, o), alignment: alignmentBytes(t, o)} {
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return indicators, alignment
}

// pandasScript opens both workbooks as a statistician would.
const pandasScript = `
import sys, warnings
warnings.simplefilter("error")
import openpyxl, pandas
data = pandas.read_excel(sys.argv[1], sheet_name="数据 Data")
print(data["数值 Value"].dtype, data["下限 Low"].dtype, len(data), data["数值 Value"].isna().sum())
print(data.loc[2, "数值 Value"] == 14100, data.loc[7, "数值 Value"] == 202000000.5)
years = pandas.read_excel(sys.argv[1], sheet_name="年度 Years")
print(years["增减量 Change 2020→2022"].tolist()[:2])
book = openpyxl.load_workbook(sys.argv[2])
sheet = book["段落 Paragraphs"]
print(sheet["C6"].data_type, sheet["D6"].data_type, list(sheet.tables), sheet.freeze_panes)
print(sheet.data_validations.dataValidation[0].formula1)
`

func TestPandasAndOpenpyxlOpenIt(t *testing.T) {
	python := program(t, "/usr/bin/python3", "python3")
	if exec.Command(python, "-c", "import pandas, openpyxl").Run() != nil {
		missing(t, "pandas with openpyxl")
	}
	indicators, alignment := files(t)
	got := run(t, python, "-c", pandasScript, indicators, alignment)
	want := strings.TrimLeft(`
float64 float64 11 2
True True
[2100, 110000000]
s s ['Paragraphs'] C2
"auto,confirmed,edited"
`, "\n")
	want2 := strings.Replace(want, "[2100, 110000000]", "[2100.0, 110000000.0]", 1)
	if got != want && got != want2 {
		t.Errorf("printed\n%s, want\n%s", got, want)
	}
}

func TestLibreOfficeOpensIt(t *testing.T) {
	soffice := program(t, "soffice", "libreoffice")
	indicators, alignment := files(t)
	dir := t.TempDir()
	// 44,34,76,1,...,-1: comma, quotes, UTF-8, every sheet into a file of its own.
	filter := "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
	run(t, soffice, "-env:UserInstallation=file://"+filepath.ToSlash(t.TempDir()),
		"--headless", "--convert-to", filter, "--outdir", dir, indicators, alignment)
	data := readCSV(t, filepath.Join(dir, "indicators-"+SheetData+".csv"))
	if len(data) != 12 || strings.ReplaceAll(data[3][10], ",", "") != "14100" || data[9][9] != "" {
		t.Errorf("the long table has %d rows, row 4 is %q", len(data), data[3])
	}
	paragraphs := readCSV(t, filepath.Join(dir, "alignment-"+SheetParagraphs+".csv"))
	formula := slices.IndexFunc(paragraphs, func(row []string) bool { return strings.HasPrefix(row[3], "=HYPERLINK") })
	if formula < 0 || paragraphs[formula][3] != `=HYPERLINK("http://example.org") looks like a formula & <tags> _x0041_ stay.` {
		t.Errorf("the text that looks like a formula is gone: %q", paragraphs)
	}
	if len(paragraphs) != 7 || paragraphs[3][2] != "全市专利授权量1.41万件，比上年增长22.9%。有效发明专利3000余件，其中高校1200件。持证种子企业32家。" {
		t.Errorf("%d rows, row 4 is %q", len(paragraphs), paragraphs[3])
	}
}

func readCSV(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
