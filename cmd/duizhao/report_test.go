package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"duizhao/export"
	"duizhao/internal/testkit"
	"duizhao/pipeline"
	"duizhao/pipeline/batch"
)

// TestReportsFollowSchema holds that what the program writes for real reports is
// what the published schema says, and that reading it back gives the same report.
func TestReportsFollowSchema(t *testing.T) {
	schema := compiled(t)
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(testkit.Root(t), "testdata")
	for _, src := range batch.Discover([]string{filepath.Join(dir, "lanjiang"), filepath.Join(dir, "courts"), filepath.Join(dir, "customs")}, "").Reports {
		b, err := p.Run(src)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := export.JSON(&out, b.Report()); err != nil {
			t.Fatal(err)
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(out.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%s: %v", src.ID, err)
		}
		back, err := export.ReadJSON(&out)
		if err != nil {
			t.Fatal(err)
		}
		want, got := rendered(t, b.Report()), rendered(t, back)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: reading it back changes it (-want +got):\n%s", src.ID, d)
		}
	}
}

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	data, err := export.Schema()
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("report.json", v); err != nil {
		t.Fatal(err)
	}
	return c.MustCompile("report.json")
}

func rendered(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
