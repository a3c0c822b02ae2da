package export

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"duizhao"
)

// TestChanges holds what the page says of two years' reports: figures that are new,
// gone and revised, and none of them of other places or roles.
func TestChanges(t *testing.T) {
	report := func(id, period string, observations ...duizhao.ReportObservation) *duizhao.Report {
		for i := range observations {
			observations[i].Area = "" // that of the report
		}
		return &duizhao.Report{
			Schema: duizhao.SchemaID, ID: id, Period: period, Area: duizhao.Bilingual{Zh: "澜江", En: "Lanjiang"},
			Observations: numbered(observations...),
		}
	}
	growth := observation("cases", "案件", "cases", "2023", "50", "percent")
	growth.Role = duizhao.Growth
	before := report("a", "2022",
		observation("cases", "案件", "cases", "2022", "100", "case"),
		observation("old", "旧指标", "an old one", "2022", "7", "item"))
	after := report("b", "2023",
		observation("cases", "案件", "cases", "2023", "150", "case"),
		observation("cases", "案件", "cases", "2022", "101", "case"),
		observation("fresh", "新指标<b>", "a new one", "2023", "9", "item"), growth)
	elsewhere := report("c", "2023", observation("old", "旧指标", "an old one", "2023", "8", "item"))
	elsewhere.Area = duizhao.Bilingual{Zh: "云河", En: "Yunhe"}

	var b strings.Builder
	if err := Write(&b, "changes", Reports(before, after, elsewhere), Options{}); err != nil {
		t.Fatal(err)
	}
	if _, err := html.Parse(strings.NewReader(b.String())); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	for _, want := range []string{
		"in both 1, new 1, gone 1, revised 1", "Largest movements", "50.0%</td>",
		`<a href="html/index.html#a">a</a>`, "新指标&lt;b&gt;",
		`<td class="n">100</td><td class="n">101</td>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
	if strings.Count(page, "<section>") != 1 {
		t.Error("a place with one report must not be compared")
	}

	b.Reset()
	if err := Write(&b, "changes", Reports(before), Options{Lang: duizhao.Chinese}); err != nil || !strings.Contains(b.String(), "没有同一地区相邻年度的报告可比") {
		t.Errorf("one report: %v\n%s", err, &b)
	}
}
