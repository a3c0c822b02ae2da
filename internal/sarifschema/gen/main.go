// Command gen writes sarif-2.1.0.json, the JSON schema of SARIF 2.1.0, as the Go module
// go-sarif holds it in a constant. The module is only read: nothing of the program or
// its tests depends on it.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

// module is where the schema is taken from; its checksum is that of the Go checksum
// database, which go mod download asks.
const module = "github.com/owenrumney/go-sarif/v3@v3.3.1"

func main() {
	schema, err := read()
	if err == nil {
		err = os.WriteFile("sarif-2.1.0.json", schema, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func read() ([]byte, error) {
	out, err := exec.Command("go", "mod", "download", "-json", module).Output()
	if err != nil {
		return nil, fmt.Errorf("go mod download %s: %w", module, err)
	}
	var m struct{ Dir string }
	if err := json.Unmarshal(out, &m); err != nil {
		return nil, err
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(m.Dir, "pkg", "report", "v210", "sarif", "schema.go"), nil, 0)
	if err != nil {
		return nil, err
	}
	for _, d := range file.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.CONST {
			text, err := strconv.Unquote(g.Specs[0].(*ast.ValueSpec).Values[0].(*ast.BasicLit).Value)
			return []byte(text), err
		}
	}
	return nil, errors.New("the module has no constant with the schema")
}
