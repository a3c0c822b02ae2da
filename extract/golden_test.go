package extract

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"duizhao"
)

var update = flag.Bool("update", false, "rewrite the want section of testdata/*.txtar")

// TestGolden reads the in file of each archive and compares what was made of it
// with the want section. The comment of an archive says what it is about.
func TestGolden(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			in, want := archive.Files[0], &archive.Files[1]
			docs, err := Bytes(in.Name, unescape(in.Data), Options{})
			if err != nil {
				t.Fatal(err)
			}
			checkDocuments(t, docs)
			got := dump(docs)
			if *update {
				want.Data = []byte(got)
				if err := os.WriteFile(path, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(want.Data), got); diff != "" {
				t.Errorf("blocks (-want +got):\n%s", diff)
			}
		})
	}
}

// unescape writes the characters that an editor would not show.
func unescape(data []byte) []byte {
	return []byte(strings.NewReplacer("{FF}", "\f", "{ZWSP}", "\u200b", "{SHY}", "\u00ad", "{TAB}", "\t").Replace(string(data)))
}

// dump writes documents one block a line.
func dump(docs []*duizhao.Document) string {
	var b strings.Builder
	for _, d := range docs {
		fmt.Fprintf(&b, "%s %s %q", d.Lang, d.Format, d.Title)
		if d.Pages > 0 {
			fmt.Fprintf(&b, " pages=%d", d.Pages)
		}
		b.WriteByte('\n')
		for _, p := range d.Problems {
			fmt.Fprintf(&b, "problem %s: %s\n", p.Code, p.Message)
		}
		for i, block := range d.Blocks {
			b.WriteString(string(block.Kind))
			if block.Level > 0 {
				fmt.Fprintf(&b, " %d", block.Level)
			}
			if block.Label != "" {
				fmt.Fprintf(&b, " %q", block.Label)
			}
			if c := block.Cell; c != nil {
				fmt.Fprintf(&b, " [%d %d %d]", c.Table, c.Row, c.Col)
			}
			fmt.Fprintf(&b, " %d", block.Lines[0])
			if block.Lines[1] > block.Lines[0] {
				fmt.Fprintf(&b, "-%d", block.Lines[1])
			}
			if block.Page > 0 {
				fmt.Fprintf(&b, " p%d", block.Page)
			}
			fmt.Fprintf(&b, ": %s\n", d.BlockText(i))
		}
	}
	return b.String()
}
