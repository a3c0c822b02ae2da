package export

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
)

// spill keeps bytes: few in memory, more on a disk that it may share with others. The
// zero value is empty.
type spill struct {
	disk  *disk
	parts []extent // what is on the disk, in order
	buf   []byte   // what comes behind it
	size  int64
}

// extent is where bytes stand on a disk.
type extent struct{ at, length int64 }

// inMemory is how many bytes a spill keeps in memory.
const inMemory = 1 << 17

func (s *spill) Write(p []byte) (int, error) {
	s.buf = append(s.buf, p...)
	s.size += int64(len(p))
	if len(s.buf) < inMemory {
		return len(p), nil
	}
	if s.disk == nil {
		s.disk = &disk{}
	}
	if s.parts == nil {
		s.disk.users++
	}
	at, err := s.disk.append(s.buf)
	s.parts = append(s.parts, extent{at, int64(len(s.buf))})
	s.buf = s.buf[:0]
	return len(p), err
}

// reader reads all bytes.
func (s *spill) reader() io.Reader {
	var all []io.Reader
	for _, p := range s.parts {
		all = append(all, io.NewSectionReader(s.disk.file, p.at, p.length))
	}
	return io.MultiReader(append(all, bytes.NewReader(s.buf))...)
}

// remove forgets what is kept; the last of a disk's users removes its file.
func (s *spill) remove() error {
	used := s.parts != nil
	s.buf, s.parts = nil, nil
	if !used {
		return nil
	}
	return s.disk.leave()
}

// disk is a temporary file that several spills of one goroutine write to: a run over
// many reports has dozens, and every open file counts. The zero value is empty.
type disk struct {
	file  *os.File
	end   int64
	users int
}

// append writes p to the end and returns where it begins.
func (d *disk) append(p []byte) (at int64, err error) {
	if d.file == nil {
		if d.file, err = temporary("duizhao-part-*"); err != nil {
			return 0, err
		}
	}
	at = d.end
	n, err := d.file.WriteAt(p, at)
	d.end += int64(n)
	return at, err
}

// leave ends one use, and the file with the last.
func (d *disk) leave() error {
	d.users--
	if d.users > 0 || d.file == nil {
		return nil
	}
	f := d.file
	d.file, d.end = nil, 0
	return dispose(f)
}

// temporary opens a new temporary file. Where the system lets, it has no name any more:
// a run that is killed leaves nothing behind.
func temporary(pattern string) (*os.File, error) {
	f, err := os.CreateTemp("", pattern)
	if err == nil {
		_ = os.Remove(f.Name()) // some systems refuse; dispose does it then
	}
	return f, err
}

// dispose closes and removes a temporary file.
func dispose(f *os.File) error {
	err := f.Close()
	if gone := os.Remove(f.Name()); !errors.Is(gone, fs.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}
