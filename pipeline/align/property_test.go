package align

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"duizhao"
	"duizhao/segment"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// phrases are words that translate each other, from which texts are made up.
var phrases = [][2]string{
	{"法院", "court"}, {"海关", "customs"}, {"专利", "patent"}, {"商标", "trademark"}, {"警察", "police"}, {"学校", "school"}, {"企业", "enterprise"},
	{"货物", "goods"}, {"城市", "city"}, {"案件", "case"}, {"保护", "protect"}, {"申请", "apply"}, {"银行", "bank"}, {"农业", "agriculture"},
	{"医院", "hospital"}, {"出口", "export"}, {"种子", "seed"}, {"调解", "mediation"}, {"培训", "training"}, {"合作", "cooperation"},
}

// bitext draws two texts of which the one translates the other, with numbers.
func bitext(t *rapid.T) (zh, en []Unit) {
	n := rapid.IntRange(1, 40).Draw(t, "units")
	for range n {
		var z, e Unit
		for _, k := range rapid.SliceOfN(rapid.IntRange(0, len(phrases)-1), 3, 8).Draw(t, "words") {
			z.Words, e.Words = append(z.Words, phrases[k][0]), append(e.Words, phrases[k][1])
			z.Len, e.Len = z.Len+6, e.Len+len(phrases[k][1])+1
		}
		for _, v := range rapid.SliceOfN(rapid.IntRange(0, 5000), 0, 3).Draw(t, "numbers") {
			z.Numbers, e.Numbers = append(z.Numbers, fmt.Sprint(v)), append(e.Numbers, fmt.Sprint(v))
			z.Figures, e.Figures = z.Figures+1, e.Figures+1
		}
		switch rapid.IntRange(0, 19).Draw(t, "shape") {
		case 0:
			zh = append(zh, z)
		case 1:
			en = append(en, e)
		default:
			zh, en = append(zh, z), append(en, e)
		}
	}
	return zh, en
}

// anyUnits draws units without sense.
func anyUnits(t *rapid.T, name string) []Unit {
	word := rapid.SampledFrom([]string{"法院", "court", "的", "", "3D", "?", "#1", "GPL", "甲乙丙丁戊", "it's", "\xff", "é"})
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Unit {
		return Unit{
			Words:   rapid.SliceOfN(word, 0, 6).Draw(t, "words"),
			Numbers: rapid.SliceOfN(rapid.SampledFrom([]string{"1", "2022", "0.5", ""}), 0, 3).Draw(t, "numbers"),
			Figures: rapid.IntRange(-1, 5).Draw(t, "figures"),
			begin:   edgeClass(rapid.IntRange(0, int(edgeClasses)-1).Draw(t, "begin")),
			end:     edgeClass(rapid.IntRange(0, int(edgeClasses)-1).Draw(t, "end")),
			Label:   rapid.SampledFrom([]string{"", "", "number:1", "number:2", "annex:"}).Draw(t, "label"),
			Heading: rapid.Bool().Draw(t, "heading"),
			Len:     rapid.IntRange(-1, 300).Draw(t, "length"),
		}
	}), 0, 60).Draw(t, name)
}

// checkCover fails unless the beads hold 0..zh-1 and 0..en-1 once each, in order but
// for the English sides of moved ones.
func checkCover(t interface{ Fatalf(string, ...any) }, beads []duizhao.Bead, zh, en int) {
	last := -1
	var zs, es []int
	for _, b := range beads {
		if len(b.Zh)+len(b.En) == 0 || b.Confidence < 0 || b.Confidence > 1 || b.Evidence == "" || b.Status != duizhao.Auto {
			t.Fatalf("bad bead %+v", b)
		}
		zs, es = append(zs, b.Zh...), append(es, b.En...)
		for _, j := range b.En {
			if !isMoved(b) {
				if j <= last {
					t.Fatalf("en %d after %d", j, last)
				}
				last = j
			}
		}
	}
	if !slices.IsSorted(zs) {
		t.Fatalf("zh out of order: %v", zs)
	}
	slices.Sort(es)
	for _, side := range []struct {
		got  []int
		want int
	}{{zs, zh}, {es, en}} {
		for i, u := range side.got {
			if i != u {
				t.Fatalf("unit %d is missing or twice", i)
			}
		}
		if len(side.got) != side.want {
			t.Fatalf("%d units of %d", len(side.got), side.want)
		}
	}
}

func TestBeadsCoverAnything(t *testing.T) {
	a := newAligner(t, Options{})
	rapid.Check(t, func(t *rapid.T) {
		zh, en := anyUnits(t, "zh"), anyUnits(t, "en")
		checkCover(t, a.Align(zh, en), len(zh), len(en))
	})
}

