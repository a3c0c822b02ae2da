package check_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"duizhao"
	"duizhao/pipeline/check"
)

// TestRelations: what a text states by all its figures, as the workbook shows it.
func TestRelations(t *testing.T) {
	for _, c := range []struct {
		lang duizhao.Lang
		text string
		want []string
	}{
		{duizhao.Chinese, "共获奖34项，其中金奖4项、优秀奖28项、外观设计优秀奖2项。", []string{"sum: 4 + 28 + 2 = 34"}},
		{duizhao.English, "It won 34 awards, including 4 gold, 28 excellence and 2 design excellence awards.", []string{"sum: 4 + 28 + 2 = 34"}},
		{duizhao.Chinese, "专利授权量1.41万件，同比增加2631件，增长22.9%。", []string{"growth: 2631 ÷ (14100 − 2631) ≈ 22.9%"}},
		{duizhao.Chinese, "组织调解121件，91件调解成功，成功率75%。", []string{"rate: 91 ÷ 121 ≈ 75%"}},
		{duizhao.Chinese, "法院新收案件1615件，审结1856件，结收案比为114.92%。", []string{"rate: 1856 ÷ 1615 ≈ 114.92%"}},
		{duizhao.Chinese, "受理审查逮捕案件7件7人，批准逮捕5件5人，不捕2件2人。", []string{"sum: 5 + 2 = 7", "sum: 5 + 2 = 7"}},
		{duizhao.Chinese, "审结46件105人，提起公诉45件99人，不起诉6人。", []string{"sum: 99 + 6 = 105"}},
		{duizhao.Chinese, "平均审理天数由97天缩短至86天，下降11.3%。", []string{"growth: (86 − 97) ÷ 97 ≈ 11.3%"}},
		{duizhao.Chinese, "检查企业410家，其中高新技术企业120家、外资企业36家。", nil},
	} {
		var got []string
		for _, r := range check.Relations(read(c.lang, c.text)) {
			if r.Holds {
				got = append(got, string(r.Kind)+": "+r.Expression)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.text, diff)
		}
	}
}

// TestPlantedInRelations: any one figure that is changed breaks its relation, in
// both languages alike, where no pair of figures differs.
func TestPlantedInRelations(t *testing.T) {
	for _, c := range []struct{ name, zh, en string }{
		{"part", "共获奖34项，其中金奖4项、优秀奖82项、外观设计优秀奖2项。", "It won 34 awards, including 4 gold, 82 excellence and 2 design excellence awards."},
		{"small part", "共获奖34项，其中金奖5项、优秀奖28项、外观设计优秀奖2项。", "It won 34 awards, including 5 gold, 28 excellence and 2 design excellence awards."},
		{"whole", "共获奖43项，其中金奖4项、优秀奖38项、外观设计优秀奖2项。", "It won 43 awards, including 4 gold, 38 excellence and 2 design excellence awards."},
		{"level", "专利授权量1.14万件，同比增加2631件，增长22.9%。", "A total of 11,400 patents were granted, a year-on-year increase of 2,631 or 22.9%."},
		{"change", "专利授权量1.41万件，同比增加2361件，增长22.9%。", "A total of 14,100 patents were granted, a year-on-year increase of 2,361 or 22.9%."},
		{"growth", "专利授权量1.41万件，同比增加2631件，增长23.9%。", "A total of 14,100 patents were granted, a year-on-year increase of 2,631 or 23.9%."},
		{"rate", "组织调解121件，91件调解成功，成功率78%。", "It mediated 121 cases and settled 91 of them, a success rate of 78%."},
		{"rated part", "组织调解121件，19件调解成功，成功率75%。", "It mediated 121 cases and settled 19 of them, a success rate of 75%."},
		{"rated whole", "组织调解221件，91件调解成功，成功率75%。", "It mediated 221 cases and settled 91 of them, a success rate of 75%."},
		{"ratio", "法院新收案件1615件，审结1856件，结收案比为141.92%。", "The court accepted 1,615 new cases and concluded 1,856, a conclusion-acceptance ratio of 141.92%."},
		{"not done", "受理审查逮捕案件7件7人，批准逮捕5件5人，不捕2件3人。", "It accepted 7 cases of 7 persons, approved the arrest in 5 cases of 5 persons, and disapproved 2 cases of 3 persons."},
		{"fewer not done", "受理审查逮捕案件7件7人，批准逮捕5件5人，不捕2件1人。", "It accepted 7 cases of 7 persons, approved the arrest in 5 cases of 5 persons, and disapproved 2 cases of 1 person."},
		{"too many", "审结46件105人，提起公诉45件99人，不起诉16人。", "It concluded 46 cases of 105 persons, prosecuted 99 persons in 45 cases and decided not to prosecute 16 persons."},
		{"too few", "审结46件105人，提起公诉45件89人，不起诉6人。", "It concluded 46 cases of 105 persons, prosecuted 89 persons in 45 cases and decided not to prosecute 6 persons."},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := check.Run(bitext(c.zh, c.en), check.Options{Only: []string{"arithmetic"}})
			if len(found) != 1 || found[0].Severity == duizhao.SeverityInfo {
				t.Errorf("found %+v", found)
			}
		})
	}
}
