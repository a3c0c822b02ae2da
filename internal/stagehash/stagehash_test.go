package stagehash

import (
	"testing"

	"duizhao/internal/stagehash/stages"
)

// TestHashesAreOfThisCode fails when a stage's code has changed since the hashes
// were written: with old hashes a batch would take results of the old code for
// those of the new.
func TestHashesAreOfThisCode(t *testing.T) {
	want, err := stages.Hashes()
	if err != nil {
		t.Fatal(err)
	}
	if hashes != string(want) {
		t.Errorf("a stage has changed: run `go generate ./internal/stagehash`\ngot:\n%swant:\n%s", hashes, want)
	}
}

func TestOf(t *testing.T) {
	for _, stage := range []string{"extract", "analysis", "export"} {
		if len(Of(stage)) != 16 {
			t.Errorf("%s: hash %q", stage, Of(stage))
		}
	}
	if got := Of("nonesuch"); got != "" {
		t.Errorf("unknown stage: %q", got)
	}
}
