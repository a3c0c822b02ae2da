package align

import (
	"fmt"
	"slices"
	"testing"

	"duizhao"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var reportLines = [][2]string{
	{"澜江市法院全年审结知识产权案件，专利案件占三成。", "The courts of Lanjiang concluded intellectual property cases, a third of them about patents."},
	{"海关查获侵权货物，涉及服装和电子产品。", "Customs seized infringing goods, among them clothing and electronic products."},
	{"公安机关抓获犯罪嫌疑人，捣毁窝点。", "The police arrested criminal suspects and destroyed dens."},
	{"学校组织教师参加培训，学生参观博物馆。", "Schools organized training for teachers, and students visited the museum."},
	{"银行向农业企业发放贷款，支持粮食生产。", "Banks granted loans to agricultural enterprises in support of grain production."},
	{"医院为老年居民检查身体，提供免费药品。", "Hospitals examined elderly residents and offered free medicine."},
	{"市场监管部门检查食品安全，处罚违法商店。", "Market regulators inspected food safety and punished illegal shops."},
	{"交通部门修建公路和桥梁，改善港口。", "The transport department built roads and bridges and improved the port."},
	{"文化部门举办音乐节，邀请外国艺术家。", "The department of culture held a music festival and invited foreign artists."},
	{"气象台发布暴雨预警，渔船返回避风。", "The weather station issued a rainstorm warning, and fishing boats returned to shelter."},
	{"科学家在实验室研究新材料和电池。", "Scientists study new materials and batteries in the laboratory."},
	{"志愿者清理河流垃圾，种植树木。", "Volunteers removed garbage from the river and planted trees."},
	{"体育馆举行篮球比赛，观众热情。", "The stadium held basketball matches before an enthusiastic audience."},
	{"图书馆购买儿童图书，延长开放时间。", "The library bought books for children and extended its opening hours."},
	{"消防队扑灭森林火灾，救出游客。", "Firefighters put out a forest fire and rescued tourists."},
	{"旅游局推广温泉和古镇，酒店客满。", "The tourism bureau promoted hot springs and ancient towns; hotels were full."},
}

// moveBlock returns the report with lines [from, to) of the translation moved before
// line at of what is left, and the beads in order of the Chinese side.
func moveBlock(from, to, at int) (zh, en []Unit, want []string) {
	var order []int
	for i := range reportLines {
		zh = append(zh, lineUnit(reportLines[i][0]))
		if i < from || i >= to {
			order = append(order, i)
		}
	}
	block := make([]int, 0, to-from)
	for i := from; i < to; i++ {
		block = append(block, i)
	}
	order = slices.Insert(order, at, block...)
	place := make([]int, len(order))
	for j, i := range order {
		en = append(en, lineUnit(reportLines[i][1]))
		place[i] = j
	}
	for i, j := range place {
		want = append(want, fmt.Sprintf("[%d]:[%d]", i, j))
	}
	return zh, en, want
}

func TestMovedBlock(t *testing.T) {
	a := newAligner(t, Options{})
	for _, tt := range []struct{ from, to, at int }{{2, 5, 10}, {10, 14, 2}, {0, 3, 13}, {12, 16, 0}} {
		zh, en, want := moveBlock(tt.from, tt.to, tt.at)
		got := a.Align(zh, en)
		if diff := cmp.Diff(want, beadShapes(got)); diff != "" {
			t.Errorf("%v: %s", tt, diff)
		}
		moved := 0
		for _, b := range got {
			if isMoved(b) {
				moved++
			}
		}
		if moved < 3 || moved > 6 {
			t.Errorf("%v: %d beads are called moved", tt, moved)
		}
	}
}

func TestNothingMovedWhereTextsDiffer(t *testing.T) {
	zh, en, _ := moveBlock(0, 0, 0)
	for _, b := range newAligner(t, Options{}).Align(zh[:8], en[8:]) {
		if isMoved(b) {
			t.Errorf("%+v", b)
		}
	}
}

func TestMovedBlocksMirror(t *testing.T) {
	a := newAligner(t, Options{})
	rapid.Check(t, func(t *rapid.T) {
		from := rapid.IntRange(0, 12).Draw(t, "from")
		to := from + rapid.IntRange(3, 4).Draw(t, "lines")
		zh, en, _ := moveBlock(from, to, rapid.IntRange(0, len(reportLines)-to+from).Draw(t, "at"))
		straight, mirrored := a.Align(zh, en), a.Align(en, zh)
		checkCover(t, straight, len(zh), len(en))
		for i := range mirrored {
			mirrored[i].Zh, mirrored[i].En = mirrored[i].En, mirrored[i].Zh
		}
		if diff := cmp.Diff(straight, inOrder(mirrored)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// Sentences of moved paragraphs are moved, too.
func TestMovedParagraphs(t *testing.T) {
	var zs, es [][]string
	for _, l := range reportLines {
		zs, es = append(zs, []string{l[0]}), append(es, []string{l[1]})
	}
	es = slices.Concat(es[:2], es[6:12], es[2:6], es[12:])
	zh, en := reading(duizhao.Chinese, zs...), reading(duizhao.English, es...)
	a := newAligner(t, Options{})
	paragraphs := a.Paragraphs(zh, en)
	got := a.Sentences(zh, en, paragraphs)
	checkCover(t, got, len(zh.Sentences), len(en.Sentences))
	if diff := cmp.Diff(beadShapes(paragraphs), beadShapes(got)); diff != "" {
		t.Error(diff)
	}
	for i := range got {
		if isMoved(got[i]) != isMoved(paragraphs[i]) {
			t.Errorf("bead %d: %q in %q", i, got[i].Evidence, paragraphs[i].Evidence)
		}
	}
}
