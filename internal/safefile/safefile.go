// Package safefile replaces files so that whoever reads them, and whatever happens,
// finds the old content or the new one, whole.
package safefile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2"
)

// Write writes the file at path, making its folder where it is missing: to a
// temporary file beside it, synced to disk, then renamed over it. The error is that
// of write or of the file system.
func Write(path string, write func(io.Writer) error) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := renameio.NewPendingFile(path, renameio.WithPermissions(0o644), renameio.WithTempDir(dir))
	if err != nil {
		return err
	}
	defer f.Cleanup() // after the rename it has nothing left to do
	if err := write(f); err != nil {
		return err
	}
	return f.CloseAtomicallyReplace()
}

// SyncFolder makes the names in a folder last through a loss of power: a rename is
// on disk only once its folder is. Where folders cannot be synced it does nothing.
func SyncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrInvalid) {
		return err
	}
	return nil
}
