package segment

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"duizhao/internal/variant"
	"duizhao/segment/dict"
)

// vocabulary is what a Segmenter knows, before any of it is loaded into gse.
//
// Loading all of the general dictionary takes a few tenths of a second and some 50 MB,
// many times what it takes to cut a report. Which words gse finds depends on those that
// stand in the text alone, so a first few texts are each cut with a dictionary of just
// their words; only who cuts many loads the whole.
type vocabulary struct {
	terms   map[string]float64 // the terms of Chinese characters alone, with frequencies
	byFirst map[rune][]string  // the same by their first character
	mixed   map[rune][]string  // words with more than Han characters, by their first, longest first
	total   float64            // the frequencies of all words together

	cut   atomic.Int64    // bytes of text that were cut with a part
	whole func() *chinese // loads everything at the first call
}

// wholeFrom is how many bytes of text are cut with dictionaries of their own words:
// those of 130,000 characters take about as long to load as the whole does.
const wholeFrom = 400_000

// newVocabulary knows the general dictionary, the terms of the field and words.
func newVocabulary(words []string) *vocabulary {
	v := &vocabulary{terms: map[string]float64{}, byFirst: map[rune][]string{}, mixed: map[rune][]string{}, total: dict.Total()}
	for _, w := range words {
		v.term(dict.Word{Text: w})
	}
	for w := range dict.Terms() {
		v.term(w)
	}
	for term, freq := range v.terms {
		known, _ := dict.Find(term)
		v.total += max(freq, known.Freq) - known.Freq
		first, _ := utf8.DecodeRuneInString(term)
		v.byFirst[first] = append(v.byFirst[first], term)
	}
	v.whole = sync.OnceValue(func() *chinese {
		return newChinese(v, dict.Lines()+len(v.terms), dict.General(), v.terms)
	})
	return v
}

// term enters a word in v.terms, or in v.mixed. The longer it is, the less likely its
// characters stand side by side by chance, and the more it outweighs the words it is
// made of.
func (v *vocabulary) term(w dict.Word) {
	word := variant.Simplify(w.Text)
	if strings.ContainsFunc(word, func(r rune) bool { return !isHan(r) }) {
		first, _ := utf8.DecodeRuneInString(word)
		v.mixed[first] = append(v.mixed[first], word)
		slices.SortFunc(v.mixed[first], func(a, b string) int { return len(b) - len(a) })
		return
	}
	v.terms[word] = max(w.Freq, termFreq[min(utf8.RuneCountInString(word), len(termFreq)-1)])
}

// termFreq is the frequency of a term by its number of characters.
var termFreq = [...]float64{0, 2, 1000, 5000, 20000}

// of returns a dictionary that holds every word that stands in text, which is in
// simplified characters.
func (v *vocabulary) of(text string) *chinese {
	if v.cut.Add(int64(len(text))) > wholeFrom {
		return v.whole()
	}
	words := slices.Collect(dict.Within(text))
	terms := v.termsIn(text)
	return newChinese(v, len(words)+len(terms), slices.Values(words), terms)
}

// termsIn returns the terms that stand in text, with their frequencies.
func (v *vocabulary) termsIn(text string) map[string]float64 {
	found := map[string]float64{}
	for i, r := range text {
		for _, term := range v.byFirst[r] {
			if strings.HasPrefix(text[i:], term) {
				found[term] = v.terms[term]
			}
		}
	}
	return found
}
