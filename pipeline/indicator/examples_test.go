package indicator_test

import (
	"testing"

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
