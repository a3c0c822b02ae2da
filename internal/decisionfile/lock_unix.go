//go:build unix

package decisionfile

import (
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// lock waits until no other process or goroutine changes the file at path. The lock
// is on a file of its own, because the file itself is replaced; the system takes it
// back when a process dies. Where the file system knows no locks, there is none.
func lock(path string) (unlock func(), err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(filepath.Dir(path), ".lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	for {
		err := unix.Flock(int(f.Fd()), unix.LOCK_EX)
		if err == nil || err != unix.EINTR {
			break
		}
	}
	return func() { f.Close() }, nil
}
