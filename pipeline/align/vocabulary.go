package align

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// maxTypes is how many different words of one unit are looked at: enough for any
// paragraph, and a bound for a file that is all one line.
const maxTypes = 600

// storeTypes is how many types are kept in one piece of memory.
const storeTypes = 1 << 10

// text is one side: its words numbered, its units as bags of these numbers.
type text struct {
	ids     map[string]int32 // of words that are no stems
	stems   []int32          // for each stem of the memo: its number, from 1 on
	types   []string         // number → word: a Chinese word, an English stem, a mark, or "#" and a decimal
	bags    [][]int32
	freq    []float32 // in how many units a type stands
	total   float32   // sum of freq
	numbers [][]string
	length  []float64 // of units, smoothed
	sum     []float64 // of the lengths before a unit
	breaks  []int     // up to each unit: places between units that no bead should join, before and after headings
	units   []Unit
}

// newText numbers the words of units. It takes ids for its own, whatever it holds.
func newText(units []Unit, ids map[string]int32, memo *memo) *text {
	t := &text{units: units, sum: make([]float64, len(units)+1), breaks: make([]int, len(units))}
	for k := 1; k < len(units); k++ {
		t.breaks[k] = t.breaks[k-1]
		if units[k-1].Heading || units[k].Heading {
			t.breaks[k]++
		}
	}
	clear(ids)
	t.ids = ids
	t.bags, t.numbers, t.length = make([][]int32, 0, len(units)), make([][]string, 0, len(units)), make([]float64, 0, len(units))
	seen := []int32{} // type → 1 + the unit it was last seen in
	var room []int32  // for the bags to come
	for i := range units {
		u := &units[i]
		if most := len(u.Words) + len(countTypes) + 1; cap(room) < most {
			room = make([]int32, 0, max(most, storeTypes))
		}
		bag := room
		add := func(id int32) {
			if int(id) == len(seen) {
				seen, t.freq = append(seen, 0), append(t.freq, 0)
			}
			if seen[id] == int32(i+1) || len(bag) == maxTypes {
				return
			}
			seen[id] = int32(i + 1)
			t.freq[id]++
			t.total++
			bag = append(bag, id)
		}
		for _, w := range u.Words {
			t.eachType(w, memo, add)
		}
		if u.title {
			add(t.word(titleMark))
		}
		if len(bag) == 0 {
			for _, n := range u.Numbers {
				add(t.word("#" + n))
			}
		}
		if len(bag) > 0 {
			for _, c := range countTypes[:min(max(0, u.Figures), len(countTypes))] {
				add(t.word(c))
			}
		}
		numbers := slices.Clone(u.Numbers)
		slices.Sort(numbers)
		t.bags, t.numbers = append(t.bags, slices.Clip(bag)), append(t.numbers, numbers)
		room = bag[len(bag):]
		// Two more than counted: an empty unit has a length too.
		t.length = append(t.length, float64(max(0, u.Len))+2)
		t.sum[i+1] = t.sum[i] + t.length[i]
	}
	return t
}

// eachType calls add for what the word counts as: itself if it is Chinese or a mark,
// the stems of its parts if it is English.
func (t *text) eachType(w string, memo *memo, add func(int32)) {
	switch {
	case w == "":
	case !isEnglish(w):
		add(t.word(w))
	default:
		for _, stem := range memo.typesOf(w) {
			add(t.stem(stem, memo))
		}
	}
}

func isEnglish(w string) bool { c := w[0] | 0x20; return c >= 'a' && c <= 'z' }

// word returns the number of a type that is no stem; a new one, if need be.
func (t *text) word(w string) int32 {
	id, ok := t.ids[w]
	if !ok {
		id = int32(len(t.types))
		t.ids[w], t.types = id, append(t.types, w)
	}
	return id
}

// stem is the same for a stem of the memo.
func (t *text) stem(s int32, memo *memo) int32 {
	if int(s) >= len(t.stems) {
		t.stems = append(t.stems, make([]int32, len(memo.stems.all)-len(t.stems))...)
	}
	if t.stems[s] == 0 {
		t.types = append(t.types, memo.stems.all[s])
		t.stems[s] = int32(len(t.types))
	}
	return t.stems[s] - 1
}

// ofStem returns the number of a stem, or -1 if the text does not have it.
func (t *text) ofStem(s int32) int32 {
	if int(s) >= len(t.stems) {
		return -1
	}
	return t.stems[s] - 1
}

// find is the same for any word, or stem.
func (t *text) find(w string, memo *memo) int32 {
	if w != "" && isEnglish(w) {
		if s, ok := memo.stems.ids[w]; ok {
			return t.ofStem(s)
		}
		return -1
	}
	if id, ok := t.ids[w]; ok {
		return id
	}
	return -1
}

func isHan(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.Is(unicode.Han, r)
}

func isNumber(w string) bool { return w[0] == '#' }

// countTypes stand for "a number", "a second number" and so on: a translation has
// numbers where the original has, and this stays so when one of them is wrong.
var countTypes = [...]string{"#1st", "#2nd", "#3rd", "#4th"}
