package check_test

import (
	"strings"
	"testing"

	"duizhao"
	"duizhao/pipeline/check"
)

// TestIDsStay: a finding keeps its ID when paragraphs are put in before it, when they
// change their order and when another figure of its sentence is corrected: what a
// person decided about it holds for the next edition.
func TestIDsStay(t *testing.T) {
	zh := []string{"全市企业32家，专利50件。", "查处案件400余件，涉及87人。", "商标注册申请31.5万件。", "罚款3200万元。"}
	en := []string{"There are 33 enterprises and 50 patents.", "Nearly 400 cases were handled, involving 87 persons.", "Trademark applications numbered 31.5 million.", "Fines were imposed."}
	ids := func(zh, en []string) map[string]bool {
		out := map[string]bool{}
		for _, f := range check.Run(bitext(strings.Join(zh, "\n"), strings.Join(en, "\n")), check.Options{}) {
			if f.Severity != duizhao.SeverityInfo {
				out[f.ID] = true
			}
		}
		return out
	}
	before := ids(zh, en)
	if len(before) != 4 {
		t.Fatalf("%d findings, want 4", len(before))
	}
	with := func(lines []string, more ...string) []string { return append(more, lines...) }
	turned := func(x []string) []string { return []string{x[2], x[0], x[3], x[1]} }
	corrected := func(x []string) []string {
		return strings.Split(strings.ReplaceAll(strings.Join(x, "\n"), "87", "78"), "\n")
	}
	for _, c := range []struct {
		name   string
		zh, en []string
	}{
		{"a paragraph before", with(zh, "本报告由市知识产权局编写。"), with(en, "This report was written by the municipal IP office.")},
		{"two paragraphs with figures before", with(zh, "培训120人。", "检查19次。"), with(en, "120 people were trained.", "19 inspections were made.")},
		{"another order", turned(zh), turned(en)},
		{"a correction beside it", corrected(zh), corrected(en)},
	} {
		after := ids(c.zh, c.en)
		for id := range before {
			if !after[id] {
				t.Errorf("%s: finding %s has another id", c.name, id)
			}
		}
		if len(after) != len(before) {
			t.Errorf("%s: %d findings, want %d", c.name, len(after), len(before))
		}
	}
}
