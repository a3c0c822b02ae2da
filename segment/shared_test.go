package segment

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duizhao"
	"duizhao/internal/testkit"
)

// TestHardCases holds the sentences that earlier studies found hard, where the
// studies lie beside the repository: each case is a list of sentences that must
// come apart again.
func TestHardCases(t *testing.T) {
	for _, c := range []struct {
		file string
		lang duizhao.Lang
		glue string // between sentences
	}{
		{"prototypes/sentences-zh/main.go", duizhao.Chinese, ""},
		{"prototypes/sentences-en/main.go", duizhao.English, " "},
	} {
		for _, want := range studyCases(t, testkit.Shared(t, c.file)) {
			text := strings.Join(want, c.glue)
			if diff := cmp.Diff(want, texts(text, Sentences(c.lang, text))); diff != "" {
				t.Errorf("%s: %s\n%s", c.file, text, diff)
			}
		}
	}
}

// studyCases reads the variable cases, a list of lists of strings, from Go source.
func studyCases(t *testing.T, file string) (out [][]string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok || v.Names[0].Name != "cases" {
			return true
		}
		for _, list := range v.Values[0].(*ast.CompositeLit).Elts {
			var one []string
			for _, e := range list.(*ast.CompositeLit).Elts {
				s, err := strconv.Unquote(e.(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				one = append(one, s)
			}
			out = append(out, one)
		}
		return false
	})
	if len(out) < 10 {
		t.Fatalf("%s: %d cases", file, len(out))
	}
	return out
}
