package export

import (
	"fmt"
	"strings"
	"testing"

	"duizhao"
)

// The reports of these tests are about a city that does not exist, 澜江市.

// side is one language of a report being made up.
type side struct {
	lang    duizhao.Lang
	reading *duizhao.ReportReading
}

func newSide(l duizhao.Lang) *side {
	return &side{l, &duizhao.ReportReading{}}
}

// add adds a paragraph made of sentences and returns its id.
func (s *side) add(kind duizhao.BlockKind, sentences ...string) string {
	n := len(s.reading.Paragraphs) + 1
	id := fmt.Sprintf("%s-%08x", s.lang, n*0x1234567)
	gap := " "
	if s.lang == duizhao.Chinese {
		gap = ""
	}
	s.reading.Paragraphs = append(s.reading.Paragraphs, duizhao.ReportParagraph{
		ID: id, Kind: kind, Text: strings.Join(sentences, gap), Lines: [2]int{n, n},
	})
	at := 0
	for i, text := range sentences {
		end := at + len([]rune(text))
		s.reading.Sentences = append(s.reading.Sentences, duizhao.ReportSentence{
			ID: fmt.Sprintf("%s.%d", id, i+1), Paragraph: id, Start: at, End: end,
		})
		at = end + len(gap)
	}
	return id
}

// quote returns the place of words in the side's paragraphs.
func (s *side) quote(t testing.TB, words string) *duizhao.Quote {
	t.Helper()
	for _, p := range s.reading.Paragraphs {
		if before, _, ok := strings.Cut(p.Text, words); ok {
			start := len([]rune(before))
			return &duizhao.Quote{Paragraph: p.ID, Start: start, End: start + len([]rune(words)), Text: words}
		}
	}
	t.Fatalf("%q is in no paragraph", words)
	return nil
}

// sentencesOf returns the ids of a paragraph's sentences.
func (s *side) sentencesOf(paragraph string) (ids []string) {
	for _, x := range s.reading.Sentences {
		if x.Paragraph == paragraph {
			ids = append(ids, x.ID)
		}
	}
	return ids
}

func dec(s string) duizhao.Decimal {
	if s == "" {
		return duizhao.Decimal{}
	}
	return duizhao.MustDecimal(s)
}

func observation(indicator, zh, en, period, value, unit string) duizhao.ReportObservation {
	return duizhao.ReportObservation{
		Indicator: indicator, Label: duizhao.Bilingual{Zh: zh, En: en}, Area: "澜江市", Period: period,
		Value: dec(value), Unit: unit, Qualifier: duizhao.Exact, Role: duizhao.Level,
		Agreement: duizhao.Agree, Rule: indicator, Confidence: 0.95,
	}
}

