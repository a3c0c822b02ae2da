package export

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duizhao"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares got with a file, or rewrites the file.
func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (go test ./export -update rewrites it):\n%s", path, diff)
	}
}

func asJSON(t testing.TB, r *duizhao.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := JSON(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestJSONGolden(t *testing.T) {
	golden(t, "testdata/lanjiang-ip-2020.json", asJSON(t, report2020(t)))
	golden(t, "testdata/lanjiang-ip-2022.json", asJSON(t, report2022(t)))
}

func TestJSONForm(t *testing.T) {
	b := asJSON(t, &duizhao.Report{Schema: duizhao.SchemaID, Title: duizhao.Bilingual{En: "R&D <2022>"}})
	if !bytes.Contains(b, []byte("R&D <2022>")) {
		t.Error("HTML characters are escaped")
	}
	if !bytes.HasSuffix(b, []byte("}\n")) {
		t.Error("no line end at the end")
	}
	if bytes.Contains(b, []byte("null")) {
		t.Errorf("an empty report has a null in it:\n%s", b)
	}
}

func TestJSONLeavesReportAlone(t *testing.T) {
	r := &duizhao.Report{Sources: []duizhao.Source{{Path: "a"}}, Alignment: duizhao.Alignment{Paragraphs: []duizhao.ReportBead{{}}}}
	asJSON(t, r)
	if r.Sources[0].Languages != nil || r.Alignment.Paragraphs[0].Zh != nil || r.Findings != nil {
		t.Error("JSON changed the report it was given")
	}
}

func TestReadJSON(t *testing.T) {
	for _, r := range samples(t) {
		first := asJSON(t, r)
		got, err := ReadJSON(bytes.NewReader(first))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(withLists(r), got); diff != "" {
			t.Errorf("%s read again differs:\n%s", r.ID, diff)
		}
		if again := asJSON(t, got); !bytes.Equal(first, again) {
			t.Errorf("%s written again has other bytes", r.ID)
		}
	}
}

func TestReadJSONRefuses(t *testing.T) {
	const good = `{"schema": "duizhao.report/1"`
	for _, c := range []struct{ name, in, code, says string }{
		{"no schema", `{}`, "schema", `""`},
		{"newer schema", `{"schema": "duizhao.report/2", "later": 1}`, "schema", "duizhao.report/2"},
		{"unknown field", good + `, "later": 1}`, "json", "later"},
		{"cut short", good, "json", "near byte"},
		{"empty", "", "json", "whole"},
		{"two values", good + "} {}", "json", ""},
		{"float as decimal", good + `, "observations": [{"value": 1.5}]}`, "json", "decimal"},
		{"not an object", `[]`, "json", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ReadJSON(strings.NewReader(c.in))
			var e *duizhao.Error
			if !errors.As(err, &e) || e.Code != c.code {
				t.Fatalf("error is %v, want one with code %q", err, c.code)
			}
			if !strings.Contains(e.In(duizhao.English), c.says) || e.Text.Zh == "" {
				t.Errorf("the error does not say %q in English or has no Chinese: %v", c.says, e)
			}
		})
	}
}

func FuzzReportJSON(f *testing.F) {
	for _, r := range samples(f) {
		f.Add(asJSON(f, r))
	}
	f.Add([]byte(`{"schema":"duizhao.report/1","observations":[{"value":"00.50","confidence":1e-7}],"readings":{"zh":{}}}`))
	f.Fuzz(func(t *testing.T, in []byte) {
		r, err := ReadJSON(bytes.NewReader(in))
		if err != nil {
			return
		}
		first := asJSON(t, r)
		again, err := ReadJSON(bytes.NewReader(first))
		if err != nil {
			t.Fatalf("what was written is refused: %v\n%s", err, first)
		}
		if diff := cmp.Diff(r, again); diff != "" {
			t.Fatalf("read again differs:\n%s", diff)
		}
		if !bytes.Equal(first, asJSON(t, again)) {
			t.Fatal("written again has other bytes")
		}
	})
}
