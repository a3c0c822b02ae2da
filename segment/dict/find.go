package dict

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// Find returns the entry of the general dictionary for text.
func Find(text string) (Word, bool) {
	if w, ok := entry(bound(0, len(general), text)); ok && w.Text == text {
		return w, true
	}
	return Word{}, false
}

// Within returns the words of the general dictionary that stand in text, each once
// and in no order.
func Within(text string) iter.Seq[Word] {
	return func(yield func(Word) bool) {
		f := finder{pairs: map[string]stretch{}, seen: map[int]bool{}}
		for i := range text {
			if !f.at(text[i:], yield) {
				return
			}
		}
	}
}

// finder looks for the words of a text.
type finder struct {
	pairs map[string]stretch // the lines that begin with one or two characters
	seen  map[int]bool       // the lines found
}

// stretch is a part of general, whole lines.
type stretch struct{ from, to int }

// at yields the words that text begins with, and reports whether to go on.
func (f *finder) at(text string, yield func(Word) bool) bool {
	first, end := utf8.DecodeRuneInString(text)
	if first < utf8.RuneSelf {
		return true
	}
	s := f.pair(text[:end], stretch{0, len(general)})
	for depth := 2; s.from < s.to; depth++ {
		if w, _ := entry(s.from); w.Text == text[:end] && !f.seen[s.from] {
			f.seen[s.from] = true
			if !yield(w) {
				return false
			}
		}
		_, n := utf8.DecodeRuneInString(text[end:])
		switch end += n; {
		case n == 0:
			return true
		case depth == 2:
			s = f.pair(text[:end], s)
		default:
			s = narrow(text[:end], s)
		}
	}
	return true
}

// pair is narrow with a memory.
func (f *finder) pair(prefix string, s stretch) stretch {
	found, ok := f.pairs[prefix]
	if !ok {
		found = narrow(prefix, s)
		f.pairs[prefix] = found
	}
	return found
}

// narrow returns the lines of s that begin with prefix.
func narrow(prefix string, s stretch) stretch {
	from := bound(s.from, s.to, prefix)
	if !strings.HasPrefix(general[from:s.to], prefix) {
		return stretch{}
	}
	return stretch{from, bound(from, s.to, prefix+"\U0010FFFF")}
}

// bound returns where the first line from from to to that does not sort before key
// begins, or to. Lines sort as their words do, for a space sorts before all that
// words hold.
func bound(from, to int, key string) int {
	for from < to {
		middle := from + (to-from)/2
		middle = from + strings.LastIndexByte(general[from:middle], '\n') + 1
		end := middle + strings.IndexByte(general[middle:], '\n') + 1
		if general[middle:end] < key {
			from = end
		} else {
			to = middle
		}
	}
	return from
}

// entry returns the word of the line that begins at byte at.
func entry(at int) (Word, bool) {
	line, _, _ := strings.Cut(general[at:], "\n")
	return parse(line)
}
