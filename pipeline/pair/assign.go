package pair

import "math"

// maxSide bounds the side of an assignment problem; the effort grows with its
// cube.
const maxSide = 120

// maximise returns for every row the column it is assigned to, or -1, so that
// the sum of the gains is greatest. Gains are not negative; a row and a column of
// gain 0 may be assigned to each other. It is the method of shortest augmenting
// paths (Jonker and Volgenant, 1987) without its heuristic start, which does not
// pay for matrices this small.
func maximise(gain [][]int) []int {
	rows := len(gain)
	if rows == 0 {
		return nil
	}
	if cols := len(gain[0]); rows > cols {
		return invert(maximise(transpose(gain)), rows)
	}
	a := newAssignment(gain)
	for r := 1; r <= rows; r++ {
		a.augment(r)
	}
	out := make([]int, rows)
	for c := 1; c < len(a.row); c++ {
		if a.row[c] > 0 {
			out[a.row[c]-1] = c - 1
		}
	}
	return out
}

// assignment holds the dual solution. Rows and columns count from 1; column 0 is
// the root of the search.
type assignment struct {
	gain [][]int
	u, v []int // potentials of rows and columns
	row  []int // by column: its row, 0 where free
	way  []int // by column: the column before it on the shortest path
}

func newAssignment(gain [][]int) *assignment {
	n, m := len(gain), len(gain[0])
	return &assignment{gain: gain, u: make([]int, n+1), v: make([]int, m+1), row: make([]int, m+1), way: make([]int, m+1)}
}

// augment gives row r a column and moves other rows along the shortest path.
func (a *assignment) augment(r int) {
	cols := len(a.row)
	short := make([]int, cols)
	done := make([]bool, cols)
	for c := range short {
		short[c] = math.MaxInt
	}
	a.row[0] = r
	c := 0
	for a.row[c] != 0 {
		done[c] = true
		c = a.relax(c, short, done)
	}
	for c != 0 {
		a.row[c] = a.row[a.way[c]]
		c = a.way[c]
	}
}

// relax extends the search from column c and returns the nearest column that is
// not done.
func (a *assignment) relax(c int, short []int, done []bool) int {
	r, delta, next := a.row[c], math.MaxInt, 0
	for j := 1; j < len(short); j++ {
		if done[j] {
			continue
		}
		if d := -a.gain[r-1][j-1] - a.u[r] - a.v[j]; d < short[j] {
			short[j], a.way[j] = d, c
		}
		if short[j] < delta {
			delta, next = short[j], j
		}
	}
	for j := range short {
		if done[j] {
			a.u[a.row[j]] += delta
			a.v[j] -= delta
		} else if short[j] < math.MaxInt {
			short[j] -= delta
		}
	}
	return next
}

func transpose(m [][]int) [][]int {
	out := make([][]int, len(m[0]))
	for j := range out {
		out[j] = make([]int, len(m))
		for i := range m {
			out[j][i] = m[i][j]
		}
	}
	return out
}

// invert turns columns by row into rows by column, of which there are n.
func invert(cols []int, n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	for r, c := range cols {
		out[c] = r
	}
	return out
}
