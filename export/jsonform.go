package export

import (
	"encoding/json"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"duizhao"
)

// form walks a report in the order of its canonical JSON. One description of each
// type, in jsonfields.go, both writes the form and reads it back: a run writes every
// report once and reads it once for the joined files, and encoding/json takes ten
// times as long for either. What is read must be byte for byte of the form that is
// written; anything else is left to encoding/json, which knows all of JSON and
// says what is wrong.
type form struct {
	out   io.Writer // nil while reading
	b     []byte    // what is to be written to out
	err   error
	in    string // what is left to be read
	bad   bool   // the input is not of this form
	depth int
	first bool // the next member is the first of its object or list
	known map[string]string
	last  duizhao.Decimal // and its numeral: bounds often repeat a value
	digit string
}

// formBuffer is how many bytes are gathered before they are written.
const formBuffer = 1 << 16

// writeForm writes r as encoding/json would with an indent of two spaces, nil lists
// as empty ones.
func writeForm(w io.Writer, r *duizhao.Report) error {
	f := &form{out: w, b: make([]byte, 0, formBuffer+1<<12)}
	f.report(r)
	f.b = append(f.b, '\n')
	f.flush()
	return f.err
}

// readForm reads what writeForm wrote, and reports whether s is that.
func readForm(s string) (*duizhao.Report, bool) {
	if !utf8.ValidString(s) {
		return nil, false
	}
	f := &form{in: s, known: map[string]string{}}
	r := new(duizhao.Report)
	f.report(r)
	f.expect("\n")
	return r, !f.bad && f.in == ""
}

func (f *form) writing() bool { return f.out != nil }

func (f *form) flush() {
	if f.err == nil {
		_, f.err = f.out.Write(f.b)
	}
	f.b = f.b[:0]
}

// expect reads s.
func (f *form) expect(s string) {
	rest, ok := strings.CutPrefix(f.in, s)
	if !ok {
		f.fail()
		return
	}
	f.in = rest
}

func (f *form) fail() { f.bad, f.in = true, "" }

// see reads s if it comes next.
func (f *form) see(s string) bool {
	rest, ok := strings.CutPrefix(f.in, s)
	f.in = rest
	return ok
}

// indents is a line end with more spaces than anything is indented by.
const indents = "\n                                "

// line begins a line: of a member, or of what closes an object or list.
func (f *form) line() {
	s := indents[:1+2*f.depth]
	if f.writing() {
		f.b = append(f.b, s...)
		return
	}
	f.expect(s)
}

func (f *form) mark(s string) {
	if f.writing() {
		f.b = append(f.b, s...)
		return
	}
	f.expect(s)
}

// open begins an object or a list of which at least one member follows.
func (f *form) open(bracket string) {
	f.mark(bracket)
	f.depth++
	f.first = true
}

func (f *form) close(bracket string) {
	f.depth--
	f.line()
	f.mark(bracket)
	f.first = false
	if f.writing() && len(f.b) >= formBuffer {
		f.flush()
	}
}

// member begins a member of an object or, without a name, of a list.
func (f *form) member(name string) {
	if !f.first {
		f.mark(",")
	}
	f.first = false
	f.line()
	if name == "" {
		return
	}
	if f.writing() {
		f.b = append(f.b, '"')
		f.b = append(f.b, name...)
		f.b = append(f.b, `": `...)
		return
	}
	f.expect(`"`)
	f.expect(name)
	f.expect(`": `)
}

// named reports whether a member of that name comes next, while reading.
func (f *form) named(name string) bool {
	head := indents[:1+2*f.depth] + `"` + name + `"`
	if !f.first {
		head = "," + head
	}
	return strings.HasPrefix(f.in, head)
}

// Members that every object of their type has.

func str[S ~string](f *form, name string, v *S) { f.member(name); value(f, v) }

