package duizhao_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// layers says what each package of the module may import of the module, tests
// left out. A package that is not listed may import the root package only: that
// is the rule for stages, which therefore never know each other.
var layers = map[string][]string{
	".":              {},
	"cmd/duizhao":    {".", "export", "extract", "pipeline", "pipeline/batch", "pipeline/check", "pipeline/indicator", "pipeline/quantity", "pipeline/series", "review"},
	"review":         {".", "export", "export/page"},
	"pipeline/batch": {".", "pipeline"},
	"pipeline": {
		".", "extract", "segment", "pipeline/quantity", "pipeline/indicator",
		"pipeline/align", "pipeline/align/lexicon", "pipeline/pair", "pipeline/check",
	},
}

// TestImportsRunOneWay holds the direction of imports: cmd → export → root, and
// cmd → batch → pipeline → stages → root. A package may always use internal ones
// and those in folders below it, which are its own parts.
func TestImportsRunOneWay(t *testing.T) {
	for pkg, imports := range moduleImports(t) {
		allowed, listed := layers[pkg]
		if !listed {
			allowed = []string{"."}
		}
		for _, imported := range imports {
			if !permitted(pkg, imported, allowed) {
				t.Errorf("%s imports %s; allowed: %v", pkg, imported, allowed)
			}
		}
	}
}

func permitted(pkg, imported string, allowed []string) bool {
	if strings.HasPrefix(imported, "internal/") && pkg != "." {
		return true
	}
	_, parent := layers[pkg]
	if !parent && strings.HasPrefix(imported, pkg+"/") {
		return true
	}
	// A stage's own part, such as its generator, may use the stage's other parts.
	for dir := path.Dir(pkg); dir != "." && !parent; dir = path.Dir(dir) {
		if _, layer := layers[dir]; !layer && imported == dir {
			return true
		}
	}
	for _, a := range allowed {
		if imported == a {
			return true
		}
	}
	return false
}

// moduleImports returns, for each package of the module, the packages of the
// module it imports outside its tests; "." is the root package.
func moduleImports(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	err := filepath.WalkDir(".", func(file string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (e.Name() == "testdata" || file != "." && strings.HasPrefix(e.Name(), ".")) {
			return fs.SkipDir
		}
		if e.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		pkg := filepath.ToSlash(filepath.Dir(file))
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range f.Imports {
			name, _ := strconv.Unquote(spec.Path.Value)
			if name == "duizhao" {
				out[pkg] = append(out[pkg], ".")
			} else if rest, ok := strings.CutPrefix(name, "duizhao/"); ok {
				out[pkg] = append(out[pkg], rest)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
