package pipeline_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duizhao"
	"duizhao/internal/testkit"
	"duizhao/pipeline"
)

// TestFormats holds that one report gives the same paragraphs, quantities and
// figures in every format a publisher hands out: testdata/formats is made of
// testdata/lanjiang's report on 2022 by scripts/formats.sh.
func TestFormats(t *testing.T) {
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(testkit.Root(t), "testdata")
	text, err := p.Run(pipeline.Source{ID: "text", Files: []string{
		filepath.Join(dir, "lanjiang", "lanjiang-ip-2022.zh.txt"), filepath.Join(dir, "lanjiang", "lanjiang-ip-2022.en.txt"),
	}})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"report.html", "gbk-called-utf8.html", "report.docx", "report.odt", "report.pdf"} {
		t.Run(name, func(t *testing.T) {
			b, err := p.Run(pipeline.Source{ID: "x", Files: []string{filepath.Join(dir, "formats", name)}})
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(plain(text), plain(b)); d != "" {
				t.Errorf("paragraphs (-text +%s):\n%s", name, d)
			}
			if d := cmp.Diff(figures(text), figures(b)); d != "" {
				t.Errorf("figures (-text +%s):\n%s", name, d)
			}
			if len(b.Findings) != len(text.Findings) {
				t.Errorf("%d findings, the text has %d", len(b.Findings), len(text.Findings))
			}
		})
	}
	t.Run("scan.pdf", func(t *testing.T) {
		need(t, "tesseract")
		b, err := p.Run(pipeline.Source{ID: "x", Files: []string{filepath.Join(dir, "formats", "scan.pdf")}})
		if err != nil {
			t.Fatal(err)
		}
		want, got := len(figures(text)), common(figures(text), figures(b))
		t.Logf("%d of %d figures read from the scan", got, want)
		if got*100 < want*95 {
			t.Errorf("only %d of %d figures read from the scan", got, want)
		}
	})
}

// need skips the test where a program is missing, and fails it in CI.
func need(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err == nil {
		return
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not installed", program)
	}
	t.Skipf("%s is not installed", program)
}

// plain returns the paragraphs of both languages without white space.
func plain(b *duizhao.Bitext) (out []string) {
	for _, r := range []*duizhao.Reading{b.Zh, b.En} {
		if r == nil {
			continue
		}
		for i := range r.Document.Blocks {
			out = append(out, strings.Join(strings.Fields(r.Document.BlockText(i)), ""))
		}
	}
	return out
}

// figures returns indicator, role and value of every observation.
func figures(b *duizhao.Bitext) (out []string) {
	for _, o := range b.Observations {
		out = append(out, o.Indicator+" "+string(o.Role)+" "+o.Value.String()+" "+string(o.Agreement))
	}
	return out
}

// common counts the members of a that b holds too, each once.
func common(a, b []string) (n int) {
	left := map[string]int{}
	for _, s := range b {
		left[s]++
	}
	for _, s := range a {
		if left[s] > 0 {
			left[s]--
			n++
		}
	}
	return n
}
