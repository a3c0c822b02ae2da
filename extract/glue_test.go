package extract

import "testing"

// TestBetween lists what stands between two parts of a paragraph that a line or
// page end has parted.
func TestBetween(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"新增示", "范单位3家", ""},
		{"受理案件", "245 件", ""},
		{"比上年增加12", "00件，增长8%", ""}, // the number itself is cut
		{"拥有量达到120.", "75件，其中", ""},
		{"provided financing to", "750 enterprises", " "},
		{"a total of 12", "500 of which", " "}, // English never cuts a number
		{"high-", "value patents", ""},
		{"first-", "and second-instance cases", " "},
		{"in 2021 –", "the first year", " "},
	} {
		if got := between(c.a, c.b); got != c.want {
			t.Errorf("between(%q, %q) = %q, want %q", c.a, c.b, got, c.want)
		}
	}
}
