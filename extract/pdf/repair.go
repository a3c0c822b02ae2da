package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"maps"
	"slices"
)

// repaired writes a damaged file anew: it looks for objects where they stand, not
// where the cross references say, closes those that are open, measures streams up
// to their endstream, unpacks object streams, and makes a new cross reference table.
// The result is another file for a reader to open, or nil where no catalog is left.
// Files that are encrypted keep their object streams packed and may stay unreadable.
func repaired(src []byte, o Options) []byte {
	r := repair{src: src, options: o, objects: map[int][]byte{}, trailer: map[string][]byte{}}
	r.scan()
	if r.trailer["Encrypt"] == nil {
		r.unpack()
	}
	if r.trailer["Root"] == nil {
		r.findCatalog()
	}
	if r.trailer["Root"] == nil || len(r.objects) == 0 {
		return nil
	}
	return r.write()
}

type repair struct {
	src     []byte
	options Options
	objects map[int][]byte    // number → what stands between obj and endobj
	trailer map[string][]byte // the entries that matter, as written
	packed  []int             // object streams, in the order of the file
	endless bool              // there is no endstream any more
}

// scan collects the objects and trailers of the file; of several objects with one
// number the last counts, as it does after an update.
func (r *repair) scan() {
	for at := 0; at < len(r.src); {
		i := bytes.Index(r.src[at:], []byte("obj"))
		if i < 0 {
			i = len(r.src) - at
		}
		for rest := r.src[at : at+i]; ; {
			t := bytes.Index(rest, []byte("trailer"))
			if t < 0 {
				break
			}
			rest = rest[t+len("trailer"):]
			r.keepTrailer(rest[:min(len(rest), 4096)])
		}
		at = min(len(r.src), at+i+len("obj"))
		if number, ok := objectNumber(r.src[:at-min(at, len("obj"))]); ok {
			at += r.object(number, r.src[at:])
		}
	}
}

// objectNumber reads the number and generation at the end of b.
func objectNumber(b []byte) (number int, ok bool) {
	b = b[max(0, len(b)-24):]
	fields := bytes.FieldsFunc(b, func(c rune) bool { return c < 256 && class[byte(c)] != 0 })
	if n := len(fields); n < 2 || len(b) == 0 || class[b[len(b)-1]] != spaceClass || !digits(fields[n-1]) {
		return 0, false
	} else if b = fields[n-2]; !digits(b) {
		// A missing line end: "endobj12 0 obj".
		b = b[bytes.LastIndexFunc(b, func(c rune) bool { return c < '0' || c > '9' })+1:]
	}
	v, ok := parseNumber(b)
	return int(v), ok && v > 0 && v < 10_000_000
}

func digits(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(b) > 0
}

// object keeps the object that begins b and returns how many bytes it takes.
func (r *repair) object(number int, b []byte) int {
	head, open := upToNext(b)
	if i := streamStart(head); i > 0 {
		data, n := r.streamData(b[i:])
		r.keepStream(number, head[:i], data)
		return i + n
	}
	n := len(head)
	if open {
		head = withoutNumber(head)
	}
	for _, mark := range []string{"xref", "trailer"} {
		if i := bytes.Index(head, []byte(mark)); i >= 0 {
			head, n = head[:i], min(n, i)
		}
	}
	r.objects[number] = bytes.TrimSpace(head)
	return n
}

// upToNext returns what stands before endobj; open reports that there is none, and
// that the next object's number ends what is returned.
func upToNext(b []byte) (head []byte, open bool) {
	for at := 0; ; {
		i := bytes.Index(b[at:], []byte("obj"))
		if i < 0 {
			return b, false
		}
		at += i
		if before, ok := bytes.CutSuffix(b[:at], []byte("end")); ok {
			return before, false
		}
		if _, ok := objectNumber(b[:at]); ok {
			return b[:at], true
		}
		at += len("obj")
	}
}

// withoutNumber takes the number and generation of the next object off.
func withoutNumber(b []byte) []byte {
	for range 2 {
		b = bytes.TrimRight(b, "\x00\t\n\f\r ")
		b = bytes.TrimRight(b, "0123456789")
	}
	return b
}

// streamStart returns where the data of a stream begins, behind "stream" and its
// line end, or 0 where head is no stream.
func streamStart(head []byte) int {
	i := bytes.Index(head, []byte(">>"))
	for ; i >= 0; i = next(head, i, ">>") {
		rest := bytes.TrimLeft(head[i+2:], "\x00\t\n\f\r ")
		if bytes.HasPrefix(rest, []byte("stream")) {
			at := len(head) - len(rest) + len("stream")
			if at < len(head) && head[at] == '\r' {
				at++
			}
			if at < len(head) && head[at] == '\n' {
				at++
			}
			return at
		}
	}
	return 0
}

// next returns the next place of mark behind i, or -1.
func next(b []byte, i int, mark string) int {
	if j := bytes.Index(b[i+1:], []byte(mark)); j >= 0 {
		return i + 1 + j
	}
	return -1
}

// streamData returns a stream's data up to endstream, and how far that reaches.
func (r *repair) streamData(b []byte) (data []byte, n int) {
	i := -1
	if !r.endless {
		i = bytes.Index(b, []byte("endstream"))
	}
	if i < 0 {
		r.endless = true
		head, _ := upToNext(b)
		i = len(head)
	}
	data = bytes.TrimSuffix(b[:i], []byte("\n"))
	return bytes.TrimSuffix(data, []byte("\r")), i
}

