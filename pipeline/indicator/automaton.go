package indicator

// automaton finds every literal of the patterns in one pass over a stream
// (Aho and Corasick, 1975).
type automaton struct {
	next map[uint64]int32
	fail []int32
	out  [][]int32 // literals that end in a state
	size []int32   // length of each literal in symbols
}

func newAutomaton() *automaton {
	return &automaton{next: map[uint64]int32{}, fail: []int32{0}, out: [][]int32{nil}}
}

func edge(state int32, s symbol) uint64 { return uint64(uint32(state))<<32 | uint64(uint32(s)) }

// add makes literal lit known and returns its number. Equal literals have equal
// numbers.
func (a *automaton) add(lit []symbol) int32 {
	state := int32(0)
	for _, s := range lit {
		to, ok := a.next[edge(state, s)]
		if !ok {
			to = int32(len(a.out))
			a.next[edge(state, s)] = to
			a.out = append(a.out, nil)
			a.fail = append(a.fail, 0)
		}
		state = to
	}
	if len(a.out[state]) > 0 {
		return a.out[state][0]
	}
	id := int32(len(a.size))
	a.size = append(a.size, int32(len(lit)))
	a.out[state] = []int32{id}
	return id
}

// link sets the failure links; no literal may be added afterwards.
func (a *automaton) link() {
	type step struct {
		from, to int32
		s        symbol
	}
	steps := make([]step, len(a.out)) // by target state, which is numbered after its origin
	for e, to := range a.next {
		steps[to] = step{int32(e >> 32), to, symbol(uint32(e))}
	}
	done := make([]bool, len(a.out))
	done[0] = true
	var settle func(to int32)
	settle = func(to int32) {
		if done[to] {
			return
		}
		done[to] = true
		st := steps[to]
		settle(st.from)
		if st.from == 0 {
			return
		}
		for f := a.fail[st.from]; ; f = a.fail[f] {
			settle(f)
			if t, ok := a.next[edge(f, st.s)]; ok {
				settle(t)
				a.fail[to] = t
				break
			}
			if f == 0 {
				break
			}
		}
		a.out[to] = append(a.out[to], a.out[a.fail[to]]...)
	}
	for to := range a.out {
		settle(int32(to))
	}
}

// find calls hit for every literal in syms with the place where it starts.
func (a *automaton) find(syms []symbol, hit func(lit int32, start int)) {
	state := int32(0)
	for i, s := range syms {
		if s <= 0 {
			state = 0
			continue
		}
		for {
			to, ok := a.next[edge(state, s)]
			if ok {
				state = to
				break
			}
			if state == 0 {
				break
			}
			state = a.fail[state]
		}
		for _, lit := range a.out[state] {
			hit(lit, i+1-int(a.size[lit]))
		}
	}
}
