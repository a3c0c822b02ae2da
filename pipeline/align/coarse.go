package align

// coarse finds the band of a region of moderate size before any bead is scored in full. It
// knows beads of one unit each side, and of one and two, whose score it guesses from the
// former; a bead of more units is a smaller one beside units without counterpart. A cell is in
// the band if the best path through it is at most e^coarseLoss less probable than the best of
// all (pruning by max-marginals, as Charniak et al., 2006, do).
type coarse struct {
	logE, logZ        []float32               // for each cell: the words of the units that begin there, as in row
	score             [][coarseShapes]float32 // for each cell: the beads that begin there
	forward, backward []float32               // for each cell: the best path to it, and from it
}

const (
	leastCoarse  = 1 << 9 // cells; a smaller region is scored in full
	coarseLoss   = 20
	coarseMargin = 2 // points to either side
	coarseShapes = 3 // one to one, one to two, two to one
	coarseNever  = -1e30
)

// coarseBand returns the band of region r.
func (m *model) coarseBand(r region) band {
	c, rows, cols := &m.coarse, r.z1-r.z0+1, r.e1-r.e0+1
	c.fill(m, r)
	null := float32(m.shapes.extend)
	forward, backward := c.forward[:rows*cols], c.backward[:rows*cols]
	for k := range forward {
		forward[k], backward[k] = coarseNever, coarseNever
	}
	steps := [coarseShapes]int{cols + 1, cols + 2, 2*cols + 1}
	forward[0], backward[rows*cols-1] = 0, 0
	for k, v := range forward {
		for s, score := range c.score[k] {
			if score > coarseNever {
				forward[k+steps[s]] = max(forward[k+steps[s]], v+score)
			}
		}
		if k%cols < cols-1 {
			forward[k+1] = max(forward[k+1], v+null)
		}
		if k+cols < len(forward) {
			forward[k+cols] = max(forward[k+cols], v+null)
		}
	}
	for k := rows*cols - 2; k >= 0; k-- {
		v := float32(coarseNever)
		for s, score := range c.score[k] {
			if score > coarseNever {
				v = max(v, score+backward[k+steps[s]])
			}
		}
		if k%cols < cols-1 {
			v = max(v, null+backward[k+1])
		}
		if k+cols < len(backward) {
			v = max(v, null+backward[k+cols])
		}
		backward[k] = v
	}
	b := band{make([]int, rows), make([]int, rows)}
	for i := range rows {
		b.lo[i] = cols - 1
		for j := range cols {
			if k := i*cols + j; forward[k]+backward[k] >= backward[0]-coarseLoss {
				b.lo[i], b.hi[i] = min(b.lo[i], max(0, j-coarseMargin)), min(cols-1, j+coarseMargin)
			}
		}
	}
	return b.crossable(cols - 1)
}

// fill scores the beads of each cell.
func (c *coarse) fill(m *model, r region) {
	rows, cols := r.z1-r.z0+1, r.e1-r.e0+1
	n := rows * cols
	c.logE, c.logZ, c.score = sized(c.logE, n), sized(c.logZ, n), sized(c.score, n)
	c.forward, c.backward = sized(c.forward, n), sized(c.backward, n)
	m.spans.measure(m, r)
	for i := range rows - 1 {
		row := m.rows.fill(m, r.z0+i, r.e0, r.e1)
		copy(c.logE[i*cols:], row.logE)
		copy(c.logZ[i*cols:], row.logZ)
	}
	for i := range rows {
		for j := range cols {
			k := i*cols + j
			c.score[k] = [coarseShapes]float32{coarseNever, coarseNever, coarseNever}
			if i+1 < rows && j+1 < cols {
				c.score[k][0] = c.bead(m, r, i, j, 1, 1, c.logE[k]+c.logZ[k])
			}
			if i+1 < rows && j+2 < cols {
				c.score[k][1] = c.bead(m, r, i, j, 1, 2, c.logE[k]+c.logE[k+1]+max(c.logZ[k], c.logZ[k+1]))
			}
			if i+2 < rows && j+1 < cols {
				c.score[k][2] = c.bead(m, r, i, j, 2, 1, c.logZ[k]+c.logZ[k+cols]+max(c.logE[k], c.logE[k+cols]))
			}
		}
	}
}

func (c *coarse) bead(m *model, r region, i, j, nz, ne int, words float32) float32 {
	length, _ := m.spans.lengths(i, nz, j, ne, m.spread)
	z, e := r.z0+i, r.e0+j
	return float32(m.shapes.match[nz][ne] + length + m.set.word*float64(words) + m.labels(z, z+nz, e, e+ne))
}
