//go:build linux

package export

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"duizhao"
)

// Long tables are measured in processes of their own, so that their greatest
// memory can be told, beside what people write workbooks with in Python, on the
// same rows. DUIZHAO_ROWS says how many rows (100,000 where it is not set).
//
//	DUIZHAO_ROWS=1000000 go test ./export -run '^$' -bench Long -benchtime 1x
const (
	rowsVariable = "DUIZHAO_ROWS"
	jobVariable  = "DUIZHAO_BENCH_JOB"
	fileVariable = "DUIZHAO_BENCH_FILE"
)

func benchRows(b *testing.B) int {
	n, err := strconv.Atoi(os.Getenv(rowsVariable))
	if err != nil {
		return 100_000
	}
	return n
}

// pythonWriters writes the rows of tenColumns with a library of Python.
const pythonWriters = `
import sys
library, rows, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
heads = ["报告 Report", "观测 Observation", "期间 Period", "地区 Area", "指标代码 Indicator ID", "指标（中文） Indicator (Chinese)",
    "指标（英文） Indicator (English)", "数值 Value", "单位 Unit", "置信度 Confidence"]
def row(i):
    return ["city-ip-%d" % (i // 500), "o-%010x" % (i * 2654435761 % 2**40), str(2000 + i % 25), "澜江市", "indicator_%d" % (i % 300),
        "第%d项知识产权指标" % (i % 300), "intellectual property indicator no. %d" % (i % 300), i * 7919 % 10000019, "case", 0.5 + i % 50 / 100]
if library == "openpyxl":
    import openpyxl
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    sheet.append(heads)
    for i in range(rows):
        sheet.append(row(i))
    book.save(path)
else:
    import xlsxwriter
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Data")
    sheet.write_row(0, 0, heads)
    for i in range(rows):
        sheet.write_row(i + 1, 0, row(i))
    book.close()
`

func tenColumns() *sheet {
	s := &sheet{name: "Data", table: "Data", bare: true}
	for _, h := range []string{
		"报告 Report", "观测 Observation", "期间 Period", "地区 Area", "指标代码 Indicator ID", "指标（中文） Indicator (Chinese)",
		"指标（英文） Indicator (English)", "数值 Value", "单位 Unit", "置信度 Confidence",
	} {
		s.columns = append(s.columns, words(h))
	}
	return s
}

func tenCells(i int) []cell {
	return []cell{
		{text: fmt.Sprintf("city-ip-%d", i/500)}, {text: fmt.Sprintf("o-%010x", i*2654435761%(1<<40))}, {text: strconv.Itoa(2000 + i%25)},
		{text: "澜江市"}, {text: fmt.Sprintf("indicator_%d", i%300)}, {text: fmt.Sprintf("第%d项知识产权指标", i%300)},
		{text: fmt.Sprintf("intellectual property indicator no. %d", i%300)},
		number(duizhao.NewDecimal(int64(i*7919%10000019), 0)), {text: "case"}, share(0.5 + float64(i%50)/100),
	}
}

// writeTen writes a workbook of one table with rows of ten columns.
func writeTen(w io.Writer, rows int) error {
	k, err := newBook(properties{})
	if err != nil {
		return err
	}
	s := k.start(tenColumns())
	for i := range rows {
		if _, err := s.add(tenCells(i)); err != nil {
			return err
		}
	}
	if err := k.finish(s); err != nil {
		return err
	}
	return k.write(w)
}

// writeMany writes the whole workbook of indicators over observations, 500 a
// report, of a hundred places and ten years.
func writeMany(t testing.TB, w io.Writer, observations int) error {
	s, err := newIndicators(w, Options{})
	if err != nil {
		return err
	}
	r := large(t)
	for n := 0; n*500 < observations; n++ {
		r.ID = fmt.Sprintf("city-%03d-%d", n%100, 2010+n/100%10)
		r.Period = strconv.Itoa(2010 + n/100%10)
		r.Area = duizhao.Bilingual{Zh: fmt.Sprintf("第%d市", n%100), En: fmt.Sprintf("City %d", n%100)}
		for i := range r.Observations {
			o := &r.Observations[i]
			o.Period, o.Area = r.Period, ""
			o.Indicator = fmt.Sprintf("indicator_%d", i%250)
			o.Value = duizhao.NewDecimal(int64((n+1)*(i+7)%100003), 0)
		}
		r.Observations = r.Observations[:500]
		if err := s.Add(r); err != nil {
			return err
		}
	}
	return s.Close()
}

// BenchmarkLongChild does one job where its parent asks for it.
func BenchmarkLongChild(b *testing.B) {
	job := os.Getenv(jobVariable)
	if job == "" {
		b.Skip("runs for the other benchmarks")
	}
	f, err := os.Create(os.Getenv(fileVariable))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	for b.Loop() {
		if job == "ten" {
			err = writeTen(f, benchRows(b))
		} else {
			err = writeMany(b, f, benchRows(b))
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}

// measured runs a program and returns its processor seconds and greatest memory in
// megabytes.
func measured(b *testing.B, c *exec.Cmd) (seconds, megabytes float64) {
	b.Helper()
	if out, err := c.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	p := c.ProcessState
	return (p.UserTime() + p.SystemTime()).Seconds(), float64(p.SysUsage().(*syscall.Rusage).Maxrss) / 1024
}

func child(job, file string) *exec.Cmd {
	c := exec.Command(os.Args[0], "-test.run=^$", "-test.bench=^BenchmarkLongChild$", "-test.benchtime=1x")
	c.Env = append(os.Environ(), jobVariable+"="+job, fileVariable+"="+file)
	return c
}

func BenchmarkLongTable(b *testing.B) {
	rows := benchRows(b)
	dir := b.TempDir()
	for b.Loop() {
		ours, memory := measured(b, child("ten", filepath.Join(dir, "duizhao.xlsx")))
		b.ReportMetric(float64(rows)/ours, "rows/cpu-s")
		b.ReportMetric(memory, "MB")
		for _, library := range []string{"openpyxl", "xlsxwriter"} {
			if exec.Command("/usr/bin/python3", "-c", "import "+library).Run() != nil {
				continue
			}
			file := filepath.Join(dir, library+".xlsx")
			theirs, _ := measured(b, exec.Command("/usr/bin/python3", "-c", pythonWriters, library, strconv.Itoa(rows), file))
			b.ReportMetric(theirs/ours, "x-"+library)
		}
	}
}

func BenchmarkLongWorkbook(b *testing.B) {
	rows := benchRows(b)
	for b.Loop() {
		seconds, memory := measured(b, child("many", filepath.Join(b.TempDir(), "indicators.xlsx")))
		b.ReportMetric(float64(rows)/seconds, "observations/cpu-s")
		b.ReportMetric(memory, "MB")
	}
}
