package quantity

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"duizhao"
	"duizhao/internal/testkit"
)

// TestNoNumbers reads the report whose every numeral was judged by hand: the ones
// that are parts of words (进一步, 长三角, 唯一) must not be read as quantities.
func TestNoNumbers(t *testing.T) {
	data, err := os.ReadFile(testkit.Shared(t, "gold/nanjing-ip-2022.json"))
	if err != nil {
		t.Fatal(err)
	}
	var key struct {
		Paragraphs struct {
			Zh []struct{ Text string }
		}
		None []struct {
			Par            int `json:"zh_par"`
			Token, Context string
		} `json:"zh_non_numbers"`
	}
	if err := json.Unmarshal(data, &key); err != nil {
		t.Fatal(err)
	}
	if len(key.None) == 0 {
		t.Fatal("the key lists no numeral that is none")
	}
	for _, none := range key.None {
		text := key.Paragraphs.Zh[none.Par].Text
		at := strings.Index(text, none.Context)
		if at < 0 {
			t.Fatalf("paragraph %d does not hold %q", none.Par, none.Context)
		}
		at += tokenAt(none.Context, none.Token)
		numeral := duizhao.Span{Start: at, End: at + len(none.Token)}
		for _, q := range Scan(duizhao.Chinese, text) {
			if q.Span.Overlaps(numeral) && q.Kind != duizhao.Label && q.Kind != duizhao.Date && q.Kind != duizhao.Year {
				t.Errorf("%s in %s is read as %s: %s", none.Token, none.Context, q.Kind, q.Span.Of(text))
			}
		}
	}
}

// tokenAt returns where the token stands in its context: behind eight characters,
// or, at the beginning of a paragraph, at its first place.
func tokenAt(context, token string) int {
	n := 0
	for i := range context {
		if n == 8 && strings.HasPrefix(context[i:], token) {
			return i
		}
		n++
	}
	return strings.Index(context, token)
}
