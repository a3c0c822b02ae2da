package pdf

import (
	"bytes"
	"math"
)

// tokenKind is the kind of a token of a content stream or a CMap.
type tokenKind uint8

const (
	endToken tokenKind = iota
	numberToken
	stringToken
	nameToken
	operatorToken
	arrayOpen
	arrayClose
	dictOpen
	dictClose
)

// token is one token. str holds a string's bytes, a name's or an operator's
// characters; it is valid until the lexer's release.
type token struct {
	kind tokenKind
	num  float64
	str  []byte
}

// lexer cuts a content stream or CMap into tokens (ISO 32000-1, 7.2 and 7.3). It
// takes any bytes: what fits nothing is read as an operator.
type lexer struct {
	src   []byte
	pos   int
	arena []byte // strings that are not written literally in src
}

// release lets go of the strings of all tokens read so far.
func (l *lexer) release() { l.arena = l.arena[:0] }

// class tells white space and delimiters from regular characters.
var class = func() (t [256]uint8) {
	for _, c := range []byte("\x00\t\n\f\r ") {
		t[c] = spaceClass
	}
	for _, c := range []byte("()<>[]{}/%") {
		t[c] = delimiterClass
	}
	return t
}()

const (
	spaceClass     = 1
	delimiterClass = 2
)

func (l *lexer) next() token {
	for {
		l.skipSpace()
		if l.pos >= len(l.src) {
			return token{}
		}
		if t, ok := l.token(l.src[l.pos]); ok {
			return t
		}
	}
}

// token reads the token that begins with c; ok is false for a stray bracket.
func (l *lexer) token(c byte) (t token, ok bool) {
	switch c {
	case '(':
		l.pos++
		return token{kind: stringToken, str: l.literal()}, true
	case '<':
		l.pos++
		if l.peek() == '<' {
			l.pos++
			return token{kind: dictOpen}, true
		}
		return token{kind: stringToken, str: l.hex()}, true
	case '>':
		l.pos++
		if l.peek() == '>' {
			l.pos++
			return token{kind: dictClose}, true
		}
		return token{}, false
	case '[':
		l.pos++
		return token{kind: arrayOpen}, true
	case ']':
		l.pos++
		return token{kind: arrayClose}, true
	case '/':
		l.pos++
		return token{kind: nameToken, str: l.unescapeName(l.regular())}, true
	case ')', '{', '}':
		l.pos++
		return token{kind: operatorToken, str: l.src[l.pos-1 : l.pos]}, true
	default:
		word := l.regular()
		if n, ok := parseNumber(word); ok {
			return token{kind: numberToken, num: n}, true
		}
		return token{kind: operatorToken, str: word}, true
	}
}

func (l *lexer) peek() byte {
	if l.pos < len(l.src) {
		return l.src[l.pos]
	}
	return 0
}

// skipSpace moves over white space and comments.
func (l *lexer) skipSpace() {
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		if c == '%' {
			for l.pos < len(l.src) && l.src[l.pos] != '\n' && l.src[l.pos] != '\r' {
				l.pos++
			}
		} else if class[c] != spaceClass {
			return
		} else {
			l.pos++
		}
	}
}

func (l *lexer) regular() []byte {
	start := l.pos
	for l.pos < len(l.src) && class[l.src[l.pos]] == 0 {
		l.pos++
	}
	return l.src[start:l.pos]
}

// literal reads a string up to its closing parenthesis, or to the end.
func (l *lexer) literal() []byte {
	start, depth := l.pos, 1
	for ; l.pos < len(l.src); l.pos++ {
		switch l.src[l.pos] {
		case '\\', '\r':
			return l.escaped(start, depth)
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.pos++
				return l.src[start : l.pos-1]
			}
		}
	}
	return l.src[start:]
}

// escaped goes on with a literal string that cannot be taken as it stands.
func (l *lexer) escaped(start, depth int) []byte {
	from := len(l.arena)
	l.arena = append(l.arena, l.src[start:l.pos]...)
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return l.arena[from:]
			}
		case '\r':
			c = '\n'
			if l.peek() == '\n' {
				l.pos++
			}
		case '\\':
			var ok bool
			if c, ok = l.escape(); !ok {
				continue
			}
		}
		l.arena = append(l.arena, c)
	}
	return l.arena[from:]
}

