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

func TestTotal(t *testing.T) {
	sum := 0.0
	for w := range General() {
		sum += w.Freq
	}
	if Total() != sum {
		t.Errorf("the header says %v, the words have %v", Total(), sum)
	}
}

func TestFind(t *testing.T) {
	n := 0
	for w := range General() {
		if n++; n%97 != 0 {
			continue
		}
		if got, ok := Find(w.Text); !ok || got != w {
			t.Errorf("Find(%q) = %v, %v; the list has %v", w.Text, got, ok, w)
		}
		if _, ok := Find(w.Text + "丂"); ok {
			t.Errorf("%q is found", w.Text+"丂")
		}
	}
	for _, none := range []string{"", "#", "# total", "a", "\U0010FFFF", "专利 "} {
		if w, ok := Find(none); ok {
			t.Errorf("Find(%q) = %v", none, w)
		}
	}
}

func TestWithin(t *testing.T) {
	text := "2023年，南京市专利授权量同比增长8.1%，专利\xe4质量更高\xff"
	got := map[string]bool{}
	for w := range Within(text) {
		if got[w.Text] {
			t.Errorf("%s is found twice", w.Text)
		}
		got[w.Text] = true
	}
	for w := range General() {
		if strings.Contains(text, w.Text) != got[w.Text] {
			t.Errorf("%s: found %v", w.Text, got[w.Text])
		}
	}
}
