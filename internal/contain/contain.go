// Package contain runs work that a hostile file may turn against the program in a
// child process: the same program, started again, under limits of memory,
// processor time, files and output, and killed with all its own children when its
// time is up. Whatever happens there ends that child and is an error here.
//
// A program calls [Main] before anything else. In a child it does the work and
// exits; otherwise it returns at once, and [Run] and [Children] can be used.
package contain

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

// What a child may end of, but for the limits that a caller sets. Test for them
// with errors.Is.
var (
	ErrTimeout = errors.New("took too long")
	ErrMemory  = errors.New("took too much memory")
	ErrOutput  = errors.New("gave too much output")
	ErrCrashed = errors.New("crashed")
)

const (
	word  = "__contained" // the first argument of a child
	serve = "serve"       // the second and last

	addressSpace = 3 << 30 // bytes; Go reserves more than it uses
	heap         = 1 << 30 // bytes at which the collector works hard
	fileSize     = 512 << 20
	mostOutput   = 128 << 20
	mostMessage  = 8 << 10

	// A child does so many pieces of work, or fewer where one has made it grow: the
	// next one starts as small as the first.
	mostPieces = 100
	grown      = 192 << 20 // bytes that Go has of the system
)

// Main does the work of a child where args, the program's arguments without its
// name, are those of one: work gets the kind of work and the input, and what it
// returns goes to whoever started the child. It reports whether args were those of
// a child; the program must then end.
func Main(args []string, work func(kind string, input []byte) []byte) bool {
	if len(args) != 2 || args[0] != word || args[1] != serve {
		return false
	}
	// What a library prints must not stand among the replies.
	replies := os.Stdout
	os.Stdout = os.Stderr
	if err := confine(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	debug.SetMemoryLimit(heap)
	debug.SetGCPercent(200)
	debug.SetTraceback("none")
	if err := answer(os.Stdin, replies, work); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return true
}

// Run has a new child of the running program do one piece of work, and kills it
// after limit. Errors wrap one of those above.
func Run(kind string, input []byte, limit time.Duration) ([]byte, error) {
	c, err := start()
	if err != nil {
		return nil, err
	}
	out, _, err := c.do(kind, input, limit)
	if err == nil {
		c.end()
	}
	return out, err
}

// memoryWords are in what the Go runtime, or the race detector below it, says where
// it gets no memory.
var memoryWords = []string{"out of memory", "cannot allocate memory", "failed to reserve", "failed to allocate", "address space collisions"}

// verdict says what a child that failed has ended of.
func verdict(state *os.ProcessState, err error, message string) error {
	switch {
	case outOfTime(state), strings.Contains(message, "SIGXCPU"):
		return ErrTimeout
	case outOfMemory(state):
		return ErrMemory
	}
	for _, words := range memoryWords {
		if strings.Contains(message, words) {
			return ErrMemory
		}
	}
	message, _, _ = strings.Cut(strings.TrimSpace(message), "\n")
	if message == "" {
		message = err.Error()
	}
	return fmt.Errorf("%w: %s", ErrCrashed, strings.ToValidUTF8(message[:min(len(message), 200)], ""))
}

// capped keeps up to most bytes of what is written to it. The rest is dropped
// without an error, so that whoever writes goes on.
type capped struct {
	most int

	mu   sync.Mutex
	kept []byte
}

// Write keeps p, or the part of it there is room for.
func (c *capped) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.kept = append(c.kept, p[:min(len(p), c.most-len(c.kept))]...)
	return len(p), nil
}

// reset forgets what was written.
func (c *capped) reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.kept = c.kept[:0]
}

func (c *capped) String() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return string(c.kept)
}
