package check_test

import (
	"testing"

	"duizhao"
	"duizhao/pipeline/check"
	"duizhao/pipeline/pair"
)

// large is a report of many paragraphs, and one of a single paragraph.
func large(perParagraph int) *duizhao.Bitext {
	values := make([]int, 6000)
	for i := range values {
		values[i] = 11 + i*7919%90000
	}
	zh, en := report(values, perParagraph)
	return bitext(zh, en)
}

func BenchmarkRun(b *testing.B) {
	for _, c := range []struct {
		name         string
		perParagraph int
	}{{"paragraphs", 10}, {"one paragraph", 6000}} {
		x := large(c.perParagraph)
		b.Run("pair/"+c.name, func(b *testing.B) {
			for b.Loop() {
				pair.Quantities(x.Zh, x.En, x.Paragraphs, x.Sentences)
			}
		})
		b.Run("check/"+c.name, func(b *testing.B) {
			for b.Loop() {
				check.Run(x, check.Options{})
			}
		})
	}
}
