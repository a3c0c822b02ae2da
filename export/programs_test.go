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
	"duizhao/internal/testkit"
)

func program(t *testing.T, names ...string) string { t.Helper(); return testkit.Program(t, names...) }

func missing(t *testing.T, what string) { t.Helper(); testkit.Missing(t, what) }

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
for column in ["观测 Observation", "指标代码 Indicator ID", "原文句子 Sentence"]:
    print(data[column].map(type).isin([str, float]).all())
sentences = pandas.read_excel(sys.argv[1], sheet_name="原文 Sentences")
joined = data.merge(sentences, left_on="原文句子 Sentence", right_on="编号 No.")
print(len(joined), all(w in s for w, s in zip(joined["中文原文 Chinese words"].fillna(""), joined["中文句子 Chinese sentence"].fillna(""))))
with warnings.catch_warnings():  # openpyxl says that it leaves sparklines out
    warnings.simplefilter("ignore")
    years = pandas.read_excel(sys.argv[1], sheet_name="年度 Years", header=2)
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
True
True
True
8 True
[2100, 110000000]
s s ['Paragraphs'] C2
"auto,confirmed,edited"
`, "\n")
	want2 := strings.Replace(want, "[2100, 110000000]", "[2100.0, 110000000.0]", 1)
	if got != want && got != want2 {
		t.Errorf("printed\n%s, want\n%s", got, want)
	}
}

// readxlScript opens the long table as a statistician with R would.
const readxlScript = `
d <- readxl::read_excel(commandArgs(TRUE)[1], sheet = "数据 Data")
cat(nrow(d), class(d[["数值 Value"]]), class(d[["置信度 Confidence"]]), class(d[["指标代码 Indicator ID"]]), "\n")
cat(sum(is.na(d[["数值 Value"]])), d[["数值 Value"]][3] == 14100, d[["中文原文 Chinese words"]][3] == "1.41万件", d[["原文句子 Sentence"]][3], "\n")
`

func TestReadxlOpensIt(t *testing.T) {
	t.Setenv("LC_ALL", "C.UTF-8") // R reads the names of columns in the locale's encoding
	r := program(t, "Rscript")
	if exec.Command(r, "-e", "library(readxl)").Run() != nil {
		missing(t, "readxl for R")
	}
	indicators, _ := files(t)
	got := run(t, r, "--encoding=UTF-8", "-e", readxlScript, indicators)
	if want := "11 numeric numeric character \n2 TRUE TRUE s3 \n"; got != want {
		t.Errorf("printed %q, want %q", got, want)
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
	value, state := slices.Index(data[0], "数值 Value"), slices.Index(data[0], "数值状态 Value status")
	if len(data) != 12 || value < 0 || strings.ReplaceAll(data[3][value], ",", "") != "14100" || data[11][state] != "missing" || data[11][value] != "" {
		t.Errorf("the long table has %d rows, row 4 is %q", len(data), data[3])
	}
	if link := slices.Index(data[0], "原文句子 Sentence"); !strings.HasPrefix(data[3][link], "s") {
		t.Errorf("the figure leads to %q, not a sentence", data[3][link])
	}
	contents := readCSV(t, filepath.Join(dir, "indicators-"+SheetContents+".csv"))
	if len(contents) < 10 || contents[0][0] != "目录 Contents" {
		t.Errorf("the contents have %d rows, the first is %q", len(contents), contents[0])
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
