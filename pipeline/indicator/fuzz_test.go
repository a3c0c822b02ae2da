package indicator_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"duizhao"
)

// FuzzRules reads anything as a file of rules: it loads, or the error names the file
// and a line that it has, in both languages, and the same one each time.
func FuzzRules(f *testing.F) {
	f.Add(good)
	f.Add("rules:\n  - id: x\n    each: nothing\n")
	f.Add("a: &a [*a]\n")
	f.Add("sets: {s: [{key: a}]}\nbodies: [1]\nwords: {zh: {w: [a]}}\n")
	f.Fuzz(func(t *testing.T, text string) {
		err := load(text)
		if err == nil {
			return
		}
		var e *duizhao.Error
		if !errors.As(err, &e) || e.Text.Zh == "" || e.Text.En == "" {
			t.Fatalf("no error for a person: %#v", err)
		}
		if _, at, ok := strings.Cut(e.Path, ":"); ok {
			at, _, _ = strings.Cut(at, ":")
			if line, err := strconv.Atoi(at); err != nil || line < 1 || line > lines(text)+1 {
				t.Errorf("the error is on line %q of %d", at, lines(text))
			}
		}
		if again := load(text); again == nil || again.Error() != err.Error() {
			t.Errorf("loaded again: %v; before: %v", again, err)
		}
	})
}

// lines counts the lines of a YAML text, which has more ways to end one than most.
func lines(text string) int {
	return 1 + strings.Count(strings.ReplaceAll(text, "\r\n", "\n"), "\n") + strings.Count(strings.ReplaceAll(text, "\r\n", ""), "\r") +
		strings.Count(text, "\u0085") + strings.Count(text, "\u2028") + strings.Count(text, "\u2029")
}
