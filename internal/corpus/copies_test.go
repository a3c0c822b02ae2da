package corpus

import (
	"strings"
	"testing"
)

func TestCopies(t *testing.T) {
	c := Copies{Text: "**云岭市报告**\n\n**Report on\nYunling**\n\n云岭有3件。\n\nYunling has 3.\n", Zh: "云岭", En: "Yunling"}
	a, b := c.Make(1, 0), c.Make(1, 1)
	if a.ID == b.ID || a.Zh[0] == b.Zh[0] {
		t.Errorf("%v and %v are about one place", a, b)
	}
	if len(a.Zh) != 2 || len(a.En) != 2 || !strings.HasPrefix(a.En[0].Text, "Report on ") {
		t.Errorf("%v", a)
	}
	for _, p := range append(a.Zh, a.En...) {
		if strings.Contains(p.Text, "云岭") || strings.Contains(p.Text, "Yunling") || strings.Contains(p.Text, "*") {
			t.Errorf("%q", p.Text)
		}
	}
}
