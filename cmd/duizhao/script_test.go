package main

import (
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"duizhao/extract"
	"duizhao/internal/contain"
	"duizhao/internal/testkit"
)

var update = flag.Bool("update", false, "rewrite the golden parts of the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"duizhao": func() {
			if contain.Main(os.Args[1:], extract.Work) {
				return
			}
			u := newUI(os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr)
			os.Exit(execute(context.Background(), u, os.Args[1:]))
		},
	})
}

// TestScript runs the command line as scripts: one file a command or a manner of
// wrong input, the reason above each step.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join("testdata", "script"),
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("TESTDATA", filepath.Join(testkit.Root(t), "testdata"))
			e.Setenv("LC_ALL", "C")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code":   exitCode,
			"encode": encode,
			"cell":   setCell,
		},
		Condition: func(cond string) (bool, error) {
			return cond == "root" && os.Geteuid() == 0, nil
		},
	})
}

// exitCode runs a command and compares its exit code: `code 3 duizhao run …`.
func exitCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N command [args...]")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if e, ok := err.(*exec.ExitError); ok {
		got = e.String()[len("exit status "):]
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != args[0] {
		ts.Fatalf("exit code %s, want %s", got, args[0])
	}
}

// setCell writes a cell of a workbook, found by its sheet, a word of its column's
// heading and its row: `cell book.xlsx 段落 Status 4 confirmed`.
func setCell(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 5 {
		ts.Fatalf("usage: cell FILE SHEET HEADING ROW VALUE")
	}
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	sheets := f.GetSheetList()
	sheet := sheets[slices.IndexFunc(sheets, func(s string) bool { return strings.Contains(s, args[1]) })]
	rows, err := f.GetRows(sheet)
	ts.Check(err)
	column := slices.IndexFunc(rows[0], func(h string) bool { return strings.Contains(h, args[2]) })
	name, err := excelize.ColumnNumberToName(column + 1)
	ts.Check(err)
	ts.Check(f.SetCellValue(sheet, name+args[3], args[4]))
	ts.Check(f.Save())
}

// encode writes a UTF-8 file in another encoding: `encode gb18030 from to`.
func encode(ts *testscript.TestScript, neg bool, args []string) {
	encodings := map[string]encoding.Encoding{
		"gb18030":  simplifiedchinese.GB18030,
		"utf-16le": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"utf-16be": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
		"utf-8bom": unicode.UTF8BOM,
	}
	if neg || len(args) != 3 || encodings[args[0]] == nil {
		ts.Fatalf("usage: encode gb18030|utf-16le|utf-16be|utf-8bom from to")
	}
	out, err := encodings[args[0]].NewEncoder().String(ts.ReadFile(args[1]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(out), 0o644))
}