func TestSidesMirror(t *testing.T) {
	a := newAligner(t, Options{})
	rapid.Check(t, func(t *rapid.T) {
		zh, en := bitext(t)
		if len(zh) == 0 || len(en) == 0 {
			t.Skip()
		}
		straight, mirrored := a.Align(zh, en), a.Align(en, zh)
		for i := range mirrored {
			mirrored[i].Zh, mirrored[i].En = mirrored[i].En, mirrored[i].Zh
		}
		if diff := cmp.Diff(straight, inOrder(mirrored)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// With every number of one language wrong, the beads are what they were.
func TestWrongNumbersMoveNoBead(t *testing.T) {
	a := newAligner(t, Options{})
	rapid.Check(t, func(t *rapid.T) {
		zh, en := bitext(t)
		want := beadShapes(a.Align(zh, en))
		for j, u := range en {
			en[j].Numbers = nil
			for range u.Numbers {
				en[j].Numbers = append(en[j].Numbers, fmt.Sprint(rapid.IntRange(0, 9999).Draw(t, "value")))
			}
		}
		if diff := cmp.Diff(want, beadShapes(a.Align(zh, en))); diff != "" {
			t.Fatal(diff)
		}
	})
}

// The same holds for the text itself: whatever number stands where one stood, in digits or
// in words, with whatever point or comma.
func TestWrongNumbersInTextMoveNoBead(t *testing.T) {
	a := newAligner(t, Options{})
	s, err := segment.New(segment.Options{})
	if err != nil {
		t.Fatal(err)
	}
	zhNumbers := []string{"三", "两百", "3", "3,500", "65,00", "１２", "0.5", "第三", "2.5"}
	enNumbers := []string{"three", "thirty", "third", "thousand", "3", "3,500", "65,00", "350.0", "0.5", "seven", "12"}
	rapid.Check(t, func(t *rapid.T) {
		var zh, en [2]string
		skip := rapid.IntRange(0, 14).Draw(t, "skip")
		for n, l := range rapid.SliceOfN(rapid.SampledFrom(reportLines), 2, 14).Draw(t, "lines") {
			for k := range 2 {
				z, e := l[0], l[1]
				if n%2 == 0 {
					z = "合计" + rapid.SampledFrom(zhNumbers).Draw(t, "zh") + "件，" + z
					e = "In all " + rapid.SampledFrom(enNumbers).Draw(t, "en") + ": " + e
				}
				zh[k] += z + "\n"
				if n != skip {
					en[k] += e + "\n"
				}
			}
		}
		var shapes [2][]string
		for k := range 2 {
			shapes[k] = beadShapes(a.Paragraphs(readText(s, duizhao.Chinese, zh[k]), readText(s, duizhao.English, en[k])))
		}
		if diff := cmp.Diff(shapes[0], shapes[1]); diff != "" {
			t.Fatal(diff, zh, en)
		}
	})
}

// One wrong number in a table of numbers leaves its cell where it is.
func TestWrongCellMovesNoBead(t *testing.T) {
	a := newAligner(t, Options{})
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfNDistinct(rapid.IntRange(0, 5000), 3, 30, rapid.ID[int]).Draw(t, "values")
		var zh, en []Unit
		for _, v := range values {
			s := fmt.Sprint(v)
			zh, en = append(zh, Unit{Numbers: []string{s}, Len: len(s)}), append(en, Unit{Numbers: []string{s}, Len: len(s)})
		}
		wrong := rapid.IntRange(0, len(en)-1).Draw(t, "cell")
		en[wrong].Numbers = []string{"7777"}
		for _, b := range a.Align(zh, en) {
			if len(b.Zh) != 1 || len(b.En) != 1 || b.Zh[0] != b.En[0] {
				t.Fatalf("%v with cell %d wrong", b, wrong)
			}
		}
	})
}

func FuzzAlign(f *testing.F) {
	f.Add("法院审结案件。\n海关查获货物。", "The courts concluded cases.\nCustoms seized goods.")
	f.Add("", "\n\n\n")
	a := newAligner(f, Options{})
	f.Fuzz(func(t *testing.T, zh, en string) {
		zs, es := unitsOf(strings.Split(zh, "\n")...), unitsOf(strings.Split(en, "\n")...)
		checkCover(t, a.Align(zs, es), len(zs), len(es))
	})
}

func TestLongTextsInParts(t *testing.T) {
	a := newAligner(t, Options{})
	lines := func(word string, n int) []Unit {
		u := make([]Unit, n)
		for i := range u {
			u[i] = Unit{Words: []string{word}, Len: 3}
		}
		return u
	}
	for _, n := range [][2]int{{9000, 90}, {90, 9000}, {9000, 9100}} {
		checkCover(t, a.Align(lines("词", n[0]), lines("word", n[1])), n[0], n[1])
	}
}
