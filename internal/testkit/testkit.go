// Package testkit holds what the tests of several packages share.
package testkit

import (
	"os"
	"path/filepath"
	"testing"
)

// Shared returns the path of name in the folder of measuring material that may
// lie beside the repository. The test is skipped where it is absent.
func Shared(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join(Root(t), "..", "shared", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		t.Skipf("measuring material is not here: %s", name)
	}
	return path
}

// Root returns the module's root folder.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	for err == nil {
		if _, e := os.Stat(filepath.Join(dir, "go.mod")); e == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the test's folder")
		}
		dir = parent
	}
	t.Fatal(err)
	return ""
}
