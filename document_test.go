package duizhao

import "testing"

func TestCodePoints(t *testing.T) {
	d := &Document{
		Text:   "标题\n授权1.41万件，增长",
		Blocks: []Block{{Span: Span{0, 6}}, {Span: Span{7, len("标题\n授权1.41万件，增长")}}},
	}
	s := Span{7 + len("授权"), 7 + len("授权1.41万件")}
	if got := s.Of(d.Text); got != "1.41万件" {
		t.Fatalf("the span covers %q", got)
	}
	if start, end := d.CodePoints(1, s); start != 2 || end != 8 {
		t.Errorf("code points %d to %d, want 2 to 8", start, end)
	}
}

func TestBilingualIn(t *testing.T) {
	for _, c := range []struct {
		b    Bilingual
		l    Lang
		want string
	}{
		{Bilingual{"中", "en"}, Chinese, "中"},
		{Bilingual{"中", "en"}, English, "en"},
		{Bilingual{"", "en"}, Chinese, "en"},
		{Bilingual{"中", ""}, English, "中"},
	} {
		if got := c.b.In(c.l); got != c.want {
			t.Errorf("%v.In(%s) = %q, want %q", c.b, c.l, got, c.want)
		}
	}
}
