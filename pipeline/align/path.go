package align

import "math"

// states of a path at a cell: after a bead of both sides, or after a unit without
// counterpart, Chinese or English.
const (
	matched = iota
	nullZh
	nullEn
	states
)

// sums holds the log of the summed probability of all paths to, or from, each cell in
// each state.
type sums [][states]float64

func newSums(s sums, n int) sums {
	s = sized(s, n)[:n]
	for i := range s {
		s[i] = [states]float64{impossible, impossible, impossible}
	}
	return s
}

// logAdd returns log(e^a + e^b), without what would be less than a part in 10^8.
func logAdd(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	if a-b > 20 || b == impossible {
		return a
	}
	return a + math.Log1p(math.Exp(b-a))
}

func logSum(v [states]float64) float64 {
	return logAdd(logAdd(v[0], v[1]), v[2])
}

// after returns log Σ over states s of e^(v[s] + step[s]).
func after(v, step [states]float64) float64 {
	for s := range v {
		v[s] += step[s]
	}
	return logSum(v)
}

// forward sums over the paths from the region's first corner.
func (l *lattice) forward() sums {
	f := newSums(l.scratch.forward, len(l.first)-1)
	l.scratch.forward = f
	f[0][matched] = 0
	l.each(func(i, j, c int) {
		v := f[c]
		if all := logSum(v); all != impossible {
			for _, e := range l.edges[l.first[c]:l.first[c+1]] {
				t := l.at(i+int(e.z), j+int(e.e))
				f[t][matched] = logAdd(f[t][matched], all+float64(e.score))
			}
		}
		if l.inside(i+1, j) {
			t := l.at(i+1, j)
			f[t][nullZh] = after(v, l.toZh)
		}
		if l.inside(i, j+1) {
			t := l.at(i, j+1)
			f[t][nullEn] = after(v, l.toEn)
		}
	})
	return f
}

// each calls do for the cells in an order in which every bead leads forward.
func (l *lattice) each(do func(i, j, c int)) {
	for i := range l.lo {
		for j := l.lo[i]; j <= l.hi[i]; j++ {
			do(i, j, l.at(i, j))
		}
	}
}

// backward sums over the paths to the region's last corner.
func (l *lattice) backward() sums {
	b := newSums(l.scratch.backward, len(l.first)-1)
	l.scratch.backward = b
	b[len(b)-1] = [states]float64{}
	for i := len(l.lo) - 1; i >= 0; i-- {
		for j := l.hi[i]; j >= l.lo[i]; j-- {
			c := l.at(i, j)
			bead := impossible // a bead of both sides, which every state may leave by
			for _, e := range l.edges[l.first[c]:l.first[c+1]] {
				bead = logAdd(bead, b[l.at(i+int(e.z), j+int(e.e))][matched]+float64(e.score))
			}
			v := b[c]
			for s := range v {
				v[s] = logAdd(v[s], bead)
			}
			if l.inside(i+1, j) {
				to := b[l.at(i+1, j)][nullZh]
				for s := range v {
					v[s] = logAdd(v[s], to+l.toZh[s])
				}
			}
			if l.inside(i, j+1) {
				to := b[l.at(i, j+1)][nullEn]
				for s := range v {
					v[s] = logAdd(v[s], to+l.toEn[s])
				}
			}
			b[c] = v
		}
	}
	return b
}

// posteriors are the probabilities of beads.
type posteriors struct {
	edge   []float32 // of the lattice's edges
	zh, en []float64 // of each unit to have no counterpart
}

// posteriors sums over all paths. It also widens near by the cells of the lattice that are
// probable, whose corner is at (di, dj) of near's.
func (l *lattice) posteriors(near band, di, dj int) posteriors {
	f, b := l.forward(), l.backward()
	all := logSum(f[len(f)-1])
	l.scratch.edge = sized(l.scratch.edge, len(l.edges))
	p := posteriors{l.scratch.edge, make([]float64, l.z1-l.z0), make([]float64, l.e1-l.e0)}
	l.each(func(i, j, c int) {
		if improbable(f[c], b[c], all) {
			clear(p.edge[l.first[c]:l.first[c+1]])
			return
		}
		near.add(i+di, j+dj)
		from := logSum(f[c]) - all
		for k := l.first[c]; k < l.first[c+1]; k++ {
			e := l.edges[k]
			t := l.at(i+int(e.z), j+int(e.e))
			p.edge[k] = float32(math.Exp(from + float64(e.score) + b[t][matched]))
		}
		if l.inside(i+1, j) {
			p.zh[i] += math.Exp(after(f[c], l.toZh) - all + b[l.at(i+1, j)][nullZh])
		}
		if l.inside(i, j+1) {
			p.en[j] += math.Exp(after(f[c], l.toEn) - all + b[l.at(i, j+1)][nullEn])
		}
	})
	return p
}

// bandLoss is the logarithm of how probable a cell must be, in one of its states, for the
// beads that begin there to be looked at, in this round and the next.
const bandLoss = -20

func improbable(from, to [states]float64, all float64) bool {
	for s := range from {
		if from[s]+to[s]-all >= bandLoss {
			return false
		}
	}
	return true
}

// path returns the beads with the greatest sum of (probability - price). With a
// price of 0 the expected number of right beads would be the greatest, but then a
// doubtful bead is taken for two more doubtful ones.
func (l *lattice) path(p posteriors) []group {
	n := len(l.first) - 1
	l.scratch.best, l.scratch.back = sized(l.scratch.best, n), sized(l.scratch.back, n)
	best := l.scratch.best[:n]
	back := l.scratch.back[:n] // the bead that leads to each cell, with its probability
	for c := range best {
		best[c] = impossible
	}
	best[0] = 0
	step := func(from, to int, z, e uint8, p float64) {
		if v := best[from] + p - l.price; v > best[to] {
			best[to], back[to] = v, edge{z, e, float32(p)}
		}
	}
	l.each(func(i, j, c int) {
		for k := l.first[c]; k < l.first[c+1]; k++ {
			e := l.edges[k]
			q := float64(p.edge[k])
			step(c, l.at(i+int(e.z), j+int(e.e)), e.z, e.e, q)
		}
		if l.inside(i+1, j) {
			step(c, l.at(i+1, j), 1, 0, p.zh[i])
		}
		if l.inside(i, j+1) {
			step(c, l.at(i, j+1), 0, 1, p.en[j])
		}
	})
	return l.trace(back)
}

func (l *lattice) trace(back []edge) []group {
	var out []group
	for i, j := l.z1-l.z0, l.e1-l.e0; i > 0 || j > 0; {
		e := back[l.at(i, j)]
		pi, pj := i-int(e.z), j-int(e.e)
		out = append(out, group{region{l.z0 + pi, l.z0 + i, l.e0 + pj, l.e0 + j}, min(1, float64(e.score)), false})
		i, j = pi, pj
	}
	for a, b := 0, len(out)-1; a < b; a, b = a+1, b-1 {
		out[a], out[b] = out[b], out[a]
	}
	return out
}
