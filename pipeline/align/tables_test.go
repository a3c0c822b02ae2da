package align

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"duizhao"
)

func TestReadingOrder(t *testing.T) {
	beads := []duizhao.Bead{
		{Zh: []int{0}, En: []int{0}}, {En: []int{1}}, {Zh: []int{4}, En: []int{3}}, // running text
		{Zh: []int{1}}, {Zh: []int{2}, En: []int{2}}, {Zh: []int{3}}, // cells
	}
	want := []duizhao.Bead{
		{Zh: []int{0}, En: []int{0}}, {En: []int{1}},
		{Zh: []int{1}}, {Zh: []int{2}, En: []int{2}}, {Zh: []int{3}}, {Zh: []int{4}, En: []int{3}},
	}
	if d := cmp.Diff(want, readingOrder(beads, 4)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// TestUntranslatedTable holds that a table which only one language prints takes no
// paragraph of the other with it.
func TestUntranslatedTable(t *testing.T) {
	zh := &duizhao.Document{Text: "甲乙丙", Blocks: []duizhao.Block{
		{Kind: duizhao.TableCell, Cell: &duizhao.Cell{Table: 1}}, {Kind: duizhao.TableCell, Cell: &duizhao.Cell{Table: 1}},
		{Kind: duizhao.TableCell, Cell: &duizhao.Cell{Table: 2}},
	}}
	beads := []duizhao.Bead{{Zh: []int{0}}, {Zh: []int{1}}, {Zh: []int{2}}}
	want := []duizhao.Bead{{Zh: []int{0, 1}}, {Zh: []int{2}}}
	if d := cmp.Diff(want, untranslated(beads, zh, &duizhao.Document{})); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
