package pdf

import (
	"errors"
	"io"

	led "github.com/ledongthuc/pdf"
)

// openLedongthuc reads a file's objects with ledongthuc/pdf. It is stricter than
// pdfcpu in most things and reads some files that pdfcpu refuses.
func openLedongthuc(r io.ReaderAt, size int64, _ Options) (doc *objects, err error) {
	defer recovered(&err)
	// The library follows a chain of cross references for ever when it is a ring.
	file := &rationed{r: r, left: 10_000 + int(size/512)}
	reader, err := led.NewReader(file, size)
	if errors.Is(err, led.ErrInvalidPassword) {
		return nil, ErrPassword
	}
	if err != nil {
		return nil, err
	}
	file.left = 1 << 21
	l := new(ledongthuc)
	l.objects = &objects{
		name:      "ledongthuc",
		encrypted: !reader.Trailer().Key("Encrypt").IsNull(),
		entry: func(raw any, key string) object {
			return l.object(func() led.Value { return raw.(led.Value).Key(key) })
		},
		element: func(raw any, i int) object { return l.object(func() led.Value { return raw.(led.Value).Index(i) }) },
		length:  func(raw any) int { return raw.(led.Value).Len() },
		decode:  decodeLedongthuc,
	}
	l.objects.catalog = l.object(func() led.Value { return reader.Trailer().Key("Root") })
	l.objects.info = l.object(func() led.Value { return reader.Trailer().Key("Info") })
	return l.objects, nil
}

// rationed is a file that may be read left times.
type rationed struct {
	r    io.ReaderAt
	left int
}

func (f *rationed) ReadAt(p []byte, offset int64) (int, error) {
	if f.left--; f.left < 0 {
		return 0, errLimit
	}
	return f.r.ReadAt(p, offset)
}

// ledongthuc reads objects from ledongthuc/pdf, which panics on damaged ones.
type ledongthuc struct{ objects *objects }

func (l *ledongthuc) object(read func() led.Value) (out object) {
	defer func() {
		if recover() != nil {
			out = object{}
		}
	}()
	v := read()
	out.from = l.objects
	switch v.Kind() {
	case led.Integer, led.Real:
		out.kind, out.num = numberObject, v.Float64()
	case led.Bool:
		out.kind = boolObject
		if v.Bool() {
			out.num = 1
		}
	case led.String:
		out.kind, out.str = stringObject, v.RawString()
	case led.Name:
		out.kind, out.str = nameObject, v.Name()
	case led.Array:
		out.kind, out.raw = arrayObject, v
	case led.Dict:
		// The library does not tell an object's number, but its text holds the
		// references it makes, and two objects of one text are interchangeable.
		out.kind, out.raw, out.id = dictObject, v, v.String()
	case led.Stream:
		out.kind, out.raw, out.id = streamObject, v, v.String()
	default:
		return object{}
	}
	return out
}

func decodeLedongthuc(raw any, limit int64) (data []byte, err error) {
	defer recovered(&err)
	r := raw.(led.Value).Reader()
	defer r.Close()
	return readUpTo(r, limit)
}
