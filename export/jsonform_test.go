package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"duizhao"
)

// fill gives every field that v leads to a value, drawn from t: lists of up to two
// members, pointers that may be nil, texts with all that JSON escapes.
func fill(t *rapid.T, v reflect.Value, at string) {
	if v.Type() == reflect.TypeFor[duizhao.Decimal]() {
		d := rapid.SampledFrom([]string{"", "0", "-1.50", "141000", "0.000001", "12345678901234567890.5"}).Draw(t, at)
		if d != "" {
			v.Set(reflect.ValueOf(duizhao.MustDecimal(d)))
		}
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(rapid.OneOf(
			rapid.SampledFrom([]string{"", "万", "R&D <2022>", "a\"b\\c\n\r\t\b\f\x00\x1f\x7f", "\u2028\u2029\uFFFD", "\xff\xed\xa0\x80", "😀"}), rapid.String(),
		).Draw(t, at))
	case reflect.Int:
		v.SetInt(rapid.SampledFrom([]int64{0, 1, -7, 1234567}).Draw(t, at))
	case reflect.Float64:
		v.SetFloat(rapid.OneOf(rapid.SampledFrom([]float64{0, 1, 0.875, 1e-7, 1e21, -2.5e-10}), rapid.Float64()).Draw(t, at))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, at))
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i), at+"."+v.Type().Field(i).Name)
		}
	case reflect.Array:
		for i := range v.Len() {
			fill(t, v.Index(i), fmt.Sprint(at, i))
		}
	case reflect.Slice:
		n := rapid.IntRange(0, 2).Draw(t, at)
		if n == 0 {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			fill(t, v.Index(i), fmt.Sprint(at, i))
		}
	case reflect.Pointer:
		if rapid.Bool().Draw(t, at) {
			v.Set(reflect.New(v.Type().Elem()))
			fill(t, v.Elem(), at)
		}
	default:
		t.Fatalf("%s is of a kind that this test cannot fill: %s", at, v.Type())
	}
}

// TestFormIsJSON: the form is what encoding/json writes and reads, whatever a report
// holds; a field that is new in the types is missing here until it is described.
func TestFormIsJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := new(duizhao.Report)
		fill(t, reflect.ValueOf(r).Elem(), "report")
		r.Schema = duizhao.SchemaID
		var want, got bytes.Buffer
		enc := json.NewEncoder(&want)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(withLists(r)); err != nil {
			t.Fatal(err)
		}
		if err := writeForm(&got, r); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want.String(), got.String()); diff != "" {
			t.Fatalf("written otherwise than by encoding/json:\n%s", diff)
		}
		fast, ok := readForm(got.String())
		if !ok {
			t.Fatalf("what was written is not taken for the form:\n%s", got.String())
		}
		slow := new(duizhao.Report)
		if err := json.Unmarshal(got.Bytes(), slow); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(withLists(slow), fast); diff != "" {
			t.Fatalf("read otherwise than by encoding/json:\n%s", diff)
		}
	})
}

// TestFormRefuses: what differs from the form by a byte is left to encoding/json, and
// nothing makes reading it end badly.
func TestFormRefuses(t *testing.T) {
	whole := string(asJSON(t, report2022(t)))
	for i := 0; i < len(whole); i += 1 + len(whole)/997 {
		if _, ok := readForm(whole[:i]); ok {
			t.Fatalf("cut at %d, it was taken for whole", i)
		}
		spaced := whole[:i] + "\x01" + whole[i:]
		if _, ok := readForm(spaced); ok {
			t.Fatalf("with a control character at %d, it was taken for the form", i)
		}
	}
}
