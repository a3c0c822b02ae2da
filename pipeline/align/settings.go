package align

// settings are what the model does not learn from the texts. The defaults were chosen
// by cross-validation: see docs/alignment.md. Scores are natural logarithms of
// probabilities.
type settings struct {
	word        float64 // words depend on each other: their evidence counts for less than its sum
	unexplained float32 // the share of words that a translation adds on its own
	spread      float64 // first guess of the variance of log(length en / length zh)
	short       float64 // lengths below this vary more
	open        float64 // first guess for a unit without counterpart
	extend      float64 // the same, after another one
	nullTrust   float64 // beads that open is worth
	shapeTrust  float64 // beads that the first guess of the shapes is worth against the text's own
	price       float64 // what each bead of a path costs: see path
	identical   float32 // weight of the tie of a Latin word, number or mark with itself
	spelled     float32 // the English word is the Chinese one in pinyin
	partly      float32 // of a translation: the lexicon has a part of the word only
	single      float32 // of a translation: that part is one character of two
	slack       float32 // added to the sum of a type's weights before shares are taken, so that a single weak tie does not look certain
	learned     float32 // what a counted meeting weighs beside the lexicon
	smoothing   float32 // chance for any two words to translate each other, in units of how frequent they are
	edge        float64 // what the edges of units say counts for this much, as they depend on each other and on the words
	edgeTrust   float64 // units that the rate of all edges is worth against that of one class
	agreeTrust  float64 // beads that chance is worth against the meetings of two classes
	meeting     float32 // the same, flat, for two words that both occur again
}

func defaults() settings {
	return settings{
		word: 0.28, unexplained: 0.5, spread: 0.08, short: 30,
		open: -5.2, extend: -3, nullTrust: 80, shapeTrust: 50, price: 0.25,
		identical: 3, spelled: 2, partly: 0.3, single: 0.1,
		slack: 0.3, learned: 6, smoothing: 0.02, edge: 0.8, edgeTrust: 40, agreeTrust: 4, meeting: 0.01,
	}
}