// code is str for texts of which there are few different ones.
func code[S ~string](f *form, name string, v *S) {
	f.member(name)
	if f.writing() {
		f.b = appendJSON(f.b, string(*v))
		return
	}
	s := f.quoted()
	kept, ok := f.known[s]
	if !ok {
		kept = strings.Clone(s)
		f.known[kept] = kept
	}
	*v = S(kept)
}

// value is a text. The input is not kept alive by the texts that are read from it.
func value[S ~string](f *form, v *S) {
	if f.writing() {
		f.b = appendJSON(f.b, string(*v))
		return
	}
	*v = S(strings.Clone(f.quoted()))
}

func (f *form) int(name string, v *int) { f.member(name); f.number(v) }

func (f *form) pair(name string, v *[2]int) {
	f.member(name)
	f.open("[")
	for i := range v {
		f.int("", &v[i])
	}
	f.close("]")
}

func (f *form) number(v *int) {
	if f.writing() {
		f.b = strconv.AppendInt(f.b, int64(*v), 10)
		return
	}
	n, err := strconv.Atoi(f.plain())
	if err != nil {
		f.fail()
	}
	*v = n
}

func (f *form) float(name string, v *float64) {
	f.member(name)
	if f.writing() {
		if math.IsInf(*v, 0) || math.IsNaN(*v) {
			f.err = &json.UnsupportedValueError{Str: strconv.FormatFloat(*v, 'g', -1, 64)}
		}
		f.b = appendFloat(f.b, *v)
		return
	}
	s := f.plain()
	x, err := strconv.ParseFloat(s, 64)
	var again [32]byte
	if err != nil || string(appendFloat(again[:0], x)) != s {
		f.fail()
	}
	*v = x
}

func (f *form) decimal(name string, v *duizhao.Decimal) {
	f.member(name)
	if f.writing() {
		if !v.Valid() {
			f.b = append(f.b, "null"...)
			return
		}
		f.b = append(f.b, '"')
		f.b = append(f.b, v.String()...)
		f.b = append(f.b, '"')
		return
	}
	if f.see("null") {
		return
	}
	s := f.quoted()
	if s != f.digit || !f.last.Valid() {
		d, err := duizhao.ParseDecimal(s)
		if err != nil {
			f.fail()
			return
		}
		f.last, f.digit = d, s
	}
	*v = f.last
}

// yes is a member that is there where it is true.
func (f *form) yes(name string, v *bool) {
	if f.writing() && *v || !f.writing() && f.named(name) {
		f.member(name)
		f.mark("true")
		*v = true
	}
}

// maybe is a text that is there where it is not empty.
func (f *form) maybe(name string, v *string) {
	if f.writing() && *v != "" || !f.writing() && f.named(name) {
		str(f, name, v)
	}
}

// object is a member with members of its own.
func object[T any](f *form, name string, v *T, members func(*form, *T)) {
	f.member(name)
	f.open("{")
	members(f, v)
	f.close("}")
}

// pointed is an object or null.
func pointed[T any](f *form, name string, v **T, members func(*form, *T)) {
	f.member(name)
	switch {
	case f.writing() && *v == nil:
		f.b = append(f.b, "null"...)
		return
	case !f.writing() && f.see("null"):
		return
	case !f.writing():
		*v = new(T)
	}
	f.open("{")
	members(f, *v)
	f.close("}")
}

// listOf is a list, of whose members each writes or reads one.
func listOf[T any](f *form, name string, v *[]T, each func(*form, *T)) {
	f.member(name)
	switch {
	case f.writing() && len(*v) == 0:
		f.b = append(f.b, "[]"...)
		return
	case !f.writing():
		*v = []T{}
		if f.see("[]") {
			return
		}
	}
	f.open("[")
	for i := 0; f.more(i, len(*v)); i++ {
		if !f.writing() {
			var zero T
			*v = append(*v, zero)
		}
		f.member("")
		each(f, &(*v)[i])
	}
	f.close("]")
}

