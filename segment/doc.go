// Package segment cuts the text of a Document into sentences and words.
//
// Both are spans and nothing else: no text is copied, changed or lower-cased, so
// whatever is found later can be pointed at in the source. Two invariants hold for
// every block of every text, valid or not: the sentences cover each byte that is
// not white space, and so do the tokens, in order and without overlap.
//
// # Words
//
// An own scanner, the same for both languages in what a number is, decides where
// numbers, Latin words and marks begin and end. Only runs of Han characters go
// further: github.com/go-ego/gse finds the most probable path of dictionary words
// through the run, and where that leaves a row of rare single characters, names
// mostly, gse's hidden Markov model joins them. The first few texts are each cut with a dictionary of just their words,
// which finds the same and takes a twentieth of the time to load. English words come from
// github.com/clipperhouse/uax29 (Unicode Standard Annex 29), with the exceptions
// that English reports ask for:
//
//   - A number is one token with its sign, separators, point and per cent sign:
//     "1,234.5", "-0.5%", "3/4", "9:30", "２０２２". A dash between two numbers is a
//     mark: "2021-2035" is three tokens. A date is whole: "2023-05-17".
//   - Hyphenated words are cut: "high-value" is high, -, value. A lexicon knows the
//     parts far more often than the whole, and two tokens beside each other can be
//     joined again while one cannot be parted. A code is kept: "COVID-19".
//   - The possessive is a word of its own: "city's" is city, 's. "don't" is whole.
//   - "U.S." and "e.g." keep their stop, "R&D" is one word.
//
// In Chinese text, numerals in characters are words: neighbouring ones are joined
// (一百二十五, 第二十三, 百分之三点五), and a count is cut from its measure word (三|个,
// 亿|元, 每|人), so that tokens do not hang on which counts the dictionary happens to
// hold. What the dictionary cannot list is joined by rule: a name and its class (桐岙县),
// a surname and 某, a word and its suffix (采纳率). Traditional characters are looked up
// by their simplified forms; spans are of the text as it stands.
//
// testdata/gold holds sentences cut by hand, the guideline they follow, and how well
// the package and gse alone find their words.
//
// # Sentences
//
// Chinese sentences end at 。！？ and …… with the closing marks that follow. ； ends
// none: what it parts in a report is the members of one list, and English renders
// such a list now with semicolons, now with stops; the aligner joins 1-n beads but
// cannot see what a cut has parted. Nothing is cut inside balanced brackets, book
// title marks and quotation marks, unless the sentence ends with the quotation: then
// it is direct speech, and the sentences in it count.
//
// English sentences end at a stop that is no part of an abbreviation, an initial, a
// number or a list label, and whose next word does not go on in lower case.
package segment
