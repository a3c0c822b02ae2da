// Package stagehash knows which code each stage of the program is made of, so that
// a batch can tell whether a result of an earlier program would come out the same.
//
// A stage's hash covers the source files, embedded data and versions of everything
// its package is built from, tests left out. It is written down by a generator,
// because a program cannot see its own source; a test fails when it is out of date.
package stagehash

import (
	_ "embed"
	"strings"
)

//go:generate go run ./gen

//go:embed hashes.txt
var hashes string

// Of returns the hash of a stage, 16 hexadecimal digits: "extract" (files to
// Documents), "analysis" (Documents to findings) or "export" (reports to files).
// Other names have the empty hash.
func Of(stage string) string {
	for line := range strings.Lines(hashes) {
		if name, hash, ok := strings.Cut(strings.TrimSpace(line), " "); ok && name == stage {
			return hash
		}
	}
	return ""
}
