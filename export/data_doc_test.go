package export

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duizhao/internal/testkit"
)

// TestFormatsDocGolden holds the columns in docs/formats.md to those of the files.
func TestFormatsDocGolden(t *testing.T) {
	path := filepath.Join(testkit.Root(t), "docs", "formats.md")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const marker = "do not edit below -->\n"
	words, _, found := strings.Cut(string(b), marker)
	if !found {
		t.Fatalf("%s has no line that ends with %q", path, marker)
	}
	golden(t, path, []byte(words+marker+columnsDoc()))
}

// columnsDoc describes the columns of all tables in Markdown.
func columnsDoc() string {
	var b strings.Builder
	for _, d := range datasets() {
		fmt.Fprintf(&b, "\n### %s\n\n%s. A row is named by %s.\n\n| column | type | 中文 | what it holds |\n|---|---|---|---|\n",
			d.name, strings.ToUpper(d.about.En[:1])+d.about.En[1:], strings.Join(d.key, " and "))
		for _, c := range d.columns {
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", c.name, typeDoc(&c), c.title.Zh, aboutDoc(&c))
		}
	}
	return b.String()
}

func typeDoc(c *dataColumn) string {
	name := [...]string{textType: "text", listType: "ids", numberType: "number", exactType: "text, Parquet only", wholeType: "whole number", booleanType: "TRUE, FALSE"}[c.kind]
	if c.required {
		name += ", never empty"
	}
	return name
}

func aboutDoc(c *dataColumn) string {
	about := c.about.En
	if about == "" {
		about = c.title.En
	}
	if c.unit.En != "" {
		about += "; unit: " + c.unit.En
	}
	if len(c.codes) > 0 && !c.open {
		var codes []string
		for _, t := range c.codes {
			codes = append(codes, "`"+t.code+"`")
		}
		about += ": " + strings.Join(codes, ", ")
	}
	return about
}
