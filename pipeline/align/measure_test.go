package align

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"duizhao"
	"duizhao/internal/testkit"
	"duizhao/pipeline/align/lexicon"
)

// lineUnits reads a file of one unit a line, cut as far as the package itself can.
func lineUnits(t *testing.T, path string) []Unit {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []Unit
	for l := range strings.SplitSeq(strings.TrimRight(string(b), "\n"), "\n") {
		out = append(out, lineUnit(strings.TrimSpace(l)))
	}
	return out
}

// lineUnit makes a unit of runs of Chinese, of letters and of digits, and of marks.
func lineUnit(line string) Unit {
	u := Unit{Len: length(line)}
	for line != "" {
		end := 0
		class := runeClass(line)
		for end < len(line) && runeClass(line[end:]) == class {
			_, n := utf8.DecodeRuneInString(line[end:])
			end += n
			if class == duizhao.Mark {
				break
			}
		}
		word := line[:end]
		line = line[end:]
		switch class {
		case duizhao.Number:
			u.Numbers = append(u.Numbers, strings.Trim(strings.ReplaceAll(word, ",", ""), "."))
		case duizhao.Word:
			u.Words = append(u.Words, lexicon.Default().Cut(word)...)
		default:
			if w := wordOf(duizhao.Token{Class: class}, word); w != "" {
				u.Words = append(u.Words, w)
			}
		}
	}
	return u
}

// runeClass returns the class of the first character of s.
func runeClass(s string) duizhao.TokenClass {
	switch r, _ := utf8.DecodeRuneInString(s); {
	case unicode.Is(unicode.Han, r):
		return duizhao.Word
	case unicode.IsDigit(r):
		return duizhao.Number
	case unicode.IsLetter(r) || r == '\'' || r == '’':
		return duizhao.Latin
	}
	return duizhao.Mark
}

func goldBeads(t *testing.T, path string) map[string]bool {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for l := range strings.Lines(string(b)) {
		f := strings.SplitN(strings.ReplaceAll(strings.TrimSpace(l), ",", ""), ":", 3)
		if len(f) >= 2 {
			out[f[0]+":"+f[1]] = true
		}
	}
	return out
}

// TestGoldAlignments prints how many beads of alignments made by hand are found, and
// fails where that is far below what it has been.
func TestGoldAlignments(t *testing.T) {
	dir := testkit.Shared(t, "conformance/align")
	a := newAligner(t, Options{})
	for _, set := range []struct {
		name    string
		folders string
		least   float64
	}{
		{"magazine articles", "mag", 0.975},
		{"novels", "mac-dev/*", 0.87},
		{"articles with parts left out", "noisy-mag*", 0.955},
		{"paragraphs", "para-mag*", 0.985},
	} {
		folders, _ := filepath.Glob(filepath.Join(dir, filepath.FromSlash(set.folders)))
		hit, gold, found := 0, 0, 0
		for _, f := range folders {
			want := goldBeads(t, filepath.Join(f, "gold.align"))
			got := a.Align(lineUnits(t, filepath.Join(f, "zh.txt")), lineUnits(t, filepath.Join(f, "en.txt")))
			for _, b := range got {
				if want[shape(b)] {
					hit++
				}
			}
			gold, found = gold+len(want), found+len(got)
		}
		f1 := 2 * float64(hit) / float64(gold+found)
		t.Logf("%-30s F1 %.4f (%d right of %d found, %d wanted)", set.name, f1, hit, found, gold)
		if f1 < set.least {
			t.Errorf("%s: F1 %.4f is below %.3f", set.name, f1, set.least)
		}
	}
}
