package align

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// edge classes say how a unit begins or ends, which is seen without understanding it: a
// question or none, a quotation that opens or closes, a pronoun that leans on what was
// said. Translations agree in it more often than not, and some kinds of edges are seldom
// inside a bead; which ones, each text teaches (boundary.go).
type edgeClass uint8

const (
	quoted      edgeClass = 8 // added where a quotation or bracket opens before, or closes behind
	edgeClasses edgeClass = 16
)

// endMarks are the classes of last marks; 0 is none or another.
var endMarks = map[rune]edgeClass{
	'。': 1, '.': 1, '．': 1, '?': 2, '？': 2, '!': 3, '！': 3, ':': 4, '：': 4, ';': 5, '；': 5,
	',': 6, '，': 6, '、': 6, '…': 7, '—': 7, '─': 7, '-': 7,
}

const (
	closers = `”’"'」』）)】]》`
	openers = `“‘"'「『（(【[《`
)

// endOf returns the class of a unit's end.
func endOf(text string) edgeClass {
	body := strings.TrimSpace(text)
	bare := strings.TrimRight(body, closers)
	r, _ := utf8.DecodeLastRuneInString(bare)
	if bare != body {
		return quoted + endMarks[r]
	}
	return endMarks[r]
}

// The classes of first words; 0 is another.
const (
	lowerFirst edgeClass = iota + 1
	dashFirst
	pronounFirst
	linkFirst
)

// leadWords begin a sentence that leans on the one before.
var leadWords = []struct {
	class  edgeClass
	zh, en []string
}{
	{
		pronounFirst, strings.Fields("这 那 该 其 此 他 她 它 這 該"),
		strings.Fields("he she it this that these those they his her its their"),
	},
	{
		linkFirst, strings.Fields("但 而 不过 不過 然 因此 所以 于是 於是 并 並 同时 同時 此外 另外"),
		strings.Fields("but and however so thus therefore yet then also moreover meanwhile besides"),
	},
}

// beginOf returns the class of a unit's begin.
func beginOf(text string) edgeClass {
	body := strings.TrimSpace(text)
	bare := strings.TrimLeft(body, openers)
	if bare != body {
		return quoted + firstOf(bare)
	}
	return firstOf(bare)
}

func firstOf(text string) edgeClass {
	switch r, _ := utf8.DecodeRuneInString(text); {
	case unicode.IsLower(r):
		return lowerFirst
	case strings.ContainsRune("—-─…·•", r):
		return dashFirst
	}
	word := strings.ToLower(text[:wordLen(text)])
	for _, l := range leadWords {
		for _, w := range l.en {
			if w == word {
				return l.class
			}
		}
		for _, w := range l.zh {
			if strings.HasPrefix(text, w) {
				return l.class
			}
		}
	}
	return 0
}

// wordLen returns the length of the English letters that text begins with.
func wordLen(text string) int {
	n := 0
	for n < len(text) && (isLower(text[n]) || isUpper(text[n])) {
		n++
	}
	return n
}
