package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"duizhao"
)

// htmlBytes writes a page over reports.
func htmlBytes(t testing.TB, o Options, reports ...*duizhao.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, "html", Reports(reports...), o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// elements calls f for every element of a page.
func elements(t *testing.T, page []byte, f func(*html.Node)) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			f(n)
		}
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// dataOf returns the page's data elements by id.
func dataOf(t *testing.T, page []byte) map[string]string {
	t.Helper()
	out := map[string]string{}
	elements(t, page, func(n *html.Node) {
		if n.Data == "script" && attribute(n, "type") == "application/json" {
			out[attribute(n, "id")] = n.FirstChild.Data
		}
	})
	return out
}

// TestHTMLMarkup holds the frame: one style, one program, no address to load
// from, no handler in an attribute, ids unique, a policy that names both.
func TestHTMLMarkup(t *testing.T) {
	page := htmlBytes(t, Options{Lang: duizhao.Chinese, Generated: `2026-02-01 <b>"&`}, append(samples(t), hostileReport())...)
	ids, tags := map[string]bool{}, map[string]int{}
	elements(t, page, func(n *html.Node) {
		tags[n.Data]++
		for _, a := range n.Attr {
			switch {
			case strings.HasPrefix(a.Key, "on"), a.Key == "src", a.Key == "style", a.Key == "href" && !strings.HasPrefix(a.Val, "#"):
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			case a.Key == "id" && ids[a.Val]:
				t.Errorf("id %q stands twice", a.Val)
			case a.Key == "id":
				ids[a.Val] = true
			}
		}
	})
	for tag, want := range map[string]int{"script": 6, "style": 1, "main": 1, "title": 1, "b": 0, "img": 0, "link": 0, "iframe": 0} {
		if tags[tag] != want {
			t.Errorf("%d <%s>, want %d", tags[tag], tag, want)
		}
	}
	if bytes.Contains(page, []byte("innerHTML")) || bytes.Contains(page, []byte("eval(")) {
		t.Error("the program reads texts as markup or code")
	}
}

// hostileReport is full of texts that would run, or turn what stands around them,
// where a page took them for markup.
func hostileReport() *duizhao.Report {
	words := "<script>window.hit=1</script></script><!--<script> <img src=x onerror=window.hit=1> ' \" & ]]> \u2028\u2029 \u202Eevil\u202C \u2066x\x07"
	p := func(l string) duizhao.ReportParagraph {
		return duizhao.ReportParagraph{ID: l + "<\"'/#", Kind: duizhao.Paragraph, Text: words}
	}
	q := func(l string) *duizhao.Quote {
		return &duizhao.Quote{Paragraph: l + "<\"'/#", Start: 0, End: 9, Text: words}
	}
	b := duizhao.Bilingual{Zh: words, En: words}
	return &duizhao.Report{
		Schema: duizhao.SchemaID, ID: "hostile<\"'&>#/..", Title: b, Period: words, Area: b,
		Sources: []duizhao.Source{{Path: words, Format: words}},
		Readings: duizhao.Readings{
			Zh: &duizhao.ReportReading{Paragraphs: []duizhao.ReportParagraph{p("zh")}},
			En: &duizhao.ReportReading{Paragraphs: []duizhao.ReportParagraph{p("en")}},
		},
		Alignment: duizhao.Alignment{Paragraphs: []duizhao.ReportBead{{Zh: []string{p("zh").ID, "gone"}, En: []string{p("en").ID}, Status: "x y"}}},
		Observations: []duizhao.ReportObservation{
			{ID: "o\"1", Label: b, Unit: words, Value: dec("5"), Role: "x y", Agreement: "a b", Zh: q("zh"), En: &duizhao.Quote{Paragraph: "gone", Text: words}},
		},
		Findings: []duizhao.ReportFinding{{ID: "f'1", Check: words, Severity: "x y.z", Message: b, Zh: q("zh"), En: q("en"), Status: "no"}},
		Problems: []duizhao.Problem{{Code: words, Message: words}},
	}
}

