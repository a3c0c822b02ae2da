package export

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"duizhao/internal/testkit"
)

func TestSchemaGolden(t *testing.T) {
	s, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, filepath.Join(testkit.Root(t), "docs", "report.schema.json"), s)
}

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	b, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("report.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSchemaAcceptsReports(t *testing.T) {
	s := compiled(t)
	for _, r := range samples(t) {
		if err := validate(s, string(asJSON(t, r))); err != nil {
			t.Errorf("%s: %v", r.ID, err)
		}
	}
}

func validate(s *jsonschema.Schema, report string) error {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(report))
	if err != nil {
		return err
	}
	return s.Validate(doc)
}

func TestSchemaRefuses(t *testing.T) {
	s := compiled(t)
	good := string(asJSON(t, report2022(t)))
	for _, c := range []struct{ name, old, new string }{
		{"another schema", `"duizhao.report/1"`, `"duizhao.report/2"`},
		{"a field too many", `"id": "lanjiang-ip-2022",`, `"id": "lanjiang-ip-2022", "more": 1,`},
		{"a field missing", `"id": "lanjiang-ip-2022",`, ``},
		{"a decimal as number", `"value": "14100"`, `"value": 14100`},
		{"a decimal with separators", `"value": "14100"`, `"value": "14,100"`},
		{"an unknown role", `"role": "growth"`, `"role": "rise"`},
		{"an unknown severity", `"severity": "info"`, `"severity": "fatal"`},
		{"null for a list", `"languages": [
        "zh",
        "en"
      ]`, `"languages": null`},
		{"null for a text", `"check": "rounding"`, `"check": null`},
		{"a line missing", `"lines": [
            1,
            1
          ]`, `"lines": [1]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			bad := strings.Replace(good, c.old, c.new, 1)
			if bad == good {
				t.Fatalf("the report does not hold %s", c.old)
			}
			if validate(s, bad) == nil {
				t.Error("the schema accepts it")
			}
		})
	}
}

// Every constant of a type with a closed list must be in that list: a code that
// is added to the nouns and forgotten here would make valid reports invalid.
func TestEnumsAreComplete(t *testing.T) {
	constants := constantsOfRoot(t)
	for typ, v := range enums() {
		var codes []string
		for _, c := range v.codes() {
			codes = append(codes, c.(string))
		}
		slices.Sort(codes)
		want := constants[typ.Name()]
		slices.Sort(want)
		if !slices.Equal(codes, want) {
			t.Errorf("%v has the codes %q, the constants are %q", typ, codes, want)
		}
	}
	for name := range constants {
		if !slices.ContainsFunc(typesOf(enums()), func(typ reflect.Type) bool { return typ.Name() == name }) {
			t.Errorf("type %s has constants but no closed list", name)
		}
	}
}

func typesOf(m map[reflect.Type]vocabulary) (out []reflect.Type) {
	for t := range m {
		out = append(out, t)
	}
	return out
}

// constantsOfRoot returns the values of the root package's string constants by
// the name of their type.
func constantsOfRoot(t *testing.T) map[string][]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(testkit.Root(t), "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok {
				collect(out, v)
			}
			return true
		})
	}
	return out
}

func collect(out map[string][]string, v *ast.ValueSpec) {
	typ, ok := v.Type.(*ast.Ident)
	if !ok {
		return
	}
	for _, x := range v.Values {
		if lit, ok := x.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if s, err := strconv.Unquote(lit.Value); err == nil {
				out[typ.Name] = append(out[typ.Name], s)
			}
		}
	}
}
