// Package contain runs work that a hostile file may turn against the program in a
// child process: the same program, started again, under limits of memory,
// processor time, files and output, and killed with all its own children when its
// time is up. Whatever happens there ends that child and is an error here.
//
// A program calls [Main] before anything else. In a child it does the work and
// exits; otherwise it returns at once, and [Run] can be used.
package contain

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/debug"
	"strings"
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
	word = "__contained" // the first argument of a child

	addressSpace = 3 << 30 // bytes; Go reserves more than it uses
	heap         = 1 << 30 // bytes at which the collector works hard
	fileSize     = 512 << 20
	mostOutput   = 128 << 20
	mostMessage  = 8 << 10
)

// Main does the work of a child where args, the program's arguments without its
// name, are those of one: work gets the kind of work and the input, and what it
// returns is written to standard output. It reports whether args were those of a
// child; the program must then end.
func Main(args []string, work func(kind string, input []byte) []byte) bool {
	if len(args) != 3 || args[0] != word {
		return false
	}
	seconds, err := time.ParseDuration(args[2])
	if err != nil {
		return false
	}
	if err := confine(seconds); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	debug.SetMemoryLimit(heap)
	debug.SetGCPercent(200)
	debug.SetTraceback("none")
	input, err := io.ReadAll(os.Stdin)
	if err == nil {
		_, err = os.Stdout.Write(work(args[1], input))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return true
}

// Run has a child of the running program do one piece of work, and kills it after
// limit. Errors wrap one of those above.
func Run(kind string, input []byte, limit time.Duration) ([]byte, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCrashed, err)
	}
	dir, err := os.MkdirTemp("", "duizhao-*")
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCrashed, err)
	}
	defer os.RemoveAll(dir) // a killed child leaves its temporary files
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	c := exec.CommandContext(ctx, program, word, kind, limit.String())
	c.Env = append(os.Environ(), "TMPDIR="+dir, "TMP="+dir, "GOMAXPROCS=2", "GOTRACEBACK=none")
	c.Stdin = bytes.NewReader(input)
	out, message := &capped{most: mostOutput, full: cancel}, &capped{most: mostMessage}
	c.Stdout, c.Stderr = out, message
	group(c)
	c.WaitDelay = 2 * time.Second
	err = c.Run()
	switch {
	case out.over:
		return nil, ErrOutput
	case ctx.Err() != nil:
		return nil, fmt.Errorf("%w: %s", ErrTimeout, limit)
	case err == nil:
		return out.kept.Bytes(), nil
	}
	return nil, verdict(c.ProcessState, err, message.kept.String())
}

// memoryWords are in what the Go runtime, or the race detector below it, says where
// it gets no memory.
var memoryWords = []string{"out of memory", "cannot allocate memory", "failed to reserve", "failed to allocate", "address space collisions"}

// verdict says what a child that failed has ended of.
func verdict(state *os.ProcessState, err error, message string) error {
	switch {
	case outOfTime(state):
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
// without an error, so that whoever writes goes on, unless full ends him.
type capped struct {
	kept bytes.Buffer // not embedded: its ReadFrom would take all there is
	most int
	over bool
	full func()
}

// Write keeps p, or the part of it there is room for.
func (c *capped) Write(p []byte) (int, error) {
	room := c.most - c.kept.Len()
	if len(p) <= room {
		return c.kept.Write(p)
	}
	c.kept.Write(p[:max(0, room)])
	if c.full != nil && !c.over {
		c.full()
	}
	c.over = true
	return len(p), nil
}
