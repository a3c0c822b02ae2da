package quantity

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"duizhao"
	"duizhao/internal/testkit"
)

type conformanceCase struct {
	ID     string
	Lang   duizhao.Lang
	Model  string
	Input  string
	Expect []struct {
		Start, End int
		Value      any
		Lo, Hi     any
	}
}

// onPurpose lists the cases this package answers differently, and why.
var onPurpose = map[string]string{
	"rt/en/percent/017": "a percentage without a number is no quantity",
	"rt/en/percent/018": "a percentage without a number is no quantity",
	"rt/en/percent/019": "a percentage without a number is no quantity",
	"rt/en/money/093":   "a currency without a number is no sum",
	"rt/en/money/094":   "a currency without a number is no sum",
	"rt/en/money/116":   "a currency without a number is no sum",
	"rt/en/money/124":   "a currency without a number is no sum",
	"rt/en/number/159":  "5,00 is malformed: a comma parts groups of three",
	"rt/en/ordinal/051": "a third is a fraction there",
	"rt/en/number/110":  "twenty thousand two hundred: nothing says that the thousand belongs to the denominator",
	"rt/en/money/101":   "cents are not read from a bare \"and fifty\"",
	"rt/en/money/179":   "MUSD is read behind digits only",
	"rt/zh/money/010":   "two sums, the second in a unit that is out of use",
}

// TestConformance measures Mentions on the cases of another recogniser.
func TestConformance(t *testing.T) {
	b, err := os.ReadFile(testkit.Shared(t, "conformance/quantities.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	pass, all := map[string]int{}, map[string]int{}
	var right, total, purpose int
	for line := range strings.Lines(string(b)) {
		var c conformanceCase
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(err)
		}
		key := string(c.Lang) + " " + c.Model
		all[key]++
		total++
		if c.passes() {
			pass[key]++
			right++
			if why := onPurpose[c.ID]; why != "" {
				t.Errorf("%s passes; take it off the list (%s)", c.ID, why)
			}
			continue
		}
		if onPurpose[c.ID] != "" {
			purpose++
			continue
		}
		if testing.Verbose() {
			t.Logf("%s %q want %v", c.ID, c.Input, c.Expect)
			for _, m := range c.got() {
				t.Logf("      got %q %s %s..%s", string([]rune(c.Input)[m.Start:m.End]), m.Value, m.Low, m.High)
			}
		}
	}
	for key, n := range all {
		t.Logf("%-12s %3d of %3d", key, pass[key], n)
	}
	t.Logf("all %d of %d (%.1f %%), %d differ on purpose", right, total, 100*float64(right)/float64(total), purpose)
	if right*100 < total*97 {
		t.Errorf("%d of %d cases pass", right, total)
	}
}

func (c conformanceCase) got() (out []Mention) {
	for _, m := range Mentions(c.Lang, c.Input) {
		if m.Kind == c.Model {
			out = append(out, m)
		}
	}
	return out
}

func (c conformanceCase) passes() bool {
	got := c.got()
	if len(got) != len(c.Expect) {
		return false
	}
	for _, w := range c.Expect {
		ok := false
		for _, m := range got {
			ok = ok || m.Start == w.Start && m.End == w.End && near(m.Value, w.Value) && near(m.Low, w.Lo) && near(m.High, w.Hi)
		}
		if !ok {
			return false
		}
	}
	return true
}

// near compares with a rounded decimal, as the cases have them.
func near(d duizhao.Decimal, want any) bool {
	s, ok := want.(string)
	if !ok {
		return !d.Valid()
	}
	w, err := duizhao.ParseDecimal(s)
	if err != nil || !d.Valid() {
		return false
	}
	limit := d.Abs()
	if w.Abs().Cmp(limit) > 0 {
		limit = w.Abs()
	}
	if one := duizhao.NewDecimal(1, 0); limit.Cmp(one) < 0 {
		limit = one
	}
	return d.Sub(w).Abs().Cmp(limit.Mul(duizhao.NewDecimal(1, -12))) <= 0
}
