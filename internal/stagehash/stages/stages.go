// Package stages computes the hashes that package stagehash holds. It needs the go
// command and the module's source.
package stages

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// packages lists what each stage is made of; what those packages import counts too.
var packages = []struct {
	stage string
	paths []string
}{
	{"extract", []string{"duizhao/extract"}},
	{"analysis", []string{"duizhao/pipeline"}},
	{"export", []string{"duizhao/export"}},
}

// Hashes returns one line a stage: its name and its hash.
func Hashes() ([]byte, error) {
	var out bytes.Buffer
	for _, p := range packages {
		sum, err := hash(p.paths)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.stage, err)
		}
		fmt.Fprintf(&out, "%s %x\n", p.stage, sum[:8])
	}
	return out.Bytes(), nil
}

// pkg is what `go list -json` tells of a package.
type pkg struct {
	ImportPath, Dir     string
	Standard            bool
	GoFiles, EmbedFiles []string
	Module              *struct {
		Main    bool
		Version string
	}
}

func hash(paths []string) ([]byte, error) {
	list := exec.Command("go", append([]string{"list", "-deps", "-json=ImportPath,Dir,Standard,GoFiles,EmbedFiles,Module"}, paths...)...)
	// One system for all: files for others would give each its own hash. The
	// release of Go is left out: its libraries keep their promise.
	list.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0", "GOFLAGS=")
	out, err := list.Output()
	if err != nil {
		if e, ok := errors.AsType[*exec.ExitError](err); ok {
			return nil, fmt.Errorf("%w: %s", err, e.Stderr)
		}
		return nil, err
	}
	sum := sha256.New()
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return sum.Sum(nil), nil
		} else if err != nil {
			return nil, err
		}
		switch {
		case p.Standard, p.ImportPath == "duizhao/internal/stagehash": // which holds the hashes
		case p.Module != nil && !p.Module.Main:
			fmt.Fprintf(sum, "%s %s\n", p.ImportPath, p.Module.Version)
		default:
			if err := p.add(sum); err != nil {
				return nil, err
			}
		}
	}
}

// add writes the files of p to sum, each with its name and length.
func (p *pkg) add(sum io.Writer) error {
	for _, name := range append(p.GoFiles, p.EmbedFiles...) {
		data, err := os.ReadFile(filepath.Join(p.Dir, name))
		if err != nil {
			return err
		}
		fmt.Fprintf(sum, "%s/%s %d\n", p.ImportPath, filepath.ToSlash(name), len(data))
		if _, err := sum.Write(data); err != nil {
			return err
		}
	}
	return nil
}
