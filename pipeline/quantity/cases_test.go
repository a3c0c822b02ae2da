package quantity

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duizhao"
)

var update = flag.Bool("update", false, "rewrite the expectations of testdata; read the diff before you keep it")

// TestCases reads each line of testdata/<language>*.txt and compares what is read
// with what stands behind the arrow.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, f := range files {
		t.Run(filepath.Base(f), func(t *testing.T) {
			l := duizhao.Chinese
			if strings.HasPrefix(filepath.Base(f), "en") {
				l = duizhao.English
			}
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			var out strings.Builder
			cases := 0
			for line := range strings.Lines(string(b)) {
				line = strings.TrimRight(line, "\n")
				text, want, _ := strings.Cut(line, " => ")
				if text == "" || strings.HasPrefix(text, "# ") {
					out.WriteString(line + "\n")
					continue
				}
				cases++
				got := notes(text, Scan(l, text))
				if out.WriteString(text + " => " + got + "\n"); got != want && !*update {
					t.Errorf("%s\n got %s\nwant %s", text, got, want)
				}
			}
			t.Logf("%d cases", cases)
			if *update {
				if err := os.WriteFile(f, []byte(out.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func notes(text string, qs []duizhao.Quantity) string {
	parts := make([]string, len(qs))
	for i, q := range qs {
		parts[i] = note(text, q)
	}
	if len(parts) == 0 {
		return "-"
	}
	return strings.Join(parts, "; ")
}
