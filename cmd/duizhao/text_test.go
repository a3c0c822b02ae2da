package main

import "testing"

func TestColumns(t *testing.T) {
	for s, want := range map[string]int{"": 0, "abc": 3, "对照": 4, "3件，": 5, "“": 1, "％": 2} {
		if got := columns(s); got != want {
			t.Errorf("columns(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		text       string
		start, end int
		limit      int
		want       excerpt
	}{
		{"全市共有企业32家，较上年增加", 6, 9, 40, excerpt{"全市共有企业", "32家", "，较上年增加"}},
		{"全市共有企业32家，较上年增加", 6, 9, 12, excerpt{"…企业", "32家", "，较…"}},
		{"one two three", 4, 7, 3, excerpt{"…", "two", "…"}},
		{"a whole sentence that is marked", 0, 31, 10, excerpt{"", "a whole se", "…"}},
		{"a\nb\x1b[31mc", 0, 1, 40, excerpt{"", "a", " b [31mc"}},
		{"short", 9, 12, 40, excerpt{"short", "", ""}},
	} {
		if got := cut(c.text, c.start, c.end, c.limit); got != c.want {
			t.Errorf("cut(%q, %d, %d, %d) = %+v, want %+v", c.text, c.start, c.end, c.limit, got, c.want)
		}
	}
}
