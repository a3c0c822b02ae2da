package pdf

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLexer(t *testing.T) {
	for _, c := range []struct {
		src  string
		want []string
	}{
		{"", nil},
		{"BT /F1 12 Tf", []string{"op BT", "name F1", "num 12", "op Tf"}},
		{"T*'\"", []string{"op T*'\""}},
		{"-.5 +3 4. .25 --5 - 12-34 1e3", []string{"num -0.5", "num 3", "num 4", "num 0.25", "num -5", "num 0", "num 12", "num 1"}},
		{"99999999999999999999", []string{"num 2.147483647e+09"}},
		{"(a(b)c)Tj", []string{"str a(b)c", "op Tj"}},
		{`(\n\r\t\b\f\(\)\\\q)`, []string{"str \n\r\t\b\f()\\q"}},
		{`(\101\60\0053\7)`, []string{"str A0\x053\x07"}},
		{"(a\\\nb\\\r\nc\r\nd\re)", []string{"str abc\nd\ne"}},
		{"(never closed", []string{"str never closed"}},
		{`(ends in a backslash\`, []string{"str ends in a backslash"}},
		{"<48 65 6C6c 6F>", []string{"str Hello"}},
		{"<4>", []string{"str @"}},
		{"<4x1", []string{"str A"}},
		{"/A#20B/C#zz/ 1", []string{"name A B", "name C#zz", "name ", "num 1"}},
		{"[(a)-20(b)]TJ", []string{"[", "str a", "num -20", "str b", "]", "op TJ"}},
		{"<</K(v)>>BDC", []string{"<<", "name K", "str v", ">>", "op BDC"}},
		{"1 % a comment (\r2", []string{"num 1", "num 2"}},
		{"} ) >", []string{"op }", "op )"}},
	} {
		l := lexer{src: []byte(c.src)}
		var got []string
		for tok := l.next(); tok.kind != endToken; tok = l.next() {
			got = append(got, tok.describe())
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q: %s", c.src, diff)
		}
	}
}

func (t token) describe() string {
	switch t.kind {
	case numberToken:
		return fmt.Sprintf("num %v", t.num)
	case stringToken:
		return "str " + string(t.str)
	case nameToken:
		return "name " + string(t.str)
	case operatorToken:
		return "op " + string(t.str)
	}
	return map[tokenKind]string{arrayOpen: "[", arrayClose: "]", dictOpen: "<<", dictClose: ">>"}[t.kind]
}

func TestSkipInlineImage(t *testing.T) {
	for _, c := range []struct{ src, rest string }{
		{" \x00\x01EI\x02\x03 EI Q BT", " Q BT"},
		{" abc\nEI\nQ", "\nQ"},
		{" EI\x80\x81 EI", ""},
		{" no end", ""},
	} {
		l := lexer{src: []byte(c.src)}
		l.skipInlineImage()
		if got := string(l.src[l.pos:]); got != c.rest {
			t.Errorf("%q: goes on at %q, want %q", c.src, got, c.rest)
		}
	}
}

// FuzzLexer holds that the lexer moves forward, ends, and never makes strings that
// are longer than what they were read from.
func FuzzLexer(f *testing.F) {
	for _, s := range []string{"BT (a\\051) Tj", "<</A<41>>>", "[1 -2.5(x)]TJ", "/N#41 %c\n", "(\\", "<"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		l := lexer{src: src}
		for at := -1; ; at = l.pos {
			tok := l.next()
			if tok.kind == endToken {
				break
			}
			if l.pos <= at || l.pos > len(src) {
				t.Fatalf("token %v at %d ends at %d of %d", tok.kind, at, l.pos, len(src))
			}
			if len(tok.str) > l.pos-max(at, 0) {
				t.Fatalf("%d bytes give a string of %d", l.pos-max(at, 0), len(tok.str))
			}
		}
		if l.pos != len(src) {
			t.Fatalf("stopped at %d of %d", l.pos, len(src))
		}
		skip := lexer{src: src}
		skip.skipInlineImage()
		if skip.pos > len(src) {
			t.Fatalf("an inline image ends at %d of %d", skip.pos, len(src))
		}
	})
}
