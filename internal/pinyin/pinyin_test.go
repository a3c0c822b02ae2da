package pinyin

import (
	"slices"
	"strings"
	"testing"

	lib "github.com/mozillazg/go-pinyin"
)

// TestAsLibrary: every character has the readings that the library gives it.
func TestAsLibrary(t *testing.T) {
	for r := rune(-1); r <= last+1; r++ {
		want := lib.SinglePinyin(r, lib.Args{Style: lib.Normal, Heteronym: true})
		if got := Readings(r); !slices.Equal(got, want) {
			t.Fatalf("%q (%U) is read as %q, the library has %q: go generate ./internal/pinyin", r, r, got, want)
		}
	}
}

func TestSyllables(t *testing.T) {
	for in, want := range map[string]string{"南京市2022": "nan jing shi", "绿": "lv", "": "", "abc": ""} {
		if got := strings.Join(Syllables(in), " "); got != want {
			t.Errorf("%s is read as %q, want %q", in, got, want)
		}
	}
}
