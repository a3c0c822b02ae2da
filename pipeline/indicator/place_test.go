package indicator_test

import (
	"strings"
	"testing"

	"duizhao"
	"duizhao/pipeline/indicator"
)

// TestPlaceNames holds that the name of a place says nothing but where: its
// characters may be words elsewhere (和, 达), and it may be long.
func TestPlaceNames(t *testing.T) {
	r, err := indicator.Load(indicator.Options{}, read)
	if err != nil {
		t.Fatal(err)
	}
	for _, place := range []duizhao.Bilingual{
		{Zh: "澜江", En: "Lanjiang"}, {Zh: "安和", En: "Anhe"}, {Zh: "达州", En: "Dazhou"}, {Zh: "江江江", En: "Jiangjiangjiang"},
		{Zh: "呼和浩特", En: "Hohhot"}, {Zh: "齐齐哈尔", En: "Qiqihar"}, {Zh: "石家庄", En: "Shi Jia Zhuang"},
	} {
		for l, text := range map[duizhao.Lang]string{
			duizhao.Chinese: "{}市知识产权纠纷人民调解委员会调解知识产权纠纷31件。",
			duizhao.English: "The {} IP Dispute Mediation Committee mediated 31 IP dispute cases.",
		} {
			text = strings.ReplaceAll(text, "{}", place.In(l))
			got := figures(r.Observe(read(l, text), indicator.Frame{Period: "2023", Area: place}))
			if len(got) != 1 || got[0] != "mediation_committee_cases level 31" {
				t.Errorf("%s: read %q", text, got)
			}
		}
	}
}