// report2022 is a report in both languages with findings, long paragraphs and
// texts a workbook could trip over.
func report2022(t testing.TB) *duizhao.Report {
	zh, en := newSide(duizhao.Chinese), newSide(duizhao.English)
	r := &duizhao.Report{
		Schema: duizhao.SchemaID, ID: "lanjiang-ip-2022", Period: "2022",
		Title: duizhao.Bilingual{Zh: "二〇二二年澜江市知识产权保护状况", En: "Intellectual Property Protection in Lanjiang, 2022"},
		Area:  duizhao.Bilingual{Zh: "澜江市", En: "Lanjiang"},
		Sources: []duizhao.Source{{
			Path: "reports/lanjiang-2022.pdf", SHA256: strings.Repeat("0123456789abcdef", 4), Format: "pdf",
			Languages: []duizhao.Lang{duizhao.Chinese, duizhao.English}, Pages: 24,
		}},
	}
	join := func(kind duizhao.BlockKind, confidence float64, z, e []string) {
		p := duizhao.ReportBead{Confidence: confidence, Status: duizhao.Auto}
		s := duizhao.ReportBead{Confidence: confidence, Status: duizhao.Auto}
		if z != nil {
			id := zh.add(kind, z...)
			p.Zh, s.Zh = []string{id}, zh.sentencesOf(id)
		}
		if e != nil {
			id := en.add(kind, e...)
			p.En, s.En = []string{id}, en.sentencesOf(id)
		}
		r.Alignment.Paragraphs = append(r.Alignment.Paragraphs, p)
		r.Alignment.Sentences = append(r.Alignment.Sentences, s)
	}
	join(duizhao.Title, 0.99, []string{r.Title.Zh}, []string{r.Title.En})
	join(duizhao.Heading, 0.99, []string{"一、创造"}, []string{"I. Creation"})
	join(duizhao.Paragraph, 0.97,
		[]string{"全市专利授权量1.41万件，比上年增长22.9%。", "有效发明专利3000余件，其中高校1200件。", "持证种子企业32家。"},
		[]string{"The city was granted 14,100 patents, up by 22.9% year on year.", "Valid invention patents came to over 3,000, 1,200 of them held by universities.", "There are 33 licensed seed enterprises."})
	join(duizhao.Paragraph, 0.72,
		repeat("公安机关立案侦办侵权假冒案件80起，抓获犯罪嫌疑人329人，涉案金额2.2亿元。", 14),
		repeat("The police opened 108 cases of infringement and counterfeiting, arrested 329 suspects and seized goods worth RMB 220 million.", 14))
	join(duizhao.Paragraph, 0.41, []string{"=1+1 是公式的样子，@提及、-5 和 +5 也是。\x07\u2028尾"}, []string{"=HYPERLINK(\"http://example.org\") looks like a formula & <tags> _x0041_ stay."})
	join(duizhao.Paragraph, 0.55, []string{"本段没有译文。"}, nil)
	r.Readings = duizhao.Readings{Zh: zh.reading, En: en.reading}

	granted := observation("patents_granted", "专利授权量", "patents granted", "2022", "14100", "patent")
	granted.Zh, granted.En = zh.quote(t, "1.41万件"), en.quote(t, "14,100 patents")
	growth := observation("patents_granted", "专利授权量", "patents granted", "2022", "22.9", "percent")
	growth.Role, growth.Comparison = duizhao.Growth, "yoy"
	growth.Zh, growth.En = zh.quote(t, "22.9%"), en.quote(t, "22.9%")
	valid := observation("valid_invention_patents", "有效发明专利量", "valid invention patents", "2022-12-31", "3000", "patent")
	valid.Qualifier, valid.Low = duizhao.Over, dec("3000")
	valid.Zh, valid.En = zh.quote(t, "3000余件"), en.quote(t, "over 3,000")
	seeds := observation("", "持证种子企业", "licensed seed enterprises", "2022", "32", "enterprise")
	seeds.Agreement, seeds.Rule, seeds.Confidence = duizhao.Differ, "noun-phrase", 0.4
	seeds.Zh, seeds.En = zh.quote(t, "32家"), en.quote(t, "33 licensed seed enterprises")
	money := observation("case_value", "涉案金额", "value of the cases", "2022", "220000000", "CNY")
	money.Body, money.Zh, money.En = "police", zh.quote(t, "2.2亿元"), en.quote(t, "RMB 220 million")
	other := money
	other.Value, other.Confidence, other.Agreement, other.En = dec("202000000.5"), 0.6, duizhao.ZhOnly, nil
	long := observation("hash_count", "极长的数", "a very long number", "2022", "1234567890123456.75", "item")
	span := observation("", "办理时限", "time limit", "2022", "", "day")
	span.Low, span.High, span.Confidence = dec("5"), dec("10"), 0.3
	none := observation("", "浏览量", "views", "2022", "", "view")
	none.Confidence = 0.2
	r.Observations = numbered(granted, growth, valid, seeds, money, other, long, span, none)

	r.Findings = []duizhao.ReportFinding{
		{ID: "f3", Check: "rounding", Severity: duizhao.SeverityInfo, Status: duizhao.Open,
			Message: duizhao.Bilingual{Zh: "英文写全了中文的约数", En: "the English writes a rounded number in full"},
			Zh:      zh.quote(t, "1.41万件"), En: en.quote(t, "14,100")},
		{ID: "f1", Check: "value", Severity: duizhao.SeverityError, Status: duizhao.Open,
			Message: duizhao.Bilingual{Zh: "中文是 32 家，英文是 33；请核对原始数据", En: "Chinese has 32, English has 33; check the source figures"},
			Zh:      zh.quote(t, "32家"), En: en.quote(t, "33 licensed")},
		{ID: "f2", Check: "value", Severity: duizhao.SeverityError, Status: duizhao.Accepted,
			Message: duizhao.Bilingual{Zh: "中文是 80 起，英文是 108", En: "Chinese has 80, English has 108"},
			Zh:      zh.quote(t, "80起"), En: en.quote(t, "108 cases")},
		{ID: "f4", Check: "missing", Severity: duizhao.SeverityWarning, Status: duizhao.Open,
			Message: duizhao.Bilingual{Zh: "英文没有“1200件”", En: "the English lacks 1200件"},
			Zh:      zh.quote(t, "1200件"), En: en.quote(t, "The city was granted 14,100 patents, up by 22.9% year on year.")},
		{ID: "f5", Check: "value", Severity: duizhao.SeverityWarning, Status: duizhao.Dismissed,
			Message: duizhao.Bilingual{Zh: "329", En: "329"}, En: en.quote(t, "329 suspects")},
	}
	r.Problems = []duizhao.Problem{{Stage: "extract", Code: "header", Message: "a running head was left out", Page: 3}}
	return r
}

// report2020 is a report in English only.
func report2020(t testing.TB) *duizhao.Report {
	en := newSide(duizhao.English)
	en.add(duizhao.Paragraph, "In 2020, 12,000 patents were granted in Lanjiang.", "Goods worth 110 million yuan were seized.")
	granted := observation("patents_granted", "专利授权量", "patents granted", "2020", "12000", "patent")
	granted.Area, granted.Agreement, granted.En = "Lanjiang", duizhao.EnOnly, en.quote(t, "12,000 patents")
	money := observation("case_value", "涉案金额", "value of the cases", "2020", "110000000", "CNY")
	money.Area, money.Body, money.Agreement, money.En = "", "police", duizhao.EnOnly, en.quote(t, "110 million yuan")
	return &duizhao.Report{
		Schema: duizhao.SchemaID, ID: "lanjiang-ip-2020", Period: "2020",
		Title: duizhao.Bilingual{En: "Lanjiang IP in 2020"}, Area: duizhao.Bilingual{En: "Lanjiang"},
		Sources: []duizhao.Source{{
			Path: "reports/lanjiang-2020.txt", SHA256: strings.Repeat("fedcba9876543210", 4), Format: "text",
			Languages: []duizhao.Lang{duizhao.English},
		}},
		Readings:     duizhao.Readings{En: en.reading},
		Observations: numbered(granted, money),
	}
}

func samples(t testing.TB) []*duizhao.Report {
	return []*duizhao.Report{report2020(t), report2022(t)}
}

func numbered(observations ...duizhao.ReportObservation) []duizhao.ReportObservation {
	for i := range observations {
		observations[i].ID = fmt.Sprintf("o%d", i+1)
	}
	return observations
}

func repeat(sentence string, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = sentence
	}
	return out
}
