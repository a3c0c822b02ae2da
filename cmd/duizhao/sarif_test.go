package main

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"duizhao/internal/sarifschema"
	"duizhao/internal/testkit"
)

// TestSARIFFollowsSchema holds that the findings of all kinds of reports are printed as
// the schema of the standard has it: with lines and without, with findings in one
// language, in both and in none, with paths that a URI must escape.
func TestSARIFFollowsSchema(t *testing.T) {
	schema := sarifSchema(t)
	dir := filepath.Join(testkit.Root(t), "testdata")
	text, err := os.ReadFile(filepath.Join(dir, "lanjiang", "lanjiang-ip-2023.zh-en.txt"))
	if err != nil {
		t.Fatal(err)
	}
	strange := written(t, "第 1 份 100%#?.txt", text)
	english := written(t, "en.txt", []byte("Protection in 2022\n\nIn 2022, the city held training courses for 65,00 enterprises in all districts.\n"))
	document := edited(t, filepath.Join(dir, "formats", "report.docx"), "9406", "9046")
	for _, c := range []struct {
		name string
		args []string
	}{
		{"one file", []string{filepath.Join(dir, "lanjiang", "lanjiang-ip-2023.zh-en.txt")}},
		{"two files", []string{filepath.Join(dir, "customs", "海关知识产权保护状况_中文.md"), filepath.Join(dir, "customs", "海关知识产权保护状况_英文.md")}},
		{"no lines", []string{document}},
		{"one language", []string{english}},
		{"path to escape", []string{strange}},
		{"no findings", []string{filepath.Join(dir, "lanjiang", "lanjiang-ip-2023.zh-en.txt"), "--only", "glossary"}},
		{"Chinese", []string{filepath.Join(dir, "courts", "zh", "yunhe-court-2023.txt"), filepath.Join(dir, "courts", "en", "yunhe-court-2023.txt"), "--lang", "zh", "--info"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			log := printed(t, append(c.args, "--format", "sarif")...)
			v, err := jsonschema.UnmarshalJSON(bytes.NewReader(log))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(v); err != nil {
				t.Errorf("%v\n%s", err, log)
			}
			if none := bytes.Contains(log, []byte(`"results": []`)); none != (c.name == "no findings") {
				t.Errorf("no results: %v\n%s", none, log)
			}
		})
	}
	t.Run("the schema refuses", func(t *testing.T) {
		good := string(printed(t, strange, "--format", "sarif"))
		for _, change := range [][2]string{
			{`"version": "2.1.0"`, `"version": "2.1"`}, {`"startLine": `, `"startLine": -`}, {`"level": "error"`, `"level": "info"`},
			{`"ruleId"`, `"rule"`}, {`"uri": "`, `"uri": " <>`},
		} {
			v, err := jsonschema.UnmarshalJSON(strings.NewReader(strings.ReplaceAll(good, change[0], change[1])))
			if err != nil {
				t.Fatal(err)
			}
			if schema.Validate(v) == nil {
				t.Errorf("%s for %s is accepted", change[1], change[0])
			}
		}
	})
}

// written returns a file with data.
func written(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// edited returns a copy of a document that is a ZIP file, in which its text has new in
// place of the first old.
func edited(t *testing.T, path, old, new string) string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		data, err := fs.ReadFile(z, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		part, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == "word/document.xml" {
			data = bytes.Replace(data, []byte(old), []byte(new), 1)
		}
		if _, err := part.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return written(t, filepath.Base(path), out.Bytes())
}

func sarifSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(sarifschema.JSON))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", v); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// printed returns what `duizhao check` prints.
func printed(t *testing.T, args ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	args = append([]string{"check"}, args...)
	u := newUI(args, func(string) string { return "" }, strings.NewReader(""), &out, io.Discard)
	if code := execute(context.Background(), u, args); code != 0 {
		t.Fatalf("duizhao %s: exit code %d", strings.Join(args, " "), code)
	}
	return out.Bytes()
}
