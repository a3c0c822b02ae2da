package quantity

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"duizhao"
	"duizhao/internal/testkit"
)

// goldReport is the part of an answer key that these tests read.
type goldReport struct {
	Paragraphs map[duizhao.Lang][]json.RawMessage
	Numbers    []goldNumber
	NonNumbers []struct {
		Par     int    `json:"zh_par"`
		Context string `json:"context"`
		Token   string `json:"token"`
	} `json:"zh_non_numbers"`
}

type goldNumber struct {
	ID       string `json:"id"`
	Kind     string `json:"kind"`
	ZhPar    *int   `json:"zh_par"`
	ZhOffset *int   `json:"zh_offset"`
	ZhRaw    string `json:"zh_raw"`
	ZhQuote  string `json:"zh_quote"`
	Value    any    `json:"value"`
	EnPar    *int   `json:"en_par"`
	EnOffset *int   `json:"en_offset"`
	EnRaw    string `json:"en_raw"`
	EnQuote  string `json:"en_quote"`
	EnValue  any    `json:"en_value"`
	EnLine   int    `json:"en_line"`
}

func readGold(t *testing.T, name string) (g goldReport, text func(duizhao.Lang, int) string) {
	t.Helper()
	b, err := os.ReadFile(testkit.Shared(t, name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &g); err != nil {
		t.Fatal(err)
	}
	return g, func(l duizhao.Lang, i int) string {
		raw := g.Paragraphs[l][i]
		var p struct{ Text string }
		if json.Unmarshal(raw, &p) == nil && p.Text != "" {
			return p.Text
		}
		var s string
		if err := json.Unmarshal(raw, &s); err != nil {
			t.Fatal(err)
		}
		return s
	}
}

func plainNumber(v any) (duizhao.Decimal, bool) {
	var s string
	switch v := v.(type) {
	case float64:
		b, _ := json.Marshal(v)
		s = string(b)
	case string:
		s = v
	}
	d, err := duizhao.ParseDecimal(s)
	return d, err == nil
}

// found returns the quantities that touch the code points [from, to) of text.
func found(text string, qs []duizhao.Quantity, from, to int) (hits []duizhao.Quantity) {
	for _, q := range qs {
		a := utf8.RuneCountInString(text[:q.Span.Start])
		b := a + utf8.RuneCountInString(q.Span.Of(text))
		if a < to && from < b {
			hits = append(hits, q)
		}
	}
	return hits
}

func hasValue(qs []duizhao.Quantity, v duizhao.Decimal) bool {
	for _, q := range qs {
		if q.Value.Equal(v) || q.Low.Equal(v) || q.High.Equal(v) {
			return true
		}
	}
	return false
}

// TestGoldNumbers measures both languages against a report whose numbers people
// have read.
func TestGoldNumbers(t *testing.T) {
	g, text := readGold(t, "gold/nanjing-ip-2022.json")
	type side struct {
		lang  duizhao.Lang
		par   func(goldNumber) *int
		off   func(goldNumber) *int
		raw   func(goldNumber) string
		value func(goldNumber) any
	}
	for _, s := range []side{
		{duizhao.Chinese, func(n goldNumber) *int { return n.ZhPar }, func(n goldNumber) *int { return n.ZhOffset }, func(n goldNumber) string { return n.ZhRaw }, func(n goldNumber) any { return n.Value }},
		{duizhao.English, func(n goldNumber) *int { return n.EnPar }, func(n goldNumber) *int { return n.EnOffset }, func(n goldNumber) string { return n.EnRaw }, func(n goldNumber) any { return n.EnValue }},
	} {
		right, all := map[string]int{}, map[string]int{}
		for _, n := range g.Numbers {
			v, ok := plainNumber(s.value(n))
			if !ok || s.par(n) == nil || s.off(n) == nil {
				continue
			}
			body := text(s.lang, *s.par(n))
			from := *s.off(n)
			hits := found(body, Scan(s.lang, body), from, from+utf8.RuneCountInString(s.raw(n)))
			all[n.Kind]++
			if hasValue(hits, v) {
				right[n.Kind]++
			} else if testing.Verbose() {
				t.Logf("%s %s %s %q want %v, there: %s", s.lang, n.ID, n.Kind, s.raw(n), v, show(body, hits))
			}
		}
		t.Logf("%s right %v of %v", s.lang, right, all)
		var r, a int
		for _, k := range []string{"indicator", "threshold", "rank"} {
			r, a = r+right[k], a+all[k]
		}
		t.Logf("%s indicator, threshold and rank: %d of %d", s.lang, r, a)
	}
}

// TestGoldNonNumbers holds that no word with a numeral in it is counted.
func TestGoldNonNumbers(t *testing.T) {
	g, text := readGold(t, "gold/nanjing-ip-2022.json")
	for _, n := range g.NonNumbers {
		body := text(duizhao.Chinese, n.Par)
		k := strings.Index(body, n.Context)
		if k < 0 {
			t.Logf("not in its paragraph: %s", n.Context)
			continue
		}
		from := utf8.RuneCountInString(body[:k])
		mid := utf8.RuneCountInString(n.Context) / 2
		for _, q := range found(body, scanZh(body), from+mid-2, from+mid+2) {
			if q.Kind != duizhao.Label && strings.Contains(q.Span.Of(body), n.Token) {
				t.Errorf("%s in %s is read as %s", n.Token, n.Context, show(body, []duizhao.Quantity{q}))
			}
		}
	}
}

func TestGoldEnglishOnly(t *testing.T) {
	g, _ := readGold(t, "gold/nanjing-ip-2020.json")
	b, err := os.ReadFile(testkit.Shared(t, "seeds/nanjing-ip-2020.en.txt"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(b), "\n")
	right, all := 0, 0
	for _, n := range g.Numbers {
		v, ok := plainNumber(n.EnValue)
		if !ok || n.EnLine == 0 {
			continue
		}
		line := lines[n.EnLine-1]
		k := strings.Index(line, n.EnQuote)
		from := utf8.RuneCountInString(line[:max(k, 0)]) + utf8.RuneCountInString(n.EnQuote[:max(strings.Index(n.EnQuote, n.EnRaw), 0)])
		hits := found(line, Scan(duizhao.English, line), from, from+utf8.RuneCountInString(n.EnRaw))
		all++
		if hasValue(hits, v) {
			right++
		} else if testing.Verbose() {
			t.Logf("%s %s %q want %v, there: %s", n.ID, n.Kind, n.EnQuote, v, show(line, hits))
		}
	}
	t.Logf("right %d of %d", right, all)
}