// keepStream keeps a stream with its length as it was found.
func (r *repair) keepStream(number int, head, data []byte) {
	entries := head[:max(0, bytes.LastIndex(head, []byte(">>")))]
	if containsName(entries, "XRef") {
		r.keepTrailer(entries)
		return
	}
	if containsName(entries, "ObjStm") {
		r.packed = append(r.packed, number)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s/Length %d>>\nstream\n", withoutLength(entries), len(data))
	b.Write(data)
	b.WriteString("\nendstream")
	r.objects[number] = b.Bytes()
}

// containsName reports whether entries hold "/Type/XRef" or the like.
func containsName(entries []byte, name string) bool {
	i := bytes.Index(entries, []byte("/Type"))
	return i >= 0 && bytes.HasPrefix(bytes.TrimLeft(entries[i+5:], " \r\n\t"), []byte("/"+name))
}

// withoutLength drops the entry Length from the entries of a dictionary.
func withoutLength(entries []byte) []byte {
	l := lexer{src: entries}
	for {
		t := l.next()
		if t.kind == endToken {
			return entries
		}
		if t.kind != nameToken || string(t.str) != "Length" {
			continue
		}
		from := l.pos - len("/Length")
		if l.next().kind != numberToken {
			return entries
		}
		to := l.pos
		if l.next().kind == numberToken { // an indirect length: "7 0 R"
			if t := l.next(); t.kind == operatorToken && string(t.str) == "R" {
				to = l.pos
			}
		}
		return slices.Concat(entries[:from], []byte(" "), entries[to:])
	}
}

// keepTrailer takes the entries of a trailer, or of a cross reference stream's
// dictionary, that a file needs.
func (r *repair) keepTrailer(b []byte) {
	for _, key := range []string{"Root", "Info", "Encrypt", "ID"} {
		i := bytes.Index(b, []byte("/"+key))
		if i < 0 {
			continue
		}
		v := b[i+1+len(key):]
		l := lexer{src: v}
		closing := map[tokenKind]tokenKind{arrayOpen: arrayClose, dictOpen: dictClose}
		if open := l.next(); closing[open.kind] != 0 {
			for t := l.next(); t.kind != closing[open.kind] && t.kind != endToken; {
				t = l.next()
			}
		} else if t := l.next(); t.kind == numberToken {
			l.next() // R
		}
		r.trailer[key] = v[:l.pos]
	}
}

// unpack writes the objects of object streams out, unless they were found plain.
func (r *repair) unpack() {
	left := 2 * r.options.MaxStream // bytes, of all of them
	for _, number := range r.packed {
		src := r.objects[number]
		at := streamStart(src)
		if at == 0 || !bytes.Contains(src[:at], []byte("FlateDecode")) {
			continue
		}
		z, err := zlib.NewReader(bytes.NewReader(src[at:]))
		if err != nil {
			continue
		}
		data, _ := readUpTo(z, left)
		left -= int64(len(data))
		r.unpackInto(data, entryNumber(src[:at], "/First"))
		delete(r.objects, number)
	}
}

func entryNumber(entries []byte, key string) int {
	i := bytes.Index(entries, []byte(key))
	if i < 0 {
		return 0
	}
	l := lexer{src: entries[i+len(key):]}
	return int(l.next().num)
}

func (r *repair) unpackInto(data []byte, first int) {
	if first <= 0 || first > len(data) {
		return
	}
	var places []int // number, offset, number, offset, ...
	for l := (lexer{src: data[:first]}); ; {
		t := l.next()
		if t.kind != numberToken {
			break
		}
		places = append(places, int(t.num))
	}
	for i := 0; i+1 < len(places); i += 2 {
		from, to := first+places[i+1], len(data)
		if i+3 < len(places) {
			to = first + places[i+3]
		}
		if from < first || from > to || to > len(data) || r.objects[places[i]] != nil {
			continue
		}
		r.objects[places[i]] = data[from:to]
	}
}

// findCatalog takes the object that says it is the catalog for the root.
func (r *repair) findCatalog() {
	for _, number := range slices.Sorted(maps.Keys(r.objects)) {
		if containsName(r.objects[number], "Catalog") {
			r.trailer["Root"] = fmt.Appendf(nil, " %d 0 R", number)
		}
	}
}

func (r *repair) write() []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	numbers := slices.Sorted(maps.Keys(r.objects))
	offsets := map[int]int{}
	for _, n := range numbers {
		offsets[n] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", n, r.objects[n])
	}
	table := out.Len()
	out.WriteString("xref\n0 1\n0000000000 65535 f \n")
	for _, n := range numbers {
		fmt.Fprintf(&out, "%d 1\n%010d 00000 n \n", n, offsets[n])
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d", numbers[len(numbers)-1]+1)
	for _, key := range slices.Sorted(maps.Keys(r.trailer)) {
		fmt.Fprintf(&out, "/%s%s", key, r.trailer[key])
	}
	fmt.Fprintf(&out, ">>\nstartxref\n%d\n%%%%EOF\n", table)
	return out.Bytes()
}
