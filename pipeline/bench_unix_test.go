//go:build unix

package pipeline_test

import (
	"syscall"
	"testing"
	"time"

	"duizhao/internal/testkit"
	"duizhao/pipeline"
	"duizhao/pipeline/align"
	"duizhao/pipeline/check"
	"duizhao/pipeline/pair"
)

// BenchmarkReport measures what the steps cost for a real report of 68 paragraphs.
func BenchmarkReport(b *testing.B) {
	source := pipeline.Source{ID: "report", Files: []string{testkit.Shared(b, "seeds/nanjing-ip-2022.zh-en.txt")}}
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		b.Fatal(err)
	}
	aligner, err := align.New(align.Options{})
	if err != nil {
		b.Fatal(err)
	}
	x, err := p.Run(source)
	if err != nil {
		b.Fatal(err)
	}
	docs, err := p.Extract(source)
	if err != nil {
		b.Fatal(err)
	}
	for _, step := range []struct {
		name string
		run  func()
	}{
		{"all", func() { p.Run(source) }},
		{"extract", func() { p.Extract(source) }},
		{"read", func() { p.Read(docs.Zh); p.Read(docs.En) }},
		{"compare", func() { p.Compare("report", docs, x.Zh, x.En) }},
		{"paragraphs", func() { aligner.Paragraphs(x.Zh, x.En) }},
		{"sentences", func() { aligner.Sentences(x.Zh, x.En, x.Paragraphs) }},
		{"pair", func() { pair.Quantities(x.Zh, x.En, x.Paragraphs, x.Sentences) }},
		{"check", func() { check.Run(x, check.Options{}) }},
	} {
		b.Run(step.name, func(b *testing.B) {
			b.ReportAllocs()
			from := cpu()
			for b.Loop() {
				step.run()
			}
			b.ReportMetric((cpu()-from).Seconds()*1e3/float64(b.N), "cpu-ms/op")
		})
	}
}

// cpu returns the processor time of the program so far.
func cpu() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
