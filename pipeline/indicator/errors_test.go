package indicator_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"duizhao"
	"duizhao/pipeline/indicator"
)

// good is a rule file without a fault, into which the cases below put one.
const good = `rules:
  - id: bridges
    name: {zh: 桥梁, en: bridges}
    unit: bridge
    domain: test
    measure: stock
    zh: ["桥梁#"]
    en: ["# bridges"]
    examples:
      - {zh: "全市有桥梁12座。", value: "12"}
      - {en: "The city has 12 bridges.", value: "12"}
`

func TestFaultsAreShownWithTheirLine(t *testing.T) {
	tests := []struct {
		name, old, new string
		line, says     string
	}{
		{"unknown key", "unit: bridge", "units_: bridge", "rules/a.yaml:4:5", `unknown key "units_"`},
		{"missing name", "    name: {zh: 桥梁, en: bridges}\n", "", "rules/a.yaml:2:5", "name in both languages"},
		{"no unit", "    unit: bridge\n", "", "rules/a.yaml:2:5", "has no unit"},
		{"measure", "measure: stock", "measure: heap", "rules/a.yaml:2:5", "flow, stock, rate, rank"},
		{"two numbers", `"桥梁#"`, `"桥梁##"`, "rules/a.yaml:7:10", "has two"},
		{"no number", `"桥梁#"`, `"桥梁"`, "rules/a.yaml:7:10", "one #"},
		{"only optional", `"桥梁#"`, `"(桥梁)?#"`, "rules/a.yaml:7:10", "not optional"},
		{"open bracket", `"桥梁#"`, `"(桥梁#"`, "rules/a.yaml:7:10", "( without )"},
		{"word list", `"桥梁#"`, `"<nothing>#"`, "rules/a.yaml:7:10", `"nothing"`},
		{"no example", "      - {en: \"The city has 12 bridges.\", value: \"12\"}\n", "", "rules/a.yaml:2:5", "no example"},
		{"no value", `12座。", value: "12"}`, `12座。"}`, "rules/a.yaml:10:9", "needs the value"},
		{"failing example", `value: "12"}` + "\n      - {en", `value: "13"}` + "\n      - {en", "rules/a.yaml:10:9", "does not find 13"},
		{"counter-example", "    examples:", "    counter:\n      - {zh: \"全县有桥梁3座。\"}\n    examples:", "rules/a.yaml:10:9", "matches its counter-example"},
		{"body", "unit: bridge", "unit: bridge\n    body: [harbour]", "rules/a.yaml:2:5", `"harbour"`},
		{"set", "id: bridges", "id: bridges\n    each: rivers", "rules/a.yaml:2:5", `"rivers"`},
		{"list expected", `zh: ["桥梁#"]`, `zh: {a: b}`, "rules/a.yaml:7:9", "list is expected"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := strings.Replace(good, tt.old, tt.new, 1)
			if text == good {
				t.Fatal("the case changes nothing")
			}
			err := load(text)
			var e *duizhao.Error
			if !errors.As(err, &e) {
				t.Fatalf("got %v, expected a *duizhao.Error", err)
			}
			if e.Stage != "rules" || e.Code == "" || e.Text.Zh == "" {
				t.Errorf("stage %q, code %q, Chinese text %q", e.Stage, e.Code, e.Text.Zh)
			}
			line := strings.Split(tt.line, ":")[1]
			if e.Path != tt.line || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got  %v\nwant %s (line %s) … %s", err, tt.line, line, tt.says)
			}
		})
	}
}

func load(text string) error {
	_, err := indicator.Load(indicator.Options{Builtin: fstest.MapFS{"a.yaml": {Data: []byte(text)}}, Check: true}, read)
	return err
}

func TestGoodRuleLoads(t *testing.T) {
	if err := load(good); err != nil {
		t.Fatal(err)
	}
}

func TestDuplicateIDIsRefused(t *testing.T) {
	_, err := indicator.Load(indicator.Options{Builtin: fstest.MapFS{
		"a.yaml": {Data: []byte(good)}, "b.yaml": {Data: []byte(good)},
	}}, read)
	if err == nil || !strings.Contains(err.Error(), "bridges stands in rules/a.yaml, line 2 too") {
		t.Fatalf("got %v", err)
	}
}

func TestUserFolderAddsAndReplaces(t *testing.T) {
	dir := t.TempDir()
	replaced := strings.Replace(good, "桥梁#", "大桥#", 1)
	replaced = strings.Replace(replaced, "桥梁12座", "大桥12座", 1)
	if err := os.WriteFile(filepath.Join(dir, "own.yaml"), []byte(replaced), 0o644); err != nil {
		t.Fatal(err)
	}
	builtin := fstest.MapFS{"a.yaml": {Data: []byte(good)}}
	r, err := indicator.Load(indicator.Options{Builtin: builtin, Dirs: []string{dir}}, read)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(r.Indicators()); n != 1 {
		t.Fatalf("%d indicators, expected the one that was replaced", n)
	}
	for text, want := range map[string]string{"全市有桥梁12座。": "", "全市有大桥12座。": "bridges"} {
		got := r.Observe(read(duizhao.Chinese, text), indicator.Frame{})
		if len(got) != 1 || got[0].Indicator != want {
			t.Errorf("%s: %v, expected indicator %q", text, figures(got), want)
		}
	}
}

func TestUserRulesAreRunAgainstTheirExamples(t *testing.T) {
	dir := t.TempDir()
	failing := strings.Replace(good, `value: "12"}`, `value: "99"}`, 1)
	if err := os.WriteFile(filepath.Join(dir, "own.yaml"), []byte(failing), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := indicator.Load(indicator.Options{Dirs: []string{dir}}, read)
	if err == nil || !strings.Contains(err.Error(), "own.yaml:10:9") {
		t.Fatalf("got %v", err)
	}
}

func TestFolderThatIsNotThere(t *testing.T) {
	_, err := indicator.Load(indicator.Options{Dirs: []string{"/no/such/folder"}}, read)
	var e *duizhao.Error
	if !errors.As(err, &e) || e.Code != "folder" {
		t.Fatalf("got %v", err)
	}
}

func TestBrokenYAML(t *testing.T) {
	err := load("rules:\n  - id: [")
	var e *duizhao.Error
	if !errors.As(err, &e) || e.Code != "yaml" || !strings.HasPrefix(e.Path, "rules/a.yaml:") || !strings.Contains(e.Text.En, "| - id: [") {
		t.Fatalf("got %v", err)
	}
}
