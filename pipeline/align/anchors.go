package align

import (
	"math"
	"slices"
)

// point is a pair of units that look like translations of each other.
type point struct {
	i, j   int
	weight float64
}

const (
	perUnit    = 3    // candidates kept for each Chinese unit
	leastRare  = 8    // words in no more units than this are rare in any text,
	mostRare   = 40   // and those in more than this in none; in between, in one of a hundred
	leastTie   = 0.02 // weaker ties find no candidates
	neighbours = 6    // links of the chain to either side that may support one
	reach      = 15   // units within which they do
	support    = 3    // how many must
)

// anchors returns points of the region through which the path most probably goes:
// the heaviest chain of candidates that rises on both sides, less the links that their
// neighbours do not support.
func (m *model) anchors(r region) []point {
	chain := heaviestChain(m.candidates(r, nil, nil), r)
	slope := float64(r.e1-r.e0) / float64(r.z1-r.z0)
	var out []point
	for k, p := range chain {
		n := 0
		for q := max(0, k-neighbours); q < min(len(chain), k+neighbours+1); q++ {
			di, dj := float64(chain[q].i-p.i), float64(chain[q].j-p.j)
			if q != k && abs(di) <= reach && abs(dj-di*slope) <= 5+0.5*abs(di) {
				n++
			}
		}
		if n >= support {
			out = append(out, p)
		}
	}
	return out
}

// candidates returns for each Chinese unit the English ones that share its rare words,
// by ascending i, and descending j for each i. With zh and en only loose units count.
func (m *model) candidates(r region, zh, en []uint8) []point {
	limit := float32(min(max(leastRare, (r.e1-r.e0)/100), mostRare))
	units := m.postings(r, limit, en)
	score := make([]float64, r.e1-r.e0)
	var seen []int
	var out []point
	for i := r.z0; i < r.z1; i++ {
		if zh != nil && zh[i] != loose {
			continue
		}
		for _, z := range m.zh.bags[i] {
			if m.zh.freq[z] > limit {
				continue
			}
			rare := math.Log(float64(len(m.zh.bags)+1) / float64(m.zh.freq[z]))
			for _, p := range m.table[z] {
				if p.toE < leastTie {
					continue
				}
				for _, j := range units[p.e] {
					if score[j] == 0 {
						seen = append(seen, int(j))
					}
					score[j] += rare * math.Sqrt(float64(p.toE)) * math.Log(float64(len(m.en.bags)+1)/float64(m.en.freq[p.e]))
				}
			}
		}
		var best [perUnit]point
		for _, j := range seen {
			size := float64(len(m.en.bags[r.e0+j])+5) * float64(len(m.zh.bags[i])+5)
			keepBest(&best, point{i, r.e0 + j, score[j] / math.Sqrt(size)})
			score[j] = 0
		}
		seen = seen[:0]
		slices.SortFunc(best[:], func(a, b point) int { return b.j - a.j })
		for _, p := range best {
			if p.weight > 0 {
				out = append(out, p)
			}
		}
	}
	return out
}

// keepBest puts p among the points of best, which are by falling weight, if it is better
// than one of them.
func keepBest(best *[perUnit]point, p point) {
	for k := range best {
		if b := best[k]; p.weight > b.weight || p.weight == b.weight && p.j < b.j {
			best[k], p = p, b
		}
	}
}

// postings returns for each English type of at most limit units those of the region,
// counted from its corner; with en, only loose ones.
func (m *model) postings(r region, limit float32, en []uint8) [][]int32 {
	units := make([][]int32, len(m.en.types))
	for j := r.e0; j < r.e1; j++ {
		if en != nil && en[j] != loose {
			continue
		}
		for _, e := range m.en.bags[j] {
			if m.en.freq[e] <= limit {
				units[e] = append(units[e], int32(j-r.e0))
			}
		}
	}
	return units
}

// heaviestChain returns the chain of points with the greatest sum of weights in which
// i and j both rise. The best sum up to each j is kept in a tree of prefix maxima
// (Fenwick, 1994).
func heaviestChain(points []point, r region) []point {
	n := r.e1 - r.e0
	type link struct {
		sum  float64
		last int // 1 + index of the chain's last point
	}
	tree := make([]link, n+1)
	before := make([]int, len(points))
	var best link
	for k, p := range points {
		var l link
		for x := p.j - r.e0; x > 0; x -= x & -x {
			if tree[x].sum > l.sum {
				l = tree[x]
			}
		}
		before[k] = l.last
		l = link{l.sum + p.weight, k + 1}
		for x := p.j - r.e0 + 1; x <= n; x += x & -x {
			if l.sum > tree[x].sum {
				tree[x] = l
			}
		}
		if l.sum > best.sum {
			best = l
		}
	}
	var out []point
	for k := best.last; k > 0; k = before[k-1] {
		out = append(out, points[k-1])
	}
	slices.Reverse(out)
	return out
}