// TestHTMLCaps holds what a large batch gives up: later reports' texts, then
// their figures; nothing is left out of the list.
func TestHTMLCaps(t *testing.T) {
	var b bytes.Buffer
	sink, err := newHTML(&b, Options{})
	if err != nil {
		t.Fatal(err)
	}
	full, err := json.Marshal(newPageReport(report2022(t), true))
	if err != nil {
		t.Fatal(err)
	}
	h := sink.(*htmlPage)
	h.texts, h.figures = len(full)+10, 2*len(full)
	for i := range 9 {
		r := report2022(t)
		r.ID = fmt.Sprint("r", i)
		if err := sink.Add(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := sink.Close(); err != nil {
		t.Fatal(err)
	}
	data := dataOf(t, b.Bytes())
	var index []pageEntry
	if err := json.Unmarshal([]byte(data["data-index"]), &index); err != nil {
		t.Fatal(err)
	}
	depths := map[string]int{}
	for _, e := range index {
		depths[e.Depth]++
		if hasData := data[e.Element] != ""; hasData == (e.Depth == depthListed) || e.Findings != [3]int{2, 2, 1} {
			t.Errorf("%+v, data %v", e, hasData)
		}
		if holdsText := strings.Contains(data[e.Element], "公安机关立案侦办侵权假冒案件80起，抓获"); holdsText != (e.Depth == depthFull) {
			t.Errorf("%s: text in the page: %v", e.ID, holdsText)
		}
	}
	if len(index) != 9 || depths[depthFull] != 1 || depths[depthFigures] == 0 || depths[depthListed] == 0 {
		t.Errorf("%d reports, depths %v", len(index), depths)
	}
}

// TestHTMLPlaces holds that places are JavaScript's: UTF-16 units, also behind
// characters that take two.
func TestHTMLPlaces(t *testing.T) {
	for _, c := range []struct {
		text     string
		at, want int
	}{
		{"abc", 2, 2}, {"abc", 9, 3}, {"𠮷12", 1, 2}, {"𠮷𠮷12", 3, 5}, {"中文", 1, 1}, {"", 3, 0}, {"a", -1, 0}, {"\xff\xfeab", 3, 3},
	} {
		if got := utf16Offset(c.text, c.at); got != c.want {
			t.Errorf("%q: code point %d is unit %d, want %d", c.text, c.at, got, c.want)
		}
	}
}

// TestHTMLCertainty holds the page to the workbook's words for confidence.
func TestHTMLCertainty(t *testing.T) {
	source, err := os.ReadFile("page/beads.js")
	if err != nil {
		t.Fatal(err)
	}
	edges := map[string]float64{}
	for _, name := range []string{"sure", "likely"} {
		var v float64
		_, after, _ := strings.Cut(string(source), "const "+name+" = ")
		if _, err := fmt.Sscanf(after, "%g;", &v); err != nil {
			t.Fatal(name, err)
		}
		edges[name] = v
	}
	for _, edge := range edges {
		below := math.Nextafter(edge, 0)
		if certainty(edge).text == certainty(below).text {
			t.Errorf("the workbook's word does not change at %g", edge)
		}
	}
}

// TestHTMLPairs holds that numbers which became no observation are paired where
// one sentence bead states them equally often in both languages.
func TestHTMLPairs(t *testing.T) {
	r := report2022(t)
	zh, en := r.Readings.Zh, r.Readings.En
	add := func(rd *duizhao.ReportReading, q *duizhao.Quote, value string) {
		rd.Quantities = append(rd.Quantities, duizhao.ReportQuantity{
			ID: fmt.Sprint("q", len(zh.Quantities)+len(en.Quantities)), Paragraph: q.Paragraph, Start: q.Start, End: q.End, Kind: duizhao.Count, Value: dec(value),
		})
	}
	zhSide, enSide := &side{duizhao.Chinese, zh}, &side{duizhao.English, en}
	add(zh, zhSide.quote(t, "1200件"), "1200")
	add(zh, zhSide.quote(t, "1.41万件"), "14100")
	add(zh, zhSide.quote(t, "329人"), "329")
	add(en, enSide.quote(t, "1,200"), "1200")
	add(en, enSide.quote(t, "33"), "33")
	var pairs []string
	for _, f := range newPageReport(r, true).Figures {
		if f.Quantities != nil {
			pairs = append(pairs, fmt.Sprint(f.Quantities, f.Observations, f.Zh != nil, f.En != nil))
		}
	}
	want := []string{"[q1] [0] true true", "[q4] [3] true true", "[q0 q3] [] true true", "[q2] [] true false"}
	if fmt.Sprint(pairs) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", pairs, want)
	}
}