// escape reads what follows a backslash; ok is false where it stands for nothing.
func (l *lexer) escape() (c byte, ok bool) {
	if l.pos >= len(l.src) {
		return 0, false
	}
	c = l.src[l.pos]
	l.pos++
	switch c {
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case 'b':
		return '\b', true
	case 'f':
		return '\f', true
	case '\n':
		return 0, false
	case '\r':
		if l.peek() == '\n' {
			l.pos++
		}
		return 0, false
	}
	if c < '0' || c > '7' {
		return c, true
	}
	v := int(c - '0')
	for i := 0; i < 2 && '0' <= l.peek() && l.peek() <= '7' && l.pos < len(l.src); i++ {
		v = v*8 + int(l.src[l.pos]-'0')
		l.pos++
	}
	return byte(v), true
}

// hexDigit gives a hexadecimal digit's value, and 0xFF for other bytes.
var hexDigit = func() (t [256]uint8) {
	for i := range t {
		t[i] = 0xFF
	}
	for i, c := range []byte("0123456789abcdef") {
		t[c] = uint8(i)
		t[bytes.ToUpper([]byte{c})[0]] = uint8(i)
	}
	return t
}()

func (l *lexer) hex() []byte {
	from, half, have := len(l.arena), uint8(0), false
	for ; l.pos < len(l.src) && l.src[l.pos] != '>'; l.pos++ {
		d := hexDigit[l.src[l.pos]]
		switch {
		case d == 0xFF:
		case have:
			l.arena, have = append(l.arena, half<<4|d), false
		default:
			half, have = d, true
		}
	}
	if have {
		l.arena = append(l.arena, half<<4)
	}
	l.pos = min(l.pos+1, len(l.src))
	return l.arena[from:]
}

func (l *lexer) unescapeName(s []byte) []byte {
	if bytes.IndexByte(s, '#') < 0 {
		return s
	}
	from := len(l.arena)
	for i := 0; i < len(s); i++ {
		if s[i] == '#' && i+2 < len(s) && hexDigit[s[i+1]] != 0xFF && hexDigit[s[i+2]] != 0xFF {
			l.arena = append(l.arena, hexDigit[s[i+1]]<<4|hexDigit[s[i+2]])
			i += 2
		} else {
			l.arena = append(l.arena, s[i])
		}
	}
	return l.arena[from:]
}

// parseNumber reads a number as viewers do: "--5" is -5, "12-34" is 12, and a lone
// sign or point is 0.
func parseNumber(s []byte) (v float64, ok bool) {
	i, sign := 0, 1.0
	for i < len(s) && (s[i] == '+' || s[i] == '-') {
		if s[i] == '-' {
			sign = -1
		}
		i++
	}
	if i == len(s) || s[i] != '.' && (s[i] < '0' || s[i] > '9') {
		return 0, i > 0 && i == len(s)
	}
	for ; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
		v = v*10 + float64(s[i]-'0')
	}
	if i < len(s) && s[i] == '.' {
		unit := 0.1
		for i++; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
			v += float64(s[i]-'0') * unit
			unit /= 10
		}
	}
	if v > math.MaxInt32 {
		v = math.MaxInt32
	}
	return sign * v, true
}

// skipInlineImage moves from behind the operator ID to behind the operator EI that
// ends the image's data: one that stands between white space and is followed by
// what looks like content.
func (l *lexer) skipInlineImage() {
	for l.pos < len(l.src) {
		i := bytes.Index(l.src[l.pos:], []byte("EI"))
		if i < 0 {
			break
		}
		at := l.pos + i
		l.pos = at + 2
		if (at == 0 || class[l.src[at-1]] == spaceClass) && looksLikeContent(l.src[l.pos:]) {
			return
		}
	}
	l.pos = len(l.src)
}

func looksLikeContent(b []byte) bool {
	if len(b) > 0 && class[b[0]] != spaceClass {
		return false
	}
	for _, c := range b[:min(len(b), 12)] {
		if c > '~' || c < ' ' && class[c] != spaceClass {
			return false
		}
	}
	return true
}
