package dict

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestGeneral(t *testing.T) {
	last, n := "", 0
	for w := range General() {
		n++
		word, freq := w.Text, w.Freq
		if word <= last {
			t.Fatalf("%s stands behind %s", word, last)
		}
		if freq < 2 || freq < 4 && utf8.RuneCountInString(word) > 1 {
			t.Errorf("%s has frequency %v", word, freq)
		}
		if !isHan(word) {
			t.Errorf("%q has more than Chinese characters", word)
		}
		last = word
	}
	if n < 110_000 {
		t.Errorf("%d words", n)
	}
}

func TestGeneralHasNoCounts(t *testing.T) {
	general := map[string]bool{}
	for w := range General() {
		general[w.Text] = true
	}
	for _, w := range []string{"三个", "亿元", "余件", "第二次", "一九九九年", "万多"} {
		if general[w] {
			t.Errorf("%s is one word", w)
		}
	}
	for _, w := range []string{"二十", "第一", "多少", "年度", "进一步", "的"} {
		if !general[w] {
			t.Errorf("%s is no word", w)
		}
	}
}

func TestTerms(t *testing.T) {
	seen := map[string]bool{}
	for term := range Terms() {
		w := term.Text
		if seen[w] {
			t.Errorf("%s is listed twice", w)
		}
		seen[w] = true
		if utf8.RuneCountInString(w) < 2 || !isHan(w) {
			t.Errorf("%q is no term", w)
		}
	}
	for _, w := range []string{"发明专利", "高价值发明专利", "地理标志", "专精特新", "人次", "一般公共预算收入"} {
		if !seen[w] {
			t.Errorf("%s is missing", w)
		}
	}
}

func isHan(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
}
