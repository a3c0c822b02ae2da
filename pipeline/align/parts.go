package align

// A long text is aligned in parts, so that memory does not grow with it.
const (
	partRows = 1000         // Chinese units of a part, up to the next sure corner
	mostRows = 2 * partRows // the same, up to any corner
)

// corner is a point before Chinese unit i and English unit j at which a text may be
// parted.
type corner struct {
	i, j int
	sure bool
}

// parts cuts r at some of the corners, which rise.
func parts(r region, corners []corner) []region {
	var out []region
	for _, c := range corners {
		rows, left := c.i-r.z0, r.z1-c.i
		if (c.sure && rows >= partRows || rows >= mostRows) && left >= partRows/2 && c.j > r.e0 && c.j < r.e1 {
			out = append(out, region{r.z0, c.i, r.e0, c.j})
			r.z0, r.e0 = c.i, c.j
		}
	}
	return append(out, r)
}

// certain is how probable a bead must be to count as certain.
const certain = 0.999

// cornersOf returns the points between beads; those between two that are certain are
// sure. Where the round before was parted both look certain for no other reason, so
// that these points are left out.
func cornersOf(beads []group) []corner {
	var out []corner
	for k := 1; k < len(beads); k++ {
		if a, b := beads[k-1], beads[k]; !b.cut {
			sure := a.state() == matched && b.state() == matched && a.p > certain && b.p > certain
			out = append(out, corner{b.z0, b.e0, sure})
		}
	}
	return out
}

// within returns the rows of a band of region r that part needs.
func (b band) within(r, part region) band {
	if r == part {
		return b
	}
	n, m := part.z1-part.z0, part.e1-part.e0
	di, dj := part.z0-r.z0, part.e0-r.e0
	out := band{make([]int, n+1), make([]int, n+1)}
	for i := range out.lo {
		out.lo[i] = min(max(b.lo[i+di]-dj, 0), m)
		out.hi[i] = min(max(b.hi[i+di]-dj, 0), m)
	}
	out.lo[0], out.hi[n] = 0, m
	return out
}
