package align

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// maxTypes is how many different words of one unit are looked at: enough for any
// paragraph, and a bound for a file that is all one line.
const maxTypes = 600

// text is one side: its words numbered, its units as bags of these numbers.
type text struct {
	ids     map[string]int32
	types   []string // number → word: a Chinese word, an English stem, a mark, or "#" and a decimal
	bags    [][]int32
	freq    []float32 // in how many units a type stands
	total   float32   // sum of freq
	numbers [][]string
	length  []float64 // of units, smoothed
	sum     []float64 // of the lengths before a unit
	breaks  []int     // up to each unit: places between units that no bead should join, before and after headings
	units   []Unit
}

func newText(units []Unit, memo *memo) *text {
	t := &text{units: units, sum: make([]float64, len(units)+1), breaks: make([]int, len(units))}
	for k := 1; k < len(units); k++ {
		t.breaks[k] = t.breaks[k-1]
		if units[k-1].Heading || units[k].Heading {
			t.breaks[k]++
		}
	}
	ids := map[string]int32{}
	t.ids = ids
	seen := []int32{} // type → 1 + the unit it was last seen in
	for i, u := range units {
		var bag []int32
		add := func(w string) {
			id, ok := ids[w]
			if !ok {
				id = int32(len(t.types))
				ids[w] = id
				t.types, t.freq, seen = append(t.types, w), append(t.freq, 0), append(seen, 0)
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
			eachType(w, memo, add)
		}
		if len(bag) == 0 {
			for _, n := range u.Numbers {
				add("#" + n)
			}
		}
		if len(bag) > 0 {
			for _, c := range countTypes[:min(max(0, u.Figures), len(countTypes))] {
				add(c)
			}
		}
		numbers := slices.Clone(u.Numbers)
		slices.Sort(numbers)
		t.bags, t.numbers = append(t.bags, bag), append(t.numbers, numbers)
		// Two more than counted: an empty unit has a length too.
		t.length = append(t.length, float64(max(0, u.Len))+2)
		t.sum[i+1] = t.sum[i] + t.length[i]
	}
	return t
}

// eachType calls add for what the word counts as: itself if it is Chinese or a mark,
// the stems of its parts if it is English.
func eachType(w string, memo *memo, add func(string)) {
	if w == "" {
		return
	}
	if c := w[0] | 0x20; c < 'a' || c > 'z' {
		add(w)
		return
	}
	for _, stem := range memo.typesOf(w) {
		add(stem)
	}
}

func isHan(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.Is(unicode.Han, r)
}

func isNumber(w string) bool { return w[0] == '#' }

// countTypes stand for "a number", "a second number" and so on: a translation has
// numbers where the original has, and this stays so when one of them is wrong.
var countTypes = [...]string{"#1st", "#2nd", "#3rd", "#4th"}
