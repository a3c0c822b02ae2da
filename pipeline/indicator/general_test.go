package indicator_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"duizhao"
	"duizhao/pipeline/indicator"
)

// generalCase is an entry of testdata/general.txt.
type generalCase struct {
	lang  duizhao.Lang
	text  string
	wants []string // "indicator role value" or "! indicator"
}

func generalCases(t *testing.T) []generalCase {
	t.Helper()
	data, err := os.ReadFile("testdata/general.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []generalCase
	for _, line := range strings.Split(string(data), "\n") {
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, " "):
			c := &out[len(out)-1]
			c.wants = append(c.wants, strings.TrimSpace(line))
		default:
			lang, text, _ := strings.Cut(line, " ")
			out = append(out, generalCase{lang: duizhao.Lang(lang), text: text})
		}
	}
	return out
}

func TestOtherPlaces(t *testing.T) {
	r, err := indicator.Load(indicator.Options{}, read)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range generalCases(t) {
		t.Run(c.text[:min(len(c.text), 60)], func(t *testing.T) {
			got := figures(r.Observe(read(c.lang, c.text), indicator.Frame{Period: "2023"}))
			for _, want := range c.wants {
				id, banned := strings.CutPrefix(want, "! ")
				switch {
				case banned && slices.ContainsFunc(got, func(g string) bool { return strings.HasPrefix(g, id+" ") }):
					t.Errorf("%s must not be read from it", id)
				case !banned && !slices.Contains(got, want):
					t.Errorf("%s is missing", want)
				}
			}
			if t.Failed() {
				t.Logf("%s\nread: %s", c.text, strings.Join(got, "\n      "))
			}
		})
	}
}

// figures writes observations as the test file does.
func figures(all []duizhao.Observation) []string {
	var out []string
	for _, o := range all {
		id := o.Indicator
		if id == "" {
			id = "-"
		}
		out = append(out, fmt.Sprintf("%s %s %s", id, o.Role, o.Value))
	}
	return out
}
