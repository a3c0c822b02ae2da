package align

import (
	"strings"
	"sync"

	"duizhao/pipeline/align/lexicon"
)

// work is the memory that one text after the other uses.
type work struct {
	rows    rowCache
	scratch scratch
	spans   spans
	gained  gains
	coarse  coarse
	counter counter
	stores  [3]pairStore // the lexicon's table, the one in use and the next one
	learned int          // how many tables the text has taught
	here    []uint8      // see explained
	zhIDs   map[string]int32
	enIDs   map[string]int32
	memo    *memo
}

func newPool(lex *lexicon.Lexicon) *sync.Pool {
	return &sync.Pool{New: func() any { return &work{zhIDs: map[string]int32{}, enIDs: map[string]int32{}, memo: newMemo(lex)} }}
}

// memo remembers what the lexicon says, as reports use the same words again and again.
type memo struct {
	lex   *lexicon.Lexicon
	cuts  map[string][]string // of runs of Chinese
	types map[string][]int32  // of English words: the stems they count as
	ties  map[string][]lexiconTie
	stems names
}

// names numbers strings.
type names struct {
	ids map[string]int32
	all []string
}

func (n *names) id(name string) int32 {
	id, ok := n.ids[name]
	if !ok {
		id = int32(len(n.all))
		n.ids[name], n.all = id, append(n.all, name)
	}
	return id
}

// mostRemembered is how many words, or runs of them, a memo holds of each kind before it
// begins anew.
const mostRemembered = 1 << 13

// mostStems is how many stems a memo numbers before it begins anew.
const mostStems = 1 << 16

func newMemo(lex *lexicon.Lexicon) *memo {
	return &memo{lex: lex, cuts: map[string][]string{}, types: map[string][]int32{}, ties: map[string][]lexiconTie{}, stems: names{ids: map[string]int32{}}}
}

// remembered returns what in holds for key, or what is made anew. Keys are copied: they are
// parts of texts that would stay in memory with them.
func remembered[T any](in map[string]T, key string, create func(key string) T) T {
	v, ok := in[key]
	if !ok {
		if len(in) >= mostRemembered {
			clear(in)
		}
		key = strings.Clone(key)
		v = create(key)
		in[key] = v
	}
	return v
}

// longRun is the length in bytes from which a run of Chinese is not remembered.
const longRun = 300

// cut parts a run of Chinese as the lexicon does.
func (m *memo) cut(run string) []string {
	if len(run) > longRun {
		return m.lex.Cut(run)
	}
	return remembered(m.cuts, run, m.lex.Cut)
}

// typesOf returns the stems, by number, that an English word counts as.
func (m *memo) typesOf(w string) []int32 {
	return remembered(m.types, w, func(w string) (stems []int32) {
		for p := range lexicon.Words(w) {
			if !lexicon.IsStop(p) {
				stems = append(stems, m.stems.id(lexicon.Stem(p)))
			}
		}
		return stems
	})
}

// begin forgets the numbers of stems where they have become many; what a text holds of
// them is good until the next text.
func (m *memo) begin() {
	if len(m.stems.all) > mostStems {
		*m = *newMemo(m.lex)
	}
}

// tiesOf returns the ties that the lexicon gives for a Chinese word.
func (m *memo) tiesOf(w string, set *settings) []lexiconTie {
	return remembered(m.ties, w, func(w string) []lexiconTie { return tiesOf(m, w, set) })
}
