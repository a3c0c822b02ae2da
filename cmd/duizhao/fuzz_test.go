package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"duizhao"
	"duizhao/pipeline/quantity"
)

// FuzzQuantities reads anything as JSON lines of texts: a line of answer for each
// text up to the first line that is none, which the error names; every number stands
// in its text.
func FuzzQuantities(f *testing.F) {
	f.Add([]byte("{\"id\":\"1\",\"lang\":\"zh\",\"text\":\"专利授权1.41万件，同比增长12.5%\"}\n\n{\"id\":\"2\",\"lang\":\"en\",\"text\":\"14,100 patents\"}"))
	f.Add([]byte("{\"lang\":\"fr\"}\n"))
	f.Add([]byte("{\"lang\":\"zh\",\"text\":\"\\ud800一亿\"}\r\n[1]"))
	f.Fuzz(func(t *testing.T, in []byte) {
		var out bytes.Buffer
		u := &ui{lang: duizhao.English, in: bytes.NewReader(in), out: &out, err: &out}
		err := u.quantities()
		if err != nil && !regexp.MustCompile(`line \d+`).MatchString(err.Error()) {
			t.Errorf("the error names no line: %v", err)
		}
		var texts []string
		for _, line := range bytes.Split(in, []byte("\n")) {
			var q struct{ Text string }
			if len(bytes.TrimSuffix(line, []byte("\r"))) > 0 && json.Unmarshal(line, &q) == nil {
				texts = append(texts, q.Text)
			}
		}
		answers := slices.Collect(strings.Lines(out.String()))
		if len(answers) > len(texts) || err == nil && len(answers) != len(texts) {
			t.Fatalf("%d answers to %d texts", len(answers), len(texts))
		}
		for i, line := range answers {
			var a struct{ Mentions []quantity.Mention }
			if err := json.Unmarshal([]byte(line), &a); err != nil || a.Mentions == nil {
				t.Fatalf("answer %d: %v: %s", i, err, line)
			}
			for _, m := range a.Mentions {
				if m.Start < 0 || m.End <= m.Start || m.End > utf8.RuneCountInString(texts[i]) {
					t.Errorf("%+v does not stand in %q", m, texts[i])
				}
			}
		}
	})
}

// FuzzSettings reads anything as a project's settings: values that the flags take, or
// an error that names file, line and column in both languages.
func FuzzSettings(f *testing.F) {
	f.Add([]byte("lang: zh\nrules: [a, ../b]\nfail-on: error\ninfo: true\nchecks:\n  disable: [sums]\n  severity: {year: info}\n"))
	f.Add([]byte("a: &a [*a, *a]\nlang: *a\n"))
	f.Add([]byte("lang: fr\n\tx"))
	f.Add([]byte("checks:\n- only\n"))
	f.Add([]byte("\xff\xfe\x00"))
	path := filepath.Join(f.TempDir(), configName)
	place := regexp.MustCompile(`:(\d+):(\d+)$`)
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		c, err := loadConfig(path)
		if err != nil {
			e, ok := errors.AsType[*duizhao.Error](err)
			if !ok || !strings.HasPrefix(e.Path, path) || !place.MatchString(e.Path) || e.Text.Zh == "" || e.Text.En == "" {
				t.Fatalf("no error for a person: %#v", err)
			}
			return
		}
		for _, s := range settings {
			for _, v := range c.flags[s.flag] {
				if s.values != nil && !slices.Contains(s.values, v) {
					t.Errorf("%s: %q was taken", s.key, v)
				}
			}
			if !s.list && len(c.flags[s.flag]) > 1 {
				t.Errorf("%s: several values", s.key)
			}
		}
	})
}
