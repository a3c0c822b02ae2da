package indicator_test

import (
	"testing"

	"duizhao"
	"duizhao/pipeline/indicator"
)

func TestExamples(t *testing.T) {
	r, err := indicator.Load(indicator.Options{}, read)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Test() {
		t.Error(f)
	}
}

// TestPhrasings holds every built-in rule to at least two examples in each language
// it has patterns for, in different words.
func TestPhrasings(t *testing.T) {
	r, err := indicator.Load(indicator.Options{}, read)
	if err != nil {
		t.Fatal(err)
	}
	for _, ind := range r.Indicators() {
		texts := map[duizhao.Lang]map[string]bool{duizhao.Chinese: {}, duizhao.English: {}}
		for _, e := range ind.Examples {
			texts[e.Lang][e.Text] = true
		}
		for l, patterns := range ind.Patterns {
			if len(patterns) > 0 && len(texts[l]) < 2 {
				t.Errorf("%s:%d: rule %s has %d examples in %s; write two phrasings", ind.File, ind.Line, ind.ID, len(texts[l]), l)
			}
		}
	}
}
