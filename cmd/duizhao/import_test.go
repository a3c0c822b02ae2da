package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duizhao"
	"duizhao/internal/testkit"
)

// TestRoundTrip holds that a report's workbook, edited in a program that people use,
// comes back as exactly the edits that were made.
func TestRoundTrip(t *testing.T) {
	for _, program := range []struct {
		name, script string
		modules      string
		args         func(t *testing.T) []string
	}{
		{"openpyxl", "translator_openpyxl.py", "openpyxl", func(*testing.T) []string { return nil }},
		{"LibreOffice", "translator_libreoffice.py", "uno", func(t *testing.T) []string { return []string{t.TempDir()} }},
	} {
		t.Run(program.name, func(t *testing.T) {
			python := pythonWith(t, program.modules, program.name == "LibreOffice")
			out, edited := t.TempDir(), filepath.Join(t.TempDir(), "edited.xlsx")
			duizhaoRuns(t, 0, "run", filepath.Join(testkit.Root(t), "testdata", "lanjiang"), "-o", out, "--only", "*-2023")
			path := filepath.Join(out, jsonPath("lanjiang-ip-2023"))
			before, err := readReport(path)
			if err != nil {
				t.Fatal(err)
			}
			args := append([]string{filepath.Join("testdata", "edit", program.script), filepath.Join(out, "alignment", "lanjiang-ip-2023.xlsx"), edited}, program.args(t)...)
			if b, err := exec.Command(python, args...).CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, b)
			}
			duizhaoRuns(t, 0, "import", out, edited)
			after, err := readReport(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(wantedEdits(before), editsOf(after)); diff != "" {
				t.Error(diff)
			}
			decisions := read(t, filepath.Join(out, "decisions", "lanjiang-ip-2023.json"))
			duizhaoRuns(t, 0, "import", out, edited) // once more: nothing new
			duizhaoRuns(t, 0, "import", out, filepath.Join(out, "alignment", "lanjiang-ip-2023.xlsx"))
			if again := read(t, filepath.Join(out, "decisions", "lanjiang-ip-2023.json")); !bytes.Equal(again, decisions) {
				t.Errorf("imported once more, the decisions are\n%s", cmp.Diff(string(decisions), string(again)))
			}
			// A run keeps all of it, and gives the report that import wrote.
			imported := read(t, path)
			duizhaoRuns(t, 0, "run", filepath.Join(testkit.Root(t), "testdata", "lanjiang"), "-o", out, "--only", "*-2023")
			if diff := cmp.Diff(strings.Split(string(imported), "\n"), strings.Split(string(read(t, path)), "\n")); diff != "" {
				t.Errorf("after a run:\n%s", diff)
			}
		})
	}
}

// wantedEdits lists what the scripts of testdata/edit decide about report r.
func wantedEdits(r *duizhao.Report) []string {
	zh, en := r.Readings.Zh.Paragraphs, r.Readings.En.Paragraphs
	partner := func(n int) []string { // the English of the paragraph that the workbook calls zh<n>
		i := slices.IndexFunc(r.Alignment.Paragraphs, func(b duizhao.ReportBead) bool { return slices.Contains(b.Zh, zh[n-1].ID) })
		return r.Alignment.Paragraphs[i].En
	}
	value := slices.IndexFunc(r.Findings, func(f duizhao.ReportFinding) bool { return f.Check == "value" })
	out := []string{
		fmt.Sprint("confirmed ", []string{zh[5].ID}, partner(6), " 核对过 checked"),
		fmt.Sprint("edited ", []string{zh[6].ID, zh[7].ID}, partner(7), " "),
		fmt.Sprint("edited ", []string{}, partner(8), " "),
		fmt.Sprint("edited ", []string{zh[9].ID}, []string{}, " "),
		fmt.Sprint("edited ", []string{}, partner(10), " "),
		"dismissed " + r.Findings[value].ID + " the source is right",
	}
	for _, p := range en {
		if slices.Contains(partner(9), p.ID) {
			out = append(out, "correction "+p.ID+" A corrected paragraph.")
		}
	}
	slices.Sort(out)
	return out
}

// editsOf lists all that people decided about r, as its JSON says.
func editsOf(r *duizhao.Report) (out []string) {
	for _, b := range slices.Concat(r.Alignment.Paragraphs, r.Alignment.Sentences) {
		if b.Status != duizhao.Auto || b.Comment != "" {
			out = append(out, fmt.Sprint(b.Status, " ", b.Zh, b.En, " ", b.Comment))
		}
	}
	for _, f := range r.Findings {
		if f.Status != duizhao.Open || f.Comment != "" {
			out = append(out, fmt.Sprint(f.Status, " ", f.ID, " ", f.Comment))
		}
	}
	for _, rd := range []*duizhao.ReportReading{r.Readings.Zh, r.Readings.En} {
		for _, p := range rd.Paragraphs {
			if p.Correction != "" {
				out = append(out, "correction "+p.ID+" "+p.Correction)
			}
		}
	}
	slices.Sort(out)
	return out
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func duizhaoRuns(t *testing.T, code int, args ...string) {
	t.Helper()
	var out bytes.Buffer
	u := newUI(args, func(string) string { return "" }, nil, &out, &out)
	if got := execute(context.Background(), u, args); got != code {
		t.Fatalf("duizhao %q: exit code %d\n%s", args, got, out.String())
	}
}

// pythonWith returns a Python that has a module, and sees to it that LibreOffice is
// there where it is needed. Elsewhere the test is skipped, but not in continuous
// integration.
func pythonWith(t *testing.T, module string, office bool) string {
	t.Helper()
	what := ""
	if office {
		if _, err := exec.LookPath("soffice"); err != nil {
			what = "LibreOffice"
		}
	}
	for _, python := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(python, "-c", "import "+module).Run() == nil && what == "" {
			return python
		}
	}
	if what == "" {
		what = "Python with " + module
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not installed", what)
	}
	t.Skipf("%s is not installed", what)
	return ""
}
