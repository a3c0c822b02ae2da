package contain

import (
	"errors"
	"os"
	"os/exec"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// confine puts the running process, a child, under its limits. What it starts
// inherits them.
func confine() error {
	return errors.Join(
		limit(unix.RLIMIT_AS, addressSpace, addressSpace),
		limit(unix.RLIMIT_CORE, 0, 0),
		limit(unix.RLIMIT_FSIZE, fileSize, fileSize),
	)
}

// allow lets the running process take so much processor time more, from now.
func allow(time time.Duration) error {
	var used unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &used); err != nil {
		return err
	}
	seconds := uint64(used.Utime.Sec+used.Stime.Sec) + uint64(time.Seconds()) + 2
	return limit(unix.RLIMIT_CPU, seconds, unix.RLIM_INFINITY) // the next piece of work needs more
}

// limit sets a limit and what it can be raised to, as far as the process may.
func limit(resource int, most, ever uint64) error {
	var now unix.Rlimit
	if err := unix.Prlimit(0, resource, nil, &now); err != nil {
		return err
	}
	r := unix.Rlimit{Max: min(ever, now.Max)}
	r.Cur = min(most, r.Max)
	return unix.Prlimit(0, resource, &r, nil)
}

// group gives c a process group of its own, which is killed as a whole: when its
// time is up, or when this process dies.
func group(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// kill ends c and all it has started.
func kill(c *exec.Cmd) { _ = syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }

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
