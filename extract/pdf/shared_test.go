package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"duizhao/internal/testkit"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

// files returns the PDF files of a folder of the measuring material.
func files(t testing.TB, folder string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(testkit.Shared(t, folder), "*.pdf"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: %d files, %v", folder, len(paths), err)
	}
	return paths
}

func readFile(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestOldEncodings holds that every character of the files in old Chinese encodings
// is the one that pdftotext reads, full-width and half-width forms being one.
func TestOldEncodings(t *testing.T) {
	for _, path := range files(t, "inputs/cmap") {
		f := mustRead(t, readFile(t, path))
		want := inkOf(norm.NFKC.String(pdftotext(t, path)))
		if got := inkOf(norm.NFKC.String(textOf(f))); got != want {
			t.Errorf("%s: %s", filepath.Base(path), cmp.Diff(want, got))
		}
		for _, p := range f.Pages {
			checkPage(t, &p)
			if len(p.Problems)+len(f.Problems) > 0 {
				t.Errorf("%s: %q %v", filepath.Base(path), p.Problems, f.Problems)
			}
		}
	}
}

func pdftotext(t testing.TB, path string) string {
	t.Helper()
	out, err := exec.Command("pdftotext", path, "-").Output()
	if err != nil {
		t.Skip("pdftotext is not here: ", err)
	}
	return string(out)
}

func textOf(f *File) string {
	var b strings.Builder
	for i := range f.Pages {
		b.WriteString(strings.Join(lineTexts(&f.Pages[i]), "\n") + "\n")
	}
	return b.String()
}

// inkOf drops all white space.
func inkOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// TestCharactersOfReports holds that whole reports have the characters that
// pdftotext reads, in whatever order; it drops hyphens at line ends, we do not.
func TestCharactersOfReports(t *testing.T) {
	for _, path := range files(t, "inputs/pdf") {
		f := mustRead(t, readFile(t, path))
		count := func(s string) map[rune]int {
			n := map[rune]int{}
			for _, r := range inkOf(s) {
				if r != '-' {
					n[r]++
				}
			}
			return n
		}
		if diff := cmp.Diff(count(pdftotext(t, path)), count(textOf(f))); diff != "" {
			t.Errorf("%s: %s", filepath.Base(path), diff)
		}
		for i := range f.Pages {
			checkPage(t, &f.Pages[i])
		}
	}
}

// TestWithoutTrailer holds that a report whose end is lost, and its cross references
// with it, still gives every character.
func TestWithoutTrailer(t *testing.T) {
	for _, path := range files(t, "inputs/pdf") {
		data := readFile(t, path)
		whole := inkOf(textOf(mustRead(t, data)))
		cut := data[:bytes.LastIndex(data, []byte("startxref"))]
		if got := inkOf(textOf(mustRead(t, cut))); got != whole {
			t.Errorf("%s: %d bytes of text, want %d", filepath.Base(path), len(got), len(whole))
		}
	}
}

// TestReadersAgree compares the two object readers on every file: what both can
// open must give the same pages.
func TestReadersAgree(t *testing.T) {
	paths := append(files(t, "inputs/pdf"), files(t, "inputs/cmap")...)
	both := 0
	for _, path := range paths {
		data := readFile(t, path)
		o := Options{}.withDefaults()
		first, err := readDocument(openPdfcpu, bytes.NewReader(data), int64(len(data)), o)
		if err != nil {
			t.Errorf("%s: pdfcpu: %v", filepath.Base(path), err)
			continue
		}
		second, err := readDocument(openLedongthuc, bytes.NewReader(data), int64(len(data)), o)
		if err != nil {
			t.Logf("%s: ledongthuc: %v", filepath.Base(path), err)
			continue
		}
		both++
		if diff := cmp.Diff(first.Pages, second.Pages); diff != "" {
			t.Errorf("%s: pdfcpu (-) and ledongthuc (+) differ: %.2000s", filepath.Base(path), diff)
		}
	}
	if both < len(paths)/2 {
		t.Errorf("only %d of %d files were opened by both", both, len(paths))
	}
}

// TestHostile holds that files made to hurt end, with what they cost told, and that
// nothing but the control is silently short.
func TestHostile(t *testing.T) {
	want := map[string]string{
		"ok.pdf": "hello", "form_xobject.pdf": "form text", "quote_op.pdf": "x",
		"count_2e9.pdf": "hello", "xref_prev_self.pdf": "hello",
	}
	for _, path := range files(t, "inputs/hostile") {
		name, data := filepath.Base(path), readFile(t, path)
		f, err := Read(bytes.NewReader(data), int64(len(data)), Options{})
		if err != nil {
			if want[name] != "" {
				t.Errorf("%s: %v", name, err)
			}
			t.Logf("%s: %v", name, err)
			continue
		}
		if text, ok := want[name]; ok && strings.TrimSpace(textOf(f)) != text {
			t.Errorf("%s: %q, want %q", name, textOf(f), text)
		}
		for i := range f.Pages {
			checkPage(t, &f.Pages[i])
			t.Logf("%s: %d runs, %q %v", name, len(f.Pages[i].Runs), f.Pages[i].Problems, f.Problems)
		}
	}
}
