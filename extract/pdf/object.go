package pdf

// kind is the type of an object.
type kind uint8

const (
	nullObject kind = iota // also what is absent, or cannot be read
	numberObject
	boolObject
	stringObject
	nameObject
	arrayObject
	dictObject
	streamObject
)

// object is one object of the file, references followed. The zero object is null;
// asking it for an entry or an element gives null again, so that a path into a
// damaged file needs no check at every step.
type object struct {
	kind kind
	num  float64
	str  string // the bytes of a string, the characters of a name
	id   string // the same whenever the same indirect object is reached; "" where not known
	raw  any    // the reader's own value of an array, dict or stream
	from *objects
}

// objects is an object reader: what the interpreter needs of a library that reads
// a file's cross references, streams and encryption. Its functions take the raw
// value of an object the reader has made.
type objects struct {
	name      string
	encrypted bool
	catalog   object
	info      object // the document information dictionary
	entry     func(raw any, key string) object
	element   func(raw any, i int) object
	length    func(raw any) int
	// decode returns a stream's bytes with its filters undone, at most limit of
	// them. Beside an error it returns what could be read before it.
	decode func(raw any, limit int64) ([]byte, error)
}

// get returns the entry of a dict or of a stream's dict.
func (o object) get(key string) object {
	if o.kind != dictObject && o.kind != streamObject {
		return object{}
	}
	return o.from.entry(o.raw, key)
}

// path follows several keys.
func (o object) path(keys ...string) object {
	for _, k := range keys {
		o = o.get(k)
	}
	return o
}

// at returns element i of an array.
func (o object) at(i int) object {
	if o.kind != arrayObject {
		return object{}
	}
	return o.from.element(o.raw, i)
}

// len returns the number of elements of an array.
func (o object) len() int {
	if o.kind != arrayObject {
		return 0
	}
	return o.from.length(o.raw)
}

// name returns a name's characters, and "" for anything else.
func (o object) name() string {
	if o.kind != nameObject {
		return ""
	}
	return o.str
}

// bytes returns a string's bytes, and "" for anything else.
func (o object) bytes() string {
	if o.kind != stringObject {
		return ""
	}
	return o.str
}

// int returns a number cut to an integer within ±2³⁰, and 0 for anything else.
func (o object) int() int {
	const most = 1 << 30
	return int(max(-most, min(most, o.num)))
}

// numbers returns the first n elements of an array of numbers; ok is false where
// there are fewer.
func (o object) numbers(n int) (v []float64, ok bool) {
	if o.len() < n {
		return nil, false
	}
	v = make([]float64, n)
	for i := range v {
		e := o.at(i)
		if e.kind != numberObject {
			return nil, false
		}
		v[i] = e.num
	}
	return v, true
}

// data returns a stream's decoded bytes.
func (o object) data(limit int64) ([]byte, error) {
	if o.kind != streamObject {
		return nil, errNoStream
	}
	return o.from.decode(o.raw, limit)
}
