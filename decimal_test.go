package duizhao

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseDecimal(t *testing.T) {
	for _, c := range []struct {
		in, want string
		exponent int
	}{
		{"14100", "14100", 0},
		{"1.41", "1.41", -2},
		{"31.70", "31.7", -2},
		{"-0.14", "-0.14", -2},
		{"007", "7", 0},
		{"100000000000000000000000000", "100000000000000000000000000", 0},
	} {
		d, err := ParseDecimal(c.in)
		if err != nil || d.String() != c.want || d.Exponent() != c.exponent {
			t.Errorf("ParseDecimal(%q) = %s, exponent %d, %v; want %s, %d", c.in, d, d.Exponent(), err, c.want, c.exponent)
		}
	}
	for _, in := range []string{"", "1e9", "NaN", "Infinity", "1,000", "--1", "1.2.3", "１", strings.Repeat("9", 401)} {
		if d, err := ParseDecimal(in); err == nil {
			t.Errorf("ParseDecimal(%.20q) = %s, want an error", in, d)
		}
	}
}

func TestDecimalArithmetic(t *testing.T) {
	d := MustDecimal
	for _, c := range []struct {
		name string
		got  Decimal
		want string
	}{
		{"add", d("0.1").Add(d("0.2")), "0.3"},
		{"subtract", d("14100").Sub(d("2631")), "11469"},
		{"multiply", d("1.41").Mul(d("10000")), "14100"},
		{"divide", d("1").Div(d("8")), "0.125"},
		{"divide by nothing", d("1").Div(d("0")), ""},
		{"scale", d("7.831").Scale10(9), "7831000000"},
		{"absolute", d("-3").Abs(), "3"},
		{"no number stays none", Decimal{}.Add(d("1")), ""},
	} {
		if c.got.String() != c.want {
			t.Errorf("%s: got %q, want %q", c.name, c.got, c.want)
		}
	}
	if (Decimal{}).Cmp(d("-1")) != -1 || (Decimal{}).Equal(d("0")) {
		t.Error("no number must be below every number and not be zero")
	}
}

// TestDecimalNeverChanges holds that operands keep their value: figures are shared
// between quantities, observations and reports.
func TestDecimalNeverChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := NewDecimal(rapid.Int64().Draw(t, "a"), rapid.IntRange(-6, 12).Draw(t, "ea"))
		b := NewDecimal(rapid.Int64().Draw(t, "b"), rapid.IntRange(-6, 12).Draw(t, "eb"))
		before := a.String() + " " + b.String()
		_ = []Decimal{a.Add(b), a.Sub(b), a.Mul(b), a.Div(b), a.Abs(), a.Scale10(3)}
		if after := a.String() + " " + b.String(); after != before {
			t.Fatalf("operands changed from %s to %s", before, after)
		}
		if !a.Add(b).Sub(b).Equal(a) {
			t.Fatalf("%s + %s − %s is not %s", a, b, b, a)
		}
	})
}

func TestDecimalJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := NewDecimal(rapid.Int64().Draw(t, "coefficient"), rapid.IntRange(-30, 30).Draw(t, "exponent"))
		data, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var back Decimal
		if err := json.Unmarshal(data, &back); err != nil || !back.Equal(d) {
			t.Fatalf("%s became %s as %s (%v)", d, back, data, err)
		}
	})
	var none Decimal
	if err := json.Unmarshal([]byte("null"), &none); err != nil || none.Valid() {
		t.Errorf("null became %s (%v)", none, err)
	}
	for _, bad := range []string{`12`, `"1e5"`, `""`, `true`} {
		if err := json.Unmarshal([]byte(bad), &none); err == nil {
			t.Errorf("%s was read as a decimal", bad)
		}
	}
}

func TestMagnitude(t *testing.T) {
	for s, want := range map[string]int{"141": 2, "1": 0, "0.5": -1, "-0.0123": -2, "1500": 3, "1500.00": 3} {
		if got := MustDecimal(s).Magnitude(); got != want {
			t.Errorf("Magnitude of %s = %d, want %d", s, got, want)
		}
	}
}
