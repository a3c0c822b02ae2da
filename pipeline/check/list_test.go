package check_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"duizhao"
	"duizhao/pipeline/check"
)

// TestTableRows: a row that one language leaves out is told once, and a table that it
// leaves out is one finding too.
func TestTableRows(t *testing.T) {
	for _, c := range []struct {
		title, en string
		findings  int
		says      string
	}{
		{"a row left out", "Lakeside\n41\n-\n-\nHilltop\n67", 1, "in a row of the table"},
		{"two rows left out", "Lakeside\n41\n-\n-\n-\n-", 2, "in a row of the table"},
		{"the table left out", "-\n-\n-\n-\n-\n-", 1, "the table that has"},
		{"a full table", "Lakeside\n41\nHarbour\n58\nHilltop\n67", 0, ""},
	} {
		b := bitext("湖滨\n41\n港口\n58\n山顶\n67", c.en)
		for i := range b.Zh.Document.Blocks {
			b.Zh.Document.Blocks[i].Kind, b.Zh.Document.Blocks[i].Cell = duizhao.TableCell, &duizhao.Cell{Table: 1, Row: i / 2, Col: i % 2}
		}
		found := check.Run(b, check.Options{})
		if len(found) != c.findings {
			t.Errorf("%s: %d findings, want %d: %+v", c.title, len(found), c.findings, found)
		}
		for _, f := range found {
			if !strings.Contains(f.Message.En, c.says) || f.Severity != duizhao.SeverityWarning {
				t.Errorf("%s: %s %s", c.title, f.Severity, f.Message.En)
			}
		}
	}
}

// TestRenderings: every row of renderings.tsv is well-formed, stands once, and offers
// a term more than one way.
func TestRenderings(t *testing.T) {
	text, err := os.ReadFile("renderings.tsv")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for i, line := range strings.Split(string(text), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		at := fmt.Sprintf("line %d: %s", i+1, line)
		columns := strings.Split(line, "\t")
		if len(columns) != 3 || columns[0] != "term" && columns[0] != "body" && columns[0] != "law" {
			t.Errorf("%s: not kind, Chinese, English", at)
			continue
		}
		if seen[columns[1]] {
			t.Errorf("%s: stands twice", at)
		}
		seen[columns[1]] = true
		if columns[0] == "term" && !strings.Contains(columns[2], "|") {
			t.Errorf("%s: a term said in one way cannot be said in two", at)
		}
		if strings.ToLower(line) != line || strings.Contains(columns[2], "-") {
			t.Errorf("%s: neither capitals nor hyphens", at)
		}
	}
}