// more reports whether a list has a member i.
func (f *form) more(i, n int) bool {
	if f.writing() {
		return i < n
	}
	return !f.bad && (i == 0 || strings.HasPrefix(f.in, ","))
}

// one makes members those of an object in a list.
func one[T any](members func(*form, *T)) func(*form, *T) {
	return func(f *form, v *T) {
		f.open("{")
		members(f, v)
		f.close("}")
	}
}

// plain reads up to the end of a number.
func (f *form) plain() string {
	i := 0
	for i < len(f.in) && (f.in[i] >= '0' && f.in[i] <= '9' || strings.IndexByte("+-.e", f.in[i]) >= 0) {
		i++
	}
	s := f.in[:i]
	f.in = f.in[i:]
	return s
}

// quoted reads a string.
func (f *form) quoted() string {
	if !f.see(`"`) {
		f.fail()
		return ""
	}
	for i := 0; i < len(f.in); i++ {
		switch c := f.in[i]; {
		case c == '"':
			s := f.in[:i]
			f.in = f.in[i+1:]
			return s
		case c == '\\':
			return f.escaped(i)
		case c < ' ':
			f.fail()
			return ""
		}
	}
	f.fail()
	return ""
}

// escaped reads a string with a backslash at i.
func (f *form) escaped(i int) string {
	for ; i < len(f.in) && f.in[i] != '"'; i++ {
		if f.in[i] == '\\' {
			i++
		}
	}
	if i >= len(f.in) {
		f.fail()
		return ""
	}
	var s string
	if json.Unmarshal([]byte(`"`+f.in[:i+1]), &s) != nil {
		f.fail()
		return ""
	}
	f.in = f.in[i+1:]
	return s
}

// appendFloat appends v as encoding/json does: as ECMAScript, but for the exponent.
func appendFloat(b []byte, v float64) []byte {
	if a := math.Abs(v); a == 0 || a >= 1e-6 && a < 1e21 {
		return strconv.AppendFloat(b, v, 'f', -1, 64)
	}
	b = strconv.AppendFloat(b, v, 'e', -1, 64)
	if n := len(b); n >= 4 && b[n-4] == 'e' && b[n-3] == '-' && b[n-2] == '0' {
		b[n-2] = b[n-1] // e-09 is e-9
		b = b[:n-1]
	}
	return b
}

// appendJSON appends s as encoding/json does where it leaves HTML as it is.
func appendJSON(b []byte, s string) []byte {
	b = append(b, '"')
	if isPlainJSON(s) {
		return append(append(b, s...), '"')
	}
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && c < utf8.RuneSelf {
			i++
			continue
		}
		replace, n := "", 1
		if c < utf8.RuneSelf {
			replace = escapes(c)
		} else {
			var r rune
			r, n = utf8.DecodeRuneInString(s[i:])
			switch {
			case r == utf8.RuneError && n == 1:
				replace = `\ufffd`
			case r == '\u2028':
				replace = `\u2028`
			case r == '\u2029':
				replace = `\u2029`
			}
		}
		if replace != "" {
			b = append(append(b, s[from:i]...), replace...)
			from = i + n
		}
		i += n
	}
	return append(append(b, s[from:]...), '"')
}

// isPlainJSON reports whether no character of s has to be written otherwise. It looks at
// bytes: almost every text is plain.
func isPlainJSON(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < ' ', c == '"', c == '\\', c == 0xE2 && strings.HasPrefix(s[i:], "\xE2\x80") && i+2 < len(s) && s[i+2]&0xFE == 0xA8: // U+2028, U+2029
			return false
		}
	}
	return utf8.ValidString(s)
}

func escapes(c byte) string {
	const hex = "0123456789abcdef"
	switch c {
	case '"', '\\':
		return `\` + string(c)
	case '\b':
		return `\b`
	case '\f':
		return `\f`
	case '\n':
		return `\n`
	case '\r':
		return `\r`
	case '\t':
		return `\t`
	}
	return `\u00` + string([]byte{hex[c>>4], hex[c&15]})
}
