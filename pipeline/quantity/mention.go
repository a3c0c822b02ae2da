package quantity

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"duizhao"
)

// Mention is one reading of a number in a text, in the terms by which number
// recognisers are compared: a number is mentioned once for each kind it has,
// 超过三成 as the number 3, the percentage 30 and a range above 30. Places are code
// points, end exclusive; Value is set, or Low and High for a range.
type Mention struct {
	Start int             `json:"start"`
	End   int             `json:"end"`
	Kind  string          `json:"kind"` // number, percent, money, range or ordinal
	Value duizhao.Decimal `json:"value,omitzero"`
	Low   duizhao.Decimal `json:"low,omitzero"`
	High  duizhao.Decimal `json:"high,omitzero"`
}

// The kinds of mentions.
const (
	mentionNumber  = "number"
	mentionPercent = "percent"
	mentionMoney   = "money"
	mentionRange   = "range"
	mentionOrdinal = "ordinal"
)

// Mentions returns the mentions of numbers in text in the order of their places.
// It reads any text, not only reports: what Scan leaves out as a name or a pronoun
// is mentioned where it is a number by its form.
func Mentions(l duizhao.Lang, text string) []Mention {
	m := &mentions{s: text}
	if l == duizhao.Chinese {
		m.zh()
		m.join(zhJoins)
	} else {
		m.en()
		m.join(enJoins)
	}
	slices.SortStableFunc(m.out, func(a, b Mention) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	at, points := 0, 0
	count := func(to int) int {
		points, at = points+utf8.RuneCountInString(text[at:to]), to
		return points
	}
	for i := range m.out {
		m.out[i].Start = count(m.out[i].Start)
		m.out[i].End = m.out[i].Start + utf8.RuneCountInString(text[at:at+m.out[i].End-at])
	}
	return m.out
}

// mentions collects the mentions of one text, with places in bytes.
type mentions struct {
	s     string
	out   []Mention
	sides []Mention // ranges open at one end, which may join
	pos   int       // end of the last number
}

func (m *mentions) add(kind string, start, end int, v duizhao.Decimal) {
	if v.Valid() {
		m.out = append(m.out, Mention{Start: start, End: end, Kind: kind, Value: v})
	}
}

func (m *mentions) addRange(start, end int, low, high duizhao.Decimal) {
	if low.Valid() || high.Valid() {
		m.sides = append(m.sides, Mention{Start: start, End: end, Kind: mentionRange, Low: low, High: high})
	}
}

// join makes one range of a lower and an upper bound that follow each other,
// parted by one of joins alone: larger than 20 and less than 35.
func (m *mentions) join(joins []string) {
	for i := 0; i < len(m.sides); i++ {
		a := m.sides[i]
		if i+1 < len(m.sides) {
			if b := m.sides[i+1]; joinable(a, b) && b.Start >= a.End && slices.Contains(joins, m.s[a.End:b.Start]) {
				if !a.Low.Valid() {
					a.Low = b.Low
				} else {
					a.High = b.High
				}
				a.End = b.End
				i++
			}
		}
		m.out = append(m.out, a)
	}
}

// joinable reports whether one of a and b is a lower and the other an upper bound,
// and the lower lies below.
func joinable(a, b Mention) bool {
	switch {
	case a.Low.Valid() && !a.High.Valid() && !b.Low.Valid() && b.High.Valid():
		return a.Low.Cmp(b.High) < 0
	case !a.Low.Valid() && a.High.Valid() && b.Low.Valid() && !b.High.Valid():
		return b.Low.Cmp(a.High) < 0
	}
	return false
}

// comparator is a word at a number and the side it bounds: 1 from below, -1 from
// above, 0 both.
type comparator struct {
	word string
	side int
}

func (m *mentions) bounded(side, start, end int, v duizhao.Decimal) {
	none := duizhao.Decimal{}
	switch {
	case side > 0:
		m.addRange(start, end, v, none)
	case side < 0:
		m.addRange(start, end, none, v)
	default:
		m.addRange(start, end, v, v)
	}
}

// backMatch matches word against s before i, passing over spaces on both sides,
// and returns where it begins, or -1.
func backMatch(s string, i int, word string, fold bool) int {
	for k := len(word); k > 0; {
		for i > 0 && s[i-1] == ' ' {
			i--
		}
		if word[k-1] == ' ' {
			k--
			continue
		}
		if i == 0 {
			return -1
		}
		c := s[i-1]
		if fold && c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		if c != word[k-1] {
			return -1
		}
		i, k = i-1, k-1
	}
	if isLetter(word[0]) && isLetter(byteAt(s, i-1)) {
		return -1
	}
	return i
}
