package export

import (
	"io"
	"strings"
	"testing"

	"duizhao"
)

// A box ends where its size says, whatever the rows and columns below it measure.
func TestReach(t *testing.T) {
	sizes := []int{100, 20, 20, 300}
	for _, c := range []struct{ at, length, in, far int }{
		{0, 60, 0, 60}, {0, 100, 0, 100}, {0, 101, 1, 1}, {0, 130, 2, 10}, {1, 50, 3, 10},
	} {
		in, far := reach(c.at, c.length, func(at int) int { return sizes[at] })
		if in != c.in || far != c.far {
			t.Errorf("%d pixels from %d end %d pixels in %d, want %d in %d", c.length, c.at, far, in, c.far, c.in)
		}
	}
}

// Workbooks of one workshop do not see each other: the one after a large one is that of
// a new workshop.
func TestWorkshopKeepsNothing(t *testing.T) {
	made := func(k *workshop, r *duizhao.Report) string {
		var b strings.Builder
		if err := k.alignment(&b, r, Options{}); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	k := newWorkshop()
	large, small := large(t), report2022(t)
	if err := k.alignment(io.Discard, large, Options{}); err != nil {
		t.Fatal(err)
	}
	if err := k.alignment(failing{io.ErrShortWrite}, large, Options{}); err == nil {
		t.Error("a workbook that cannot be written has no error")
	}
	if made(k, small) != made(newWorkshop(), small) {
		t.Error("a workbook depends on those before it")
	}
}
