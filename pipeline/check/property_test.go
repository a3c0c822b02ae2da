package check_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"duizhao"
	"duizhao/pipeline/check"
)

// statement is one sentence of a made-up report in both languages; %s is its
// figure.
type statement struct{ zh, en string }

var statements = []statement{
	{"全市受理案件%s件。", "The city accepted %s cases."},
	{"检查企业%s家。", "A total of %s enterprises were inspected."},
	{"罚款%s万元。", "Fines of RMB %s million were imposed."},
	{"同比增长%s%%。", "The year-on-year growth was %s%%."},
	{"培训%s人次。", "Training was given to %s people."},
	{"抓获犯罪嫌疑人%s人。", "The police arrested %s suspects."},
	{"发放宣传资料%s份。", "Volunteers handed out %s leaflets."},
	{"授权专利%s件。", "Patents granted numbered %s."},
}

// standing are findings the report has from the beginning.
const (
	standingZh = "查处侵权线索600条，另有融资88.5亿元。"
	standingEn = "It handled over 600 clues."
)

// report writes values into the statements, so many to a paragraph.
func report(values []int, perParagraph int) (zh, en string) {
	var z, e strings.Builder
	for i, v := range values {
		s := statements[i%len(statements)]
		zv, ev := strconv.Itoa(v), strconv.Itoa(v)
		if strings.Contains(s.zh, "万元") {
			ev = fmt.Sprintf("%d.%02d", v/100, v%100) // 0.70, for 0.7 could be 0.65 rounded
		}
		fmt.Fprintf(&z, s.zh, zv)
		fmt.Fprintf(&e, s.en+" ", ev)
		if (i+1)%perParagraph == 0 {
			z.WriteByte('\n')
			e.WriteByte('\n')
		}
	}
	return standingZh + "\n" + z.String(), standingEn + "\n" + e.String()
}

// TestOneChange: change one number in one language, and there is one new finding,
// about that number; every other finding stays, with its ID.
func TestOneChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.IntRange(11, 99999).Filter(func(v int) bool { return v < 1900 || v > 2099 }) // bare, those are years
		values := rapid.SliceOfN(number, 1, 24).Draw(t, "values")
		perParagraph := rapid.IntRange(1, 10).Draw(t, "per paragraph")
		which := rapid.IntRange(0, len(values)-1).Draw(t, "which")
		to := number.Filter(func(v int) bool { return v != values[which] }).Draw(t, "to")
		changed := append([]int{}, values...)
		changed[which] = to

		zh, en := report(values, perParagraph)
		_, wrong := report(changed, perParagraph)
		before := findings(bitext(zh, en))
		b := bitext(zh, wrong)
		after := findings(b)
		for id := range before {
			if _, ok := after[id]; !ok {
				t.Fatalf("%d → %d: lost %s", values[which], to, before[id].Message.En)
			}
			delete(after, id)
		}
		if len(after) != 1 {
			t.Fatalf("%d → %d: %d new findings: %v\n%s", values[which], to, len(after), messages(after), pairs(b))
		}
		for _, f := range after {
			if f.Severity != duizhao.SeverityError || f.Check != "value" && f.Check != "magnitude" {
				t.Fatalf("%d → %d: %s %s", values[which], to, f.Severity, f.Check)
			}
		}
	})
}

func findings(b *duizhao.Bitext) map[string]duizhao.Finding {
	out := map[string]duizhao.Finding{}
	for _, f := range check.Run(b, check.Options{}) {
		out[f.ID] = f
	}
	return out
}

func messages(fs map[string]duizhao.Finding) (out []string) {
	for _, f := range fs {
		out = append(out, f.Message.En)
	}
	return out
}
