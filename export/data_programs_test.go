package export

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"duizhao"
	"duizhao/internal/testkit"
)

// dataFolder writes all files of data/ and returns the folder.
func dataFolder(t *testing.T, reports ...*duizhao.Report) string {
	t.Helper()
	dir := t.ArtifactDir()
	for _, f := range dataFormats() {
		path := filepath.Join(dir, filepath.Base(f.Path("")))
		if err := os.WriteFile(path, dataBytes(t, f.Name, reports...), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// nodeScript runs JavaScript where the packages of scripts/node are found.
func nodeScript(t *testing.T, script string, args ...string) string {
	t.Helper()
	node := program(t, "node", "nodejs")
	dir := filepath.Join(testkit.Root(t), "scripts", "node")
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "@duckdb", "node-api")); err != nil {
		missing(t, "the packages of scripts/node (scripts/tools.sh)")
	}
	cmd := exec.Command(node, append([]string{"-e", script, "--"}, args...)...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("node: %v\n%s", err, out)
	}
	return string(out)
}

func wantPrinted(t *testing.T, got, want string) {
	t.Helper()
	if got, want := strings.TrimSpace(got), strings.TrimSpace(want); got != want {
		t.Errorf("printed\n%s\nwant\n%s", got, want)
	}
}

// pandasCSV loads the tables without any option, as people do.
const pandasCSV = `
import pandas, sys
o = pandas.read_csv(sys.argv[1] + "/observations.csv")
print(o.columns[0], len(o), o.OBS_VALUE.dtype, o.LOWER_BOUND.dtype, o.CONFIDENCE.dtype, o.OCR.dtype, o.UNIT_MULT.dtype, o.CHAR_START_ZH.dtype)
print("%.0f" % o.OBS_VALUE.sum(), int(o.OBS_VALUE.isna().sum()), o.OBS_STATUS.tolist())
p = pandas.read_csv(sys.argv[1] + "/paragraphs.csv")
print(len(p), p[p.TEXT.str.startswith("'")].TEXT.tolist())
m = o.merge(p, left_on=["REPORT", "PARAGRAPH_ZH"], right_on=["REPORT", "PARAGRAPH"])
print(len(m), all(q in text for q, text in zip(m.QUOTE_ZH, m.TEXT)))
`

func TestPandasReadsCSV(t *testing.T) {
	python := program(t, "/usr/bin/python3", "python3")
	if exec.Command(python, "-c", "import pandas").Run() != nil {
		missing(t, "pandas")
	}
	wantPrinted(t, run(t, python, "-c", pandasCSV, dataFolder(t)), `
REPORT 11 float64 float64 float64 bool int64 float64
1234568422152612 2 ['A', 'A', 'A', 'A', 'E', 'U', 'A', 'A', 'A', 'O', 'O']
12 ["'=1+1 是公式的样子，@提及、-5 和 +5 也是。␇\u2028尾", '\'=HYPERLINK("http://example.org") looks like a formula & <tags> _x0041_ stay.']
6 True
`)
}

const rScript = `
o <- read.csv(file.path(commandArgs(TRUE), "observations.csv"), fileEncoding = "UTF-8-BOM")
cat(names(o)[1], nrow(o), class(o$OBS_VALUE), class(o$OCR), class(o$UNIT_MULT), class(o$INDICATOR_ZH), sum(is.na(o$OBS_VALUE)), "\n")
cat(format(sum(o$OBS_VALUE, na.rm = TRUE), digits = 15), o$INDICATOR_ZH[3], o$LOWER_BOUND[5], "\n")
`

func TestRReadsCSV(t *testing.T) {
	r := program(t, "Rscript")
	script := filepath.Join(t.TempDir(), "read.R")
	if err := os.WriteFile(script, []byte(rScript), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("LC_ALL", "C.UTF-8")
	wantPrinted(t, strings.ReplaceAll(run(t, r, "--vanilla", script, dataFolder(t)), " \n", "\n"), `
REPORT 11 numeric logical integer character 2
1234568422152612 专利授权量 3000
`)
}

// duckdbScript compares each table's Parquet with its CSV, read as text.
const duckdbScript = `
const { DuckDBInstance } = require('@duckdb/node-api');
(async () => {
  const db = await (await DuckDBInstance.create(':memory:')).connect();
  const all = async q => (await db.runAndReadAll(q)).getRowsJson();
  const dir = process.argv[process.argv.length - 1];
  for (const name of ['observations', 'quantities', 'paragraphs', 'beads', 'findings', 'reports']) {
    const parquet = "'" + dir + '/' + name + ".parquet'";
    const csv = "read_csv('" + dir + '/' + name + ".csv', all_varchar=true, quote='\"', escape='\"', header=true, delim=',', strict_mode=false)";
    const types = await all('describe select * from ' + parquet);
    const numbers = types.filter(t => t[1] != 'VARCHAR' && t[1] != 'BOOLEAN').map(t => t[0]);
    const sums = numbers.map(n => 'sum(' + n + '::double)::varchar || count(' + n + ')').join(', ') || '1';
    const a = await all('select count(*), ' + sums + ' from ' + parquet);
    const b = await all('select count(*), ' + sums + ' from ' + csv);
    await all('select ' + types.map(t => t[0]).join(', ') + ' from ' + parquet + ' limit 1'); // no name needs quotes
    const odd = types.filter(t => !['VARCHAR', 'DOUBLE', 'INTEGER', 'BOOLEAN'].includes(t[1]));
    console.log(name, a[0][0], numbers.length, JSON.stringify(a) == JSON.stringify(b) ? 'same sums' : JSON.stringify([a, b]), odd.length);
  }
  console.log((await all("select OBS_VALUE_EXACT, INDICATOR_ZH from '" + dir + "/observations.parquet' where OBS_VALUE_EXACT like '%0123456789' limit 1"))[0].join(' '));
})();
`

func TestDuckDBReadsParquet(t *testing.T) {
	r := hostile(t)
	r.ID = "zz-hostile"
	wantPrinted(t, nodeScript(t, duckdbScript, dataFolder(t, report2020(t), report2022(t), r)), `
observations 37 11 same sums 0
quantities 26 7 same sums 0
paragraphs 23 7 same sums 0
beads 24 1 same sums 0
findings 10 6 same sums 0
reports 3 3 same sums 0
1234567890123456789012345678901234567890.0123456789 +1
`)
}

// packageScript reads the tables by their descriptor, which checks types, required
// cells, codes, keys, and that foreign keys are found.
const packageScript = `
const { Package } = require('datapackage');
(async () => {
  const p = await Package.load(process.argv[process.argv.length - 1] + '/datapackage.json');
  console.log(p.valid, p.errors.map(e => e.message).join('; '));
  for (const r of p.resources) {
    const rows = await r.read({ keyed: true, relations: true });
    console.log(r.name, rows.length, r.schema.foreignKeys.length);
  }
})().catch(e => console.log(e.message, (e.errors || []).map(x => x.message)));
`

func TestDataPackageIsValid(t *testing.T) {
	dir := dataFolder(t)
	for _, d := range datasets() { // this reader takes the byte order mark for a part of the first name
		path := filepath.Join(dir, d.name+".csv")
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, bytes.TrimPrefix(b, []byte(utf8BOM)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	wantPrinted(t, strings.ReplaceAll(nodeScript(t, packageScript, dir), " \n", "\n"), `
true
observations 11 1
quantities 0 1
paragraphs 12 1
beads 12 1
findings 5 1
reports 2 0
`)
}

// TestLibreOfficeRunsNothing holds that a spreadsheet that opens the CSV takes
// every text for a text, and a negative number for a number.
func TestLibreOfficeRunsNothing(t *testing.T) {
	soffice := program(t, "soffice", "libreoffice")
	r := hostile(t)
	r.Observations = r.Observations[:len(r.Observations)-6] // without the cell that is longer than a sheet's can be
	in := filepath.Join(dataFolder(t, r), "observations.csv")
	out := t.TempDir()
	run(t, soffice, "-env:UserInstallation=file://"+filepath.ToSlash(t.TempDir()), "--headless",
		"--infilter=CSV:44,34,76,1,,0,false,true", "--convert-to", "fods", "--outdir", out, in)
	sheet, err := os.ReadFile(filepath.Join(out, "observations.fods"))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(sheet, []byte("table:formula")) {
		t.Error("a text became a formula")
	}
	for _, want := range []string{`office:value="-5.5"`, "'@SUM(1)", "patents granted", "＝1+1"} {
		if !strings.Contains(strings.ReplaceAll(string(sheet), "&apos;", "'"), want) {
			t.Errorf("the sheet lacks %s", want)
		}
	}
}
