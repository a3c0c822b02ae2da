package pdf

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strconv"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// noConfigFolder keeps pdfcpu from writing a configuration into the user's home.
var noConfigFolder = sync.OnceFunc(func() { model.ConfigPath = "disable" })

// openPdfcpu reads a file's objects with pdfcpu. It repairs many broken cross
// references and undoes every usual encryption.
func openPdfcpu(r io.ReaderAt, size int64, o Options) (doc *objects, err error) {
	defer recovered(&err)
	noConfigFolder()
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationRelaxed
	conf.Limits.MaxDecodeBytes = o.MaxStream
	conf.Limits.MaxStreamBytes = size
	conf.Limits.MaxObjectCount = objectLimit(size)
	conf.Limits.MaxXRefEntries = objectLimit(size)
	conf.Limits.MaxObjectStreamCount = min(conf.Limits.MaxObjectStreamCount, objectLimit(size))
	ctx, err := pdfcpu.Read(io.NewSectionReader(&rationed{r: r, left: 1<<21 + int(size/16)}, 0, size), conf)
	if errors.Is(err, pdfcpu.ErrWrongPassword) || errors.Is(err, pdfcpu.ErrOwnerPasswordRequired) {
		return nil, ErrPassword
	}
	if err != nil {
		return nil, err
	}
	c := &cpu{ctx: ctx}
	c.objects = &objects{
		name: "pdfcpu", encrypted: ctx.Encrypt != nil,
		entry: c.entry, element: c.element, length: c.length, decode: c.decode,
	}
	catalog, err := ctx.Catalog()
	if err != nil {
		return nil, err
	}
	c.objects.catalog = c.object(catalog)
	if ctx.Info != nil {
		c.objects.info = c.object(*ctx.Info)
	}
	return c.objects, nil
}

// objectLimit is more objects than a file of size bytes can hold honestly: object
// streams pack them closely, but no object takes less than part of a byte.
func objectLimit(size int64) int { return int(min(10_000_000, 100_000+4*size)) }

// recovered turns a panic in a library that reads a damaged file into an error.
func recovered(err *error) {
	if x := recover(); x != nil {
		*err = fmt.Errorf("%v", x)
	}
}

// cpu reads objects from pdfcpu's table.
type cpu struct {
	ctx      *model.Context
	objects  *objects
	inflater inflater
}

func (c *cpu) object(o types.Object) object {
	var id string
	if ref, ok := o.(types.IndirectRef); ok {
		target, err := c.ctx.Dereference(ref)
		if err != nil {
			return object{}
		}
		o, id = target, strconv.Itoa(int(ref.ObjectNumber))
	}
	out := object{id: id, from: c.objects}
	switch o := o.(type) {
	case types.Integer:
		out.kind, out.num = numberObject, float64(o)
	case types.Float:
		out.kind, out.num = numberObject, float64(o)
	case types.Boolean:
		out.kind = boolObject
		if o {
			out.num = 1
		}
	case types.StringLiteral:
		b, err := types.Unescape(string(o))
		if err != nil {
			return object{}
		}
		out.kind, out.str = stringObject, string(b)
	case types.HexLiteral:
		b, err := o.Bytes()
		if err != nil {
			return object{}
		}
		out.kind, out.str = stringObject, string(b)
	case types.Name:
		out.kind, out.str = nameObject, string(o)
		if s, err := types.DecodeName(string(o)); err == nil {
			out.str = s
		}
	case types.Array:
		out.kind, out.raw = arrayObject, o
	case types.Dict:
		out.kind, out.raw = dictObject, o
	case types.StreamDict:
		out.kind, out.raw = streamObject, &o
	case *types.StreamDict:
		out.kind, out.raw = streamObject, o
	default:
		return object{}
	}
	return out
}

func (c *cpu) entry(raw any, key string) object {
	switch d := raw.(type) {
	case types.Dict:
		return c.object(d[key])
	case *types.StreamDict:
		return c.object(d.Dict[key])
	}
	return object{}
}

func (c *cpu) element(raw any, i int) object {
	if a, ok := raw.(types.Array); ok && 0 <= i && i < len(a) {
		return c.object(a[i])
	}
	return object{}
}

func (c *cpu) length(raw any) int {
	a, _ := raw.(types.Array)
	return len(a)
}

func (c *cpu) decode(raw any, limit int64) (data []byte, err error) {
	defer recovered(&err)
	d, ok := raw.(*types.StreamDict)
	if !ok {
		return nil, errNoStream
	}
	if d.Content != nil && int64(len(d.Content)) <= limit {
		return d.Content, nil
	}
	if onlyFlate(d) {
		return c.inflater.inflate(d.Raw, len(d.FilterPipeline), limit)
	}
	data, err = d.DecodeLengthWithLimit(-1, limit)
	if int64(len(data)) > limit {
		return data[:limit], errLimit
	}
	return data, err
}

// onlyFlate reports whether a stream is packed with Flate alone, as nearly all
// content is. Those are unpacked here: what stands before the damage in a damaged
// one, or before the limit in too long a one, is kept.
func onlyFlate(d *types.StreamDict) bool {
	for _, f := range d.FilterPipeline {
		if f.Name != "FlateDecode" || f.DecodeParms["Predictor"] != nil {
			return false
		}
	}
	return len(d.FilterPipeline) > 0
}

// inflater unpacks streams one after the other in the same room: a file has hundreds,
// most of them small beside what unpacking one needs.
type inflater struct {
	z   io.ReadCloser
	out bytes.Buffer
}

// inflate unpacks data that was packed so many times. What came before an error is
// returned beside it.
func (f *inflater) inflate(data []byte, times int, limit int64) (_ []byte, err error) {
	for range times {
		var failed error
		data, failed = f.once(data, limit)
		err = cmp.Or(err, failed)
	}
	return data, err
}

func (f *inflater) once(data []byte, limit int64) ([]byte, error) {
	if err := f.start(bytes.NewReader(data)); err != nil {
		return nil, err
	}
	f.out.Reset()
	_, err := f.out.ReadFrom(io.LimitReader(f.z, limit+1))
	if int64(f.out.Len()) > limit {
		f.out.Truncate(int(limit))
		err = errLimit
	}
	return bytes.Clone(f.out.Bytes()), err
}

func (f *inflater) start(r io.Reader) (err error) {
	if f.z == nil {
		f.z, err = zlib.NewReader(r)
		return err
	}
	return f.z.(zlib.Resetter).Reset(r, nil) // every reader of zlib can
}

// readUpTo reads r to its end, at most limit bytes. What came before an error is
// returned beside it.
func readUpTo(r io.Reader, limit int64) ([]byte, error) {
	var b bytes.Buffer
	_, err := b.ReadFrom(io.LimitReader(r, limit+1))
	if int64(b.Len()) > limit {
		return b.Bytes()[:limit], errLimit
	}
	return b.Bytes(), err
}
