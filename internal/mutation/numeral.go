package mutation

import (
	"regexp"
	"strings"

	"duizhao"
)

// decimalRE is a numeral in digits, with English separators or without.
var decimalRE = regexp.MustCompile(`[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?`)

// decimal is a numeral in digits taken apart.
type decimal struct {
	whole, fraction string
	grouped         bool // thousands are set off by commas
}

// parseDecimal returns the first numeral in digits of s and where it stands.
func parseDecimal(s string) (d decimal, at duizhao.Span, ok bool) {
	m := decimalRE.FindStringIndex(s)
	if m == nil {
		return d, at, false
	}
	at = duizhao.Span{Start: m[0], End: m[1]}
	written := at.Of(s)
	d.grouped = strings.Contains(written, ",")
	d.whole, d.fraction, _ = strings.Cut(strings.ReplaceAll(written, ",", ""), ".")
	return d, at, true
}

// String writes d with the separators it was read with.
func (d decimal) String() string {
	whole := d.whole
	if d.grouped {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "," + whole[i:]
		}
	}
	if d.fraction == "" {
		return whole
	}
	return whole + "." + d.fraction
}

// digits returns all digits, and with replaces them by others, of which there may
// be fewer; the places behind the point stay as many.
func (d decimal) digits() string { return d.whole + d.fraction }

func (d decimal) with(digits string) decimal {
	n := len(digits) - len(d.fraction)
	d.whole, d.fraction = digits[:n], digits[n:]
	return d
}

// shift moves the point n places to the right, or to the left where n is
// negative: 10 to the nth times as much.
func (d decimal) shift(n int) decimal {
	for ; n > 0; n-- {
		if d.fraction == "" {
			d.fraction = "0"
		}
		d.whole, d.fraction = d.whole+d.fraction[:1], d.fraction[1:]
	}
	for ; n < 0; n++ {
		last := len(d.whole) - 1
		d.whole, d.fraction = d.whole[:last], d.whole[last:]+d.fraction
		if d.whole == "" {
			d.whole = "0"
		}
	}
	d.whole = strings.TrimLeft(d.whole, "0")
	if d.whole == "" {
		d.whole = "0"
	}
	d.fraction = strings.TrimRight(d.fraction, "0")
	return d
}

// significant returns the digits between the leading zeros and, of a number
// without a point, the trailing ones: those that carry the value.
func (d decimal) significant() (start, end int) {
	digits := d.digits()
	for start < len(digits)-1 && digits[start] == '0' {
		start++
	}
	end = len(digits)
	for d.fraction == "" && end > start+1 && digits[end-1] == '0' {
		end--
	}
	return start, end
}
