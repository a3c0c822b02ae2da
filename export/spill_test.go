package export

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"
)

// TestSpill holds that spills which share a disk read back what each was given, and
// that nothing is left when the last of them is removed.
func TestSpill(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	rapid.Check(t, func(t *rapid.T) {
		var d disk
		kept := make([]spill, 3)
		want := make([][]byte, len(kept))
		for i := range kept {
			kept[i].disk = &d
		}
		for range rapid.IntRange(0, 12).Draw(t, "writes") {
			i := rapid.IntRange(0, len(kept)-1).Draw(t, "spill")
			p := bytes.Repeat([]byte{rapid.Byte().Draw(t, "byte")}, rapid.IntRange(0, inMemory).Draw(t, "length"))
			if n, err := kept[i].Write(p); n != len(p) || err != nil {
				t.Fatal(n, err)
			}
			want[i] = append(want[i], p...)
		}
		for i := range kept {
			got, err := io.ReadAll(kept[i].reader())
			if err != nil || !bytes.Equal(got, want[i]) || kept[i].size != int64(len(got)) {
				t.Fatalf("spill %d: %d bytes of %d, %v", i, len(got), len(want[i]), err)
			}
			if err := kept[i].remove(); err != nil {
				t.Fatal(err)
			}
		}
		if d.file != nil || d.users != 0 {
			t.Fatalf("%d users are left", d.users)
		}
	})
	left, _ := filepath.Glob(filepath.Join(os.Getenv("TMPDIR"), "*"))
	if len(left) > 0 {
		t.Errorf("left: %q", left)
	}
}
