package lexicon

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLookup(t *testing.T) {
	l := Default()
	for _, tt := range []struct{ word, want string }{
		{"法院", "court"}, {"海關", "customs"}, {"海关", "customs"}, {"地理标志", "geographical"}, {"检察院", "procuratorate"},
		{"发明专利", "invention"}, {"医院", "hospital"}, {"种子", "seed"},
	} {
		var stems []string
		for g := range l.Lookup(tt.word) {
			if g.Weight <= 0 {
				t.Errorf("%s: %q weighs %v", tt.word, g.Stem, g.Weight)
			}
			stems = append(stems, g.Stem)
		}
		if !slices.Contains(stems, Stem(tt.want)) {
			t.Errorf("%s: %q lacks %q", tt.word, stems, Stem(tt.want))
		}
	}
	for _, word := range []string{"", "court", "龘龘龘", "𰻞", "一二三四五六七八九十一二三四", "\xff", "法\xff"} {
		if l.Has(word) {
			t.Errorf("Has(%q)", word)
		}
		for g := range l.Lookup(word) {
			t.Errorf("Lookup(%q) gives %v", word, g)
		}
	}
}

func TestCut(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"法院审结知识产权案件", "法院 审结 知识产权 案件"},
		{"海關查獲侵權貨物", "海關 查獲 侵權 貨物"},
		{"市场监管局出动执法人员", "市场监管局 出动 执法人员"},
		{"𰻞面", "𰻞 面"},
		{"", ""},
	} {
		if diff := cmp.Diff(tt.want, strings.Join(Default().Cut(tt.text), " ")); diff != "" {
			t.Error(diff)
		}
	}
	if got := Empty().Cut("法院"); !slices.Equal(got, []string{"法院"}) {
		t.Errorf("an empty lexicon cuts: %q", got)
	}
	long := strings.Repeat("知识产权", 3*maxCut)
	if got := strings.Join(Default().Cut(long), ""); got != long {
		t.Error("a long text does not come back whole")
	}
}

func FuzzCut(f *testing.F) {
	f.Add("法院审结")
	f.Add("a\xffé法")
	f.Fuzz(func(t *testing.T, text string) {
		if got := strings.Join(Default().Cut(text), ""); got != text {
			t.Errorf("%q comes back as %q", text, got)
		}
	})
}

func TestPinyin(t *testing.T) {
	for word, want := range map[string]string{"江宁": "jiangning", "南京": "nanjing", "a": "", "": "", "𰻞": ""} {
		if got := Default().Pinyin(word); got != want {
			t.Errorf("Pinyin(%q) = %q, want %q", word, got, want)
		}
	}
}

// Forms of one word have one stem; words of different meaning have not.
func TestStem(t *testing.T) {
	for _, group := range [][]string{
		{"patent", "patents", "patented"}, {"register", "registers", "registered", "registering"}, {"city", "cities"}, {"stop", "stopped", "stopping"},
		{"authorize", "authorise", "authorized", "authorization", "authorisation"}, {"case", "cases"}, {"goods"}, {"court", "courts"}, {"customs"}, {"law", "laws"},
	} {
		for _, w := range group {
			if Stem(w) != Stem(group[0]) {
				t.Errorf("Stem(%q) = %q, but Stem(%q) = %q", w, Stem(w), group[0], Stem(group[0]))
			}
		}
	}
	if Stem("court") == Stem("course") || Stem("patent") == Stem("patient") {
		t.Error("different words have one stem")
	}
}

func TestDomainTermsAreWellFormed(t *testing.T) {
	seen := map[string]bool{}
	for i, line := range slices.Collect(strings.Lines(domainTerms)) {
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		zh, en, ok := strings.Cut(line, "\t")
		if !ok || zh == "" || len(Glosses(en)) == 0 || seen[zh] || len([]rune(zh)) > maxKey {
			t.Errorf("domain.tsv:%d: %q is not a new term, a tab and its translations", i+1, line)
		}
		seen[zh] = true
	}
	if len(seen) < 600 {
		t.Errorf("only %d terms", len(seen))
	}
}

func TestParseRefusesDamage(t *testing.T) {
	for _, data := range []string{"", Magic, cedict[:len(cedict)/2], "x" + cedict[1:]} {
		if _, err := parse(data); err == nil {
			t.Errorf("%d bytes are taken for a lexicon", len(data))
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := parse(cedict); err != nil {
			b.Fatal(err)
		}
		parseDomain(domainTerms)
	}
}

func BenchmarkCut(b *testing.B) {
	text := strings.Repeat("法院审结知识产权案件其中专利案件占比提高", 50)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Default().Cut(text)
	}
}

// TestWeight: a weight is the greatest that Lookup gives for the stem, of words of the
// hand-made list, of CC-CEDICT and of neither; and every stem that Lookup gives is one
// of Stems.
func TestWeight(t *testing.T) {
	l := Default()
	is := l.Stems()
	for _, zh := range []string{"专利", "商標", "韩国", "法院", "知识产权", "海关", "一", "识产", "", "ab", "𠀀"} {
		want := map[string]float32{}
		for g := range l.Lookup(zh) {
			want[g.Stem] = max(want[g.Stem], g.Weight)
			if !is(g.Stem) {
				t.Errorf("%s: %q is no stem", zh, g.Stem)
			}
		}
		for _, en := range []string{"patent", "patents", "trademark", "korea", "court", "property", "customs", "one", "koera", ""} {
			if got := l.Weight(zh, en); got != want[Stem(en)] {
				t.Errorf("Weight(%q, %q) = %v, Lookup has %v", zh, en, got, want[Stem(en)])
			}
		}
	}
	for _, no := range []string{"", "koera", "xinhuanet", "专利"} {
		if is(no) {
			t.Errorf("%q is a stem", no)
		}
	}
}
