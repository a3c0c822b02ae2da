package export

import (
	"fmt"
	"io"
	"testing"

	"duizhao"
)

// large returns a report of the size of a city's yearly white paper: 140
// paragraphs of 5 sentences in each language, 600 observations, 40 findings.
func large(t testing.TB) *duizhao.Report {
	r := report2022(t)
	zh, en := newSide(duizhao.Chinese), newSide(duizhao.English)
	r.Alignment = duizhao.Alignment{}
	for i := range 140 {
		z := zh.add(duizhao.Paragraph, repeat(fmt.Sprintf("公安机关立案侦办侵权假冒案件%d起，抓获犯罪嫌疑人329人，涉案金额2.2亿元。", i), 5)...)
		e := en.add(duizhao.Paragraph, repeat(fmt.Sprintf("The police opened %d cases of infringement, arrested 329 suspects and seized goods worth RMB 220 million.", i), 5)...)
		r.Alignment.Paragraphs = append(r.Alignment.Paragraphs, duizhao.ReportBead{Zh: []string{z}, En: []string{e}, Confidence: 0.95, Status: duizhao.Auto})
		for j, s := range zh.sentencesOf(z) {
			r.Alignment.Sentences = append(r.Alignment.Sentences, duizhao.ReportBead{
				Zh: []string{s}, En: []string{en.sentencesOf(e)[j]}, Confidence: 0.95, Status: duizhao.Auto})
		}
	}
	r.Readings = duizhao.Readings{Zh: zh.reading, En: en.reading}
	observed := r.Observations[0]
	r.Observations = nil
	for i := range 600 {
		o := observed
		o.ID, o.Indicator, o.Value = fmt.Sprint("o", i), fmt.Sprint("indicator_", i%200), duizhao.NewDecimal(int64(i), 0)
		o.Zh, o.En = zh.quote(t, fmt.Sprintf("%d起", i%140)), en.quote(t, fmt.Sprintf("%d cases", i%140))
		r.Observations = append(r.Observations, o)
	}
	r.Findings = nil
	for i := range 40 {
		r.Findings = append(r.Findings, duizhao.ReportFinding{
			ID: fmt.Sprint("f", i), Check: "value", Severity: duizhao.SeverityError, Status: duizhao.Open,
			Message: duizhao.Bilingual{Zh: "数值不同", En: "the values differ"},
			Zh:      zh.quote(t, fmt.Sprintf("%d起", i)), En: en.quote(t, fmt.Sprintf("%d cases", i)),
		})
	}
	return r
}

// manyObservations returns a report with n observations that differ.
func manyObservations(t testing.TB, n int) *duizhao.Report {
	r := large(t)
	base := r.Observations
	r.Observations = make([]duizhao.ReportObservation, n)
	for i := range r.Observations {
		o := base[i%len(base)]
		o.ID, o.Value = fmt.Sprint("o", i), duizhao.NewDecimal(int64(i*37%1_000_003), -(i%3))
		r.Observations[i] = o
	}
	return r
}

func BenchmarkWorkbooks(b *testing.B) {
	r := large(b)
	for b.Loop() {
		if err := Indicators(io.Discard, []*duizhao.Report{r, r}, Options{}); err != nil {
			b.Fatal(err)
		}
		if err := Alignment(io.Discard, r, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkJSON(b *testing.B) {
	r := large(b)
	for b.Loop() {
		if err := JSON(io.Discard, r); err != nil {
			b.Fatal(err)
		}
	}
}
