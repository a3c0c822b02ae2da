package lexicon

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"duizhao"
)

func write(t testing.TB, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "terms")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func stems(l *Lexicon, word string) (out []string) {
	for g := range l.Lookup(word) {
		out = append(out, g.Stem)
	}
	return out
}

const tbx2 = `<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="1"><langSet xml:lang="zh-CN"><tig><term>澜盾平台</term></tig></langSet><langSet xml:lang="en"><tig><term>Zephyrine Platform</term></tig><tig><term>zephyr</term></tig></langSet></termEntry>
<termEntry id="2"><langSet xml:lang="fr"><tig><term>bouclier</term></tig></langSet></termEntry>
</body></text></martif>`

const tbx3 = `<tbx type="TBX-Core" style="dca"><text><body><conceptEntry>
<langSec xml:lang="zh-Hans"><termSec><term>澜盾平台</term></termSec></langSec>
<langSec xml:lang="en-GB"><termSec><term>Zephyrine Platform</term></termSec></langSec></conceptEntry></body></text></tbx>`

func TestLoad(t *testing.T) {
	for name, text := range map[string]string{
		"tsv": "# own terms\n\n澜盾平台\tZephyrine Platform; zephyr\tnote\n", "heading and CRLF": "Chinese\tEnglish\r\n澜盾平台\tZephyrine platform\r\n",
		"columns exchanged": "Zephyrine platform\t澜盾平台\n", "byte order mark": "\ufeff澜盾平台\tZephyrine platform", "traditional": "瀾盾平臺\tZephyrine platform",
		"TBX 2": tbx2, "TBX 3": tbx3,
	} {
		l, err := Load(write(t, text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := stems(l, "澜盾平台"); !slices.Contains(got, Stem("zephyrine")) {
			t.Errorf("%s: %q", name, got)
		}
		if got := l.Cut("使用澜盾平台办案"); !slices.Contains(got, "澜盾平台") {
			t.Errorf("%s: cut as %q", name, got)
		}
		if !l.Has("法院") || len(stems(Default(), "澜盾平台")) > 0 {
			t.Errorf("%s: the built-in lexicon is lost or changed", name)
		}
		if !slices.Contains(l.Terms(), "澜盾平台") {
			t.Errorf("%s: no term", name)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"no tab":           {"澜盾平台\tplatform\n法院 court\n", "line 2: no tab"},
		"no Chinese":       {"澜盾平台\tplatform\n\nplatform\tcourt\n", "line 3: no Chinese term"},
		"no English":       {"澜盾平台\tplatform\n法院\t\n", "line 2: no English translation"},
		"empty":            {"", "there is no term"},
		"comments only":    {"# a\n# b\n", "line 2: there is no term"},
		"broken TBX":       {"<tbx>\n<text>\n</tbx>", "line 3: not well-formed TBX"},
		"one language":     {"<tbx><conceptEntry><langSec xml:lang='zh'><term>法院</term></langSec></conceptEntry>\n</tbx>", "no entry has both"},
		"not text at all":  {"\x00\x01\x02\x03\xff\xfe\x00\x00", "not text"},
		"a table of words": {"澜盾平台\tplatform\n法院\t123\n", "line 2: no English translation"},
	} {
		path := write(t, tt.text)
		_, err := Load(path)
		var e *duizhao.Error
		if !errors.As(err, &e) || e.Path != path || !strings.Contains(err.Error(), tt.want) || e.Text.Zh == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Load(filepath.Join(t.TempDir(), "missing.tsv")); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}

func FuzzParseTerms(f *testing.F) {
	f.Add("法院\tcourt; tribunal\n")
	f.Add(tbx2)
	f.Fuzz(func(t *testing.T, text string) {
		for _, parse := range []func(string) ([]Term, error){parseTSV, parseTBX} {
			terms, err := parse(text)
			if (err == nil) != (len(terms) > 0) {
				t.Errorf("%d terms and error %v", len(terms), err)
			}
			Default().With(terms)
		}
	})
}
