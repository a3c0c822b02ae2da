package extract

import (
	"strings"
	"testing"

	"duizhao"
)

// BenchmarkBytes reads a bilingual report of ordinary paragraphs, one language
// after the other.
func BenchmarkBytes(b *testing.B) {
	var in strings.Builder
	for _, lang := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		for range 300 {
			for i, p := range paragraphPool[lang] {
				in.WriteString(strings.Repeat(p, 1+i%2*6))
				in.WriteString("\n\n")
			}
		}
	}
	benchmark(b, in.String())
}

// BenchmarkLongLine reads a line of five megabytes.
func BenchmarkLongLine(b *testing.B) {
	benchmark(b, strings.Repeat("澜江市知识产权局办理商标案件 1204 件。", 100_000))
}

// BenchmarkShortLines reads 100,000 lines of one word.
func BenchmarkShortLines(b *testing.B) {
	benchmark(b, strings.Repeat("商标\n", 100_000))
}

func benchmark(b *testing.B, text string) {
	data := []byte(text)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Bytes("bench.txt", data, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
