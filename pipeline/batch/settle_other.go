//go:build !linux

package batch

import (
	"io/fs"
	"os"
	"path/filepath"

	"duizhao/internal/safefile"
)

// syncDisk syncs the files and folders below dir, one by one.
func syncDisk(dir string) error {
	return filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			return safefile.SyncFolder(path)
		}
		if !e.Type().IsRegular() {
			return nil
		}
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			return err
		}
		defer f.Close()
		return f.Sync()
	})
}
