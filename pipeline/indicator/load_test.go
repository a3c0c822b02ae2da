package indicator_test

import (
	"testing"

	"duizhao/pipeline/indicator"
)

func TestBuiltinRulesLoad(t *testing.T) {
	r, err := indicator.Load(indicator.Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(r.Indicators()); n < 100 {
		t.Errorf("%d indicators built in, expected at least 100", n)
	}
}
