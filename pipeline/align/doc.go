// Package align finds which units of a Chinese text and of its English translation
// belong together: beads of paragraphs, then of sentences within them. One engine
// serves both.
//
// Think of it as explaining one text by the other. A bead is a good one when the
// words of its two sides explain each other better than chance does (the mixture of
// IBM model 1, Brown et al., 1993, in both directions), when its sides are as long as
// translations of each other are (Gale and Church, 1993), and when beads of its shape
// are common. What may translate what comes from a lexicon first, and is then learned
// from the text itself: align, count which words meet, align again (as Moore, 2002,
// does).
//
//	units → bags of word types           vocabulary.go
//	      → which types may translate    ties.go, table.go
//	      → sure points, a band          anchors.go, coarse.go, band.go
//	      → scored beads in the band     score.go, lattice.go
//	      → probabilities, best path     path.go
//	      → counts → table, again        train.go, count.go
//	      → blocks that moved            moved.go
//
// Confidence is a bead's posterior probability, by the forward–backward algorithm
// over all paths of the band, calibrated on alignments made by hand (confidence.go);
// below ReviewBelow the bead's evidence says why a person should look. The path taken is the one with the most expected right
// beads, not the single most probable one.
//
// A path only rises. A block of three beads or more that stands elsewhere in the other
// text is left without counterpart on both sides, and is found by aligning these runs
// with each other: its beads' evidence begins with "moved". Beads are ordered by their
// Chinese side; without moved ones, by both.
//
// What one report teaches may help the next: Learn counts which words met in beads that
// are sure, Tables add up in any order, and Options.Table puts them beside the lexicon.
//
// How units begin and end is evidence too: whether both sides of a bead are a question or
// begin with a quotation, and which ends are seldom inside a bead. Each text teaches
// that anew (boundary.go). A title in 《》 counts like a word that English has in italics or
// in three words with capitals (title.go).
//
// Numbers are the report's content, and finding those that differ is what the beads
// are for. So of a unit with words it counts how many numbers it has, up to a few,
// but not which, nor how long they are written: however many are wrong, the beads are the
// same. (Whatever used the values, however weakly, would move some bead at some wrong
// number.) They are counted in the text, so that how well the quantities are read moves
// no bead either. Only a unit without any word, such as a cell of a table, is known by its
// numbers; one that the other text does not have at all is no evidence against a bead.
package align
