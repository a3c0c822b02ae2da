package align

import (
	"slices"
	"testing"

	"duizhao"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// settledBeads draws beads of any shape, crossing and empty-sided ones among them, over
// texts of zh and en units.
func settledBeads(t *rapid.T, zh, en int) []duizhao.Bead {
	zs, es := rapid.Permutation(indexes(0, zh)).Draw(t, "zh"), rapid.Permutation(indexes(0, en)).Draw(t, "en")
	var out []duizhao.Bead
	for range rapid.IntRange(0, 6).Draw(t, "settled") {
		b := duizhao.Bead{
			Status: rapid.SampledFrom([]duizhao.BeadStatus{duizhao.Confirmed, duizhao.Edited}).Draw(t, "status"), Confidence: 0.3,
			Evidence: rapid.SampledFrom([]string{"", "words 0.50", movedMark}).Draw(t, "evidence"),
		}
		for range min(len(zs), rapid.IntRange(0, 3).Draw(t, "zhs")) {
			b.Zh, zs = append(b.Zh, zs[0]), zs[1:]
		}
		for range min(len(es), rapid.IntRange(0, 3).Draw(t, "ens")) {
			b.En, es = append(b.En, es[0]), es[1:]
		}
		slices.Sort(b.Zh)
		slices.Sort(b.En)
		if len(b.Zh)+len(b.En) > 0 {
			out = append(out, b)
		}
	}
	return out
}

// checkSettled fails unless got holds the settled beads, with confidence 1, and every unit
// once.
func checkSettled(t *rapid.T, got, settled []duizhao.Bead, zh, en int) {
	var zs, es []int
	for _, b := range got {
		zs, es = append(zs, b.Zh...), append(es, b.En...)
	}
	slices.Sort(zs)
	slices.Sort(es)
	if !slices.Equal(zs, indexes(0, zh)) || !slices.Equal(es, indexes(0, en)) {
		t.Fatalf("units %v, %v of %d, %d", zs, es, zh, en)
	}
	for _, s := range settled {
		s.Confidence = 1
		if !slices.ContainsFunc(got, func(b duizhao.Bead) bool { return cmp.Equal(b, s, cmpopts.EquateEmpty()) }) {
			t.Fatalf("%+v is not among %+v", s, got)
		}
	}
}

// report draws two readings with sentences in blocks, some of which are cells.
func report(t *rapid.T) (zh, en *duizhao.Reading) {
	var zs, es [][]string
	for _, l := range rapid.SliceOfN(rapid.SampledFrom(reportLines), 1, 12).Draw(t, "lines") {
		switch rapid.IntRange(0, 9).Draw(t, "shape") {
		case 0:
			zs = append(zs, []string{l[0]})
		case 1:
			es = append(es, []string{l[1]})
		case 2:
			zs, es = append(zs, []string{l[0], l[0]}), append(es, []string{l[1]}, []string{l[1]})
		default:
			zs, es = append(zs, []string{l[0]}), append(es, []string{l[1]})
		}
	}
	zh, en = reading(duizhao.Chinese, zs...), reading(duizhao.English, es...)
	for _, d := range []*duizhao.Document{zh.Document, en.Document} {
		for k := range d.Blocks {
			if rapid.IntRange(0, 5).Draw(t, "cell") == 0 {
				d.Blocks[k].Kind, d.Blocks[k].Cell = duizhao.TableCell, &duizhao.Cell{Table: 1}
			}
		}
	}
	return zh, en
}

func TestSettledBeadsStay(t *testing.T) {
	a := newAligner(t, Options{})
	rapid.Check(t, func(t *rapid.T) {
		zh, en := report(t)
		settled := settledBeads(t, len(zh.Document.Blocks), len(en.Document.Blocks))
		paragraphs := a.Paragraphs(zh, en, settled...)
		checkSettled(t, paragraphs, settled, len(zh.Document.Blocks), len(en.Document.Blocks))
		settled = settledBeads(t, len(zh.Sentences), len(en.Sentences))
		checkSettled(t, a.Sentences(zh, en, paragraphs, settled...), settled, len(zh.Sentences), len(en.Sentences))
	})
}

// What the aligner found itself may be settled, all or some of it: the beads stay.
func TestOwnBeadsSettled(t *testing.T) {
	a := newAligner(t, Options{})
	rapid.Check(t, func(t *rapid.T) {
		zh, en := report(t)
		want := a.Paragraphs(zh, en)
		var settled []duizhao.Bead
		for _, b := range want {
			b.Status = duizhao.Confirmed
			settled = append(settled, b)
		}
		got := a.Paragraphs(zh, en, settled...)
		if diff := cmp.Diff(sortedShapes(want), sortedShapes(got)); diff != "" {
			t.Fatal(diff)
		}
		if diff := cmp.Diff(want, a.Paragraphs(zh, en, []duizhao.Bead{}...)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func sortedShapes(beads []duizhao.Bead) []string {
	out := beadShapes(beads)
	slices.Sort(out)
	return out
}

// The units between settled beads are aligned with each other only, and those around a
// bead that crosses others as if its units were not there.
func TestAroundSettledBeads(t *testing.T) {
	var zs, es [][]string
	for _, l := range reportLines[:6] {
		zs, es = append(zs, []string{l[0]}), append(es, []string{l[1]})
	}
	zh, en := reading(duizhao.Chinese, zs...), reading(duizhao.English, es...)
	a := newAligner(t, Options{})
	for _, tt := range []struct {
		name    string
		settled []duizhao.Bead
		want    []string
	}{
		{"in order", []duizhao.Bead{{Zh: []int{2}, En: []int{3}, Status: duizhao.Edited}}, []string{"[0]:[0]", "[1]:[1]", "[]:[2]", "[2]:[3]", "[3]:[]", "[4]:[4]", "[5]:[5]"}},
		{"crossing", []duizhao.Bead{{Zh: []int{1}, En: []int{4}, Status: duizhao.Edited}, {Zh: []int{4}, En: []int{1}, Status: duizhao.Edited}},
			[]string{"[0]:[0]", "[1]:[4]", "[2]:[2]", "[3]:[3]", "[4]:[1]", "[5]:[5]"}},
		{"without counterpart", []duizhao.Bead{{Zh: []int{1}, Status: duizhao.Confirmed}, {En: []int{1}, Status: duizhao.Confirmed}},
			[]string{"[0]:[0]", "[1]:[]", "[]:[1]", "[2]:[2]", "[3]:[3]", "[4]:[4]", "[5]:[5]"}},
		{"units apart", []duizhao.Bead{{Zh: []int{0, 5}, En: []int{0}, Status: duizhao.Edited}},
			[]string{"[0 5]:[0]", "[1]:[1]", "[2]:[2]", "[3]:[3]", "[4]:[4]", "[]:[5]"}},
		{"not there, or twice", []duizhao.Bead{
			{Zh: []int{1}, En: []int{1}, Status: duizhao.Confirmed}, {Zh: []int{1}, En: []int{2}, Status: duizhao.Edited},
			{Zh: []int{9}, Status: duizhao.Edited}, {En: []int{-1}, Status: duizhao.Edited}, {Zh: []int{3, 3}, Status: duizhao.Edited}, {},
		}, []string{"[0]:[0]", "[1]:[1]", "[2]:[2]", "[3]:[3]", "[4]:[4]", "[5]:[5]"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := a.Paragraphs(zh, en, tt.settled...)
			if diff := cmp.Diff(tt.want, beadShapes(got)); diff != "" {
				t.Error(diff)
			}
			same := a.Sentences(zh, en, got, tt.settled...)
			if diff := cmp.Diff(tt.want, beadShapes(same)); diff != "" {
				t.Error("sentences:", diff)
			}
		})
	}
}
