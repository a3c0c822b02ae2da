package export

import (
	"archive/zip"
	"errors"
	"hash/crc32"
	"io"

	"github.com/klauspost/compress/flate"
)

// stretch is a run of bytes of a zip entry, kept compressed until the archive is
// written. Segments of one entry are compressed apart, none looking back into
// another, so that they can be put one after the other: rows are compressed as they
// come, and what stands before them is written when the last one is known.
type stretch struct {
	kept  spill
	pool  *packers
	zip   *flate.Writer
	crc   uint32
	plain int64 // bytes before compression
}

// compression is the level of deflate: the rows of a table are so alike that
// higher levels cost more time than they spare bytes.
const compression = 2

// packers are compressors that wait for the next segment: one takes a megabyte,
// which is more than most parts of a workbook have bytes. The zero value is ready
// to use, by one goroutine.
type packers struct {
	idle []*flate.Writer
	disk disk // of all segments
}

func (k *packers) get(w io.Writer) (*flate.Writer, error) {
	n := len(k.idle)
	if n == 0 {
		return flate.NewWriter(w, compression)
	}
	z := k.idle[n-1]
	k.idle = k.idle[:n-1]
	z.Reset(w)
	return z, nil
}

func (k *packers) put(z *flate.Writer) { k.idle = append(k.idle, z) }

// packed returns b as the one finished segment of an entry.
func (k *packers) packed(b []byte) (*stretch, error) {
	s, err := newStretch(k)
	if err != nil {
		return nil, err
	}
	_, err = s.Write(b)
	return s, errors.Join(err, s.finish(true))
}

func newStretch(k *packers) (*stretch, error) {
	s := &stretch{pool: k, kept: spill{disk: &k.disk}}
	var err error
	s.zip, err = k.get(&s.kept)
	return s, err
}

// Write compresses p into the segment.
func (s *stretch) Write(p []byte) (int, error) {
	s.crc = crc32.Update(s.crc, crc32.IEEETable, p)
	s.plain += int64(len(p))
	return s.zip.Write(p)
}

// finish writes what is left. The stream is ended where the segment is the entry's
// last one, else brought to a byte's edge.
func (s *stretch) finish(last bool) error {
	if s.zip == nil {
		return nil
	}
	end := s.zip.Flush
	if last {
		end = s.zip.Close
	}
	err := end()
	s.pool.put(s.zip)
	s.zip = nil
	return err
}

// size returns how many bytes the finished segment takes.
func (s *stretch) size() int64 { return s.kept.size }

// remove removes what is kept.
func (s *stretch) remove() error { return s.kept.remove() }

// writeEntry writes finished segments, the last of which ends the stream, as one
// entry of an archive, without times.
func writeEntry(z *zip.Writer, name string, segments []*stretch) error {
	h := &zip.FileHeader{Name: name, Method: zip.Deflate}
	for _, s := range segments {
		h.CRC32 = joinCRC(h.CRC32, s.crc, s.plain)
		h.CompressedSize64 += uint64(s.size())
		h.UncompressedSize64 += uint64(s.plain)
	}
	w, err := z.CreateRaw(h)
	if err != nil {
		return err
	}
	for _, s := range segments {
		if _, err := io.Copy(w, s.kept.reader()); err != nil {
			return err
		}
	}
	return nil
}

// storeEntry writes an entry that is not compressed.
func storeEntry(z *zip.Writer, name string, content []byte) error {
	n := uint64(len(content))
	w, err := z.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(content), CompressedSize64: n, UncompressedSize64: n,
	})
	if err != nil {
		return err
	}
	_, err = w.Write(content)
	return err
}

// joinCRC returns the CRC-32 of a followed by b from those of both and the length
// of b in bytes: a polynomial over the field of two elements, multiplied by x for
// each bit that follows (as crc32_combine of zlib does).
func joinCRC(a, b uint32, length int64) uint32 {
	const one, x8 = 1 << 31, 1 << 23 // the highest bit is the lowest power
	shift, square := uint32(one), uint32(x8)
	for n := length; n > 0; n >>= 1 {
		if n&1 == 1 {
			shift = multiplied(square, shift)
		}
		square = multiplied(square, square)
	}
	return multiplied(shift, a) ^ b
}

// multiplied returns a times b modulo the polynomial of CRC-32.
func multiplied(a, b uint32) uint32 {
	var product uint32
	for ; a != 0; a <<= 1 {
		if a>>31 == 1 {
			product ^= b
		}
		b = b>>1 ^ crc32.IEEE&-(b&1)
	}
	return product
}
