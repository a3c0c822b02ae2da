package mutation

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"

	"duizhao"
)

// A word of two or more syllables of Hanyu Pinyin (ISO 7098), so written that
// few English words match.
const (
	initial = `(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])`
	final   = `(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|a|e|i|o|u)`
	zero    = `(?:ang|ai|an|ao|a|en|er|e|ou)`
)

var (
	capitalised = regexp.MustCompile(`\b[A-Z][a-z]{4,}\b`)
	pinyin      = regexp.MustCompile(`^` + initial + final + `(?:` + initial + final + `|` + zero + `)+$`)
)

// english matches words of English that pinyin matches too: those with a mute e.
var english = regexp.MustCompile(`[cdglmnrstv]e$`)

// unlike are other such words, and names that are not pinyin.
var unlike = strings.Fields("china women xinhuanet during taking making having giving leading being hiring ruling naming")

// names misspells one occurrence of a place or body: a letter lost, two turned
// round, another vowel. A name that comes often is taken twice only.
func names(t *texts) []Mutation {
	var out []Mutation
	text, taken := t.text(duizhao.English), map[string]int{}
	for _, at := range shuffled(capitalised.FindAllStringIndex(text, -1), t.rand(Name, 0)) {
		word := text[at[0]:at[1]]
		if taken[word] == 2 || !isPinyin(word) {
			continue
		}
		how, wrong := misspell(word, t.rand(Name, at[0]))
		if wrong != word && !strings.Contains(text, wrong) {
			taken[word]++
			span := duizhao.Span{Start: at[0], End: at[1]}
			out = append(out, Mutation{How: how, Lang: duizhao.English, Edits: []Edit{{span, wrong}}, key: t.key(Name, at[0])})
		}
	}
	return out
}

func isPinyin(word string) bool {
	lower := strings.ToLower(word)
	return pinyin.MatchString(lower) && !english.MatchString(lower) && !slices.Contains(unlike, lower)
}

func shuffled(at [][]int, r *rand.Rand) [][]int {
	r.Shuffle(len(at), func(i, j int) { at[i], at[j] = at[j], at[i] })
	return at
}

var otherVowel = map[byte]byte{'a': 'e', 'e': 'a', 'i': 'u', 'o': 'e', 'u': 'o'}

func misspell(word string, r *rand.Rand) (how, wrong string) {
	i := 1 + r.IntN(len(word)-2)
	switch w := []byte(word); r.IntN(3) {
	case 0:
		return "letter lost", word[:i] + word[i+1:]
	case 1:
		w[i], w[i+1] = w[i+1], w[i]
		return "letters turned round", string(w)
	default:
		for otherVowel[w[i]] == 0 {
			i = 1 + i%(len(w)-1)
		}
		w[i] = otherVowel[w[i]]
		return "another vowel", string(w)
	}
}
