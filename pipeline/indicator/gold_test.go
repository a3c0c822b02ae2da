package indicator_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"duizhao"
	"duizhao/internal/testkit"
	"duizhao/pipeline/indicator"
)

// goldReport is the part of an answer key that this test needs.
type goldReport struct {
	Paragraphs struct {
		Zh []struct{ Text string } `json:"zh"`
	} `json:"paragraphs"`
	Numbers []struct {
		ID     string `json:"id"`
		Par    *int   `json:"zh_par"`
		Offset *int   `json:"zh_offset"`
		Raw    string `json:"zh_raw"`
	} `json:"numbers"`
}

type goldIndicators struct {
	Observations []struct {
		Indicator string      `json:"indicator"`
		Value     json.Number `json:"value"`
		Source    string      `json:"source"`
		Number    string      `json:"number_id"`
	} `json:"observations"`
}

// TestAnswerKey holds the share of figures that get their place, value and
// indicator in the one report whose every figure was read by hand.
func TestAnswerKey(t *testing.T) {
	var report goldReport
	var key goldIndicators
	readJSON(t, testkit.Shared(t, "gold/nanjing-ip-2022.json"), &report)
	readJSON(t, testkit.Shared(t, "gold/indicators.json"), &key)

	doc := &duizhao.Document{Lang: duizhao.Chinese}
	for _, p := range report.Paragraphs.Zh {
		start := len(doc.Text)
		kind := duizhao.Paragraph
		if utf8.RuneCountInString(p.Text) < 30 && !strings.HasSuffix(p.Text, "。") {
			kind = duizhao.Heading
		}
		doc.Text += p.Text + "\n"
		doc.Blocks = append(doc.Blocks, duizhao.Block{Kind: kind, Span: duizhao.Span{Start: start, End: len(doc.Text) - 1}})
	}
	r, err := indicator.Load(indicator.Options{}, read)
	if err != nil {
		t.Fatal(err)
	}
	all := r.Observe(readDocument(doc), indicator.Frame{Period: "2022", Area: duizhao.Bilingual{Zh: "南京", En: "Nanjing"}})

	at := map[string]duizhao.Span{}
	for _, n := range report.Numbers {
		if n.Par != nil && n.Offset != nil {
			b := doc.Blocks[*n.Par]
			text := b.Span.Of(doc.Text)
			start := b.Span.Start + byteOffset(text, *n.Offset)
			at[n.ID] = duizhao.Span{Start: start, End: start + len(n.Raw)}
		}
	}
	wanted, found, named := 0, 0, 0
	for _, g := range key.Observations {
		span, ok := at[g.Number]
		if !ok || g.Source != "seed_000" {
			continue
		}
		wanted++
		value := duizhao.MustDecimal(g.Value.String())
		var hit, right bool
		for _, o := range all {
			if o.Zh.Span.Overlaps(span) && (o.Value.Equal(value) || o.Low.Equal(value)) {
				hit = true
				right = right || o.Indicator == g.Indicator
			}
		}
		if hit {
			found++
		}
		if right {
			named++
		}
	}
	t.Logf("%d of %d figures found, %d with their indicator", found, wanted, named)
	if found < wanted*97/100 || named < wanted*92/100 {
		t.Errorf("%d of %d figures found, %d with their indicator: at least 97 and 92 of 100 are expected", found, wanted, named)
	}
}

func byteOffset(text string, runes int) int {
	for i := range text {
		if runes == 0 {
			return i
		}
		runes--
	}
	return len(text)
}

func readJSON(t *testing.T, path string, into any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}
