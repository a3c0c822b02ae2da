package agree_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"duizhao"
	"duizhao/internal/agree"
)

func TestNumerals(t *testing.T) {
	for text, want := range map[string]string{
		"剑网2022":              "2022",
		"Cybersword 2022":     "2022",
		"1+13":                "1 13",
		"十四五":                 "14 5",
		"14th Five-Year Plan": "14 5",
		"二〇二二年":               "2022",
		"一核两翼":                "1 2",
		"one core, two wings": "1 2",
		"4·26":                "4 26",
		"04.26":               "4 26",
		"April 26":            "4 26",
		"百日":                  "100",
		"二十大":                 "20",
		"两百万":                 "2000000",
		"一百零五":                "105",
		"一万二千":                "12000",
		"1,234件":              "1234",
		"１２":                  "12",
		"no number":           "",
	} {
		if got := strings.Join(agree.Numerals(text), " "); got != want {
			t.Errorf("Numerals(%q) = %q, want %q", text, got, want)
		}
	}
}

// figure writes a quantity as "kind value resolution text".
func figure(t *testing.T, s string) agree.Stated {
	t.Helper()
	f := strings.SplitN(s, " ", 4)
	q := &duizhao.Quantity{Kind: duizhao.Kind(f[0])}
	if f[1] != "-" {
		q.Value = duizhao.MustDecimal(f[1])
	}
	if f[2] != "-" {
		q.Precision = duizhao.MustDecimal(f[2])
	}
	text := ""
	if len(f) > 3 {
		text = f[3]
		if strings.Contains(text, "date ") {
			q.Reason = text
		}
		if lo, hi, ok := strings.Cut(text, ".."); ok {
			q.Low, q.High = duizhao.MustDecimal(lo), duizhao.MustDecimal(hi)
		}
	}
	return agree.Stated{Quantity: q, Text: text}
}

func TestCompare(t *testing.T) {
	for _, c := range []struct {
		zh, en string
		want   agree.Relation
	}{
		{"count 14100 100", "count 14100 1", agree.Equal},
		{"count 14100 100", "count 14123 1", agree.Rounded},
		{"count 14100 100", "count 14151 1", agree.Different},
		{"count 32 1", "count 33 1", agree.Different},
		{"count 1000000 1000000", "count 620000 10000", agree.Different},
		{"money 200000000 100000000", "money 196000000 1000000", agree.Rounded},
		{"count 12 10", "count 12.4 0.1", agree.Rounded},
		{"count 315000 1000", "count 31500000 100000", agree.Magnitude},
		{"money 3000000 10000", "money 30000000 1000000", agree.Magnitude},
		{"fraction 0.5 -", "percent 50 1", agree.Equal},
		{"fraction 0.75 0.01", "percent 75 1", agree.Equal},
		{"percent 31.70 0.01", "percent 31.7 0.1", agree.Equal},
		{"percent 31.74 0.01", "percent 31.7 0.1", agree.Rounded},
		{"percent 31.4 0.1", "percent 34.1 0.1", agree.Different},
		{"multiple 2 1", "percent 100 1", agree.Equal},
		{"multiple 2 1", "percent 200 1", agree.Equal},
		{"multiple 2 1", "percent 50 1", agree.Different},
		{"rank 1 1", "rank 1 1", agree.Equal},
		{"date - - date --04-26", "date - - date --04-26", agree.Equal},
		{"date - - date 2022-04-26", "date - - date --04-26", agree.Equal},
		{"date - - date 2022-04-26", "date - - date --04-27", agree.Different},
		{"date - - date 2022-03", "year 2022 1", agree.Equal},
		{"date - - date 2022-03", "date - - date 2021-03", agree.Different},
		{"label - - 4.26", "date - - April 26", agree.Equal},
		{"label - - 1+13", "label - - 1+13", agree.Equal},
		{"label - - 1+13", "label - - 1+12", agree.Different},
		{"label - - 百日", "count 100 1 100 days", agree.Equal},
		{"label - - 小巨人", "label - - little giants", agree.Unreadable},
		{"count 4 1 3..5", "count 4 1 3..5", agree.Equal},
		{"count 4 1 3..5", "count 4 1 3..6", agree.Different},
		{"count 4 1 3..5", "count 4 1", agree.Different},
		{"date - - date 2022-04/2022-12", "date - - date 2022-04/--12", agree.Equal},
		{"date - - date 2022-04/2022-12", "date - - date 2022-04/2022-11", agree.Different},
	} {
		zh, en := figure(t, c.zh), figure(t, c.en)
		if got := agree.Compare(zh, en); got != c.want {
			t.Errorf("Compare(%q, %q) = %d, want %d", c.zh, c.en, got, c.want)
		}
		if got := agree.Compare(en, zh); got != c.want {
			t.Errorf("Compare(%q, %q) = %d, want %d", c.en, c.zh, got, c.want)
		}
	}
}

func TestConverts(t *testing.T) {
	for _, c := range []struct {
		n, unit, m, other string
		want              agree.Relation
	}{
		{"20", "year", "2", "decade", agree.Equal},
		{"18", "month", "1.5", "year", agree.Equal},
		{"2", "week", "14", "day", agree.Equal},
		{"1.5", "tonne", "1500", "kilogram", agree.Equal},
		{"1000", "mu", "66.7", "hectare", agree.Equal},
		{"1000", "mu", "67.7", "hectare", agree.Different},
		{"3", "month", "3", "year", agree.Equal}, // the numbers are; the units are another matter
		{"20", "day", "2", "decade", agree.Magnitude},
	} {
		a := agree.Stated{Quantity: &duizhao.Quantity{Kind: duizhao.Count, Unit: c.unit, Value: duizhao.MustDecimal(c.n)}}
		b := agree.Stated{Quantity: &duizhao.Quantity{Kind: duizhao.Count, Unit: c.other, Value: duizhao.MustDecimal(c.m)}}
		a.Precision, b.Precision = duizhao.NewDecimal(1, a.Value.Exponent()), duizhao.NewDecimal(1, b.Value.Exponent())
		if got := agree.Compare(a, b); got != c.want {
			t.Errorf("%s %s, %s %s: %d, want %d", c.n, c.unit, c.m, c.other, got, c.want)
		}
	}
}

func TestValuesLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := duizhao.NewDecimal(rapid.Int64Range(1, 1e9).Draw(t, "x"), rapid.IntRange(-3, 6).Draw(t, "e"))
		n := rapid.IntRange(1, 12).Draw(t, "n")
		one := duizhao.NewDecimal(1, 0)
		if r := agree.Values(x, x, one, one); r != agree.Equal {
			t.Fatalf("%v with itself: %d", x, r)
		}
		if got := agree.Power(x, x.Scale10(n)); got != n {
			t.Fatalf("Power(%v, ×10^%d) = %d", x, n, got)
		}
		if diff := cmp.Diff(agree.Values(x, x.Scale10(n), one, one), agree.Magnitude); diff != "" {
			t.Fatal(diff)
		}
	})
}

func FuzzNumerals(f *testing.F) {
	for _, s := range []string{"十四五", "一百零五万", "1,234", "14th Five-Year", "万万万万万万"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, n := range agree.Numerals(s) {
			if n == "" || strings.Trim(n, "0123456789") != "" {
				t.Fatalf("%q gives %q", s, n)
			}
		}
	})
}
