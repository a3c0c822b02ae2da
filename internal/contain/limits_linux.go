package contain

import (
	"os"
	"os/exec"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// confine puts the running process, a child, under its limits. What it starts
// inherits them.
func confine(limit time.Duration) error {
	seconds := uint64(limit/time.Second) + 2
	for _, l := range []struct {
		resource int
		most     uint64
	}{
		{unix.RLIMIT_AS, addressSpace},
		{unix.RLIMIT_CPU, seconds},
		{unix.RLIMIT_CORE, 0},
		{unix.RLIMIT_FSIZE, fileSize},
	} {
		r := unix.Rlimit{Cur: l.most, Max: l.most}
		if l.resource == unix.RLIMIT_CPU {
			r.Max++ // a signal that can be told from being killed comes first
		}
		var now unix.Rlimit
		if err := unix.Prlimit(0, l.resource, nil, &now); err != nil {
			return err
		}
		r.Max = min(r.Max, now.Max)
		r.Cur = min(r.Cur, r.Max)
		if err := unix.Prlimit(0, l.resource, &r, nil); err != nil {
			return err
		}
	}
	return nil
}

// group gives c a process group of its own, which is killed as a whole: when its
// time is up, or when this process dies.
func group(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
}

func outOfTime(state *os.ProcessState) bool {
	s, ok := status(state)
	return ok && s.Signaled() && s.Signal() == syscall.SIGXCPU
}

// outOfMemory reports whether the system killed the child, which it does to free
// memory.
func outOfMemory(state *os.ProcessState) bool {
	s, ok := status(state)
	return ok && s.Signaled() && s.Signal() == syscall.SIGKILL
}

func status(state *os.ProcessState) (syscall.WaitStatus, bool) {
	if state == nil {
		return 0, false
	}
	s, ok := state.Sys().(syscall.WaitStatus)
	return s, ok
}
