package export

import (
	"strings"
	"testing"

	"duizhao"
)

func TestClean(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"一行\n两行\t", "一行\n两行\t"},
		{"a\x00b\x07c\x7f\u0085d\r\n", "abcd\n"},
		{"\xed\xa0\x80x", "\uFFFDx"}, // a lone surrogate
		{"\uFFFE\uFFFFx", "x"},
		{"=1+1", "=1+1"},
		{"𠀀", "𠀀"},
	} {
		if got := clean(c.in); got != c.want {
			t.Errorf("clean(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestCutUTF16(t *testing.T) {
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"abc", 3, "abc"}, {"abc", 2, "ab"}, {"abc", 0, ""}, {"abc", -1, ""},
		{"件𠀀", 2, "件"}, {"件𠀀", 3, "件𠀀"},
	} {
		if got := cutUTF16(c.in, c.n); got != c.want {
			t.Errorf("cutUTF16(%q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
	}
}

func TestFitKeepsWhatFits(t *testing.T) {
	s := strings.Repeat("𠀀", cellLimit/2)
	if fit(s) != s {
		t.Error("a text that fits was cut")
	}
	if got := fit(s + "𠀀"); utf16Len(got) > cellLimit || !strings.HasSuffix(got, cutNote) {
		t.Errorf("%d UTF-16 units without a note", utf16Len(got))
	}
}

func TestWidths(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		lines int // at 10 digits
	}{
		{"", 0, 1}, {"abc", 3, 1}, {"专利 2022", 9, 1}, {"1234567890123456", 16, 2}, {"a\nb", 3, 2}, {strings.Repeat("件", 10), 20, 2},
	} {
		if got := displayWidth(strings.ReplaceAll(c.text, "\n", "-")); got != c.width {
			t.Errorf("displayWidth(%q) = %d, want %d", c.text, got, c.width)
		}
		if got := lineCount(c.text, 10); got != c.lines {
			t.Errorf("lineCount(%q) = %d, want %d", c.text, got, c.lines)
		}
	}
}

func TestDigits(t *testing.T) {
	for _, c := range []struct {
		in                    string
		significant, decimals int
	}{
		{"", 0, 0}, {"0", 0, 0}, {"14100", 3, 0}, {"-22.90", 3, 1}, {"0.005", 1, 3}, {"1000000.01", 9, 2},
	} {
		d := dec(c.in)
		if got := significantDigits(d); got != c.significant {
			t.Errorf("significantDigits(%s) = %d, want %d", c.in, got, c.significant)
		}
		if got := decimals(d); got != c.decimals {
			t.Errorf("decimals(%s) = %d, want %d", c.in, got, c.decimals)
		}
	}
}

func TestVocabularyNames(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{severities.name("error"), "错误 error"},
		{severities.name("unheard of"), "unheard of"},
		{qualifiers.in("over", duizhao.Chinese), "超过"},
		{units.name("CNY"), "元 CNY"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
