// Package quantity reads the numbers of a report: what is written, what it is
// worth, what it counts, and how exactly it is meant.
//
// One grammar serves each language, and neither knows the other, so that a
// disagreement between two readings is one between two texts. A scanner walks
// the text once. Where a numeral can begin it asks, in this order: is this part
// of a word (进一步, one-stop) and no number at all; is it a date; is it a name
// (剑网2022, 1+13); and only then what number it is and which unit, qualifier
// and range belong to it. What the grammar cannot read safely it leaves out or
// marks Malformed: no number is better than a wrong one.
//
// Conventions, the same in both languages:
//
//   - Value is what the words say: 3000余万 is 30000000 with Low the same and
//     qualifier over. A percentage keeps its written number (22.9), 三成 is 30; so do
//     the parts of a ratio that sum to 100.
//   - A range (3至5万, 2021-2035, 1-6月) has Low and High and no Value. So has an
//     order of magnitude (数十, dozens of): Low 10, High 100.
//   - A date has no Value; [DateOf] gives its ISO 8601 form. A year alone has the
//     kind Year and its number as Value.
//   - A label has no Value; its Reason holds the bare name ("name 1+13", "plan 14"),
//     equal in both languages.
//   - "Top ten", 前七, 十佳 and 百强 are ranks with the unit "top"; first and 第一
//     are ranks with an empty unit where a place in a ranking is meant.
//   - Precision follows the digits written. A number word without a scale word
//     (三百, twenty) counts exactly, to 1; with one (三百万, two million) it has the
//     place of its last digit.
package quantity

import (
	"strconv"
	"strings"

	"duizhao"
)

// Scan returns the quantities of text in text order. Spans are byte offsets
// into text, do not overlap, and lie on code point boundaries; ID and Block are
// left zero. Text of any content is read in time linear in its length.
func Scan(l duizhao.Lang, text string) []duizhao.Quantity {
	scan := scanEn
	if l == duizhao.Chinese {
		scan = scanZh
	}
	return scan(text)
}

// Document returns the quantities of all blocks of d in text order, with spans
// in d.Text. The ID of a quantity is its block's and its place in the block:
// the third of block "p7" is "p7.q3".
func Document(d *duizhao.Document) []duizhao.Quantity {
	var out []duizhao.Quantity
	for i, b := range d.Blocks {
		found := Scan(d.Lang, b.Span.Of(d.Text))
		for k := range found {
			q := &found[k]
			q.Block = i
			q.ID = b.ID + ".q" + strconv.Itoa(k+1)
			q.Span = q.Span.Shift(b.Span.Start)
			q.Numeral = q.Numeral.Shift(b.Span.Start)
			q.UnitSpan = q.UnitSpan.Shift(b.Span.Start)
		}
		out = append(out, found...)
	}
	return out
}

const datePrefix = "date "

// DateOf returns the date q states in the notation of ISO 8601: "2022-03-15",
// "2022-03", "--04-26" without a year, "2022-12-31" for the end of 2022, two
// of them joined by "/" for a span; "" where q is no date or no day of the calendar.
func DateOf(q duizhao.Quantity) string {
	if q.Kind != duizhao.Date || q.Malformed {
		return ""
	}
	return strings.TrimPrefix(q.Reason, datePrefix)
}
