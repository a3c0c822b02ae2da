package quantity

import (
	"duizhao"
)

// numeral is a number as written, read as far as its own digits and scale words
// go: no unit, and no qualifier outside of it.
type numeral struct {
	start, end int
	value      duizhao.Decimal // none where the writing is broken
	high       duizhao.Decimal // of 七八十 and 数十, the upper end
	place      int             // power of ten of the last digit written
	digits     int             // Arabic or positional digits before the point
	exp        int             // power of ten of the scale words at its end: 8 in 2.5亿
	form       form
	broken     string // why there is no value
}

// form says how a numeral is written.
type form uint16

const (
	arabic     form = 1 << iota // digits
	words                       // Chinese or English number words
	scaled                      // with 万, 亿; thousand, million
	grouped                     // with thousands separators
	pointed                     // with a decimal point
	positional                  // digit by digit: 二〇二二
	over                        // 余, 多 or 几 within
	vague                       // 数十, 几百: an order of magnitude
	implied                     // a scale word without a digit: 百万
	single                      // one Chinese digit, or one implied unit
	indefinite                  // an English number that begins with "a"
	frac                        // a fraction: 三分之二, two thirds
	wide                        // full-width digits
)

func (n *numeral) is(f form) bool { return n.form&f != 0 }
func (n *numeral) ok() bool       { return n.end > n.start }

// maxExponent bounds the scale of a numeral; no figure of a report comes near.
const maxExponent = 32

// places holds the powers of ten that occur as resolutions.
var places = func() (t [48]duizhao.Decimal) {
	for i := range t {
		t[i] = duizhao.NewDecimal(1, i-12)
	}
	return
}()

func (n *numeral) precision() duizhao.Decimal {
	if !n.value.Valid() || n.place < -12 || n.place >= len(places)-12 {
		return duizhao.Decimal{}
	}
	if n.is(words) && !n.is(scaled|pointed) {
		return places[12]
	}
	return places[n.place+12]
}

// digitAt returns the decimal digit at s[i:], half or full width, and its bytes,
// or size 0.
func digitAt(s string, i int) (d int64, size int) {
	if i < 0 || i >= len(s) {
		return 0, 0
	}
	if c := s[i]; c-'0' <= 9 {
		return int64(c - '0'), 1
	}
	if s[i] == 0xEF && i+2 < len(s) && s[i+1] == 0xBC && s[i+2]-0x90 <= 9 {
		return int64(s[i+2] - 0x90), 3
	}
	return 0, 0
}

// run is an unbroken run of digits.
type run struct {
	start, end int
	n          int   // digits
	value      int64 // exact up to 18 digits
}

func digitRun(s string, i int) run {
	r := run{start: i, end: i}
	for {
		d, size := digitAt(s, r.end)
		if size == 0 {
			return r
		}
		if r.n < 18 {
			r.value = r.value*10 + d
		}
		r.n++
		r.end += size
	}
}

// pointAt returns the bytes of a decimal point at s[i:] that a digit follows.
func pointAt(s string, i int) int {
	size := 0
	switch {
	case byteAt(s, i) == '.':
		size = 1
	case has(s, i, "．"):
		size = 3
	default:
		return 0
	}
	if _, digit := digitAt(s, i+size); digit == 0 {
		return 0
	}
	return size
}

func has(s string, i int, prefix string) bool {
	return i >= 0 && i <= len(s)-len(prefix) && s[i:i+len(prefix)] == prefix
}

// readArabic reads digits with separators and a point at s[i:]. separators are
// the strings that may part groups of three. Groups that are not of three make
// the numeral broken, unless they can be a list (2021,2022).
func readArabic(s string, i int, separators ...string) numeral {
	first := digitRun(s, i)
	n := numeral{start: i, end: first.end, digits: first.n, form: arabic}
	if first.n == 0 {
		return numeral{}
	}
	if s[i] >= 0x80 {
		n.form |= wide
	}
	mant, total := first.value, first.n
	if end := slipped(s, first); end > 0 {
		n.end, n.broken = end, "a mark twice, or a space within the digits"
		return n
	}
	for _, sep := range separators {
		if last, count, bad := groups(s, first, sep); count > 0 {
			if bad != "" {
				n.end, n.broken = last, bad
				return n
			}
			r := run{}
			for at := first.end; at < last; at = r.end {
				r = digitRun(s, at+len(sep))
				if total += r.n; total <= 18 {
					mant = mant*1000 + r.value
				}
			}
			n.end, n.form, n.digits = last, n.form|grouped, total
			break
		}
	}
	if p := pointAt(s, n.end); p > 0 {
		r := digitRun(s, n.end+p)
		total += r.n
		n.place = -r.n
		n.form |= pointed
		n.end = r.end
		if total <= 18 {
			for range r.n {
				mant *= 10
			}
			mant += r.value
		}
	}
	n.setValue(s, mant, total)
	return n
}

// slipped returns the end of a numeral that a slip of the hand has parted: 4,,102,
// 98..8, 1,0 00. It returns 0 for any other.
func slipped(s string, first run) int {
	for _, mark := range [...]string{",,", ".."} {
		if has(s, first.end, mark) && first.n < 4 {
			if r := digitRun(s, first.end+2); r.n > 0 && (mark == ".." || r.n == 3) {
				return r.end
			}
		}
	}
	if !has(s, first.end, ",") || first.n > 3 {
		return 0
	}
	a := digitRun(s, first.end+1)
	if a.n == 0 || a.n > 2 || byteAt(s, a.end) != ' ' {
		return 0
	}
	b := digitRun(s, a.end+1)
	if c := byteAt(s, b.end); b.n == 0 || a.n+b.n != 3 || c == ',' && isDigit(byteAt(s, b.end+1)) || isLetter(c) {
		return 0
	}
	return b.end
}

func (n *numeral) setValue(s string, mant int64, total int) {
	if total <= 18 {
		n.value = duizhao.NewDecimal(mant, n.place)
		return
	}
	if total > 300 {
		n.broken = "numeral of more than 300 digits"
		return
	}
	plain := make([]byte, 0, total+1)
	for i := n.start; i < n.end; {
		if d, size := digitAt(s, i); size > 0 {
			plain = append(plain, byte('0'+d))
			i += size
		} else if p := pointAt(s, i); p > 0 {
			plain = append(plain, '.')
			i += p
		} else {
			i++
		}
	}
	v, err := duizhao.ParseDecimal(string(plain))
	if err != nil {
		n.broken = err.Error()
	}
	n.value = v
}

// maxGroups bounds how far groups looks for the end of a numeral.
const maxGroups = 100

// groups follows runs of digits joined by sep after first. It returns the end
// of the last run and the number of runs; bad says why they are no thousands.
func groups(s string, first run, sep string) (end, count int, bad string) {
	end = first.end
	wrong := false
	for count < maxGroups && has(s, end, sep) {
		r := digitRun(s, end+len(sep))
		if r.n == 0 {
			break
		}
		if count++; count == 1 && r.n == 1 && first.n <= 2 {
			return first.end, 0, "" // 1,2,3: a list
		}
		wrong = wrong || r.n != 3
		end = r.end
	}
	switch {
	case count == 0:
		return first.end, 0, ""
	case first.n <= 3 && !wrong:
		return end, count, ""
	case sep != "," && sep != "，":
		return first.end, 0, ""
	case first.n == 4 && (first.value >= 1900 && first.value <= 2100):
		return first.end, 0, "" // 2021,2022 or 2022,100: a year and the next number
	case first.n > 4 && !wrong || first.n <= 4:
		return end, count, "the digits are not in groups of three"
	}
	return first.end, 0, ""
}
