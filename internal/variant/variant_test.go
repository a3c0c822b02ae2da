package variant

import "testing"

func TestSimplify(t *testing.T) {
	for in, want := range map[string]string{
		"全市專利授權量達1.37萬件": "全市专利授权量达1.37万件",
		"專利權歸屬":          "专利权归属",
		"著作权、乾坤":         "著作权、乾坤", // simplified text is written with these too
		"plain text":     "plain text",
		"":               "",
	} {
		got := Simplify(in)
		if got != want || len(got) != len(in) {
			t.Errorf("Simplify(%q) = %q, want %q of the same length", in, got, want)
		}
	}
}
