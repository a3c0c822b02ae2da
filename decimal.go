package duizhao

import (
	"fmt"

	"github.com/cockroachdb/apd/v3"
)

// Decimal is an exact decimal number. The zero value is "no number", which is
// not the number zero; arithmetic with it gives it again. A Decimal never changes.
type Decimal struct{ d *apd.Decimal }

// quotient rounds where a division does not end, and bounds every result: 60
// significant digits are more than any figure of a report can carry.
var quotient = apd.BaseContext.WithPrecision(60)

// maxDigits bounds what ParseDecimal accepts, so that a hostile numeral of a
// million digits costs nothing.
const maxDigits = 400

// ParseDecimal reads a plain decimal numeral: digits with an optional sign and
// point, no separators, no exponent, at most 400 bytes.
func ParseDecimal(s string) (Decimal, error) {
	if len(s) > maxDigits {
		return Decimal{}, fmt.Errorf("decimal of %d digits, at most %d are read", len(s), maxDigits)
	}
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && c != '.' && (i > 0 || c != '-' && c != '+') {
			return Decimal{}, fmt.Errorf("not a decimal number: %q", s)
		}
	}
	d, _, err := apd.NewFromString(s)
	if err != nil {
		return Decimal{}, fmt.Errorf("not a decimal number: %q", s)
	}
	return Decimal{d}, nil
}

// MustDecimal is ParseDecimal for constants of the program; it panics where s is
// no decimal number.
func MustDecimal(s string) Decimal {
	d, err := ParseDecimal(s)
	if err != nil {
		panic(err)
	}
	return d
}

// NewDecimal returns coefficient × 10^exponent.
func NewDecimal(coefficient int64, exponent int) Decimal {
	return Decimal{apd.New(coefficient, int32(exponent))}
}

// Valid reports whether d is a number.
func (d Decimal) Valid() bool { return d.d != nil }

// String returns d in plain notation without trailing zeros behind the point, or
// "" for no number.
func (d Decimal) String() string {
	if d.d == nil {
		return ""
	}
	var r apd.Decimal
	r.Reduce(d.d)
	return r.Text('f')
}

// Float returns the nearest float64, for cells of a spreadsheet and for charts;
// 0 for no number.
func (d Decimal) Float() float64 {
	if d.d == nil {
		return 0
	}
	f, _ := d.d.Float64()
	return f
}

// Add returns d + e.
func (d Decimal) Add(e Decimal) Decimal { return d.apply(e, quotient.Add) }

// Sub returns d − e.
func (d Decimal) Sub(e Decimal) Decimal { return d.apply(e, quotient.Sub) }

// Mul returns d × e.
func (d Decimal) Mul(e Decimal) Decimal { return d.apply(e, quotient.Mul) }

// Div returns d ÷ e rounded to 60 significant digits, or no number where e is 0.
func (d Decimal) Div(e Decimal) Decimal {
	if e.Valid() && e.Sign() == 0 {
		return Decimal{}
	}
	return d.apply(e, quotient.Quo)
}

func (d Decimal) apply(e Decimal, op func(r, x, y *apd.Decimal) (apd.Condition, error)) Decimal {
	if d.d == nil || e.d == nil {
		return Decimal{}
	}
	r := new(apd.Decimal)
	if _, err := op(r, d.d, e.d); err != nil {
		return Decimal{}
	}
	return Decimal{r}
}

// Abs returns |d|.
func (d Decimal) Abs() Decimal {
	if d.Sign() >= 0 {
		return d
	}
	r := new(apd.Decimal)
	r.Abs(d.d)
	return Decimal{r}
}

// Magnitude returns the power of ten of d's first digit, 2 for 141 and -1 for 0.5; for 0 and
// no number it means nothing.
func (d Decimal) Magnitude() int {
	if d.d == nil {
		return 0
	}
	return int(d.d.NumDigits()) + int(d.d.Exponent) - 1
}

// Sign returns -1, 0 or 1; 0 for no number.
func (d Decimal) Sign() int {
	if d.d == nil {
		return 0
	}
	return d.d.Sign()
}

// Cmp returns -1, 0 or 1 as d is below, equal to or above e. No number is below
// every number.
func (d Decimal) Cmp(e Decimal) int {
	switch {
	case d.d == nil && e.d == nil:
		return 0
	case d.d == nil:
		return -1
	case e.d == nil:
		return 1
	}
	return d.d.Cmp(e.d)
}

// Equal reports whether d and e are the same number, or both none.
func (d Decimal) Equal(e Decimal) bool { return d.Cmp(e) == 0 }

// Scale10 returns d × 10^n.
func (d Decimal) Scale10(n int) Decimal {
	if d.d == nil || n == 0 {
		return d
	}
	r := new(apd.Decimal)
	r.Set(d.d)
	r.Exponent += int32(n)
	return Decimal{r}
}

// Exponent returns the power of ten of d's last written digit: -2 for "1.41",
// 0 for "1500"; 0 for no number.
func (d Decimal) Exponent() int {
	if d.d == nil {
		return 0
	}
	return int(d.d.Exponent)
}

// MarshalJSON writes d as a string in plain notation, or null for no number.
func (d Decimal) MarshalJSON() ([]byte, error) {
	if d.d == nil {
		return []byte("null"), nil
	}
	return []byte(`"` + d.String() + `"`), nil
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (d *Decimal) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*d = Decimal{}
		return nil
	}
	if len(b) < 2 || b[0] != '"' || b[len(b)-1] != '"' {
		return fmt.Errorf("a decimal is a JSON string, not %.40s", b)
	}
	v, err := ParseDecimal(string(b[1 : len(b)-1]))
	*d = v
	return err
}
