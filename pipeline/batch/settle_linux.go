package batch

import (
	"os"

	"golang.org/x/sys/unix"
)

// syncDisk syncs the file system that dir is on: one call for thousands of files
// (syncfs, Linux 2.6.39; it tells of failed writes since 5.8).
func syncDisk(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return os.NewSyscallError("syncfs", unix.Syncfs(int(d.Fd())))
}
