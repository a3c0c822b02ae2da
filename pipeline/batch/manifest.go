package batch

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"duizhao"
	"duizhao/internal/decode"
	"duizhao/pipeline"
)

// manifests are the names under which a folder's own manifest is found.
var manifests = []string{"reports.yaml", "reports.yml", "reports.csv"}

// entry is one report of a manifest: what names cannot tell. Paths are relative to
// the manifest.
type entry struct {
	ID     string `yaml:"id"`
	Zh     string `yaml:"zh"`   // the Chinese file
	En     string `yaml:"en"`   // the English file
	File   string `yaml:"file"` // or one file with both languages
	Period string `yaml:"period"`
	Area   string `yaml:"area"`

	line int
}

// columnsOf lists the columns of a manifest in CSV, which are the keys of one in YAML.
var columnsOf = []string{"id", "zh", "en", "file", "period", "area"}

// readManifest returns the sources that the manifest at path names. The error, a
// *duizhao.Error, names the line.
func readManifest(path string) ([]pipeline.Source, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, pathError(path, err)
	}
	var entries []entry
	if strings.EqualFold(filepath.Ext(path), ".csv") {
		entries, err = csvEntries(data)
	} else {
		entries, err = yamlEntries(data)
	}
	if err != nil {
		return nil, manifestError(path, err)
	}
	var out []pipeline.Source
	seen := map[string]int{}
	for _, e := range entries {
		src, err := e.source(filepath.Dir(path))
		if err == nil && seen[src.ID] > 0 {
			err = fmt.Errorf("id %q stands on line %d already", src.ID, seen[src.ID])
		}
		if err != nil {
			return nil, manifestError(path, fmt.Errorf("line %d: %w", e.line, err))
		}
		seen[src.ID] = e.line
		out = append(out, src)
	}
	return out, nil
}

func (e *entry) source(dir string) (pipeline.Source, error) {
	src := pipeline.Source{ID: slug(e.ID), Period: strings.TrimSpace(e.Period), Area: strings.TrimSpace(e.Area)}
	files := []string{e.Zh, e.En}
	switch {
	case e.File != "" && (e.Zh != "" || e.En != ""):
		return src, errors.New("file stands for both languages; give file, or zh and en")
	case e.File != "":
		files = []string{e.File}
	}
	for _, f := range files {
		if f = strings.TrimSpace(f); f == "" {
			continue
		}
		if !filepath.IsAbs(f) {
			f = filepath.Join(dir, filepath.FromSlash(f))
		}
		src.Files = append(src.Files, f)
	}
	if src.Files == nil {
		return src, errors.New("no file is named; give file, or zh and en")
	}
	if src.ID == "" {
		src.ID = nameOf(strings.TrimSuffix(filepath.Base(src.Files[0]), filepath.Ext(src.Files[0]))).id
	}
	if src.ID == "" {
		return src, errors.New("an id is needed")
	}
	return src, nil
}

// yamlEntries reads a list of entries, alone or under the key "reports".
func yamlEntries(data []byte) ([]entry, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, err
	}
	if len(doc.Content) == 0 {
		return nil, errors.New("it is empty")
	}
	list := doc.Content[0]
	if list.Kind == yaml.MappingNode && len(list.Content) == 2 && list.Content[0].Value == "reports" {
		list = list.Content[1]
	}
	if list.Kind != yaml.SequenceNode {
		return nil, fmt.Errorf("line %d: a list of reports is expected, alone or under the key reports", list.Line)
	}
	var out []entry
	for _, n := range list.Content {
		if n.Kind != yaml.MappingNode {
			return nil, fmt.Errorf("line %d: keys with values are expected: %s", n.Line, strings.Join(columnsOf, ", "))
		}
		for i := 0; i < len(n.Content); i += 2 {
			if k := n.Content[i]; !slices.Contains(columnsOf, k.Value) {
				return nil, fmt.Errorf("line %d: unknown key %q; use one of %s", k.Line, k.Value, strings.Join(columnsOf, ", "))
			}
		}
		e := entry{line: n.Line}
		if err := n.Decode(&e); err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

// csvEntries reads a table whose first row names the columns. Excel writes such
// files in UTF-8 with a mark, or in GB18030.
func csvEntries(data []byte) ([]entry, error) {
	text, _, _, err := decode.Text(data)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(bytes.NewReader([]byte(strings.TrimPrefix(text, "\ufeff"))))
	r.TrimLeadingSpace = true
	head, err := r.Read()
	if err != nil {
		return nil, errors.New("it is empty")
	}
	for i, h := range head {
		head[i] = strings.ToLower(strings.TrimSpace(h))
		if !slices.Contains(columnsOf, head[i]) {
			return nil, fmt.Errorf("line 1: unknown column %q; use some of %s", h, strings.Join(columnsOf, ", "))
		}
	}
	var out []entry
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		line, _ := r.FieldPos(0)
		e := entry{line: line}
		for i, v := range row {
			*e.field(head[i]) = v
		}
		out = append(out, e)
	}
}

func (e *entry) field(column string) *string {
	return map[string]*string{"id": &e.ID, "zh": &e.Zh, "en": &e.En, "file": &e.File, "period": &e.Period, "area": &e.Area}[column]
}

func manifestError(path string, err error) error {
	return &duizhao.Error{Stage: "discover", Code: "manifest", Path: path, Err: err, Text: duizhao.Bilingual{
		Zh: "清单有误；请改正后再运行",
		En: "the manifest is wrong; mend it and run again",
	}}
}
